"""The recognisers as one reader of lines: what the quick ones read alike and surely is settled, the rest is
read by all and voted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from extract.picture.dewarp import Gray
from extract.recognition import netchu, netchu5, tesseract
from extract.recognition.recogniser import RecognisedWord, Recogniser, RecogniserFile
from extract.recognition.vote import VotedWord, vote
from kehoach.language.folding import ONE_SIGN
from kehoach.records import SpotCheck

# One file each, in the order of their say; the first places the words.
RECOGNISERS: Final[tuple[RecogniserFile, ...]] = (tesseract, netchu, netchu5)

# A page is settled line by line where so much of its lines' width would be: where the quick ones differ as
# often as on a bad page, what they read alike is worth less.
_LEAST_SETTLED = 1 / 3
# Each word of a settled line was read by the quick ones at least so surely.
_SURE = 0.9
# One settled line of so many is read by the first all the same.
_ONE_IN = 50


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Recognisers in the order of their say. What quick ones read alike and surely is settled, all read the
    other lines.
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
        heard = {voter: dict(enumerate(read)) for voter, read in quick.items()}
        for dear in (r for r in self.recognisers if not r.voter.quick):
            heard[dear.voter] = dict(zip(left, dear.read([lines[k] for k in left]), strict=True))
        voters = [r.voter for r in self.recognisers]
        voted = (vote({v: heard[v][k] for v in voters if k in heard[v]}) for k in range(len(lines)))
        return [tuple(replace(w, settled=k in settled) for w in words) for k, words in enumerate(voted)]

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


def _settled(widths: Sequence[int], readings: Sequence[Sequence[Sequence[RecognisedWord]]]) -> frozenset[int]:
    """The lines of several words that all of two and more read alike, each word surely; none where these are
    few.
    """
    alike = frozenset(
        k
        for k, (first, *others) in enumerate(zip(*readings, strict=True))
        if others
        and len(first) > 1
        and all(_texts(first) == _texts(other) for other in others)
        and all(word.confidence >= _SURE for words in (first, *others) for word in words)
    )
    enough = sum(widths[k] for k in alike) >= _LEAST_SETTLED * sum(widths)
    return alike if enough else frozenset()


def _texts(words: Sequence[RecognisedWord] | Sequence[VotedWord]) -> list[str]:
    return [word.text.translate(ONE_SIGN) for word in words]


@cache
def load_ensemble(tessdata: Path) -> Ensemble:
    """All recognisers, loaded once in a process.

    Raises:
        MissingProgram: Tesseract has no Vietnamese model.
    """
    return Ensemble(tuple(file.load(tessdata) for file in RECOGNISERS))
