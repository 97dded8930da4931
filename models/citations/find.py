"""Citations: mentions of numbered documents anywhere in a text.

Two layers. The strict grammar reads what is printed as it should be; the OCR-lenient one reads the rest and
repairs it. Whatever was found, `number` is in canonical form, and what stands around the number gives its
kind, date, issuer, article and relation.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, cast

from kehoach.language.document_types import OFFICIAL_LETTER, TYPE_BY_NAME, TYPES, TYPES_BY_SYMBOL
from kehoach.language.issuers import ISSUER_BY_SYMBOL, TERM_ISSUER
from kehoach.language.lookalikes import shape
from kehoach.records import CitationRelation, Span
from models.agencies import BLANK, agency_place
from models.citations.agreement import Reading, agreed, unlisted
from models.citations.context import After, Before, after, article, before, central_term, named_start
from models.citations.lenient import may_be_number, number_words, read_after_slip
from models.citations.numbers import Number, groups, is_party, settled, sharing, strict_numbers
from models.citations.relations import relation
from models.citations.symbols import Hints, issuer_symbols, kinds_of, like_a_symbol_of, may_issue


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number that is a citation, with what stands before it."""

    number: Number
    before: Before


def find_citations(text: str) -> tuple[Span, ...]:
    """CITATION spans of `text`, by start (attributes: see `models.spans`). A citation never crosses a table's
    cell.
    """
    flow = _close_rows(text)
    strict = _strict_mentions(flow)
    mentions = sorted((*strict, *_lenient_mentions(flow, strict)), key=lambda mention: mention.number.start)
    strange = unlisted(mention.number.symbol for mention in mentions)
    spans: list[Span] = []
    for mention in mentions:
        spans.append(_span(flow, text, mention, spans[-1] if spans else None, strange))
    return _agreeing(sorted([*spans, *_short_forms(flow, spans)], key=lambda span: span.start))


_OF_THE_NUMBER: Final = frozenset(("type", "number", "layer", "system", "scope"))
_SHORT: Final = re.compile(r"(?<!\w)số[ \n](?P<serial>\d{1,5}[a-d]?)[ \n](?:(?:nói|nêu)[ \n])?trên(?!\w)")


def _short_forms(text: str, spans: list[Span]) -> Iterator[Span]:
    """ "Quyết định số 711 nói trên": the one number of that kind and serial that was cited before."""
    full: dict[tuple[str, str], Span | None] = {}  # None: two numbers share the serial
    earlier = iter([*spans, None])
    span = next(earlier)
    for match in _SHORT.finditer(text):
        while span is not None and span.end <= match.start():
            fields = span.attributes
            key = fields["type"], re.split(r"[-/]", fields["number"])[0]
            first = full.setdefault(key, span)
            if first is not None and first.attributes["number"] != fields["number"]:
                full[key] = None
            span = next(earlier)
        found = before(text, match.start("serial"), 0)
        meant = full.get((found.kind or "", match["serial"]))
        if meant is not None:
            yield _short(found, match, meant)


def _short(found: Before, match: re.Match[str], full: Span) -> Span:
    kept = {name: value for name, value in full.attributes.items() if name in _OF_THE_NUMBER}
    attributes = {**kept, "number_text": match["serial"], "relation": "mentions", "repaired": "yes"}
    return Span("CITATION", found.start, match.end("serial"), full.confidence, attributes)


def _agreeing(spans: list[Span]) -> tuple[Span, ...]:
    """The spans, of which a misread number may now be one that stands elsewhere in the text."""
    numbers = agreed([_reading(span) for span in spans])
    return tuple(
        span if span.attributes["number"] == number else _renumbered(span, number)
        for span, number in zip(spans, numbers, strict=True)
    )


def _reading(span: Span) -> Reading:
    fields = span.attributes
    sure = fields["layer"] == "strict" and "unlisted" not in fields
    return Reading(fields["number_text"], fields["number"], fields["type"], fields.get("issued_on"), sure)


def _renumbered(span: Span, number: str) -> Span:
    kept = {name: value for name, value in span.attributes.items() if name != "unlisted"}
    return replace(span, attributes={**kept, "number": number, "layer": "lenient", "repaired": "yes"})


def _close_rows(text: str) -> str:
    """`text` with the line feeds that end a table's row turned into tabs, so that only wrapped lines keep
    theirs.
    """
    if "\t" not in text:
        return text
    lines = text.split("\n")
    parts = [lines[0]]
    for line, following in pairwise(lines):
        parts.append("\t" if "\t" in line or "\t" in following else "\n")
        parts.append(following)
    return "".join(parts)


# ---------------------------------------------------------------- the strict layer


def _strict_mentions(text: str) -> list[_Mention]:
    numbers = list(strict_numbers(text))
    counts = Counter(group for number in numbers for group in groups(number.symbol))
    repeated = frozenset(group for group, count in counts.items() if count > 1)
    mentions: list[_Mention] = []
    floor = 0
    for number in numbers:
        mention = _strict_mention(text, number, floor, repeated)
        if mention is not None:
            mentions += [*_sharing(text, number, floor), mention]
            floor = number.end
    return mentions


