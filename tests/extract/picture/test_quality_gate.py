"""Pages that cannot be read, and others that look like it, read by the real Tesseract alone."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.page_reading import ReadLine
from extract.picture.cleaning import find_ink
from extract.picture.quality_gate import refused, unreadable_ink, unreadable_page, unreadable_reason
from extract.recognition import tesseract
from extract.recognition.ensemble import Ensemble
from extract.scanned_page import PageReader
from kehoach.settings import ExtractSettings
from tests.extract.pages import HEIGHT, WIDTH, Gray, prose, rgb, sheet
from tests.extract.readings import reading, word

DPI = 100
SHAPE = round(HEIGHT * DPI / 72), round(WIDTH * DPI / 72)
RANDOM = np.random.default_rng(7)
ENGLISH = "The department shall report the results of the inspection to the ministry before March"
NUMBERS = "14.250   7.118   25.604   98.331   4.207   61.880   3.509   12.744"


def scrawl() -> Gray:
    """Handwriting: loops that lean and join."""
    image = Image.new("L", SHAPE[::-1], 255)
    draw = ImageDraw.Draw(image)
    for row in range(5):
        x, y = 80.0, 130.0 + 55 * row
        while x < 700:
            count = int(RANDOM.integers(20, 50))
            t = np.arange(count) * 0.75
            xs = x + 2.0 * t * 1.6 + 2.2 * np.cos(t) + RANDOM.normal(0, 0.4, count)
            tall = np.where(RANDOM.random(count) < 0.15, 2.6, 1.0)
            ys = y + 5 * np.sin(t) * tall + RANDOM.normal(0, 0.7, count)
            draw.line(list(zip(xs.tolist(), ys.tolist(), strict=True)), fill=20, width=2, joint="curve")
            x = float(xs[-1]) + 16
    return np.asarray(image)


def slipped() -> Gray:
    """A sheet that stuck in the feeder: lines drawn out and pushed together."""
    page = sheet(prose(count=12), dpi=DPI)
    steps = np.clip(RANDOM.normal(0.5, 0.6, page.shape[0]), 0, 2)
    return page[np.minimum(np.cumsum(steps).astype(int) + 100, page.shape[0] - 1)][:700]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (np.zeros(SHAPE, np.uint8), "black"),
        (np.clip(RANDOM.normal(25, 12, SHAPE), 0, 255).astype(np.uint8), "black"),
        (np.where(RANDOM.random(SHAPE) < 0.25, 0, 255).astype(np.uint8), "noise"),
        (np.full(SHAPE, 255, np.uint8), None),
        (sheet(prose(count=36, top=60), size=9, dpi=DPI), None),
    ],
)
def test_pages_that_need_not_be_read(page: Gray, reason: str | None) -> None:
    assert unreadable_ink(find_ink(page, DPI), DPI) == reason


def test_a_black_frame_around_print_is_read() -> None:
    page = sheet(prose(count=20), dpi=DPI).copy()
    page[-300:], page[:, :60], page[:, -60:] = 0, 0, 0
    assert unreadable_ink(find_ink(page, DPI), DPI) is None


@pytest.fixture(scope="module")
def reader() -> PageReader:
    tessdata = ExtractSettings().tessdata
    return PageReader(Ensemble((tesseract.load(tessdata),)), tessdata)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (scrawl(), "illegible"),
        (slipped(), "illegible"),
        (sheet([(85, 100 + 20 * k, ENGLISH) for k in range(5)], dpi=150), None),
        (sheet([(85, 100 + 20 * k, NUMBERS) for k in range(5)], dpi=150), None),
        (sheet(prose(count=4), dpi=150), None),
    ],
    ids=["handwriting", "slipped", "english", "numbers", "vietnamese"],
)
def test_what_was_read_is_judged(reader: PageReader, page: Gray, reason: str | None) -> None:
    dpi = 150 if page.shape[0] > SHAPE[0] else DPI
    reading = reader.read(rgb(page), dpi, 1)
    assert reading.page.unreadable == reason
    assert bool(reading.lines) is (reason is None)


@pytest.mark.parametrize(
    ("texts", "certainty", "share", "reason"),
    [
        ([], 0.0, 0.0, None),  # an empty page
        ([], 0.0, 0.3, "picture"),
        (["l", "."], 0.2, 0.001, None),  # specks
        (["l", ".", "~"], 0.2, 0.2, "picture"),
        (["PHỤ", "LỤC"], 0.95, 0.001, None),
        (["Nộji", "dumg", "xzvt"] * 5, 0.5, 0.05, "illegible"),
        (["Nộji", "dumg", "xzvt"] * 5, 0.7, 0.05, "illegible"),
        (["Nội", "dung", "công"] * 5, 0.7, 0.05, None),  # a bad scan of Vietnamese
        (["report", "ministry", "before"] * 5, 0.9, 0.05, None),
        (["12.500", "7/2020", "45"] * 5, 0.7, 0.05, None),
    ],
)
def test_the_rule(texts: list[str], certainty: float, share: float, reason: str | None) -> None:
    assert unreadable_reason([word(t, certainty=certainty) for t in texts], share) == reason


def test_print_that_can_hardly_be_read_is_kept_and_doubted() -> None:
    texts = ["Nội", "dung", "công", "việc", "xzvt"] * 20
    for words, is_print in ((texts, True), (["Nội", "dung", "xzvt", "Nộji"] * 20, False)):
        unsure = [ReadLine((word(text, certainty=0.5),), (0, 0, 9, 9)) for text in words]
        kept = refused(reading(unsure), np.zeros((100, 100), np.uint8))
        assert kept.lines == (tuple(unsure) if is_print else ())
        assert [doubt.rule for doubt in kept.doubts] == ["unreadable_page"]


def test_an_unreadable_page_says_so_and_holds_nothing() -> None:
    reading = unreadable_page(4, "black", (595, 842))
    assert (reading.page.number, reading.page.unreadable, reading.page.width) == (4, "black", 595)
    assert (reading.lines, reading.tables, reading.page.text, reading.page.word_count) == ((), (), "", 0)
