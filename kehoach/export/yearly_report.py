"""A year's plans on one page for a head of department: self-contained HTML with charts as SVG, for A4 paper
too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kehoach.export.selection import Row, Rows, Selection

_QUARTERS: Final = ("Quý I", "Quý II", "Quý III", "Quý IV")
_MOST_LEADS: Final = 12
_MOST_CITED: Final = 15


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; `share` of the longest one, 0–1."""

    name: str
    count: int
    share: float


def yearly_report(rows: Rows, selection: Selection) -> str:
    """The report of the selected documents. A plan that was scanned twice counts once."""
    documents = [row for row in rows["documents"] if not row["same_document_as"]]
    counted = {row["doc_id"] for row in documents}
    tasks = [row for row in rows["tasks"] if row["doc_id"] in counted]
    quarters, undated = _quarters(tasks, rows["deadlines"])
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("report.html").render(
        selection=selection,
        documents=documents,
        issuers=sorted({_office(row) for row in documents}),
        task_count=len(tasks),
        quarter_bars=_bars([(name, len(quarters[place])) for place, name in enumerate(_QUARTERS)]),
        undated=undated,
        lead_bars=_bars(_leads(tasks).most_common(_MOST_LEADS)),
        cited=_cited(rows["citations"], counted),
        quarters=[(name, _by_issuer(quarters[place], documents)) for place, name in enumerate(_QUARTERS)],
        doubts=_doubts(rows, counted),
    )


def _quarters(tasks: Iterable[Row], deadlines: Iterable[Row]) -> tuple[dict[int, list[tuple[Row, Row]]], int]:
    """Tasks with their deadlines by the quarter of the last day (0–3), and how many have no day of the plan's
    year.
    """
    due: dict[str, list[Row]] = defaultdict(list)
    for deadline in deadlines:
        if deadline["task_id"] and deadline["kind"] != "ongoing" and _day(deadline):
            due[deadline["task_id"]].append(deadline)
    found: dict[int, list[tuple[Row, Row]]] = defaultdict(list)
    undated = 0
    for task in tasks:
        days = [d for d in due[task["task_id"]] if _day(d).year == task["plan_year"] and not d["recurrence"]]
        undated += not days
        for deadline in sorted(days, key=_day):
            found[(_day(deadline).month - 1) // 3].append((task, deadline))
    return found, undated


def _day(deadline: Row) -> date:
    day: date = deadline["end"] or deadline["start"]
    return day


def _leads(tasks: Iterable[Row]) -> Counter[str]:
    return Counter(name for task in tasks for name in set(task["lead_full"]))


def _bars(counts: Iterable[tuple[str, int]]) -> list[Bar]:
    pairs = list(counts)
    longest = max((count for _, count in pairs), default=0) or 1
    return [Bar(name, count, count / longest) for name, count in pairs]


def _cited(citations: Iterable[Row], counted: set[str]) -> list[tuple[str, int]]:
    """The documents that most plans cite, and by how many; a plan's own number is none of them."""
    plans: dict[str, set[str]] = defaultdict(set)
    for row in citations:
        if row["doc_id"] in counted and row["relation"] != "attached_to":
            name = f"{row['type']} {row['number']}" if row["number"] else row["text"]
            plans[name].add(row["doc_id"])
    ordered = sorted(
        ((name, len(found)) for name, found in plans.items()), key=lambda item: (-item[1], item[0])
    )
    return ordered[:_MOST_CITED]


def _by_issuer(
    found: list[tuple[Row, Row]], documents: Iterable[Row]
) -> list[tuple[str, list[tuple[Row, Row]]]]:
    issuers = {row["doc_id"]: _office(row) for row in documents}
    grouped: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for task, deadline in found:
        grouped[issuers[task["doc_id"]]].append((task, deadline))
    return sorted(grouped.items())


def _office(document: Row) -> str:
    """The office with its province: offices of several provinces bear one name."""
    return ", ".join(filter(None, (document["issuer"] or "(không rõ)", document["province"])))


def _doubts(rows: Rows, counted: set[str]) -> dict[str, object]:
    """What is left to review: doubts that are open, and the share of values that nobody doubts or that were
    seen.
    """
    values = [row for row in rows["values"] if row["doc_id"] in counted]
    open_ = Counter(_rules(rows["flags"], counted))
    return {
        "open": sum(open_.values()),
        "rules": open_.most_common(6),
        "values": len(values),
        "undoubted": sum(not row["flagged"] for row in values),
        "reviewed": sum(row["reviewed"] is not None for row in values),
    }


def _rules(flags: Iterable[Row], counted: set[str]) -> Iterator[str]:
    return (row["rule"] for row in flags if row["doc_id"] in counted and row["status"] == "open")
