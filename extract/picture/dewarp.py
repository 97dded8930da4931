"""Making lines of text horizontal and rulings upright: small skew and perspective, by a field of slopes."""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.histogram import histogram, quantile
from kehoach.records import BBox

Gray = NDArray[np.uint8]  # height × width, 0 black … 255 white

WORK_WIDTH = 1000  # pixels; slopes do not need more
_MAX_DEGREES = 6.0
_BANDS = 3
_LEAST_INK = 100  # pixels; less says nothing about slopes
_DASH, _CLEAR = 5, 4  # pixels: the shortest dash of an upright ruling, and how much paper it has beside it
# How far slopes may be from the page's first estimate: of its lines, and of its uprights, which a camera
# tilts.
_REACH, _UPRIGHT_REACH = 0.025, 0.035
# Upright strokes that are rulings stand so much more sharply in a row than those of letters, at their slope.
_SHARP = 2.0


@dataclass(frozen=True, slots=True)
class Slopes:
    """Slopes of lines (dy/dx) and of uprights (dx/dy) over the page, each linear in the other coordinate.

    `lines = (a, b)`: slope a + b·v at height v, where v runs from −0.5 (top) to 0.5 (bottom); `uprights`
    likewise from left to right. `bow` tells how far lines then still lie below their level, in equal strips
    from left to right, as shares of the width.
    """

    lines: tuple[float, float]
    uprights: tuple[float, float]
    bow: tuple[float, ...] = ()

    @property
    def degrees(self) -> float:
        """The page's skew, positive where its lines fall to the right."""
        return float(np.degrees(np.arctan(self.lines[0])))


@dataclass(frozen=True, slots=True)
class _Ink:
    """Where a picture has ink: how many pixels of each row left of each column (columns × rows), so that a
    profile along any slope is soon counted.
    """

    before: NDArray[np.int32]

    @classmethod
    def of(cls, picture: Gray) -> "_Ink":
        """The ink of a picture that is white (255) on black."""
        before = np.zeros((picture.shape[1] + 1, picture.shape[0]), np.int32)
        np.cumsum(picture.T > 0, axis=0, out=before[1:])
        return cls(before)

    @property
    def pixels(self) -> int:
        """How many there are."""
        return int(self.before[-1].sum())


class Straightened:
    """A picture after straightening, and the way back to the picture before."""

    def __init__(self, picture: Gray, slopes: Slopes) -> None:
        self.slopes = slopes
        height, width = picture.shape[:2]
        x = np.arange(width, dtype=np.float32)[None, :] - width / 2
        y = np.arange(height, dtype=np.float32)[:, None] - height / 2
        if slopes.bow:
            middles = (np.arange(len(slopes.bow)) + 0.5) / len(slopes.bow) - 0.5
            y = y + np.interp(x / width, middles, slopes.bow).astype(np.float32) * width
        (a, b), (c, d) = slopes.lines, slopes.uprights
        self._x = _sum((c + d * x / width) * y, x, width / 2)
        self._y = _sum((a + b * y / height) * x, y, height / 2)
        self.picture = self.apply(picture)

    def apply(self, picture: Gray) -> Gray:
        """The same straightening for another picture of the page; what lay outside is white."""
        border = (255, 255, 255)
        flat = cv2.remap(
            picture, self._x, self._y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=border
        )
        return np.asarray(flat, dtype=np.uint8)

    def box_before(self, box: BBox) -> BBox:
        """The box around what `box` (pixels) was before straightening."""
        height, width = self._x.shape
        xs = np.clip([box[0], box[2], box[0], box[2]], 0, width - 1).astype(int)
        ys = np.clip([box[1], box[1], box[3], box[3]], 0, height - 1).astype(int)
        px, py = self._x[ys, xs], self._y[ys, xs]
        return float(px.min()), float(py.min()), float(px.max()), float(py.max())

    def box_after(self, box: BBox) -> BBox:
        """The box in the straight picture of what `box` (pixels) is around in the picture before."""
        height, width = self._x.shape
        x, y = middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for _ in range(3):  # slopes are small: each step is a hundredth of the one before
            column, row = min(max(int(x), 0), width - 1), min(max(int(y), 0), height - 1)
            x, y = middle_x - (self._x[row, column] - column), middle_y - (self._y[row, column] - row)
        # a box around what leans is wider and higher than what it is around
        wide, high = box[2] - box[0], box[3] - box[1]
        half_x = max(0.0, wide - abs(self.slopes.uprights[0]) * high) / 2
        half_y = max(0.0, high - abs(self.slopes.lines[0]) * wide) / 2
        return float(x - half_x), float(y - half_y), float(x + half_x), float(y + half_y)


def _sum(whole: NDArray[np.float32], part: NDArray[np.float32], offset: float) -> NDArray[np.float32]:
    """The first, with the others added in place: maps are larger than pages."""
    whole += part
    whole += offset
    return whole


