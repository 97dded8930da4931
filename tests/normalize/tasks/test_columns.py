import pytest

from normalize.tasks.columns import read_columns
from tests.normalize.factories import CellText, table_document


def roles(*rows: list[str | CellText]) -> list[str] | None:
    document = table_document(rows)
    columns = read_columns(document, document.tables[0])
    return [column.role for column in columns.columns] if columns else None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("STT|Nội dung/ Nhiệm vụ|Sản phẩm|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian hoàn thành|Ghi chú",
         "number content product lead coordination due note"),
        ("TT|Nhiệm vụ|Đơn vị thực hiện|Thời gian", "number content lead due"),
        ("Thời hạn|Đơn vị phối hợp|Đơn vị chủ trì|Công việc|Số TT", "due coordination lead content number"),
        ("TT|Nội dung công việc|Đơn vị chủ trì/phối hợp|Thời gian thực hiện", "number content lead due"),
        ("STT|Tên nhiệm vụ|Kết quả đầu ra|Phân công|Tiến độ", "number content product lead due"),
        ("STT|Đơn vị kiểm tra, đánh giá|Thời gian", "number name due"),
        ("STT|Nội dung|Kinh phí|Chủ trì|Thời gian", "number content budget lead due"),
        ("TT|Nội dung|Chủ trì|Quý I|Quý II|Quý III|Quý IV", "number content lead mark mark mark mark"),
        # as OCR reads them
        ("SIT|Nôi dung/Nhiêm vu|Sản phẫm|Cơ quan chủ trl|Cơ quan phôi hơp|Thời gìan hoàn thành|Ghi chủ",
         "number content product lead coordination due note"),
    ],
)  # fmt: skip
def test_roles_by_header(header: str, expected: str) -> None:
    names: list[str | CellText] = list(header.split("|"))
    assert roles(names, ["1", *["x"] * (len(names) - 1)]) == expected.split()


@pytest.mark.parametrize(
    "header",
    [
        "Đợt|Đơn vị được kiểm tra",
        "Chỉ tiêu|Năm 2015|Kế hoạch 2016",
        "1|Xây dựng Kế hoạch|Văn phòng|Quý I/2020",
    ],
)
def test_other_tables_have_no_task_header(header: str) -> None:
    assert roles(list(header.split("|"))) is None


def test_a_header_whose_first_word_was_read_as_a_number() -> None:
    """“TT” as “E”; a row that names few columns is a row of the table."""
    row: list[str | CellText] = ["1", "Ban hành Kế hoạch", "Kế hoạch", "Văn phòng", "Quý I"]
    found = roles(["E", "Hoạt động/Nhiệm vụ", "Sản phẩm chủ yếu", "Đơn vị", "Thời gian thực hiện"], row, row)
    assert found == ["number", "content", "product", "lead", "due"]
    assert roles(["1", "Nội dung công việc", "Kế hoạch", "Văn phòng", "Thời gian linh hoạt"], row) is None


def test_numbers_under_a_header_that_they_share_with_the_contents() -> None:
    header: list[str | CellText] = [CellText("Nhiệm vụ", columns=2), "Chủ trì", "Thời gian"]
    expected = ["number", "content", "lead", "due"]
    assert roles(header, ["1)", "Họp", "Sở A", "Quý I"], ["2)", "Họp", "Sở B", "Quý II"]) == expected
    assert roles(header, ["(1)", "(2)", "(3)", "(4)"], ["1", "Họp", "Sở A", "Quý I"]) == expected
    assert roles(header, ["Họp", "Ban hành văn bản", "Sở A", "Quý I"]) != expected
    visits: list[str | CellText] = ["Đơn vị được kiểm tra", CellText("Thời gian", columns=2)]
    rows = [["Sở A", "1", "Quý I"], ["Sở B", "2", "Quý II"], ["Sở C", "Đợt 3", "Quý III"]]
    assert roles(visits, *(list(row) for row in rows)) == ["name", "number", "due"]


def test_a_header_that_was_read_as_one_with_that_of_the_numbers() -> None:
    header: list[str | CellText] = [CellText("STT Nhiệm vụ cụ thể", columns=2), "Chủ trì", "Thời gian"]
    found = roles(header, ["1", "Họp giao ban", "Sở A", "Quý I"], ["2", "Rà soát văn bản", "Sở B", "Quý II"])
    assert found == ["number", "content", "lead", "due"]


def test_a_group_over_all_columns_is_no_second_row_of_the_header() -> None:
    header: list[str | CellText] = [CellText("Nhiệm vụ", columns=2), "Chủ trì", "Thời gian"]
    document = table_document(
        [header, [CellText("A. Cải cách thể chế", columns=4)], ["1", "Họp", "Sở A", "Quý I"]]
    )
    columns = read_columns(document, document.tables[0])
    assert columns is not None
    assert columns.first_row == 1


