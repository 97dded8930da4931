"""What `extract` hands to `models` and `normalize`: a file as read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BBox = tuple[float, float, float, float]
Range = tuple[int, int]  # start and end offset
TextSource = Literal["ocr", "text-layer", "mixed"]


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: where to open it, how the tables call it (relative to the input root), and its content
    hash.
    """

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another reading of the same ink, and who read it so."""

    text: str
    recogniser: str


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
    candidates: tuple[Candidate, ...] = ()  # other readings of the same ink, best first
    repair: str | None = None  # what made `text` of `raw_text`, where they differ: "vote", "spelling" …


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside tables; a footnote stands between lines that go on over it."""

    start: int
    end: int
    page: int
    bbox: BBox
    confidence: float
    bold: bool = False
    footnote: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with its whole text, joined over its lines (and over pages where a page break cuts its
    row). A word cut at its hyphen at a line's end is one again.
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
    paragraphs: tuple[
        int, ...
    ] = ()  # where its paragraphs start: lines broken though there was room for more


@dataclass(frozen=True, slots=True)
class TablePart:
    """What of a table stands on one page."""

    page: int
    bbox: BBox
    rows: int


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
    column_edges: tuple[float, ...] = ()  # points on its first page, one more than columns
    parts: tuple[TablePart, ...] = ()  # what of it stands on each page


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """Words of lines that were settled without the recogniser of most say and read by it all the same, and
    how many of them it reads otherwise.
    """

    words: int = 0
    differing: int = 0


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
    unexplained_ink: float | None = None  # share of its ink that belongs to nothing that was read
    spot_check: SpotCheck = SpotCheck()


@dataclass(frozen=True, slots=True)
class PageDoubt:
    """What `extract` doubts of a page, a region or a table: the one channel by which it tells.

    `rule` stands in the catalogue of rules; `value` and `parameters` are what its reason names. `bbox` is
    None where the doubt is about the whole page.
    """

    rule: str
    page: int
    bbox: BBox | None = None
    value: str | None = None
    parameters: tuple[tuple[str, str | int | float], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read, or one of several documents that it holds: its pages then begin with a later one.

    `text` holds all lines and tables in reading order; page numbers, running heads and the
    letters of seals are left out of it.
    """

    source: Source
    text: str
    pages: tuple[Page, ...]
    words: tuple[Word, ...]  # by start
    lines: tuple[Line, ...]  # by start
    tables: tuple[Table, ...]  # by start
    recognisers: tuple[str, ...] = ()  # names of those that took part, empty where a text layer served
    doubts: tuple[PageDoubt, ...] = ()  # by page
