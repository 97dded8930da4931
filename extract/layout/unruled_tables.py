"""Tables without uprights, found by how their text is aligned: a column of numbers, and white between the
columns beside it from the first number to the last.
"""

from bisect import bisect
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from statistics import median
from typing import Final

from extract.layout.gutters import LABEL, Gutter, as_above, crosses, gutters_of, name_all
from extract.layout.number_columns import are_aligned, columns_of_numbers, has_beside, is_first, value_of
from extract.layout.slant import fall_of, turned
from extract.layout.unruled_titles import is_apart, is_rest, is_title, is_title_of_contents
from extract.layout.word_lines import (
    SET_APART,
    bottom_of,
    gap_above,
    in_capitals,
    line_of,
    lines_of,
    middle_of,
    runs_of,
    top_of,
)
from extract.layout.worn_tables import with_worn_tables
from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord
from kehoach.records import PageDoubt

_FEWEST_NUMBERS: Final = 2
_FEWEST_COLUMNS: Final = 3
# A header's, and a last row's, lines follow each other within this many letter heights.
_REACH: Final = 1.6
_HEADER_REACH: Final = 1.0  # … of a header one another; what stands further above it is a caption
_INDENT: Final = 2.0  # points by which contents begin alike


@dataclass(frozen=True, slots=True)
class _Region:
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


def with_unruled_tables(readings: Sequence[PageReading]) -> list[PageReading]:
    """A document's pages with their unruled tables taken out of their lines, and those that a scan left no
    more than bits of rulings of told anew, or none: there text may tell more columns than the white between
    them, which is narrow where rulings were.
    """
    told = with_worn_tables(readings)
    found = _found(told)
    bare = {place: len(region.xs) - 1 for place, (_, region) in enumerate(found) if region}
    again = with_worn_tables(readings, bare) if bare else told
    return [reading for reading, _ in (_found(again) if again != told else found)]


def _found(readings: Sequence[PageReading]) -> list[tuple[PageReading, _Region | None]]:
    """The pages with their unruled tables, and where these are."""
    found: list[tuple[PageReading, _Region | None]] = []
    above: _Region | None = None
    for reading in readings:
        fall = fall_of(reading.lines)
        level = turned(reading, -fall)
        lines = [line for line in level.lines if line.words and (not line.noise or len(line.words) == 1)]
        loose = {id(line.words[0]) for line in lines if line.noise}
        words = [word for line in lines for word in line.words]
        region = _find(words, loose, above) or (_find_rest(words, loose, above) if above else None)
        region = _with_dashes(region, [word for word in words if id(word) in loose]) if region else None
        if region and any(_overlap((region.ys[0], region.ys[-1]), table) for table in level.tables):
            region = None
        found.append((turned(_with(level, region), fall) if region else reading, region))
        above = region
    return found


def _with(reading: PageReading, region: _Region) -> PageReading:
    inside = {id(word) for word in region.words}
    kept = [replace(line, words=words) for line in reading.lines if (words := _without(line, inside))]
    found, page = _table(region), reading.page.number
    doubts = [PageDoubt("uncertain_table", page, found.bbox, None, (("page", page),))] * region.doubtful
    return replace(
        reading, lines=tuple(kept), tables=(*reading.tables, found), doubts=(*reading.doubts, *doubts)
    )


def _with_dashes(region: _Region, loose: Sequence[ReadWord]) -> _Region:
    """The table with the loose dashes that stand in its columns, in cells of its rows that are empty."""
    filled = {_cell_of(region, word) for word in region.words}
    rows, columns = range(1 + bool(region.header), len(region.ys)), range(1, len(region.xs))
    free = set(product(rows, columns)) - filled
    found = [
        word
        for word in loose
        if word.text == "-"
        and _cell_of(region, word) in free
        and not any(left < middle_of(word) < right for left, right in region.gutters)
    ]
    return replace(region, words=(*region.words, *found))


def _cell_of(region: _Region, word: ReadWord) -> tuple[int, int]:
    """The row and the column of a word, counted from 1; 0 is above or left of the table."""
    return bisect(region.ys, (word.bbox[1] + word.bbox[3]) / 2), bisect(region.xs, middle_of(word))


