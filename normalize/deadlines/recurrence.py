"""Rhythms ("Hằng quý", "Định kỳ 6 tháng, năm", "trước ngày 05 của tháng liền kề") as RFC 5545 recurrence
rules.

All patterns work on folded text (see `kehoach.language.folding`) and are matched at a given offset.
"""

import re
from dataclasses import dataclass
from typing import Final

from kehoach.records import DeadlineRelation
from normalize.deadlines.points import DAY, END

_COUNT: Final = r"(?:(?P<count>[0-9]{1,2}|hai|ba|sau)\s*)?"
_NO_QUY: Final = r"(?!\s*(?:dinh|trinh|che|hoach|mo|dong|ly|phap)(?![a-z]))"
_UNIT: Final = (
    rf"{_COUNT}(?P<unit>ngay|tuan|thang|quy{_NO_QUY}|nam|nua\s+nam)(?![a-z])(?!\s*[0-9]{{1,2}}\s*/)"
)
_EVERY: Final = r"(?:hang|moi|tung|cac)"
_TIMES: Final = r"(?:[0-9]{1,2}|mot|hai|ba|bon)"

_HEAD = re.compile(
    rf"(?:(?:theo\s+)?dinh\s+ky\s+(?:(?:vao|theo|bao\s+cao)\s+)?(?:{_EVERY}\s+)?|(?:theo\s+)?{_EVERY}\s+|theo\s+(?=[a-z]+\s*(?:$|[,;.)]))){_UNIT}"
    r"(?!\s+(?:cuoi|dau|sau|toi|truoc|qua|tiep\s+theo|ke\s+tiep)(?![a-z]))(?!\s+[0-9]{1,2}(?:\s*(?:,|va|/|den|-|$)))"
)
_BARE_LIST = re.compile(
    r"(?=(?:[0-9]{1,2}\s+)?(?:thang|quy)\s*(?:,|/|va)\s*(?:(?:[0-9]{1,2}\s+)?(?:thang|nam)|quy)(?![a-z]))"
    + _UNIT
)
_UNIT_MORE = re.compile(rf"\s*(?:,\s*va|,|va|/|-)\s*{_UNIT}(?!\s*[0-9])(?!\s+truoc)")
_PERIODIC = re.compile(r"(?:theo\s+)?dinh\s+ky(?![a-z])")
_ONCE_A = (
    re.compile(rf"{_COUNT}(?P<unit>ngay|tuan|thang|quy|nam)\s*(?:/\s*)?(?:0?1|mot)?\s*(?:/\s*)?lan(?![a-z])"),
    re.compile(
        rf"(?P<times>{_TIMES})\s+(?:[a-z]+\s+){{1,3}}?(?:/\s*|{_EVERY}\s+|trong\s+(?:mot\s+|1\s+)?){_UNIT}"
    ),
    re.compile(rf"(?P<times>{_TIMES})\s+lan\s*(?:/\s*|{_EVERY}\s+)?\s*{_UNIT}"),
    re.compile(rf"(?P<times>{_TIMES})\s+[a-z]+\s*/\s*{_UNIT}"),
    re.compile(rf"(?:mot|1)\s+{_UNIT}\s+(?P<times>{_TIMES})\s+lan(?![a-z])"),
)
_TIMES_AFTER = re.compile(
    rf"\s*,?\s*(?P<times>{_TIMES})\s+(?:[a-z]+)(?:\s+[a-z]+)?(?=\s*(?:$|[,;.()]))|\s*/\s*(?:0?1\s+)?lan(?![a-z])"
)
_RELATION: Final = (
    r"(?P<relation>(?:cham\s+nhat\s+(?:la\s+)?(?:vao\s+)?|vao\s+|xong\s+|hoan\s+thanh\s+|gui\s+)?truoc"
    r"|cham\s+nhat(?:\s+(?:la|vao|den))*|den\s+het|vao|tu)"
)
_QUARTER_MONTH: Final = (
    r"(?:cua\s+)?thang\s+(?P<which>dau(?:\s+tien)?|giua|cuoi(?:\s+cung)?|thu\s+(?:nhat|hai|ba|[123]))\s+(?:cua\s+)?"
    r"(?:(?:hang|moi|cac)\s+)?quy(?:\s+(?:sau|truoc|tiep\s+theo|lien\s+ke|ke\s+tiep))?(?![a-z])"
)
_NEXT_MONTH: Final = (
    r"(?:cua\s+)?(?:(?:hang|moi|cac|tung)\s+thang|thang\s+(?:lien\s+ke|sau|tiep\s+theo|ke\s+tiep|ke)"
    r"|cua\s+thang(?!\s*[0-9]))(?![a-z])(?:\s+(?:sau|tiep\s+theo))?"
)
_NEXT_QUARTER: Final = r"(?:cua\s+)?quy\s+(?:sau|tiep\s+theo|lien\s+ke|ke\s+tiep)(?![a-z])"
_DAYS: Final = (
    r"(?:ngay\s*)(?P<days>[0-9]{1,2}(?:\s*(?:,|va|-)\s*(?:ngay\s+)?[0-9]{1,2}){0,4}|cuoi(?:\s+cung)?)"
)
_DAY_OF = re.compile(
    rf"(?:{_RELATION}\s+)?{_DAYS}\s*,?\s*(?:(?P<quarter>{_QUARTER_MONTH})|(?P<month>{_NEXT_MONTH})|(?P<next>{_NEXT_QUARTER})"
    rf"|(?P<each>(?:hang|moi)\s+(?:quy|tuan)))"
)
_MONTH_OF = re.compile(rf"(?:{_RELATION}\s+)?(?P<quarter>{_QUARTER_MONTH})")
_DAY_AFTER = re.compile(
    rf"\s*[,(:]?\s*(?:bao\s+cao\s+|gui\s+|hoan\s+thanh\s+)?(?:{_RELATION}\s+)?{_DAYS}{END}(?!\s*[/.\-]\s*[0-9])"
    rf"(?!\s*thang\s*[0-9])\s*(?:(?P<quarter>{_QUARTER_MONTH})|(?P<month>{_NEXT_MONTH})|(?P<next>{_NEXT_QUARTER}))?\s*\)?"
)
_MONTH_AFTER = re.compile(rf"\s*[,(:]?\s*(?:{_RELATION}\s+)?(?P<quarter>{_QUARTER_MONTH})\s*\)?")
_DATE_AFTER = re.compile(
    rf"\s*[,(:]?\s*(?:{_RELATION}\s+)?(?:ngay\s*)?{DAY}\s*(?:/|thang)\s*(?P<month>1[0-2]|0?[1-9]){END}(?!\s*[/.]\s*[0-9])\s*\)?"
)
_WEEKDAY = re.compile(
    r"(?:vao\s+)?(?:ngay\s+)?(?:thu\s+(?P<weekday>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu\s+nhat))(?![a-z])"
)
_EVERY_WEEK = re.compile(rf"\s*,?\s*{_EVERY}\s+tuan(?![a-z])")
EVERY_YEAR: Final = re.compile(rf"\s*,?\s*\(?(?:cua\s+)?(?:{_EVERY}|dinh\s+ky\s+{_EVERY})\s+nam(?![a-z])\)?")

