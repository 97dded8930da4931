"""Whether text that a page shows and that was not read is told: lines, cells, rows and whole parts of tables
are taken out of what was read, and the ledger of ink is asked again.

    python -m bench.omissions FILES [--pages N] [--each N] [--seed N]

Prints, by kind, in how many of the planted omissions a flag stands where something was taken out, with the
place of each that is not told, and how many flags there were on the pages as they were read.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import Final

from extract.layout.ledger import Inked, with_ledger
from extract.page_reading import PageReading, ReadCell, ReadLine, ReadTable
from extract.picture.cleaning import clean
from extract.picture.resolution import reduced
from extract.recognition.ensemble import load_ensemble
from extract.scanned_page import PageReader, inked
from extract.sources.input_page import InputPage
from extract.sources.opening import open_pages
from extract.sources.text_layer import is_trusted
from extract.text_page import read_text_page, text_page_ink
from kehoach.records import BBox, PageDoubt, Source
from kehoach.settings import ExtractSettings

KINDS: Final = ("line", "cell", "row", "part")
Omission = tuple[PageReading, BBox]


def omit(reading: PageReading, kind: str, rng: random.Random) -> Omission | None:
    """The reading without a line outside tables, a cell, a row, or all of a page's part of a table, and where
    it stood; None where the page has none.
    """
    if kind == "line":
        return _without_line(reading, rng)
    tables = [table for table in reading.tables if any(cell.lines for cell in table.cells)]
    if not tables:
        return None
    table = rng.choice(tables)
    if kind == "part":
        rest = tuple(other for other in reading.tables if other is not table)
        return replace(reading, tables=rest), table.bbox
    cell = rng.choice([cell for cell in table.cells if cell.lines])
    gone = [c for c in table.cells if c.lines and (c is cell if kind == "cell" else c.row == cell.row)]
    return _without_cells(reading, table, gone), _around([ln for c in gone for ln in c.lines])


def unread(reading: PageReading) -> list[PageDoubt]:
    """The reading's doubts about ink."""
    return [doubt for doubt in reading.doubts if doubt.rule == "unread_ink"]


def is_told(omission: Omission, ink: Inked, before: PageReading) -> bool:
    """Whether a doubt that was not there `before` stands where something was taken out."""
    reading, gone = omission
    known = {doubt.bbox for doubt in unread(before)}
    bare = replace(reading, doubts=())
    boxes = (doubt.bbox for doubt in unread(with_ledger(bare, ink)) if doubt.bbox not in known)
    return any(box is not None and _meet(box, gone) for box in boxes)


def _without_line(reading: PageReading, rng: random.Random) -> Omission | None:
    lines = [
        ln for ln in reading.lines if not ln.noise and any(c.isalnum() for w in ln.words for c in w.text)
    ]
    if not lines:
        return None
    gone = rng.choice(lines)
    return replace(reading, lines=tuple(ln for ln in reading.lines if ln is not gone)), gone.bbox


def _without_cells(reading: PageReading, table: ReadTable, gone: list[ReadCell]) -> PageReading:
    cells = tuple(replace(c, lines=()) if any(c is g for g in gone) else c for c in table.cells)
    tables = tuple(replace(t, cells=cells) if t is table else t for t in reading.tables)
    return replace(reading, tables=tables)


def _around(lines: list[ReadLine]) -> BBox:
    boxes = [ln.bbox for ln in lines]
    x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return x0, top, max(b[2] for b in boxes), max(b[3] for b in boxes)


def _meet(one: BBox, other: BBox) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# ---------------------------------------------------------------- the command


def _read(page: InputPage, reader: PageReader) -> tuple[PageReading, Inked]:
    """A page's reading, and its ink."""
    layer = page.text_page
    if layer is not None and is_trusted(layer):
        return read_text_page(layer, 1, lambda: reader), text_page_ink(layer)
    picture, dpi = page.render()
    cleaned, found, _ = reader.upright(clean(*reduced(picture, dpi)), picture)
    return reader.read(picture, dpi, 1), inked(cleaned, found)


def _pages(files: list[Path], most: int, rng: random.Random) -> Iterator[tuple[str, PageReading, Inked]]:
    settings = ExtractSettings()
    reader = PageReader(load_ensemble(settings.tessdata), settings.tessdata)
    for path in files:
        source = Source(path, path.name, sha256(path.read_bytes()).hexdigest())
        with open_pages(source, settings) as pages:
            for number in sorted(rng.sample(range(len(pages)), min(most, len(pages)))):
                reading, ink = _read(pages[number], reader)
                if reading.page.unreadable is None:
                    yield f"{path.name} p. {number + 1}", reading, ink


def main() -> None:
    """Reads the pages and prints what was told."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=3, help="of each file, drawn at random")
    parser.add_argument("--each", type=int, default=3, help="omissions of each kind on a page")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    told: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    pages, flags, seconds, shares = 0, 0, 0.0, []
    for name, reading, ink in _pages(options.files, options.pages, rng):
        begin = process_time()
        with_ledger(reading, ink)
        seconds += process_time() - begin
        pages, flags = pages + 1, flags + len(unread(reading))
        shares.append(reading.page.unexplained_ink or 0.0)
        for doubt in unread(reading):
            print(name, doubt.bbox, doubt.value)
        for kind in KINDS:
            for omission in filter(None, (omit(reading, kind, rng) for _ in range(options.each))):
                planted[kind] += 1
                if is_told(omission, ink, reading):
                    told[kind] += 1
                else:
                    print(name, "not told:", kind, omission[1])
    for kind in KINDS:
        print(f"{kind:5} told {told[kind]:4} of {planted[kind]:4}")
    print(
        f"{pages} pages: {flags} flags as read, {1 - sum(shares) / max(1, pages):.4f} of the ink explained, "
        f"{1000 * seconds / max(1, pages):.0f} ms a page"
    )


if __name__ == "__main__":
    main()