def _without(line: ReadLine, taken: set[int]) -> tuple[ReadWord, ...]:
    return tuple(word for word in line.words if id(word) not in taken)


def _overlap(heights: tuple[float, float], table: ReadTable) -> bool:
    return heights[0] < table.bbox[3] and table.bbox[1] < heights[1]


# ---------------------------------------------------------------- where a table is


def _find(words: Sequence[ReadWord], loose: Container[int], above: _Region | None) -> _Region | None:
    """The table on a page; of `loose` words (ids), as page numbers and holes in the sheet are, those that
    number rows count. `above` is the page before's, which it may go on.
    """
    words = [word for word in words if id(word) not in loose or value_of(word)]
    numbers = max(columns_of_numbers(words), key=len, default=[])
    if above is None and [value_of(number) == 1 for number in numbers[:2]] == [False, True]:
        numbers = numbers[1:]  # no table begins with another number than 1: "TT" was read as "2"
    if len(numbers) < _FEWEST_NUMBERS:
        return None
    words = [word for word in words if id(word) not in loose or any(word is number for number in numbers)]
    height = median(word.bbox[3] - word.bbox[1] for word in words)
    lines = lines_of(words)
    first, last = line_of(lines, numbers[0]), line_of(lines, numbers[-1])
    known = above.gutters if above else ()
    gutters = as_above(lines[first : last + 1], gutters_of(lines[first : last + 1], height), known)
    while last + 1 < len(lines) and _may_go_on(lines, last, numbers[-1], height):
        rows = lines[first : last + 2]
        left = as_above(rows, gutters_of(rows, height), known)
        begins_between = gutters and numbers[-1].bbox[2] < rows[-1][0].bbox[0] < gutters[0][1] - _INDENT
        if len(left) < len(gutters) or begins_between:
            break  # what stands close below the last row is no part of it
        gutters, last = left, last + 1
    if len(gutters) + 1 < _FEWEST_COLUMNS:
        return None
    last = _last_line(lines, (line_of(lines, numbers[-1]), last), gutters, height)
    return _region(lines, (first, last), gutters, numbers, above)


def _find_rest(words: Sequence[ReadWord], loose: Container[int], above: _Region) -> _Region | None:
    """The last row of a table, alone on its page: it begins the page, its number goes on from the page above,
    and its text leaves the white between the columns there.
    """
    numbers = [
        word
        for word in words
        if value_of(word) == value_of(above.last) + 1
        and is_first(word, words)
        and are_aligned(above.last, word)
    ]
    kept = [word for word in words if id(word) not in loose or word in numbers[:1]]
    lines = lines_of(kept)
    if not numbers or len(lines[0]) < 2:
        return None
    height = median(word.bbox[3] - word.bbox[1] for word in kept)
    first = last = line_of(lines, numbers[0])
    while last + 1 < len(lines) and _may_go_on(lines, last, numbers[0], height):
        last += 1
    while last > first and crosses(lines[last], above.gutters, height):
        last -= 1
    if any(crosses(line, above.gutters, height) for line in lines[first : last + 1]):
        return None
    region = _region(lines, (first, last), above.gutters, numbers[:1], above)
    if region is None or region.ys[0] != top_of(lines[0]):
        return None
    ends = min(region.xs[0], above.xs[0]), max(region.xs[-1], above.xs[-1])
    return replace(region, xs=(ends[0], *region.xs[1:-1], ends[1]))


