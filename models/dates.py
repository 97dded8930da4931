"""Full dates (day, month and year) in both printed forms: "23/4/2018" and "ngày 05 tháng 3 năm 2020"."""

import re
from datetime import date
from typing import Final

from kehoach.records import DateMention

_BLANK = r"[ \n]"  # a wrapped line may end inside a date; a cell may not
_MARK = rf"{_BLANK}?(?P<mark>[/.\-–]){_BLANK}?"
_NUMERIC = rf"(?P<d1>\d{{1,2}}){_MARK}(?P<m1>\d{{1,2}}){_BLANK}?(?P=mark){_BLANK}?(?P<y1>\d{{4}})"
_GAP = rf"{_BLANK}{{1,3}}"
_LOST = rf"{_BLANK}{{0,3}}"  # beside a figure the blank is often lost: "ngày 12tháng 4 năm2024"
_SPELLED = (
    rf"(?P<d2>\d{{1,2}}){_LOST}(?i:tháng){_LOST}(?P<m2>\d{{1,2}}),?{_LOST}(?i:năm){_LOST}(?P<y2>\d{{4}})"
)
# anything longer ("1/2/2018/QĐ") is a number, not a date
_DATE = rf"(?:{_SPELLED}|{_NUMERIC})(?![\w/])"
# "05 tháng 3 năm 2020"
DATE: Final = re.compile(rf"(?<![\w/.\-–]){_DATE}")
# right behind "ngày", with or without a blank: "23/4/2018"
DATE_AFTER_WORD: Final = re.compile(_DATE)


def calendar_date(day: str, month: str, year: str) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def matched_date(match: re.Match[str]) -> date | None:
    """The date that a match of `DATE` prints, or None where the calendar has no such day."""
    groups = match.groupdict()
    form = "1" if groups["d1"] else "2"
    return calendar_date(groups["d" + form], groups["m" + form], groups["y" + form])


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The full dates, by start; days that do not exist are left out."""
    return tuple(
        DateMention(match.start(), match.end(), day)
        for match in DATE.finditer(text)
        if (day := matched_date(match)) is not None
    )
