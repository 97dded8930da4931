"""Rulings found by all that is seen along them, whole, dashed, dotted or worn: the paths across the page on
which ink lies so often that it is no chance.

Along a path each short piece of the page speaks for a ruling where it shows a thin stroke, against one where
it shows paper, and says nothing where letters hide it. The path that everything together speaks for most is
taken, then the next; it may climb or fall a little from piece to piece, as lines of a curled sheet do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray

PIECE: Final = 3.0  # points
# How often a piece shows ink by chance (at least), on a ruling of which hardly anything is left, on a whole
# one; what most rulings of a page leave (those of this share of their length) is expected of all of them.
_CHANCE, WORN = 0.003, 0.24
_LEAST_WORN, _LESS, _CLEAR, _FAINTER, _WHOLE = 0.08, 0.5, 0.2, 0.4, 0.3
# A piece that letters hide speaks a little against a ruling (logarithm), one that they stand across more.
_HIDDEN, _CROSSED = -0.4, -1.0
_MOST: Final = 0.9  # of a page lies off its rulings
# Logarithm of how much likelier a ruling is than chance, to be one; what it loses where it climbs or falls.
SURE: Final = 14.0
_STEP: Final = 0.7
_HALF, _ALL_ALONG = 0.51, 0.8  # of a piece
_OFF, _THICK = 0.05, 5  # what a piece speaks less where it is off the stroke's middle; pixels of a stroke
_ACROSS: Final = 1.5  # points: a letter stands across a ruling where it reaches so far above it and below it
_LETTER: Final = 12.0  # points: no stem is longer
_BAND: Final = 2.5  # points beside a ruling in which there is no other
_SHORTEST: Final = 22.0  # points
_MOSTLY_SEEN: Final = 0.5  # … and letters hide less than half of it
_BROKEN: Final = 90.0  # points; where nothing shows for so long a ruling has ended


@dataclass(frozen=True, slots=True)
class Path:
    """A level ruling: columns (pixels, ascending, one a piece) and its row at each, and how much likelier it
    is one than none (logarithm).
    """

    xs: NDArray[np.intp]
    ys: NDArray[np.intp]
    score: float

    @property
    def middle(self) -> float:
        """The median of its rows."""
        ys = np.sort(self.ys)
        return (int(ys[(len(ys) - 1) // 2]) + int(ys[len(ys) // 2])) / 2

    def at(self, x: float) -> float:
        """The row at a column; beyond its ends it goes on level."""
        return float(np.interp(x, self.xs, self.ys))


@dataclass(frozen=True, slots=True)
class Cover:
    """Where on a page strokes can be seen (255), and of its pieces (rows × pieces) in which most of one can;
    where letters reach across.
    """

    visible: Gray
    mostly_visible: NDArray[np.bool_]
    crossed: NDArray[np.bool_]
    piece: int  # pixels

    @classmethod
    def of(cls, words: Gray, visible: Gray, points: float) -> "Cover":
        """The cover of a page with `words` (255), of which so much is `visible` (255)."""
        piece = max(2, round(PIECE * points))
        reach = 2 * round(_ACROSS * points) + 1
        across = np.asarray(cv2.erode(words, np.ones((reach, 1), np.uint8)), np.uint8)
        return cls(visible, _pieces(visible, piece) > _HALF, _pieces(across, piece) > _HALF, piece)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What pieces of a page (rows × pieces) show: a thin stroke, and how much it tells (0–1); whether one
    could be seen; whether they are dark all along; whether letters reach across.
    """

    shown: NDArray[np.bool_]
    telling: NDArray[np.float32]
    seen: NDArray[np.bool_]
    dark: NDArray[np.bool_]
    crossed: NDArray[np.bool_]
    piece: int  # pixels
    chance: float

    @classmethod
    def of(cls, strokes: Gray, cover: Cover) -> "Evidence":
        """What thin `strokes` (255) tell where they can be seen."""
        piece, line = cover.piece, np.ones((3, 1), np.uint8)
        clear = cv2.bitwise_and(strokes, cover.visible)
        shown = _pieces(np.asarray(cv2.dilate(clear, line), np.uint8), piece) > 0
        seen = shown | cover.mostly_visible
        dark = _pieces(np.asarray(cv2.dilate(strokes, line), np.uint8), piece) > _ALL_ALONG
        rows = shown.sum(axis=1) / np.maximum(1, seen.sum(axis=1))
        usual = rows <= np.quantile(rows, _MOST)
        centred = _pieces(np.asarray(cv2.blur(clear, (1, _THICK)), np.uint8), piece)
        telling = (1 - _OFF + _OFF * centred) * _shares(shown, seen, round(_LETTER / PIECE))
        return cls(shown, telling, seen, dark, cover.crossed, piece, max(_CHANCE, float(rows[usual].mean())))

    def weights(self, left: float) -> NDArray[np.float32]:
        """How much each piece speaks for a ruling that shows in this share (0–1) of its pieces.

        On a page full of specks it still shows more often than they do, or paper would speak for it.
        """
        chance = min(self.chance, left / 2)
        for_it = np.log(left / chance) * self.telling
        against = np.log((1 - left) / (1 - chance))
        unseen = np.where(self.crossed, _CROSSED, np.where(self.dark, 0.0, _HIDDEN))
        return np.where(self.shown, for_it, np.where(self.seen, against, unseen)).astype(np.float32)


