"""Tasks before they have ids: what their fields say, where, and what is to be doubted; and the records made
of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from kehoach.language.agencies import ended_before, full_name, names_today
from kehoach.language.roman import roman
from kehoach.records import Deadline, Document, Period, Range, Task, TaskField
from normalize.agencies.names import split_agencies
from normalize.deadlines.read import Reading, read_deadlines
from normalize.doubts import Door, Doubt, Read, Row

Field = TaskField

_SURE: Final = 3  # as many, and as many times more, Roman quarters make an Arabic one doubtful
_AGENCY_FIELDS: Final[tuple[Field, Field]] = ("lead_text", "coordination_text")
# "18/9/2019 18/11/2019": a scan may have lost the dash that makes them one time
_TWO_DAYS = re.compile(r"(?:[0-9]{1,2}/){2}[0-9]{4}\s+(?:[0-9]{1,2}/){2}[0-9]{4}")
# "Quý 2"
_ARABIC_QUARTER = re.compile(r"(Qu\w\s*)([1-4])(?!\w)")
# "Quý II"
_ROMAN_QUARTER = re.compile(r"Qu\w\s*[IV]{1,3}(?!\w)")
_LATEST: Final = 15  # years after the plan's that a deadline may still lie in


@dataclass(frozen=True, slots=True)
class Draft:
    """A task as found: the texts of its fields and where they stand. `section` is the offset at which the
    section that it stands in starts; `repairs` names what changed a field, `odds` what speaks for one, and
    `signs` are stretches that say the same however they are read (see `doubts.Read`).
    """

    source: Literal["appendix", "body"]
    group_label: str | None
    group_title: str | None
    texts: Mapping[Field, str]
    ranges: Mapping[Field, tuple[Range, ...]]
    span: Range
    section: int | None
    due_year: int | None = None
    doubts: tuple[Doubt, ...] = ()
    row: tuple[int, int] | None = None  # where the table starts that it is a row of, and which row
    meant: Mapping[Field, str] = field(default_factory=dict)  # where that is not what is printed: "nt"
    repairs: Mapping[Field, str] = field(default_factory=dict)
    odds: Mapping[Field, float] = field(default_factory=dict)
    signs: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all findings of one document."""

    document: Document
    door: Door
    plan_year: int
    issued_on: date | None
    roman_quarters: bool = False  # whether its quarters are written with Roman numerals


@dataclass(frozen=True, slots=True)
class Due:
    """A period of a task or of a section, before the document's deadlines are numbered."""

    period: Period
    places: tuple[Range, ...]
    task_id: str | None = None
    section_id: str | None = None
    signs: tuple[Range, ...] = ()  # see `doubts.Read`


def finish(
    draft: Draft,
    ordinal: int,
    section_id: str | None,
    table: tuple[str | None, int | None],
    context: Context,
) -> tuple[Task, tuple[Due, ...]]:
    """The task of a draft, in the `table` and row given, and what it is due in; deadlines count over the
    whole document.
    """
    door = context.door
    task_id = f"{door.doc_id}-t{ordinal + 1:04d}"
    texts = draft.texts
    meant = {**texts, **draft.meant}
    lead, coordination = (split_agencies(meant.get(name, "")) for name in _AGENCY_FIELDS)
    due = meant.get("due_text", "")
    reading = read_deadlines(due, draft.due_year or context.plan_year, context.issued_on)
    place = draft.ranges.get("due_text") or (draft.span,)
    doubts = [*draft.doubts, *due_doubts("due_text", due, place, reading, context)]
    for column, names in zip(_AGENCY_FIELDS, (lead, coordination), strict=True):
        doubts += _ended_agencies(column, names, context.issued_on)
    where = door.publish(Row("tasks", task_id), _reads(draft), doubts, draft.span)
    task = Task(
        task_id=task_id,
        ordinal=ordinal,
        source=draft.source,
        group_label=draft.group_label,
        group_title=draft.group_title,
        number=texts.get("number"),
        content=texts.get("content"),
        product=texts.get("product"),
        lead_text=texts.get("lead_text"),
        lead=lead,
        coordination_text=texts.get("coordination_text"),
        coordination=coordination,
        due_text=texts.get("due_text"),
        note=texts.get("note"),
        section_id=section_id,
        evidence=where,
        table_id=table[0],
        table_row=table[1],
        lead_full=tuple(map(full_name, lead)),
        lead_today=tuple(map(names_today, lead)),
        coordination_full=tuple(map(full_name, coordination)),
        coordination_today=tuple(map(names_today, coordination)),
    )
    return task, tuple(Due(period, place, task_id, signs=draft.signs) for period in reading.periods)


