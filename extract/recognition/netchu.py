"""Nét chữ: the product's own network for lines, trained on drawn lines of plans' print (training/)."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.recognition.ctc import CtcRecogniser, Steps, open_network
from extract.recognition.recogniser import Recogniser, Voter

# The best of them: its letter stands against one other, its marks against both (`python -m bench.weigh`).
VOTER: Final = Voter("netchu", "Apache-2.0", "lines", weight=1.5, weight_marked=1.5, quick=True)
WEIGHTS: Final = Path(__file__).with_name("netchu.onnx")
HEIGHT: Final = 40  # of a line as the network sees it, in pixels
_STEP: Final = 4  # pixels of it to a step of output
_LEAST_WIDTH: Final = 8
_FAINT: Final = ",;.:/-"  # signs of so little ink that a worn scan has lost them before letters


def load(_: Path) -> Recogniser:
    """The recogniser; its weights come with the product."""
    session = open_network(WEIGHTS)
    alphabet = json.loads(session.get_modelmeta().custom_metadata_map["alphabet"])
    return _Netchu(session, ["", *alphabet])


def scale_line(line: Gray) -> Gray:
    """The line at the network's height."""
    height, width = line.shape
    scale = HEIGHT / height
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    size = (max(_LEAST_WIDTH, round(width * scale)), HEIGHT)
    return np.asarray(cv2.resize(line, size, interpolation=interpolation), np.uint8)


class _Netchu(CtcRecogniser):
    voter = VOTER
    _MARGIN = 1

    def _prepare(self, line: Gray) -> NDArray[np.float32]:
        return np.float32(1) - np.asarray(scale_line(line), np.float32) / np.float32(255)

    def __init__(self, session: Any, alphabet: Sequence[str]) -> None:
        super().__init__(session, alphabet)
        self._signs = [alphabet.index(sign) for sign in _FAINT]

    def _run(self, batch: Sequence[NDArray[np.float32]]) -> Iterator[Steps]:
        wide = -(-max(line.shape[1] for line in batch) // _STEP) * _STEP
        lines = np.zeros((len(batch), 1, HEIGHT, wide), np.float32)
        for row, line in zip(lines, batch, strict=True):
            row[0, :, : line.shape[1]] = line
        (scores,) = self._session.run(["scores"], {"lines": lines})  # lines × steps × classes, logarithms
        for line, own in zip(batch, scores, strict=True):
            own = own[: -(-line.shape[1] // _STEP)]
            best = own.argmax(axis=1)
            yield Steps(best, np.exp(own[np.arange(len(best)), best]), self._overlooked(own, best))

    def _overlooked(self, scores: NDArray[np.float32], best: NDArray[np.intp]) -> NDArray[np.float32]:
        """The probability of a faint sign at each step, 0 where one is read and hard beside it."""
        read = np.isin(best, self._signs)
        beside = np.concatenate((read[1:], [False])) | np.concatenate(([False], read[:-1]))
        return np.where(read | beside, np.float32(0), np.exp(scores[:, self._signs]).sum(axis=1))
