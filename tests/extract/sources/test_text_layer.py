"""Which words of a text layer are believed, and when none of them is."""

import io

import pikepdf
import pytest

from extract.sources.text_layer import TextLayer, _hangs, is_trusted
from extract.sources.views import VIEW_DPI
from tests.extract.pages import HEIGHT, grid, layer_of, shown, typeset

SOUND = "Căn cứ Quyết định số 2492/QĐ-UBND ngày 23/9/2016 của Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("text", "turn", "trusted"),
    [
        (SOUND, 0, True),
        (SOUND, 90, False),  # letters that lie: a page that was scanned upright and turned
        ("C¨n cø QuyÕt ®Þnh sè 115 cña Thñ t−íng ChÝnh phñ vÒ viÖc söa ®æi", 0, True),
        ("CHUONGT~PHOIHQP Nghi quyet lS-KHITU cua Ban Chap hanh Trung uong Dang", 0, False),
        ("", 0, False),
        (SOUND.replace("Căn", "C(cid:105)n"), 0, False),
        (f"{SOUND} (cid:127)", 0, True),  # a sign of a list
    ],
)
def test_which_text_layers_are_trusted(text: str, turn: int, trusted: bool) -> None:
    assert is_trusted(layer_of(typeset([(40, 100, text)], turn=turn))) is trusted


def test_a_text_layer_that_provokes_its_parser_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = layer_of(typeset([(40, 100, SOUND)]))
    monkeypatch.setattr("extract.sources.text_layer.extract_words", lambda *_, **__: 1 / 0)
    assert not is_trusted(layer)


LEFT_OVER = shown("Quý IV", f"1 0 0 1 90 {HEIGHT - 140}")


def words_of(layer: TextLayer) -> list[str]:
    return [word.word.text for word in layer.words]


@pytest.mark.parametrize(
    "after",
    [
        f"1 g {LEFT_OVER}",  # white on white
        f"3 Tr {LEFT_OVER}",  # invisible, as OCR puts its text over a scan
        f"{LEFT_OVER} q 200 0 0 40 80 {HEIGHT - 150} cm /I Do Q",  # a picture lies on it
        f"q 0 0 10 10 re W n {LEFT_OVER} Q",  # clipped
    ],
)
def test_what_is_not_painted_is_no_word(after: str) -> None:
    layer = layer_of(typeset([(85, 100, "Quý I/2021")], after=after))
    assert words_of(layer) == ["Quý", "I/2021"]
    assert layer.hidden == "Quý IV"
    assert layer.hidden_box == pytest.approx((90, 130, 126, 142), abs=2)


@pytest.mark.parametrize(("advance", "words"), [(0, ["phòng"]), (4, ["phò", "ng"])])
def test_a_blank_that_takes_no_room_parts_no_word(advance: int, words: list[str]) -> None:
    parts = (("phò", 0), (" ", 18), ("ng", 18 + advance))  # as Chromium prints U+200B
    drawn = "\n".join(shown(text, f"1 0 0 1 {90 + x} {HEIGHT - 140}") for text, x in parts)
    assert words_of(layer_of(typeset([], after=drawn))) == words


def test_white_letters_on_a_ruling_are_not_there() -> None:
    rulings = "\n".join(
        f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S" for x0, top, x1, bottom in grid([80, 300], [137])
    )
    layer = layer_of(typeset([(85, 100, "Quý I/2021")], after=f"{rulings} 1 g {LEFT_OVER}"))
    assert words_of(layer) == ["Quý", "I/2021"]


def test_letters_too_small_to_be_seen_are_not_there() -> None:
    layer = layer_of(
        typeset([(85, 100, "Quý I/2021")], after=shown("Kho", f"1 0 0 1 140 {HEIGHT - 110}", 0.5))
    )
    assert words_of(layer) == ["Quý", "I/2021"]
    assert layer.hidden == "Kho"


def test_letters_printed_over_each_other_are_left_to_the_picture() -> None:
    cover = f"q 70 0 0 14 84 {HEIGHT - 112} cm /I Do Q " + shown("Sở Y tế", f"1 0 0 1 85 {HEIGHT - 110}")
    layer = layer_of(typeset([(85, 100, "Phòng Tin"), (85, 140, "Văn phòng")], after=cover))
    assert words_of(layer) == ["Văn", "phòng"]
    assert layer.unknown.any()


def test_letters_side_by_side_stay() -> None:
    layer = layer_of(typeset([(85, 100, "Văn phòng"), (143, 100, "Sở"), (85, 110, "Thanh tra")]))
    assert words_of(layer) == ["Văn", "phòng", "Sở", "Thanh", "tra"]
    assert not layer.unknown.any()


def test_a_cell_s_last_word_and_the_next_cell_s_first_one_are_two() -> None:
    cells = [(85, 100, "cấp đổi giấy phép lái"), (85, 115, "xe tại bản"), (213, 100, "Phòng Vận tải")]
    assert words_of(layer_of(typeset(cells)))[:6] == ["cấp", "đổi", "giấy", "phép", "lái", "Phòng"]
    spaced = [(85, 100, "cấp đổi giấy phép"), (85, 115, "Ph"), (99, 115, "òng")]  # in one go
    assert words_of(layer_of(typeset(spaced)))[-1] == "Phòng"


