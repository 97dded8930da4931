"""The rows of a table told by its text alone, once its columns are known.

In a cell lines follow each other evenly; from one row to the next it is farther. Texts of one row stand
beside each other, whichever way their cells are aligned, and one column has the numbers that count the rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from extract.layout.column_pieces import Piece, is_heading
from extract.layout.line_distances import EVEN, LineDistance

_OVERLAP: Final = 0.5  # of the distance from line to line: texts nearer than so stand beside each other
_SHORT: Final = 4  # letters of what may be a label misread
_NUMBERED_ROWS: Final = 0.5  # labels for each row from which on each has one
_OWN: Final = 3  # columns of a row of its own whose label was lost
_OFF: Final = 0.6  # lines that a label is off at most
_TITLE: Final = 2  # columns in which a group's title stands
_HEADER: Final = 4  # rows from the top among which the header is


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The pieces of a row, from its first base to its last (points)."""

    pieces: tuple[Piece, ...]
    first: float
    last: float
    sure: bool = True  # that these lines are of this row

    @property
    def label(self) -> str:
        """What stands in the first column, or begins there."""
        return " ".join(w.text for p in self.pieces if p.column == 0 for w in p.words)

    @property
    def columns(self) -> set[int]:
        """The columns in which something stands."""
        return {k for p in self.pieces for k in range(p.column, p.last + 1)}

    def joined(self, other: "AlignedRow") -> "AlignedRow":
        """The row with the pieces of another."""
        ends = min(self.first, other.first), max(self.last, other.last)
        return AlignedRow((*self.pieces, *other.pieces), *ends, self.sure and other.sure)


def rows_of(pieces: Sequence[Piece], lines: LineDistance, count: int) -> tuple[AlignedRow, ...]:
    """The rows of a table of `count` columns from top to bottom. One below the header is sure where it has
    one label, in its place, and lines that are apart from those of the rows above and below.
    """
    rows = _beside_each_other(_texts(pieces, lines.farthest, count), lines.far)
    rows = _from_header(rows, lines.far)
    labels = sum(len(p.words[0].text) <= _SHORT for row in rows for p in row.pieces if p.column == 0)
    if all(map(_counts_one, rows[_first_whole(rows) :])):
        return tuple(_judged(rows, lines.far))
    if labels < _NUMBERED_ROWS * len(rows):
        return tuple(replace(row, sure=False) for row in rows)
    return tuple(_judged(_with_labels(rows, lines), lines.far))


def _first_whole(rows: Sequence[AlignedRow]) -> int:
    """The number of the first row that has to have a label: below a header and the rest of a row."""
    below = int(is_heading(rows[0].label))
    return below + (below < len(rows) and not rows[below].label)


def _counts_one(row: AlignedRow) -> bool:
    """Whether a row has one label and nothing else in the first column."""
    first = [p for p in row.pieces if p.column == 0]
    return len(first) == 1 and (first[0].is_label or len(first[0].text) <= _SHORT)


def _texts(pieces: Sequence[Piece], farthest: float, count: int) -> Iterator[AlignedRow]:
    """The texts of cells: pieces of one column that follow each other evenly."""
    for column in range(count):
        text: list[Piece] = []
        for piece in sorted((p for p in pieces if p.column == column), key=lambda p: p.base):
            if text and piece.base - text[-1].base > farthest:
                yield _row(text)
                text = []
            text.append(piece)
        if text:
            yield _row(text)


def _row(pieces: Sequence[Piece], sure: bool = True) -> AlignedRow:
    bases = [p.base for p in pieces]
    return AlignedRow(tuple(pieces), min(bases), max(bases), sure)


def _beside_each_other(texts: Iterable[AlignedRow], far: float) -> list[AlignedRow]:
    """Texts joined to rows with those that stand beside them."""
    rows: list[AlignedRow] = []
    for text in sorted(texts, key=lambda t: t.first):
        beside = [r for r in rows if min(r.last, text.last) - max(r.first, text.first) > -_OVERLAP * far]
        rows = [r for r in rows if r not in beside]
        for row in beside:
            text = row.joined(text)
        rows.append(text)
    return sorted(rows, key=lambda r: r.first)


def _from_header(rows: list[AlignedRow], far: float) -> list[AlignedRow]:
    """The rows from the header on, if there is one. Its texts stand in the middle of their cells: what
    reaches farther down than they reach up is the rest of a row of the page before.
    """
    for place, row in enumerate(rows[:_HEADER]):
        heading = [p for p in row.pieces if p.column == 0 and is_heading(p.text.removeprefix("Số "))]
        if heading:
            upper = [p.base for p in row.pieces if p.column == 0 and p.text == "Số"]
            middle = median([*upper, *(p.base for p in heading)])
            foot = 2 * middle - row.first + _OVERLAP * far
            parts = [[p for p in row.pieces if (p.base <= foot) == above] for above in (True, False)]
            return [*(_row(part) for part in parts if part), *rows[place + 1 :]]
    return rows


