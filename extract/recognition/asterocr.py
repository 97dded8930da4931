"""asterocr's network for lines: base letters and marks alike, ten times dearer than the others."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.recognition.ctc import CtcRecogniser, Weights, open_weights
from extract.recognition.recogniser import Recogniser, Voter

VOTER: Final = Voter(
    "asterocr",
    "MIT (by its metadata)",
    "disputes",
    weight=1.0,
    weight_marked=0.95,
    package="asterocr",
    cannot_read="≤≥",
)
_WEIGHTS: Final = Weights(
    "asterocr",
    "asterocr/assets/asternet.onnx",
    "10c96b533e1f64031d73edfddafd7d4b13595544f11891f0531bcd72cb29be80",
    "asterocr/assets/vocab.json",
)


def load(_: Path) -> Recogniser | None:
    """The recogniser; None where the pinned version is not installed."""
    found = open_weights(_WEIGHTS)
    return _Aster(found[0], list(found[1]["chars"])) if found else None


class _Aster(CtcRecogniser):
    voter = VOTER
    _HEIGHT = 32
    _MAX_WIDTH = 1024  # the network fails on wider input
    _STEP = 4  # pixels of input to a step of output

    def _prepare(self, line: Gray) -> NDArray[np.float32]:
        padded = cv2.copyMakeBorder(line, 0, 0, 2, 2, cv2.BORDER_CONSTANT, value=(255,))
        height, width = padded.shape
        # Long lines are stretched, as in its training, so that no two letters fall into one step.
        stretch = min(1.25, 1.0 + max(0.0, width / height - 3.0) * 0.02)
        target = min(self._MAX_WIDTH, max(16, round(self._HEIGHT / height * width * stretch)))
        interpolation = cv2.INTER_AREA if height > self._HEIGHT else cv2.INTER_LINEAR
        return np.asarray(
            cv2.resize(padded, (target, self._HEIGHT), interpolation=interpolation), np.float32
        ) / np.float32(255)

    def _run(
        self, batch: Sequence[NDArray[np.float32]]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float32]]]:
        wide = -(-max(i.shape[1] for i in batch) // self._STEP) * self._STEP
        images = np.ones((len(batch), 3, self._HEIGHT, wide), np.float32)
        for image, line in zip(images, batch, strict=True):
            image[:, :, : line.shape[1]] = line
        (scores,) = self._session.run(None, {"images": images})  # steps × lines × classes
        for place, line in enumerate(batch):
            steps = max(1, round(scores.shape[0] * line.shape[1] / wide))
            own = scores[:steps, place]
            best = own.argmax(axis=1)
            yield best, np.exp(own[np.arange(steps), best])
