from collections.abc import Sequence
from dataclasses import replace

import pytest

from kehoach.records import Candidate, TaskField, Zone, ZoneName
from normalize.tasks.drafts import Draft
from normalize.tasks.tables import read_task_tables, stale_years
from tests.normalize.factories import Builder, CellText, table_document, zones

HEADER = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
TASK = ["1", "Họp", "Văn phòng", "Thanh tra", "Quý I"]


def drafts(rows: Sequence[Sequence[str | CellText]], name: ZoneName = "appendix") -> tuple[Draft, ...]:
    document = table_document(rows)
    return read_task_tables(document, zones(document, name), 2020).drafts


@pytest.mark.parametrize(
    ("header", "in_appendix", "in_body"),
    [
        ("STT|Nội dung|Chủ trì|Thời gian", True, True),
        ("STT|Nội dung|Đơn vị chủ trì/phối hợp|Thời gian", True, True),
        ("STT|Nội dung|Sản phẩm|Thời gian", True, True),
        ("STT|Nội dung|Ngày bắt đầu|Ngày kết thúc|Sản phẩm", True, True),
        ("STT|Nội dung|Bắt đầu|Kết thúc", True, False),  # as of a meeting
        ("STT|Nội dung|Thời gian", True, False),
        ("STT|Đơn vị được kiểm tra|Thời gian", True, False),
        ("STT|Nội dung|Ghi chú", False, False),
        ("Chỉ tiêu|Năm 2019|Kế hoạch 2020", False, False),
    ],
)
def test_which_tables_hold_tasks(header: str, in_appendix: bool, in_body: bool) -> None:
    names = header.split("|")
    body = ["1", *["Tên"] * (len(names) - 1)]
    assert bool(drafts([names, body])) is in_appendix
    assert bool(drafts([names, body], "body")) is in_body


@pytest.mark.parametrize(
    ("header", "row", "holds"),
    [
        ("STT|Họ và tên|Chức vụ|Nhiệm vụ trong Đoàn", "1|Hồ Văn Sỹ|Phó Giám đốc Sở|Trưởng đoàn", False),
        ("STT|Họ tên|Đơn vị|Ghi chú", "1|Hồ Văn Sỹ|Văn phòng Sở|", False),
        ("STT|Họ, tên|Ngày sinh|Quê quán", "1|Hồ Văn Sỹ|12/3/1985|Hướng Hóa", False),
        ("STT|Họ và tên|Nhiệm vụ được giao|Ghi chú", "1|Hồ Văn Sỹ|Soạn thảo báo cáo|", True),
        ("STT|Họ và tên|Nội dung|Thời gian", "1|Hồ Văn Sỹ|Chuyên đề lưu trữ|Tháng 5/2020", True),
    ],
)
def test_a_list_of_people_with_their_posts_holds_no_tasks(header: str, row: str, holds: bool) -> None:
    assert bool(drafts([header.split("|"), row.split("|")])) is holds


def test_the_names_of_bodies_beside_what_they_do_lead() -> None:
    (found,) = drafts([["STT", "Tên đơn vị", "Nhiệm vụ", "Thời gian"], ["1", "Sở Y tế", "Lấy mẫu", "Quý I"]])
    assert (found.texts["lead_text"], found.texts["content"]) == ("Sở Y tế", "Lấy mẫu")


def test_who_leads_a_visit_and_whom_it_is_paid() -> None:
    header = ["STT", "Tên đơn vị", "Trưởng đoàn", "Thời gian kiểm tra"]
    (found,) = drafts([header, ["1", "UBND xã Tân Lập", "Ông Nguyễn Văn An", "Ngày 10/4/2020"]])
    assert found.texts["content"] == "UBND xã Tân Lập"
    assert found.texts["lead_text"] == "Ông Nguyễn Văn An"


def test_source_and_section() -> None:
    assert (drafts([HEADER, TASK])[0].source, drafts([HEADER, TASK])[0].section) == ("appendix", None)
    assert (drafts([HEADER, TASK], "body")[0].source, drafts([HEADER, TASK], "body")[0].section) == (
        "body",
        0,
    )


