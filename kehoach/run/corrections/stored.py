"""Stored results with their document's corrections: what the tables are built from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyarrow as pa

from kehoach.run.corrections.entry import standing
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.warehouse.index import StoredResult
from kehoach.run.warehouse.results import ResultHead, nest_rows, plain_rows


def corrected(results: Iterable[StoredResult], log: CorrectionLog) -> Iterator[StoredResult]:
    """The results, each with as many corrections as its document has: with another one it is another result."""
    counts = log.counts()
    for stored in results:
        count = counts.get(stored.head.doc_id)
        if count:
            head = replace(stored.head, plan_year=_year(stored.head, log))
            yield replace(stored, head=head, checksum=f"{stored.checksum}+{count}")
        else:
            yield stored


def corrected_rows(
    results: Iterable[tuple[ResultHead, pa.RecordBatch]], log: CorrectionLog
) -> Iterator[tuple[ResultHead, pa.RecordBatch]]:
    """The rows of results, each with the corrections of its document applied."""
    corrected: Mapping[str, int] = log.counts()
    for head, rows in results:
        if head.doc_id in corrected:
            from kehoach.run.corrections.replay import (
                replay,  # late: it needs the reader of deadlines and agencies
            )

            yield head, nest_rows(replay(plain_rows(head, rows), log.entries(head.doc_id)))
        else:
            yield head, rows


def _year(head: ResultHead, log: CorrectionLog) -> int:
    """The plan year, which decides the part that a document is in, as it was corrected."""
    years = [
        entry.after
        for entry in standing(log.entries(head.doc_id))
        if (entry.anchor.table, entry.anchor.field, entry.action) == ("documents", "plan_year", "correct")
    ]
    return int(years[-1]) if years and years[-1] else head.plan_year
