"""Pages as a page reader hands them over, from lines and rows set by hand."""

from collections.abc import Iterable, Sequence

from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord
from kehoach.records import Page
from tests.extract.pages import HEIGHT, WIDTH

LETTER, LINE = 6.0, 13.0


def word(
    text: str, x0: float = 0.0, top: float = 0.0, *, agreement: float = 1.0, certainty: float = 1.0
) -> ReadWord:
    box = (x0, top, x0 + LETTER * len(text), top + LINE)
    return ReadWord(text=text, raw_text=text, bbox=box, agreement=agreement, certainty=certainty)


def line(x0: float, top: float, text: str, *, noise: bool = False, height: float = LINE) -> ReadLine:
    words, at = [], x0
    for part in text.split():
        words.append(word(part, at, top))
        at += LETTER * (len(part) + 1)
    return ReadLine(tuple(words), (x0, top, at - LETTER, top + height), noise=noise)


def table(
    top: float, rows: Sequence[Sequence[str | None]], edges: Sequence[float] = (85, 120, 300, 540)
) -> ReadTable:
    """A table with rows 20 points high. None joins a cell to the one above, "<" to the one on its left."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is None or text == "<":
                continue
            height, width = 1, 1
            while r + height < len(rows) and rows[r + height][c] is None:
                height += 1
            while c + width < len(row) and row[c + width] == "<":
                width += 1
            box = (edges[c], top + 20 * r, edges[c + width], top + 20 * (r + height))
            lines = tuple(
                line(box[0] + 3, box[1] + 3 + 14 * k, t) for k, t in enumerate(text.split("\n")) if t
            )
            cells.append(ReadCell(r, c, height, width, box, lines))
    box = (edges[0], top, edges[-1], top + 20 * len(rows))
    return ReadTable(box, tuple(edges), len(rows), tuple(cells))


def reading(
    lines: Iterable[ReadLine] = (),
    tables: Iterable[ReadTable] = (),
    number: int = 1,
    unreadable: str | None = None,
) -> PageReading:
    page = Page(number, WIDTH, HEIGHT, 0, 0.0, 200.0, "ocr", 1.0, 0, "", unreadable)
    return PageReading(page, tuple(lines), tuple(tables))


def text_of(item: ReadLine | ReadCell) -> str:
    lines = [item] if isinstance(item, ReadLine) else item.lines
    return " ".join(w.text for ln in lines for w in ln.words)
