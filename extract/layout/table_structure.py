"""Ruled tables on a straight page: the grid that rulings span, and its cells with merged ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.layout.ruling_paths import Path, share_shown
from extract.layout.rulings import Rulings
from extract.layout.table_edges import OPEN_ROW, Edges, closed, find_edges
from extract.layout.table_sides import as_others_are, as_seen, drawn_sides, left_beside, parted
from extract.picture.dewarp import Gray
from extract.picture.pieces import find_pieces

Box = tuple[int, int, int, int]  # x0, top, x1, bottom in pixels of the straight page

# A table is at least so wide and so high (points); strokes of a seal or a signature may hang together like a
# smaller one.
_MIN_WIDTH, _MIN_HEIGHT = 90.0, 12.0
# … and one of which more than this share of sides is doubtful is so wide, its rows mostly so high (points).
_GUESSED, _SURELY_WIDE, _SURELY_HIGH = 0.2, 300.0, 14.0
# Sides of cells are drawn over this share of an edge of columns at least, and of one of rows.
_FOLLOWED_COLUMN, _FOLLOWED_ROW = 0.3, 0.06
_LITTLE_LEFT = 0.75  # where uprights show in a smaller share of their pieces, a side may leave nothing
_PARTED = 0.5  # how likely (logarithm) a side is drawn between words that white parts, at least
_HELD = 0.4  # … or words stand between an outer edge and the next in this share of the rows, or more
# A side is unclear where it is no likelier than this (logarithm) one way than the other; the cells beside it
# are doubtful where it is no likelier than that.
_UNCLEAR, _DOUBTFUL = 2.0, 1.0
# Words run through an outer side where they stand on both sides of it, so near and so far off (pieces), in
# this share of the rows of pixels in which the table has any, or more; another ruling beside it is but near.
_RUN_THROUGH, _NEAR, _FAR = 0.5, (2, 3), (6, 7, 8)
# An upright off the edges of tables (by so many points), no longer than this or not dark all along, may be
# stems of letters in the lines of a paragraph.
_OFF_EDGE, _STEMS, _UNBROKEN_LINE = 4.0, 72.0, 0.9
_FEWEST = 2  # edges of either direction
# An upright is one beyond doubt where its sides are so likely (logarithm) over so many points and two rows.
_PLAIN, _LONG = 5.0, 48.0
# Share of their pieces in which rulings show of which nothing wore off, and strokes that are none.
_WHOLE, _TATTERED = 0.95, 0.75
_SPANNED = 0.9  # of a table's height
# Levels that show in less than this share of their pieces across a table, or part its cells over less of its
# width, are strokes of seals.
_SHOWN = 0.3
_INSIDE = 0.8  # points from a ruling to where its cell begins


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by its first row and column, how many of each it spans, and its box within the rulings.
    `open_below`: the table ends with it and has no side there.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    open_below: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: edges of columns and rows (pixels, ascending, one more than there are), cells by row,
    and what share (0–1) of the sides between them is doubtful and may change a value. `doubtful` are the
    cells beside such sides; `sides` are the rulings between and around cells (pixels: columns and rows).
    """

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    cells: tuple[GridCell, ...]
    doubt: float = 0.0
    doubtful: tuple[Box, ...] = ()
    sides: tuple[NDArray[np.int32], ...] = ()

    @property
    def box(self) -> Box:
        """The box around all rulings."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's edges, how much likelier than not (logarithm) each side on them is drawn, and between which
    of them words stand.
    """

    levels: tuple[Path, ...]
    uprights: tuple[Path, ...]
    level_sides: NDArray[np.float64]  # levels × columns
    upright_sides: NDArray[np.float64]  # rows × uprights
    filled: NDArray[np.bool_]  # rows × columns


def find_grids(level: Rulings, upright: Rulings, dpi: float) -> tuple[Grid, ...]:
    """The tables on a page, from top to bottom: places where level and upright rulings meet."""
    found = (
        _grid(table, dpi / 72)
        for edges in find_edges(level, upright)
        if edges.drawn_sides or not are_levels_alone(*edges.rulings) or _is_spanned(edges)
        for table in _tables(edges, dpi / 72)
        if not _stands_in_prose(table, level)
    )
    return tuple(sorted((grid for grid in found if grid is not None), key=lambda g: g.ys[0]))