def test_a_header_of_two_rows() -> None:
    top: list[str | CellText] = [
        CellText("TT", rows=2), CellText("Nội dung", rows=2), CellText("Đơn vị thực hiện", columns=2),
        CellText("Thời gian", columns=2),
    ]  # fmt: skip
    document = table_document(
        [top, ["Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"], ["1", "a", "b", "c", "d", "e"]]
    )
    columns = read_columns(document, document.tables[0])
    assert columns is not None
    assert [column.role for column in columns.columns] == [
        "number",
        "content",
        "lead",
        "coordination",
        "start",
        "end",
    ]
    assert columns.first_row == 2


def test_a_header_of_two_rows_whose_cells_were_not_found_merged() -> None:
    top: list[str | CellText] = ["TT", "Nội dung", CellText("Đơn vị thực hiện", columns=2), "Thời gian"]
    document = table_document([top, ["", "", "Chủ trì", "Phối hợp", ""], ["1", "Họp", "b", "c", "d"]])
    columns = read_columns(document, document.tables[0])
    assert columns is not None and columns.first_row == 2
    assert [column.role for column in columns.columns] == ["number", "content", "lead", "coordination", "due"]


def test_column_numbers_under_the_header_are_no_task() -> None:
    document = table_document([["TT", "Nội dung", "Chủ trì"], ["(1)", "(2)", "(3)"], ["1", "a", "b"]])
    columns = read_columns(document, document.tables[0])
    assert columns is not None and columns.first_row == 2


def test_the_first_task_is_no_row_of_column_numbers() -> None:
    document = table_document([["TT", "Nội dung", "Chủ trì"], ["1", "Họp giao ban", "Văn phòng"]])
    columns = read_columns(document, document.tables[0])
    assert columns is not None and columns.first_row == 1


def test_the_header_may_name_the_year() -> None:
    document = table_document([["TT", "Nội dung", "Thời gian hoàn thành (năm 2021)"], ["1", "a", "Quý I"]])
    columns = read_columns(document, document.tables[0])
    assert columns is not None and columns.columns[2].year == 2021


def test_a_caption_that_false_rulings_cut_is_no_part_of_the_headers() -> None:
    header: list[str | CellText] = ["Nhiệm vụ", "Đơn vị phụ trách", "Lãnh đạo", "Sản phẩm"]
    row: list[str | CellText] = ["Kiểm tra", "Văn phòng", "Ông An", "Báo cáo"]
    for upper, shown in (("BIỂU TỔNG HỢP NHIỆM VỤ", "Nhiệm vụ"), ("CÔNG VIỆC", "CÔNG VIỆC Nhiệm vụ")):
        top: list[str | CellText] = [CellText(upper, columns=2), CellText("NĂM 2025", columns=2)]
        document = table_document([top, header, row])
        columns = read_columns(document, document.tables[0])
        assert columns is not None and columns.first_row == 2
        assert columns.columns[0].header == shown


@pytest.mark.parametrize(("fifth", "first_row"), [("(5))", 2), ("5)", 2), ("Sở", 1)])
def test_a_bracket_around_a_column_number_may_be_misread(fifth: str, first_row: int) -> None:
    header: list[str | CellText] = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
    document = table_document([header, ["(1)", "(2)", "(3)", "(4)", fifth], ["1", "Họp", "a", "b", "Quý I"]])
    columns = read_columns(document, document.tables[0])
    assert columns is not None and columns.first_row == first_row


@pytest.mark.parametrize(
    ("header", "may_say"),
    [
        ("STT|Nội dung|Chủ trì|cl|≤", True),  # months, printed upwards
        ("STT|Nội dung|Thời gian|cl|≤", False),  # when is said elsewhere
        ("STT|Nội dung|Chủ trì|Sản phẩm|cl", False),  # one column may be a tick of another kind
    ],
)
def test_columns_of_marks_that_name_no_period_may_say_when(header: str, may_say: bool) -> None:
    names: list[str | CellText] = list(header.split("|"))
    cells: dict[str, str] = {"Sản phẩm": "Tờ trình", "Thời gian": "Quý I", "cl": "x", "≤": "■"}
    document = table_document(
        [names, *([str(n), "Họp", *(cells.get(str(h), "Sở") for h in names[2:])] for n in (1, 2))]
    )
    columns = read_columns(document, document.tables[0])
    assert columns is not None
    assert any(column.beside == ("due",) for column in columns.columns) is may_say
