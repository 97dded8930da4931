"""The local engine: documents in child processes, each with a pipe and a session of its own.

A child that hangs, dies or outgrows its limits is killed with all that it started (Tesseract), and costs the
document that it was reading. One pipe a child, because a child can die in the middle of sending: a pipe that
several share would then be blocked for all.
"""

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Final

from kehoach.run.engines import worker
from kehoach.run.engines.engine import Failure, Job, Reading
from kehoach.settings import RunSettings

# after so many documents a child is replaced: what native libraries leak must not add up over a night
_DOCUMENTS_PER_CHILD: Final = 200
_LOOK: Final = "Look whether the file is damaged"


@dataclass(slots=True, eq=False)
class _Child:
    """A child process and what it is doing; times are those of the monotonic clock, in seconds."""

    process: BaseProcess
    connection: Connection
    served: int = 0
    job: Job | None = None
    taken: bool = False
    page: int | None = None
    began: float = 0.0
    deadline: float = 0.0


class LocalEngine:
    """Reads documents in child processes of this machine; see `engine.Engine`."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings
        self._children: list[_Child] = []
        self._returned: list[Job] = []

    def read_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reading | Failure]]:
        """Each job with what came of it, as they finish. A job is taken when a child is free for it, not
        before.
        """
        queue = iter(jobs)
        try:
            while True:
                self._hand_out(queue)
                busy = {child.connection: child for child in self._children if child.job}
                if not busy:
                    return
                patience = max(0.0, min(child.deadline for child in busy.values()) - monotonic())
                ready = [busy[connection] for connection in wait(list(busy), patience)]  # type: ignore[index]
                late = [
                    child for child in busy.values() if child.deadline <= monotonic() and child not in ready
                ]
                for child in ready:
                    yield from self._hear(child)
                for child in late:
                    yield self._give_up(child)
        finally:
            for child in tuple(self._children):
                self._end(child)

    def _hand_out(self, queue: Iterator[Job]) -> None:
        """Give each free child a job, and start those that are missing; without jobs nobody is needed."""
        idle = [child for child in self._children if not child.job]
        while len(self._children) - len(idle) < self._settings.jobs:
            job = self._returned.pop() if self._returned else next(queue, None)
            if job is None:
                return
            child = idle.pop() if idle else self._start()
            child.job, child.page, child.taken, child.began = job, None, False, monotonic()
            child.deadline = child.began + self._settings.document_seconds
            with suppress(OSError):  # a child that has died is heard of when it is listened to
                child.connection.send(job)

    def _start(self) -> _Child:
        # started afresh: the state of threads and native libraries does not survive a fork
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, worker.read, self._settings)
        process = context.Process(target=worker.serve, args=arguments, daemon=True)
        process.start()
        theirs.close()  # or its death would never end the pipe
        child = _Child(process, ours)
        self._children.append(child)
        return child

    def _hear(self, child: _Child) -> Iterator[tuple[Job, Reading | Failure]]:
        """What a child says: the page that it is at, the end of its document, or nothing any more."""
        try:
            said = child.connection.recv()
        except (EOFError, OSError):
            if (
                child.job and child.served and not child.taken
            ):  # it died while it waited, which is not the job's fault
                self._returned.append(child.job)
                self._end(child)
            else:
                yield self._bury(child)
            return
        if not child.taken:  # a new child has to start first, which under load takes as long as a page
            child.taken, child.began = True, monotonic()
        if isinstance(said, int):
            child.page = said or None
            limits = (
                child.began + self._settings.document_seconds,
                monotonic() + self._settings.page_seconds,
            )
            child.deadline = min(limits)
            return
        assert child.job
        done = child.job
        child.job, child.served = None, child.served + 1
        worn = child.served >= _DOCUMENTS_PER_CHILD or (isinstance(said, Failure) and said.reason == "memory")
        if worn:
            self._end(child)
        if (
            isinstance(said, Failure) and said.reason != "internal_error"
        ):  # that may have come after all pages
            said = replace(said, page=child.page)
        yield done, said

    def _give_up(self, child: _Child) -> tuple[Job, Failure]:
        taken = monotonic() - child.began
        return self._lose(child, "timeout", f"Given up after {taken:.0f} s{_where(child)}.", f"{_LOOK}.")

    def _bury(self, child: _Child) -> tuple[Job, Failure]:
        """The failure of a document whose child died."""
        self._end(child)
        code = child.process.exitcode or 0
        if code == -signal.SIGXCPU:
            message = f"Given up after {self._settings.cpu_seconds:.0f} s of processor time{_where(child)}."
            return self._lose(child, "timeout", message, f"{_LOOK}.")
        cause = signal.Signals(-code).name if code < 0 else f"code {code}"
        message = f"The process that read it died of {cause}{_where(child)}."
        return self._lose(
            child, "crash", message, f"{_LOOK}, and whether the machine has memory for all jobs."
        )

    def _lose(self, child: _Child, reason: str, message: str, advice: str) -> tuple[Job, Failure]:
        self._end(child)
        assert child.job
        return child.job, Failure(reason, message, advice, page=child.page, seconds=monotonic() - child.began)

    def _end(self, child: _Child) -> None:
        """Kill a child with all that it started. Its group lives on after its death until the last has ended."""
        if child not in self._children:
            return
        self._children.remove(child)
        assert child.process.pid
        with suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.kill()  # it may not have come to its own session yet
        child.process.join()
        child.connection.close()


def _where(child: _Child) -> str:
    return f" at page {child.page}" if child.page else ""
