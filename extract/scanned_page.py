"""One scanned page: upright, clean, tables and lines found, lines read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np

from extract.layout.crossings import with_rulings_between
from extract.layout.found import Found
from extract.layout.ledger import Inked, with_ledger
from extract.layout.line_segmentation import TextLine, find_lines, region_map
from extract.layout.parted_cells import with_parted_cells
from extract.layout.rulings import Rulings, find_rulings
from extract.layout.table_structure import Grid, are_levels_alone, drawn_rulings, find_grids
from extract.layout.unruled_columns import column_beside, unruled_columns
from extract.layout.unruled_tables import with_unruled_tables
from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable, ReadWord, is_upwards
from extract.picture.cleaning import CleanPage, Picture, clean
from extract.picture.dewarp import Gray
from extract.picture.quality_gate import refused, unreadable_ink, unreadable_page
from extract.picture.resolution import reduced
from extract.recognition.ensemble import Ensemble
from extract.recognition.recogniser import RecognisedWord
from extract.recognition.tesseract import find_rotation
from extract.recognition.vote import VotedWord
from extract.scanned_cells import with_loose_dashes, with_shades, with_signs, with_upward_lines
from extract.spelling.confidence import mean_confidence
from extract.spelling.numerals import count_strokes, may_be_numeral, may_be_quarter
from extract.spelling.surroundings import with_surroundings
from kehoach.records import BBox, Page, PageDoubt

# A page number, alone in the top or bottom margin (NĐ 30/2020/NĐ-CP, Annex I: centred in the top margin).
_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:\d{1,3}|[ivxlIVXL]{1,5})\s*[-–—]?(?:\s*/\s*\d{1,3})?")
_PAGE_MARGIN = 0.09
# A line outside tables is the noise of a seal or a fold where it was read with less than this.
_NOISE_CONFIDENCE = 0.45
# … or has so few letters in the margin beside a table, or in no cell of one …
_MARGINAL_LETTERS, _STRAY_LETTERS = 8, 2
# … or where it is short, stands beside the text's column, or was read with less than this.
_DOUBTFUL_CONFIDENCE = 0.7


# An upright page's widest lines are read with more confidence than this, turned ones with less than 0.7.
# On bad print no way up has so much: there one that is ahead by so much is plainly the right one.
_UPRIGHT_CONFIDENCE, _PLAIN = 0.8, 0.1
_TRIAL_LINES = 5
# Where most lines are lower than this (pixels) in a picture that was made smaller, it is read as it was.
_LOW_LINES = 35
# A table is uncertain where more than this share of the sides of its cells is doubtful.
_UNCERTAIN = 0.1


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads pages with recognisers that are loaded once."""

    ensemble: Ensemble
    tessdata: Path

    def read(self, picture: Picture, dpi: float, number: int) -> PageReading:
        """The page's lines and tables; `picture` (RGB) at `dpi`, in whatever orientation it was scanned."""
        page = clean(*reduced(picture, dpi))
        reason = unreadable_ink(page.ink, page.dpi)
        if reason is not None:
            return unreadable_page(number, reason, _size(page))
        page, found, rotation = self.upright(page, picture)
        words = self.ensemble.read([line.picture for line in found.lines])
        found, read = with_upward_lines(page, found, words, self.ensemble.read)
        by_region = _by_region(found.lines, read, page)
        size = _size(page)
        shaded = np.ascontiguousarray(np.rot90(picture, k=-rotation // 90))
        in_cells = with_shades(page, shaded, found, with_signs(page, found, by_region))
        tables = _read_tables(found.grids, in_cells, page)
        lines, tables = with_surroundings(_mark_noise(by_region.get(0, []), tables, size), tables)
        checked = self.ensemble.spot_check([line.picture for line in found.lines], read)
        told = replace(_page(lines, tables, page, (number, rotation, dpi)), spot_check=checked)
        reading = with_loose_dashes(page, found, PageReading(told, lines, tables))
        reading = replace(reading, doubts=tuple(_uncertain_tables(found, page, reading)))
        return refused(with_ledger(reading, inked(page, found)), page.ink)

    def read_lines(self, lines: Sequence[TextLine], page: CleanPage) -> dict[int, list[ReadLine]]:
        """The lines of `page` as read, by the region that they lie in; those without a word are left out."""
        return _by_region(lines, self.ensemble.read([line.picture for line in lines]), page)

    def upright(self, page: CleanPage, picture: Picture) -> tuple[CleanPage, Found, int]:
        """The page turned so that it can be read, what is to be read on it, and by how many degrees it was
        turned; `picture` is what `page` was cleaned from.
        """
        found = self._find(page)
        whole = page.dpi * len(picture) / len(page.gray)
        rotation = self._rotation(found.lines, picture, whole)
        if rotation:
            picture = np.ascontiguousarray(np.rot90(picture, k=-rotation // 90))
            page = clean(*reduced(picture, whole))
            found = self._find(page)
        if len(page.gray) < len(picture) and _are_low(found.lines):
            page = clean(picture, whole)
            found = self._find(page)
        return page, found, rotation

    def _rotation(self, lines: Sequence[TextLine], picture: Picture, dpi: float) -> int:
        """By how many degrees a page on which these lines were found is to be turned: the first way up that
        is sure, of bad print the plainly surest.
        """
        certainties: dict[int, float] = {}
        for rotation, turned in self._ways_up(lines, picture, dpi):
            certainties[rotation] = self._certainty(turned)
            if certainties[rotation] > _UPRIGHT_CONFIDENCE:
                return rotation
        *_, (second, _), (most, surest) = sorted((sure, way) for way, sure in certainties.items())
        if most - second > _PLAIN:
            return surest
        return find_rotation(np.ascontiguousarray(picture[..., 0]), self.tessdata)

    def _ways_up(
        self, lines: Sequence[TextLine], picture: Picture, dpi: float
    ) -> Iterator[tuple[int, list[Gray]]]:
        """By how many degrees a page may be to be turned, and its lines once it is; `lines` as it lies. Those
        tell nothing of a page that lies on its side, whose own lines are found when they are asked for.
        """
        for rotation in (0, 90):
            if rotation:
                lines = self._find(clean(*reduced(np.ascontiguousarray(np.rot90(picture, -1)), dpi))).lines
            pictures = [line.picture for line in lines]
            yield rotation, pictures
            yield rotation + 180, [np.asarray(np.rot90(line, 2), np.uint8) for line in pictures]

    def _find(self, page: CleanPage) -> Found:
        level, upright, grids = _grids(page)
        rulings = drawn_rulings(level, upright, grids, page.dpi)
        lines = _lines(page, grids, rulings)
        parted = with_parted_cells(grids, lines)
        if sum(len(grid.cells) for grid in parted) > sum(len(grid.cells) for grid in grids):
            grids, lines = parted, _lines(page, parted, rulings)
        kept = tuple(line for line in lines if not _is_of_seal(line, page))
        return Found(grids, kept, rulings, are_levels_alone(level, upright))

    def _certainty(self, lines: Sequence[Gray]) -> float:
        """The mean certainty (0–1) with which the widest lines are read as they are, by the cheapest
        recogniser or, where it is not sure, by the surer of two; 0 of few words. It spares asking Tesseract
        for the page's orientation, of which it often tells none, or the wrong one.
        """
        widest = sorted(lines, key=lambda line: -line.shape[1])[:_TRIAL_LINES]
        certainty = _mean_certainty(self.ensemble.cheapest.read(widest))
        if certainty > _UPRIGHT_CONFIDENCE:
            return certainty
        return max(certainty, _mean_certainty(self.ensemble.first.read(widest)))


def _grids(page: CleanPage) -> tuple[Rulings, Rulings, tuple[Grid, ...]]:
    """The page's level and upright rulings, and its tables; one of which crossings alone are left is doubtful
    as a whole.
    """
    gray, ink, sure = page.gray, page.ink, True
    while True:
        level, upright = find_rulings(gray, ink, page.dpi)
        grids = find_grids(level, upright, page.dpi)
        drawn = with_rulings_between(gray, page.dpi) if sure and not grids else None
        if drawn is None:
            break
        gray, ink, sure = drawn, np.where(drawn < gray, 255, ink).astype(np.uint8), False
    if not sure:
        grids = tuple(replace(grid, doubt=1.0) for grid in grids)
    return level, upright, grids


def _lines(page: CleanPage, grids: Sequence[Grid], rulings: Gray) -> tuple[TextLine, ...]:
    cells = [cell.box for grid in grids for cell in grid.cells]
    regions = region_map(page.ink.shape, cells, rulings, page.dpi)
    return find_lines(page.gray, page.ink, regions, page.dpi)


def _are_low(lines: Sequence[TextLine]) -> bool:
    return bool(lines) and median(len(line.picture) for line in lines) < _LOW_LINES


def _mean_certainty(read: Sequence[Sequence[RecognisedWord]]) -> float:
    sure = [w.confidence for words in read for w in words]
    return sum(sure) / len(sure) if len(sure) > 2 * _TRIAL_LINES else 0.0


def _uncertain_tables(found: Found, page: CleanPage, reading: PageReading) -> Iterator[PageDoubt]:
    """A doubt of each table of which many sides are doubtful or beside which text stands in a column, or else
    of the cells beside such sides, and of text in columns outside of all, unless that is a table which was
    printed without uprights.
    """
    read = [line for line in reading.lines if mean_confidence(line.words) >= _NOISE_CONFIDENCE]
    places: list[BBox] = []
    for grid in found.grids:
        place = page.box_points(grid.box)
        whole = grid.doubt > _UNCERTAIN or column_beside(read, place)
        places += [place] if whole else map(page.box_points, grid.doubtful)
    unruled = unruled_columns(reading.lines)
    if unruled and not (found.level and len(with_unruled_tables([reading])[0].tables) > len(reading.tables)):
        places.append(unruled)
    number = reading.page.number
    for place in places:
        yield PageDoubt("uncertain_table", number, place, None, (("page", number),))


def inked(page: CleanPage, found: Found) -> Inked:
    """The page's ink, for its ledger."""
    ink = np.where(found.rulings > 0, 0, page.ink).astype(np.uint8)
    return Inked(ink, page.dpi, page.box_pixels, page.box_points, page.rings)


def _size(page: CleanPage) -> tuple[float, float]:
    height, width = page.gray.shape
    return width * 72 / page.dpi, height * 72 / page.dpi


def _is_of_seal(line: TextLine, page: CleanPage) -> bool:
    """Whether one or two letters stand alone between a seal's rings: they are the seal's own."""
    x0, top, x1, bottom = line.box
    lone = x1 - x0 < 1.6 * (bottom - top)
    return lone and any(ring.holds_letters_at((x0 + x1) / 2, (top + bottom) / 2) for ring in page.rings)


def _by_region(
    lines: Sequence[TextLine], read: Sequence[Sequence[VotedWord]], page: CleanPage
) -> dict[int, list[ReadLine]]:
    by_region: dict[int, list[ReadLine]] = {}
    for line, words in zip(lines, read, strict=True):
        if words:
            by_region.setdefault(line.region, []).append(_read_line(line, words, page))
    return by_region


def _read_line(line: TextLine, voted: Sequence[VotedWord], page: CleanPage) -> ReadLine:
    words = tuple(
        ReadWord(
            text=w.text,
            raw_text=w.raw_text,
            bbox=page.box_points(line.part(w.x0, w.x1)),
            agreement=w.agreement,
            certainty=w.certainty,
            best_certainty=w.best_certainty,
            settled=w.settled,
            candidates=w.candidates,
            strokes=_strokes(w, line),
            repair="vote" if w.text != w.raw_text else None,
        )
        for w in voted
    )
    return ReadLine(words, page.box_points(line.box))


def _strokes(word: VotedWord, line: TextLine) -> int:
    texts = (word.text, *(other.text for other in word.candidates))
    quarter = may_be_quarter(texts)
    return count_strokes(line.picture, word.x0, word.x1, quarter) if quarter or may_be_numeral(texts) else 0


def _read_tables(
    grids: Sequence[Grid], by_region: dict[int, list[ReadLine]], page: CleanPage
) -> tuple[ReadTable, ...]:
    tables, region = [], 0
    for grid in grids:
        cells = []
        for cell in grid.cells:
            region += 1
            lines = sorted(by_region.get(region, []), key=_place)
            box = page.box_points(cell.box)
            spans = cell.row, cell.column, cell.row_span, cell.column_span
            cells.append(ReadCell(*spans, box, tuple(lines), cell.open_below))
        edges = tuple(x * 72 / page.dpi for x in grid.xs)
        tables.append(ReadTable(page.box_points(grid.box), edges, len(grid.ys) - 1, tuple(cells)))
    return tuple(tables)


def _place(line: ReadLine) -> float:
    """Where a line comes in its cell: from top to bottom, those printed upwards from left to right."""
    x0, top, x1, bottom = line.bbox
    return (x0 + x1 if is_upwards(line) else top + bottom) / 2


def _mark_noise(
    lines: Sequence[ReadLine], tables: Sequence[ReadTable], size: tuple[float, float]
) -> list[ReadLine]:
    """Mark page numbers and what seals, folds and edges left; they are kept out of the document's text."""
    wide = [
        box
        for box in (*(ln.bbox for ln in lines), *(t.bbox for t in tables))
        if box[2] - box[0] > 0.45 * size[0]
    ]
    left, right = (min(b[0] for b in wide), max(b[2] for b in wide)) if wide else (0.0, size[0])
    return [
        replace(ln, noise=_is_stray(ln, tables) or _is_page_number(ln, size) or _is_noise(ln, (left, right)))
        for ln in lines
    ]


def _is_stray(line: ReadLine, tables: Sequence[ReadTable]) -> bool:
    """Whether a few letters stand level with a table and in none of its cells: a seam seal's beside it, or a
    bit of a ruling. They would tear the table apart.
    """
    x, y = (line.bbox[0] + line.bbox[2]) / 2, (line.bbox[1] + line.bbox[3]) / 2
    letters = sum(c.isalnum() for c in _text(line))
    return any(
        letters <= (_STRAY_LETTERS if t.bbox[0] < x < t.bbox[2] else _MARGINAL_LETTERS)
        for t in tables
        if t.bbox[1] < y < t.bbox[3]
    )


def _text(line: ReadLine) -> str:
    return " ".join(w.text for w in line.words)


def _is_page_number(line: ReadLine, size: tuple[float, float]) -> bool:
    middle = (line.bbox[1] + line.bbox[3]) / 2 / size[1]
    return not _PAGE_MARGIN < middle < 1 - _PAGE_MARGIN and bool(_PAGE_NUMBER.fullmatch(_text(line)))


def _is_noise(line: ReadLine, column: tuple[float, float]) -> bool:
    confidence = mean_confidence(line.words)
    letters = sum(c.isalnum() for c in _text(line))
    if confidence < _NOISE_CONFIDENCE or not letters:
        return True
    middle = (line.bbox[0] + line.bbox[2]) / 2
    beside = not column[0] <= middle <= column[1]
    return (letters < 4 or beside) and confidence < _DOUBTFUL_CONFIDENCE


def _page(
    lines: Sequence[ReadLine],
    tables: Sequence[ReadTable],
    page: CleanPage,
    place: tuple[int, int, float],
) -> Page:
    number, rotation, dpi = place
    width, height = _size(page)
    everything: list[tuple[BBox, ReadLine]] = [(ln.bbox, ln) for ln in lines]
    everything += [(ln.bbox, ln) for t in tables for c in t.cells for ln in c.lines]
    everything.sort(key=lambda item: (item[0][1], item[0][0]))
    words = [w for _, ln in everything for w in ln.words]
    return Page(
        number=number,
        width=width,
        height=height,
        rotation=rotation,
        skew=page.straightened.slopes.degrees,
        dpi=dpi,
        text_source="ocr",
        mean_confidence=mean_confidence(words) if words else 0.0,
        word_count=len(words),
        text="\n".join(_text(ln) for _, ln in everything),
    )
