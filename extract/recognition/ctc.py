"""Two small line recognisers that come as ONNX weights inside packages: their files are read as data.

Neither package is imported: asterocr carries trainers and remote workers beside its weights. Each file is
pinned by its hash; a package that is missing or another version of it leaves the recogniser out.
"""

import hashlib
import importlib.metadata
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.recognition.recogniser import Recogniser, Token

_MAX_BATCH_WIDTH = 2_000  # pixel columns read at once: more takes memory and no less time
_MAX_BATCH_RATIO = 1.25  # widest to narrowest line of a batch, so that little is spent on padding


@dataclass(frozen=True, slots=True)
class _Weights:
    package: str
    file: str
    sha256: str
    alphabet: str


_ASTER = _Weights(
    "asterocr",
    "asterocr/assets/asternet.onnx",
    "10c96b533e1f64031d73edfddafd7d4b13595544f11891f0531bcd72cb29be80",
    "asterocr/assets/vocab.json",
)
_TRUE = _Weights(
    "trueocr",
    "trueocr/models/rec.onnx",
    "360b800dcbebd1099270f703ac35a43a6c86b40de049c4be78a130184b3bfef0",
    "trueocr/models/meta.json",
)


def aster_lines() -> Recogniser | None:
    """asterocr's recogniser (MIT by its metadata), None where the pinned version is not installed."""
    return _load(_ASTER, _Aster)


def true_lines() -> Recogniser | None:
    """trueocr's recogniser (Apache-2.0), None where the pinned version is not installed."""
    return _load(_TRUE, _True)


def _load(weights: _Weights, kind: "type[_Aster] | type[_True]") -> Recogniser | None:
    try:
        package = importlib.metadata.distribution(weights.package)
    except importlib.metadata.PackageNotFoundError:
        return None
    model, alphabet = (Path(str(package.locate_file(f))) for f in (weights.file, weights.alphabet))
    if not model.is_file() or hashlib.sha256(model.read_bytes()).hexdigest() != weights.sha256:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # batches of changing shape would make it grow
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return kind(session, json.loads(alphabet.read_text(encoding="utf-8")))


class _Ctc:
    """What both have in common: lines brought to one height, batches by width, greedy CTC decoding."""

    name = ""

    def __init__(self, session: Any, meta: dict[str, Any]) -> None:
        self._session = session
        self._alphabet = self._characters(meta)

    def _characters(self, meta: dict[str, Any]) -> list[str]:
        raise NotImplementedError

    def _prepare(self, line: Gray) -> NDArray[np.float32]:
        """The network's input for a line: height × width."""
        raise NotImplementedError

    def _run(
        self, batch: Sequence[NDArray[np.float32]]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float32]]]:
        """For each line of a batch the best class and its probability at each step; class 0 is the blank."""
        raise NotImplementedError

    def read(self, lines: Sequence[Gray]) -> list[tuple[Token, ...]]:
        """See `Recogniser.read`."""
        inputs = [self._prepare(line) for line in lines]
        tokens: list[tuple[Token, ...]] = [()] * len(lines)
        for batch in _batches([i.shape[1] for i in inputs]):
            for place, (classes, peaks) in zip(batch, self._run([inputs[k] for k in batch]), strict=True):
                tokens[place] = tuple(self._decode(classes, peaks, lines[place].shape[1]))
        return tokens

    def _decode(self, classes: NDArray[np.intp], peaks: NDArray[np.float32], width: int) -> Iterator[Token]:
        """Words of the best path: repeated classes are one letter, blanks none."""
        steps = len(classes)
        kept = np.flatnonzero((classes != 0) & np.concatenate(([True], classes[1:] != classes[:-1])))
        word: list[int] = []
        for step in [*kept, -1]:
            if step >= 0 and self._alphabet[classes[step]] != " ":
                word.append(int(step))
            elif word:
                text = unicodedata.normalize("NFC", "".join(self._alphabet[classes[s]] for s in word))
                confidence = float(np.min(peaks[word]))
                yield Token(text, word[0] * width / steps, (word[-1] + 1) * width / steps, confidence)
                word = []


class _Aster(_Ctc):
    name = "asterocr"
    _HEIGHT = 32
    _MAX_WIDTH = 1024  # the network fails on wider input
    _STEP = 4  # pixels of input to a step of output

    def _characters(self, meta: dict[str, Any]) -> list[str]:
        return list(meta["chars"])

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


class _True(_Ctc):
    name = "trueocr"
    _HEIGHT = 32  # of the line; the network sees as much again above and below it
    _MAX_WIDTH = 768
    _HALO = 8
    _PAD = (0.2, 0.3)  # of the line's height, above and below, left and right

    def _characters(self, meta: dict[str, Any]) -> list[str]:
        return ["", *meta["charset"]]

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

    def _run(
        self, batch: Sequence[NDArray[np.float32]]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float32]]]:
        wide = -(-max(i.shape[1] for i in batch) // 8) * 8 + self._HALO
        images = np.zeros((len(batch), 1, 3 * self._HEIGHT, wide), np.float32)
        widths = np.array([i.shape[1] for i in batch], np.int64)
        for image, line in zip(images, batch, strict=True):
            image[0, :, : line.shape[1]] = line
        classes, peaks, lengths = self._session.run(
            ["ids", "conf", "lengths"], {"x": images, "widths": widths}
        )
        for place, length in enumerate(lengths):
            yield classes[place, : int(length)], peaks[place, : int(length)]


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of like width together, narrowest first."""
    batch: list[int] = []
    for place in sorted(range(len(widths)), key=lambda k: widths[k]):
        too_wide = batch and (len(batch) + 1) * widths[place] > _MAX_BATCH_WIDTH
        if too_wide or (batch and widths[place] > _MAX_BATCH_RATIO * max(64, widths[batch[0]])):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
