"""The document's own head: number, issuer, date, title, plan year, signer."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from rapidfuzz import fuzz

from kehoach.language.document_types import TITLES
from kehoach.language.folding import ONE_SIGN, fold
from kehoach.language.lookalikes import DIGIT_SIGNS, as_digits, numerals
from kehoach.language.tones import modern
from kehoach.records import DateMention, Document, Head, Mention, Range, Spans, ZoneName
from normalize.doubts import Door, Doubt, Read, Row
from normalize.head.issuer import agency_names, spelled
from normalize.head.parts import HeadLine, Joined, lines_by_zone
from normalize.head.signer import has_known_surname, signer_lines, signer_title
from normalize.provenance import likelihood

# "Số: "
_NUMBER_CUE: Final = re.compile(r"s.{0,2}[o0](?: ?[:;.,]|(?= ?\d)) ?")
# "286/KH-SGTVT"
_NUMBER: Final = re.compile(r"(\d{1,5}[a-zđ]?)[/\-|]{1,2}([A-ZĐ][A-Za-zĐđ]{0,7}(?:[-,&][A-ZĐ][\wĐđ]*)+)")
# "ngày 2O tháng 3 năm 2020"
_DATE: Final = re.compile(
    rf"ng.y ?([{DIGIT_SIGNS}]{{1,2}}) ?th.ng ?([{DIGIT_SIGNS}]{{1,2}}) ?n.m ?([{DIGIT_SIGNS}]{{4}})"
)
# "năm 2020"
_YEAR: Final = re.compile(
    r"(?<!den )(?<!truoc )(?<!tu )nam (?:hoc )?((?:19|20)\d\d)(?! ?- ?(?:19|20)?\d\d)(?!\d)"
)
# "(2020)"
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
_Zones = Mapping[ZoneName, Sequence[HeadLine]]


def build_head(document: Document, spans: Spans, door: Door) -> Head:
    """The head. A field that is missing, or that the appendix's head contradicts, is doubted.

    `plan_year` comes from the title, else from the date of issue, else from the file's path or the years that
    the text names (all doubted); 0 where there is no year at all.
    """
    zones = lines_by_zone(document, spans.zones)
    attached = _attached(spans)
    doubts: list[Doubt] = []
    parent, issuer = _agencies(zones)
    title = _title(zones.get("title", []))
    issued_on = _issued_on(document, zones.get("motto", []), spans.dates, attached, doubts)
    year = _plan_year(document, zones, issued_on, doubts)
    reads: dict[str, Read | None] = {
        "doc_type": _doc_type(zones.get("title", [])),
        "number": _number(document, zones.get("letterhead", []), attached, doubts),
        "issuer": issuer,
        "parent_issuer": parent,
        "place": _place(zones.get("motto", [])),
        "issued_on": issued_on,
        "title": title,
        "plan_year": year,
        "signer": _signer(zones.get("signature", []), doubts),
        "signer_title": signer_title(zones.get("signature", [])),
    }
    _publish(door, zones, reads, doubts)
    texts = {name: str(read.value) if read else None for name, read in reads.items()}
    return Head(
        doc_type=texts["doc_type"],
        number=texts["number"],
        issuer=texts["issuer"],
        parent_issuer=texts["parent_issuer"],
        place=texts["place"],
        issued_on=_day(issued_on),
        title=texts["title"],
        plan_year=int(str(year.value)),
        signer=texts["signer"],
        signer_title=texts["signer_title"],
    )


def _publish(door: Door, zones: _Zones, reads: Mapping[str, Read | None], doubts: Iterable[Doubt]) -> None:
    """Everything through the door; a field without a value is doubted where it should stand."""
    row = Row("documents", door.doc_id)
    first = zones.get("letterhead") or zones.get("title") or ()
    door.publish(row, reads, doubts, (first[0].start, first[0].end) if first else (0, 0))
    for field, name in _NAMES.items():
        if reads[field] is None:
            lines = zones.get("signature" if field == "signer" else "letterhead", [])
            place = (lines[0].start, lines[0].end) if lines else (0, 0)
            missing = Doubt(field, "missing_head_field", parameters={"name": name})
            door.publish(row, {}, [missing], place)


def _day(read: Read | None) -> date | None:
    return read.value if read and isinstance(read.value, date) else None


def _signer(lines: Sequence[HeadLine], doubts: list[Doubt]) -> Read | None:
    signers = signer_lines(lines)
    if not signers:
        return None
    names = [name for _, name in signers]
    if not all(map(has_known_surname, names)):
        doubts.append(Doubt("signer", "unlisted_surname"))
    return Read("; ".join(names), tuple(_within(line, name) for line, name in signers))


def _within(line: HeadLine, name: str) -> Range:
    """Where the name stands in its line, specks between its words included."""
    words = name.split()
    start = line.text.index(words[0])
    return line.start + start, line.start + line.text.rindex(words[-1]) + len(words[-1])


# ---------------------------------------------------------------- number and date


def _attached(spans: Spans) -> Mention | None:
    """The document's citation of itself in an appendix's head ("Kèm theo Kế hoạch số …")."""
    heads = [(zone.start, zone.end) for zone in spans.zones if zone.name == "appendix_head"]
    mentions = (m for m in spans.mentions if any(start <= m.start < end for start, end in heads))
    return next((mention for mention in mentions if mention.relation == "attached_to"), None)


def _number(
    document: Document, lines: Sequence[HeadLine], attached: Mention | None, doubts: list[Doubt]
) -> Read | None:
    cited = attached.number if attached else None
    repair = "grammar" if cited and cited.lenient else None
    printed = Read(cited.canonical, (cited.place,), repair) if cited else None
    own = _own_number(lines)
    if own is None or printed is None or own.value == printed.value:
        return own or printed
    symbols = [fold(str(found.value).partition("/")[2]) for found in (own, printed)]
    if fuzz.ratio(*symbols) < _SAME_SYMBOL:
        return own  # the appendix is attached to another document
    doubts.append(Doubt("number", "number_mismatch", str(own.value), str(printed.value)))
    # the letterhead's number is often written by hand, the appendix's is printed
    return own if likelihood(document, *own.places) > likelihood(document, *printed.places) else printed


def _own_number(lines: Sequence[HeadLine]) -> Read | None:
    for place, line in enumerate(lines):
        if not (cue := _NUMBER_CUE.match(line.folded)):
            continue
        for last in (place, place + 1):
            rest = Joined.of(
                [(line.start + cue.end(), line.text[cue.end() :]), *_texts(lines[place + 1 : last + 1])]
            )
            compact = rest.without_blanks()
            if found := _NUMBER.search(compact.text.translate(ONE_SIGN)):
                return Read(f"{found[1]}/{found[2]}", (compact.place(*found.span()),))
    return None


def _texts(lines: Iterable[HeadLine]) -> list[tuple[int, str]]:
    return [(line.start, line.text) for line in lines]


def _issued_on(
    document: Document,
    lines: Sequence[HeadLine],
    dates: Sequence[DateMention],
    attached: Mention | None,
    doubts: list[Doubt],
) -> Read | None:
    own = next((found for line in lines if (found := _own_date(line, dates))), None)
    printed = attached.issued if attached else None
    if printed is None or printed.day is None or (own and own.value == printed.day):
        return own
    other = Read(printed.day, (printed.place,), "look-alikes" if printed.repaired else None)
    if own is None:
        return other
    doubts.append(Doubt("issued_on", "date_mismatch", str(own.value), str(other.value)))
    return own if likelihood(document, *own.places) > likelihood(document, *other.places) else other


def _own_date(line: HeadLine, dates: Iterable[DateMention]) -> Read | None:
    for date_in in dates:
        if line.start <= date_in.start < line.end:
            return Read(date_in.day, ((date_in.start, date_in.end),))
    if not (found := _DATE.search(line.folded)):
        return None
    parts = [as_digits(part) for part in found.groups()]
    try:
        day = date(*(int(part.meant) for part in reversed(parts)))
    except ValueError:
        return None
    as_printed = all(part.read == part.meant for part in parts)
    place = line.start + found.start(), line.start + found.end()
    return Read(day, (place,), None if as_printed else "look-alikes")


def _place(lines: Sequence[HeadLine]) -> Read | None:
    for line in lines:
        cue = re.search(r",? ?\bng.y\b", line.folded)
        if cue and (name := line.text[: cue.start()].strip(" ,.")):
            start = line.start + line.text.index(name)
            return Read(name, ((start, start + len(name)),))
    return None


# ---------------------------------------------------------------- issuer, title, year


def _agencies(zones: _Zones) -> tuple[Read | None, Read | None]:
    """The issuer and the agency above it, as the preamble and the body spell them."""
    lines = zones.get("letterhead", [])
    cues = [i for i, line in enumerate(lines) if _NUMBER_CUE.match(line.folded)]
    # a stamp of the office that received it may stand above, with a number of its own
    end = next((i for i in cues if _own_number(lines[i : i + 2])), cues[0] if cues else len(lines))
    text = "\n".join(line.text for zone in _SPELLED_IN for line in zones.get(zone, []))
    named = [_agency(group, text) for group in agency_names(lines[:end])]
    return named[-2] if len(named) > 1 else None, named[-1] if named else None


def _agency(group: Sequence[HeadLine], text: str) -> Read:
    name = spelled(group, text)
    read = " ".join(" ".join(line.text for line in group).split())
    same = modern(name.lower()) == modern(read.lower())
    places = tuple((line.start, line.end) for line in group)
    return Read(name, places, None if same else "vocabulary")


def _title(lines: Sequence[HeadLine]) -> Read | None:
    if not lines:
        return None
    first = " ".join(lines[0].text.split())
    known = next((t.upper() for t in TITLES if fold(t) == fold(first)), first)
    same = first.upper() == known
    value = " ".join([first if same else known, *(" ".join(line.text.split()) for line in lines[1:])])
    return Read(
        value,
        tuple((line.start, line.end) for line in lines),
        None if same or known == first else "vocabulary",
    )


def _doc_type(lines: Sequence[HeadLine]) -> Read | None:
    """The type that the title begins with."""
    title = Joined.of(_texts(lines))
    folded = fold(title.text)
    for kind in TITLES:
        if fuzz.ratio(folded[: len(kind)], fold(kind)) >= 80:
            same = title.text[: len(kind)].lower() == kind.lower()
            return Read(
                kind, (title.place(0, min(len(kind), len(title.text))),), None if same else "vocabulary"
            )
    return None


def _issue_year(lines: Sequence[HeadLine]) -> tuple[int, Range] | None:
    """The year in the line of place and date where its day or month cannot be read."""
    for line in lines:
        if found := re.search(r"n.m ?((?:19|20)\d\d)\b", line.folded):
            return int(found[1]), (line.start + found.start(1), line.start + found.end(1))
    return None


def _plan_year(document: Document, zones: _Zones, issued_on: Read | None, doubts: list[Doubt]) -> Read:
    day = _day(issued_on)
    issue = (day.year, issued_on.places[0]) if day and issued_on else _issue_year(zones.get("motto", []))
    title = Joined.of(_texts(zones.get("title", [])))
    folded = numerals(fold(title.text))
    for found in _YEAR.finditer(folded.meant):
        year = int(found[1])
        if issue is None or issue[0] - _YEARS_BACK <= year <= issue[0] + _YEARS_AHEAD:
            as_printed = folded.read[slice(*found.span(1))] == found[1]
            return Read(year, (title.place(*found.span(1)),), None if as_printed else "look-alikes")
    if issue:
        doubts.append(Doubt("plan_year", "year_from_date"))
        return Read(issue[0], (issue[1],))
    years = _ANY_YEAR.findall(document.source.name)[-1:] or _ANY_YEAR.findall(document.text)
    doubts.append(Doubt("plan_year", "year_from_folder"))
    return Read(int(Counter(years).most_common(1)[0][0]) if years else 0, ())