def _pieces(mask: Gray, piece: int) -> NDArray[np.float32]:
    """How dark (0–1) each piece of the rows of a mask is."""
    height, width = mask.shape
    whole = width // piece
    dark = cv2.resize(mask[:, : whole * piece], (whole, height), interpolation=cv2.INTER_AREA)
    return np.asarray(dark, np.float32) / np.float32(255)


def _shares(shown: NDArray[np.bool_], seen: NDArray[np.bool_], letter: int) -> NDArray[np.float32]:
    """The share (0–1) of one stroke that each piece shows: strokes no longer than a letter's (pieces) beside
    what letters hide may be stems of more of them, and all their pieces tell as much as one.
    """
    shares = np.ones(shown.shape, np.float32)
    edges = np.flatnonzero(np.diff(np.pad(shown, ((0, 0), (1, 1))).astype(np.int8).ravel()))
    start, end = edges[::2], edges[1::2]  # from the piece before a stroke to its last one
    beside = np.pad(~seen, ((0, 0), (1, 1)), constant_values=True).ravel()
    length = end - start
    stems = (beside[start] | beside[end + 1]) & (length <= letter)
    shares[shown] = np.repeat(np.where(stems, 1 / length, 1), length)
    return shares


def find_paths(evidence: Evidence, points: float, left: float = WORN) -> list[Path]:
    """The level rulings of a page that show in this share (0–1) of their pieces, the likeliest first."""
    weights = evidence.weights(max(left * (_FAINTER + _WHOLE * left), _LEAST_WORN))
    band = max(2, round(_BAND * points))
    found = []
    while paths := list(_likeliest(_scores(weights, evidence.shown), evidence.shown, band)):
        for rows, pieces in paths:
            for part in _unbroken(evidence, rows, pieces, round(_BROKEN * points)):
                score = float(weights[rows[part], pieces[part]].sum())
                clear = (
                    float((evidence.seen | evidence.dark)[rows[part], pieces[part]].mean()) >= _MOSTLY_SEEN
                )
                long = (part.stop - part.start) * evidence.piece >= _SHORTEST * points
                if clear and long and score >= SURE:
                    xs = pieces[part] * evidence.piece + evidence.piece // 2
                    found.append(Path(xs, rows[part], score))
        for rows, pieces in paths:
            for beside in range(-band, band + 1):
                near = np.clip(rows + beside, 0, len(weights) - 1)
                weights[near, pieces] = np.minimum(weights[near, pieces], -1.0)
    return sorted(found, key=lambda path: -path.score)


