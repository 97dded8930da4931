"""Corrections on their way into the tables of a real warehouse."""

from datetime import UTC, datetime

import pytest

from kehoach.run.corrections.entry import Anchor, Entry
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.corrections.replay import replay
from kehoach.run.corrections.sheet import Sheet
from kehoach.run.publish import publish
from kehoach.run.warehouse.results import nest_rows
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table


def correct(folder, read, **changed):
    """Publish with a correction of what was read; `changed` is what the steward saw otherwise than it was
    read now.
    """
    names = ("doc_id", "table", "row_id", "field", "page", "bbox")
    anchor = Anchor(**{name: {**read, **changed}[name] for name in names})
    seen = changed.get("value", read["value"])
    entry = Entry("e1", datetime(2024, 1, 1, tzinfo=UTC), "Lan", "correct", anchor, seen, "Đã sửa tay")
    CorrectionLog(folder).append([entry])
    publish(folder)
    return [row for row in load_table(folder, "flags") if row["rule"].startswith("correction_")]


@pytest.fixture
def value(sample_warehouse):
    return next(row for row in load_table(sample_warehouse, "values") if row["field"] == "lead_text")


def test_a_correction_stands_in_the_tables(sample_warehouse, value):
    assert correct(sample_warehouse, value) == []
    tasks = {row["task_id"]: row for row in load_table(sample_warehouse, "tasks")}
    assert tasks[value["row_id"]]["lead_text"] == "Đã sửa tay"


def test_a_conflict_is_a_doubt_about_the_value_with_both(sample_warehouse, value):
    (flag,) = correct(sample_warehouse, value, value="Đọc khác")
    assert (flag["rule"], flag["value"], flag["suggestion"]) == (
        "correction_conflict",
        value["value"],
        "Đã sửa tay",
    )
    assert (flag["row_id"], flag["field"], flag["bbox"]) == (value["row_id"], "lead_text", value["bbox"])
    assert "“Đọc khác” thành “Đã sửa tay”" in flag["reason"]


def test_a_correction_whose_place_is_gone_is_a_doubt_about_the_document(sample_warehouse, value):
    (flag,) = correct(
        sample_warehouse, value, row_id="gone", value="Đọc khác", bbox=(1.0, 2.0, 3.0, 4.0), page=3
    )
    assert (flag["rule"], flag["table"], flag["row_id"]) == ("correction_lost", "documents", value["doc_id"])
    assert "(“Đọc khác”, trang 3)" in flag["reason"]


def edits(rows):
    """A decision of each kind that makes, moves or takes rows."""
    first, second = rows["tasks"][:2]
    table = next(row for row in rows["tables"] if row["table_id"] == second["table_id"])
    on_table, on_task = ("tables", table["table_id"], None), ("tasks", second["task_id"], None)
    roles = [column["role"] for column in table["columns"]]
    yield (
        "correct",
        ("tasks", first["task_id"], "due_text"),
        {"before": first["due_text"], "after": "Hằng quý"},
    )
    yield "roles", on_table, {"detail": {"roles": roles[:1] + roles[:0:-1]}}
    yield "confirm_table", on_table, {}
    yield "delete_row", on_task, {}
    yield "merge_rows", on_task, {}
    yield "add_row", on_task, {"detail": {"fields": {"content": "Việc sót", "due_text": "Quý II"}}}
    yield "add_row", on_table, {"detail": {"fields": {"content": "Việc đầu"}}}
    parts = {"first": {"content": "Một"}, "second": {"content": "Hai", "due_text": "Trước 30/6"}}
    yield "split_row", on_task, {"detail": parts}
    yield "correct", ("documents", first["doc_id"], "number"), {"before": "1/X", "after": "2/X"}  # a conflict
    yield "accept", ("citations", "gone", "number"), {"before": "1/X"}  # lost


def test_what_any_decision_makes_of_the_rows_can_be_published(read_sample):
    rows = {name: load_table(read_sample, name) for name in TABLES}
    doc_id = rows["documents"][0]["doc_id"]
    for number, (action, place, more) in enumerate(edits(rows)):
        value = next((v for v in rows["values"] if (v["table"], v["row_id"], v["field"]) == place), {})
        anchor = Anchor(doc_id, *place, value.get("page", 1), value.get("bbox"))
        entry = Entry(f"e{number}", datetime(2024, 1, 1, tzinfo=UTC), "Lan", action, anchor, **more)
        found = replay(rows, [entry])
        assert nest_rows(found).num_rows == 1, action
        assert {row["plan_year"] for items in found.values() for row in items} == {2022}


def test_a_first_row_of_a_table_that_lost_all_can_be_published(read_sample):
    rows = {name: load_table(read_sample, name) for name in TABLES}
    (table,) = (row for row in rows["tables"] if row["holds_tasks"])
    sheet = Sheet(rows)
    for task in sheet.tasks_of(table["table_id"]):
        sheet.drop("tasks", task["task_id"])
    anchor = Anchor(table["doc_id"], "tables", table["table_id"], None)
    fields = {"content": "Việc sót", "lead_text": "Văn phòng Sở", "due_text": "Quý II/2022"}
    added = Entry("e", datetime(2024, 1, 1, tzinfo=UTC), "Lan", "add_row", anchor, detail={"fields": fields})
    found = replay(sheet.rows, [added])
    (task,) = (row for row in found["tasks"] if row["table_id"] == table["table_id"])
    assert (task["content"], task["lead"], task["page"]) == (
        "Việc sót",
        ["Văn phòng Sở"],
        table["parts"][0]["page"],
    )
    assert [str(row["end"]) for row in found["deadlines"] if row["task_id"] == task["task_id"]] == [
        "2022-06-30"
    ]
    assert nest_rows(found).num_rows == 1