def are_levels_alone(level: Rulings, upright: Rulings) -> bool:
    """Whether levels are whole and there are no uprights, or none that are: strokes of a seal that stands on
    a table without uprights.
    """
    return level.left >= _WHOLE and (not upright.paths or upright.left < _TATTERED)


def _is_spanned(edges: Edges) -> bool:
    """Whether an upright runs along nearly all of the table."""
    height = edges.levels[-1].middle - edges.levels[0].middle
    return any(p.score > 0 and p.xs[-1] - p.xs[0] >= _SPANNED * height for p in edges.uprights)


def _tables(edges: Edges, points: float) -> Iterator[_Table]:
    """What the sides on these edges make: one table, or several where a row between has no side at all."""
    for table in _followed(edges.levels, edges.uprights, edges.rulings):
        if not _shows(table, edges.rulings[0]):
            continue
        drawn = (table.upright_sides > 0).any(axis=1)
        if not edges.drawn_sides:
            drawn |= np.diff(_places(table.levels)) < OPEN_ROW * points
        if drawn.all():
            yield table
            continue
        bounds = [0, *(np.flatnonzero(~drawn) + 1).tolist(), len(table.levels)]
        for top, bottom in pairwise(bounds):
            levels = table.levels[top:bottom]
            sides = np.any(table.upright_sides[top : bottom - 1] > 0, axis=0)
            own = [table.uprights[k] for k in np.flatnonzero(sides)]
            uprights = closed(own, levels, edges.rulings[0]) if edges.drawn_sides and own else edges.uprights
            yield from _followed(levels, tuple(uprights), edges.rulings)


def _shows(table: _Table, level: Rulings) -> bool:
    """Whether enough of a table's levels is seen from its first upright to its last, and drawn as sides."""
    first, *_, last = places = _places(table.uprights)
    shown = np.mean([share_shown(level.evidence, p, first, last) for p in table.levels])
    drawn = np.mean((table.level_sides > 0) @ np.diff(places)) / max(1, last - first)
    return bool(min(shown, drawn) >= _SHOWN)


