"""Wrapped lines → paragraphs, by their places on the page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from kehoach.records import Range
from models.structure.enumerators import read_enumerators
from models.structure.lines import TextLine, is_capital

# Lines over this share of the page's width show how wide it is set.
_WIDE: Final = 0.5
# Widths and indents count in letter heights of the line.
_INDENT: Final = 0.7
_FIT_SLACK: Final = 0.6
_WIDE_LEADING: Final = 1.35
# How far the left edge may drift down a page, and over how many lines on either side it is looked for.
_DRIFT: Final = 0.8
_NEAR: Final = 3
# Lines that end left of this share of the page's width, or begin as far from its right edge, stand beside
# others; so many of them are a column.
_BESIDE: Final = 0.53
_LEAST_LINES: Final = 6
_ENDINGS: Final = (".", ";", ":", "!", "?", ".”", '."')
# "Tháng 11/2016", "Quý II", "Từ ngày 03/10 đến ngày 28/10/2022", "Trong Tháng Nhân đạo (từ ngày … đến …)":
# alone in its line, it heads what follows
_CALENDAR: Final = re.compile(
    r"(?:(?:Tháng \d{1,2}|Quý [IV]{1,3})(?: ?(?:/|-|năm) ?\d{4})?"
    r"|Từ (?:ngày )?\d{1,2}(?:/\d{1,2}){0,2} đến (?:hết )?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|(?:Trong )?(?:Tháng|Tuần|Đợt|Giai đoạn) [^.;:()]{3,60} \([Tt]ừ [^()]{8,50}\)) ?:?"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph, or one table."""

    start: int
    end: int
    text: str  # lines joined with blanks
    bold: bool
    is_table: bool
    lines: tuple[Range, ...]  # of the document's text

    def place(self, start: int, end: int) -> Range:
        """Where `text[start:end]` (not empty) stands in the document's text."""
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, at: int) -> int:
        for start, end in self.lines:
            if at <= end - start:
                return start + at
            at -= end - start + 1
        raise IndexError(at)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a page's text begins and ends (points), and its usual distance from line to line."""

    left: float
    right: float
    leading: float


def paragraphs(lines: Sequence[TextLine], around: Sequence[TextLine]) -> list[Paragraph]:
    """The paragraphs and tables that the lines make up, in order; none is lost. A page break may cut a
    paragraph.

    The lines `around` them (these included) tell how wide their pages are set.
    """
    pages = {page: _column(page, around) for page in {ln.page for ln in lines}}
    halves = {page: _halves(page, around) for page in pages}
    columns = {
        ln.start: _at(_half(ln, halves[ln.page]) or pages[ln.page], lines, place)
        for place, ln in enumerate(lines)
    }
    runs: list[list[TextLine]] = []
    for line in lines:
        if runs and not _begins(runs[-1], line, columns):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_paragraph(run) for run in runs]


def _paragraph(run: Sequence[TextLine]) -> Paragraph:
    letters = sum(len(ln.text) for ln in run)
    bold = 2 * sum(len(ln.text) for ln in run if ln.bold) > letters
    text = " ".join(ln.text for ln in run)
    lines = tuple((ln.start, ln.end) for ln in run)
    return Paragraph(run[0].start, run[-1].end, text, bold, run[0].is_table, lines)


def _column(page: int, lines: Sequence[TextLine]) -> _Column:
    """Measured on the page's wide lines; on those of all pages where the page has hardly any."""
    prose = [ln for ln in lines if not ln.is_table]
    here = [ln for ln in prose if ln.page == page]
    steps = [b.bbox[3] - a.bbox[3] for a, b in pairwise(here) if b.bbox[3] > a.bbox[3]]
    leading = median(steps) if steps else 0.0
    all_wide = [ln for ln in prose if ln.bbox[2] - ln.bbox[0] > _WIDE * ln.page_width]
    wide = [ln for ln in all_wide if ln.page == page]
    wide = wide if len(wide) > 2 else all_wide
    if not wide:
        return _Column(0.0, lines[0].page_width, leading)
    lefts, rights = sorted(ln.bbox[0] for ln in wide), sorted(ln.bbox[2] for ln in wide)
    # the tenth line from either side: seals and specks push single lines out
    return _Column(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10], leading)


