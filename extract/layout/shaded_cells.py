"""Cells that say something by their shade alone: the periods of a time chart."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from extract.layout.table_structure import Grid, GridCell
from extract.picture.dewarp import Gray

SHADED: Final = "■"  # what a shaded cell says, among cells that are marked
_DARKER: Final = 24.0  # of 255 by which a shade differs from its table's paper, at least
# A chart has at least so many columns, none of which holds text in more than this share of its rows.
_FEWEST_COLUMNS: Final = 3
_MOST_TEXT: Final = 0.5


def shaded_cells(grid: Grid, gray: Gray, empty: Sequence[bool]) -> frozenset[int]:
    """The indices of the grid's `empty` cells (one flag a cell) that are shaded where others of their row and
    of their column are not, in columns that hold hardly any text: a row or a column shaded whole is
    decoration.
    """
    darkness = [255.0 - float(np.median(gray[_inside(cell)])) for cell in grid.cells]
    paper = min(darkness)
    shaded = [dark - paper > _DARKER for dark in darkness]
    columns = _chart_columns(grid, empty)
    if len(columns) < _FEWEST_COLUMNS:
        return frozenset()
    marked = []
    for index, cell in enumerate(grid.cells):
        covered = range(cell.column, cell.column + cell.column_span)
        if not (shaded[index] and empty[index] and columns.issuperset(covered)):
            continue
        row = [shaded[k] for k, other in enumerate(grid.cells) if _share_row(cell, other)]
        column = [shaded[k] for k, other in enumerate(grid.cells) if other.column == cell.column and empty[k]]
        if not all(row) and not all(column):
            marked.append(index)
    return frozenset(marked)


def _inside(cell: GridCell) -> tuple[slice, slice]:
    x0, top, x1, bottom = cell.box
    rim_x, rim_y = (x1 - x0) // 4, (bottom - top) // 4
    return np.s_[
        top + rim_y : max(bottom - rim_y, top + rim_y + 1), x0 + rim_x : max(x1 - rim_x, x0 + rim_x + 1)
    ]


def _chart_columns(grid: Grid, empty: Sequence[bool]) -> frozenset[int]:
    columns = range(len(grid.xs) - 1)
    of_column = [[k for k, cell in enumerate(grid.cells) if cell.column == c] for c in columns]
    return frozenset(
        c for c in columns if sum(not empty[k] for k in of_column[c]) <= _MOST_TEXT * len(of_column[c])
    )


def _share_row(one: GridCell, other: GridCell) -> bool:
    return one.row < other.row + other.row_span and other.row < one.row + one.row_span
