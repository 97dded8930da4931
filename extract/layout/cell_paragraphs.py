"""Lines of a cell that begin something new: where print broke a line though there was room for more."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from extract.page_reading import ReadCell, ReadLine

# What stands before an item of a list.
_ITEM = re.compile(r"[-+*•–]|\(?[0-9]{1,2}[.)]|[a-zđ]\)")
# Room for the next word there was where the line with it is shorter than this share of the widest one …
_ROOM: Final = 0.97
# … and a cell's text has at most this much paper on either side (points).
_PADDING: Final = 6.0
# A word that ends so is one with the next line's first word: "QĐ-" and "UBND", "2021-" and "2025", "15/" and
# "QĐ".
_OPEN_END = re.compile(r".*\w[-‐‑–/]")


def text_widths(cells: Iterable[ReadCell]) -> Mapping[tuple[int, int], float]:
    """How wide text may be in the cells of each column and column span (points)."""
    widths: dict[tuple[int, int], float] = {}
    for cell in cells:
        place = cell.column, cell.column_span
        lines = [_width(line) for line in cell.lines]
        room = cell.bbox[2] - cell.bbox[0] - 2 * _PADDING
        widths[place] = max([widths.get(place, 0.0), room, *lines])
    return widths


def begins_paragraph(above: ReadLine, line: ReadLine, width: float) -> bool:
    """Whether the line begins something new: an item, what follows a semicolon, or a word that there was room
    for on the line above.
    """
    if _ITEM.match(line.words[0].text) or above.words[-1].text.endswith(";"):
        return True
    first = line.words[0].bbox
    blank = (line.bbox[3] - line.bbox[1]) / 4
    return _width(above) + blank + first[2] - first[0] < _ROOM * width and not closes_up(above, line)


def closes_up(above: ReadLine, line: ReadLine) -> bool:
    """Whether no blank stands between the lines: a word was cut at its hyphen or slash."""
    first, last = line.words[0].text, above.words[-1].text
    return bool(_OPEN_END.fullmatch(last)) and first[0].isalnum()


def _width(line: ReadLine) -> float:
    return line.bbox[2] - line.bbox[0]


def paragraph_starts(lines: Sequence[ReadLine], width: float) -> tuple[int, ...]:
    """Indices of the lines that begin a paragraph; the first one always does."""
    return tuple(
        index
        for index, line in enumerate(lines)
        if index == 0 or begins_paragraph(lines[index - 1], line, width)
    )
