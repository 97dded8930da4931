"""Which sides of a table's cells are drawn: what is seen along each against what rulings leave elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.layout.ruling_paths import Path, share_shown
from extract.layout.rulings import Rulings

# What a side shows of its ruling where that is fainter than elsewhere; bounds; chance strokes inside a table.
_FAINTER, _LEFT, _CHANCE = 0.6, (0.15, 0.85), 0.05
# Logarithm of how much likelier a side is drawn than not before anything is seen of it; where letters hide a
# piece that is dark all along, or is not, or stand across (no more than so much in all).
_ROUNDS: Final = 2
_REACH = 2.2  # points: so far beside the rulings across it a side is looked at
_SEEN = 0.2  # of an edge's length shows, of which nothing is left elsewhere, where toner faded
_GONE, _NEVER, _WORN = 1.3, 0.003, 0.75
# … at least where it shows in part just beside, over so many pieces, in a table of which nothing wore off.
_FADED, _STRETCH = -1.05, 6
# Pieces that a word hides at least, so far (points) from levels, beside whose dashes nothing is seen either.
_WORD, _BESIDE = 3, 5.0
_WHOLE, _SHOWN, _NONE = 0.95, 0.75, -2.0
# … but an edge that wore off alone shows in this share of the pieces, so many, at either end of its sides.
_MEETS, _END = 0.5, 2
_DRAWN, _DARK, _WHITE, _CROSSED, _ALL_CROSSED = 1.0, 0.4, -0.3, -1.0, -5.0
_BARE = -0.8  # … or is not, where nothing wore off: beside letters a ruling is as dark as elsewhere


def drawn_sides(
    rulings: Rulings,
    edges: Sequence[Path],
    across: Sequence[Path],
    beside: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """How much likelier than not (logarithm) the side of edge e between c and c+1 of the rulings `across` is
    drawn: (edges, across − 1). `beside` has what is left (0–1) of the sides around each: where that is
    nothing, it tells nothing that nothing is seen.
    """
    evidence, reach = rulings.evidence, _reach(rulings)
    likely = np.zeros((len(edges), len(across) - 1))
    for row, edge in enumerate(edges):
        middle = edge.middle
        places = [round(other.at(middle)) for other in across]
        first = places[0] // evidence.piece
        pieces = np.arange(first, min(evidence.shown.shape[1], places[-1] // evidence.piece + 1))
        ys = np.interp((pieces + 0.5) * evidence.piece, edge.xs, edge.ys).round().astype(int)
        weights = _weights(rulings, ys, pieces)
        white = 0 < row < len(edges) - 1 and edge.score == 0  # between words is all that was seen of it
        gone = 0.0 if white else _gone(rulings, ys, pieces)
        bounds = [
            (-(-(start + reach) // evidence.piece) - first, (end - reach) // evidence.piece - first)
            for start, end in pairwise(places)
        ]
        strokes, letters = np.array([weights[:, start:end].sum(axis=1) for start, end in bounds]).T
        least = np.full(len(bounds), gone)
        wide = np.diff(places)
        if beside is not None and wide[strokes > 0].sum() >= _SEEN * wide.sum():
            least = np.maximum(gone, _GONE * np.log(np.maximum(1 - beside[row], _NEVER)))
        if rulings.left >= _WHOLE:
            shown, seen = (mask[ys, pieces] for mask in (evidence.shown, evidence.seen))
            least[_beside_worn(shown, seen, bounds)] = _FADED
        likely[row] = _DRAWN + np.maximum(strokes, least) + np.maximum(letters, _ALL_CROSSED)
    return likely


def _beside_worn(
    shown: NDArray[np.bool_], seen: NDArray[np.bool_], bounds: Sequence[tuple[int, int]]
) -> NDArray[np.bool_]:
    """Which sides of an edge show nothing where the nearer half of the one before or behind shows in part:
    there toner faded. A cell over rows or columns has whole sides around.
    """
    none = [not shown[start:end].any() for start, end in bounds]
    worn = [False] * len(bounds)
    for (one, left), (other, right) in pairwise(enumerate(bounds)):
        before, behind = slice(sum(left) // 2, left[1]), slice(right[0], sum(right) // 2)
        worn[one] |= _is_worn(shown[behind][seen[behind]])
        worn[other] |= _is_worn(shown[before][seen[before]])
    return np.array(none, np.bool_) & worn


def _is_worn(shown: NDArray[np.bool_]) -> bool:
    """Whether a stretch of some length shows in part."""
    return bool(shown.size >= _STRETCH and 0 < shown.sum() < _SHOWN * shown.size)


def _reach(rulings: Rulings) -> int:
    """How far (pixels) beside the rulings across it a side begins to be looked at."""
    return max(2, round(_REACH * rulings.points))


def as_seen(
    rulings: Rulings, edges: Sequence[Path], across: Sequence[Path], sides: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The `sides` (edges × across − 1) without those of which too little is seen where nothing wore off: the
    stem of a "1" in a row is none. An edge alone may have worn off: it still shows where it meets others.
    """
    likely = sides.copy()
    for place, path in enumerate(edges) if rulings.left >= _WHOLE else ():
        shown = list(_shown_in_rows(rulings, path, across))
        ends = np.concatenate([piece for row in shown for piece in (row[:_END], row[-_END:])])
        if ends.size and ends.mean() >= _MEETS:
            continue
        for row, pieces in enumerate(shown):
            if pieces.size > 1 and pieces.mean() < _SHOWN:
                likely[place, row] = min(likely[place, row], _NONE)
    return likely


