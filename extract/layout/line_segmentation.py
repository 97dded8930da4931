"""Lines of text on a straight page: letters gathered into lines, accents given to the line they belong to.

The line is the unit of reading, so each line is cut out with its own ink alone: the accents of the line below
and the tails of the line above, which in tightly set tables reach into its box, are made paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.layout.small_marks import distances, with_carried
from extract.picture.dewarp import Gray
from extract.picture.pieces import Pieces, find_pieces

Box = tuple[int, int, int, int]  # x0, top, x1, bottom in pixels of the straight page

# In points. The small letters of 8 to 16 point type are 3.4 to 7.5 high; with ascender and two accents a
# capital reaches 17.
_LETTER_HEIGHT = (3.0, 18.0)
_TYPICAL_X_HEIGHT = (3.4, 8.0)
_MAX_LETTER_WIDTH = 200.0  # letters of bad scans run together into words
_SIDE = 2.0  # how far into a cell the ruling of its side may reach
# In x-heights.
_WORD_GAP = 2.6  # wider white parts two lines that stand side by side
_CORE = (0.45, 0.8)  # half the height of the band by which letters are joined, least and most,
_CORE_OF_HEIGHT = 0.35  # … as a share of the letter's own height: large capitals reach down to their commas
_ACCENT_REACH = 1.5
_LOW, _TALL = 0.85, 1.1  # accents are lower, capitals taller
_COMMA = 0.65  # a comma, an accent over a small letter or a quotation mark is lower
_ACCENT_GAP = 0.5  # an accent's foot stands no higher above its capital
_MARGIN = 0.22
_LEVEL = 0.7  # parts of a cell's line stand on one baseline, of which tails hide so much
_EDGE_LETTERS = 5  # by so many letters at its end a part's baseline is told
_PITCH = 1.6  # two lines' baselines lie at least so far apart,
_FEET, _ROUNDS = (0.1, 0.9), 4  # are looked for from these quantiles on, so many times,
_STACKED = 0.5  # and of the shorter line's letters more than this share stand over or under the other's
_LONG_DASH = (0.4, 2.0)  # least width, and width to height: a dash belongs to its line over any blank
# Recognisers are trained on blanks of half an x-height: wider ones than this are shown to them so wide.
_WIDE_BLANK, _SHOWN_BLANK = 1.6, 1.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line's box and its picture (paper 255) with nothing but its own ink, turned to be read where it is
    printed `upwards`; the region it lies in.

    Wide blanks are narrowed in the picture: `cuts` tells at which x of the picture how many columns of paper
    were left out, from left to right.
    """

    box: Box
    picture: Gray
    region: int
    x_height: float
    cuts: tuple[tuple[int, int], ...] = ()
    upwards: bool = False

    def part(self, start: float, end: float) -> tuple[float, float, float, float]:
        """The box on the page of what lies between two columns of the picture."""
        x0, top, x1, bottom = self.box
        start, end = (x + sum(width for place, width in self.cuts if place < x) for x in (start, end))
        if self.upwards:
            return x0, bottom - end, x1, bottom - start
        return x0 + start, top, x0 + end, bottom


@dataclass(slots=True)
class _Marks:
    """Connected pieces of ink, their boxes (n × 4: x, y, width, height) and the region of each."""

    pieces: Pieces
    boxes: NDArray[np.int32]
    regions: NDArray[np.int32]


