"""A scanned page set level: what was read lies on the sheet as it was scanned, where lines rise or fall and
columns lean.

What is told by how words stand above and beside each other is told of level ones.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import hypot
from statistics import median
from typing import Final

from extract.page_reading import PageReading, ReadLine, ReadTable
from kehoach.records import BBox

_Place = tuple[float, float]
_LONG: Final = 100.0  # points; shorter lines tell little of how the page leans
_FEWEST: Final = 5  # so many lines tell it
_LEAST: Final = 0.002  # a fall smaller than this is none


def fall_of(lines: Sequence[ReadLine]) -> float:
    """How far the longer lines fall for each point to the right."""
    falls = []
    for first, last in ((line.words[0].bbox, line.words[-1].bbox) for line in lines if line.words):
        if last[0] - first[0] >= _LONG:
            falls.append(
                (last[1] + last[3] - first[1] - first[3]) / (last[0] + last[2] - first[0] - first[2])
            )
    fall = median(falls) if len(falls) >= _FEWEST else 0.0
    return fall if abs(fall) >= _LEAST else 0.0


def turned(reading: PageReading, fall: float) -> PageReading:
    """The reading turned about the page's middle so that a level line falls by `fall` for each point to the
    right. Boxes keep their sizes; to turn by `-fall` undoes it.
    """
    if not fall:
        return reading
    middle = reading.page.width / 2, reading.page.height / 2
    return replace(
        reading,
        lines=tuple(_line(line, fall, middle) for line in reading.lines),
        tables=tuple(_table(table, fall, middle) for table in reading.tables),
    )


def _table(table: ReadTable, fall: float, middle: _Place) -> ReadTable:
    cells = tuple(
        replace(c, bbox=_box(c.bbox, fall, middle), lines=tuple(_line(ln, fall, middle) for ln in c.lines))
        for c in table.cells
    )
    box = _box(table.bbox, fall, middle)
    edges = tuple(x + box[0] - table.bbox[0] for x in table.column_edges)
    return replace(table, bbox=box, column_edges=edges, cells=cells)


def _line(line: ReadLine, fall: float, middle: _Place) -> ReadLine:
    words = tuple(replace(word, bbox=_box(word.bbox, fall, middle)) for word in line.words)
    return replace(line, words=words, bbox=_box(line.bbox, fall, middle))


def _box(box: BBox, fall: float, middle: _Place) -> BBox:
    x, y = (box[0] + box[2]) / 2 - middle[0], (box[1] + box[3]) / 2 - middle[1]
    length = hypot(1.0, fall)
    right, down = (x - fall * y) / length - x, (fall * x + y) / length - y
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down
