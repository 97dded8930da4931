"""Deadlines as administrative plans write them, read into periods.

A text is scanned once from left to right; at each word the readers of events, rhythms, "thường xuyên" and
calendar points are tried in this order, and a word that none of them knows is passed over. Passed-over words
that speak of time are reported as unread. All patterns work on folded text (see `kehoach.language.folding`).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from kehoach.language.folding import fold
from kehoach.language.lookalikes import numerals
from kehoach.records import DeadlineKind, DeadlineRelation, Period
from normalize.deadlines.points import Chain, Point, complete, days, read_chain, skip_lead_in
from normalize.deadlines.recurrence import EVERY_YEAR, is_bare_periodic, read_rhythm
from normalize.deadlines.relative import read_event


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says of time. `unread` are its parts that speak of time and were not, or not wholly,
    understood; `suggestion` is the text with look-alike letters replaced ("Quý l/2020" → "Quý I/2020"), if it
    has any.
    """

    periods: tuple[Period, ...]
    unread: tuple[str, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    periods: tuple[Period, ...]
    start: int
    end: int
    unread: tuple[int, int] | None = None
    garbled: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    text: str
    folded: str
    year: int
    issued_on: date | None


_KINDS: Final[dict[str, DeadlineKind]] = {
    "day": "date",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "months": "range",
    "half_month": "range",
}
_RELATION_WORDS: Final[tuple[tuple[re.Pattern[str], DeadlineRelation | None], ...]] = (
    (re.compile(r"truoc(?![a-z])\s*"), "before"),
    (
        re.compile(
            r"(?:(?:cham|muon|tre)\s+nhat|han\s+(?:cuoi|chot)|khong\s+(?:qua|muon\s+hon|cham\s+hon|tre\s+hon)|"
            r"(?:cho\s+|tinh\s+)?den|het)(?:\s+(?:la|het(?!\s+nam(?![a-z]))))?(?![a-z])(?:\s+het(?=\s+nam(?![a-z])))?\s*"
        ),
        "by",
    ),
    (re.compile(r"(?:bat\s+dau\s+)?(?:ke\s+)?tu(?![a-z])\s*|bat\s+dau(?![a-z])\s*"), "from"),
    (re.compile(r"sau(?![a-z])(?!\s+thang\s+(?:dau|cuoi))\s*"), "after"),
    (
        re.compile(
            r"(?:trong|vao|du\s+kien|giai\s+doan|thoi\s+(?:diem|gian)|dip|la)(?![a-z])(?:\s+khoang(?![a-z]))?\s*"
        ),
        None,
    ),
)
_VAGUE = re.compile(
    r"(?:dau|giua|cuoi|khoang|tuan\s+(?:le\s+)?(?:thu\s+)?(?:[1-5]|dau|cuoi|nhat|hai|ba|tu)(?:\s+cua)?)(?![a-z0-9])\s*"
)
_ONGOING = re.compile(
    r"(?:thuong\s+xuyen|lien\s+tuc|thuong\s+ky|hang\s+ngay\s+lien\s+tuc|(?:trong\s+)?suot\s+(?:ca\s+)?nam|quanh\s+nam|xuyen\s+suot)(?![a-z])"
    r"(?:\s*[,(]?\s*(?:lien\s+tuc|thuong\s+xuyen|hang\s+ngay|24\s*/\s*(?:7|24(?:\s*(?:gio|h|/\s*7))?)(?![0-9])))*\)?"
)
_ONGOING_DURING = re.compile(
    r"\s*[,(]?\s*(?:trong|ca|suot)\s+(?:thang|quy|(?:ca\s+)?nam)(?![a-z])(?!\s*(?:[0-9]{1,2}(?![0-9])|[ivl|]{1,3}(?![a-z])))\)?"
)
_LIMITED = re.compile(r"\s*(?=(?:tu|trong)(?![a-z]))")
_OF_YEAR = re.compile(
    r"\s*[,(]?\s*(?:trong\s+|cua\s+)?(?:nam\s*)?(?P<year>(?:19|20)[0-9]{2})(?![0-9])(?!\s*[/\-])\)?"
)
_IN_YEAR = re.compile(r"\s+(?:trong|cua)\s+nam(?![a-z])")
_SINCE_ISSUE = re.compile(
    r"(?:ke\s+)?tu\s+(?:nay|(?:ngay|khi)\s+(?:ky\s+)?(?:ban\s+hanh|ky)(?:\s+[a-z]+){0,4}?)\s+(?:cho\s+)?den\s+(?:het\s+)?"
)
_ONWARDS = re.compile(r"\s+tro\s+di(?![a-z])")
_REPORT_NAME = re.compile(
    r"(?:bao\s+cao|so\s+ket|tong\s+ket|ke\s+hoach|chuong\s+trinh|du\s+toan)\s+"
    r"(?:nam(?:\s*[0-9]{4})?|[369]\s+thang(?:\s+(?:dau|cuoi)\s+nam)?|quy(?:\s+[ivl1-4]{1,3})?|thang(?:\s+[0-9]{1,2})?)"
    r"(?=\s*:?\s*(?:truoc|cham\s+nhat|vao|gui|hoan\s+thanh|trong|ngay|xong)(?![a-z]))"
)
_SCHOOL_YEAR = re.compile(r"nam\s+hoc\s*[0-9]{4}(?:\s*-\s*[0-9]{4})?")
_PART_OF_YEAR = re.compile(r"(?:(?:dau|giua|cuoi)|trong(?:\s+(?:ca|suot))?)\s+nam(?![a-z0-9])")
_WORD = re.compile(r"[a-z0-9]+|[^a-z0-9\s]")
_ALL_DAY = re.compile(r"24\s*/\s*(?:7|24)(?![0-9])")
_SPEAKS_OF_TIME = re.compile(
    r"(?<![a-z])(?:thang|tuan|ngay|nua|giai\s+doan|thoi\s+(?:gian|diem|han)|nam\s+hoc|(?:nhung|cac)\s+nam"
    r"|(?:dau|giua|cuoi)\s+(?:nam|quy|thang|ky)|quy\s*[ivlh1-4|!]{1,4}(?![a-z])|nam\s*[0-9])(?![a-z])"
    r"|[0-9]{1,2}\s*[/.]\s*[0-9]|(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"
    r"|^\W*(?:va\s+)?(?:[0-9]{1,2}|[ivlh]{1,3})\W*$"
)
_REMNANT = re.compile(r"(?:nam\s*)?[0-9]|(?:cho\s+)?(?:den|toi)(?![a-z])")
_HALF_RANGE = re.compile(r"-\s*$")
# What stands where a year does and has about as many signs; a stroke within would make it a day and a month.
_MAYBE_YEAR = re.compile(r"(?P<before>/ ?|năm )(?P<run>[^\s/;()]{3,5}?)(?=[.,]?(?:[\s;)]|$))")
_NOTHING = re.compile(r"[\s.\-–—_/…]*")


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
    folded = numerals(fold(text)).meant
    if _NOTHING.fullmatch(folded):
        return Reading((), (), None)
    context = _Context(text, folded, year, issued_on)
    found = _withdraw_remnants(context, _scan(context))
    unread = [text[slice(*item.unread)].strip() for item in found if item.unread]
    periods = [(item.start, period) for item in found for period in item.periods]
    for start, end, whole_clause in _gaps(folded, found):
        gap = text[start:end].strip(" ,.:;()")
        if whole_clause or not periods:
            periods.append((start, _unparsed(gap)))
        unread.append(gap)
    if not periods:
        periods = [(0, _unparsed(text.strip()))]
    ordered = tuple(period for _, period in sorted(periods, key=lambda item: item[0]))
    return Reading(ordered, tuple(unread), _suggest(text, found))


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


def _scan(context: _Context) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    while word := _WORD.search(context.folded, at):
        at = word.start()
        if item := _read_at(context, at, found[-1].end if found else 0):
            found.append(item)
            at = max(item.end, at + 1)
        else:
            at = word.end()
    return found


def _withdraw_remnants(context: _Context, found: list[_Found]) -> list[_Found]:
    """In "Quý V năm 2020" only the year was understood, in "Quý V - Quý VI" half a range: as the deadline
    either would be wrong, so all is unparsed.
    """
    kept: list[_Found] = []
    for item in found:
        before = kept[-1].end if kept else 0
        start = max(before, *(context.folded.rfind(mark, before, item.start) + 1 for mark in ",;:()"))
        gap = context.folded[start : item.start]
        half = _REMNANT.match(context.folded, item.start) or _HALF_RANGE.search(gap)
        if half and item.periods and _SPEAKS_OF_TIME.search(gap):
            text = context.text[start : item.end].strip()
            start += len(context.text[start : item.end]) - len(context.text[start : item.end].lstrip())
            item = _Found((_unparsed(text),), start, item.end, (start, item.end))
        kept.append(item)
    return kept


def _read_at(context: _Context, at: int, previous_end: int) -> _Found | None:
    for name in (_REPORT_NAME, _ALL_DAY):
        if match := name.match(context.folded, at):
            return _Found((), at, match.end())
    if match := _SCHOOL_YEAR.match(context.folded, at):
        return _Found((), at, match.end(), unread=(at, match.end()))
    return (
        _read_since_issue(context, at)
        or _read_relative(context, at, previous_end)
        or _read_ongoing(context, at)
        or _read_recurring(context, at)
        or _read_calendar(context, at)
    )


def _read_relative(context: _Context, at: int, previous_end: int) -> _Found | None:
    event = read_event(context.folded, at)
    if event is None:
        return None
    if previous_end and not context.folded[previous_end:at].strip(" ("):
        return _Found((), at, event.end)  # only tells more of the period before it: "Định kỳ theo quy định"
    anchor = context.text[event.anchor : event.end].strip()
    period = Period(context.text[at : event.end], "relative", event.relation, None, None, None, anchor, False)
    return _Found((period,), at, event.end)


def _read_ongoing(context: _Context, at: int) -> _Found | None:
    match = _ONGOING.match(context.folded, at)
    if match is None:
        return None
    end = match.end()
    if during := _ONGOING_DURING.match(context.folded, end):
        end = during.end()
    bounds, inferred, end = _year_after(context, end)
    if limits := _calendar_limits(context, end):
        bounds, inferred, end = limits
    return _Found((_spread(context, "ongoing", at, end, bounds, inferred),), at, end)


def _calendar_limits(context: _Context, at: int) -> tuple[tuple[date, date], bool, int] | None:
    """The stretch that "thường xuyên từ tháng 3 đến tháng 9" is held in; None where the text goes on
    otherwise.
    """
    opening = _LIMITED.match(context.folded, at)
    limits = _read_calendar(context, opening.end()) if opening else None
    if limits is None or len(limits.periods) != 1 or limits.unread:
        return None
    period = limits.periods[0]
    if period.start is None or period.end is None or period.relation != "in":
        return None
    return (period.start, period.end), period.year_inferred, limits.end


def _read_recurring(context: _Context, at: int) -> _Found | None:
    rhythm = read_rhythm(context.folded, at)
    if rhythm is None:
        return None
    if is_bare_periodic(context.folded, at) and (dated := _read_calendar(context, rhythm.end + 1)):
        return replace(dated, start=at)
    bounds, inferred, end = _year_after(context, rhythm.end)
    periods = (
        replace(
            _spread(context, "recurring", at, end, bounds, inferred),
            recurrence=rule,
            relation=rhythm.relation,
        )
        for rule in rhythm.rules
    )
    return _Found(tuple(periods), at, end)


def _year_after(context: _Context, at: int) -> tuple[tuple[date, date], bool, int]:
    if match := _OF_YEAR.match(context.folded, at):
        year = int(match["year"])
        return (date(year, 1, 1), date(year, 12, 31)), False, match.end()
    match = _IN_YEAR.match(context.folded, at)
    return (date(context.year, 1, 1), date(context.year, 12, 31)), True, match.end() if match else at


def _spread(
    context: _Context, kind: DeadlineKind, at: int, end: int, bounds: tuple[date, date], inferred: bool
) -> Period:
    return Period(context.text[at:end].strip(), kind, "in", *bounds, None, None, inferred)


def _read_since_issue(context: _Context, at: int) -> _Found | None:
    match = _SINCE_ISSUE.match(context.folded, at)
    chain = read_chain(context.folded, match.end(), context.year) if match else None
    if chain is None or chain.joins:
        return None
    (point,) = complete(chain, context.year)
    covered = days(point)
    if covered is None:
        return None
    text = context.text[at : point.end]
    period = Period(text, "range", "in", context.issued_on, covered[1], None, None, point.year_inferred)
    return _Found((period,), at, point.end)


def _read_calendar(context: _Context, at: int) -> _Found | None:
    relation, vague, start = _read_relation(context.folded, at)
    chain = read_chain(context.folded, start, context.year)
    if chain is None or context.folded[start - 1 : start] == "/":  # the rest of a date that could not be read
        return None
    points = complete(chain, context.year)
    if every_year := EVERY_YEAR.match(context.folded, chain.end):
        return _yearly(context, points, (at, every_year.end()), relation)
    end = chain.end
    if onwards := _ONWARDS.match(context.folded, end):
        relation, end = "from", onwards.end()
    text = context.text[at:end].strip()
    periods = _periods(text, chain, points, relation)
    if periods is None:
        return _Found((_unparsed(text),), at, end, (at, end))
    if vague is None and relation not in ("before", "by"):
        vague = next(((p.start, p.end) for p in points if _VAGUE.match(context.folded, p.start)), None)
    return _Found(periods, at, end, vague, tuple(point.garbled for point in points if point.garbled))


def _read_relation(folded: str, at: int) -> tuple[DeadlineRelation, tuple[int, int] | None, int]:
    """Relation, the range of a vague word ("cuối", "tuần 2") and the offset after both. "Trước" outweighs the
    rest.
    """
    relation: DeadlineRelation = "in"
    vague = None
    while True:
        at = skip_lead_in(folded, at)
        if _PART_OF_YEAR.match(folded, at):
            return relation, vague, at
        for pattern, named in _RELATION_WORDS:
            if match := pattern.match(folded, at):
                relation = "before" if "before" in (relation, named) else named or relation
                break
        else:
            match = _VAGUE.match(folded, at)
            if match and not (relation in ("before", "by") and match[0].startswith("cuoi")):
                vague = (at, match.end())
        if not match:
            return relation, vague, at
        at = match.end()


def _yearly(
    context: _Context, points: tuple[Point, ...], span: tuple[int, int], relation: DeadlineRelation
) -> _Found | None:
    months = sorted({month for point in points for month in _months_of(point)})
    if not months:
        return None
    rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
    if all(point.unit == "day" for point in points):
        rule += f";BYMONTHDAY={','.join(str(day) for day in sorted({point.day or 0 for point in points}))}"
    bounds = (date(context.year, 1, 1), date(context.year, 12, 31))
    period = _spread(context, "recurring", *span, bounds, True)
    return _Found((replace(period, recurrence=rule, relation=relation),), *span)


def _months_of(point: Point) -> range:
    covered = days(point)
    return range(covered[0].month, covered[1].month + 1) if covered else range(0)


def _periods(
    text: str, chain: Chain, points: tuple[Point, ...], relation: DeadlineRelation
) -> tuple[Period, ...] | None:
    """One period for each point or range of the chain; None where one of them is no day or runs backwards."""
    periods: list[Period] = []
    index = 0
    while index < len(points):
        first = last = points[index]
        if index < len(chain.joins) and chain.joins[index] == "range":
            index += 1
            last = points[index]
        start, end = days(first), days(last)
        if start is None or end is None or end[1] < start[0]:
            return None
        if first is not last:
            inferred = first.year_inferred or last.year_inferred
            periods.append(Period(text, "range", "in", start[0], end[1], None, None, inferred))
        else:
            opens = None if first.unit == "day" and relation in ("before", "by") else start[0]
            kind = _KINDS[first.unit]
            periods.append(Period(text, kind, relation, opens, start[1], None, None, first.year_inferred))
        index += 1
    return tuple(periods)


def _gaps(folded: str, found: list[_Found]) -> list[tuple[int, int, bool]]:
    """Stretches that no reader took and that speak of time; True where a gap is all of its clause."""
    gaps: list[tuple[int, int, bool]] = []
    edges = [(0, 0), *((item.start, item.end) for item in found), (len(folded), len(folded))]
    for (_, left), (right, _) in pairwise(edges):
        start = left
        for piece in folded[left:right].split(";"):
            if _SPEAKS_OF_TIME.search(piece):
                clause = (start == 0 or folded[start - 1] == ";") and folded[start + len(piece) :][:1] in (
                    "",
                    ";",
                )
                gaps.append((start, start + len(piece), clause))
            start += len(piece) + 1
    return gaps


def _suggest(text: str, found: list[_Found]) -> str | None:
    pieces, at = [], 0
    for start, end, meant in sorted(garbled for item in found for garbled in item.garbled):
        pieces += [text[at:start], meant]
        at = end
    return "".join((*pieces, text[at:])) if pieces else None


def _unparsed(text: str) -> Period:
    return Period(text, "unparsed", "in", None, None, None, None, False)
