"""Jobs in child processes that can be killed: a hang or a crash costs one document."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from multiprocessing import get_context

from pebble import ProcessExpired, ProcessPool

from kehoach.run import worker
from kehoach.run.engine import Failure, Job, Reading
from kehoach.settings import RunSettings


def read_all(jobs: Iterable[Job], settings: RunSettings) -> Iterator[tuple[Job, Reading | Failure]]:
    """Each job with what came of it, as they finish. Few are handed out at a time, so that memory stays flat."""
    os.environ["OMP_THREAD_LIMIT"] = "1"  # children inherit it; without it parallel Tesseracts fight for the cores
    queue = iter(jobs)
    pending: dict[Future[Reading | Failure], Job] = {}
    # children start afresh: the state of threads and native libraries does not survive a fork
    with ProcessPool(max_workers=settings.jobs, context=get_context("spawn")) as pool:
        try:
            while True:
                for job in islice(queue, 2 * settings.jobs - len(pending)):
                    pending[pool.schedule(worker.read, (job,), timeout=settings.document_seconds)] = job
                if not pending:
                    return
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    yield pending.pop(future), _outcome(future)
        finally:
            # at the end nothing runs any more; after an interrupt nothing should
            pool.stop()  # type: ignore[no-untyped-call]


def _outcome(future: Future[Reading | Failure]) -> Reading | Failure:
    try:
        return future.result()
    except TimeoutError:
        return Failure("timeout", "It took too long and was given up.", "Look whether the file is damaged.")
    except ProcessExpired as error:
        return Failure("crash", f"The process that read it died (code {error.exitcode}).", "Check memory and the file.")
