"""Words as read beside words as printed: what their confidence is worth, and what it is calibrated on.

    python -m bench.words [the options of bench.evaluate that choose documents]

Writes `words.parquet` into the cache: a row for each word that was read.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.alignment import Aligned, align_document
from bench.options import parse_options
from bench.reading import read_documents
from bench.scans import Case, collect_cases
from kehoach.records import Document

_SCHEMA = pa.schema(
    {
        "condition": pa.string(),  # or where the file comes from: samples, real
        "document": pa.string(),
        "page": pa.int32(),
        "start": pa.int32(),  # in Document.text
        "text": pa.string(),
        "raw_text": pa.string(),
        "gold": pa.string(),  # "" where nothing is printed, null where gold does not say
        "right": pa.bool_(),  # null where gold does not say
        "confidence": pa.float64(),
        "alternatives": pa.list_(pa.string()),
        "alternative_count": pa.int32(),
        "text_source": pa.string(),  # of its page
        "dpi": pa.float32(),  # of its page
        "height": pa.float32(),  # of its box, points
        "width": pa.float32(),
        "in_table": pa.bool_(),
        "field": pa.string(),  # gold's name of the cell, null outside task rows
    }
)


def align_all(cases: Sequence[Case], documents: Mapping[str, Document]) -> dict[str, Aligned]:
    """The words of each document that was read, by name of its case, where there is gold for words."""
    return {
        case.name: align_document(documents[case.name], case.gold)
        for case in cases
        if case.name in documents and "transcript" not in case.gold
    }


def write_words(
    cases: Sequence[Case], documents: Mapping[str, Document], aligned: Mapping[str, Aligned], target: Path
) -> None:
    """All words as Parquet."""
    chosen = [case for case in cases if case.name in aligned]
    rows = [row for case in chosen for row in _rows(case, documents[case.name], aligned[case.name])]
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), target)


def _rows(case: Case, document: Document, aligned: Aligned) -> Iterator[dict[str, object]]:
    pages = {page.number: page for page in document.pages}
    stretches = [(table.start, table.end) for table in document.tables]
    for reading in aligned.readings:
        word = reading.word
        x0, top, x1, bottom = word.bbox
        yield {
            "condition": case.group,
            "document": case.name.split(".")[0],
            "page": word.page,
            "start": word.start,
            "text": word.text,
            "raw_text": word.raw_text,
            "gold": reading.gold,
            "right": reading.right,
            "confidence": word.confidence,
            "alternatives": [other.text for other in word.candidates],
            "alternative_count": len(word.candidates),
            "text_source": pages[word.page].text_source,
            "dpi": pages[word.page].dpi,
            "height": bottom - top,
            "width": x1 - x0,
            "in_table": any(start <= word.start < end for start, end in stretches),
            "field": reading.field,
        }


if __name__ == "__main__":
    options = parse_options(__doc__)
    chosen = collect_cases(options.corpus, options.cache, options.conditions, options.plans)
    read, _ = read_documents(chosen, options.cache, options.jobs)
    write_words(chosen, read, align_all(chosen, read), options.cache / "words.parquet")
