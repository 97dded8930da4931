"""Lines of a document with their text, and the folded spelling that cues are compared in."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from kehoach.language.folding import fold
from kehoach.records import BBox, Document, Line, Table


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line or a table of the document, its place relative to its page, and its text (empty for a table)."""

    start: int
    end: int
    page: int
    bbox: BBox
    page_width: float
    page_height: float
    bold: bool
    text: str
    folded: str  # lower case, without tone marks and other diacritics
    is_table: bool = False
    footnote: bool = False

    @property
    def centre(self) -> float:
        """Horizontal middle, as a share of the page's width."""
        return (self.bbox[0] + self.bbox[2]) / 2 / self.page_width

    @property
    def height(self) -> float:
        """Points."""
        return self.bbox[3] - self.bbox[1]


def text_lines(document: Document) -> list[TextLine]:
    """All lines and tables of the document in reading order."""
    sizes = {p.number: (p.width, p.height) for p in document.pages}

    def one(item: Table | Line) -> TextLine:
        place = item.start, item.end, item.page, item.bbox, *sizes[item.page]
        if isinstance(item, Table):
            return TextLine(*place, False, "", "", True)
        text = document.text[item.start : item.end]
        return TextLine(*place, item.bold, text, _squeezed(text), footnote=item.footnote)

    items: tuple[Table | Line, ...] = (*document.lines, *document.tables)
    return sorted(map(one, items), key=lambda item: item.start)


def _squeezed(text: str) -> str:
    """Folded, with single blanks: recognisers err in marks first, and cues are known without them."""
    return " ".join(fold(text).split())


def begins_like(folded: str, cue: str, likeness: float = 80.0) -> bool:
    """Whether the folded text begins with the folded cue, a wrong letter or two allowed."""
    return len(folded) >= len(cue) - 1 and fuzz.ratio(folded[: len(cue)], cue) >= likeness


def begins_like_any(folded: str, cues: Iterable[str], likeness: float = 80.0) -> bool:
    """Whether the folded text begins with one of the cues."""
    return any(begins_like(folded, cue, likeness) for cue in cues)


def is_capital(text: str, share: float = 0.75) -> bool:
    """Whether most of the text's letters (at least two) are capitals."""
    letters = "".join(filter(str.isalpha, text))
    return len(letters) >= 2 and sum(map(str.isupper, letters)) >= share * len(letters)