def _sharing(text: str, number: Number, floor: int) -> Iterator[_Mention]:
    for earlier in sharing(text, number, floor):
        yield _Mention(earlier, before(text, earlier.start, floor))
        floor = earlier.end


def _strict_mention(text: str, number: Number, floor: int, repeated: frozenset[str]) -> _Mention | None:
    """The citation that a number is, or None where it is none, or one that the strict grammar cannot vouch
    for.
    """
    found = before(text, number.start, floor)
    if found.kind is None and not found.blocked:
        # A law's name comes first: "Luật Trồng trọt" ends in words that are like a kind of document.
        found = _with_name(text, number.symbol, found, floor)
    if found.kind is None and not found.blocked:
        found = before(text, number.start, floor, lenient=True)
    if found.blocked or (found.kind is None and not _stands_alone(number, found)):
        return None
    found = _with_name(text, number.symbol, found, floor)
    kind = found.kind
    if kind is not None and kind not in kinds_of(number.symbol) and like_a_symbol_of(kind, number.symbol):
        return None
    return _Mention(number, found) if settled(number, kind, repeated) else None


def _stands_alone(number: Number, found: Before) -> bool:
    """Whether a number without a kind is a document's: it says "số", or its symbol has several groups."""
    return (
        found.says_number
        or len(groups(number.symbol)) > 1
        or TERM_ISSUER.fullmatch(number.symbol) is not None
    )


def _with_name(text: str, symbol: str, found: Before, floor: int) -> Before:
    """`found`, or for a kind with a name between ("Luật Đất đai số …") the start and kind of that."""
    kinds = kinds_of(symbol)
    if found.kind in kinds and text[found.start : found.start + 1].isupper():
        return found
    if not any(TYPE_BY_NAME[kind.lower()].named for kind in kinds):
        return found
    named = named_start(text, found.start, floor)
    return found if named is None else replace(found, start=named[0], kind=named[1], similarity=1.0)


# ---------------------------------------------------------------- the lenient layer

_MAX_COST: Final = 3.2
_MAX_COST_ALONE: Final = 1.6


def _lenient_mentions(text: str, strict: list[_Mention]) -> list[_Mention]:
    """What the strict layer did not take, where there is something like a kind or a known symbol."""
    taken = [(mention.before.start, mention.number.end) for mention in strict]
    seen = frozenset(mention.number.symbol for mention in strict)
    mentions: list[_Mention] = []
    floor, index = 0, 0
    for at in number_words(text):
        while index < len(taken) and taken[index][1] <= at:
            floor = max(floor, taken[index][1])
            index += 1
        if at < floor or (index < len(taken) and taken[index][0] <= at):
            continue
        mention = _lenient_mention(text, at, floor, seen) if may_be_number(text, at) else None
        limit = taken[index][0] if index < len(taken) else len(text)
        if mention is not None and mention.number.end <= limit:
            mentions.append(mention)
            floor = mention.number.end
    return mentions


def _lenient_mention(text: str, at: int, floor: int, seen: frozenset[str]) -> _Mention | None:
    found = before(text, at, floor, lenient=True)
    if found.blocked:
        return None
    if found.similarity < 1 and (named := named_start(text, found.start, floor)):
        found = replace(found, start=named[0], kind=named[1], similarity=1.0)
    hints = Hints(found.kind, frozenset(), None, garbled=found.similarity < 1)
    number = read_after_slip(text, at, hints, seen)
    if number is None:
        return None
    tail = after(text, number.end, joint=False, lenient=True)
    issuers = issuer_symbols(tail.issuer)
    if issuers or tail.issued_on or tail.bad_date:
        year = str(tail.issued_on.year) if tail.issued_on else None
        garbled = hints.garbled or tail.lenient or tail.bad_date is not None
        hints = replace(hints, issuers=issuers, year=year, garbled=garbled)
        number = read_after_slip(text, at, hints, seen) or number
    if number.cost > (_MAX_COST if found.kind else _MAX_COST_ALONE):
        return None
    if found.kind is None and not found.says_number and len(shape(number.symbol)) < 4:
        return None
    return _Mention(number, _with_name(text, number.symbol, found, floor))


# ---------------------------------------------------------------- the span

_JOINT: Final = frozenset(
    ("Thông tư liên tịch", "Nghị quyết liên tịch", "Quy chế phối hợp", "Chương trình phối hợp")
)


