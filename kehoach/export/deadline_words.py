"""A deadline in Vietnamese words: “trước 15/6/2020”, “quý I/2020”, “hằng quý”, “ngày 10 các tháng 3, 6, 9,
12”.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from kehoach.language.roman import roman

Row = Mapping[str, Any]

_RELATIONS: Final = {"before": "trước", "by": "chậm nhất", "from": "từ", "after": "sau"}
_RHYTHMS: Final = {
    ("DAILY", 1): "hằng ngày",
    ("WEEKLY", 1): "hằng tuần",
    ("MONTHLY", 1): "hằng tháng",
    ("MONTHLY", 3): "hằng quý",
    ("YEARLY", 1): "hằng năm",
}
_UNITS: Final = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm"}
_WEEKDAYS: Final = {
    "MO": "thứ Hai",
    "TU": "thứ Ba",
    "WE": "thứ Tư",
    "TH": "thứ Năm",
    "FR": "thứ Sáu",
    "SA": "thứ Bảy",
    "SU": "Chủ nhật",
}


def deadline_in_words(row: Row) -> str:
    """What a row of `deadlines` says, in a few words: its days, else its rhythm, its event, or its text as
    printed.
    """
    relation = _RELATIONS.get(row["relation"], "")
    if row["recurrence"]:
        return _joined(relation, _rhythm(row["recurrence"]))
    if row["kind"] in ("recurring", "relative", "unparsed"):
        return str(row["text"])
    if row["kind"] == "ongoing":
        return _joined("thường xuyên,", _span(row["start"], row["end"])) if row["start"] else "thường xuyên"
    if row["start"] and row["end"] and not relation:
        return _span(row["start"], row["end"])
    if day := row["start"] or row["end"]:
        return _joined(relation, _day(day))
    return str(row["text"])


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def _day(day: date) -> str:
    return (
        f"{day.day:02}/{day.month}/{day.year}" if day.month > 2 else f"{day.day:02}/{day.month:02}/{day.year}"
    )


def _span(first: date, last: date) -> str:
    """Days as the calendar names them: a day, a month, a quarter, half a year, years; else from and to."""
    if first == last:
        return f"ngày {_day(first)}"
    if first.day > 1 or last.day < monthrange(last.year, last.month)[1]:
        return f"{_day(first)} – {_day(last)}"
    if (first.month, last.month) == (1, 12):
        return f"năm {first.year}" if first.year == last.year else f"{first.year} – {last.year}"
    if first.year != last.year:
        return f"tháng {first.month}/{first.year} – tháng {last.month}/{last.year}"
    return _months(first.month, last.month, first.year)


def _months(first: int, last: int, year: int) -> str:
    if first == last:
        return f"tháng {first}/{year}"
    if (first % 3, last % 3) != (1, 0):
        return f"tháng {first} – {last}/{year}"
    if last - first == 5 and first in (1, 7):
        return f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {year}"
    quarters = dict.fromkeys((roman(first // 3 + 1), roman(last // 3)))
    return f"quý {' – '.join(quarters)}/{year}"


def _rhythm(rule: str) -> str:
    """A recurrence rule (RFC 5545) of those that deadlines have."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    every = int(parts.get("INTERVAL", 1))
    rhythm = _RHYTHMS.get((parts["FREQ"], every)) or f"{every} {_UNITS[parts['FREQ']]} một lần"
    days, months = parts.get("BYMONTHDAY"), parts.get("BYMONTH")
    if weekdays := parts.get("BYDAY"):
        return f"{', '.join(_WEEKDAYS[day] for day in weekdays.split(','))} {rhythm}"
    on = "" if days is None else f"ngày {', '.join(map(_month_day, days.split(',')))}"
    if months is None:
        return _joined(on, rhythm)
    listed = f"{'các ' if ',' in months else ''}tháng {months.replace(',', ', ')}"
    return _joined(on, listed, "hằng năm")


def _month_day(day: str) -> str:
    return "cuối" if day == "-1" else day.zfill(2)
