"""Colon or semicolon? The two differ in a tail of a few pixels, which recognisers of bad scans overlook
together.
"""

import cv2
import numpy as np

from extract.picture.dewarp import Gray

# Grey below this is ink.
_INK = 170
# A semicolon's lower part is taller than its upper one by this factor, a colon's is no taller than by the
# other; what lies between tells nothing.
_TAILED, _ROUND = 1.45, 1.2
# In heights of the line's picture: the widest mark, the least height of its parts, how far behind a word it
# may stand.
_WIDE, _LEAST, _BEHIND = 0.22, 0.04, 0.1


def final_point(picture: Gray, x0: float, x1: float) -> str:
    """ ":" or ";", as the picture of the line shows it at the end of the word between `x0` and `x1`; "" where
    it shows neither clearly.
    """
    height = picture.shape[0]
    right = min(picture.shape[1], round(x1 + _BEHIND * height))
    ink = (picture[:, max(0, round(x0)) : right] < _INK).astype(np.uint8)
    if not ink.size:  # OpenCV dies of an empty picture
        return ""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    pieces = [s for s in stats[1:] if s[cv2.CC_STAT_HEIGHT] >= _LEAST * height and s[cv2.CC_STAT_WIDTH] >= 2]
    if count < 3 or len(pieces) < 2:
        return ""
    last = max(pieces, key=lambda s: int(s[0] + s[2]))
    column = [s for s in pieces if s[0] < last[0] + last[2] and s[0] + s[2] > last[0]]
    if len(column) != 2 or any(s[2] > _WIDE * height for s in column):
        return ""
    upper, lower = sorted(column, key=lambda s: int(s[1]))
    ratio = lower[3] / upper[3]
    return ";" if ratio >= _TAILED else ":" if ratio <= _ROUND else ""
