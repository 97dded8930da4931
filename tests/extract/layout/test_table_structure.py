from itertools import pairwise

import cv2
import numpy as np
import pytest

from extract.layout.rulings import find_rulings
from extract.layout.table_structure import Grid, drawn_rulings, find_grids
from extract.picture.cleaning import clean, find_ink, without_coloured_ink
from tests.extract.pages import Stroke, font, grid, rgb, sheet, turned

DPI = 150
XS, YS = [60.0, 100.0, 320.0, 540.0], [100.0, 130.0, 190.0, 250.0, 310.0]
TEXTS = [
    (x + 6, y + 6 + 14 * k, words)
    for x, words in zip(
        XS, ("1", "Rà soát các văn bản quy phạm", "Sở Tư pháp chủ trì thực hiện"), strict=False
    )
    for y in YS[:-1]
    for k in range(1 if y < 130 else 3)
]
Spans = list[tuple[int, int, int, int]]


def full(rows: int, columns: int) -> Spans:
    return [(row, column, 1, 1) for row in range(rows) for column in range(columns)]


def found(gray: np.ndarray) -> tuple[Grid, ...]:
    return find_grids(*find_rulings(gray, find_ink(gray, DPI), DPI), DPI)


def spans(table: Grid) -> Spans:
    return [(c.row, c.column, c.row_span, c.column_span) for c in table.cells]


def page(strokes: list[Stroke], texts: list[tuple[float, float, str]] = TEXTS) -> np.ndarray:
    return sheet(texts, strokes, size=11, dpi=DPI)


def without(strokes: list[Stroke], *gone: Stroke) -> list[Stroke]:
    return [s for s in strokes if s not in gone]


def test_a_plain_table_and_its_edges() -> None:
    (table,) = found(page(grid(XS, YS)))
    assert spans(table) == full(4, 3)
    assert [x * 72 / DPI for x in table.xs] == pytest.approx(XS, abs=1.5)
    assert [y * 72 / DPI for y in table.ys] == pytest.approx(YS, abs=1.5)
    first = table.cells[0].box
    assert table.xs[0] < first[0] < first[2] < table.xs[1]


def test_double_rulings() -> None:
    """Two strokes close together are one ruling, however low the row that they part."""
    ys = [100.0, 115.0, *YS[1:]]
    strokes = [
        (x0 + dx, y0 + dy, x1 + dx, y1 + dy)
        for x0, y0, x1, y1 in grid(XS, ys)
        for dx, dy in ((-0.8, -0.8), (0.8, 0.8))
    ]
    texts = [text for text in TEXTS if text[1] > YS[1]]
    (table,) = found(page(strokes, texts))
    assert spans(table) == full(5, 3)


def test_a_skewed_sheet() -> None:
    cleaned = clean(rgb(turned(page(grid(XS, YS)), 1.5)), DPI)
    (table,) = find_grids(*find_rulings(cleaned.gray, cleaned.ink, DPI), DPI)
    assert spans(table) == full(4, 3)


