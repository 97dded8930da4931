from collections.abc import Sequence

import pytest

from normalize.tasks.columns import read_columns
from normalize.tasks.rows import TaskRow, read_rows
from tests.normalize.factories import CellText, table_document

HEADER: list[str | CellText] = ["STT", "Nội dung", "Sản phẩm", "Chủ trì", "Thời gian"]
ONE: list[str | CellText] = ["1", "Ban hành Kế hoạch", "Kế hoạch", "Văn phòng", "Quý I"]
TWO: list[str | CellText] = ["2", "Kiểm tra", "Kết luận", "Thanh tra", "Quý II"]


def rows(*body: Sequence[str | CellText], header: Sequence[str | CellText] = HEADER) -> tuple[TaskRow, ...]:
    document = table_document([header, *body])
    columns = read_columns(document, document.tables[0])
    assert columns is not None
    return read_rows(document, [(document.tables[0], columns)])


def groups(found: tuple[TaskRow, ...]) -> list[tuple[str | None, str | None]]:
    return [(row.group_label, row.group_title) for row in found]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (["I", CellText("CẢI CÁCH THỂ CHẾ", columns=4)], ("I", "CẢI CÁCH THỂ CHẾ")),
        (["I", "CẢI CÁCH THỂ CHẾ", "", "", ""], ("I", "CẢI CÁCH THỂ CHẾ")),
        (["II.", "Cải cách thể chế", "", "", ""], ("II", "Cải cách thể chế")),
        (["III", CellText("Cải cách thể chế", columns=3), ""], ("III", "Cải cách thể chế")),
        ([CellText("I. CẢI CÁCH THỂ CHẾ", columns=5)], ("I", "CẢI CÁCH THỂ CHẾ")),
        ([CellText("A. Nhiệm vụ chung", columns=5)], ("A", "Nhiệm vụ chung")),
        ([CellText("CẢI CÁCH THỂ CHẾ", columns=5)], (None, "CẢI CÁCH THỂ CHẾ")),
        (["1I", CellText("CẢI CÁCH THỂ CHẾ", columns=4)], ("II", "CẢI CÁCH THỂ CHẾ")),
        (["l", CellText("CẢI CÁCH THỂ CHẾ", columns=4)], ("I", "CẢI CÁCH THỂ CHẾ")),
        (["", "CẢI CÁCH THỂ CHẾ", "", "", ""], (None, "CẢI CÁCH THỂ CHẾ")),
        # cut by a ruling that is none
        (["III. Cải", "cách thể chế", "", "", ""], ("III", "Cải cách thể chế")),
        (["CẢI CÁCH", "THỂ CHẾ", "", "", ""], (None, "CẢI CÁCH THỂ CHẾ")),
        (
            ["II", "CẢI CÁCH THỦ TỤC", CellText("HÀNH CHÍNH", columns=3)],
            ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"),
        ),
    ],
)
def test_group_rows(group: list[str | CellText], expected: tuple[str | None, str]) -> None:
    assert groups(rows(group, ONE, TWO)) == [expected, expected]


def test_a_title_in_capitals_that_is_cut_where_contents_stand() -> None:
    header: list[str | CellText] = ["Nội dung", "Chủ trì", "Thời gian"]
    title: list[str | CellText] = ["D. THANH TRA, KIỂM", CellText("TRA", columns=2)]
    task: list[str | CellText] = ["Số hóa hồ sơ", "Văn phòng", "Quý I"]
    assert groups(rows(title, task, header=header)) == [("D", "THANH TRA, KIỂM TRA")]
    other: list[str | CellText] = ["A. Rà soát", CellText("Thường xuyên", columns=2)]
    assert [row.group_title for row in rows(other, task, header=header)] == [None, None]


@pytest.mark.parametrize(
    "rest", [[CellText("Cải cách thể chế", columns=4)], ["Cải cách thể chế", "", "", ""]]
)
def test_a_group_row_that_begins_in_a_column_of_no_field(rest: list[str | CellText]) -> None:
    header: list[str | CellText] = ["STT", "Căn cứ", "Nội dung", "Chủ trì", "Thời gian"]
    title: list[str | CellText] = ["I", *rest]
    task: list[str | CellText] = ["1/", "Nghị quyết 18", "Ban hành Kế hoạch", "Văn phòng", "Quý I"]
    assert groups(rows(title, task, header=header)) == [("I", "Cải cách thể chế")]


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("A. Cải cách thể chế", ("A", "Cải cách thể chế")),
        ("CẢI CÁCH THỂ CHẾ", (None, "CẢI CÁCH THỂ CHẾ")),
        ("của Trung ương", (None, None)),  # the rest of what stands above it
    ],
)
def test_a_title_alone_in_a_column_of_no_field(title: str, group: tuple[str | None, str | None]) -> None:
    header: list[str | CellText] = ["STT", "Căn cứ", "Nội dung", "Chủ trì", "Thời gian"]
    one: list[str | CellText] = ["1", "Nghị quyết 18", "Ban hành Kế hoạch", "Văn phòng", "Quý I"]
    two: list[str | CellText] = ["2", "Nghị quyết 20", "Kiểm tra", "Thanh tra", "Quý II"]
    assert groups(rows(one, ["", title, "", "", ""], two, header=header)) == [(None, None), group]


