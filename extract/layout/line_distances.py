"""How far the lines of a cell follow each other in a table that is told by its text alone.

A table has one typeface: the distance is the same on all of its pages. Where most cells have one line, those
of rows follow each other more often than those of cells, but farther.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

import numpy as np

from extract.layout.column_pieces import Piece

EVEN: Final = 1.2  # points within which lines follow each other alike
# Lines of a cell follow each other not farther than so much more (points), but where distances between others
# have a gap so wide.
_FARTHER, _LEAST_MORE, _MOST_MORE, _PLAINLY = 2.5, 1.0, 6.0, 0.8
# Letter heights from line to line within a cell at most, as most do at most, and where none has two lines.
_LONGEST, _FAR, _ALONE = 2.2, 1.6, 1.2
_NEAREST: Final = 0.5  # … and not as near as so: lines beside each other
_FEWEST: Final = 3  # distances that tell how far lines are
_SURE: Final = 8  # … and of lines of one text, that tell it by themselves
_BLANK: Final = 0.3  # letter heights of a blank
# A distance is frequent that is so (share) of the most frequent one, and another than that one where those
# between are so rare (share of it); in points, distances that count as one, and by which they are tried.
_FREQUENT, _RARE, _ALIKE, _STEP = 0.15, 0.5, 1.0, 0.25


@dataclass(frozen=True, slots=True)
class LineDistance:
    """How far (points) lines of a cell follow each other, as most do, and at most."""

    far: float
    farthest: float


def distances(pieces: Iterable[Piece], height: float) -> list[float]:
    """How far (points) pieces follow each other in their columns, those of a page with letters so high."""
    by_column: dict[int, list[float]] = {}
    for base, column in sorted((p.base, p.column) for p in pieces):
        bases = by_column.setdefault(column, [])
        if not bases or base - bases[-1] > _NEAREST * height:
            bases.append(base)
    return [b - a for bases in by_column.values() for a, b in pairwise(bases) if b - a < _LONGEST * height]


def wrapped(pieces: Iterable[Piece], height: float) -> list[float]:
    """How far (points) lines of the widest column follow each other where the line above has no room for the
    first word of the one below: they are of one text.
    """
    by_column: dict[int, list[Piece]] = {}
    for piece in sorted(pieces, key=lambda p: p.base):
        if piece.column == piece.last:
            by_column.setdefault(piece.column, []).append(piece)
    lines = max(by_column.values(), key=_width, default=[])
    end = max((piece.words[-1].bbox[2] for piece in lines), default=0.0)
    return [
        below.base - above.base
        for above, below in pairwise(lines)
        if _NEAREST * height < below.base - above.base < _FAR * height
        and above.words[-1].bbox[2] + below.words[0].bbox[2] - below.words[0].bbox[0] + _BLANK * height > end
    ]


def _width(pieces: Sequence[Piece]) -> float:
    return max(p.words[-1].bbox[2] for p in pieces) - min(p.words[0].bbox[0] for p in pieces)


def line_distances(
    pages: Sequence[Sequence[float]], sure: Sequence[float], height: float
) -> Iterator[LineDistance | None]:
    """How far lines of cells follow each other on each page of a table by the distances that it has, as on
    all of them, with letters so high (points), or as those that are `sure` do. None for pages with too few.
    They may have no cell with more lines than one.
    """
    if len(sure) >= _SURE:
        usual = median(sure)
    else:
        usual = _usual([far for page in pages for far in page if far < _FAR * height]) or _ALONE * height
    for page in pages:
        near = [far for far in page if abs(far - usual) <= EVEN]
        yield _with_farthest(page, median(near or [usual])) if len(page) >= _FEWEST else None


def _usual(found: Sequence[float]) -> float:
    """The most frequent distance, or the least that is frequent too and has rare ones between it and that."""
    if not found:
        return 0.0
    tried = np.arange(min(found), max(found) + _STEP, _STEP)
    count = (np.abs(tried[:, None] - np.array(found)) <= _ALIKE).sum(axis=1)
    most, reach = int(count.argmax()), round(2 * _ALIKE / _STEP)
    frequent = max(_FEWEST, _FREQUENT * count[most])
    peaks = (
        k
        for k in range(most)
        if count[k] >= frequent
        and count[k] == count[max(0, k - reach) : k + reach + 1].max()
        and count[k:most].min() <= _RARE * count[k]
    )
    return float(tried[next(peaks, most)])


def _with_farthest(found: Iterable[float], far: float) -> LineDistance:
    """With the distance at most: there are fewest of a little more."""
    more = [
        far + _LEAST_MORE,
        *sorted(d for d in found if _LEAST_MORE < d - far < _MOST_MORE),
        far + _MOST_MORE,
    ]
    widest, farthest = max((b - a, (a + b) / 2) for a, b in pairwise(more))
    return LineDistance(far, farthest if widest >= _PLAINLY else far + _FARTHER)
