"""Born-digital pages set letter by letter, in a font of equal widths whose codes are Unicode."""

import io
from typing import Any

import pikepdf
import pytest

from extract.page_reading import PageReading, ReadLine, ReadTable
from extract.scanned_page import PageReader
from extract.sources.text_layer import TextLayer
from extract.text_page import read_text_page
from tests.extract.pages import HEIGHT, grid, layer_of, typeset


def make_page(*content: Any, **options: Any) -> TextLayer:
    return layer_of(typeset(*content, **options))


def no_recogniser() -> PageReader:
    pytest.fail("no recogniser is needed")


def read(layer: TextLayer) -> PageReading:
    return read_text_page(layer, 1, no_recogniser)


def text_of(line: ReadLine) -> str:
    return " ".join(w.text for w in line.words)


def cells_of(table: ReadTable) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, " ".join(map(text_of, c.lines))) for c in table.cells
    ]


def test_words_of_a_line_with_their_boxes() -> None:
    line = read(make_page([(85, 100, "Căn cứ Quyết định số 2492/QĐ-UBND")])).lines[0]
    assert text_of(line) == "Căn cứ Quyết định số 2492/QĐ-UBND"
    assert line.words[0].bbox == pytest.approx((85, 100, 103, 112), abs=1)
    assert (line.words[0].agreement, line.words[0].certainty) == (1.0, 1.0)


def test_decomposed_letters_are_composed_and_kept_as_read() -> None:
    word = read(make_page([(85, 100, "Quye\u0302\u0301t")])).lines[0].words[0]
    assert (word.text, word.raw_text) == ("Quyết", "Quye\u0302\u0301t")


def test_two_columns_of_the_head_are_two_lines() -> None:
    page = make_page([(85, 60, "SỞ NỘI VỤ"), (280, 60, "CỘNG HÒA XÃ HỘI")])
    assert [text_of(ln) for ln in read(page).lines] == ["SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI"]


def test_a_justified_line_is_not_split() -> None:
    page = make_page(
        [(85 + 48 * i, 100, word) for i, word in enumerate(["trong", "thực", "hiện", "nhiệm", "vụ"])]
    )
    assert [text_of(ln) for ln in read(page).lines] == ["trong thực hiện nhiệm vụ"]


def test_a_tab_after_an_enumerator_does_not_split() -> None:
    page = make_page([(85, 100, "1."), (125, 100, "Mục đích")])
    assert [text_of(ln) for ln in read(page).lines] == ["1. Mục đích"]


def test_a_number_written_higher_stays_on_its_line() -> None:
    page = make_page(
        [(85, 100, "Số:"), (108, 97, "286"), (130, 100, "/KH-SGTVT"), (300, 96, "Bình Dương, ngày 22")]
    )
    assert [text_of(ln) for ln in read(page).lines] == ["Số: 286 /KH-SGTVT", "Bình Dương, ngày 22"]


@pytest.mark.parametrize(
    ("top", "text", "noise"), [(30, "2", True), (820, "- 12 -", True), (400, "2", False), (30, "a", False)]
)
def test_page_numbers_are_noise(top: float, text: str, noise: bool) -> None:
    page = make_page([(297, top, text), (85, 200, "Căn cứ")])
    assert [ln.noise for ln in read(page).lines if text_of(ln) == text] == [noise]


@pytest.mark.parametrize("bold", [True, False])
def test_bold(bold: bool) -> None:
    assert (
        read(make_page([(85, 100, "I. MỤC TIÊU")], face="Test-Bold" if bold else "Test")).lines[0].bold
        is bold
    )


def test_a_table_with_an_empty_cell_is_no_running_text() -> None:
    words = [
        (85, 80, "Phụ lục"),
        (90, 105, "STT"),
        (150, 105, "Nội dung"),
        (150, 125, "Rà soát"),
        (150, 138, "văn bản"),
    ]
    reading = read(make_page(words, grid([85, 140, 300], [100, 120, 155])))
    assert [text_of(ln) for ln in reading.lines] == ["Phụ lục"]
    table = reading.tables[0]
    assert table.row_count == 2
    assert table.column_edges == pytest.approx([85, 140, 300], abs=1)
    assert cells_of(table) == [
        (0, 0, 1, 1, "STT"),
        (0, 1, 1, 1, "Nội dung"),
        (1, 0, 1, 1, ""),
        (1, 1, 1, 1, "Rà soát văn bản"),
    ]


