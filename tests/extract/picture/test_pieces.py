import cv2
import numpy as np
import pytest

from extract.picture.histogram import histogram, quantile
from extract.picture.pieces import find_pieces


def test_pieces_are_measured_and_drawn_alone() -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[2:5, 3:10] = mask[5, 10] = 255  # they meet at a corner
    mask[12:14, 20:21] = 1
    pieces = find_pieces(mask)
    assert pieces.boxes[1:].tolist() == [[3, 2, 8, 4], [20, 12, 1, 2]]
    assert pieces.areas[1:].tolist() == [22, 2]
    assert pieces.centres[2].tolist() == [20, 12.5]
    second = pieces.where(np.array([False, False, True]))
    assert np.argwhere(second == 255).tolist() == [[12, 20], [13, 20]]
    assert np.count_nonzero(second) == 2


@pytest.mark.parametrize("across", [255, 257])  # of noise there are more pieces than 16 bits count
def test_noise_of_very_many_pieces_is_counted_too(across: int) -> None:
    mask = np.zeros((2 * 256, 2 * across), np.uint8)
    mask[::2, ::2] = 255
    pieces = find_pieces(mask)
    assert len(pieces.areas) == 256 * across + 1
    which = np.zeros(len(pieces.areas), bool)
    which[-1] = True
    assert np.argwhere(pieces.where(which)).tolist() == [[510, 2 * across - 2]]


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.987, 1])
def test_quantiles_of_counts_are_those_of_the_pixels(share: float) -> None:
    gray = np.random.default_rng(3).integers(0, 256, (37, 41)).astype(np.uint8)
    within = np.asarray(cv2.threshold(gray, 99, 1, cv2.THRESH_BINARY)[1], np.uint8)
    assert quantile(histogram(gray), share) == pytest.approx(np.quantile(gray, share))
    assert quantile(histogram(gray, within), share) == pytest.approx(np.quantile(gray[gray > 99], share))
    assert quantile(histogram(gray[:, :1])[:1], share) == 0
