"""A page from pixels to words, with Tesseract alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from extract import scanned_page
from extract.page_reading import PageReading
from extract.picture.cleaning import clean
from extract.picture.dewarp import Gray
from extract.picture.resolution import reduced
from extract.recognition import netchu, tesseract
from extract.recognition.ensemble import Ensemble
from extract.recognition.recogniser import RecognisedWord, Recogniser
from extract.scanned_page import PageReader
from kehoach.settings import ExtractSettings
from tests.extract.pages import SENTENCES, grid, prose, rgb, sheet
from tests.extract.readings import line, reading, text_of

DPI = 150
XS, YS = [60.0, 100.0, 320.0, 540.0], [300.0, 325.0, 365.0, 405.0]
CELLS = [
    ["STT", "Nội dung công việc", "Cơ quan chủ trì"],
    ["1", "Rà soát văn bản quy phạm pháp luật", "Sở Tư pháp"],
    ["2", "Kiểm tra công tác cải cách hành chính", "Sở Nội vụ"],
]
PAGE = sheet(
    [
        (295, 30, "2"),
        *prose(count=10),
        *[
            (x + 6, y + 5, t)
            for y, row in zip(YS, CELLS, strict=False)
            for x, t in zip(XS, row, strict=False)
        ],
        (85, 430, "Trên đây là Kế hoạch thực hiện công tác cải cách hành chính năm 2020 của tỉnh"),
    ],
    grid(XS, YS),
    size=12,
    dpi=DPI,
)


@pytest.fixture(scope="module")
def reader() -> PageReader:
    tessdata = ExtractSettings().tessdata
    return PageReader(Ensemble((tesseract.load(tessdata),)), tessdata)


@pytest.fixture(scope="module")
def upright(reader: PageReader) -> PageReading:
    return reader.read(rgb(PAGE), DPI, 3)


def text(reading: PageReading) -> list[str]:
    return [text_of(ln) for ln in sorted(reading.lines, key=lambda ln: ln.bbox[1]) if not ln.noise]


def test_lines_are_read_where_they_stand(upright: PageReading) -> None:
    lines = text(upright)
    assert len(lines) == 11
    wanted = [SENTENCES[k % len(SENTENCES)] for k in range(10)]
    assert Levenshtein.distance("\n".join(lines[:10]), "\n".join(wanted)) < 0.01 * len("\n".join(wanted))
    first = min(upright.lines, key=lambda ln: ln.bbox[1] if not ln.noise else 999)
    assert first.bbox[:2] == pytest.approx((85, 82), abs=4)


def test_cells_are_read_where_they_stand(upright: PageReading) -> None:
    (table,) = upright.tables
    assert table.row_count == 3
    assert list(table.column_edges) == pytest.approx(XS, abs=2)
    read = [[text_of(c) for c in table.cells if c.row == row] for row in range(3)]
    assert [row[1:] for row in read] == [row[1:] for row in CELLS]
    assert [len(row) for row in read] == [3, 3, 3]
    assert all(row[0] for row in read)  # a lone figure is hard for Tesseract alone
    last = table.cells[-1].bbox
    assert last == pytest.approx((XS[2], YS[2], XS[3], YS[3]), abs=3)


def test_the_page_number_is_noise_and_kept_in_the_pages_text(upright: PageReading) -> None:
    assert [text_of(ln) for ln in upright.lines if ln.noise] in ([], ["2"])
    assert "2" not in text(upright)
    assert "Kiểm tra công tác" in upright.page.text


def test_what_is_told_of_the_page(upright: PageReading) -> None:
    page = upright.page
    assert (page.number, page.rotation, page.dpi, page.text_source) == (3, 0, DPI, "ocr")
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)
    assert abs(page.skew) < 0.1
    assert page.mean_confidence > 0.85
    assert page.word_count == len(page.text.split())


def test_a_page_upside_down_is_turned(reader: PageReader, upright: PageReading) -> None:
    turned = reader.read(rgb(np.ascontiguousarray(np.rot90(PAGE, 2))), DPI, 3)
    assert turned.page.rotation == 180
    assert Levenshtein.normalized_similarity(turned.page.text, upright.page.text) > 0.98
    assert [len(t.cells) for t in turned.tables] == [9]
    assert turned.lines[0].bbox[0] == pytest.approx(upright.lines[0].bbox[0], abs=3)


class Asked:
    """A recogniser that remembers how many lines it was asked to read."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.voter = recogniser.voter
        self.recogniser = recogniser
        self.lines = 0

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        self.lines += len(lines)
        return self.recogniser.read(lines)


