"""Strokes through words: what strikes out a word is as wide as the words it crosses, and no ruling."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from extract.picture.dewarp import Gray
from kehoach.records import BBox

# A stroke crosses a word's middle (this share of its height) over this share of its width; as much of the
# stroke lies on words.
MIDDLE: Final = (0.35, 0.68)
STRUCK: Final = 0.8
_DARK: Final = 160


def without_strikes(gray: Gray, words: Sequence[BBox]) -> tuple[Gray, tuple[bool, ...]]:
    """A page without letters and without the strokes through its words (boxes in its pixels), and which of
    the words they strike out.
    """
    strokes = [_stroke(box, words, gray) for box in words]
    plain = gray.copy() if any(strokes) else gray
    for x0, top, x1, bottom in filter(None, strokes):
        plain[top:bottom, x0:x1] = 255
    return plain, tuple(map(bool, strokes))


def _stroke(word: BBox, words: Sequence[BBox], gray: Gray) -> tuple[int, int, int, int] | None:
    """The part of a level stroke that lies on the word; None where none strikes it out."""
    x0, x1 = max(0, round(word[0])), round(word[2]) + 1
    high, low = (max(0, round(word[1] + share * (word[3] - word[1]))) for share in MIDDLE)
    dark = gray[high : low + 1, x0:x1] < _DARK
    if not dark.size or dark.all() or dark.any(axis=0).mean() <= STRUCK:
        return None
    row = high + int(dark.sum(axis=1).argmax())
    ends = np.flatnonzero(np.pad(gray[row] >= _DARK, 1, constant_values=True)) - 1
    place = int(np.searchsorted(ends, (x0 + x1) / 2))
    left, right = ends[place - 1], ends[place]
    level = [box for box in words if box[1] < row < box[3]]
    covered = sum(max(0.0, min(right, box[2]) - max(left, box[0])) for box in level)
    if covered < STRUCK * (right - left):
        return None
    rows = high + np.flatnonzero(dark.any(axis=1))
    return max(0, x0 - 2), int(rows[0]) - 1, x1 + 2, int(rows[-1]) + 2
