"""A file of several documents cut into them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from kehoach.records import Beginning, Document, Line, PageDoubt, Table, Word

_Placed = TypeVar("_Placed", Word, Line)


def cut(document: Document, beginnings: Sequence[Beginning]) -> tuple[Document, ...]:
    """The documents of the file, in order; a beginning that is not sure cuts nothing and becomes a doubt."""
    doubts = tuple(_doubt(beginning) for beginning in beginnings if not beginning.sure)
    whole = replace(document, doubts=tuple(sorted((*document.doubts, *doubts), key=lambda d: d.page)))
    firsts = [(1, 0), *((one.page, one.start) for one in beginnings if one.sure)]
    end = (document.pages[-1].number + 1, len(document.text))
    return tuple(_part(whole, first, following) for first, following in pairwise([*firsts, end]))


def _doubt(beginning: Beginning) -> PageDoubt:
    where = (("page", beginning.page),)
    return PageDoubt("several_plans", beginning.page, beginning.bbox, beginning.text, where)


def _part(document: Document, first: tuple[int, int], following: tuple[int, int]) -> Document:
    """The pages from the first (page, offset) to the one before the following; offsets count from its
    start.
    """
    (page, start), (next_page, end) = first, following
    return replace(
        document,
        text=document.text[start:end],
        pages=tuple(p for p in document.pages if page <= p.number < next_page),
        words=_within(document.words, start, end),
        lines=_within(document.lines, start, end),
        tables=tuple(_moved(t, start) for t in document.tables if start <= t.start < end),
        doubts=tuple(d for d in document.doubts if page <= d.page < next_page),
    )


def _within(items: Sequence[_Placed], start: int, end: int) -> tuple[_Placed, ...]:
    return tuple(
        replace(one, start=one.start - start, end=one.end - start)
        for one in items
        if start <= one.start < end
    )


def _moved(table: Table, start: int) -> Table:
    cells = tuple(replace(c, start=c.start - start, end=c.end - start) for c in table.cells)
    return replace(table, start=table.start - start, end=table.end - start, cells=cells)