def _halves(page: int, lines: Sequence[TextLine]) -> tuple[_Column, _Column] | None:
    """The two columns that a page's body is set in, if it is: lines beside each other that fill both."""
    here = [ln for ln in lines if ln.page == page and not ln.is_table]
    left = [ln for ln in here if ln.bbox[2] < _BESIDE * ln.page_width]
    right = [ln for ln in here if ln.bbox[0] > (1 - _BESIDE) * ln.page_width]
    if not left or not right:
        return None
    top = max(min(ln.bbox[1] for ln in side) for side in (left, right)) - left[0].height
    foot = min(max(ln.bbox[3] for ln in side) for side in (left, right)) + left[0].height
    sides = [[ln for ln in side if top <= ln.bbox[1] and ln.bbox[3] <= foot] for side in (left, right)]
    found = tuple(_filled(side) for side in sides)
    return (found[0], found[1]) if found[0] and found[1] else None


def _filled(lines: Sequence[TextLine]) -> _Column | None:
    """The column that lines of running text fill: most of them reach its right edge."""
    if len(lines) < _LEAST_LINES:
        return None
    rights = sorted(ln.bbox[2] for ln in lines)
    edge = rights[-1 - len(rights) // 10]
    full = sum(edge - right < lines[0].height for right in rights)
    leading = median([b.bbox[3] - a.bbox[3] for a, b in pairwise(lines)])
    left = sorted(ln.bbox[0] for ln in lines)[len(lines) // 10]
    return _Column(left, edge, leading) if 2 * full > len(lines) else None


def _half(line: TextLine, halves: tuple[_Column, _Column] | None) -> _Column | None:
    """The half of the page that the line stands in."""
    for half in halves or ():
        if half.left - line.height <= line.bbox[0] and line.bbox[2] <= half.right + line.height:
            return half
    return None


def _at(column: _Column, lines: Sequence[TextLine], place: int) -> _Column:
    """The column as it stands at one of its lines: on a page seen at an angle its left edge drifts."""
    line = lines[place]
    near = [ln.bbox[0] for ln in lines[max(place - _NEAR, 0) : place + _NEAR + 1] if ln.page == line.page]
    return replace(column, left=max(column.left, min(*near, column.left + _DRIFT * line.height)))


def _begins(run: Sequence[TextLine], line: TextLine, columns: Mapping[int, _Column]) -> bool:
    """Whether the line begins a new paragraph after those of the run."""
    above = run[-1]
    if line.is_table or above.is_table:
        return True
    enumerators = read_enumerators(line.text)
    # boxes of lines that lean overlap those below them
    if _beside(above, line) and not any(e.values and not e.doubt for e in enumerators):
        return False
    here, there = columns[line.start], columns[above.start]
    indented = line.bbox[0] - here.left > _INDENT * line.height
    ended = above.text.endswith(_ENDINGS)
    fits = _would_fit(above, line, there)
    if enumerators:
        several = any(len(e.values) > 1 and not e.doubt for e in enumerators)  # "3.2." cites nothing here
        stands_out = several or is_capital(line.text) or (line.bold and not above.bold)
        return indented or fits or (ended and (stands_out or not _is_indented(run[0], there)))
    if ended and _CALENDAR.fullmatch(line.text):
        return True
    if not ended and (line.text[:1].islower() or above.text.endswith("-")):
        return False
    if indented:
        return fits or ended or not _hangs(run, line, there)
    apart = line.page == above.page and line.bbox[3] - above.bbox[3] > _WIDE_LEADING * here.leading
    return (
        fits or (apart and ended) or (above.bold and not line.bold and _is_indented(above, there) and ended)
    )


def _beside(above: TextLine, line: TextLine) -> bool:
    """Whether the line stands to the right of the one before it, in the same row."""
    overlap = min(above.bbox[3], line.bbox[3]) - max(above.bbox[1], line.bbox[1])
    return (
        above.page == line.page
        and line.bbox[0] > above.bbox[2]
        and overlap > 0.5 * min(above.height, line.height)
    )


def _is_indented(line: TextLine, column: _Column) -> bool:
    return line.bbox[0] - column.left > _INDENT * line.height


def _would_fit(above: TextLine, line: TextLine, column: _Column) -> bool:
    """Whether the line's first word would have had room above: then the line above ended on purpose."""
    letters = max(len(line.text), 1)
    first = line.text.split(" ", 1)[0]
    width = (line.bbox[2] - line.bbox[0]) * (len(first) + 1) / letters
    return column.right - above.bbox[2] > width + _FIT_SLACK * line.height


def _hangs(run: Sequence[TextLine], line: TextLine, column: _Column) -> bool:
    """Whether the line hangs below an item's text: right of the item's dash, as the item's other lines do."""
    first = run[0]
    if not read_enumerators(first.text) and len(run) == 1:
        return False
    if len(run) > 1:
        return abs(line.bbox[0] - run[-1].bbox[0]) < _INDENT * line.height
    return line.bbox[0] > first.bbox[0] + 0.3 * line.height
