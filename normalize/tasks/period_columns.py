"""Columns that stand for a period, marked where a task is due in it: quarters, months, years as columns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.roman import roman, roman_value
from normalize.tasks.cell_contents import MARK, kind_of

_QUARTER = re.compile(r"(?:quy|q)[ .]*(?P<quarter>i{1,3}|iv|[1-4])")  # "Quý I", "Q.2"
_MONTH = re.compile(r"(?:thang|th|t)[ .]*(?P<month>0?[1-9]|1[0-2])")  # "Tháng 3", "T12"
# "6 tháng đầu năm"
_HALF = re.compile(r"6 thang (?P<half>dau|cuoi) nam")
_WEEK = re.compile(r"tuan (?:thu )?(?P<week>[1-5])")  # "Tuần 2" under "Tháng 3"
# "Tháng 03"
_UNDER_MONTH = re.compile(r"(?<![a-z])thang (?P<month>0?[1-9]|1[0-2])(?![0-9])")
_YEAR = re.compile(r"(?:nam )?(?P<year>20[0-9]{2})")  # "Năm 2021", "2021"
_LONE_QUARTER = re.compile(r"(?P<quarter>i{1,3}|iv)")  # "II" under "Quý" or "Thời gian thực hiện"
_COUNTED_QUARTER = re.compile(r"(?P<quarter>[1-4])")  # "2" under "Thời gian (quý)"
_LONE_MONTH = re.compile(r"(?P<month>0?[1-9]|1[0-2])")  # "5" under "Tháng"
# "Tiến độ"
_SPEAKS_OF_TIME = re.compile(r"(?<![a-z])(?:thoi gian|tien do|thoi han|lo trinh|quy|ke hoach)(?![a-z])")
# "Quý thực hiện"
_SPEAKS_OF_QUARTERS = re.compile(r"^(?!.*(?<![a-z])thang(?![a-z])).*(?<![a-z])quy(?![a-z])")
# "Tháng thực hiện"
_SPEAKS_OF_MONTHS = re.compile(r"(?<![a-z])thang(?![a-z])")
_UNDER_QUARTER = re.compile(
    r"(?<![a-z])quy (?P<quarter>i{1,3}|iv|[1-4])(?![a-z0-9])"
)  # "5" under "Quý II" is May
_NUMERALS: Final = (
    (_LONE_QUARTER, _SPEAKS_OF_TIME),
    (_COUNTED_QUARTER, _SPEAKS_OF_QUARTERS),
    (_LONE_MONTH, _SPEAKS_OF_MONTHS),
)
_MARKED: Final = 0.5
# The periods of a year that stand as columns side by side.
_SERIES: Final = (
    tuple(f"Quý {roman(quarter)}" for quarter in range(1, 5)),
    tuple(f"Tháng {month}" for month in range(1, 13)),
)
_COUNTED: Final = 3  # columns under one header whose numerals count on, at least
_AGREED: Final = 2  # columns that tell where a series begins, at least


def period_of(parts: Sequence[str], cells: Sequence[str] | None = None) -> str | None:
    """The period that a column's header names in its lowest row, as plans write it; None where it names none.

    A year, or a numeral whose meaning the rows above must tell, is a period only where the cells are marks
    (or none are given).
    """
    if not parts:
        return None
    leaf, above = fold(parts[-1]).strip(" .:"), fold(" ".join(parts[:-1]))
    year = _year_said(leaf)
    bare = re.sub(r"[ /.,()-]*(?:nam )?20[0-9]{2}[ )]*$", "", leaf) if year else leaf
    for pattern in (_QUARTER, _MONTH, _HALF):
        if match := pattern.fullmatch(bare):
            return None if cells and _are_amounts(cells) else _named(match)
    if cells is None or are_marks(cells):
        if year and (match := _LONE_MONTH.fullmatch(bare)):  # "03/2024"
            return _named(match)
        if match := _WEEK.fullmatch(leaf):
            month = _UNDER_MONTH.search(above)
            return f"Tuần {match['week']}" + (f" tháng {int(month['month'])}" if month else "")
        if (match := _YEAR.fullmatch(leaf)) and cells:
            return _named(match)
    return _numeral(leaf, above) if cells is None or _are_marks_or_times(cells) else None


def with_shared_above(parts: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The header texts of columns, with all that stands above numerals which count on from column to column
    over each of them: false rulings may have cut the "Quý (năm 2019)" over I, II, III and IV.
    """
    shared = list(parts)
    values = [_count(texts[-1]) if texts else None for texts in parts]
    goes_on = [bool(one and other == one + 1) for one, other in pairwise(values)]
    for run in _runs(goes_on):
        columns = range(run.start, run.stop + 1)
        above = [text for at in columns for text in parts[at][:-1]]
        if len(columns) >= _COUNTED and above:
            shared[columns.start : columns.stop] = [
                (" ".join(dict.fromkeys(above)), parts[at][-1]) for at in columns
            ]
    return shared


