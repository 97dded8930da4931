from datetime import date

import pytest

from tests.kehoach.run.corrections.factories import (
    DOC,
    TASKS,
    doubt,
    entry,
    make_rows,
    make_value,
    replayed,
    task_of,
    value_of,
)


def corrected(rows=None, **changes):
    return entry("correct", after="Sở Tư pháp", rows=rows, **changes)


def test_a_correction_is_published_with_what_was_read_beside_it():
    rows = replayed(make_rows(), corrected())
    value = value_of(rows, "t0002", "lead_text")
    assert (value["value"], value["raw_text"]) == ("Sở Tư pháp", "Sở Tư phap")
    assert (value["flagged"], value["reviewed"], value["repair"], value["likelihood"]) == (
        False,
        "corrected",
        "steward",
        1.0,
    )
    assert [flag["status"] for flag in rows["flags"]] == ["corrected"]


def test_names_follow_a_corrected_cell():
    assert task_of(replayed(make_rows(), corrected()), "t0002")["lead"] == ["Sở Tư pháp"]


def test_deadlines_follow_a_corrected_time():
    rows = replayed(make_rows(), entry("correct", field="due_text", after="Quý III, IV/2020"))
    found = [(d["start"], d["end"]) for d in rows["deadlines"] if d["task_id"] == f"{DOC}-t0002"]
    assert found == [(date(2020, 7, 1), date(2020, 9, 30)), (date(2020, 10, 1), date(2020, 12, 31))]
    assert len({d["deadline_id"] for d in rows["deadlines"]}) == 4


def test_a_time_without_a_year_stays_in_the_year_that_the_column_gave():
    rows = make_rows()
    rows["deadlines"][1] |= {"year_inferred": True, "start": date(2021, 4, 1), "end": date(2021, 6, 30)}
    rows = replayed(rows, entry("correct", field="due_text", after="Quý III"))
    assert [d["end"] for d in rows["deadlines"] if d["task_id"] == f"{DOC}-t0002"] == [date(2021, 9, 30)]


def test_an_accepted_value_stays_and_is_reviewed():
    rows = replayed(make_rows(), entry("accept", after="Sở Tư phap"))
    assert value_of(rows, "t0002", "lead_text")["reviewed"] == "accepted"
    assert [flag["status"] for flag in rows["flags"]] == ["accepted"]


def test_what_nobody_can_read_stays_doubted():
    rows = replayed(make_rows(), entry("unreadable", after="Sở Tư phap"))
    value = value_of(rows, "t0002", "lead_text")
    assert (value["flagged"], value["reviewed"]) == (True, "unreadable")
    assert [flag["status"] for flag in rows["flags"]] == ["open"]


def test_an_undone_correction_does_not_count_and_an_undone_undo_does():
    made = corrected()
    undo = entry("undo", number=2, detail={"entry_id": made.entry_id})
    again = entry("undo", number=3, detail={"entry_id": undo.entry_id})
    assert value_of(replayed(make_rows(), made, undo), "t0002", "lead_text")["value"] == "Sở Tư phap"
    assert value_of(replayed(make_rows(), made, undo, again), "t0002", "lead_text")["value"] == "Sở Tư pháp"


def test_the_later_of_two_corrections_counts():
    rows = make_rows()
    second = entry("correct", number=2, after="Sở Tư pháp tỉnh", rows=replayed(rows, corrected()))
    assert value_of(replayed(rows, corrected(), second), "t0002", "lead_text")["value"] == "Sở Tư pháp tỉnh"


def test_it_is_found_again_where_an_upgrade_numbers_the_rows_anew():
    rows = make_rows((TASKS[0], TASKS[0], *TASKS[1:]), doubted=())
    for row in (*rows["tasks"], *rows["values"]):  # the first task was two rows before
        row["bbox"] = [row["bbox"][0], row["bbox"][1] - 100, row["bbox"][2], row["bbox"][3] - 100]
    rows = replayed(rows, corrected())
    assert value_of(rows, "t0003", "lead_text")["value"] == "Sở Tư pháp"
    assert value_of(rows, "t0002", "lead_text")["value"] == "Sở Nội vụ"


def test_what_is_read_right_now_needs_no_doubt():
    tasks = (TASKS[0], (*TASKS[1][:3], "Sở Tư pháp", *TASKS[1][4:]), TASKS[2])
    rows = replayed(make_rows(tasks), corrected(rows=make_rows()))
    assert value_of(rows, "t0002", "lead_text")["reviewed"] == "corrected"
    assert value_of(rows, "t0002", "lead_text")["repair"] is None


def test_another_reading_than_the_corrected_one_brings_the_doubt_back_with_both():
    tasks = (TASKS[0], (*TASKS[1][:3], "Sở Tài phap", *TASKS[1][4:]), TASKS[2])
    rows = replayed(make_rows(tasks, doubted=()), corrected(rows=make_rows()))
    assert value_of(rows, "t0002", "lead_text")["value"] == "Sở Tài phap"
    (flag,) = rows["flags"]
    assert (flag["rule"], flag["value"], flag["suggestion"]) == (
        "correction_conflict",
        "Sở Tài phap",
        "Sở Tư pháp",
    )
    assert (flag["table"], flag["row_id"], flag["field"]) == ("tasks", f"{DOC}-t0002", "lead_text")
    assert value_of(rows, "t0002", "lead_text")["flagged"]


def test_a_correction_whose_place_is_gone_is_told():
    rows = replayed(make_rows(TASKS[:1], doubted=()), corrected(rows=make_rows()))
    assert [(flag["rule"], flag["table"], flag["status"]) for flag in rows["flags"]] == [
        ("correction_lost", "documents", "open")
    ]


def test_a_field_that_was_not_found_can_be_filled_in():
    rows = make_rows()
    rows["documents"][0]["number"] = None
    doubt(rows, "documents", DOC, "number", rule="missing_head_field")
    rows = replayed(rows, entry("correct", "documents", DOC, "number", after="286/KH-SGTVT"))
    assert rows["documents"][0]["number"] == "286/KH-SGTVT"
    assert [f["status"] for f in rows["flags"] if f["table"] == "documents"] == ["corrected"]


@pytest.mark.parametrize("text", ["2020-01-22", "22/01/2020"])
def test_dates_are_typed(text):
    rows = make_rows()
    rows["values"].append(make_value("documents", DOC, "issued_on", "2020-02-05", [300.0, 60.0, 500.0, 75.0]))
    rows = replayed(rows, entry("correct", "documents", DOC, "issued_on", after=text, rows=rows))
    assert rows["documents"][0]["issued_on"] == date(2020, 1, 22)


def test_a_corrected_plan_year_is_the_year_of_all_rows():
    rows = make_rows()
    rows["values"].append(make_value("documents", DOC, "plan_year", "2020", [300.0, 90.0, 500.0, 105.0]))
    rows = replayed(rows, entry("correct", "documents", DOC, "plan_year", after="2021", rows=rows))
    assert {row["plan_year"] for items in rows.values() for row in items} == {2021}


def test_a_text_that_is_no_such_value_is_told_and_changes_nothing():
    rows = make_rows()
    rows["values"].append(make_value("documents", DOC, "issued_on", "2020-02-05", [300.0, 60.0, 500.0, 75.0]))
    rows = replayed(rows, entry("correct", "documents", DOC, "issued_on", after="31/02/2020", rows=rows))
    assert rows["documents"][0]["issued_on"] == date(2020, 2, 5)
    assert "correction_lost" in {flag["rule"] for flag in rows["flags"]}
