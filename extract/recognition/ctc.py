"""What recognisers with a CTC network have in common: pinned weights inside a package, batches, decoding.

The packages are not imported, their files are read as data: one of them carries trainers and remote workers
beside its weights. A file is pinned by its hash; a package that is missing or another version of it leaves
the recogniser out.
"""

import hashlib
import importlib.metadata
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.recognition.recogniser import RecognisedWord, Voter

_MAX_BATCH_WIDTH = 2_000  # pixel columns read at once: more takes memory and no less time
_MAX_BATCH_RATIO = 1.1  # widest to narrowest line of a batch, so that little is spent on padding


@dataclass(frozen=True, slots=True)
class Weights:
    """A network's file and that of its alphabet, by their places in an installed package."""

    package: str
    file: str
    sha256: str
    alphabet: str


def open_weights(weights: Weights) -> tuple[Any, dict[str, Any]] | None:
    """The network, ready to run on one thread, and its alphabet; None where the pinned file is not
    installed.
    """
    try:
        package = importlib.metadata.distribution(weights.package)
    except importlib.metadata.PackageNotFoundError:
        return None
    model, alphabet = (Path(str(package.locate_file(f))) for f in (weights.file, weights.alphabet))
    if not model.is_file() or hashlib.sha256(model.read_bytes()).hexdigest() != weights.sha256:
        return None
    return open_network(model), json.loads(alphabet.read_text(encoding="utf-8"))


def open_network(model: Path) -> Any:
    """The network of an ONNX file, ready to run on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # batches of changing shape would make it grow
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


class Steps(NamedTuple):
    """What a network says of a line at each of its steps: the best class, where 0 is the blank, and its
    probability; and the probability of a sign that the best path has not there, as of a faint comma.
    """

    classes: NDArray[np.intp]
    peaks: NDArray[np.float32]
    overlooked: NDArray[np.float32]


class CtcRecogniser:
    """A recogniser that brings lines to one height, reads them in batches by width, and decodes greedily."""

    voter: Voter
    _MARGIN = 0  # steps of output by which a word's ink reaches beyond where its letters were seen

    def __init__(self, session: Any, alphabet: Sequence[str]) -> None:
        self._session = session
        self._alphabet = alphabet

    def _prepare(self, line: Gray) -> NDArray[np.float32]:
        """The network's input for a line: height × width."""
        raise NotImplementedError

    def _run(self, batch: Sequence[NDArray[np.float32]]) -> Iterator[Steps]:
        """What the network says of each line of a batch."""
        raise NotImplementedError

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        """See `Recogniser.read`."""
        inputs = [self._prepare(line) for line in lines]
        words: list[tuple[RecognisedWord, ...]] = [()] * len(lines)
        for batch in _batches([i.shape[1] for i in inputs]):
            for place, steps in zip(batch, self._run([inputs[k] for k in batch]), strict=True):
                words[place] = tuple(self._decode(steps, lines[place].shape[1]))
        return words

    def _decode(self, steps: Steps, width: int) -> Iterator[RecognisedWord]:
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
            first, last = max(0, places[0] - self._MARGIN), places[-1] + 1 + self._MARGIN
            yield RecognisedWord(
                unicodedata.normalize("NFC", "".join(word)),
                first * scale,
                min(len(classes), last) * scale,
                min(*chances, 1 - missing),
            )


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
