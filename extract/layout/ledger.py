"""The ledger of ink: each piece of ink on a page belongs to what was read, or is set aside for a stated
reason.

The reasons: rulings; specks; what touches the sheet's edge (bars, shadows, seam seals, holes); letters of
seals; strokes larger than letters, with the small ones among them (pictures, signatures, emblems); long flat
strokes (folds, dotted lines). The rest is unexplained. Where pieces as large as letters stand together in it,
text was not read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.page_reading import PageReading, ReadLine, is_upwards
from extract.picture.dewarp import Gray
from extract.picture.pieces import find_pieces
from extract.picture.seal_rings import Ring
from kehoach.records import BBox, PageDoubt

# Lengths in points. Letters are so high, and not much wider than a word run together; lower pieces are specks
# or accents.
_LETTER: Final = (4.0, 18.0)
_WORD: Final = 200.0
# Words are placed roughly along their line by so much; across it this share of the box at either side holds
# accents and tails, and may hold the next line's letters.
_ROUGH: Final = 6.0
_ACROSS: Final = 0.12
# Marks are lower than this share of their word, and stand so much of its height beyond it.
_MARK: Final = 0.42
_BEYOND: Final = 0.3
_READ: Final = 0.5  # of a piece's ink lies in words that were read
_EDGE: Final = 14.0  # so near to the sheet's edge begins what belongs to the edge
_FLAT: Final = 6.0  # times as wide as high, or as high as wide
_TOGETHER: Final = (7.0, 3.0)  # pieces so near to each other, along and across, stand together
# A drawing has so much of its ink in strokes larger than letters, and few strokes of a letter's size.
_DRAWN: Final = (0.5, 12)
# Text is told from so many letters in a table and outside, where specks as large are seldom two together.
# Letters that touch are as many as their height goes into their width.
_LETTERS_IN_TABLE: Final = 1
_LETTERS: Final = 2
# Text so near to other text is told with it: one cause, one flag.
_PLACE: Final = (24.0, 24.0)
# More places than this in one table have one cause, as dots of its rulings have, and are one place.
_MOST_PLACES: Final = 4
# Page numbers stand within this share of the sheet's height from its upper or lower edge, and are no longer
# than this.
_MARGIN: Final = 0.09
_PAGE_NUMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Inked:
    """A page's ink without its rulings (255 where ink is), at `dpi`, the ways from points of the page to its
    pixels and back, the seals on it, and whether it was scanned."""

    ink: Gray
    dpi: float
    to_pixels: Callable[[BBox], BBox]
    to_points: Callable[[BBox], BBox]
    rings: tuple[Ring, ...] = ()
    scanned: bool = True


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Connected pieces of ink; number 0 is the paper."""

    labels: NDArray[np.uint16] | NDArray[np.int32]
    boxes: NDArray[np.int32]  # x, y, width, height
    areas: NDArray[np.int32]
    points: float  # pixels


@dataclass(frozen=True, slots=True)
class _Read:
    """The box (pixels) of a word that was read, and whether it is printed upwards."""

    box: BBox
    upwards: bool


def with_ledger(reading: PageReading, page: Inked) -> PageReading:
    """The reading with the share of ink that is unexplained, and a doubt about each place where text was not
    read.
    """
    lines = [ln for ln in reading.lines if not ln.noise or _is_page_number(ln, reading.page.height)]
    lines += [ln for table in reading.tables for cell in table.cells for ln in cell.lines]
    read = [
        _Read(page.to_pixels(w.bbox if len(ln.words) > 1 else ln.bbox), is_upwards(ln))
        for ln in lines  # of one letter alone it is known where it stands, and not how wide it is
        for w in ln.words
    ]
    share, unread = _account(page, read, [page.to_pixels(table.bbox) for table in reading.tables])
    doubts = tuple(_doubt(page.to_points(box), letters, reading.page.number) for box, letters in unread)
    return replace(
        reading, page=replace(reading.page, unexplained_ink=share), doubts=(*reading.doubts, *doubts)
    )


