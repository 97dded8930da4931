"""Citations: mentions of numbered documents anywhere in a text.

Two layers. The strict grammar reads what is printed as it should be; the OCR-lenient one reads the rest and
repairs it. Whatever was found, `number` is in canonical form, and what stands around the number gives its
kind, date, issuer, article and relation.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kehoach.language.document_types import OFFICIAL_LETTER, TYPE_BY_NAME, TYPES, TYPES_BY_SYMBOL
from kehoach.language.issuers import ISSUER_BY_SYMBOL, TERM_ISSUER
from kehoach.language.lookalikes import shape
from kehoach.records import CitedIssuer, CitedNumber, Mention, Range
from models.agencies import BLANK
from models.citations.agreement import PrintedNumber, agreed, unlisted
from models.citations.context import Before, after, article, before, central_term, named_start
from models.citations.laws import find_laws
from models.citations.lenient import begins_a_word, may_be_number, number_words, read_after_slip
from models.citations.numbers import Number, groups, is_party, runs_together, settled, sharing, strict_numbers
from models.citations.symbols import Hints, issuer_symbols, kinds_of, like_a_symbol_of, may_issue
from models.flow import close_rows


@dataclass(frozen=True, slots=True)
class _Found:
    """A number that is a citation, with what stands before it."""

    number: Number
    before: Before


IsUnsure = Callable[[int, int], bool]  # whether the reading of a stretch may be wrong


def find_citations(text: str, is_unsure: IsUnsure = lambda start, end: False) -> tuple[Mention, ...]:
    """The mentions of `text`, by start. A citation never crosses a table's cell. Their relations come later.

    What has the form of a number is kept as read, a symbol that no table lists too, unless it `is_unsure`:
    absence from a list is no evidence of a misreading.
    """
    flow = close_rows(text)
    strict = _strict_mentions(flow, is_unsure)
    found = sorted((*strict, *_lenient_mentions(flow, strict)), key=lambda one: one.number.start)
    strange = unlisted(one.number.symbol for one in found)
    mentions: list[Mention] = []
    for one in found:
        mentions.append(_mention(flow, text, one, mentions[-1] if mentions else None, strange))
    whole = _agreeing(sorted([*mentions, *_short_forms(flow, mentions)], key=lambda one: one.start))
    return tuple(sorted((*whole, *find_laws(flow, whole)), key=lambda one: one.start))


# "số 711 nói trên"
_SHORT: Final = re.compile(r"(?<!\w)số[ \n](?P<serial>\d{1,5}[a-d]?)[ \n](?:(?:nói|nêu)[ \n])?trên(?!\w)")
Numbered = tuple[Mention, CitedNumber]


def _numbered(mentions: Iterable[Mention]) -> list[Numbered]:
    return [(one, one.number) for one in mentions if one.number is not None]


def _short_forms(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """ "Quyết định số 711 nói trên": the one number of that kind and serial that was cited before."""
    full: dict[tuple[str, str], CitedNumber | None] = {}  # None: two numbers share the serial
    waiting = _numbered(mentions)[::-1]
    for match in _SHORT.finditer(text):
        while waiting and waiting[-1][0].end <= match.start():
            mention, number = waiting.pop()
            key = mention.type, re.split(r"[-/]", number.canonical)[0]
            first = full.setdefault(key, number)
            if first is not None and first.canonical != number.canonical:
                full[key] = None
        found = before(text, match.start("serial"), 0)
        meant = full.get((found.kind or "", match["serial"]))
        if meant is not None and found.kind is not None:
            yield _short(found, found.kind, match, meant)


def _short(found: Before, kind: str, match: re.Match[str], full: CitedNumber) -> Mention:
    number = replace(
        full,
        printed=match["serial"],
        place=match.span("serial"),
        repaired=True,
        unlisted=None,
        symbol_type=None,
        symbol_issuer=None,
    )
    end = match.end("serial")
    return Mention(found.start, end, kind, found.kind_place, number, None, None, None, "mentions")


def _agreeing(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, of which a misread number may now be one that stands elsewhere in the text."""
    numbered = _numbered(mentions)
    numbers = agreed([_reading(mention, number) for mention, number in numbered])
    known = {number.canonical: number for _, number in numbered}
    meant = {
        mention.start: replace(
            number,
            canonical=canonical,
            year=known[canonical].year,
            lenient=True,
            repaired=True,
            unlisted=None,
        )
        for (mention, number), canonical in zip(numbered, numbers, strict=True)
        if number.canonical != canonical
    }
    return tuple(replace(one, number=meant.get(one.start, one.number)) for one in mentions)


