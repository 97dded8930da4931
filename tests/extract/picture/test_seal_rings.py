import cv2
import numpy as np

from extract.picture.seal_ink import without_seals
from extract.picture.seal_rings import find_rings

_DPI = 200.0


def _sheet() -> np.ndarray:
    ink = np.zeros((2338, 1654), np.uint8)
    for row in range(300, 2000, 50):
        for x in range(200, 1400, 28):
            cv2.rectangle(ink, (x, row), (x + 6 + x % 9, row + 20), (255,), -1)
    return ink


def _stamped(x: int, y: int) -> np.ndarray:
    ink = _sheet()
    for radius, stroke in ((143, 5), (98, 3)):
        cv2.circle(ink, (x, y), radius, (255,), stroke)
    return ink


def test_a_page_without_seal_has_no_rings() -> None:
    assert find_rings(_sheet(), _DPI) == ()


def test_a_ring_over_text_is_found() -> None:
    (ring,) = find_rings(_stamped(900, 1200), _DPI)
    assert abs(ring.x - 900) < 3 and abs(ring.y - 1200) < 3 and abs(ring.radius - 143) < 3
    assert abs(ring.inner - 98) < 4


def test_a_seam_seal_cut_by_the_edge_is_found() -> None:
    assert len(find_rings(_stamped(1600, 1200), _DPI)) == 1


def test_the_stroke_goes_and_letters_stay() -> None:
    sheet, ink = _sheet(), _stamped(900, 1200)
    clean = without_seals(255 - ink, ink, find_rings(ink, _DPI), _DPI) < 128
    only_ring = (ink > 0) & (cv2.dilate(sheet, np.ones((9, 9), np.uint8)) == 0)
    assert (clean & only_ring).sum() < 0.1 * only_ring.sum()
    letters = sheet > 0
    assert (clean & letters).sum() > 0.93 * letters.sum()


def test_the_legend_goes_where_it_touches_no_text() -> None:
    ink = np.zeros((1000, 1000), np.uint8)
    for radius, stroke in ((143, 5), (98, 3)):
        cv2.circle(ink, (500, 500), radius, (255,), stroke)
    legend = np.zeros_like(ink)
    for angle in np.linspace(0, 2 * np.pi, 16, endpoint=False):
        x, y = 500 + 120 * np.cos(angle), 500 + 120 * np.sin(angle)
        box = cv2.boxPoints(((x, y), (16, 12), float(np.degrees(angle))))
        cv2.fillPoly(legend, [box.astype(np.int32)], (255,))
    ink |= legend
    clean = without_seals(255 - ink, ink, find_rings(ink, _DPI), _DPI) < 128
    assert (clean & (legend > 0)).sum() < 0.1 * (legend > 0).sum()
