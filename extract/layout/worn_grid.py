"""A table's worn rulings drawn again: where traces are too few to tell their ends, up to the table's edge;
and uprights of which nothing is left, where white runs down the table between columns of text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.layout.worn_rulings import Worn, crossed
from extract.picture.dewarp import Gray

_TOGETHER: Final = 30.0  # points between rulings of one table
_FEWEST: Final = 2  # rulings of either direction that make a table
_DRAWN: Final = 3  # pixels: how thick a ruling is drawn, and how far off it ends
_SHORTEST: Final = 9.0  # points of a ruling between two letters that stand across it
# A gutter between columns is so wide (points), white but for what is smaller than letters, beside columns
# that are filled to this share, in a table so high without its titles; so near to an upright it is that
# one's. Words have blanks up to the last.
_WIDE, _LETTER, _FILLED, _HIGH, _EDGE, _BLANK = 4.0, 3.0, 0.02, 120.0, 2.5, 6.0
_SEEN: Final = 0.5  # … as one that is seen over so much of the table

_Place = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(frozen=True, slots=True)
class _Table:
    level: tuple[Worn, ...]
    upright: tuple[Worn, ...]  # rows for columns
    box: _Place


def draw_worn(
    level: Sequence[Worn], upright: Sequence[Worn], seen: Gray, words: Gray, points: float
) -> tuple[Gray, Gray]:
    """Level and upright rulings (255; these with rows for columns) as they were before they wore off; `seen`
    are uprights that did not (rows for columns, too).
    """
    turned_words = np.ascontiguousarray(words.T)
    levels, uprights = np.zeros_like(words), np.zeros_like(turned_words)
    for table in _tables(level, upright, points):
        x0, top, x1, bottom = (round(v) for v in table.box)
        for worn in table.level:
            _draw(levels, worn, (x0, x1), words, points)
        for worn in table.upright:
            _draw(uprights, worn, (top, bottom), turned_words, points)
        if not any(worn.open for worn in table.upright):
            continue
        for x in _gutters(table, seen, words, points):
            worn = Worn(np.array([top, bottom]), np.array([x, x]), open=True)
            _draw(uprights, worn, (top, bottom), turned_words, points)
    return levels, uprights


def _tables(level: Sequence[Worn], upright: Sequence[Worn], points: float) -> Iterator[_Table]:
    """Rulings that stand together, some of either direction."""
    places = [_place(worn) for worn in level]
    places += [(y0, x0, y1, x1) for x0, y0, x1, y1 in map(_place, upright)]
    groups = list(range(len(places)))
    for one, first in enumerate(places):
        for other in range(one):
            if groups[one] != groups[other] and _near(first, places[other], _TOGETHER * points):
                old = groups[one]
                groups = [groups[other] if group == old else group for group in groups]
    for group in set(groups):
        members = [k for k, number in enumerate(groups) if number == group]
        levels = tuple(level[k] for k in members if k < len(level))
        uprights = tuple(upright[k - len(level)] for k in members if k >= len(level))
        if min(len(levels), len(uprights)) >= _FEWEST:
            x0, top, x1, bottom = zip(*(places[k] for k in members), strict=True)
            yield _Table(levels, uprights, (min(x0), min(top), max(x1), max(bottom)))


def _place(worn: Worn) -> _Place:
    return float(worn.xs[0]), float(worn.ys.min()), float(worn.xs[-1]), float(worn.ys.max())


def _near(one: _Place, other: _Place, reach: float) -> bool:
    return (
        one[0] - reach < other[2]
        and other[0] - reach < one[2]
        and one[1] - reach < other[3]
        and other[1] - reach < one[3]
    )


def _gutters(table: _Table, seen: Gray, words: Gray, points: float) -> Iterator[int]:
    """Where white runs down the table between text on either side, and no upright is known."""
    x0, top, x1, bottom = (round(v) for v in table.box)
    known = [round(float(np.median(worn.ys))) - x0 for worn in table.upright]
    text = _lines(words[top : bottom + 1, x0 : x1 + 1], points)
    inner = [x for x in known if _EDGE * points < x < text.shape[1] - _EDGE * points]
    titles = text[:, inner].any(axis=1)  # a title runs over rulings
    if (~titles).sum() < _HIGH * points:
        return
    share = text[~titles].mean(axis=0)
    filled = np.flatnonzero(share > _FILLED)
    for strip in _runs(share == 0):
        beside = filled.size and filled[0] < strip.start and strip.stop <= filled[-1]
        if strip.stop - strip.start < _WIDE * points or not beside:
            continue
        first, last = strip.start - round(_EDGE * points), strip.stop + round(_EDGE * points)
        whole = seen[max(0, x0 + first) : x0 + last, top : bottom + 1].any(axis=0).mean() > _SEEN
        if not whole and not any(first < x < last for x in known):
            yield x0 + (strip.start + strip.stop) // 2


def _lines(words: Gray, points: float) -> NDArray[np.bool_]:
    """Where text is: pieces as large as letters, with the blanks between words closed."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(words, connectivity=8)
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    large = sides.max(axis=1) > _LETTER * points
    large[0] = False
    blank = np.ones((1, 2 * round(_BLANK * points / 2) + 1), np.uint8)
    return np.asarray(cv2.morphologyEx(large[labels].astype(np.uint8), cv2.MORPH_CLOSE, blank) > 0)


def _draw(mask: Gray, worn: Worn, ends: tuple[int, int], words: Gray, points: float) -> None:
    """The ruling up to the table's ends where it may end anywhere, but over no letters."""
    xs, ys = worn.xs.tolist(), worn.ys.tolist()
    start, end = (min(ends[0], xs[0]), max(ends[1], xs[-1])) if worn.open else (xs[0], xs[-1])
    along = np.arange(start, end + 1)
    free = ~crossed(words, round(float(np.median(worn.ys))), points)[start : end + 1]
    free[xs[0] - start : xs[-1] - start] = True
    rows = np.interp(along, xs, ys).round().astype(int)
    for part in _runs(free):
        if part.stop - part.start >= _SHORTEST * points:
            line = np.stack([along[part], rows[part]], axis=1).astype(np.int32).reshape(-1, 1, 2)
            cv2.polylines(mask, [line], isClosed=False, color=255, thickness=_DRAWN)


def _runs(free: NDArray[np.bool_]) -> Iterator[slice]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield slice(a, b)
