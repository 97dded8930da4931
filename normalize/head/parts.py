"""The lines of a document's head and signature, sorted into their zones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kehoach.language.folding import fold
from kehoach.records import BBox, Document, Range, Zone, ZoneName


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line with its text and the same folded."""

    start: int
    end: int
    page: int
    bbox: BBox
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Lines as one text with single blanks, and where each of its signs stands in the document's text."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[tuple[int, str]]) -> "Joined":
        """The lines, each given by its start and its text."""
        signs: list[tuple[str, int]] = []
        for start, text in lines:
            signs += [(sign, start + at) for at, sign in enumerate(text)] + [(" ", start + len(text))]
        kept = [
            (" " if sign.isspace() else sign, at)
            for place, (sign, at) in enumerate(signs)
            if not sign.isspace() or (place and not signs[place - 1][0].isspace())
        ]
        while kept and kept[-1][0] == " ":
            kept.pop()
        return cls("".join(sign for sign, _ in kept), tuple(at for _, at in kept))

    def without_blanks(self) -> "Joined":
        """The same signs, but for blanks."""
        kept = [(sign, at) for sign, at in zip(self.text, self.offsets, strict=True) if sign != " "]
        return Joined("".join(sign for sign, _ in kept), tuple(at for _, at in kept))

    def place(self, start: int, end: int) -> Range:
        """Where `text[start:end]` (not empty) stands."""
        return self.offsets[start], self.offsets[end - 1] + 1


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
