"""Cells that say something by their shade alone: the periods of a time chart."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from extract.layout.table_structure import Grid, GridCell
from extract.picture.dewarp import Gray
from kehoach.records import BBox

SHADED: Final = "■"  # what a shaded cell says, among cells that are marked
_DARKER: Final = 24.0  # of 255 by which a shade differs from its table's paper, at least
# A chart has at least so many columns, none of which holds text in more than this share of its rows.
_FEWEST_COLUMNS: Final = 2
_MOST_TEXT: Final = 0.5
_DECORATED: Final = 3  # empty cells of a column that is shaded whole, at least
_ALIKE: Final = _DARKER / 2  # shades that differ by less are one


def shaded_cells(grid: Grid, darkness: Sequence[float], empty: Sequence[bool]) -> frozenset[int]:
    """The indices of the grid's `empty` cells that are shaded where others of their row and of their column
    are not, in columns that hold hardly any text: a row shaded whole is decoration, and a column of several
    cells whose shade is not that of cells marked in another column. Of each cell it is told how dark it is
    (0–255) and whether it is empty.
    """
    columns = _chart_columns(grid, empty)
    if len(columns) < _FEWEST_COLUMNS:
        return frozenset()
    cells = zip(
        grid.cells, darkness, empty, strict=True
    )  # without the first row: a header's shade is its own
    least = _least_shade(sorted(dark for cell, dark, is_blank in cells if is_blank and cell.row > 0))
    shaded = [dark > least for dark in darkness]
    marked: list[int] = []
    in_whole_columns: list[int] = []
    for index, cell in enumerate(grid.cells):
        covered = range(cell.column, cell.column + cell.column_span)
        if not (shaded[index] and empty[index] and columns.issuperset(covered)):
            continue
        row = [shaded[k] for k, other in enumerate(grid.cells) if _share_row(cell, other)]
        column = [shaded[k] for k, other in enumerate(grid.cells) if other.column == cell.column and empty[k]]
        if not all(row):
            whole = all(column) and len(column) >= _DECORATED
            (in_whole_columns if whole else marked).append(index)
    alike = [k for k in in_whole_columns if any(abs(darkness[k] - darkness[m]) < _ALIKE for m in marked)]
    return frozenset((*marked, *alike))


def darkness_in(gray: Gray, box: BBox) -> float:
    """How dark (0–255) the middle of a cell (its box in pixels) is."""
    x0, top, x1, bottom = map(round, box)
    rim_x, rim_y = (x1 - x0) // 4, (bottom - top) // 4
    inside = np.s_[
        top + rim_y : max(bottom - rim_y, top + rim_y + 1), x0 + rim_x : max(x1 - rim_x, x0 + rim_x + 1)
    ]
    return 255.0 - float(np.median(gray[inside]))


def _least_shade(darkness: Sequence[float]) -> float:
    """How dark a shade is at least, by how dark empty cells are, in order: between paper and it there is the
    widest gap, wider than light makes paper differ. Infinite where there is no such gap.
    """
    gaps = [(after - before, before) for before, after in pairwise(darkness)]
    gap, darkest_paper = max(gaps, default=(0.0, 0.0))
    is_plain = gap > _DARKER and gap > darkest_paper - darkness[0]
    return darkest_paper + gap / 2 if is_plain else math.inf


def _chart_columns(grid: Grid, empty: Sequence[bool]) -> frozenset[int]:
    columns = range(len(grid.xs) - 1)
    of_column = [[k for k, cell in enumerate(grid.cells) if cell.column == c] for c in columns]
    return frozenset(
        c for c in columns if sum(not empty[k] for k in of_column[c]) <= _MOST_TEXT * len(of_column[c])
    )


def _share_row(one: GridCell, other: GridCell) -> bool:
    return one.row < other.row + other.row_span and other.row < one.row + one.row_span
