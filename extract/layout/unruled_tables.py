"""Tables without uprights, found by how their text is aligned: a column of numbers, and white between the
columns beside it from the first number to the last.
"""

import re
from bisect import bisect
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord
from kehoach.records import BBox

_NUMBER = re.compile(r"0?([0-9]{1,3})[.)]?")
_LABEL = re.compile(r"[IVXl|]{1,5}[.)]?|[A-HĐ][.)]?")
# Numbers of one column begin, or stand, within this many points of each other.
_ALIGNED: Final = 6.0
_FEWEST_NUMBERS: Final = 2
_FEWEST_COLUMNS: Final = 3
# The white between two columns, in letter heights; between words of one text there is less. Down few lines
# blanks between words may stand above each other by chance.
_GUTTER: Final = 0.5
_GUTTER_OF_FEW: Final = 0.8
_FEW_LINES: Final = 8
_TITLES: Final = 0.3  # the largest share of lines that are titles
# A header's, and a last row's, lines follow each other within this many letter heights.
_REACH: Final = 1.6
_HEADER_REACH: Final = 1.0  # … of a header one another; what stands further above it is a caption
_SET_APART: Final = 0.5  # letter heights of white above a title
_SAME_LINE: Final = 0.5


_Gutter = tuple[float, float]  # white between two columns: its left and its right edge


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a table stands: its words, its column edges, and its row edges from the top (header first)."""

    words: tuple[ReadWord, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def with_unruled_tables(reading: PageReading) -> PageReading:
    """The page with its unruled tables taken out of its lines."""
    lines = [line for line in reading.lines if line.words and (not line.noise or len(line.words) == 1)]
    loose = {id(line.words[0]) for line in lines if line.noise}
    region = _find([word for line in lines for word in line.words], loose)
    if region is None or any(_overlap((region.ys[0], region.ys[-1]), table) for table in reading.tables):
        return reading
    inside = {id(word) for word in region.words}
    kept = [replace(line, words=words) for line in reading.lines if (words := _without(line, inside))]
    return replace(reading, lines=tuple(kept), tables=(*reading.tables, _table(region)))


def _without(line: ReadLine, taken: set[int]) -> tuple[ReadWord, ...]:
    return tuple(word for word in line.words if id(word) not in taken)


def _overlap(heights: tuple[float, float], table: ReadTable) -> bool:
    return heights[0] < table.bbox[3] and table.bbox[1] < heights[1]


# ---------------------------------------------------------------- where a table is


def _find(words: Sequence[ReadWord], loose: Container[int]) -> _Region | None:
    """The table on a page; of `loose` words (ids), as page numbers are, those that number rows count."""
    numbers = max(_columns_of_numbers(words), key=len, default=[])
    if len(numbers) < _FEWEST_NUMBERS:
        return None
    words = [word for word in words if id(word) not in loose or any(word is number for number in numbers)]
    height = median(word.bbox[3] - word.bbox[1] for word in words)
    lines = _lines(words)
    first = _line_of(lines, numbers[0])
    last = _line_of(lines, numbers[-1])
    while last + 1 < len(lines) and _may_go_on(lines, last, numbers[-1], height):
        last += 1
    gutters: list[_Gutter] = []
    while last > first:
        gutters = _gutters(lines[first : last + 1], height)
        if len(gutters) + 1 >= _FEWEST_COLUMNS:
            break
        last -= 1  # what stands close below the last row is no part of it
    if len(gutters) + 1 < _FEWEST_COLUMNS or last < _line_of(lines, numbers[-1]):
        return None
    last = _last_line(lines, (_line_of(lines, numbers[-1]), last), gutters, height)
    top, body = _header(lines, first, gutters, height)
    with_header = _gutters(lines[top : last + 1], height)
    if len(with_header) == len(gutters):
        gutters = with_header
    middles = [sum(gutter) / 2 for gutter in gutters]
    inside = tuple(word for line in lines[top : last + 1] for word in line)
    xs = (min(w.bbox[0] for w in inside), *middles, max(w.bbox[2] for w in inside))
    ys = _row_edges(lines[top : last + 1], body - top, xs, height)
    rows = [row for row in _rows(inside, ys) if any(word is number for word in row for number in numbers)]
    filled = [len({bisect(xs, _middle(word)) for word in row}) for row in rows]
    return _Region(inside, xs, ys) if median(filled) >= _FEWEST_COLUMNS else None


def _rows(words: Sequence[ReadWord], ys: Sequence[float]) -> list[list[ReadWord]]:
    """The words of each row, the header's first."""
    return [
        [w for w in words if top <= (w.bbox[1] + w.bbox[3]) / 2 <= bottom] for top, bottom in pairwise(ys)
    ]


def _middle(word: ReadWord) -> float:
    return (word.bbox[0] + word.bbox[2]) / 2


