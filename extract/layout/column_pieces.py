"""Lines of text cut where the columns of a table part, once it is known where that is."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extract.layout.ruling_strokes import is_stroke, strokes_of_rulings
from extract.layout.text_columns import Columns, Standing
from extract.page_reading import ReadLine, ReadWord
from kehoach.records import BBox

# "3", "2.1", "IV", "B", "a)", and as they are misread
_LABEL: Final = re.compile(r"(?:[IVXl|]{1,5}|[A-HĐ]|[a-hđ]|[0-9]{1,3}(?:[.,][0-9il]{1,3}){0,3})[.)]?")
_HEADING: Final = re.compile(r"(?:Số )?S?TT")  # "Số TT", above the labels
_STROKE: Final = 1.5  # points that such a stroke is off at most; where a cell begins is farther off
_BESIDE: Final = 2.0  # points that a word may reach over the place between columns
_INSIDE: Final = 3.0  # … and more where it lies across
_BLANK: Final = 0.6  # letter heights; no blank between words of a title is as wide
_NEXT: Final = 0.4  # letter heights between lines that a wrong column cut apart
_TITLE: Final = 4  # words in capitals that are a title, whose blanks may stand where columns part
_INDENT: Final = 6.0  # points from where a text begins or ends that tell its column
_LEVEL: Final = 0.5  # letter heights between bases of what stands level


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of a line in one column, or across several (from `column` to `last`); its base is set
    level.
    """

    words: tuple[ReadWord, ...]
    base: float
    column: int
    last: int

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)

    @property
    def is_label(self) -> bool:
        """Whether it is what a row or a group is counted by, or a title that begins with that."""
        return self.column == 0 and _is_label(self.words[0].text if self.last else self.text)


def is_heading(text: str) -> bool:
    """Whether it stands above labels."""
    return bool(_HEADING.fullmatch(text))


def _is_label(text: str) -> bool:
    return bool(_LABEL.fullmatch(text))


def pieces_of(page: Standing, columns: Columns) -> Iterator[Piece]:
    """The pieces of a table's lines, without page numbers and bits of rulings that were read as letters."""
    middle = float(page.bases.mean())
    strokes = strokes_of_rulings(page, columns)
    for numbers in page.rows[columns.first : columns.last + 1]:
        for some in _next_to_each_other(page, numbers):
            base = median(float(page.bases[number]) for number in some)
            between = [
                x + lean * (base - middle) for x, lean in zip(columns.between, columns.leans, strict=True)
            ]
            line = [w for number in some for w in page.lines[number].words if id(w) not in strokes]
            if not line:
                continue
            may_be_number = all(page.lines[number].noise for number in some) and _is_label(line[0].text)
            for words in _cut(line, between, page.height):
                piece = _piece(words, base, between)
                if not (may_be_number and piece.last) and not _is_on_ruling(words, between):
                    yield piece


def _piece(words: tuple[ReadWord, ...], base: float, between: Sequence[float]) -> Piece:
    """The piece in the column in which it begins, and those into which words of it reach."""
    x0, _, x1, _ = words[0].bbox
    end = max(w.bbox[2] for w in words if w is words[0] or any(c.isalnum() for c in w.text))
    column = bisect(between, min(x0 + _INDENT, (x0 + x1) / 2))
    is_one = len(words) == 1 or is_heading(" ".join(word.text for word in words))
    return Piece(words, base, column, column if is_one else max(column, bisect(between, end - _INDENT)))


def _is_on_ruling(words: Sequence[ReadWord], between: Sequence[float]) -> bool:
    """Whether a stroke where columns part was read as a letter: something is left of the ruling there."""
    x0, _, x1, _ = words[0].bbox
    return len(words) == 1 and is_stroke(words[0]) and any(x0 - _STROKE <= x <= x1 + _STROKE for x in between)


def _next_to_each_other(page: Standing, numbers: Iterable[int]) -> Iterator[list[int]]:
    """The lines of a row, together those between which there is no more white than between words."""
    some: list[int] = []
    for number in sorted(numbers, key=lambda k: page.lines[k].bbox[0]):
        if some and page.lines[number].bbox[0] - page.lines[some[-1]].bbox[2] > _NEXT * page.height:
            yield some
            some = []
        some.append(number)
    yield some


def _cut(line: Sequence[ReadWord], between: Sequence[float], height: float) -> Iterator[tuple[ReadWord, ...]]:
    """A line's words cut where columns part; those of a title across them stay together, and "Số TT"."""
    counts = _counting(line)
    end = line[counts].bbox[0] if counts < len(line) else float("inf")
    if counts and (counts > 1 or line[0].bbox[2] - _BESIDE <= between[0]) and between[0] < end + _BESIDE:
        yield tuple(line[:counts])
        line = line[counts:]
    across = any(w.bbox[0] + _INSIDE < x < w.bbox[2] - _INSIDE for w in line for x in between)
    across |= len(line) >= _TITLE and "".join(w.text for w in line).isupper()
    start = 0
    for place, (word, after) in enumerate(pairwise(line), 1):
        left, right = word.bbox[2], after.bbox[0]
        if any(left - _BESIDE <= x <= right + _BESIDE for x in between) and (
            not across or right - left >= _BLANK * height
        ):
            yield tuple(line[start:place])
            start = place
    if line:
        yield tuple(line[start:])


def _counting(words: Sequence[ReadWord]) -> int:
    """How many words at the beginning count rows or stand above what does ("Số TT": two)."""
    if is_heading(" ".join(word.text for word in words[:2])):
        return min(2, len(words))
    return int(_is_label(words[0].text) or is_heading(words[0].text))


def lines_of(pieces: Iterable[Piece], height: float) -> Iterator[ReadLine]:
    """The lines of a cell from top to bottom; pieces that stand level are one, from left to right."""
    level: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.base):
        if level and piece.base - level[0].base > _LEVEL * height:
            yield _line(level)
            level = []
        level.append(piece)
    if level:
        yield _line(level)


def _line(pieces: Iterable[Piece]) -> ReadLine:
    words = tuple(sorted((w for p in pieces for w in p.words), key=lambda w: w.bbox[0]))
    return ReadLine(words, box_of(words))


def box_of(words: Iterable[ReadWord]) -> BBox:
    """The box around words (at least one)."""
    x0, top, x1, bottom = zip(*(word.bbox for word in words), strict=True)
    return min(x0), min(top), max(x1), max(bottom)
