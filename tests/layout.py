"""Documents as a page reader would hand them over, from lines set by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kehoach.records import Cell, Document, Line, Page, Source, Table, Word

WIDTH, HEIGHT = 595.0, 842.0
LEFT, INDENT, RIGHT = 85.0, 119.0, 539.0
LETTER, LINE_HEIGHT, LEADING = 6.0, 13.0, 18.0


@dataclass(frozen=True)
class Set:
    """A line set at a place; `rows` make it a table instead."""

    x0: float
    top: float
    text: str
    page: int = 1
    bold: bool = False
    confidence: float = 1.0
    rows: tuple[tuple[str, ...], ...] = ()


def centred(top: float, text: str, page: int = 1, middle: float = WIDTH / 2) -> Set:
    return Set(middle - len(text) * LETTER / 2, top, text, page)


def prose(top: float, *paragraphs: str, page: int = 1) -> list[Set]:
    """Paragraphs wrapped and indented as official documents are."""
    lines: list[Set] = []
    for paragraph in paragraphs:
        x0, current = INDENT, ""
        for word in paragraph.split():
            if current and x0 + LETTER * (len(current) + 1 + len(word)) > RIGHT:
                lines.append(Set(x0, top + LEADING * len(lines), current, page))
                x0, current = LEFT, word
            else:
                current = f"{current} {word}".strip()
        lines.append(Set(x0, top + LEADING * len(lines), current, page))
    return lines


def make_document(items: Iterable[Set], name: str = "plan.pdf") -> Document:
    text, words, lines, tables = "", [], [], []
    for item in items:
        start = len(text)
        if item.rows:
            tables.append(_table(item, start))
            text += "\n".join("\t".join(row) for row in item.rows) + "\n"
            continue
        for word in item.text.split(" "):
            at, x0 = len(text), item.x0 + LETTER * (len(text) - start)
            box = (x0, item.top, x0 + LETTER * len(word), item.top + LINE_HEIGHT)
            words.append(Word(word, word, at, at + len(word), item.page, box, item.confidence))
            text += word + " "
        text = text[:-1]
        box = (item.x0, item.top, item.x0 + LETTER * len(item.text), item.top + LINE_HEIGHT)
        lines.append(Line(start, len(text), item.page, box, item.confidence, item.bold))
        text += "\n"
    numbers = {1, *(ln.page for ln in lines), *(t.page for t in tables)}
    pages = [Page(n, WIDTH, HEIGHT, 0, 0.0, 0.0, "text-layer", 1.0, len(words), "") for n in sorted(numbers)]
    source = Source(Path(name), name, "0123456789abcdef" * 4)
    return Document(source, text, tuple(pages), tuple(words), tuple(lines), tuple(tables))


def _table(item: Set, start: int) -> Table:
    cells, at = [], start
    box = (item.x0, item.top, RIGHT, item.top + LEADING * len(item.rows))
    for row, texts in enumerate(item.rows):
        for column, text in enumerate(texts):
            cells.append(Cell(row, column, 1, 1, at, at + len(text), item.page, box, 1.0))
            at += len(text) + 1
    return Table(start, at - 1, len(item.rows), len(item.rows[0]), item.page, box, tuple(cells))


def plan_head(
    number: str = "Số: 286/KH-SNV", dated: str = "Bình Dương, ngày 22 tháng 01 năm 2020"
) -> list[Set]:
    return [
        centred(60, "UBND TỈNH BÌNH DƯƠNG", middle=165),
        centred(75, "SỞ NỘI VỤ", middle=165),
        centred(100, number, middle=165),
        centred(60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", middle=410),
        centred(75, "Độc lập - Tự do - Hạnh phúc", middle=410),
        centred(100, dated, middle=410),
        centred(140, "KẾ HOẠCH"),
        centred(160, "Cải cách hành chính năm 2020"),
    ]


def closing(
    top: float, *, page: int = 1, offices: Sequence[str] = ("GIÁM ĐỐC",), name: str = "Trần Bá Luận"
) -> list[Set]:
    left = ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]
    return [
        *[Set(88, top + 13 * i, text, page) for i, text in enumerate(left)],
        *[centred(top + 15 * i, text, page, 425) for i, text in enumerate(offices)],
        centred(top + 120, name, page, 425),
    ]


def appendix(
    page: int = 2, attached: str = "(Kèm theo Kế hoạch số 286/KH-SNV ngày 22/01/2020 của Sở Nội vụ)"
) -> list[Set]:
    table = Set(LEFT, 120, "", page, rows=(("STT", "Nội dung"), ("1", "Rà soát văn bản")))
    return [
        centred(60, "PHỤ LỤC", page),
        centred(80, "DANH MỤC NHIỆM VỤ", page),
        centred(100, attached, page),
        table,
    ]
