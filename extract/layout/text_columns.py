"""The columns of a table told by its text alone: strips of white that hardly a line crosses, on all of its
pages together.

A table whose rulings a scan has lost keeps them in how its text stands. White between words may stand above
white by chance in a few lines, but hardly in many, and not on several pages at the same place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.page_reading import ReadLine
from kehoach.language.tones import DOT_BELOW, split_tone

# How far letters reach above their base and below it, in sizes of the typeface, as in most serif ones:
# without a stem, with one or a mark, capitals with a mark, and below it.
_PLAIN, _TALL, _TALLEST, _BELOW = 0.46, 0.7, 0.88, 0.21
_WITHOUT_STEMS: Final = frozenset("acegijmnopqrsuvwxyz.,:;-–•")
_REACHING_BELOW: Final = frozenset("gjpqyQ,;()/|")
_MARKED: Final = frozenset("ĂÂÊÔ")
_SPECKS: Final = 0.12  # sizes by which specks make a line higher than its letters
_LOWER: Final = 0.3  # share of the lines whose boxes are no higher than its letters
# Slopes and bows (points, in the middle of the page) that are tried to set lines level, and leans of columns.
_FALLS: Final = tuple(np.linspace(-0.01, 0.01, 21).tolist())
_BOWS: Final = tuple(np.linspace(-5.0, 5.0, 11).tolist())
_LEANS: Final = tuple(np.linspace(-0.024, 0.024, 25).tolist())
_SAME_ROW: Final = 0.3  # letter heights between bases of words that stand level
# White between columns is so wide (points); a share of the lines may cross it, more while the table's first
# and last line are looked for. Where fewer lines have text on both sides of it, it is so wide.
_GUTTER, _ACROSS, _FEW, _WIDE = 4, (0.15, 0.12, 0.1), 5, 8
_BESIDE: Final = 3  # lines on each side of a gutter, at least
_FEWEST: Final = 5  # lines of a table, at least
# What a line counts for a stretch of lines to be a table that crosses no gutter, one, more of them.
_CLEAR, _TITLE, _TEXT = 1.0, -0.7, -1.2
# Columns of two pages are the same so near (points) to each other; a page is shifted by so much at most.
_SAME, _SHIFT = 8, 20
_CROSSED: Final = 0.3  # share of the rows beside a place between columns that cross it where there is none
_NARROWEST: Final = 12.0  # points; no column is narrower


@dataclass(frozen=True, slots=True)
class Standing:
    """Lines of a page, their bases set level (points), and the words of each that stand level with others:
    `rows` has the numbers of lines from top to bottom.
    """

    lines: tuple[ReadLine, ...]
    bases: NDArray[np.float64]
    rows: tuple[tuple[int, ...], ...]
    height: float

    def covered(self, lean: float) -> tuple[NDArray[np.bool_], float]:
        """Where words stand (rows × points from a place on the page, which comes with it), columns that lean
        by so much set upright.
        """
        middle = float(self.bases.mean())
        spans = [
            (row, word.bbox[0] - lean * (base - middle), word.bbox[2] - lean * (base - middle))
            for row, numbers in enumerate(self.rows)
            for number in numbers
            for base in (float(self.bases[number]),)
            for word in self.lines[number].words
        ]
        start = min(left for _, left, _ in spans) - 1
        width = int(max(right for *_, right in spans) - start) + 3
        covered = np.zeros((len(self.rows), width), np.bool_)
        for row, left, right in spans:
            covered[row, int(left - start) : int(np.ceil(right - start))] = True
        return covered, start


@dataclass(frozen=True, slots=True)
class Columns:
    """Places between the columns of a table (points), and how much each leans; its first and last row, and
    which share (0–1) of these cross none. The more a table is `worth`, the plainer it is.
    """

    between: tuple[float, ...]
    leans: tuple[float, ...]
    first: int
    last: int
    clear: float
    worth: float

    def shown_on(self, page: Standing) -> "Shown":
        """The places as the rows of this page show them."""
        ends = (page.bases[page.rows[row][0]] for row in (self.first, self.last))
        return Shown(self.between, float(-np.subtract(*ends)))


@dataclass(frozen=True, slots=True)
class Shown:
    """Places between columns (points) that a table shows, over how many points of a page's height."""

    between: Sequence[float]
    height: float


