"""The desk's memory: what is open, who is at what, and how a decision changes it. Knows no web page."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from threading import RLock
from time import monotonic
from typing import Any, Final
from uuid import uuid4

from kehoach.review.items import (
    DoubtedTable,
    Item,
    Place,
    Queue,
    build_items,
    doubted_tables,
    item_key,
    sample_item,
)
from kehoach.review.stock import Stock, StockDocument
from kehoach.run.corrections.entry import Action, Anchor, Entry, standing
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.corrections.sheet import as_column
from kehoach.run.warehouse.rows import Rows

_LEASE_SECONDS: Final = 180.0
_ROWS_KEPT: Final = 64  # documents whose rows are held


class StaleEditError(Exception):
    """The value was decided on, or read anew, since the steward saw it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items a steward wants to see; empty parts let all pass."""

    queue: Queue = "reading"
    rule: str = ""
    issuer: str = ""
    province: str = ""
    year: int = 0
    doc_id: str = ""

    def passes(self, item: Item) -> bool:
        """Whether an item of a document that is wanted is wanted itself."""
        return item.queue == self.queue and (
            not self.rule or any(reason.rule == self.rule for reason in item.reasons)
        )

    def takes(self, document: StockDocument) -> bool:
        """Whether a document is wanted."""
        return (
            self.issuer in ("", document.issuer)
            and self.province in ("", document.province)
            and self.year in (0, document.year)
            and self.doc_id in ("", document.doc_id)
        )


class Desk:
    """All open items of a warehouse. Every decision is in the log, on the disk, before the desk shows it as
    made.
    """

    def __init__(
        self, stock: Stock, sample_rate: float = 0.02, clock: Callable[[], float] = monotonic
    ) -> None:
        self.stock, self.log = stock, CorrectionLog(stock.folder)
        self.documents = stock.documents()
        self._items: dict[str, Item] = {}
        self._tables: dict[tuple[str, str], DoubtedTable] = {}
        self._shown: dict[Filter, Sequence[Item]] = {}  # until something changes
        self._rows: dict[str, Rows] = {}
        self._leases: dict[str, tuple[str, float]] = {}
        self._skipped: dict[str, set[str]] = {}
        self._sample_rate, self._clock, self._chance = sample_rate, clock, Random()
        self._lock = RLock()
        decided = self.log.counts()
        for doc_id, rows in stock.doubts().items():
            if doc_id not in decided:
                self._put(rows)
        for doc_id in decided.keys() & self.documents.keys():
            self._put(self.rows(doc_id))

    # ------------------------------------------------------------ what is open

    def items(self, wanted: Filter) -> Sequence[Item]:
        """The open items that pass a filter, worst first."""
        with self._lock:
            if wanted not in self._shown:
                documents = {name for name, found in self.documents.items() if wanted.takes(found)}
                found = [i for i in self._items.values() if i.doc_id in documents and wanted.passes(i)]
                found.sort(key=lambda item: (-item.risk, item.doc_id, item.page))
                self._shown[wanted] = found
            return self._shown[wanted]

    def tables(self, wanted: Filter) -> list[tuple[str, str]]:
        """Document and id of the doubted tables that nobody has confirmed, worst first."""
        with self._lock:
            found = [t for t in self._tables.values() if wanted.takes(self.documents[t.doc_id])]
        return [
            (t.doc_id, t.table_id) for t in sorted(found, key=lambda t: (t.likelihood, t.doc_id, t.table_id))
        ]

    def item(self, key: str) -> Item | None:
        """An open item by its key."""
        return self._items.get(key)

    def next_item(self, wanted: Filter, steward: str) -> Item | None:
        """The worst item that nobody else is at; now and then an undoubted value, drawn by chance."""
        with self._lock:
            now = self._clock()
            if wanted.queue == "reading" and self._chance.random() < self._sample_rate:
                self._draw_sample(wanted)
            skipped = self._skipped.get(steward, set())
            for item in self.items(wanted):
                holder, until = self._leases.get(item.key, ("", 0.0))
                if item.key not in skipped and (holder in ("", steward) or until < now):
                    return item
            return None

    def lease(self, key: str, steward: str) -> str | None:
        """Keep an item for a steward for a while; the name of another who has it, None where it is free."""
        with self._lock:
            holder, until = self._leases.get(key, ("", 0.0))
            if holder not in ("", steward) and until >= self._clock():
                return holder
            self._leases[key] = (steward, self._clock() + _LEASE_SECONDS)
            return None

    def skip(self, key: str, steward: str) -> None:
        """Show an item to a steward last, until all others are done."""
        self._skipped.setdefault(steward, set()).add(key)
        if not any(key not in self._skipped[steward] for key in self._items):
            self._skipped[steward].clear()

    def same(self, item: Item) -> list[Item]:
        """The open items with the same doubt about the same value, elsewhere."""
        with self._lock:
            return [
                other
                for other in self._items.values()
                if item.group_key and other.group_key == item.group_key and other.key != item.key
            ]

    def same_as(self, entry_id: str) -> tuple[Entry | None, list[Item]]:
        """A correction, and the open items with the same doubt about the same value."""
        entry = next((e for e in standing(self.log.entries()) if e.entry_id == entry_id), None)
        if entry is None or not (key := entry.detail.get("group_key")):
            return entry, []
        with self._lock:
            return entry, [item for item in self._items.values() if item.group_key == key]

    def last_entry(self, key: str) -> Entry | None:
        """The last decision on a value that stands."""
        places = ((e, item_key(e.anchor.doc_id, _place(e))) for e in standing(self.log.entries()))
        return next((entry for entry, place in reversed(list(places)) if place == key), None)

    # ------------------------------------------------------------ decisions

    def decide(self, item: Item, action: Action, after: str | None, made: Mapping[str, Any]) -> Entry:
        """Decide on a value. `made` has `steward` and may have `reason`, `batch` and `seconds`.

        Raises StaleEditError where the item is no longer as the steward saw it, ValueError where `after` is
        no such value.
        """
        with self._lock:
            now = self._items.get(item.key)
            if now is None or now.value != item.value:
                raise StaleEditError(item.key)
            table, _, field = item.place
            if action == "correct" and field:
                as_column(table, field, after)
            entry = Entry(
                entry_id=uuid4().hex,
                made_at=datetime.now(UTC),
                steward=str(made["steward"]),
                action=action,
                anchor=Anchor(item.doc_id, *item.place, item.page, item.bbox),
                before=item.value,
                after=item.value if action == "accept" else after,
                reason=made.get("reason"),
                batch=made.get("batch"),
                sample=item.sample,
                detail={
                    "rules": [reason.rule for reason in item.reasons],
                    "group_key": item.group_key,
                    "seconds": made.get("seconds", 0.0),
                },
            )
            self.log.append([entry])
            self.refresh(item.doc_id)
            return entry

    def edit_table(self, anchor: Anchor, action: Action, steward: str, detail: Mapping[str, Any]) -> Entry:
        """Change a table: its roles, or its rows. Raises ValueError where that cannot be, and changes
        nothing.
        """
        entry = Entry(uuid4().hex, datetime.now(UTC), steward, action, anchor, detail=dict(detail))
        with self._lock:
            self.stock.rows(anchor.doc_id, trial=entry)
            self.log.append([entry])
            self.refresh(anchor.doc_id)
        return entry

    def undo(self, steward: str) -> Entry | None:
        """Take back the steward's last decision, and all that were made in one go with it; None where there
        is none.
        """
        with self._lock:
            mine = [entry for entry in standing(self.log.entries()) if entry.steward == steward]
            if not mine:
                return None
            last = mine[-1]
            together = [
                entry for entry in mine if entry is last or (last.batch and entry.batch == last.batch)
            ]
            now = datetime.now(UTC)
            self.log.append(
                Entry(uuid4().hex, now, steward, "undo", entry.anchor, detail={"entry_id": entry.entry_id})
                for entry in together
            )
            for doc_id in {entry.anchor.doc_id for entry in together}:
                self.refresh(doc_id)
            return last

    # ------------------------------------------------------------ figures

    def open_count(self) -> Counter[str]:
        """How many items are open in each queue."""
        with self._lock:
            return Counter(item.queue for item in self._items.values())

    def counts(self, key: Callable[[Item, StockDocument], Iterable[str]]) -> Counter[str]:
        """How many items are open, by whatever `key` names."""
        with self._lock:
            return Counter(name for i in self._items.values() for name in key(i, self.documents[i.doc_id]))

    def rows(self, doc_id: str) -> Rows:
        """The rows of a document as they would be published now."""
        with self._lock:
            if doc_id not in self._rows:
                while len(self._rows) >= _ROWS_KEPT:
                    del self._rows[next(iter(self._rows))]
                self._rows[doc_id] = self.stock.rows(doc_id)
            return self._rows[doc_id]

    def refresh(self, doc_id: str) -> None:
        """Bring the items of a document in step with the log."""
        with self._lock:
            self._rows.pop(doc_id, None)
            self._items = {key: item for key, item in self._items.items() if item.doc_id != doc_id}
            self._tables = {key: table for key, table in self._tables.items() if table.doc_id != doc_id}
            self._put(self.rows(doc_id))

    def _put(self, rows: Rows) -> None:
        self._items |= {item.key: item for item in build_items(rows)}
        self._tables |= {(table.doc_id, table.table_id): table for table in doubted_tables(rows)}
        self._shown.clear()

    def _draw_sample(self, wanted: Filter) -> None:
        names = [d.doc_id for d in self.documents.values() if wanted.takes(d)]
        item = sample_item(self.rows(self._chance.choice(names)), self._chance) if names else None
        if item is not None and item.key not in self._items:
            self._items[item.key] = replace(item, risk=float("inf"))
            self._shown.clear()


def _place(entry: Entry) -> Place:
    return entry.anchor.table, entry.anchor.row_id, entry.anchor.field
