"""The document's own head: number, issuer, date, title, plan year, signer."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz import fuzz

from kehoach.language.document_types import TITLES
from kehoach.language.folding import ONE_SIGN, fold
from kehoach.language.lookalikes import DIGIT_SIGNS, as_digits, numerals
from kehoach.records import DateMention, Document, Flag, Head, Mention, Range, Spans, ZoneName
from normalize.flags import Subject, make_flag
from normalize.head.issuer import agency_names, spelled
from normalize.head.parts import HeadLine, lines_by_zone
from normalize.head.signer import has_known_surname, signer_lines, signer_title
from normalize.provenance import DOUBTFUL, evidence, likelihood

_NUMBER_CUE: Final = re.compile(r"s.{0,2}[o0](?: ?[:;.,]|(?= ?\d)) ?")
_NUMBER: Final = re.compile(r"(\d{1,5}[a-zđ]?)[/\-|]{1,2}([A-ZĐ][A-Za-zĐđ]{0,7}(?:[-,&][A-ZĐ][\wĐđ]*)+)")
_DATE: Final = re.compile(
    rf"ng.y ?([{DIGIT_SIGNS}]{{1,2}}) ?th.ng ?([{DIGIT_SIGNS}]{{1,2}}) ?n.m ?([{DIGIT_SIGNS}]{{4}})"
)
_YEAR: Final = re.compile(
    r"(?<!den )(?<!truoc )(?<!tu )nam (?:hoc )?((?:19|20)\d\d)(?! ?- ?(?:19|20)?\d\d)(?!\d)"
)
_ANY_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# A plan is for the year of its issue, the one before or one of the next two.
_YEARS_BACK: Final = 1
_YEARS_AHEAD: Final = 2
_SAME_SYMBOL: Final = 75
_SPELLED_IN: Final[tuple[ZoneName, ...]] = ("preamble", "body", "appendix_head")
_NAMES: Final = {
    "doc_type": "loại văn bản",
    "number": "số, ký hiệu",
    "issuer": "cơ quan ban hành",
    "issued_on": "ngày ban hành",
    "title": "tên văn bản",
    "signer": "người ký",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A value and where it was read; not `sure` where it is not spelled as it should be."""

    value: str
    place: Range
    sure: bool = True


def build_head(document: Document, spans: Spans) -> tuple[Head, tuple[Flag, ...]]:
    """The head, and a flag for each field that is missing, doubtful or contradicted by the appendix's head.

    `plan_year` comes from the title, else from the date of issue, else from the file's path or the years that
    the text names (all flagged); 0 where there is no year at all.
    """
    zones = lines_by_zone(document, spans.zones)
    notes = _Notes(document)
    attached = _attached(spans)
    number = _number(zones.get("letterhead", []), attached, notes)
    issued_on = _issued_on(zones.get("motto", []), spans.dates, attached, notes)
    parent, issuer = _agencies(document, zones)
    title = _title(zones.get("title", []))
    doc_type = _doc_type(title.value) if title else None
    signer = _signer(zones.get("signature", []))
    notes.doubt(number=number, issuer=issuer, issued_on=issued_on, signer=signer, title=title)
    notes.missing(
        zones,
        doc_type=doc_type,
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        title=title,
        signer=signer,
    )
    issued = date.fromisoformat(issued_on.value) if issued_on else None
    head = Head(
        doc_type=doc_type,
        number=number.value if number else None,
        issuer=issuer.value if issuer else None,
        parent_issuer=parent,
        place=_place(zones.get("motto", [])),
        issued_on=issued,
        title=title.value if title else None,
        plan_year=_plan_year(document, title, issued_on or _issue_year(zones.get("motto", [])), notes),
        signer=signer.value if signer else None,
        signer_title=signer_title(zones.get("signature", [])),
    )
    return head, tuple(notes.flags)


