"""Points of the calendar in a parsed chain ("Quý II", "tháng 4, 7 và 10/2016", "20 - 21/11/2017"), and what
days they cover.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal
from unicodedata import normalize

from kehoach.language.calendar_words import NUMBERS
from kehoach.language.roman import read_roman, roman, roman_value
from normalize.deadlines.grammar import Tree, every, first

Unit = Literal["day", "month", "quarter", "half", "months", "half_month", "year"]
Join = Literal["list", "range"]

_UNITS: Final[dict[str, Unit]] = {
    "full_date": "day", "day_month": "day", "run_day": "day", "short_day": "day",
    "quarter": "quarter", "quarter_word": "quarter", "bare_roman": "quarter", "bare_arabic": "quarter",
    "month": "month", "month_word": "month", "bare_month": "month", "run_month": "month",
    "bare_word": "month",
    "part_days": "month", "half": "half", "part_months": "months", "half_month": "half_month",
    "whole_year": "year", "year_point": "year",
}  # fmt: skip
_JOINS: Final = ("range_join", "list_join", "over_join")
_SHORT_YEARS_AROUND: Final = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A named piece of the calendar. `number` is a quarter, a half, or how many months (negative: the last
    ones); `only_days` is how many of its days, if not all (negative: the last ones); `garbled` is where
    look-alike letters stood, and what they were taken for.
    """

    unit: Unit
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int = 0
    only_days: int = 0
    year_inferred: bool = False
    garbled: tuple[int, int, str] | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Points joined by "và", "," or "đến"; `joins[i]` stands between points i and i + 1."""

    points: tuple[Point, ...]
    joins: tuple[Join, ...]


def read_chain(tree: Tree, folded: str, year: int) -> Chain | None:
    """The points of a tree in their order, with their years as printed; None where one is no point of the
    calendar ("Quý VI").
    """
    found = list(every(tree, *_UNITS, *_JOINS))
    points = [_point(item, folded, year) for item in found if item.rule in _UNITS]
    whole = tuple(point for point in points if point)
    joins = tuple(_join(item) for item in found if item.rule in _JOINS)
    return Chain(whole, joins) if whole and len(whole) == len(points) == len(joins) + 1 else None


def _join(tree: Tree) -> Join:
    return "range" if tree.rule == "range_join" else "list"


def _point(tree: Tree, folded: str, context_year: int) -> Point | None:
    if tree.rule == "part_days":
        return _part(tree, folded, context_year)
    unit, garbled = _UNITS[tree.rule], None
    number, month = _number(tree, folded), _month(tree, folded)
    if (numeral := first(tree, "quarter_number", "roman_number")) and 0 < number <= 4:
        said = folded[numeral.start : numeral.end]
        if normalize("NFKC", said).upper() != roman(number) and said != str(number):
            garbled = (numeral.start, numeral.end, roman(number))
    if (numeral := first(tree, "month_number")) and not folded[numeral.start : numeral.end].isdigit():
        garbled = (numeral.start, numeral.end, str(month))
    if unit == "quarter" and not 0 < number <= 4:
        return None
    day = _said(tree, folded, "day_number")
    point = Point(unit, tree.start, tree.end, month=month, day=int(day) if day else None, number=number)
    return _with_year(tree, folded, replace(point, garbled=garbled), context_year)


def _part(tree: Tree, folded: str, context_year: int) -> Point | None:
    """ "10 ngày đầu tháng 6": some days of another point."""
    whole = first(tree, "month", "month_word", "quarter", "quarter_word")
    some_to = first(tree, "some_to")
    counted = re.match(r"[0-9]+", folded[some_to.end if some_to else tree.start : tree.end])
    point = _point(whole, folded, context_year) if whole else None
    if point is None or counted is None:
        return None
    return replace(point, start=tree.start, only_days=int(counted[0]) * (-1 if first(tree, "last") else 1))


def _number(tree: Tree, folded: str) -> int:
    if numeral := _said(tree, folded, "quarter_number", "roman_number"):
        read = None if numeral in ("2", "3", "4") else read_roman(numeral.upper())
        return (roman_value(read.meant) or 0) if read else int(numeral) if numeral.isdigit() else 0
    if tree.rule == "bare_arabic":
        return int(folded[tree.start])
    if word := _said(tree, folded, "quarter_name"):
        return NUMBERS[word]
    if first(tree, "which") is None:
        return 0
    counted = re.match(r"[0-9]+", folded[tree.start : tree.end])
    many = int(counted[0]) if tree.rule == "part_months" and counted else 1
    return -many if first(tree, "last") else many


def _month(tree: Tree, folded: str) -> int | None:
    if word := _said(tree, folded, "month_name"):
        return NUMBERS[word]
    said = _said(tree, folded, "month_number")
    return int(re.sub(r"[il|]", "1", said)) if said else None


def _said(tree: Tree, folded: str, *rules: str) -> str | None:
    found = first(tree, *rules)
    return folded[found.start : found.end] if found else None


def _with_year(tree: Tree, folded: str, point: Point, context_year: int) -> Point:
    if printed := _said(tree, folded, "year"):
        return replace(point, year=int(printed))
    if short := _said(tree, folded, "short_year"):
        return replace(point, year=_century(short, context_year))
    if shift := first(tree, "earlier", "same", "later"):
        step = {"earlier": -1, "same": 0, "later": 1}[shift.rule]
        return replace(point, year=context_year + step, year_inferred=True)
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
    apart = own and other and (own[0] > other[1] if step < 0 else own[1] < other[0])
    if apart and neighbour.year + step >= earliest:
        return replace(point, year=neighbour.year + step, year_inferred=True)
    return filled


def days(point: Point) -> tuple[date, date] | None:
    """First and last day of a completed point; None for a day that no calendar has (31/02) or without its
    month.
    """
    span, more = _all_days(point), timedelta(abs(point.only_days) - 1)
    if span is None or not point.only_days:
        return span
    part = (span[0], span[0] + more) if point.only_days > 0 else (span[1] - more, span[1])
    return part if span[0] <= part[0] <= part[1] <= span[1] else None


def _all_days(point: Point) -> tuple[date, date] | None:
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