def _reading(mention: Mention, number: CitedNumber) -> PrintedNumber:
    sure = not number.lenient and number.unlisted is None
    day = mention.issued.day if mention.issued else None
    return PrintedNumber(number.printed, number.canonical, mention.type, day, sure)


# ---------------------------------------------------------------- the strict layer


def _strict_mentions(text: str, is_unsure: IsUnsure) -> list[_Found]:
    numbers = list(strict_numbers(text))
    counts = Counter(group for number in numbers for group in groups(number.symbol))
    repeated = frozenset(group for group, count in counts.items() if count > 1)
    mentions: list[_Found] = []
    floor = 0
    for number in numbers:
        mention = _strict_mention(text, number, floor)
        kept = mention is not None and (
            _is_vouched(mention, repeated) or (_is_whole(number) and not is_unsure(number.start, number.end))
        )
        if mention is not None and kept:
            mentions += [*_sharing(text, number, floor), mention]
            floor = number.end
    return mentions


def _sharing(text: str, number: Number, floor: int) -> Iterator[_Found]:
    for earlier in sharing(text, number, floor):
        yield _Found(earlier, before(text, earlier.start, floor))
        floor = earlier.end


def _strict_mention(text: str, number: Number, floor: int) -> _Found | None:
    """The citation that a number is, or None where it is none."""
    dated = _dated_document(text, number)
    found = before(text, number.start, floor, documents=dated)
    if found.kind is None and not found.blocked:
        # A law's name comes first: "Luật Trồng trọt" ends in words that are like a kind of document.
        found = _with_name(text, number.symbol, found, floor)
    if found.kind is None and not found.blocked:
        similar = before(text, number.start, floor, lenient=True, documents=dated)
        if similar.blocked or similar.similarity >= _CLEARLY or not _names_other(number.symbol, similar.kind):
            found = similar
    if found.blocked or (found.kind is None and not _stands_alone(number, found)):
        return None
    return _Found(number, _with_name(text, number.symbol, found, floor))


_CLEARLY: Final = 0.8  # words less like a kind are rather the end of a name: "xúc tiến thương mại số"


def _names_other(symbol: str, kind: str | None) -> bool:
    """Whether the symbol begins with a type's, and not with this kind's."""
    return groups(symbol)[0] in TYPES_BY_SYMBOL and kind not in kinds_of(symbol)


def _dated_document(text: str, number: Number) -> bool:
    """Whether its symbol names a type and a date follows, as no form's number has: "31/QĐ-SNV ngày 09/02"."""
    first, *more = groups(number.symbol)
    return first in TYPES_BY_SYMBOL and bool(more) and after(text, number.end, joint=False).issued is not None


def _is_vouched(found: _Found, repeated: frozenset[str]) -> bool:
    """Whether tables know the number's symbol, or it is like none that they know."""
    kind, symbol = found.before.kind, found.number.symbol
    misread = kind is not None and kind not in kinds_of(symbol) and like_a_symbol_of(kind, symbol)
    return not misread and settled(found.number, kind, repeated)


def _is_whole(number: Number) -> bool:
    return len(groups(number.symbol)) > 1 and not runs_together(number)


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
    return found if named is None else _named(found, *named)


def _named(found: Before, kind: str, place: Range) -> Before:
    return replace(found, start=place[0], kind=kind, kind_place=place, similarity=1.0)


# ---------------------------------------------------------------- the lenient layer

_MAX_COST: Final = 3.2
_MAX_COST_ALONE: Final = 1.6


def _lenient_mentions(text: str, strict: list[_Found]) -> list[_Found]:
    """What the strict layer did not take, where there is something like a kind or a known symbol."""
    taken = [(mention.before.start, mention.number.end) for mention in strict]
    seen = frozenset(mention.number.symbol for mention in strict)
    mentions: list[_Found] = []
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


def _lenient_mention(text: str, at: int, floor: int, seen: frozenset[str]) -> _Found | None:
    found = before(text, at, floor, lenient=True)
    if found.blocked or (found.kind is None and not found.says_number and begins_a_word(text, at)):
        return None
    if found.similarity < 1 and (named := named_start(text, found.start, floor)):
        found = _named(found, *named)
    hints = Hints(found.kind, frozenset(), None, garbled=found.similarity < 1)
    number = read_after_slip(text, at, hints, seen)
    if number is None:
        return None
    tail = after(text, number.end, joint=False, lenient=True)
    issuers = issuer_symbols(tail.issuer.name if tail.issuer else None)
    if issuers or tail.issued:
        day = tail.issued.day if tail.issued else None
        year = str(day.year) if day else None
        garbled = hints.garbled or tail.lenient or (tail.issued is not None and day is None)
        hints = replace(hints, issuers=issuers, year=year, garbled=garbled)
        number = read_after_slip(text, at, hints, seen) or number
    if number.cost > (_MAX_COST if found.kind else _MAX_COST_ALONE):
        return None
    if found.kind is None and not found.says_number and not _has_groups(text, number):
        return None
    return _Found(number, _with_name(text, number.symbol, found, floor))