def _span(flow: str, text: str, mention: _Mention, last: Span | None, strange: Container[str]) -> Span:
    number, found = mention.number, mention.before
    floor = last.end if last is not None else 0
    kind = _kind(flow, mention, last)
    tail = after(flow, number.end, joint=kind in _JOINT or len(groups(number.symbol)) > 2, lenient=True)
    previous = _relation_of(last) if last is not None and last.attributes["type"] == kind else None
    printed = text[number.start : number.end]
    lenient = number.layer == "lenient" or tail.lenient or (found.kind is not None and found.similarity < 1)
    lenient = lenient or _torn(flow, number)
    attributes = {
        "type": kind,
        "number": number.canonical,
        "number_text": printed,
        "relation": relation(flow, found.start, min(floor, found.start), previous),
        "layer": "lenient" if lenient else "strict",
        "system": "party" if is_party(number.symbol) else "state",
        **_optional(flow, mention, tail, floor),
        **_contradictions(number.symbol, kind, tail.issuer, strange),
    }
    if "".join(printed.split()).replace("–", "-").replace("‑", "-") != number.canonical:
        attributes["repaired"] = "yes"
    confidence = 0.95 if not lenient else max(0.3, 0.85 - 0.15 * number.cost)
    return Span("CITATION", found.start, tail.end, round(confidence, 3), attributes)


_TORN_AFTER: Final = re.compile(rf"{BLANK}(?P<rest>[A-ZĐa-z]{{1,4}})(?!\w)")
_TORN_BEFORE: Final = re.compile(rf"\d[/\-–]{BLANK}?$")


def _torn(text: str, number: Number) -> bool:
    """Whether a blank seems to part the number from its beginning, or its symbol from the end of a listed
    one.
    """
    rest = _TORN_AFTER.match(text, number.end)
    whole = groups(number.symbol)[-1] + rest["rest"] if rest else ""
    return (
        whole in ISSUER_BY_SYMBOL
        or _TORN_BEFORE.search(text, max(0, number.start - 4), number.start) is not None
    )


def _relation_of(span: Span) -> CitationRelation:
    return cast(CitationRelation, span.attributes["relation"])


def _optional(text: str, mention: _Mention, tail: After, floor: int) -> dict[str, str]:
    """The attributes that are there only where something was read."""
    issuer = ISSUER_BY_SYMBOL.get(groups(mention.number.symbol)[-1])
    first = ISSUER_BY_SYMBOL.get(groups(mention.number.symbol)[0])
    scopes = [known for known in (first, issuer) if known is not None]
    values = {
        "issued_on": tail.issued_on.isoformat() if tail.issued_on else None,
        "bad_date": tail.bad_date,
        "issuer": tail.issuer,
        "place": agency_place(tail.issuer) if tail.issuer else None,
        "term": central_term(text, tail.end),
        "article": article(text, mention.before.start, tail.end, min(floor, mention.before.start)),
        "scope": ("local" if any(i.local for i in scopes) else "central")
        if scopes or _of_assembly(mention)
        else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _contradictions(symbol: str, kind: str, issuer: str | None, strange: Container[str]) -> dict[str, str]:
    """What in the symbol no table knows, or differs from the kind or the issuer in words."""
    found: dict[str, str] = {}
    parts, kinds = groups(symbol), kinds_of(symbol)
    if kind not in kinds and parts[0] in TYPES_BY_SYMBOL:
        found["symbol_type"] = kinds[0]
    if unknown := [part for part in parts if part in strange]:
        found["unlisted"] = unknown[0]
    elif len(parts) == 2 and not may_issue(parts[1], parts[0]):
        found["unlisted"] = symbol
    named = issuer_symbols(issuer)
    if len(parts) == 2 and named and named.isdisjoint(parts) and (meant := ISSUER_BY_SYMBOL.get(parts[1])):
        found["symbol_issuer"] = meant.names[0]
    return found


def _of_assembly(mention: _Mention) -> bool:
    return any(re.match(r"(?:UBTV)?QH\d", group) for group in groups(mention.number.symbol))


# what a decision approves, and is called with the decision's number: "Đề án 06/QĐ-TTg"
_CONTENTS: Final = frozenset(kind.name for kind in TYPES if kind.approved)
_LISTED: Final = re.compile(r"\s*(?:,|;|và|hoặc|, và)?\s*(?:số)?\s*:?\s*")


def _kind(text: str, mention: _Mention, last: Span | None) -> str:
    """The printed kind, else in a list that of the item before if the symbol allows it, else the symbol's."""
    kinds = kinds_of(mention.number.symbol)
    printed = mention.before.kind
    contents = printed in _CONTENTS and not mention.before.says_number and printed not in kinds
    if (
        printed is not None
        and not contents
        and not (printed == OFFICIAL_LETTER and kinds[0] != OFFICIAL_LETTER)
    ):
        return printed
    if (
        last is not None
        and last.attributes["type"] in kinds
        and _LISTED.fullmatch(text, last.end, mention.number.start)
    ):
        return last.attributes["type"]
    return next(
        (
            kind
            for kind in kinds
            if f"các {kind}" in text[max(0, mention.number.start - 200) : mention.number.start]
        ),
        kinds[0],
    )
