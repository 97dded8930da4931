"""Citations and what is to be doubted about them.

One document is cited in many forms. A State number restarts every year, a Party number every term, and every
province has its own UBND, so `document_key` holds type, number, place and year or term; what the mention
itself does not tell is taken from the full citation that stands earlier in the document (NĐ 30/2020/NĐ-CP,
Annex I, II.6.b), and where it cannot be known the key is null.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from kehoach.records import Citation, CitationRelation, Document, Evidence, Flag, Head, Span
from normalize.citations.doubts import Doubt, Mention, doubts
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
    document: Document, spans: tuple[Span, ...], head: Head, doc_id: str, owners: Owners
) -> tuple[tuple[Citation, ...], tuple[Flag, ...]]:
    """The citations in reading order, and their flags. Character offsets are those of `document.text`."""
    found = [span for span in spans if span.label == "CITATION"]
    citations: list[Citation] = []
    flags: list[Flag] = []
    resolved = list(_resolved(found, head))
    doubted = doubts(
        [Mention(s.attributes["number"], _day(s.attributes.get("issued_on")), t.place) for s, t in resolved]
    )
    for ordinal, (span, state) in enumerate(resolved):
        where = evidence(document, span.start, span.end)
        where = Evidence(where.page, where.bbox, min(where.confidence, span.confidence))
        citation = _citation(f"{doc_id}-c{ordinal:04d}", document, span, state, owners, where)
        citations.append(citation)
        flags.extend(_flags(doc_id, citation, span, head, doubted[ordinal]))
    return tuple(citations), tuple(flags)


def _resolved(spans: Sequence[Span], head: Head) -> Iterator[tuple[Span, State]]:
    """Each span with all that is known of its document, also from fuller mentions before it."""
    known: dict[str, State | None] = {}
    province = own_province(head)
    for span in spans:
        number = span.attributes["number"]
        state = _state(span, head, province)
        earlier = known.get(number)
        if earlier is not None:
            state = state.filled(earlier)
        if number in known and (earlier is None or not state.agrees(earlier)):
            known[number] = None  # two documents share this number, so a bare mention may be of either
        else:
            known[number] = state
        yield span, state


def _state(span: Span, head: Head, province: str | None) -> State:
    fields = span.attributes
    year = re.search(r"/((?:19|20)\d\d)/", fields["number"])
    own = fields["number"] == head.number
    issued_on = _day(fields.get("issued_on")) or (head.issued_on if own else None)
    return State(
        year=int(year[1]) if year else issued_on.year if issued_on else None,
        issued_on=issued_on,
        issuer=fields.get("issuer") or (head.issuer if own else None),
        place=fields.get("place"),
        term=int(fields["term"]) if "term" in fields else None,
        province=province,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _citation(
    citation_id: str, document: Document, span: Span, state: State, owners: Owners, where: Evidence
) -> Citation:
    fields = span.attributes
    task = _owner(owners.tasks, span.start)
    return Citation(
        citation_id=citation_id,
        section_id=None if task else _owner(owners.sections, span.start),
        task_id=task,
        text=" ".join(document.text[span.start : span.end].split()),
        type=fields["type"],
        number=fields["number"],
        number_text=fields["number_text"],
        document_key=document_key(fields, state),
        year=state.year,
        issued_on=_day(fields.get("issued_on")),
        issuer=fields.get("issuer"),
        article=fields.get("article"),
        relation=cast(CitationRelation, fields["relation"]),
        repaired="repaired" in fields,
        char_start=span.start,
        char_end=span.end,
        evidence=where,
    )


def _owner(ranges: tuple[Range, ...], start: int) -> str | None:
    around = [(end - begin, name) for begin, end, name in ranges if begin <= start < end]
    return min(around)[1] if around else None


# ---------------------------------------------------------------- flags

_ETH: Final = "Ð"


def _flags(
    doc_id: str, citation: Citation, span: Span, head: Head, doubted: Sequence[Doubt]
) -> Iterator[Flag]:
    def flag(rule: str, field: str, value: str, suggestion: str | None = None, **parameters: str) -> Flag:
        subject = Subject("citations", citation.citation_id, field)
        return make_flag(doc_id, subject, rule, citation.evidence, value, suggestion, **parameters)

    fields, read = span.attributes, " ".join(citation.number_text.split())
    yield from (flag(rule, "number", read, citation.number) for rule in _number_rules(citation, span))
    yield from (flag(doubt.rule, "number", citation.number, doubt.suggestion) for doubt in doubted)
    if "unlisted" in fields:
        yield flag("unlisted_symbol", "number", fields["unlisted"])
    if "symbol_issuer" in fields:
        yield flag(
            "issuer_mismatch",
            "issuer",
            citation.number,
            fields["symbol_issuer"],
            issuer=citation.issuer or "",
        )
    if "bad_date" in fields:
        yield flag("bad_date", "issued_on", fields["bad_date"])
    if "symbol_type" in fields:
        yield flag("type_suffix_mismatch", "type", citation.number, fields["symbol_type"], type=citation.type)
    if head.issued_on is not None and (citation.year or 0) > head.issued_on.year:
        yield flag("later_than_plan", "number", citation.number)
    if citation.issued_on is None:
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


def _number_rules(citation: Citation, span: Span) -> Iterator[str]:
    """Why the number is to be doubted; a known slip of the pen has its own rule, the rest is the scan's."""
    if _ETH in citation.number_text:
        yield "eth"
    if span.attributes["layer"] == "lenient":
        yield "repaired" if citation.repaired else "lenient_reading"
    elif span.attributes["system"] == "party" and citation.repaired:
        yield "party_hyphen"