@pytest.mark.parametrize(
    "second", [[["", "và báo cáo", "", "", ""], ["2", *TASK[1:]]], [HEADER, ["2", *TASK[1:]]]]
)
def test_parts_of_a_table_that_pages_cut_are_one(second: list[list[str]]) -> None:
    builder = Builder()
    builder.table([HEADER, ["I", CellText("CHỈ ĐẠO", columns=4)], TASK])
    builder.table(second)
    document = builder.document()
    found = read_task_tables(document, zones(document, "appendix"), 2020)
    assert [(draft.group_title, draft.texts["number"]) for draft in found.drafts] == [
        ("CHỈ ĐẠO", "1"),
        ("CHỈ ĐẠO", "2"),
    ]
    assert not any(draft.doubts for draft in found.drafts)
    assert len(found.tables) == 2


def test_letters_of_a_seal_do_not_cut_a_table_in_two() -> None:
    builder = Builder()
    builder.table([HEADER, TASK])
    builder.line("Dân 7. Ạ ;ĩ e")
    builder.table([["2", *TASK[1:]]])
    document = builder.document()
    found = read_task_tables(document, zones(document, "appendix"), 2020)
    assert [draft.texts["number"] for draft in found.drafts] == ["1", "2"]
    assert not found.unread


def test_a_table_without_a_header_is_read_by_its_cells_and_told() -> None:
    rows = [
        ["2", "Ban hành kế hoạch công tác", "Văn phòng Sở", "Thanh tra Sở", "Quý I/2020"],
        ["3", "Kiểm tra công vụ ở các xã", "Thanh tra Sở", "Văn phòng Sở", "Tháng 5/2020"],
    ]
    found = drafts(rows)
    assert [(d.texts["number"], d.texts["lead_text"], d.texts["due_text"]) for d in found] == [
        ("2", "Văn phòng Sở", "Quý I/2020"),
        ("3", "Thanh tra Sở", "Tháng 5/2020"),
    ]
    assert found[0].texts["coordination_text"] == "Thanh tra Sở"
    assert not drafts(rows, "body")


def test_a_wide_table_that_nothing_tells_is_unread() -> None:
    document = table_document([["Mã", "A1", "A2", "A3"], ["B", "12,5", "13,5", "14,5"]])
    assert read_task_tables(document, zones(document, "appendix"), 2020).unread == document.tables
    assert not read_task_tables(document, zones(document, "body"), 2020).unread


def test_contents_and_times_alone_are_tasks_in_the_body_where_the_times_are_times() -> None:
    rows = [
        ["NỘI DUNG", "THỜI GIAN"],
        ["Khoa gửi danh sách", "10/02/2024 - 15/02/2024"],
        ["Bộ môn họp", "16/02/2024"],
    ]
    assert [draft.texts["due_text"] for draft in drafts(rows, "body")] == [
        "10/02/2024 - 15/02/2024",
        "16/02/2024",
    ]
    assert not drafts([["NỘI DUNG", "THỜI GIAN"], ["Làm quen", "2 tiết"], ["Ôn tập", "4 tiết"]], "body")


def test_contents_that_begin_and_end_are_tasks_whoever_does_them() -> None:
    rows = [["STT", "Tên hoạt động", "Bắt đầu", "Kết thúc"], ["1", "Giao ban", "05/6/2025", "01/10/2025"]]
    assert [draft.texts["due_text"] for draft in drafts(rows)] == ["05/6/2025 - 01/10/2025"]


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        (["Văn phòng Sở", "", "Thanh tra Sở", "Văn phòng Sở", "Thanh tra Sở"], [1]),
        (["Văn phòng Sở", "", "", "Thanh tra Sở"], []),  # as many rows do without
        (["Văn phòng Sở", "", "Thanh tra Sở"], []),  # too few to tell
    ],
)
def test_a_cell_left_empty_where_nearly_all_are_filled(leads: list[str], told: list[int]) -> None:
    rows = [[str(n), "Rà soát văn bản", lead, "Quý I"] for n, lead in enumerate(leads, 1)]
    found = drafts([["STT", "Nội dung", "Chủ trì", "Thời gian"], *rows])
    assert [n for n, draft in enumerate(found) if "empty_cell" in [d.rule for d in draft.doubts]] == told