def test_the_innermost_group_counts() -> None:
    outer: list[str | CellText] = [CellText("A. NHIỆM VỤ CHUNG", columns=5)]
    inner: list[str | CellText] = ["I", CellText("THỂ CHẾ", columns=4)]
    assert groups(rows(outer, inner, ONE, ["II", CellText("BỘ MÁY", columns=4)], TWO)) == [
        ("I", "THỂ CHẾ"),
        ("II", "BỘ MÁY"),
    ]


def test_a_numbered_title_of_numbered_tasks_is_a_group() -> None:
    found = rows(["1", "Công tác chỉ đạo", "", "", ""], ["1.1", *ONE[1:]], ["1.2", *TWO[1:]])
    assert groups(found) == [("1", "Công tác chỉ đạo")] * 2


@pytest.mark.parametrize(
    ("title", "parts"), [("(1)", ("1.1", "1.2")), ("(1)", ("a)", "b)")), ("01", ("1.1", "1.2"))]
)
def test_a_number_in_brackets_is_one(title: str, parts: tuple[str, str]) -> None:
    found = rows(
        [title, "Công tác chỉ đạo", "", "", ""], [parts[0], *ONE[1:]], [parts[1], *TWO[1:]], ["(2)", *ONE[1:]]
    )
    assert groups(found) == [(title.strip("()"), "Công tác chỉ đạo")] * 2 + [(None, None)]


def test_a_task_without_anything_but_its_content_stays_a_task() -> None:
    found = rows(ONE, ["2", "Tổ chức hội nghị", "", "", ""], ["3", *TWO[1:]])
    assert [row.texts["content"] for row in found] == ["Ban hành Kế hoạch", "Tổ chức hội nghị", "Kiểm tra"]


def test_merged_cells_speak_for_each_row_they_cover() -> None:
    found = rows(
        ["1", "Họp", "Biên bản", CellText("Văn phòng", rows=2), CellText("Quý I", rows=2)],
        ["2", "Báo cáo", "Báo cáo"],
    )
    assert [(row.texts["lead"], row.texts["due"]) for row in found] == [("Văn phòng", "Quý I")] * 2


def test_rows_under_one_merged_number_with_contents_alone_are_one_task() -> None:
    merged = [CellText(text, rows=3) for text in ("1", "Kế hoạch", "Văn phòng", "Quý I")]
    found = rows([merged[0], "Số hóa hồ sơ", *merged[1:]], ["Năm 2020: 1.250"], ["Năm 2021: 1.840"], TWO)
    assert [row.texts["content"] for row in found] == [
        "Số hóa hồ sơ Năm 2020: 1.250 Năm 2021: 1.840",
        "Kiểm tra",
    ]


def test_rows_under_one_merged_content_are_as_many_tasks() -> None:
    found = rows(
        [CellText("1", rows=2), CellText("Báo cáo", rows=2), "Báo cáo 6 tháng",
         CellText("Văn phòng", rows=2), "Tháng 6"],
        ["Báo cáo năm", "Tháng 12"],
        TWO,
    )  # fmt: skip
    assert [
        (row.texts["number"], row.texts["product"], row.texts["lead"], row.texts["due"]) for row in found
    ] == [
        ("1", "Báo cáo 6 tháng", "Văn phòng", "Tháng 6"),
        ("1", "Báo cáo năm", "Văn phòng", "Tháng 12"),
        ("2", "Kết luận", "Thanh tra", "Quý II"),
    ]


def test_rows_under_a_content_that_is_left_empty_are_tasks_too() -> None:
    found = rows(ONE, ["", "", "Báo cáo tự kiểm tra", "Các đơn vị", "Tháng 9"], TWO)
    assert [(row.texts["number"], row.texts["content"], row.texts["lead"]) for row in found] == [
        ("1", "Ban hành Kế hoạch", "Văn phòng"),
        ("1", "Ban hành Kế hoạch", "Các đơn vị"),
        ("2", "Kiểm tra", "Thanh tra"),
    ]


