"""Running heads and feet: lines that pages repeat in their margins are no part of the text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from extract.page_reading import PageReading, ReadLine
from kehoach.language.folding import fold

# They stand within this share of the page's height from its upper or lower edge, at places that differ by so
# many points at most.
_MARGIN: Final = 0.085
_SAME_PLACE: Final = 5.0
_ALIKE: Final = 88.0
_LEAST_LETTERS: Final = 6
_FIGURES: Final = re.compile(r"\d+")
# A page that begins a document repeats the letterhead of another one, and appendices begin alike.
_LETTERHEAD: Final = ("cong hoa xa hoi", "dang cong san")
_HEAD_SHARE: Final = 0.2
_OPENING: Final = re.compile(r"phu luc|bieu|mau|danh muc")


def with_running_heads_aside(readings: Sequence[PageReading]) -> list[PageReading]:
    """The pages, with lines marked as noise that stand in the margin of neighbouring pages alike, page
    numbers aside.
    """
    repeated: set[int] = set()
    for one, other in pairwise(readings):
        for line in _in_margins(one):
            for later in _in_margins(other):
                if _is_repeated((one, line), (other, later)):
                    repeated |= {id(line), id(later)}
    return [_aside(reading, repeated) for reading in readings]


def _aside(reading: PageReading, repeated: set[int]) -> PageReading:
    if not any(id(line) in repeated for line in reading.lines):
        return reading
    lines = tuple(replace(line, noise=True) if id(line) in repeated else line for line in reading.lines)
    return replace(reading, lines=lines)


def _in_margins(reading: PageReading) -> list[ReadLine]:
    height = reading.page.height
    top = [fold(_text(line)) for line in reading.lines if line.bbox[1] < _HEAD_SHARE * height]
    if any(cue in text for cue in _LETTERHEAD for text in top):
        return []
    return [
        line
        for line in reading.lines
        if not line.noise and not _MARGIN < (line.bbox[1] + line.bbox[3]) / 2 / height < 1 - _MARGIN
    ]


def _is_repeated(one: tuple[PageReading, ReadLine], other: tuple[PageReading, ReadLine]) -> bool:
    (page, line), (next_page, later) = one, other
    text, again = fold(_text(line)), fold(_text(later))
    plain = _FIGURES.sub("", text)
    if sum(c.isalpha() for c in plain) < _LEAST_LETTERS or _OPENING.match(plain):
        return False
    from_top = abs(line.bbox[1] - later.bbox[1])
    from_foot = abs(page.page.height - line.bbox[3] - next_page.page.height + later.bbox[3])
    return min(from_top, from_foot) <= _SAME_PLACE and fuzz.ratio(plain, _FIGURES.sub("", again)) >= _ALIKE


def _text(line: ReadLine) -> str:
    return " ".join(word.text for word in line.words)
