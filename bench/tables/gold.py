"""What is printed on a drawn plan, as the evaluation's gold."""

from collections.abc import Iterator, Mapping
from typing import Any

from bench.tables.model import Column, Key, Plan, Row, Table, Value

_FIELDS: tuple[Key, ...] = ("number", "content", "product", "lead", "coordination")
_NOTED: tuple[Key, ...] = ("field", "budget", "place", "other", "person", "aide")


def gold(plan: Plan) -> Mapping[str, Any]:
    """The gold of a plan: of its tables alone, which is what is measured."""
    return {"id": plan.name, "tasks": [task for table in plan.tables for task in _tasks(table)]}


def _tasks(table: Table) -> Iterator[Mapping[str, Any]]:
    titles: dict[int, tuple[str, str]] = {}
    above: Row | None = None
    for row in table.rows:
        if not row.is_task:
            above = row if row.is_parent else None
            if not row.is_parent and row.level:
                titles = {level: one for level, one in titles.items() if level < row.level}
                titles[row.level] = (row.label, row.title)
            continue
        number = next((v.text for place, v in row.values.items() if table.columns[place].key == "number"), "")
        below = above is not None and _is_below(above.label, number)
        above = above if below else None
        group = (above.label, above.title) if above else titles[max(titles)] if titles else ("", "")
        yield {"group": group[0], "group_title": group[1], **_cells(table, row)}


def _is_below(label: str, number: str) -> bool:
    return not number.strip("./()").isdigit() and (
        number[:1] in "abcd-" or number.startswith(f"{int(label.strip('./()'))}.")
    )


def _cells(table: Table, row: Row) -> dict[str, Any]:
    by_key: dict[Key, list[tuple[Column, Value]]] = {}
    for place, column in enumerate(table.columns):
        if (value := row.values.get(place)) and (value.text or value.shaded or value.span == 0):
            by_key.setdefault(column.key, []).append((column, value))
    if "person" in by_key and not any(column.key in ("lead", "both") for column in table.columns):
        by_key["lead"] = by_key.pop("person")
    if "both" in by_key:
        by_key["lead"] = by_key.pop("both")
    text = {key: " ".join(value.text for _, value in by_key.get(key, ())) for key in _FIELDS}
    timed = [pair for key in ("due", "start", "end", "mark") for pair in by_key.get(key, ())]
    names = {key: [name for _, value in by_key.get(key, ()) for name in value.names] for key in _FIELDS}
    helpers = [name for _, value in by_key.get("lead", ()) for name in value.helpers]
    return {
        "stt": text["number"],
        "content": text["content"],
        "product": text["product"],
        "lead": text["lead"],
        "coordination": text["coordination"],
        "due": ", ".join(_marked(column, value) for column, value in by_key.get("mark", ()))
        or " - ".join(value.text for _, value in timed),
        "note": "; ".join(_notes(table, row, "person" in by_key)),
        "lead_names": names["lead"],
        "coordination_names": names["coordination"] or helpers,
        "deadline": [period for _, value in timed for period in value.due],
    }


def _marked(column: Column, value: Value) -> str:
    """What a cell in the column of a period says: "Quý I", "Quý I: Trước 15/3", "Thường xuyên" over all."""
    if not value.said:
        return str(column.period)
    return value.text if value.wide > 1 else f"{column.period}: {value.text}"


def _notes(table: Table, row: Row, has_person: bool) -> Iterator[str]:
    """What stands in the note: its own text, and that of columns that are no field, under their headers."""
    for place, column in enumerate(table.columns):
        value = row.values.get(place)
        if value is None or not value.text:
            continue
        if column.key == "note":
            yield value.text
        elif column.key in _NOTED and (column.key != "person" or has_person):
            yield f"{' '.join(column.header)}: {value.text}"
