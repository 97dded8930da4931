"""Rulings of which a threshold left traces: dots and bits of a thin line, far apart and in one line.

A trace alone is a speck. Where several lie on one level line, with paper above and below, they are what is
left of a ruling, and it went on between them as long as the blanks are no wider than they usually are on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray

# In points: how thick a trace is at most, how much paper lies around it, how far it lies off its ruling.
_THICK: Final = 1.3
_LETTER_BLANK, _STEMS = 5.0, 1.5  # the blanks between letters and words, and between the stems of one
_PAPER: Final = 2.2
_OFF: Final = 0.8
# Within so many points of a trace so many others lie in line; a long one counts for each such length.
_ALONG: Final = 75.0
_MANY, _SOME = (6.0, 7.0), (3.0, 3.0)  # least, and deviations over chance: to be seen, and to go on
_LEAST_MARKS: Final = 12  # on the whole ruling
_MOST: Final = 0.9  # of a page lies off its rulings
_COUNTED: Final = 3.0
# A ruling goes on over a blank this many times as wide as its traces lie apart, within these points …
_BLANK: Final = 5.0
_OTHERS, _OF_OTHERS = 3, 3.0  # … or this many times as wide as so many others
_BLANKS: Final = (9.0, 90.0)
_SHORTEST: Final = 22.0
_FITS: Final = 8
# A letter stands across a ruling where it reaches so many points above it and below it.
_ACROSS: Final = 1.5
_LETTERED: Final = 0.25  # where more of what should be a ruling is letters it is none


@dataclass(frozen=True, slots=True)
class Traced:
    """A ruling's traces (pixels): columns from left to right, a row for each, how much paper shows between
    two of them (0 where it is no blank), and how many dashes they come to.
    """

    xs: NDArray[np.intp]
    ys: NDArray[np.intp]
    blanks: NDArray[np.intp]
    marks: int


@dataclass(frozen=True, slots=True)
class Worn:
    """A stretch of a ruling (pixels), and whether it may run on up to the table's edge."""

    xs: NDArray[np.intp]
    ys: NDArray[np.intp]
    open: bool


def worn_rulings(dark: Gray, words: Gray, dense: NDArray[np.bool_], points: float) -> list[Traced]:
    """The level rulings of which `dark` (255: dark strokes of a few pixels) shows traces, where they can be
    seen: off the `words` and where the page is not `dense` with ink.
    """
    reach = 2 * round(_PAPER * points) + 1
    hidden = dense | (cv2.dilate(words, np.ones((reach, reach), np.uint8)) > 0)
    traces = _traces(np.where(hidden, 0, dark).astype(np.uint8), points)
    chains = _chains(*_in_line(traces, points), points)
    found = (_traced(*_straight(*chain, points), words, hidden, points) for chain in chains)
    return [ruling for ruling in found if ruling is not None]


def find_words(ink: Gray, points: float) -> Gray:
    """The ink that is no thin stroke, and none of thin ones close together, with the blanks between letters
    closed.
    """
    joined = _closed(ink, _STEMS * points)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    thick = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > _THICK * points
    thick[0] = False
    return _closed(np.where(thick[labels], joined, 0).astype(np.uint8), _LETTER_BLANK * points)


def _closed(ink: Gray, blank: float) -> Gray:
    row = np.ones((1, 2 * round(blank / 2) + 1), np.uint8)
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, row), np.uint8)


