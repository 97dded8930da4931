"""Periods of what the grammar found: which days, how they are bound, and what of it is in doubt."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.lookalikes import numerals
from kehoach.records import DeadlineKind, DeadlineRelation, Period
from normalize.deadlines.grammar import Tree, every, first
from normalize.deadlines.points import Chain, Point, complete, days, read_chain
from normalize.deadlines.rhythms import relation_of, rules_of

Range = tuple[int, int]

_KINDS: Final[dict[str, DeadlineKind]] = {
    "day": "date",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "months": "range",
    "half_month": "range",
}
_EVENTS: Final[dict[str, DeadlineRelation]] = {
    "span_since": "by", "span_after": "by", "span_before": "before", "span_than": "before", "ahead": "before",
    "after_event": "after",
    "around_after": "after",
    "before_event": "before", "before_moment": "before", "around_before": "before", "from_event": "from",
    "until_event": "by",
}  # fmt: skip
# "tại Quyết định số 1441/"
_CITED: Final = re.compile(
    r"(?<![a-z])(?:tai|theo|trong|cua|o) (?=(?:(?!tai |theo )[a-z]+ ){1,4}?(?:so ?:? ?)?[0-9]+[a-z]?(?:/"
    r"|-[a-z]+/))"
)
# Names of months in a row, but for the year of "tháng, năm 2024".
# "tháng Tư, Năm và Sáu"
_MONTHS: Final = re.compile(
    r"(?<=háng )(?:(?:Hai|Ba|Tư|Năm(?! ?[0-9])|[Ss]áu|Bảy|Tám|Chín|Mười)(?:,| và|[ –-]+)? ?)+"
)
# Those whose names, without their marks, are other words.
# "Năm"
_MARKED_MONTH: Final = re.compile(r"Năm|[Ss]áu")
# "Quí II", as the South spells it
_QUARTER: Final = re.compile(r"(?<![a-z])qui(?![a-z])")
# "QĐ- UBND"
_BROKEN_SYMBOL: Final = re.compile(r"(?<=[A-ZĐ])-\s+(?=[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its folded form with single blanks, digits and a capital for "tháng Năm" and "tháng sáu", and
    where each folded letter stands in the text.
    """

    text: str
    folded: str
    places: tuple[int, ...]
    mended: tuple[tuple[int, str], ...]  # folded letters that were taken for figures
    year: int
    issued_on: date | None

    def printed(self, start: int, end: int) -> str:
        """The text from folded `start` to `end`, as printed but for blanks at its ends."""
        return self.text[self.places[start] : self.places[end - 1] + 1].strip() if end > start else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a stretch of the folded text says; `garbled` are look-alike letters with what they were read
    as.
    """

    periods: tuple[Period, ...]
    start: int
    end: int
    unread: Range | None = None
    garbled: tuple[tuple[int, int, str], ...] = ()


def squeeze(text: str, year: int, issued_on: date | None) -> Text:
    """Prepare a text for the grammar."""
    folded = _QUARTER.sub("quy", _with_marked_months(text))
    places = tuple(
        index
        for index, letter in enumerate(folded)
        if letter != " " or (index + 1 < len(folded) and folded[index + 1] != " ")
    )
    plain = "".join(folded[index] for index in places)
    figures = numerals(plain).meant
    mended = tuple((at, figures[at]) for at, letter in enumerate(plain) if figures[at] != letter)
    return Text(text, figures, places, mended, year, issued_on)


def _with_marked_months(text: str) -> str:
    folded = fold(text)
    for names in _MONTHS.finditer(text):
        for name in _MARKED_MONTH.finditer(text, names.start(), names.end()):
            at = name.start()
            folded = folded[:at] + folded[at].upper() + folded[at + 1 :]
    return folded


def build(tree: Tree, text: Text, follows: bool) -> Found | None:
    """What a statement says; `follows` tells that it stands right after another one and may only add to
    it.
    """
    statement = first(tree, *_BUILDERS)
    if statement is None:
        return None
    if statement.rule == "event":
        found: Found | None = _event(statement, text, follows)
    else:
        found = _BUILDERS[statement.rule](statement, text)
    if found is None:
        return None
    told = [(at, at + 1, figure) for at, figure in text.mended if found.start <= at < found.end]
    inside = [item for item in told if not any(start <= item[0] < end for start, end, _ in found.garbled)]
    return replace(found, garbled=(*found.garbled, *inside))


def _named(tree: Tree, text: Text) -> Found:
    learning = first(tree, "school_year")
    return Found((), tree.start, tree.end, (tree.start, tree.end) if learning else None)


def _event(tree: Tree, text: Text, follows: bool) -> Found:
    trigger, clause, *rest = tree.children
    last = clause.start + len(text.folded[clause.start : clause.end].rstrip(" ,.("))
    end = tree.end if rest or clause.rule == "enclosed" else last
    if follows:
        return Found((), tree.start, end)  # only tells more of what stands before: "Định kỳ theo quy định"
    cited = _CITED.search(text.folded, max(clause.start - 8, tree.start), last)
    anchor = text.printed(cited.end() if cited else clause.start, last)
    relation = _EVENTS.get(trigger.rule, "in")
    period = Period(text.printed(tree.start, end), "relative", relation, None, None, None, None, False)
    return Found((replace(period, anchor=_BROKEN_SYMBOL.sub("-", anchor)),), tree.start, end)


def _duration(tree: Tree, text: Text) -> Found:
    bound = first(tree, "at_most", "before")
    relation: DeadlineRelation = "in" if bound is None else "by" if bound.rule == "at_most" else "before"
    period = Period(text.printed(tree.start, tree.end), "relative", relation, None, None, None, None, False)
    return Found((period,), tree.start, tree.end)


def _ongoing(tree: Tree, text: Text) -> Found:
    return _spread(tree, text, "ongoing", (None,))


def _recurring(tree: Tree, text: Text) -> Found | None:
    rules = rules_of(tree, text.folded, text.year)
    found = _spread(tree, text, "recurring", rules) if rules else None
    return replace(found, unread=_vague(tree, text, relation_of(tree))) if found else None


def _spread(tree: Tree, text: Text, kind: DeadlineKind, rules: tuple[str | None, ...]) -> Found:
    """Rows over the plan's year, or over the time that the text limits them to."""
    bounds: tuple[date | None, date | None] = date(text.year, 1, 1), date(text.year, 12, 31)
    inferred, end = True, tree.end
    relation = relation_of(tree) if kind == "recurring" else "in"
    if (said := first(tree, "in_year")) and (printed := first(said, "year")):
        year = int(text.folded[printed.start : printed.end])
        bounds, inferred = (date(year, 1, 1), date(year, 12, 31)), False
    if limits := first(tree, "limits"):
        limit = _limit(limits, text)
        if limit is None:
            end = limits.start
        else:
            bounds, inferred = (limit.start, limit.end), limit.year_inferred
            relation = "from" if limit.relation == "from" else relation
    printed_text = text.printed(tree.start, end)
    periods = (Period(printed_text, kind, relation, *bounds, rule, None, inferred) for rule in rules)
    return Found(tuple(periods), tree.start, end)