def test_a_lone_field_below_an_empty_content_is_joined_and_told() -> None:
    first, _ = rows(ONE, ["", "", "", "Các cơ quan", ""], TWO)
    assert (first.texts["lead"], first.mixed) == ("Văn phòng Các cơ quan", {"lead"})


SUB_ROWS: list[list[str | CellText]] = [
    ["I", CellText("THỂ CHẾ", columns=4)],
    ["1", "Nhóm nhiệm vụ rà soát", "", "", ""],
    ["1.1", *ONE[1:]],
    ["1.2", *TWO[1:]],
    ["2", "Nhóm nhiệm vụ kiểm tra", "", "", ""],
    ["a", *ONE[1:]],
    ["b)", *TWO[1:]],
    ["3", *ONE[1:]],
    ["4", "Họp", "Biên bản", "Văn phòng", "Quý I"],
    ["4.1", *ONE[1:]],
]


def test_sub_rows_stand_under_their_title_and_no_longer() -> None:
    assert groups(rows(*SUB_ROWS)) == [
        ("1", "Nhóm nhiệm vụ rà soát"),
        ("1", "Nhóm nhiệm vụ rà soát"),
        ("2", "Nhóm nhiệm vụ kiểm tra"),
        ("2", "Nhóm nhiệm vụ kiểm tra"),
        ("I", "THỂ CHẾ"),
        ("I", "THỂ CHẾ"),
        ("I", "THỂ CHẾ"),
    ]


def test_a_numbered_title_over_tasks_that_count_from_one() -> None:
    title: list[str | CellText] = ["1", CellText("Công tác chỉ đạo", columns=4)]
    assert groups(rows(title, ONE, TWO)) == [("1", "Công tác chỉ đạo")] * 2


@pytest.mark.parametrize(
    "rest",
    [
        ["", "và tổ chức thực hiện", "", "", ""],
        ["", "", "", "và các phòng", ""],
        ["", "và kiểm tra", "năm", "và các phòng", ""],
    ],
)
def test_the_rest_of_a_cut_row_is_joined(rest: list[str | CellText]) -> None:
    assert len(rows(ONE, rest, TWO)) == 2


def test_a_repeated_header_with_one_word_misread_is_no_task() -> None:
    """One cell of three that is another's is a row."""
    assert [row.texts["number"] for row in rows(ONE, ["TT", *HEADER[1:]], TWO)] == ["1", "2"]
    short = rows(
        ["1", "Họp", "Quý I"], ["2", "Nội dung", "Thời gian"], header=["STT", "Nội dung", "Thời gian"]
    )
    assert len(short) == 2


def test_a_repeated_header_is_no_task() -> None:
    again: list[str | CellText] = ["STT", "Nội dụng", "Sản phẩm", "Chủ trì", "Thời gian"]
    assert len(rows(ONE, again, TWO)) == 2


def test_numbers_of_columns_below_a_repeated_header_are_no_task() -> None:
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5))"]
    assert len(rows(ONE, HEADER, numbers, TWO)) == 2
    assert len(rows(ONE, numbers, TWO)) == 2
    assert len(rows(ONE, ["3", "Họp giao ban", "5", "", ""], TWO)) == 3


def test_an_unnumbered_row_with_all_its_fields_is_a_task() -> None:
    assert len(rows(ONE, ["", *TWO[1:]])) == 2


def test_text_of_an_unknown_column_goes_to_the_note() -> None:
    header = ["STT", "Nội dung", "Kinh phí", "Chủ trì", "Thời gian"]
    (row,) = rows(["1", "Họp", "50 triệu đồng", "Văn phòng", "Quý I"], header=header)
    assert row.texts["note"] == "Kinh phí: 50 triệu đồng"


def test_marked_columns_are_due() -> None:
    header = ["STT", "Nội dung", "Chủ trì", "Quý I", "Quý II", "Quý III", "Quý IV"]
    (row,) = rows(["1", "Họp", "Văn phòng", "x", "", "X", ""], header=header)
    assert row.texts["due"] == "Quý I, Quý III"


QUARTERS: list[str | CellText] = ["STT", "Nội dung", "Chủ trì", "Quý I", "Quý II", "Quý III", "Quý IV"]


@pytest.mark.parametrize(
    ("cells", "due", "meant"),
    [
        ([CellText("Thường xuyên", columns=4)], "Thường xuyên", None),
        (["", CellText("x", columns=2), ""], "Quý II, Quý III", None),
        (["", "Trước 30/6", "", "x"], "Quý II: Trước 30/6, Quý IV", "Trước 30/6, Quý IV"),
        (["", "lần 2", "", ""], "Quý II: lần 2", None),
    ],
)
def test_words_in_the_cells_of_periods(cells: list[str | CellText], due: str, meant: str | None) -> None:
    body = [["1", "Họp", "Văn phòng", *cells], ["2", "Họp", "Văn phòng", "x", "x", "x", "x"]]
    row = rows(*body, header=QUARTERS)[0]
    assert (row.texts["due"], row.lists.get("due")) == (due, meant)


