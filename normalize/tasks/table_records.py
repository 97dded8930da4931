"""The document's tables as findings: their parts, what their columns are, and what is doubted about
either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod
from typing import Final

from kehoach.records import BBox, Document, Evidence, Range, TableColumn, TableRecord, Task
from kehoach.records.findings import FIELD_OF_ROLE
from normalize.doubts import DOUBTFUL, Door, Doubt, Read, Row
from normalize.provenance import likelihood
from normalize.tasks.columns import Column, Columns, read_columns
from normalize.tasks.drafts import Draft
from normalize.tasks.tables import Part, TableTasks

# Doubts about what stands in a column, not only about how it is kept.
_OF_VALUES: Final = ("column_by_cells", "column_contradicts_header", "merged_headers")
_TOLD_WITHOUT_HEADER: Final = ("column_by_cells",)  # what a table without header is told for as a whole
_WITHOUT_HEADER: Final = 0.7  # chance that a table without header is read as it is meant


@dataclass(frozen=True, slots=True)
class Tables:
    """The records, and for the start of each table of the document its record's id and its first row
    there.
    """

    records: tuple[TableRecord, ...]
    places: dict[int, tuple[str, int]]

    def place(self, draft: Draft) -> tuple[str | None, int | None]:
        """Table and row of a task; None for one of the body's text."""
        if draft.row is None:
            return None, None
        table_id, first = self.places[draft.row[0]]
        return table_id, first + draft.row[1]


def build_tables(document: Document, found: TableTasks, door: Door) -> Tables:
    """One record for each table, its doubts told once and covering the values that they are about."""
    of_tasks = {parts[0][0].start: parts for parts in found.read}
    later = {table.start for parts in found.read for table, _ in parts[1:]}
    records: list[TableRecord] = []
    places: dict[int, tuple[str, int]] = {}
    for table in document.tables:
        if table.start in later:
            continue
        columns = read_columns(document, table) if table.start not in of_tasks else None
        parts = of_tasks.get(table.start) or ((table, columns or Columns((), 0)),)
        table_id = f"{door.doc_id}-b{len(records) + 1:04d}"
        record = _record(table_id, len(records), parts, table.start in of_tasks)
        first = 0
        for part, _ in parts:
            places[part.start] = (table_id, first)
            first += part.row_count
        door.publish(Row("tables", table_id), _reads(parts[0], record), (), (table.start, table.end))
        flagged = _tell(parts, record, door) if record.holds_tasks else False
        records.append(replace(record, flagged=flagged))
    return Tables(tuple(records), places)


def leave_empty(tasks: Sequence[Task], tables: Tables, found: TableTasks, door: Door) -> None:
    """Tell the door of the fields of tasks in which nothing was read though most rows of the column have
    something there, some have their number, or though the column may be mixed up in another.
    """
    columns = {tables.places[parts[0][0].start][0]: parts[0][1].columns for parts in found.read}
    for record in tables.records:
        rows = [task for task in tasks if task.table_id == record.table_id]
        for column, place in zip(columns.get(record.table_id, ()), record.columns, strict=False):
            for role in (column.role, *column.beside):
                name = FIELD_OF_ROLE.get(role)
                empty = [task for task in rows if name and getattr(task, name) is None]
                most = len(rows) - 1 if role == "number" else len(rows) // 2
                if name is None or (role not in column.beside and len(empty) > most):
                    continue
                for task in empty:
                    box = _within(task.evidence.bbox, place)
                    door.leave_empty(Row("tasks", task.task_id), name, task.evidence.page, box)


def _record(table_id: str, ordinal: int, parts: Sequence[Part], holds_tasks: bool) -> TableRecord:
    table, columns = parts[0]
    known = columns.columns or (Column("unknown", "", None, likelihood=0.0),) * table.column_count
    edges = table.column_edges or tuple(float(index) for index in range(len(known) + 1))
    described = tuple(
        TableColumn(column.header, column.role, x0, x1, column.likelihood)
        for column, (x0, x1) in zip(known, pairwise(edges), strict=True)
    )
    sure = prod(c.likelihood for c in columns.columns) * (1.0 if columns.by_header else _WITHOUT_HEADER)
    every = tuple(part for one, _ in parts for part in one.parts)
    return TableRecord(table_id, ordinal, holds_tasks, every, described, sure)


def _reads(part: Part, record: TableRecord) -> dict[str, Read | None]:
    """The role of each column, read from the cells of its header, or of the first row where it has none."""
    table, _ = part
    reads: dict[str, Read | None] = {}
    for index, column in enumerate(record.columns):
        places = _header_places(part, index)
        reads.setdefault(column.role, Read(column.role, places or ((table.start, table.end),)))
    return reads


def _header_places(part: Part, index: int) -> tuple[Range, ...]:
    table, columns = part
    header = [c for c in table.cells if c.row < max(1, columns.first_row) and c.start < c.end]
    return tuple((c.start, c.end) for c in header if c.column <= index < c.column + c.column_span)


def _tell(parts: Sequence[Part], record: TableRecord, door: Door) -> bool:
    """Tell what is doubted of the table and of its columns, once each; whether anything is."""
    doubts = list(_doubts(parts[0], record, door.document))
    for doubt, column, covers in doubts:
        boxes = [(one.page, _within(one.bbox, column)) for one in record.parts]
        boxes = boxes or [(parts[0][0].page, parts[0][0].bbox)]
        page, box = boxes[0]
        where = Evidence(page, box, column.likelihood if column else record.likelihood)
        if doubt is not None:
            door.tell(Row("tables", record.table_id), doubt, where)
        for place in boxes if covers else ():
            door.cover(*place)
    return bool(doubts)


def _doubts(
    part: Part, record: TableRecord, document: Document
) -> Iterator[tuple[Doubt | None, TableColumn | None, bool]]:
    """What is doubted, of which column, and whether that is a doubt about all that stands there; one header
    over several columns is doubted once.
    """
    columns = part[1]
    if not columns.by_header:
        yield Doubt(None, "headerless_table"), None, True
    for index, (column, described) in enumerate(zip(columns.columns, record.columns, strict=True)):
        if column.doubt and (columns.by_header or column.doubt not in _TOLD_WITHOUT_HEADER):
            covers = column.doubt in _OF_VALUES or bool(column.beside) or _is_misread(part, index, document)
            told = column.beside and column.header == columns.columns[index - 1].header and index > 0
            yield None if told else Doubt(column.role, column.doubt, column.header), described, covers


def _is_misread(part: Part, index: int, document: Document) -> bool:
    """Whether nothing is known of a column because its header may have been read wrongly."""
    unknown = part[1].columns[index].doubt == "unknown_column"
    return unknown and likelihood(document, *_header_places(part, index)) < DOUBTFUL


def _within(box: BBox, column: TableColumn | None) -> BBox:
    return (column.x0, box[1], column.x1, box[3]) if column else box