def standing(lines: Sequence[ReadLine]) -> Standing:
    """Lines (at least one) set level as bases of letters tell."""
    y, height = _bases(lines)
    x = np.array([(line.bbox[0] + line.bbox[2]) / 2 for line in lines])
    left, right = float(x.min()), float(x.max())
    bow = np.sin(np.pi * (x - left) / max(1.0, right - left)) ** 2
    bases = max(
        (
            (
                _together(at := y - fall * (x - x.mean()) - rise * bow)
                * (1 - 8 * abs(fall) - abs(rise) / 100),
                at,
            )
            for fall in _FALLS
            for rise in _BOWS
        ),
        key=lambda way: way[0],
    )[1]
    rows: list[list[int]] = []
    for number in np.argsort(bases, kind="stable").tolist():
        if rows and bases[number] - bases[rows[-1][0]] < _SAME_ROW * height:
            rows[-1].append(number)
        else:
            rows.append([number])
    return Standing(tuple(lines), bases, tuple(map(tuple, rows)), height)


def _bases(lines: Sequence[ReadLine]) -> tuple[NDArray[np.float64], float]:
    """The bases of lines by where their boxes end and what letters they have; of boxes that are too high, as
    those of askew or bowed lines are, in the middle of what their two ends tell. And how high letters are.
    """
    above, below = np.array([_reach("".join(word.text for word in line.words)) for line in lines]).T
    top, bottom = np.array([(line.bbox[1], line.bbox[3]) for line in lines]).T
    high = np.array(
        [max(w.bbox[3] for w in line.words) - min(w.bbox[1] for w in line.words) for line in lines]
    )
    size = float(np.quantile(high / (above + below), _LOWER))
    too_high = np.maximum(0, bottom - top - (above + below + _SPECKS) * size)
    return np.asarray(bottom - below * size - too_high / 2), size * float(np.median(above + below))


def _reach(text: str) -> tuple[float, float]:
    """How far a line's letters reach above and below their base, in sizes of the typeface."""
    plain, tones, _ = split_tone(text)
    below = _BELOW if DOT_BELOW in tones or not _REACHING_BELOW.isdisjoint(plain) else 0.0
    if any(letter.isupper() and _has_mark_above(letter) for letter in text):
        return _TALLEST, below
    return _PLAIN if not tones and _WITHOUT_STEMS.issuperset(plain) else _TALL, below


def _has_mark_above(letter: str) -> bool:
    plain, tone, _ = split_tone(letter)
    return plain in _MARKED or tone not in ("", DOT_BELOW)


def _together(places: NDArray[np.float64]) -> int:
    """How much places fall together, in points."""
    whole = np.floor(places - places.min()).astype(int)
    return int(np.square(np.bincount(whole)).sum())


