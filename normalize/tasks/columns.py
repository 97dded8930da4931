"""What the columns of a task table mean, told by their headers and their cells in whatever order they
stand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Cell, Document, Table
from normalize.tasks.cell_contents import is_blank
from normalize.tasks.column_roles import Assigned, Candidate, assign_roles
from normalize.tasks.header_words import Header, Role, read_header
from normalize.tasks.merged_headers import headers_side_by_side
from normalize.tasks.period_columns import are_marks, in_series, period_of, with_shared_above

_LATEST_HEADER: Final = 3  # rows from the top among which the header may begin (captions may stand above it)
_MOST_HEADER_ROWS: Final = 4
_PLAINLY: Final = 3  # columns
_NAMED: Final = 0.5  # plainness from which a header names its column's role
# "Thời gian (2024)"
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
# "STT Nhiệm vụ"
_OF_NUMBERS = re.compile(r"^(?:Số )?S?TT(?: |$)")
# "(3) = (1) + (2)"; a bracket may be read twice, or not at all: "(5))"
_ENUMERATION = re.compile(r"\({0,2}(?:[0-9]{1,2}|[a-d])\){0,2}(?:\s*=.*)?")
# "1.2."
_ROW_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,2})*[.):/]?|[IVX]{1,5}[.)]?|[A-HĐ][.)]?")
# "Biểu tổng hợp nhiệm vụ năm 2025"
_CAPTION = re.compile(r"(?:bieu|bang|danh muc|ke hoach|phu luc)(?![a-z]).*(?<![a-z])nam 20[0-9]{2}\W*")
_SAMPLE: Final = 40  # rows that tell what a column holds


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, its header as printed, and the year that the header names for its dates.

    `period` is what a column that is marked for a period stands for ("Quý I"); `doubt` a rule's name. A
    header that is made of several names the roles of the columns that may be mixed up in this one: `beside`.
    """

    role: Role
    header: str
    year: int | None
    period: str | None = None
    likelihood: float = 1.0
    doubt: str | None = None
    beside: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, the row that its tasks begin in, and whether a header told what they are."""

    columns: tuple[Column, ...]
    first_row: int
    by_header: bool = True

    def has(self, *roles: Role) -> bool:
        """Whether a column has one of `roles`."""
        return any(column.role in roles for column in self.columns)


def read_columns(document: Document, table: Table) -> Columns | None:
    """The columns by header and cells; None where no row is a header."""
    for row in range(min(_LATEST_HEADER, table.row_count)):
        if _is_cut_caption(document, table, row):
            continue
        depth = _depth(document, table, row)
        parts = [
            _parts(document, table, range(row, row + depth), column) for column in range(table.column_count)
        ]
        headers = [read_header(texts) for texts in parts]
        if is_row_number(cell_text(document, cell_at(table, row, 0))) and not _is_plain(headers):
            return None
        if _is_header(headers, parts):
            first_row = row + depth
            first_row += is_enumeration(document, table, first_row)
            return Columns(_columns(document, table, parts, first_row), first_row)
    return None


def guess_columns(document: Document, table: Table) -> Columns:
    """The columns by their cells alone, for a table without a header."""
    parts: list[tuple[str, ...]] = [()] * table.column_count
    columns = _columns(document, table, parts, 0)
    number = next((index for index, column in enumerate(columns) if column.role == "number"), None)
    first_row = 0
    while (
        number is not None
        and first_row < table.row_count - 1
        and not is_row_number(cell_text(document, cell_at(table, first_row, number)))
    ):
        first_row += 1
    return Columns(columns, first_row, by_header=False)


def is_row_number(text: str) -> bool:
    """Whether the text is a row's number or a group's label, and no header."""
    return bool(_ROW_NUMBER.fullmatch(text))


def is_enumeration(document: Document, table: Table, row: int) -> bool:
    """Whether it is the row "(1) (2) (3)" that some tables have under their header, on each page."""
    cells = [cell for cell in table.cells if cell.row == row]
    texts = [text for cell in cells if (text := cell_text(document, cell))]
    return len(texts) >= max(3, table.column_count - 1) and all(
        _ENUMERATION.fullmatch(text.lower()) for text in texts
    )


def cell_at(table: Table, row: int, column: int) -> Cell | None:
    """The cell that covers this place of the grid."""
    for cell in table.cells:
        if (
            cell.row <= row < cell.row + cell.row_span
            and cell.column <= column < cell.column + cell.column_span
        ):
            return cell
    return None


def cell_text(document: Document, cell: Cell | None) -> str:
    """The cell's text with every blank a single space."""
    return " ".join(document.text[cell.start : cell.end].split()) if cell else ""


# ---------------------------------------------------------------- header


def _is_header(headers: Sequence[Header], parts: Sequence[tuple[str, ...]]) -> bool:
    """Whether columns of two roles or more are named, and no fewer than half of those with a header."""
    roles = [header.role for header in headers if header.role != "unknown" and header.plainness > 0]
    marks = sum(period_of(texts) is not None for texts in parts)
    return len(set(roles)) > 1 and 2 * (len(roles) + marks) >= sum(map(bool, parts))


def _is_plain(headers: Sequence[Header]) -> bool:
    """Whether so many columns are named by words of their own that the row is a header, though a number seems
    to stand before it: "TT" may be read as "E".
    """
    return len({header.role for header in headers[1:] if header.plainness == 1.0} - {"unknown"}) >= _PLAINLY


