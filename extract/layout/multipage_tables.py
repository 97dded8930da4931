"""Joining the parts of a table that runs over pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.page_reading import ReadCell, ReadLine, ReadTable
from kehoach.records import BBox

# Column edges of two parts of one table agree within this share of the table's width.
_EDGE_TOLERANCE = 0.025
# A row on a later page that is this like the table's first row (percent) repeats the header.
_SAME_HEADER = 80
# A column with text in this share of its cells is one whose empty cell after a page break belongs to a merged
# one.
_MERGED_COLUMN_FILLED = 0.9


@dataclass(slots=True)
class JoinedTable:
    """A table over one or more pages; rows are numbered through."""

    page: int
    bbox: BBox
    column_edges: tuple[float, ...]
    row_count: int
    cells: list[ReadCell]
    row_pages: list[int]  # page of each row's first part
    line_pages: dict[int, int]  # id of a line that a row cut by a page break brought from its second page

    @property
    def column_count(self) -> int:
        """Columns of the grid, before merging."""
        return len(self.column_edges) - 1

    def page_of_row(self, row: int) -> int:
        """The page on which the row begins."""
        return self.row_pages[row]

    def page_of(self, line: ReadLine, cell: ReadCell) -> int:
        """The page that the cell's line stands on."""
        return self.line_pages.get(id(line), self.row_pages[cell.row])


def join_tables(
    items: Iterable[tuple[list[ReadLine | ReadTable], int]],
) -> Iterator[tuple[ReadLine | JoinedTable, int]]:
    """The items of all pages (ordered, with their page's number), tables that run over a page break joined.

    A table at the end of a page goes on where the next page begins with one of the same columns. A header row
    repeated there is dropped; a first row without a number continues the row that the page break cut.
    """
    last: JoinedTable | None = None
    for page_items, page in items:
        for place, item in enumerate(page_items):
            if isinstance(item, ReadTable) and place == 0 and last is not None and _same_columns(last, item):
                _append(last, item, page)
                continue
            if last is not None:
                yield last, last.page
                last = None
            if isinstance(item, ReadTable):
                last = _begin(item, page)
            else:
                yield item, page
    if last is not None:
        yield last, last.page


def _begin(table: ReadTable, page: int) -> JoinedTable:
    cells = list(table.cells)
    return JoinedTable(
        page, table.bbox, table.column_edges, table.row_count, cells, [page] * table.row_count, {}
    )


def _same_columns(one: JoinedTable, other: ReadTable) -> bool:
    """Equal columns, measured from each part's left edge: sheets do not lie equally on the scanner's glass."""
    if len(one.column_edges) != len(other.column_edges):
        return False
    width = one.column_edges[-1] - one.column_edges[0]
    scale = width / max(other.column_edges[-1] - other.column_edges[0], 1.0)
    return abs(scale - 1) < 2 * _EDGE_TOLERANCE and all(
        abs((a - one.column_edges[0]) - (b - other.column_edges[0]) * scale) < _EDGE_TOLERANCE * width
        for a, b in zip(one.column_edges, other.column_edges, strict=True)
    )


def _append(table: JoinedTable, part: ReadTable, page: int) -> None:
    rows = _rows(part.cells, part.row_count)
    skipped = _repeated_header_rows(table, rows)
    cut = len(rows) > skipped and _continues(table, rows[skipped])
    if cut:
        _join_cut_row(table, rows[skipped], page)
    elif len(rows) > skipped:
        _join_merged_cells(table, rows[skipped])
    shift = table.row_count - skipped - cut
    joined_ids = {id(c) for c in rows[skipped]} if cut else set()
    for row in rows[skipped:]:
        table.cells += [
            replace(c, row=c.row + shift) for c in row if id(c) not in joined_ids and c.row_span > 0
        ]
    added = part.row_count - skipped - cut
    table.row_count += added
    table.row_pages += [page] * added
    table.cells.sort(key=lambda c: (c.row, c.column))


def _rows(cells: Iterable[ReadCell], count: int) -> list[list[ReadCell]]:
    rows: list[list[ReadCell]] = [[] for _ in range(count)]
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _text(cells: Iterable[ReadCell]) -> str:
    return " ".join(w.text for c in cells for ln in c.lines for w in ln.words)


def _repeated_header_rows(table: JoinedTable, rows: list[list[ReadCell]]) -> int:
    """How many of the part's first rows say what the table's first rows say."""
    for number, row in enumerate(rows):
        first = _text(c for c in table.cells if c.row == number)
        if not first or fuzz.ratio(first.casefold(), _text(row).casefold()) < _SAME_HEADER:
            return number
    return len(rows)


def _continues(table: JoinedTable, row: list[ReadCell]) -> bool:
    """Whether a page break cut a row: either part lacks the number that every row bears in its first column."""
    if not row or any(c.column_span == table.column_count for c in row):
        return False
    above = [c for c in table.cells if c.row <= table.row_count - 1 < c.row + c.row_span]
    number, above_number = _text(c for c in row if c.column == 0), _text(c for c in above if c.column == 0)
    if len(above) != len(row) or any(c.column_span > 1 for c in above):
        return False
    return bool(_text(row)) and bool(number) + bool(above_number) == 1 and bool(_text(above))


def _join_cut_row(table: JoinedTable, row: list[ReadCell], page: int) -> None:
    second = {c.column: c for c in row}
    last = table.row_count - 1
    for place, cell in enumerate(table.cells):
        if cell.row <= last < cell.row + cell.row_span and cell.column in second:
            tail = second[cell.column]
            table.line_pages.update({id(line): page for line in tail.lines})
            span = cell.row_span + tail.row_span - 1
            table.cells[place] = replace(cell, lines=cell.lines + tail.lines, row_span=span)


def _join_merged_cells(table: JoinedTable, row: list[ReadCell]) -> None:
    """A cell merged over rows goes on below the page break: its part there is drawn but empty."""
    last = table.row_count - 1
    for place, cell in enumerate(row):
        above = next(
            (c for c in table.cells if c.column == cell.column and c.row <= last < c.row + c.row_span), None
        )
        if above is None or cell.lines or not above.lines or above.column_span != cell.column_span:
            continue
        if above.row_span > 1 or cell.row_span > 1 or _always_filled(table, cell.column):
            grown = replace(above, row_span=above.row_span + cell.row_span)
            table.cells[table.cells.index(above)] = grown
            row[place] = replace(cell, row_span=0)


def _always_filled(table: JoinedTable, column: int) -> bool:
    cells = [c for c in table.cells if c.column == column and c.column_span == 1]
    return len(cells) > 3 and sum(bool(c.lines) for c in cells) >= _MERGED_COLUMN_FILLED * len(cells)
