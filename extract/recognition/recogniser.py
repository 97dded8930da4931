"""The interface of line recognisers. Each stands in a file of its own: its weights, its licence, its say in
the vote; the ensemble's list of those files is all that a new one is added to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extract.picture.dewarp import Gray


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word in a line's picture: its text, its left and right edge (pixels of the picture), confidence
    0–1.
    """

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Voter:
    """Who reads, under which licence, and with what say.

    `weight` is what its vote for a letter counts; what two `quick` ones read alike needs no other. It has no
    say on signs that it `cannot_read`.
    """

    name: str
    licence: str
    weight: float
    quick: bool = False
    cannot_read: str = ""


class Recogniser(Protocol):
    """Reads pictures of single lines; each line by itself, so that no line's fault touches another."""

    voter: Voter

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        """Words of each line, from left to right; none where nothing was recognised."""
        ...


class RecogniserFile(Protocol):
    """What the file of a recogniser gives: who it is, and itself."""

    VOTER: Voter

    def load(self, tessdata: Path) -> Recogniser:
        """The recogniser, ready to read."""
        ...