def test_merged_cells_and_a_group_row() -> None:
    strokes = [(XS[0], y, XS[-1], y) for y in (100, 130, 190, 310)]
    strokes += [(100, 250, 540, 250)]  # the first cell of the last two rows is one
    strokes += [(x, 100, x, 310) for x in (60, 540)]
    strokes += [
        (x, y0, x, y1) for x in (100, 320) for y0, y1 in ((100, 130), (190, 310))
    ]  # row 2: a group's title
    texts = [(66, 106, "STT"), (106, 106, "Nội dung"), (66, 150, "I. CẢI CÁCH THỂ CHẾ VÀ THỦ TỤC HÀNH CHÍNH")]
    (table,) = found(page(strokes, texts))
    assert spans(table) == [
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (0, 2, 1, 1),
        (1, 0, 1, 3),
        (2, 0, 2, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
        (3, 1, 1, 1),
        (3, 2, 1, 1),
    ]


def test_dotted_rulings() -> None:
    gray = page(grid(XS, YS))
    strokes = [(XS[0], y, XS[-1], y) for y in YS[2:4]]
    for x0, y, x1, _ in strokes:
        row = round(y * DPI / 72)
        gap = np.arange(round(x0 * DPI / 72), round(x1 * DPI / 72)) % 4 < 2
        columns = np.flatnonzero(gap) + round(x0 * DPI / 72)
        gray = gray.copy()
        gray[row - 1 : row + 2, columns] = 255
    (table,) = found(gray)
    assert spans(table) == full(4, 3)


def dashed(strokes: list[Stroke], on: float, off: float) -> list[Stroke]:
    """The strokes as dashes so long, with gaps so wide (points)."""
    dashes: list[Stroke] = []
    for x0, y0, x1, y1 in strokes:
        length = max(x1 - x0, y1 - y0)
        for start in np.arange(0.0, length, on + off):
            a, b = start / length, min(1.0, (start + on) / length)
            dashes.append((x0 + a * (x1 - x0), y0 + a * (y1 - y0), x0 + b * (x1 - x0), y0 + b * (y1 - y0)))
    return dashes


@pytest.mark.parametrize(("on", "off"), [(6.0, 4.0), (3.0, 3.0), (5.0, 2.5)])
def test_dashed_rulings(on: float, off: float) -> None:
    (table,) = found(page(dashed(grid(XS, YS), on, off)))
    assert spans(table) == full(4, 3)


@pytest.mark.parametrize("off", [0.0, 0.24])
def test_dashes_that_dashes_cross_are_no_words(off: float) -> None:
    """Beside each other they hang together, and with those across; rows had been poured together."""
    xs, ys = [60.0, 100.0, 320.0, 344.0, 368.0, 392.0, 540.0], [y + off for y in YS]
    strokes = [(x, y0, x, y1) for x in xs for y0, y1 in pairwise(ys)]
    strokes += [(x0, y, x1, y) for y in ys for x0, x1 in pairwise(xs)]
    (table,) = found(page(dashed(strokes, 2.2, 1.1)))
    assert spans(table) == full(4, 6)


def test_a_dashed_table_that_a_camera_tilted() -> None:
    gray = page(dashed(grid(XS, YS), 6, 4))
    leaning = np.array([[1, 0.02, -8], [0, 1, 0]], np.float32)
    tilted = cv2.warpAffine(gray, leaning, gray.shape[::-1], borderValue=(255,))
    cleaned = clean(rgb(np.asarray(tilted, np.uint8)), DPI)
    (table,) = find_grids(*find_rulings(cleaned.gray, cleaned.ink, DPI), DPI)
    assert spans(table) == full(4, 3)


def test_stems_that_stand_below_each_other_are_no_ruling() -> None:
    texts = [(330, y + 5 + 14 * k, "Nội Nội Hlllll") for y in YS[1:-1] for k in range(3)]
    assert spans(found(page(grid(XS, YS), texts))[0]) == full(4, 3)


@pytest.mark.parametrize(("off", "columns"), [(7, 3), (11, 3), (14, 4)])
def test_no_column_is_narrower_than_a_letter_and_its_margin(off: int, columns: int) -> None:
    stems = [
        (XS[2] + off, y, XS[2] + off, y + 8) for y in range(102, 306, 13)
    ]  # of first letters, and specks
    texts = [text for text in TEXTS if text[0] < XS[2]]
    assert spans(found(page(grid(XS, YS) + stems, texts))[0]) == full(4, columns)


def broken(stroke: Stroke, share: float) -> list[Stroke]:
    """The first part of a ruling, this share of it."""
    x0, y0, x1, y1 = stroke
    return [(x0, y0, x0 + share * (x1 - x0), y0 + share * (y1 - y0))]


@pytest.mark.parametrize(("share", "parted"), [(0.45, True), (0.2, False)])
def test_a_worn_side_between_two_rows_parts_them(share: float, parted: bool) -> None:
    level = (XS[0], YS[2], XS[-1], YS[2])
    sides = [(XS[0], YS[2], XS[1], YS[2]), (XS[2], YS[2], XS[3], YS[2])]
    strokes = without(grid(XS, YS), level) + sides + broken((XS[1], YS[2], XS[2], YS[2]), share)
    (table,) = found(page(strokes))
    assert (spans(table) == full(4, 3)) is parted


@pytest.mark.parametrize(("share", "parted"), [(0.75, True), (0.45, True), (0.1, False)])
def test_a_worn_side_between_two_columns_parts_them_where_enough_is_left(share: float, parted: bool) -> None:
    upright = (XS[2], YS[0], XS[2], YS[-1])
    sides = [(XS[2], YS[0], XS[2], YS[2]), (XS[2], YS[3], XS[2], YS[4])]
    strokes = without(grid(XS, YS), upright) + sides + broken((XS[2], YS[2], XS[2], YS[3]), share)
    (table,) = found(page(strokes, [text for text in TEXTS if text[0] < XS[1]]))
    assert (spans(table) == full(4, 3)) is parted


def test_a_heading_over_two_columns_is_no_doubt() -> None:
    ys = [100.0, 120.0, *YS[1:]]
    strokes = [*without(grid(XS, ys), (XS[2], ys[0], XS[2], ys[-1])), (XS[2], ys[1], XS[2], ys[-1])]
    (table,) = found(page(strokes, []))
    assert (0, 1, 1, 2) in spans(table) and table.doubtful == ()


def drawn(gray: np.ndarray) -> np.ndarray:
    rulings = find_rulings(gray, find_ink(gray, DPI), DPI)
    return drawn_rulings(*rulings, find_grids(*rulings, DPI), DPI)


def test_stems_below_each_other_in_two_lines_of_a_paragraph_keep_their_ink() -> None:
    gray = page([], [(60, 100, "phổ biến, giáo dục pháp"), (60, 112, "luận xã hội quan tâm,")])
    stems = sheet([], [(62, 102, 62, 112), (62, 114, 62, 131)], size=11, dpi=DPI)
    assert not drawn(np.minimum(gray, stems)).any()


@pytest.mark.parametrize("words", ["luật lệ liên lạc", "HỘI ĐỒNG HUYỆN", "11/11/2021 - 11/12/2021"])
def test_stems_below_each_other_in_many_lines_keep_their_ink(words: str) -> None:
    assert not drawn(page([], [(60, 100 + 12 * k, words) for k in range(9)])).any()


@pytest.mark.parametrize(("length", "is_drawn"), [(60, False), (80, True)])
def test_an_upright_stroke_apart_from_tables(length: int, is_drawn: bool) -> None:
    assert drawn(page([(60, 100, 60, 100 + length)], [])).any() == is_drawn


def test_a_piece_of_an_upright_on_the_edge_of_a_table_and_stems_inside() -> None:
    mask = drawn(
        page(
            without(grid(XS, YS), (XS[2], YS[0], XS[2], YS[-1]))
            + [(XS[2], y, XS[2], y + 44) for y in YS[1:-1]]
            + [(XS[2] + 30, 200, XS[2] + 30, 240)],
            [],
        )
    )
    row = mask[round(220 / 72 * DPI)]
    assert row[round(XS[2] / 72 * DPI)] and not row[round((XS[2] + 30) / 72 * DPI)]


def test_rulings_of_the_other_side_that_shine_through_are_none() -> None:
    behind = page(grid([80, 200, 420, 560], [y + 21 for y in YS]), [])
    gray = np.minimum(page(grid(XS, YS)), np.where(behind < 128, 215, 255)).astype(np.uint8)
    (table,) = found(gray)
    assert spans(table) == full(4, 3)


def test_faint_rulings() -> None:
    texts, rulings = page([]), page(grid(XS, YS), [])
    gray = np.minimum(texts, np.where(rulings < 128, 205, 255)).astype(np.uint8)
    (table,) = found(gray)
    assert spans(table) == full(4, 3)


def test_a_foot_left_open_by_the_page_break() -> None:
    (table,) = found(page(without(grid(XS, YS), (XS[0], YS[-1], XS[-1], YS[-1]))))
    assert spans(table) == full(4, 3)
    assert [c.row for c in table.cells if c.open_below] == [3, 3, 3]


def test_a_cell_that_the_page_break_left_open() -> None:
    foot = (XS[0], YS[-1], XS[-1], YS[-1])
    halves = [(XS[0], YS[-1], XS[1], YS[-1]), (XS[2], YS[-1], XS[3], YS[-1])]
    (table,) = found(page([*without(grid(XS, YS), foot), *halves]))
    assert spans(table) == full(4, 3)
    assert [(c.row, c.column) for c in table.cells if c.open_below] == [(3, 1)]
    (table,) = found(page(grid(XS, YS)))
    assert not any(c.open_below for c in table.cells)


def test_no_outer_border() -> None:
    strokes = without(grid(XS, YS), (XS[0], YS[0], XS[0], YS[-1]), (XS[-1], YS[0], XS[-1], YS[-1]))
    (table,) = found(page(strokes))
    assert spans(table) == full(4, 3)


@pytest.mark.parametrize(("merged", "number", "columns"), [(2, "24", 3), (0, "24", 2), (2, "", 2)])
def test_a_first_column_without_border_whose_cells_are_merged(merged: int, number: str, columns: int) -> None:
    """Two rulings that end beyond the last upright at one place, and words before it, show the column."""
    starts = [XS[0] if row in (0, merged) else XS[1] for row in range(len(YS))]
    levels = [(x, y, XS[-1], y) for x, y in zip(starts, YS, strict=True)]
    uprights = [(x, YS[0], x, YS[-1]) for x in XS[1:]]
    texts = [text for text in TEXTS if text[2] != "1"] + [(XS[0] + 10, YS[1] + 6, number)]
    (table,) = found(page([*levels, *uprights], texts))
    assert len(table.xs) == columns + 1


@pytest.mark.parametrize("colour", [(205, 25, 35), (0, 0, 0)])
def test_a_seal_over_the_edge(colour: tuple[int, int, int]) -> None:
    picture = rgb(page(grid(XS, YS)))
    centre = round(540 * DPI / 72), round(220 * DPI / 72)
    for radius, width in ((112, 4), (78, 2)):
        cv2.circle(picture, centre, radius, colour, width)
    (table,) = found(without_coloured_ink(picture, DPI))
    assert spans(table) == full(4, 3)


def test_what_is_left_of_a_red_seal_is_no_upright() -> None:
    """A table with level rulings alone is found by its words, whatever stands at its edge."""
    picture = rgb(page([(XS[0], y, XS[-1], y) for y in YS]))
    centre = round(520 * DPI / 72), round(220 * DPI / 72)
    for radius in range(60, 116, 6):
        cv2.circle(picture, centre, radius, (205, 25, 35), 2)
    assert found(without_coloured_ink(picture, DPI)) == ()


def test_two_tables_on_a_page() -> None:
    below = [y + 300 for y in YS]
    first, second = found(page([*grid(XS, YS), *grid(XS[1:], below)], [(85, 350, "Bảng thứ hai dưới đây")]))
    assert (spans(first), spans(second)) == (full(4, 3), full(4, 2))


@pytest.mark.parametrize("between", [8, 24])
def test_tables_of_the_same_width_whose_columns_stand_near_each_other(between: int) -> None:
    """The lower one is so low that its columns are a small part of both."""
    upper, lower = [*YS, 400.0, 500.0, 600.0], [650.0, 690.0, 720.0]
    columns = [XS[0], XS[1], XS[2] + between, XS[-1]]
    first, second = found(page([*grid(XS, upper), *grid(columns, lower)], []))
    assert [[round(x * 72 / DPI, -1) for x in table.xs] for table in (first, second)] == [
        [round(x, -1) for x in edges] for edges in (XS, columns)
    ]


def test_a_level_stroke_with_two_short_uprights_is_no_table() -> None:
    assert found(page([(60, 100, 260, 100), (80, 100, 80, 124), (250, 100, 250, 124)], [])) == ()


def test_rules_under_headings_are_no_table() -> None:
    assert found(page([(120, 100, 200, 100), (330, 100, 480, 100), (85, 700, 200, 700)])) == ()


@pytest.mark.parametrize("beyond", [24.0, 10.0])
def test_a_stroke_of_a_seal_beside_the_table_is_no_side_of_it(beyond: float) -> None:
    x = XS[-1] + beyond
    stray = [(XS[-1], 200.0, x, 200.0), (x, 190.0, x, 230.0)]
    (table,) = found(page(grid(XS, YS) + stray))
    assert spans(table) == full(4, 3)


def test_dashed_sides_of_a_low_row_between_titles() -> None:
    """No upright runs on from them that would be long enough for a ruling."""
    ys = [100.0, 118.0, 138.0, 200.0, 260.0]
    strokes = without(grid(XS, ys), *((x, ys[0], x, ys[-1]) for x in XS[1:-1]))
    strokes += [(x, y0, x, y1) for x in XS[1:-1] for y0, y1 in ((100, 118), (138, 260))]
    texts = [(66, 104, "STT"), (106, 104, "Nội dung"), (330, 104, "Chủ trì"), (66, 123, "I. THỂ CHẾ")]
    (table,) = found(page(dashed(strokes, 3, 2.5), texts))
    assert spans(table) == [*full(1, 3), (1, 0, 1, 3), *((row, c, 1, 1) for row in (2, 3) for c in range(3))]


def test_a_dashed_table_that_a_page_break_left_open() -> None:
    strokes = without(grid(XS, YS), *((XS[0], y, XS[-1], y) for y in (YS[0], YS[-1])))
    (table,) = found(page(dashed(strokes, 3, 2.5)))
    assert len(table.ys) == len(YS)


def open_sided(ys: list[float], titles: tuple[int, ...]) -> list[Stroke]:
    """Rulings of a table without outer borders, some of whose rows have one cell."""
    level = [(XS[0], y, XS[-1], y) for y in ys]
    rows = [(top, bottom) for row, (top, bottom) in enumerate(pairwise(ys)) if row not in titles]
    return level + [(x, top, x, bottom) for x in XS[1:-1] for top, bottom in rows]


def test_a_row_of_one_cell_in_a_table_without_outer_borders() -> None:
    """Nothing but the other rows' rulings holds it, and a header too low for its uprights to be rulings."""
    ys = [100.0, 118.0, 140.0, 190.0, 212.0, 262.0]
    texts = [
        (66, 122, "I. Công tác chỉ đạo"),
        (66, 194, "II. Kiểm tra"),
        (66, 150, "1"),
        (110, 150, "Rà soát"),
    ]
    (table,) = found(page(open_sided(ys, (1, 3)), texts))
    assert len(table.ys) == 6
    assert [span for span in spans(table) if span[3] == 3] == [(1, 0, 1, 3), (3, 0, 1, 3)]


@pytest.mark.parametrize("title", [0, 4])
def test_a_row_of_one_cell_at_either_end_of_a_table_without_outer_borders(title: int) -> None:
    """A page break cuts a table above or below its title; a ruling far off, or shorter, is another thing."""
    ys = [100.0, 150.0, 200.0, 250.0, 300.0, 350.0]
    ys = [ys[0] + 30, *ys[1:]] if title == 0 else [*ys[:-1], ys[-1] - 30]
    (table,) = found(page(open_sided(ys, (title,)), [(110, 210, "Rà soát")]))
    assert len(table.ys) == 6
    far = [*open_sided(ys, (title,)), (XS[0], 420, XS[-1], 420), (XS[0], 90, 250, 90)]
    assert [len(one.ys) for one in found(page(far, [(110, 210, "Rà soát")]))] == [6]


def test_tables_that_are_no_parts_of_one() -> None:
    far = open_sided([100.0, 150.0], ()) + open_sided([200.0, 250.0], ())
    closed = grid(XS, [100.0, 150.0]) + grid(XS, [180.0, 230.0])
    assert len(found(page(far, []))) == len(found(page(closed, []))) == 2


def test_an_upright_that_most_rows_are_merged_over() -> None:
    """Two months of a chart: their columns are parted in the header and one row alone."""
    ys = [100.0, 126.0, 152.0, 250.0, 350.0, 450.0]
    strokes = [*grid(XS, ys), (440.0, ys[0], 440.0, ys[2])]
    (table,) = found(page(strokes, []))
    assert [span for span in spans(table) if span[1] > 1] == [
        *[(row, column, 1, 1) for row in (0, 1) for column in (2, 3)],
        *[(row, 2, 1, 2) for row in (2, 3, 4)],
    ]
    (table,) = found(page([*grid(XS, ys), (440.0, ys[0], 440.0, ys[1])], []))
    assert len(table.xs) == len(XS)  # what one row has may be a stroke of a letter


def test_a_stem_in_each_of_some_rows_is_no_upright() -> None:
    """Of rulings that show all along their sides; a "1" fills a part of its row."""
    stems = [(80.0, y + 8, 80.0, y + 22) for y in (100.0, 130.0, 160.0, 190.0)]
    ys = [100.0, 130.0, 160.0, 190.0, 220.0]
    (table,) = found(page([*grid(XS, ys), *stems], []))
    assert len(table.xs) == len(XS)


def test_an_upright_that_wore_off_alone_stays() -> None:
    """A threshold leaves more than half of one hairline, and all of the others."""
    upright = (XS[2], YS[0], XS[2], YS[-1])
    left = [(XS[2], y, XS[2], y + 9) for y in np.arange(YS[0], YS[-1] - 1, 15.0)]
    strokes = [*without(grid(XS, YS), upright), *left]
    (table,) = found(page(strokes, []))
    assert spans(table) == full(4, 3)


def test_a_fold_askew_that_shows_in_parts_makes_no_row() -> None:
    """Letters hide it between."""
    fold = [(0.0, 225.0, 200.0, 221.0), (340.0, 218.2, 510.0, 214.8)]
    (table,) = found(page([*grid(XS, YS), *fold]))
    assert spans(table) == full(4, 3)


def test_strokes_of_a_seal_at_the_end_of_a_level_take_it_not_away() -> None:
    """They run on as far beyond the table as a fold does, but reach not into it."""
    seal = [(XS[-1], YS[2], 584.0, YS[2]), (556.0, YS[2] - 8, 584.0, YS[2] - 8)]
    (table,) = found(page([*grid(XS, YS), *seal]))
    assert spans(table) == full(4, 3)


@pytest.mark.parametrize("faded", [True, False])
def test_a_side_is_no_border_less_where_the_one_before_it_fades(faded: bool) -> None:
    """Toner that ran thin leaves dots, then nothing; a cell merged over two rows has a whole side before it."""
    y = YS[2]
    strokes = without(grid(XS, YS), (XS[0], y, XS[-1], y))
    strokes += [(XS[0], y, XS[1], y), *dashed([(XS[1], y, XS[2], y)], 2.0, 10.0 if faded else 0.0)]
    (table,) = found(page(strokes))
    assert (spans(table) == full(4, 3)) is faded
    assert bool(table.doubtful) is faded


def test_a_fold_beside_a_ruling_takes_it_not_away() -> None:
    fold = (0.0, YS[2] - 3.5, 595.0, YS[2] - 3.5)
    (table,) = found(page([*grid(XS, YS), fold]))
    assert spans(table) == full(4, 3)


def test_strokes_of_a_seal_on_a_table_without_uprights_are_none() -> None:
    """Of a seal that the sheet's edge cuts no ring is found; its strokes stand over a part of the table."""
    levels = [(XS[0], y, XS[-1], y) for y in YS]
    strokes = [(x, y, x, y + 7) for x, tops in ((500, (135, 153, 171)), (520, (195, 213, 231))) for y in tops]
    assert found(page(levels + strokes, [])) == ()
    whole = [(500.0, YS[0], 500.0, YS[-1]), (520.0, YS[0], 520.0, YS[-1])]
    assert len(found(page(levels + whole, []))) == 1


def test_stems_that_stand_above_each_other_in_every_row_are_no_ruling() -> None:
    """Each row says the same: below the stem of "phòng" stands that of "vị"."""
    dpi = 240
    letters = font(round(9 * dpi / 72))
    texts = [
        (402.0 - letters.getlength(before) * 72 / dpi, y + 3 + 11 * k, line)
        for y in (130 + 38 * k for k in range(6))
        for k, (before, line) in enumerate((("Các ", "Các phòng ban,"), ("đơn v", "đơn vị trực thuộc")))
    ]
    ys = [100.0, *(130.0 + 38 * k for k in range(7))]
    gray = sheet(texts, grid(XS, ys), size=9, dpi=dpi)
    (table,) = find_grids(*find_rulings(gray, find_ink(gray, dpi), dpi), dpi)
    assert spans(table) == full(7, 3)


def test_hyphens_that_stand_above_each_other_are_no_ruling() -> None:
    ys = [100.0 + 18 * k for k in range(5)]
    texts = [(x, y + 2, words) for y in ys[:-1] for x, words in ((66, "1"), (325, "18"), (354, "22/4/2016"))]
    hyphens = [(344.0, y + 9, 348.0, y + 9) for y in ys[1:-1]]
    (table,) = found(page(grid(XS, ys) + hyphens, texts))
    assert spans(table) == full(4, 3)


def rough(gray: np.ndarray, strokes: list[Stroke]) -> np.ndarray:
    """The page with the upright strokes three pixels wide, and pixels along both of their edges."""
    rng, gray = np.random.default_rng(5), gray.copy()
    for x0, y0, x1, y1 in strokes:
        top, bottom, x = round(y0 * DPI / 72), round(y1 * DPI / 72), round(x0 * DPI / 72)
        if x0 == x1:
            gray[top:bottom, x - 1 : x + 2] = 0
            for edge in (x - 2, x + 2):
                gray[top:bottom, edge][rng.random(bottom - top) < 0.6] = 0
    return gray


def test_the_rough_edges_of_a_ruling_are_no_letters() -> None:
    strokes = grid(XS, YS)
    (table,) = found(rough(page(strokes), strokes))
    assert spans(table) == full(4, 3)
    assert not table.doubtful


@pytest.mark.parametrize(("numbers", "columns"), [(("11", "12", "13", "14"), 3), ((), 2)])
def test_an_outer_side_of_which_one_row_is_left_holds_numbers(numbers: tuple[str, ...], columns: int) -> None:
    """Toner faded over the first column: its text is inside the table, and where it has none it is none."""
    strokes = [(XS[0], y, XS[-1], y) for y in YS[:2]] + [(XS[1], y, XS[-1], y) for y in YS[2:]]
    strokes += [(XS[0], YS[0], XS[0], YS[1] + 8), *((x, YS[0], x, YS[-1]) for x in XS[1:])]
    texts = [text for text in TEXTS if text[0] > XS[1]]
    texts += [(66, y + 10, number) for y, number in zip(YS, numbers, strict=False)]
    (table,) = found(page(strokes, texts))
    assert len(table.xs) - 1 == columns


@pytest.mark.parametrize(
    ("title", "parts"), [("Rà soát", [1, 1]), ("I. CẢI CÁCH THỂ CHẾ VÀ THỦ TỤC HÀNH CHÍNH NĂM", [2])]
)
def test_a_side_that_faded_between_words_is_told(title: str, parts: list[int]) -> None:
    """Nothing is left of a ruling in one row: white parts its words, or one text runs over both columns."""
    upright = XS[2]
    strokes = without(grid(XS, YS), (upright, YS[0], upright, YS[-1]))
    strokes += [(upright, YS[0], upright, YS[2]), (upright, YS[3], upright, YS[-1])]
    texts = [text for text in TEXTS if not YS[2] < text[1] < YS[3]]
    texts += [(106, YS[2] + 20, title)] + [(330, YS[2] + 20, "Sở Tư pháp")] * (len(parts) - 1)
    (table,) = found(page(strokes, texts))
    in_row = [c for c in table.cells if c.row == 2 and c.column]
    assert [c.column_span for c in in_row] == parts
    assert bool(table.doubtful) == (len(parts) > 1)


@pytest.mark.parametrize("beside", ["", "Sở Tư pháp"])
def test_a_worn_side_is_told_where_values_hang_on_it(beside: str) -> None:
    """Which columns a group's short title spans changes none; of two texts one cell may hold both."""
    upright = XS[2]
    strokes = without(grid(XS, YS), (upright, YS[0], upright, YS[-1]))
    strokes += [(upright, YS[0], upright, YS[2] + 12), (upright, YS[3], upright, YS[-1])]
    texts = [text for text in TEXTS if not YS[2] < text[1] < YS[3]]
    texts += [(106, YS[2] + 20, "I. Thể chế"), *[(330, YS[2] + 20, beside)] * bool(beside)]
    (table,) = found(page(strokes, texts))
    assert bool(table.doubtful) == bool(beside)


def test_strokes_of_a_seal_below_a_table_are_no_row() -> None:
    """The right border runs on into them, and prose stands beside them."""
    seal: list[Stroke] = [
        (540, 310, 540, 400),
        *((x, 330, x, 400) for x in (524, 553, 567)),
        (515, 395, 571, 395),
    ]
    prose = [(66, 322 + 16 * k, "Rà soát các văn bản quy phạm pháp luật của Sở Tư pháp") for k in range(4)]
    (table,) = found(page(grid(XS, YS) + seal, TEXTS + prose))
    assert spans(table) == full(4, 3)


@pytest.mark.parametrize(("start", "tables"), [(66, 0), (306, 1)])
def test_strokes_in_prose_are_no_table(start: float, tables: int) -> None:
    """Words run through its outer side; those of a paragraph beside it do not."""
    xs, ys = [60.0, 180.0, 300.0], [100.0, 130.0, 160.0, 190.0]
    prose = "Rà soát các văn bản quy phạm pháp luật do Sở Tư pháp tham mưu ban hành năm 2020 "
    lines = [(start, 108 + 14 * k, (prose + prose)[8 * k : 8 * k + len(prose)]) for k in range(6)]
    assert len(found(page(grid(xs, ys), lines))) == tables


@pytest.mark.parametrize(("left", "columns"), [("Sở Tư pháp", 3), ("", 2)])
def test_words_stand_on_both_sides_of_an_edge_of_which_little_is_left(left: str, columns: int) -> None:
    """Toner faded over most rows; where a text runs across them all, what is left is none of the table's."""
    ys = [100.0 + 30 * k for k in range(9)]
    strokes = [*without(grid(XS, ys), (XS[2], ys[0], XS[2], ys[-1])), (XS[2], ys[-2], XS[2], ys[-1])]
    words = "Rà soát các văn bản quy phạm" if left else "Rà soát các văn bản quy phạm pháp luật do Sở Tư pháp"
    texts = [(x, y + 10, text) for y in ys[:-1] for x, text in ((66, "1"), (106, words), (330, left)) if text]
    (table,) = found(page(strokes, texts))
    assert len(table.xs) - 1 == columns


def worn(x: float, top: float, bottom: float) -> list[Stroke]:
    """What a threshold leaves of an upright: a bit of it every dozen points."""
    return [(x, y, x, y + 4) for y in np.arange(top + 3, bottom - 4, 12).tolist()]


def test_strokes_that_letters_stand_across_are_no_edge_of_a_worn_table() -> None:
    """Stems of faded letters stand below each other in three rows; in the others letters stand there."""
    ys = [100.0 + 30 * k for k in range(9)]
    strokes = [(XS[0], y, XS[-1], y) for y in ys]
    strokes += [stroke for x in XS for stroke in worn(x, ys[0], ys[-1])]
    strokes += worn(214, ys[2], ys[5]) + worn(214, ys[2] + 6, ys[5])
    line = "Rà soát các văn bản quy phạm pháp luật do Sở Tư pháp tham mưu ban hành năm 2020 "
    texts = [(66, y + 10, "1") for y in ys[:-1]]
    texts += [(330 + 5 * k, y + 10, (line + line)[7 * k :][:24]) for k, y in enumerate(ys[:-1])]
    texts += [(106, y + 10, line[5 * k :][:33]) for k, y in enumerate(ys[:-1]) if k not in (2, 3, 4)]
    (table,) = found(page(strokes, texts))
    assert [x * 72 / DPI for x in table.xs] == pytest.approx(XS, abs=2)


@pytest.mark.parametrize("merged", [False, True])
def test_toner_that_faded_over_rows_and_columns_merges_no_cells(merged: bool) -> None:
    """Neither levels nor uprights are left there, but a cell over several rows has uprights beside it."""
    ys = [100.0 + 30 * k for k in range(9)]
    strokes = [(XS[0], y, XS[-1], y) for y in (*ys[:2], *ys[5:])] + [(XS[2], y, XS[-1], y) for y in ys[2:5]]
    for x in XS[:2]:
        strokes += [(x, ys[0], x, ys[-1])] if merged else [(x, ys[0], x, ys[1]), (x, ys[5], x, ys[-1])]
    strokes += [(x, ys[0], x, ys[-1]) for x in XS[2:]]
    if not merged:
        strokes = without(strokes, (XS[2], ys[0], XS[2], ys[-1]))
        strokes += [(XS[2], ys[0], XS[2], ys[1] + 2), (XS[2], ys[5], XS[2], ys[-1])]
    line = "Rà soát các văn bản quy phạm pháp luật do Sở Tư pháp tham mưu ban hành năm 2020 "
    texts = [(66, y + 10, "1") for y in ys[:-1]]
    texts += [(106 + 3 * k, y + 10, line[7 * k :][:24]) for k, y in enumerate(ys[:-1])]
    texts += [(330 + 5 * k, y + 10, (line + line)[9 * k + 4 :][:24]) for k, y in enumerate(ys[:-1])]
    (table,) = found(page(strokes, texts))
    assert (spans(table) == full(8, 3)) != merged


def test_no_side_runs_through_the_words_of_a_merged_title() -> None:
    """A blank or the letters of a title stand where the rows above and below it have an upright."""
    ys = [100.0 + 30 * k for k in range(7)]
    strokes = [(XS[0], y, XS[-1], y) for y in ys]
    strokes += [(x, top, x, bottom) for x in XS for top, bottom in pairwise(ys) if top != ys[3] or x != XS[2]]
    texts = [(x, y + 10, text) for y in ys[:-1] if y != ys[3] for x, text in ((66, "1"), (106, "Rà soát"))]
    for start in (257, 260, 263):
        title = (start, ys[3] + 10, "CÔNG TÁC CHỈ ĐẠO")
        (table,) = found(page(strokes, [*texts, (66, ys[3] + 10, "I"), title]))
        assert [c.column_span for c in table.cells if c.row == 3] == [1, 2]


def test_a_heading_over_two_columns_whose_text_stands_between_its_two_rows() -> None:
    """Half of its letters stand in either row, on both sides of where the columns part below."""
    ys = [100.0, 122.0, 144.0, 190.0, 236.0]
    strokes = [(XS[0], y, XS[-1], y) for y in ys if y != ys[1]] + [(XS[2], ys[1], XS[-1], ys[1])]
    strokes += [(x, ys[2] if x == XS[1] else ys[0], x, ys[-1]) for x in XS]
    texts = [(x, y + 10, text) for y in ys[2:-1] for x, text in ((66, "1"), (106, "Rà soát các văn bản"))]
    texts += [(76, 115, "Nội dung cải cách"), (330, 104, "Đơn vị"), (330, 126, "Sở Tư pháp")]
    (table,) = found(page(strokes, texts))
    assert spans(table)[0] == (0, 0, 2, 2)


def test_the_same_capital_in_each_row_is_no_upright() -> None:
    """The stems of “H” stand below each other behind a blank, in a table of few rows."""
    ys = [100.0, 120.0, 150.0, 180.0]
    texts = [
        (x, y + 4, text) for y in ys[1:-1] for x, text in ((66, "1"), (106, "Chủ trì: Hội đồng Quản lý"))
    ]
    texts += [(106, 104, "Chủ trì, phối hợp"), *((106, y + 17, "dưỡng") for y in ys[1:-1])]
    (table,) = found(page(grid(XS, ys), texts))
    assert spans(table) == full(3, 3)


def test_of_two_tables_that_share_an_upright_each_has_its_own_sides() -> None:
    """The lower one has no outer borders, and other columns than the one above it."""
    upper, lower = [100.0, 130.0, 160.0], [220.0, 250.0, 280.0, 310.0, 340.0]
    strokes = [*grid(XS, upper), *((XS[0], y, XS[-1], y) for y in lower)]
    strokes += [(x, lower[0], x, lower[-1]) for x in (112.0, XS[2])]
    texts = [(x, y + 10, text) for y in upper[:-1] for x, text in ((66, "1"), (106, "Rà soát"))]
    texts += [(x, y + 10, text) for y in lower[:-1] for x, text in ((84, "1"), (120, "Rà soát"), (330, "Sở"))]
    tables = found(page(strokes, texts))
    assert [spans(table) for table in tables] == [full(2, 3), full(4, 3)]
