"""Batches of lines of like width, drawn by processes of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.recognition.netchu import HEIGHT, scale_line
from training.alphabet import CLASS_OF, STEP
from training.damage import worn
from training.lines import Line, draw_line, load_lines

_WIDTHS: Final = (64, 88, 112, 144, 192, 248, 320, 416, 544, 704, 920, 1_200, 1_560)  # of batches, in pixels
_COMMON: Final = 416  # of them
_STEPS_TO_LETTER: Final = 1.15
_SCANNED: Final = 0.45  # of the lines are cut from scans, where there are some


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines at the network's height, ink 255 on paper 0, padded to the widest; the classes of their
    letters.
    """

    lines: NDArray[np.uint8]
    widths: NDArray[np.int64]
    letters: NDArray[np.int64]  # one after another
    counts: NDArray[np.int64]


def draw_batches(seed: tuple[int, ...], size: int, scanned: Path | None) -> Iterator[Batch]:
    """Batches without end, of so many lines of common width; some of the lines from a folder of scanned ones
    (`training.scanned_lines`).

    There are few widths of batches, and each has always as many lines: a GPU prepares for each shape anew.
    """
    cv2.setNumThreads(1)  # each process draws on one core
    waiting: dict[int, list[tuple[Gray, str]]] = {width: [] for width in _WIDTHS}
    for line in _draw_lines(seed, scanned):
        picture = scale_line(line.picture)
        width = batch_width(picture.shape[1], line.text)
        if width is None:
            continue
        waiting[width].append((picture, line.text))
        if len(waiting[width]) == max(1, size * _COMMON // width):
            yield make_batch(waiting.pop(width), width)
            waiting[width] = []


def _draw_lines(seed: tuple[int, ...], scanned: Path | None) -> Iterator[Line]:
    rng = np.random.default_rng(seed)
    kept = sorted(scanned.glob("*.scanned")) if scanned else []
    while True:
        cut = load_lines(kept[int(rng.integers(len(kept)))]) if kept else []
        base, share = int(rng.integers(2**62)), len(cut) / _SCANNED
        for number in range(int(share * (1 - _SCANNED)) or 1):
            yield draw_line(base, number)
        yield from (replace(line, picture=worn(line.picture, rng)) for line in cut)


def batch_width(width: int, text: str) -> int | None:
    """The width of the batches that a line belongs to; None where it is too wide, or has fewer steps than its
    letters need.
    """
    if width / STEP <= _STEPS_TO_LETTER * len(text) + 1:
        return None
    return next((wide for wide in _WIDTHS if wide >= width), None)


def make_batch(members: Sequence[tuple[Gray, str]], wide: int) -> Batch:
    """Lines of the network's height, and what they say."""
    lines = np.zeros((len(members), HEIGHT, wide), np.uint8)
    for row, (line, _) in zip(lines, members, strict=True):
        row[:, : line.shape[1]] = 255 - line
    widths = np.array([line.shape[1] for line, _ in members], np.int64)
    letters = np.array([CLASS_OF[c] for _, text in members for c in text], np.int64)
    return Batch(lines, widths, letters, np.array([len(text) for _, text in members], np.int64))
