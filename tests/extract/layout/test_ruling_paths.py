"""Rulings of which a threshold left traces, drawn as dots at random places along them."""

import cv2
import numpy as np
import pytest

from extract.layout.ruling_paths import Evidence
from extract.layout.rulings import find_rulings
from extract.layout.table_sides import words_between
from extract.layout.table_structure import Grid, find_grids
from extract.picture.cleaning import find_ink
from tests.extract.pages import Gray, Stroke, grid, sheet

DPI = 150
XS, YS = [60.0, 100.0, 320.0, 540.0], [100.0, 140.0, 190.0, 250.0, 310.0, 370.0]
LINES = (
    "Rà soát các văn bản quy phạm",
    "thuộc lĩnh vực quản lý",
    "Sở Tư pháp chủ trì",
    "các đơn vị phối hợp",
)
TEXTS = [(76, y + 14, str(k)) for k, y in enumerate(YS[:-1])] + [
    (x + 8, y + 8 + 14 * k, LINES[2 * (x > 300) + k]) for x in XS[1:3] for y in YS[:-1] for k in range(2)
]


def worn(
    strokes: list[Stroke], left: float, *, specks: int = 0, texts: list[tuple[float, float, str]] = TEXTS
) -> Gray:
    """The page with its text whole and of the strokes only this share, a point long each."""
    rng = np.random.default_rng(7)
    dots = [
        (x0, y0, x0 + 1.0 * (y0 == y1), y0 + 1.0 * (x0 == x1))
        for a, b, c, d in strokes
        for share in np.arange(0.0, 1.0, 1.0 / max(c - a, d - b))
        if rng.random() < left
        for x0, y0 in [(a + share * (c - a), b + share * (d - b))]
        for y1, x1 in [(y0 if d == b else -1.0, x0 if c == a else -1.0)]
    ]
    gray = sheet(texts, dots, size=11, dpi=DPI).copy()
    for x, y in zip(
        rng.integers(0, gray.shape[1] - 2, specks), rng.integers(0, gray.shape[0] - 2, specks), strict=True
    ):
        gray[y : y + 2, x : x + 2] = 0
    return gray


def found(gray: Gray) -> tuple[Grid, ...]:
    return find_grids(*find_rulings(gray, find_ink(gray, DPI), DPI), DPI)


def spans(table: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in table.cells]


FULL = [(row, column, 1, 1) for row in range(5) for column in range(3)]


@pytest.mark.parametrize("left", [0.3, 0.2])
def test_a_grid_of_which_traces_are_left(left: float) -> None:
    (table,) = found(worn(grid(XS, YS), left))
    assert spans(table) == FULL
    assert table.doubt == 0


def test_no_grid_where_nothing_is_left() -> None:
    assert found(worn([], 0.0, specks=400)) == ()


@pytest.mark.parametrize("chance", [0.003, 0.2, 0.6])
def test_strokes_speak_for_a_ruling_and_paper_against_one_however_many_specks_there_are(
    chance: float,
) -> None:
    here, none = np.ones((1, 1), bool), np.zeros((1, 1), bool)
    rest = np.ones((1, 1), np.float32), here, none, none, 3, chance
    assert Evidence(here, *rest).weights(0.24) > 0
    assert Evidence(none, *rest).weights(0.24) < 0


def test_a_whole_grid_is_not_guessed_whatever_specks_lie_about() -> None:
    (table,) = found(worn(grid(XS, YS), 1.0, specks=400))
    assert spans(table) == FULL
    assert table.doubt == 0


def test_an_upright_without_a_trace_is_told_by_the_white_between_columns() -> None:
    gone = (XS[1], YS[0], XS[1], YS[-1])
    (table,) = found(worn([s for s in grid(XS, YS) if s != gone], 0.3))
    assert len(table.xs) == len(XS)


def test_words_hide_what_lies_below_them_though_their_letters_are_hollow() -> None:
    gray = sheet([(340, 150, "OCCO")], size=18, dpi=DPI)
    level, _ = find_rulings(gray, find_ink(gray, DPI), DPI)
    above, below = (round(y * DPI / 72) for y in (140, 190))
    words = np.flatnonzero(words_between(level, above, below))
    assert len(words) == words[-1] - words[0] + 1
    assert not level.evidence.crossed[above:below, words].any(axis=0).all()


