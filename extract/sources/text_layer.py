"""Born-digital pages: words, lines and ruled tables from the text layer, and whether that layer can be
trusted.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from math import floor
from statistics import median
from typing import Any, Final

import pdfplumber.page
from pdfplumber.table import TableFinder
from pdfplumber.utils.text import extract_words

from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord
from extract.sources.legacy_fonts import count_syllables, decode
from kehoach.records import BBox, Page

# TCVN3 and OCR without Vietnamese leave about a third of the words spelled as syllables, sound text nearly
# all.
_VALID_SHARE: Final = 0.8
# A letter printed again within about this share of its size is the same letter; even two "l" stand further
# apart.
_SAME_PLACE: Final = 0.07
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
# A page with more drawn edges than this is a drawing, in which to look for tables would take minutes.
_MOST_EDGES: Final = 3_000
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


class TextLayer:
    """The text layer of a PDF page: its words and its ruled tables, each found once."""

    def __init__(self, page: pdfplumber.page.Page) -> None:
        self.page = page
        self.width, self.height = float(page.width), float(page.height)

    @cached_property
    def words(self) -> list[dict[str, Any]]:
        """pdfplumber's words, decoded (`text`) and as stored (`raw_text`)."""
        letters = _unique(self.page.chars)
        blanks = sum(c["text"] == " " for c in letters)
        gap = _WORD_GAP_WITH_BLANKS if blanks * 12 > len(letters) else _WORD_GAP
        found = extract_words(letters, x_tolerance_ratio=gap, return_chars=True)
        words = [w for w in found if w["text"].strip()]
        for word, text in zip(words, decode([(w["text"], _font(w)) for w in words]), strict=True):
            word["raw_text"], word["text"] = word["text"], _clean(text)
        return [w for w in words if w["text"]]

    @cached_property
    def tables(self) -> list[Any]:
        """pdfplumber's tables by their rulings."""
        if not 0 < len(self.page.edges) <= _MOST_EDGES:
            return []
        found = TableFinder(self.page)
        closing = _closing_edges(found.edges)
        return list(
            TableFinder(self.page, {"explicit_horizontal_lines": closing}).tables if closing else found.tables
        )


def trusted_text_layer(layer: TextLayer) -> bool:
    """Whether the text layer is the page: text there is, upright, and spelled as Vietnamese is."""
    try:
        words, _ = layer.words, layer.tables
    except Exception:
        # pdfminer raises whatever a broken object provokes; there is no narrower class
        return False
    if not words or 2 * sum(bool(w["upright"]) for w in words) < len(words):
        return False
    syllables, plain = count_syllables([w["text"] for w in words])
    return syllables >= _VALID_SHARE * plain


def read_text_page(layer: TextLayer, number: int) -> PageReading:
    """Lines and ruled tables of a born-digital page; a letter of a text layer is sure, so all confidences are
    1.
    """
    tables, free = _tables(layer)
    lines = [_read_line(run) for row in _rows(free) for run in _split_at_columns(row)]
    lines = [replace(ln, noise=_is_page_number(ln, lines, layer.height)) for ln in lines]
    return PageReading(
        page=Page(
            number=number,
            width=layer.width,
            height=layer.height,
            rotation=int(layer.page.rotation or 0) % 360,
            skew=0.0,
            dpi=0.0,
            text_source="text-layer",
            mean_confidence=1.0,
            word_count=len(layer.words),
            text="\n".join(" ".join(w["text"] for w in row) for row in _rows(layer.words)),
        ),
        lines=tuple(lines),
        tables=tuple(tables),
    )


# ---------------------------------------------------------------- words


def _unique(letters: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letters without those printed twice, a way of making bold: same letter, nearly the same place."""
    kept: list[dict[str, Any]] = []
    taken: set[tuple[str, float, int, int]] = (
        set()
    )  # places are counted in steps that depend on the letter's size
    for letter in letters:
        near = _SAME_PLACE * max(1.0, round(float(letter["size"]), 1))
        x, y = floor(letter["x0"] / near), floor(letter["top"] / near)
        if (letter["text"], near, x, y) in taken:
            continue
        kept.append(letter)
        taken.update((letter["text"], near, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return kept


def _font(word: dict[str, Any]) -> str:
    return str(word["chars"][0]["fontname"])


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_SYMBOLS)).strip()


def _box(item: dict[str, Any]) -> BBox:
    return float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"])


def _read_word(word: dict[str, Any]) -> ReadWord:
    return ReadWord(word["text"], str(word["raw_text"]), _box(word))


# ---------------------------------------------------------------- lines


def _rows(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words on common baselines, top to bottom, each row from left to right."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=_middle):
        if rows and _middle(word) - median(map(_middle, rows[-1])) < _SAME_ROW * max(
            map(_height, [*rows[-1], word])
        ):
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
        tab = len(runs[-1]) == 1 and _TAB_AFTER.match(f"{runs[-1][0]['text']} {word['text']}")
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


def _is_page_number(line: ReadLine, lines: Sequence[ReadLine], height: float) -> bool:
    if not _PAGE_NUMBER.fullmatch(" ".join(w.text for w in line.words)):
        return False
    margin = _MARGIN_SHARE * height
    if line.bbox[3] < margin:
        return all(line.bbox[1] <= other.bbox[1] for other in lines)
    return line.bbox[1] > height - margin and all(line.bbox[3] >= other.bbox[3] for other in lines)


# ---------------------------------------------------------------- tables


def _tables(layer: TextLayer) -> tuple[list[ReadTable], list[dict[str, Any]]]:
    """The page's ruled tables, and the words outside them. A single box is a frame, not a table."""
    tables: list[ReadTable] = []
    free = layer.words
    for found in layer.tables:
        cells = [c for c in found.cells if c[2] - c[0] > _SNAP and c[3] - c[1] > _SNAP]
        if len(cells) > 1:
            tables.append(_read_table(cells, free))
            free = [w for w in free if not any(_holds(c, w) for c in cells)]
    return tables, free


def _closing_edges(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Edges across the ends of verticals that end without one: where a page break cuts a row, its box stays
    open.
    """
    verticals = [e for e in edges if e["orientation"] == "v"]
    level = [e["top"] for e in edges if e["orientation"] == "h"]
    closing = []
    for y in {round(e[end], 1) for e in verticals for end in ("top", "bottom")}:
        ends = [e for e in verticals if min(abs(e["top"] - y), abs(e["bottom"] - y)) < _SNAP]
        if len(ends) > 1 and not any(abs(y - h) < _SNAP for h in level):
            x0, x1 = min(e["x0"] for e in ends), max(e["x1"] for e in ends)
            closing.append(
                {
                    "object_type": "line",
                    "x0": x0,
                    "x1": x1,
                    "top": y,
                    "bottom": y,
                    "width": x1 - x0,
                    "height": 0.0,
                }
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
