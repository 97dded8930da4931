"""Tables that tell themselves that their grid is right: the numbers of their rows run on, and each of these
rows has a cell of its own in every column.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from extract.page_reading import ReadCell, ReadTable

# "14.", "03"
_NUMBER: Final = re.compile(r"(\d{1,3})[.)]?")
_FEWEST: Final = 4  # numbered rows that tell
_OF_HEADER: Final = 2  # rows at the head of a page that have no number and are no title
# White so wide (points) that runs down a column between words in this share of its cells parts two.
_GUTTER, _PARTED = 7.0, 0.5


def runs_on(table: ReadTable) -> bool:
    """Whether the numbers of all rows of a table but its header's and its groups' titles follow each other,
    with a cell in each column, and none of the columns has a gutter within it.
    """
    numbered: list[list[ReadCell]] = []
    last, titled = 0, True
    for place, row in enumerate(_rows(table)):
        found = _NUMBER.fullmatch(_text(row[0])) if row and row[0].column == 0 else None
        if found is None:
            titled = True
            if not _is_title(row) and (numbered or place >= _OF_HEADER):
                return False
            continue
        number = int(found[1])
        follows = not numbered or number == last + 1 or (titled and number == 1)
        if not follows or len(row) < len(table.column_edges) - 1 or any(c.row_span > 1 for c in row):
            return False
        numbered.append(row)
        last, titled = number, False
    return len(numbered) >= _FEWEST and not any(map(_has_gutter, zip(*numbered, strict=True)))


def _rows(table: ReadTable) -> Iterator[list[ReadCell]]:
    for number in range(table.row_count):
        yield [cell for cell in table.cells if cell.row == number]


def _is_title(row: Sequence[ReadCell]) -> bool:
    """Whether a row is a group's label and title; half a row below a stroke that is none has no label."""
    return bool(row and row[0].column == 0 and row[0].lines) and not any(c.lines for c in row if c.column > 1)


def _text(cell: ReadCell) -> str:
    return " ".join(word.text for line in cell.lines for word in line.words)


def _has_gutter(column: Sequence[ReadCell]) -> bool:
    """Whether white runs down between the words of a column's cells."""
    cells = [sorted((w.bbox[0], w.bbox[2]) for ln in cell.lines for w in ln.words) for cell in column]
    ends = [(0.0, 0.0)]
    for x0, x1 in sorted(box for boxes in cells for box in boxes):
        ends.append((x0, max(x1, ends[-1][1])))
    filled = [boxes for boxes in cells if boxes]
    for (_, end), (start, _) in pairwise(ends[1:]):
        both = sum(boxes[0][0] < end and max(x1 for _, x1 in boxes) > start for boxes in filled)
        if start - end >= _GUTTER and both >= _PARTED * len(filled):
            return True
    return False
