"""How far the grids of tables hold on scans drawn at random, without reading a word.

    python -m bench.grids --seeds 43,387

Each page's tables are held against those of the born-digital page that it is a scan of: a cell is found
where a table of as many columns has one in its row and column that spans as many of both. Told are, a line a
scan, cells found of those that there are, and how many of the tables on the scan are uncertain; below them
all scans together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np

from bench.options import parse_options
from bench.scans import random_cases
from extract.picture.cleaning import clean
from extract.picture.resolution import reduced
from extract.scanned_page import _UNCERTAIN, _grids
from extract.sources.input_page import InputPage
from extract.sources.opening import open_pages
from extract.text_page import read_text_page
from kehoach.records import Source
from kehoach.settings import ExtractSettings

_SETTINGS = ExtractSettings()


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's columns, and its cells by row, column and what they span; whether it is told uncertain."""

    columns: int
    cells: frozenset[tuple[int, int, int, int]]
    uncertain: bool = False


def main() -> None:
    """Print the figures."""
    options = parse_options(__doc__)
    found = wanted = 0
    for case in random_cases(options.corpus, options.cache, options.seeds):
        drawn = case.gold["drawn"]
        turns = (2 * drawn["rot"] - drawn["quarter"]) % 4
        right, every, uncertain = compare(case.path, turns)
        found, wanted = found + right, wanted + every
        kind = "bilevel" if drawn["bilevel"] else "grey or colour"
        told = f"{right} of {every} cells, {uncertain} tables uncertain"
        print(f"{case.name} {drawn['dpi']} dpi {kind} {drawn['style']['rule']}: {told}", flush=True)
    print(f"{found} of {wanted} cells")


def compare(scan: Path, turns: int) -> tuple[int, int, int]:
    """Cells found, cells that there are, and uncertain tables of a scan turned by so many quarters."""
    right = every = uncertain = 0
    digital = scan.with_suffix(".digital.pdf")
    with (
        open_pages(Source(digital, digital.name, ""), _SETTINGS) as plain,
        open_pages(Source(scan, scan.name, ""), _SETTINGS) as scanned,
    ):
        for number in range(len(plain)):
            shapes = tuple(_printed(plain[number], number + 1))
            if shapes:
                seen = tuple(_scanned(scanned[number], turns))
                right += sum(cells_found(shape, seen) for shape in shapes)
                every += sum(len(shape.cells) for shape in shapes)
                uncertain += sum(shape.uncertain for shape in seen)
    return right, every, uncertain


def cells_found(wanted: Shape, seen: Sequence[Shape]) -> int:
    """How many of a table's cells the likest of the tables seen has."""
    alike = (len(wanted.cells & shape.cells) for shape in seen if shape.columns == wanted.columns)
    return max(alike, default=0)


def _printed(page: InputPage, number: int) -> Iterator[Shape]:
    layer = page.text_page
    tables = read_text_page(layer, number, _no_reader).tables if layer is not None else ()
    for table in tables:
        cells = frozenset((c.row, c.column, c.row_span, c.column_span) for c in table.cells)
        yield Shape(len(table.column_edges) - 1, cells)


def _scanned(page: InputPage, turns: int) -> Iterator[Shape]:
    picture, dpi = reduced(*page.render())
    upright = clean(np.ascontiguousarray(np.rot90(picture, turns)), dpi)
    for grid in _grids(upright)[-1]:
        cells = frozenset((c.row, c.column, c.row_span, c.column_span) for c in grid.cells)
        yield Shape(len(grid.xs) - 1, cells, grid.doubt > _UNCERTAIN)


def _no_reader() -> NoReturn:
    raise NotImplementedError("born-digital plans of the corpus show nothing that their text layer lacks")


if __name__ == "__main__":
    main()
