"""The recognisers of this machine as one reader of lines: what quick ones read alike is settled, the rest is
read by all and voted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from extract.picture.dewarp import Gray
from extract.recognition import netchu, tesseract, trueocr
from extract.recognition.recogniser import RecognisedWord, Recogniser, RecogniserFile, Voter
from extract.recognition.vote import VotedWord, could_change, vote
from kehoach.language.folding import ONE_SIGN
from kehoach.records import SpotCheck

# One file each, in the order of their say; the first is never missing, and it places the words.
RECOGNISERS: Final[tuple[RecogniserFile, ...]] = (tesseract, netchu, trueocr)

# A page is settled line by line where so much of its lines' width would be: where the quick ones differ as
# often as on a bad page, what they read alike is worth less.
_LEAST_SETTLED = 1 / 3
# Under this confidence of the first recogniser a word is read again together with the disputed one beside it.
_SURE = 0.8
# One settled line of so many is read by the first all the same.
_ONE_IN = 50
# A crop that another opinion is asked for is at least so many pixels wide.
_LEAST_SPAN = 8

_Readings = Sequence[Sequence[RecognisedWord]]  # of one line, by each of those who read it whole
_Places = tuple[int, ...]  # an index into each of them
_Known = Mapping[Voter, Sequence[Sequence[RecognisedWord]]]  # lines as read


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring words of a line on which those who read it whole agree, or differ; their readings of
    it.
    """

    line: int
    readings: dict[Voter, Sequence[RecognisedWord]]
    disputed: bool
    span: tuple[int, int]  # pixels of the line's picture, from the blank before to the blank after


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Recognisers in the order of their say. What quick ones read alike is settled. On the other lines those
    for disputes read only the words on which the others differ or the first is unsure (all words where the
    first is alone), and of these only what their vote could still change.
    """

    recognisers: tuple[Recogniser, ...]

    @property
    def first(self) -> Recogniser:
        """The one that places the words."""
        return self.recognisers[0]

    @property
    def cheapest(self) -> Recogniser:
        """The one to ask where one answer may do: the product's own."""
        return next((r for r in self.recognisers if r.voter == netchu.VOTER), self.first)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the recognisers."""
        return tuple(r.voter.name for r in self.recognisers)

    def read(self, lines: Sequence[Gray]) -> list[tuple[VotedWord, ...]]:
        """Words of each line, voted."""
        quick = {r.voter: r.read(lines) for r in self.recognisers if r.voter.quick}
        settled = _settled([line.shape[1] for line in lines], list(quick.values()))
        left = [k for k in range(len(lines)) if k not in settled]
        known = {voter: [read[k] for k in left] for voter, read in quick.items()}
        rest = iter(self._read_in_doubt([lines[k] for k in left], known))
        return [
            tuple(replace(w, settled=True) for w in vote({voter: read[k] for voter, read in quick.items()}))
            if k in settled
            else next(rest)
            for k in range(len(lines))
        ]

    def spot_check(self, lines: Sequence[Gray], read: Sequence[Sequence[VotedWord]]) -> SpotCheck:
        """What the first, who was not asked about the lines that are settled, says of some of them: one in
        fifty, drawn by their pictures, so that another run draws the same. It changes nothing that was
        `read`: it is the alarm for a scanner or a typeface that the quick ones were not trained on.
        """
        drawn = [
            k
            for k, words in enumerate(read)
            if words and words[0].settled and crc32(lines[k].tobytes()) % _ONE_IN == 0
        ]
        again = self.first.read([lines[k] for k in drawn])
        before = [_texts(read[k]) for k in drawn]
        differing = map(Levenshtein.distance, before, map(_texts, again))
        return SpotCheck(sum(map(len, before)), sum(differing))

    def _read_in_doubt(self, lines: Sequence[Gray], known: _Known) -> list[tuple[VotedWord, ...]]:
        """Words of each line by the vote of all; `known` is what the quick ones read."""
        stretches = list(self._stretches(lines, known))
        for referee in (r for r in self.recognisers if r.voter.reads == "disputes"):
            asked = [s for s in stretches if s.disputed and could_change(s.readings, referee.voter)]
            crops = [lines[s.line][:, s.span[0] : s.span[1]] for s in asked]
            for stretch, words in zip(asked, referee.read(crops), strict=True):
                x0 = stretch.span[0]
                stretch.readings[referee.voter] = tuple(replace(w, x0=w.x0 + x0, x1=w.x1 + x0) for w in words)
        voted: list[list[VotedWord]] = [[] for _ in lines]
        for stretch in stretches:
            voted[stretch.line] += vote(stretch.readings)
        return [tuple(words) for words in voted]

    def _stretches(self, lines: Sequence[Gray], known: _Known) -> Iterator[_Stretch]:
        readers = [r for r in self.recognisers if r.voter.reads == "lines"]
        read = [known[r.voter] if r.voter in known else r.read(lines) for r in readers]
        for number, readings in enumerate(zip(*read, strict=True)):
            width = lines[number].shape[1]
            for start, end, same in _differences(readings):
                parts = {
                    reader.voter: words[a:b]
                    for reader, words, a, b in zip(readers, readings, start, end, strict=True)
                }
                span = _span(readings[0], (start[0], end[0]), width)
                yield _Stretch(number, parts, not same, span)


def _settled(widths: Sequence[int], readings: Sequence[Sequence[Sequence[RecognisedWord]]]) -> frozenset[int]:
    """The lines of several words that all of two and more read alike; none where these are few."""
    alike = frozenset(
        k
        for k, (first, *others) in enumerate(zip(*readings, strict=True))
        if others and len(first) > 1 and all(_texts(first) == _texts(other) for other in others)
    )
    enough = sum(widths[k] for k in alike) >= _LEAST_SETTLED * sum(widths)
    return alike if enough else frozenset()


def _texts(words: Sequence[RecognisedWord] | Sequence[VotedWord]) -> list[str]:
    return [word.text.translate(ONE_SIGN) for word in words]


def _differences(readings: _Readings) -> Iterator[tuple[_Places, _Places, bool]]:
    """Ranges of words of all readings, in order, and whether they are the same; one reading alone agrees with
    none.

    A word that only some of them read is disputed together with its neighbour, so that each stretch has a
    place, and that the others read nothing there counts as their reading.
    """
    at = (0,) * len(readings)
    ends = tuple(map(len, readings))
    for start, length in _agreements(readings):
        lonely = start != at and any(a == b for a, b in zip(at, start, strict=True))
        known = tuple(place + lonely for place in start)
        end = tuple(place + length for place in start)
        last = end != ends and any(a == b for a, b in zip(end, ends, strict=True))
        end = tuple(max(first, place - last) for first, place in zip(known, end, strict=True))
        if start != at:
            yield at, known, False
        if known != end:
            yield known, end, True
        at = end
    if at != ends or len(readings) == 1:
        yield at, ends, False


def _agreements(readings: _Readings) -> Iterator[tuple[_Places, int]]:
    """Where runs of words begin that all readings share, and how many words they are."""
    if len(readings) == 1:
        return
    # An unsure word equals none, so that it is disputed even where the others read the same.
    first = [w.text if w.confidence >= _SURE else None for w in readings[0]]
    matches = [_matches(first, [w.text for w in other]) for other in readings[1:]]
    shared = [(k, *(m[k] for m in matches)) for k in range(len(first)) if all(k in m for m in matches)]
    begin = 0
    for k, places in enumerate(shared):
        following = tuple(place + 1 for place in places)
        if shared[k + 1 : k + 2] != [following]:
            yield shared[begin], k + 1 - begin
            begin = k + 1


def _matches(first: Sequence[str | None], other: Sequence[str]) -> dict[int, int]:
    """For words of the first reading, which one of the other is the same."""
    equal = (code for code in Levenshtein.opcodes(first, other) if code.tag == "equal")
    return {
        code.src_start + k: code.dest_start + k
        for code in equal
        for k in range(code.src_end - code.src_start)
    }


def _span(words: Sequence[RecognisedWord], part: tuple[int, int], width: int) -> tuple[int, int]:
    """From the middle of the blank before the part's words to the middle of the blank after them."""
    first, last = part
    left, right = 0.0, float(width)
    if first > 0:
        # behind the last word there is no blank to halve
        left = (words[first - 1].x1 + words[first].x0) / 2 if first < len(words) else words[-1].x1
    if 0 < last < len(words):
        right = (words[last - 1].x1 + words[last].x0) / 2
    if right - left < _LEAST_SPAN:  # never the whole line, whose other words would be read twice
        left, right = min(left, width - _LEAST_SPAN), max(right, left + _LEAST_SPAN)
    return max(0, int(left)), min(width, round(right))


@cache
def load_ensemble(tessdata: Path) -> Ensemble:
    """All recognisers that are installed, loaded once in a process.

    Raises:
        MissingProgram: Tesseract has no Vietnamese model; the others are optional.
    """
    found = (file.load(tessdata) for file in RECOGNISERS)
    return Ensemble(tuple(recogniser for recogniser in found if recogniser is not None))
