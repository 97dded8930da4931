"""A plan as it is typed into Word: its words, and how they look.

A paragraph of `body` may begin with its look, `{shaded DEEAF6}`, `{white}`, `{highlighted}`, `{boxed}` or
`{textbox}`, and hold footnotes, `[^note]`. A heading begins with `#`. The rows of a table are lines, their
cells parted by `|`; one of two cells heads a group, and `^` goes on with the cell above.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

PLANS: Final = Path(__file__).with_name("plans")
FOOTNOTE: Final = re.compile(r"\[\^([^\]]*)\]")
_LOOK: Final = re.compile(r"\{(\w+)(?: (\w+))?\} ?")
ABOVE: Final = "^"  # a cell that is merged with the one above


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as typed, with its footnotes; `look` is how it is set, `fill` the colour of its ground."""

    typed: str
    look: str = ""
    fill: str = ""
    heading: bool = False

    @property
    def text(self) -> str:
        """Its words without footnotes."""
        return FOOTNOTE.sub("", self.typed)


@dataclass(frozen=True, slots=True)
class Table:
    """The table of tasks: its columns' headers and meanings, and rows as typed."""

    headers: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan; `head` and `style` are the tables of its file, `tasks` those that its body gives."""

    name: str
    head: dict[str, Any]
    style: dict[str, Any]
    body: tuple[Paragraph, ...]
    table: Table | None
    tasks: tuple[dict[str, str], ...]

    @property
    def issued_on(self) -> date:
        """The day under its motto."""
        day: date = self.head["date"]
        return day


def load_plans() -> Iterator[Plan]:
    """The plans of the bench, by name."""
    for path in sorted(PLANS.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        body = tuple(map(_paragraph, told["body"].strip().splitlines()))
        table = _table(told["table"]) if "table" in told else None
        yield Plan(path.stem, told["head"], told["style"], body, table, tuple(told.get("tasks", ())))


def _table(told: dict[str, Any]) -> Table:
    return Table(
        _cells(told["headers"]),
        tuple(told["fields"]),
        tuple(map(_cells, told["rows"].strip().splitlines())),
        tuple(told.get("title", ())),
    )


def _paragraph(line: str) -> Paragraph:
    heading = line.startswith("# ")
    line = line.removeprefix("# ")
    if found := _LOOK.match(line):
        return Paragraph(line[found.end() :], found[1], found[2] or "", heading)
    return Paragraph(line, heading=heading)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))
