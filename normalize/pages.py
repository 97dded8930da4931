"""Doubts of whole pages and of regions on them, as `extract` told them, made flags."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from kehoach.records import Document, Evidence, Flag, PageDoubt
from normalize.flags import Subject, make_flag

# Doubts that are about the document, by the column of its row that they stand under; the others are a page's.
_OF_DOCUMENT: Final = MappingProxyType({"fewer_recognisers": "recognisers"})


def page_flags(document: Document, doc_id: str) -> Iterator[Flag]:
    """One flag for each doubt that `extract` told."""
    for doubt in document.doubts:
        subject, where = _subject(doubt, doc_id), _place(document, doubt)
        yield make_flag(doc_id, subject, doubt.rule, where, doubt.value, None, **dict(doubt.parameters))


def _subject(doubt: PageDoubt, doc_id: str) -> Subject:
    if doubt.rule in _OF_DOCUMENT:
        return Subject("documents", doc_id, _OF_DOCUMENT[doubt.rule])
    return Subject("pages", f"{doc_id}-p{doubt.page:04d}", "text")


def _place(document: Document, doubt: PageDoubt) -> Evidence:
    page = next(page for page in document.pages if page.number == doubt.page)
    box = doubt.bbox or (0.0, 0.0, page.width, page.height)
    return Evidence(page.number, box, page.mean_confidence)