def _is_page_number(noise: ReadLine, height: float) -> bool:
    """Whether noise stands where page numbers do and is as short."""
    middle = (noise.bbox[1] + noise.bbox[3]) / 2 / height
    return not _MARGIN < middle < 1 - _MARGIN and sum(len(w.text) for w in noise.words) <= _PAGE_NUMBER


def _doubt(box: BBox, letters: int, number: int) -> PageDoubt:
    x, y = (round(v / 72 * 25.4) for v in box[:2])
    told = f"khoảng {letters} chữ cái, cách mép trên {y} mm, mép trái {x} mm"
    return PageDoubt("unread_ink", number, box, told, (("page", number),))


def _account(
    page: Inked, read: Sequence[_Read], tables: Sequence[BBox]
) -> tuple[float, list[tuple[BBox, int]]]:
    """The share (0–1) of ink that is unexplained, and the boxes (pixels) of text that was not read, with how
    many letters it has.
    """
    found = find_pieces(page.ink)
    if len(found.areas) == 1:
        return 0.0, []
    pieces = _Pieces(found.labels, found.boxes, found.areas, page.dpi / 72)
    rest = ~_are_read(pieces, read) & ~_are_of_edge(pieces) & ~_are_of_seals(pieces, page.rings)
    rest[0] = False
    letters, large = rest & _are_letters(pieces), rest & _are_large(pieces)
    if not page.scanned:  # a scan's words have boxes around their ink, not around their font's letters
        letters &= ~_are_marks(pieces, letters, read)
    if not letters.any():
        return 0.0, []
    groups = _groups(pieces, letters | large, _TOGETHER)
    letters &= ~_drawn(pieces, groups, letters, large)[groups]
    share = float(pieces.areas[letters].sum() / pieces.areas[1:].sum())
    fewest = np.where(_are_in(pieces, tables), _LETTERS_IN_TABLE, _LETTERS)
    letters &= _counted(pieces, groups, letters) >= fewest
    return share, _one_a_cause(_places(pieces, letters), tables)


def _one_a_cause(places: list[tuple[BBox, int]], tables: Sequence[BBox]) -> list[tuple[BBox, int]]:
    """The places, those of a table as one where they are many."""
    for table in tables:
        inside = [place for place in places if _is_within(place[0], table)]
        if len(inside) > _MOST_PLACES:
            lefts, tops, rights, bottoms = zip(*(box for box, _ in inside), strict=True)
            box = min(lefts), min(tops), max(rights), max(bottoms)
            rest = [place for place in places if place not in inside]
            places = [*rest, (box, sum(count for _, count in inside))]
    return places


