import tracemalloc
from itertools import pairwise

import cv2
import numpy as np
import pytest

from extract.layout.line_segmentation import TextLine, find_lines, region_map
from extract.layout.small_marks import with_carried
from extract.picture.cleaning import find_ink
from tests.extract.pages import Placed, prose, sheet

DPI = 200


def lines_of(gray: np.ndarray, cells: list[tuple[int, int, int, int]] | None = None) -> list[TextLine]:
    ink = find_ink(gray, DPI)
    regions = region_map(ink.shape, cells or [], np.zeros_like(ink), DPI)
    return sorted(find_lines(gray, ink, regions, DPI), key=lambda ln: (ln.region, ln.box[1], ln.box[0]))


def ink_of(line: TextLine, gray: np.ndarray) -> tuple[int, int]:
    """Pixels of ink in the line's own picture, and how many of them are none of this sheet's."""
    x0, top, x1, bottom = line.box
    own = line.picture < 128
    y, x = (own.shape[0] - (bottom - top)) // 2, (own.shape[1] - (x1 - x0)) // 2
    there = (
        np.pad(gray, 40, constant_values=255)[top - y + 40 :, x0 - x + 40 :][: own.shape[0], : own.shape[1]]
        < 160
    )
    return int(own.sum()), int((own & ~there).sum())


def pieces(gray: np.ndarray) -> int:
    """Letters, marks and parts of them that do not touch each other."""
    return cv2.connectedComponents((gray < 128).astype(np.uint8))[0] - 1


def points(line: TextLine) -> tuple[float, ...]:
    return tuple(v * 72 / DPI for v in line.box)


def test_each_line_is_found_once() -> None:
    found = lines_of(sheet(prose(count=20), dpi=DPI))
    assert len(found) == 20
    for number, line in enumerate(found):
        x0, top, x1, bottom = points(line)
        assert 80 + 18 * number < top < bottom < 101 + 18 * number
        assert x0 < 90
        assert x1 > 450


def test_accents_and_tails_go_to_their_own_line() -> None:
    texts: list[Placed] = [
        (85, 100, "Nguyễn Ngọc Quý gửi đúng quy định gạch"),
        (85, 113.5, "Ấn bản ở Ổ đĩa, Ễnh ương, hệ thống ổn định Ậm Ỗ"),
    ]
    found = lines_of(sheet(texts, size=12, dpi=DPI))
    assert len(found) == 2
    for line, text in zip(found, texts, strict=True):
        alone = sheet([text], size=12, dpi=DPI)
        own, strange = ink_of(line, alone)
        assert strange < 0.02 * own
        assert own > 0.98 * (alone < 128).sum()


@pytest.mark.parametrize("lean", [0.0, 0.018])
@pytest.mark.parametrize(
    ("face", "above", "below"),
    [
        (
            "Arimo-Regular",
            "Sửa đổi, bổ sung Quy chế; lập “sổ tay”, gửi các sở, ban, ngành",
            "hỗ trợ, kiểm tra bộ phận “Một cửa”; hỗ trợ kết nối kho dữ liệu",
        ),
        ("Arimo-Regular", "giúp phép quy gọn gây gấp", "mở sổ hỗ trợ ở cơ sở, kể cả lỗi"),
        ("Arimo-Bold", "TỔ CHỨC, “MỘT CỬA”, ĐỀ ÁN", "ỨNG DỤNG KỸ THUẬT SỐ; HỖ TRỢ"),
    ],
)
def test_marks_between_tight_lines_go_to_their_own(face: str, above: str, below: str, lean: float) -> None:
    texts: list[Placed] = [(85, 100, above), (85, 111.2, below)]
    leaning = [sheet([text], size=10, dpi=DPI, face=face) for text in texts]
    turn = np.array([[1.0, 0.0, 0.0], [-lean, 1.0, 0.0]])
    leaning = [
        np.asarray(cv2.warpAffine(alone, turn, alone.shape[::-1], borderValue=255), np.uint8)
        for alone in leaning
    ]
    found = lines_of(np.minimum(*leaning))
    assert [pieces(line.picture) for line in found] == [pieces(alone) for alone in leaning]


def test_many_accents_take_no_more_room_than_they_are() -> None:
    """A sheet may hold as many pieces as the gate lets through, all of them accents on accents."""
    x, y = np.meshgrid(np.arange(50) * 14, np.arange(100) * 4)
    marks = np.stack([x.ravel(), y.ravel(), np.full(x.size, 9), np.full(x.size, 2)], axis=1).astype(np.int32)
    tracemalloc.start()
    with_carried(np.ones((len(marks), 1)), marks, 15.0)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100 * marks.nbytes


def test_a_tall_stroke_between_two_lines_does_not_make_them_one() -> None:
    texts: list[Placed] = [
        (85, 100, "Lịch kiểm tra, đánh giá chất lượng bệnh viện"),
        (85, 112, "(Ban hành kèm theo Kế hoạch số 15/KH-SYT)"),
    ]
    gray = sheet(texts, size=12, dpi=DPI).copy()
    x, top, bottom = 200 * DPI // 72, 107 * DPI // 72, 122 * DPI // 72
    gray[top:bottom, x : x + 3] = 0  # of a pen
    assert len(lines_of(gray)) == 2