@pytest.mark.parametrize(
    ("bare", "told"),
    [
        (["3", "Tổ chức kiểm tra", "", "", ""], ["bare_row"]),
        (["3", "Tổ chức kiểm tra", "", "Thanh tra", ""], ["bare_row"]),
        (["3", "Tổ chức kiểm tra", "", "", "Quý I"], ["empty_cell"]),
        (["", "Tổ chức kiểm tra", "", "Thanh tra", ""], ["missing_number", "empty_cell", "empty_cell"]),
    ],
)
def test_a_numbered_row_without_lead_and_time_is_told_once(bare: list[str], told: list[str]) -> None:
    rows = [[str(n), f"Tập huấn lần {n}", "Văn phòng", "Thanh tra", "Quý I"] for n in (1, 2, 4, 5, 6)]
    found = drafts([HEADER, *rows[:2], bare, *rows[2:]])
    assert [doubt.rule for doubt in found[2].doubts if doubt.rule != "broken_sequence"] == told


def test_where_many_rows_have_neither_none_is_told() -> None:
    rows = [
        [str(n), f"Tập huấn lần {n}", *(["Văn phòng", "", "Quý I"] if n % 2 else ["", "", ""])]
        for n in range(1, 7)
    ]
    assert not any(doubt.rule == "bare_row" for draft in drafts([HEADER, *rows]) for doubt in draft.doubts)


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        (["☑", "☐", "☐"], "Quý I"),
        (["☐", "■", "✓"], "Quý II, Quý III"),
        (["☐", "☐", "☐"], None),  # nothing is ticked
        (["", "○", ""], "Quý II"),  # here the circle is the mark
        (["", "○", "x"], "Quý III"),
    ],
)
def test_a_box_that_nobody_ticked_is_no_mark(cells: list[str], due: str | None) -> None:
    header = ["STT", "Nội dung", "Chủ trì", "Quý I", "Quý II", "Quý III"]
    rows = [["1", "Rà soát", "Văn phòng Sở", *cells], ["2", "Tập huấn", "Thanh tra Sở", "x", "", ""]]
    assert drafts([header, *rows])[0].texts.get("due_text") == due


def test_a_row_without_a_mark_among_rows_with_marks_is_told() -> None:
    header = ["STT", "Nội dung", "Chủ trì", "Quý I", "Quý II"]
    marked, bare = ["1", "Rà soát", "Văn phòng Sở", "x", ""], ["2", "Tập huấn", "Thanh tra Sở", "", ""]
    rules = [[doubt.rule for doubt in draft.doubts] for draft in drafts([header, marked, bare])]
    assert rules == [[], ["unmarked_row"]]


def test_dittos_are_kept_as_printed_and_mean_what_stands_above() -> None:
    found = drafts([HEADER, TASK, ["2", "Báo cáo", "nt", "-nt-", "Như trên"]])
    assert (found[1].texts["lead_text"], found[1].texts["due_text"]) == ("nt", "Như trên")
    assert found[1].meant == {"lead_text": "Văn phòng", "coordination_text": "Thanh tra", "due_text": "Quý I"}
    assert not found[1].doubts


def test_a_table_under_another_title_begins_anew() -> None:
    builder = Builder()
    builder.table([HEADER, ["I", CellText("CHỈ ĐẠO", columns=4)], TASK])
    builder.line("Phụ lục II. Danh mục khác")
    builder.table([HEADER, TASK])
    document = builder.document()
    found = read_task_tables(document, zones(document, "appendix"), 2020).drafts
    assert [draft.group_title for draft in found] == ["CHỈ ĐẠO", None]


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (["", "Kiểm tra", "Thanh tra", "Văn phòng", "Quý II"], "number", "missing_number"),
        (["2", "", "Thanh tra", "Văn phòng", "Quý II"], "content", "missing_content"),
        (["4", "Kiểm tra", "Thanh tra", "Văn phòng", "Quý II"], "number", "broken_sequence"),
        (["2", "Xây dựng Kế hoạch CCHC năm 2019", "Văn phòng", "", "Quý I"], "content", "stale_year"),
    ],
)
def test_doubts_about_a_row(row: list[str], column: str, rule: str) -> None:
    found = drafts([HEADER, TASK, row])[1]
    assert [(doubt.column, doubt.rule) for doubt in found.doubts] == [(column, rule)]


@pytest.mark.parametrize(("number", "told"), [("2 3", True), ("2. 3.", True), ("2", False), ("2.1", False)])
def test_contents_of_a_row_with_two_numbers_are_doubted(number: str, told: bool) -> None:
    row = [number, "Kiểm tra Tập huấn", "Thanh tra", "Văn phòng", "Quý II"]
    rules = [(doubt.column, doubt.rule) for doubt in drafts([HEADER, TASK, row])[1].doubts]
    assert (("content", "mixed_rows") in rules) is told


