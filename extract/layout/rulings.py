"""Rulings of a straight page: thin level and upright strokes with paper beside them, solid, dashed or
dotted.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.layout.worn_grid import draw_worn
from extract.layout.worn_rulings import Traced, Worn, find_words, stretches, worn_rulings
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
# Share of rulings not seen as whole from which they are worn, and worn off; pixels that two of one lie apart.
_WORN, _WORN_OFF, _ASTRAY = 0.02, 0.04, 7
_DASH_FLANK = 6.0  # … over so many points along a dash, which has less ink beside it than stems have


@dataclass(frozen=True, slots=True)
class Rulings:
    """Masks (255 = ruling) of level or upright rulings: `whole` ones with gaps closed; `dark`: all dark
    strokes; `guessed`: what of both only traces of worn rulings tell.
    """

    whole: Gray
    dark: Gray
    guessed: Gray

    def turned(self) -> "Rulings":
        """The same with rows for columns."""
        return Rulings(*(_turned(mask) for mask in (self.whole, self.dark, self.guessed)))

    def with_worn(self, worn: Gray) -> "Rulings":
        """These and worn ones."""
        seen = cv2.dilate(self.whole, np.ones((_ASTRAY, _ASTRAY), np.uint8))
        whole, dark = (np.asarray(cv2.bitwise_or(mask, worn), np.uint8) for mask in (self.whole, self.dark))
        return Rulings(whole, dark, np.where(seen > 0, 0, worn).astype(np.uint8))

    def part(self, window: tuple[slice, slice], here: NDArray[np.bool_]) -> "Rulings":
        """The rulings in a window of the page, whole and guessed ones only where `here` is true."""
        whole, guessed = (np.where(here, mask[window], 0) for mask in (self.whole, self.guessed))
        return Rulings(whole.astype(np.uint8), self.dark[window], guessed.astype(np.uint8))


def find_rulings(gray: Gray, ink: Gray, dpi: float) -> tuple[Rulings, Rulings]:
    """Level and upright rulings, faint ones too."""
    points = dpi / 72
    letters = _without_long(ink, round(_LONGEST_STROKE * points))
    turned_gray, turned_letters = _turned(gray), _turned(letters)
    words = find_words(letters, points)
    turned_words = _turned(words)
    level, level_traced = _rulings(gray, letters, words, points)
    upright, upright_traced = _rulings(turned_gray, turned_letters, turned_words, points)
    level_worn = _worn(level_traced, level, words, points)
    upright_worn = _worn(upright_traced, upright, turned_words, points)
    levels, uprights = draw_worn(level_worn, upright_worn, upright.whole, words, points)
    return level.with_worn(levels), upright.with_worn(uprights).turned()


def _turned(mask: Gray) -> Gray:
    return np.asarray(cv2.transpose(mask), np.uint8)


def _worn(traced: list[Traced], seen: Rulings, words: Gray, points: float) -> list[Worn]:
    """The rulings that are worn, where they are; all of them."""
    careful = stretches(traced, words, points, bold=False)
    share = _hidden(careful, seen)
    if share <= _WORN:
        return []
    return careful if share <= _WORN_OFF else stretches(traced, words, points, bold=True)


def _hidden(worn: list[Worn], seen: Rulings) -> float:
    """What share (0–1) of these rulings was not seen as whole ones."""
    near = cv2.dilate(seen.whole, np.ones((_ASTRAY, 1), np.uint8))
    length = hidden = 0
    for part in worn:
        along = np.arange(part.xs[0], part.xs[-1] + 1)
        over = near[np.interp(along, part.xs, part.ys).astype(int), along] > 0
        length, hidden = length + len(along), hidden + int((~over).sum())
    return hidden / max(1, length)


def _rulings(gray: Gray, letters: Gray, words: Gray, points: float) -> tuple[Rulings, list[Traced]]:
    """Level rulings: dark, long, thin (where a letter's stem crosses, the stroke is not), with paper on both
    sides; and those of which there are traces.
    """
    gap, length = round(_MAX_GAP * points), round(MIN_LENGTH * points)
    thick = max(3, round(_MAX_THICKNESS * points))
    darker = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, np.ones((thick + 1, 1), np.uint8))
    relief = np.asarray(cv2.blur(darker, (3, 1)), np.uint8)
    threshold = max(_FAINTEST, float(np.percentile(relief[::3, ::3], 80)) * 2.5)
    dark = (relief > threshold).astype(np.uint8) * 255
    thin = dark & _clear(letters, points, length)
    # A ruling that leans by a pixel is still one: widen by a pixel before asking for an unbroken run.
    wide = np.asarray(cv2.dilate(thin, np.ones((3, 1), np.uint8)), np.uint8)
    runs = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, max(6, length // 3)), np.uint8))
    closed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    clear = _clear(letters, points, round(_DASH_FLANK * points))
    ghost = _GHOST * float(np.percentile(relief[dark > 0], 90)) if dark.any() else 0.0
    worn = worn_rulings(np.where(relief > ghost, dark, 0).astype(np.uint8), words, clear == 0, points)
    lone = wide & clear
    dashes, dashed = _dashed(lone, points)
    both = _Pieces.of(np.asarray(cv2.bitwise_or(long, dashed), np.uint8))
    too_thick = _are_thick(both, thick)
    whole = both.without(too_thick | _are_faint(both, too_thick, relief, threshold))
    strokes = np.asarray(cv2.bitwise_or(runs, dashes), np.uint8)
    return Rulings(whole, strokes, np.zeros_like(whole)), worn


def _dashed(thin: Gray, points: float) -> tuple[Gray, Gray]:
    """Dots and dashes in a row, a side of a low cell at least, and the long ones among their rows, gaps
    closed.
    """
    dashes = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((1, max(2, round(_DASH * points))), np.uint8))
    closed = cv2.morphologyEx(dashes, cv2.MORPH_CLOSE, np.ones((1, round(DASH_GAP * points)), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(_MIN_DASHED * points)), np.uint8))
    low = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(_MIN_SIDE * points)), np.uint8))
    pieces = _Pieces.of(np.asarray(long, np.uint8))
    dark = np.bincount(pieces.labels[dashes[pieces.rows] > 0], minlength=len(pieces.areas))
    sparse = dark < _DASHED_SHARE * pieces.areas
    return np.asarray(cv2.bitwise_and(dashes, low), np.uint8), pieces.without(sparse)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Connected pieces of a mask, by number; 0 is what lies between them. Most rows of a page hold none:
    `labels` has the others alone, and of the blank ones between them one each.
    """

    mask: Gray
    rows: NDArray[np.intp]
    labels: NDArray[np.int32]
    widths: NDArray[np.int32]
    areas: NDArray[np.int32]

    @classmethod
    def of(cls, mask: Gray) -> "_Pieces":
        """The pieces of a mask."""
        filled = mask.max(axis=1) > 0
        filled[1:] |= filled[:-1]
        rows = np.flatnonzero(filled)
        if not rows.size:
            none = np.zeros(1, np.int32)
            return cls(mask, rows, np.zeros((0, mask.shape[1]), np.int32), none, none)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask[rows])
        widths, areas = (np.asarray(stats[:, k], np.int32) for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_AREA))
        return cls(mask, rows, np.asarray(labels, np.int32), widths, areas)

    def without(self, pieces: NDArray[np.bool_]) -> Gray:
        """The mask without those pieces."""
        rest = self.mask.copy()
        rest[self.rows] = np.where(pieces[self.labels], 0, self.mask[self.rows])
        return rest


