"""The cells of a table without uprights: words between the middles of the white that parts columns and
rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.layout.gutters import Gutter
from extract.layout.word_lines import lines_of, middle_of, runs_of
from extract.page_reading import ReadCell, ReadLine, ReadTable, ReadWord

_LONG: Final = 3  # letters of a word that is wider than high


@dataclass(frozen=True, slots=True)
class Region:
    """Where a table stands: its words, its column edges, its row edges from the top (header first), the white
    between its columns, the lines of its header, and the number of its last row; whether columns may be mixed
    up: one has no header of its own, the page before has more or fewer, or numbers stand with words.
    """

    words: tuple[ReadWord, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    gutters: tuple[Gutter, ...]
    header: tuple[str, ...]
    last: ReadWord
    doubtful: bool


def table_of(region: Region) -> ReadTable:
    """The table of a region, a cell for each text of a row: its words are read from left to right."""
    cells: list[ReadCell] = []
    xs, ys = region.xs, region.ys
    for row, words in enumerate(words_of_rows(region.words, ys)):
        top, bottom = ys[row], ys[row + 1]
        for column, span in spans_of(words, xs):
            box = (xs[column], top, xs[column + span], bottom)
            inside = [w for w in words if box[0] <= middle_of(w) <= box[2]]
            cells.append(ReadCell(row, column, 1, span, box, tuple(map(_read_line, _lines(inside)))))
    return ReadTable((xs[0], ys[0], xs[-1], ys[-1]), xs, len(ys) - 1, tuple(cells))


def _lines(words: Sequence[ReadWord]) -> list[list[ReadWord]]:
    """The lines of a cell; those printed upwards are read from the foot, the left one first."""
    long = [word for word in words if len(word.text) >= _LONG]
    if not long or not all(word.bbox[3] - word.bbox[1] > word.bbox[2] - word.bbox[0] for word in long):
        return lines_of(words)
    lines: list[list[ReadWord]] = []
    for word in sorted(words, key=middle_of):
        if lines and middle_of(word) < lines[-1][0].bbox[2]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: -word.bbox[3]) for line in lines]


def words_of_rows(words: Sequence[ReadWord], ys: Sequence[float]) -> list[list[ReadWord]]:
    """The words of each row, the header's first."""
    return [
        [w for w in words if top <= (w.bbox[1] + w.bbox[3]) / 2 <= bottom] for top, bottom in pairwise(ys)
    ]


def spans_of(words: Sequence[ReadWord], xs: Sequence[float]) -> Iterable[tuple[int, int]]:
    """Columns and spans of a row's cells: a title that runs over gutters is one cell."""
    column = 0
    runs = [run for line in lines_of(words) for run in runs_of(line, line[0].bbox[3] - line[0].bbox[1])]
    crossed = [any(left < x < right for left, right in runs) for x in xs[1:-1]]
    for index, title in enumerate([*crossed, False]):
        if not title:
            yield column, index + 1 - column
            column = index + 1


def _read_line(words: Sequence[ReadWord]) -> ReadLine:
    x0, top, x1, bottom = zip(*(word.bbox for word in words), strict=True)
    return ReadLine(tuple(words), (min(x0), min(top), max(x1), max(bottom)))