def _count(leaf: str) -> int | None:
    plain = leaf.strip(" .:")
    return int(plain) if plain.isdecimal() else roman_value(plain)


def in_series(periods: Sequence[str | None], cells: Sequence[Sequence[str]]) -> tuple[str | None, ...]:
    """The periods of a table's columns, each with its `cells`. One that most of its neighbours leave no place
    for, or that the header of a marked column does not name, was misread: "Quý I", "QH", "Quý II", "Quý IV"
    are four quarters.
    """
    found = list(periods)
    unnamed = [period is None and are_marks(texts) for period, texts in zip(periods, cells, strict=True)]
    for series in _SERIES:
        for run in _runs([a or period in series for a, period in zip(unnamed, periods, strict=True)]):
            if (place := _place_in(series, run, periods)) is not None:
                start, columns = place
                found[columns.start : columns.stop] = series[start : start + len(columns)]
    return tuple(found)


def _place_in(series: Sequence[str], run: range, periods: Sequence[str | None]) -> tuple[int, range] | None:
    """Where in a series the periods of columns side by side begin, and which of the columns it is known of;
    None where most of them do not tell it, or the others skip some.
    """
    starts = {at: series.index(period) - at for at in run if (period := periods[at])}
    (start, agreed), *others = Counter(starts.values()).most_common() or [(0, 0)]
    skips = others and all(before <= after for before, after in pairwise(starts.values()))
    if agreed < _AGREED or 2 * agreed <= len(starts) or skips:
        return None
    first = run[0] if start + run[0] == 0 else min(starts)
    last = run[-1] if start + run[-1] + 1 == len(series) else max(starts)
    inside = start + first >= 0 and start + last < len(series)
    return (start + first, range(first, last + 1)) if inside else None


def _runs(belongs: Sequence[bool]) -> Iterator[range]:
    """The columns side by side that belong to a series, or may."""
    for inside, members in groupby(range(len(belongs)), key=belongs.__getitem__):
        if inside:
            places = list(members)
            yield range(places[0], places[-1] + 1)


def _numeral(leaf: str, above: str) -> str | None:
    """The period that a numeral names under rows that say what it counts."""
    if (under := _UNDER_QUARTER.search(above)) and (match := _LONE_MONTH.fullmatch(leaf)):
        return _named(match) if _is_of_quarter(int(match["month"]), under["quarter"]) else None
    for numeral, said_above in _NUMERALS:
        if (match := numeral.fullmatch(leaf)) and said_above.search(above):
            return _named(match)
    return None


def _is_of_quarter(month: int, quarter: str) -> bool:
    return (month + 2) // 3 == (roman_value(quarter.upper()) or int(quarter))


def _year_said(leaf: str) -> bool:
    return bool(re.search(r"(?<![0-9])20[0-9]{2}(?![0-9])", leaf))


def _named(match: re.Match[str]) -> str:
    found = match.groupdict()
    if quarter := found.get("quarter"):
        return f"Quý {roman(int(quarter)) if quarter.isdigit() else quarter.upper()}"
    if month := found.get("month"):
        return f"Tháng {int(month)}"
    if half := found.get("half"):
        return f"6 tháng {'đầu' if half == 'dau' else 'cuối'} năm"
    return f"Năm {found['year']}"


def _are_amounts(cells: Sequence[str]) -> bool:
    """Whether the cells are figures: what is spent, or reached, in the period."""
    return sum(kind_of(text) in ("number", "money", "amount") for text in cells) > _MARKED * len(cells)


def are_marks(cells: Sequence[str]) -> bool:
    """Whether most of a column's cells are marks."""
    return sum(bool(MARK.fullmatch(text)) for text in cells) >= _MARKED * len(cells)


def _are_marks_or_times(cells: Sequence[str]) -> bool:
    return sum(bool(MARK.fullmatch(text)) or kind_of(text) == "time" for text in cells) >= _MARKED * len(
        cells
    )