def _traces(dark: Gray, points: float) -> Gray:
    """The pieces that are as thin as a ruling."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    thin = stats[:, cv2.CC_STAT_HEIGHT] <= max(3, round(_THICK * points))
    thin[0] = False
    return np.where(thin[labels], 255, 0).astype(np.uint8)


def _in_line(traces: Gray, points: float) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Rows and columns of the traces' pixels that have others in line with them, and whether so many that it
    is no chance.
    """
    step = max(1, round(_COUNTED * points))
    height, width = traces.shape
    counted = np.zeros((height, width // step + 1), np.uint8)
    rows, columns = np.nonzero(traces)
    counted[rows, columns // step] = 1
    off = round(_OFF * points)
    band = cv2.dilate(counted, np.ones((2 * off + 1, 1), np.uint8))
    number = cv2.boxFilter(band, cv2.CV_32F, (2 * round(_ALONG / _COUNTED) + 1, 1), normalize=False)
    others = number[rows, columns // step]
    chance = float(number[number <= np.quantile(number, _MOST)].mean())
    many, some = (max(least, chance + factor * chance**0.5 + 1) for least, factor in (_MANY, _SOME))
    kept = others >= some
    return rows[kept], columns[kept], others[kept] >= many


def _chains(
    rows: NDArray[np.intp], columns: NDArray[np.intp], many: NDArray[np.bool_], points: float
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Columns and rows of the traces that lie in one line, each chain from left to right, a row a column."""
    if not rows.size:
        return
    off = round(_OFF * points)
    line = np.zeros((int(rows.max()) + 1, int(columns.max()) + 1), np.uint8)
    line[rows, columns] = 255
    wide = cv2.dilate(line, np.ones((2 * off + 1, 2 * round(_BLANKS[1] * points / 2) + 1), np.uint8))
    _, labels = cv2.connectedComponents(wide, connectivity=8)
    owners = labels[rows, columns]
    order = np.lexsort((columns, owners))
    for part in np.split(order, np.flatnonzero(np.diff(owners[order])) + 1):
        if many[part].any():
            xs, first = np.unique(columns[part], return_index=True)
            yield xs, rows[part][first]


def _traced(
    xs: NDArray[np.intp], ys: NDArray[np.intp], words: Gray, hidden: NDArray[np.bool_], points: float
) -> Traced | None:
    """The ruling that these traces are of; None where they are too few or letters stand across it."""
    if not len(xs):
        return None
    letters = crossed(words, round(float(np.median(ys))), points)[xs[0] : xs[-1] + 1]
    marks = len(np.unique(xs // max(1, round(_COUNTED * points))))
    if marks < _LEAST_MARKS or letters.mean() > _LETTERED:
        return None
    along = np.arange(xs[0], xs[-1] + 1)
    seen = np.cumsum(~hidden[np.interp(along, xs, ys).astype(int), along])
    blanks = np.diff(seen[xs - xs[0]])
    blanks[blanks <= points] = 0
    return Traced(xs, ys, blanks, marks)


def stretches(rulings: Sequence[Traced], words: Gray, points: float, *, bold: bool) -> list[Worn]:
    """The rulings cut where letters stand across and at blanks that are too wide for them; on a page whose
    rulings are worn off (`bold`) nearly none is.
    """
    return [part for ruling in rulings for part in _parts(ruling, words, points, bold)]


def _parts(ruling: Traced, words: Gray, points: float, bold: bool) -> Iterator[Worn]:
    xs, ys, blanks = ruling.xs, ruling.ys, ruling.blanks
    most = _BLANKS[1] * points
    limits = np.full(len(blanks), most) if bold else _limits(blanks, ruling.marks, points)
    cuts = [
        k + 1
        for k in np.flatnonzero(np.diff(xs) > points).tolist()
        if blanks[k] > limits[k]
        or crossed(words, (ys[k] + ys[k + 1]) // 2, points)[xs[k] + 1 : xs[k + 1]].any()
    ]
    for start, end in pairwise([0, *cuts, len(xs)]):
        if xs[end - 1] - xs[start] >= _SHORTEST * points:
            yield Worn(xs[start:end], ys[start:end], bold)


def _limits(wide: NDArray[np.intp], marks: int, points: float) -> NDArray[np.float64]:
    """How wide each blank may be: as traces at random leave them, or as the others on the ruling are."""
    least, most = (v * points for v in _BLANKS)
    limits = np.full(len(wide), _BLANK * float(wide.sum()) / marks)
    others = int((wide > 0).sum()) - 1
    if others >= _OTHERS:
        limits = np.maximum(limits, _OF_OTHERS * (wide.sum() - wide) / others)
    return np.asarray(np.clip(limits, least, most))


def _straight(
    xs: NDArray[np.intp], ys: NDArray[np.intp], points: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The traces that lie on one straight line, most of them."""
    for _ in range(_FITS):
        if len(xs) < _MANY[0]:
            break
        slope, level = np.polyfit(xs, ys, 1) if np.ptp(xs) else (0.0, float(ys[0]))
        off = np.abs(ys - slope * xs - level)
        near = off <= max(_OFF * points, float(np.median(off)))
        if near.all():
            return xs, ys
        xs, ys = xs[near], ys[near]
    return xs[:0], ys[:0]


def crossed(words: Gray, y: int, points: float) -> NDArray[np.bool_]:
    """At each place along a row, whether a letter stands across it."""
    reach = round(_ACROSS * points)
    window = words[max(0, y - reach) : y + reach + 1]
    return np.asarray((window > 0).all(axis=0))
