"""trueocr's network for lines: its base letters are nearly perfect while it often takes one mark for
another.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.recognition.ctc import CtcRecogniser, Steps, Weights, open_weights
from extract.recognition.recogniser import Recogniser, Voter

# Its votes for marked letters count little (docs/accuracy.md, "Voters").
VOTER: Final = Voter(
    "trueocr",
    "Apache-2.0",
    "disputes",
    weight=0.9,
    weight_marked=0.4,
    quick=True,
    package="trueocr",
    cannot_read="≤≥•",
)
_WEIGHTS: Final = Weights(
    "trueocr",
    "trueocr/models/rec.onnx",
    "360b800dcbebd1099270f703ac35a43a6c86b40de049c4be78a130184b3bfef0",
    "trueocr/models/meta.json",
)


def load(_: Path) -> Recogniser | None:
    """The recogniser; None where the pinned version is not installed."""
    found = open_weights(_WEIGHTS)
    return _True(found[0], ["", *found[1]["charset"]]) if found else None


class _True(CtcRecogniser):
    voter = VOTER
    _HEIGHT = 32  # of the line; the network sees as much again above and below it
    _MAX_WIDTH = 768
    _HALO = 8
    _PAD = (0.2, 0.3)  # of the line's height, above and below, left and right

    def _prepare(self, line: Gray) -> NDArray[np.float32]:
        height = line.shape[0]
        above = round(height * (3 * (1 + 2 * self._PAD[0]) - 1) / 2)
        side = round(height * self._PAD[1])
        window = cv2.copyMakeBorder(line, above, above, side, side, cv2.BORDER_CONSTANT, value=(255,))
        scale = 3 * self._HEIGHT / window.shape[0]
        width = max(8, min(self._MAX_WIDTH, round(window.shape[1] * scale)))
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = cv2.resize(window, (width, 3 * self._HEIGHT), interpolation=interpolation)
        return np.float32(1) - np.asarray(small, np.float32) / np.float32(255)

    def _run(self, batch: Sequence[NDArray[np.float32]]) -> Iterator[Steps]:
        wide = -(-max(i.shape[1] for i in batch) // 8) * 8 + self._HALO
        images = np.zeros((len(batch), 1, 3 * self._HEIGHT, wide), np.float32)
        widths = np.array([i.shape[1] for i in batch], np.int64)
        for image, line in zip(images, batch, strict=True):
            image[0, :, : line.shape[1]] = line
        classes, peaks, lengths = self._session.run(
            ["ids", "conf", "lengths"], {"x": images, "widths": widths}
        )
        for place, length in enumerate(lengths):
            own = peaks[place, : int(length)]
            yield Steps(classes[place, : int(length)], own, np.zeros_like(own))
