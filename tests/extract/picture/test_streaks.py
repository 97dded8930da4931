import cv2
import numpy as np
import pytest

from extract.picture.streaks import without_streaks
from tests.extract.pages import grid, prose, sheet

DPI = 150
STREAK = 602  # a column between two words


def streaked(gray: np.ndarray, shade: float, column: int = STREAK) -> np.ndarray:
    struck = gray.copy()
    struck[:, column] = (struck[:, column] * shade).astype(np.uint8)
    return struck


def test_a_streak_from_edge_to_edge_goes() -> None:
    gray = sheet(prose(count=20), dpi=DPI)
    for shade in (0.6, 0.0):
        cleaned = without_streaks(streaked(gray, shade), DPI)
        assert (cleaned[:80, STREAK] > 200).all() and (cleaned[-80:, STREAK] > 200).all()
        assert (cleaned != gray).mean() < 0.001


@pytest.mark.parametrize("column", range(STREAK, STREAK + 5))
def test_one_goes_that_lies_between_columns(column: int) -> None:
    """As on a coarse bilevel sheet, which is read with more pixels than it has."""
    struck = cv2.resize(streaked(sheet(prose(count=20), dpi=DPI), 0.0, column), None, fx=1.2, fy=1.2)
    assert (without_streaks(np.asarray(struck, np.uint8), 1.2 * DPI)[:96] > 200).all()


@pytest.mark.parametrize(("shade", "most"), [(0.6, 0), (0.0, 2)])
def test_letters_below_a_streak_stay(shade: float, most: int) -> None:
    """… whole, where dust let light through; of thin stems in a bilevel picture little is lost."""
    gray = sheet(prose(count=20), dpi=DPI)
    for column in range(STREAK, STREAK + 24):
        cleaned = without_streaks(streaked(gray, shade, column), DPI)
        lost = (cleaned > 200) & (gray < 80)
        assert (lost.sum(axis=0) <= most * 20).all()
        assert not lost[:, :column].any() and not lost[:, column + 1 :].any()


def test_a_faint_one_is_told_from_the_grain_of_the_paper() -> None:
    """As one of a single pixel is at 300 dpi, once the picture is brought down to 200."""
    grain = np.random.default_rng(1).normal(0, 6, sheet([], dpi=DPI).shape)
    paper = np.clip(235 + grain, 0, 255).astype(np.uint8)
    cleaned = without_streaks(streaked(paper, 0.85), DPI)
    assert cleaned[:, STREAK].mean() == pytest.approx(235, abs=6)
    for untouched in (paper, streaked(paper, 0.96)):
        assert np.array_equal(without_streaks(untouched, DPI), untouched)


def test_one_across_goes_too() -> None:
    struck = streaked(np.ascontiguousarray(sheet(prose(count=20), dpi=DPI).T), 0.5).T
    assert (without_streaks(np.ascontiguousarray(struck), DPI)[STREAK, :80] > 200).all()


def test_a_ruling_over_nearly_the_whole_sheet_stays() -> None:
    gray = sheet([], grid([60, 289, 540], [50, 400, 792]), dpi=DPI)
    assert np.array_equal(without_streaks(gray, DPI), gray)
