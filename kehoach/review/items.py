"""What a steward is asked: one item for each doubted value, with all the reasons for which it is doubted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Final, Literal, cast

from kehoach.records import BBox
from kehoach.run.warehouse.rows import Row, Rows

Place = tuple[str, str, str | None]  # table, row, field
Queue = Literal["reading", "document"]

# What a wrong value costs whoever uses the tables, beside a wrong note, which costs 1.
_WEIGHT: Final[Mapping[tuple[str, str], float]] = {
    ("documents", "plan_year"): 6.0,
    ("documents", "number"): 4.0,
    ("documents", "issued_on"): 4.0,
    ("documents", "issuer"): 3.0,
    ("tasks", "due_text"): 4.0,
    ("tasks", "lead_text"): 4.0,
    ("tasks", "content"): 3.0,
    ("tasks", "coordination_text"): 2.0,
    ("tasks", "product"): 2.0,
    ("deadlines", "text"): 4.0,
    ("citations", "number"): 3.0,
    ("citations", "issued_on"): 2.0,
}
_UNKNOWN: Final = 0.5  # the likelihood of a value whose doubt names none
_WHOLE: Final = frozenset(("tables", "pages"))  # doubts about these are no single value's


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is doubted."""

    flag_id: str
    rule: str
    severity: str
    text: str
    suggestion: str | None
    word_bbox: BBox | None


@dataclass(frozen=True, slots=True)
class Item:
    """A value to decide on. `risk` is the chance that it is wrong times what that would cost; `sample` marks
    an undoubted value that is asked by chance.
    """

    doc_id: str
    place: Place
    value: str | None
    raw_text: str | None
    page: int
    bbox: BBox
    likelihood: float
    candidates: tuple[str, ...]
    reasons: tuple[Reason, ...]
    group_key: str | None
    queue: Queue
    risk: float
    sample: bool = False

    @property
    def key(self) -> str:
        """A short name for the item's place, for addresses and forms."""
        return item_key(self.doc_id, self.place)


@dataclass(frozen=True, slots=True)
class DoubtedTable:
    """A table of tasks that may be read wrongly as a whole."""

    doc_id: str
    table_id: str
    likelihood: float


def doubted_tables(rows: Rows) -> tuple[DoubtedTable, ...]:
    """The tables with a doubt on them or on one of their columns."""
    return tuple(
        DoubtedTable(str(row["doc_id"]), str(row["table_id"]), float(cast(float, row["likelihood"])))
        for row in rows["tables"]
        if row["flagged"]
    )


def item_key(doc_id: str, place: Place) -> str:
    """The same place has the same key, over restarts too."""
    return sha256(repr((doc_id, place)).encode()).hexdigest()[:20]


def build_items(rows: Rows) -> tuple[Item, ...]:
    """The items of some documents, worst first: rows of `values` with open flags, and flags that stand on no
    value.

    Doubts about whole tables and pages are not among them, nor what somebody found unreadable. `rows` need
    the tables `flags` and `values` alone.
    """
    doubts: dict[tuple[Place, str], list[Row]] = defaultdict(list)
    for flag in rows["flags"]:
        if flag["status"] == "open" and flag["table"] not in _WHOLE:
            doubts[_place(flag), str(flag["subject"])].append(flag)
    values = {_place(value): value for value in rows["values"]}
    items = [_item(place, queue, flags, values.get(place)) for (place, queue), flags in doubts.items()]
    items = [item for item in items if values.get(item.place, {}).get("reviewed") != "unreadable"]
    return tuple(sorted(items, key=lambda item: (-item.risk, item.page, item.bbox[1], item.bbox[0])))


def sample_item(rows: Rows, chance: Random) -> Item | None:
    """An undoubted value of a document, drawn by chance; None where there is none."""
    undoubted = [v for v in rows["values"] if not v["flagged"] and not v["reviewed"] and v["value"]]
    if not undoubted:
        return None
    value = chance.choice(undoubted)
    return _item(_place(value), "reading", (), value, sample=True)


def _place(row: Row) -> Place:
    return str(row["table"]), str(row["row_id"]), cast("str | None", row["field"])


def _item(place: Place, queue: str, flags: Sequence[Row], value: Row | None, sample: bool = False) -> Item:
    told = value or flags[0]
    known = [row["likelihood"] for row in (told, *flags) if row["likelihood"] is not None]
    likelihood = min((float(cast(float, item)) for item in known), default=_UNKNOWN)
    weight = _WEIGHT.get((place[0], place[2] or ""), 1.0)
    return Item(
        doc_id=str(told["doc_id"]),
        place=place,
        value=cast("str | None", told["value"]),
        raw_text=cast("str | None", value["raw_text"]) if value else None,
        page=cast(int, told["page"]),
        bbox=box_of(told["bbox"]) or (0.0, 0.0, 0.0, 0.0),
        likelihood=likelihood,
        candidates=_candidates(told, flags),
        reasons=tuple(map(_reason, flags)),
        group_key=next((cast("str | None", flag["group_key"]) for flag in flags), None),
        queue=cast(Queue, queue),
        risk=(1 - likelihood) * weight,
        sample=sample,
    )


def _reason(flag: Row) -> Reason:
    return Reason(
        flag_id=str(flag["flag_id"]),
        rule=str(flag["rule"]),
        severity=str(flag["severity"]),
        text=str(flag["reason"]),
        suggestion=cast("str | None", flag["suggestion"]),
        word_bbox=box_of(flag["word_bbox"]),
    )


def _candidates(told: Row, flags: Iterable[Row]) -> tuple[str, ...]:
    """Other readings, suggestions first, without the value itself; five at most, by the keys 1 to 5."""
    texts = [cast("str | None", flag["suggestion"]) for flag in flags]
    for row in (told, *flags):
        texts += [cast(str, item["text"]) for item in cast("list[Row]", row["candidates"] or ())]
    others = dict.fromkeys(text for text in texts if text and text != told["value"])
    return tuple(others)[:5]


def box_of(value: object) -> BBox | None:
    """A box as the tables hold it; None where there is none."""
    return cast(BBox, tuple(map(float, cast("list[float]", value)))) if value else None
