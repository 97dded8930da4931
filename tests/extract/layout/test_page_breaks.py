from dataclasses import replace

import pytest

from extract.layout.page_breaks import header_length, is_cut, is_group, repeated_header_rows
from extract.page_reading import ReadCell
from tests.extract.readings import table

EDGES = (85, 120, 300, 400, 540)
ONE = ("1", "Rà soát văn bản", "Thanh tra", "Quý I")
SUB = (None, None, "Chủ trì", "Phối hợp")
WIDE = ("STT", "Nội dung", "Đơn vị thực hiện", "<")
NUMBERS = ("(1)", "(2)", "(3)", "(4)")
HEAD = ("STT", "Nội dung", "Chủ trì", "Thời gian")


def rows(*texts: tuple[str | None, ...]) -> list[list[ReadCell]]:
    part = table(80, texts, EDGES)
    return [[c for c in part.cells if c.row == row] for row in range(part.row_count)]


@pytest.mark.parametrize(
    ("texts", "length"),
    [
        ([HEAD, ONE], 1),
        ([HEAD, NUMBERS, ONE], 2),
        ([WIDE, SUB, ONE], 2),
        ([WIDE, ("", "", "Chủ trì", "Phối hợp"), ONE], 2),
        ([("Biểu số 1", "<", "<", "<"), HEAD, ONE], 2),
        ([("STT", "Nội dung", "Thực hiện", "<"), (None, None, "Đơn vị", "<"), SUB, NUMBERS, ONE], 4),
        # a group below a header that numbers and contents share
        ([("Hoạt động", "<", "Chủ trì", "Thời gian"), ("A. Thể chế", "<", "<", "<"), ONE], 1),
        # no header: numbered, or like what stands below it
        ([ONE, ("2", "Kiểm tra", "Thanh tra", "Quý II")], 0),
        ([("I", "Thể chế", "", ""), ONE], 0),
        ([("", "Kiểm tra tại xã A", "An", ""), ("", "Kiểm tra tại xã B", "An", "")], 0),
    ],
)
def test_where_a_header_ends(texts: list[tuple[str | None, ...]], length: int) -> None:
    assert header_length(rows(*texts), 4) == length


@pytest.mark.parametrize(
    ("part", "repeated"),
    [
        ([HEAD, NUMBERS, ONE], 2),
        ([("SIT", "Nôi dung", "Chu trì", "Thơi gian"), NUMBERS, ONE], 2),
        ([NUMBERS, ONE], 1),
        ([ONE], 0),
        ([("STT", "Nội dung", "Chủ trì", "Thời gian 2021"), ONE], 0),  # other figures are another header
    ],
)
def test_rows_that_repeat_the_header(part: list[tuple[str | None, ...]], repeated: int) -> None:
    assert repeated_header_rows(rows(HEAD, NUMBERS), rows(*part)) == repeated


@pytest.mark.parametrize(
    ("row", "below", "expected"),
    [
        (("II", "Cải cách thủ tục", "", ""), "1", True),
        (("B.", "Nhiệm vụ thường xuyên", "<", "<"), "1", True),
        (("", "CẢI CÁCH THỦ TỤC", "", ""), "1", True),
        (("2", "Cải cách thủ tục", "", ""), "2.1", True),
        (("2", "Cải cách thủ tục", "", ""), "3", False),
        (("(2)", "Cải cách thủ tục", "", ""), "2.1", True),
        (("2", "Cải cách thủ tục", "", ""), "a", True),
        (("2)", "Cải cách thủ tục", "", ""), "a)", True),
        (("2", "Cải cách thủ tục", "", ""), "-", True),
        (("2", "Cải cách thủ tục", "", ""), "b)", False),
        (("2", "Cải cách thủ tục", "Văn phòng", ""), "a)", False),
        (("", "và các đơn vị", "", ""), "3", False),
        (("", "IV. Cải cách thủ tục", "", ""), "1", True),
        (("", "IV.2 và các đơn vị", "", ""), "1", False),
        (("II", "Cải cách thủ tục", "Văn phòng", ""), "1", False),
    ],
)
def test_group_rows(row: tuple[str, ...], below: str, expected: bool) -> None:
    first, second = rows(row, (below, "Họp", "Văn phòng", "Quý I"))
    assert is_group(first, [second], 4) is expected


ABOVE = ("4", "Tiếp công dân", "Thanh tra Sở", "Thường xuyên", "Sổ")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("", "Xử lý trách nhiệm", "Văn phòng Sở", "Khi có kết luận", "Quyết định"),
            False,
        ),  # number not read
        (("", "định kỳ", "Văn phòng Sở", "Khi có kết luận", "Quyết định"), True),
        (("", "Nghị định số 61/2018/NĐ-CP", "", "", "Quyết định"), True),
    ],
)
def test_a_full_row_without_a_number_is_no_rest_of_the_row_above(
    row: tuple[str, ...], expected: bool
) -> None:
    above, below = rows_of(ABOVE, row)
    assert is_cut([above], above, below) is expected