def _region(
    lines: Sequence[Sequence[ReadWord]],
    ends: tuple[int, int],
    gutters: Sequence[Gutter],
    numbers: Sequence[ReadWord],
    above: _Region | None,
) -> _Region | None:
    """The table with rows from the first to the last of `ends`, and its header; None where too few cells are
    filled.
    """
    first, last = ends
    height = median(word.bbox[3] - word.bbox[1] for line in lines for word in line)
    goes_on = above is not None and value_of(numbers[0]) == value_of(above.last) + 1
    top, body = _header(lines, first, gutters, height)
    if above:
        body = _without_rest(lines, (top, body), above.header, goes_on)
    header = lines[top:body]
    with_header = gutters_of(lines[top : last + 1], height)
    more = len(with_header) - len(gutters)
    if more == 0 or (more > 0 and name_all(header, with_header)):
        gutters = with_header
    middles = [sum(gutter) / 2 for gutter in gutters]
    inside = tuple(word for line in lines[top : last + 1] for word in line)
    xs = (min(w.bbox[0] for w in inside), *middles, max(w.bbox[2] for w in inside))
    ys = _row_edges(lines[top : last + 1], body - top, xs, height)
    rows = [row for row in _rows(inside, ys) if any(word is number for word in row for number in numbers)]
    filled = [len({bisect(xs, middle_of(word)) for word in row}) for row in rows]
    if median(filled) < _FEWEST_COLUMNS:
        return None
    mixed = above is not None and goes_on and len(gutters) != len(above.gutters)
    merged = len(list(_spans([word for line in header for word in line], xs))) < len(xs) - 1
    mixed |= any(has_beside(number, inside, xs[1]) for number in numbers)
    doubtful = mixed or (top < body and (merged or not name_all(header, gutters)))
    return _Region(inside, xs, ys, tuple(gutters), tuple(map(_text, header)), numbers[-1], doubtful)


def _without_rest(
    lines: Sequence[Sequence[ReadWord]], header: tuple[int, int], known: Sequence[str], goes_on: bool
) -> int:
    """Where a header ends that has the rest of a row of the page above below it: with the lines that are
    `known` from there; without them, above everything, if rows are counted on and it is set apart from them.
    """
    top, body = header
    repeated = bool(known) and tuple(map(_text, lines[top : top + len(known)])) == tuple(known)
    if repeated:
        return min(body, top + len(known))
    apart = any(
        gap_above(lines, place) > SET_APART * (bottom_of(lines[place]) - top_of(lines[place]))
        for place in range(top + 1, body + 1)
    )
    return top if apart and goes_on else body


def _text(line: Sequence[ReadWord]) -> str:
    return " ".join(word.text for word in line)


def _rows(words: Sequence[ReadWord], ys: Sequence[float]) -> list[list[ReadWord]]:
    """The words of each row, the header's first."""
    return [
        [w for w in words if top <= (w.bbox[1] + w.bbox[3]) / 2 <= bottom] for top, bottom in pairwise(ys)
    ]


def _may_go_on(lines: Sequence[Sequence[ReadWord]], last: int, number: ReadWord, height: float) -> bool:
    """Whether the line below `last`, where no number stands, may be of the last row: it is near, and begins
    right of the numbers; a group's title may close the page, and who signs stands in capitals below it.
    """
    below = lines[last + 1]
    if gap_above(lines, last + 1) >= _REACH * height or (
        in_capitals(below) and len(runs_of(below, height)) > 1
    ):
        return False
    if LABEL.fullmatch(below[0].text) and len(runs_of(below, height)) <= 2:
        return last + 2 == len(lines)
    return below[0].bbox[0] > number.bbox[2]


def _last_line(
    lines: Sequence[Sequence[ReadWord]], ends: tuple[int, int], gutters: Sequence[Gutter], height: float
) -> int:
    """The last line, of those from the last number's to the last that stands close: text across the columns
    is no part of the table, unless it is the title of rows on the next page.
    """
    for place in range(ends[0] + 1, ends[1] + 1):
        if crosses(lines[place], gutters, height) and not _is_labelled(lines[place], gutters):
            return place - 1
    return ends[1]


def _header(
    lines: Sequence[Sequence[ReadWord]], first: int, gutters: Sequence[Gutter], height: float
) -> tuple[int, int]:
    """The first line of the header, and the first one below it: lines above the first number that leave the
    white between the columns, above titles if there are such.
    """
    body = first
    while (
        body and gap_above(lines, body) < _REACH * height and _is_over_rows(lines, body - 1, gutters, height)
    ):
        body -= 1
    top = body
    while top and gap_above(lines, top) < (_REACH if top == body else _HEADER_REACH) * height:
        if crosses(lines[top - 1], gutters, height) or _is_caption(lines, top - 1, gutters, height):
            break
        top -= 1
    if top == body:  # no header: what stands over the first row are its titles
        while body < first and not _is_labelled(lines[body], gutters):
            body += 1
        top = body
    return top, body


