"""Joining the parts of a table that runs over pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.layout.page_breaks import (
    Row,
    begins_anew,
    begins_with_header,
    header_length,
    is_cut,
    is_group,
    is_skipped,
    names_columns,
    repeated_header_rows,
    repeats,
)
from extract.page_reading import ReadCell, ReadLine, ReadTable
from kehoach.records import BBox, PageDoubt, TablePart

# Column edges of two parts of one table agree within this share of the table's width.
_EDGE_TOLERANCE = 0.025
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
    header: list[Row]  # the rows of its header, fixed before anything is compared with it
    row_pages: list[int]  # page of each row's first part
    parts: list[TablePart]
    line_pages: dict[int, int]  # id of a line that a row cut by a page break brought from its second page
    doubts: list[PageDoubt]  # of cells that may go on below a page break or may not

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

    A table at the end of a page goes on where the next page begins with one as wide and of the same columns,
    or of more or fewer where cells are merged. A header repeated there is dropped; a row that the page break
    cut is one row again. Footnotes below a table come after it, so that it goes on over them.
    """
    last: JoinedTable | None = None
    notes: list[tuple[ReadLine, int]] = []
    for page_items, page in items:
        for place, item in enumerate(page_items):
            if isinstance(item, ReadTable) and place == 0 and last is not None and _goes_on(last, item):
                _append(last, item, page)
                continue
            if last is not None and isinstance(item, ReadLine) and item.footnote:
                notes.append((item, page))
                continue
            if last is not None:
                yield last, last.page
                yield from notes
                last, notes = None, []
            if isinstance(item, ReadTable):
                last = _begin(item, page)
            else:
                yield item, page
    if last is not None:
        yield last, last.page
        yield from notes


def _begin(table: ReadTable, page: int) -> JoinedTable:
    rows = _rows(table.cells, table.row_count)
    return JoinedTable(
        page=page,
        bbox=table.bbox,
        column_edges=table.column_edges,
        row_count=table.row_count,
        cells=list(table.cells),
        header=rows[: header_length(rows, len(table.column_edges) - 1)],
        row_pages=[page] * table.row_count,
        parts=[TablePart(page, table.bbox, table.row_count)],
        line_pages={},
        doubts=[],
    )


def _rows(cells: Iterable[ReadCell], count: int) -> list[Row]:
    rows: list[Row] = [[] for _ in range(count)]
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


# ---------------------------------------------------------------- columns


def _goes_on(table: JoinedTable, part: ReadTable) -> bool:
    """Whether `part` is as wide as the table and has its columns.

    Where columns were set anew on each page, or cells are merged in all rows of a part, the edges alone do
    not tell: there the part must not begin with a header of its own, or count from one again but under a
    title that ends the page.
    """
    edges = _moved(table.column_edges, part.column_edges)
    if edges is None:
        return False
    tolerance = _EDGE_TOLERANCE * (table.column_edges[-1] - table.column_edges[0])
    same_count = len(edges) == len(table.column_edges)
    if same_count and _agree(edges, table.column_edges, tolerance):
        return True
    few, many = sorted((edges, table.column_edges), key=len)
    if not same_count and any(min(abs(e - other) for other in many) > tolerance for e in few):
        return False
    rows = _rows(part.cells, part.row_count)
    skipped = repeated_header_rows(table.header, rows)
    titled = is_group(_rows(table.cells, table.row_count)[-1], rows[skipped:], table.column_count)
    anew = begins_anew(rows[skipped:]) and not titled
    return not anew and (skipped > 0 or not begins_with_header(rows))


def _moved(edges: tuple[float, ...], part: tuple[float, ...]) -> tuple[float, ...] | None:
    """The part's edges measured as the table's are: sheets do not lie equally on the scanner's glass. None
    for another width.
    """
    width = edges[-1] - edges[0]
    scale = width / max(part[-1] - part[0], 1.0)
    if abs(scale - 1) >= 2 * _EDGE_TOLERANCE:
        return None
    return tuple(edges[0] + (e - part[0]) * scale for e in part)


