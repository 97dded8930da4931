"""What a steward changes in a table as a whole: what its columns are, and which rows are tasks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from kehoach.records import FIELD_OF_ROLE
from kehoach.run.corrections.derived import follow
from kehoach.run.corrections.entry import Entry
from kehoach.run.corrections.sheet import Sheet
from kehoach.run.warehouse.rows import Row
from kehoach.run.warehouse.schemas import TABLES

TASK_FIELDS: Final[tuple[str, ...]] = tuple(FIELD_OF_ROLE.values())


def apply(sheet: Sheet, entry: Entry, row: Row) -> None:
    """Apply an entry to the row of `tasks` or `tables` that it is about."""
    _EDITS[entry.action](sheet, entry, row)


def column_texts(columns: Sequence[Mapping[str, object]], task: Row) -> list[str | None]:
    """What stands in each column of a task's row. A column without a role stands in the note, after its
    header.
    """
    named = _named_parts(columns, cast("str | None", task["note"]))
    return [
        cast("str | None", task[FIELD_OF_ROLE[str(column["role"])]])
        if column["role"] in FIELD_OF_ROLE and column["role"] != "note"
        else named[place]
        for place, column in enumerate(columns)
    ]


def _named_parts(columns: Sequence[Mapping[str, object]], note: str | None) -> list[str | None]:
    """The parts of a note by the columns whose headers they begin with; the rest belongs to the column of
    notes.
    """
    parts: list[str | None] = [None] * len(columns)
    rest = note or ""
    for place, column in enumerate(columns):
        head = f"{column['header']}: "
        if column["role"] not in FIELD_OF_ROLE and head in rest:
            before, _, after = rest.partition(head)
            parts[place], _, tail = after.partition("; ")
            rest = before + tail
    notes = [place for place, column in enumerate(columns) if column["role"] == "note"]
    if notes:
        parts[notes[0]] = rest.strip("; ") or None
    return parts


def _roles(sheet: Sheet, entry: Entry, table: Row) -> None:
    """Every task of the table with its cells under the columns' new roles."""
    columns = cast("list[dict[str, object]]", table["columns"])
    roles = cast("list[str | None]", entry.detail["roles"])
    if len(roles) != len(columns):
        raise ValueError(f"{len(roles)} roles for {len(columns)} columns")
    for task in sheet.tasks_of(str(table["table_id"])):
        texts = column_texts(columns, task)
        moved = {
            _field(columns[place]["role"]): _field(role)
            for place, role in enumerate(roles)
            if role != columns[place]["role"]
        }
        fields = dict.fromkeys(TASK_FIELDS, cast("str | None", None))
        for place, role in enumerate(roles):
            text = texts[place]
            if text and _field(role) == "note" and role != "note":
                text = f"{columns[place]['header']}: {text}"
            if text:
                fields[_field(role)] = "; ".join(filter(None, (fields[_field(role)], text)))
        _rename(sheet, str(task["task_id"]), moved)
        task |= fields
        for field in ("lead_text", "coordination_text", "due_text"):
            follow(sheet, "tasks", str(task["task_id"]), field)
        for field, text in fields.items():
            if (value := sheet.value("tasks", str(task["task_id"]), field)) is not None:
                value["value"] = text
    table["columns"] = [
        column | {"role": role, "likelihood": 1.0} for column, role in zip(columns, roles, strict=True)
    ]
    _close(sheet, table, "corrected")


def _field(role: object) -> str:
    return FIELD_OF_ROLE.get(str(role), "note")


def _rename(sheet: Sheet, task_id: str, moved: Mapping[str, str]) -> None:
    """Values and flags follow their cells into the fields of the new roles."""
    for name in ("values", "flags"):
        for row in sheet.rows[name]:
            if (row["table"], row["row_id"]) == ("tasks", task_id):
                row["field"] = moved.get(cast(str, row["field"]), row["field"])


def _confirm(sheet: Sheet, entry: Entry, table: Row) -> None:
    _close(sheet, table, "accepted")


def _close(sheet: Sheet, table: Row, status: str) -> None:
    """The table's own flags, those of its columns, and the doubt that they cast on its values."""
    table["flagged"] = False
    for flag in sheet.rows["flags"]:
        if (flag["table"], flag["row_id"]) == ("tables", table["table_id"]):
            flag["status"] = status
    tasks = {task["task_id"] for task in sheet.tasks_of(str(table["table_id"]))}
    open_doubts = {
        (f["table"], f["row_id"], f["field"]) for f in sheet.rows["flags"] if f["status"] == "open"
    }
    for value in sheet.rows["values"]:
        place = (value["table"], value["row_id"], value["field"])
        if value["row_id"] == table["table_id"]:
            value |= {"flagged": False, "reviewed": status}
        elif value["row_id"] in tasks and place not in open_doubts:
            value["flagged"] = False


