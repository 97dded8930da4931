"""What a page break does to a table: where its header ends, whether rows repeat it, and whether a row is the
rest of one that was cut.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import fuzz

from extract.layout.column_pieces import is_heading
from extract.page_reading import ReadCell

Row = list[ReadCell]

_MOST_HEADER_ROWS: Final = 4
# A row that is this like a header row (percent) repeats it.
_SAME_HEADER: Final = 80
# "1", "01.", "5/", "1.2", "a)", "a"
_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,2})*[.):/]?|[a-zđ][.):/]?|[-+*•]")
_COUNTED = re.compile(r"\(?[0-9]{1,3}[.):/]?")
_FIRST_PART = re.compile(r"\(?[ai]\)|a[./]?|[-+*•–]")  # what numbers the first row below "2": "a)", "-"
_ONE = re.compile(r"0?1[.):/]?")
_GROUP_LABEL = re.compile(r"[IVXLl1|]{1,5}[.)]?|[A-HĐ][.)]?|(?:Phần|Nhóm|Mục)\s+\w{1,4}[.:]?")  # "II", "A."
# "IV. Cải cách thể chế" in the column of contents
_LABELLED = re.compile(r"(?:[IVXL]{1,5}|[A-HĐ]|(?:Phần|Nhóm|Mục)\s+\w{1,4})[.):]\s+\S")
_COLUMN_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[A-Da-d])\)?(?:\s*=.*)?")  # "(1)", "B", "(5)=(3)+(4)"
_WHOLE_ROW: Final = 4  # so many cells are filled in a row that is not the rest of one
_NAMED: Final = 3  # so many columns are named in a header, at least
_CAPITALS: Final = 0.7  # share of capitals from which a title counts as set in capitals


def text_of(cells: Iterable[ReadCell]) -> str:
    """All that stands in the cells."""
    return " ".join(w.text for c in cells for ln in c.lines for w in ln.words)


def header_length(rows: Sequence[Row], columns: int) -> int:
    """How many rows of a table's first part are its header: told by what is merged in it and by where numbers
    begin, 0 where the first row is one like those below it.
    """
    if not rows or _is_numbered(rows[0]) or any(_alike(rows[0], row) for row in rows[1:]):
        return 0
    depth = 1
    while depth < min(len(rows), _MOST_HEADER_ROWS) and _reaches_below(rows, depth, columns):
        depth += 1
    return depth + (depth < len(rows) and _is_column_numbers(rows[depth]))


def _reaches_below(rows: Sequence[Row], depth: int, columns: int) -> bool:
    """Whether the header's first `depth` rows go on: merged over the next row, a caption, or a wide cell with
    others below it.
    """
    if any(c.row + c.row_span > depth for row in rows[:depth] for c in row):
        return True
    if _is_numbered(rows[depth]):
        return False
    wide = [c for c in rows[depth - 1] if c.column_span > 1]
    others = [c for c in rows[depth] if not any(_is_within(c, w) for w in wide)]
    return bool(wide) and not text_of(others) and bool(text_of(rows[depth]))


def _is_within(cell: ReadCell, wide: ReadCell) -> bool:
    """Whether a cell is no wider than one above it."""
    ends = [c.column + c.column_span for c in (cell, wide)]
    return wide.column <= cell.column and ends[0] <= ends[1]


def _is_numbered(row: Row) -> bool:
    text = text_of(c for c in row if c.column == 0)
    is_number = bool(_NUMBER.fullmatch(text) or _GROUP_LABEL.fullmatch(text))
    return is_number and not _is_column_numbers(row)


def _is_column_numbers(row: Row) -> bool:
    """The row "(1) (2) (3)" that some tables have under their header."""
    texts = [text for c in row if (text := text_of([c]))]
    return len(texts) > 2 and all(map(_COLUMN_NUMBER.fullmatch, texts))


def repeated_header_rows(header: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many of a later part's first rows say again what rows of the header say, in its order."""
    left = list(header)
    for number, row in enumerate(rows):
        while left and not repeats(left[0], row):
            del left[0]
        if not left:
            return number
        del left[0]
    return len(rows)


def repeats(header: Row, row: Row) -> bool:
    """Whether a row says what a header's row says, or numbers the columns as that does."""
    return _alike(header, row) or (_is_column_numbers(header) and _is_column_numbers(row))


def _alike(one: Row, other: Row) -> bool:
    """Whether two rows say the same, read with errors; other figures are another thing ("Tháng 3", "Tháng
    5").
    """
    first, second = text_of(one), text_of(other)
    figures = [re.findall(r"[0-9]+", text) for text in (first, second)]
    ratio = fuzz.ratio(first.casefold(), second.casefold())
    return bool(first) and figures[0] == figures[1] and ratio >= _SAME_HEADER


def names_columns(row: Row) -> bool:
    """Whether a row is a header by what stands above the labels and beside it."""
    texts = [text_of([c]) for c in row]
    return is_heading(text_of(c for c in row if c.column == 0)) and sum(map(bool, texts)) >= _NAMED


