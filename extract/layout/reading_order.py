"""Reading order on a page: top to bottom, and side by side columns one after the other where they are
columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from rapidfuzz.fuzz import ratio

from extract.layout.slant import fall_of, turned
from extract.page_reading import PageReading, ReadLine, ReadTable
from kehoach.language.folding import fold

# A neighbour further below than this many line heights is no longer of the same columns.
_REACH = 2.6
# Lines whose middles differ by less than this share of a line's height stand on one baseline.
_SAME_BASELINE = 0.3
# … and beside each other by less than this: boxes may overlap that specks or slant made higher.
_SAME_LEVEL = 0.7
# … with more white between them than the blanks of a line, which a seal across it may break.
_BLANK = 0.6
# The head of an official document (NĐ 30/2020/NĐ-CP, Annex I: two columns) ends within this share of page 1.
# Its columns are set in types of different size, so that their lines do not stand level.
_HEAD_SHARE = 0.3
# What a document begins with, folded, and how like it (percent) a line is that says so.
_NATIONAL_NAMES = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")
_LIKE_NAME = 85
_LEAST_PROSE = 5  # lines
# A paragraph goes on with a line that follows within, and begins no further to the right than, this many
# heights.
_NEXT = 0.8
_STOPS = (".", ";", ":", "!", "?")
_RECIPIENTS = "noi nhan"


@dataclass(slots=True)
class _Columns:
    """Lines left and right of a white gutter, from the first one's `top`."""

    gutter: tuple[float, float]
    top: float
    bottom: float
    left: list[ReadLine] = field(default_factory=list)
    right: list[ReadLine] = field(default_factory=list)


def reading_order(reading: PageReading) -> list[ReadLine | ReadTable]:
    """The page's lines (without noise) and tables as one reads them.

    Two columns (the head, "Nơi nhận" beside the signature) are read left column first; lines that stand side
    by side on common baselines (an unruled table) are read row by row. A box of text beside a paragraph that
    goes on below it is read after the paragraph. Lines that fall or rise are ordered as if they were level.
    """
    level = turned(reading, -fall_of(reading.lines))
    turned_items: list[ReadLine | ReadTable] = [*level.lines, *level.tables]
    items: list[ReadLine | ReadTable] = [*reading.lines, *reading.tables]
    places = {id(item): place for place, item in enumerate(turned_items)}
    return [items[places[id(item)]] for item in _in_order(level)]


def _in_order(reading: PageReading) -> list[ReadLine | ReadTable]:
    """The same of a page of level lines."""
    ordered: list[ReadLine | ReadTable] = []
    aside: list[ReadLine] = []
    columns: _Columns | None = None
    lines = sorted((ln for ln in reading.lines if not ln.noise), key=lambda ln: (_middle(ln), ln.bbox[0]))
    pending: list[ReadLine | ReadTable] = [*lines, *reading.tables]
    pending.sort(key=lambda item: (_middle(item), item.bbox[0]))
    for place in range(1, len(pending)):
        one, other = pending[place - 1 : place + 1]
        if isinstance(one, ReadLine) and isinstance(other, ReadLine) and _is_rest(one, other):
            pending[place - 1 : place + 1] = other, one
    foot = _foot(lines)
    for place, item in enumerate(pending):
        if isinstance(item, ReadLine):
            if columns and not columns.top < foot < _middle(item) and _join(columns, item):
                continue
            beside = _partner(item, pending[place + 1 : place + 8], _in_head(item, reading))
            if columns and not _in_head(item, reading) and _wraps(columns, item):
                ordered += columns.left
                aside, columns = columns.right, None
            elif columns:
                ordered += _flatten(columns, reading)
                columns = None
            if beside:
                columns = _open(item, beside)
                continue
        elif columns:
            ordered += _flatten(columns, reading)
            columns = None
        if aside and not (isinstance(item, ReadLine) and _goes_on(ordered[-1], item)):
            ordered, aside = [*ordered, *aside], []
        ordered.append(item)
    return ordered + aside + (_flatten(columns, reading) if columns else [])


def _middle(item: ReadLine | ReadTable) -> float:
    # A line is placed by its middle; a table by its top, since lines beside a table's middle stand below its
    # top.
    return (item.bbox[1] + item.bbox[3]) / 2 if isinstance(item, ReadLine) else item.bbox[1]


def _foot(lines: Iterable[ReadLine]) -> float:
    """Where recipients and signature begin, which are columns of their own below a body in columns."""
    begin = (ln.bbox[1] - _height(ln) / 2 for ln in lines if _is_foot(ln))
    return min(begin, default=inf)


def _is_foot(line: ReadLine) -> bool:
    return fold(" ".join(w.text for w in line.words)).startswith(_RECIPIENTS)


