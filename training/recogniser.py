"""Trains the recogniser on lines drawn without end, from its last checkpoint on: `make train`.

Processes draw lines in batches; this one learns from them, on a GPU where there is one.
"""

import argparse
import math
import os
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any, Final

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.alphabet import STEP
from training.batches import Batch, draw_batches
from training.network import Network
from training.optimiser import optimisers

_SEED: Final = 1
_TRIAL_SEED: Final = 2
_TRIAL: Final = 6  # batches
_WARM_UP: Final = 60  # batches
_FLAT: Final = 0.4  # of the time, before the rate falls to nothing as a cosine does
_SAVED_EVERY: Final = 60.0  # seconds
_LARGEST_GRADIENT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Course:
    """Where the checkpoint lies, how long to train in all, how many lines at a time, and how many processes
    draw them (with none, this one does).
    """

    checkpoint: Path
    seconds: float
    batch: int = 48
    processes: int = 0
    scanned: Path | None = None  # holds lines cut from scans
    layers: int = 7  # that look along the line


@dataclass(slots=True)
class Progress:
    """How far a checkpoint has come."""

    seconds: float = 0.0
    steps: int = 0
    lines: int = 0
    sessions: int = 0  # that lines were drawn in; each draws others


@dataclass(frozen=True, slots=True)
class _Batches(IterableDataset[Batch]):
    """What a process draws in a session."""

    course: Course
    session: int

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        seed = (_SEED, self.session, worker.id if worker else 0)
        return draw_batches(seed, self.course.batch, self.course.scanned)


class Learner:
    """A network that learns from batches, and how far it has come."""

    def __init__(self, network: Network) -> None:
        self.network = network.to(memory_format=torch.channels_last)
        self.progress = Progress()
        self._device = next(network.parameters()).device
        self._parts = optimisers(network)
        self._full = [group["lr"] for group in self._groups()]

    def _groups(self) -> list[dict[str, Any]]:
        return [group for part in self._parts for group in part.param_groups]

    def learn(self, batch: Batch, rate: float) -> torch.Tensor:
        """One step at this share of the full rate; the loss."""
        for group, full in zip(self._groups(), self._full, strict=True):
            group["lr"] = rate * full
        self.network.train()
        scores = self._scores(batch).transpose(0, 1)
        letters = torch.from_numpy(batch.letters).to(self._device)
        steps, counts = torch.from_numpy(-(-batch.widths // STEP)), torch.from_numpy(batch.counts)
        loss = torch.nn.functional.ctc_loss(scores, letters, steps, counts, zero_infinity=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), _LARGEST_GRADIENT)
        for part in self._parts:
            part.step()
            part.zero_grad()
        self.progress.steps += 1
        self.progress.lines += len(batch.widths)
        return loss.detach()

    def _scores(self, batch: Batch) -> torch.Tensor:
        lines = torch.from_numpy(batch.lines).to(self._device).unsqueeze(1).float() / 255
        scores: torch.Tensor = self.network(lines.contiguous(memory_format=torch.channels_last))
        return scores

    @torch.no_grad()
    def letter_errors(self, trial: list[Batch]) -> float:
        """Wrong letters by the letters of the trial."""
        self.network.eval()
        wrong = 0
        for batch in trial:
            best = self._scores(batch).argmax(dim=2).cpu().numpy()
            starts = np.concatenate(([0], np.cumsum(batch.counts)))
            for row, width, start, end in zip(best, batch.widths, starts, starts[1:], strict=False):
                row = row[: -(-width // STEP)]
                read = row[(row != 0) & np.concatenate(([True], row[1:] != row[:-1]))]
                wrong += Levenshtein.distance(read.tolist(), batch.letters[start:end].tolist())
        return wrong / sum(int(batch.counts.sum()) for batch in trial)

    def save(self, path: Path) -> None:
        """Write the checkpoint; the old one is there until the new one is whole."""
        new = path.with_suffix(".new")
        state: dict[str, Any] = {
            "layers": self.network.along,
            "network": self.network.state_dict(),
            "optimisers": [part.state_dict() for part in self._parts],
            "progress": astuple(self.progress),
        }
        torch.save(state, new)
        new.replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, weights_only=True, map_location=self._device)
        self.network.load_state_dict(state["network"])
        for part, saved in zip(self._parts, state["optimisers"], strict=True):
            part.load_state_dict(saved)
        self.progress = Progress(*state["progress"])


def main() -> None:
    """Train for so many minutes in all, the checkpoint's counted; write the checkpoint and what was
    reached.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkpoint", type=Path)
    options.add_argument("--minutes", type=float, default=90.0, help="of training, in all")
    options.add_argument("--batch", type=int, default=48, help="lines at a time; a GPU wants more")
    options.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 1) - 1))
    options.add_argument("--scanned", type=Path, help="folder that `training.scanned_lines` filled")
    options.add_argument("--layers", type=int, default=7, help="along the line: 7 of netchu, 5 of netchu5")
    told = vars(options.parse_args())
    train(Course(seconds=60 * told.pop("minutes"), **told))


def train(course: Course) -> None:
    """Go on from the checkpoint, if there is one, until so many seconds were trained in all."""
    torch.manual_seed(_SEED)
    learner = Learner(Network(course.layers).to("cuda" if torch.cuda.is_available() else "cpu"))
    if course.checkpoint.exists():
        learner.load(course.checkpoint)
    progress = learner.progress
    progress.sessions += 1
    trial = list(islice(draw_batches((_TRIAL_SEED,), course.batch, None), _TRIAL))
    losses: list[torch.Tensor] = []
    before, saved, began = progress.seconds, progress.seconds, monotonic()
    for batch in _drawn(course, progress.sessions):
        rate = learning_rate(progress.seconds / course.seconds, progress.steps)
        losses.append(learner.learn(batch, rate))
        progress.seconds = before + monotonic() - began
        done = progress.seconds >= course.seconds
        if done or progress.seconds - saved > _SAVED_EVERY:
            saved = progress.seconds
            learner.save(course.checkpoint)
            _note(learner, trial, float(torch.stack(losses).mean()), course.checkpoint.with_suffix(".csv"))
            losses = []
        if done:
            return


def _drawn(course: Course, session: int) -> Iterator[Batch]:
    ahead = 4 if course.processes else None
    batches = _Batches(course, session)
    return iter(DataLoader(batches, batch_size=None, num_workers=course.processes, prefetch_factor=ahead))


def _note(learner: Learner, trial: list[Batch], loss: float, curve: Path) -> None:
    """Add to the curve what was reached: minutes, batches, lines, loss, percent of the letters wrong."""
    progress = learner.progress
    told = (
        progress.seconds / 60,
        progress.steps,
        progress.lines,
        loss,
        100 * learner.letter_errors(trial),
    )
    with curve.open("a") as file:
        print(",".join(f"{number:.6g}" for number in told), file=file)


def learning_rate(done: float, steps: int) -> float:
    """The share of the full rate when so much of the time is done."""
    warm = min(1.0, (steps + 1) / _WARM_UP)
    falling = max(0.0, (done - _FLAT) / (1 - _FLAT))
    return warm * 0.5 * (1 + math.cos(math.pi * min(1.0, falling)))


if __name__ == "__main__":
    main()
