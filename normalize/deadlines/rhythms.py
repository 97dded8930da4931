"""Rhythms that were parsed ("Hằng quý", "Định kỳ 6 tháng, năm", "trước ngày 05 của tháng liền kề") as RFC
5545 recurrence rules.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from kehoach.language.calendar_words import COUNTS, RHYTHMS, WEEKDAYS
from kehoach.records import DeadlineRelation
from normalize.deadlines.grammar import Tree, every, first
from normalize.deadlines.points import Chain, Point, complete, days, read_chain

_MONTHS_OF_QUARTERS: Final = {
    "first_month": "1,4,7,10",
    "middle_month": "2,5,8,11",
    "last_month": "3,6,9,12",
}

_YEARLY: Final = "FREQ=YEARLY"
_WEEK: Final = 7  # days


def rules_of(tree: Tree, folded: str, year: int) -> tuple[str | None, ...]:
    """A rule for each rhythm of a `recurring` tree; None where none can say it ("2 lần/năm", "định kỳ").
    Several times in a week, a month or a quarter recur in each of them."""
    kind = tree.children[0]
    match kind.rule:
        case "every":
            return _every(kind, folded, year)
        case "yearly":
            chain = read_chain(kind, folded, year)
            return yearly_rules(chain, year) if chain else ()
        case "weekly":
            return (f"FREQ=WEEKLY;BYDAY={_weekday(kind, folded)}",)
        case "day_of":
            return (_day_of(kind, folded),)
        case "month_of":
            return (f"FREQ=MONTHLY;BYMONTH={_quarter_months(kind)}",)
        case "times":
            rule, place = _rule(kind, folded), first(kind, "on_day", "on_month", "on_points")
            rules = _dated(rule, place, folded, year) if rule and place else (rule,)
            often = rule not in (None, _YEARLY) and place is None  # "02 lần/tuần": each week is due
            return rules if often or _times(kind, folded) in (1, _dates(rules)) else (None,)
        case _:
            return (None,)


def relation_of(tree: Tree) -> DeadlineRelation:
    """How a rhythm is tied to its day: "trước ngày 20 hằng tháng" is before it."""
    said = {item.rule for item in every(tree, "before_word", "before", "by_word", "by", "from", "after")}
    if said & {"before", "before_word"}:
        return "before"
    return "by" if said & {"by", "by_word"} else "in"


def yearly_rules(chain: Chain, year: int) -> tuple[str | None, ...]:
    """A rule for each day, as one rule of two days and two months would name four; one for all months. None
    where it is from one day to another, which no rule can say.
    """
    points = complete(chain, year)
    dated = [point for point in points if point.unit == "day"]
    if dated and "range" in chain.joins:
        return (None,)
    rules = [f"FREQ=YEARLY;BYMONTH={point.month};BYMONTHDAY={point.day}" for point in dated]
    if months := sorted(set(_covered_months(chain, points))):
        rules.append(f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}")
    return tuple(rules)


def _covered_months(chain: Chain, points: tuple[Point, ...]) -> Iterator[int]:
    """The months of the points, and those between two that a range joins, over the year's end too."""
    spans = [days(point) if point.unit != "day" else None for point in points]
    for span, following, join in zip_longest(spans, spans[1:], chain.joins):
        if span is not None:
            last = following[1] if join == "range" and following else span[1]
            first_month = span[0].month
            yield from (
                (first_month + step - 1) % 12 + 1 for step in range((last.month - first_month) % 12 + 1)
            )


def _dates(rules: tuple[str | None, ...]) -> int:
    """How many days or months of a year the rules name: "02 lần/năm (tháng 6 và tháng 12)" two."""
    months = (rule.partition("BYMONTH=")[2].partition(";")[0] for rule in rules if rule)
    return sum(len(named.split(",")) for named in months if named)


def _every(tree: Tree, folded: str, year: int) -> tuple[str | None, ...]:
    place = first(tree, "on_day", "on_month", "on_date", "on_weekday", "on_points")
    plain = [_rule(unit, folded) for unit in every(tree, "unit") if not _within(unit, tree, "on_day")]
    many = first(tree, "many_times")
    if many and _times(many, folded) > 1 and place is None and _YEARLY in plain:
        return (None,)  # "mỗi năm 02 lần": no month is due; "mỗi tuần 02 lần": each week is
    dated = _dated(plain[0], place, folded, year) if place and plain[0] else (plain[0],)
    return (*dated, *plain[1:])


