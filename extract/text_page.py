"""One born-digital page: rulings and tables from its picture, words from its text layer, and what only the
picture shows read as on a scan.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from extract.layout.ledger import Inked, with_ledger
from extract.layout.line_segmentation import find_lines, region_map
from extract.layout.rulings import Rulings, find_rulings
from extract.layout.shaded_cells import SHADED, darkness_in, shaded_cells
from extract.layout.strikes import MIDDLE, STRUCK, without_strikes
from extract.layout.table_structure import Grid, find_grids
from extract.layout.text_rows import cell_lines, free_lines
from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord
from extract.picture.cleaning import CleanPage, find_ink
from extract.picture.dewarp import Gray, Slopes, Straightened
from extract.scanned_page import PageReader
from extract.sources.text_layer import LayerWord, TextLayer
from extract.sources.views import (
    FEWEST_LETTERS,
    LETTER_HEIGHT,
    VIEW_DPI,
    strokes,
    with_letters,
    without_fills,
)
from extract.spelling.confidence import mean_confidence
from kehoach.records import BBox, Page, PageDoubt

# Page numbers stand within this share of the page's height from its upper or lower edge.
_MARGIN_SHARE: Final = 0.08
_PAGE_NUMBER: Final = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–]?", re.IGNORECASE)
# A line that only the picture shows is text where it was read with this confidence, in a table also below it.
_LEGIBLE: Final = 0.7
_BARELY_LEGIBLE: Final = 0.45
_SIDE: Final = 3.0  # points around a cell's box in which its sides are drawn, one stroke or two
_SHOWN_LETTERS: Final = 60


@dataclass(frozen=True, slots=True)
class _Geometry:
    """What is drawn on the page without its letters: rulings (at `VIEW_DPI`), tables and other strokes, and
    what is struck out.
    """

    level: Rulings
    upright: Rulings
    grids: tuple[Grid, ...]
    struck: tuple[bool, ...]  # which of the layer's words

    @property
    def rulings(self) -> Gray:
        """Where (255) rulings are, a pixel wider on each side; what is drawn along a cell's side is one."""
        both = cv2.bitwise_or(self.level.whole, self.upright.whole)
        rulings: Gray = np.asarray(cv2.dilate(both, np.ones((3, 3), np.uint8)), np.uint8)
        for x0, top, x1, bottom in (cell.box for grid in self.grids for cell in grid.cells):
            cv2.rectangle(rulings, (x0, top), (x1, bottom), 255, round(_SIDE * VIEW_DPI / 72))
        return rulings


def read_text_page(layer: TextLayer, number: int, ocr: Callable[[], PageReader]) -> PageReading:
    """Lines and ruled tables of a born-digital page; what the text layer paints is sure.

    `ocr` gives the reader of pictures; it is asked for only where the page shows letters that the layer
    lacks.
    """
    geometry = _find_geometry(layer)
    seen = _read_picture(layer, geometry, ocr) if _shows_more(layer, geometry) else ()
    words = (*layer.words, *(w for ln in seen if _is_legible(ln, geometry) for w in map(LayerWord, ln.words)))
    tables, free = _read_tables(geometry.grids, words, layer.views.grounds)
    lines = free_lines(free)
    lines = [replace(ln, noise=_is_page_number(ln, lines, layer.height)) for ln in lines]
    page = _page(layer, number, words, bool(len(words) > len(layer.words)))
    reading = PageReading(page, tuple(lines), tuple(tables), tuple(_doubts(layer, number, geometry)))
    return with_ledger(reading, _inked(layer, geometry.rulings))


def text_page_ink(layer: TextLayer) -> Inked:
    """The page's ink, for its ledger."""
    return _inked(layer, _find_geometry(layer).rulings)


def _inked(layer: TextLayer, rulings: Gray) -> Inked:
    """What the layer paints, whatever it stands on, and all other strokes but `rulings`, for the ledger."""
    ink = np.maximum(layer.views.painted, layer.views.strokes)
    ink[(rulings > 0) | (layer.aside > 0)] = 0
    return Inked(ink, VIEW_DPI, _pixels, _points, scanned=False)


def _find_geometry(layer: TextLayer) -> _Geometry:
    plain, struck = without_strikes(layer.views.drawn, [_pixels(word.box) for word in layer.words])
    level, upright = find_rulings(plain, find_ink(plain, VIEW_DPI), VIEW_DPI)
    return _Geometry(level, upright, find_grids(level, upright, VIEW_DPI), struck)


# ---------------------------------------------------------------- what only the picture shows


def _shows_more(layer: TextLayer, geometry: _Geometry) -> bool:
    """Whether the page without the letters of its layer still shows strokes as high as letters."""
    if layer.unknown.any():
        return True
    rest = layer.views.strokes.copy()
    rest[geometry.rulings > 0] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT] * 72 / VIEW_DPI
    letters = (heights >= LETTER_HEIGHT[0]) & (heights <= LETTER_HEIGHT[1])
    return int(np.count_nonzero(letters)) >= FEWEST_LETTERS


