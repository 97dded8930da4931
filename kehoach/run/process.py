"""One file through the three stages."""

from typing import Any

from extract import read_document
from kehoach.records import Document, Plan, Source
from kehoach.run.cut import cut
from kehoach.settings import ExtractSettings
from models import find_beginnings, find_spans, load_pipeline
from normalize import build_plan

__all__ = ["load_pipeline", "process_file"]


def process_file(source: Source, settings: ExtractSettings, nlp: Any) -> tuple[tuple[Document, Plan], ...]:
    """The documents of a file as read, mostly one, and all findings in each. `nlp` is what `load_pipeline`
    gives; its type stays in `models`.

    Raises UnreadableFile and its kin where the file cannot be read, MissingProgram where Tesseract is not
    there.
    """
    whole = read_document(source, settings)
    documents = cut(whole, find_beginnings(whole))
    return tuple((document, build_plan(document, find_spans(document, nlp))) for document in documents)
