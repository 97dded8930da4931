"""Documents and spans made from strings, with one box a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Literal

from kehoach.records import (
    Block,
    Cell,
    Document,
    Label,
    Line,
    Page,
    Source,
    Table,
    Title,
    Word,
    Zone,
    ZoneName,
)

SHA256 = "0123456789abcdef" * 4
_LINE_HEIGHT = 14.0
_LETTER_WIDTH = 6.0


@dataclass(frozen=True)
class CellText:
    """A table cell that is merged over rows or columns; a plain string is a cell of one place. A line feed
    begins a paragraph.
    """

    text: str
    rows: int = 1
    columns: int = 1


@dataclass
class Builder:
    """Collects lines and tables from top to bottom of one page; words read in doubt are told by their
    text.
    """

    doubtful: frozenset[str] = frozenset()
    text: str = ""
    words: list[Word] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    top: float = 40.0

    def line(self, text: str) -> None:
        """A line of text outside tables."""
        start = self._write(text, 60.0)
        self.lines.append(Line(start, start + len(text), 1, (60.0, self.top, 540.0, self.top + 12.0), 0.95))
        self._end_row()

    def table(self, rows: Sequence[Sequence[str | CellText]]) -> None:
        """A table; places that a merged cell covers are left out of `rows`."""
        start, cells, covered = len(self.text), list[Cell](), set[tuple[int, int]]()
        for row, texts in enumerate(rows):
            column = 0
            for index, content in enumerate(texts):
                while (row, column) in covered:
                    column += 1
                cell = CellText(content) if isinstance(content, str) else content
                if index:
                    self.text += "\t"
                cells.append(self._cell(cell, row, column))
                covered |= {(row + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
                column += cell.columns
            self._end_row()
        width = 1 + max(column for _, column in covered)
        box = (60.0, 40.0, 540.0, self.top)
        edges = tuple(60.0 + 100.0 * column for column in range(width + 1))
        self.tables.append(Table(start, len(self.text), len(rows), width, 1, box, tuple(cells), edges))

    def document(self) -> Document:
        """All that was collected, as one page."""
        page = Page(1, 595.0, 842.0, 0, 0.0, 300.0, "ocr", 0.95, len(self.words), self.text)
        source = Source(Path("plan.pdf"), "plan.pdf", SHA256)
        return Document(source, self.text, (page,), tuple(self.words), tuple(self.lines), tuple(self.tables))

    def _cell(self, cell: CellText, row: int, column: int) -> Cell:
        lines = cell.text.split("\n")
        start = self._write(" ".join(lines), 60.0 + 100.0 * column)
        paragraphs = tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=start))
        box = (60.0 + 100.0 * column, self.top, 160.0 + 100.0 * column, self.top + 12.0)
        return Cell(
            row, column, cell.rows, cell.columns, start, start + len(cell.text), 1, box, 0.95, paragraphs
        )

    def _write(self, text: str, left: float) -> int:
        start = len(self.text)
        at = 0
        for word in text.split():
            at = text.index(word, at)
            x0 = left + at * _LETTER_WIDTH
            box = (x0, self.top, x0 + len(word) * _LETTER_WIDTH, self.top + 12.0)
            confidence = 0.2 if word in self.doubtful else 1.0
            self.words.append(Word(word, word, start + at, start + at + len(word), 1, box, confidence))
            at += len(word)
        self.text += text
        return start

    def _end_row(self) -> None:
        self.text += "\n"
        self.top += _LINE_HEIGHT


def table_document(rows: Sequence[Sequence[str | CellText]], doubtful: Iterable[str] = ()) -> Document:
    """A document that is one table."""
    builder = Builder(frozenset(doubtful))
    builder.table(rows)
    return builder.document()


def zones(document: Document, name: ZoneName) -> tuple[Zone, ...]:
    """A zone over the whole document."""
    return (Zone(name, 0, len(document.text)),)


def block(
    document: Document,
    ordinal: int,
    text: str,
    *,
    label: str | None = None,
    title: str | None = None,
    kind: Literal["heading", "text", "table"] = "text",
    level: int = 1,
    parent: int | None = None,
    doubt: int = 0,
) -> Block:
    """A block over `text`, which stands once in the document; its label is its first word."""
    start = document.text.index(text)
    at = document.text.index(title, start) if title else 0
    return Block(
        ordinal,
        start,
        start + len(text),
        "heading" if title else kind,
        level,
        Label(label, (start, start + len(text.split()[0])), doubt) if label else None,
        Title(title, (at, at + len(title))) if title else None,
        parent,
    )
