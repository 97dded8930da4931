"""Cells merged over rows in a table that is told by its text alone: what is printed once for several rows
stands in the middle of them all.

In a column that then has something in nearly every row, each text has to stand in the middle of the rows that
it is given. Texts of single rows beside empty ones do not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extract.layout.aligned_rows import AlignedRow
from extract.layout.column_pieces import is_heading

_FILLED: Final = 0.8  # share of its rows in which a column has something that has merged cells
_OFF: Final = 0.6  # letter heights that a text is off the middle of its rows at most
_BESIDE: Final = 2  # the first column of what stands beside a label and its title
_Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell over several rows, by its column, its first row and the one behind its last. It is sure where
    its text stands in the middle of none of these: then it is no cell of one row beside empty ones.
    """

    column: int
    start: int
    end: int
    sure: bool


def merged_cells(rows: Sequence[AlignedRow], count: int, height: float) -> Iterator[MergedCell]:
    """The cells that are merged over rows of a table of `count` columns with letters so high (points)."""
    groups, off = list(_groups(rows)), _OFF * height
    whole = sum(end - start for start, end in groups)
    for column in range(_BESIDE, count):
        extents = [extent for group in groups for extent in _extents(rows, group, column, off)]
        if sum(end - start for start, end in extents) < _FILLED * whole:
            continue
        for start, end in extents:
            if end - start > 1:
                yield MergedCell(column, start, end, _is_between(rows, (start, end), column, off))


def _is_between(rows: Sequence[AlignedRow], extent: _Extent, column: int, off: float) -> bool:
    """Whether the text of a cell stands in the middle of none of its rows."""
    bases = [base for row in rows[slice(*extent)] for base in _bases(row, column)]
    borders = _borders(rows, extent, column)
    middle = (min(bases) + max(bases)) / 2
    return all(abs(middle - (borders[k] + borders[k + 1]) / 2) > off for k in range(*extent))


def _groups(rows: Sequence[AlignedRow]) -> Iterator[_Extent]:
    """Rows between headers, the rest of a row of the page before and groups' titles: the first and one behind
    the last.
    """
    first = next((k for k, row in enumerate(rows) if row.label and not is_heading(row.label)), len(rows))
    apart = (k for k, row in enumerate(rows) if k >= first and all(p.column < _BESIDE for p in row.pieces))
    for before, after in pairwise([first - 1, *apart, len(rows)]):
        if after - before > 1:
            yield before + 1, after


def _extents(rows: Sequence[AlignedRow], group: _Extent, column: int, off: float) -> Sequence[_Extent]:
    """The rows of each cell of a column, no row being left out, so that their texts stand in the middle of
    them; where there is no such way, or a row has nothing else that tells its height, of each text its row.
    """
    texts = {k: bases for k in range(*group) if (bases := _bases(rows[k], column))}
    single = [(row, row + 1) for row in texts]
    is_alone = any(all(p.column == column for p in row.pieces) for row in rows[slice(*group)])
    if (
        not texts
        or is_alone
        or any(p.column < p.last >= column for row in rows[slice(*group)] for p in row.pieces)
    ):
        return single
    borders = _borders(rows, group, column)
    found: dict[int, tuple[float, tuple[_Extent, ...]]] = {group[0]: (0.0, ())}
    for row, after in pairwise([*texts, group[1]]):
        middle = (min(texts[row]) + max(texts[row])) / 2
        ways = [
            (cost + miss, (*extents, (start, end)))
            for start, (cost, extents) in found.items()
            for end in range(row + 1, after + 1)
            if (miss := abs(middle - (borders[start] + borders[end]) / 2)) <= off or end - start == 1
        ]
        found = {extents[-1][1]: (cost, extents) for cost, extents in sorted(ways, reverse=True)}
    return found[group[1]][1] if group[1] in found else single


def _bases(row: AlignedRow, column: int) -> list[float]:
    return [p.base for p in row.pieces if p.column == column]


def _borders(rows: Sequence[AlignedRow], group: _Extent, column: int) -> dict[int, float]:
    """Where rows begin and the last ends (points), by what stands in the other columns."""
    ends = [
        (min(bases), max(bases))
        for row in rows[group[0] : group[1]]
        for bases in ([p.base for p in row.pieces if p.column != column],)
    ]
    between = [(above[1] + below[0]) / 2 for above, below in pairwise(ends)]
    margin = median([(below[0] - above[1]) / 2 for above, below in pairwise(ends)] or [0.0])
    places = [ends[0][0] - margin, *between, ends[-1][1] + margin]
    return dict(enumerate(places, group[0]))
