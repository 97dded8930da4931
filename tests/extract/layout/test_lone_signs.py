import cv2
import numpy as np
import pytest

from extract.layout.lone_signs import lone_sign

DPI = 288  # four pixels a point


def cell(*boxes, round_=None):
    """The ink of a cell of 80 × 20 points with filled boxes (x, y, width, height in points)."""
    ink = np.zeros((80, 320), np.uint8)
    for x, y, width, height in boxes:
        ink[round(4 * y) : round(4 * (y + height)), round(4 * x) : round(4 * (x + width))] = 255
    if round_:
        cv2.circle(ink, (round(4 * round_[0]), round(4 * round_[1])), round(2 * round_[2]), 255, -1)
    return ink


STROKE = (40, 8, 1, 3)


@pytest.mark.parametrize(
    ("ink", "sign", "box"),
    [
        (cell(STROKE, (42, 8, 1, 3)), '"', (160, 32, 172, 44)),
        (cell((40, 8, 1, 1.75), (42, 8.5, 1, 1.75)), '"', (160, 32, 172, 41)),
        (cell((40, 9, 3.5, 1)), "-", (160, 36, 174, 40)),
        (cell((36, 9, 10, 0.75)), "-", (144, 36, 184, 39)),
        (cell(round_=(40, 10, 3.5)), "•", (153, 33, 168, 48)),
    ],
)
def test_signs(ink, sign, box):
    text, found = lone_sign(ink, DPI)
    assert text == sign
    assert np.abs(np.subtract(found, box)).max() <= 1


@pytest.mark.parametrize(
    "ink",
    [
        cell(),
        cell(STROKE),  # an apostrophe, or the rest of a letter
        cell(STROKE, (47, 8, 1, 3)),  # too far from each other
        cell(STROKE, (42, 10, 1, 3)),  # not level
        cell(STROKE, (42, 8, 3, 3)),  # of different kinds
        cell(STROKE, (42, 8, 1, 3), (60, 9, 1, 1)),  # something beside them
        cell((40, 8, 1, 7), (42, 8, 1, 7)),  # two letters "l"
        cell((20, 9, 40, 1)),  # a bit of a ruling
        cell((0, 9, 4, 1)),  # … of the one at its side
        cell(round_=(40, 10, 1.8)),  # dirt
        cell((38, 6, 7, 7)),  # a shaded bit
        cell((40, 8, 3, 2)),
        np.zeros((0, 40), np.uint8),  # OpenCV would take the process with it
        np.zeros((40, 0), np.uint8),
    ],
)
def test_what_is_no_sign(ink):
    assert lone_sign(ink, DPI) is None
