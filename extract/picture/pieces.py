"""Connected pieces of ink."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray

_FEW: Final = 1 << 16  # so many pieces have numbers of 16 bits, which OpenCV measures in a third of the time


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected pieces of a mask, also over corners, by number; 0 is what lies between them."""

    labels: NDArray[np.uint16] | NDArray[np.int32]  # of each pixel
    boxes: NDArray[np.int32]  # x, y, width, height
    areas: NDArray[np.int32]  # pixels
    centres: NDArray[np.float64]  # x, y

    def where(self, which: NDArray[np.bool_]) -> Gray:
        """Where (255) these pieces are."""
        return np.asarray(self.spread(which.astype(np.uint8) * np.uint8(255)), np.uint8)

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        """At each pixel the value of its piece."""
        if self.labels.dtype != np.uint16:
            return np.asarray(values[self.labels])
        table = np.zeros(_FEW, values.dtype)
        table[: len(values)] = values
        return np.asarray(cv2.LUT(self.labels, table))


def find_pieces(mask: Gray) -> Pieces:
    """The pieces of a mask, whatever is not 0 in it."""
    try:
        found = cv2.connectedComponentsWithStats(mask, ltype=cv2.CV_16U)
    except cv2.error:  # noise has more of them
        found = cv2.connectedComponentsWithStats(mask, ltype=cv2.CV_32S)
    _, numbers, stats, centres = found
    labels: Any = np.asarray(numbers)
    boxes = np.asarray(stats, np.int32)
    return Pieces(labels, boxes[:, :4], boxes[:, cv2.CC_STAT_AREA], np.asarray(centres, np.float64))
