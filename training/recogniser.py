"""Trains the recogniser on lines drawn without end, from its last checkpoint on: `make train`.

Each process draws lines of its own and learns from them; after every batch they share what they found.
"""

import argparse
import math
import os
import time
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch import nn

from training.alphabet import STEP
from training.batches import Batch, cut_batches, draw_batches
from training.lines import draw_line
from training.network import Network
from training.optimiser import optimisers

_SEED: Final = 1
_TRIAL_SEED: Final = 2
_TRIAL_LINES: Final = 256
_WARM_UP: Final = 60  # batches
_FLAT: Final = 0.4  # of the time, before the rate falls to nothing as a cosine does
_SAVED_EVERY: Final = 180.0  # seconds
_LARGEST_GRADIENT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Course:
    """Where the checkpoint lies, how long to train in all, and with how many processes."""

    checkpoint: Path
    seconds: float
    processes: int = 1
    scanned: Path | None = None  # holds lines cut from scans

    @property
    def meeting(self) -> Path:
        """A file by which the processes find each other; it must not be there when they start."""
        return self.checkpoint.absolute().with_suffix(".meeting")


@dataclass(slots=True)
class Progress:
    """How far a checkpoint has come."""

    seconds: float = 0.0
    steps: int = 0
    lines: int = 0
    sessions: int = 0  # that lines were drawn in; each draws others


def main() -> None:
    """Train for so many minutes in all, the checkpoint's counted; write the checkpoint and what was
    reached.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkpoint", type=Path)
    options.add_argument("--minutes", type=float, default=90.0, help="of training, in all")
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options.add_argument("--scanned", type=Path, help="folder that `training.scanned_lines` filled")
    chosen = options.parse_args()
    course = Course(chosen.checkpoint, 60 * chosen.minutes, chosen.processes, chosen.scanned)
    course.meeting.unlink(missing_ok=True)
    torch.multiprocessing.spawn(train, (course,), course.processes)


def train(process: int, course: Course) -> None:
    """Go on from the checkpoint, if there is one, until so many seconds were trained in all."""
    torch.distributed.init_process_group(
        "gloo", f"file://{course.meeting}", rank=process, world_size=course.processes
    )
    torch.set_num_threads(1)
    torch.manual_seed(_SEED)
    network = Network().to(memory_format=torch.channels_last)
    parts = optimisers(network)
    full = [group["lr"] for group in _groups(parts)]
    progress = _load(course.checkpoint, network, parts) if course.checkpoint.exists() else Progress()
    trial = cut_batches([draw_line(_TRIAL_SEED, k) for k in range(_TRIAL_LINES)])
    source = draw_batches((_SEED, progress.sessions, process), course.scanned)
    progress.sessions += 1
    saved, losses = progress.seconds, []
    while progress.seconds < course.seconds:
        began = time.monotonic()
        rate = learning_rate(progress.seconds / course.seconds, progress.steps)
        for group, lr in zip(_groups(parts), full, strict=True):
            group["lr"] = rate * lr
        loss, lines = _step(network, parts, next(source))
        losses.append(loss)
        progress.steps += 1
        progress.lines += lines
        progress.seconds += _shared(time.monotonic() - began) / course.processes
        if progress.seconds - saved > _SAVED_EVERY or progress.seconds >= course.seconds:
            saved = progress.seconds
            if process == 0:
                told = (
                    saved / 60,
                    progress.steps,
                    progress.lines,
                    np.mean(losses),
                    100 * letter_errors(network, trial),
                )
                _save(course.checkpoint, network, parts, progress)
                with course.checkpoint.with_suffix(".csv").open("a") as curve:
                    print(",".join(f"{number:.6g}" for number in told), file=curve)
            losses = []


def learning_rate(done: float, steps: int) -> float:
    """The share of the full rate when so much of the time is done."""
    warm = min(1.0, (steps + 1) / _WARM_UP)
    falling = max(0.0, (done - _FLAT) / (1 - _FLAT))
    return warm * 0.5 * (1 + math.cos(math.pi * min(1.0, falling)))


def _groups(parts: list[torch.optim.Optimizer]) -> list[dict[str, Any]]:
    return [group for part in parts for group in part.param_groups]


def _step(network: nn.Module, parts: list[torch.optim.Optimizer], batch: Batch) -> tuple[float, int]:
    """Learn from a batch of each process; the loss of this one's, and how many lines they were."""
    network.train()
    scores = network(_input(batch)).transpose(0, 1)
    steps = torch.from_numpy(-(-batch.widths // STEP))
    loss = nn.functional.ctc_loss(
        scores, torch.from_numpy(batch.letters), steps, torch.from_numpy(batch.counts), zero_infinity=True
    )
    loss.backward()
    _average(network)
    nn.utils.clip_grad_norm_(network.parameters(), _LARGEST_GRADIENT)
    for part in parts:
        part.step()
        part.zero_grad()
    return float(loss.detach()), int(_shared(len(batch.widths)))


def _average(network: nn.Module) -> None:
    """The mean of the processes' gradients, and of what they know of their batches."""
    several = torch.distributed.get_world_size()
    shared = [w.grad for w in network.parameters()] + [b for b in network.buffers() if b.is_floating_point()]
    flat = torch.cat([tensor.flatten() for tensor in shared])
    torch.distributed.all_reduce(flat)
    for tensor, mean in zip(shared, flat.split([t.numel() for t in shared]), strict=True):
        tensor.copy_(mean.view(tensor.shape) / several)


def _shared(number: float) -> float:
    """The sum over the processes."""
    sum_of = torch.tensor(float(number))
    torch.distributed.all_reduce(sum_of)
    return float(sum_of)


def _input(batch: Batch) -> torch.Tensor:
    lines = torch.from_numpy(batch.lines).unsqueeze(1).float() / 255
    return lines.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def letter_errors(network: nn.Module, trial: list[Batch]) -> float:
    """Wrong letters by the letters of the trial."""
    network.eval()
    wrong = 0
    for batch in trial:
        best = network(_input(batch)).argmax(dim=2).numpy()
        starts = np.concatenate(([0], np.cumsum(batch.counts)))
        for row, width, start, end in zip(best, batch.widths, starts, starts[1:], strict=False):
            row = row[: -(-width // STEP)]
            read = row[(row != 0) & np.concatenate(([True], row[1:] != row[:-1]))]
            wrong += Levenshtein.distance(read.tolist(), batch.letters[start:end].tolist())
    return wrong / sum(int(batch.counts.sum()) for batch in trial)


def _save(path: Path, network: nn.Module, parts: list[torch.optim.Optimizer], progress: Progress) -> None:
    new = path.with_suffix(".new")
    state: dict[str, Any] = {
        "network": network.state_dict(),
        "optimisers": [part.state_dict() for part in parts],
        "progress": astuple(progress),
    }
    torch.save(state, new)
    new.replace(path)


def _load(path: Path, network: nn.Module, parts: list[torch.optim.Optimizer]) -> Progress:
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    for part, saved in zip(parts, state["optimisers"], strict=True):
        part.load_state_dict(saved)
    return Progress(*state["progress"])


if __name__ == "__main__":
    main()
