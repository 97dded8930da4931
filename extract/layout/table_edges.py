"""The edges of tables: rulings that cross each other, in order, each followed over the whole table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.layout.ruling_paths import PIECE, SURE, Path, share_shown
from extract.layout.rulings import Rulings
from extract.layout.table_sides import words_between

_REACH: Final = 12.0  # points by which a ruling may end short of one that it meets
SAME_RULING: Final = 5.0  # two rulings nearer than this (points) are one
# A row of one cell in a table without outer borders is at most so high (points).
OPEN_ROW: Final = 45.0
# Points that no ruling of a table runs on beyond it, nor over this share of a margin.
_FAR: Final = 36.0
_MARGIN: Final = 0.5
# A fold reaches over this share of a table at least; strokes of a seal beside it do not.
_REACHING: Final = 0.15
# No column is narrower (points): what stands so near to a ruling is the stems of first letters.
_NARROWEST: Final = 12.0
# A ruling is at least so likely, as a share of how likely (logarithm) the likelier ones of its table are.
_UNLIKELY, _MOST = 0.1, 0.75
# A table goes on beyond its last ruling across where this share of its rulings (or so many) run on so far
# (points).
_RUNNING_ON, _FEWEST, _LEAST_CLOSED = 0.6, 2, 9.0
_LONG: Final = 0.5  # … or where two agree that run along this share of the table or more
# Where rulings show in less than this share of their pieces, white parts columns, too: between two that have
# words in this share of the rows, of so many or more, where hardly a row has any.
_WORN, _FILLED, _ROWS, _CROSSED, _WHITE = 0.85, 0.4, 4, 0.25, 3
# A table's rulings show in such a share of their pieces as the better ones (from here on) of them do.
_BETTER: Final = 0.75
_PLACES: Final = 9  # at which two rulings are held against each other


@dataclass(frozen=True, slots=True)
class Edges:
    """The level and upright rulings of a table, from top to bottom and from left to right; paths of uprights
    have rows for columns. `drawn_sides`: whether its outer uprights were seen, and are no mere ends of
    rulings.
    """

    levels: tuple[Path, ...]
    uprights: tuple[Path, ...]
    drawn_sides: bool
    rulings: tuple[Rulings, Rulings]  # level and upright ones, with what is `left` of this table's


def find_edges(level: Rulings, upright: Rulings) -> Iterator[Edges]:
    """The edges of each table on a page."""
    points = level.points
    levels, uprights = level.paths, upright.paths
    meet = np.array([[_meet(one, other, _REACH * points) for other in uprights] for one in levels], bool)
    meet = meet.reshape(len(levels), len(uprights))
    alone = ~meet.any(axis=1)
    free = set(np.flatnonzero(~alone).tolist())
    while free:
        rows, columns = _together(meet, min(free))
        free -= rows
        rows |= _beyond(levels, rows, np.flatnonzero(alone).tolist(), _ends(columns, uprights), points)
        yield from _edges([levels[k] for k in rows], [uprights[k] for k in columns], level, upright)
    yield from _edges([levels[k] for k in np.flatnonzero(alone)], [], level, upright)


def _beyond(
    levels: Sequence[Path], rows: set[int], alone: Sequence[int], sides: tuple[float, float], points: float
) -> set[int]:
    """Which levels that no upright meets close a row of one cell beyond the first or the last of `rows`, in a
    table whose outer `sides` are not drawn.
    """
    found: set[int] = set()
    reach = _REACH * points
    while True:
        ordered = sorted(rows | found, key=lambda k: levels[k].middle)
        ends = [levels[ordered[0]], levels[ordered[-1]]]
        near = {
            k
            for k in set(alone) - found
            for end in ends
            if SAME_RULING * points < abs(levels[k].middle - end.middle) < OPEN_ROW * points
            and all(abs(levels[k].xs[at] - end.xs[at]) < reach for at in (0, -1))
            and end.xs[0] < sides[0] - reach
            and sides[1] + reach < end.xs[-1]
        }
        if not near:
            return found
        found |= near


def _ends(columns: set[int], uprights: Sequence[Path]) -> tuple[float, float]:
    """Where the first and the last of some uprights stand."""
    middles = [uprights[k].middle for k in columns]
    return min(middles), max(middles)


def _edges(
    levels: Sequence[Path], uprights: Sequence[Path], level: Rulings, upright: Rulings
) -> Iterator[Edges]:
    """The edges that some rulings make, if they make a table."""
    points = level.points
    same = SAME_RULING * points
    rows = _lines(levels, same, same)
    if not rows:
        return
    top, bottom = rows[0].middle - _REACH * points, rows[-1].middle + _REACH * points
    beside = [path for path in uprights if path.xs[0] < bottom and path.xs[-1] > top]
    columns = _lines(list(_sure_within(beside, top, bottom)), same, _NARROWEST * points)
    level, upright = _of_table(rows, level), _of_table(columns, upright)
    known = len(columns)
    columns = closed(columns, rows, level)
    drawn_sides = len(columns) == known
    rows = _lines(_within(levels, columns, level), same, same)
    if upright.left < _WORN:
        columns = _with_gutters(columns, rows, level)
    if len(columns) >= _FEWEST:
        yield Edges(tuple(closed(rows, columns, upright)), tuple(columns), drawn_sides, (level, upright))


def _sure_within(uprights: Sequence[Path], top: float, bottom: float) -> Iterator[Path]:
    """The uprights that are sure by what lies between `top` and `bottom` of the table, or beside another one:
    what a path gathers farther on, of letters below a table say, is none of it.
    """
    if len(uprights) >= _FEWEST:
        top = min(top, sorted(int(p.xs[0]) for p in uprights)[1])
        bottom = max(bottom, sorted(int(p.xs[-1]) for p in uprights)[-2])
    for path in uprights:
        if path.score * float(((path.xs >= top) & (path.xs <= bottom)).mean()) >= SURE:
            yield path


def _of_table(edges: Sequence[Path], rulings: Rulings) -> Rulings:
    """The rulings with what is left of those of one table."""
    if not edges:
        return rulings
    evidence = rulings.evidence
    shares = [share_shown(evidence, p, int(p.xs[0]), int(p.xs[-1])) for p in edges]
    return replace(rulings, left=float(np.quantile(shares, _BETTER)))


def _within(levels: Sequence[Path], columns: Sequence[Path], level: Rulings) -> Sequence[Path]:
    """The levels without folds of the sheet: those that run on far beyond both sides of the table, or beyond
    one and end between its uprights, and what lies on one line with these. One that runs on into a seal
    stays.
    """
    if len(columns) < _FEWEST or level.left < _WORN:
        return levels
    first, last = (p.middle for p in (columns[0], columns[-1]))
    width = level.evidence.shown.shape[1] * level.evidence.piece
    left, right = (min(_FAR * level.points, _MARGIN * margin) for margin in (first, width - last))
    least = _REACHING * (last - first)
    folds: list[Path] = []
    for path in levels:
        begins, ends = path.xs[0] <= first - left, path.xs[-1] >= last + right
        begins_only = begins and path.xs[-1] - first >= least and _is_loose(path, -1, columns, level)
        ends_only = ends and last - path.xs[0] >= least and _is_loose(path, 0, columns, level)
        if (begins and ends) or begins_only or ends_only:
            folds.append(path)
    return [path for path in levels if not any(_is_of_fold(path, fold, columns, level) for fold in folds)]


def _is_loose(path: Path, end: int, columns: Sequence[Path], level: Rulings) -> bool:
    """Whether a level ends, or begins (0), at none of the uprights."""
    return all(abs(path.xs[end] - column.middle) > _REACH * level.points for column in columns)


def _is_of_fold(path: Path, fold: Path, columns: Sequence[Path], level: Rulings) -> bool:
    """Whether a level is a fold, or lies between uprights on the straight line that one makes."""
    if path is fold or not all(_is_loose(path, end, columns, level) for end in (0, -1)):
        return path is fold
    slope, start = np.polyfit(fold.xs, fold.ys, 1)
    return bool(np.abs(slope * path.xs + start - path.ys).mean() < SAME_RULING * level.points)


def _meet(level: Path, upright: Path, reach: float) -> bool:
    x = upright.at(level.middle)
    y = level.at(x)
    beside = level.xs[0] - reach <= x <= level.xs[-1] + reach
    return bool(beside and upright.xs[0] - reach <= y <= upright.xs[-1] + reach)


def _together(meet: NDArray[np.bool_], first: int) -> tuple[set[int], set[int]]:
    """The levels and uprights that hang together with one level."""
    rows, columns = np.zeros(meet.shape[0], bool), np.zeros(meet.shape[1], bool)
    rows[first], before = True, 0
    while (reached := int(rows.sum() + columns.sum())) > before:
        before = reached
        columns |= meet[rows].any(axis=0)
        rows |= meet[:, columns].any(axis=1)
    return set(np.flatnonzero(rows).tolist()), set(np.flatnonzero(columns).tolist())


def _lines(paths: Sequence[Path], same: float, least: float) -> list[Path]:
    """The paths in order, those on one line joined to one, none beside a likelier one and nearer to it than
    `least`, or much less likely than most.
    """
    lines: list[Path] = []
    usual = float(np.quantile([p.score for p in paths], _MOST)) if paths else 0.0
    for path in sorted(paths, key=lambda p: -p.score):
        if path.score < _UNLIKELY * usual:
            break
        place = next((k for k, line in enumerate(lines) if _off(line, path) < same), None)
        if place is not None:
            lines[place] = _joined(lines[place], path)
        elif all(_off(line, path) >= least or not _beside(line, path) for line in lines):
            lines.append(path)
    return sorted(lines, key=lambda p: p.middle)


def _beside(one: Path, other: Path) -> bool:
    """Whether two rulings are beside each other, and not one behind the other as those of two tables are."""
    return bool(one.xs[0] < other.xs[-1] and other.xs[0] < one.xs[-1])


def _off(one: Path, other: Path) -> float:
    """How far apart two rulings lie where both are, or where they are nearest to each other."""
    start, end = max(one.xs[0], other.xs[0]), min(one.xs[-1], other.xs[-1])
    places = np.linspace(start, end, _PLACES)
    apart = np.interp(places, one.xs, one.ys) - np.interp(places, other.xs, other.ys)
    return float(np.sort(np.abs(apart))[_PLACES // 2])


def _joined(one: Path, other: Path) -> Path:
    """A ruling and what another adds beyond its ends."""
    beyond = (other.xs < one.xs[0]) | (other.xs > one.xs[-1])
    xs, ys = np.concatenate([one.xs, other.xs[beyond]]), np.concatenate([one.ys, other.ys[beyond]])
    order = np.argsort(xs)
    return Path(xs[order], ys[order], one.score + float(beyond.mean()) * other.score)


def closed(edges: Sequence[Path], across: Sequence[Path], rulings: Rulings) -> list[Path]:
    """The edges, with one more at either end where enough of the rulings across run on beyond them, or two
    long ones to one place beyond words: a page break leaves a table open at its head or foot, and some tables
    have no outer border.
    """
    enough = max(_FEWEST, round(_RUNNING_ON * min(1.0, 2 * rulings.left) * len(across)))
    if len(across) < enough:
        return list(edges)
    starts, ends = (sorted(int(p.xs[k]) for p in across) for k in (0, -1))
    first, last = min(p.ys[0] for p in across), max(p.ys[0] for p in across)
    start, end = starts[enough - 1], ends[-enough]
    least = _LEAST_CLOSED * rulings.points
    head = foot = True
    if edges:
        agreed = list(_agreed(edges, across, rulings))
        start, end = min([start, *agreed]), max([end, *agreed])
        head = edges[0].middle - start > least
        foot = end - edges[-1].middle > least
    return [*[_level(start, first, last)] * head, *edges, *[_level(end, first, last)] * foot]


def _agreed(edges: Sequence[Path], across: Sequence[Path], rulings: Rulings) -> Iterator[int]:
    """The places beyond the edges where two long rulings across end, words standing before them (a drawn page
    is without its words).
    """
    low, high = edges[0].middle, edges[-1].middle
    long = [p for p in across if p.xs[-1] - p.xs[0] >= _LONG * (high - low)]
    evidence, same = rulings.evidence, SAME_RULING * rulings.points
    rows = slice(min(p.ys[0] for p in across), max(p.ys[0] for p in across))
    written = np.asarray(evidence.crossed[rows].any(axis=0) | ~evidence.crossed.any())
    for end in (0, -1):
        for one, other in pairwise(sorted(int(p.xs[end]) for p in long)):
            place, edge = (other, high) if end else (one, low)
            between = slice(*sorted(round(x) // evidence.piece for x in (place, edge)))
            if other - one < same and written[between][1:].any():
                yield place


def _level(row: int, first: int, last: int) -> Path:
    return Path(np.array([first, max(last, first + 1)]), np.array([row, row]), 0.0)


def _with_gutters(columns: Sequence[Path], rows: Sequence[Path], level: Rulings) -> list[Path]:
    """The uprights, and one more in each strip of white between columns of words that has none."""
    places = [round(p.middle) for p in rows]
    filled = np.array([words_between(level, a, b) for a, b in pairwise(places)])
    evidence = level.evidence
    filled = filled[filled.any(axis=1)] if len(filled) else filled
    if len(filled) < _ROWS or not columns:
        return list(columns)
    share = filled.mean(axis=0)
    known = [p.middle / evidence.piece for p in columns]
    near = _NARROWEST / PIECE
    found = [
        _level(round((a + b) / 2 * evidence.piece), places[0], places[-1])
        for a, b in _white(share <= _CROSSED)
        if not any(a - near < x < b + near for x in known) and _parts(filled, (a, b), known)
    ]
    return sorted([*columns, *found], key=lambda p: p.middle)


def _parts(filled: NDArray[np.bool_], gutter: tuple[int, int], known: Sequence[float]) -> bool:
    """Whether words stand on both sides of a gutter, up to the next uprights, in enough of the rows."""
    start, end = gutter
    before = max((round(x) for x in known if x < start), default=0)
    after = min((round(x) for x in known if x > end), default=filled.shape[1])
    both = filled[:, before + 1 : start].any(axis=1) & filled[:, end:after].any(axis=1)
    return bool(both.mean() >= _FILLED)


def _white(blank: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """From where to where (pieces) it is blank, wider than between words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], blank, [False])).astype(np.int8)))
    for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if b - a >= _WHITE:
            yield a, b
