import cv2
import numpy as np
import pytest

from extract.layout.lone_signs import dashes, lone_sign, lone_signs

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


def arrow(head=3.0, tip=0.5):
    """A shaft of 8 points with a head so high that ends in a tip so high."""
    ink = cell((36, 9.75, 8, 0.5))
    corners = [
        (4 * 41, 40 - 2 * head),
        (4 * 44, 40 - 2 * tip),
        (4 * 44, 40 + 2 * tip),
        (4 * 41, 40 + 2 * head),
    ]
    return cv2.fillPoly(ink, [np.array(corners, np.int32)], 255)


def leaning():
    """Two strokes as wide as high, as in DejaVu Serif."""
    ink = cell()
    for x in (160, 168):
        cv2.line(ink, (x, 40), (x + 7, 33), 255, 2)
    return ink


@pytest.mark.parametrize(
    ("ink", "sign", "box"),
    [
        (cell(STROKE, (42, 8, 1, 3)), '"', (160, 32, 172, 44)),
        (cell((40, 8, 1, 1.75), (42, 8.5, 1, 1.75)), '"', (160, 32, 172, 41)),
        (leaning(), '"', (159, 32, 177, 42)),
        (cell((40, 9, 3.5, 1)), "-", (160, 36, 174, 40)),
        (cell((40, 9, 1.75, 0.5)), "-", (160, 36, 167, 38)),  # a hyphen in nine points
        (cell((36, 9, 10, 0.75)), "-", (144, 36, 184, 39)),
        (cell(round_=(40, 10, 3.5)), "•", (153, 33, 168, 48)),
        (arrow(), "→", (144, 34, 177, 47)),
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
        cell((40, 8, 2, 2), (43, 8, 2, 2)),  # two dots
        cell(STROKE, (42, 8, 1, 3), (60, 9, 1, 1)),  # something beside them
        cell((40, 8, 1, 7), (42, 8, 1, 7)),  # two letters "l"
        cell((20, 9, 40, 1)),  # a bit of a ruling
        cell((0, 9, 4, 1)),  # … of the one at its side
        cell(round_=(40, 10, 1.8)),  # dirt
        cell((38, 6, 7, 7)),  # a shaded bit
        cell((40, 8, 3, 2)),
        cell((40, 9, 1.25, 0.5)),
        arrow(tip=3.0),  # a hammer
        cell((36, 10, 8, 0.5), (43, 5, 1, 5.5)),  # a "4" or "┘"
        np.zeros((0, 40), np.uint8),  # OpenCV would take the process with it
        np.zeros((40, 0), np.uint8),
    ],
)
def test_what_is_no_sign(ink):
    assert lone_sign(ink, DPI) is None


def test_dashes_of_a_page():
    ink = np.hstack([cell((20, 9, 2, 0.5)), cell(STROKE), cell((38, 6, 7, 7)), cell((10, 4, 10, 0.75))])
    assert sorted(dashes(ink, DPI)) == [(80, 36, 88, 38), (1000, 16, 1040, 19)]


def boxes(*tops):
    """Lines of letters 8 points high that begin so far below the cell's top (points), in pixels."""
    return [(40, 4 * top, 200, 4 * (top + 8)) for top in tops]


@pytest.mark.parametrize(
    ("lines", "dash", "found"),
    [
        (boxes(0, 24), 16.0, ["-"]),  # "20/02/2023", "-", "12/11/2023"
        (boxes(0, 24), 4.0, []),  # within a line
        (boxes(0, 12), 9.0, []),  # between two that leave no line out: a speck, or half an accent
        (boxes(0), 16.0, []),  # below the last one
        ([], 16.0, ["-"]),
    ],
)
def test_a_dash_on_a_line_of_its_own(lines, dash, found):
    ink = np.zeros((160, 320), np.uint8)
    ink[round(4 * dash) : round(4 * dash) + 3, 160:174] = 255
    signs = list(lone_signs(ink, lines, DPI))
    assert [text for text, _ in signs] == found
    assert all(abs(box[1] - 4 * dash) <= 1 for _, box in signs)
