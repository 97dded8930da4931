"""What the readers of pages (OCR, text layer) hand to the assembler: one page's lines and tables, before they
become part of the document's one text.
"""

from dataclasses import dataclass, replace
from typing import Final

from kehoach.records import BBox, Candidate, Page, PageDoubt

_TALLEST: Final = 18.0  # points; no letter is higher


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word on its page, not yet placed in the document's text.

    `agreement` is the share of the recognisers' votes that its most disputed letter got, `certainty` their
    own mean confidence, `best_certainty` that of the best of them, `settled` says that the quick ones alone
    read it, as they read its line alike, `support` how far a repair was ahead of the vote's reading (None
    where there was no repair), `rival` by how much a word that differs in marks alone fits its neighbours
    better, `company` with how many of its two neighbours it forms a known pair, `dissent_near` and
    `dissent_page` which part of the words around it and on its page is disputed; what they come to is
    `extract.spelling.confidence.confidence`. A letter of a text layer is beyond doubt. `strokes` counts the
    upright strokes that a word begins with which may be a Roman numeral. `repair` names what made `text` of
    `raw_text`.
    """

    text: str
    raw_text: str
    bbox: BBox
    agreement: float = 1.0
    certainty: float = 1.0
    best_certainty: float = 1.0
    support: float | None = None
    candidates: tuple[Candidate, ...] = ()
    rival: float = 0.0
    company: float = 0.0
    dissent_near: float = 0.0
    dissent_page: float = 0.0
    strokes: int = 0
    repair: str | None = None
    settled: bool = False


def readings(word: ReadWord) -> tuple[str, ...]:
    """All readings of the word's ink, the one that was chosen first."""
    return tuple(dict.fromkeys((word.text, *(candidate.text for candidate in word.candidates))))


def reread(word: ReadWord, text: str, repair: str) -> ReadWord:
    """The word with another text, the one that it had among its candidates."""
    others = (Candidate(word.text, word.repair or "vote"), *word.candidates)
    known = {other.text: other for other in reversed(others) if other.text != text}
    return replace(word, text=text, repair=repair, candidates=tuple(reversed(known.values())))


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of words; `noise` marks page numbers, running heads and the letters of seals, `footnote` what
    stands at the page's foot and interrupts the text.
    """

    words: tuple[ReadWord, ...]
    bbox: BBox
    bold: bool = False
    noise: bool = False
    footnote: bool = False


def is_upwards(line: ReadLine) -> bool:
    """Whether the line is printed upwards: it is higher than letters, and than it is wide."""
    x0, top, x1, bottom = line.bbox
    return bottom - top > max(x1 - x0, _TALLEST)


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a page's part of a table; one that is `open_below` ends with the part and has no side there,
    as where a page break cuts a merged cell.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    bbox: BBox
    lines: tuple[ReadLine, ...]
    open_below: bool = False


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A page's part of a table: column edges (points, ascending, one more than columns), rows and cells."""

    bbox: BBox
    column_edges: tuple[float, ...]
    row_count: int
    cells: tuple[ReadCell, ...]


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page as read, and what is doubted of it; lines and tables in any order (the assembler orders
    them).
    """

    page: Page
    lines: tuple[ReadLine, ...]
    tables: tuple[ReadTable, ...]
    doubts: tuple[PageDoubt, ...] = ()
