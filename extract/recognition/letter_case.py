"""Capital or small? Letters that look alike in both cases ("Vị", "vị") differ in height alone, which recognisers
that bring every line to one height cannot see where it has neither capitals nor tails.
"""

import unicodedata

import cv2
import numpy as np

from extract.picture.dewarp import Gray

_ALIKE = frozenset("cosuvwxz")
_INK = 170  # grey below this is ink
# In heights of the line's small letters: what counts as one, a small first letter at most,
# how far over the word's left edge the first letter reaches.
_SMALL_LETTERS = (0.7, 1.25)
_SMALL, _BEGUN = 1.18, 0.2
_ENOUGH = 2  # small letters that a line must have to compare with


def with_case(text: str, picture: Gray, x0: float, x_height: float) -> str:
    """The word that begins at `x0` of its line's picture, its first letter small where the picture shows it so.

    The other way a letter that touches its neighbour looks tall, and tells nothing.
    """
    base = unicodedata.normalize("NFD", text[:1].lower())[:1]
    if base not in _ALIKE or not text.istitle() or len(text) < 2:
        return text
    heights = _first_heights(picture, x0, x_height)
    return text[0].lower() + text[1:] if heights and max(heights) <= _SMALL else text


def _first_heights(picture: Gray, x0: float, x_height: float) -> tuple[float, ...]:
    """Height of the letter at `x0` in heights of the small letters of the line and of the page, which must say
    the same; none where that cannot be told.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats((picture < _INK).astype(np.uint8))
    lefts, widths, heights = (stats[1:, k] for k in (cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    low, high = _SMALL_LETTERS
    small = heights[(heights >= low * x_height) & (heights <= high * x_height)]
    letters = np.flatnonzero((heights >= low * x_height) & (lefts + widths > x0 + _BEGUN * x_height))
    if len(small) < _ENOUGH or not letters.size:
        return ()
    first = float(heights[letters[np.argmin(lefts[letters])]])
    # horns make small letters taller: the lower ones tell the height
    return first / float(np.quantile(small, 0.25)), first / x_height
