"""A drawn plan: what its tables mean, and how they are set on paper."""

from dataclasses import dataclass, field
from typing import Any, Literal

Key = Literal[
    "number", "content", "product", "lead", "coordination", "due", "note", "start", "end", "mark", "budget",
    "place", "person", "other", "both", "aide", "field",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, and its header from the uppermost row to the lowest."""

    key: Key
    header: tuple[str, ...]
    period: str | None = None  # of a column that is marked: "Quý I"


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: its lines on paper, and what they mean where that differs: bodies named, those among them that
    only take part, periods due. In a column of a period `said` tells that the cell names the time itself.
    """

    lines: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    due: tuple[dict[str, Any], ...] = ()
    shaded: bool = False
    span: int = 1  # rows that the cell is merged over; 0 for one covered by a cell above
    wide: int = 1  # columns that it is merged over; 0 for one covered by a cell before it
    said: bool = False

    @property
    def text(self) -> str:
        """What is printed, in one line."""
        return " ".join(self.lines)


@dataclass(slots=True)
class Row:
    """A row: its values by column index. A title has a label and a title and no values; one of no level, as
    that of a sum, is over no row.
    """

    values: dict[int, Value] = field(default_factory=dict)
    label: str = ""
    title: str = ""
    is_task: bool = True
    is_parent: bool = False  # a title that stands in the cells of number and content
    level: int = 1  # of a title: 1 is above 2


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is drawn on paper."""

    rulings: str
    shade: str
    titles: Literal["rest", "all", "cells", "content", "most"]
    landscape: bool
    size: float
    font: str
    upright: bool  # narrow headers printed upwards
    repeated: bool  # the header on every page
    whole_rows: bool  # no page cuts a row
    numbered: tuple[str, ...]  # the row "(1) (2) (3)" under the header, or nothing
    caption: str  # the table's first row, over all its columns, or nothing
    below: tuple[str, ...]  # paragraphs below the table
    above: str = ""  # a line between its title and the table
    unnumbered: bool = False  # the contents' header serves the numbers' column, too
    stretch: tuple[float, ...] = ()  # how much wider than usual each column is
    set: str = ""  # how its text is set, in CSS
    signed: bool = False  # a signature stands below it
    follows: bool = False  # it stands on the page of the table before it, below a heading


@dataclass(frozen=True, slots=True)
class Table:
    """A task table, the year that its times are of, and its style."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    year: int
    style: Style


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with one table or more; `in_body` tells that they stand in the text and not behind it."""

    name: str
    office: str
    number: str
    day: tuple[int, int, int]
    year: int
    province: str
    topic: str
    signer: str
    tables: tuple[Table, ...]
    in_body: bool
    paged: bool = False  # its pages from the second on are numbered