def begins_with_header(rows: Sequence[Row]) -> bool:
    """Whether a part's first row rather names columns than goes on: text in all cells and no number."""
    return not _is_numbered(rows[0]) and all(c.lines for c in rows[0]) and len(rows[0]) > 1


def begins_anew(rows: Sequence[Row]) -> bool:
    """Whether the rows count from one."""
    return bool(rows) and bool(_ONE.fullmatch(text_of(c for c in rows[0] if c.column == 0)))


def is_group(row: Row, following: Sequence[Row], columns: int) -> bool:
    """Whether nothing but a group's title stands in the row: its empty cells are merged with none above."""
    filled = [c for c in row if c.lines]
    if not filled or any(c.column > 1 for c in filled):
        return False
    if len(filled) == 1 and filled[0].column_span >= max(2, columns - 1):
        return True
    label, title = (text_of(c for c in filled if c.column == column) for column in (0, 1))
    below = text_of(c for c in following[0] if c.column == 0) if following else ""
    above = label.strip("().:/").lstrip("0")
    is_part = below.lstrip("0").startswith(f"{above}.") or bool(_FIRST_PART.fullmatch(below))
    sub = bool(_NUMBER.fullmatch(label)) and is_part
    titled = bool(_LABELLED.match(title)) or _is_capital(title)
    return sub or bool(_GROUP_LABEL.fullmatch(label) and title) or (not label and titled)


def _is_capital(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= _CAPITALS * len(letters)


def is_cut(table: Sequence[Row], above: Row, row: Row) -> bool:
    """Whether a page break cut a row: `row` is the rest of the table's last one, whose cells are `above`.

    In a numbered table one half lacks the number; a number without a content above has it below the break; a
    row with fields of its own under a merged number is no rest but another row, unless the part above has no
    foot. Without numbers the rest, or its content, begins in the middle of a sentence.
    """
    columns = max((c.column + c.column_span for c in above), default=0)
    texts = [text for c in row if (text := text_of([c]))]
    if not texts or not text_of(above) or is_group(row, (), columns):
        return False
    numbers = [bool(text_of(c for c in above if c.column == 0)), _has_number(row)]
    in_sentence = any(text[0].islower() for text in texts)
    footless = all(c.open_below for c in above)
    if not _has_numbers(table):
        goes_on = texts[0][0].islower() or not _content(table, row)
        return (in_sentence or footless) and goes_on and len(texts) < len(row)
    if numbers[0] == numbers[1]:
        return False
    if numbers[1]:
        return in_sentence
    if _content(table, row) and not _content(table, above):
        return True
    if not in_sentence and len(texts) >= max(_WHOLE_ROW, columns - 2):
        return False  # nothing of it goes on with a sentence: a row of its own whose number was not read
    return in_sentence or footless or len(texts) < 2 or not _merges_numbers(table, row)


def _has_number(row: Row) -> bool:
    """Whether something stands in the first column, or begins there with a number: a text that merely lies
    over it is of the column beside, a short ruling between the two was not seen.
    """
    first = next((c for c in row if c.column == 0), None)
    text = text_of([first]) if first else ""
    if first is None or first.column_span == 1 or not text:
        return bool(text)
    label = text.split()[0]
    return bool(_NUMBER.fullmatch(label) or _GROUP_LABEL.fullmatch(label))


def is_skipped(above: Row, rows: Sequence[Row]) -> bool:
    """Whether the first of `rows` is one whose number was not read: the next one's is two after the one
    above.
    """
    numbers = [text_of(c for c in row if c.column == 0) for row in (above, *rows[:2])]
    if len(numbers) < 3 or numbers[1] or not all(map(_COUNTED.fullmatch, (numbers[0], numbers[2]))):
        return False
    return int(numbers[2].strip("().:/")) - int(numbers[0].strip("().:/")) == 2


def _has_numbers(table: Sequence[Row]) -> bool:
    cells = [c for row in table for c in row if c.column == 0 and c.column_span == 1]
    return 2 * sum(bool(_NUMBER.fullmatch(text_of([c]))) for c in cells) >= len(cells) - 1


def _merges_numbers(table: Sequence[Row], row: Row) -> bool:
    """Whether rows under one merged number are this table's habit."""
    first = [c for cells in (*table[1:], row) for c in cells if c.column == 0]
    return any(c.row_span > 1 for c in first)


def _content(table: Sequence[Row], row: Row) -> str:
    """What the row says in the column that says most."""
    length: dict[int, int] = {}
    for cell in (c for cells in table for c in cells if c.column_span == 1):
        length[cell.column] = length.get(cell.column, 0) + len(text_of([cell]))
    fullest = max(length, key=lambda column: length[column], default=0)
    return text_of(c for c in row if c.column <= fullest < c.column + c.column_span)
