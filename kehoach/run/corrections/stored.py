"""Stored results with their document's corrections: what the tables are built from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyarrow as pa

from kehoach.run.corrections.entry import standing
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.warehouse.results import ResultHead, build_tables, decode_result, result_rows


def corrected_heads(heads: Iterable[ResultHead], log: CorrectionLog) -> Iterator[ResultHead]:
    """The heads, each with as many corrections as its document has: with another one the result is another."""
    counts = log.counts()
    for head in heads:
        count = counts.get(head.doc_id)
        yield replace(head, key=f"{head.key}+{count}", plan_year=_year(head, log)) if count else head


def corrected_tables(payload: bytes, doc_id: str, log: CorrectionLog) -> Mapping[str, pa.Table]:
    """The tables of a result with the corrections of its document applied."""
    entries = log.entries(doc_id)
    if not entries:
        return decode_result(payload)
    from kehoach.run.corrections.replay import replay  # late: it needs the reader of deadlines and agencies

    return build_tables(replay(result_rows(payload), entries))


def _year(head: ResultHead, log: CorrectionLog) -> int:
    """The plan year, which decides the part that a document is in, as it was corrected."""
    years = [
        entry.after
        for entry in standing(log.entries(head.doc_id))
        if (entry.anchor.table, entry.anchor.field, entry.action) == ("documents", "plan_year", "correct")
    ]
    return int(years[-1]) if years and years[-1] else head.plan_year
