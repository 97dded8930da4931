import numpy as np

from extract.picture.streaks import without_streaks
from tests.extract.pages import grid, prose, sheet

DPI = 150
STREAK = 602  # a column between two words


def streaked(gray: np.ndarray, shade: float) -> np.ndarray:
    struck = gray.copy()
    struck[:, STREAK] = (struck[:, STREAK] * shade).astype(np.uint8)
    return struck


def test_a_streak_from_edge_to_edge_goes() -> None:
    gray = sheet(prose(count=20), dpi=DPI)
    for shade in (0.6, 0.0):
        cleaned = without_streaks(streaked(gray, shade), DPI)
        assert (cleaned[:80, STREAK] > 200).all() and (cleaned[-80:, STREAK] > 200).all()
        assert (cleaned != gray).mean() < 0.001


def test_one_across_goes_too() -> None:
    struck = streaked(np.ascontiguousarray(sheet(prose(count=20), dpi=DPI).T), 0.5).T
    assert (without_streaks(np.ascontiguousarray(struck), DPI)[STREAK, :80] > 200).all()


def test_a_ruling_over_nearly_the_whole_sheet_stays() -> None:
    gray = sheet([], grid([60, 289, 540], [50, 400, 792]), dpi=DPI)
    assert np.array_equal(without_streaks(gray, DPI), gray)
