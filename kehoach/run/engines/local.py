"""The local engine: documents in child processes, each with a pipe and a session of its own.

A child that hangs, dies or outgrows its limits is killed with all that it started (Tesseract), and costs the
document that it was reading. One pipe a child, because a child can die in the middle of sending: a pipe that
several share would then be blocked for all.
"""

import os
import shutil
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from math import inf
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from typing import Final

from kehoach import progress
from kehoach.run.engines import worker
from kehoach.run.engines.engine import Failure, Job, Reading
from kehoach.run.scratch import scratch_folder
from kehoach.run.warehouse.object_storage import url_of
from kehoach.settings import RunSettings

# after so many documents a child is replaced: what native libraries leak must not add up over a night
_DOCUMENTS_PER_CHILD: Final = 200
_MOST_LEFT_OUT: Final = 3  # pages that one document may lose so
# a page that got less of the processor than this share of its time stood still
_LEAST_SHARE: Final = 0.01
_MOST_PATIENCE: Final = 4  # times the seconds of a page, where the machine is busy with other things


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
    page_began: float = 0.0
    used_before: float = 0.0  # seconds of processor time, when the page began
    seen: float = 0.0  # when it was last looked at, and what it had used by then
    used_seen: float = 0.0
    folder: Path = Path()  # for its temporary files