def _agree(one: Iterable[float], other: Iterable[float], tolerance: float) -> bool:
    return all(abs(a - b) < tolerance for a, b in zip(one, other, strict=True))


def _on_edges(
    cells: Iterable[ReadCell], edges: tuple[float, ...], wanted: tuple[float, ...]
) -> list[ReadCell]:
    """The cells counted on the `wanted` edges, which have those of `edges` among them."""
    if len(edges) == len(wanted):
        return list(cells)
    place = [min(range(len(wanted)), key=lambda i: abs(wanted[i] - e)) for e in edges]
    return [
        replace(c, column=place[c.column], column_span=place[c.column + c.column_span] - place[c.column])
        for c in cells
    ]


# ---------------------------------------------------------------- rows


def _append(table: JoinedTable, part: ReadTable, page: int) -> None:
    edges = _moved(table.column_edges, part.column_edges) or part.column_edges
    if len(edges) > len(table.column_edges):
        table.cells = _on_edges(table.cells, table.column_edges, edges)
        table.column_edges = edges
    rows = _rows(_on_edges(part.cells, edges, table.column_edges), part.row_count)
    if not table.header and names_columns(rows[0]):
        _take_header(table, rows[0], page)
        table.doubts += _unsure([*table.parts, TablePart(page, part.bbox, part.row_count)])
    skipped = repeated_header_rows(table.header, rows)
    _take_surer_headers(table, rows[:skipped], page)
    above = _rows(table.cells, table.row_count)
    last = _covering(table, table.row_count - 1)
    cut = len(rows) > skipped and is_cut(above, last, rows[skipped]) and not is_skipped(last, rows[skipped:])
    if cut:
        _join_cut_row(table, rows[skipped], page)
    elif len(rows) > skipped and not is_group(rows[skipped], rows[skipped + 1 :], table.column_count):
        _join_merged_cells(table, rows[skipped], page)
    shift = table.row_count - skipped - cut
    for row in rows[skipped + cut :]:
        table.cells += [replace(c, row=c.row + shift) for c in row if c.row_span > 0]
    added = part.row_count - skipped - cut
    table.parts.append(TablePart(page, part.bbox, part.row_count))
    table.row_count += added
    table.row_pages += [page] * added
    table.cells.sort(key=lambda c: (c.row, c.column))


def _unsure(parts: Iterable[TablePart]) -> Iterator[PageDoubt]:
    """A doubt of each part of a table whose header was lost: its columns may be cut or merged."""
    for part in parts:
        yield PageDoubt("uncertain_table", part.page, part.bbox, None, (("page", part.page),))


def _take_header(table: JoinedTable, row: Row, page: int) -> None:
    """The header of a table whose first part has lost it, as a later part says it again."""
    table.header = [[replace(cell, row=0, row_span=1) for cell in row]]
    table.cells = [*table.header[0], *(replace(cell, row=cell.row + 1) for cell in table.cells)]
    table.line_pages.update({id(line): page for cell in row for line in cell.lines})
    table.row_pages.insert(0, table.page)
    table.row_count += 1


def _take_surer_headers(table: JoinedTable, repeated: Sequence[Row], page: int) -> None:
    """Of a header that is read on several pages each cell counts as it was read most surely: what a fold or a
    streak spoils on one page is plain on the next; two that were read as one are two where they are so there.
    """
    header = iter(table.header)
    for row in repeated:
        first = next(above for above in header if repeats(above, row))[0].row
        table.cells = [
            part for cell in table.cells for part in _parted(cell, row if cell.row == first else ())
        ]
        again = {(cell.column, cell.column_span): cell for cell in row}
        for place, cell in enumerate(table.cells):
            other = again.get((cell.column, cell.column_span)) if cell.row == first else None
            if other is not None and _agreement(other) > _agreement(cell):
                table.line_pages.update({id(line): page for line in other.lines})
                table.cells[place] = replace(cell, lines=other.lines)


