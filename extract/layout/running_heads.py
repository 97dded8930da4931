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
# many points at most, with white between them and the text of so many times their height; lines of text stand
# closer to each other, and the first on two pages may be alike.
_MARGIN: Final = 0.085
_APART: Final = 0.9
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
    lines = [line for line in reading.lines if not line.noise]
    head = [line for line in lines if (line.bbox[1] + line.bbox[3]) / 2 < _MARGIN * height]
    foot = [line for line in lines if (line.bbox[1] + line.bbox[3]) / 2 > (1 - _MARGIN) * height]
    others = [line.bbox for line in lines if line not in head and line not in foot]
    others += [table.bbox for table in reading.tables]
    first = min((box[1] for box in others), default=height)
    last = max((box[3] for box in others), default=0.0)
    inmost = (
        max((line.bbox[3] for line in head), default=0.0),
        min((line.bbox[1] for line in foot), default=height),
    )
    return [
        *(line for line in head if first - inmost[0] > _APART * _height(line)),
        *(line for line in foot if inmost[1] - last > _APART * _height(line)),
    ]


def _height(line: ReadLine) -> float:
    return line.bbox[3] - line.bbox[1]


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
