"""Rows of the gold's task table that were not read, where no flag tells that something is missing."""

import math
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from bench.metrics import MISSING, Gold, Rows, gold_tasks, pair_tasks

_PART: Final = 2  # rows one after the other that are taken for a part of a table


def untold_losses(gold: Gold, rows: Rows) -> Mapping[str, int]:
    """How many rows are lost in silence (`row_untold`), and how many times two or more of them stand
    together, or are all that the table has (`part_untold`).

    A missing row is told by a flag on the document that speaks of missing rows, and by one on a page or
    table between the read row before it and the one after it.
    """
    count = len(gold.get("tasks", ()))
    pairs = pair_tasks(gold_tasks(gold), rows["tasks"])
    pages = {at: int(rows["tasks"][read]["page"]) for at, read in pairs if at < count}
    told = list(_told_pages(rows))
    lost = [at not in pages and not _is_told(_between(pages, at), told) for at in range(count)]
    stretches = [len(list(members)) for missing, members in groupby(lost) if missing]
    parts = sum(length >= min(_PART, count) for length in stretches)
    return {"row_untold": sum(stretches), "part_untold": parts}


def _told_pages(rows: Rows) -> Iterator[tuple[float, float]]:
    """First and last page of whatever a flag speaks of that tells of something missing."""
    parts = {table["table_id"]: [part["page"] for part in table["parts"]] for table in rows["tables"]}
    for flag in rows["flags"]:
        if flag["table"] == "documents" and flag["rule"] in MISSING:
            yield 0, math.inf
        elif flag["table"] in ("tables", "pages") or flag["rule"] in MISSING:
            pages = parts.get(flag["row_id"], [flag["page"]])
            yield min(pages), max(pages)


def _between(pages: Mapping[int, int], at: int) -> tuple[float, float]:
    """The pages that the row `at` may stand on; `pages` are those of the rows that were read."""
    before = [page for row, page in pages.items() if row < at]
    after = [page for row, page in pages.items() if row > at]
    return max(before, default=0), min(after, default=math.inf)


def _is_told(place: tuple[float, float], told: list[tuple[float, float]]) -> bool:
    return any(first <= place[1] and place[0] <= last for first, last in told)