def _parted(cell: ReadCell, again: Sequence[ReadCell]) -> list[ReadCell]:
    """The cell, or the several ones that stand in its place in the row that says it again."""
    end = cell.column + cell.column_span
    within = [c for c in again if cell.column <= c.column and c.column + c.column_span <= end]
    whole = len(within) > 1 and sum(c.column_span for c in within) == cell.column_span
    if not whole or not all(c.lines for c in within):
        return [cell]
    return [replace(c, row=cell.row, row_span=cell.row_span, lines=()) for c in within]


def _agreement(cell: ReadCell) -> float:
    """How far recognisers agree on the cell's words (0–1); 0 of none."""
    words = [word.agreement for line in cell.lines for word in line.words]
    return sum(words) / max(1, len(words))


def _covering(table: JoinedTable, row: int) -> Row:
    """The cells of a row, merged ones from above among them."""
    return [c for c in table.cells if c.row <= row < c.row + c.row_span]


def _join_cut_row(table: JoinedTable, row: Row, page: int) -> None:
    last = table.row_count - 1
    tails: dict[int, list[ReadCell]] = {}
    for tail in row:
        column = _column_of_text(tail, table.column_edges)
        head = next(c for c in _covering(table, last) if c.column <= column < c.column + c.column_span)
        tails.setdefault(head.column, []).append(tail)
    for place, cell in enumerate(table.cells):
        if cell.row <= last < cell.row + cell.row_span and cell.column in tails:
            lines = tuple(line for tail in tails[cell.column] for line in tail.lines)
            table.line_pages.update({id(line): page for line in lines})
            span = cell.row_span + max(tail.row_span for tail in tails[cell.column]) - 1
            table.cells[place] = replace(cell, lines=cell.lines + lines, row_span=span)


def _column_of_text(cell: ReadCell, edges: Sequence[float]) -> int:
    """The column in which the middle of the cell's text stands, its first one where it has none."""
    if not cell.lines:
        return cell.column
    left, right = min(line.bbox[0] for line in cell.lines), max(line.bbox[2] for line in cell.lines)
    middle = edges[cell.column] + (left + right) / 2 - cell.bbox[0]
    within = range(cell.column + 1, cell.column + cell.column_span)
    return cell.column + sum(edges[column] <= middle for column in within)


def _join_merged_cells(table: JoinedTable, row: Row, page: int) -> None:
    """A cell merged over rows goes on below the page break: its part there is drawn but empty.

    It does so where rows are merged on one side of the break, or the cell above has no side below, but others
    have. In a column that is hardly ever empty it may do so: that is told, and taken so where cells of it are
    merged.
    """
    last = _covering(table, table.row_count - 1)
    closed = not all(c.open_below for c in last)
    for place, cell in enumerate(row):
        above = next((c for c in last if c.column == cell.column), None)
        if above is None or cell.lines or not above.lines or above.column_span != cell.column_span:
            continue
        sure = above.row_span > 1 or cell.row_span > 1 or (closed and above.open_below)
        if not sure and not _always_filled(table, cell.column):
            continue
        merged = sure or _merges(table, cell.column)
        if not sure:
            first, box = (table.page_of_row(above.row), above.bbox) if merged else (page, cell.bbox)
            table.doubts.append(PageDoubt("merged_or_empty", first, box, None, (("page", page),)))
        if merged:
            grown = replace(above, row_span=above.row_span + cell.row_span, open_below=cell.open_below)
            table.cells[table.cells.index(above)] = grown
            row[place] = replace(cell, row_span=0)


def _merges(table: JoinedTable, column: int) -> bool:
    """Whether cells of the column are merged over rows below the header."""
    return any(c.column == column and c.row_span > 1 and c.row >= len(table.header) for c in table.cells)


def _always_filled(table: JoinedTable, column: int) -> bool:
    cells = [c for c in table.cells if c.column == column and c.column_span == 1]
    return len(cells) > 2 and sum(bool(c.lines) for c in cells) >= _MERGED_COLUMN_FILLED * len(cells)
