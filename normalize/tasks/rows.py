"""Rows of a task table: which are groups, which are tasks, and what stands in each of their fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import fuzz

from kehoach.language.folding import fold
from kehoach.language.roman import read_roman
from kehoach.records import Cell, Document, Range, Table
from normalize.provenance import trim
from normalize.tasks.columns import Columns, Role, cell_at, cell_text

_LABELLED_TITLE = re.compile(
    r"(?P<label>[IVXLl1|]{1,5}|[A-HĐ]|[0-9]{1,2}(?:\.[0-9]{1,2})*|(?:Phần|Nhóm|Mục)\s+[IVXA-D0-9]{1,4})\s*[.):/\-–]\s*(?P<title>\S.*)"
    r"|(?P<bare>[IVX]{1,5})\s+(?P<rest>\S.*)"
)
_GROUP_LABEL = re.compile(r"(?:[IVXLHl1|T]{1,5}|[A-HĐ]|(?:Phần|Nhóm|Mục)\s+[IVXA-D0-9]{1,4})[.):]?")
PLAIN_NUMBER = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*[.):]?")
_MARK = re.compile(r"[xX✓✔v*]")
_TITLE_LIMIT: Final = 200
_SAME_HEADER: Final = 85.0  # of 100
_CAPITALS: Final = 0.7  # share of capitals from which a title counts as set in capitals
_JOINS: Final[dict[Role, str]] = {"due": " - ", "content": ": "}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a table. `texts` and `ranges` hold what stands in its fields and where; `due_year` is the
    year that the due column's header names.
    """

    group_label: str | None
    group_title: str | None
    texts: dict[Role, str]
    ranges: dict[Role, tuple[Range, ...]]
    group_range: Range | None  # of the group row, for the first task under it
    span: Range  # of its own cells, without those merged over from rows above
    due_year: int | None
    after_group: bool
    unknown: tuple[tuple[str, Range], ...] = ()  # headers of columns whose text was moved into the note


@dataclass(slots=True)
class _State:
    label: str | None = None
    title: str | None = None
    place: Range | None = None
    after_group: bool = True
    rows: list[TaskRow] = field(default_factory=list)


def read_rows(document: Document, parts: Sequence[tuple[Table, Columns]]) -> tuple[TaskRow, ...]:
    """The tasks of a table, in one part or in several that follow each other, from top to bottom.

    Each carries the innermost group row above it. A row cut in two is put together again.
    """
    state = _State()
    for table, columns in parts:
        for index in range(columns.first_row, table.row_count):
            _read_row(document, table, columns, index, state)
    return tuple(state.rows)


def _read_row(document: Document, table: Table, columns: Columns, index: int, state: _State) -> None:
    own = [cell for cell in table.cells if cell.row == index and cell_text(document, cell)]
    if not own or _repeats_header(document, columns, own):
        return
    if group := _group(document, table, columns, index, own):
        state.label, state.title, state.after_group = *group, True
        state.place = own[0].start, own[-1].end
        return
    row = _task_row(document, table, columns, index, state)
    if state.rows and not state.after_group and _continues(row, state.rows[-1], columns):
        state.rows[-1] = _joined(state.rows[-1], row)
    else:
        state.rows.append(row)
    state.after_group = False


def _repeats_header(document: Document, columns: Columns, own: list[Cell]) -> bool:
    headers = [fold(column.header) for column in columns.columns]
    alike = (
        fuzz.ratio(fold(cell_text(document, cell)), headers[cell.column]) >= _SAME_HEADER for cell in own
    )
    return len(own) >= 2 and all(alike)


# ---------------------------------------------------------------- groups


def _group(
    document: Document, table: Table, columns: Columns, row: int, own: list[Cell]
) -> tuple[str | None, str] | None:
    """Label and title of a group row; None for a task's row.

    A group row names nothing but its title: no lead, no time, also none merged over from above.
    """
    texts = [cell_text(document, cell) for cell in own]
    if len(own) == 1 and own[0].column_span >= max(2, table.column_count - 1):
        return _split_label(texts[0])
    if _covered_from_above(table, columns, row):
        return None
    if len(own) > 2 or columns.columns[own[-1].column].role not in ("number", "content", "name"):
        return _cut_title(texts) if own[0].column == 0 else None
    if len(own) == 2:
        label, title = texts
        wide = own[1].column_span >= max(2, table.column_count - 2)
        if own[0].column != 0 or len(title) > _TITLE_LIMIT:
            return None
        if _is_group_label(label, title, wide) or _opens_subtasks(document, table, columns, row, label):
            return _canonical_label(label, title), title
        return None
    if own[0].column_span == 1 and columns.columns[own[0].column].role not in ("number", "content"):
        return None
    split, title = _split_label(texts[0])
    return (split, title) if len(title) <= _TITLE_LIMIT and (_is_capital(title) or _roman(split)) else None


def _cut_title(texts: list[str]) -> tuple[str | None, str] | None:
    """A group row that a false ruling cut into cells: its label and capitals in all of them."""
    label, title = texts[0], " ".join(texts[1:])
    is_group = _GROUP_LABEL.fullmatch(label) and _is_capital(title) and len(title.split()) > len(texts)
    return (_canonical_label(label, title), title) if is_group else None


