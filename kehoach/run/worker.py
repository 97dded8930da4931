"""What runs in a child process: one document in, its encoded result or the reason of its failure out."""

import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from time import monotonic
from types import ModuleType
from typing import Any

from kehoach.errors import KehoachError
from kehoach.records import Document, Plan, Source
from kehoach.run.results import ResultHead, count_rows, encode_result
from kehoach.run.rows import build_rows
from kehoach.settings import ExtractSettings


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read; `key` and `pipeline_version` are worked out once, by the parent."""

    source: Source
    settings: ExtractSettings
    key: str
    pipeline_version: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read: the bytes to keep, and how long it took."""

    head: ResultHead
    payload: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not read, and why."""

    reason: str
    message: str
    advice: str
    exit_code: int = 3


def read(job: Job) -> Reading | Failure:
    """Read one document; whatever goes wrong with it comes back as a value."""
    began = monotonic()
    try:
        process, nlp = _stages()
        document, plan = process.process_document(job.source, job.settings, nlp)
        head, payload = encode_reading(job, document, plan)
    except KehoachError as error:
        return Failure(error.reason, str(error), error.advice, error.exit_code)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({place.name}, line {place.lineno})"
        return Failure("internal_error", message, "Report this as a bug, with the file if it may be shown.")
    return Reading(head, payload, monotonic() - began)


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
        processed_at=now.isoformat(),
        counts=count_rows(rows),
    )
    return head, encode_result(head, rows)


@cache
def _stages() -> tuple[ModuleType, Any]:
    """The stages and their loaded models. Imported here so that only children pay for them."""
    from kehoach.run import process

    return process, process.load_pipeline()