def test_a_font_that_cannot_be_decoded_is_left_to_the_picture() -> None:
    pdf = pikepdf.open(io.BytesIO(typeset([(85, 100, "Văn phòng")], after=LEFT_OVER.replace("/F", "/G"))))
    fonts = pdf.pages[0].Resources.Font
    fonts.G = pikepdf.Dictionary(fonts.F)
    fonts.G.Encoding = pdf.make_stream(
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange"
        b" 1 begincidrange <0000> <FFFF> 0 endcidrange endcmap",
        Type=pikepdf.Name.CMap,
        CMapName=pikepdf.Name.Own,
    )
    target = io.BytesIO()
    pdf.save(target)
    layer = layer_of(target.getvalue())
    assert words_of(layer) == ["Văn", "phòng"]
    rows, columns = layer.unknown.nonzero()
    scale = VIEW_DPI / 72
    assert (columns.min() / scale, rows.max() / scale) == pytest.approx((90, 142), abs=3)


def test_white_letters_on_a_dark_fill_are_there() -> None:
    fill = f"0.2 g 80 {HEIGHT - 150} 200 40 re f 1 g {LEFT_OVER}"
    layer = layer_of(typeset([(85, 100, "Quý I/2021")], after=fill))
    assert words_of(layer) == ["Quý", "I/2021", "Quý", "IV"]
    assert not layer.hidden


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("sheet", [[0, 0, 595, HEIGHT], [-200, -60, 700, 950], [30, 20, 590, 830]])
def test_words_outside_the_crop_box_are_not_there_and_the_others_stand_where_they_are_shown(
    turn: int, sheet: list[float]
) -> None:
    pdf = pikepdf.open(io.BytesIO(typeset([(85, 100, "Quý"), (85, 700, "xóa")], turn=turn)))
    pdf.pages[0].MediaBox = sheet
    pdf.pages[0].CropBox = [50, 200, 500, 822]
    target = io.BytesIO()
    pdf.save(target)
    layer = layer_of(target.getvalue())
    assert words_of(layer) == ["Quý"]
    x0, top, x1, bottom = layer.words[0].box
    upright = {
        0: (x0, top),
        90: (top, layer.width - x1),
        180: (layer.width - x1, layer.height - bottom),
        270: (layer.height - bottom, x0),
    }
    assert upright[turn] == pytest.approx((35, 80), abs=2)


@pytest.mark.parametrize(
    "mark",
    [
        "0.8 g " + shown("BẢN NHÁP", "0.7 0.7 -0.7 0.7 90 690", 40),  # on a slant
        "0.8 g " + shown("NỘI BỘ", "1 0 0 1 80 715", 40),  # upright and pale
        "0.3 g " + shown("NỘI BỘ", f"1 0 0 1 80 {HEIGHT - 112}", 40),  # across the line
        "0.6 g "
        + shown("Dự thảo lần 2", f"0.9 -0.5 0.5 0.9 84 {HEIGHT - 100}", 12),  # small, upon the letters
    ],
)
def test_a_watermark_is_no_text(mark: str) -> None:
    layer = layer_of(typeset([(85, 100, "Quý I/2021"), (85, 200, "Văn phòng Sở")], before=f"q {mark} Q"))
    assert words_of(layer) == ["Quý", "I/2021", "Văn", "phòng", "Sở"]


def test_text_under_a_pale_watermark_is_none_of_its_ink() -> None:
    mark = "0.8 g " + shown("NHÁP", f"1 0 0 1 80 {HEIGHT - 120}", 60)
    ink = [
        layer_of(typeset([(85, 100, "Quý I/2021")], before=f"q {before} Q")).aside > 0
        for before in ("", mark)
    ]
    text = layer_of(typeset([(85, 100, "Quý I/2021")])).views.letters < 100
    assert not ink[0].any()
    assert ink[1].any()
    assert not (ink[1] & text).any()


@pytest.mark.parametrize(
    "title",
    ["0 g " + shown("KẾ HOẠCH", "1 0 0 1 200 600", 26), "0.6 g " + shown("phụ lục", "1 0 0 1 200 600", 12)],
)
def test_large_or_grey_print_beside_the_text_is_no_watermark(title: str) -> None:
    layer = layer_of(typeset([(85, 100, "Quý I/2021")], after=title))
    assert len(words_of(layer)) == 4


@pytest.mark.parametrize(("matrix", "turn"), [("0 1 -1 0 100 500", 90), ("0 -1 1 0 100 500", -90)])
def test_print_turned_aside_is_read_in_its_direction(matrix: str, turn: int) -> None:
    layer = layer_of(typeset([(85, 100, "Quý I/2021")], after=shown("Đơn vị chủ trì", matrix)))
    turned = [word for word in layer.words if word.turn]
    assert {word.turn for word in turned} == {turn}
    assert sorted(word.word.text for word in turned) == ["chủ", "trì", "vị", "Đơn"]


@pytest.mark.parametrize(
    ("matrix", "y0", "hangs"),
    [
        ((1, 0, 0, 1, 90, 700), 700.0, 2.2),  # the box ends at the baseline: the font tells no descent
        ((1, 0, 0, 1, 90, 700), 697.8, 0.0),
        ((0.9, 0.3, -0.3, 0.9, 90, 700), 700.0, 0.0),
        ((0, 1, -1, 0, 90, 700), 700.0, 0.0),
    ],
)
def test_tails_of_letters_whose_font_tells_no_descent(
    matrix: tuple[float, ...], y0: float, hangs: float
) -> None:
    assert _hangs({"matrix": matrix, "y0": y0, "size": 10.0}) == pytest.approx(hangs)