class _Notes:
    """Collects the flags of one document's head."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.doc_id = document.source.sha256[:16]
        self.flags: list[Flag] = []

    def add(
        self,
        field: str,
        rule: str,
        place: Range,
        value: str | None = None,
        suggestion: str | None = None,
        **more: str,
    ) -> None:
        subject = Subject("documents", self.doc_id, field)
        where = evidence(self.document, *place)
        self.flags.append(make_flag(self.doc_id, subject, rule, where, value, suggestion, **more))

    def doubt(self, **fields: _Found | None) -> None:
        """Flag values with a word that was read with low confidence or is spelled as none should be."""
        for field, found in fields.items():
            if found and ((chance := likelihood(self.document, found.place)) < DOUBTFUL or not found.sure):
                self.add(field, "low_confidence", found.place, found.value, likelihood=f"{chance:.2f}")

    def missing(self, zones: Mapping[ZoneName, Sequence[HeadLine]], **fields: _Found | str | None) -> None:
        """Flag fields without a value, where they should stand."""
        for field, found in fields.items():
            if not found:
                lines = zones.get("signature" if field == "signer" else "letterhead", [])
                place = (lines[0].start, lines[0].end) if lines else (0, 0)
                self.add(field, "missing_head_field", place, name=_NAMES[field])


def _signer(lines: Sequence[HeadLine]) -> _Found | None:
    signers = signer_lines(lines)
    if not signers:
        return None
    names = [name for _, name in signers]
    place = min(line.start for line, _ in signers), max(line.end for line, _ in signers)
    return _Found("; ".join(names), place, all(map(has_known_surname, names)))


# ---------------------------------------------------------------- number and date


def _attached(spans: Spans) -> Mention | None:
    """The document's citation of itself in an appendix's head ("Kèm theo Kế hoạch số …")."""
    heads = [(zone.start, zone.end) for zone in spans.zones if zone.name == "appendix_head"]
    mentions = (m for m in spans.mentions if any(start <= m.start < end for start, end in heads))
    return next((mention for mention in mentions if mention.relation == "attached_to"), None)


def _number(lines: Sequence[HeadLine], attached: Mention | None, notes: _Notes) -> _Found | None:
    other = attached.number if attached else None
    printed = _Found(other.canonical, other.place) if other else None
    own = _own_number(lines)
    if own is None or printed is None or own.value == printed.value:
        return own or printed
    symbols = [fold(found.value.partition("/")[2]) for found in (own, printed)]
    if fuzz.ratio(*symbols) < _SAME_SYMBOL:
        return own  # the appendix is attached to another document
    notes.add("number", "number_mismatch", own.place, own.value, printed.value)
    # the letterhead's number is often written by hand, the appendix's is printed
    surer = likelihood(notes.document, own.place) > likelihood(notes.document, printed.place)
    return own if surer else printed


def _own_number(lines: Sequence[HeadLine]) -> _Found | None:
    for place, line in enumerate(lines):
        if not (cue := _NUMBER_CUE.match(line.folded)):
            continue
        for last in (place, place + 1):
            rest = " ".join([line.text[cue.end() :], *(ln.text for ln in lines[place + 1 : last + 1])])
            compact = re.sub(r"\s+", "", rest).translate(ONE_SIGN)
            if found := _NUMBER.search(compact):
                return _Found(f"{found[1]}/{found[2]}", (line.start, lines[min(last, len(lines) - 1)].end))
    return None


def _issued_on(
    lines: Sequence[HeadLine], dates: Sequence[DateMention], attached: Mention | None, notes: _Notes
) -> _Found | None:
    own = next((found for line in lines if (found := _own_date(line, dates))), None)
    printed = attached.issued if attached else None
    if printed is None or printed.day is None or (own and own.value == printed.day.isoformat()):
        return own
    other = _Found(printed.day.isoformat(), printed.place)
    if own is None:
        return other
    notes.add("issued_on", "date_mismatch", own.place, own.value, other.value)
    return own if likelihood(notes.document, own.place) > likelihood(notes.document, other.place) else other


def _own_date(line: HeadLine, dates: Iterable[DateMention]) -> _Found | None:
    for date_in in dates:
        if line.start <= date_in.start < line.end:
            return _Found(date_in.day.isoformat(), (date_in.start, date_in.end))
    if not (found := _DATE.search(line.folded)):
        return None
    parts = [as_digits(part) for part in found.groups()]
    try:
        day = date(*(int(part.meant) for part in reversed(parts)))
    except ValueError:
        return None
    as_printed = all(part.read == part.meant for part in parts)
    return _Found(day.isoformat(), (line.start + found.start(), line.start + found.end()), as_printed)


def _place(lines: Sequence[HeadLine]) -> str | None:
    for line in lines:
        if (cue := re.search(r",? ?\bng.y\b", line.folded)) and cue.start():
            return line.text[: cue.start()].strip(" ,.") or None
    return None


# ---------------------------------------------------------------- issuer, title, year


def _agencies(
    document: Document, zones: Mapping[ZoneName, Sequence[HeadLine]]
) -> tuple[str | None, _Found | None]:
    """The issuer and the agency above it, as the preamble and the body spell them."""
    lines = zones.get("letterhead", [])
    end = next((i for i, line in enumerate(lines) if _NUMBER_CUE.match(line.folded)), len(lines))
    groups = agency_names(lines[:end])
    if not groups:
        return None, None
    text = "\n".join(line.text for zone in _SPELLED_IN for line in zones.get(zone, []))
    issuer = _Found(spelled(groups[-1], text), (groups[-1][0].start, groups[-1][-1].end))
    return (spelled(groups[-2], text) if len(groups) > 1 else None), issuer


def _title(lines: Sequence[HeadLine]) -> _Found | None:
    if not lines:
        return None
    first = " ".join(lines[0].text.split())
    exact = next((t.upper() for t in TITLES if fold(t) == fold(first)), first)
    return _Found(
        " ".join([exact, *(" ".join(ln.text.split()) for ln in lines[1:])]), (lines[0].start, lines[-1].end)
    )


def _doc_type(title: str) -> str | None:
    folded = fold(title)
    return next((t for t in TITLES if fuzz.ratio(folded[: len(t)], fold(t)) >= 80), None)


def _issue_year(lines: Sequence[HeadLine]) -> _Found | None:
    """The year in the line of place and date where its day or month cannot be read."""
    for line in lines:
        if found := re.search(r"n.m ?((?:19|20)\d\d)\b", line.folded):
            return _Found(found[1], (line.start, line.end))
    return None


def _plan_year(document: Document, title: _Found | None, issued_on: _Found | None, notes: _Notes) -> int:
    issued = int(issued_on.value[:4]) if issued_on else None
    for found in _YEAR.finditer(numerals(fold(title.value)).meant) if title else ():
        year = int(found[1])
        if issued is None or issued - _YEARS_BACK <= year <= issued + _YEARS_AHEAD:
            return year
    if issued_on and issued:
        notes.add("plan_year", "year_from_date", issued_on.place, str(issued))
        return issued
    years = _ANY_YEAR.findall(document.source.name)[-1:] or _ANY_YEAR.findall(document.text)
    year = int(Counter(years).most_common(1)[0][0]) if years else 0
    notes.add("plan_year", "year_from_folder", title.place if title else (0, 0), str(year))
    return year
