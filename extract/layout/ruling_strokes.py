"""Bits of upright rulings that were read as letters, in a table that is told by its text alone: strokes above
strokes, where columns part or at the table's sides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.layout.text_columns import Columns, Standing
from extract.page_reading import ReadWord

_STROKE: Final = re.compile(r"[|1lIiÌÍÏĨỊ!/\\\]\[]{1,2}")  # "|", "1", as rulings are read
# In points: how far strokes of one ruling are off it, and it from where white between columns is widest; the
# latter in shares of the narrower column's width too, as a number may stand in the middle of one.
_OFF, _FARTHEST, _SHARE = 1.5, 8.0, 0.25
_FEWEST: Final = 4  # strokes of a ruling
_CROSSED: Final = 0.3  # words that lie across, of the strokes, at most
_OTHERS: Final = 1 / 6  # of the strokes that are read as something else than as "1", as numbers are
_INSIDE: Final = 3  # words on the table's side of an outer ruling, in its column, and
_OUTSIDE: Final = 0.1  # … of these so many on the other side, at most


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word and where it stands (points) once columns are set upright."""

    word: ReadWord
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def is_stroke(word: ReadWord) -> bool:
    """Whether it may be a bit of a ruling."""
    return bool(_STROKE.fullmatch(word.text))


def strokes_of_rulings(page: Standing, columns: Columns) -> set[int]:
    """The words (ids) that are bits of rulings. Labels and amounts are none: others stand above and below
    them that are no strokes, or they stand in the middle of a column.
    """
    found: set[int] = set()
    ends = (float("-inf"), *columns.between, float("inf"))
    for place, lean in zip(columns.between, columns.leans, strict=True):
        words = list(_placed(page, columns, lean))
        k = ends.index(place)
        reach = min(_FARTHEST, *(_SHARE * (b - a) for a, b in pairwise(ends[k - 1 : k + 2])))
        strokes = [w for w in words if is_stroke(w.word) and _may_be_at(w.middle, place, reach, ends, words)]
        for stroke in strokes:
            above = [w for w in strokes if abs(w.middle - stroke.middle) <= _OFF]
            across = sum(w.left < stroke.middle < w.right for w in words if not is_stroke(w.word))
            others = sum(w.word.text != "1" for w in above)
            if len(above) >= _FEWEST and across <= _CROSSED * len(above) and others >= _OTHERS * len(above):
                found.add(id(stroke.word))
    return found


def _may_be_at(x: float, place: float, reach: float, ends: tuple[float, ...], words: list[_Placed]) -> bool:
    """Whether a ruling at `x` may part columns at a place, or be the side of the table beyond it."""
    if abs(x - place) <= reach:
        return True
    if place == ends[1] and x < place:
        column = [w.middle for w in words if w.middle < place and not is_stroke(w.word)]
        return _is_beside(sum(m > x for m in column), sum(m < x for m in column))
    if place == ends[-2] and x > place:
        column = [w.middle for w in words if w.middle > place and not is_stroke(w.word)]
        return _is_beside(sum(m < x for m in column), sum(m > x for m in column))
    return False


def _is_beside(inside: int, outside: int) -> bool:
    return inside >= _INSIDE and outside <= _OUTSIDE * inside


def _placed(page: Standing, columns: Columns, lean: float) -> Iterator[_Placed]:
    middle = float(page.bases.mean())
    for numbers in page.rows[columns.first : columns.last + 1]:
        for number in numbers:
            shift = lean * (float(page.bases[number]) - middle)
            for word in page.lines[number].words:
                yield _Placed(word, word.bbox[0] - shift, word.bbox[2] - shift)