def _has_groups(text: str, number: Number) -> bool:
    """Whether what was read has a symbol of two groups: "Đoàn kiểm tra 500-UBND" names no document."""
    read = re.findall(r"[^\W\d_]+", text[number.start : number.end])
    return len(read) > 1 and len(shape(number.symbol)) >= 4


# ---------------------------------------------------------------- the span

_JOINT: Final = frozenset(
    ("Thông tư liên tịch", "Nghị quyết liên tịch", "Quy chế phối hợp", "Chương trình phối hợp")
)


def _mention(flow: str, text: str, found: _Found, last: Mention | None, strange: Container[str]) -> Mention:
    number, head = found.number, found.before
    floor = min(last.end if last is not None else 0, head.start)
    kind = _kind(flow, found, last)
    tail = after(flow, number.end, joint=kind in _JOINT or len(groups(number.symbol)) > 2, lenient=True)
    lenient = number.layer == "lenient" or tail.lenient or (head.kind is not None and head.similarity < 1)
    return Mention(
        start=head.start,
        end=tail.end,
        type=kind,
        type_place=head.kind_place if kind == head.kind else None,
        number=_cited(text, number, lenient or _torn(flow, number), kind, tail.issuer, strange),
        issued=tail.issued,
        issuer=tail.issuer,
        article=article(flow, head.start, tail.end, floor),
        relation="mentions",
        term=central_term(flow, tail.end),
    )


def _cited(
    text: str, number: Number, lenient: bool, kind: str, issuer: CitedIssuer | None, strange: Container[str]
) -> CitedNumber:
    printed, symbol = text[number.start : number.end], number.symbol
    parts, kinds = groups(symbol), kinds_of(symbol)
    named = issuer_symbols(issuer.name if issuer else None)
    other = ISSUER_BY_SYMBOL.get(parts[1]) if len(parts) == 2 and named.isdisjoint(parts) else None
    return CitedNumber(
        canonical=number.canonical,
        printed=printed,
        place=(number.start, number.end),
        year=int(number.year) if number.year and _YEAR.fullmatch(number.year) else None,
        party=is_party(symbol),
        scope=_scope(symbol),
        lenient=lenient,
        repaired="".join(printed.split()).replace("–", "-").replace("‑", "-") != number.canonical,
        unlisted=_unlisted(parts, symbol, strange),
        symbol_type=kinds[0] if kind not in kinds and parts[0] in TYPES_BY_SYMBOL else None,
        symbol_issuer=other.names[0] if named and other else None,
    )


# "2018"
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def _scope(symbol: str) -> Literal["central", "local"] | None:
    """Where the symbol's issuer is; None for an unlisted one."""
    parts = groups(symbol)
    known = [ISSUER_BY_SYMBOL[part] for part in (parts[0], parts[-1]) if part in ISSUER_BY_SYMBOL]
    if any(issuer.local for issuer in known):
        return "local"
    of_assembly = any(re.match(r"(?:UBTV)?QH\d", part) for part in parts)
    return "central" if known or of_assembly else None


def _unlisted(parts: Sequence[str], symbol: str, strange: Container[str]) -> str | None:
    """What in the symbol no table knows."""
    if unknown := next((part for part in parts if part in strange), None):
        return unknown
    return symbol if len(parts) == 2 and not may_issue(parts[1], parts[0]) else None


# " CP"
_TORN_AFTER: Final = re.compile(rf"{BLANK}(?P<rest>[A-ZĐa-z]{{1,4}})(?!\w)")
# "2018/"
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


# what a decision approves, and is called with the decision's number: "Đề án 06/QĐ-TTg"
_CONTENTS: Final = frozenset(kind.name for kind in TYPES if kind.approved)
# ", số "
_LISTED: Final = re.compile(r"\s*(?:,|;|và|hoặc|, và)?\s*(?:số)?\s*:?\s*")


def _kind(text: str, mention: _Found, last: Mention | None) -> str:
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
    if last is not None and last.type in kinds and _LISTED.fullmatch(text, last.end, mention.number.start):
        return last.type
    return next(
        (
            kind
            for kind in kinds
            if f"các {kind}" in text[max(0, mention.number.start - 200) : mention.number.start]
        ),
        kinds[0],
    )
