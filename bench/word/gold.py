"""What is printed on a plan of the bench, as the evaluation's gold."""

from collections.abc import Iterator
from typing import Any

from bench.metrics import Gold
from bench.word.model import ABOVE, FOOTNOTE, Plan, Table


def gold(plan: Plan) -> Gold:
    """Head, sections and tasks of a plan; its citations and its running text are not measured here."""
    head = plan.head
    return {
        "id": plan.name,
        "document": {
            "number": head["number"],
            "issuer": head["name"],
            "issued_on": plan.issued_on.isoformat(),
            "plan_year": head["year"],
            "signer": head["signer"],
        },
        "sections": [_heading(p.text) for p in plan.body if p.heading],
        "citations": (),
        "body": (),
        "tasks": list(_tasks(plan.table)) if plan.table else (),
        "body_tasks": [{**task, "deadline": ()} for task in plan.tasks],
    }


def _heading(text: str) -> dict[str, str]:
    label, _, title = text.partition(". ")
    return {"label": label, "title": title}


def _tasks(table: Table) -> Iterator[dict[str, Any]]:
    group = title = ""
    above: tuple[str, ...] = ()
    for row in table.rows:
        if len(row) == 2:
            group, title = row
            continue
        cells = tuple(above[at] if cell == ABOVE else FOOTNOTE.sub("", cell) for at, cell in enumerate(row))
        above = cells
        yield {"group": group, "group_title": title, "deadline": ()} | dict(
            zip(table.fields, cells, strict=True)
        )
