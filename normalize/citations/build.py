"""Citations and what is to be doubted about them.

One document is cited in many forms. A State number restarts every year, a Party number every term, and every
province has its own UBND, so `document_key` holds type, number, place and year or term; what the mention
itself does not tell is taken from the full citation that stands earlier in the document (NĐ 30/2020/NĐ-CP,
Annex I, II.6.b), and where it cannot be known the key is null.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kehoach.records import Citation, CitedNumber, Document, Evidence, Flag, Head, Mention
from normalize.citations.doubts import CitedOn, Doubt, doubts
from normalize.citations.keys import State, document_key, own_province
from normalize.flags import Subject, make_flag
from normalize.provenance import evidence

Range = tuple[int, int, str]  # start, end, id


@dataclass(frozen=True, slots=True)
class Owners:
    """The rows that a stretch of text belongs to: `tasks` first, else `sections`; of nested ranges the
    shortest.
    """

    sections: tuple[Range, ...]
    tasks: tuple[Range, ...]


def build_citations(
    document: Document, mentions: Sequence[Mention], head: Head, doc_id: str, owners: Owners
) -> tuple[tuple[Citation, ...], tuple[Flag, ...]]:
    """The citations in reading order, and their flags. Character offsets are those of `document.text`."""
    states = list(_states(mentions, head))
    doubted = iter(doubts([on for on in map(_cited_on, mentions, states) if on is not None]))
    citations: list[Citation] = []
    flags: list[Flag] = []
    for ordinal, (mention, state) in enumerate(zip(mentions, states, strict=True)):
        where = evidence(document, mention.start, mention.end)
        citation = _citation(f"{doc_id}-c{ordinal:04d}", document, mention, state, owners, where)
        citations.append(citation)
        flags.extend(_flags(doc_id, citation, mention, head, next(doubted) if mention.number else ()))
    return tuple(citations), tuple(flags)


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


def _owner(ranges: tuple[Range, ...], start: int) -> str | None:
    around = [(end - begin, name) for begin, end, name in ranges if begin <= start < end]
    return min(around)[1] if around else None


# ---------------------------------------------------------------- flags

_ETH: Final = "Ð"


def _flags(
    doc_id: str, citation: Citation, mention: Mention, head: Head, doubted: Sequence[Doubt]
) -> Iterator[Flag]:
    def flag(
        rule: str, field: str, value: str | None, suggestion: str | None = None, **parameters: str
    ) -> Flag:
        subject = Subject("citations", citation.citation_id, field)
        return make_flag(doc_id, subject, rule, citation.evidence, value, suggestion, **parameters)

    number = mention.number
    if number is not None:
        read = " ".join(number.printed.split())
        yield from (flag(rule, "number", read, number.canonical) for rule in _number_rules(number))
        if number.unlisted:
            yield flag("unlisted_symbol", "number", number.unlisted)
        if number.symbol_issuer:
            issuer = citation.issuer or ""
            yield flag("issuer_mismatch", "issuer", citation.number, number.symbol_issuer, issuer=issuer)
        if number.symbol_type:
            kind = mention.type
            yield flag("type_suffix_mismatch", "type", citation.number, number.symbol_type, type=kind)
    yield from (flag(doubt.rule, "number", citation.number, doubt.suggestion) for doubt in doubted)
    if head.issued_on is not None and (citation.year or 0) > head.issued_on.year:
        yield flag("later_than_plan", "number", citation.number)
    if citation.issued_on is None:
        if mention.issued:
            yield flag("bad_date", "issued_on", mention.issued.printed)
        return
    day = f"{citation.issued_on:%d/%m/%Y}"
    if citation.year != citation.issued_on.year:
        yield flag("year_mismatch", "issued_on", citation.number, issued_on=day)
    if (
        head.issued_on is not None
        and citation.issued_on > head.issued_on
        and citation.year == head.issued_on.year
    ):
        yield flag("later_than_plan", "issued_on", citation.number)


def _number_rules(number: CitedNumber) -> Iterator[str]:
    """Why the number is to be doubted; a known slip of the pen has its own rule, the rest is the scan's."""
    if _ETH in number.printed:
        yield "eth"
    if number.lenient:
        yield "repaired" if number.repaired else "lenient_reading"
    elif number.party and number.repaired:
        yield "party_hyphen"
