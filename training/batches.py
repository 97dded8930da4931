"""Batches of lines of like width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.recognition.netchu import HEIGHT, scale_line
from training.alphabet import CLASS_OF, STEP
from training.lines import Line, draw_line
from training.scanned_lines import load_scanned

_POOL: Final = 256  # lines that are sorted by width before they are cut into batches
_BATCHES: Final = 11  # of a pool, all of them as wide with all their lines, so that processes keep step
_WIDEST: Final = 1_600
_STEPS_TO_LETTER: Final = 1.15
_SCANNED: Final = 0.2  # of the lines are cut from scans, where there are some, …
_SCANS: Final = 4  # … of so many of them at a time


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines at the network's height, ink 255 on paper 0, padded to the widest; the classes of their
    letters.
    """

    lines: NDArray[np.uint8]
    widths: NDArray[np.int64]
    letters: NDArray[np.int64]  # one after another
    counts: NDArray[np.int64]


def draw_batches(seed: tuple[int, ...], scanned: Path | None) -> Iterator[Batch]:
    """Batches without end; some of the lines from a folder of scanned ones (`training.scanned_lines`)."""
    rng = np.random.default_rng(seed)
    while True:
        kept = sorted(scanned.glob("*.scanned")) if scanned else []
        cut = _some_of(kept, rng) if kept else []
        base = int(rng.integers(2**62))
        pool = [draw_line(base, number) for number in range(_POOL - len(cut))] + cut
        made = cut_batches(pool)
        yield from (made[place] for place in rng.permutation(len(made)))


def _some_of(kept: Sequence[Path], rng: np.random.Generator) -> list[Line]:
    """A share of a pool: lines of a few scans."""
    files = rng.choice(len(kept), min(len(kept), _SCANS))
    lines = [line for k in files for line in load_scanned(kept[k])]
    return [lines[k] for k in rng.permutation(len(lines))[: int(_POOL * _SCANNED)]]


def cut_batches(pool: Sequence[Line]) -> list[Batch]:
    """The lines of a pool in so many batches of like width; what the network could not spell out is left
    out.
    """
    scaled = sorted(((scale_line(ln.picture), ln.text) for ln in pool), key=lambda pair: pair[0].shape[1])
    usable = [(line, text) for line, text in scaled if _fits(line.shape[1], text)]
    ends = np.cumsum([line.shape[1] for line, _ in usable])
    places = np.minimum(ends * _BATCHES // ends[-1], _BATCHES - 1)
    return [_batch([usable[k] for k in np.flatnonzero(places == n)]) for n in range(_BATCHES) if n in places]


def _fits(width: int, text: str) -> bool:
    """Whether the steps of a line are enough for its letters, and the line not too wide."""
    return width <= _WIDEST and width / STEP > _STEPS_TO_LETTER * len(text) + 1


def _batch(members: Sequence[tuple[NDArray[np.uint8], str]]) -> Batch:
    wide = -(-members[-1][0].shape[1] // 8) * 8
    lines = np.zeros((len(members), HEIGHT, wide), np.uint8)
    for row, (line, _) in zip(lines, members, strict=True):
        row[:, : line.shape[1]] = 255 - line
    widths = np.array([line.shape[1] for line, _ in members], np.int64)
    letters = np.array([CLASS_OF[c] for _, text in members for c in text], np.int64)
    return Batch(lines, widths, letters, np.array([len(text) for _, text in members], np.int64))