def bowed(gray: Gray, rise: float) -> Gray:
    """The page as a sheet shows it that rises in its middle by so many points."""
    height, width = gray.shape
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    lift = (rise * DPI / 72 * np.sin(np.pi * xs / width) ** 2).astype(np.float32)
    bent = cv2.remap(
        gray, xs, ys + lift, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,)
    )
    return np.asarray(bent, np.uint8)


@pytest.mark.parametrize("left", [1.0, 0.4])
def test_rulings_of_a_bowed_sheet_are_followed(left: float) -> None:
    (table,) = found(bowed(worn(grid(XS, YS), left), 3.0))
    assert spans(table) == FULL


def test_worn_rulings_of_a_table_with_a_title_over_all_columns() -> None:
    """Letters across tell that the uprights are open there."""
    strokes = [(XS[0], y, XS[-1], y) for y in YS] + [(x, YS[0], x, YS[-1]) for x in (XS[0], XS[-1])]
    strokes += [(x, a, x, b) for x in XS[1:-1] for a, b in ((YS[0], YS[2]), (YS[3], YS[-1]))]
    title = (66, YS[2] + 20, "III. CẢI CÁCH TỔ CHỨC BỘ MÁY VÀ CẢI CÁCH CHẾ ĐỘ CÔNG VỤ, CÔNG CHỨC")
    texts = [text for text in TEXTS if not YS[2] < text[1] < YS[3]] + [title]
    (table,) = found(worn(strokes, 0.4, texts=texts))
    assert spans(table) == [span for span in FULL if span[0] < 2] + [(2, 0, 1, 3)] + [
        span for span in FULL if span[0] > 2
    ]


def test_a_fold_across_the_sheet_is_no_ruling_of_the_table() -> None:
    fold = (0.0, 220.0, 590.0, 220.0)
    (table,) = found(worn([*grid(XS, YS), fold], 1.0))
    assert len(table.ys) == len(YS)


@pytest.mark.parametrize(("x0", "x1", "levels"), [(18, 578, 6), (40, 578, 7), (36, 559, 7)])
def test_a_fold_across_a_sheet_with_narrow_margins(x0: float, x1: float, levels: int) -> None:
    """What runs on over both margins is a fold; over one, or a little, it is a ruling."""
    (table,) = found(worn([*grid([40.0, 90.0, 320.0, 555.0], YS), (x0, 220, x1, 220)], 1.0))
    assert len(table.ys) == levels


def test_a_ruling_that_runs_on_into_a_seal_beside_the_table_is_one() -> None:
    into_the_seal = (XS[-1], YS[2], 590.0, YS[2])
    (table,) = found(worn([*grid(XS, YS), into_the_seal], 1.0))
    assert spans(table) == FULL


def test_what_stands_under_a_table_far_below_it_is_none_of_it() -> None:
    """A seal's strokes stand below one of its uprights, with lines of text between."""
    lines = [(60, y, " ".join(LINES[:3])) for y in range(395, 600, 16)]
    seal = [(x, 620.0, x, 700.0) for x in np.arange(XS[1] - 40, XS[1] + 41, 5)]
    seal += [(XS[1] - 40, y, XS[1] + 40, y) for y in (630.0, 660.0, 690.0)]
    (table,) = (t for t in found(worn([*grid(XS, YS), *seal], 1.0, texts=[*TEXTS, *lines])) if len(t.ys) > 5)
    assert spans(table) == FULL


def test_strokes_of_a_seal_over_prose_make_no_table() -> None:
    lines = [(60, y, " ".join(LINES)) for y in range(100, 400, 18)]
    seal = [(430.0, y, 470.0, y) for y in (150.0, 190.0, 230.0)]
    seal += [(x, 140.0, x, 240.0) for x in (440.0, 450.0, 465.0)]
    assert found(worn(seal, 0.6, texts=lines)) == ()


def test_tops_of_letters_in_one_cell_are_no_ruling() -> None:
    texts = [*TEXTS, *((328, y + 34, "TTHC TTHC TTHC TTHC TTHC") for y in YS[1:-1])]
    (table,) = found(worn(grid(XS, YS), 0.4, texts=texts))
    assert spans(table) == FULL


def test_an_upright_hard_beside_text_is_one_though_letters_hide_it() -> None:
    lines = [(x + 1.5, y, "HHHHHHHH") for x in XS[1:3] for y in np.arange(YS[0] + 2, YS[-1] - 9, 9.5)]
    (table,) = found(worn(grid(XS, [YS[0], YS[-1]]), 1.0, texts=lines))
    assert len(table.xs) == len(XS)
