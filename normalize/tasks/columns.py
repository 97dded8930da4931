"""What the columns of a task table mean, told by their headers in whatever order they stand."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from kehoach.language.folding import fold
from kehoach.records import Cell, Document, Table
from normalize.deadlines.read import parse_deadlines

Role = Literal[
    "number",
    "content",
    "name",
    "product",
    "lead",
    "coordination",
    "lead_coordination",
    "due",
    "note",
    "mark",
    "unknown",
]

_HEADER_DEPTH: Final = (
    3  # rows from the top among which the header may begin (a caption row may stand above it)
)
_LONGEST_HEADER: Final = 90
_SIMILARITY: Final = 82.0  # of 100; two of eleven letters may be misread
_NUMBER_HEADERS: Final = ("stt", "tt", "sott", "sothutu")
# Tried in this order: "Thời gian thực hiện nhiệm vụ" is a time, "Kết quả công việc" a product
_KEYWORDS: Final[tuple[tuple[Role, tuple[str, ...]], ...]] = (
    ("coordination", ("phoihop",)),
    ("lead", ("chutri", "daumoi")),
    (
        "due",
        (
            "thoigian",
            "thoihan",
            "thoidiem",
            "tiendo",
            "hanhoanthanh",
            "ngayhoanthanh",
            "lotrinh",
            "thoiluong",
        ),
    ),
    ("product", ("sanpham", "ketqua", "daura")),
    ("note", ("ghichu",)),
    ("content", ("noidung", "nhiemvu", "congviec", "hoatdong", "giaiphap", "chuyende", "phanviec")),
    ("lead", ("thuchien", "phancong", "trachnhiem", "phutrach", "nguoilam")),
    ("name", ("donvi", "coquan", "tenvanban", "tendean", "doituong", "benhvien", "truong", "diadiem")),
)
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_ENUMERATION = re.compile(r"\(?(?:[0-9]{1,2}|[a-d])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, its header as printed, and the year that the header names for its dates."""

    role: Role
    header: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table and the row that its tasks begin in."""

    columns: tuple[Column, ...]
    first_row: int

    def has(self, *roles: Role) -> bool:
        """Whether a column has one of `roles`."""
        return any(column.role in roles for column in self.columns)


def read_columns(document: Document, table: Table) -> Columns | None:
    """The columns by the table's header of one or two rows; None where no row of it is one."""
    for row in range(min(_HEADER_DEPTH, table.row_count)):
        texts = _texts(document, table, row)
        roles = {role for role in map(_plain_role, texts) if role != "unknown"}
        if len(roles) < 2 or any(text.strip(".").isdigit() for text in texts):
            continue
        depth = _depth(document, table, row)
        headers = tuple(
            _header(document, table, range(row, row + depth), column) for column in range(table.column_count)
        )
        columns = tuple(
            Column(_role(header, index), header, _year(header)) for index, header in enumerate(headers)
        )
        first_row = row + depth
        return Columns(columns, first_row + _is_enumeration(document, table, first_row))
    return None


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


def _texts(document: Document, table: Table, row: int) -> list[str]:
    return [cell_text(document, cell) for cell in table.cells if cell.row == row]


def _depth(document: Document, table: Table, row: int) -> int:
    """How many rows the header takes: cells merged over rows tell it, or a cell over columns with headers
    below it.
    """
    cells = [cell for cell in table.cells if cell.row == row]
    merged = max((cell.row_span for cell in cells), default=1)
    if merged > 1:
        return min(merged, 2)
    wide = [cell for cell in cells if 1 < cell.column_span < table.column_count]
    below = [
        cell_text(document, cell_at(table, row + 1, w.column + i)) for w in wide for i in range(w.column_span)
    ]
    others = [cell for cell in table.cells if cell.row == row + 1 and not any(_under(cell, w) for w in wide)]
    empty = all(not cell_text(document, cell) for cell in others)
    return 2 if wide and empty and any(below) else 1


def _under(cell: Cell, wide: Cell) -> bool:
    return wide.column <= cell.column < wide.column + wide.column_span


def _header(document: Document, table: Table, rows: range, column: int) -> str:
    """Header texts of a column from top to bottom: "Đơn vị thực hiện" over "Chủ trì" gives both."""
    cells: list[Cell] = []
    for row in rows:
        cell = cell_at(table, row, column)
        if cell and cell not in cells:
            cells.append(cell)
    return " ".join(text for cell in cells if (text := cell_text(document, cell)))


def _role(header: str, index: int) -> Role:
    role = _plain_role(header)
    if role in ("unknown", "name") and _names_period(header):
        return "mark"
    return "number" if role == "unknown" and index == 0 and len(header) <= 4 else role


def _names_period(header: str) -> bool:
    """A header such as "Quý I" or "Tháng 3": its cells carry marks."""
    periods = parse_deadlines(header, 2000)
    return len(periods) == 1 and periods[0].kind in ("quarter", "month", "half") and len(header) <= 20


def _plain_role(header: str) -> Role:
    if not header or len(header) > _LONGEST_HEADER:
        return "unknown"
    letters = re.sub(r"[^a-z]", "", fold(header))
    if letters in _NUMBER_HEADERS:
        return "number"
    if _has(letters, "chutri") and _has(letters, "phoihop"):
        return "lead_coordination"
    for role, keywords in _KEYWORDS:
        if any(_has(letters, keyword) for keyword in keywords):
            return role
    return "unknown"


def _has(letters: str, keyword: str) -> bool:
    return keyword in letters or (
        len(letters) >= len(keyword) and fuzz.partial_ratio(keyword, letters) >= _SIMILARITY
    )


def _year(header: str) -> int | None:
    match = _YEAR.search(header)
    return int(match[1]) if match else None


def _is_enumeration(document: Document, table: Table, row: int) -> bool:
    """The row "(1) (2) (3)" that some tables have under their header."""
    texts = [text for text in _texts(document, table, row) if text] if row < table.row_count else []
    return len(texts) >= max(3, table.column_count - 1) and all(
        _ENUMERATION.fullmatch(text.lower()) for text in texts
    )
