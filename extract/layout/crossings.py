"""Rulings that a threshold took but for where they crossed: there two strokes lay on each other, and a dot
is left. Dots that stand in rows and columns with each other are the crossings of a table, whose rulings are
drawn again between them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.picture.pieces import find_pieces

# A dot is darker than this (of 255), no larger than so much and has paper around it so far (points).
_DARK: Final = 190
_LARGEST, _ALONE = 1.8, 3.0
# Levels still fall, and uprights lean, by so much at most; one slope for all of them is looked for in so many
# steps.
_SLOPE, _STEPS = 0.015, 121
# Dots stand on one ruling that are no farther off it than this (points), so many at least; of a page full of
# specks that is more than chance puts there, by so many standard deviations.
_OFF, _FEWEST, _BEYOND_CHANCE = 1.2, 3, 4.0
# Of a table's crossings such a share is left along each of its levels and uprights; it has so many of each.
_LEFT_OF_LEVEL, _LEFT_OF_UPRIGHT, _LEVELS, _UPRIGHTS = 0.5, 0.4, 3, 4
# Points of ink through which a ruling is drawn (bits of a streak, say), and of blanks within a line of text.
_INK, _LETTER_BLANK = 1.5, 3.5
_LOWEST, _NARROWEST = 9.0, 12.0  # points: no row is lower, no column narrower
# A row that a page break cut has ended after so many points of paper, and letters in so many.
_BLANK, _LETTERS = 20.0, 4.0
_STROKE: Final = 60  # how dark rulings are drawn again (0 is black)

Dots = NDArray[np.float64]  # dots × (x, y), pixels
_Stroke = tuple[tuple[float, float], tuple[float, float]]  # x, y of its ends, as dots are levelled
_Pixel = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Crossings:
    """Where levels and uprights run (pixels, ascending), and which of their crossings are left: levels ×
    uprights.
    """

    levels: NDArray[np.float64]
    uprights: NDArray[np.float64]
    left: NDArray[np.bool_]


def with_rulings_between(gray: Gray, dpi: float) -> Gray | None:
    """A straight page with the rulings of which crossings alone are left; None where it has none.

    No ruling is drawn through letters.
    """
    points = dpi / 72
    dots, alone, letters = _dots(gray, points)
    if alone.sum() < _LEVELS * _UPRIGHTS:
        return None
    middle = np.array(gray.shape[::-1]) / 2
    x, y = (dots - middle).T
    off = _OFF * points
    lean, fall = _slope(x[alone], y[alone], off), _slope(y[alone], x[alone], off)
    found = _find_crossings(np.stack([x - lean * y, y - fall * x], axis=1), alone, gray.shape, points)
    if found is None:
        return None

    def ways(strokes: Iterable[_Stroke]) -> list[tuple[_Pixel, ...]]:
        """The strokes as they lie on the page."""
        return [
            tuple((round(middle[0] + u + lean * v), round(middle[1] + v + fall * u)) for u, v in stroke)
            for stroke in strokes
        ]

    drawn, most = gray.copy(), _INK * points
    for way in ways(_between(found)):
        if not _crosses(letters, way, most):
            cv2.line(drawn, way[0], way[1], _STROKE, 1)
    for beyond in _beyond(found, letters, middle, points):
        if not any(_crosses(letters, way, most) for way in ways(beyond)):
            for way in ways(beyond):
                cv2.line(drawn, way[0], way[1], _STROKE, 1)
    return drawn


def _dots(gray: Gray, points: float) -> tuple[Dots, NDArray[np.bool_], Gray]:
    """The dots of a page, which of them have paper around, and where (255) words are."""
    dark = (gray < _DARK).astype(np.uint8)
    pieces = find_pieces(dark)
    small = np.asarray((pieces.boxes[:, 2:] <= max(2, round(_LARGEST * points))).all(axis=1))
    small[0] = False
    reach = 2 * round(_ALONE * points) + 1
    around = np.asarray(cv2.boxFilter(dark, cv2.CV_32F, (reach, reach), normalize=False))
    centres = pieces.centres[small]
    x, y = centres.round().astype(int).T
    others = ~small
    others[0] = False
    blank = np.ones((1, round(_LETTER_BLANK * points)), np.uint8)
    words = cv2.morphologyEx(pieces.where(others), cv2.MORPH_CLOSE, blank)
    return centres, np.asarray(around[y, x] <= pieces.areas[small]), np.asarray(words, np.uint8)


def _slope(places: NDArray[np.float64], along: NDArray[np.float64], off: float) -> float:
    """The slope along which most dots have the same place."""

    def together(slope: float) -> int:
        at = np.sort(places - slope * along)
        return int(np.square(np.searchsorted(at, at + off, "right") - np.arange(len(at))).sum())

    slopes = map(float, np.linspace(-_SLOPE, _SLOPE, _STEPS))
    return max(slopes, key=lambda slope: (together(slope), -abs(slope)))


def _find_crossings(
    dots: Dots, alone: NDArray[np.bool_], shape: tuple[int, ...], points: float
) -> _Crossings | None:
    """The crossings of a page's table, told first by dots with paper around."""
    (height, width), off = shape[:2], _OFF * points
    low, narrow = _LOWEST * points, _NARROWEST * points
    free = dots[alone]
    found = _held(free, _lines(free[:, 1], height, off, low), _lines(free[:, 0], width, off, narrow), off)
    if found is None:
        return None
    # Along these others are seen by dots close to letters, too.
    on_uprights = (np.abs(dots[:, :1] - found.uprights) <= off).any(axis=1)
    on_levels = (np.abs(dots[:, 1:] - found.levels) <= off).any(axis=1)
    levels = _lines(dots[on_uprights, 1], height, off, low)
    uprights = _lines(dots[on_levels, 0], width, off, narrow)
    return _held(dots, levels, uprights, off)