def _with_labels(rows: Sequence[AlignedRow], lines: LineDistance) -> list[AlignedRow]:
    """The rows of a table in which each has its label: those that have several are cut between them, and
    those that have none go with the one whose label then stands more as it should, and neither is sure.
    """
    cut = [part for row in rows for part in _cut_between_labels(row, lines)]
    first = _first_whole(cut)
    from_top = _are_at_top(cut)
    whole: list[AlignedRow] = cut[:1]
    loose: AlignedRow | None = None  # of the row below
    shaken = False  # whether the row below may lack what the one above got
    for place, row in enumerate(cut[1:], 1):
        if loose is not None:
            row, loose = loose.joined(row), None
        after = next((r for r in cut[place + 1 :] if r.label), None)
        if row.label or place < first or len(row.columns) >= _OWN:
            whole.append(replace(row, sure=row.sure and not shaken))
            shaken = False
            continue
        row, shaken = replace(row, sure=False), True
        if after is None or not whole[-1].label or _fits(row, whole[-1], after, from_top):
            whole[-1] = whole[-1].joined(row)
        else:
            loose = row
            whole[-1] = replace(whole[-1], sure=False)
    return whole


def _judged(rows: Sequence[AlignedRow], far: float) -> Iterator[AlignedRow]:
    """The rows; where one below the header has not one label, or it is not where others are, lines may be
    another's: neither it nor the rows beside it are sure. The last one may go on.
    """
    first, from_top = _first_whole(rows), _are_at_top(rows)
    odd = {
        place
        for place, row in enumerate(rows)
        if place >= first and not (_counts_one(row) and (row is rows[-1] or _is_in_place(row, from_top, far)))
    }
    for place, row in enumerate(rows):
        yield replace(row, sure=row.sure and odd.isdisjoint((place - 1, place, place + 1)))


def _is_in_place(row: AlignedRow, from_top: bool, far: float) -> bool:
    return len(row.columns) <= _TITLE or _off(row, from_top) <= _OFF * far


def _are_at_top(rows: Iterable[AlignedRow]) -> bool:
    """Whether labels stand at the top of their rows rather than in the middle."""
    labelled = [row for row in rows if any(p.is_label for p in row.pieces)]
    return sum(_off(row, True) for row in labelled) < sum(_off(row, False) for row in labelled)


def _off(row: AlignedRow, from_top: bool) -> float:
    """How far (points) a row's label is from where it should be."""
    label = median(p.base for p in row.pieces if p.column == 0)
    return abs(label - (row.first if from_top else (row.first + row.last) / 2))


def _fits(row: AlignedRow, before: AlignedRow, after: AlignedRow, from_top: bool) -> bool:
    """Whether a row without a label is of the one before it rather than of the one after it."""
    with_before = _off(before.joined(row), from_top) + _off(after, from_top)
    return with_before <= _off(before, from_top) + _off(after.joined(row), from_top)


def _cut_between_labels(row: AlignedRow, lines: LineDistance) -> Iterator[AlignedRow]:
    """A row with several labels cut between them, each time where the lines of all columns are farthest
    apart; it is sure where that is farther than lines of a cell are.
    """
    far, sure = lines.far, row.sure
    labels = sorted(p.base for p in row.pieces if p.is_label)
    rest = sorted(row.pieces, key=lambda p: p.base)
    for one, other in ((a, b) for a, b in pairwise(labels) if b - a > _OVERLAP * far):
        between = [p.base for p in rest if one <= p.base <= other]
        level = max(pairwise(between), key=lambda gap: (gap[1] - gap[0] > _OVERLAP * far, _apart(rest, gap)))
        above = {id(p) for column in row.columns for p in _above(rest, column, sum(level) / 2, far)}
        upper, rest = [p for p in rest if id(p) in above], [p for p in rest if id(p) not in above]
        clear = _between(upper, rest) > lines.farthest
        yield _row(upper, sure and clear)
        sure = row.sure and clear
    yield _row(rest, sure)


def _between(upper: Iterable[Piece], lower: Iterable[Piece]) -> float:
    """How far (points) the last lines of cells are from the first ones of those below them, at least."""
    last = {p.column: p.base for p in sorted(upper, key=lambda p: p.base)}
    return min((p.base - last[p.column] for p in lower if p.column in last), default=float("inf"))


def _above(pieces: Sequence[Piece], column: int, level: float, far: float) -> Sequence[Piece]:
    """The pieces of a column above a level or, where a text goes over it, above the widest gap near it that
    is not a line away.
    """
    some = [p for p in pieces if p.column == column]
    above = sum(p.base <= level for p in some)
    if not column or not 0 < above < len(some) or some[above].base - some[above - 1].base > far + EVEN:
        return some[:above]
    gaps = [
        (b.base - a.base, k)
        for k, (a, b) in enumerate(pairwise(some), 1)
        if a.base < level + far and b.base > level - far
    ]
    widest, place = max(gaps)
    return some[: place if widest > far + EVEN else above]


def _apart(pieces: Sequence[Piece], gap: tuple[float, float]) -> float:
    """How far (points) lines of one column are apart at least that stand above and below a gap."""
    above: dict[int, float] = {}
    nearest = float("inf")
    for piece in pieces:
        if piece.base <= gap[0]:
            above[piece.column] = piece.base
        elif piece.column in above:
            nearest = min(nearest, piece.base - above.pop(piece.column))
    return nearest
