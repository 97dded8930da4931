"""White between the columns of a table without uprights."""

import re
from bisect import bisect
from collections.abc import Sequence
from typing import Final

from extract.layout.word_lines import (
    SET_APART,
    WHITE,
    gap_above,
    in_capitals,
    middle_of,
    runs_of,
    words_across,
)
from extract.page_reading import ReadWord

Gutter = tuple[float, float]  # white between two columns: its left and its right edge
LABEL = re.compile(r"[IVXl|]{1,5}[.)]?|[A-HĐ][.)]?")
ALIGNED: Final = 6.0  # what begins, or stands, within so many points of each other stands below each other
# The white between two columns, in letter heights, where few lines show it: blanks between words may stand
# above each other there by chance.
_GUTTER_OF_FEW: Final = 0.8
_FEW_LINES: Final = 8
_TITLES: Final = 0.3  # the largest share of lines that are titles
_ACROSS: Final = 0.1  # … with a word across white that the page above has


def gutters_of(lines: Sequence[Sequence[ReadWord]], height: float) -> list[Gutter]:
    """White from the first line to the last between words; lines of one text across, of one that begins where
    the numbers do, in capitals and set apart, or of one with a group's label ("II. …"), are titles, if they
    are few.
    """
    split = [runs_of(line, height) for line in lines]
    left = min(line[0].bbox[0] for line in lines)
    width = max(line[-1].bbox[2] for line in lines) - left
    titles = [
        (len(runs) == 1 and (runs[0][1] - runs[0][0] > width / 2 or _begins_at(left, line)))
        or (len(runs) == 1 and in_capitals(line) and _is_set_apart(lines, place, height))
        or (len(runs_of(line[1:], height)) <= 1 and bool(LABEL.fullmatch(line[0].text)))
        for place, (runs, line) in enumerate(zip(split, lines, strict=True))
    ]
    if sum(titles) > _TITLES * len(lines):
        return []
    runs = sorted(run for pieces, title in zip(split, titles, strict=True) if not title for run in pieces)
    gutters: list[Gutter] = []
    reach = runs[0][1] if runs else 0.0
    for left, right in runs:
        if left - reach > (_GUTTER_OF_FEW if len(lines) < _FEW_LINES else WHITE) * height:
            gutters.append((reach, left))
        reach = max(reach, right)
    return gutters


def _begins_at(left: float, line: Sequence[ReadWord]) -> bool:
    """Whether words, and no number, begin at the table's left side."""
    return len(line) > 1 and line[0].bbox[0] < left + ALIGNED and not line[0].text[0].isdigit()


def _is_set_apart(lines: Sequence[Sequence[ReadWord]], place: int, height: float) -> bool:
    return place > 0 and gap_above(lines, place) > SET_APART * height


def as_above(
    lines: Sequence[Sequence[ReadWord]], gutters: list[Gutter], known: Sequence[Gutter]
) -> list[Gutter]:
    """The white between the columns of the page above, where it has more and hardly a word stands in it."""
    if len(known) <= len(gutters):
        return gutters
    places = [
        min((left + 1, (left + right) / 2, right - 1), key=lambda x: words_across(lines, x))
        for left, right in known
    ]
    clear = all(words_across(lines, x) <= _ACROSS * len(lines) for x in places)
    return [(x - 1, x + 1) for x in places] if clear else gutters


def name_all(header: Sequence[Sequence[ReadWord]], gutters: Sequence[Gutter]) -> bool:
    """Whether a word of the header stands in each of the columns."""
    middles = [sum(gutter) / 2 for gutter in gutters]
    return len({bisect(middles, middle_of(word)) for line in header for word in line}) > len(middles)


def crosses(line: Sequence[ReadWord], gutters: Sequence[Gutter], height: float) -> bool:
    """Whether text of the line fills white between columns; a header may reach into it."""
    return any(
        left < gutter[0] and gutter[1] < right for left, right in runs_of(line, height) for gutter in gutters
    )
