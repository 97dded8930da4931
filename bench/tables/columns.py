"""Draws the columns of a table: which there are, in which order, under which headers."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from random import Random
from typing import Any, Final

from bench.tables.model import Column, Key
from bench.tables.times import HALVES, QUARTERS

CHECK: Final = 10_000  # seeds from which all words are drawn; below it every third is held back
_USUAL: Final[tuple[Key, ...]] = (
    "product", "lead", "both", "person", "aide", "coordination", "start", "mark", "due", "budget", "place",
    "other", "note",
)  # fmt: skip
_NARROW: Final[tuple[Key, ...]] = ("lead", "coordination", "due", "product")


def known(words: Sequence[Any], seed: int) -> Sequence[Any]:
    """The words that may be drawn for a seed."""
    return words if seed >= CHECK else [word for place, word in enumerate(words) if place % 3 != 2]


def draw_columns(rng: Random, seed: int, words: Mapping[str, Any], year: int) -> tuple[Column, ...]:
    """The columns with their headers."""
    said: dict[Key, str] = {key: rng.choice(known(some, seed)) for key, some in words["headers"].items()}
    order = _order(rng, _keys(rng))
    above = {
        key: rng.choice(known(words["headers"][key], seed)).format(y=year) for key in ("who", "when", "work")
    }
    if rng.random() < 0.2:
        said["due"] += f" (năm {year})"
    columns: list[Column] = []
    for key in order:
        match key:
            case "both":
                columns.append(Column("both", (said["both"],)))
            case "mark":
                columns += _marks(rng, above["when"], year)
            case "start":
                grouped = rng.random() < 0.6
                head = (above["when"],) if grouped else ()
                columns += [Column("start", (*head, said["start"])), Column("end", (*head, said["end"]))]
            case "other":
                columns.append(Column("other", (rng.choice(known(words["others"], seed))["header"],)))
            case _:
                columns.append(Column(key, (said[key],)))
    return _grouped(rng, _cased(rng, columns), above)


def _keys(rng: Random) -> list[Key]:
    bodies: tuple[list[Key], ...] = (["lead", "coordination"], ["lead"], ["both"], ["person"], [])
    who = rng.choices(bodies, (0.52, 0.28, 0.06, 0.07, 0.07))[0]
    times: tuple[list[Key], ...] = (["due"], ["start"], ["mark"], [])
    when = rng.choices(times, (0.68, 0.08, 0.16, 0.08 if who else 0.0))[0]
    keys: list[Key] = [*who, *when]
    extras: tuple[tuple[Key, float], ...] = (
        ("product", 0.6), ("note", 0.3), ("budget", 0.15), ("place", 0.1), ("other", 0.12), ("person", 0.1),
    )  # fmt: skip
    keys += [key for key, share in extras if key not in keys and rng.random() < share]
    if "person" in keys and "lead" in keys and rng.random() < 0.4:
        keys.append("aide")
    if not when and "product" not in keys and "lead" not in keys and "both" not in keys:
        keys.append("due")
    return keys


def _order(rng: Random, keys: list[Key]) -> list[Key]:
    """Number and content first, a note last, the rest as offices like it, by turns as nobody does."""
    rest = sorted(keys, key=_USUAL.index)
    if rng.random() < 0.4:
        note = [key for key in rest if key == "note"]
        rest = [key for key in rest if key != "note"]
        rng.shuffle(rest)
        rest += note
    field: list[Key] = ["field"] if rng.random() < 0.06 else []
    number: list[Key] = ["number"] if rng.random() < 0.92 else []
    return [*number, *field, "content", *rest]


def _marks(rng: Random, above: str, year: int) -> list[Column]:
    kinds = ("quarters", "numerals", "months", "short months", "months of quarters", "halves")
    kind = rng.choices(kinds, (0.5, 0.16, 0.12, 0.06, 0.1, 0.06))[0]
    if kind == "months":
        return [Column("mark", ("Tháng", str(month)), f"Tháng {month}") for month in range(1, 13)]
    if kind == "short months":
        over = rng.choice((f"Năm {year}", above))
        return [Column("mark", (over, f"T{month}"), f"Tháng {month}") for month in range(1, 13)]
    if kind == "months of quarters":
        named = [(QUARTERS[month // 3], f"T{month + 1}") for month in range(12)]
        return [Column("mark", names, f"Tháng {month}") for month, names in enumerate(named, 1)]
    if kind == "halves":
        return [Column("mark", (above, name), name) for name in HALVES]
    if kind == "numerals":
        return [Column("mark", (f"Quý (năm {year})", name.split()[1]), name) for name in QUARTERS]
    shown = "Q" if rng.random() < 0.2 else "Quý "
    head = (above,) if rng.random() < 0.7 else ()
    return [Column("mark", (*head, shown + name.split()[1]), name) for name in QUARTERS]


def _cased(rng: Random, columns: Sequence[Column]) -> list[Column]:
    if rng.random() < 0.85:
        return list(columns)
    return [Column(c.key, tuple(text.upper() for text in c.header), c.period) for c in columns]


def _grouped(rng: Random, columns: list[Column], above: Mapping[str, str]) -> tuple[Column, ...]:
    """Lead and coordination under one header where they stand together; by turns that under another."""
    if rng.random() < 0.3:
        columns = _under(columns, ("lead", "coordination"), above["who"])
        if any(len(column.header) > 1 and column.key == "lead" for column in columns) and rng.random() < 0.3:
            columns = _under(columns, _NARROW, above["work"])
    return tuple(columns)


def _under(columns: list[Column], keys: Sequence[Key], text: str) -> list[Column]:
    """The first run of two or more columns of `keys`, under a header more."""
    runs = [list(run) for _, run in groupby(columns, key=lambda column: column.key in keys)]
    chosen = next((run for run in runs if run[0].key in keys and len(run) > 1), [])
    return [
        Column(column.key, (text, *column.header), column.period) if column in chosen else column
        for column in columns
    ]
