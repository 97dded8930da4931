"""Rulings of a straight page: thin level and upright strokes with paper beside them, solid, dashed or
dotted.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.layout.ruling_paths import Cover, Evidence, Path, find_paths, share_left
from extract.picture.dewarp import Gray
from extract.picture.histogram import histogram, quantile
from extract.picture.pieces import find_pieces

# In points: a shorter stroke is a letter's; a gap up to this length in a ruling is a fault of print or scan.
MIN_LENGTH = 22.0
_LONGEST_STROKE = 11.0  # of a letter
_ROUGH = 0.4  # edges of a ruling
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
# … which are this share as dark as the page's letters or more: others shine through from the sheet's back.
_PRINTED = 0.2
# Beside a ruling (this far off, in points) there is paper; along a row of letters this share of ink or more.
_FLANK = (1.4, 2.8)
_CLEAR_FLANKS = 0.14
_DASH_FLANK = 6.0  # … over so many points along a dash, which has less ink beside it than stems have
# In points: paper around letters in which a stroke is no ruling's, blanks between letters and words, between
# the stems of one, how thick such a stroke is at most, and how near to a level ruling nothing is an upright.
# Strokes so high (points) stand in this share of a word that is longer than a letter, or taller ones in less.
_STEM, _OF_STEMS = 2.0, 0.2
# Rows of pixels around a path in which its ruling is.
_BREADTH = 5
_EDGE = 18.0  # points along the sheet's edges, where scanners leave bars and shades
_PAPER, _LETTER_BLANK, _STEMS, _THICK, _CROSSING = 2.2, 5.0, 1.5, 1.3, 1.5
# A scan blurs a thin stroke to so many pixels; dashes stand so near to each other (points), letters of two
# lines do not.
_BLURRED, _NEXT_DASH = 4, 5.0
_ROW_OF_DOTS = 72.0  # points; the serifs of a word may stand as near to each other


@dataclass(frozen=True, slots=True)
class Rulings:
    """Level or upright rulings: masks (255 = ruling) of `whole` ones with gaps closed and of all `dark`
    strokes; the `paths` of all, worn ones too, and the `evidence` for them (both of upright rulings with rows
    for columns), `left` the share (0–1) of its pieces in which one shows.
    """

    whole: Gray
    dark: Gray
    paths: tuple[Path, ...]
    evidence: Evidence
    left: float
    points: float  # pixels in one


@dataclass(frozen=True, slots=True)
class _View:
    """A page as level rulings are looked for on it: its picture, letters without long strokes, words."""

    gray: Gray
    letters: Gray
    words: Gray
    darkness: float  # how much darker than paper letters are

    def turned(self) -> "_View":
        """The same with rows for columns."""
        return _View(_turned(self.gray), _turned(self.letters), _turned(self.words), self.darkness)


def find_rulings(gray: Gray, ink: Gray, dpi: float) -> tuple[Rulings, Rulings]:
    """Level and upright rulings, faint and worn ones too."""
    points = dpi / 72
    letters = _without_long(ink, points)
    inked = histogram(gray, letters)
    darkness = quantile(histogram(gray), 0.5) - quantile(inked, 0.5) if inked.any() else 0.0
    view = _View(gray, letters, find_words(letters, points), darkness)
    level = _rulings(view, np.zeros_like(gray), points)
    upright = _rulings(view.turned(), _drawn(level.paths, gray, points), points)
    return level, Rulings(
        _turned(upright.whole), _turned(upright.dark), upright.paths, upright.evidence, upright.left, points
    )


def _turned(mask: Gray) -> Gray:
    return np.asarray(cv2.transpose(mask), np.uint8)


def _drawn(paths: tuple[Path, ...], page: Gray, points: float) -> Gray:
    """Where (255, with rows for columns) these rulings run."""
    mask = np.zeros_like(page)
    for path in paths:
        line = np.stack([path.xs, path.ys], axis=1).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(mask, [line], isClosed=False, color=255, thickness=2 * round(_CROSSING * points) + 1)
    return _turned(mask)


def find_words(ink: Gray, points: float) -> Gray:
    """The ink that is no thin stroke, and none of thin ones close together, with the blanks between letters
    closed. Dots and dashes in a row are no word, nor do they take with them the letters that reach down to
    them: hardly a stroke in it is upright.
    """
    joined = _without_dots(_closed(ink, _STEMS * points), points)
    pieces = find_pieces(joined)
    width, height = pieces.boxes[:, 2:].T
    stem = round(_STEM * points)
    upright = cv2.erode(joined, np.ones((stem, 1), np.uint8)) > 0
    stems = np.bincount(pieces.labels[upright], minlength=len(width)) > _OF_STEMS * stem * width
    thick = (np.minimum(width, height) > _THICK * points) & (stems | (width <= _LONGEST_STROKE * points))
    thick[0] = False
    for narrow, along in ((width, (-1, 1)), (height, (1, -1))):
        strokes = pieces.where(thick & (narrow <= _BLURRED))
        thick[np.unique(pieces.labels[_in_a_row(strokes, along, points)])] = False
    return _closed(pieces.where(thick), _LETTER_BLANK * points)


def _without_dots(joined: Gray, points: float) -> Gray:
    """The ink without thin level rows longer than the serifs of a word: dots too near to be told apart."""
    rows = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, round(_ROW_OF_DOTS * points)), np.uint8))
    thick = cv2.morphologyEx(rows, cv2.MORPH_OPEN, np.ones((round(_STEM * points), 1), np.uint8))
    return np.asarray(cv2.subtract(joined, cv2.subtract(rows, thick)), np.uint8)


def _in_a_row(strokes: Gray, along: tuple[int, int], points: float) -> NDArray[np.bool_]:
    """Where strokes follow each other `along` an upright (−1, 1) or a level (1, −1) as dashes do, in all
    longer than letters.
    """
    gap, length = (
        np.ones([1 if side > 0 else round(pt * points) for side in along], np.uint8)
        for pt in (_NEXT_DASH, _LONGEST_STROKE)
    )
    rows = cv2.morphologyEx(cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, gap), cv2.MORPH_OPEN, length)
    return np.asarray((rows > 0) & (strokes > 0))


def _closed(ink: Gray, blank: float) -> Gray:
    row = np.ones((1, 2 * round(blank / 2) + 1), np.uint8)
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, row), np.uint8)


def _rulings(view: _View, across: Gray, points: float) -> Rulings:
    """Level rulings: whole ones are dark, long, thin (where a letter's stem crosses, the stroke is not), with
    paper on both sides. Where rulings run `across` (255) nothing tells of others.
    """
    gap, length = round(_MAX_GAP * points), round(MIN_LENGTH * points)
    thick = max(3, round(_MAX_THICKNESS * points))
    darker = cv2.morphologyEx(view.gray, cv2.MORPH_BLACKHAT, np.ones((thick + 1, 1), np.uint8))
    relief = np.asarray(cv2.blur(darker, (3, 1)), np.uint8)
    threshold = max(_FAINTEST, quantile(histogram(relief[::3, ::3]), 0.8) * 2.5)
    dark = (relief > threshold).astype(np.uint8) * 255
    thin = dark & _clear(view.letters, points, length)
    # A ruling that leans by a pixel is still one: widen by a pixel before asking for an unbroken run.
    wide = np.asarray(cv2.dilate(thin, np.ones((3, 1), np.uint8)), np.uint8)
    runs = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, max(6, length // 3)), np.uint8))
    closed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    clear = _clear(view.letters, points, round(_DASH_FLANK * points))
    dashes, dashed = _dashed(wide & clear, points)
    both = _Pieces.of(np.asarray(cv2.bitwise_or(long, dashed), np.uint8))
    too_thick = _are_thick(both, thick)
    whole = both.without(too_thick | _are_faint(both, too_thick, relief, threshold))
    reach = 2 * round(_PAPER * points) + 1
    near_words = cv2.dilate(view.words, np.ones((reach, reach), np.uint8))
    visible = clear & ~(np.asarray(near_words, np.uint8) | across)
    edge = round(_EDGE * points)
    visible[:edge] = visible[-edge:] = 0
    traced = _paths(
        _Strokes(dark, relief, _PRINTED * view.darkness), Cover.of(view.words, visible, points), points
    )
    return Rulings(whole, np.asarray(cv2.bitwise_or(runs, dashes), np.uint8), *traced, points)


@dataclass(frozen=True, slots=True)
class _Strokes:
    """Dark strokes (255), how much darker than the paper beside them they are, and rulings at least are."""

    dark: Gray
    relief: Gray
    faintest: float


def _paths(strokes: _Strokes, cover: Cover, points: float) -> tuple[tuple[Path, ...], Evidence, float]:
    """The paths of rulings that are not much fainter than most of them, the evidence for these, and in which
    share (0–1) of its pieces one shows.
    """
    evidence = Evidence.of(strokes.dark, cover)
    rough = find_paths(evidence, points)
    if not rough:
        return (), evidence, 1.0
    strength = np.asarray(cv2.dilate(strokes.relief, np.ones((_BREADTH, 1), np.uint8)), np.uint8)
    shown = [strength[p.ys, p.xs][evidence.shown[p.ys, p.xs // evidence.piece]] for p in rough]
    usual = float(np.quantile(np.concatenate(shown), _USUAL))
    if usual < strokes.faintest:
        return (), evidence, 1.0
    strong = np.where(strokes.relief > _GHOST * usual, strokes.dark, 0).astype(np.uint8)
    left = share_left(evidence, rough)
    evidence = Evidence.of(strong, cover)
    return tuple(find_paths(evidence, points, left)), evidence, left


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
    labels: NDArray[np.uint16] | NDArray[np.int32]
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
        found = find_pieces(mask[rows])
        return cls(mask, rows, found.labels, found.boxes[:, 2], found.areas)

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


def _without_long(ink: Gray, points: float) -> Gray:
    """The ink without strokes longer than letters have and their rough edges: beside a stroke of a double
    ruling runs the other.
    """
    length, edge = round(_LONGEST_STROKE * points), 2 * round(_ROUGH * points) + 1
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    level, upright = cv2.dilate(level, np.ones((edge, 1))), cv2.dilate(upright, np.ones((1, edge)))
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