def _shown_in_rows(rulings: Rulings, path: Path, across: Sequence[Path]) -> Iterator[NDArray[np.bool_]]:
    """Of each side of an edge whether the ruling shows in the pieces that nothing hides."""
    evidence, piece = rulings.evidence, rulings.evidence.piece
    for start, end in pairwise(round(other.at(path.middle)) for other in across):
        pieces = np.arange(-(-start // piece), end // piece)
        rows = np.interp((pieces + 0.5) * piece, path.xs, path.ys).astype(int)
        yield evidence.shown[rows, pieces][evidence.seen[rows, pieces]]


def left_beside(rulings: Rulings, edges: Sequence[Path], across: Sequence[Path]) -> NDArray[np.float64]:
    """The share (0–1) in which the best of the sides of these edges shows that end at each ruling across them
    and between: (across, edges − 1). Of a cell over rows and columns some sides show, where toner faded none.
    """
    evidence, reach = rulings.evidence, _reach(rulings)
    shown = np.zeros((len(edges), len(across) + 1))
    for row, edge in enumerate(edges):
        places = [round(other.at(edge.middle)) for other in across]
        for column, (start, end) in enumerate(pairwise(places), 1):
            shown[row, column] = share_shown(evidence, edge, start + reach, end - reach)
    beside = np.maximum(shown[:-1], shown[1:])
    return np.asarray(np.maximum(beside[:, :-1], beside[:, 1:]).T)


def _gone(rulings: Rulings, ys: NDArray[np.int_], pieces: NDArray[np.int_]) -> float:
    """How likely (logarithm) nothing is left along a side of a ruling, as may be of a worn one."""
    left = rulings.left
    if left < _WORN:
        evidence = rulings.evidence
        seen = int(evidence.seen[ys, pieces].sum())
        left = min(left, float(evidence.shown[ys, pieces].sum()) / max(1, seen))
    return float(_GONE * np.log(max(1 - left, _NEVER)))


def parted(
    rulings: tuple[Rulings, Rulings], levels: Sequence[Path], uprights: Sequence[Path]
) -> NDArray[np.bool_]:
    """Whether white parts words in the cells on both sides of each upright in each row: (uprights, rows).

    Where toner faded nothing is left of the ruling between; in one cell over both columns text runs on, and
    white as narrow as a blank is one where uprights show nearly whole.
    """
    level, upright = rulings
    evidence = level.evidence
    rows = [round(path.middle) for path in levels]
    places = [round(path.middle) // evidence.piece for path in uprights]
    apart = np.zeros((len(places), len(rows) - 1), bool)
    for row, (above, below) in enumerate(pairwise(rows)):
        words = words_between(level, above, below)
        for edge in range(1, len(places) - 1):
            before, at, after = places[edge - 1 : edge + 2]
            beside = min(words[before + 1 : at].sum(), words[at + 1 : after].sum())
            blank = upright.left >= _WHOLE and words[at - 1 : at + 2].all()
            crossed = evidence.crossed[above:below, at - 1 : at + 2].any()
            apart[edge, row] = beside >= _WORD and not blank and not crossed
    return apart


def words_between(level: Rulings, above: int, below: int) -> NDArray[np.bool_]:
    """In which pieces of the page's width words stand, or hard beside them, between two levels (pixels)."""
    return np.asarray(~level.evidence.seen[_between(level, above, below)].all(axis=0))


def _between(level: Rulings, above: int, below: int) -> slice:
    """The rows between two levels, without those in which their dashes hide what they stand on."""
    beside = round(_BESIDE * level.points)
    return slice(above + beside, below - beside)


def as_others_are(sides: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same, taking into account that in a row of sides mostly all are drawn, or none."""
    likely = sides
    for _ in range(_ROUNDS):
        inner = (likely > 0).sum(axis=1, keepdims=True) - (likely > 0)
        share = (inner + 1) / (sides.shape[1] + 1)
        likely = sides - _DRAWN + np.log(share / (1 - share))
    return np.asarray(likely)


def _weights(rulings: Rulings, ys: NDArray[np.int_], pieces: NDArray[np.int_]) -> NDArray[np.float64]:
    """How much each piece of an edge speaks for it (2 × pieces): by what is seen, and by letters on it."""
    evidence = rulings.evidence
    left = float(np.clip(_FAINTER * rulings.left, *_LEFT))
    rows = np.clip(ys + np.array([[-1], [0], [1]]), 0, len(evidence.shown) - 1)
    shown, dark = (mask[rows, pieces].any(axis=0) for mask in (evidence.shown, evidence.dark))
    telling = np.where(evidence.shown[rows, pieces], evidence.telling[rows, pieces], 0).max(axis=0)
    if rulings.left < _WORN:  # of such a ruling short strokes beside letters are all that is left
        telling = np.ones_like(telling)
    seen, crossed = evidence.seen[rows[1], pieces], evidence.crossed[rows[1], pieces]
    chance = min(max(_CHANCE, evidence.chance), left / 2)
    strokes = np.where(
        shown, telling * np.log(left / chance), np.where(seen, np.log((1 - left) / (1 - chance)), 0.0)
    )
    hidden = ~(shown | seen)
    white = _BARE if rulings.left >= _WHOLE else _WHITE
    letters = np.where(hidden, np.where(crossed, _CROSSED, np.where(dark, _DARK, white)), 0.0)
    return np.stack([strokes, letters])
