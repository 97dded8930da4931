"""What was read and stands in no row: text of an appendix outside its tasks, rows of a table that are no
tasks, text among recipients and signatures that belongs to neither.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Document, Line, Range, Table, Zone
from normalize.doubts import Door, Doubt
from normalize.pages import page_row
from normalize.provenance import evidence, words_in
from normalize.tasks.tables import TableTasks

# Lines of the closing's two columns are narrower than this share of the page's width; a numbered one of so
# many words is no recipient.
_WIDE: Final = 0.6
# "3. Giao Văn phòng Sở tổng hợp kết quả thực hiện"
_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)](?:\s\S+){6}")
# "IV. KINH PHÍ"
_HEADING: Final = re.compile(r"[IVX]{1,4}[.)/]\s*[A-ZĐÀ-Ỹ]{2,}\s[A-ZĐÀ-Ỹ]{2,}")
# who is to do what by when, as no recipient or signer is written: "- Văn phòng: hoàn thành trước ngày 15/3"
_TELLS_WORK: Final = re.compile(
    r"(?<![a-z])(?:(?:truoc|den) +ngay|hoan +thanh +(?:truoc|trong)|chu +tri,|thoi +gian +(?:thuc|hoan)"
    r"|trong +(?:thang|quy) +[0-9iv])"
)
_LEAST_WORDS: Final = 3  # fewer are a dash, a line's end or a mark
_SHOWN_WORDS: Final = 8


def tell_unlisted(document: Document, zones: Sequence[Zone], found: TableTasks, door: Door) -> None:
    """Tell each stretch of an appendix, or of a table of tasks, that is part of no task, group or header, and
    of the closing what is no line of it.
    """
    listed = [*_listed(found), *((table.start, table.end) for table in found.unread)]
    for start, end in _stretches(_items(document, zones, found), listed):
        words = words_in(document, start, end)
        if len(words) < _LEAST_WORDS:
            continue
        first = " ".join(word.text for word in words[:_SHOWN_WORDS])
        page = words[0].page
        doubt = Doubt("text", "unlisted_text", first, parameters={"page": page})
        door.tell(page_row(door, page), doubt, evidence(document, start, end))


def _items(document: Document, zones: Sequence[Zone], found: TableTasks) -> list[Range]:
    """Lines and cells that should be listed, in their order."""
    appendix = [(zone.start, zone.end) for zone in zones if zone.name == "appendix"]
    closing = [(zone.start, zone.end) for zone in zones if zone.name in ("recipients", "signature")]
    lines = (
        (ln.start, ln.end)
        for ln in document.lines
        if _is_within((ln.start, ln.end), appendix)
        or (_is_within((ln.start, ln.end), closing) and _is_astray(document, ln))
    )
    tables = (t for t in document.tables if t.start in found.tables or _is_within((t.start, t.end), appendix))
    return sorted((*lines, *(cell for table in tables for cell in _cells(table))))


def _is_astray(document: Document, line: Line) -> bool:
    """Whether a line of the closing is as wide as running text, numbered so, a heading, or tells of work."""
    width = next(page.width for page in document.pages if page.number == line.page)
    text = document.text[line.start : line.end]
    wide = line.bbox[2] - line.bbox[0] > _WIDE * width
    return wide or bool(_NUMBERED.match(text) or _HEADING.match(text) or _TELLS_WORK.search(fold(text)))


def _cells(table: Table) -> Iterator[Range]:
    return ((cell.start, cell.end) for cell in table.cells if cell.start < cell.end)


def _listed(found: TableTasks) -> Iterator[Range]:
    """Headers of the tables of tasks, and what their tasks and groups were read from."""
    for table, columns in (part for parts in found.read for part in parts):
        yield from ((c.start, c.end) for c in table.cells if c.row < columns.first_row)
    for draft in found.drafts:
        yield draft.span
        for places in draft.ranges.values():
            yield from places


def _is_within(place: Range, stretches: Iterable[Range]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in stretches)


def _stretches(items: Sequence[Range], listed: Sequence[Range]) -> Iterator[Range]:
    """Items that follow each other and of which no word is listed, joined."""
    current: Range | None = None
    for start, end in items:
        if any(one < end and start < other for one, other in listed):
            if current:
                yield current
            current = None
        else:
            current = (current[0] if current else start, end)
    if current:
        yield current
