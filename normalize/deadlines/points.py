"""Calendar points named in a text ("Quý II", "tháng 4, 7 và 10/2016", "20 - 21/11/2017") and what days they
cover.

All patterns work on folded text (see `kehoach.language.folding`) and are matched at a given offset. None
repeats a group that can match the empty string, so each is linear in the text's length.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

Unit = Literal["day", "month", "quarter", "half", "months", "half_month", "year"]
Join = Literal["list", "range"]

END: Final = r"(?![a-z0-9])"
DAY: Final = r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
MONTH: Final = r"(?P<month>1[0-2]|0?[1-9]|[il|]{1,2})"
YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})"
_NUMERAL: Final = r"(?P<quarter>[ivlh1|!]{1,4}|[2-4])"
_OTHER_YEAR: Final = (
    r"(?P<shift>truoc\s+lien\s+ke|lien\s+ke\s+truoc|lien\s+truoc|truoc(?!\s+(?:ngay|thang|quy|[0-9]))"
    r"|sau(?!\s+khi)|tiep\s+theo|ke\s+tiep|lien\s+ke|nay|bao\s+cao|ke\s+hoach)"
)

_NUMBER_WORDS: Final = {
    "gieng": 1,
    "mot": 1,
    "nhat": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    "chap": 12,
}  # fmt: skip; "năm" and "sáu" are left out: without their marks they are the year and "after"
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_EARLIER: Final = ("truoc", "lien ke truoc", "truoc lien ke", "lien truoc")
_SAME: Final = ("nay", "bao cao", "ke hoach")


@dataclass(frozen=True, slots=True)
class Point:
    """A named piece of the calendar. `number` is a quarter, a half, or how many months (negative: the last
    ones).
    """

    unit: Unit
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int = 0
    year_inferred: bool = False
    garbled: tuple[int, int, str] | None = (
        None  # where look-alike letters stood, and what they were taken for
    )


@dataclass(frozen=True, slots=True)
class Chain:
    """Points joined by "và", "," or "đến"; `joins[i]` stands between points i and i + 1."""

    points: tuple[Point, ...]
    joins: tuple[Join, ...]

    @property
    def end(self) -> int:
        """Offset after the last point."""
        return self.points[-1].end


_FULL_DATES = (
    re.compile(rf"{DAY}\s*/\s*{MONTH}\s*[/.\-]\s*{YEAR}{END}"),
    re.compile(rf"{DAY}\s*/\s*{MONTH}\s*/\s*(?P<short>[0-9]{{2}}){END}"),
    re.compile(rf"{DAY}\s*-\s*{MONTH}\s*-\s*{YEAR}{END}"),
    re.compile(rf"{DAY}\s*\.\s*{MONTH}\s*\.\s*{YEAR}{END}"),
)
_DATES = (
    re.compile(rf"{DAY}\s*/\s*{MONTH}{END}(?!\s*/)"),
    re.compile(rf"{DAY}\s*(?:cua\s+)?thang\s*{MONTH}{END}"),
)
_MONTH_YEAR = re.compile(rf"(?:t\.?\s?)?{MONTH}\s*/\s*{YEAR}{END}")
_MONTH = re.compile(rf"thang\s*{MONTH}{END}")
_QUARTER = re.compile(rf"(?:quy|q)\.?\s*{_NUMERAL}{END}")
_WORD_END: Final = r"(?=\s*(?:$|[,;./)])|\s+(?:nam\s*[0-9]|va(?![a-z])|den(?![a-z])))"
_MONTH_WORD = re.compile(
    rf"thang\s+(?P<word>gieng|hai|ba|tu|bon|bay|tam|chin|muoi\s+(?:mot|hai)|muoi|chap){_WORD_END}"
)
_QUARTER_WORD = re.compile(rf"quy\s+(?P<word>mot|nhat|hai|ba|tu|bon){_WORD_END}")
_HALF = re.compile(r"(?:0?6|sau)\s*(?:thang|t)\s*(?P<which>d?au|cuoi)(?:\s+(?:cua\s+)?nam)?(?![a-z])")
_HALF_WORD = re.compile(r"nua\s+(?P<which>dau|cuoi)\s+(?:cua\s+)?nam(?![a-z])")
_MONTHS = re.compile(r"(?P<count>1[01]|0?[2-9])\s*thang\s*(?P<which>dau|cuoi)(?:\s+(?:cua\s+)?nam)?(?![a-z])")
_HALF_MONTH = re.compile(rf"nua\s+(?P<which>dau|cuoi)\s+(?:cua\s+)?thang\s*{MONTH}{END}")
_WHOLE_YEAR = re.compile(
    r"(?:(?:trong\s+)?(?:ca|suot|toan|trong|dau|giua|cuoi)\s+|(?<=het ))nam(?!\s*hoc)(?![a-z])(?:\s+nay|\s+ke\s+hoach)?"
)
_YEAR = re.compile(rf"(?:nam\s*)?{YEAR}{END}(?!\s*/)")
_DAY_ALONE = re.compile(
    rf"{DAY}{END}(?!\s*[/.\-]\s*[0-9]{{1,2}}\s*[/.\-])(?!\s*(?:thang|ngay|tuan|lan|nam)(?![a-z]))"
)
_NEXT = r"\s*(?:,|-|va|den|toi|&|\+)\s*"
_DAY_OF_LIST = re.compile(
    rf"{DAY}{END}(?={_NEXT}(?:[0-9]{{1,2}}{_NEXT}){{0,6}}(?:ngay\s*)?[0-9]{{1,2}}\s*(?:/\s*[0-9]{{1,2}}{END}|thang))"
)
_MONTH_OF_LIST = re.compile(
    rf"{MONTH}{END}(?={_NEXT}(?:[0-9]{{1,2}}{_NEXT}){{0,10}}[0-9]{{1,2}}\s*/\s*(?:19|20)[0-9]{{2}}{END})"
)
_BARE_END = r"(?=\s*(?:$|[,;.)(&+\-:]|(?:va|den|toi|hoac|nam|hang|moi|hoan)(?![a-z])|/\s*(?:19|20)[0-9]{2}))"
_BARE = {
    "quarter": re.compile(rf"{_NUMERAL}(?![a-z0-9]){_BARE_END}"),
    "month": re.compile(rf"{MONTH}(?![a-z0-9]){_BARE_END}"),
    "day": re.compile(rf"{DAY}(?![a-z0-9]){_BARE_END}"),
}
_ASIDE: Final = r"(?:\s*\((?:dot|lan|ky)\s[^()]{0,40}\))?"
_YEAR_SUFFIX = re.compile(
    rf"{_ASIDE}(?:\s*[/.\-]\s*(?:nam\s*)?|\s*,?\s*(?:cua\s+)?nam\s*|\s+){YEAR}{END}(?!\s*[/.]\s*[0-9])"
)
_SHORT_YEAR_SUFFIX = re.compile(rf"\s*/\s*(?P<short>[0-9]{{2}}){END}(?!\s*/)")
_SHIFT_SUFFIX = re.compile(rf"\s*,?\s*(?:cua\s+)?nam\s+{_OTHER_YEAR}(?![a-z])")
_JOIN = re.compile(
    rf"{_ASIDE}\s*"
    r"(?:(?P<range>->?|(?:cho\s+)?den(?:\s+het)?(?![a-z])|toi(?:\s+het)?(?![a-z]))"
    r"|(?P<list>,\s*va(?![a-z])|,|va(?![a-z])|\+|&|/|hoac(?![a-z])))\s*"
)
_LEAD_IN = re.compile(
    r"(?:ngay|sang|chieu|dem|trua|vao|thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7]),?|[0-9]{1,2}\s*(?:gio|h)\s*(?:[0-9]{2})?)\s*"
)
_SHORT_YEARS_AROUND: Final = 10


def read_quarter(numeral: str) -> int | None:
    """1 to 4 for a folded numeral, Roman, Arabic or misread ("l" and "1" for I, "h" for II); None for any
    other.
    """
    if numeral in ("1", "2", "3", "4"):
        return int(numeral)
    letters = re.sub(r"[l1|!]", "i", numeral)
    return 3 if letters == "ihi" else _ROMAN.get(letters.replace("h", "ii"))


def skip_lead_in(folded: str, at: int) -> int:
    """Offset after words such as "ngày", "sáng", "thứ hai", "8 giờ 00" that say no more than the date after
    them.
    """
    while match := _LEAD_IN.match(folded, at):
        at = match.end()
    return at


def read_chain(folded: str, at: int, year: int) -> Chain | None:
    """The points that start at `at` (after lead-in words), with their years as printed; None where there are
    none.
    """
    first = skip_lead_in(folded, at)
    point = _read_point(folded, first, year, after_day_word="ngay" in folded[at:first])
    if point is None:
        return None
    points, joins = [point], list[Join]()
    while join := _JOIN.match(folded, points[-1].end):
        following = _read_following(folded, join.end(), year, points[-1])
        if following is None or (join[0].strip() == "/" and points[-1].unit != "quarter"):
            break
        joins.append("range" if join["range"] else "list")
        points.append(following)
    return Chain(tuple(points), tuple(joins))


def _read_following(folded: str, at: int, year: int, previous: Point) -> Point | None:
    start = skip_lead_in(folded, at)
    if previous.unit in _BARE and not (previous.unit == "day" and previous.month):
        match = _BARE[previous.unit].match(folded, start)
        arabic = bool(match) and previous.unit == "quarter" and folded[start].isdigit()
        if match and not (arabic and not folded[previous.start : previous.end].strip("quy. ")[:1].isdigit()):
            return _from_match(folded, match, previous.unit, year)
    return _read_point(folded, start, year, after_day_word="ngay" in folded[at:start])


def _read_point(folded: str, at: int, year: int, after_day_word: bool) -> Point | None:
    patterns: list[tuple[re.Pattern[str], Unit]] = [
        (_HALF, "half"),
        (_HALF_WORD, "half"),
        (_MONTHS, "months"),
    ]
    patterns += [(_HALF_MONTH, "half_month"), *((pattern, "day") for pattern in (*_FULL_DATES, *_DATES))]
    patterns += [(_MONTH_YEAR, "month"), (_MONTH, "month"), (_QUARTER, "quarter"), (_WHOLE_YEAR, "year")]
    patterns += [(_MONTH_WORD, "month"), (_QUARTER_WORD, "quarter")]
    patterns += [(_YEAR, "year"), (_DAY_OF_LIST, "day"), (_MONTH_OF_LIST, "month")]
    if after_day_word:
        patterns.append((_DAY_ALONE, "day"))
    for pattern, unit in patterns:
        if match := pattern.match(folded, at):
            return _from_match(folded, match, unit, year)
    return None


def _from_match(folded: str, match: re.Match[str], unit: Unit, context_year: int) -> Point | None:
    groups = match.groupdict()
    number, garbled = 0, None
    if numeral := groups.get("quarter"):
        number = read_quarter(numeral) or 0
        if not number:
            return None
        if numeral not in _ROMAN and numeral not in ("1", "2", "3", "4"):
            garbled = (*match.span("quarter"), ("I", "II", "III", "IV")[number - 1])
    month = _read_month(groups.get("month"))
    if groups.get("month") and not groups["month"].isdigit():
        garbled = (*match.span("month"), str(month))
    if word := groups.get("word"):
        number = _NUMBER_WORDS[" ".join(word.split())]
        month = number if unit == "month" else None
    if which := groups.get("which"):
        number = (-1 if which == "cuoi" else 1) * int(groups.get("count") or 1)
    point = Point(
        unit, match.start(), match.end(), month=month, day=int(groups.get("day") or 0) or None, number=number
    )
    return _with_year(folded, replace(point, garbled=garbled), groups, context_year)


def _read_month(text: str | None) -> int | None:
    return int(re.sub(r"[il|]", "1", text)) if text else None


def _with_year(folded: str, point: Point, groups: dict[str, str | None], context_year: int) -> Point:
    if printed := groups.get("year"):
        return replace(point, year=int(printed))
    if short := groups.get("short"):
        return replace(point, year=_century(short, context_year))
    if point.unit == "day" and point.month is None:
        return point
    if suffix := _YEAR_SUFFIX.match(folded, point.end):
        return replace(point, year=int(suffix["year"]), end=suffix.end())
    if (suffix := _SHORT_YEAR_SUFFIX.match(folded, point.end)) and (
        known := _century(suffix["short"], context_year)
    ):
        return replace(point, year=known, end=suffix.end())
    if suffix := _SHIFT_SUFFIX.match(folded, point.end):
        words = " ".join(suffix["shift"].split())
        shift = -1 if words in _EARLIER else 0 if words in _SAME else 1
        return replace(point, year=context_year + shift, year_inferred=True, end=suffix.end())
    return point


def _century(short: str, context_year: int) -> int | None:
    year = 2000 + int(short)
    return year if abs(year - context_year) <= _SHORT_YEARS_AROUND else None


def complete(chain: Chain, year: int) -> tuple[Point, ...]:
    """The chain's points with month and year: as printed, else from the neighbours that print them, else
    `year`.

    In "từ tháng 11 đến tháng 3/2021" the first year is the only one that lets the range run forwards. A point
    that stays without month, such as a lone "ngày 20", keeps `month` None.
    """
    points = list(chain.points)
    for index in range(len(points) - 2, -1, -1):
        earliest = year if chain.joins[index] == "list" else 0
        points[index] = _fill(points[index], points[index + 1], -1, earliest)
    for index in range(1, len(points)):
        points[index] = _fill(points[index], points[index - 1], 1, 0)
    return tuple(point if point.year else replace(point, year=year, year_inferred=True) for point in points)


def _fill(point: Point, neighbour: Point, step: Literal[-1, 1], earliest: int) -> Point:
    if point.unit == "day" and point.month is None and neighbour.unit == "day" and step == -1:
        point = replace(point, month=neighbour.month)
    if point.year or not neighbour.year or point.unit == "year":
        return point
    filled = replace(point, year=neighbour.year, year_inferred=neighbour.year_inferred)
    own, other = days(filled), days(neighbour)
    if own and other and (own[0] - other[0]).days * step < 0 and neighbour.year + step >= earliest:
        return replace(point, year=neighbour.year + step, year_inferred=True)
    return filled


def days(point: Point) -> tuple[date, date] | None:
    """First and last day of a completed point; None for a day that no calendar has (31/02) or without its
    month.
    """
    if point.year is None:
        return None
    year, month = point.year, point.month
    match point.unit:
        case "day":
            return _single_day(year, month, point.day)
        case "month":
            return _months(year, month or 1, month or 1)
        case "half_month":
            first, last = _months(year, month or 1, month or 1)
            return (first, first.replace(day=15)) if point.number > 0 else (first.replace(day=16), last)
        case "quarter":
            return _months(year, point.number * 3 - 2, point.number * 3)
        case "half":
            return _months(year, 1, 6) if point.number > 0 else _months(year, 7, 12)
        case "months":
            return (
                _months(year, 1, point.number) if point.number > 0 else _months(year, 13 + point.number, 12)
            )
        case "year":
            return _months(year, 1, 12)


def _single_day(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    if not month or not day or day > monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
