import pytest

from kehoach.run.corrections.entry import Anchor, Entry
from kehoach.run.corrections.replay import check_replay
from tests.kehoach.run.corrections.factories import (
    DOC,
    NOW,
    ROLES,
    TABLE,
    doubt,
    entry,
    make_rows,
    make_table,
    replayed,
    task_of,
    value_of,
)


def on_table(action, number=1, table=TABLE, **detail):
    return Entry(
        f"{number:032x}",
        NOW.replace(minute=number),
        "Lan",
        action,
        Anchor(DOC, "tables", table, None),
        detail=detail,
    )


def test_exchanged_columns_are_put_right_with_all_that_follows():
    rows = make_rows()
    for task in rows["tasks"]:  # as if product and lead had been taken for each other
        task["product"], task["lead_text"] = task["lead_text"], task["product"]
        task["lead"] = [task["lead_text"]]
    for value in rows["values"]:
        value["field"] = {"product": "lead_text", "lead_text": "product"}.get(value["field"], value["field"])
    rows["tables"][0]["columns"][2]["role"], rows["tables"][0]["columns"][3]["role"] = "lead", "product"
    rows = replayed(rows, on_table("roles", roles=list(ROLES)))
    assert [task["lead_text"] for task in rows["tasks"]] == ["Sở Nội vụ", "Sở Tư phap", "Sở Nội vụ"]
    assert task_of(rows, "t0001")["lead"] == ["Sở Nội vụ"]
    assert value_of(rows, "t0001", "lead_text")["value"] == "Sở Nội vụ"
    assert value_of(rows, "t0001", "lead_text")["bbox"][0] == 50.0 + 70 * 3
    assert [column["role"] for column in rows["tables"][0]["columns"]] == list(ROLES)


def test_a_column_of_the_note_gets_its_role():
    rows = replayed(
        make_rows(), on_table("roles", roles=[*ROLES[:2], None, "lead", "coordination", "due", "product"])
    )
    assert task_of(rows, "t0003")["product"] == "50 triệu đồng"
    assert task_of(rows, "t0003")["note"] is None
    assert task_of(rows, "t0001")["note"] == "Sản phẩm: Báo cáo"


def test_a_confirmed_table_takes_its_doubts_from_its_values_and_leaves_their_own():
    rows = make_rows()
    doubt(rows, "tables", TABLE, None, rule="doubtful_column")
    rows["tables"][0]["flagged"] = True
    value_of(rows, "t0001", "content")["flagged"] = True  # covered by the table's flag alone
    rows = replayed(rows, on_table("confirm_table"))
    assert not rows["tables"][0]["flagged"]
    assert not value_of(rows, "t0001", "content")["flagged"]
    assert value_of(rows, "t0002", "lead_text")["flagged"]
    assert {flag["table"]: flag["status"] for flag in rows["flags"]} == {
        "tasks": "open",
        "tables": "accepted",
    }


def test_a_deleted_row_takes_its_own_with_it_and_leaves_what_it_cites():
    rows = replayed(make_rows(), entry("delete_row", row_id="t0001", field=None))
    assert [task["number"] for task in rows["tasks"]] == ["2", "3"]
    assert not [
        row
        for name in ("values", "flags", "deadlines")
        for row in rows[name]
        if f"{DOC}-t0001" in row.values()
    ]
    assert [citation["task_id"] for citation in rows["citations"]] == [None]


def test_a_row_that_a_page_break_cut_goes_on_in_the_one_before():
    rows = replayed(make_rows(), entry("merge_rows", row_id="t0002", field=None))
    assert len(rows["tasks"]) == 2
    assert task_of(rows, "t0001")["content"] == "Kiểm tra công tác cải cách hành chính Rà soát văn bản"
    assert task_of(rows, "t0001")["lead"] == ["Sở Nội vụ", "Sở Tư phap"]


def test_the_first_row_has_none_before_it():
    with pytest.raises(ValueError, match="none before it"):
        check_replay(make_rows(), entry("merge_rows", row_id="t0001", field=None))


def test_a_split_row_is_two_with_deadlines_of_their_own():
    detail = {
        "first": {"content": "Kiểm tra", "due_text": "Quý I/2020"},
        "second": {"content": "Công tác", "due_text": "Quý IV/2020"},
    }
    rows = replayed(make_rows(), entry("split_row", row_id="t0001", field=None, detail=detail))
    assert [task["content"] for task in rows["tasks"]][:2] == ["Kiểm tra", "Công tác"]
    second = rows["tasks"][1]
    assert [str(d["end"]) for d in rows["deadlines"] if d["task_id"] == second["task_id"]] == ["2020-12-31"]
    assert [task["ordinal"] for task in rows["tasks"]] == [0, 1, 2, 3]


def test_an_added_row_has_the_same_id_in_every_replay():
    added = entry(
        "add_row",
        row_id="t0003",
        field=None,
        detail={"fields": {"content": "Báo cáo", "lead_text": "Thanh tra"}},
    )
    once, again = replayed(make_rows(), added), replayed(make_rows(), added)
    assert once["tasks"][-1]["task_id"] == again["tasks"][-1]["task_id"]
    assert once["tasks"][-1]["lead"] == ["Thanh tra"]
    assert value_of(once, once["tasks"][-1]["task_id"], "content")["repair"] == "steward"


def test_a_row_is_added_before_the_first_of_its_table():
    rows = replayed(make_rows(), on_table("add_row", fields={"content": "Việc đầu"}))
    assert [task["content"] for task in rows["tasks"]][:2] == [
        "Việc đầu",
        "Kiểm tra công tác cải cách hành chính",
    ]
    assert [task["ordinal"] for task in rows["tasks"]] == [0, 1, 2, 3]


def test_an_empty_table_gets_its_first_row_between_those_of_its_neighbours():
    rows = make_rows()
    rows["tables"] += [make_table(table_id=f"{DOC}-b{n:04d}", holds_tasks=False) for n in (2, 3)]
    rows["tasks"][2]["table_id"] = f"{DOC}-b0003"
    rows = replayed(rows, on_table("add_row", table=f"{DOC}-b0002", fields={"content": "Việc sót"}))
    assert [task["table_id"][-4:] for task in rows["tasks"]] == ["0001", "0001", "0002", "0003"]
    assert rows["tables"][1]["holds_tasks"]


def test_a_part_is_joined_to_the_table_before_it():
    rows = make_rows()
    rows["tables"].append(make_table(table_id=f"{DOC}-b0002"))
    rows["tasks"][2]["table_id"] = f"{DOC}-b0002"
    rows = replayed(rows, on_table("join_table", table=f"{DOC}-b0002"))
    assert [len(table["parts"]) for table in rows["tables"]] == [2]
    assert {task["table_id"] for task in rows["tasks"]} == {TABLE}


def test_roles_of_another_number_of_columns_are_refused():
    with pytest.raises(ValueError, match="2 roles for 7 columns"):
        check_replay(make_rows(), on_table("roles", roles=["content", "lead"]))


def test_an_edit_that_no_longer_fits_is_told_and_loses_nothing():
    rows = replayed(make_rows(), on_table("roles", roles=["content"]))
    assert len(rows["tasks"]) == 3
    assert "correction_lost" in {flag["rule"] for flag in rows["flags"]}
