"""Citations and what is to be doubted about them.

One document is cited in many forms. A State number restarts every year, a Party number every term, and every
province has its own UBND, so `document_key` holds type, number, place and year or term; what the mention
itself does not tell is taken from the full citation that stands earlier in the document (NĐ 30/2020/NĐ-CP,
Annex I, II.6.b), and where it cannot be known the key is null.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kehoach.language.document_types import TYPE_BY_NAME
from kehoach.language.folding import ONE_SIGN
from kehoach.language.misshapen import misshapen
from kehoach.language.tones import modern
from kehoach.records import Citation, CitedDate, CitedNumber, Document, Evidence, Head, Mention
from normalize.citations.contradictions import CitedOn, Contradiction, contradictions
from normalize.citations.keys import State, document_key, own_province
from normalize.doubts import Door, Doubt, Read, Row

Stretch = tuple[int, int, str]  # start, end, id


@dataclass(frozen=True, slots=True)
class Owners:
    """The rows that a stretch of text belongs to: `tasks` first, else `sections`; of nested ranges the
    shortest.
    """

    sections: tuple[Stretch, ...]
    tasks: tuple[Stretch, ...]


def build_citations(
    document: Document, mentions: Sequence[Mention], head: Head, owners: Owners, door: Door
) -> tuple[Citation, ...]:
    """The citations in reading order. Character offsets are those of `document.text`."""
    states = list(_states(mentions, head))
    against = iter(contradictions([on for on in map(_cited_on, mentions, states) if on is not None]))
    citations: list[Citation] = []
    for ordinal, (mention, state) in enumerate(zip(mentions, states, strict=True)):
        found = next(against) if mention.number else ()
        citation_id = f"{door.doc_id}-c{ordinal:04d}"
        doubts = [*_number_doubts(mention, found), *_other_doubts(mention, state, head)]
        doubts += _cut_issuer(document, mention)
        row = Row("citations", citation_id)
        where = door.publish(row, _reads(document, mention), doubts, (mention.start, mention.end))
        citations.append(_citation(citation_id, document, mention, state, owners, where))
    return tuple(citations)


def _reads(document: Document, mention: Mention) -> dict[str, Read | None]:
    """What the mention says, each with its own place; a type that is not printed stands in the symbol."""
    number, issued, issuer, article = mention.number, mention.issued, mention.issuer, mention.article
    repair = "grammar" if number and number.lenient else None
    return {
        "type": _read_type(document, mention),
        "number": Read(number.canonical, (number.place,), repair) if number else None,
        "issued_on": _read_date(issued) if issued else None,
        "issuer": Read(issuer.name, (issuer.place,)) if issuer else None,
        "article": Read(article.text, (article.place,)) if article else None,
    }


def _read_type(document: Document, mention: Mention) -> Read:
    place = mention.type_place
    if place is None:
        return Read(mention.type, (mention.number.place if mention.number else (mention.start, mention.end),))
    printed = modern(" ".join(document.text[slice(*place)].lower().split()))
    same = printed == mention.type.lower() or printed in TYPE_BY_NAME
    return Read(mention.type, (place,), None if same else "vocabulary")


def _read_date(issued: CitedDate) -> Read | None:
    if issued.day is None:
        return None
    return Read(issued.day, (issued.place,), "look-alikes" if issued.repaired else None)


def _cited_on(mention: Mention, state: State) -> CitedOn | None:
    if mention.number is None:
        return None
    return CitedOn(mention.number.canonical, mention.issued.day if mention.issued else None, state.place)


def _states(mentions: Sequence[Mention], head: Head) -> Iterator[State]:
    """For each mention all that is known of its document, also from fuller mentions before it."""
    known: dict[str, State | None] = {}
    province = own_province(head)
    for mention in mentions:
        state = _state(mention, head, province)
        number = mention.number.canonical if mention.number else None
        if number is not None:
            earlier = known.get(number)
            if earlier is not None:
                state = state.filled(earlier)
            if number in known and (earlier is None or not state.agrees(earlier)):
                known[number] = None  # two documents share this number: a bare mention may be of either
            else:
                known[number] = state
        yield state


def _state(mention: Mention, head: Head, province: str | None) -> State:
    number, issuer = mention.number, mention.issuer
    own = number is not None and number.canonical == head.number
    issued_on = mention.issued.day if mention.issued else None
    issued_on = issued_on or (head.issued_on if own else None)
    year = number.year if number else None
    return State(
        year=year or (issued_on.year if issued_on else None),
        issued_on=issued_on,
        issuer=issuer.name if issuer else head.issuer if own else None,
        place=issuer.location if issuer else None,
        term=mention.term,
        province=province,
    )


def _citation(
    citation_id: str, document: Document, mention: Mention, state: State, owners: Owners, where: Evidence
) -> Citation:
    task = _owner(owners.tasks, mention.start)
    number = mention.number
    return Citation(
        citation_id=citation_id,
        section_id=None if task else _owner(owners.sections, mention.start),
        task_id=task,
        text=" ".join(document.text[mention.start : mention.end].split()),
        type=mention.type,
        number=number.canonical if number else None,
        number_text=number.printed if number else None,
        document_key=document_key(mention.type, number, state) if number else None,
        year=state.year,
        issued_on=mention.issued.day if mention.issued else None,
        issuer=mention.issuer.name if mention.issuer else None,
        article=mention.article.text if mention.article else None,
        relation=mention.relation,
        repaired=bool(number and number.repaired),
        char_start=mention.start,
        char_end=mention.end,
        evidence=where,
    )


def _owner(ranges: tuple[Stretch, ...], start: int) -> str | None:
    around = [(end - begin, name) for begin, end, name in ranges if begin <= start < end]
    return min(around)[1] if around else None


# ---------------------------------------------------------------- doubts

_ETH: Final = "Ð"


def _number_doubts(mention: Mention, against: Sequence[Contradiction]) -> Iterator[Doubt]:
    number = mention.number
    if number is None:
        return
    read = " ".join(number.printed.split())
    for rule in _number_rules(number):
        yield Doubt("number", rule, read, number.canonical, places=(number.place,))
    for found in against:
        yield Doubt("number", found.rule, None, found.suggestion)
    if number.unlisted:
        yield Doubt("number", "unlisted_symbol", number.unlisted)
    if number.symbol_issuer:
        parameters = {"issuer": mention.issuer.name if mention.issuer else ""}
        yield Doubt("issuer", "issuer_mismatch", number.canonical, number.symbol_issuer, parameters)
    if number.symbol_type:
        parameters = {"type": mention.type}
        yield Doubt("type", "type_suffix_mismatch", number.canonical, number.symbol_type, parameters)


def _number_rules(number: CitedNumber) -> Iterator[str]:
    """Why the number is to be doubted; a known slip of the pen has its own rule, the rest is the scan's."""
    if _ETH in number.printed:
        yield "eth"
    if number.lenient:
        yield "repaired" if number.repaired else "lenient_reading"
    elif _is_rewritten(number):
        yield "party_hyphen" if number.party else "repaired"


