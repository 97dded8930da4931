"""Pairs rows with columns so that their costs add up to the least."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def assign(cost: ArrayLike) -> list[tuple[int, int]]:
    """Pairs (row, column), by row, of the cheapest matching; the longer side is left with unpaired members.

    Shortest augmenting paths with potentials (Kuhn and Munkres, as improved by Jonker and Volgenant), cubic
    in the number of rows.
    """
    matrix = np.asarray(cost, dtype=float)
    if matrix.size == 0:
        return []
    if matrix.shape[0] > matrix.shape[1]:
        return sorted((row, column) for column, row in assign(matrix.T))
    rows, columns = matrix.shape
    owner = np.full(columns, -1)
    potentials = np.zeros(rows), np.zeros(columns)
    for row in range(rows):
        _augment(matrix, row, owner, potentials)
    return sorted((int(owner[column]), column) for column in range(columns) if owner[column] >= 0)


def _augment(
    matrix: NDArray[np.float64],
    start: int,
    owner: NDArray[np.int64],
    potentials: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> None:
    """Gives row `start` a column, moving other rows to other columns where that is cheaper."""
    of_row, of_column = potentials
    reach = np.full(matrix.shape[1], np.inf)  # cost of the cheapest path to each column
    came_from = np.full(matrix.shape[1], -1)
    closed = np.zeros(matrix.shape[1], dtype=bool)
    row, last, travelled = start, -1, 0.0
    while True:
        step = travelled + matrix[row] - of_row[row] - of_column
        better = ~closed & (step < reach)
        reach[better] = step[better]
        came_from[better] = last
        last = int(np.argmin(np.where(closed, np.inf, reach)))
        travelled = float(reach[last])
        if owner[last] < 0:
            break
        closed[last] = True
        row = int(owner[last])
    of_row[start] += travelled
    of_row[owner[closed]] += travelled - reach[closed]
    of_column[closed] -= travelled - reach[closed]
    _flip(last, start, owner, came_from)


def _flip(
    last: int, start: int, owner: NDArray[np.int64], came_from: Sequence[int] | NDArray[np.int64]
) -> None:
    while last >= 0:
        before = int(came_from[last])
        owner[last] = owner[before] if before >= 0 else start
        last = before
