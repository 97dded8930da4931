"""Which gold word each word of a `Document` is a reading of, and in which gold cell it stands.

Table rows are paired with gold's tasks and groups, then their cells with gold's cells; the words of a cell
are aligned with the words of its gold. All other words in reading order are aligned with title and body.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from bench.assign import assign
from bench.metrics import CELLS, Gold, gold_tasks, plain
from kehoach.records import Cell, Document, Word

_SAME_ROW: Final = 0.4  # mean distance of cells beyond which two rows are different ones
_GAP: Final = 0.7  # cost of a word without a partner; a wrong partner costs up to 1
_LARGEST: Final = 250_000  # pairs of words in a stretch that are still worth aligning


@dataclass(frozen=True, slots=True)
class Reading:
    """A word as read, and `gold`: what stands on paper, "" where nothing does, None where gold does not say.

    `task` (gold's tasks from 0) and `field` name the gold cell; both are None outside task rows.
    """

    word: Word
    gold: str | None
    right: bool | None
    task: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """The words of a document, by start, and the weakest word's confidence of each gold cell that has
    words.
    """

    readings: tuple[Reading, ...]
    weakest: Mapping[tuple[int, str], float]


@dataclass(frozen=True, slots=True)
class _GoldRow:
    task: int | None  # None: the title of a group
    cells: Mapping[str, str]


def align_document(document: Document, gold: Gold) -> Aligned:
    """Every word of the document with its gold."""
    readings: dict[int, Reading] = {}
    weakest: dict[tuple[int, str], float] = {}
    for cell, row, field in _pair_cells(document, _gold_rows(gold)):
        words = _words(document, cell.start, cell.end)
        if row.task is not None and words:
            weakest[row.task, field] = min(word.confidence for word in words)
        if words and words[0].start not in readings:  # a cell that spans rows is gold of each of them
            place = (None, None) if row.task is None else (row.task, field)
            partners = _align(words, row.cells[field].split())
            for word, (partner, right) in zip(words, partners, strict=True):
                readings[word.start] = Reading(word, partner or "", right, *place)
    rest = [word for word in document.words if word.start not in readings]
    stream = " ".join((gold["document"]["title"], *gold["body"])).split() if gold["body"] else []
    readings |= _within_lines(document, rest, _align(rest, stream))
    return Aligned(tuple(readings[word.start] for word in document.words), weakest)


def _within_lines(
    document: Document, words: Sequence[Word], partners: Sequence[tuple[str | None, bool]]
) -> Iterator[tuple[int, Reading]]:
    """Readings by start. A word without a partner is wrong if its line has partners on both sides of it."""
    starts = [line.start for line in document.lines]
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(bisect_right(starts, word.start), []).append(index)
    for members in lines.values():
        known = [index for index in members if partners[index][0] is not None]
        for index in members:
            partner, right = partners[index]
            inside = bool(known) and known[0] < index < known[-1]
            said = partner if partner is not None else "" if inside else None
            yield words[index].start, Reading(words[index], said, None if said is None else right)


def _gold_rows(gold: Gold) -> list[_GoldRow]:
    rows: list[_GoldRow] = []
    group = ""
    for index, task in enumerate(gold_tasks(gold)):
        if task["group_title"] and group != task["group_title"]:
            group = task["group_title"]
            rows.append(_GoldRow(None, {"group": task["group"], "group_title": group}))
            rows.append(_GoldRow(None, {"group_title": f"{task['group']}. {group}"}))
        rows.append(_GoldRow(index, {name: task[name] or "" for name in CELLS}))
    return rows


def _pair_cells(document: Document, gold: Sequence[_GoldRow]) -> Iterator[tuple[Cell, _GoldRow, str]]:
    """The cells of table rows that are gold's, each with its gold. All tables compete for gold's rows."""
    cells = [cell for table in document.tables for cell in table.cells]
    read = [plain(document.text[cell.start : cell.end]) for cell in cells]
    places = [(index, field) for index, row in enumerate(gold) for field in row.cells]
    if not cells or not places:
        return
    wanted = [plain(gold[index].cells[field]) for index, field in places]
    apart = cdist(read, wanted, scorer=Levenshtein.normalized_distance)
    owners = np.array([index for index, _ in places])
    rows = _rows(document, read)
    cost = _row_costs(rows, owners, apart, np.array([len(text) for text in read], dtype=float))
    for row, index in assign(cost):
        if cost[row, index] < _SAME_ROW:
            (columns,) = np.nonzero(owners == index)
            for i, j in assign(apart[np.ix_(rows[row], columns)]):
                yield cells[rows[row][i]], gold[index], places[columns[j]][1]


def _rows(document: Document, read: Sequence[str]) -> list[NDArray[np.int64]]:
    """The rows of all tables, as places of their cells that hold text; a cell that spans rows is in each."""
    rows: list[NDArray[np.int64]] = []
    first = 0
    for table in document.tables:
        for row in range(table.row_count):
            inside = [
                i for i, cell in enumerate(table.cells, first) if cell.row <= row < cell.row + cell.row_span
            ]
            rows.append(np.array([i for i in inside if read[i]], dtype=np.int64))
        first += len(table.cells)
    return rows


def _row_costs(
    rows: Sequence[NDArray[np.int64]],
    owners: NDArray[np.int64],
    apart: NDArray[np.float32],
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    """How far each table row is from each gold row: the mean over its characters of the nearest cell's
    distance.
    """
    nearest = np.stack([apart[:, owners == index].min(axis=1) for index in range(owners[-1] + 1)], axis=1)
    cost = np.ones((len(rows), nearest.shape[1]))
    for row, members in enumerate(rows):
        if members.size:
            cost[row] = np.average(nearest[members], axis=0, weights=weights[members])
    return cost


def _words(document: Document, start: int, end: int) -> list[Word]:
    first = bisect_right(document.words, start, key=lambda word: word.end)
    last = bisect_right(document.words, end - 1, key=lambda word: word.start)
    return list(document.words[first:last])


def _align(words: Sequence[Word], gold: Sequence[str]) -> list[tuple[str | None, bool]]:
    """For each word its partner in gold, None where it has none, and whether it is right, the points at its
    end included, which do not count at the end of all.
    """
    partners: list[tuple[str | None, bool]] = [(None, False)] * len(words)
    read, wanted = [plain(word.text) for word in words], [plain(word) for word in gold]

    def same_points(place: int, partner: int) -> bool:
        return place == len(words) - 1 or _points(words[place].text) == _points(gold[partner])

    for tag, i, i_end, j, j_end in _blocks(read, wanted):
        if tag or (j < j_end and plain(" ".join(read[i:i_end])) == plain(" ".join(wanted[j:j_end]))):
            if i_end - i == j_end - j:
                partners[i:i_end] = [(gold[j + k], same_points(i + k, j + k)) for k in range(i_end - i)]
            else:
                partners[i:i_end] = [(" ".join(gold[j:j_end]), True)] * (i_end - i)
        elif (i_end - i) * (j_end - j) <= _LARGEST:
            for a, b in _align_block(read[i:i_end], wanted[j:j_end]):
                same = read[i + a] == wanted[j + b] and same_points(i + a, j + b)
                partners[i + a] = gold[j + b], same
    return partners


def _points(text: str) -> str:
    return text[len(text.rstrip(".,;:")) :]


def _blocks(read: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Stretches that are equal, and between them stretches that are not."""
    i = j = 0
    for op in Levenshtein.opcodes(read, wanted):
        if op.tag == "equal":
            if (i, j) != (op.src_start, op.dest_start):
                yield False, i, op.src_start, j, op.dest_start
            yield True, op.src_start, op.src_end, op.dest_start, op.dest_end
            i, j = op.src_end, op.dest_end
    if (i, j) != (len(read), len(wanted)):
        yield False, i, len(read), j, len(wanted)


def _align_block(read: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places, from the last, so that unlike partners and words without one cost the least."""
    if not read or not wanted:
        return
    apart = cdist(read, wanted, scorer=Levenshtein.normalized_distance).tolist()
    best = [[_GAP * j for j in range(len(wanted) + 1)]]
    for i, row in enumerate(apart, 1):
        line = [_GAP * i]
        for j, distance in enumerate(row, 1):
            line.append(min(best[-1][j - 1] + distance, best[-1][j] + _GAP, line[-1] + _GAP))
        best.append(line)
    i, j = len(read), len(wanted)
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + apart[i - 1][j - 1]:
            i, j = i - 1, j - 1
            yield i, j
        elif best[i][j] == best[i - 1][j] + _GAP:
            i -= 1
        else:
            j -= 1
