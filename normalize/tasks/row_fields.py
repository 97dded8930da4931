"""What stands in the fields of one row of a task table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kehoach.records import Cell, Document, Range, Table
from normalize.provenance import trim
from normalize.tasks.cell_contents import is_mark, kind_of
from normalize.tasks.cell_lists import as_list
from normalize.tasks.columns import Column, Columns, cell_at, cell_text
from normalize.tasks.header_words import Role

# What has no field of its own and is kept in the note, under its header.
_NOTED: Final[tuple[Role, ...]] = ("unknown", "name", "budget", "place", "person")
_SEPARATORS: Final[Mapping[Role, str]] = {"due": " - "}
# "☐"
_HOLLOW: Final = re.compile("[☐□▢◻◽○◯]")  # a box that nobody ticked, or a mark itself


@dataclass(frozen=True, slots=True)
class Fields:
    """Texts and places of a row's fields; `own` holds the fields that are not merged over from a row
    above.
    """

    texts: dict[Role, str]
    ranges: dict[Role, tuple[Range, ...]]
    own: frozenset[Role]
    span: Range  # of its own cells
    lists: dict[Role, str]  # fields that mean a list: of lines, with semicolons; of times in periods' cells


def read_fields(
    document: Document, table: Table, columns: Columns, row: int, known: frozenset[str] = frozenset()
) -> Fields:
    """The fields of a row, cells merged over it from above among them; `known` are names that fill cells of
    the table alone.
    """
    parts: dict[Role, list[tuple[str, Range]]] = {}
    lists: dict[Role, str] = {}
    seen: list[Cell] = []
    times: list[str] = []  # what the cells of periods mean
    unticked = _has_unticked(document, table, columns, row)
    for index, column in enumerate(columns.columns):
        cell = cell_at(table, row, index)
        text = cell_text(document, cell)
        if cell is None or not text or (cell in seen and not _is_marked(column, text)):
            continue
        if unticked and column.role == "mark" and _HOLLOW.fullmatch(text):
            continue
        seen.append(cell)
        column = _spoken_for(cell, column, columns)
        role, said = _said(cell, column, text, columns)
        parts.setdefault(role, []).append((said, trim(document.text, cell.start, cell.end)))
        if column.role == "mark":
            times.append(text if kind_of(text) == "time" else said)
        if column.role == role and (items := as_list(document, cell, role, known)):
            lists[role] = items
    texts = {role: _joined(role, [text for text, _ in said], columns) for role, said in parts.items()}
    if times and len(times) == len(parts["due"]) and (meant := ", ".join(times)) != texts["due"]:
        lists["due"] = meant
    return Fields(
        texts=texts,
        ranges={role: tuple(place for _, place in said) for role, said in parts.items()},
        own=frozenset(
            _role(_spoken_for(cell, columns.columns[cell.column], columns), columns)
            for cell in seen
            if cell.row == row
        ),
        span=_own_span(table, row, seen),
        lists=lists,
    )


def _has_unticked(document: Document, table: Table, columns: Columns, row: int) -> bool:
    """Whether hollow boxes of the row say nothing: others are ticked, or no column is without one."""
    marked = [index for index, column in enumerate(columns.columns) if column.role == "mark"]
    texts = [cell_text(document, cell_at(table, row, index)) for index in marked]
    return all(texts) or any(text and not _HOLLOW.fullmatch(text) for text in texts)


def _spoken_for(cell: Cell, column: Column, columns: Columns) -> Column:
    """The column that a cell speaks for which begins in `column`: one that no field knows gives way to one
    that it is merged with.
    """
    covered = columns.columns[cell.column : cell.column + cell.column_span]
    return (
        next((other for other in covered if other.role != "unknown"), column)
        if column.role == "unknown"
        else column
    )


def _is_marked(column: Column, text: str) -> bool:
    return column.role == "mark" and is_mark(text)


def _said(cell: Cell, column: Column, text: str, columns: Columns) -> tuple[Role, str]:
    """The field that a cell belongs to, and what it says there; words over several periods are of neither."""
    role = _role(column, columns)
    if _is_marked(column, text):
        return role, column.period or ""
    if column.role == "mark":
        return role, text if cell.column_span > 1 else f"{column.period}: {text}"
    if column.role in _NOTED and role == "note":
        return role, f"{column.header}: {text}" if column.header else text
    return role, text


def _role(column: Column, columns: Columns) -> Role:
    if column.role in ("mark", "start", "end"):
        return "due"
    if column.role == "name" and not columns.has("content"):
        return "content"
    return "note" if column.role in _NOTED else column.role


def _joined(role: Role, texts: list[str], columns: Columns) -> str:
    separator = ", " if role == "due" and columns.has("mark") else _SEPARATORS.get(role, "; ")
    return separator.join(texts)


def _own_span(table: Table, row: int, seen: list[Cell]) -> Range:
    own = [cell for cell in table.cells if cell.row == row and cell.start < cell.end] or seen
    return min((cell.start for cell in own), default=table.start), max(
        (cell.end for cell in own), default=table.start
    )
