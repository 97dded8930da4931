"""Lines as the product finds them on drawn scans, each with what is printed on it.

The born-digital file tells every word and its place. A few words read on the scan's straight page give the
map from there to here, so that a line has its text however badly it can be read.
"""

import json
import pickle
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pdfplumber
from numpy.typing import NDArray

from extract.layout.line_segmentation import TextLine
from extract.picture.cleaning import clean
from extract.picture.dewarp import Gray
from extract.picture.resolution import reduced
from extract.recognition import tesseract
from extract.recognition.ensemble import Ensemble
from extract.scanned_page import PageReader
from extract.sources.opening import open_pages
from kehoach.records import Source
from kehoach.settings import ExtractSettings

_ANCHOR_LINES: Final = 14  # the widest ones, read to find the map
_LEAST_ANCHORS: Final = 6
_OFF: Final = 3.0  # points that an anchor may lie beside its place on the map
_CUT: Final = 0.25  # of a word's width, that may stick out of its line


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line found on a scan, its text on paper, and what was drawn of the scan."""

    text: str
    picture: Gray
    scan: str
    typeface: str
    bilevel: bool
    drawn: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Printed:
    """Words of a born-digital page: texts and boxes (x0, top, x1, bottom in points)."""

    texts: list[str]
    boxes: NDArray[np.float64]


def printed_lines(scan: Path) -> list[PrintedLine]:
    """The scan's lines that have their words whole; kept beside the scan once they were found."""
    kept = scan.with_suffix(".lines")
    if not kept.exists():
        kept.write_bytes(pickle.dumps(list(_find(scan))))
    loaded: list[PrintedLine] = pickle.loads(kept.read_bytes())
    return loaded


def _find(scan: Path) -> Iterator[PrintedLine]:
    drawn = json.loads(scan.with_suffix(".gold.json").read_text(encoding="utf-8"))["drawn"]
    settings = ExtractSettings()
    reader = PageReader(Ensemble((tesseract.load(settings.tessdata),)), settings.tessdata)
    with (
        pdfplumber.open(scan.with_suffix(".digital.pdf")) as digital,
        open_pages(Source(scan, scan.name, ""), settings) as pages,
    ):
        for page, sheet in zip(pages, digital.pages, strict=True):
            picture, dpi = page.render()
            lines = reader.upright(clean(*reduced(picture, dpi)), picture)[1].lines
            for line, text in _pair(lines, _words(sheet), reader):
                yield PrintedLine(text, line.picture, scan.stem, drawn["font"], drawn["bilevel"], drawn)


def _words(page: "pdfplumber.page.Page") -> _Printed:
    words = page.extract_words(x_tolerance=1.5, use_text_flow=False)
    texts = [unicodedata.normalize("NFC", w["text"]) for w in words]
    boxes = np.array([[w["x0"], w["top"], w["x1"], w["bottom"]] for w in words], np.float64).reshape(-1, 4)
    return _Printed(texts, boxes)


def _pair(lines: Sequence[TextLine], printed: _Printed, reader: PageReader) -> Iterator[tuple[TextLine, str]]:
    there = _map(lines, printed, reader)
    if there is None:
        return
    corners = printed.boxes.reshape(-1, 2, 2)
    moved = np.concatenate((corners, np.ones((*corners.shape[:2], 1))), axis=2) @ there.T
    boxes = moved.reshape(-1, 4)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    for line in lines:
        x0, top, x1, bottom = line.box
        level = (middles[:, 1] > top) & (middles[:, 1] < bottom)
        inside = level & (middles[:, 0] > x0) & (middles[:, 0] < x1)
        widths = boxes[:, 2] - boxes[:, 0]
        out = np.maximum(x0 - boxes[:, 0], 0) + np.maximum(boxes[:, 2] - x1, 0)
        touched = level & (boxes[:, 2] > x0) & (boxes[:, 0] < x1)
        cut = touched & (out > _CUT * widths) & (out < (1 - _CUT) * widths)
        if inside.any() and not cut.any() and _fills(boxes[inside], line):
            order = np.flatnonzero(inside)[np.argsort(boxes[inside, 0])]
            yield line, " ".join(printed.texts[k] for k in order)


def _fills(boxes: NDArray[np.float64], line: TextLine) -> bool:
    """Whether the words reach from one end of the line to the other."""
    reach = 1.2 * line.x_height
    return bool(abs(boxes[:, 0].min() - line.box[0]) < reach and abs(boxes[:, 2].max() - line.box[2]) < reach)


def _map(lines: Sequence[TextLine], printed: _Printed, reader: PageReader) -> NDArray[np.float64] | None:
    """From points of the born-digital page to pixels of the straight one (2 × 3); None where nothing
    tells.
    """
    widest = sorted(lines, key=lambda ln: ln.box[0] - ln.box[2])[:_ANCHOR_LINES]
    read = reader.ensemble.first.read([ln.picture for ln in widest])
    found = [
        (word.text, ((word.x0 + word.x1) / 2 + ln.box[0], (ln.box[1] + ln.box[3]) / 2))
        for ln, words in zip(widest, read, strict=True)
        for word in words
    ]
    once = {t for t, n in Counter(t for t, _ in found).items() if n == 1}
    once &= {t for t, n in Counter(printed.texts).items() if n == 1}
    here = {text: place for text, place in found if text in once}
    middles = (printed.boxes[:, :2] + printed.boxes[:, 2:]) / 2
    there = {t: m for t, m in zip(printed.texts, middles, strict=True) if t in here}
    if len(there) < _LEAST_ANCHORS:
        return None
    source = np.array([there[t] for t in here], np.float64)
    target = np.array([here[t] for t in here], np.float64)
    matrix, good = cv2.estimateAffine2D(source, target, ransacReprojThreshold=_OFF * 3)
    return None if matrix is None or int(good.sum()) < _LEAST_ANCHORS else np.asarray(matrix, np.float64)