def find_columns(page: Standing) -> Columns | None:
    """The columns in which most of a page's rows stand; None where there are fewer than three."""
    count = len(page.rows)
    stretches = {
        (0, count - 1),
        (count // 4, count - 1),
        (count // 2, count - 1),
        (0, count // 2),
        (0, 3 * count // 4),
        (count // 4, 3 * count // 4),
    }
    found = (
        columns
        for lean in _LEANS
        for covered, start in (page.covered(lean),)
        for ends in sorted(stretches)
        for columns in _columns(covered, start, ends, lean)
    )
    return max(found, key=lambda columns: columns.worth, default=None)


def _columns(
    covered: NDArray[np.bool_], start: float, ends: tuple[int, int], lean: float
) -> Iterator[Columns]:
    worth, gutters = 0.0, list[tuple[int, int]]()
    for share in _ACROSS:
        if ends[1] - ends[0] < _FEWEST:
            return
        block = covered[ends[0] : ends[1] + 1]
        gutters = _gutters(block, share)
        if len(gutters) < 2:
            return
        middles = [_clearest(block, gutter) for gutter in gutters]
        across = covered[:, middles].sum(axis=1)
        worth, *ends_ = _best_stretch(across)
        ends = ends_[0], ends_[1]
    if ends[1] - ends[0] < _FEWEST:
        return
    wide = sum(min(12, b - a) for a, b in gutters)
    worth = worth * len(gutters) ** 0.5 + 0.3 * wide - 50 * abs(lean)
    yield Columns(
        tuple(start + m + 0.5 for m in middles), (lean,) * len(middles), *ends, _clear(across, ends), worth
    )


def _gutters(block: NDArray[np.bool_], share: float) -> list[tuple[int, int]]:
    """White between columns that no larger share of the rows crosses, from where to where (points)."""
    free = block.sum(axis=0) <= share * len(block)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.view(np.int8), [0]))))
    white = [
        (a, b)
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if b - a >= _GUTTER and min(block[:, :a].any(axis=1).sum(), block[:, b:].any(axis=1).sum()) >= _BESIDE
    ]
    before = [0, *(b for _, b in white)]
    after = [*(a for a, _ in white), block.shape[1]]
    return [
        (a, b)
        for k, (a, b) in enumerate(white)
        if b - a >= _WIDE
        or (block[:, before[k] : a].any(axis=1) & block[:, b : after[k + 1]].any(axis=1)).sum() >= _FEW
    ]


def _clearest(block: NDArray[np.bool_], gutter: tuple[int, int]) -> int:
    """The middle of the places in a gutter that fewest rows cross."""
    across = block[:, gutter[0] : gutter[1]].sum(axis=0)
    clear = np.flatnonzero(across == across.min())
    return gutter[0] + int(clear[len(clear) // 2])


def _best_stretch(across: NDArray[np.int_]) -> tuple[float, int, int]:
    """The stretch of rows that is most of a table, by how many gutters each crosses: its worth and ends."""
    best, worth, start = (0.0, 0, 0), 0.0, 0
    for row, value in enumerate(np.where(across == 0, _CLEAR, np.where(across == 1, _TITLE, _TEXT)).tolist()):
        if worth <= 0:
            worth, start = 0.0, row
        worth += value
        best = max(best, (worth, start, row), key=lambda stretch: stretch[0])
    return best


def _clear(across: NDArray[np.int_], ends: tuple[int, int]) -> float:
    return float((across[ends[0] : ends[1] + 1] == 0).mean())


def common_columns(tables: Sequence[Shown]) -> tuple[float, ...]:
    """Of the places between columns that parts of one table show, those that half of them show or half of its
    height, where they are in the part that has most of these. Small tables of other columns take none away.
    """
    whole = sum(table.height for table in tables)

    def common(part: Shown) -> tuple[float, ...]:
        shifted = [(_shifted(other.between, part.between), other.height) for other in tables]
        found: list[float] = [-_NARROWEST]
        for x in part.between:
            heights = [high for other, high in shifted if any(abs(x - y) <= _SAME for y in other)]
            if 2 * len(heights) >= len(tables) or 2 * sum(heights) >= whole:
                found.append(x)
        return tuple(x for before, x in pairwise(found) if x - before >= _NARROWEST)

    return max(map(common, tables), key=len, default=())


def has_others(page: Sequence[float], known: Sequence[float]) -> bool:
    """Whether a page has the columns of a table but for some that were missed, or for some more. Those of
    another table are others.
    """
    few, many = sorted((_shifted(page, known), list(known)), key=len)
    return 0 < len(few) < len(many) and all(any(abs(x - y) <= _SAME for y in many) for x in few)


def count_apart(page: Sequence[float], known: Sequence[float]) -> int:
    """How many places between a page's columns are far from all of a table's."""
    return sum(all(abs(x - y) > 2 * _SAME for y in known) for x in _shifted(page, known))


def _shifted(page: Sequence[float], to: Sequence[float]) -> list[float]:
    """The places shifted so that most are near to those of the other page."""
    shifts = [0.0, *(y - x for x in page for y in to if abs(y - x) <= _SHIFT)]

    def near(shift: float) -> tuple[int, float]:
        return sum(min(abs(x + shift - y) for y in to) <= _SAME / 2 for x in page if to), -abs(shift)

    best = max(shifts, key=near)
    return [x + best for x in page]


def fit_columns(page: Standing, between: Sequence[float]) -> Columns | None:
    """Known columns where they fit a page's rows best, each then set where fewest words lie on it; None where
    hardly a row stands in them.
    """
    views = {lean: page.covered(lean) for lean in _LEANS}
    best: Columns | None = None
    for lean, (covered, start) in views.items():
        for shift in range(-_SHIFT, _SHIFT + 1):
            places = [round(x - start) + shift for x in between]
            if places[0] < 1 or places[-1] >= covered.shape[1] - 1:
                continue
            across = np.any([covered[:, [x + k for x in places]] for k in (-1, 0, 1)], axis=0)
            worth, first, last = _best_stretch(across.sum(axis=1))
            worth -= abs(shift) / 100 + 100 * abs(lean)
            if last - first >= _FEWEST and (best is None or worth > best.worth):
                leans = (lean,) * len(places)
                clear = _clear(across.sum(axis=1), (first, last))
                best = Columns(tuple(start + x + 0.5 for x in places), leans, first, last, clear, worth)
    return best and _set_clear(best, views)


def crossed(page: Standing, columns: Columns) -> tuple[bool, ...]:
    """Of each place between columns whether many of the rows with words in the two columns beside it have one
    across it: there is no place there.
    """
    found: list[bool] = []
    ends = (float("-inf"), *columns.between, float("inf"))
    for before, place, after, lean in zip(ends, columns.between, ends[2:], columns.leans, strict=False):
        covered, start = page.covered(lean)
        rows = covered[columns.first : columns.last + 1]
        left, at, right = (int(min(max(0.0, x - start), rows.shape[1] - 1)) for x in (before, place, after))
        beside = rows[:, left + 1 : right].any(axis=1)
        found.append(bool(rows[:, at].sum() > _CROSSED * beside.sum()))
    return tuple(found)


def _set_clear(columns: Columns, views: Mapping[float, tuple[NDArray[np.bool_], float]]) -> Columns:
    """The columns with each place between two in the middle of the widest white near it that fewest rows
    cross.
    """
    rows = slice(columns.first, columns.last + 1)
    found: list[tuple[float, float]] = []
    for place, usual in zip(columns.between, columns.leans, strict=True):
        ways: list[tuple[tuple[int, int, float], float, float]] = []
        for lean, (covered, start) in views.items():
            left = min(max(0, int(place - start) - _SAME), covered.shape[1] - 1)
            across = covered[rows, left : left + 2 * _SAME + 1].sum(axis=0)
            least = int(across.min())
            edges = np.flatnonzero(np.diff(np.concatenate(([0], (across == least).view(np.int8), [0]))))
            a, b = max(
                zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True), key=lambda ab: ab[1] - ab[0]
            )
            ways.append(((-least, b - a, -abs(lean - usual)), start + left + (a + b) / 2, lean))
        found.append(max(ways)[1:])
    places, leans = zip(*found, strict=True)
    if any(b - a < _NARROWEST / 2 for a, b in pairwise(places)):
        return columns
    across = np.zeros(len(next(iter(views.values()))[0]), np.int_)
    for place, lean in found:
        covered, start = views[lean]
        across += covered[:, int(place - start)]
    worth, first, last = _best_stretch(across)
    return Columns(places, leans, first, last, _clear(across, (first, last)), worth)