def test_merged_cells_span_rows_and_columns() -> None:
    strokes = [
        *[(85, y, 400, y) for y in (100, 120, 160)],
        (200, 140, 400, 140),  # the lower left cell is two rows high
        *[(x, 100, x, 160) for x in (85, 400)],
        *[(x, 120, x, 160) for x in (200, 300)],  # the upper one is three columns wide
    ]
    table = read(make_page([(90, 105, "I. THỂ CHẾ"), (90, 130, "Sở")], strokes)).tables[0]
    spans = [(row, column, height, width) for row, column, height, width, _ in cells_of(table)]
    assert spans == [(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]


def test_a_row_cut_by_the_page_break_is_closed() -> None:
    strokes = [s for s in grid([85, 140, 300], [700, 720, 780]) if s[1] != 780 or s[0] != 85 or s[2] != 300]
    table = read(make_page([(150, 730, "Rà soát")], strokes)).tables[0]
    assert cells_of(table)[-1] == (1, 1, 1, 1, "Rà soát")


def test_rules_and_a_single_frame_are_no_tables() -> None:
    frame = [(85, 100, 200, 100), (85, 130, 200, 130), (85, 100, 85, 130), (200, 100, 200, 130)]
    reading = read(make_page([(90, 110, "KHẨN")], [*frame, (300, 90, 400, 90)]))
    assert reading.tables == ()
    assert [text_of(ln) for ln in reading.lines] == ["KHẨN"]


def test_the_rotation_is_told_and_the_page_stands_upright() -> None:
    page = read(make_page([(85, 100, "Căn cứ")], turn=90)).page
    assert (page.rotation, page.width, page.height) == (90, HEIGHT, 595)


def test_letters_printed_twice_to_make_them_bold_are_read_once() -> None:
    texts = [(85, 100, "Nội dung"), (86, 101, "Nội dung"), (85, 120, "llll")]
    assert [text_of(ln) for ln in read(make_page(texts)).lines] == ["Nội dung", "llll"]


def test_a_drawing_of_thousands_of_strokes_is_no_table() -> None:
    strokes = [(10 + k / 10, 200, 10 + k / 10, 210) for k in range(4000)]
    reading = read(make_page([(85, 100, "Căn cứ")], strokes))
    assert reading.tables == ()
    assert [text_of(ln) for ln in reading.lines] == ["Căn cứ"]


def test_a_legacy_text_layer_is_decoded_and_kept_as_stored() -> None:
    line = read(
        make_page([(40, 100, "QuyÕt ®Þnh sè 115/2004/Q§-TTg cña Thñ t−íng")], face="ABCDEF+.VnTime")
    ).lines[0]
    assert text_of(line) == "Quyết định số 115/2004/QĐ-TTg của Thủ tướng"
    assert [w.raw_text for w in line.words][:2] == ["QuyÕt", "®Þnh"]


def test_cells_shaded_dark_are_cells_like_others_and_marks() -> None:
    xs, ys = [80.0, 140.0, 180.0, 220.0, 260.0], [100.0, 120.0, 140.0, 160.0]
    fills = "".join(
        f"0.3 g {x} {HEIGHT - top - 20} 40 20 re f " for x, top in [(140, 120), (180, 120), (220, 140)]
    )
    texts = [(85, 105, "Việc"), *((x + 5, 105, n) for x, n in zip(xs[1:], "123", strict=False))]
    page = make_page(
        [*texts, (85, 125, "Rà soát"), (85, 145, "Tập huấn")], grid(xs, ys), before=f"{fills} 0 g"
    )
    rows = [text for *_, text in cells_of(read(page).tables[0])]
    assert rows == ["Việc", "1", "2", "3", "Rà soát", "■", "■", "", "Tập huấn", "", "", "■"]


@pytest.mark.parametrize("colour", ["1 1 0", "0 1 1", "0.85 0.9 1", "0.1 0.9 0.1"])
def test_letters_on_a_coloured_ground_are_seen(colour: str) -> None:
    layer = make_page(
        [(85, 100, "Hoàn thành trong Quý II/2024")], before=f"q {colour} rg 80 720 300 30 re f Q"
    )
    assert [text_of(ln) for ln in read(layer).lines] == ["Hoàn thành trong Quý II/2024"]
    assert not layer.hidden


def test_a_ruling_between_a_dark_ground_and_paper_is_one() -> None:
    rulings = grid((60, 200, 400), (100, 130, 160))
    page = make_page(
        [(65, 138, "Quý I")], rulings, before=f"q 0.12 0.22 0.39 rg 60 {842 - 130} 340 30 re f Q"
    )
    (found,) = read(page).tables
    assert (found.row_count, cells_of(found)[2]) == (2, (1, 0, 1, 1, "Quý I"))


def test_a_stroke_through_a_cell_s_words_parts_no_row_and_is_told() -> None:
    rulings = [*grid((60, 100, 400), (100, 130, 160)), (64, 144, 95, 144)]
    found = read(make_page([(65, 138, "Quý I")], rulings))
    assert [doubt.rule for doubt in found.doubts] == ["pen_correction", "pen_correction"]
    assert cells_of(found.tables[0])[2] == (1, 0, 1, 1, "Quý I")


def test_the_frame_of_a_stamp_is_no_ruling_and_takes_none_away() -> None:
    """The frame lies on the upright between two cells."""
    pdf = pikepdf.open(io.BytesIO(typeset([(65, 138, "Quý I")], grid((60, 200, 400), (100, 130, 160)))))
    frame = pdf.make_stream(b"0 0 400 400 re S 0 40 m 400 40 l S 2 0 0 2 0 0 cm", BBox=[0, 0, 400, 400])
    stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4)
    stamp.Rect, stamp.AP = [150, 600, 460, 780], pikepdf.Dictionary(N=frame)
    pdf.pages[0].Annots = [pdf.make_indirect(stamp)]
    target = io.BytesIO()
    pdf.save(target)
    (found,) = read(layer_of(target.getvalue())).tables
    assert [cell[:4] for cell in cells_of(found)] == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_ground_alone_is_no_table() -> None:
    page = make_page([(65, 108, "Rà soát"), (65, 138, "Quý I")], before="q 0.8 0.9 1 rg 60 690 400 60 re f Q")
    assert read(page).tables == ()
