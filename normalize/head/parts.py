"""The lines of a document's head and signature, sorted into their zones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kehoach.language.folding import fold
from kehoach.records import BBox, Document, Span


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line with its text and the same folded."""

    start: int
    end: int
    page: int
    bbox: BBox
    text: str
    folded: str


def lines_by_zone(document: Document, spans: Iterable[Span]) -> Mapping[str, list[HeadLine]]:
    """For each zone its lines, from top to bottom; zones that were not found have none."""
    zones: dict[str, list[HeadLine]] = {}
    for span in spans:
        if span.label == "ZONE":
            zones.setdefault(span.attributes["zone"], []).extend(_lines(document, span))
    for lines in zones.values():
        lines.sort(key=lambda ln: (ln.page, ln.bbox[1] + ln.bbox[3]))
    return zones


def _lines(document: Document, zone: Span) -> Iterable[HeadLine]:
    for line in document.lines:
        if zone.start <= line.start < zone.end:
            text = document.text[line.start : line.end]
            yield HeadLine(line.start, line.end, line.page, line.bbox, text, fold(text))
