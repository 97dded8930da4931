import pytest

from extract.layout.running_heads import with_running_heads_aside
from extract.page_reading import PageReading, ReadLine
from tests.extract.readings import line, reading

TOP = 40.0


def page(number: int, *lines: ReadLine) -> PageReading:
    return reading([*lines, line(85, 300, "1. Rà soát thủ tục hành chính.")], number=number)


def aside(*pages: PageReading) -> list[list[str]]:
    return [
        [" ".join(w.text for w in ln.words) for ln in read.lines if ln.noise]
        for read in with_running_heads_aside(pages)
    ]


def test_what_pages_repeat_in_their_margin_is_no_part_of_the_text() -> None:
    told = "Kế hoạch chuyển đổi số năm 2025"
    pages = [page(n, line(200, TOP + n % 2, f"{told} {n}")) for n in (2, 3, 4)]
    assert aside(page(1, line(200, TOP, "UBND TỈNH")), *pages) == [
        [], [f"{told} 2"], [f"{told} 3"], [f"{told} 4"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (line(200, TOP, "PHỤ LỤC 1"), line(200, TOP, "PHỤ LỤC 2")),  # appendices begin alike
        (line(200, TOP, "Sở Nội vụ báo cáo"), line(200, TOP + 9, "Sở Nội vụ báo cáo")),  # another place
        (line(200, TOP, "Văn phòng Sở chủ trì"), line(200, TOP, "Thanh tra Sở chủ trì")),  # another text
        (line(200, 90, "Sở Nội vụ báo cáo"), line(200, 90, "Sở Nội vụ báo cáo")),  # no margin
        (line(200, TOP, "- 12 -"), line(200, TOP, "- 13 -")),  # told as page numbers
    ],
)
def test_other_lines_stay(first: ReadLine, second: ReadLine) -> None:
    assert aside(page(2, first), page(3, second)) == [[], []]


def test_the_letterheads_of_two_plans_stay() -> None:
    motto = line(300, TOP, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    head = line(85, TOP, "UBND TỈNH BẮC KẠN")
    assert aside(page(1, head, motto), page(2, head, motto)) == [[], []]


@pytest.mark.parametrize(("white", "noise"), [(6, False), (16, True)])
def test_the_first_line_of_the_text_stays_however_alike_two_pages_begin(white: float, noise: bool) -> None:
    lead = "- Đơn vị chủ trì: Phòng Quản lý xử lý vi phạm."
    text = [line(85, TOP + 13 + white + 20 * k, word) for k, word in enumerate(("một", "hai", "ba", "bốn"))]
    pages = [page(n, line(85, TOP, lead), *text) for n in (1, 2)]
    assert (aside(*pages)[0] == [lead]) is noise


def test_the_last_line_of_the_text_stays() -> None:
    last = line(85, 780, "- Phối hợp: Văn phòng Sở.")
    pages = [page(n, line(85, 762, f"- Thời gian: Quý {n}."), last) for n in (1, 2)]
    assert aside(*pages) == [[], []]
