"""Nét chữ: the product's own network for lines, trained on drawn lines of plans' print (training/)."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.recognition.recogniser import RecognisedWord, Recogniser, Voter

# The best of them: its letter stands against one other, not against both (`python -m bench.weigh`).
VOTER: Final = Voter("netchu", "Apache-2.0", weight=1.5, quick=True)
WEIGHTS: Final = Path(__file__).with_name("netchu.onnx")
HEIGHT: Final = 40  # of a line as the network sees it, in pixels
_STEP: Final = 4  # pixels of it to a step of output
_LEAST_WIDTH: Final = 8
_FAINT: Final = ",;.:/-"  # signs of so little ink that a worn scan has lost them before letters
_MARGIN: Final = 1  # steps of output by which a word's ink reaches beyond where its letters were seen
_MAX_BATCH_WIDTH: Final = 2_000  # pixel columns read at once: more takes memory and no less time
_MAX_BATCH_RATIO: Final = 1.1  # widest to narrowest line of a batch, so that little is spent on padding


def load(_: Path) -> Recogniser:
    """The recogniser; its weights come with the product."""
    return open_netchu(WEIGHTS, VOTER)


def open_netchu(weights: Path, voter: Voter) -> Recogniser:
    """A network of this kind, from the file of its weights, that votes as this voter."""
    session = _open(weights)
    alphabet = json.loads(session.get_modelmeta().custom_metadata_map["alphabet"])
    return _Netchu(session, ["", *alphabet], voter)


def scale_line(line: Gray) -> Gray:
    """The line at the network's height."""
    height, width = line.shape
    scale = HEIGHT / height
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    size = (max(_LEAST_WIDTH, round(width * scale)), HEIGHT)
    return np.asarray(cv2.resize(line, size, interpolation=interpolation), np.uint8)


def _open(model: Path) -> Any:
    """The network of an ONNX file, ready to run on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # batches of changing shape would make it grow
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


class _Steps(NamedTuple):
    """What a network says of a line at each of its steps: the best class, where 0 is the blank, and its
    probability; and the probability of a sign that the best path has not there, as of a faint comma.
    """

    classes: NDArray[np.intp]
    peaks: NDArray[np.float32]
    overlooked: NDArray[np.float32]


class _Netchu:
    def __init__(self, session: Any, alphabet: Sequence[str], voter: Voter) -> None:
        self.voter = voter
        self._session = session
        self._alphabet = alphabet
        self._signs = [alphabet.index(sign) for sign in _FAINT]

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        """See `Recogniser.read`."""
        inputs = [_prepare(line) for line in lines]
        words: list[tuple[RecognisedWord, ...]] = [()] * len(lines)
        for batch in _batches([i.shape[1] for i in inputs]):
            for place, steps in zip(batch, self._run([inputs[k] for k in batch]), strict=True):
                words[place] = tuple(self._decode(steps, lines[place].shape[1]))
        return words

    def _decode(self, steps: _Steps, width: int) -> Iterator[RecognisedWord]:
        """Words of the best path: repeated classes are one letter, blanks none. A letter is as sure as it is
        where it is surest: where a run begins the network is still between blank and letter. A word is as
        sure as its least sure letter, and as that no sign was overlooked before the next.
        """
        classes = steps.classes
        scale = width / len(classes)
        begin = np.flatnonzero(np.concatenate(([True], classes[1:] != classes[:-1])))
        surest = np.maximum.reduceat(steps.peaks, begin)
        kept = classes[begin] != 0
        letters = zip(
            begin[kept].tolist(),
            (self._alphabet[letter] for letter in classes[begin[kept]].tolist()),
            surest[kept].tolist(),
            strict=True,
        )
        runs = groupby(letters, key=lambda letter: letter[1] == " ")
        words = [tuple(zip(*group, strict=True)) for blank, group in runs if not blank]
        starts = [places[0] for places, _, _ in words]
        overlooked = np.maximum.reduceat(steps.overlooked, starts).tolist() if starts else []
        for (places, word, chances), missing in zip(words, overlooked, strict=True):
            first, last = max(0, places[0] - _MARGIN), places[-1] + 1 + _MARGIN
            yield RecognisedWord(
                unicodedata.normalize("NFC", "".join(word)),
                first * scale,
                min(len(classes), last) * scale,
                min(*chances, 1 - missing),
            )

    def _run(self, batch: Sequence[NDArray[np.float32]]) -> Iterator[_Steps]:
        """What the network says of each line of a batch."""
        wide = -(-max(line.shape[1] for line in batch) // _STEP) * _STEP
        lines = np.zeros((len(batch), 1, HEIGHT, wide), np.float32)
        for row, line in zip(lines, batch, strict=True):
            row[0, :, : line.shape[1]] = line
        (scores,) = self._session.run(["scores"], {"lines": lines})  # lines × steps × classes, logarithms
        for line, own in zip(batch, scores, strict=True):
            own = own[: -(-line.shape[1] // _STEP)]
            best = own.argmax(axis=1)
            yield _Steps(best, np.exp(own[np.arange(len(best)), best]), self._overlooked(own, best))

    def _overlooked(self, scores: NDArray[np.float32], best: NDArray[np.intp]) -> NDArray[np.float32]:
        """The probability of a faint sign at each step, 0 where one is read and hard beside it."""
        read = np.isin(best, self._signs)
        beside = np.concatenate((read[1:], [False])) | np.concatenate(([False], read[:-1]))
        return np.where(read | beside, np.float32(0), np.exp(scores[:, self._signs]).sum(axis=1))


def _prepare(line: Gray) -> NDArray[np.float32]:
    """The network's input for a line: height × width, ink 1 on paper 0."""
    return np.float32(1) - np.asarray(scale_line(line), np.float32) / np.float32(255)


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