def test_columns_are_lines_of_their_own() -> None:
    left = [(60.0, 100.0 + 18 * k, "UBND TỈNH BÌNH DƯƠNG") for k in range(3)]
    right = [(290.0, 100.0 + 18 * k, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA") for k in range(3)]
    found = lines_of(sheet([*left, *right], dpi=DPI))
    assert len(found) == 6
    assert sorted(points(line)[0] > 280 for line in found) == [False] * 3 + [True] * 3


def test_wide_blanks_of_a_justified_line_do_not_part_it() -> None:
    justified = "    ".join(["trong", "thực", "hiện", "nhiệm", "vụ", "của", "tỉnh"])
    assert len(lines_of(sheet([(85, 100, justified)], dpi=DPI))) == 1


def test_a_dash_belongs_to_its_line() -> None:
    texts: list[Placed] = [(85, 100 + 18 * k, "- Sở Nội vụ chủ trì, phối hợp") for k in range(3)]
    gray = sheet(texts, dpi=DPI)
    found = lines_of(gray)
    assert len(found) == 3
    assert all(points(line)[0] < 88 for line in found)


def test_no_line_reaches_over_cells() -> None:
    cells = [(150, 250, 700, 450), (700, 250, 1400, 450)]
    texts: list[Placed] = [
        (60, 100, "Rà soát các văn bản quy phạm"),
        (256, 100, "Sở Tư pháp chủ trì"),
        (85, 400, "Căn cứ"),
    ]
    found = lines_of(sheet(texts, dpi=DPI), cells)
    assert [line.region for line in found] == [0, 1, 2]
    assert points(found[1])[2] < 252 < points(found[2])[0]


def test_the_blanks_of_a_justified_cell_do_not_part_its_lines() -> None:
    cells = [(150, 250, 700, 450), (700, 250, 1400, 450)]
    texts: list[Placed] = [
        *((58, 95, "Quý"), (145, 95, "của"), (225, 95, "I/2020")),
        *((58, 113, "-"), (105, 113, "thẩm"), (205, 113, "quyền,")),
        (256, 95, "Văn phòng"),
    ]
    found = lines_of(sheet(texts, dpi=DPI), cells)
    assert [line.region for line in found] == [1, 1, 2]
    for line in found[:2]:
        assert points(line)[0] < 59 < 240 < points(line)[2]


def test_parts_of_a_cell_that_stand_on_unlike_levels_stay_apart() -> None:
    texts: list[Placed] = [(58, 95, "Quyết định"), (170, 103, "Báo cáo")]
    assert len(lines_of(sheet(texts, dpi=DPI), [(150, 250, 700, 450)])) == 2


def test_wide_blanks_are_narrowed_for_the_recognisers_and_places_told_all_the_same() -> None:
    texts: list[Placed] = [(58, 95, "của"), (145, 95, "I/2020"), (225, 95, "và")]
    (line,) = lines_of(sheet(texts, dpi=DPI), [(150, 250, 700, 450)])
    assert line.picture.shape[1] < 0.6 * (line.box[2] - line.box[0])
    inked = np.flatnonzero((line.picture < 128).any(axis=0))
    assert abs(line.part(0, inked[-1])[2] * 72 / DPI - 236) < 4
    starts = [x for before, x in pairwise(inked.tolist()) if x - before > 0.8 * line.x_height]
    assert [round(line.part(x, x)[0] * 72 / DPI) for x in starts] == [145, 225]


def test_an_empty_page_has_no_lines() -> None:
    assert lines_of(sheet(dpi=DPI)) == []


def test_strokes_a_pixel_wide_are_no_lines() -> None:
    """What is left of a seal in an empty cell."""
    ink = np.zeros((182, 507), np.uint8)
    for x, y, width, height in ((4, 116, 1, 13), (4, 154, 1, 14), (95, 177, 22, 2)):
        ink[y : y + height, x : x + width] = 255
    assert find_lines(255 - ink, ink, np.ones(ink.shape, np.int32), 300) == ()


def test_tall_accents_stay_with_their_capitals() -> None:
    title: list[Placed] = [(85, 300, "KẾ HOẠCH ĐỔI MỚI TỔ CHỨC, THỂ CHẾ, SỐ HÓA")]
    heading = sheet(title, size=17, dpi=DPI)
    found = lines_of(np.minimum(sheet(prose(count=8), size=12, dpi=DPI), heading))
    assert len(found) == 9
    own, strange = ink_of(found[-1], heading)
    assert own > 0.98 * (heading < 128).sum() and strange < 0.02 * own


def test_a_comma_does_not_join_its_line_to_the_accents_below_it() -> None:
    """“Kết quả, sản” above “phẩm” in tightly set bold print, whose comma and accent are as high as letters of
    small print.
    """
    gray = sheet(prose(count=8), dpi=DPI).copy()
    upper = [(700 + 22 * k, 1405, 18, 17) for k in range(11) if k != 6]
    lower = [(750 + 22 * k, 1441, 18, 17) for k in range(4)]
    for x, y, width, height in (*upper, (834, 1416, 7, 10), *lower, (803, 1429, 16, 10)):
        gray[y : y + height, x : x + width] = 0
    found = [line for line in lines_of(gray, [(600, 1380, 1200, 1480)]) if line.region == 1]
    assert [np.count_nonzero(line.picture < 128) for line in found] == [10 * 18 * 17 + 70, 4 * 18 * 17 + 160]


def test_small_print_outside_tables_is_read() -> None:
    small = sheet([(85, 400, "Nơi nhận: như trên, lưu văn thư")], size=8, dpi=DPI)
    assert len(lines_of(np.minimum(sheet(prose(count=16), size=14, dpi=DPI), small))) == 17