def _is_cut_caption(document: Document, table: Table, row: int) -> bool:
    """Whether the row names the whole table, in cells that false rulings cut: wide ones, none merged with
    what stands below ("BIỂU TỔNG HỢP NHIỆM VỤ", "NĂM 2025").
    """
    own = [cell for cell in table.cells if cell.row == row]
    wide = all(cell.row_span == 1 and cell.column_span > 1 for cell in own)
    return wide and bool(_CAPTION.fullmatch(fold(" ".join(cell_text(document, cell) for cell in own))))


def _depth(document: Document, table: Table, row: int) -> int:
    """How many rows the header takes: cells merged over rows tell it, or a cell over columns with headers
    below it; it ends where rows are numbered.
    """
    depth = 1
    while (
        depth < _MOST_HEADER_ROWS and row + depth < table.row_count and _goes_on(document, table, row, depth)
    ):
        depth += 1
    return depth


def _goes_on(document: Document, table: Table, row: int, depth: int) -> bool:
    below = row + depth
    own = [cell for cell in table.cells if cell.row == below]
    if any(cell.column == 0 and is_row_number(cell_text(document, cell)) for cell in own):
        return False
    if any(row <= cell.row < below < cell.row + cell.row_span for cell in table.cells):
        return True
    wide = [c for c in table.cells if c.row == below - 1 and 1 < c.column_span < table.column_count]
    under = [
        c
        for c in own
        if any(w.column <= c.column and c.column + c.column_span <= w.column + w.column_span for w in wide)
    ]
    others = [cell for cell in own if cell not in under]
    return any(cell_text(document, c) for c in under) and not any(cell_text(document, c) for c in others)


def _parts(document: Document, table: Table, rows: range, column: int) -> tuple[str, ...]:
    """Header texts of a column from top to bottom: "Đơn vị thực hiện" over "Chủ trì" gives both."""
    cells: list[Cell] = []
    for row in rows:
        cell = cell_at(table, row, column)
        if cell and cell not in cells:
            cells.append(cell)
    return tuple(text for cell in cells if (text := cell_text(document, cell)))


# ---------------------------------------------------------------- roles


def _columns(
    document: Document, table: Table, parts: Sequence[tuple[str, ...]], first_row: int
) -> tuple[Column, ...]:
    parts = with_shared_above(parts)
    cells = [_cells(document, table, column, first_row) for column in range(table.column_count)]
    periods = in_series([period_of(texts, cells[index]) for index, texts in enumerate(parts)], cells)
    shared = [_is_unnamed_number(parts[k : k + 2], texts) for k, texts in enumerate(cells)]
    headers = [
        Header("number", _NAMED) if number else _header(_without_number(texts) if before else texts, period)
        for number, before, texts, period in zip(shared, (False, *shared), parts, periods, strict=False)
    ]
    candidates = [Candidate(header, texts) for header, texts in zip(headers, cells, strict=True)]
    columns = [
        _column(texts, assigned, period)
        for texts, assigned, period in zip(parts, assign_roles(candidates), periods, strict=True)
    ]
    return tuple(_with_unnamed_periods(columns, cells))


def _with_unnamed_periods(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Iterator[Column]:
    """The columns of a table that nowhere else says when: those of marks whose headers name no period may say
    it, where there are several.
    """
    timed = any(column.role in ("due", "start", "end") for column in columns)
    unnamed = [
        column.role == "unknown" and bool(texts) and are_marks(texts)
        for column, texts in zip(columns, cells, strict=True)
    ]
    many = sum(unnamed) + sum(column.role == "mark" for column in columns) > 1
    for column, may_say in zip(columns, unnamed, strict=True):
        yield replace(column, beside=("due",)) if may_say and many and not timed else column


def _is_unnamed_number(parts: Sequence[tuple[str, ...]], cells: Sequence[str]) -> bool:
    """Whether numbers stand in a column that has its header in common with the next (`parts` of both)."""
    return bool(parts[0]) and len(set(parts)) < len(parts) and 2 * sum(map(is_row_number, cells)) > len(cells)


def _without_number(texts: tuple[str, ...]) -> tuple[str, ...]:
    """What a header that a column has in common with the numbers before it says of that column alone."""
    return tuple(rest for text in texts if (rest := _OF_NUMBERS.sub("", text)))


def _header(texts: tuple[str, ...], period: str | None) -> Header:
    """What a column's header says; of one that names a period and is not marked for it, what stands above."""
    if period:
        return Header("mark", 1.0)
    return read_header(texts[:-1] if len(texts) > 1 and period_of(texts) else texts)


def _cells(document: Document, table: Table, column: int, first_row: int) -> tuple[str, ...]:
    """What stands in the column's cells, without those of rows that are titles."""
    filled = dict.fromkeys(range(first_row, min(first_row + _SAMPLE, table.row_count)), 0)
    own: list[tuple[int, str]] = []
    for cell in table.cells:
        if cell.row in filled and (text := cell_text(document, cell)):
            filled[cell.row] += 1
            if cell.column <= column < cell.column + cell.column_span and cell.column_span == 1:
                own.append((cell.row, text))
    return tuple(text for row, text in own if filled[row] > 1 and not is_blank(text))


def _column(texts: tuple[str, ...], assigned: Assigned, period: str | None) -> Column:
    header = " ".join(texts)
    match = _YEAR.search(header)
    year = int(match[1]) if match else None
    if period:
        return Column("mark", header, year, period)
    beside = next(filter(None, map(headers_side_by_side, texts)), ())
    doubt = "merged_headers" if beside else assigned.doubt
    return Column(assigned.role, header, year, None, assigned.likelihood, doubt, beside)
