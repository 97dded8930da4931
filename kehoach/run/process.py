"""One document through the three stages."""

from typing import Any

from extract import read_document
from kehoach.records import Document, Plan, Source
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan

__all__ = ["load_pipeline", "process_document"]


def process_document(source: Source, settings: ExtractSettings, nlp: Any) -> tuple[Document, Plan]:
    """The document as read and all findings in it. `nlp` is what `load_pipeline` gives; its type stays in
    `models`.

    Raises UnreadableFile and its kin where the file cannot be read, MissingProgram where Tesseract is not
    there.
    """
    document = read_document(source, settings)
    spans = find_spans(document, nlp)
    return document, build_plan(document, spans)
