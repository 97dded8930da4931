import cv2
import numpy as np

from extract.seal import find_rings, without_seals

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
