"""Text that stands in columns outside the tables that were found: a table whose rulings nobody saw, or a
column of one.
"""

from collections.abc import Callable, Sequence

from extract.page_reading import ReadLine
from kehoach.records import BBox

# A head or a signature has two columns, and some rows; a table has more of both.
_ABREAST, _ROWS = 3, 5
# A column has so many lines whose starts or middles lie so near (points), and is higher than a seal whose
# letters stand beside the table (points), or than this share of the table.
_BESIDE, _ALIGNED = 3, 6.0
_SEAL, _LONG = 110.0, 0.4
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


def column_beside(lines: Sequence[ReadLine], table: BBox) -> bool:
    """Whether text stands in a column beside a table, level with its rows; `lines` are those outside tables,
    noise among them.
    """
    return any(columns_beside(lines, table))


def columns_beside(lines: Sequence[ReadLine], table: BBox) -> tuple[bool, bool]:
    """Whether it does so on the left, and on the right."""
    x0, top, x1, bottom = table
    level = [line.bbox for line in lines if top < _middle(line) < bottom]
    sides = ([b for b in level if b[2] <= x0 + _ALIGNED], [b for b in level if b[0] >= x1 - _ALIGNED])
    long = min(_SEAL, _LONG * (bottom - top))
    left, right = (any(_is_column(beside, place, long) for place in (_start, _centre)) for beside in sides)
    return left, right


def _is_column(boxes: Sequence[BBox], place: Callable[[BBox], float], long: float) -> bool:
    """Whether several boxes begin alike, or have their middles alike, over so many points."""
    for box in boxes:
        aligned = [other for other in boxes if abs(place(other) - place(box)) < _ALIGNED]
        height = max(other[3] for other in aligned) - min(other[1] for other in aligned)
        if len(aligned) >= _BESIDE and height >= long:
            return True
    return False


def _start(box: BBox) -> float:
    return box[0]


def _centre(box: BBox) -> float:
    return (box[0] + box[2]) / 2


def _middle(line: ReadLine) -> float:
    return (line.bbox[1] + line.bbox[3]) / 2


def _height(line: ReadLine) -> float:
    return line.bbox[3] - line.bbox[1]