def _columns_of_numbers(words: Sequence[ReadWord]) -> Iterable[list[ReadWord]]:
    """Words that count up by one, or from one again, one below the other, each the first of its line."""
    numbers = sorted(
        (word for word in words if _NUMBER.fullmatch(word.text) and _is_first(word, words)),
        key=lambda word: word.bbox[1],
    )
    for index, word in enumerate(numbers):
        run = [word]
        for other in numbers[index + 1 :]:
            if _value(other) in (_value(run[-1]) + 1, 1) and _is_below(run[-1], other):
                run.append(other)
        yield run


def _value(word: ReadWord) -> int:
    match = _NUMBER.fullmatch(word.text)
    return int(match[1]) if match else 0


def _is_below(one: ReadWord, other: ReadWord) -> bool:
    middles = [(word.bbox[0] + word.bbox[2]) / 2 for word in (one, other)]
    aligned = min(abs(one.bbox[0] - other.bbox[0]), abs(middles[0] - middles[1])) < _ALIGNED
    return aligned and other.bbox[1] > one.bbox[3]


def _is_first(word: ReadWord, words: Sequence[ReadWord]) -> bool:
    return not any(other.bbox[0] < word.bbox[0] and _level(word.bbox, other.bbox) for other in words)


def _level(one: BBox, other: BBox) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _SAME_LINE * min(one[3] - one[1], other[3] - other[1])


def _lines(words: Sequence[ReadWord]) -> list[list[ReadWord]]:
    """Words on common baselines, from top to bottom, each line from left to right."""
    lines: list[list[ReadWord]] = []
    for word in sorted(words, key=lambda w: w.bbox[1] + w.bbox[3]):
        if lines and _level(lines[-1][0].bbox, word.bbox):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.bbox[0]) for line in lines]


def _line_of(lines: Sequence[Sequence[ReadWord]], word: ReadWord) -> int:
    return next(index for index, line in enumerate(lines) if any(word is other for other in line))


def _top(line: Sequence[ReadWord]) -> float:
    return min(word.bbox[1] for word in line)


def _bottom(line: Sequence[ReadWord]) -> float:
    return max(word.bbox[3] for word in line)


def _gutters(lines: Sequence[Sequence[ReadWord]], height: float) -> list[_Gutter]:
    """White from the first line to the last between words; lines of one text across, or of one with a group's
    label ("II. …"), are titles, if they are few.
    """
    split = [_runs(line, height) for line in lines]
    width = max(line[-1].bbox[2] for line in lines) - min(line[0].bbox[0] for line in lines)
    titles = [
        len(runs) == 1 and (runs[0][1] - runs[0][0] > width / 2 or bool(_LABEL.fullmatch(line[0].text)))
        for runs, line in zip(split, lines, strict=True)
    ]
    if sum(titles) > _TITLES * len(lines):
        return []
    runs = sorted(run for pieces, title in zip(split, titles, strict=True) if not title for run in pieces)
    gutters: list[_Gutter] = []
    reach = runs[0][1] if runs else 0.0
    for left, right in runs:
        if left - reach > (_GUTTER_OF_FEW if len(lines) < _FEW_LINES else _GUTTER) * height:
            gutters.append((reach, left))
        reach = max(reach, right)
    return gutters


def _runs(line: Sequence[ReadWord], height: float) -> list[tuple[float, float]]:
    """The stretches of a line without much white in them."""
    runs: list[tuple[float, float]] = []
    for word in line:
        left, right = word.bbox[0], word.bbox[2]
        if runs and left - runs[-1][1] < _GUTTER * height:
            runs[-1] = (runs[-1][0], max(runs[-1][1], right))
        else:
            runs.append((left, right))
    return runs


def _may_go_on(lines: Sequence[Sequence[ReadWord]], last: int, number: ReadWord, height: float) -> bool:
    """Whether the line below `last`, where no number stands, may be of the last row: it is near, and begins
    right of the numbers; a group's title may close the page.
    """
    below = lines[last + 1]
    if _gap(lines, last + 1) >= _REACH * height:
        return False
    if _LABEL.fullmatch(below[0].text) and len(_runs(below, height)) <= 2:
        return last + 2 == len(lines)
    return below[0].bbox[0] > number.bbox[2]


def _last_line(
    lines: Sequence[Sequence[ReadWord]], ends: tuple[int, int], gutters: Sequence[_Gutter], height: float
) -> int:
    """The last line, of those from the last number's to the last that stands close: text across the columns
    is no part of the table, unless it is the title of rows on the next page.
    """
    for place in range(ends[0] + 1, ends[1] + 1):
        if _crosses(lines[place], gutters, height) and not _is_labelled(lines[place], gutters):
            return place - 1
    return ends[1]


