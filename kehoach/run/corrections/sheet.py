"""A document's rows while corrections are applied to them: found by table and id, changed in place."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, cast

import pyarrow as pa

from kehoach.run.warehouse.rows import Row, Rows
from kehoach.run.warehouse.schemas import KEYS, TABLES

_CLOSED: Final = frozenset(("accepted", "corrected", "dismissed"))


class Sheet:
    """Copies of a document's rows, by table; `rows` is what became of them."""

    def __init__(self, rows: Rows) -> None:
        self.rows: dict[str, list[Row]] = {name: [dict(row) for row in items] for name, items in rows.items()}

    @property
    def document(self) -> Row:
        """The row of the document itself."""
        return self.rows["documents"][0]

    def add(self, table: str, row: Row) -> None:
        """A row more, at the end of a table."""
        self.rows[table].append({name: self.document[name] for name in ("doc_id", "plan_year")} | row)

    def row(self, table: str, row_id: str) -> Row | None:
        """A row by its id; None where there is none (any more)."""
        key = KEYS[table]
        return next((row for row in self.rows[table] if row[key] == row_id), None)

    def value(self, table: str, row_id: str, field: str | None) -> Row | None:
        """The row of `values` that tells of a published value."""
        wanted = (table, row_id, field)
        return next((v for v in self.rows["values"] if (v["table"], v["row_id"], v["field"]) == wanted), None)

    def flags(self, table: str, row_id: str, field: str | None) -> Iterator[Row]:
        """The flags on a value; those on a whole row have no field."""
        wanted = (table, row_id, field)
        return (f for f in self.rows["flags"] if (f["table"], f["row_id"], f["field"]) == wanted)

    def put(self, table: str, row_id: str, field: str, text: str | None) -> None:
        """Publish another text for a value, as the column's type. Raises ValueError where it is no such
        value.
        """
        row = self.row(table, row_id)
        if row is not None and field in row:
            row[field] = as_column(table, field, text)
        value = self.value(table, row_id, field)
        if value is not None:
            value["value"] = text

    def settle(self, place: tuple[str, str, str | None], status: str, doubted: bool = False) -> None:
        """Close the flags of a value and say in `values` what a person found."""
        for flag in self.flags(*place):
            flag["status"] = status
        value = self.value(*place)
        if value is not None:
            value["flagged"] = doubted
            if status in _CLOSED:
                value["reviewed"] = status

    def drop(self, table: str, row_id: str) -> None:
        """Take a row out, with its values, flags and deadlines; what it cites stays, as its own rows."""
        self.rows[table] = [row for row in self.rows[table] if row[KEYS[table]] != row_id]
        for name in ("values", "flags"):
            self.rows[name] = [r for r in self.rows[name] if (r["table"], r["row_id"]) != (table, row_id)]
        if table == "tasks":
            for deadline in [row for row in self.rows["deadlines"] if row["task_id"] == row_id]:
                self.drop("deadlines", cast(str, deadline["deadline_id"]))
            for citation in self.rows["citations"]:
                if citation["task_id"] == row_id:
                    citation["task_id"] = None

    def tasks_of(self, table_id: str) -> list[Row]:
        """The tasks of a table, in their order."""
        return [row for row in self.rows["tasks"] if row["table_id"] == table_id]


def as_column(table: str, field: str, text: str | None) -> object:
    """A text as its column's type: dates as ISO ("2020-01-22") or as printed ("22/01/2020").

    Raises ValueError where the text is none of that type, or the column is not one to be corrected.
    """
    if text is None:
        return None
    kind = TABLES[table].field(field).type
    if pa.types.is_string(kind):
        return text
    if pa.types.is_integer(kind):
        return int(text)
    if pa.types.is_date(kind):
        return _day(text)
    raise ValueError(f"{table}.{field} holds no single value")


def as_text(value: object) -> str | None:
    """A published value as `values` and the log have it."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _day(text: str) -> date:
    parts: Sequence[str] = text.split("/")
    return date(*map(int, reversed(parts))) if len(parts) == 3 else date.fromisoformat(text)
