"""Stored results with their document's corrections: what the tables are built from."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

import pyarrow as pa

from kehoach.run.corrections.copies import mark_copy
from kehoach.run.corrections.entry import standing
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.corrections.sheet import as_column, as_text
from kehoach.run.warehouse.index import StoredResult
from kehoach.run.warehouse.results import ResultHead, nest_rows, plain_rows
from kehoach.run.warehouse.rows import Rows

_OF_HEAD: Final = frozenset(("plan_year", "number", "issuer", "parent_issuer", "issued_on"))


def corrected(results: Iterable[StoredResult], log: CorrectionLog) -> Iterator[StoredResult]:
    """The results, each with as many corrections as its document has: with another one it is another
    result.
    """
    counts = log.counts()
    for stored in results:
        count = counts.get(stored.head.doc_id)
        if count:
            yield replace(stored, head=_as_corrected(stored.head, log), checksum=f"{stored.checksum}+{count}")
        else:
            yield stored


def published_rows(
    results: Iterable[tuple[ResultHead, pa.RecordBatch]], log: CorrectionLog, copies: Mapping[str, ResultHead]
) -> Iterator[tuple[ResultHead, pa.RecordBatch]]:
    """The rows of results, each told of its better copy and with the corrections of its document applied."""
    corrected: Mapping[str, int] = log.counts()
    for head, batch in results:
        if head.doc_id not in corrected and head.doc_id not in copies:
            yield head, batch
            continue
        from kehoach.run.corrections.replay import (
            replay,  # late: it needs the reader of deadlines and agencies
        )

        rows: Rows = plain_rows(head, batch)
        if best := copies.get(head.doc_id):
            rows = mark_copy(rows, best)
        yield head, nest_rows(replay(rows, log.entries(head.doc_id)))


def _as_corrected(head: ResultHead, log: CorrectionLog) -> ResultHead:
    """The head with what was corrected of it: the plan year decides the part that a document is in, the
    others whether it is a copy.
    """
    changed: dict[str, Any] = {}
    for entry in standing(log.entries(head.doc_id)):
        name = entry.anchor.field
        if (
            (entry.anchor.table, entry.action) == ("documents", "correct")
            and name in _OF_HEAD
            and entry.after
        ):
            with suppress(ValueError):  # which replay tells
                value = as_column("documents", name, entry.after)
                changed[name] = value if isinstance(value, int) else as_text(value)
    return replace(head, **changed)
