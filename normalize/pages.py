"""Doubts of whole pages and of regions on them, as `extract` told them, brought to the door."""

from typing import Final

from kehoach.records import Document, Evidence, PageDoubt
from normalize.doubts import Door, Doubt, Row

# What tells how a page was read, and doubts none of the values on it.
_FOR_THE_RECORD: Final = frozenset({"untrusted_text_layer"})


def tell_pages(document: Document, door: Door) -> None:
    """Tell each doubt of `extract`; one about a page or a region covers the values that stand there."""
    for doubt in document.doubts:
        told = Doubt("text", doubt.rule, doubt.value, None, dict(doubt.parameters))
        covers = doubt.rule not in _FOR_THE_RECORD
        door.tell(page_row(door, doubt.page), told, _place(document, doubt), covers=covers)


def page_row(door: Door, page: int) -> Row:
    """The row of a page."""
    return Row("pages", f"{door.doc_id}-p{page:04d}")


def _place(document: Document, doubt: PageDoubt) -> Evidence:
    page = next(page for page in document.pages if page.number == doubt.page)
    box = doubt.bbox or (0.0, 0.0, page.width, page.height)
    return Evidence(page.number, box, page.mean_confidence)
