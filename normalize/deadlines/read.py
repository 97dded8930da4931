"""Deadlines as administrative plans write them, read into periods.

A text is scanned once from left to right; at each word the grammar (`grammar.peg`) is tried, and a word that
it does not know is passed over. Passed-over words that speak of time are reported as unread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from kehoach.language.folding import fold
from kehoach.language.lookalikes import numerals
from kehoach.records import Period
from normalize.deadlines.grammar import parse
from normalize.deadlines.periods import Found, Text, build, squeeze

# "thang"
_WORD: Final = re.compile(r"[a-z0-9]+|[^a-z0-9 ]")
# "đầu quý"
_SPEAKS_OF_TIME: Final = re.compile(
    r"(?<![a-z])(?:thang|tuan|ngay|nua|giai doan|thoi (?:gian|diem|han)|nam hoc|(?:nhung|cac) nam"
    r"|(?:dau|giua|cuoi) (?:nam|quy|thang|ky)|quy ?[ivlh1-4|!]{1,4}(?![a-z])|nam ?[0-9]"
    r"|mua (?:mua|kho)|hoc ky|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?![a-z])"
    r"|[0-9]{1,2} ?[/.] ?[0-9]|(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"
    r"|^\W*(?:va )?(?:[0-9]{1,2}|[ivlh]{1,3})\W*$"
)
# "den"
_REMNANT: Final = re.compile(r"(?:nam ?)?[0-9]|(?:cho )?(?:den|toi)(?![a-z])")
# "quý v - "
_HALF_RANGE: Final = re.compile(r"- ?$")
# What stands where a year does and has about as many signs; a stroke within would make it a day and a month.
# Nor is a comma behind it a sign of it: "03/02, 19/5".
# "/20,0"
_MAYBE_YEAR: Final = re.compile(
    r"(?P<before>/ ?|năm )(?P<run>[^\s/;()]{2,4}?[^\s/;().,:])(?=[.,:]?(?:[\s;)]|$))"
)
# " - "
_NOTHING: Final = re.compile(r"[\s.\-–—_/…]*")
_LONGEST: Final = 4000  # code points; no due cell is longer, and what is takes no time


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says of time. `unread` are its parts that speak of time and were not, or not wholly,
    understood; `suggestion` is the text with look-alike letters replaced ("Quý l/2020" → "Quý I/2020"), if it
    has any.
    """

    periods: tuple[Period, ...]
    unread: tuple[str, ...]
    suggestion: str | None


def parse_deadlines(text: str, year: int, issued_on: date | None = None) -> tuple[Period, ...]:
    """The periods that `text` names, in its order; see `read_deadlines`."""
    return read_deadlines(text, year, issued_on).periods


def read_deadlines(text: str, year: int, issued_on: date | None = None) -> Reading:
    """Read a due cell or a labelled line such as "Quý II, Quý III/2021".

    `year` holds where the text prints none (`year_inferred`), `issued_on` is the first day of "từ nay đến …".
    A text of which nothing can be read, and each clause between semicolons that speaks of time and cannot be
    read, becomes a period of kind "unparsed". An empty text, or a dash, has no periods. Never raises.
    """
    mended = _with_year(text, year)
    if mended != text:
        return replace(read_deadlines(mended, year, issued_on), suggestion=mended)
    if _NOTHING.fullmatch(text):
        return Reading((), (), None)
    if len(text) > _LONGEST:
        return Reading((_unparsed(text.strip()),), (text.strip(),), None)
    context = squeeze(text, year, issued_on)
    found = _scan(context, named=True)
    if not any(item.periods for item in found):
        found = _scan(context, named=False)
    return _reading(context, _withdraw_remnants(context, found))


def _reading(context: Text, found: list[Found]) -> Reading:
    unread = [context.printed(*item.unread) for item in found if item.unread]
    periods = [(item.start, period) for item in found for period in item.periods]
    for start, end, whole_clause in _gaps(context.folded, found):
        gap = context.printed(start, end).strip(" ,.:;()")
        if whole_clause or not periods:
            periods.append((start, _unparsed(gap)))
        unread.append(gap)
    if not periods:
        periods = [(0, _unparsed(context.printed(0, len(context.folded))))]
    ordered = [period for _, period in sorted(periods, key=lambda item: item[0])]
    return Reading(tuple(_anchored(ordered)), tuple(unread), _suggest(context, found))


