"""The cluster engine: documents as tasks of a Ray cluster that exists already.

A task does on its node what the local engine does here, in a child process with the same limits. So a hang or
a crash is told in the same words, and Ray has only the loss of a node to see to: it gives the document to
another one. Ray is an extra, so this module is imported only where its engine is asked for.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from queue import SimpleQueue
from typing import Any, Final

from kehoach.errors import MissingProgram
from kehoach.run.engines.engine import Failure, Job, Reading
from kehoach.run.engines.local import LocalEngine
from kehoach.run.fingerprint import pipeline_version
from kehoach.settings import RaySettings, RunSettings, Settings

try:
    import ray
    from ray.exceptions import RayError, RayTaskError
except ImportError as error:
    raise MissingProgram("Ray is not installed.", "Install kehoach with its extra: kehoach[ray].") from error

_WAITING_PER_CORE: Final = (
    1  # tasks that wait beside one that runs: no core runs dry, and the rest stays with us
)
_INSTALL: Final = "Install the same version of kehoach on every node."


class RayEngine:
    """Reads documents on a cluster; see `engine.Engine`. Files are opened on the nodes, under the paths of
    the jobs.
    """

    def __init__(self, settings: Settings) -> None:
        """Raises MissingProgram where the cluster cannot be reached."""
        self._settings = settings.run
        _connect(settings.ray)
        self._task = ray.remote(num_cpus=1, max_retries=settings.ray.retries)(read_on_node)

    def read_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reading | Failure]]:
        """Each job with what came of it, as they finish. Few jobs are handed out at a time."""
        queue = iter(jobs)
        pending: dict[Any, Job] = {}
        try:
            while True:
                for job in islice(queue, max(0, _places() - len(pending))):
                    pending[self._task.remote(job, self._settings)] = job
                if not pending:
                    return
                (done,), _ = ray.wait(list(pending), num_returns=1)
                yield pending.pop(done), _outcome(done)
        finally:
            for reference in pending:
                ray.cancel(reference, force=True)


def read_on_node(job: Job, settings: RunSettings) -> Reading | Failure:
    """What a task does on its node."""
    if pipeline_version() != job.pipeline_version:
        message = f"A node has version {pipeline_version()} and not {job.pipeline_version}."
        return Failure("wrong_version", message, _INSTALL)
    queue, outcomes = _child(settings)
    queue.put(job)
    try:
        _, outcome = next(outcomes)
    except Exception:
        _child.cache_clear()  # the next document gets a new child
        raise
    return outcome


@cache
def _child(settings: RunSettings) -> tuple["SimpleQueue[Job]", Iterator[tuple[Job, Reading | Failure]]]:
    """A local engine of one child that lives as long as this process of Ray's, so that models are loaded
    once.

    Each job that is put in comes out before the next is put in.
    """
    queue: SimpleQueue[Job] = SimpleQueue()
    return queue, LocalEngine(replace(settings, jobs=1)).read_all(iter(queue.get, None))


def _connect(settings: RaySettings) -> None:
    if ray.is_initialized():
        return
    try:
        ray.init(address=settings.address, log_to_driver=False, logging_level=logging.WARNING)
    except (ConnectionError, RayError, RuntimeError, ValueError) as error:  # RuntimeError: of another version
        message = f"There is no Ray cluster at {settings.address}: {error}"
        raise MissingProgram(message, "Start one, or set ray.address to the one that runs.") from error


def _places() -> int:
    """How many tasks the cluster should have, as large as it is now."""
    return (1 + _WAITING_PER_CORE) * max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]


def _outcome(reference: Any) -> Reading | Failure:
    try:
        outcome: Reading | Failure = ray.get(reference)
    except RayTaskError as error:
        return Failure("internal_error", f"A node could not start to read: {error.cause}.", _INSTALL)
    except RayError as error:
        message = f"Every node that read it was lost ({type(error).__name__})."
        return Failure(
            "node_lost", message, "Run again; if this file comes up again, read it on one machine."
        )
    return outcome
