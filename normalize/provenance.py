"""Where a stretch of the document's text stands on paper, and how surely it was read."""

from bisect import bisect_left, bisect_right
from math import prod
from operator import attrgetter

from kehoach.records import BBox, Document, Evidence, Word

_BLANKS = " \t\n\r\f\v\u00a0"


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` moved inwards over blanks; an all-blank range comes back empty at its start."""
    stretch = text[start:end]
    if not (inner := stretch.strip(_BLANKS)):
        return start, start
    left = start + len(stretch) - len(stretch.lstrip(_BLANKS))
    return left, left + len(inner)


def word_span(document: Document, start: int, end: int) -> tuple[int, int]:
    """First and last index, exclusive, of the words of which at least one character lies in the range."""
    first = bisect_right(document.words, start, key=attrgetter("end"))
    return first, bisect_left(document.words, end, lo=first, key=attrgetter("start"))


def document_id(document: Document) -> str:
    """The first digits of its file's hash; behind them its first page where the file begins with another
    document.
    """
    file, first = document.source.sha256[:16], document.pages[0].number
    return file if first == 1 else f"{file}-{first:04d}"


def words_in(document: Document, start: int, end: int) -> tuple[Word, ...]:
    """The words of which at least one character lies in the range."""
    return document.words[slice(*word_span(document, start, end))]


def union(boxes: tuple[BBox, ...]) -> BBox:
    """The smallest box around `boxes` (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def evidence(document: Document, start: int, end: int) -> Evidence:
    """Page of the range's first word, the box around its words on that page, and the chance (0-1) that all of
    them were read right.

    A range without a word (an empty cell) is shown at the nearest word before it, with confidence 0.
    """
    words = words_in(document, start, end)
    if not words:
        return _nearest(document, start)
    page = words[0].page
    box = union(tuple(word.bbox for word in words if word.page == page))
    return Evidence(page, box, prod(word.confidence for word in words))


def likelihood(document: Document, *places: tuple[int, int]) -> float:
    """The chance (0-1) that all words in the ranges were read right: the product of their confidences."""
    return prod(word.confidence for place in places for word in words_in(document, *place))


def _nearest(document: Document, start: int) -> Evidence:
    if not document.words:
        return Evidence(1, (0.0, 0.0, 0.0, 0.0), 0.0)
    index = max(bisect_right(document.words, start, key=attrgetter("start")) - 1, 0)
    word = document.words[index]
    return Evidence(word.page, word.bbox, 0.0)
