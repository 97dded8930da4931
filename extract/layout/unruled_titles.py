"""Titles of rows in a table without uprights."""

import re
from collections.abc import Sequence

from extract.layout.gutters import LABEL
from extract.layout.word_lines import SET_APART, gap_above, in_capitals, runs_of, top_of
from extract.page_reading import ReadWord

# "II. Cải cách thể chế" where contents stand
_LABELLED = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])[.)]")


def is_rest(lines: Sequence[Sequence[ReadWord]], place: int, height: float) -> bool:
    """Whether the line goes on a title in capitals above it."""
    near = place > 0 and gap_above(lines, place) <= SET_APART * height
    above = lines[place - 1]
    titles = (above[1:] if LABEL.fullmatch(above[0].text) else above, lines[place])
    return near and all(in_capitals(line) and len(runs_of(line, height)) == 1 for line in titles)


def is_title(line: Sequence[ReadWord], xs: Sequence[float], height: float) -> bool:
    """Whether one text stands in the line, across columns or in capitals."""
    runs = runs_of(line, height)
    return len(runs) == 1 and (in_capitals(line) or any(runs[0][0] < x < runs[0][1] for x in xs[1:-1]))


def is_title_of_contents(lines: Sequence[Sequence[ReadWord]], place: int, height: float) -> bool:
    """Whether a title with its label stands in the column of contents, set apart from what is above there."""
    line = lines[place]
    one = len(line) > 1 and len(runs_of(line, height)) == 1
    return one and bool(_LABELLED.fullmatch(line[0].text)) and is_apart(lines, place, height)


def is_apart(lines: Sequence[Sequence[ReadWord]], place: int, height: float) -> bool:
    """Whether a line has white above it, much of it where it stands itself."""
    left, right = lines[place][0].bbox[0], lines[place][-1].bbox[2]
    above = (word for line in lines[:place] for word in line if left < word.bbox[2] and word.bbox[0] < right)
    lowest = max((word.bbox[3] for word in above), default=0.0)
    return gap_above(lines, place) > 0 and top_of(lines[place]) - lowest > SET_APART * height
