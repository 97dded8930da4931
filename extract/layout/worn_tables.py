"""Tables whose rulings a scan has lost in part or whole, found again by how their text stands.

A page of whose table rulings tell too little (it has a doubt) is looked at anew together with the other
pages: columns that half of them show, rows by their lines and labels. What stays doubtful are rows without
their label in its place or with lines that may be another's, and empty cells where others have text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress, groupby, pairwise
from statistics import median
from types import MappingProxyType
from typing import Final

from extract.layout.aligned_rows import AlignedRow, rows_of
from extract.layout.column_pieces import Piece, box_of, lines_of, pieces_of
from extract.layout.line_distances import LineDistance, distances, line_distances, wrapped
from extract.layout.merged_cells import MergedCell, merged_cells
from extract.layout.slant import fall_of, turned
from extract.layout.text_columns import (
    Columns,
    Shown,
    Standing,
    common_columns,
    count_apart,
    crossed,
    find_columns,
    fit_columns,
    has_others,
    standing,
)
from extract.layout.unruled_columns import columns_beside
from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord
from extract.spelling.confidence import mean_confidence
from kehoach.records import BBox, PageDoubt

_UNCERTAIN: Final = "uncertain_table"
_FEWEST_LINES: Final = 12
_WHOLE, _BESIDE = 0.9, 0.5  # shares of a table that a doubt covers, and of a doubt that a table does
_FEW: Final = 3  # places between columns may be those of another table by chance
_CLEAR: Final = 0.7  # share of lines that cross no column of a table
_MOST: Final = 0.5  # share of a page's lines that a table has on it
_MOST_SURE: Final = 0.5  # share of its rows above which not all of a table is doubted
_OWN: Final = 3  # cells with text of a row that is no title
_MOSTLY: Final = 0.5  # share of a column's cells that have text
_READ: Final = 0.75  # how surely noise is read that is none


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with its tables taken to pieces, set level, and whether rulings hardly told them."""

    reading: PageReading
    fall: float
    text: Standing
    ruled: Shown  # where rulings part columns, of the table that has most
    is_lost: bool


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A page whose lines stand in columns, cut into pieces, and how far these follow each other (points)."""

    page: _Page
    columns: Columns
    pieces: tuple[Piece, ...]
    distances: tuple[float, ...]


def with_worn_tables(
    readings: Sequence[PageReading], bare: Mapping[int, int] = MappingProxyType({})
) -> list[PageReading]:
    """A document's pages, those with doubtful tables with what their text tells, where rulings tell too
    little, leave out a column that other pages have or have one more. So are `bare` pages, without any
    ruling, of which two or more have a text that tells more columns than these (by their places).
    """
    agreed = _agreed(readings)
    readings = _with_odd_ones_told(readings, agreed.values())
    pages = {place: page for place, reading in enumerate(readings) if (page := _worn(reading))}
    wider = {
        place: page
        for place, columns in bare.items()
        if place not in pages and (page := _with_more(readings[place], columns))
    }
    pages |= wider if len(wider) > 1 else {}
    between = _uncrossed(common_columns(_known(readings, pages, agreed)), pages.values())
    if len(between) < 2:
        return list(readings)
    pages |= {
        place: page
        for place, reading in enumerate(readings)
        if not reading.tables and place not in pages and (page := _bare(reading, between))
    }
    fitted = {place: fit for place, page in sorted(pages.items()) if (fit := _fitted(page, between))}
    if not fitted:
        return list(readings)
    height = median(fit.page.text.height for fit in fitted.values())
    sides = _sides(fitted.values())
    told = {
        place: _with_table(fit, lines, sides)
        for (place, fit), lines in zip(
            fitted.items(),
            line_distances(
                [fit.distances for fit in fitted.values()],
                [far for fit in fitted.values() for far in wrapped(fit.pieces, height)],
                height,
            ),
            strict=True,
        )
        if lines
    }
    return [told.get(place, reading) for place, reading in enumerate(readings)]


def _known(
    readings: Sequence[PageReading], worn: Mapping[int, _Page], agreed: Mapping[int, Shown]
) -> list[Shown]:
    """The places between columns that are `agreed` (by the page's place) or that rulings tell where nothing
    is doubtful, else the text of each lost page, and over what height (points).
    """
    lost = [page for place, page in worn.items() if page.is_lost and place not in agreed]
    by_text = [found.shown_on(page.text) for page in lost if (found := find_columns(page.text)) is not None]
    return [*by_text, *agreed.values(), *_by_rulings(r for r in readings if not _doubts(r))]


def _agreed(readings: Sequence[PageReading]) -> dict[int, Shown]:
    """Of scanned pages with doubtful tables, by their places, the columns that rulings tell, however
    doubtful, on most of them alike: what is taken for an upright stands elsewhere on each.
    """
    doubted = {
        place: max(shown, key=lambda table: len(table.between))
        for place, reading in enumerate(readings)
        if reading.page.text_source == "ocr" and _doubts(reading) and (shown := _by_rulings([reading]))
    }
    alike = {
        place: sum(_is_alike(table.between, other.between) for other in doubted.values())
        for place, table in doubted.items()
    }
    return {
        place: table
        for place, table in doubted.items()
        if len(table.between) >= _FEW and alike[place] > 1 and 2 * alike[place] > len(doubted)
    }


def _is_alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and not count_apart(one, other)


def _by_rulings(readings: Iterable[PageReading]) -> list[Shown]:
    tables = ((table, _places(table, reading.lines)) for reading in readings for table in reading.tables)
    return [Shown(places, table.bbox[3] - table.bbox[1]) for table, places in tables if len(places) > 1]


def _places(table: ReadTable, lines: Sequence[ReadLine]) -> list[float]:
    """Where rulings part a table's columns; its outer ones do, where text of it stands beyond them."""
    first, *inner, last = table.column_edges
    left, right = columns_beside(lines, table.bbox)
    return [first] * left + inner + [last] * right


def _uncrossed(between: tuple[float, ...], pages: Iterable[_Page]) -> tuple[float, ...]:
    """The places between columns without those that text goes across on half or more of the pages that are
    lost.
    """
    lost = [page.text for page in pages if page.is_lost and between]
    fits = [(text, fit) for text in lost if (fit := fit_columns(text, between))]
    pairs = zip(between, zip(*(crossed(text, fit) for text, fit in fits), strict=True), strict=True)
    return tuple(x for x, on_pages in pairs if 2 * sum(on_pages) < len(fits)) if fits else between


def _with_odd_ones_told(readings: Sequence[PageReading], agreed: Iterable[Shown]) -> list[PageReading]:
    """The pages; a scanned one's table without a doubt is doubted where it lacks a column of other pages
    (without a doubt or `agreed`), or has one more, and these are as many as those that are like it; and where
    it has one in another place than other pages that are not doubtful as a whole.
    """
    scanned = [r.page.text_source == "ocr" for r in readings]
    clear = [is_scanned and not _doubts(r) for r, is_scanned in zip(readings, scanned, strict=True)]
    whole = [is_scanned and not _is_lost(r) for r, is_scanned in zip(readings, scanned, strict=True)]
    seen, told = (
        [t.column_edges[1:-1] for r in compress(readings, those) for t in r.tables]
        for those in (clear, whole)
    )
    seen = [*seen, *(tuple(table.between) for table in agreed)]
    return [
        _told(r, seen if is_clear else (), told) if is_whole else r
        for r, is_clear, is_whole in zip(readings, clear, whole, strict=True)
    ]


def _told(
    reading: PageReading, seen: Sequence[Sequence[float]], told: Sequence[Sequence[float]]
) -> PageReading:
    number = reading.page.number
    odd = [
        table.bbox
        for table in reading.tables
        if _is_odd(table.column_edges[1:-1], seen) or _is_misplaced(table.column_edges[1:-1], told)
    ]
    doubts = (PageDoubt(_UNCERTAIN, number, box, None, (("page", number),)) for box in odd)
    return replace(reading, doubts=(*reading.doubts, *doubts)) if odd else reading


def _is_odd(between: Sequence[float], seen: Sequence[Sequence[float]]) -> bool:
    others = [len(other) for other in seen if len(other) >= _FEW and has_others(between, other)]
    against = sum(abs(count - len(between)) == 1 for count in others)
    alike = sum(len(other) == len(between) for other in seen)
    return len(between) >= _FEW and against > 0 and against >= alike


def _is_misplaced(between: Sequence[float], told: Sequence[Sequence[float]]) -> bool:
    """Whether all columns but one stand where several other tables have theirs, and none is like this one."""
    others = [other for other in told if len(other) == len(between) > _FEW]
    misplaced = [count_apart(between, other) for other in others]
    return misplaced.count(1) > 1 and misplaced.count(0) == 1  # itself


def _doubts(reading: PageReading) -> list[PageDoubt]:
    return [doubt for doubt in reading.doubts if doubt.rule == _UNCERTAIN]


def _is_lost(reading: PageReading) -> bool:
    """Whether a page's tables are doubtful as a whole each, or columns of text stand outside of them."""
    boxes = [doubt.bbox for doubt in _doubts(reading) if doubt.bbox]
    outside = any(all(_share(box, t.bbox) < _BESIDE for t in reading.tables) for box in boxes)
    return bool(boxes) and (
        outside or all(any(_share(table.bbox, box) > _WHOLE for box in boxes) for table in reading.tables)
    )


def _share(one: BBox, other: BBox) -> float:
    """Which share (0–1) of a box is in the other."""
    wide, high = (min(one[k + 2], other[k + 2]) - max(one[k], other[k]) for k in (0, 1))
    return max(0.0, wide) * max(0.0, high) / max(1.0, (one[2] - one[0]) * (one[3] - one[1]))


def _worn(reading: PageReading) -> _Page | None:
    """A scanned page with a doubtful table, its tables taken to pieces and set level."""
    return _apart(reading, _is_lost(reading)) if _doubts(reading) else None


def _with_more(reading: PageReading, columns: int) -> _Page | None:
    """A scanned page without a table whose text tells more columns than these, over most of its lines."""
    page = _apart(reading, True) if reading.page.text_source == "ocr" else None
    found = find_columns(page.text) if page and not reading.tables else None
    if page is None or found is None or len(found.between) < columns:
        return None
    return page if found.last - found.first >= _MOST * len(page.text.rows) else None


def _bare(reading: PageReading, between: Sequence[float]) -> _Page | None:
    """A scanned page without a table most of whose lines stand in columns of a table of other pages: what was
    left of its rulings is level alone.
    """
    page = _apart(reading, True) if reading.page.text_source == "ocr" and len(between) >= _FEW else None
    fit = _fitted(page, between) if page else None
    if page is None or fit is None or fit.columns.last - fit.columns.first < _MOST * len(page.text.rows):
        return None
    pieces = Counter(piece.column for piece in fit.pieces if piece.column == piece.last)
    return page if sum(n >= _FEW for n in pieces.values()) >= len(between) else None


def _apart(reading: PageReading, is_lost: bool) -> _Page | None:
    """A page's tables taken to pieces and set level; None where it has few lines."""
    lines = (
        *reading.lines,
        *(line for table in reading.tables for cell in table.cells for line in cell.lines),
    )
    fall = fall_of(lines)
    level = turned(replace(reading, lines=lines, tables=()), -fall)
    kept = [line for line in level.lines if _may_be_of_table(line)]
    if len(kept) < _FEWEST_LINES:
        return None
    ruled = max(_by_rulings([reading]), key=lambda shown: len(shown.between), default=Shown((), 0.0))
    return _Page(level, fall, standing(kept), ruled, is_lost)


def _may_be_of_table(line: ReadLine) -> bool:
    """Whether a line may stand in a table: words beside one that was found in part pass for noise."""
    sure = not line.noise or len(line.words) == 1 or mean_confidence(line.words) >= _READ
    return sure and not line.footnote and any(c.isalnum() for w in line.words for c in w.text)


def _fitted(page: _Page, between: Sequence[float]) -> _Fitted | None:
    """A page's lines in these columns, None where they do not stand in them or rulings told them."""
    columns = fit_columns(page.text, between)
    if (
        columns is None
        or columns.clear < _CLEAR
        or not (page.is_lost or has_others(page.ruled.between, between))
    ):
        return None
    pieces = tuple(pieces_of(page.text, columns))
    return _Fitted(page, columns, pieces, tuple(distances(pieces, page.text.height)))


def _sides(fitted: Iterable[_Fitted]) -> tuple[float, float]:
    """How far (points) a table reaches beyond the first and the last place between its columns, as the words
    on most of its pages do: what stands in its outer columns is short on some.
    """
    boxes = [(box_of(w for p in fit.pieces for w in p.words), fit.columns.between) for fit in fitted]
    return (
        max(1.0, median(between[0] - box[0] for box, between in boxes)),
        max(1.0, median(box[2] - between[-1] for box, between in boxes)),
    )


def _with_table(fitted: _Fitted, distance: LineDistance, sides: tuple[float, float]) -> PageReading:
    page, columns = fitted.page, fitted.columns
    rows = rows_of(fitted.pieces, distance, len(columns.between) + 1)
    merged = list(merged_cells(rows, len(columns.between) + 1, page.text.height))
    table = _table(rows, columns.between, sides, merged, page.text.height)
    inside = {id(word) for row in rows for piece in row.pieces for word in piece.words}
    lines = [
        replace(line, words=words, noise=line.noise or _stands_in(line, table))
        for line in page.reading.lines
        if (words := _without(line, inside))
    ]
    number = page.reading.page.number
    doubts = [d for d in page.reading.doubts if d.rule != _UNCERTAIN]
    unsure = {(cell.start, cell.column) for cell in merged if not cell.sure}
    if sum(row.sure for row in rows) > _MOST_SURE * len(rows):
        boxes = [cell.bbox for cell in table.cells if (cell.row, cell.column) in unsure]
        boxes += [*_stretches([row.sure for row in rows], table), *_oddly_empty(table)]
    else:
        boxes = [table.bbox]
    doubts += [PageDoubt(_UNCERTAIN, number, box, None, (("page", number),)) for box in boxes]
    return turned(replace(page.reading, lines=tuple(lines), tables=(table,), doubts=tuple(doubts)), page.fall)


def _stretches(sure: Sequence[bool], table: ReadTable) -> Iterator[BBox]:
    """The rows that are not sure, those that follow each other together."""
    for unsure, places in groupby(range(len(sure)), key=lambda place: not sure[place]):
        if unsure:
            rows = set(places)
            boxes = [cell.bbox for cell in table.cells if cell.row in rows]
            yield table.bbox[0], min(box[1] for box in boxes), table.bbox[2], max(box[3] for box in boxes)


def _oddly_empty(table: ReadTable) -> Iterator[BBox]:
    """Cells without text in a column that has some in most rows of their kind: a worn line may be unread."""
    rows = [[c for c in table.cells if c.row == row] for row in range(table.row_count)]
    rows = [row for row in rows if sum(bool(c.lines) for c in row) >= _OWN]
    for column in range(len(table.column_edges) - 1):
        cells = [cell for row in rows for cell in row if cell.column == column]
        if sum(bool(cell.lines) for cell in cells) > _MOSTLY * len(cells):
            yield from (cell.bbox for cell in cells if not cell.lines)


def _stands_in(line: ReadLine, table: ReadTable) -> bool:
    """Whether a line that is no part of a table stands level with it: a bit of a ruling."""
    return table.bbox[1] < (line.bbox[1] + line.bbox[3]) / 2 < table.bbox[3]


def _without(line: ReadLine, taken: set[int]) -> tuple[ReadWord, ...]:
    return tuple(word for word in line.words if id(word) not in taken)


def _table(
    rows: Sequence[AlignedRow],
    between: Sequence[float],
    sides: tuple[float, float],
    merged: Iterable[MergedCell],
    height: float,
) -> ReadTable:
    boxes = [box_of(w for piece in row.pieces for w in piece.words) for row in rows]
    edges = (between[0] - sides[0], *between, between[-1] + sides[1])
    ys = (
        min(box[1] for box in boxes),
        *((a[3] + b[1]) / 2 for a, b in pairwise(boxes)),
        max(box[3] for box in boxes),
    )
    spans = {
        (row, cell.column): (cell.start, cell.end) for cell in merged for row in range(cell.start, cell.end)
    }
    cells: list[ReadCell] = []
    for number, row in enumerate(rows):
        for column, last in _columns(row, len(edges) - 1):
            start, end = spans.get((number, column), (number, number + 1))
            if start == number:
                pieces = [p for r in rows[start:end] for p in r.pieces if column <= p.column <= last]
                place = number, column, end - start, last + 1 - column
                box = edges[column], ys[start], edges[last + 1], ys[end]
                cells.append(ReadCell(*place, box, tuple(lines_of(pieces, height)), end == len(rows)))
    return ReadTable((edges[0], ys[0], edges[-1], ys[-1]), edges, len(rows), tuple(cells))


def _columns(row: AlignedRow, count: int) -> Iterator[tuple[int, int]]:
    """The first and the last column of each of a row's cells."""
    column = 0
    while column < count:
        last = column
        while (reach := max((p.last for p in row.pieces if p.column <= last), default=last)) > last:
            last = reach
        yield column, last
        column = last + 1