def find_lines(gray: Gray, ink: Gray, regions: NDArray[np.int32], dpi: float) -> tuple[TextLine, ...]:
    """Lines of text in each region of the page, in no particular order.

    `regions` gives each pixel the number of the table cell it lies in, 0 for the page outside tables and −1
    where nothing is to be read (rulings). No line reaches over regions.
    """
    points = dpi / 72
    marks = _find_marks(ink, regions)
    heights = marks.boxes[:, 3]
    low = heights < _LETTER_HEIGHT[0] * points
    letters = (
        ~low
        & (heights <= _LETTER_HEIGHT[1] * points)
        & (marks.boxes[:, 2] <= _MAX_LETTER_WIDTH * points)
        & (marks.regions >= 0)
    )
    if not letters.any():
        return ()
    x_height = _x_height(heights[letters], points)
    low |= _are_low_in_cells(marks, letters, x_height, points)
    lines = _Lines(marks, letters & ~low, x_height)
    if not lines.line_of_mark.any():  # what is as high as letters are strokes a pixel wide
        return ()
    lines.assign_small_marks(low)
    owner = lines.owner_of_pixels()
    return tuple(
        _cut(gray, owner, number, lines.boxes[number], (lines.regions[number], x_height))
        for number in range(1, len(lines.boxes))
    )


def _find_marks(ink: Gray, regions: NDArray[np.int32]) -> _Marks:
    readable = np.where(regions >= 0, ink, 0).astype(np.uint8)
    found = find_pieces(readable)
    where = np.clip(found.centres.round().astype(int), 0, [ink.shape[1] - 1, ink.shape[0] - 1])
    # The centre of a hollow mark may lie on another region; its first pixel never does.
    flat_regions = regions[where[:, 1], where[:, 0]]
    flat_regions[0] = -1
    return _Marks(found, found.boxes, flat_regions)


def _x_height(heights: NDArray[np.int32], points: float) -> float:
    """Height of the small letters: the commonest of what type of 8 to 16 points allows."""
    low, high = (v * points for v in _TYPICAL_X_HEIGHT)
    usual = heights[(heights >= low) & (heights <= high)]
    return float(np.median(usual)) if usual.size else (low + high) / 2


def _are_low_in_cells(
    marks: _Marks, letters: NDArray[np.bool_], x_height: float, points: float
) -> NDArray[np.bool_]:
    """Which marks are lower than letters of their cell are: a comma of large print, as high as small print's
    letters, stands hard above the next line's accents. (Outside of tables sizes are mixed.)
    """
    low = np.zeros(len(letters), np.bool_)
    for region in np.unique(marks.regions[letters & (marks.regions > 0)]):
        heights = marks.boxes[own := letters & (marks.regions == region), 3]
        low[own] = heights < _COMMA * min(x_height, _x_height(heights, points), int(heights.max()))
    return low