def _stands_in_prose(table: _Table, level: Rulings) -> bool:
    """Whether words run through an outer upright, as strokes of seals and letters in a paragraph make one."""
    rows = np.arange(round(table.levels[0].middle), round(table.levels[-1].middle))
    words, piece = ~level.evidence.seen[rows], level.evidence.piece
    first, last = (round(side.middle) // piece for side in (table.uprights[0], table.uprights[-1]))
    in_words = max(1, words[:, first + 1 : last].any(axis=1).sum())
    for side in (table.uprights[0], table.uprights[-1]):
        places = np.interp(rows, side.xs, side.ys).astype(int) // piece
        beside = (
            np.any([_at(words, places + sign * k) for k in off], axis=0)
            for sign in (-1, 1)
            for off in (_NEAR, _FAR)
        )
        if np.all(list(beside), axis=0).sum() >= _RUN_THROUGH * in_words:
            return True
    return False


def _at(words: NDArray[np.bool_], places: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Whether words stand at a piece of each row; none beyond the page."""
    inside = (places >= 0) & (places < words.shape[1])
    return np.asarray(inside & words[np.arange(len(words)), places * inside])


def _followed(
    levels: tuple[Path, ...], uprights: tuple[Path, ...], rulings: tuple[Rulings, Rulings]
) -> Iterator[_Table]:
    """The table of these edges without those that hardly a side of a cell follows: strokes of seals and
    letters.
    """
    if min(len(levels), len(uprights)) < _FEWEST:
        return
    level, upright = rulings
    level_sides = drawn_sides(level, levels, uprights, left_beside(upright, uprights, levels))
    upright_sides = drawn_sides(upright, uprights, levels)
    high, wide = np.diff(_places(levels)), np.diff(_places(uprights))
    along_rows = (level_sides > 0) @ wide / max(1, wide.sum())
    apart = parted(rulings, levels, uprights)
    seen = as_seen(upright, uprights, levels, upright_sides)
    apart &= (upright_sides <= 0) | (seen > 0)  # a stroke that ends within the row is a stem
    along_columns = _along_columns(upright, seen, apart) @ high / max(1, high.sum())
    rows = [p for p, share in zip(levels, along_rows, strict=True) if _is_edge(p, share, _FOLLOWED_ROW)]
    filled = _filled(level, levels, uprights)
    outer = filled[:, [0, -1]].sum(axis=0) >= max(_FEWEST, _HELD * len(filled))
    kept = _are_plain(upright, seen, high)
    kept[[0, -1]] |= outer
    columns = [
        p
        for p, share, holds in zip(uprights, along_columns, kept, strict=True)
        if holds or _is_edge(p, share, _FOLLOWED_COLUMN)
    ]
    if len(rows) == len(levels) and len(columns) == len(uprights):
        upright_sides[apart & (upright_sides < _PARTED)] = _PARTED
        yield _Table(levels, uprights, as_others_are(level_sides), as_others_are(upright_sides.T), filled)
    else:
        yield from _followed(tuple(rows), tuple(columns), rulings)


def _are_plain(upright: Rulings, sides: NDArray[np.float64], high: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Which uprights are drawn beyond doubt over several rows on end, of rulings of which nothing wore off:
    cells may be merged over one in all the other rows.
    """
    plain = np.zeros(len(sides), bool)
    for place, drawn in enumerate(sides > _PLAIN) if upright.left >= _WHOLE else ():
        ends = np.flatnonzero(np.diff(np.pad(drawn, 1).astype(np.int8)))
        runs = zip(ends[::2], ends[1::2], strict=True)
        plain[place] = any(b - a > 1 and high[a:b].sum() >= _LONG * upright.points for a, b in runs)
    return plain


def _along_columns(
    upright: Rulings, sides: NDArray[np.float64], apart: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """What each side (uprights × rows) tells of its edge: 1 where it is drawn or words are `apart`, 0 where
    not. Where little is left of rulings all that shows nothing may be gone: there a plain side counts, and
    letters across one speak against the edge (−1), as they stand across the stems of others.
    """
    worn = upright.left < _LITTLE_LEFT
    for_it = (sides > (_DOUBTFUL if worn else 0)) | apart
    return for_it.astype(np.float64) - (worn & ~apart & (sides < -_DOUBTFUL))


def _filled(level: Rulings, levels: Sequence[Path], uprights: Sequence[Path]) -> NDArray[np.bool_]:
    """Whether words stand between two levels and two uprights: rows × columns."""
    crossed, piece = level.evidence.crossed, level.evidence.piece
    places = [x // piece for x in _places(uprights)]
    bands = [crossed[top:bottom] for top, bottom in pairwise(_places(levels))]
    filled = [[bool(band[:, a + 1 : b].any()) for a, b in pairwise(places)] for band in bands]
    return np.array(filled, np.bool_)


def _is_edge(path: Path, share: float, least: float) -> bool:
    """Whether enough sides follow a path, or it is but where others end or leave white."""
    return share >= least or path.score == 0


def _places(edges: Sequence[Path]) -> list[int]:
    return [round(p.middle) for p in edges]


def _grid(table: _Table, points: float) -> Grid | None:
    xs, ys = _places(table.uprights), _places(table.levels)
    if len(xs) < 3 or len(ys) < 2:
        return None
    if xs[-1] - xs[0] < _MIN_WIDTH * points or ys[-1] - ys[0] < _MIN_HEIGHT * points:
        return None
    thick = max(1, round(_INSIDE * points))
    cells = tuple(
        GridCell(*spans, _box(table, spans, thick), _is_open(table, spans))
        for spans in _merge(table.level_sides > 0, table.upright_sides > 0)
    )
    level, upright = _unclear(table, _UNCLEAR)
    if _doubt(level, upright) > _GUESSED and (
        xs[-1] - xs[0] < _SURELY_WIDE * points or np.median(np.diff(ys)) < _SURELY_HIGH * points
    ):
        return None
    # Beside an empty cell an upright changes no value, drawn or not, nor does a level in an empty column.
    level &= (held := table.filled.any(axis=0))
    upright &= (matters := np.pad(table.filled[:, :-1] & table.filled[:, 1:], ((0, 0), (1, 1))))
    levels, uprights = _unclear(table, _DOUBTFUL)
    levels &= held
    doubtful = tuple(cell.box for cell in cells if _touches(cell, levels, uprights & matters))
    return Grid(tuple(xs), tuple(ys), cells, _doubt(level, upright), doubtful, tuple(_lines(table)))


def _unclear(table: _Table, bound: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which sides between cells, level and upright, are less likely (logarithm) than this either way."""
    level, upright = np.abs(table.level_sides) < bound, np.abs(table.upright_sides) < bound
    level[[0, -1]] = upright[:, [0, -1]] = False
    return level, upright


def _doubt(level: NDArray[np.bool_], upright: NDArray[np.bool_]) -> float:
    """The share of these sides among those between a table's cells."""
    return float((level.sum() + upright.sum()) / max(1, level[1:-1].size + upright[:, 1:-1].size))


def _box(table: _Table, spans: tuple[int, int, int, int], thick: int) -> Box:
    """The box within a cell's rulings, where they run beside it."""
    row, column, rows, columns = spans
    left, right = table.uprights[column], table.uprights[column + columns]
    top, bottom = table.levels[row], table.levels[row + rows]
    middle = (top.middle + bottom.middle) / 2
    across = (left.at(middle) + right.at(middle)) / 2
    return (
        round(left.at(middle)) + thick,
        round(top.at(across)) + thick,
        round(right.at(middle)) - thick,
        round(bottom.at(across)) - thick,
    )


def _is_open(table: _Table, spans: tuple[int, int, int, int]) -> bool:
    """Whether a cell of the last row has no side below: the table has none there, or most of that row have
    one beyond doubt.
    """
    row, column, rows, columns = spans
    last = table.level_sides[-1]
    if row + rows < len(table.filled):
        return False
    if table.levels[-1].score == 0:
        return True
    closed = (last > _UNCLEAR).sum() * 2 > len(last)
    return bool(closed and (last[column : column + columns] < -_UNCLEAR).all())


def _touches(cell: GridCell, level: NDArray[np.bool_], upright: NDArray[np.bool_]) -> bool:
    """Whether one of these sides is in or around a cell."""
    rows = slice(cell.row, cell.row + cell.row_span)
    columns = slice(cell.column, cell.column + cell.column_span)
    across = level[rows.start : rows.stop + 1, columns]
    return bool(across.any() or upright[rows, columns.start : columns.stop + 1].any())


def _lines(table: _Table) -> Iterator[NDArray[np.int32]]:
    """The rulings between and around cells, a polyline for each side that is drawn."""
    for row, column in np.argwhere(table.level_sides > 0).tolist():
        ends = (p.at(table.levels[row].middle) for p in table.uprights[column : column + 2])
        yield _line(table.levels[row], *ends)
    for row, column in np.argwhere(table.upright_sides > 0).tolist():
        ends = (p.at(table.uprights[column].middle) for p in table.levels[row : row + 2])
        yield _line(table.uprights[column], *ends)[:, ::-1]


def _line(edge: Path, start: float, end: float) -> NDArray[np.int32]:
    xs = np.append(np.arange(start, end, max(1.0, (end - start) / 16)), end)
    return np.stack([xs, np.interp(xs, edge.xs, edge.ys)], axis=1).round().astype(np.int32)


def drawn_rulings(level: Rulings, upright: Rulings, grids: Sequence[Grid], dpi: float) -> Gray:
    """Where (255) there are rulings and no stems of letters that stand below each other, a pixel wider on
    each side.
    """
    points = dpi / 72
    uprights = upright.whole.copy()
    pieces = find_pieces(uprights)
    for number in range(1, len(pieces.boxes)):
        x, top, width, height = pieces.boxes[number].tolist()
        piece = np.s_[top : top + height, x : x + width]
        dark = _share(np.asarray(upright.dark[piece].any(axis=1)))
        may_be_stems = height < _STEMS * points or dark < _UNBROKEN_LINE
        if may_be_stems and not any(
            _on_edge(grid, pieces.centres[number], _OFF_EDGE * points) for grid in grids
        ):
            uprights[piece][pieces.labels[piece] == number] = 0
    both = cv2.bitwise_or(level.whole, uprights)
    between_cells = 2 * max(1, round(_INSIDE * points)) - 1
    for line in (line for grid in grids for line in grid.sides):
        cv2.polylines(both, [line.reshape(-1, 1, 2)], isClosed=False, color=255, thickness=between_cells)
    return np.asarray(cv2.dilate(both, np.ones((3, 3), np.uint8)), np.uint8)


def _on_edge(grid: Grid, place: NDArray[np.float64], off: float) -> bool:
    x, y = place
    return grid.ys[0] - off <= y <= grid.ys[-1] + off and any(abs(x - edge) <= off for edge in grid.xs)


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
