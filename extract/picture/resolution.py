"""Pictures made smaller: no more pixels are looked at than tell something."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

# Lines of the usual type are as high at this resolution (dots per inch) as recognisers see them.
_ENOUGH: Final = 200.0
_MORE: Final = 1.25  # a picture of fewer times as many dots per inch is left as it is


def reduced(picture: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], float]:
    """The picture of a page, at `dpi`, and its resolution once it has no more pixels than letters of the
    usual size need.
    """
    if dpi <= _MORE * _ENOUGH:
        return picture, dpi
    return shrunk(picture, _ENOUGH / dpi), _ENOUGH


def shrunk(picture: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The picture with its sides so many times as long: halved, and what is left to do between pixels, which
    takes a tenth of the time that exact means of odd areas take.
    """
    height, width = picture.shape[:2]
    size = max(1, round(scale * width)), max(1, round(scale * height))
    while 2 * size[0] <= width and 2 * size[1] <= height:
        width, height = width // 2, height // 2
        picture = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8)