def _delete(sheet: Sheet, entry: Entry, task: Row) -> None:
    sheet.drop("tasks", str(task["task_id"]))


def _add(sheet: Sheet, entry: Entry, row: Row) -> None:
    """A task with the fields that the steward typed: after another one, in its table and group, or the first
    of its table.
    """
    fields = cast("Mapping[str, str | None]", entry.detail["fields"])
    tasks = sheet.rows["tasks"]
    if entry.anchor.table == "tasks":
        _insert(sheet, entry, row, tasks.index(row) + 1, fields)
        return
    own = sheet.tasks_of(str(row["table_id"]))
    tables = sheet.rows["tables"]
    from_here = {table["table_id"] for table in tables[tables.index(row) :]}
    place = next((at for at, task in enumerate(tasks) if task["table_id"] in from_here), len(tasks))
    row["holds_tasks"] = True
    _insert(sheet, entry, own[0] if own else _like_none(row), place, fields)


def _like_none(table: Row) -> Row:
    """What a table's first task has of its table alone."""
    part = cast("list[Row]", table["parts"])[0]
    shared = {name: table[name] for name in ("doc_id", "plan_year", "table_id")}
    placed = {"source": "appendix", "table_row": 0, "page": part["page"], "bbox": part["bbox"]}
    return dict.fromkeys(TABLES["tasks"].names) | shared | placed


def _split(sheet: Sheet, entry: Entry, task: Row) -> None:
    """Two tasks out of one: the first keeps some of its text, the second gets the rest."""
    first, second = (cast("Mapping[str, str | None]", entry.detail[name]) for name in ("first", "second"))
    for field, text in first.items():
        _set(sheet, task, field, text)
    _insert(sheet, entry, task, sheet.rows["tasks"].index(task) + 1, second)


def _merge(sheet: Sheet, entry: Entry, task: Row) -> None:
    """The task's text goes on in the task before it, which a page break had cut."""
    rows = sheet.tasks_of(str(task["table_id"]))
    place = rows.index(task)
    if place == 0:
        raise ValueError("the first task of a table has none before it")
    kept = rows[place - 1]
    for field in TASK_FIELDS:
        joined = " ".join(filter(None, (cast("str | None", kept[field]), cast("str | None", task[field]))))
        if task[field]:
            _set(sheet, kept, field, joined)
    sheet.drop("tasks", str(task["task_id"]))


def _join(sheet: Sheet, entry: Entry, table: Row) -> None:
    """The table is the next part of the one before it: its tasks go on there."""
    place = sheet.rows["tables"].index(table)
    if place == 0:
        raise ValueError("the first table has none before it")
    kept = sheet.rows["tables"][place - 1]
    kept["parts"] = [*cast("list[object]", kept["parts"]), *cast("list[object]", table["parts"])]
    for task in sheet.tasks_of(str(table["table_id"])):
        task["table_id"] = kept["table_id"]
    _close(sheet, kept, "corrected")
    sheet.drop("tables", str(table["table_id"]))


def _insert(sheet: Sheet, entry: Entry, like: Row, place: int, fields: Mapping[str, str | None]) -> None:
    """A new task at a place among all, in the table and group of another; its id comes from the entry, so
    that every replay gives the same.
    """
    task = dict(like) | dict.fromkeys(TASK_FIELDS)
    task |= {"task_id": f"{like['doc_id']}-s{entry.entry_id[:12]}", "confidence": 1.0}
    task |= {
        name: [] for name in task if name.startswith(("lead", "coordination")) and not name.endswith("_text")
    }
    rows = sheet.rows["tasks"]
    rows.insert(place, task)
    for ordinal, row in enumerate(rows):
        row["ordinal"] = ordinal
    for field, text in fields.items():
        _set(sheet, task, field, text)


def _set(sheet: Sheet, task: Row, field: str, text: str | None) -> None:
    if field not in TASK_FIELDS:
        raise ValueError(f"a task has no {field}")
    place = ("tasks", str(task["task_id"]), field)
    if sheet.value(*place) is None and text is not None:
        sheet.add("values", _typed(task, field))
    sheet.put(*place, text or None)
    sheet.settle(place, "corrected")
    follow(sheet, *place)


def _typed(task: Row, field: str) -> Row:
    """The row of `values` for a text that a steward typed."""
    place = {name: task[name] for name in ("page", "bbox")}
    return place | {
        "table": "tasks",
        "row_id": task["task_id"],
        "field": field,
        "value": None,
        "raw_text": "",
        "likelihood": 1.0,
        "candidates": [],
        "repair": "steward",
        "flagged": False,
        "reviewed": "corrected",
    }


_EDITS: Final[Mapping[str, Callable[[Sheet, Entry, Row], None]]] = {
    "roles": _roles,
    "confirm_table": _confirm,
    "delete_row": _delete,
    "add_row": _add,
    "split_row": _split,
    "merge_rows": _merge,
    "join_table": _join,
}
