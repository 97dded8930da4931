"""What is found on a scanned page before anything is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from extract.layout.line_segmentation import Box, TextLine
from extract.layout.table_structure import Grid
from extract.picture.dewarp import Gray


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be read on a page, and where (255) its rulings are; whether these are `level` ones alone,
    seen whole.
    """

    grids: tuple[Grid, ...]
    lines: tuple[TextLine, ...]
    rulings: Gray
    level: bool = False

    @property
    def cells(self) -> tuple[Box, ...]:
        """The boxes of the tables' cells, in the order of their regions from 1 on."""
        return tuple(cell.box for grid in self.grids for cell in grid.cells)

    def rows(self) -> Iterator[list[int]]:
        """The regions of the cells that begin in one row of a table, from left to right."""
        first = 1
        for grid in self.grids:
            for _, row in groupby(enumerate(grid.cells, first), lambda cell: cell[1].row):
                yield [region for region, _ in row]
            first += len(grid.cells)

    def places(self) -> dict[int, list[int]]:
        """Which lines lie in each cell, by its region."""
        places: dict[int, list[int]] = {}
        for place, line in enumerate(self.lines):
            if line.region > 0:
                places.setdefault(line.region, []).append(place)
        return places
