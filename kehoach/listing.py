"""Rows for a terminal of any width: a table where its columns have room, else a block a row. Nothing is
cut.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_GAP: Final = 2
_LONGEST_WORD: Final = 24  # a longer one is folded
_LONGEST_MARK: Final = 24  # of a block's first cell

Cells = Sequence[Text]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; with less than `comfort` letters for long cells a table is no pleasure to read."""

    title: str
    comfort: int = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of cells, one for each column, and headings between them that span all columns.

    In a block the second cell stands beside the first one, and the others that are not empty below it, each
    with its column's title.
    """

    columns: Sequence[Column]
    rows: Sequence[Cells | Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = self._widths(options.max_width)
        if widths:
            yield self._table(widths, [tuple(Text(column.title, "dim") for column in self.columns)])
        for part in self._parts():
            if isinstance(part, Text):
                yield part
            else:
                yield self._table(widths, part) if widths else self._blocks(part)

    def _parts(self) -> Iterator[Text | list[Cells]]:
        """Headings, and the rows between them."""
        rows: list[Cells] = []
        for row in self.rows:
            if isinstance(row, Text):
                if rows:
                    yield rows
                yield row
                rows = []
            else:
                rows.append(row)
        if rows:
            yield rows

    def _widths(self, width: int) -> list[int] | None:
        """How wide each column of a table is, or None where it would not be comfortable."""
        needed, wanted = [], []
        for place, column in enumerate(self.columns):
            cells = [column.title, *(row[place].plain for row in self.rows if not isinstance(row, Text))]
            natural = max(cell_len(line) for cell in cells for line in cell.split("\n"))
            word = max((cell_len(word) for cell in cells for word in cell.split()), default=0)
            needed.append(max(min(natural, column.comfort), min(word, _LONGEST_WORD)))
            wanted.append(natural - needed[-1])
        room = width - sum(needed) - _GAP * (len(needed) - 1)
        if room < 0:
            return None
        share = min(1.0, room / max(1, sum(wanted)))
        return [least + int(share * more) for least, more in zip(needed, wanted, strict=True)]

    def _table(self, widths: Sequence[int], rows: Sequence[Cells]) -> Table:
        table = _grid()
        for width in widths:
            table.add_column(width=width, overflow="fold")
        for row in rows:
            table.add_row(*row)
        return table

    def _blocks(self, rows: Sequence[Cells]) -> Table:
        width = min(
            _LONGEST_MARK, max(_longest_line(row[0]) for row in self.rows if not isinstance(row, Text))
        )
        table = _grid()
        table.add_column(width=width, overflow="fold")
        table.add_column(overflow="fold")
        for row in rows:
            table.add_row(row[0], row[1])
            table.add_row("", self._fields(row))
        return table

    def _fields(self, row: Cells) -> RenderableType:
        fields = _grid()
        fields.add_column(width=max(cell_len(column.title) for column in self.columns[2:]))
        fields.add_column(overflow="fold")
        for column, cell in zip(self.columns[2:], row[2:], strict=True):
            if cell.plain:
                fields.add_row(Text(column.title, "dim"), cell)
        return Padding(fields, (0, 0, 1, 0))


def _grid() -> Table:
    return Table.grid(padding=(0, _GAP, 0, 0))


def _longest_line(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split("\n")))
