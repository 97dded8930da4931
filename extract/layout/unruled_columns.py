"""Text that stands in columns outside the tables that were found: a table whose rulings nobody saw."""

from collections.abc import Sequence

from extract.page_reading import ReadLine
from kehoach.records import BBox

# A head or a signature has two columns, and some rows; a table has more of both.
_ABREAST, _ROWS = 3, 5
_LEVEL = 0.5  # lines stand level where their middles are nearer than this share of the lower one's height


def unruled_columns(lines: Sequence[ReadLine]) -> BBox | None:
    """The box around lines that stand three or more abreast in several rows; None where there are no such.

    `lines` are those outside tables; noise counts for nothing.
    """
    rows: list[list[ReadLine]] = []
    for line in sorted((ln for ln in lines if not ln.noise), key=_middle):
        last = rows[-1][0] if rows else None
        if last is not None and _middle(line) - _middle(last) < _LEVEL * min(_height(line), _height(last)):
            rows[-1].append(line)
        else:
            rows.append([line])
    wide = [line.bbox for row in rows if len(row) >= _ABREAST for line in row]
    if sum(len(row) >= _ABREAST for row in rows) < _ROWS:
        return None
    return (
        min(box[0] for box in wide),
        min(box[1] for box in wide),
        max(box[2] for box in wide),
        max(box[3] for box in wide),
    )


def _middle(line: ReadLine) -> float:
    return (line.bbox[1] + line.bbox[3]) / 2


def _height(line: ReadLine) -> float:
    return line.bbox[3] - line.bbox[1]