@pytest.mark.parametrize(("turns", "rotation", "asks"), [(0, 0, False), (2, 180, True)])
def test_the_cheapest_tells_whether_a_page_stands_upright(
    reader: PageReader, turns: int, rotation: int, asks: bool
) -> None:
    first = Asked(reader.ensemble.first)
    both = PageReader(Ensemble((first, netchu.load(reader.tessdata))), reader.tessdata)
    picture = np.ascontiguousarray(np.rot90(rgb(PAGE), k=turns))
    assert both.upright(clean(picture, DPI), picture)[2] == rotation
    assert (first.lines > 0) is asks


class Unsure:
    """A recogniser of bad print: it is a little surer of lines that stand upright, dark at their top."""

    voter = netchu.VOTER

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        return [
            tuple(
                RecognisedWord("chữ", x, x + 5, 0.74 if line[0, 0] < 99 else 0.32) for x in range(0, 40, 10)
            )
            for line in lines
        ]


@pytest.mark.parametrize(("top", "bottom", "rotation"), [(0, 255, 0), (255, 0, 180)])
def test_of_bad_print_the_surer_way_up_is_taken_whatever_tesseract_makes_of_it(
    reader: PageReader, monkeypatch: pytest.MonkeyPatch, top: int, bottom: int, rotation: int
) -> None:
    bad = PageReader(Ensemble((Unsure(),)), reader.tessdata)
    line = np.full((20, 80), bottom, np.uint8)
    line[:10] = top
    found = reader.upright(clean(rgb(PAGE), DPI), rgb(PAGE))[1]
    lines = tuple(replace(each, picture=line) for each in found.lines)
    on_its_side = replace(found, lines=())
    monkeypatch.setattr(
        PageReader,
        "_find",
        lambda self, page: replace(found, lines=lines) if page.gray.shape == PAGE.shape else on_its_side,
    )
    monkeypatch.setattr(scanned_page, "find_rotation", lambda picture, tessdata: 270)
    assert bad.upright(clean(rgb(PAGE), DPI), rgb(PAGE))[2] == rotation


@pytest.mark.parametrize(
    ("certainties", "rotation"),
    [
        ((0.71, 0.45, 0.50, 0.58), 0),  # a page that Tesseract takes for one upside down
        ((0.45, 0.71, 0.50, 0.58), 180),
        ((0.67, 0.45, 0.50, 0.58), 270),  # none is ahead: as Tesseract has it
    ],
)
def test_of_bad_print_the_way_up_that_is_ahead_of_all_is_taken(
    reader: PageReader, monkeypatch: pytest.MonkeyPatch, certainties: tuple[float, ...], rotation: int
) -> None:
    asked = iter(certainties)
    monkeypatch.setattr(PageReader, "_certainty", lambda self, lines: next(asked))
    monkeypatch.setattr(scanned_page, "find_rotation", lambda picture, tessdata: 270)
    assert reader.upright(clean(rgb(PAGE), DPI), rgb(PAGE))[2] == rotation


@pytest.mark.parametrize(("turns", "rotation"), [(1, 90), (3, 270)])
def test_a_page_on_its_side_is_turned_though_its_lines_as_it_lies_seem_surer_one_way_up(
    reader: PageReader, monkeypatch: pytest.MonkeyPatch, turns: int, rotation: int
) -> None:
    """Columns of letters that lie on their side were taken for bad print, and the page was refused."""
    picture = np.ascontiguousarray(np.rot90(rgb(sheet(prose(count=6), size=12, dpi=DPI)), k=turns))
    certainty, asked = PageReader._certainty, iter([0.66, 0.43])
    monkeypatch.setattr(
        PageReader, "_certainty", lambda self, lines: next(asked, None) or certainty(self, lines)
    )
    monkeypatch.setattr(scanned_page, "find_rotation", lambda picture, tessdata: 0)  # too few letters
    assert reader.upright(clean(picture, DPI), picture)[2] == rotation


