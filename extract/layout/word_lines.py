"""Words gathered into lines, and the white between them."""

from collections.abc import Sequence
from typing import Final

from extract.page_reading import ReadWord
from kehoach.records import BBox

_SAME_LINE: Final = 0.5  # of the lower one's height that words of one line share
WHITE: Final = 0.5  # letter heights of white that part texts of a line; between words of one there is less
SET_APART: Final = 0.5  # letter heights of white above a title


def middle_of(word: ReadWord) -> float:
    """How far to the right the word's middle is."""
    return (word.bbox[0] + word.bbox[2]) / 2


def are_level(one: BBox, other: BBox) -> bool:
    """Whether two boxes stand in one line."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _SAME_LINE * min(one[3] - one[1], other[3] - other[1])


def lines_of(words: Sequence[ReadWord]) -> list[list[ReadWord]]:
    """Words on common baselines, from top to bottom, each line from left to right."""
    lines: list[list[ReadWord]] = []
    for word in sorted(words, key=lambda w: w.bbox[1] + w.bbox[3]):
        if lines and are_level(lines[-1][0].bbox, word.bbox):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.bbox[0]) for line in lines]


def line_of(lines: Sequence[Sequence[ReadWord]], word: ReadWord) -> int:
    """Which line the word is in."""
    return next(index for index, line in enumerate(lines) if any(word is other for other in line))


def top_of(line: Sequence[ReadWord]) -> float:
    """Where the line's highest word begins."""
    return min(word.bbox[1] for word in line)


def bottom_of(line: Sequence[ReadWord]) -> float:
    """Where the line's lowest word ends."""
    return max(word.bbox[3] for word in line)


def gap_above(lines: Sequence[Sequence[ReadWord]], place: int) -> float:
    """The white above a line."""
    return top_of(lines[place]) - bottom_of(lines[place - 1])


def runs_of(line: Sequence[ReadWord], height: float) -> list[tuple[float, float]]:
    """The stretches of a line without much white in them."""
    runs: list[tuple[float, float]] = []
    for word in line:
        left, right = word.bbox[0], word.bbox[2]
        if runs and left - runs[-1][1] < WHITE * height:
            runs[-1] = (runs[-1][0], max(runs[-1][1], right))
        else:
            runs.append((left, right))
    return runs


def words_across(lines: Sequence[Sequence[ReadWord]], x: float) -> int:
    """In how many lines a word stands across an upright at `x`."""
    return sum(any(w.bbox[0] < x < w.bbox[2] for w in line) for line in lines)


def in_capitals(line: Sequence[ReadWord]) -> bool:
    """Whether a line of several words is set in capitals."""
    return len(line) > 1 and " ".join(word.text for word in line).isupper()