def _lines(places: NDArray[np.float64], length: int, off: float, apart: float) -> NDArray[np.float64]:
    """Where so many dots have one place on a page of this length that it is no chance, so far `apart`."""
    chance = len(places) * 2 * off / length
    least = max(_FEWEST, chance + _BEYOND_CHANCE * chance**0.5)
    found, rest = [], np.sort(places)
    while len(rest):
        counts = np.searchsorted(rest, rest + 2 * off, "right") - np.arange(len(rest))
        most = int(counts.argmax())
        if counts[most] < least:
            break
        found.append(float(np.median(rest[most : most + counts[most]])))
        rest = rest[np.abs(rest - found[-1]) > apart]
    return np.sort(np.array(found))


def _held(
    dots: Dots, levels: NDArray[np.float64], uprights: NDArray[np.float64], off: float
) -> _Crossings | None:
    """The crossings of these levels and uprights, without those along which too few are left."""
    while len(levels) >= _LEVELS and len(uprights) >= _UPRIGHTS:
        on_level = np.abs(levels[:, None] - dots[:, 1]) <= off
        on_upright = np.abs(uprights[:, None] - dots[:, 0]) <= off
        left = np.asarray((on_level[:, None] & on_upright).any(axis=2))
        held = left.sum(axis=1) >= max(_FEWEST, _LEFT_OF_LEVEL * len(uprights))
        kept = left.sum(axis=0) >= max(_FEWEST, _LEFT_OF_UPRIGHT * len(levels))
        if held.all() and kept.all():
            return _Crossings(levels, uprights, left)
        levels, uprights = levels[held], uprights[kept]
    return None


def _between(found: _Crossings) -> Iterator[_Stroke]:
    """The rulings from each crossing to the next: along levels between those that are left and the outer
    ones, of which least is left, along uprights wherever one of two is.
    """
    ys, xs = found.levels.tolist(), found.uprights.tolist()
    for y, left in zip(ys, found.left, strict=True):
        for a, b in pairwise(x for x, seen in zip(xs, left, strict=True) if seen or x in (xs[0], xs[-1])):
            yield (a, y), (b, y)
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for x, seen in zip(xs, found.left[row] | found.left[row + 1], strict=True):
            if seen:
                yield (x, top), (x, bottom)


def _beyond(
    found: _Crossings, letters: Gray, middle: NDArray[np.float64], points: float
) -> Iterator[list[_Stroke]]:
    """The uprights of the row above the first level and of the one below the last, which page breaks cut."""
    left, right = (round(middle[0] + found.uprights[k]) for k in (0, -1))
    written = np.flatnonzero(letters[:, left:right].any(axis=1)) - middle[1]
    top, bottom = found.levels[0], found.levels[-1]
    for start, beyond in ((top, written[written < top][::-1]), (bottom, written[written > bottom])):
        far = np.abs(np.diff(beyond, prepend=start)) > _BLANK * points
        reached = beyond[: int(far.argmax()) if far.any() else len(beyond)]
        if len(reached) > _LETTERS * points:
            yield [((x, start), (x, float(reached[-1]))) for x in found.uprights.tolist()]


def _crosses(letters: Gray, way: tuple[_Pixel, ...], most: float) -> bool:
    """Whether more ink than so much (pixels) is on the way."""
    (x0, y0), (x1, y1) = way
    steps = max(abs(x1 - x0), abs(y1 - y0)) + 1
    xs, ys = (np.rint(np.linspace(*ends, steps)).astype(int) for ends in ((x0, x1), (y0, y1)))
    return bool((letters[ys, xs] > 0).sum() > most)
