"""What runs in a child process: one document in, its encoded result or the reason of its failure out."""

import traceback
from datetime import UTC, datetime
from functools import cache
from time import monotonic
from types import ModuleType
from typing import Any

from kehoach.errors import KehoachError
from kehoach.records import Document, Plan
from kehoach.run.engine import Failure, Job, Reading
from kehoach.run.results import ResultHead, count_rows, encode_result
from kehoach.run.rows import build_rows


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