@pytest.mark.parametrize(
    ("content", "stale"),
    [
        (
            "Xây dựng và triển khai Kế hoạch ứng dụng CNTT của Sở năm 2019",
            "Kế hoạch ứng dụng CNTT của Sở năm 2019",
        ),
        ("Ban hành Chương trình công tác năm 2019", "Chương trình công tác năm 2019"),
        ("Xây dựng Kế hoạch CCHC năm 2020", None),
        ("Xây dựng Kế hoạch năm 2021", None),
        ("Tổng kết Kế hoạch CCHC năm 2019", None),
        ("Báo cáo kết quả thực hiện Kế hoạch CCHC năm 2019", None),
        ("Tổ chức hội nghị đánh giá công tác năm 2019; xây dựng Kế hoạch năm 2020", None),
        ("Công bố Chỉ số CCHC năm 2019", None),
        ("Hệ thống hóa văn bản kỳ 2014 - 2018", None),
    ],
)
def test_last_years_plan_in_a_task_of_this_year(content: str, stale: str | None) -> None:
    assert [doubt.value for doubt in stale_years(content, 2020)] == ([stale] if stale else [])


@pytest.mark.parametrize(
    ("group", "year"),
    [
        ("NHIỆM VỤ NĂM 2021", 2021),
        ("NHIỆM VỤ NĂM 2022", 2022),
        ("NHIỆM VỤ NĂM 2023", None),  # further ahead a year is rather a misreading
        ("NHIỆM VỤ NĂM 2020", None),
        ("KẾT QUẢ NĂM 2019", None),
        ("NHIỆM VỤ NĂM 2020 VÀ NĂM 2021", None),
        ("GIAI ĐOẠN NĂM 2021 - 2025", None),
    ],
)
def test_a_group_for_a_later_year_dates_its_tasks(group: str, year: int | None) -> None:
    assert drafts([HEADER, ["I", CellText(group, columns=4)], TASK])[0].due_year == year


def test_a_column_header_outweighs_the_group_and_the_group_the_table() -> None:
    builder = Builder()
    builder.line("PHỤ LỤC NHIỆM VỤ NĂM 2022")
    head = builder.text
    builder.table([HEADER, TASK, ["I", CellText("NHIỆM VỤ NĂM 2021", columns=4)], TASK])
    document = builder.document()
    title = Zone("appendix_head", 0, len(head))
    table = Zone("appendix", len(head), len(document.text))
    found = read_task_tables(document, (title, table), 2020).drafts
    assert [draft.due_year for draft in found] == [2022, 2021]
    dated = drafts(
        [[*HEADER[:4], "Thời gian (năm 2020)"], ["I", CellText("NHIỆM VỤ NĂM 2021", columns=4)], TASK]
    )
    assert dated[0].due_year == 2020


@pytest.mark.parametrize(
    ("field", "text", "others", "sure"),
    [
        ("due_text", "x", ("X", "xx"), True),
        ("due_text", "V", ("/",), True),
        ("due_text", "x", ("k",), False),
        ("due_text", "10/3", (), False),
        ("lead_text", "nt", (), True),
        ("lead_text", "nt", ("m",), False),
        ("lead_text", "x", (), False),
    ],
)
def test_marks_and_what_repeats_the_cell_above_are_signs(
    field: TaskField, text: str, others: tuple[str, ...], sure: bool
) -> None:
    header = ["STT", "Nội dung", "Chủ trì", *(f"Quý {number}" for number in ("I", "II", "III", "IV"))]
    first = ["1", "Họp", "Văn phòng", "", "x", "x", "x"]
    second = ["2", "Báo cáo", text if field == "lead_text" else "Thanh tra"]
    second += ["x" if field == "lead_text" else text, "", "", "x"]
    document = table_document([header, first, second])
    candidates = tuple(Candidate(other, "other") for other in others)
    words = tuple(replace(w, candidates=candidates) if w.text == text else w for w in document.words)
    document = replace(document, words=words)
    found = read_task_tables(document, zones(document, "appendix"), 2020).drafts[1]
    assert (found.ranges[field][0] in found.signs) is sure