def _limit(tree: Tree, text: Text) -> Period | None:
    """The one stretch of "thường xuyên từ tháng 3 đến tháng 9"; None where the text goes on otherwise."""
    stretch = first(tree, "since_issue", "calendar")
    found = _BUILDERS[stretch.rule](stretch, text) if stretch else None
    if found is None or len(found.periods) != 1 or found.unread:
        return None
    (period,) = found.periods
    return period if period.relation in ("in", "from") and period.start else None


def _since_issue(tree: Tree, text: Text) -> Found | None:
    chain = first(tree, "since_chain")
    read = read_chain(chain, text.folded, text.year) if chain else None
    if read is None:
        covered = (date(text.year, 1, 1), date(text.year, 12, 31))
        inferred = True
    else:
        point = complete(read, text.year)[-1]
        inferred = point.year_inferred
        last = days(point) if not read.joins else None
        if last is None:
            return None
        covered = last
    told = text.printed(tree.start, tree.end)
    period = Period(told, "range", "in", text.issued_on, covered[1], None, None, inferred)
    return _not_understood(tree, text) if _runs_backwards(period) else Found((period,), tree.start, tree.end)


def _runs_backwards(period: Period) -> bool:
    return period.start is not None and period.end is not None and period.end < period.start


def _not_understood(tree: Tree, text: Text) -> Found:
    period = Period(text.printed(tree.start, tree.end), "unparsed", "in", None, None, None, None, False)
    return Found((period,), tree.start, tree.end, (tree.start, tree.end))


