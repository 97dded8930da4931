"""Rows of a task table: which are groups, which are tasks, and what stands in each of their fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import fuzz

from kehoach.language.folding import fold
from kehoach.records import Cell, Document, Range, Table
from normalize.tasks.cell_lists import as_list
from normalize.tasks.columns import Columns, cell_text, is_enumeration
from normalize.tasks.groups import Group, Groups, read_group
from normalize.tasks.header_words import Role
from normalize.tasks.row_fields import Fields, read_fields

_SAME_HEADER: Final = 85.0  # of 100
_MANY: Final = 4  # cells
# Fields that make a row under a merged content a task of its own.
_OWN: Final[frozenset[Role]] = frozenset({"product", "lead", "due"})
_ITEM = re.compile(r"\(?[a-zđ]\)|[a-zđ][.)] ")  # "a) Kiểm tra …" in the column of contents
# "Công an phường An Lạc"
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][^,;:.()/+\n]{3,80}")  # one body's name: no list, no sentence
_SUM = re.compile(r"(?:tong(?: cong| so| kinh phi)?|cong(?: chung)?) *[:.]?")  # "Tổng cộng"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a table. `texts` and `ranges` hold what stands in its fields and where; `due_year` is the
    year that the due column's header names, `mixed` are the fields that two rows were joined in though either
    could stand alone.
    """

    group_label: str | None
    group_title: str | None
    texts: dict[Role, str]
    ranges: dict[Role, tuple[Range, ...]]
    group_range: Range | None  # of the group row
    span: Range  # of its own cells, without those merged over from rows above
    due_year: int | None
    after_group: bool
    table: int  # where the table that it is a row of starts
    row: int  # … and which row of it
    lists: dict[Role, str] = field(default_factory=dict)  # fields whose lines are items, with semicolons
    mixed: frozenset[Role] = frozenset()
    titles: tuple[Group, ...] = ()  # that it stands under, outermost first


@dataclass(slots=True)
class _State:
    groups: Groups = field(default_factory=Groups)
    after_group: bool = True
    rows: list[TaskRow] = field(default_factory=list)
    known: frozenset[str] = frozenset()  # names that fill cells alone, folded


def read_rows(document: Document, parts: Sequence[tuple[Table, Columns]]) -> tuple[TaskRow, ...]:
    """The tasks of a table, in one part or in several that follow each other, from top to bottom.

    Each carries the innermost group row above it. A row cut in two is put together again; rows under one
    merged content are as many tasks.
    """
    state = _State(known=_names_alone(document, parts))
    for table, columns in parts:
        for index in range(columns.first_row, table.row_count):
            _read_row(document, table, columns, index, state)
    return tuple(state.rows)


def _names_alone(document: Document, parts: Sequence[tuple[Table, Columns]]) -> frozenset[str]:
    """The names of bodies, folded, that fill cells alone; none of them is two others."""
    names = {
        fold(text)
        for table, columns in parts
        for cell in table.cells
        if columns.columns[cell.column].role in ("lead", "coordination") and cell.row >= columns.first_row
        if _NAME.fullmatch(text := cell_text(document, cell)) and not as_list(document, cell, "lead")
    }
    words = {name: name.split() for name in names}
    return frozenset(
        name
        for name in names
        if not any(
            " ".join(words[name][:cut]) in names and " ".join(words[name][cut:]) in names
            for cut in range(1, len(words[name]))
        )
    )


def _read_row(document: Document, table: Table, columns: Columns, index: int, state: _State) -> None:
    own = [cell for cell in table.cells if cell.row == index and cell_text(document, cell)]
    if not own or _repeats_header(document, columns, own) or _is_sum(document, columns, own):
        return
    if is_enumeration(document, table, index):
        return
    if group := read_group(document, table, columns, index, own):
        state.groups.add(group)
        state.after_group = True
        return
    fields = read_fields(document, table, columns, index, state.known)
    previous = state.rows[-1] if state.rows and not state.after_group else None
    if previous and _continues(fields, previous, columns):
        state.rows[-1] = _joined(previous, fields)
    else:
        state.rows.append(_task_row(_under(fields, previous), columns, (table.start, index), state))
    state.after_group = False