_WORDS: Final = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6}
_RULES: Final = {
    "ngay": ("DAILY", 1),
    "tuan": ("WEEKLY", 1),
    "thang": ("MONTHLY", 1),
    "quy": ("MONTHLY", 3),
    "nua nam": ("MONTHLY", 6),
    "nam": ("YEARLY", 1),
}
_WEEKDAYS: Final = {
    "hai": "MO", "ba": "TU", "tu": "WE", "nam": "TH", "sau": "FR", "bay": "SA",
    "2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA",
}  # fmt: skip
_MONTHS_OF_QUARTERS: Final = {"dau": "1,4,7,10", "giua": "2,5,8,11", "cuoi": "3,6,9,12"}
_ORDINALS: Final = {"nhat": "dau", "1": "dau", "hai": "giua", "2": "giua", "ba": "cuoi", "3": "cuoi"}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`rules` has one RFC 5545 rule for each rhythm named, None where no rule can say it ("định kỳ theo quy
    định").
    """

    rules: tuple[str | None, ...]
    relation: DeadlineRelation
    end: int


def read_rhythm(folded: str, at: int) -> Rhythm | None:
    """The rhythm that is named at `at`, with the day it falls on where one is named; None where there is
    none.
    """
    for reader in (_read_day_of, _read_weekday, _read_every, _read_times):
        if rhythm := reader(folded, at):
            return rhythm
    if match := _PERIODIC.match(folded, at):
        return Rhythm((None,), "in", match.end())
    return None


def is_bare_periodic(folded: str, at: int) -> bool:
    """Whether "định kỳ" stands at `at` without its rhythm."""
    return bool(_PERIODIC.match(folded, at)) and not _HEAD.match(folded, at)


def _read_day_of(folded: str, at: int) -> Rhythm | None:
    if match := _DAY_OF.match(folded, at):
        rule = (
            _month_rule(match)
            if not match["each"]
            else "FREQ=WEEKLY"
            if "tuan" in match["each"]
            else _every_quarter(match)
        )
        end = match.end()
        while more := _UNIT_MORE.match(folded, end):
            end = more.end()
        return Rhythm((rule,), _relation(match), end)
    if match := _MONTH_OF.match(folded, at):
        return Rhythm(
            (f"FREQ=MONTHLY;BYMONTH={_quarter_months(match['which'])}",), _relation(match), match.end()
        )
    return None


def _read_weekday(folded: str, at: int) -> Rhythm | None:
    match = _WEEKDAY.match(folded, at)
    every = _EVERY_WEEK.match(folded, match.end()) if match else None
    if not match or not every:
        return None
    return Rhythm((f"FREQ=WEEKLY;BYDAY={_weekday(match)}",), "in", every.end())


def _read_every(folded: str, at: int) -> Rhythm | None:
    match = _HEAD.match(folded, at) or _BARE_LIST.match(folded, at)
    if not match:
        return None
    rules, end = [_rule(match)], match.end()
    while more := _UNIT_MORE.match(folded, end):
        rules.append(_rule(more))
        end = more.end()
    if times := _TIMES_AFTER.match(folded, end):
        end = times.end()
        if _number(times["times"]) > 1:
            return Rhythm((None,), "in", end)
    return _with_day(folded, _finest(rules), end)


def _read_times(folded: str, at: int) -> Rhythm | None:
    for pattern in _ONCE_A:
        if match := pattern.match(folded, at):
            times = _number(match.groupdict().get("times"))
            return Rhythm((_rule(match) if times == 1 else None,), "in", match.end())
    return None


def _with_day(folded: str, rules: tuple[str, ...], end: int) -> Rhythm:
    rule = rules[0]
    if rule.startswith("FREQ=YEARLY") and (match := _DATE_AFTER.match(folded, end)):
        dated = f"FREQ=YEARLY;BYMONTH={int(match['month'])};BYMONTHDAY={int(match['day'])}"
        return Rhythm((dated, *rules[1:]), _relation(match), match.end())
    if rule == "FREQ=WEEKLY" and (match := _WEEKDAY.match(folded, _skip_comma(folded, end))):
        return Rhythm((f"{rule};BYDAY={_weekday(match)}", *rules[1:]), "in", match.end())
    if rule.startswith("FREQ=MONTHLY") and (match := _DAY_AFTER.match(folded, end)):
        named = match["quarter"] or match["month"] or match["next"]
        dated = _month_rule(match) if named else f"{rule};BYMONTHDAY={_month_days(match)}"
        return Rhythm((dated, *rules[1:]), _relation(match), match.end())
    if rule == "FREQ=MONTHLY;INTERVAL=3" and (match := _MONTH_AFTER.match(folded, end)):
        return Rhythm(
            (f"FREQ=MONTHLY;BYMONTH={_quarter_months(match['which'])}",), _relation(match), match.end()
        )
    return Rhythm(rules, "in", end)


def _finest(rules: list[str]) -> tuple[str, ...]:
    """Reports each quarter (or more often) with their half-yearly and yearly issues are one rhythm, as those
    fall on the same days; "6 tháng, năm" names two reports.
    """
    return (rules[0],) if rules[0] not in ("FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY") else tuple(rules)


def _rule(match: re.Match[str]) -> str:
    frequency, interval = _RULES[" ".join(match["unit"].split())]
    interval *= _number(match["count"])
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _month_rule(match: re.Match[str]) -> str:
    days = _month_days(match)
    if match["quarter"] or match["next"]:
        return f"FREQ=MONTHLY;BYMONTH={_quarter_months(match['which'] or 'dau')};BYMONTHDAY={days}"
    return f"FREQ=MONTHLY;BYMONTHDAY={days}"


def _every_quarter(match: re.Match[str]) -> str:
    return f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={_month_days(match)}"


def _month_days(match: re.Match[str]) -> str:
    numbers = [int(number) for number in re.findall(r"[0-9]+", match["days"])]
    return ",".join(str(number) for number in numbers if 1 <= number <= 31) or "-1"


def _quarter_months(which: str) -> str:
    word = which.split()[-1] if which.startswith("thu") else which.split()[0]
    return _MONTHS_OF_QUARTERS[_ORDINALS.get(word, word)]


def _relation(match: re.Match[str]) -> DeadlineRelation:
    words = match["relation"] or ""
    if "truoc" in words:
        return "before"
    return "by" if words.startswith(("cham", "den")) else "from" if words == "tu" else "in"


def _weekday(match: re.Match[str]) -> str:
    return _WEEKDAYS[match["weekday"]] if match["weekday"] else "SU"


def _number(text: str | None) -> int:
    return _WORDS.get(text) or int(text) if text else 1


def _skip_comma(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] in " ,(":
        at += 1
    return at
