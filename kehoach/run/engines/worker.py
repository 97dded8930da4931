"""What runs in a child process: one document in, its encoded result or the reason of its failure out."""

import gc
import os
import signal
import tempfile
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import Any, Final, cast

from kehoach import progress
from kehoach.errors import KehoachError
from kehoach.records import Document, Plan
from kehoach.run.content import local_copy
from kehoach.run.engines.confinement import allow_cpu, confine, drop_privileges
from kehoach.run.engines.engine import Failure, Job, Reading
from kehoach.run.fingerprint import limits_of
from kehoach.run.warehouse.results import ResultHead, count_rows, encode_result
from kehoach.run.warehouse.rows import build_rows
from kehoach.settings import RunSettings

# why a page was not read that may be read another time, or by another release
_ANOTHER_TRY: Final = ("timeout", "crash", "memory", "internal_error")


def read(job: Job) -> Reading | Failure:
    """Read one document; whatever goes wrong with it comes back as a value."""
    began = monotonic()
    try:
        process, nlp = _stages()
        with local_copy(job.source) as source:
            documents = process.process_file(source, job.settings, nlp)
        results = tuple(encode_reading(job, document, plan) for document, plan in documents)
    except KehoachError as error:
        return Failure(error.reason, str(error), error.advice, error.exit_code, seconds=monotonic() - began)
    except MemoryError:
        message, advice = "It needs more memory than is allowed.", "Split the file, or raise run.memory_mb."
        return Failure("memory", message, advice, seconds=monotonic() - began)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({place.name}, line {place.lineno})"
        advice = "Report this as a bug, with the file if it may be shown."
        return Failure("internal_error", message, advice, seconds=monotonic() - began)
    return Reading(results, monotonic() - began)


def encode_reading(job: Job, document: Document, plan: Plan) -> tuple[ResultHead, bytes]:
    """The result file of one processed document, and its head."""
    now = datetime.now(UTC)
    rows = build_rows(document, plan, job.pipeline_version, now)
    head = ResultHead(
        doc_id=plan.doc_id,
        key=job.key,
        name=job.source.name,
        path=str(job.source.path),
        plan_year=plan.head.plan_year,
        year_from_name=any(flag.rule == "year_from_folder" for flag in plan.flags),
        issuer=plan.head.issuer,
        parent_issuer=plan.head.parent_issuer,
        processed_at=now.isoformat(),
        counts=count_rows(rows, (page.spot_check for page in document.pages)),
        number=plan.head.number,
        issued_on=plan.head.issued_on.isoformat() if plan.head.issued_on else None,
        confidence=cast(float, rows["documents"][0]["mean_confidence"]),
        missing=_missing(document),
        limits=limits_of(job.settings)
        if any(page.unreadable == "too_large" for page in document.pages)
        else "",
    )
    return head, encode_result(head, rows)


def _missing(document: Document) -> str:
    """Pages that another try may read: "page 3: timeout"."""
    lost = [page for page in document.pages if page.unreadable in _ANOTHER_TRY]
    return ", ".join(f"page {page.number}: {page.unreadable}" for page in lost)


def serve(
    connection: Connection,
    reader: Callable[[Job], Reading | Failure],
    settings: RunSettings,
    folder: Path,
    offline: bool,
) -> None:
    """Body of a child: read the jobs that come in, one at a time, until the parent closes the connection.

    Each page is told by its number before it is read, so that the parent knows where a document got stuck.
    `folder` is for temporary files, which are the parent's to remove; `offline` children have no network.
    """
    drop_privileges(offline)  # before there are threads, which would hinder it
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    os.setsid()  # a group of its own, so that this process and all that it starts can be killed at once
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _silence()
    confine(settings)
    progress.listen(connection.send)
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        connection.send(0)  # taken: from now on a death is this document's
        allow_cpu(settings)
        limits = (settings.document_seconds, settings.cpu_seconds)
        progress.begin(progress.Allowance(job.left_out, job.pages, *limits))
        connection.send(reader(job))


def _silence() -> None:
    """Native libraries print what they think of a broken file; a report tells that better."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)


def _end_with_parent() -> None:
    """Nobody waits for a result any more when the parent is gone."""
    parent = parent_process()
    if parent:
        parent.join()
        os.killpg(0, signal.SIGKILL)


@cache
def _stages() -> tuple[ModuleType, Any]:
    """The stages and their loaded models. Imported here so that only children pay for them.

    None of it is ever garbage: looking for some among it would take a fifth of the time.
    """
    gc.disable()
    from kehoach.run import process

    nlp = process.load_pipeline()
    gc.freeze()
    gc.enable()
    return process, nlp