def _read_picture(
    layer: TextLayer, geometry: _Geometry, ocr: Callable[[], PageReader]
) -> tuple[ReadLine, ...]:
    """All lines of the page without the letters of its layer, as they were read."""
    seen, bare = layer.views.colour
    bare = with_letters(bare, seen, layer.unknown)
    dpi = layer.views.dpi
    gray = without_fills(bare, dpi)
    scale = dpi / VIEW_DPI
    size = gray.shape[1], gray.shape[0]
    rulings = np.asarray(cv2.resize(geometry.rulings, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    cells = [_scaled(cell.box, scale) for grid in geometry.grids for cell in grid.cells]
    ink = strokes(gray, dpi)
    lines = find_lines(gray, ink, region_map(ink.shape, cells, rulings, dpi), dpi)
    page = CleanPage(gray, ink, dpi, Straightened(gray, Slopes((0.0, 0.0), (0.0, 0.0))), ())
    read = ocr().read_lines(lines, page)
    return tuple(line for region in read.values() for line in region)


def _scaled(box: tuple[int, int, int, int], scale: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(v * scale) for v in box)
    return x0, top, x1, bottom


def _is_legible(line: ReadLine, geometry: _Geometry) -> bool:
    confidence = mean_confidence(line.words)
    in_table = any(_holds(_points(grid.box), line.bbox) for grid in geometry.grids)
    letters = any(c.isalnum() for w in line.words for c in w.text)
    return letters and confidence >= (_BARELY_LEGIBLE if in_table else _LEGIBLE)


# ---------------------------------------------------------------- tables


def _read_tables(
    grids: Sequence[Grid], words: Sequence[LayerWord], bare: Gray
) -> tuple[list[ReadTable], Sequence[LayerWord]]:
    """The page's ruled tables, and the words outside them."""
    tables: list[ReadTable] = []
    for grid in grids:
        box = _points(grid.box)
        inside = [w for w in words if _holds(box, w.box)]
        words = [w for w in words if not _holds(box, w.box)]
        edges = tuple(x * 72 / VIEW_DPI for x in grid.xs)
        tables.append(ReadTable(box, edges, len(grid.ys) - 1, _read_cells(grid, inside, bare)))
    return tables, words


def _read_cells(grid: Grid, words: Sequence[LayerWord], bare: Gray) -> tuple[ReadCell, ...]:
    held: list[list[LayerWord]] = [[] for _ in grid.cells]
    boxes = [_points(cell.box) for cell in grid.cells]
    for word in words:
        held[min(range(len(boxes)), key=lambda k: _distance(boxes[k], word.box))].append(word)
    darkness = [darkness_in(bare, cell.box) for cell in grid.cells]
    for index in shaded_cells(grid, darkness, [not some for some in held]):
        held[index].append(LayerWord(ReadWord(SHADED, "", boxes[index], repair="shade")))
    return tuple(
        ReadCell(
            cell.row, cell.column, cell.row_span, cell.column_span, box, cell_lines(some), cell.open_below
        )
        for cell, box, some in zip(grid.cells, boxes, held, strict=True)
    )


def _points(box: BBox) -> BBox:
    x0, top, x1, bottom = (v * 72 / VIEW_DPI for v in box)
    return x0, top, x1, bottom


def _pixels(box: BBox) -> BBox:
    x0, top, x1, bottom = (v * VIEW_DPI / 72 for v in box)
    return x0, top, x1, bottom


def _holds(outer: BBox, inner: BBox) -> bool:
    x, y = _centre(inner)
    return outer[0] <= x < outer[2] and outer[1] <= y < outer[3]


def _centre(box: BBox) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _distance(cell: BBox, word: BBox) -> float:
    """How far a word's middle lies outside a cell."""
    x, y = _centre(word)
    return max(cell[0] - x, x - cell[2], 0.0) + max(cell[1] - y, y - cell[3], 0.0)


# ---------------------------------------------------------------- the page


def _is_page_number(line: ReadLine, lines: Sequence[ReadLine], height: float) -> bool:
    if not _PAGE_NUMBER.fullmatch(" ".join(w.text for w in line.words)):
        return False
    margin = _MARGIN_SHARE * height
    if line.bbox[3] < margin:
        return all(line.bbox[1] <= other.bbox[1] for other in lines)
    return line.bbox[1] > height - margin and all(line.bbox[3] >= other.bbox[3] for other in lines)


def _page(layer: TextLayer, number: int, words: Sequence[LayerWord], mixed: bool) -> Page:
    lines = cell_lines(words)
    return Page(
        number=number,
        width=layer.width,
        height=layer.height,
        rotation=layer.rotation,
        skew=0.0,
        dpi=layer.views.dpi if mixed else 0.0,
        text_source="mixed" if mixed else "text-layer",
        mean_confidence=mean_confidence([w.word for w in words]),
        word_count=len(words),
        text="\n".join(" ".join(w.text for w in line.words) for line in lines),
    )


def _doubts(layer: TextLayer, number: int, geometry: _Geometry) -> list[PageDoubt]:
    doubts = []
    page = (("page", number),)
    if hidden := layer.hidden:
        doubts.append(PageDoubt("hidden_text", number, layer.hidden_box, _shortened(hidden), page))
    doubts += [
        PageDoubt("pen_correction", number, word.box, word.word.text, page)
        for word, struck in zip(layer.words, geometry.struck, strict=True)
        if struck or _is_crossed(word, geometry.level.whole)
    ]
    return doubts


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS]}…"


def _is_crossed(word: LayerWord, level: Gray) -> bool:
    x0, top, x1, bottom = _pixels(word.box)
    high, low = (round(top + share * (bottom - top)) for share in MIDDLE)
    band = level[max(0, high) : low + 1, max(0, round(x0)) : round(x1) + 1]
    return bool(word.turn == 0 and band.size and (band > 0).any(axis=0).mean() > STRUCK)
