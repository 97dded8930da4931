"""Whether a cited number can be what was printed: by its own form, by its date, and by the other numbers
cited.

A scan that drops, doubles or swaps a digit leaves a number that no grammar can tell from a right one. But
offices number their papers one after another through the year, so that a number and its date must be in step;
and most documents are cited more than once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from kehoach.language.lookalikes import DIGITS_ALIKE


@dataclass(frozen=True, slots=True)
class CitedOn:
    """A cited number in canonical form, with its date, and the place of an issuer of which there are many."""

    number: str
    issued_on: date | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The catalogue's rule, and the number that contradicts, where there is one."""

    rule: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    serial: str
    letter: str
    year: int | None
    symbol: str


@dataclass(frozen=True, slots=True)
class _Pace:
    """Fewest and most documents that an office numbers in a day, over the years since 2000."""

    fewest: float
    most: float
    slack: int


# "61/2018/NĐ-CP"
_NUMBER: Final = re.compile(
    r"(?P<serial>\d+)(?P<letter>[a-zđ]?)[-/](?:(?P<year>(?:19|20)\d\d)/)?(?P<symbol>\D.*)"
)
# Estimates, checked against dated numbers that plans cite, not against a register of all documents. They are
# wide, as what they are to catch is a digit lost or doubled.
_PACES: Final[Mapping[tuple[str, bool], _Pace]] = MappingProxyType(
    {
        ("NĐ-CP", True): _Pace(0.2, 1.1, 14),  # 361 in 2025
        ("NQ-CP", False): _Pace(0.08, 1.3, 12),
        ("QĐ-TTg", False): _Pace(3.0, 8.5, 45),
        ("QĐ-TTg", True): _Pace(0.05, 1.0, 10),  # normative decisions, numbered apart since 2010
        ("CT-TTg", False): _Pace(0.02, 0.2, 4),
        ("CT-TTg", True): _Pace(0.02, 0.2, 8),
        ("TT-BTC", True): _Pace(0.1, 1.0, 10),
        ("TT", True): _Pace(0.0, 0.6, 12),
        ("TTLT", True): _Pace(0.0, 0.7, 12),
    }
)
_LAWS_OF_A_TERM: Final = (
    320  # laws and resolutions that one National Assembly numbers, at most: the 15th is past 250
)
# "UBTVQH14"
_TERM: Final = re.compile(r"(?:.*-)?(?:UBTV)?QH(\d{1,2})(?:-.*)?")
# first and last year of each National Assembly's work
_ASSEMBLIES: Final = {
    8: (1987, 1992), 9: (1992, 1997), 10: (1997, 2002), 11: (2002, 2007), 12: (2007, 2011), 13: (2011, 2016),
    14: (2016, 2021), 15: (2021, 2026), 16: (2026, 2031),
}  # fmt: skip
_LONGEST_SERIES: Final = 200  # far more than a plan cites of one office and year; all are compared with all
_OUT_OF_STEP: Final = 10  # days that a later number may be dated before an earlier one


def contradictions(mentions: Sequence[CitedOn]) -> list[list[Contradiction]]:
    """For each mention of a document, in order, why its number is to be doubted."""
    parts = [_parts(mention.number) for mention in mentions]
    found = [list(_own(part, mention.issued_on)) for part, mention in zip(parts, mentions, strict=True)]
    for index, other in (*_similar(mentions, parts), *_out_of_step(mentions, parts)):
        if not found[index]:
            found[index].append(other)
    return found


def _parts(number: str) -> _Parts | None:
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return _Parts(match["serial"], match["letter"], year, match["symbol"])


# ---------------------------------------------------------------- the number by itself


def _own(parts: _Parts | None, issued_on: date | None) -> Iterator[Contradiction]:
    if parts is None or _odd_serial(parts) or _wrong_term(parts):
        yield Contradiction("odd_number")
    elif not _in_pace(parts, issued_on):
        yield Contradiction("unlikely_number")


def _odd_serial(parts: _Parts) -> bool:
    """Numbers under 10 are written with one zero before them, others with none (NĐ 30/2020/NĐ-CP, Annex
    I).
    """
    serial = parts.serial
    return len(serial) == 1 or (serial[0] == "0" and (len(serial) > 2 or int(serial) == 0))