def _opens_subtasks(document: Document, table: Table, columns: Columns, row: int, label: str) -> bool:
    """Whether a numbered row without lead or time is the title of "1.1", "1.2" … or of unnumbered rows below
    it.
    """
    column = next((index for index, column in enumerate(columns.columns) if column.role == "number"), None)
    below = [cell for cell in table.cells if cell.row == row + 1 and cell_text(document, cell)]
    if column is None or not PLAIN_NUMBER.fullmatch(label) or len(below) < 2:
        return False
    number = cell_text(document, cell_at(table, row + 1, column))
    return number.startswith(f"{label.strip('.):')}.") or (not number and len(below) > 1)


def _covered_from_above(table: Table, columns: Columns, row: int) -> bool:
    return any(
        cell.row < row < cell.row + cell.row_span
        and columns.columns[cell.column].role not in ("unknown", "note")
        for cell in table.cells
    )


def _is_group_label(label: str, title: str, wide: bool) -> bool:
    if wide:
        return bool(_GROUP_LABEL.fullmatch(label) or PLAIN_NUMBER.fullmatch(label)) or _is_capital(title)
    return bool(_GROUP_LABEL.fullmatch(label)) and not (
        label.strip(".):") in "1l|" and not _is_capital(title)
    )


def _split_label(text: str) -> tuple[str | None, str]:
    match = _LABELLED_TITLE.fullmatch(text)
    if not match:
        return None, text
    title = match["title"] or match["rest"]
    return _canonical_label(match["label"] or match["bare"], title), title


def _canonical_label(label: str, title: str) -> str:
    """The label without its full stop; look-alikes of I, II and III become Roman where the title is a
    group's.
    """
    plain = label.strip(" .):")
    if re.fullmatch(r"[Il1|H]{1,3}", plain) and not (plain.isdigit() and not _is_capital(title)):
        numeral = read_roman(plain)
        return numeral.meant if numeral else plain
    return plain


def _is_capital(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= _CAPITALS * len(letters)


def _roman(label: str | None) -> bool:
    return bool(label and re.fullmatch(r"[IVX]{1,5}|[A-HĐ]", label))


# ---------------------------------------------------------------- tasks


def _task_row(document: Document, table: Table, columns: Columns, row: int, state: _State) -> TaskRow:
    parts: dict[Role, list[tuple[str, Range]]] = {}
    unknown: list[tuple[str, Range]] = []
    seen: list[Cell] = []
    for index, column in enumerate(columns.columns):
        cell = cell_at(table, row, index)
        text = cell_text(document, cell)
        if cell is None or not text or cell in seen:
            continue
        seen.append(cell)
        place = trim(document.text, cell.start, cell.end)
        role: Role = "content" if column.role == "name" and not columns.has("content") else column.role
        if role == "mark":
            role, text = "due", column.header if _MARK.fullmatch(text) else f"{column.header}: {text}"
            parts.setdefault(role, []).append((text, place))
            continue
        if role in ("unknown", "name"):
            unknown.append((column.header, place))
            role, text = "note", f"{column.header}: {text}" if column.header else text
        parts.setdefault("lead" if role == "lead_coordination" else role, []).append((text, place))
    return TaskRow(
        group_label=state.label,
        group_title=state.title,
        group_range=state.place if state.after_group else None,
        texts={role: _join(role, texts, columns) for role, texts in parts.items()},
        ranges={role: tuple(place for _, place in texts) for role, texts in parts.items()},
        span=_own_span(table, row, parts),
        due_year=next(
            (column.year for column in columns.columns if column.role in ("due", "mark") and column.year),
            None,
        ),
        after_group=state.after_group,
        unknown=tuple(unknown),
    )


def _join(role: Role, texts: list[tuple[str, Range]], columns: Columns) -> str:
    separator = ", " if role == "due" and columns.has("mark") else _JOINS.get(role, "; ")
    return separator.join(text for text, _ in texts)


def _own_span(table: Table, row: int, parts: dict[Role, list[tuple[str, Range]]]) -> Range:
    own = [(cell.start, cell.end) for cell in table.cells if cell.row == row and cell.start < cell.end]
    places = own or [place for texts in parts.values() for _, place in texts]
    return min(start for start, _ in places), max(end for _, end in places)


def _continues(row: TaskRow, previous: TaskRow, columns: Columns) -> bool:
    """A row is the rest of the one above where nothing numbers it and nothing in it is complete in itself."""
    if "content" in row.texts and row.ranges["content"] == previous.ranges.get("content"):
        return True  # one merged content, its products or times in rows of their own
    if not columns.has("number") or "number" in row.texts:
        return False
    if "content" not in row.texts or row.texts["content"][0].islower():
        return True
    return row.texts["content"][0] in "-+*" and not row.texts.keys() - {"content", "note"}


def _joined(previous: TaskRow, row: TaskRow) -> TaskRow:
    cut = "content" not in row.texts or row.ranges["content"] != previous.ranges.get("content")
    texts, ranges = dict(previous.texts), dict(previous.ranges)
    for role, text in row.texts.items():
        if row.ranges[role] != ranges.get(role):
            texts[role] = f"{texts[role]}{' ' if cut else '; '}{text}" if role in texts else text
            ranges[role] = (*ranges.get(role, ()), *row.ranges[role])
    span = (min(previous.span[0], row.span[0]), max(previous.span[1], row.span[1]))
    return replace(previous, texts=texts, ranges=ranges, span=span, unknown=(*previous.unknown, *row.unknown))
