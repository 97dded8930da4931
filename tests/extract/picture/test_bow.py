import cv2
import numpy as np
import pytest

from extract.picture.bow import find_bow
from extract.picture.dewarp import Slopes, Straightened
from tests.extract.pages import grid, prose, sheet

DPI = 100
PAGE = sheet(prose(120, 36, 60), grid([40, 300, 560], [60 + 72 * k for k in range(11)]), dpi=DPI)
HEIGHT, WIDTH = PAGE.shape


def bowed(page: np.ndarray, lift: float) -> np.ndarray:
    """The page as it lies where it sinks by `lift` pixels in the middle."""
    x = np.tile(np.arange(WIDTH, dtype=np.float32), (HEIGHT, 1))
    sunk = lift * np.sin(np.pi * np.arange(WIDTH) / WIDTH) ** 2
    y = np.arange(HEIGHT, dtype=np.float32)[:, None] - sunk[None, :].astype(np.float32)
    return np.asarray(cv2.remap(page, x, y, cv2.INTER_LINEAR, borderValue=255))


def spread(page: np.ndarray) -> int:
    """Rows over which the level rulings of a page are spread."""
    dark = (page[:, 100:-100] < 128).sum(axis=1)
    return int((dark > 0.2 * dark.max()).sum())


@pytest.mark.parametrize("lift", [6.0, -6.0])
def test_lines_that_bow_become_straight(lift: float) -> None:
    page = bowed(PAGE, lift)
    bow = find_bow(page)
    assert max(bow) - min(bow) == pytest.approx(abs(lift) / WIDTH, rel=0.25)
    straight = Straightened(page, Slopes((0.0, 0.0), (0.0, 0.0), bow)).picture
    assert spread(straight) < 0.75 * spread(page)


@pytest.mark.parametrize("page", [PAGE, bowed(PAGE, 0.8), sheet(dpi=DPI)])
def test_lines_that_are_straight_are_left_alone(page: np.ndarray) -> None:
    assert find_bow(page) == ()


def test_a_box_on_a_bowed_page_is_found_again() -> None:
    mark = np.full((HEIGHT, WIDTH), 255, np.uint8)
    mark[300:320, 100:140] = 0
    straightened = Straightened(mark, Slopes((0.01, 0.0), (-0.01, 0.0), (0.0, 0.01, 0.0)))
    ys, xs = np.nonzero(straightened.picture < 128)
    box = straightened.box_before((float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())))
    assert box == pytest.approx((100, 300, 139, 319), abs=3)