def _header(
    lines: Sequence[Sequence[ReadWord]], first: int, gutters: Sequence[_Gutter], height: float
) -> tuple[int, int]:
    """The first line of the header, and the first one below it: lines above the first number that leave the
    white between the columns, above titles if there are such.
    """
    body = first
    while body and _gap(lines, body) < _REACH * height and _is_over_rows(lines, body - 1, gutters, height):
        body -= 1
    top = body
    while top and _gap(lines, top) < (_REACH if top == body else _HEADER_REACH) * height:
        if _crosses(lines[top - 1], gutters, height):
            break
        top -= 1
    if top == body:  # no header: what stands over the first row are its titles
        while body < first and not _is_labelled(lines[body], gutters):
            body += 1
        top = body
    return top, body


def _gap(lines: Sequence[Sequence[ReadWord]], place: int) -> float:
    """The white above a line."""
    return _top(lines[place]) - _bottom(lines[place - 1])


def _is_over_rows(
    lines: Sequence[Sequence[ReadWord]], place: int, gutters: Sequence[_Gutter], height: float
) -> bool:
    """Whether the line is a title of rows: across the columns, with a label, or in capitals and set apart."""
    line = lines[place]
    apart = place > 0 and _gap(lines, place) > _SET_APART * height
    bare = apart and _in_capitals(line) and len(_runs(line, height)) == 1 and line[0].bbox[0] > gutters[0][0]
    return bare or _crosses(line, gutters, height) or _is_labelled(line, gutters)


def _in_capitals(line: Sequence[ReadWord]) -> bool:
    return len(line) > 1 and " ".join(word.text for word in line).isupper()


def _crosses(line: Sequence[ReadWord], gutters: Sequence[_Gutter], height: float) -> bool:
    """Whether text of the line fills white between columns; a header may reach into it."""
    return any(
        left < gutter[0] and gutter[1] < right for left, right in _runs(line, height) for gutter in gutters
    )


def _is_labelled(line: Sequence[ReadWord], gutters: Sequence[_Gutter]) -> bool:
    """Whether the line is the title of a group: "II" in the column of the numbers and one text beside it."""
    middles = [sum(gutter) / 2 for gutter in gutters]
    columns = {bisect(middles, _middle(word)) for word in line[1:]}
    one_text = len(_runs(line[1:], line[0].bbox[3] - line[0].bbox[1])) == 1
    return bool(_LABEL.fullmatch(line[0].text)) and (len(columns) == 1 or one_text)


# ---------------------------------------------------------------- rows


def _row_edges(
    lines: Sequence[Sequence[ReadWord]], header: int, xs: Sequence[float], height: float
) -> tuple[float, ...]:
    """Row edges: above each line that has a number, in the widest white since the number before."""
    starts = [
        index
        for index, line in enumerate(lines)
        if index >= header and (_middle(line[0]) < xs[1] or _is_title(line, xs, height))
    ]
    edges = [_top(lines[0])]
    for before, start in pairwise([0, *starts]):
        if start == 0:
            continue
        titled = _is_title(lines[start], xs, height) and _gap(lines, start) > _SET_APART * height
        gaps = [
            (_top(lines[k]) - max(_bottom(line) for line in lines[before:k]), k)
            for k in range(start if titled else before + 1, start + 1)
        ]
        widest = max(gaps)[0]
        cut = max(k for gap, k in gaps if gap >= widest - 0.15 * height)
        edges.append((_top(lines[cut]) + _bottom(lines[cut - 1])) / 2)
    return (*edges, max(map(_bottom, lines)))


def _is_title(line: Sequence[ReadWord], xs: Sequence[float], height: float) -> bool:
    """Whether one text stands in the line, across columns or in capitals."""
    runs = _runs(line, height)
    return len(runs) == 1 and (_in_capitals(line) or any(runs[0][0] < x < runs[0][1] for x in xs[1:-1]))


def _table(region: _Region) -> ReadTable:
    cells: list[ReadCell] = []
    xs, ys = region.xs, region.ys
    for row, words in enumerate(_rows(region.words, ys)):
        top, bottom = ys[row], ys[row + 1]
        for column, span in _spans(words, xs):
            box = (xs[column], top, xs[column + span], bottom)
            inside = [w for w in words if box[0] <= _middle(w) <= box[2]]
            cells.append(ReadCell(row, column, 1, span, box, tuple(map(_read_line, _lines(inside)))))
    return ReadTable((xs[0], ys[0], xs[-1], ys[-1]), xs, len(ys) - 1, tuple(cells))


def _spans(words: Sequence[ReadWord], xs: Sequence[float]) -> Iterable[tuple[int, int]]:
    """Columns and spans of a row's cells: a title that runs over gutters is one cell."""
    column = 0
    runs = [run for line in _lines(words) for run in _runs(line, line[0].bbox[3] - line[0].bbox[1])]
    crossed = [any(left < x < right for left, right in runs) for x in xs[1:-1]]
    for index, title in enumerate([*crossed, False]):
        if not title:
            yield column, index + 1 - column
            column = index + 1


def _read_line(words: Sequence[ReadWord]) -> ReadLine:
    x0, top, x1, bottom = zip(*(word.bbox for word in words), strict=True)
    return ReadLine(tuple(words), (min(x0), min(top), max(x1), max(bottom)))
