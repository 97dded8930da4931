"""What `models` hands to `normalize`: stretches of `Document.text` and what they are."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kehoach.records.document import BBox, Range


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where another document begins in a file: its first page, the offset of that page's first line, and the
    line that says so. Where it is not `sure`, the file is not to be cut but the steward to be told.
    """

    page: int
    start: int
    bbox: BBox
    text: str
    sure: bool


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
    "footnotes",
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
    stroke is missing or too many; `missing` tells how many labels of its sequence should stand before it and
    were not found.
    """

    text: str
    place: Range
    doubt: int
    missing: int = 0


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
    unread_label: Range | None = None  # what looks like a label and goes on with no sequence


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
