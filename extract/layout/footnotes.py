"""Footnotes: small lines at a page's foot, each after a mark; what runs over the page break goes on over
them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from extract.page_reading import PageReading, ReadLine

_MARK: Final = re.compile(r"[(\[]?(?:\d{1,2}|\*{1,3})[)\]]?")
# They are set this much smaller than the page's other lines; or their mark is raised: its letters are this
# much smaller than the words behind it and end this much (of their height) higher.
_SMALLER: Final = 0.88
_RAISED: Final = 0.15
# They begin in this lower share of the page, and no further from each other than this many line heights.
_FOOT: Final = 0.5
_APART: Final = 2.2


def with_footnotes(reading: PageReading) -> PageReading:
    """The page, its footnotes marked as such."""
    lines = sorted((ln for ln in reading.lines if not ln.noise), key=lambda ln: ln.bbox[3])
    notes = _foot(lines, reading)
    if not notes:
        return reading
    marked = {id(line) for line in notes}
    return replace(
        reading,
        lines=tuple(replace(ln, footnote=True) if id(ln) in marked else ln for ln in reading.lines),
    )


def _foot(lines: Sequence[ReadLine], reading: PageReading) -> Sequence[ReadLine]:
    """The page's last lines from the first footnote on."""
    tables = max((table.bbox[3] for table in reading.tables), default=0.0)
    first = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        below = lines[place + 1].bbox if place + 1 < len(lines) else None
        if line.bbox[1] < max(tables, _FOOT * reading.page.height):
            break
        if below and below[1] - line.bbox[3] > _APART * (line.bbox[3] - line.bbox[1]):
            break
        if _MARK.fullmatch(line.words[0].text) and len(line.words) > 1:
            first = place if _are_notes(lines[place:], lines[:place], reading) else first
    return lines[first:]


def _are_notes(notes: Sequence[ReadLine], others: Sequence[ReadLine], reading: PageReading) -> bool:
    """Whether lines that begin with a mark are set as footnotes are."""
    if all(_is_raised(line) for line in notes if _MARK.fullmatch(line.words[0].text)):
        return True
    cells = [ln for table in reading.tables for cell in table.cells for ln in cell.lines]
    usual = [_height(line) for line in (*others, *cells)]
    return bool(usual) and median(map(_height, notes)) <= _SMALLER * median(usual)


def _is_raised(line: ReadLine) -> bool:
    mark, word = line.words[0].bbox, line.words[1].bbox
    height = word[3] - word[1]
    return mark[3] - mark[1] <= _SMALLER * height and word[3] - mark[3] >= _RAISED * height


def _height(line: ReadLine) -> float:
    """Of most of its words: a mark may be larger than the note behind it."""
    return median(word.bbox[3] - word.bbox[1] for word in line.words)
