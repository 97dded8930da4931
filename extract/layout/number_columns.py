"""Columns of numbers, which count the rows of a table."""

import re
from collections.abc import Iterable, Sequence

from extract.layout.gutters import ALIGNED
from extract.layout.word_lines import are_level, middle_of
from extract.page_reading import ReadWord

_NUMBER = re.compile(r"0?([0-9]{1,3})[.)]?")


def columns_of_numbers(words: Sequence[ReadWord]) -> Iterable[list[ReadWord]]:
    """Words that count up by one, or from one again, one below the other, each the first of its line."""
    numbers = sorted(
        (word for word in words if _NUMBER.fullmatch(word.text) and is_first(word, words)),
        key=lambda word: word.bbox[1],
    )
    for index, word in enumerate(numbers):
        run = [word]
        for other in numbers[index + 1 :]:
            if value_of(other) in (value_of(run[-1]) + 1, 1) and _is_below(run[-1], other):
                run.append(other)
        yield run


def value_of(word: ReadWord) -> int:
    """The number that a word says; 0 where it says none."""
    match = _NUMBER.fullmatch(word.text)
    return int(match[1]) if match else 0


def _is_below(one: ReadWord, other: ReadWord) -> bool:
    return are_aligned(one, other) and other.bbox[1] > one.bbox[3]


def are_aligned(one: ReadWord, other: ReadWord) -> bool:
    """Whether two words begin, or have their middles, below each other."""
    return min(abs(one.bbox[0] - other.bbox[0]), abs(middle_of(one) - middle_of(other))) < ALIGNED


def is_first(word: ReadWord, words: Sequence[ReadWord]) -> bool:
    """Whether nothing stands before a word in its line."""
    return not any(other.bbox[0] < word.bbox[0] and are_level(word.bbox, other.bbox) for other in words)


def has_beside(number: ReadWord, words: Sequence[ReadWord], edge: float) -> bool:
    """Whether other words stand in a number's cell, whose right edge is at `edge`: the contents, as no white
    was found between.
    """
    return any(
        word is not number and middle_of(word) < edge and are_level(word.bbox, number.bbox) for word in words
    )
