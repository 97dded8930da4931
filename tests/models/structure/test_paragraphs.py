from dataclasses import replace

import pytest

from models.structure.lines import text_lines
from models.structure.paragraphs import paragraphs
from tests.layout import INDENT, LEADING, LEFT, LETTER, Set, make_document, prose

FIRST = (
    "1. Phối hợp với các doanh nghiệp viễn thông xóa vùng lõm sóng, thử nghiệm thương mại mạng 5G tại khu "
    "vực "
    "trung tâm, khu công nghệ cao và các khu công nghiệp; thúc đẩy dùng chung hạ tầng kỹ thuật thụ động."
)
SECOND = (
    "2. Triển khai các nền tảng số dùng chung: nền tảng họp trực tuyến, nền tảng học trực tuyến mở đại trà,"
    " nền tảng "
    "phân tích, xử lý dữ liệu tổng hợp của tỉnh."
)


def texts(items: list[Set]) -> list[str]:
    lines = text_lines(make_document(items))
    return [paragraph.text for paragraph in paragraphs(lines, lines)]


def test_paragraphs_are_told_by_their_indent() -> None:
    assert texts(prose(100, FIRST, SECOND)) == [FIRST, SECOND]


def test_a_left_edge_that_drifts_down_the_page_is_no_indent() -> None:
    lines = prose(100, *[FIRST, SECOND] * 4)
    drifting = [Set(ln.x0 + 0.55 * place, ln.top, ln.text) for place, ln in enumerate(lines)]
    assert texts(drifting) == [FIRST, SECOND] * 4


def test_a_line_that_goes_on_in_small_letters_begins_nothing() -> None:
    lines = [
        Set(INDENT, 100, "- Văn phòng theo dõi, đôn đốc"),
        Set(INDENT, 100 + LEADING, "và báo cáo Giám đốc Sở."),
    ]
    assert len(texts([*prose(20, FIRST), *lines])) == 2


def test_a_numbered_line_is_not_beside_the_one_that_it_overlaps() -> None:
    above, below = Set(LEFT, 100, "vụ)."), Set(INDENT, 104, "2. Sở Nội vụ là cơ quan thường trực.")
    assert texts([above, below]) == ["vụ).", "2. Sở Nội vụ là cơ quan thường trực."]


def test_paragraphs_of_a_body_in_two_columns() -> None:
    left = [
        "1. Nâng cấp mạng nội bộ và máy chủ",
        "lưu trữ dữ liệu của Sở. Thời hạn xong:",
        "Quý II/2022.",
    ] * 3
    right = [
        "2. Số hóa kho lưu trữ hồ sơ giấy của",
        "các năm trước. Thời gian hoàn thành là:",
        "Quý III/2022.",
    ] * 3
    items = [
        Set(x0 + (20 if k % 3 == 0 else 0), 200 + LEADING * k, text)
        for x0, column in ((70, left), (320, right))
        for k, text in enumerate(column)
    ]
    assert texts([*prose(100, FIRST), *items])[1:] == [" ".join(left[:3])] * 3 + [" ".join(right[:3])] * 3


def filled(top: float, text: str) -> Set:
    """An indented line of one sentence that reaches the column's right edge."""
    letters = max(len(line.text) for line in prose(100, FIRST) if line.x0 < INDENT)
    words = text * 9
    short = words[: letters - round((INDENT - LEFT) / LETTER) - 1]
    return Set(INDENT, top, f"{short.strip()}.")


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (Set(LEFT, 0, "III. TỔ CHỨC THỰC HIỆN"), 4),
        (Set(LEFT, 0, "2. Tổ chức thực hiện", bold=True), 4),
        (Set(LEFT, 0, "2. và các mục sau của Quyết định này."), 3),  # goes on
    ],
)
def test_a_heading_after_a_line_that_fills_its_column(line: Set, count: int) -> None:
    above = prose(100, FIRST, SECOND)
    last = filled(above[-1].top + LEADING, "các nội dung chuyển tiếp ")
    assert len(texts([*above, last, replace(line, top=last.top + LEADING)])) == count


@pytest.mark.parametrize(
    ("label", "begins"), [("3.2. Báo cáo chuyên đề", True), ("3.2 điểm của Bộ chỉ số", False)]
)
def test_a_label_of_two_numbers_begins_where_indents_tell_nothing(label: str, begins: bool) -> None:
    """All lines around it stand alike, so that they look like the left edge."""
    full = "- Thời gian hoàn thành: Trước ngày 10/6/2021, trước ngày 10/12/2021 và các ngày làm việc khác nữa"
    items = prose(100, FIRST, SECOND)
    below = ["- Cơ quan chủ trì;", "- Cơ quan phối hợp;", f"{full}{'.' * begins}", label, *["- Kết quả;"] * 3]
    indent = LEFT + 2 * LETTER
    lines = [Set(indent, items[-1].top + LEADING * place, text) for place, text in enumerate(below, 1)]
    assert (label in texts([*items, *lines])) is begins
