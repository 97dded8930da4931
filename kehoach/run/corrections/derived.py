"""What follows from a corrected value: names of agencies, and deadlines read anew."""

from datetime import date
from typing import Final, cast

from kehoach.language.agencies import full_name, names_today
from kehoach.run.corrections.sheet import Sheet
from kehoach.run.warehouse.rows import Row
from normalize.agencies.names import split_agencies
from normalize.deadlines.read import read_deadlines

_AGENCIES: Final = {"lead_text": "lead", "coordination_text": "coordination"}


def follow(sheet: Sheet, table: str, row_id: str, field: str) -> None:
    """Bring what was derived from a value in step with it."""
    row = sheet.row(table, row_id)
    if row is None:
        return
    if table == "documents" and field == "plan_year":
        for rows in sheet.rows.values():
            for item in rows:
                item["plan_year"] = row["plan_year"]
    if table == "tasks" and field in _AGENCIES:
        _agencies(row, field)
    if table == "tasks" and field == "due_text":
        _deadlines(sheet, row)
    if table == "deadlines" and field == "text":
        _deadline(sheet, row)


def _agencies(task: Row, field: str) -> None:
    name = _AGENCIES[field]
    names = split_agencies(cast(str, task[field] or ""))
    task[name] = list(names)
    task[f"{name}_full"] = [full_name(item) for item in names]
    task[f"{name}_today"] = [list(names_today(item)) for item in names]


def _deadlines(sheet: Sheet, task: Row) -> None:
    """The task's deadlines as its corrected text says; the rows of before go."""
    old = [row for row in sheet.rows["deadlines"] if row["task_id"] == task["task_id"]]
    year = _year(sheet, old)
    for row in old:
        sheet.drop("deadlines", cast(str, row["deadline_id"]))
    value = sheet.value("tasks", cast(str, task["task_id"]), "due_text") or task
    for number, period in enumerate(
        read_deadlines(cast(str, task["due_text"] or ""), year, _issued(sheet)).periods, 1
    ):
        row = {
            "deadline_id": f"{task['task_id']}-d{number}",
            "task_id": task["task_id"],
            "section_id": None,
            **_of_period(period),
            **{name: value[name] for name in ("page", "bbox")},
            "confidence": 1.0,
        }
        sheet.add("deadlines", row)


def _deadline(sheet: Sheet, row: Row) -> None:
    """A single deadline as its corrected text says."""
    periods = read_deadlines(cast(str, row["text"]), _year(sheet, [row]), _issued(sheet)).periods
    if len(periods) == 1:
        row |= _of_period(periods[0])


def _of_period(period: object) -> Row:
    names = ("text", "kind", "relation", "start", "end", "recurrence", "anchor", "year_inferred")
    return {name: getattr(period, name) for name in names}


def _year(sheet: Sheet, old: list[Row]) -> int:
    """The year that a deadline without one is in: that of the deadline that stood there (a column's header
    may give it), else the plan's.
    """
    inferred = (row["start"] or row["end"] for row in old if row["year_inferred"])
    known = next((day for day in inferred if isinstance(day, date)), None)
    return known.year if known else cast(int, sheet.document["plan_year"])


def _issued(sheet: Sheet) -> date | None:
    return cast("date | None", sheet.document["issued_on"])