def _is_caption(
    lines: Sequence[Sequence[ReadWord]], place: int, gutters: Sequence[Gutter], height: float
) -> bool:
    """Whether the line says something of the whole table ("Đơn vị tính: đồng"), or ends the text above it."""
    unit = any(word.text.endswith(":") for word in lines[place])
    near = place > 0 and gap_above(lines, place) < gap_above(lines, place + 1)
    ends = near and crosses(lines[place - 1], gutters, height)
    return len(runs_of(lines[place], height)) == 1 and (unit or ends)


def _is_over_rows(
    lines: Sequence[Sequence[ReadWord]], place: int, gutters: Sequence[Gutter], height: float
) -> bool:
    """Whether the line is a title of rows, across the columns, with a label, or in capitals and set apart, or
    goes on one.
    """
    line = lines[place]
    if crosses(line, gutters, height) or _is_labelled(line, gutters):
        return True
    if place == 0 or len(runs_of(line, height)) > 1 or line[0].bbox[0] < gutters[0][0]:
        return False
    if is_apart(lines, place, height):
        return in_capitals(line)
    return _is_over_rows(lines, place - 1, gutters, height)


def _is_labelled(line: Sequence[ReadWord], gutters: Sequence[Gutter]) -> bool:
    """Whether the line is the title of a group: "II" in the column of the numbers and one text beside it."""
    middles = [sum(gutter) / 2 for gutter in gutters]
    columns = {bisect(middles, middle_of(word)) for word in line[1:]}
    one_text = len(runs_of(line[1:], line[0].bbox[3] - line[0].bbox[1])) == 1
    return bool(LABEL.fullmatch(line[0].text)) and (len(columns) == 1 or one_text)


# ---------------------------------------------------------------- rows


def _row_edges(
    lines: Sequence[Sequence[ReadWord]], header: int, xs: Sequence[float], height: float
) -> tuple[float, ...]:
    """Row edges: above the first line below the header and each that has a number, in the widest white since
    the one before.
    """
    starts = [
        index
        for index, line in enumerate(lines)
        if index == header
        or (index > header and middle_of(line[0]) < xs[1])
        or (index > header and is_title(line, xs, height) and not is_rest(lines, index, height))
        or (index > header and is_title_of_contents(lines, index, height))
    ]
    edges = [top_of(lines[0])]
    for before, start in pairwise([0, *starts]):
        if start == 0:
            continue
        titled = is_title(lines[start], xs, height) and gap_above(lines, start) > SET_APART * height
        titled |= is_title_of_contents(lines, start, height)
        gaps = [
            (top_of(lines[k]) - max(bottom_of(line) for line in lines[before:k]), k)
            for k in range(start if titled else before + 1, start + 1)
        ]
        widest = max(gaps)[0]
        cut = max(k for gap, k in gaps if gap >= widest - 0.15 * height)
        edges.append((top_of(lines[cut]) + bottom_of(lines[cut - 1])) / 2)
    return (*edges, max(map(bottom_of, lines)))


def _table(region: _Region) -> ReadTable:
    cells: list[ReadCell] = []
    xs, ys = region.xs, region.ys
    for row, words in enumerate(_rows(region.words, ys)):
        top, bottom = ys[row], ys[row + 1]
        for column, span in _spans(words, xs):
            box = (xs[column], top, xs[column + span], bottom)
            inside = [w for w in words if box[0] <= middle_of(w) <= box[2]]
            cells.append(ReadCell(row, column, 1, span, box, tuple(map(_read_line, lines_of(inside)))))
    return ReadTable((xs[0], ys[0], xs[-1], ys[-1]), xs, len(ys) - 1, tuple(cells))


def _spans(words: Sequence[ReadWord], xs: Sequence[float]) -> Iterable[tuple[int, int]]:
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
