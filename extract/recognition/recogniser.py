"""The interface of line recognisers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from extract.picture.dewarp import Gray


@dataclass(frozen=True, slots=True)
class Token:
    """A word in a line's picture: its text, its left and right edge (pixels of the picture), confidence 0–1."""

    text: str
    x0: float
    x1: float
    confidence: float


class Recogniser(Protocol):
    """Reads pictures of single lines; each line by itself, so that no line's fault touches another."""

    name: str

    def read(self, lines: Sequence[Gray]) -> list[tuple[Token, ...]]:
        """Words of each line, from left to right; none where nothing was recognised."""
        ...
