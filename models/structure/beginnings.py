"""Where documents begin that were bound into one file with others: a head of their own after a closing."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kehoach.records import Beginning, Document
from models.structure.lines import TextLine, begins_like_any, text_lines
from models.structure.zones import is_authority, is_title, names_recipients

_NATIONAL_NAMES: Final = ("cong hoa xa hoi chu nghia", "dang cong san viet nam")
# The head stands within this share of the page's height.
_HEAD_SHARE: Final = 0.42
# "Số: 63/KH-SXD", as read; a form's number is dots.
_NUMBER: Final = re.compile(r"s[o06]\s?[:.;]?\s?\d{1,5}\s?[/-]\s?\S*[a-z]")
# "ngày 09 tháng 02 năm 2022", as read; a form's day is dots.
_DAY: Final = re.compile(r"ng.y\s?\d{1,2}\s?th.ng\s?\d{1,2}\s?n.m\s?(?:19|20)\d\d")
# "Mẫu số 01", "PHỤ LỤC II", "(Kèm theo Kế hoạch số …)": a form, or an appendix that bears a head of its own.
_APPENDED: Final = re.compile(r"mau\b|bieu\b|phu luc\b|\(?\s?(?:ban hanh )?kem theo\b")


def find_beginnings(document: Document) -> tuple[Beginning, ...]:
    """The documents of a file after the first, by the page on which each begins.

    One begins at the top of a page that bears the national name and motto, a number or a date, and the title
    of a kind of document, where the one before it has come to its closing. Where one of these lacks, the
    beginning is not sure.
    """
    lines = text_lines(document)
    by_page: dict[int, list[TextLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    pages = sorted(by_page)
    found: list[Beginning] = []
    closed = False
    for before, page in pairwise(pages):
        closed = closed or any(map(_closes, by_page[before]))
        beginning = _beginning(by_page[page], closed)
        if beginning:
            found.append(beginning)
            closed = closed and not beginning.sure
    return tuple(found)


def _closes(line: TextLine) -> bool:
    return is_authority(line) or names_recipients(line)


def _beginning(lines: Sequence[TextLine], closed: bool) -> Beginning | None:
    head = [ln for ln in lines if not ln.is_table and ln.bbox[1] < _HEAD_SHARE * ln.page_height]
    names = [ln for ln in head if begins_like_any(ln.folded, _NATIONAL_NAMES, 80)]
    if not names or any(_APPENDED.match(ln.folded) for ln in head):
        return None
    numbers = [ln for ln in head if _NUMBER.search(ln.folded)]
    signs = (bool(numbers), any(_DAY.search(ln.folded) for ln in head), any(map(is_title, head)), closed)
    if sum(signs) < 2:
        return None
    shown = (numbers or names)[0]
    return Beginning(lines[0].page, lines[0].start, shown.bbox, shown.text, sum(signs) > 2)
