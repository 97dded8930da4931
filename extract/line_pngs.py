"""The lines of text in parts of a page, as the recognisers see them: for whoever trains them."""

from collections.abc import Sequence
from typing import Final

import cv2

from extract.picture.cleaning import clean
from extract.picture.dewarp import Gray
from extract.picture.resolution import reduced
from extract.recognition.ensemble import load_ensemble
from extract.scanned_page import PageReader
from extract.sources.opening import open_pages
from kehoach.records import BBox, Source
from kehoach.settings import ExtractSettings

LinePng = tuple[bytes, str]  # the line alone on white paper, and what the first recogniser reads there

_ON_PAGE: Final = 3.0  # points that a line's middle may lie beside its box


def line_pngs(
    source: Source, number: int, settings: ExtractSettings, boxes: Sequence[BBox]
) -> list[list[LinePng]]:
    """For each of some boxes (points) on a scanned page (its number, from 1) the lines in it, from top to
    bottom.

    Raises UnreadableFile and its kin where the file cannot be opened, IndexError where it has no such page.
    """
    reader = PageReader(load_ensemble(settings.tessdata), settings.tessdata)
    with open_pages(source, settings) as pages:
        picture, dpi = pages[number - 1].render()
    page, found, _ = reader.upright(clean(*reduced(picture, dpi)), picture)
    placed = [(page.box_points(line.box), line.picture) for line in found.lines]
    placed.sort(key=lambda line: (line[0][1] + line[0][3]) / 2)
    return [_read(reader, [drawn for own, drawn in placed if _is_in(own, box)]) for box in boxes]


def _read(reader: PageReader, lines: Sequence[Gray]) -> list[LinePng]:
    read = reader.ensemble.first.read(lines) if lines else []
    return [
        (_png(line), " ".join(word.text for word in words)) for line, words in zip(lines, read, strict=True)
    ]


def _png(line: Gray) -> bytes:
    done, png = cv2.imencode(".png", line)
    if not done:
        raise ValueError("a line has no picture")
    return bytes(png)


def _is_in(line: BBox, box: BBox) -> bool:
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    return box[0] - _ON_PAGE <= x <= box[2] + _ON_PAGE and box[1] <= y <= box[3]
