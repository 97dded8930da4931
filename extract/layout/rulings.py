"""Rulings of a straight page: thin level and upright strokes with paper beside them, solid, dashed or
dotted.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray

# In points: a shorter stroke is a letter's; a gap up to this length in a ruling is a fault of print or scan.
MIN_LENGTH = 22.0
_LONGEST_STROKE = 11.0  # of a letter
_MAX_GAP = 5.0
_MAX_THICKNESS = 4.5
# Dots and dashes at least so long, with gaps up to so wide, make a ruling from this length on, where this
# share of it or more is dark.
_DASH, DASH_GAP, _MIN_DASHED, _DASHED_SHARE = 1.0, 6.0, 28.0, 0.3
_MIN_SIDE = 9.0  # … and a side of a cell on the line of such a ruling from this length on
# A ruling is darker than the paper beside it by at least this much (of 255).
_FAINTEST = 16.0
# … and mostly by this share of how dark the darker ones of the page are, which these do by length.
_GHOST, _USUAL, _MOSTLY = 0.3, 0.7, 0.6
# Beside a ruling (this far off, in points) there is paper; along a row of letters this share of ink or more.
_FLANK = (1.4, 2.8)
_CLEAR_FLANKS = 0.14
_DASH_FLANK = 6.0  # … over so many points along a dash, which has less ink beside it than stems have


@dataclass(frozen=True, slots=True)
class Rulings:
    """Masks (255 = ruling) of level or upright rulings: `whole` ones with gaps closed; `dark`: all dark
    strokes.
    """

    whole: Gray
    dark: Gray

    def turned(self) -> "Rulings":
        """The same with rows for columns."""
        return Rulings(np.ascontiguousarray(self.whole.T), np.ascontiguousarray(self.dark.T))

    def part(self, window: tuple[slice, slice], here: NDArray[np.bool_]) -> "Rulings":
        """The rulings in a window of the page, whole ones only where `here` is true."""
        return Rulings(np.where(here, self.whole[window], 0).astype(np.uint8), self.dark[window])


def find_rulings(gray: Gray, ink: Gray, dpi: float) -> tuple[Rulings, Rulings]:
    """Level and upright rulings, faint ones too."""
    points = dpi / 72
    letters = _without_long(ink, round(_LONGEST_STROKE * points))
    turned_gray, turned_letters = np.ascontiguousarray(gray.T), np.ascontiguousarray(letters.T)
    return _rulings(gray, letters, points), _rulings(turned_gray, turned_letters, points).turned()


def _rulings(gray: Gray, letters: Gray, points: float) -> Rulings:
    """Level rulings: dark, long, thin (where a letter's stem crosses, the stroke is not), with paper on both
    sides.
    """
    gap, length = round(_MAX_GAP * points), round(MIN_LENGTH * points)
    thick = max(3, round(_MAX_THICKNESS * points))
    relief = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, np.ones((thick + 1, 1), np.uint8))
    relief = np.asarray(cv2.blur(relief, (3, 1)), np.uint8)
    threshold = max(_FAINTEST, float(np.percentile(relief[::3, ::3], 80)) * 2.5)
    thin = (relief > threshold).astype(np.uint8) * 255
    thin[_flank_density(letters, points, length) > _CLEAR_FLANKS] = 0
    # A ruling that leans by a pixel is still one: widen by a pixel before asking for an unbroken run.
    wide = np.asarray(cv2.dilate(thin, np.ones((3, 1), np.uint8)), np.uint8)
    runs = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, max(6, length // 3)), np.uint8))
    closed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    near = _flank_density(letters, points, round(_DASH_FLANK * points)) > _CLEAR_FLANKS
    lone = np.where(near, 0, wide).astype(np.uint8)
    dashes, dashed = _dashed(lone, points)
    both = _without_thick(np.asarray(cv2.bitwise_or(long, dashed), np.uint8), thick)
    long = _without_faint(both, np.asarray(relief, np.uint8), threshold)
    return Rulings(long, np.asarray(cv2.bitwise_or(runs, dashes), np.uint8))


def _dashed(thin: Gray, points: float) -> tuple[Gray, Gray]:
    """Dots and dashes in a row, a side of a low cell at least, and the long ones among their rows, gaps
    closed.
    """
    dashes = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((1, max(2, round(_DASH * points))), np.uint8))
    closed = cv2.morphologyEx(dashes, cv2.MORPH_CLOSE, np.ones((1, round(DASH_GAP * points)), np.uint8))
    rows = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(_MIN_DASHED * points)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rows)
    dark = np.bincount(labels[dashes > 0], minlength=count)
    sparse = dark < _DASHED_SHARE * stats[:, cv2.CC_STAT_AREA]
    low = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(_MIN_SIDE * points)), np.uint8))
    return np.asarray(cv2.bitwise_and(dashes, low), np.uint8), np.where(sparse[labels], 0, rows).astype(
        np.uint8
    )


def _without_faint(rulings: Gray, relief: Gray, threshold: float) -> Gray:
    """Without what is much fainter than most of the rulings: those of the sheet's other side shine through.

    A hairline that falls between two rows of pixels is as dark as one that falls on one: across a stroke
    counts.
    """
    across = cv2.boxFilter(relief, cv2.CV_32F, (1, 3), normalize=False)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rulings)
    dark = relief > threshold
    number = np.bincount(labels[dark], minlength=count)
    strength = np.bincount(labels[dark], weights=across[dark], minlength=count) / np.maximum(number, 1)
    lengths = stats[1:, cv2.CC_STAT_WIDTH]
    if not lengths.size:
        return rulings
    order = np.argsort(strength[1:])
    reached = np.cumsum(lengths[order]) >= _USUAL * lengths.sum()
    usual = strength[1:][order][int(np.argmax(reached))]
    strong = np.bincount(labels[dark & (across > _GHOST * usual)], minlength=count)
    return np.where((strong < _MOSTLY * number)[labels], 0, rulings).astype(np.uint8)


def _without_thick(rulings: Gray, thick: int) -> Gray:
    """Without what is thicker than a ruling."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rulings)
    too_thick = stats[:, cv2.CC_STAT_AREA] > stats[:, cv2.CC_STAT_WIDTH] * (thick + 2.0)
    return np.where(too_thick[labels], 0, rulings).astype(np.uint8)


def _without_long(ink: Gray, length: int) -> Gray:
    """The ink without strokes longer than letters have: beside a stroke of a double ruling runs the other."""
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.asarray(cv2.subtract(ink, cv2.bitwise_or(level, upright)), np.uint8)


def _flank_density(ink: Gray, points: float, length: int) -> NDArray[np.float32]:
    """Share of ink (0–1) on the inkier side of each pixel, just above or below it."""
    near, far = _FLANK
    density = cv2.boxFilter(ink, cv2.CV_32F, (length, max(1, round((far - near) * points)))) / 255.0
    offset = round((near + far) / 2 * points)
    above, below = np.zeros_like(density), np.zeros_like(density)
    above[offset:] = density[:-offset]
    below[:-offset] = density[offset:]
    return np.asarray(np.maximum(above, below), dtype=np.float32)
