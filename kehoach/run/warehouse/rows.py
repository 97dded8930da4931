"""A document's findings as rows of the nine tables: plain dictionaries by column name."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime

from kehoach.records import Document, Evidence, Page, Period, Plan

Row = dict[str, object]
Rows = Mapping[str, Sequence[Row]]  # by table


def build_rows(document: Document, plan: Plan, pipeline_version: str, processed_at: datetime) -> Rows:
    """The rows of one document, for every table, in the order of the findings. `processed_at` is in UTC."""
    key: Row = {"doc_id": plan.doc_id, "plan_year": plan.head.plan_year}
    findings = {
        "sections": plan.sections,
        "tasks": plan.tasks,
        "deadlines": plan.deadlines,
        "citations": plan.citations,
        "tables": plan.tables,
        "values": plan.values,
        "flags": plan.flags,
    }
    return {
        "documents": [_document_row(document, plan, pipeline_version, processed_at)],
        **{table: [{**key, **_spread(record)} for record in records] for table, records in findings.items()},
        "pages": [{**key, **_page_row(page)} for page in document.pages],
    }


def _document_row(document: Document, plan: Plan, pipeline_version: str, processed_at: datetime) -> Row:
    sources = {page.text_source for page in document.pages}
    return {
        "doc_id": plan.doc_id,
        "source_path": document.source.name,
        "source_sha256": document.source.sha256,
        **_spread(plan.head),
        "same_document_as": None,  # known when all documents are
        "first_page": document.pages[0].number,
        "page_count": len(document.pages),
        "text_source": sources.pop() if len(sources) == 1 else "mixed",
        "mean_confidence": _mean_confidence(document.pages),
        "recognisers": list(document.recognisers),
        "pipeline_version": pipeline_version,
        "processed_at": processed_at,
    }


def _mean_confidence(pages: Sequence[Page]) -> float:
    words = sum(page.word_count for page in pages)
    return sum(page.mean_confidence * page.word_count for page in pages) / words if words else 0.0


def _page_row(page: Page) -> Row:
    row = _spread(page)
    row.pop("spot_check")  # of the run, see `Counts`
    return {"page": row.pop("number"), **row}


def _spread(record: object) -> Row:
    """A record's fields under their own names, those of its evidence and period beside them."""
    row: Row = {}
    for field in fields(record):  # type: ignore[arg-type]  # any record; there is no type for "a dataclass"
        value = getattr(record, field.name)
        if isinstance(value, Evidence | Period):
            row |= _spread(value)
        elif isinstance(value, tuple) and any(map(is_dataclass, value)):
            row[field.name] = [asdict(item) for item in value]
        else:
            row[field.name] = value
    return row
