"""Pages as read → one `Document`: tables joined over page breaks, everything in reading order in one text."""

from collections.abc import Sequence

from extract.layout.cell_paragraphs import closes_up, paragraph_starts, text_widths
from extract.layout.multipage_tables import JoinedTable, join_tables
from extract.layout.reading_order import reading_order
from extract.page_reading import PageReading, ReadCell, ReadLine, ReadWord
from extract.spelling.confidence import confidence, mean_confidence
from kehoach.records import Cell, Document, Line, Source, Table, Word


def assemble(source: Source, readings: Sequence[PageReading], recognisers: tuple[str, ...]) -> Document:
    """One document from its pages' readings, in page order.

    Noise lines (page numbers, running heads, letters of seals) stay in `Page.text` alone. Words, lines and
    tables come out ordered by their offsets; a table joined over pages stands where its first part stands.
    """
    writer = _Writer()
    doubts = [doubt for r in readings for doubt in r.doubts]
    for item, page in join_tables((reading_order(r), r.page.number) for r in readings):
        if isinstance(item, ReadLine):
            writer.add_line(item, page)
        else:
            writer.add_table(item)
            doubts += item.doubts
    return Document(
        source=source,
        text="".join(writer.parts),
        pages=tuple(r.page for r in readings),
        words=tuple(writer.words),
        lines=tuple(writer.lines),
        tables=tuple(writer.tables),
        recognisers=recognisers,
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.page)),
    )


class _Writer:
    """Appends to the one text and remembers where each word, line and cell went."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.words: list[Word] = []
        self.lines: list[Line] = []
        self.tables: list[Table] = []

    def add_line(self, line: ReadLine, page: int) -> None:
        start = self.length
        self._put_words(line.words, page)
        confidence = mean_confidence(line.words)
        self.lines.append(Line(start, self.length, page, line.bbox, confidence, line.bold, line.footnote))
        self._put("\n")

    def add_table(self, joined: JoinedTable) -> None:
        start, row = self.length, 0
        widths = text_widths(joined.cells)
        cells: list[Cell] = []
        for cell in joined.cells:
            if cells:
                self._put("\n" if cell.row != row else "\t")
            row = cell.row
            cells.append(self._add_cell(cell, joined, widths[cell.column, cell.column_span]))
        self.tables.append(
            Table(
                start,
                self.length,
                joined.row_count,
                joined.column_count,
                joined.page,
                joined.bbox,
                tuple(cells),
                joined.column_edges,
                tuple(joined.parts),
            )
        )
        self._put("\n")

    def _add_cell(self, cell: ReadCell, joined: JoinedTable, width: float) -> Cell:
        start = self.length
        starts: list[int] = []
        firsts = paragraph_starts(cell.lines, width)
        for number, line in enumerate(cell.lines):
            if number and not closes_up(cell.lines[number - 1], line):
                self._put(" ")
            if number in firsts:
                starts.append(self.length)
            self._put_words(line.words, joined.page_of(line, cell))
        return Cell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            start=start,
            end=self.length,
            page=joined.page_of_row(cell.row),
            bbox=cell.bbox,
            confidence=mean_confidence([w for line in cell.lines for w in line.words]),
            paragraphs=tuple(starts),
        )

    def _put_words(self, words: Sequence[ReadWord], page: int) -> None:
        for number, word in enumerate(words):
            if number:
                self._put(" ")
            start = self.length
            self._put(word.text)
            self.words.append(
                Word(
                    text=word.text,
                    raw_text=word.raw_text,
                    start=start,
                    end=self.length,
                    page=page,
                    bbox=word.bbox,
                    confidence=confidence(word),
                    candidates=word.candidates,
                    repair=word.repair,
                )
            )

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
