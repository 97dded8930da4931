"""Signs that stand alone in a cell, or on a line of their own, and are no letters, which nothing that reads
lines sees: ditto strokes, a dash, a dot, an arrow.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from extract.picture.dewarp import Gray
from extract.picture.pieces import find_pieces

Box = tuple[int, int, int, int]  # x0, top, x1, bottom in pixels

# In points: what reaches nearer than this to a side of the cell may be of its ruling.
_SIDE: Final = 2.0
# A ditto mark's strokes are so high, stand so near, and begin level to this.
_STROKE_HEIGHT, _APART, _LEVEL = (1.6, 6.0), 4.0, 1.0
# … and is so many times as wide as high at most, or so many if it leans and fills but this share of its box.
_SLANT, _LEANING, _SLIM = 0.8, 1.1, 0.65
# A dash is so wide, so thin, and so many times wider than it is high.
_DASH_WIDTH, _DASH_HEIGHT, _LONG = (1.6, 14.0), 1.8, 2.0
# A dot is so wide and high, nearly as wide as high, and fills so much of its box: larger than dirt.
_DOT, _ROUND, _FILLED = (2.2, 6.0), 0.75, 0.65
# An arrow is so wide and high, and so many times wider than high; its shaft, half of it, and its tip are at
# most this share as high as its head.
_ARROW: Final = ((4.0, 16.0), (1.4, 8.0))
_POINTED: Final = 1.5
_SHAFT, _TIP = 0.5, 0.05
_THIN: Final = 0.6
ARROW, DOT = "→", "•"
# A line of a cell is left out between two that stand apart by so much of their height.
_LEFT_OUT: Final = 0.9


def lone_signs(ink: Gray, lines: Sequence[Box], dpi: float) -> Iterator[tuple[str, Box]]:
    """The sign in a cell of which no line was read, or else the dashes that stand alone between two of its
    `lines` ("01/3", "-", "15/5"), each with its place. `ink` (255) is the cell's, without rulings.
    """
    if not lines and (sign := lone_sign(ink, dpi)):
        yield sign
    for above, below in pairwise(sorted(lines, key=lambda line: line[1])):
        top, bottom = above[3], below[1]
        if bottom - top < _LEFT_OUT * min(line[3] - line[1] for line in (above, below)):
            continue
        sign = lone_sign(ink[top:bottom], dpi)
        if sign and sign[0] == "-":
            x0, y0, x1, y1 = sign[1]
            yield "-", (x0, top + y0, x1, top + y1)


def lone_sign(ink: Gray, dpi: float) -> tuple[str, Box] | None:
    """The sign in a cell that is no letter, and its place there; None where there is no such sign, or more
    than it. `ink` (255) is the cell's, without rulings.
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
        return ('"', around) if level and all(_is_stroke(*piece, points) for piece in pieces) else None
    width, height = (around[2] - around[0]) / points, (around[3] - around[1]) / points
    if _is_arrow(ink, around, points):
        return ARROW, around
    if _within(width, _DASH_WIDTH) and height <= _DASH_HEIGHT and width >= _LONG * height:
        return "-", around
    is_round = min(width, height) >= _ROUND * max(width, height)
    is_filled = pieces[0][1] >= _FILLED * width * height * points**2
    return (DOT, around) if _within(width, _DOT) and is_round and is_filled else None


def dashes(ink: Gray, dpi: float) -> list[Box]:
    """The pieces of ink (255) on a page that have the shape of a dash."""
    pieces = find_pieces(ink)
    x, y, width, height = pieces.boxes.T
    points = dpi / 72
    low = (height <= _DASH_HEIGHT * points) & (width >= _LONG * height)
    which = low & (width >= _DASH_WIDTH[0] * points) & (width <= _DASH_WIDTH[1] * points)
    return [tuple(box) for box in np.stack([x, y, x + width, y + height], axis=1)[which].tolist()]


def _pieces(ink: Gray, side: float) -> Iterator[tuple[Box, int]]:
    """The pieces of ink off the cell's sides, with their sizes in pixels."""
    height, width = ink.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8), connectivity=8)
    for x, y, w, h, area in stats[1:].tolist():
        if min(x, y, width - x - w, height - y - h) >= side:
            yield (x, y, x + w, y + h), area


def _is_arrow(ink: Gray, box: Box, points: float) -> bool:
    """Whether a piece is a thin shaft whose right end bears a head that comes to a point."""
    x0, top, x1, bottom = box
    sizes = (x1 - x0) / points, (bottom - top) / points
    if not all(map(_within, sizes, _ARROW)) or sizes[0] < _POINTED * sizes[1]:
        return False
    held = ink[top:bottom, x0:x1] > 0
    heights = held.shape[0] - held.argmax(axis=0) - held[::-1].argmax(axis=0)
    shaft, tip = round(_SHAFT * (x1 - x0)), max(1, round(_TIP * (x1 - x0)))
    thin = _THIN * (bottom - top)
    return bool(heights[:shaft].max() <= thin and heights[-tip:].max() <= thin)


def _is_stroke(box: Box, area: int, points: float) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    leans = width <= _LEANING * height and area <= _SLIM * width * height
    return _within(height / points, _STROKE_HEIGHT) and (width <= _SLANT * height or leans)


def _within(length: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= length <= ends[1]