def _are_thick(rulings: _Pieces, thick: int) -> NDArray[np.bool_]:
    """Which pieces are thicker than a ruling."""
    return np.asarray(rulings.areas > rulings.widths * (thick + 2.0))


def _are_faint(
    rulings: _Pieces, thick: NDArray[np.bool_], relief: Gray, threshold: float
) -> NDArray[np.bool_]:
    """Which pieces are much fainter than most of the rulings, the `thick` ones aside: those of the sheet's
    other side shine through.

    A hairline that falls between two rows of pixels is as dark as one that falls on one: across a stroke
    counts.
    """
    beside = (np.clip(rulings.rows + k, 0, len(relief) - 1) for k in (-1, 0, 1))
    across = sum((relief[rows].astype(np.float64) for rows in beside), np.zeros(1))
    dark = relief[rulings.rows] > threshold
    labels, across = rulings.labels[dark], across[dark]
    count = len(rulings.areas)
    number = np.bincount(labels, minlength=count)
    strength = np.bincount(labels, weights=across, minlength=count) / np.maximum(number, 1)
    thin = 1 + np.flatnonzero(~thick[1:])
    if not thin.size:
        return np.zeros_like(thick)
    order = thin[np.argsort(strength[thin])]
    reached = np.cumsum(rulings.widths[order]) >= _USUAL * rulings.widths[thin].sum()
    usual = strength[order][int(np.argmax(reached))]
    strong = np.bincount(labels[across > _GHOST * usual], minlength=count)
    return np.asarray(strong < _MOSTLY * number)


def _without_long(ink: Gray, length: int) -> Gray:
    """The ink without strokes longer than letters have: beside a stroke of a double ruling runs the other."""
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.asarray(cv2.subtract(ink, cv2.bitwise_or(level, upright)), np.uint8)


def _clear(ink: Gray, points: float, length: int) -> Gray:
    """Where (255) there is paper both just above and just below, over a `length`."""
    near, far = _FLANK
    size = (length, max(1, round((far - near) * points)))
    total = cv2.boxFilter(ink, cv2.CV_32F, size, normalize=False)
    paper = (total <= _CLEAR_FLANKS * 255 * size[0] * size[1]).astype(np.uint8) * np.uint8(255)
    offset = round((near + far) / 2 * points)
    clear = np.full_like(ink, 255)
    clear[offset:] &= paper[:-offset]
    clear[:-offset] &= paper[offset:]
    return clear
