"""Text taken out of what was read is told, on a page from its picture and on one from its text layer."""

import random
from pathlib import Path

import pytest

from bench.omissions import KINDS, is_told, omit, unread
from extract.layout.ledger import Inked
from extract.page_reading import PageReading
from extract.picture.cleaning import clean
from extract.recognition import tesseract
from extract.recognition.ensemble import Ensemble
from extract.scanned_page import PageReader, inked
from extract.sources.opening import open_pages
from extract.text_page import read_text_page, text_page_ink
from kehoach.records import Source
from kehoach.settings import ExtractSettings
from tests.extract.pages import rgb
from tests.extract.test_scanned_page import DPI, PAGE

Accounted = tuple[PageReading, Inked]
TABLE_PAGE = Path(__file__).parents[1] / "table_cases" / "lead-lists.pdf"


def scanned() -> Accounted:
    tessdata = ExtractSettings().tessdata
    reader = PageReader(Ensemble((tesseract.load(tessdata),)), tessdata)
    page, found, _ = reader.upright(clean(rgb(PAGE), DPI), rgb(PAGE))
    return reader.read(rgb(PAGE), DPI, 1), inked(page, found)


def born_digital() -> Accounted:
    with open_pages(Source(TABLE_PAGE, TABLE_PAGE.name, "0" * 64), ExtractSettings()) as pages:
        layer = pages[1].text_page
        assert layer is not None
        reading = read_text_page(layer, 2, lambda: pytest.fail("no recogniser is needed"))
        return reading, text_page_ink(layer)


@pytest.fixture(scope="module", params=[scanned, born_digital], ids=lambda made: made.__name__)
def page(request: pytest.FixtureRequest) -> Accounted:
    made: Accounted = request.param()
    return made


def test_a_page_that_was_read_has_all_its_ink_explained(page: Accounted) -> None:
    reading, _ = page
    assert (unread(reading), reading.page.unexplained_ink) == ([], pytest.approx(0.0, abs=0.002))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_taken_out_is_told(kind: str, page: Accounted) -> None:
    reading, ink = page
    rng = random.Random(3)
    planted = [omission for _ in range(4) if (omission := omit(reading, kind, rng))]
    assert len(planted) == 4
    assert all(is_told(omission, ink, reading) for omission in planted)
