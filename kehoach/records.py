"""What the stages hand to each other, and the findings that the warehouse stores.

Read this file first. `extract` makes a `Document`, `models` finds `Spans` in its text, `normalize` turns both
into a `Plan`. All records are frozen and know nothing but their fields.

Conventions, everywhere: a box is `(x0, top, x1, bottom)` in points (1/72 inch), origin at the top left of the
page as it stands upright; pages count from 1; confidences run from 0 to 1; offsets are half-open code points
of `Document.text`; text is Unicode NFC.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

BBox = tuple[float, float, float, float]
Range = tuple[int, int]  # start and end offset
TextSource = Literal["ocr", "text-layer", "mixed"]
Severity = Literal["error", "warning", "info"]

# ---------------------------------------------------------------- extract → models


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: where to open it, how the tables call it (relative to the input root), and its content
    hash.
    """

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two blanks on a page (in Vietnamese a syllable)."""

    text: str
    raw_text: str  # as the first recogniser read it, before any vote or repair
    start: int
    end: int
    page: int
    bbox: BBox
    confidence: float
    alternatives: tuple[str, ...] = ()  # other readings of the same ink, best first


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside tables."""

    start: int
    end: int
    page: int
    bbox: BBox
    confidence: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with its whole text, joined over its lines (and over pages where a page break cuts its
    row).
    """

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int
    page: int
    bbox: BBox
    confidence: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table joined over its pages; a header repeated on later pages is kept once.

    In `Document.text` cells stand row by row, a tab between cells and a line feed after each row.
    """

    start: int
    end: int
    row_count: int
    column_count: int
    page: int
    bbox: BBox  # of its part on its first page
    cells: tuple[Cell, ...]  # by row, then column; a merged cell stands once, at its first row and column


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    rotation: int  # degrees clockwise by which the page was turned to stand upright
    skew: float  # degrees by which its lines leaned (positive: clockwise) before it was straightened
    dpi: float  # of the picture that was read; 0 for a text layer
    text_source: TextSource
    mean_confidence: float
    word_count: int
    text: str  # all that was read, page number and seal noise included
    unreadable: str | None = None  # why nothing on this page can be trusted, None where it was read


@dataclass(frozen=True, slots=True)
class PageDoubt:
    """What `extract` doubts of a page, a region or a table: the one channel by which it tells.

    `rule` stands in the catalogue of rules; `value` and `parameters` are what its reason names. `bbox` is None
    where the doubt is about the whole page.
    """

    rule: str
    page: int
    bbox: BBox | None = None
    value: str | None = None
    parameters: tuple[tuple[str, str | int | float], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `text` holds all lines and tables in reading order; page numbers, running heads and the
    letters of seals are left out of it."""

    source: Source
    text: str
    pages: tuple[Page, ...]
    words: tuple[Word, ...]  # by start
    lines: tuple[Line, ...]  # by start
    tables: tuple[Table, ...]  # by start
    recognisers: tuple[str, ...] = ()  # names of those that took part, empty where a text layer served
    doubts: tuple[PageDoubt, ...] = ()  # by page


# ---------------------------------------------------------------- models → normalize

ZoneName = Literal[
    "letterhead",  # issuing agency and number, left column of the head
    "motto",  # national name and motto, place and date, right column of the head
    "title",
    "preamble",  # "Căn cứ …", up to the first heading
    "body",
    "recipients",  # "Nơi nhận: …"
    "signature",
    "appendix_head",  # title of an appendix and "(Kèm theo Kế hoạch số …)"
    "appendix",
]


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of an official document; the zones of a document hold all its lines and tables, each once."""

    name: ZoneName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """What numbers a block: `text` without punctuation ("III", "3.5", "đ", "-"), `place` with it.

    `doubt` is 0 where it is as printed, 1 where look-alikes were taken for what they stand for, 2 where a
    stroke is missing or too many.
    """

    text: str
    place: Range
    doubt: int


@dataclass(frozen=True, slots=True)
class Title:
    """A heading without its label, on one line."""

    text: str
    place: Range


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table of the preamble or the body."""

    ordinal: int  # from 0, in reading order
    start: int
    end: int
    kind: Literal["heading", "text", "table"]
    level: int
    label: Label | None
    title: Title | None  # headings only
    parent: int | None  # ordinal of the block that it stands under


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A cited document's number: in `canonical` form, as `printed`, and what its symbol tells."""

    canonical: str
    printed: str
    place: Range
    year: int | None  # that the number itself bears
    party: bool
    scope: Literal["central", "local"] | None  # local: every province, district or commune has such an issuer
    lenient: bool = False  # read by the grammar that allows for misread letters
    repaired: bool = False  # `canonical` is not what was read
    unlisted: str | None = None  # a group of the symbol that no table lists
    symbol_type: str | None = None  # what the symbol stands for, where that is another type
    symbol_issuer: str | None = None  # whom the symbol stands for, where another issuer is printed


@dataclass(frozen=True, slots=True)
class CitedDate:
    """The date after a number, as `printed`; `day` is None where the calendar has no such day or it cannot
    be read."""

    day: date | None
    printed: str
    place: Range
    repaired: bool = False  # letters were taken for figures


@dataclass(frozen=True, slots=True)
class CitedIssuer:
    """Who issued a cited document; `location` is what the name says of it ("tỉnh Bình Dương", "tỉnh")."""

    name: str
    place: Range
    location: str | None


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """The part of a document that is cited ("Điều 5, khoản 2")."""

    text: str
    place: Range


CitationRelation = Literal[
    "basis", "amends", "amended_by", "replaces", "repeals", "guides", "implements", "attached_to", "mentions"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of another document; `number` is None for a law that is named without one."""

    start: int
    end: int
    type: str  # spelled out: "Nghị định"
    type_place: Range | None  # None where the type follows from the symbol or a list's head
    number: CitedNumber | None
    issued: CitedDate | None
    issuer: CitedIssuer | None
    article: CitedArticle | None
    relation: CitationRelation
    term: int | None = None  # of the Party's Central Committee, where printed after the mention


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """The name of an agency in running text, with single blanks."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A full date."""

    start: int
    end: int
    day: date


@dataclass(frozen=True, slots=True)
class Spans:
    """All that was found in the text of a document, each kind by start."""

    zones: tuple[Zone, ...] = ()
    blocks: tuple[Block, ...] = ()
    mentions: tuple[Mention, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()
    dates: tuple[DateMention, ...] = ()


# ---------------------------------------------------------------- findings (see the data dictionary)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a finding was read and how surely."""

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
    # one entry for each name of `lead` and `coordination`: its full name, and today's agency for it where one
    # is known
    lead_full: tuple[str, ...] = ()
    lead_today: tuple[str | None, ...] = ()
    coordination_full: tuple[str, ...] = ()
    coordination_today: tuple[str | None, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt. `flag_id` depends on document, row, field, rule and value alone, so that it is stable over
    re-runs.
    """

    flag_id: str
    table: str
    row_id: str
    field: str
    rule: str
    severity: Severity
    value: str | None
    suggestion: str | None
    reason: str  # one Vietnamese sentence
    evidence: Evidence
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
    flags: tuple[Flag, ...]
