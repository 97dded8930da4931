from collections.abc import Sequence
from dataclasses import replace

from kehoach.records import PageDoubt, Plan, Spans, TableRecord
from normalize import build_plan
from tests.normalize.factories import Builder, CellText, zones

HEADER = ["STT", "Nội dung", "Chủ trì", "Thời gian"]
ROWS = [
    ["1", "Ban hành kế hoạch công tác", "Văn phòng Sở", "Quý I/2020"],
    ["2", "Kiểm tra công vụ ở các xã", "Thanh tra Sở", "Tháng 5/2020"],
]


def plan(*rows: Sequence[str | CellText], zone: str = "appendix", doubtful: str = "") -> Plan:
    builder = Builder(frozenset(doubtful.split()))
    builder.table(rows)
    document = builder.document()
    return build_plan(document, Spans(zones=zones(document, zone)))


def table(found: Plan) -> TableRecord:
    (record,) = found.tables
    return record


def told(found: Plan) -> list[tuple[str | None, str]]:
    return [(flag.field, flag.rule) for flag in found.flags if flag.table == "tables"]


def test_a_table_with_its_columns_and_its_tasks() -> None:
    found = plan(HEADER, *ROWS)
    record = table(found)
    assert [column.role for column in record.columns] == ["number", "content", "lead", "due"]
    assert [column.header for column in record.columns] == HEADER
    assert (record.holds_tasks, record.flagged, told(found)) == (True, False, [])
    assert [(task.table_id, task.table_row) for task in found.tasks] == [
        (record.table_id, 1),
        (record.table_id, 2),
    ]


def test_a_table_that_holds_no_tasks_has_a_record_too() -> None:
    record = table(plan(["Chỉ tiêu", "Năm 2019"], ["Hồ sơ đúng hạn", "94%"], zone="body"))
    assert (record.holds_tasks, len(record.columns)) == (False, 2)


def test_a_doubt_about_a_column_is_told_once() -> None:
    header = ["STT", "Nội dung", "Chủ trì", "Mã hồ sơ"]
    found = plan(header, *([*row[:3], f"HS{row[0]}"] for row in ROWS))
    assert told(found) == [("unknown", "unknown_column")]
    assert table(found).flagged


def test_an_unknown_header_that_may_be_misread_is_a_doubt_about_what_stands_below_it() -> None:
    """It may be any field's: “Mã hồ sơ” that is surely read is none."""
    rows = [["STT", "Nội dung", "Chủ trì", "Mã hồ sơ"], *([*row[:3], "Loại tốt"] for row in ROWS)]
    for doubtful, flagged in (("Mã", True), ("Nội", False)):
        found = plan(*rows, doubtful=doubtful)
        assert {value.flagged for value in found.values if value.field == "note"} == {flagged}


def test_a_number_that_a_doubted_page_lacks_is_told_where_it_has_others() -> None:
    """Other columns may be empty in most rows; a table numbers all of its rows or none."""
    doubt = PageDoubt("unreadable_page", 1, None, "illegible", (("page", 1),))
    for numbers, told in ((("1", "", ""), 2), (("", "", ""), 0)):
        builder = Builder()
        builder.table([HEADER, *([number, *ROWS[0][1:]] for number in numbers)])
        document = replace(builder.document(), doubts=(doubt,))
        found = build_plan(document, Spans(zones=zones(document, "appendix")))
        assert sum(value.field == "number" and value.value == "" for value in found.values) == told


def test_a_header_of_several_doubts_its_column_and_the_fields_mixed_up_in_it() -> None:
    """Told once, though it stands over two columns of the grid; “Nội dung phối hợp” is one header."""
    rows = [
        ["1", "Ban hành kế hoạch Văn phòng Sở", "Quý I/2020"],
        ["2", "Kiểm tra Thanh tra", "Tháng 5/2020"],
    ]
    found = plan(["STT", "Nội dung Chủ trì", "Thời gian"], *rows)
    assert told(found) == [("content", "merged_headers")]
    doubted = {(value.field, value.value) for value in found.values if value.flagged}
    assert {("content", rows[0][1]), ("lead_text", ""), ("content", rows[1][1])} <= doubted
    over_two = [["STT", CellText("Nội dung Chủ trì", columns=2), "Thời gian"]]
    over_two += [[number, content, "Văn phòng", time] for number, content, time in rows]
    assert [rule for _, rule in told(plan(*over_two))] == ["merged_headers"]
    one = plan(["STT", "Nội dung phối hợp", "Thời gian"], *rows)
    assert told(one) == [] and not any(value.field == "lead_text" for value in one.values)


def test_a_header_that_its_cells_contradict() -> None:
    """The column's text is kept in the note, and nobody is published as the lead."""
    found = plan(
        ["STT", "Nội dung", "Chủ trì", "Thời gian"], *([*r[:2], "50 triệu đồng", r[3]] for r in ROWS)
    )
    assert told(found) == [("unknown", "column_contradicts_header")]
    assert [(task.lead, task.note) for task in found.tasks] == [((), "Chủ trì: 50 triệu đồng")] * 2


def test_a_table_without_header_is_told_once() -> None:
    found = plan(*ROWS)
    assert told(found) == [(None, "headerless_table")]
    assert [task.lead for task in found.tasks] == [("Văn phòng Sở",), ("Thanh tra Sở",)]
    assert table(found).likelihood < 0.7


def test_what_no_field_takes_of_a_table_without_header_is_told_for_its_column() -> None:
    rows = [[*row, "Loại tốt"] for row in ROWS]
    assert told(plan(*rows)) == [(None, "headerless_table"), ("unknown", "unknown_column")]


def test_parts_that_were_kept_apart_are_one_table() -> None:
    builder = Builder()
    builder.table([HEADER, ROWS[0]])
    builder.table([ROWS[1]])
    document = builder.document()
    found = build_plan(document, Spans(zones=zones(document, "appendix")))
    assert [(task.table_id, task.table_row) for task in found.tasks] == [
        (found.tables[0].table_id, row) for row in (1, 2)
    ]
