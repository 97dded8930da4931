"""What is found on a scanned page before anything is read."""

from dataclasses import dataclass

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

    def places(self) -> dict[int, list[int]]:
        """Which lines lie in each cell, by its region."""
        places: dict[int, list[int]] = {}
        for place, line in enumerate(self.lines):
            if line.region > 0:
                places.setdefault(line.region, []).append(place)
        return places