def _within(unit: Tree, tree: Tree, rule: str) -> bool:
    return any(found.start <= unit.start < found.end for found in every(tree, rule))


def _dated(rule: str, place: Tree, folded: str, year: int) -> tuple[str | None, ...]:
    """A rhythm's rule with the day that it falls on."""
    match place.rule:
        case "on_day" if first(place, "quarter_month", "next_month", "next_quarter"):
            return (_day_of(place, folded),)
        case "on_day":
            return (_on_days(rule, _month_days(place, folded)),)
        case "on_month":
            return (f"FREQ=MONTHLY;BYMONTH={_quarter_months(place)}",)
        case "on_weekday":
            return (f"{rule};BYDAY={_weekday(place, folded)}",)
        case "on_date" if first(place, "range_join"):
            return (None,)
        case "on_date":
            numbers = every(place, "day_number", "month_number")
            said = [int(folded[number.start : number.end]) for number in numbers]
            days_months = zip(said[::2], said[1::2], strict=True)
            return tuple(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for day, month in days_months)
        case _:
            chain = read_chain(place, folded, year)
            return yearly_rules(chain, year) if chain else (rule,)


def _rule(tree: Tree, folded: str) -> str | None:
    """The rule of a unit; None for those that calendars do not know ("học kỳ")."""
    name, counted = first(tree, "unit_name"), first(tree, "count")
    said = folded[name.start : name.end] if name else "nam"
    if said not in RHYTHMS:
        return None
    frequency, interval = RHYTHMS[said]
    interval *= _read(folded[counted.start : counted.end]) if counted else 1
    if frequency == "DAILY" and interval % _WEEK == 0:
        frequency, interval = "WEEKLY", interval // _WEEK  # "7 ngày/lần"
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _day_of(tree: Tree, folded: str) -> str:
    on = _month_days(tree, folded)
    if first(tree, "each_week"):
        return "FREQ=WEEKLY"
    if first(tree, "each_quarter"):
        return _on_days("FREQ=MONTHLY;INTERVAL=3", on)
    if first(tree, "next_quarter"):
        return f"FREQ=MONTHLY;BYMONTH={_MONTHS_OF_QUARTERS['first_month']};BYMONTHDAY={on}"
    if first(tree, "quarter_month"):
        return f"FREQ=MONTHLY;BYMONTH={_quarter_months(tree)};BYMONTHDAY={on}"
    return f"FREQ=MONTHLY;BYMONTHDAY={on}"


def _on_days(rule: str, days: str) -> str:
    """The rule on days of its months; a quarter's last day is in its last month."""
    if days.startswith("-1") and rule == "FREQ=MONTHLY;INTERVAL=3":
        rule = f"FREQ=MONTHLY;BYMONTH={_MONTHS_OF_QUARTERS['last_month']}"
    return f"{rule};BYMONTHDAY={days}"


def _month_days(tree: Tree, folded: str) -> str:
    if some := first(tree, "some_days"):
        step = -1 if first(some, "last") else 1
        count = _read(folded[some.start : some.end])
        return ",".join(str(day * step) for day in range(1, count + 1))
    if row := first(tree, "row_of_days"):
        first_day, last_day = (int(folded[n.start : n.end]) for n in every(row, "day_number"))
        over = range(first_day, 32) if last_day < first_day else ()  # "từ ngày 28 đến ngày 03"
        return ",".join(map(str, (*over, *range(1 if over else first_day, last_day + 1))))
    listed = first(tree, "day_list")
    numbers = map(int, re.findall(r"[0-9]+", folded[listed.start : listed.end])) if listed else ()
    return ",".join(str(number) for number in numbers if 1 <= number <= 31) or "-1"


def _quarter_months(tree: Tree) -> str:
    which = first(tree, *_MONTHS_OF_QUARTERS)
    return _MONTHS_OF_QUARTERS[which.rule if which else "first_month"]


def _weekday(tree: Tree, folded: str) -> str:
    said = every(tree, "weekday")
    return ",".join(dict.fromkeys(WEEKDAYS[folded[day.start : day.end].split()[-1]] for day in said))


def _times(tree: Tree, folded: str) -> int:
    """How many times; of "2 - 3" the most."""
    said = list(every(tree, "times_number"))
    return _read(folded[said[-1].start : said[-1].end]) if said else 1


def _read(number: str) -> int:
    digits = re.match(r"[0-9]+", number)
    return int(digits[0]) if digits else COUNTS.get(number.split()[0], 1)
