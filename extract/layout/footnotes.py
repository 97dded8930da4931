"""Footnotes: small lines at a page's foot, each after a mark; what runs over the page break goes on over
them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from extract.page_reading import PageReading, ReadLine, ReadWord

_MARK: Final = re.compile(r"[(\[]?(?:\d{1,2}|\*{1,3})[)\]]?")
# They are set this much smaller than the page's other lines; or their mark is raised: its letters are this
# much smaller than the words behind it and end this much (of their height) higher.
_SMALLER: Final = 0.88
_RAISED: Final = 0.15
# A mark that stands alone is no further (line heights) from its note's first word.
_BEFORE: Final = 1.5
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
        if _MARK.fullmatch(line.words[0].text) and _behind(lines, place):
            first = place if _are_notes(lines[place:], lines[:place], reading) else first
    return lines[first:]


def _are_notes(notes: Sequence[ReadLine], others: Sequence[ReadLine], reading: PageReading) -> bool:
    """Whether lines that begin with a mark are set as footnotes are."""
    marks = [place for place, line in enumerate(notes) if _MARK.fullmatch(line.words[0].text)]
    if all(_is_raised(notes[place].words[0], _behind(notes, place)) for place in marks):
        return True
    cells = [ln for table in reading.tables for cell in table.cells for ln in cell.lines]
    usual = [_height(line) for line in (*others, *cells)]
    return bool(usual) and _height(*notes) <= _SMALLER * median(usual)


def _behind(lines: Sequence[ReadLine], place: int) -> ReadWord | None:
    """The word behind a line's first one: a raised mark may stand alone, level with the line of its note and
    right before it.
    """
    mark, *words = lines[place].words
    if words or place + 1 == len(lines):
        return words[0] if words else None
    note = lines[place + 1].words[0]
    (_, _, x1, bottom), (x0, top, _, below) = mark.bbox, note.bbox
    return note if top < bottom and -_BEFORE <= (x0 - x1) / (below - top) <= _BEFORE else None


def _is_raised(mark: ReadWord, behind: ReadWord | None) -> bool:
    if behind is None:
        return False
    height = behind.bbox[3] - behind.bbox[1]
    return bool(
        mark.bbox[3] - mark.bbox[1] <= _SMALLER * height and behind.bbox[3] - mark.bbox[3] >= _RAISED * height
    )


def _height(*lines: ReadLine) -> float:
    """Of most of their words: a mark may be larger than the note behind it, or stand alone."""
    return median(word.bbox[3] - word.bbox[1] for line in lines for word in line.words)