def _repeats_header(document: Document, columns: Columns, own: list[Cell]) -> bool:
    """Whether all cells of a row stand in the header, too, of many all but one, which may be misread."""
    headers = [fold(column.header) for column in columns.columns]
    alike = (
        fuzz.ratio(fold(cell_text(document, cell)), headers[cell.column]) >= _SAME_HEADER for cell in own
    )
    return len(own) >= 2 and len(own) - sum(alike) <= (len(own) >= _MANY)


def _is_sum(document: Document, columns: Columns, own: list[Cell]) -> bool:
    """Whether the row adds up figures: it is named a sum, and nobody does it at any time."""
    named = [cell for cell in own if _SUM.fullmatch(fold(cell_text(document, cell)))]
    roles = {columns.columns[cell.column].role for cell in own if cell not in named}
    return bool(named) and not roles & {"lead", "coordination", "due", "content"}


def _task_row(fields: Fields, columns: Columns, place: tuple[int, int], state: _State) -> TaskRow:
    state.groups.close_before(fields.texts.get("number", ""), state.after_group)
    group = state.groups.innermost
    timed = (column for column in columns.columns if column.role in ("due", "mark", "start", "end"))
    return TaskRow(
        group_label=group.label if group else None,
        group_title=group.title if group else None,
        texts=fields.texts,
        ranges=fields.ranges,
        group_range=group.place if group else None,
        span=fields.span,
        due_year=next((column.year for column in timed if column.year), None),
        after_group=state.after_group,
        table=place[0],
        row=place[1],
        lists=fields.lists,
        titles=state.groups.open,
    )


def _continues(row: Fields, previous: TaskRow, columns: Columns) -> bool:
    """A row is the rest of the one above where nothing numbers it and nothing in it is complete in itself."""
    if "content" in row.texts and row.ranges["content"] == previous.ranges.get("content"):
        return not row.own & _OWN  # under one merged content
    if not columns.has("number") or "number" in row.own:
        return False
    if "content" not in row.texts:
        return not _stands_alone(row)
    if row.ranges.get("number") and row.ranges["number"] == previous.ranges.get("number"):
        return not row.own & _OWN  # under one merged number, as where a table stands in a cell
    if _ITEM.match(row.texts["content"]):
        return not row.own & _OWN
    if row.texts["content"][0].islower():
        return True
    return row.texts["content"][0] in "-+*" and not row.texts.keys() - {"content", "note"}


def _stands_alone(row: Fields) -> bool:
    """Whether a row without number and content is another task of the row above: two fields that make one,
    each begun with a capital.
    """
    said = row.own & _OWN
    return len(said) > 1 and all(not row.texts[role][0].islower() for role in said)


def _under(row: Fields, previous: TaskRow | None) -> Fields:
    """The row with number and content of the row above where its own are left empty, as if merged."""
    if previous is None or row.own & {"number", "content"} or "content" in row.texts:
        return row
    taken = previous.texts.keys() & {"number", "content"} - row.texts.keys()
    return replace(
        row,
        texts=row.texts | {role: previous.texts[role] for role in taken},
        ranges=row.ranges | {role: previous.ranges[role] for role in taken},
    )


def _joined(previous: TaskRow, row: Fields) -> TaskRow:
    texts, ranges = dict(previous.texts), dict(previous.ranges)
    mixed = set(previous.mixed)
    for role, text in row.texts.items():
        if row.ranges[role] == ranges.get(role):
            continue
        if role in texts and role in ("lead", "coordination", "due") and not text[0].islower():
            mixed.add(role)
        texts[role] = f"{texts[role]} {text}" if role in texts else text
        ranges[role] = (*ranges.get(role, ()), *row.ranges[role])
    span = (min(previous.span[0], row.span[0]), max(previous.span[1], row.span[1]))
    whole = {role: items for role, items in previous.lists.items() if texts[role] == previous.texts[role]}
    return replace(previous, texts=texts, ranges=ranges, span=span, lists=whole, mixed=frozenset(mixed))