def at_work_width(gray: Gray) -> Gray:
    """The picture with as many pixels across as slopes need."""
    scale = WORK_WIDTH / gray.shape[1]
    return np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def find_slopes(gray: Gray) -> Slopes:
    """Slopes of a page whose text runs upright, within ±6°; zero where the page has no lines.

    The slope that makes the row profile steepest is taken (Postl's projection method), over the whole page
    first, then over bands of it, since a sheet before a camera leans differently at its top and at its foot.
    """
    ink = _ink(at_work_width(gray))
    if ink.sum() < 255 * _LEAST_INK:
        return Slopes((0.0, 0.0), (0.0, 0.0))
    coarse, _ = _best_slope(_Ink.of(ink), 0.0, np.tan(np.radians(_MAX_DEGREES)), 49)
    lines = _slope_field(ink, coarse, _REACH, 0.0) or (coarse, 0.0)
    strokes = np.ascontiguousarray(_upright_strokes(ink, coarse).T)
    return Slopes(lines, _slope_field(strokes, -coarse, _UPRIGHT_REACH, _SHARP) or (-lines[0], 0.0))


def _ink(small: Gray) -> Gray:
    """Ink white on black, large dark areas (edge bars, seals' fill) left out."""
    background = cv2.medianBlur(small, 41)
    difference = np.asarray(cv2.subtract(background, small), np.uint8)
    _, ink = cv2.threshold(
        difference, max(30.0, quantile(histogram(difference), 0.98) * 0.4), 255, cv2.THRESH_BINARY
    )
    return np.asarray(ink, dtype=np.uint8)


def _upright_strokes(ink: Gray, slope: float) -> Gray:
    """Upright strokes, dashes too, with nothing close beside them, as letters have."""
    upright = _shear(ink.T, -slope).T
    strokes = cv2.morphologyEx(np.ascontiguousarray(upright), cv2.MORPH_OPEN, np.ones((_DASH, 1), np.uint8))
    beside = cv2.dilate(np.ascontiguousarray(upright), np.ones((1, 3), np.uint8))
    alone = (np.roll(beside, _CLEAR, axis=1) == 0) & (np.roll(beside, -_CLEAR, axis=1) == 0)
    lone = np.where(alone, strokes, 0).astype(np.uint8)
    return np.asarray(_shear(np.ascontiguousarray(lone.T), slope).T, dtype=np.uint8)


def _slope_field(ink: Gray, coarse: float, reach: float, sharp: float) -> tuple[float, float] | None:
    """Slope at the middle and its change from the first row to the last, weighted by the bands' ink; None
    where no band has ink whose profile at its best slope is so many times as steep as usual.
    """
    height = ink.shape[0]
    places, slopes, weights = [], [], []
    for band in range(_BANDS):
        top, bottom = band * height // (_BANDS + 1), (band + 2) * height // (_BANDS + 1)
        part = _Ink.of(ink[top:bottom])
        if part.pixels < _LEAST_INK:
            continue
        slope, peak = _best_slope(part, coarse, reach, round(2000 * reach) + 1)
        if peak >= sharp:
            edges = _edges(part, slope)
            middle = float(np.average(np.arange(len(edges)), weights=edges + 1e-9))
            places.append((top + middle) / height - 0.5)
            slopes.append(slope)
            weights.append(float(part.pixels))
    if not places:
        return None
    if len(places) == 1 or min(weights) < 0.15 * max(weights):
        return float(np.average(slopes, weights=weights)), 0.0
    change, at_middle = np.polyfit(places, slopes, 1, w=np.sqrt(weights))
    return float(at_middle), float(change)


def _best_slope(ink: _Ink, centre: float, reach: float, steps: int) -> tuple[float, float]:
    """The slope with the steepest profile, and how many times as steep that is as the middling one."""
    slopes = np.linspace(centre - reach, centre + reach, steps)
    scores = [float(_edges(ink, s).sum()) for s in slopes]
    best = int(np.argmax(scores))
    return float(slopes[best]), scores[best] / max(float(np.median(scores)), 1.0)


def _edges(ink: _Ink, slope: float) -> NDArray[np.float64]:
    """How steeply the row profile rises or falls at each row, where rows that fall by `slope` are level."""
    width, height = len(ink.before) - 1, ink.before.shape[1]
    falls = np.floor(slope * (np.arange(width) - width / 2) + 0.5).astype(int)
    profile = np.zeros(height)
    for start, end in pairwise([0, *(np.flatnonzero(np.diff(falls)) + 1).tolist(), width]):
        fall, stretch = int(falls[start]), ink.before[end] - ink.before[start]
        profile[max(0, -fall) : max(0, height - fall)] += stretch[max(0, fall) : max(0, height + fall)]
    return np.square(np.diff(profile))


def _shear(ink: NDArray[np.uint8], slope: float) -> Gray:
    """Rows that fall by `slope` become level."""
    height, width = ink.shape
    matrix = np.array([[1, 0, 0], [slope, 1, -slope * width / 2]], np.float32)
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(np.ascontiguousarray(ink), matrix, (width, height), flags=flags), dtype=np.uint8
    )
