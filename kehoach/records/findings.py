"""What `normalize` finds and the warehouse stores (see the data dictionary)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kehoach.records.document import BBox, Candidate, TablePart
from kehoach.records.spans import CitationRelation

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a finding was read, and the chance (0–1) that it is as printed."""

    page: int
    bbox: BBox
    confidence: float


@dataclass(frozen=True, slots=True)
class Head:
    """The document's own head and signature; None where it was not found."""

    doc_type: str | None
    number: str | None
    issuer: str | None
    parent_issuer: str | None
    place: str | None
    issued_on: date | None
    title: str | None
    plan_year: int
    signer: str | None
    signer_title: str | None
    document_key: str | None = None  # as in `Citation`
    issuer_key: str | None = None  # of the registry's entry for the issuer
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    section_id: str
    parent_id: str | None
    ordinal: int
    level: int
    label: str | None
    title: str | None
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Task:
    task_id: str
    ordinal: int
    source: Literal["appendix", "body"]
    group_label: str | None
    group_title: str | None
    number: str | None
    content: str | None
    product: str | None
    lead_text: str | None
    lead: tuple[str, ...]
    coordination_text: str | None
    coordination: tuple[str, ...]
    due_text: str | None
    note: str | None
    section_id: str | None
    evidence: Evidence
    table_id: str | None = None
    table_row: int | None = None  # from 0, in the table as joined
    # one entry for each name of `lead` and `coordination`: its full name, and today's agencies for it,
    # several where its duties were split, none where none is known
    lead_full: tuple[str, ...] = ()
    lead_today: tuple[tuple[str, ...], ...] = ()
    coordination_full: tuple[str, ...] = ()
    coordination_today: tuple[tuple[str, ...], ...] = ()


DeadlineKind = Literal[
    "date", "month", "quarter", "half", "year", "range", "ongoing", "recurring", "relative", "unparsed"
]
DeadlineRelation = Literal["in", "before", "by", "from", "after"]


@dataclass(frozen=True, slots=True)
class Period:
    """One period that a text names, before it is tied to a task; `start` and `end` are inclusive days."""

    text: str
    kind: DeadlineKind
    relation: DeadlineRelation
    start: date | None
    end: date | None
    recurrence: str | None  # RFC 5545 rule
    anchor: str | None
    year_inferred: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    deadline_id: str
    task_id: str | None
    section_id: str | None
    period: Period
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    citation_id: str
    section_id: str | None
    task_id: str | None
    text: str
    type: str
    number: str | None
    number_text: str | None
    document_key: str | None
    year: int | None
    issued_on: date | None
    issuer: str | None
    article: str | None
    relation: CitationRelation
    repaired: bool
    char_start: int
    char_end: int
    evidence: Evidence


TaskField = Literal[
    "group_label",
    "group_title",
    "number",
    "content",
    "product",
    "lead_text",
    "coordination_text",
    "due_text",
    "note",
]
# the role of a table's column, and the field of its tasks that holds the column's cells
FIELD_OF_ROLE: Final[Mapping[str, TaskField]] = {
    "number": "number",
    "content": "content",
    "product": "product",
    "lead": "lead_text",
    "coordination": "coordination_text",
    "due": "due_text",
    "note": "note",
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column, its edges in points on the table's first page; `likelihood` is the chance that its role is
    right.
    """

    header: str
    role: str
    x0: float
    x1: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class TableRecord:
    """A table of the file, joined over its pages."""

    table_id: str
    ordinal: int
    holds_tasks: bool
    parts: tuple[TablePart, ...]
    columns: tuple[TableColumn, ...]
    likelihood: float
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A published value that was read from a page. `raw_text` is as first read, `repair` names what changed
    it; it is `flagged` by a flag of its own or by one that covers it. A cell in which nothing was read is one
    without a letter, where a doubt covers it.
    """

    table: str
    row_id: str
    field: str
    value: str
    raw_text: str
    page: int
    bbox: BBox
    likelihood: float
    candidates: tuple[Candidate, ...]
    repair: str | None
    flagged: bool
    reviewed: str | None = None  # what a steward decided


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt. `flag_id` depends on document, row, field, rule and value alone, so that it is stable over
    re-runs; `group_key` is equal for the same doubt about the same value in other places and documents.
    """

    flag_id: str
    table: str
    row_id: str
    field: str | None
    rule: str
    severity: Severity
    value: str | None
    suggestion: str | None
    reason: str  # one Vietnamese sentence
    evidence: Evidence
    word_bbox: BBox  # of the doubted words
    likelihood: float
    candidates: tuple[Candidate, ...]
    group_key: str
    subject: Literal["reading", "document"]
    status: Literal["open", "accepted", "corrected", "dismissed"] = "open"


@dataclass(frozen=True, slots=True)
class Plan:
    """All findings of one document."""

    doc_id: str
    head: Head
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[Citation, ...]
    values: tuple[Value, ...]
    flags: tuple[Flag, ...]
    tables: tuple[TableRecord, ...] = ()
