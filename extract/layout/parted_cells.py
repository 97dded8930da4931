"""Cells merged over rows that are none, and rows that are two: a level ruling between them was lost where its
toner faded.

What a cell says stands together in its middle. Where lines stand apart instead, each group in the middle of a
row, they are those of single cells; so are those of a whole row that has two labels.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, pairwise
from statistics import median
from typing import Final

from extract.layout.line_segmentation import Box, TextLine
from extract.layout.table_structure import Grid, GridCell

_APART: Final = 1.35  # lines of two cells are so many times as far apart as those of one, or more …
_ALONE: Final = 1.5  # … or so many times their height, where no cell of the table has two
_LABELS: Final = 2  # of a row that is two
_TAIL: Final = 0.25  # share of a line's height that marks and tails have
_OFF: Final = 0.7  # heights of a line that a text is off the middle of its row at most


def with_parted_cells(grids: Sequence[Grid], lines: Sequence[TextLine]) -> tuple[Grid, ...]:
    """The grids with cells parted that are merged over rows though their lines are those of single cells;
    these are doubtful. `lines` lie in regions as the grids' cells are counted, from 1.
    """
    texts: dict[int, list[Box]] = {}
    for line in sorted(lines, key=lambda ln: _middle(ln.box)):
        texts.setdefault(line.region, []).append(line.box)
    regions = count(1)
    return tuple(_with_parted(grid, [texts.get(next(regions), []) for _ in grid.cells]) for grid in grids)


def _with_parted(grid: Grid, texts: Sequence[Sequence[Box]]) -> Grid:
    """The grid, `texts` being the lines of each of its cells from top to bottom."""
    far = _farthest([text for cell, text in zip(grid.cells, texts, strict=True) if cell.row_span == 1])
    pairs = list(zip(grid.cells, texts, strict=True))
    places = {row: y for row in range(len(grid.ys) - 1) if (y := _between_labels(pairs, row, far))}
    if places:
        return _with_rows(grid, places)
    cells: list[GridCell] = []
    doubtful = list(grid.doubtful)
    for cell, text in pairs:
        parts = list(_parts(cell, text, grid, far))
        cells += parts
        doubtful += [part.box for part in parts] if len(parts) > 1 else []
    if len(cells) == len(grid.cells):
        return grid
    return replace(
        grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))), doubtful=tuple(doubtful)
    )


def _between_labels(pairs: Sequence[tuple[GridCell, Sequence[Box]]], row: int, far: float) -> int:
    """Where (pixels) a row that has two labels is two, 0 where not: what stands in each of its cells does so
    in the middle above or below, in most on both sides.
    """
    own = [(cell, text) for cell, text in pairs if cell.row <= row < cell.row + cell.row_span]
    (first, labels), *others = own
    if len(labels) != _LABELS or any(cell.row_span > 1 for cell, _ in own):
        return 0
    (_, above, _, _), (_, _, _, below) = labels
    top, bottom = first.box[1], first.box[3]
    place = round((_middle(labels[0]) + _middle(labels[1])) - (top + bottom) / 2)
    filled = [(cell, text) for cell, text in others if text]
    both = sum(_is_between(place, text, far) for _, text in filled)
    stands = all(
        _is_in_middle(text, top, bottom)
        for cell, text in own
        for top, bottom in ((cell.box[1], place), (place, cell.box[3]))
        if any(top < _middle(box) < bottom for box in text)
    )
    plain = top < above < place < below < bottom and _is_between(place, labels, far)
    return place if plain and stands and 2 * both > len(filled) else 0


def _with_rows(grid: Grid, places: Mapping[int, int]) -> Grid:
    """The grid with rows (by their numbers) that are two, parted at these places."""
    cells: list[GridCell] = []
    doubtful = list(grid.doubtful)
    for cell in grid.cells:
        row = cell.row + sum(other < cell.row for other in places)
        span = cell.row_span + sum(cell.row <= other < cell.row + cell.row_span for other in places)
        if cell.row not in places:
            cells.append(replace(cell, row=row, row_span=span))
            continue
        x0, top, x1, bottom = cell.box
        inside = top - grid.ys[cell.row]
        upper, lower = (x0, top, x1, places[cell.row] - inside), (x0, places[cell.row] + inside, x1, bottom)
        cells.append(replace(cell, row=row, row_span=1, box=upper, open_below=False))
        cells.append(replace(cell, row=row + 1, row_span=1, box=lower))
        doubtful += [upper, lower]
    ys = tuple(sorted((*grid.ys, *places.values())))
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return replace(grid, ys=ys, cells=ordered, doubtful=tuple(doubtful))


def _farthest(texts: Sequence[Sequence[Box]]) -> float:
    """How far (pixels) lines of a cell follow each other at most, as those of cells of one row do."""
    distances = [_middle(below) - _middle(above) for text in texts for above, below in pairwise(text)]
    heights = [bottom - top for text in texts for _, top, _, bottom in text]
    return _APART * median(distances) if distances else _ALONE * median(heights or [0.0])


def _parts(cell: GridCell, text: Sequence[Box], grid: Grid, far: float) -> Iterator[GridCell]:
    """The cell, or the single ones that its lines stand in."""
    end = cell.row + cell.row_span
    edges = {row: _edge(grid, cell, row) for row in range(cell.row + 1, end)}
    between = [row for row, edge in edges.items() if _is_between(edge, text, far)]
    edges |= {cell.row: cell.box[1], end: cell.box[3]}
    rows = list(pairwise([cell.row, *between, end]))
    if not between or not all(_is_in_middle(text, edges[first], edges[last]) for first, last in rows):
        yield cell
        return
    inside = cell.box[1] - grid.ys[cell.row]  # from a ruling to where its cell begins
    for first, last in rows:
        top, bottom = edges[first] + inside * (first > cell.row), edges[last] - inside * (last < end)
        box = cell.box[0], top, cell.box[2], bottom
        yield replace(
            cell, row=first, row_span=last - first, box=box, open_below=cell.open_below and last == end
        )


def _edge(grid: Grid, cell: GridCell, row: int) -> int:
    """Where a row begins beside a cell, as the nearest cell that begins with it does."""
    beside = (c for c in grid.cells if c.row == row)
    nearest = min(beside, key=lambda c: abs(c.column - cell.column), default=None)
    return nearest.box[1] if nearest else grid.ys[row]


def _is_between(place: int, text: Sequence[Box], far: float) -> bool:
    """Whether a place is between two lines that are no lines of one cell, and crosses neither's letters."""
    return any(
        above[3] - _TAIL * (above[3] - above[1]) <= place <= below[1] + _TAIL * (below[3] - below[1])
        and _middle(below) - _middle(above) > far
        for above, below in pairwise(text)
    )


def _is_in_middle(text: Sequence[Box], top: int, bottom: int) -> bool:
    """Whether what stands between two places does so in their middle."""
    inside = [box for box in text if top < _middle(box) < bottom]
    if not inside:
        return False
    high = median(box[3] - box[1] for box in inside)
    return abs((inside[0][1] + inside[-1][3]) / 2 - (top + bottom) / 2) <= _OFF * high


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
