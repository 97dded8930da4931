"""Doubts of whole pages and of regions on them, as `extract` told them, brought to the door."""

from types import MappingProxyType
from typing import Final

from kehoach.records import Document, Evidence, PageDoubt
from normalize.doubts import Door, Doubt, Row

# Doubts that are about the document, by the column of its row that they stand under; the others are a page's.
_OF_DOCUMENT: Final = MappingProxyType({"fewer_recognisers": "recognisers"})
# What tells how a page was read, and doubts none of the values on it.
_FOR_THE_RECORD: Final = frozenset({"untrusted_text_layer"})


def tell_pages(document: Document, door: Door) -> None:
    """Tell each doubt of `extract`; one about a page or a region covers the values that stand there."""
    for doubt in document.doubts:
        field = _OF_DOCUMENT.get(doubt.rule)
        row = page_row(door, doubt.page) if field is None else Row("documents", door.doc_id)
        told = Doubt(field or "text", doubt.rule, doubt.value, None, dict(doubt.parameters))
        covers = field is None and doubt.rule not in _FOR_THE_RECORD
        door.tell(row, told, _place(document, doubt), covers=covers)


def page_row(door: Door, page: int) -> Row:
    """The row of a page."""
    return Row("pages", f"{door.doc_id}-p{page:04d}")


def _place(document: Document, doubt: PageDoubt) -> Evidence:
    page = next(page for page in document.pages if page.number == doubt.page)
    box = doubt.bbox or (0.0, 0.0, page.width, page.height)
    return Evidence(page.number, box, page.mean_confidence)