class LocalEngine:
    """Reads documents in child processes of this machine; see `engine.Engine`."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings
        self._children: list[_Child] = []
        self._returned: list[Job] = []
        self._first: dict[str, Failure] = {}  # by the hash of documents that are tried again

    def read_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reading | Failure]]:
        """Each job with what came of it, as they finish. A job is taken when a child is free for it, not
        before.
        """
        queue = iter(jobs)
        with scratch_folder() as folder:
            yield from self._serve(queue, folder)

    def _serve(self, queue: Iterator[Job], folder: Path) -> Iterator[tuple[Job, Reading | Failure]]:
        try:
            while True:
                self._hand_out(queue, folder)
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
                    yield from self._give_up(child)
        finally:
            for child in tuple(self._children):
                self._end(child)

    def _hand_out(self, queue: Iterator[Job], folder: Path) -> None:
        """Give each free child a job, and start those that are missing; without jobs nobody is needed."""
        idle = [child for child in self._children if not child.job]
        while len(self._children) - len(idle) < self._settings.jobs:
            job = self._returned.pop() if self._returned else next(queue, None)
            if job is None:
                return
            child = idle.pop() if idle else self._start(folder, offline=not url_of(job.source.path))
            child.job, child.page, child.taken, child.began = job, None, False, monotonic()
            self._allow(child, self._settings.document_seconds)
            with suppress(OSError):  # a child that has died is heard of when it is listened to
                child.connection.send(job)

    def _start(self, folder: Path, offline: bool) -> _Child:
        # started afresh: the state of threads and native libraries does not survive a fork
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        own = Path(mkdtemp(dir=folder))
        arguments = (theirs, worker.read, self._settings, own, offline)
        process = context.Process(target=worker.serve, args=arguments, daemon=True)
        child = _Child(process, ours, folder=own)
        with _no_interrupts():
            process.start()
            self._children.append(child)
        theirs.close()  # or its death would never end the pipe
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
                yield from self._bury(child)
            return
        if not child.taken:  # a new child has to start first, which under load takes as long as a page
            child.taken, child.began = True, monotonic()
        if isinstance(said, int):
            child.page = said or None
            if said and child.job:
                progress.pass_on(child.job.source.name, said)
            self._allow(child, self._settings.page_seconds)
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
        first = self._first.pop(done.source.sha256, None)
        yield done, first if first and isinstance(said, Failure) else said

    def _allow(self, child: _Child, seconds: float) -> None:
        """Give a child that begins a page, or a document, its time for it, within that of the document."""
        child.page_began = child.seen = monotonic()
        child.used_before = child.used_seen = _used(child)
        child.deadline = min(child.began + self._settings.document_seconds, monotonic() + seconds)

    def _give_up(self, child: _Child) -> Iterator[tuple[Job, Failure]]:
        """What comes of a child whose time is up: more time, where the machine gave it too little to work
        in.
        """
        allowed, ends = self._settings.page_seconds, child.began + self._settings.document_seconds
        now, used_now = monotonic(), _used(child)
        waited, used, over = now - child.page_began, used_now - child.used_before, now >= ends
        stood_still = used_now - child.used_seen < _LEAST_SHARE * (now - child.seen)
        if not stood_still and not over and used < allowed and waited < _MOST_PATIENCE * allowed:
            child.seen, child.used_seen = now, used_now
            child.deadline = min(ends, now + max(1.0, allowed - used))
            return
        assert child.job
        took = f"{monotonic() - child.began:.0f} s{_where(child)}"
        advice = "Look whether that page is unusually large, or raise run.page_seconds."
        if stood_still:
            advice = "It stood still: look whether that page is damaged, and whether the disk answers."
        elif over:
            advice = "Split the document, or raise run.document_seconds."
        again = _up_to(child.job, child.page) if over else _without(child.job, child.page, "timeout")
        yield from self._lose(child, "timeout", f"Given up after {took}.", advice, again)

    def _bury(self, child: _Child) -> Iterator[tuple[Job, Failure]]:
        """What comes of a document whose child died."""
        self._end(child)
        assert child.job
        code = child.process.exitcode or 0
        if code == -signal.SIGXCPU:
            message = f"Given up after {self._settings.cpu_seconds:.0f} s of processor time{_where(child)}."
            advice = "Look whether that page is unusually large, or raise run.cpu_seconds."
            yield from self._lose(child, "timeout", message, advice, _up_to(child.job, child.page))
            return
        cause = signal.Signals(-code).name if code < 0 else f"code {code}"
        message = f"The process that read it died of {cause}{_where(child)}."
        advice = "Look whether that page is damaged; if not, report this as a bug."
        again = _without(child.job, child.page, "crash")
        if code in (-signal.SIGKILL, -signal.SIGTERM):  # that came from outside
            advice = "Look whether the machine has memory for all jobs; run.jobs is how many."
            again = again if child.job.source.sha256 in self._first else child.job
        yield from self._lose(child, "crash", message, advice, again)

    def _lose(
        self, child: _Child, reason: str, message: str, advice: str, again: Job | None
    ) -> Iterator[tuple[Job, Failure]]:
        """Try the document once more, as `again` says. Where that is no better, the first failure is told."""
        self._end(child)
        assert child.job
        failure = Failure(reason, message, advice, page=child.page, seconds=monotonic() - child.began)
        if again:
            self._first.setdefault(child.job.source.sha256, failure)
            self._returned.append(again)
        else:
            yield child.job, self._first.pop(child.job.source.sha256, failure)

    def _end(self, child: _Child) -> None:
        """Kill a child with all that it started. Its group lives on after its death until the last has
        ended.
        """
        if child not in self._children:
            return
        self._children.remove(child)
        assert child.process.pid
        with suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.kill()  # it may not have come to its own session yet
        child.process.join()
        child.connection.close()
        shutil.rmtree(child.folder, ignore_errors=True)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Interrupts wait until a process has been started, which would else find half of what it is sent, and
    the process hears no Ctrl-C: its parent ends it, but until it has a session of its own that is meant for
    it too. A mask alone is not enough, as other threads hear for the main one. The tracker of resources,
    which the first start begins, lets interrupts through again, so it has to run before.
    """
    heard: list[int] = []
    listens = threading.current_thread() is threading.main_thread()
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM) if listens}
    for number in handlers:
        signal.signal(number, lambda number, _: heard.append(number))
    resource_tracker.ensure_running()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for waiting in heard[:1]:
            signal.raise_signal(waiting)


def _without(job: Job, page: int | None, reason: str) -> Job | None:
    """The job without the page that stopped it; None where that is not known, or enough are left out."""
    if page is None or len(job.left_out) == _MOST_LEFT_OUT:
        return None
    return replace(job, left_out=(*job.left_out, (page, reason)))


def _up_to(job: Job, page: int | None) -> Job | None:
    """The job with the pages before the one at which the document's time was up; None where it was so
    already.
    """
    return replace(job, pages=page - 1) if page and page > 1 and job.pages == inf else None


def _used(child: _Child) -> float:
    """Seconds of processor time that a child has used; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{child.process.pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _where(child: _Child) -> str:
    return f" at page {child.page}" if child.page else ""