def _is_within(box: BBox, table: BBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return table[0] < x < table[2] and table[1] < y < table[3]


def _are_read(pieces: _Pieces, read: Sequence[_Read]) -> NDArray[np.bool_]:
    """The pieces that lie in words for the greater part."""
    along = round(_ROUGH * pieces.points)
    words = np.zeros(pieces.labels.shape, np.bool_)
    for word in read:
        x0, top, x1, bottom = word.box
        across = _ACROSS * (x1 - x0 if word.upwards else bottom - top)
        beside, above = (across, -along) if word.upwards else (-along, across)
        rows = slice(max(0, round(top + above)), max(0, round(bottom - above)))
        words[rows, max(0, round(x0 + beside)) : max(0, round(x1 - beside))] = True
    inside = np.bincount(pieces.labels[words], minlength=len(pieces.areas))
    return np.asarray(inside >= _READ * pieces.areas)


def _are_marks(pieces: _Pieces, letters: NDArray[np.bool_], read: Sequence[_Read]) -> NDArray[np.bool_]:
    """The letters that are marks above or below a word."""
    x0, top, x1, bottom = np.asarray([word.box for word in read], np.float64).reshape(-1, 4).T
    beyond = _BEYOND * (bottom - top)
    marks = np.zeros(len(letters), np.bool_)
    for index in np.flatnonzero(letters):
        x, y, w, h = (float(v) for v in pieces.boxes[index])
        near = (
            (x0 < x + w / 2) & (x + w / 2 < x1) & (top - beyond < y + h / 2) & (y + h / 2 < bottom + beyond)
        )
        marks[index] = bool((near & (h < _MARK * (bottom - top))).any())
    return marks


def _are_of_edge(pieces: _Pieces) -> NDArray[np.bool_]:
    height, width = pieces.labels.shape
    x, y, w, h = pieces.boxes.T
    near = _EDGE * pieces.points
    return np.asarray((x < near) | (y < near) | (x + w > width - near) | (y + h > height - near))


def _are_of_seals(pieces: _Pieces, rings: Sequence[Ring]) -> NDArray[np.bool_]:
    x, y, w, h = pieces.boxes.T
    inside = np.zeros(len(pieces.areas), np.bool_)
    for ring in rings:
        inside |= np.hypot(x + w / 2 - ring.x, y + h / 2 - ring.y) < 1.05 * ring.radius
    return inside


def _are_letters(pieces: _Pieces) -> NDArray[np.bool_]:
    _, _, w, h = pieces.boxes.T
    low, high = (v * pieces.points for v in _LETTER)
    flat = np.maximum(w, h) > _FLAT * np.minimum(w, h)
    return np.asarray((h >= low) & (h <= high) & (w <= _WORD * pieces.points) & ~flat)


def _are_large(pieces: _Pieces) -> NDArray[np.bool_]:
    _, _, w, h = pieces.boxes.T
    return np.asarray((h > _LETTER[1] * pieces.points) | (w > _WORD * pieces.points))


def _groups(pieces: _Pieces, which: NDArray[np.bool_], reach: tuple[float, float]) -> NDArray[np.int32]:
    """Of each piece the number of those that it stands together with, 0 for the others."""
    across, along = (2 * round(v * pieces.points / 2) + 1 for v in reversed(reach))
    near = cv2.dilate(which[pieces.labels].astype(np.uint8), np.ones((across, along), np.uint8))
    _, joined = cv2.connectedComponents(near, connectivity=8)
    rows, columns = np.nonzero(which[pieces.labels])
    groups = np.zeros(len(pieces.areas), np.int32)
    groups[pieces.labels[rows, columns]] = joined[rows, columns]
    return groups


def _drawn(
    pieces: _Pieces, groups: NDArray[np.int32], letters: NDArray[np.bool_], large: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Of each group, whether it is a drawing: a picture, a signature, an emblem."""
    share, most = _DRAWN
    every = np.bincount(groups, weights=pieces.areas)
    strokes = np.bincount(groups, weights=pieces.areas * large)
    return np.asarray((strokes > share * every) & (np.bincount(groups, weights=letters) <= most))


def _counted(pieces: _Pieces, groups: NDArray[np.int32], letters: NDArray[np.bool_]) -> NDArray[np.float64]:
    """With how many letters, itself one, each piece stands together."""
    _, _, w, h = pieces.boxes.T
    touching = np.maximum(1, np.rint(w / np.maximum(h, 1)))
    return np.asarray(np.bincount(groups, weights=letters * touching)[groups], np.float64)


def _are_in(pieces: _Pieces, tables: Sequence[BBox]) -> NDArray[np.bool_]:
    """The pieces whose middle lies in a table."""
    x, y, w, h = pieces.boxes.T
    inside = np.zeros(len(pieces.areas), np.bool_)
    for x0, top, x1, bottom in tables:
        inside |= (x0 < x + w / 2) & (x + w / 2 < x1) & (top < y + h / 2) & (y + h / 2 < bottom)
    return inside


def _places(pieces: _Pieces, letters: NDArray[np.bool_]) -> list[tuple[BBox, int]]:
    """The boxes around letters of one place, and how many each holds."""
    found = []
    groups = _groups(pieces, letters, _PLACE)
    for group in np.unique(groups[letters]):
        boxes = pieces.boxes[letters & (groups == group)]
        x0, top = boxes[:, :2].min(axis=0).tolist()
        x1, bottom = (boxes[:, :2] + boxes[:, 2:]).max(axis=0).tolist()
        found.append(((float(x0), float(top), float(x1), float(bottom)), len(boxes)))
    return found