@pytest.mark.parametrize("turns", [0, 2])
@pytest.mark.parametrize(("size", "dpi"), [(13, 200), (7, 300)])
def test_of_300_dots_per_inch_no_more_are_kept_than_the_letters_need(
    reader: PageReader, size: int, dpi: int, turns: int
) -> None:
    picture = rgb(np.ascontiguousarray(np.rot90(sheet(prose(count=4), size=size, dpi=300), k=turns)))
    page, found, _ = reader.upright(clean(*reduced(picture, 300)), picture)
    assert page.dpi == pytest.approx(dpi, rel=1e-3)
    assert len(page.gray) == pytest.approx(842 * dpi / 72, abs=1)
    assert sorted(page.box_points(line.box)[1] for line in found.lines) == pytest.approx(
        [80, 98, 116, 134], abs=3
    )


def test_the_page_tells_its_scan_s_resolution(reader: PageReader) -> None:
    reading = reader.read(rgb(sheet(prose(count=4), dpi=300)), 300, 1)
    assert reading.page.dpi == 300
    assert (reading.page.width, reading.page.height) == pytest.approx((595, 842), abs=1)
    assert text_of(min(reading.lines, key=lambda ln: ln.bbox[1])) == SENTENCES[0]


def test_an_empty_page(reader: PageReader) -> None:
    reading = reader.read(rgb(sheet(dpi=100)), 100, 1)
    assert (reading.lines, reading.tables, reading.page.word_count, reading.page.text) == ((), (), 0, "")


def test_cells_say_things_besides_level_lines(reader: PageReader) -> None:
    """A header printed upwards, a dash on a line of its own, shaded cells of a time chart."""
    xs, ys = [60.0, 100.0, 320.0, 400.0, 440.0, 480.0, 520.0], [300.0, 380.0, 440.0, 480.0, 520.0]
    texts = [
        *[(x + 6, 330.0, t) for x, t in zip(xs, ["STT", "Nội dung công việc"], strict=False)],
        *[(454.0 + 40 * (k - 1), 330.0, f"T{k}") for k in (0, 1, 2)],
        *[(106.0, y + 15, "Rà soát văn bản quy phạm pháp luật") for y in ys[1:-1]],
        *[(330.0, y, t) for y, t in zip((388, 406, 422), ("20/02/2023", "    -", "12/11/2023"), strict=True)],
    ]
    gray = sheet([*prose(count=10), *texts], grid(xs, ys), size=12, dpi=DPI).copy()
    upwards = np.rot90(sheet([(8, 8, "Ngày bắt đầu")], size=12, dpi=DPI)[:60, :160])
    top, left = round(302 * DPI / 72), round(345 * DPI / 72)
    gray[top : top + 160, left : left + 60] = upwards
    for column, row in ((3, 1), (4, 2), (5, 3)):
        box = [
            round(v * DPI / 72) for v in (xs[column] + 1, ys[row] + 1, xs[column + 1] - 1, ys[row + 1] - 1)
        ]
        gray[box[1] : box[3], box[0] : box[2]] = 200
    (table,) = reader.read(rgb(gray), DPI, 1).tables
    read = {(c.row, c.column): text_of(c) for c in table.cells}
    assert read[0, 2] == "Ngày bắt đầu"
    assert read[1, 2] == "20/02/2023 - 12/11/2023"
    assert [place for place, said in read.items() if said == "■"] == [(1, 3), (2, 4), (3, 5)]


@pytest.mark.parametrize("level", [True, False])
def test_text_in_columns_is_doubted_unless_it_is_a_table_printed_without_uprights(level: bool) -> None:
    texts = [("STT", "Nội dung", "Chủ trì"), *((str(k), "Rà soát", "Văn phòng") for k in range(1, 8))]
    columns = [
        line(x, 100 + 30 * k, t)
        for k, row in enumerate(texts)
        for x, t in zip((85, 140, 300), row, strict=True)
    ]
    found = scanned_page.Found((), (), np.zeros((8, 8), np.uint8), level)
    page = clean(rgb(PAGE), DPI)
    assert bool(list(scanned_page._uncertain_tables(found, page, reading(columns)))) != level
    unnumbered = [item for item in columns if item.bbox[0] > 85] + [
        line(450, 100 + 30 * k, "2020") for k in range(8)
    ]
    assert list(scanned_page._uncertain_tables(found, page, reading(unnumbered)))