def _reads(draft: Draft) -> dict[str, Read | None]:
    """The values of a draft, each with the places that it was read from."""
    texts: dict[Field, str | None] = {
        "group_label": draft.group_label,
        "group_title": draft.group_title,
        **draft.texts,
    }
    return {
        name: Read(
            text,
            draft.ranges.get(name, ()),
            draft.repairs.get(name),
            draft.odds.get(name, 1.0),
            tuple(place for place in draft.ranges.get(name, ()) if place in draft.signs),
        )
        for name, text in texts.items()
        if text is not None
    }


def number_deadlines(due: Iterable[Due], door: Door) -> tuple[Deadline, ...]:
    """The deadlines numbered in their order; what they say passes the door as the cell or line did that it is
    read from.
    """
    deadlines = []
    for number, item in enumerate(due, 1):
        deadline_id = f"{door.doc_id}-d{number:04d}"
        whole = min(start for start, _ in item.places), max(end for _, end in item.places)
        reads = {"text": Read(item.period.text, item.places, signs=item.signs)}
        where = door.publish(Row("deadlines", deadline_id), reads, (), whole)
        deadlines.append(Deadline(deadline_id, item.task_id, item.section_id, item.period, where))
    return tuple(deadlines)


def due_doubts(
    name: str, text: str, places: tuple[Range, ...], reading: Reading, context: Context
) -> Iterator[Doubt]:
    """What a reading leaves in doubt: parts not understood, look-alike letters, years far from the plan's."""
    if reading.unread or any(period.kind == "unparsed" for period in reading.periods):
        unread = reading.unread or tuple(
            period.text for period in reading.periods if period.kind == "unparsed"
        )
        yield Doubt(name, "unparsed_deadline", "; ".join(unread))
    elif between := _TWO_DAYS.search(text):
        yield Doubt(name, "unparsed_deadline", between[0])
    suggestion = reading.suggestion or (in_roman(text) if context.roman_quarters else text)
    if suggestion != text:
        yield Doubt(name, "lookalike", text, suggestion, places=places)
    years = {day.year for period in reading.periods for day in (period.start, period.end) if day}
    if years and not context.plan_year - 1 <= min(years) <= max(years) <= context.plan_year + _LATEST:
        yield Doubt(name, "distant_deadline", text, None, {"plan_year": context.plan_year})


def in_roman(text: str) -> str:
    """The text with its quarters in Roman numerals: "Quý 1/2020" is "Quý I/2020"."""
    return _ARABIC_QUARTER.sub(lambda match: match[1] + roman(int(match[2])), text)


def writes_roman_quarters(texts: Iterable[str]) -> bool:
    """Whether nearly all quarters of a plan have Roman numerals, so that "Quý 1" is a misreading."""
    joined = "\n".join(texts)
    arabic, roman = len(_ARABIC_QUARTER.findall(joined)), len(_ROMAN_QUARTER.findall(joined))
    return roman >= _SURE and roman >= _SURE * arabic


def _ended_agencies(column: Field, names: Iterable[str], issued_on: date | None) -> Iterator[Doubt]:
    for name in names:
        ended = ended_before(name, issued_on) if issued_on else None
        if ended:
            today = "; ".join(names_today(name)) or None
            yield Doubt(column, "ended_agency", name, today, {"ended": ended.strftime("%d/%m/%Y")})