def _height(line: ReadLine) -> float:
    return line.bbox[3] - line.bbox[1]


def _in_head(line: ReadLine, reading: PageReading) -> bool:
    """Whether the line stands in a document's head: at the top of page 1, or of a page that begins with the
    national name and motto, as another document in the same file does.
    """
    top = _HEAD_SHARE * reading.page.height
    return line.bbox[1] < top and (reading.page.number == 1 or _begins_document(reading, top))


def _begins_document(reading: PageReading, top: float) -> bool:
    texts = (fold(" ".join(w.text for w in ln.words)) for ln in reading.lines if ln.bbox[1] < top)
    return any(ratio(name, text) > _LIKE_NAME for text in texts for name in _NATIONAL_NAMES)


def _partner(line: ReadLine, following: list[ReadLine | ReadTable], in_head: bool) -> ReadLine | None:
    """The next line that stands clearly beside this one, on its level (in the head: or just below)."""
    for other in following:
        if not isinstance(other, ReadLine):
            return None
        overlap = min(line.bbox[3], other.bbox[3]) - max(line.bbox[1], other.bbox[1])
        gap = max(line.bbox[0], other.bbox[0]) - min(line.bbox[2], other.bbox[2])
        height = min(_height(line), _height(other))
        level = abs(_middle(line) - _middle(other)) < _SAME_LEVEL * height
        if (level and gap > _BLANK * height) or (in_head and overlap > -height and gap > height):
            return other
    return None


def _open(one: ReadLine, other: ReadLine) -> _Columns:
    left, right = sorted((one, other), key=lambda ln: ln.bbox[0])
    columns = _Columns((left.bbox[2], right.bbox[0]), _middle(one), one.bbox[3])
    (columns.left if one is left else columns.right).append(one)  # the other joins when its turn comes
    return columns


def _join(columns: _Columns, line: ReadLine) -> bool:
    """Put the line into its column, if it leaves the gutter white."""
    low, high = columns.gutter
    if line.bbox[1] - columns.bottom > _REACH * _height(line):
        return False
    if line.bbox[2] < high and line.bbox[0] < low:
        columns.gutter = (max(low, line.bbox[2]), high)
        columns.left.append(line)
    elif line.bbox[0] > low and line.bbox[2] > high:
        columns.gutter = (low, min(high, line.bbox[0]))
        columns.right.append(line)
    else:
        return False
    columns.bottom = max(columns.bottom, line.bbox[3])
    return True


def _flatten(columns: _Columns, reading: PageReading) -> list[ReadLine | ReadTable]:
    by_column: list[ReadLine | ReadTable] = [*columns.left, *columns.right]
    if any(_in_head(line, reading) for line in columns.left):
        return by_column
    rows = [[a, b] for a in columns.left for b in columns.right if _on_one_baseline(a, b)]
    by_row: list[ReadLine | ReadTable] = [line for row in rows for line in row]
    if len(by_row) == len(by_column) == len(set(map(id, by_row))) and not _is_prose(columns.left):
        return by_row
    return by_column


def _wraps(columns: _Columns, below: ReadLine) -> bool:
    """Whether the left column goes on in the line below both columns, which the right one does not reach."""
    if not columns.left or not columns.right or columns.right[-1].bbox[3] > below.bbox[3]:
        return False
    goes_on = below.bbox[2] > columns.right[0].bbox[0] and _goes_on(columns.left[-1], below)
    return goes_on and below.words[0].text[:1].islower() and not _goes_on(columns.right[-1], below)


def _goes_on(line: ReadLine | ReadTable, below: ReadLine) -> bool:
    """Whether a paragraph goes on from a line to the next."""
    if isinstance(line, ReadTable) or line.words[-1].text.endswith(_STOPS):
        return False
    near = _NEXT * _height(line)
    return below.bbox[1] - line.bbox[3] < near and below.bbox[0] - line.bbox[0] < near


def _is_prose(lines: list[ReadLine]) -> bool:
    """Whether most lines reach the column's right edge, as running text does and entries of a table do
    not.
    """
    edge = max(line.bbox[2] for line in lines)
    full = sum(edge - line.bbox[2] < _height(line) for line in lines)
    return len(lines) >= _LEAST_PROSE and 2 * full > len(lines)


def _is_rest(line: ReadLine, other: ReadLine) -> bool:
    """Whether a line is the rest of one that another begins, and a hair higher."""
    return other.bbox[2] <= line.bbox[0] and _on_one_baseline(line, other)


def _on_one_baseline(one: ReadLine, other: ReadLine) -> bool:
    return abs(_middle(one) - _middle(other)) < _SAME_BASELINE * min(_height(one), _height(other))
