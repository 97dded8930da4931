"""Tasks before they have ids: what their fields say, where, and what is to be doubted; and the records made
of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from kehoach.language.agencies import ended_before, full_name, names_today
from kehoach.language.roman import roman
from kehoach.records import Deadline, Document, Flag, Period, Range, Task
from normalize.agencies.names import split_agencies
from normalize.deadlines.read import Reading, read_deadlines
from normalize.flags import Subject, make_flag
from normalize.provenance import DOUBTFUL, evidence, likelihood

Field = Literal[
    "number", "content", "product", "lead_text", "coordination_text", "due_text", "note", "group_title"
]

_SURE: Final = 3  # as many, and as many times more, Roman quarters make an Arabic one doubtful
_AGENCY_FIELDS: Final[tuple[Field, Field]] = ("lead_text", "coordination_text")
_ARABIC_QUARTER = re.compile(r"(Qu\w\s*)([1-4])(?!\w)")
_ROMAN_QUARTER = re.compile(r"Qu\w\s*[IV]{1,3}(?!\w)")
_LATEST: Final = 15  # years after the plan's that a deadline may still lie in


@dataclass(frozen=True, slots=True)
class Doubt:
    """A flag in the making: the catalogue's rule, and what its reason names."""

    column: str
    rule: str
    value: str | None = None
    suggestion: str | None = None
    parameters: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task as found. `section` is the offset at which the section that it stands in starts."""

    source: Literal["appendix", "body"]
    group_label: str | None
    group_title: str | None
    texts: Mapping[Field, str]
    ranges: Mapping[Field, tuple[Range, ...]]  # without those that need no doubt
    span: Range
    section: int | None
    due_year: int | None = None
    doubts: tuple[Doubt, ...] = ()
    meant: Mapping[Field, str] = field(default_factory=dict)  # where that is not what is printed: "nt"


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all findings of one document."""

    document: Document
    doc_id: str
    plan_year: int
    issued_on: date | None
    roman_quarters: bool = False  # whether its quarters are written with Roman numerals


@dataclass(frozen=True, slots=True)
class TaskRecords:
    """A task with all that belongs to it."""

    task: Task
    deadlines: tuple[Deadline, ...]
    flags: tuple[Flag, ...]


def finish(draft: Draft, ordinal: int, section_id: str | None, context: Context) -> TaskRecords:
    """The records of a draft; its deadlines still have empty ids, as those count over the whole document."""
    task_id = f"{context.doc_id}-t{ordinal + 1:04d}"
    texts = draft.texts
    meant = {**texts, **draft.meant}
    lead, coordination = (split_agencies(meant.get(name, "")) for name in _AGENCY_FIELDS)
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
        evidence=evidence(context.document, *draft.span),
        lead_full=tuple(map(full_name, lead)),
        lead_today=tuple(map(names_today, lead)),
        coordination_full=tuple(map(full_name, coordination)),
        coordination_today=tuple(map(names_today, coordination)),
    )
    due = meant.get("due_text", "")
    reading = read_deadlines(due, draft.due_year or context.plan_year, context.issued_on)
    place = _whole(draft.ranges.get("due_text", ())) or draft.span
    deadlines = tuple(deadline(context, period, place, task_id=task_id) for period in reading.periods)
    doubts = [
        *draft.doubts,
        *_low_confidence(draft, context.document),
        *due_doubts("due_text", due, reading, context),
    ]
    for column, names in zip(_AGENCY_FIELDS, (lead, coordination), strict=True):
        doubts += _ended_agencies(column, names, context.issued_on)
    flags = tuple(_flag(doubt, draft, task_id, context) for doubt in doubts)
    return TaskRecords(task, deadlines, flags)


def deadline(
    context: Context, period: Period, place: Range, task_id: str | None = None, section_id: str | None = None
) -> Deadline:
    """A deadline of a task or of a section, without its id."""
    return Deadline("", task_id, section_id, period, evidence(context.document, *place))


def with_ids(deadlines: Iterable[Deadline], doc_id: str) -> tuple[Deadline, ...]:
    """The deadlines numbered in their order."""
    return tuple(
        replace(item, deadline_id=f"{doc_id}-d{number:04d}") for number, item in enumerate(deadlines, 1)
    )


def due_doubts(name: str, text: str, reading: Reading, context: Context) -> Iterator[Doubt]:
    """What a reading leaves in doubt: parts not understood, look-alike letters, years far from the plan's."""
    if reading.unread or any(period.kind == "unparsed" for period in reading.periods):
        unread = reading.unread or tuple(
            period.text for period in reading.periods if period.kind == "unparsed"
        )
        yield Doubt(name, "unparsed_deadline", "; ".join(unread))
    suggestion = reading.suggestion or (in_roman(text) if context.roman_quarters else text)
    if suggestion != text:
        yield Doubt(name, "lookalike", text, suggestion)
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


def _low_confidence(draft: Draft, document: Document) -> Iterator[Doubt]:
    for name, ranges in draft.ranges.items():
        chance = likelihood(document, *ranges)
        if chance < DOUBTFUL:
            value = draft.group_title if name == "group_title" else draft.texts.get(name)
            yield Doubt(name, "low_confidence", value, None, {"likelihood": f"{chance:.2f}"})


def _flag(doubt: Doubt, draft: Draft, task_id: str, context: Context) -> Flag:
    ranges = {str(name): places for name, places in draft.ranges.items()}
    place = _whole(ranges.get(doubt.column, ())) or draft.span
    return make_flag(
        context.doc_id,
        Subject("tasks", task_id, doubt.column),
        doubt.rule,
        evidence(context.document, *place),
        doubt.value,
        doubt.suggestion,
        **doubt.parameters,
    )


def _whole(ranges: tuple[Range, ...]) -> Range | None:
    """From the first to the last range; ranges of one field follow each other in the text."""
    return (min(start for start, _ in ranges), max(end for _, end in ranges)) if ranges else None
