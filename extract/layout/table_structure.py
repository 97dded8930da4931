"""Ruled tables on a straight page: rulings, the grid they span, and its cells with merged ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.layout.rulings import DASH_GAP, MIN_LENGTH, Rulings
from extract.picture.dewarp import Gray

Box = tuple[int, int, int, int]  # x0, top, x1, bottom in pixels of the straight page

# Two rulings nearer than this (points) are one.
_SAME_RULING = 5.0
_REACH = 2.2  # points: so far beside its edge a ruling may run
# A table is at least so wide (points); strokes of a seal or a signature may hang together like a smaller one.
_MIN_WIDTH = 90.0
# A side longer than letters of a line or two are high (points) is drawn where enough of it is dark, even so:
# along a row of letters hardly anything is in the level mask, and of stems less than this share is.
_LETTERS, _NO_STEMS = 33.0, 0.6
# A cell of so many columns may be some where the upright between them left traces or none (titles have more).
_MERGED, _TRACES = 3, 0.1
# The side of a cell is drawn where at least this share of it is dark, and this share of what is dark of the
# other sides along the same edge (of a dotted ruling half is paper; the stem of a letter on the edge is
# short).
_DRAWN = 0.35
_DRAWN_AS_OTHERS = 0.75
# Where those others are unbroken to this degree, it is whole, or dark at its ends (from … to, in points): a
# letter that stands on the edge leaves white above and below.
_SOLID, _WHOLE = 0.9, 0.9
_ENDS = (0.8, 2.8)
# … and a table goes on beyond its last ruling across where its rulings run on at least so far (points), over
# this share of the way.
_LEAST_CLOSED, _UNBROKEN = 9.0, 0.8
# An upright off the edges of tables (by so many points), no longer than this or not dark all along, may be
# stems of letters in the lines of a paragraph.
_OFF_EDGE, _STEMS, _UNBROKEN_LINE = 4.0, 72.0, 0.9
# No column is narrower (points): what stands so near to a ruling is the stems of first letters.
_NARROWEST = 12.0
# A row of one cell in a table without outer borders is at most so high (points).
_OPEN_ROW = 45.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by its first row and column, how many of each it spans, and its box within the rulings."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: edges of columns and rows (pixels, ascending, one more than there are), cells by row,
    and what share (0–1) of its rulings was not seen whole. `doubtful` are cells that may be several, side by
    side: what stands between them of a ruling may be worn, or a letter's stem.
    """

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    cells: tuple[GridCell, ...]
    guessed: float = 0.0
    doubtful: tuple[Box, ...] = ()

    @property
    def box(self) -> Box:
        """The box around all rulings."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def find_grids(level: Rulings, upright: Rulings, dpi: float) -> tuple[Grid, ...]:
    """The tables on a page, from top to bottom: places where level and upright rulings hang together."""
    points = dpi / 72
    reach = max(3, round(2.5 * points))
    joined = cv2.dilate(cv2.bitwise_or(level.whole, upright.whole), np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = [(x, y, x + width, y + height) for x, y, width, height in stats[:, :4].tolist()]
    wide = [n for n, box in enumerate(boxes) if n and box[2] - box[0] >= _MIN_WIDTH * points]
    grids = []
    for numbers in _across_open_rows(wide, boxes, np.where(upright.whole > 0, labels, 0), points):
        x, y = min(boxes[n][0] for n in numbers), min(boxes[n][1] for n in numbers)
        right, bottom = max(boxes[n][2] for n in numbers), max(boxes[n][3] for n in numbers)
        if bottom - y < 12 * points:
            continue
        window = np.s_[y:bottom, x:right]
        here = np.isin(labels[window], numbers)
        grid = _grid(level.part(window, here), upright.part(window, here), (x, y), points)
        if grid is not None and grid.xs[-1] - grid.xs[0] >= _MIN_WIDTH * points:
            grids.append(grid)
    return tuple(sorted(grids, key=lambda g: g.ys[0]))


def _across_open_rows(
    numbers: Iterable[int], boxes: Sequence[Box], uprights: NDArray[np.int32], points: float
) -> list[list[int]]:
    """Parts of the page that are one table: without outer borders, a row of one cell parts its rulings."""
    tables: list[list[int]] = []
    last_is_open = False
    for number in sorted(numbers, key=lambda n: boxes[n][1]):
        x0, top, x1, bottom = boxes[number]
        edge = round(_LEAST_CLOSED * points)
        sides = uprights[top:bottom, x0 : x0 + edge], uprights[top:bottom, x1 - edge : x1]
        is_open = not any((side == number).any() for side in sides)
        above = boxes[tables[-1][-1]] if tables else (0, 0, 0, 0)
        alike = max(abs(above[0] - x0), abs(above[2] - x1)) < _SAME_RULING * points
        if is_open and last_is_open and alike and 0 <= top - above[3] < _OPEN_ROW * points:
            tables[-1].append(number)
        else:
            tables.append([number])
        last_is_open = is_open
    return tables


def drawn_rulings(level: Rulings, upright: Rulings, grids: Sequence[Grid], dpi: float) -> Gray:
    """Where (255) there are rulings and no stems of letters that stand below each other, a pixel wider on
    each side.
    """
    points = dpi / 72
    uprights = upright.whole.copy()
    _, labels, stats, centres = cv2.connectedComponentsWithStats(uprights)
    for number in range(1, len(stats)):
        x, top, width, height = (int(v) for v in stats[number, :4])
        piece = np.s_[top : top + height, x : x + width]
        dark = _share(np.asarray(upright.dark[piece].any(axis=1)))
        may_be_stems = height < _STEMS * points or dark < _UNBROKEN_LINE
        if may_be_stems and not any(_on_edge(grid, centres[number], _OFF_EDGE * points) for grid in grids):
            uprights[piece][labels[piece] == number] = 0
    both = cv2.bitwise_or(level.whole, uprights)
    return np.asarray(cv2.dilate(both, np.ones((3, 3), np.uint8)), np.uint8)


def _on_edge(grid: Grid, place: NDArray[np.float64], off: float) -> bool:
    x, y = place
    return grid.ys[0] - off <= y <= grid.ys[-1] + off and any(abs(x - edge) <= off for edge in grid.xs)


def _grid(level: Rulings, upright: Rulings, origin: tuple[int, int], points: float) -> Grid | None:
    ys = _positions(level.whole, 1, points, 0.12)
    xs = _positions(upright.whole, 0, points, 0.04)
    reach = max(2, round(_REACH * points))
    # Strokes of seals and letters can look like a ruling, but hardly a side of a cell follows them.
    xs = _followed(xs, upright.whole.T, _closed(ys, upright.dark.T, xs, points), reach, 0.3)
    xs = _apart(xs, upright.dark.T, reach, _NARROWEST * points)
    ys = _followed(ys, level.whole, xs, reach, 0.06)
    # A page break leaves a table open at its foot or head: the uprights' ends close it; so do the levels'
    # ends where a table has no outer border.
    ys = _closed(ys, upright.dark.T, xs, points)
    xs = _closed(xs, level.dark, ys, points)
    if len(xs) < 3 or len(ys) < 2:
        return None
    levels, uprights = _drawn_sides(level.dark, xs, ys, reach), _drawn_sides(upright.dark.T, ys, xs, reach).T
    crossed = _coverage(upright.dark.T, ys, xs, reach).T
    levels |= (_coverage(level.dark, xs, ys, reach) >= _DRAWN) & (np.diff(xs) >= _LETTERS * points)
    uprights |= (crossed >= _NO_STEMS) & (np.diff(ys) >= _LETTERS * points)[:, None]
    cells = _merge(levels, uprights)
    thick = max(1, round(0.8 * points))
    boxes = tuple(
        GridCell(
            r,
            c,
            rs,
            cs,
            _shift((xs[c] + thick, ys[r] + thick, xs[c + cs] - thick, ys[r + rs] - thick), origin),
        )
        for r, c, rs, cs in cells
    )
    doubtful = tuple(cell.box for cell in boxes if _may_be_several(cell, crossed))
    whole, guessed = (
        sum(int(np.count_nonzero(mask)) for mask in masks)
        for masks in ((level.whole, upright.whole), (level.guessed, upright.guessed))
    )
    edges = tuple(x + origin[0] for x in xs), tuple(y + origin[1] for y in ys)
    return Grid(*edges, boxes, guessed / max(1, whole), doubtful)


def _may_be_several(cell: GridCell, crossed: NDArray[np.float64]) -> bool:
    """Whether a cell of a few columns may be that many, of which the upright is worn away; above the first
    row stand headings that span columns.
    """
    if not 1 < cell.column_span <= _MERGED:
        return False
    rows = slice(cell.row, cell.row + cell.row_span)
    inside = slice(cell.column + 1, cell.column + cell.column_span)
    return cell.row > 0 or float(np.max(crossed[rows, inside])) >= _TRACES


def _shift(box: Box, origin: tuple[int, int]) -> Box:
    return box[0] + origin[0], box[1] + origin[1], box[2] + origin[0], box[3] + origin[1]


def _positions(mask: Gray, axis: int, points: float, share: float) -> list[int]:
    """Where rulings lie across `axis`: centres of runs in the profile that are long enough, close ones
    joined.
    """
    profile = (mask > 0).sum(axis=axis)
    least = max(MIN_LENGTH * points * 0.9, share * mask.shape[axis])
    places = np.flatnonzero(profile >= least)
    if not places.size:
        return []
    groups = np.split(places, np.flatnonzero(np.diff(places) > _SAME_RULING * points) + 1)
    return [int(np.average(g, weights=profile[g])) for g in groups]


def _closed(edges: list[int], mask: Gray, across: list[int], points: float) -> list[int]:
    """The edges, with one more at either end where enough of the rulings across run on beyond them in
    `mask`.
    """
    run = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, round(DASH_GAP * points)), np.uint8))
    there = _crossings(np.asarray(run, np.uint8), across, max(2, round(_REACH * points))) >= _enough(across)
    places = np.flatnonzero(there)
    if not places.size or not edges:
        return edges
    first, last = int(places[0]), int(places[-1])
    least = _LEAST_CLOSED * points
    head = [first] if edges[0] - first > least and there[first : edges[0]].mean() > _UNBROKEN else []
    foot = [last] if last - edges[-1] > least and there[edges[-1] : last].mean() > _UNBROKEN else []
    return head + edges + foot


def _crossings(mask: Gray, edges: list[int], reach: int) -> NDArray[np.int_]:
    """At each place along the edges, how many of them are drawn there."""
    drawn = [mask[max(0, e - reach) : e + reach + 1].any(axis=0) for e in edges]
    return np.asarray(np.sum(drawn, axis=0)) if drawn else np.zeros(mask.shape[1], int)


def _enough(edges: list[int]) -> int:
    """How many rulings must run on together for a table to go on: fewer may be strokes of letters."""
    return max(2, round(0.6 * len(edges)))


def _followed(edges: list[int], mask: Gray, across: list[int], reach: int, share: float) -> list[int]:
    """The edges along which sides of cells between `across` are drawn in `mask` over this share of the
    table.
    """
    if len(across) < 2 or not edges:
        return []
    lengths = np.diff(across)
    along = (_drawn_sides(mask, across, edges, reach) * lengths).sum(axis=1).tolist()
    return [e for e, length in zip(edges, along, strict=True) if length >= share * lengths.sum()]


def _apart(edges: list[int], mask: Gray, reach: int, least: float) -> list[int]:
    """The edges without those that stand nearer than `least` to one that is dark over more of its length."""
    dark = {e: mask[max(0, e - reach) : e + reach + 1].any(axis=0).mean() for e in edges}
    kept: list[int] = []
    for edge in sorted(edges, key=lambda e: -dark[e]):
        if all(abs(edge - other) >= least for other in kept):
            kept.append(edge)
    return sorted(kept)


def _drawn_sides(level: Gray, xs: list[int], ys: list[int], reach: int) -> NDArray[np.bool_]:
    """Whether the ruling at edge y between columns c and c+1 is drawn: (len(ys), len(xs) − 1)."""
    covered = _coverage(level, xs, ys, reach)
    at_ends = np.zeros((len(ys), len(xs) - 1))
    near, far = (max(1, round(share * reach / _REACH)) for share in _ENDS)
    for row, y in enumerate(ys):
        strip = np.asarray(level[max(0, y - reach) : y + reach + 1].any(axis=0))
        for column, (start, end) in enumerate(pairwise(xs)):
            ends = strip[start + near : start + far], strip[end - far : end - near]
            at_ends[row, column] = min(map(_share, ends))
    usual = np.quantile(covered, 0.75, axis=1, keepdims=True)
    drawn = covered >= np.maximum(_DRAWN, _DRAWN_AS_OTHERS * usual)
    drawn &= (at_ends >= _DRAWN) | (covered >= _WHOLE) | (usual < _SOLID)
    return np.asarray(drawn, dtype=np.bool_)


def _coverage(level: Gray, xs: list[int], ys: list[int], reach: int) -> NDArray[np.float64]:
    """Which share (0–1) of the side at edge y between columns c and c+1 is dark: (len(ys), len(xs) − 1)."""
    strips = [np.asarray(level[max(0, y - reach) : y + reach + 1].any(axis=0)) for y in ys]
    return np.array([[_share(s[a + reach : b - reach]) for a, b in pairwise(xs)] for s in strips])


def _share(dark: NDArray[np.bool_]) -> float:
    return float(dark.mean()) if dark.size else 0.0


def _merge(level: NDArray[np.bool_], upright: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Cells as (row, column, row_span, column_span): grid squares joined where no side is drawn between them.

    A joined shape that is no rectangle is taken as its bounding rectangle's rows and columns, in reading
    order.
    """
    rows, columns = level.shape[0] - 1, upright.shape[1] - 1
    taken = np.zeros((rows, columns), bool)
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row, column]:
                continue
            right = column + 1
            while right < columns and not upright[row, right] and not taken[row, right]:
                right += 1
            below = row + 1
            while (
                below < rows and not level[below, column:right].any() and not taken[below, column:right].any()
            ):
                if upright[below, column + 1 : right].any():
                    break
                below += 1
            taken[row:below, column:right] = True
            cells.append((row, column, below - row, right - column))
    return cells