@pytest.mark.parametrize(
    ("above", "row", "expected"),
    [
        # the page had room for the number, and for a line of one cell
        (("5", "", "", "", ""), ("", "Xử lý trách nhiệm", "Văn phòng Sở", "Quý I", "Quyết định"), True),
        (("5", "", "Công an tỉnh; Sở", "", ""), ("", "Xử lý", "Tư pháp", "Quý I", "Quyết định"), True),
        # a row without content in print, and one of its own below it
        (("5", "", "", "", ""), ("6", "Xử lý trách nhiệm", "Văn phòng Sở", "Quý I", "Quyết định"), False),
    ],
)
def test_a_number_without_a_content_has_it_below_the_break(
    above: tuple[str, ...], row: tuple[str, ...], expected: bool
) -> None:
    before = ("4", "Tiếp công dân định kỳ và đột xuất", "Thanh tra Sở", "Thường xuyên", "Sổ")
    *table_rows, last, below = rows_of(before, above, row)
    assert is_cut([*table_rows, last], last, below) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cung cấp dịch vụ công", True),  # the short ruling between number and content was not seen
        ("6 Cung cấp dịch vụ công", False),  # a row of its own
        ("V. HIỆN ĐẠI HÓA", False),
    ],
)
def test_a_content_over_the_column_of_numbers_is_the_rest_of_a_number(text: str, expected: bool) -> None:
    before = ("4", "Tiếp công dân định kỳ và đột xuất", "Thanh tra Sở", "Thường xuyên", "Sổ")
    rest = (text, "<", "Danh mục", "Sở Y tế", "Quý I")
    *table_rows, last, below = rows_of(before, ("5", "", "", "Văn phòng", ""), rest)
    assert is_cut([*table_rows, last], last, below) is expected


def test_a_number_in_a_cell_over_several_columns_has_its_content_below_the_break() -> None:
    before = ("4", "Tiếp công dân định kỳ và đột xuất", "Thanh tra Sở", "Thường xuyên", "Sổ")
    rest = ("", "Phê duyệt phương án", "", "Các sở", "")
    *table_rows, last, below = rows_of(before, ("Quyết định 5 tự chủ", "<", "<", "Sở", "Quý I"), rest)
    last = [replace(c, open_below=True) for c in last]
    assert is_cut([*table_rows, last], last, below)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [(("5/", "a"), False), (("b", "c"), False), (("b/", "c/"), False), (("5/", ""), True), (("", "a"), True)],
)
def test_rows_counted_with_letters_are_no_rests(numbers: tuple[str, str], expected: bool) -> None:
    before = ("4/", "Tiếp công dân định kỳ và đột xuất", "Thanh tra", "Quý I", "Sổ")
    above, below = numbers
    last, first = (above, "Khuyến công và", "", "", ""), (below, "công tác dân tộc", "Văn phòng", "", "")
    *table_rows, one, other = rows_of(before, last, first)
    assert is_cut([*table_rows, one], one, other) is expected


@pytest.mark.parametrize(
    ("rest", "footless", "expected"),
    [
        (("", "+ Trình cấp trên", "- Biên bản", "", "Căn cứ: UBND"), True, True),
        (("", "+ Trình cấp trên", "- Biên bản", "", "Căn cứ: UBND"), False, False),
        (("6", "Trình cấp trên", "Biên bản", "", ""), True, False),
    ],
)
def test_a_row_without_a_foot_goes_on_though_numbers_are_merged(
    rest: tuple[str, ...], footless: bool, expected: bool
) -> None:
    texts = [
        HEAD_5,
        ("4", "Tiếp công dân định kỳ", "Sổ", "Thanh tra", ""),
        (None, "Họp", "Sổ", "Thanh tra", ""),
    ]
    *table_rows, one, other = rows_of(*texts, ("5", "Rà soát văn bản:", "- Báo cáo", "Văn phòng", "Sở"), rest)
    one = [replace(c, open_below=footless) for c in one]
    assert is_cut([*table_rows, one], one, other) is expected


HEAD_5 = ("STT", "Nội dung", "Sản phẩm", "Chủ trì", "Ghi chú")


def rows_of(*texts: tuple[str | None, ...]) -> list[list[ReadCell]]:
    part = table(80, texts, (85, 120, 300, 400, 500, 540))
    return [[c for c in part.cells if c.row == row] for row in range(part.row_count)]
