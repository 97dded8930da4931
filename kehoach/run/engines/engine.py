"""What a batch asks of whoever runs its documents, on this machine or on a cluster.

An engine calls `worker.read(job)` for each job, in a process that it can lose. It hands out few jobs at a
time, so that the caller's memory stays flat, and yields each as it is done. It never raises for a document: a
hang, a crash or a lost node is a `Failure`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Protocol

from kehoach.records import Source
from kehoach.run.warehouse.results import ResultHead
from kehoach.settings import ExtractSettings


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read; `key` and `pipeline_version` are worked out once, by the parent. An earlier try may
    have told pages that are to be left out, each with the reason, and how many `pages` there is time for.
    """

    source: Source
    settings: ExtractSettings
    key: str
    pipeline_version: str
    left_out: tuple[tuple[int, str], ...] = ()
    pages: float = inf


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: the result of each document in it, as head and bytes to keep, and how long it
    took.
    """

    results: tuple[tuple[ResultHead, bytes], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not read, and why. `page` is the one that stopped it, where that is known."""

    reason: str
    message: str
    advice: str
    exit_code: int = 3
    page: int | None = None
    seconds: float | None = None


class Engine(Protocol):
    """Reads documents; made from `RunSettings`, and given to `run_batch`."""

    def read_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reading | Failure]]:
        """Each job with what came of it, as they finish. Closing the iterator early ends all that still
        runs.
        """
        ...