def _anchored(periods: list[Period]) -> Iterator[Period]:
    """So many days with the event that stands before them: "Sau mỗi ca trực; trong vòng 24 giờ"."""
    event: Period | None = None
    for period in periods:
        if event and period.relation == "by" and period.kind == "relative" and not period.anchor:
            event = replace(period, text=f"{event.text}; {period.text}", anchor=event.anchor)
            continue
        if event:
            yield event
        event = period if period.kind == "relative" and period.relation == "after" else None
        if event is None:
            yield period
    if event:
        yield event


def _with_year(text: str, year: int) -> str:
    """`text` with `year` where a year stands of which signs were lost or misread ("Tháng 12/20,0")."""

    def mend(match: re.Match[str]) -> str:
        run, expected = match["run"], str(year)
        slips = 1 if run.isalnum() else 2
        sound = numerals(fold(run)).meant.isdigit() and len(run) == len(expected)
        return (
            match[0] if sound or Levenshtein.distance(run, expected) > slips else match["before"] + expected
        )

    return _MAYBE_YEAR.sub(mend, text)


def _scan(context: Text, named: bool) -> list[Found]:
    """What the grammar finds; where `named` is false, "báo cáo năm 2024" says when, not which."""
    found: list[Found] = []
    at = 0
    while word := _WORD.search(context.folded, at):
        at = word.start()
        if item := _read_at(context, at, found[-1].end if found else 0, named):
            found.append(item)
            at = max(item.end, at + 1)
        else:
            at = word.end()
    return found


def _read_at(context: Text, at: int, previous_end: int, named: bool) -> Found | None:
    if context.folded[at - 1 : at] == "/":
        return None  # after a stroke: the rest of a date that could not be read
    tree = parse("statement" if named else "unnamed", context.folded, at)
    if tree is None:
        return None
    follows = bool(previous_end) and not context.folded[previous_end:at].strip(" (")
    return build(tree, context, follows)


def _withdraw_remnants(context: Text, found: list[Found]) -> list[Found]:
    """In "Quý V năm 2020" only the year was understood, in "Quý V - Quý VI" half a range: as the deadline
    either would be wrong, so all is unparsed.
    """
    kept: list[Found] = []
    for item in found:
        before = kept[-1].end if kept else 0
        start = max(before, *(context.folded.rfind(mark, before, item.start) + 1 for mark in ",;:()"))
        gap = context.folded[start : item.start]
        half = _REMNANT.match(context.folded, item.start) or _HALF_RANGE.search(gap)
        if half and item.periods and _SPEAKS_OF_TIME.search(gap):
            start += len(gap) - len(gap.lstrip())
            text = context.printed(start, item.end)
            item = Found((_unparsed(text),), start, item.end, (start, item.end))
        kept.append(item)
    return kept


def _gaps(folded: str, found: list[Found]) -> Iterator[tuple[int, int, bool]]:
    """Stretches that the grammar did not take and that speak of time; True where a gap is all of its
    clause.
    """
    edges = [(0, 0), *((item.start, item.end) for item in found), (len(folded), len(folded))]
    for (_, left), (right, _) in pairwise(edges):
        start = left
        for piece in folded[left:right].split(";"):
            if _SPEAKS_OF_TIME.search(piece):
                opens = start == 0 or folded[start - 1] == ";"
                yield start, start + len(piece), opens and folded[start + len(piece) :][:1] in ("", ";")
            start += len(piece) + 1


def _suggest(context: Text, found: list[Found]) -> str | None:
    """The text as it is meant, where letters were read as the figures that they look like."""
    meant = sorted(garbled for item in found for garbled in item.garbled)
    if not meant:
        return None
    pieces, at = [], 0
    for start, end, instead in meant:
        if context.places[start] < at:
            continue
        pieces += [context.text[at : context.places[start]], instead]
        at = context.places[end - 1] + 1
    return "".join((*pieces, context.text[at:]))


def _unparsed(text: str) -> Period:
    return Period(text, "unparsed", "in", None, None, None, None, False)
