"""Born-digital pages: words, lines and ruled tables from the text layer, and whether that layer can be trusted."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any, Final

import pdfplumber.page
from pdfplumber.table import TableFinder

from extract.reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord
from extract.syllables import is_vietnamese_syllable
from kehoach.records import BBox, Page

# A picture (or the strips of one) over this share of the page is a scan: its text layer is somebody's OCR.
_SCAN_SHARE: Final = 0.5
# TCVN3 and OCR without Vietnamese leave about a third of the words spelled as syllables, sound text nearly all.
_VALID_SHARE: Final = 0.8
# Gaps between letters of one word, in letter heights; larger where the page has blanks of its own.
_WORD_GAP: Final = 0.15
_WORD_GAP_WITH_BLANKS: Final = 0.3
# A gap splits a line where it is this many letter heights wide and this many times the line's usual blank.
_COLUMN_GAP: Final = 1.2
_COLUMN_GAP_RATIO: Final = 2.0
# Words are of one row where their middles differ by less than this share of the tallest one's height.
_SAME_ROW: Final = 0.4
# Edges closer than this (points) are one edge.
_SNAP: Final = 3.0
# Page numbers stand within this share of the page's height from its upper or lower edge.
_MARGIN_SHARE: Final = 0.08
_PAGE_NUMBER: Final = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–]?", re.IGNORECASE)
# After these a wide gap is no border between columns: an item's tab stop, a number yet to be filled in.
_TAB_AFTER: Final = re.compile(r"(?:[-+*•]|\(?[\w.]{1,6}[.)/]) |Số: [/\d]")
_BOLD: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
# Bullets that word processors take from symbol fonts, where their code points are private.
_SYMBOLS: Final = str.maketrans(
    {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "•", "\uf0d8": "•", "\u00a0": " ", "\u00ad": ""}
)


def read_text_page(page: pdfplumber.page.Page, number: int) -> PageReading:
    """Lines and ruled tables of a born-digital page; a letter of a text layer is sure, so all confidences are 1."""
    words = _words(page)
    tables, free = _tables(page, words)
    lines = [_read_line(run) for row in _rows(free) for run in _split_at_columns(row)]
    lines = [replace(ln, noise=_is_page_number(ln, lines, page)) for ln in lines]
    return PageReading(
        page=Page(
            number=number,
            width=float(page.width),
            height=float(page.height),
            rotation=int(page.rotation or 0) % 360,
            skew=0.0,
            dpi=0.0,
            text_source="text-layer",
            mean_confidence=1.0,
            word_count=len(words),
            text="\n".join(" ".join(_text(w) for w in row) for row in _rows(words)),
        ),
        lines=tuple(lines),
        tables=tuple(tables),
    )


def trusted_text_layer(page: pdfplumber.page.Page) -> bool:
    """Whether the text layer is the page: text there is, in Vietnamese letters, and no scan lies over or under it."""
    area = float(page.width) * float(page.height)
    if sum(_area(image) for image in page.images) >= _SCAN_SHARE * area:
        return False
    letters = [c for c in page.chars if c["text"].strip()]
    if not letters or 2 * sum(bool(c["upright"]) for c in letters) < len(letters):
        return False
    words = [w for w in (_text(w).strip(".,;:()/-“”\"'…") for w in _words(page)) if _is_plain_word(w)]
    return sum(is_vietnamese_syllable(w) for w in words) >= _VALID_SHARE * len(words)


def _area(image: dict[str, Any]) -> float:
    return float((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]))


def _is_plain_word(word: str) -> bool:
    """A word that should be a syllable: not a number, nor an abbreviation in capitals."""
    return len(word) > 1 and not re.search(r"\d", word) and not (word.isupper() and word.isalpha() and len(word) < 6)


# ---------------------------------------------------------------- words


def _words(page: pdfplumber.page.Page) -> list[dict[str, Any]]:
    """pdfplumber's words; letters printed twice (a way of making bold) are taken once."""
    upright = page.dedupe_chars()
    blanks = sum(c["text"] == " " for c in upright.chars)
    gap = _WORD_GAP_WITH_BLANKS if blanks * 12 > len(upright.chars) else _WORD_GAP
    found: list[dict[str, Any]] = upright.extract_words(x_tolerance_ratio=gap, return_chars=True)
    return [w for w in found if w["text"].strip()]


def _text(word: dict[str, Any]) -> str:
    return unicodedata.normalize("NFC", str(word["text"]).translate(_SYMBOLS)).strip()


def _box(item: dict[str, Any]) -> BBox:
    return float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"])


def _read_word(word: dict[str, Any]) -> ReadWord:
    return ReadWord(_text(word), str(word["text"]), _box(word), 1.0)


