"""How bright a picture is: its pixels counted by brightness, which is soon done, and quantiles read off."""

import cv2
import numpy as np
from numpy.typing import NDArray


def histogram(gray: NDArray[np.uint8], within: NDArray[np.uint8] | None = None) -> NDArray[np.int64]:
    """How many pixels of each brightness (0–255) there are; of those alone where `within` is not 0."""
    counts = cv2.calcHist([np.ascontiguousarray(gray)], [0], within, [256], [0, 256])
    return np.asarray(counts.ravel(), np.int64)


def quantile(counts: NDArray[np.int64], share: float) -> float:
    """The brightness that this share (0–1) of the counted pixels does not reach, as `numpy.quantile` has it;
    0 where there are none.
    """
    reached = np.cumsum(counts)
    place = share * max(0, int(reached[-1]) - 1)
    low, high = np.searchsorted(reached, [np.floor(place), np.ceil(place)], side="right").tolist()
    return float(low + (place - np.floor(place)) * (high - low)) if reached[-1] else 0.0