def _calendar(tree: Tree, text: Text) -> Found | None:
    read = read_chain(tree, text.folded, text.year)
    if read is None:
        return None
    points = complete(read, text.year)
    relation = _relation(tree)
    told = text.printed(tree.start, tree.end)
    periods = _periods(told, read, points, relation)
    if periods and first(tree, "until_now"):
        until = (replace(period, end=text.issued_on) for period in periods)
        periods = tuple(replace(period, kind="range", relation="in") for period in until)
    if periods is None or any(map(_runs_backwards, periods)) or first(tree, "lunar"):
        return _not_understood(tree, text)
    doubt = _vague(tree, text, relation)
    garbled = tuple(point.garbled for point in points if point.garbled)
    return Found(periods, tree.start, tree.end, doubt, garbled)


def _relation(tree: Tree) -> DeadlineRelation:
    """ "Trước" outweighs the rest: "chậm nhất trước ngày" is before."""
    relation: DeadlineRelation = "from" if first(tree, "onwards") else "in"
    for opening in every(tree, "opening"):
        said = opening.children[0].rule
        if said == "before":
            return "before"
        if said in ("by", "from", "after"):
            relation = said  # type: ignore[assignment]
    return relation


def _vague(tree: Tree, text: Text, relation: DeadlineRelation) -> Range | None:
    """Where a word such as "khoảng", "tuần 2" or "cuối" leaves open which days are meant."""
    exact = relation in ("before", "by")
    for item in every(tree, "vague", "part_of_each", "lunar_name", "whole_year", "guess", "some_to"):
        said = text.folded[item.start : item.end]
        loose = said.startswith(("dau ", "giua ", "cuoi ")) if item.rule == "whole_year" else True
        if loose and not (exact and item.rule != "guess" and said.startswith("cuoi")):
            return (item.start, max(item.end, item.start + 1))
    return None


def _periods(
    text: str, chain: Chain, points: tuple[Point, ...], relation: DeadlineRelation
) -> tuple[Period, ...] | None:
    """One period for each point or range of the chain; None where one of them is no day or runs backwards."""
    periods: list[Period] = []
    index = 0
    while index < len(points):
        start_point = end_point = points[index]
        if index < len(chain.joins) and chain.joins[index] == "range":
            index += 1
            end_point = points[index]
        start, end = days(start_point), days(end_point)
        if start is None or end is None or end[1] < start[0]:
            return None
        if start_point is not end_point:
            inferred = start_point.year_inferred or end_point.year_inferred
            periods.append(Period(text, "range", "in", start[0], end[1], None, None, inferred))
        else:
            periods.append(_single(text, start_point, (start[0], end[1]), relation))
        index += 1
    return tuple(periods)


def _single(text: str, point: Point, span: tuple[date, date], relation: DeadlineRelation) -> Period:
    """A period of one point. What begins ("from", "after") has no end, so that nobody takes it for due."""
    kind = "range" if point.only_days else _KINDS[point.unit]
    opens = None if point.unit == "day" and relation in ("before", "by") else span[0]
    closes = None if relation in ("from", "after") else span[1]
    return Period(text, kind, relation, opens, closes, None, None, point.year_inferred)


_BUILDERS: Final[dict[str, Callable[[Tree, Text], Found | None]]] = {
    "counted_in": _not_understood,
    "named": _named,
    "recurring": _recurring,
    "ongoing": _ongoing,
    "since_issue": _since_issue,
    "event": partial(_event, follows=False),
    "duration": _duration,
    "calendar": _calendar,
}
