import cv2
import numpy as np
import pytest

from extract.picture.dewarp import Slopes, Straightened, find_slopes
from tests.extract.pages import HEIGHT, WIDTH, grid, prose, sheet, turned

DPI = 100
LINES = [(60, 118.5 + 54 * k, 510, 118.5 + 54 * k) for k in range(11)]


def residual(picture: np.ndarray, across: bool = False) -> float:
    """Largest slope of the straight rulings on a page, by a line through the ink of each."""
    ink = (picture.T if across else picture) < 128
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    slopes = []
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_WIDTH] > 300:
            ys, xs = np.nonzero(labels == number)
            slopes.append(abs(float(np.polyfit(xs, ys, 1)[0])))
    assert slopes
    return max(slopes)


@pytest.mark.parametrize("degrees", [-3.0, 0.5, 3.0])
def test_skewed_lines_become_level(degrees: float) -> None:
    page = turned(sheet(prose(120, 30, 60), LINES, dpi=DPI), degrees)
    slopes = find_slopes(page)
    assert slopes.degrees == pytest.approx(degrees, abs=0.12)
    assert residual(Straightened(page, slopes).picture) < 0.002


def test_perspective_goes_too() -> None:
    page = sheet(prose(120, 36, 60), grid([40, 300, 560], [60 + 72 * k for k in range(11)]), dpi=DPI)
    height, width = page.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = corners + np.array([[12, 4], [-6, 26], [0, -18], [4, 6]], np.float32)
    page = np.asarray(
        cv2.warpPerspective(
            page, cv2.getPerspectiveTransform(corners, seen), (width, height), borderValue=255
        )
    )
    before = residual(page), residual(page, across=True)
    straight = Straightened(page, find_slopes(page)).picture
    assert before[0] > 0.006
    assert residual(straight) < 0.003
    assert residual(straight, across=True) < max(0.004, before[1])


def test_an_empty_page_lies_straight() -> None:
    assert find_slopes(sheet(dpi=DPI)).degrees == 0.0


@pytest.mark.parametrize("slopes", [Slopes((0.02, 0.0), (-0.02, 0.0)), Slopes((0.01, 0.006), (-0.01, 0.004))])
def test_a_box_is_found_again_where_it_was(slopes: Slopes) -> None:
    mark = np.full((HEIGHT, WIDTH), 255, np.uint8)
    mark[300:320, 100:140] = 0
    straightened = Straightened(mark, slopes)
    ys, xs = np.nonzero(straightened.picture < 128)
    box = straightened.box_before((float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())))
    assert box == pytest.approx((100, 300, 139, 319), abs=3)


@pytest.mark.parametrize("slopes", [Slopes((0.05, 0.0), (-0.05, 0.0)), Slopes((0.01, 0.006), (-0.01, 0.004))])
def test_a_box_goes_to_the_straight_picture_and_back(slopes: Slopes) -> None:
    straightened = Straightened(np.full((HEIGHT, WIDTH), 255, np.uint8), slopes)
    for box in ((100.0, 300.0, 140.0, 320.0), (500.0, 60.0, 590.0, 72.0), (0.0, 800.0, 30.0, 830.0)):
        assert straightened.box_after(straightened.box_before(box)) == pytest.approx(box, abs=3)
