"""The recognisers of this machine as one reader of lines: cheap ones read all, the dear one where they
differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extract.picture.dewarp import Gray
from extract.recognition.ctc import aster_lines, true_lines
from extract.recognition.recogniser import Recogniser, Token
from extract.recognition.tesseract import tesseract_lines
from extract.recognition.vote import VotedToken, vote

# Tesseract's confidence in a word under which another opinion is asked.
_SURE = 0.8
# A crop that another opinion is asked for is at least so many pixels wide.
_LEAST_SPAN = 8


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring words of a line on which the cheap recognisers agree, or differ; one reading of each of
    them.
    """

    line: int
    readings: dict[str, tuple[Token, ...]]
    disputed: bool
    span: tuple[int, int]  # pixels of the line's picture, from the blank before to the blank after


RECOGNISERS = 3  # that read a scan where all are installed


@dataclass(frozen=True, slots=True)
class Panel:
    """`first` and `second` read every line, `third` only the words on which they differ or the first is
    unsure (all words where there is no second). The second and third are None where they are not installed.
    """

    first: Recogniser
    second: Recogniser | None
    third: Recogniser | None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the recognisers, in the order of their say."""
        return tuple(r.name for r in (self.first, self.second, self.third) if r)

    def read(self, lines: Sequence[Gray]) -> list[tuple[VotedToken, ...]]:
        """Words of each line, voted."""
        stretches = list(self._stretches(lines))
        if self.third:
            disputed = [s for s in stretches if s.disputed]
            crops = [lines[s.line][:, s.span[0] : s.span[1]] for s in disputed]
            for stretch, tokens in zip(disputed, self.third.read(crops), strict=True):
                x0 = stretch.span[0]
                stretch.readings[self.third.name] = tuple(
                    replace(t, x0=t.x0 + x0, x1=t.x1 + x0) for t in tokens
                )
        voted: list[list[VotedToken]] = [[] for _ in lines]
        for stretch in stretches:
            voted[stretch.line] += vote(stretch.readings)
        return [tuple(words) for words in voted]

    def _stretches(self, lines: Sequence[Gray]) -> Iterator[_Stretch]:
        first = self.first.read(lines)
        second = self.second.read(lines) if self.second else [None] * len(lines)
        for number, (one, other) in enumerate(zip(first, second, strict=True)):
            width = lines[number].shape[1]
            if self.second is None or other is None:
                yield _Stretch(number, {self.first.name: one}, True, (0, width))
                continue
            for words, others, same in _differences(one, other):
                span = _span(one, words, width)
                readings = {
                    self.first.name: one[words[0] : words[1]],
                    self.second.name: other[others[0] : others[1]],
                }
                yield _Stretch(number, readings, not same, span)


def _differences(
    one: Sequence[Token], other: Sequence[Token]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], bool]]:
    """Ranges of words of both readings, in order, and whether they are the same.

    A word that only one of them read is disputed together with its neighbour, so that each stretch has a
    place.
    """
    open_one = open_other = None
    # An unsure word equals none, so that it is disputed even where the second recogniser reads the same.
    texts = [t.text if t.confidence >= _SURE else None for t in one]
    others = [t.text for t in other]
    start = (0, 0)
    for code in Levenshtein.opcodes(texts, others):
        if code.tag != "equal":
            open_one, open_other = code.src_end, code.dest_end
            continue
        lonely = open_one == start[0] or (open_other == start[1] and open_one is not None)
        take = 1 if lonely and code.src_end - code.src_start > 0 else 0
        if open_one is not None:
            yield (start[0], code.src_start + take), (start[1], code.dest_start + take), False
        if code.src_start + take < code.src_end:
            yield (code.src_start + take, code.src_end), (code.dest_start + take, code.dest_end), True
        start, open_one, open_other = (code.src_end, code.dest_end), None, None
    if open_one is not None:
        yield (start[0], len(texts)), (start[1], len(others)), False


def _span(tokens: Sequence[Token], words: tuple[int, int], width: int) -> tuple[int, int]:
    """From the middle of the blank before the words to the middle of the blank after them."""
    first, last = words
    left, right = 0.0, float(width)
    if first > 0:
        # behind the last word there is no blank to halve
        left = (tokens[first - 1].x1 + tokens[first].x0) / 2 if first < len(tokens) else tokens[-1].x1
    if 0 < last < len(tokens):
        right = (tokens[last - 1].x1 + tokens[last].x0) / 2
    if right - left < _LEAST_SPAN:  # never the whole line, whose other words would be read twice
        left, right = min(left, width - _LEAST_SPAN), max(right, left + _LEAST_SPAN)
    return max(0, int(left)), min(width, round(right))


def load_panel(tessdata: Path) -> Panel:
    """All recognisers that are installed.

    Raises:
        MissingProgram: Tesseract has no Vietnamese model; the others are optional.
    """
    return Panel(tesseract_lines(tessdata), true_lines(), aster_lines())
