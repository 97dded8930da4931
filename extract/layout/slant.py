"""A scanned page set level: what was read lies on the sheet as it was scanned, where lines rise or fall.

What is told by how words stand above and beside each other is told of level ones.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from extract.page_reading import PageReading, ReadLine, ReadTable
from kehoach.records import BBox

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


def sheared(reading: PageReading, fall: float) -> PageReading:
    """The reading with everything moved down by `fall` for each point that it stands to the right."""
    if not fall:
        return reading
    lines = tuple(_line(line, fall) for line in reading.lines)
    return replace(reading, lines=lines, tables=tuple(_table(table, fall) for table in reading.tables))


def _table(table: ReadTable, fall: float) -> ReadTable:
    cells = tuple(
        replace(c, bbox=_box(c.bbox, fall), lines=tuple(_line(ln, fall) for ln in c.lines))
        for c in table.cells
    )
    return replace(table, bbox=_box(table.bbox, fall), cells=cells)


def _line(line: ReadLine, fall: float) -> ReadLine:
    words = tuple(replace(word, bbox=_box(word.bbox, fall)) for word in line.words)
    return replace(line, words=words, bbox=_box(line.bbox, fall))


def _box(box: BBox, fall: float) -> BBox:
    down = fall * (box[0] + box[2]) / 2
    return box[0], box[1] + down, box[2], box[3] + down