def _wrong_term(parts: _Parts) -> bool:
    """Whether the National Assembly of that term did not sit in the number's year."""
    match = _TERM.fullmatch(parts.symbol)
    if match is None or parts.year is None:
        return False
    first, last = _ASSEMBLIES.get(int(match[1]), (0, 0))
    return not first <= parts.year <= last


def _in_pace(parts: _Parts, issued_on: date | None) -> bool:
    serial = int(parts.serial)
    if re.fullmatch(r"QH\d+", parts.symbol):
        return serial <= _LAWS_OF_A_TERM
    dated = parts.year is not None
    pace = _PACES.get((parts.symbol, dated)) or _PACES.get((parts.symbol.split("-")[0].split("/")[0], dated))
    if pace is None:
        return True
    day = issued_on.timetuple().tm_yday if issued_on else None
    # "30c" stands between 30 and 31, and was often dated long after them
    fewest = pace.fewest * day - pace.slack if day and not parts.letter else 1
    return fewest <= serial <= pace.most * (day or 366) + pace.slack


# ---------------------------------------------------------------- beside the others


def _similar(
    mentions: Sequence[CitedOn], parts: Sequence[_Parts | None]
) -> Iterator[tuple[int, Contradiction]]:
    """Mentions that a scan's slip parts from another one: of the same day, or behind it, without a date and
    cited just once.
    """
    dated: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for index, other in enumerate(mentions):
        if other.issued_on is not None:
            for key in _neighbourhood(other.number):
                dated[key].setdefault(other.number, index)
    times = Counter(mention.number for mention in mentions)
    for index, one in enumerate(mentions):
        if parts[index] is not None:
            near = (at for key in _neighbourhood(one.number) for at in dated[key].values())
            short = one.issued_on is None and times[one.number] == 1
            found = next((at for at in near if _may_be(one, mentions[at], short and at < index)), None)
            if found is not None:
                yield index, Contradiction("similar_number", mentions[found].number)


def _neighbourhood(number: str) -> list[str]:
    """The number, and the number without each of its digits: two that are a slip apart have one of these in
    common.
    """
    return [number, *(number[:i] + number[i + 1 :] for i, sign in enumerate(number) if sign.isdigit())]


def _may_be(one: CitedOn, other: CitedOn, short: bool) -> bool:
    """Whether one is the other, misread: as a `short` form of what was cited before it, or of its day."""
    return (short or one.issued_on == other.issued_on) and slip(one.number, other.number)


def slip(one: str, other: str) -> bool:
    """Whether two numbers are a character lost, added or mistaken for one that looks like it apart."""
    if len(one) == len(other):
        differing = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and differing[0] in DIGITS_ALIKE
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[at + 1 :] == short[at:] and long[at].isdigit()


def _out_of_step(
    mentions: Sequence[CitedOn], parts: Sequence[_Parts | None]
) -> Iterator[tuple[int, Contradiction]]:
    """Of numbers of one office and year that grow while their days do not, those that contradict most
    others.
    """
    series: defaultdict[tuple[str, str | None, bool, int], set[tuple[date, int, str]]] = defaultdict(set)
    for mention, part in zip(mentions, parts, strict=True):
        if part is not None and mention.issued_on is not None:
            key = part.symbol, mention.place, part.year is None, mention.issued_on.year
            series[key].add((mention.issued_on, int(part.serial), mention.number))
    compared = (sorted(items) for items in series.values() if len(items) <= _LONGEST_SERIES)
    wrong = {number: other for items in compared for number, other in _contradicted(items)}
    for index, mention in enumerate(mentions):
        if mention.issued_on is not None and mention.number in wrong:
            yield index, Contradiction("out_of_step", wrong[mention.number])


def _contradicted(items: list[tuple[date, int, str]]) -> Iterator[tuple[str, str]]:
    clashes = [
        (one, other)
        for i, one in enumerate(items)
        for other in items[i + 1 :]
        if one[1] > other[1] and (other[0] - one[0]).days > _OUT_OF_STEP
    ]
    while clashes:
        counts = Counter(item for clash in clashes for item in clash)
        most = max(counts.values())
        for item in [item for item, count in counts.items() if count == most]:
            other = next(b if a == item else a for a, b in clashes if item in (a, b))
            yield item[2], other[2]
        clashes = [clash for clash in clashes if all(counts[item] < most for item in clash)]
