from itertools import pairwise

import numpy as np
import pytest

from extract.layout.line_segmentation import TextLine
from extract.layout.parted_cells import with_parted_cells
from extract.layout.table_structure import Grid, GridCell

XS, YS = (0, 50, 250), (0, 60, 120, 180)


def lines(region: int, *middles: int) -> list[TextLine]:
    """Lines 14 pixels high in a region, by their middles."""
    none = np.zeros((14, 60), np.uint8)
    return [TextLine((60, y - 7, 160, y + 7), none, region, 8.0) for y in middles]


def grid(merged: int = 2) -> Grid:
    """Three rows; the second column's first cell reaches over so many of them."""
    spans = [(row, 0, 1) for row in range(3)] + [(0, 1, merged)] + [(row, 1, 1) for row in range(merged, 3)]
    cells = (
        GridCell(row, column, rows, 1, (XS[column] + 2, YS[row] + 2, XS[column + 1] - 2, YS[row + rows] - 2))
        for row, column, rows in sorted(spans)
    )
    return Grid(XS, YS, tuple(cells))


@pytest.mark.parametrize(
    ("merged", "middles", "rows"),
    [
        (2, (20, 40, 90), [(0, 1), (1, 1)]),
        (2, (30, 90), [(0, 1), (1, 1)]),
        (3, (30, 90, 150), [(0, 1), (1, 1), (2, 1)]),
        (3, (60, 150), [(0, 2), (2, 1)]),  # what is left is merged
        (2, (50, 70), [(0, 2)]),  # lines of one cell, in the middle of both rows
        (2, (20, 40, 60, 80, 100), [(0, 2)]),
        (2, (15, 60, 105), [(0, 2)]),  # wide, but in the middle of no row
        (2, (20, 40), [(0, 2)]),  # nothing stands in the second
        (2, (), [(0, 2)]),
    ],
)
def test_a_cell_over_rows_whose_lines_stand_in_the_middle_of_single_ones_is_several(
    merged: int, middles: tuple[int, ...], rows: list[tuple[int, int]]
) -> None:
    text = [*lines(1, 20, 40), *lines(2, *middles)]
    (after,) = with_parted_cells((grid(merged),), text)
    parts = [c for c in after.cells if c.column == 1 and c.row < merged]
    assert [(c.row, c.row_span) for c in parts] == rows
    assert after.doubtful == (tuple(c.box for c in parts) if len(rows) > 1 else ())
    assert all(above.box[3] < below.box[1] for above, below in pairwise(parts))


@pytest.mark.parametrize(
    ("labels", "middles", "parted"),
    [
        ((30, 90), (20, 40, 90), True),
        ((30, 90), (30,), False),  # what is said stands above alone
        ((30, 90), (50, 70), False),  # … or in the middle of both
        ((50, 70), (20, 40, 90), False),  # a label of two lines
        ((60,), (20, 40, 90), False),
    ],
)
def test_a_row_with_two_labels_is_two(
    labels: tuple[int, ...], middles: tuple[int, ...], parted: bool
) -> None:
    ys = (0, 120, 180)
    cells = tuple(
        GridCell(row, column, 1, 1, (XS[column] + 2, ys[row] + 2, XS[column + 1] - 2, ys[row + 1] - 2))
        for row in range(2)
        for column in range(2)
    )
    text = [*lines(1, *labels), *lines(2, *middles), *lines(3, 150), *lines(4, 140, 160)]
    (after,) = with_parted_cells((Grid(XS, ys, cells),), text)
    assert after.ys == ((0, 60, 120, 180) if parted else ys)
    assert [(c.row, c.column) for c in after.cells] == [(r, c) for r in range(2 + parted) for c in range(2)]
    assert len(after.doubtful) == 4 * parted
