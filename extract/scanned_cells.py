"""What cells of a scanned table say besides level lines: signs that stand alone, shades, lines printed
upwards.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from extract.layout.found import Found
from extract.layout.line_segmentation import TextLine
from extract.layout.lone_signs import ARROW, DOT, dashes, lone_sign, lone_signs
from extract.layout.shaded_cells import SHADED, darkness_in, shaded_cells
from extract.layout.unruled_tables import with_unruled_tables
from extract.layout.upward_lines import may_be_upwards, upward_lines
from extract.page_reading import PageReading, ReadLine, ReadWord
from extract.picture.cleaning import CleanPage, Picture
from extract.picture.dewarp import Gray
from extract.recognition.vote import VotedWord
from extract.spelling.confidence import mean_confidence
from kehoach.language.roman import roman_value
from kehoach.records import BBox

# Lines are printed upwards where their words are read with so much certainty, and with so much more than as
# they lie.
_SURE: Final = 0.6
_SURER: Final = 0.1
# Letters of the shortest header: a figure on its side is another one, or none, or "III" is "≡", but where so
# many cells of a row count up, of which so many letters at most were read as they lie.
_WORD: Final = 3
_FIGURES, _SHORT = 3, 5
_COUNTED: Final = re.compile(r"\D{0,3}(?P<figure>[0-9]{1,2})")  # "T9", "10"
_FEW: Final = 3  # letters that an arrow, or a dot, is read as, at most
_OFF: Final = 6.0  # points by which a dash that stands alone is off other text
_UNSURE: Final = 0.7  # … and what was read in a shaded cell with less is its shade

Words = Sequence[VotedWord]
Reader = Callable[[Sequence[Gray]], Sequence[Words]]


def with_upward_lines(
    page: CleanPage, found: Found, words: Sequence[Words], read: Reader
) -> tuple[Found, list[Words]]:
    """What was found and the words of its lines, with lines printed upwards in the cells whose words are
    plainly surer so, and in those of a row whose figures count up so.
    """
    places = found.places()
    level = {region: [words[at] for at in own] for region, own in places.items()}
    unsure = {region for region, said in level.items() if _certainty(said) <= 1 - _SURER}
    turned: dict[int, tuple[Sequence[TextLine], Sequence[Words]]] = {}

    def said_upwards(region: int) -> Sequence[Words]:
        if region not in turned:
            lines = upward_lines(page.gray, page.ink, found.rulings, found.cells[region - 1], page.dpi)
            turned[region] = lines, read([line.picture for line in lines])
        return turned[region][1]

    upwards = {
        region
        for region in unsure
        if may_be_upwards([found.lines[at] for at in places[region]])
        and _are_surer(said_upwards(region), level[region])
    }
    for row in found.rows():
        short = [region for region in row if region in unsure and _letters(level[region]) <= _SHORT]
        if len(short) >= _FIGURES and _count_up([said_upwards(region) for region in short]):
            upwards.update(short)
    kept = [at for at, line in enumerate(found.lines) if line.region not in upwards]
    lines = [found.lines[at] for at in kept]
    known = [words[at] for at in kept]
    for region in sorted(upwards):
        lines += [replace(line, region=region) for line in turned[region][0]]
        known += turned[region][1]
    return replace(found, lines=tuple(lines)), known


def _are_surer(said: Sequence[Words], level: Sequence[Words]) -> bool:
    """Whether what a cell says upwards is a word, and plainly surer than what it says as it lies."""
    return _letters(said) >= _WORD and _certainty(said) > max(_SURE, _certainty(level) + _SURER)


def _count_up(cells: Sequence[Sequence[Words]]) -> bool:
    """Whether what cells side by side say counts up by one from most of them to the next."""
    texts = (" ".join(word.text for words in said for word in words) for said in cells)
    values = [int(m["figure"]) if (m := _COUNTED.fullmatch(text)) else roman_value(text) for text in texts]
    steps = [one is not None and other == one + 1 for one, other in pairwise(values)]
    return sum(steps) * 2 > len(steps)


def _letters(said: Sequence[Words]) -> int:
    return sum(len(word.text) for words in said for word in words)


def _certainty(said: Sequence[Words]) -> float:
    sure = [word.certainty for words in said for word in words]
    return sum(sure) / len(sure) if sure else 0.0


def with_signs(
    page: CleanPage, found: Found, read: Mapping[int, Sequence[ReadLine]]
) -> dict[int, list[ReadLine]]:
    """The lines `read` in each cell, by its region, and the signs that stand alone there."""
    ink = np.where(found.rulings > 0, 0, page.ink).astype(np.uint8)
    known = {region: list(lines) for region, lines in read.items() if region > 0}
    places = found.places()
    for region, (left, top, right, bottom) in enumerate(found.cells, 1):
        if _is_sign(ink[top:bottom, left:right], known.get(region, ()), page.dpi):
            del known[region]
        boxes = [found.lines[place].box for place in places.get(region, ()) if region in known]
        inside = [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in boxes]
        for text, (x0, y0, x1, y1) in lone_signs(ink[top:bottom, left:right], inside, page.dpi):
            box = page.box_points((left + x0, top + y0, left + x1, top + y1))
            known.setdefault(region, []).append(ReadLine((ReadWord(text, text, box),), box))
    return known


def _is_sign(ink: Gray, lines: Sequence[ReadLine], dpi: float) -> bool:
    """Whether the few letters that were read in a cell are an arrow, or, if they are unsure, a dot."""
    words = [word for line in lines for word in line.words]
    if not 0 < sum(len(word.text) for word in words) <= _FEW:
        return False
    sign = lone_sign(ink, dpi)
    return sign is not None and (sign[0] == ARROW or (sign[0] == DOT and mean_confidence(words) < _UNSURE))


def with_loose_dashes(page: CleanPage, found: Found, reading: PageReading) -> PageReading:
    """The reading of a page that has a table without rulings alone, with each dash that stands in a column by
    itself, level with other text: as noise, until it is known in which empty cell it stands.
    """
    if found.grids or not with_unruled_tables([reading])[0].tables:
        return reading
    boxes = [line.bbox for line in reading.lines if not line.noise]
    ink = np.where(found.rulings > 0, 0, page.ink).astype(np.uint8)
    places = map(page.box_points, dashes(ink, page.dpi))
    loose = [place for place in places if _stands_alone(place, boxes)]
    lines = [ReadLine((ReadWord("-", "-", place),), place, noise=True) for place in loose]
    return replace(reading, lines=(*reading.lines, *lines))


def _stands_alone(dash: BBox, lines: Sequence[BBox]) -> bool:
    """Whether a dash is level with lines and stands off all of them."""
    middle = (dash[1] + dash[3]) / 2
    level = [box for box in lines if box[1] < middle < box[3]]
    return bool(level) and all(box[2] < dash[0] - _OFF or dash[2] + _OFF < box[0] for box in level)


def with_shades(
    page: CleanPage, picture: Picture, found: Found, read: Mapping[int, Sequence[ReadLine]]
) -> dict[int, list[ReadLine]]:
    """The lines `read` in each cell, by its region, and the mark of those that say something by their shade;
    `picture` is the upright page with its shades.
    """
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    known = {region: list(lines) for region, lines in read.items()}
    scale = gray.shape[1] / page.gray.shape[1] * page.dpi / 72
    first = 1
    for grid in found.grids:
        regions = range(first, first + len(grid.cells))
        first = regions.stop
        boxes = [page.box_points(cell.box) for cell in grid.cells]
        darkness = [darkness_in(gray, _scaled(box, scale)) for box in boxes]
        words = [[w for line in known.get(region, ()) for w in line.words] for region in regions]
        empty = [not some or mean_confidence(some) < _UNSURE for some in words]
        for index in shaded_cells(grid, darkness, empty):
            word = ReadWord(SHADED, "", boxes[index], repair="shade")
            known[regions[index]] = [ReadLine((word,), boxes[index])]
    return known


def _scaled(box: BBox, scale: float) -> BBox:
    x0, top, x1, bottom = (v * scale for v in box)
    return x0, top, x1, bottom
