"""Pages with a table of whose rulings a threshold left dots where they crossed."""

import cv2
import numpy as np
import pytest

from extract.layout.crossings import with_rulings_between
from extract.layout.rulings import find_rulings
from extract.layout.table_structure import find_grids
from extract.picture.cleaning import find_ink
from tests.extract.pages import Gray, prose, sheet

DPI = 200
XS, YS = [60.0, 100.0, 320.0, 440.0, 540.0], [100.0, 140.0, 190.0, 250.0, 310.0, 370.0]
TEXTS = [
    (x + 6, y + 8 + 14 * k, text)
    for y in YS[:-1]
    for x, lines in zip(
        XS, (["1"], ["Rà soát các văn bản", "thuộc lĩnh vực"], ["Sở Tư pháp"], ["Quý I"]), strict=False
    )
    for k, text in enumerate(lines)
]


def dotted(
    crossings: list[tuple[float, float]], texts: list[tuple[float, float, str]], lean: float = 0.0
) -> Gray:
    gray = sheet(texts, size=11, dpi=DPI).copy()
    for x, y in crossings:
        column, row = round((x + lean * (y - 421)) * DPI / 72), round((y - lean * (x - 297)) * DPI / 72)
        gray[row : row + 2, column : column + 2] = 0
    return gray


def specks(count: int) -> list[tuple[float, float]]:
    rng = np.random.default_rng(3)
    return list(zip(rng.uniform(20, 570, count).tolist(), rng.uniform(20, 820, count).tolist(), strict=True))


CROSSINGS = [(x, y) for x in XS for y in YS]


def spans(gray: Gray) -> list[tuple[int, int, int, int]]:
    drawn = with_rulings_between(gray, DPI)
    assert drawn is not None
    (table,) = find_grids(*find_rulings(drawn, find_ink(drawn, DPI), DPI), DPI)
    return [(c.row, c.column, c.row_span, c.column_span) for c in table.cells]


FULL = [(row, column, 1, 1) for row in range(5) for column in range(4)]


@pytest.mark.parametrize("lean", [0.0, 0.004, -0.004])
def test_a_table_is_drawn_again_between_its_crossings(lean: float) -> None:
    assert spans(dotted(CROSSINGS + specks(100), TEXTS, lean)) == FULL


def test_a_few_crossings_may_be_gone() -> None:
    assert spans(dotted([c for k, c in enumerate(CROSSINGS) if k % 7 != 3], TEXTS)) == FULL


def test_no_ruling_is_drawn_through_a_title() -> None:
    title = (106.0, 156.0, "TRIỂN KHAI CÁC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH CỦA SỞ")
    texts = [text for text in TEXTS if not 140 < text[1] < 190]
    assert (1, 1, 1, 1) not in spans(dotted(CROSSINGS, [*texts, title]))


def test_rows_that_page_breaks_cut_have_their_columns() -> None:
    kept = [c for c in CROSSINGS if YS[0] < c[1] < YS[-1]]
    assert spans(dotted(kept, TEXTS)) == FULL


@pytest.mark.parametrize("count", [0, 100, 600])
def test_specks_about_prose_are_no_crossings(count: int) -> None:
    assert with_rulings_between(dotted(specks(count), prose(count=30)), DPI) is None


def test_leaders_of_a_form_are_no_crossings() -> None:
    leaders = [(85.0, 100.0 + 18 * k, f"Họ và tên: {'.' * 90}") for k in range(8)]
    assert with_rulings_between(sheet(leaders, dpi=DPI), DPI) is None


def test_a_table_with_its_rulings_is_left_alone() -> None:
    gray = sheet(TEXTS, size=11, dpi=DPI).copy()
    for x in XS:
        cv2.line(gray, (round(x * DPI / 72), 278), (round(x * DPI / 72), 1028), 0, 2)
    assert with_rulings_between(gray, DPI) is None