# the first words behind a mention: of an issuer that was not read, or of the rest of one
# " của Bộ Nội vụ"
_BEHIND: Final = re.compile(r"(?:,?[ \n]của(?:[ \n][^\s.,;]+){1,8}|[ \n][^\s.,;]+)")


def _cut_issuer(document: Document, mention: Mention) -> Iterator[Doubt]:
    """A word of no shape right behind a mention may be of its issuer: "của Tỉnh ủy Lạng 5ơn"."""
    behind = _BEHIND.match(document.text, mention.end)
    if behind is None or not (mention.issuer or "của" in behind[0]):
        return
    for word in re.finditer(r"\S+", behind[0]):
        if misshapen(word[0], "của"):
            place = mention.end + word.start(), mention.end + word.end()
            yield Doubt("issuer", "odd_word", word[0], places=(place,))


def _is_rewritten(number: CitedNumber) -> bool:
    """Whether other signs were printed; blanks, kinds of dash and the short "số 711 nói trên" are no
    slips.
    """
    printed = "".join(number.printed.split()).translate(ONE_SIGN)
    return printed != number.canonical and not printed.isalnum()


def _other_doubts(mention: Mention, state: State, head: Head) -> Iterator[Doubt]:
    number, issued = mention.number, mention.issued
    year = state.year or 0
    if head.issued_on is not None and year > head.issued_on.year:
        yield Doubt("number", "later_than_plan", number.canonical if number else mention.type)
    if issued is None:
        return
    if issued.day is None:
        yield Doubt("issued_on", "bad_date", issued.printed, places=(issued.place,))
        return
    if issued.repaired:
        day = f"{issued.day:%d/%m/%Y}"
        yield Doubt("issued_on", "date_repaired", issued.printed, day, places=(issued.place,))
    cited = number.canonical if number else mention.type
    if state.year != issued.day.year:
        yield Doubt("issued_on", "year_mismatch", cited, parameters={"issued_on": f"{issued.day:%d/%m/%Y}"})
    if head.issued_on is not None and issued.day > head.issued_on and state.year == head.issued_on.year:
        yield Doubt("issued_on", "later_than_plan", cited)