# ---------------------------------------------------------------- lines


def _rows(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words on common baselines, top to bottom, each row from left to right."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=_middle):
        if rows and _middle(word) - median(map(_middle, rows[-1])) < _SAME_ROW * max(map(_height, [*rows[-1], word])):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: float(w["x0"])) for row in rows]


def _middle(word: dict[str, Any]) -> float:
    return float(word["top"] + word["bottom"]) / 2


def _height(word: dict[str, Any]) -> float:
    return float(word["bottom"] - word["top"])


def _split_at_columns(row: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The row cut at gaps far wider than its other blanks; a justified line's blanks are wide but alike."""
    height = median(map(_height, row))
    gaps = [b["x0"] - a["x1"] for a, b in pairwise(row)]
    usual = median(sorted(gaps)[: max(1, len(gaps) - 1)]) if gaps else 0.0
    limit = max(_COLUMN_GAP * height, _COLUMN_GAP_RATIO * usual)
    runs = [row[:1]]
    for gap, word in zip(gaps, row[1:], strict=True):
        tab = len(runs[-1]) == 1 and _TAB_AFTER.match(f"{_text(runs[-1][0])} {_text(word)}")
        if gap > limit and not tab:
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _read_line(words: Sequence[dict[str, Any]]) -> ReadLine:
    letters = [c for w in words for c in w["chars"]]
    bold = sum(bool(_BOLD.search(c["fontname"])) for c in letters)
    return ReadLine(tuple(map(_read_word, words)), _around(map(_box, words)), bold=2 * bold > len(letters))


def _around(boxes: Iterable[BBox]) -> BBox:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _is_page_number(line: ReadLine, lines: Sequence[ReadLine], page: pdfplumber.page.Page) -> bool:
    if not _PAGE_NUMBER.fullmatch(" ".join(w.text for w in line.words)):
        return False
    margin = _MARGIN_SHARE * float(page.height)
    if line.bbox[3] < margin:
        return all(line.bbox[1] <= other.bbox[1] for other in lines)
    return line.bbox[1] > float(page.height) - margin and all(line.bbox[3] >= other.bbox[3] for other in lines)


# ---------------------------------------------------------------- tables


def _tables(page: pdfplumber.page.Page, words: list[dict[str, Any]]) -> tuple[list[ReadTable], list[dict[str, Any]]]:
    """The page's ruled tables, and the words outside them. A single box is a frame, not a table."""
    tables: list[ReadTable] = []
    free = words
    for found in TableFinder(page, {"explicit_horizontal_lines": _closing_edges(page)}).tables:
        cells = [c for c in found.cells if c[2] - c[0] > _SNAP and c[3] - c[1] > _SNAP]
        if len(cells) > 1:
            tables.append(_read_table(cells, free))
            free = [w for w in free if not any(_holds(c, w) for c in cells)]
    return tables, free


def _closing_edges(page: pdfplumber.page.Page) -> list[dict[str, Any]]:
    """Edges across the ends of verticals that end without one: where a page break cuts a row, its box stays open."""
    edges = TableFinder(page, {}).edges
    verticals = [e for e in edges if e["orientation"] == "v"]
    level = [e["top"] for e in edges if e["orientation"] == "h"]
    closing = []
    for y in {round(e[end], 1) for e in verticals for end in ("top", "bottom")}:
        ends = [e for e in verticals if min(abs(e["top"] - y), abs(e["bottom"] - y)) < _SNAP]
        if len(ends) > 1 and not any(abs(y - h) < _SNAP for h in level):
            x0, x1 = min(e["x0"] for e in ends), max(e["x1"] for e in ends)
            closing.append(
                {"object_type": "line", "x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0}
            )
            level.append(y)
    return closing


def _read_table(boxes: Sequence[BBox], words: Sequence[dict[str, Any]]) -> ReadTable:
    columns = _cluster(x for b in boxes for x in (b[0], b[2]))
    rows = _cluster(y for b in boxes for y in (b[1], b[3]))
    cells = []
    for box in boxes:
        left, right = _nearest(columns, box[0]), _nearest(columns, box[2])
        top, bottom = _nearest(rows, box[1]), _nearest(rows, box[3])
        lines = tuple(_read_line(row) for row in _rows(w for w in words if _holds(box, w)))
        cells.append(ReadCell(top, left, bottom - top, right - left, box, lines))
    cells.sort(key=lambda c: (c.row, c.column))
    return ReadTable(_around(boxes), tuple(columns), len(rows) - 1, tuple(cells))


def _holds(box: BBox, word: dict[str, Any]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, _middle(word)
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _cluster(values: Iterable[float]) -> list[float]:
    """Values closer together than the snap distance, each group as its mean, ascending."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] < _SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
