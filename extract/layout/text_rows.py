"""Words of a text layer gathered into lines: on common baselines, cut where columns part."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from extract.page_reading import ReadLine
from extract.sources.text_layer import LayerWord
from kehoach.records import BBox

# A gap splits a line where it is this many letter heights wide and this many times the line's usual blank.
_COLUMN_GAP: Final = 1.2
_COLUMN_GAP_RATIO: Final = 2.0
# Words are of one row where their middles differ by less than this share of the tallest one's height.
_SAME_ROW: Final = 0.4
# After these a wide gap is no border between columns: an item's tab stop, a number yet to be filled in.
_TAB_AFTER: Final = re.compile(r"(?:[-+*•]|\(?[\w.]{1,6}[.)/]) |Số: [/\d]")


def free_lines(words: Iterable[LayerWord]) -> list[ReadLine]:
    """The lines of words outside tables."""
    return [_line(run) for row in _all_rows(words) for run in _split_at_columns(row)]


def cell_lines(words: Iterable[LayerWord]) -> tuple[ReadLine, ...]:
    """The lines of a cell's words."""
    return tuple(map(_line, _all_rows(words)))


def _all_rows(words: Iterable[LayerWord]) -> list[list[LayerWord]]:
    by_turn: dict[int, list[LayerWord]] = {}
    for word in words:
        by_turn.setdefault(word.turn, []).append(word)
    return [row for turn, some in sorted(by_turn.items()) for row in _rows(some, turn)]


def _rows(words: Iterable[LayerWord], turn: int) -> list[list[LayerWord]]:
    """Words on common baselines, each row as it is read; upright words stand in rows from top to bottom."""
    rows: list[list[LayerWord]] = []
    for word in sorted(words, key=lambda w: _across(w, turn)):
        offset = _across(word, turn) - median(_across(w, turn) for w in rows[-1]) if rows else 0.0
        if rows and offset < _SAME_ROW * max(_height(w) for w in (*rows[-1], word)):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: _along(w, turn)) for row in rows]


def _across(word: LayerWord, turn: int) -> float:
    x0, top, x1, bottom = word.box
    places = {0: top + bottom, 90: x0 + x1, -90: -x0 - x1, 180: -top - bottom}
    return places[turn] / 2


def _along(word: LayerWord, turn: int) -> float:
    x0, top, x1, bottom = word.box
    return {0: x0, 90: -bottom, -90: top, 180: -x1}[turn]


def _height(word: LayerWord) -> float:
    """How high the word's letters are."""
    x0, top, x1, bottom = word.box
    return x1 - x0 if word.turn in (90, -90) else bottom - top


def _split_at_columns(row: list[LayerWord]) -> list[list[LayerWord]]:
    """The row cut at gaps far wider than its other blanks; a justified line's blanks are wide but alike."""
    if row[0].turn:
        return [row]
    height = median(map(_height, row))
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(row)]
    usual = median(sorted(gaps)[: max(1, len(gaps) - 1)]) if gaps else 0.0
    limit = max(_COLUMN_GAP * height, _COLUMN_GAP_RATIO * usual)
    runs = [row[:1]]
    for gap, word in zip(gaps, row[1:], strict=True):
        tab = len(runs[-1]) == 1 and _TAB_AFTER.match(f"{runs[-1][0].word.text} {word.word.text}")
        if gap > limit and not tab:
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _line(words: Sequence[LayerWord]) -> ReadLine:
    bold = sum(len(w.word.text) for w in words if w.bold)
    box = around([w.box for w in words])
    return ReadLine(tuple(w.word for w in words), box, bold=2 * bold > sum(len(w.word.text) for w in words))


def around(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around boxes (at least one)."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
