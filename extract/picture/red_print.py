"""Text printed in red on a colour scan: red ink is of a seal, a stamp or a pen where it does not stand in
letters.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.picture.pieces import find_pieces

_RED: Final = 48  # by which a pixel's red is brighter than its darkest colour
_BLACK: Final = 110  # a pixel whose red is darker than this is black ink, whose edges scanners tinge
# Letters (points), how near they stand (mm), and how many make a text (without one, a page has no red letters
# that stand alone either); a stamp's frame and a ring are higher.
_LETTER: Final = (4.0, 20.0)
_NEAR: Final = 1.2
_FEWEST: Final = 3
# A seal is at least so large (mm), and hardly wider than high, or higher than wide.
_SEAL: Final = 15.0
_ROUND: Final = 1.6
_TINGED: Final = 0.5  # … where there is so much of it for each pixel of red


def red_print(planes: tuple[Gray, Gray, Gray], dpi: float) -> Gray:
    """Where (255) letters are printed in red on a page of these planes: red, green, blue."""
    red, green, blue = planes
    mask = np.asarray(cv2.subtract(red, cv2.min(green, blue)) > _RED, np.uint8)
    if not mask.any():
        return mask
    reach = 2 * round(_NEAR * dpi / 25.4 / 2) + 1
    x, top, wide, high = cv2.boundingRect(mask)
    around = np.s_[max(0, top - reach) : top + high + reach, max(0, x - reach) : x + wide + reach]
    printed = np.zeros_like(mask)
    printed[around] = _print_in(np.ascontiguousarray(mask[around]), red[around], reach, dpi)
    return printed


def _print_in(mask: Gray, red: Gray, reach: int, dpi: float) -> Gray:
    """Where (255) of the red ink (1) in this part of a page letters are printed."""
    near = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    found = find_pieces(np.asarray(near, np.uint8))
    places, boxes = found.labels, found.boxes
    black, inked = (np.bincount(places[which], minlength=len(boxes)) for which in (red < _BLACK, mask > 0))
    letters, larger = _letters(mask, places, len(boxes), dpi)
    others = _are_seals(boxes, dpi) | larger
    others[0] = False
    text = (letters > 0) & (black < _TINGED * inked) & ~others & ~_are_inside(boxes, others)
    text[0] = False
    kept = text if (text & (letters >= _FEWEST)).any() else np.zeros_like(text)
    return np.where(mask > 0, found.where(kept), 0).astype(np.uint8)


def _letters(
    mask: Gray, places: NDArray[np.uint16] | NDArray[np.int32], count: int, dpi: float
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Of each place how many letters stand there, and whether there is a stroke higher than letters."""
    pieces = find_pieces(mask)
    heights = pieces.boxes[:, 3] * 72 / dpi
    place = np.zeros(len(heights), np.int64)
    place[pieces.labels[mask > 0]] = places[mask > 0]
    letters, high = (heights >= _LETTER[0]) & (heights <= _LETTER[1]), heights > _LETTER[1]
    return (
        np.bincount(place[1:][letters[1:]], minlength=count),
        np.bincount(place[1:][high[1:]], minlength=count) > 0,
    )


def _are_seals(boxes: NDArray[np.int32], dpi: float) -> NDArray[np.bool_]:
    wide, high = (boxes[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    large = np.minimum(wide, high) >= _SEAL * dpi / 25.4
    return np.asarray(large & (np.maximum(wide, high) <= _ROUND * np.minimum(wide, high)))


def _are_inside(boxes: NDArray[np.int32], outer: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The places whose middle lies in the box of one of the `outer` ones."""
    x, y, w, h = boxes[:, :4].T
    inside = np.zeros(len(boxes), np.bool_)
    for x0, top, wide, high in boxes[outer, :4]:
        inside |= (abs(x + w / 2 - x0 - wide / 2) < wide / 2) & (abs(y + h / 2 - top - high / 2) < high / 2)
    return inside