class _Lines:
    """Letters joined into lines; line 0 is no line."""

    def __init__(self, marks: _Marks, letters: NDArray[np.bool_], x_height: float) -> None:
        self.marks = marks
        self.x_height = x_height
        self.line_of_mark = np.zeros(len(marks.boxes), np.int32)
        self.accents = np.zeros(len(marks.boxes), np.bool_)
        self._join(letters)
        self._part_stacked()
        self._take_accents_out()
        self._join_over_blanks()
        self._measure()

    def _join(self, letters: NDArray[np.bool_]) -> None:
        """Join letters of a region whose middles stand level with less than a wide gap between them."""
        gap = round(_WORD_GAP * self.x_height)
        total = 0
        for region in np.unique(self.marks.regions[letters]):
            members = np.flatnonzero(letters & (self.marks.regions == region))
            boxes = self.marks.boxes[members]
            x0, y0 = boxes[:, 0].min() - gap, boxes[:, 1].min()
            width = (boxes[:, 0] + boxes[:, 2]).max() - x0 + gap
            height = (boxes[:, 1] + boxes[:, 3]).max() - y0
            cores = np.zeros((height, width), np.uint8)
            middles = boxes[:, 1] + boxes[:, 3] // 2 - y0
            least, most = (round(share * self.x_height) for share in _CORE)
            halves = np.clip(np.rint(_CORE_OF_HEIGHT * boxes[:, 3]).astype(int), max(1, least), max(1, most))
            for (x, _, w, _), middle, half in zip(boxes, middles, halves, strict=True):
                cores[max(0, middle - half) : middle + half + 1, x - x0 : x - x0 + w] = 255
            joined = cv2.morphologyEx(cores, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
            count, labels = cv2.connectedComponents(joined)
            self.line_of_mark[members] = total + labels[middles, boxes[:, 0] - x0 + boxes[:, 2] // 2]
            total += count - 1
        # A core that another one covers has no letters of its own: number only lines that have.
        self.line_of_mark = np.unique(self.line_of_mark, return_inverse=True)[1].astype(np.int32)

    def _part_stacked(self) -> None:
        """What a tall mark between two lines (handwriting, a stroke of a seal) joined into one is two
        again.
        """
        last = int(self.line_of_mark.max())
        waiting = list(range(1, last + 1))
        while waiting:
            number = waiting.pop()
            members = np.flatnonzero(self.line_of_mark == number)
            lower = _lower_line(self.marks.boxes[members], self.x_height)
            if lower is not None:
                last += 1
                self.line_of_mark[members[lower]] = last
                waiting += [number, last]

    def _take_accents_out(self) -> None:
        """What looked like lines of small letters but are the tall accents of capitals ("Ế", "Ổ") is no
        line.
        """
        low, tall = _LOW * self.x_height, _TALL * self.x_height
        capitals = np.flatnonzero((self.line_of_mark > 0) & (self.marks.boxes[:, 3] >= tall))
        for members in _members(self.line_of_mark):
            if (self.marks.boxes[members, 3] < low).all() and all(
                self._sits_on(int(m), capitals) for m in members
            ):
                self.accents[members] = True
        self.line_of_mark[self.accents] = 0
        self.line_of_mark = np.unique(self.line_of_mark, return_inverse=True)[1].astype(np.int32)

    def _join_over_blanks(self) -> None:
        """What stands side by side on one baseline of a cell is one line, however wide the blanks are."""
        ends: dict[int, list[tuple[int, float, int]]] = {}  # by region: right edge, baseline there, line
        for members in sorted(_members(self.line_of_mark), key=lambda m: int(self.marks.boxes[m, 0].min())):
            region = int(self.marks.regions[members[0]])
            if region <= 0:
                continue
            boxes = self.marks.boxes[members]
            left = float(boxes[:, 0].min()) + _LOW * self.x_height
            baseline = self._baseline(boxes, last=False)
            beside = [
                (abs(level - baseline), place)
                for place, (right, level, _) in enumerate(ends.setdefault(region, []))
                if right <= left and abs(level - baseline) < _LEVEL * self.x_height
            ]
            end = (int((boxes[:, 0] + boxes[:, 2]).max()), self._baseline(boxes, last=True))
            if beside:
                _, place = min(beside)
                number = ends[region].pop(place)[2]
                self.line_of_mark[members] = number
            ends[region].append((*end, int(self.line_of_mark[members[0]])))
        self.line_of_mark = np.unique(self.line_of_mark, return_inverse=True)[1].astype(np.int32)

    def _baseline(self, boxes: NDArray[np.int32], *, last: bool) -> float:
        """Where the first letters stand, or the last ones."""
        order = np.argsort(boxes[:, 0])
        edge = order[-_EDGE_LETTERS:] if last else order[:_EDGE_LETTERS]
        return float(np.median(boxes[edge, 1] + boxes[edge, 3]))

    def _sits_on(self, mark: int, capitals: NDArray[np.intp]) -> bool:
        """Whether a capital stands right below the mark, in its region."""
        x, y, w, h = self.marks.boxes[mark]
        boxes, reach = self.marks.boxes[capitals], 0.3 * self.x_height
        middle, gap = x + w / 2, boxes[:, 1] - (y + h)
        below = (gap >= -reach) & (gap <= _ACCENT_GAP * self.x_height)
        over = (boxes[:, 0] - reach <= middle) & (middle <= boxes[:, 0] + boxes[:, 2] + reach)
        return bool((below & over & (self.marks.regions[capitals] == self.marks.regions[mark])).any())

    def _measure(self) -> None:
        """Boxes of the lines, and the core of each: where its small letters stand."""
        count = int(self.line_of_mark.max()) + 1
        self.boxes: list[Box] = [(0, 0, 0, 0)] * count
        self.cores: list[tuple[float, float]] = [(0.0, 0.0)] * count
        self.regions = [-1] * count
        for number, members in enumerate(_members(self.line_of_mark), 1):
            boxes = self.marks.boxes[members]
            self.boxes[number] = _around(boxes)
            baseline = float(np.median(boxes[:, 1] + boxes[:, 3]))
            self.cores[number] = (baseline - self.x_height, baseline)
            self.regions[number] = int(self.marks.regions[members[0]])

    def assign_small_marks(self, low: NDArray[np.bool_]) -> None:
        """Accents, dots, commas and dashes go to the line whose letters they stand nearest to."""
        small = np.flatnonzero((self.line_of_mark == 0) & (low | self.accents) & (self.marks.regions >= 0))
        near = self._are_near(small)
        gaps = np.full(near.shape, np.inf)
        for line, letters in enumerate(_members(self.line_of_mark)):
            boxes = self.marks.boxes[small[near[:, line]]]
            gaps[near[:, line], line] = distances(boxes, self.marks.boxes[letters], self.x_height)
        gaps = with_carried(gaps, self.marks.boxes[small], self.x_height)
        some = near.any(axis=1)
        self.line_of_mark[small[some]] = gaps[some].argmin(axis=1) + 1
        for number, members in enumerate(_members(self.line_of_mark), 1):
            self.boxes[number] = _around(self.marks.boxes[members])

    def _are_near(self, small: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Of each mark the lines, from line 1 on, that it stands so near to that it may be theirs."""
        x, y, w, h = self.marks.boxes[small].T[..., None]
        (left, _, right, _), (top, foot) = np.array(self.boxes[1:]).T, np.array(self.cores[1:]).T
        width, shape = _LONG_DASH
        dash = (self.marks.regions[small, None] > 0) & (w >= width * self.x_height) & (w >= shape * h)
        reach = np.where(dash, np.inf, 2 * self.x_height)  # a dash in a cell stands as far off as it likes
        above = _ACCENT_REACH * self.x_height
        return np.asarray(
            (self.marks.regions[small, None] == np.array(self.regions[1:]))
            & (left - reach <= x + w)
            & (right + reach >= x)
            & (top - above <= y + h / 2)
            & (foot + above >= y + h / 2)
        )

    def owner_of_pixels(self) -> NDArray[np.int32]:
        """Line number of each pixel; what is too large for a letter goes by the lines whose bands it
        crosses.
        """
        owner = np.asarray(self.marks.pieces.spread(self.line_of_mark), np.int32)
        large = (self.line_of_mark == 0) & (self.marks.boxes[:, 3] >= 2 * self.x_height)
        large[0] = False
        if large.any():
            rest = self.marks.pieces.where(large) > 0
            for number in range(1, len(self.boxes)):
                x0, _, x1, _ = self.boxes[number]
                top, bottom = self.cores[number]
                reach = self.x_height
                band = np.s_[max(0, int(top - reach)) : int(bottom + 0.5 * reach), x0 : x1 + round(reach)]
                owner[band][rest[band]] = number
        return owner


def _members(line_of_mark: NDArray[np.int32]) -> list[NDArray[np.intp]]:
    """The marks of each line, from line 1 on."""
    order = np.argsort(line_of_mark, kind="stable")
    first = np.searchsorted(line_of_mark[order], np.arange(1, int(line_of_mark.max()) + 1))
    return np.split(order, first)[1:]


def _lower_line(boxes: NDArray[np.int32], x_height: float) -> NDArray[np.bool_] | None:
    """Which letters stand on the lower of two lines, one below the other; None where all are one line."""
    feet = boxes[:, 1] + boxes[:, 3]
    low, high = feet.min(), feet.max()
    if high - low < _PITCH * x_height:
        return None
    baselines = np.quantile(feet, _FEET)
    for _ in range(_ROUNDS):
        lower = np.abs(feet - baselines[1]) < np.abs(feet - baselines[0])
        if min(lower.sum(), (~lower).sum()) < _EDGE_LETTERS:
            return None
        baselines = np.array([np.median(feet[~lower]), np.median(feet[lower])])
    lefts, rights = boxes[:, 0], boxes[:, 0] + boxes[:, 2]
    fewer, more = (lower, ~lower) if lower.sum() < (~lower).sum() else (~lower, lower)
    over = (lefts[fewer, None] < rights[more]) & (rights[fewer, None] > lefts[more])
    stacked = over.any(axis=1).mean() > _STACKED
    return lower if stacked and baselines[1] - baselines[0] >= _PITCH * x_height else None


def _around(boxes: NDArray[np.int32]) -> Box:
    x1, y1 = (boxes[:, 0] + boxes[:, 2]).max(), (boxes[:, 1] + boxes[:, 3]).max()
    return int(boxes[:, 0].min()), int(boxes[:, 1].min()), int(x1), int(y1)


def _cut(gray: Gray, owner: NDArray[np.int32], number: int, box: Box, of: tuple[int, float]) -> TextLine:
    """The line's picture: its own ink, and paper where other lines' ink was."""
    region, x_height = of
    margin = max(3, round(_MARGIN * x_height))
    x0, y0 = max(0, box[0] - margin), max(0, box[1] - margin)
    window = np.s_[y0 : box[3] + margin, x0 : box[2] + margin]
    picture = gray[window].copy()
    foreign = ((owner[window] != number) & (owner[window] != 0)).astype(np.uint8)
    own = (owner[window] == number).astype(np.uint8)
    halo = np.ones((5, 5), np.uint8)
    kept = cv2.dilate(own, np.ones((3, 3), np.uint8))
    picture[(cv2.dilate(foreign, halo) > 0) & (kept == 0)] = 255
    whole = (x0, y0, x0 + picture.shape[1], y0 + picture.shape[0])
    cuts, shown = _narrow_blanks(own.any(axis=0), x_height)
    return TextLine(whole, np.ascontiguousarray(picture[:, shown]), region, x_height, cuts)


def _narrow_blanks(
    inked: NDArray[np.bool_], x_height: float
) -> tuple[tuple[tuple[int, int], ...], NDArray[np.bool_]]:
    """Cuts that narrow the wide blanks between a line's inked columns, and which columns are left."""
    columns = np.flatnonzero(inked)
    shown = np.ones(len(inked), np.bool_)
    cuts: list[tuple[int, int]] = []
    removed = 0
    for before, after in pairwise(columns.tolist()):
        if after - before > _WIDE_BLANK * x_height:
            width = after - before - round(_SHOWN_BLANK * x_height)
            start = (before + after - width) // 2
            shown[start : start + width] = False
            cuts.append((start - removed, width))
            removed += width
    return tuple(cuts), shown


def region_map(shape: tuple[int, int], cells: Sequence[Box], rulings: Gray, dpi: float) -> NDArray[np.int32]:
    """Numbers pixels by the cell they lie in (1-based, in the order given), 0 outside, −1 on rulings.

    Within a cell only its own sides are rulings: stems of letters that stand one below the other can look
    like one.
    """
    side = round(_SIDE * dpi / 72)
    regions = np.zeros(shape, np.int32)
    regions[rulings > 0] = -1
    for number, (x0, top, x1, bottom) in enumerate(cells, 1):
        sides = rulings[top:bottom, x0:x1] > 0
        sides[side:-side, side:-side] = False
        regions[top:bottom, x0:x1] = np.where(sides, -1, number)
    return regions
