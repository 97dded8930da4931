"""The lines of a document's head and signature, sorted into their zones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kehoach.language.folding import fold
from kehoach.records import BBox, Document, Zone, ZoneName


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line with its text and the same folded."""

    start: int
    end: int
    page: int
    bbox: BBox
    text: str
    folded: str


def lines_by_zone(document: Document, zones: Iterable[Zone]) -> Mapping[ZoneName, list[HeadLine]]:
    """For each zone its lines, from top to bottom; zones that were not found have none."""
    found: dict[ZoneName, list[HeadLine]] = {}
    for zone in zones:
        found.setdefault(zone.name, []).extend(_lines(document, zone))
    for lines in found.values():
        lines.sort(key=lambda ln: (ln.page, ln.bbox[1] + ln.bbox[3]))
    return found


def _lines(document: Document, zone: Zone) -> Iterable[HeadLine]:
    for line in document.lines:
        if zone.start <= line.start < zone.end:
            text = document.text[line.start : line.end]
            yield HeadLine(line.start, line.end, line.page, line.bbox, text, fold(text))