def test_start_and_end_columns_are_one_time() -> None:
    header = [CellText("STT", rows=2), CellText("Nội dung", rows=2), CellText("Thời gian", columns=2)]
    (row,) = rows(["Bắt đầu", "Kết thúc"], ["1", "Họp", "01/3/2020", "30/6/2020"], header=header)
    assert row.texts["due"] == "01/3/2020 - 30/6/2020"


def test_names_stand_for_content_where_there_is_none() -> None:
    (row,) = rows(["1.", "Bệnh viện A", "Ngày 22/11/2017"], header=["STT", "Đơn vị kiểm tra", "Thời gian"])
    assert row.texts == {"number": "1.", "content": "Bệnh viện A", "due": "Ngày 22/11/2017"}


def test_a_ruling_that_is_none_in_a_column_takes_no_cell_from_its_field() -> None:
    """Where a later page's part has one column more, the cells of the others run over both."""
    header: list[str | CellText] = [
        "STT",
        "Nội dung",
        CellText("Sản phẩm", columns=2),
        "Chủ trì",
        "Thời gian",
    ]
    one: list[str | CellText] = [
        "1",
        "Ban hành Kế hoạch",
        CellText("Kế hoạch", columns=2),
        "Văn phòng",
        "Quý I",
    ]
    two: list[str | CellText] = ["2", "Kiểm tra", CellText("Kết luận", columns=2), "Thanh tra", "Quý II"]
    cut: list[str | CellText] = ["3", "Báo cáo năm", "Bá", "o cáo", "Văn phòng", "Quý IV"]
    found = rows(one, two, cut, header=header)
    assert [row.texts.get("product") for row in found[:2]] == ["Kế hoạch", "Kết luận"]
    assert "note" not in found[0].texts


def test_a_title_with_a_remark_or_a_sum_is_a_title() -> None:
    header = ["STT", "Nội dung", "Chủ trì", "Kinh phí", "Ghi chú"]
    found = rows(
        ["I", "CẢI CÁCH THỂ CHẾ", "", "50 triệu", "Trọng tâm"], ["1", "Họp", "Sở A", "", ""], header=header
    )
    assert [(row.group_title, row.texts["content"]) for row in found] == [("CẢI CÁCH THỂ CHẾ", "Họp")]


def test_a_title_with_a_lead_is_a_task() -> None:
    found = rows(["I", "CẢI CÁCH THỂ CHẾ", "", "Sở Tư pháp", ""], ["1", "Họp", "", "", "Quý I"])
    assert [row.texts["content"] for row in found] == ["CẢI CÁCH THỂ CHẾ", "Họp"]


@pytest.mark.parametrize(
    "sum_row",
    [
        [CellText("Tổng cộng", columns=2), "", "", ""],
        ["", "Cộng:", "", "", ""],
        [CellText("TỔNG SỐ", columns=5)],
    ],
)
def test_a_sum_is_no_task(sum_row: list[str | CellText]) -> None:
    assert [row.texts["content"] for row in rows(["1", "Họp", "Sở A", "", "Quý I"], sum_row)] == ["Họp"]


def test_a_task_that_is_to_add_up_is_no_sum() -> None:
    assert len(rows(["1", "Tổng số", "Sở A", "", "Quý I"], ["2", "Tổng hợp", "", "", ""])) == 2


def test_lettered_parts_in_the_column_of_contents() -> None:
    parts = [["", "a) Rà soát", "Sở A", "", "Quý I"], ["", "b) Kiểm tra", "Sở B", "", "Quý II"]]
    found = rows(["1", "Cải cách", "", "", ""], *parts)
    assert [(row.group_title, row.texts["content"]) for row in found] == [
        ("Cải cách", "a) Rà soát"),
        ("Cải cách", "b) Kiểm tra"),
    ]
    (whole,) = rows(["1", "Cải cách:", "Sở A", "", "Quý I"], ["", "a) Rà soát", "", "", ""])
    assert whole.texts["content"] == "Cải cách: a) Rà soát"


def test_a_content_alone_above_rows_that_count_from_one_is_their_title() -> None:
    found = rows(["", "Việc thường xuyên", "", "", ""], ["1", "Họp", "Sở A", "", "Quý I"])
    assert [(row.group_title, row.texts["content"]) for row in found] == [("Việc thường xuyên", "Họp")]
