"""Signs that stand alone in a cell and are no letters, which nothing that reads lines sees: ditto strokes, a
dash, a dot.
"""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np

from extract.picture.dewarp import Gray

Box = tuple[int, int, int, int]  # x0, top, x1, bottom in pixels

# In points: what reaches nearer than this to a side of the cell may be of its ruling.
_SIDE: Final = 2.0
# A ditto mark's strokes are so high, stand so near, and begin level to this.
_STROKE_HEIGHT, _APART, _LEVEL = (1.6, 6.0), 4.0, 1.0
_SLANT: Final = 0.8  # of a stroke's height, which it is at most wide
# A dash is so wide, so thin, and so many times wider than it is high.
_DASH_WIDTH, _DASH_HEIGHT, _LONG = (2.0, 14.0), 1.8, 2.0
# A dot is so wide and high, nearly as wide as high, and fills so much of its box: larger than dirt.
_DOT, _ROUND, _FILLED = (2.2, 6.0), 0.75, 0.65


def lone_sign(ink: Gray, dpi: float) -> tuple[str, Box] | None:
    """The sign in a cell of which no line was read, and its place there; None where there is no such sign, or
    anything else beside it. `ink` (255) is the cell's, without rulings.
    """
    points = dpi / 72
    pieces = list(_pieces(ink, _SIDE * points)) if ink.size else []  # OpenCV dies of an empty picture
    if not 0 < len(pieces) <= 2:
        return None
    lefts, tops, rights, bottoms = zip(*(box for box, _ in pieces), strict=True)
    around = min(lefts), min(tops), max(rights), max(bottoms)
    if len(pieces) == 2:
        (one, _), (other, _) = sorted(pieces)
        level = abs(one[1] - other[1]) <= _LEVEL * points and 0 < other[0] - one[0] <= _APART * points
        return ('"', around) if level and all(_is_stroke(box, points) for box, _ in pieces) else None
    width, height = (around[2] - around[0]) / points, (around[3] - around[1]) / points
    if _within(width, _DASH_WIDTH) and height <= _DASH_HEIGHT and width >= _LONG * height:
        return "-", around
    is_round = min(width, height) >= _ROUND * max(width, height)
    is_filled = pieces[0][1] >= _FILLED * width * height * points**2
    return ("•", around) if _within(width, _DOT) and is_round and is_filled else None


def _pieces(ink: Gray, side: float) -> Iterator[tuple[Box, int]]:
    """The pieces of ink off the cell's sides, with their sizes in pixels."""
    height, width = ink.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8), connectivity=8)
    for x, y, w, h, area in stats[1:].tolist():
        if min(x, y, width - x - w, height - y - h) >= side:
            yield (x, y, x + w, y + h), area


def _is_stroke(box: Box, points: float) -> bool:
    width, height = (box[2] - box[0]) / points, (box[3] - box[1]) / points
    return _within(height, _STROKE_HEIGHT) and width <= _SLANT * height


def _within(length: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= length <= ends[1]
