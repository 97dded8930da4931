from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.layout.reading_order import reading_order
from extract.layout.slant import turned
from extract.page_reading import PageReading, ReadLine
from tests.extract.readings import line, reading, table, text_of


def order(page: PageReading) -> list[str]:
    return [text_of(item) if isinstance(item, ReadLine) else "TABLE" for item in reading_order(page)]


def test_top_to_bottom() -> None:
    assert order(reading([line(85, 130, "c"), line(85, 100, "a"), line(119, 115, "b")], number=2)) == [
        "a",
        "b",
        "c",
    ]


def test_the_head_left_column_first() -> None:
    head = [
        line(85, 60, "UBND TỈNH BÌNH DƯƠNG"),
        line(300, 61, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        line(110, 74, "SỞ NỘI VỤ"),
        line(330, 77, "Độc lập - Tự do - Hạnh phúc"),
        line(100, 102, "Số: 286/KH-SNV"),
        line(320, 104, "Bình Dương, ngày 22 tháng 01 năm 2020"),
    ]
    title = [
        line(260, 145, "KẾ HOẠCH"),
        line(85, 180, "Căn cứ Quyết định số 225/QĐ-TTg ngày 04 tháng 02 năm 2016 của Thủ tướng"),
    ]
    assert order(reading([*head, *title])) == [
        "UBND TỈNH BÌNH DƯƠNG",
        "SỞ NỘI VỤ",
        "Số: 286/KH-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Dương, ngày 22 tháng 01 năm 2020",
        "KẾ HOẠCH",
        text_of(title[1]),
    ]


def test_recipients_before_the_signature() -> None:
    left = [
        line(85, 600 + 13 * k, text) for k, text in enumerate(["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."])
    ]
    right = [line(400, 602, "GIÁM ĐỐC"), line(400, 625, "Trần Bá Luận")]
    assert order(reading([*left, *right], number=2)) == [text_of(ln) for ln in [*left, *right]]


@pytest.mark.parametrize(("ends", "beside"), [("căn", 5), ("căn.", 3)])
def test_a_box_beside_a_paragraph_is_read_after_it(ends: str, beside: int) -> None:
    """… unless the paragraph ends beside it: then the box stands where it stood."""
    texts = ["Các phòng, đơn vị của Sở", "chức năng được giao", f"lập kế hoạch {ends}"]
    left = [line(85 + 20 * (k == 0), 300 + 15 * k, text) for k, text in enumerate(texts)]
    box = [line(330, 304, "Hạn nộp báo cáo quý:"), line(330, 318, "trước ngày 20.")]
    rest = [
        line(85, 345, "cứ nhiệm vụ được giao bảo đảm đồng bộ, thống nhất, đúng tiến độ, chất"),
        line(85, 360, "lượng trong năm."),
        line(105, 378, "Văn phòng Sở theo dõi, đôn đốc"),
    ]
    texts = [text_of(ln) for ln in [*left, *rest]]
    assert order(reading([*left, *box, *rest], number=2)) == [
        *texts[:beside],
        *map(text_of, box),
        *texts[beside:],
    ]


# A line's end that the next line takes up stands left of where its indented beginning stood.
WRAPPED = [
    text
    for place in ("chủ trì", "phối hợp", "theo dõi")
    for text in (f"- Đơn vị {place}: Phòng Xây dựng và Theo dõi thi hành pháp", "luật.")
]


def wrapped(top: float, height: float) -> list[ReadLine]:
    """The lines of `WRAPPED`, those that are indented with boxes of this height around them."""
    lines = []
    for k, text in enumerate(WRAPPED):
        placed = line(85 if k % 2 else 119, top + 18 * k, text)
        x0, y0, x1, y1 = placed.bbox
        grown = 0.0 if k % 2 else (height - 13) / 2
        lines.append(replace(placed, bbox=(x0, y0 - grown, x1, y1 + grown)))
    return lines


@pytest.mark.parametrize(("fall", "height"), [(0.0, 30.0), (0.05, 30.0), (-0.05, 30.0)])
def test_the_end_of_a_wrapped_line_stands_beside_none(fall: float, height: float) -> None:
    """… where boxes overlap, higher than their letters by specks or since the sheet lay askew."""
    prose = [line(85, 60 + 18 * k, "Căn cứ Quyết định của Chủ tịch Ủy ban nhân dân tỉnh") for k in range(4)]
    page = turned(reading([*prose, *wrapped(140, height)], number=2), fall)
    assert order(page)[4:] == WRAPPED


def test_columns_on_a_sheet_that_lay_askew() -> None:
    left, right = columns_of_prose(200, 8)
    page = turned(reading([*left, *right], number=2), 0.04)
    assert order(page) == [text_of(ln) for ln in [*left, *right]]


def test_a_line_that_a_seal_broke_is_one_line_and_no_columns() -> None:
    broken = [line(85, 200, "nghiệp, khuyến công và kiểm tra, kiểm"), line(313, 199, "soát thị trường.")]
    below = [line(119, 225, "II. NỘI DUNG THỰC HIỆN"), line(119, 243, "1. Tuyên truyền, phổ biến pháp luật")]
    assert order(reading([*broken, *below], number=2)) == [text_of(ln) for ln in [*broken, *below]]


def columns_of_prose(top: float, count: int) -> tuple[list[ReadLine], list[ReadLine]]:
    left = [line(85, top + 15 * k, f"{k} rà soát văn bản của sở") for k in range(count)]
    return left, [line(300, top + 15 * k, f"{k} kiểm tra kỷ luật của sở") for k in range(count)]


def test_a_body_in_columns_on_common_baselines() -> None:
    left, right = columns_of_prose(200, 8)
    assert order(reading([*left, *right])) == [text_of(ln) for ln in [*left, *right]]


def test_a_signature_below_a_body_in_columns() -> None:
    left, right = columns_of_prose(200, 8)
    recipients = [line(85, 325, "Nơi nhận:"), line(85, 340, "- Lưu: VT.")]
    signature = [line(330, 325, "GIÁM ĐỐC"), line(320, 380, "Trần Bá Luận")]
    lines = [*left, *right, *recipients, *signature]
    assert order(reading(lines)) == [text_of(ln) for ln in lines]


def test_an_unruled_table_row_by_row() -> None:
    rows = [("Quý I", "Rà soát văn bản"), ("Quý II", "Kiểm tra công tác"), ("Quý III", "Báo cáo kết quả")]
    lines = [
        line(x, 400 + 18 * k, t) for k, row in enumerate(rows) for x, t in zip((100, 300), row, strict=True)
    ]
    assert order(reading(lines, number=2)) == [t for row in rows for t in row]


def test_three_lines_on_one_baseline_lose_no_other() -> None:
    lines = [line(85, 400, "trái"), line(240, 400, "giữa"), line(400, 400, "phải"), line(85, 418, "dưới")]
    assert sorted(order(reading(lines, number=2))) == ["dưới", "giữa", "phải", "trái"]


def test_a_table_stands_between_the_lines_around_it() -> None:
    page = reading([line(85, 60, "PHỤ LỤC"), line(85, 300, "Ghi chú")], [table(100, [("1", "a", "b")] * 3)])
    assert order(page) == ["PHỤ LỤC", "TABLE", "Ghi chú"]


def test_noise_is_left_out() -> None:
    assert order(reading([line(297, 30, "2", noise=True), line(85, 60, "Căn cứ")])) == ["Căn cứ"]


PLACED = st.tuples(
    st.integers(0, 40), st.integers(0, 60), st.sampled_from(["một", "hai ba", "bốn năm sáu bảy tám chín"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACED, max_size=12), st.integers(1, 2))
def test_no_line_is_lost_or_doubled(places: list[tuple[int, int, str]], number: int) -> None:
    lines = [line(40 + 10 * x, 40 + 12 * y, text) for x, y, text in places]
    found = [id(item) for item in reading_order(reading(lines, number=number))]
    assert sorted(found) == sorted(map(id, lines))


def test_a_line_without_width_beside_another() -> None:
    """A letter that a text layer gives no width."""
    thin = [replace(line(x, 100, "ì"), bbox=(x, 100.0, x, 112.0)) for x in (85.0, 300.0)]
    assert reading_order(reading(thin)) == thin