def _likeliest(
    scores: NDArray[np.float32], shown: NDArray[np.bool_], band: int
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """The rows and pieces of the best paths, of those within a band of each other only the best."""
    best = scores.max(axis=1)
    free = np.ones(len(best), bool)
    likely = np.flatnonzero(best >= SURE)
    for row in likely[np.argsort(-best[likely], kind="stable")].tolist():
        if free[row]:
            rows, first, last = _followed(scores, shown, row)
            near = np.s_[max(0, int(rows.min()) - band) : int(rows.max()) + band + 1]
            if free[near].all():
                yield rows, np.arange(first, last + 1)
            free[near] = False


def _unbroken(
    evidence: Evidence, rows: NDArray[np.intp], pieces: NDArray[np.intp], gap: int
) -> Iterator[slice]:
    """The parts of a path between stretches longer than a gap (pixels) in which no stroke shows and letters
    stand rather than a ruling hidden by them: below a table goes on what stands under it, a seal say.
    """
    shown, dark = evidence.shown[rows, pieces], evidence.dark[rows, pieces]
    start, told = 0, np.flatnonzero(shown)
    for before, after in pairwise(told.tolist()):
        broken = (after - before) * evidence.piece > gap
        if broken and dark[before + 1 : after].mean() < _MOSTLY_SEEN:
            yield slice(start, before + 1)
            start = after
    yield slice(start, len(pieces))


def share_shown(evidence: Evidence, path: Path, start: int, end: int) -> float:
    """In which share (0–1) of its pieces that can be seen a ruling shows between two columns (pixels)."""
    pieces = np.arange(start // evidence.piece, min(end // evidence.piece + 1, evidence.shown.shape[1]))
    rows = np.interp((pieces + 0.5) * evidence.piece, path.xs, path.ys).astype(int)
    return float(evidence.shown[rows, pieces].sum() / max(1, evidence.seen[rows, pieces].sum()))


def share_left(evidence: Evidence, found: list[Path]) -> float:
    """In which share (0–1) of its pieces a ruling of this page shows, at least."""
    likely = max(2 * SURE, _CLEAR * max(path.score for path in found))
    shares, lengths = [], []
    for path in (p for p in found if p.score >= likely):
        lengths.append(int(evidence.seen[path.ys, path.xs // evidence.piece].sum()))
        shares.append(share_shown(evidence, path, int(path.xs[0]), int(path.xs[-1])))
    if not lengths:
        return WORN
    order = np.argsort(shares)
    reached = np.cumsum(np.array(lengths)[order]) >= _LESS * sum(lengths)
    return float(np.array(shares)[order][int(np.argmax(reached))])


def _scores(weights: NDArray[np.float32], shown: NDArray[np.bool_]) -> NDArray[np.float32]:
    """For each place the score of the best path that ends there; it changes its row only where a stroke
    shows.
    """
    height, pieces = weights.shape
    scores = np.empty((pieces, height), np.float32)
    places, rows = np.nonzero(shown.T)
    ends = np.searchsorted(places, np.arange(pieces + 1)).tolist()
    strokes = [rows[start:end] for start, end in pairwise(ends)]
    before = np.zeros(height + 2, np.float32)  # a row more at either end, of no path
    for weight, at, score in zip(np.ascontiguousarray(weights.T), strokes, scores, strict=True):
        best = np.maximum(np.maximum(before[at], before[at + 2]) - np.float32(_STEP), before[at + 1])
        np.add(before[1:-1], weight, out=score)
        score[at] = best + weight[at]
        np.maximum(score, 0, out=score)
        before[1:-1] = score
    return scores.T


def _followed(
    scores: NDArray[np.float32], shown: NDArray[np.bool_], row: int
) -> tuple[NDArray[np.intp], int, int]:
    """The rows of the best path that ends in a row, and its first and last piece."""
    last = piece = int(scores[row].argmax())
    rows = [row]
    while piece > 0:
        before = [(float(scores[row, piece - 1]), row)]
        if shown[row, piece]:
            beside = (other for other in (row - 1, row + 1) if 0 <= other < len(scores))
            before += [(float(scores[other, piece - 1] - np.float32(_STEP)), other) for other in beside]
        best, row = max(before, key=lambda place: place[0])
        if best <= 0:
            break
        piece -= 1
        rows.append(row)
    return np.array(rows[::-1], np.intp), piece, last
