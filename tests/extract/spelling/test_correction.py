import pytest

from extract.page_reading import PageReading, ReadLine, ReadWord, readings
from extract.spelling.correction import repair
from kehoach.records import Candidate, Page, TextSource

_BOX = (0.0, 0.0, 1.0, 1.0)


def _page(words: list[ReadWord], source: TextSource = "ocr") -> PageReading:
    page = Page(1, 595, 842, 0, 0, 300, source, 0.9, len(words), "")
    return PageReading(page, (ReadLine(tuple(words), _BOX),), ())


def _sure(text: str) -> list[ReadWord]:
    return [ReadWord(w, w, _BOX, 1.0, 0.97) for w in text.split()]


def _disputed(text: str, *others: str, agreement: float = 0.6, certainty: float = 0.75) -> ReadWord:
    return ReadWord(
        text, text, _BOX, agreement, certainty, candidates=tuple(Candidate(o, "other") for o in others)
    )


def _repaired(words: list[ReadWord]) -> list[ReadWord]:
    return list(repair([_page(words)])[0].lines[0].words)


@pytest.mark.parametrize(
    "before, read, others, after, meant",
    [
        ("công tác", "kiếm", ("kiểm",), "tra", "kiểm"),
        ("", "Phố", ("Phổ",), "biến", "Phổ"),
        ("sửa", "đối,", ("đổi,",), "", "đổi,"),
        ("Ủy ban nhân dân", "tính", ("tỉnh",), "", "tỉnh"),
        ("Nghị định", "sỐ", ("số",), "61/2018", "số"),
        ("thư xin", "lôi", ("lỗi",), "đối với", "lỗi"),
        ("gửi", "phiêu", ("phiếu",), "đánh giá", "phiếu"),
        ("2020", "vê", ("về",), "2021", "về"),  # a syllable that stands in no phrase
        ("Ông", "Bứt", ("Bút",), "2021", "Bứt"),  # … but in names
    ],
)
def test_a_disputed_word_is_chosen_by_its_neighbours(
    before: str, read: str, others: tuple[str, ...], after: str, meant: str
) -> None:
    words = [*_sure(before), _disputed(read, *others), *_sure(after)]
    chosen = _repaired(words)[len(before.split())]
    assert (chosen.text, chosen.raw_text) == (meant, read)
    assert read in readings(chosen)


@pytest.mark.parametrize(
    "read, meant",
    [
        ("lSO", "ISO"),
        ("(lOC)", "(IOC)"),
        ("VNelD", "VNeID"),
        ("lV.", "IV."),
        ("l)", "l)"),
        ("liên", "liên"),
        ("HlV", "HIV"),
        ("Alô", "Alô"),
    ],
)
def test_no_small_l_stands_before_a_capital(read: str, meant: str) -> None:
    word = _repaired(_sure(f"chuẩn {read} mới"))[1]
    assert (word.text, word.raw_text) == (meant, read)


def test_a_sure_word_is_doubted_but_not_touched() -> None:
    doubted = _repaired(_sure("giám sát tuyên công chức"))[2]
    assert doubted.text == "tuyên"
    assert doubted.rival > 0


def test_a_sure_word_gives_way_to_one_that_fits_far_better() -> None:
    chosen = _repaired(_sure("cố vân học tập"))[1]
    assert (chosen.text, chosen.raw_text) == ("vấn", "vân")


@pytest.mark.parametrize(
    "read, meant",
    [
        ("mời đâu thâu lại", "mời đấu thầu lại"),
        ("từ nguôn gôc khác", "từ nguồn gốc khác"),
        ("các thành viên tham gia đủ", "các thành viên tham gia đủ"),  # not "viễn thám"
        ("thông tin di động", "thông tin di động"),
    ],
)
def test_tones_that_are_too_faint_in_one_word_are_in_the_next(read: str, meant: str) -> None:
    assert " ".join(w.text for w in _repaired(_sure(read))) == meant


@pytest.mark.parametrize("agreement", [0.6, 1.0])
def test_a_word_that_is_whole_stays_beside_one_whose_tone_is_lost(agreement: float) -> None:
    """“truyền thông” is as good a word as “truyền thống”, and was half read."""
    lost, whole = _disputed("Truyên", "Truyền"), _disputed("thông", agreement=agreement)
    chosen = _repaired([*_sure("Sở Thông tin và"), lost, whole])
    assert [word.text for word in chosen[-2:]] == ["Truyền", "thông"]


def test_a_misreading_that_comes_again_and_again_teaches_nothing() -> None:
    words = _sure("các đơn vị; các đơn vi; mọi đơn vi; từng đơn vi")
    assert [w.text for w in _repaired(words)].count("vi") == 0


def test_a_pair_that_is_no_word_with_its_tones_stays_what_the_document_says() -> None:
    words = _sure("tin di động; tin di động; thông tin di động")
    assert [w.text for w in _repaired(words)] == [w.text for w in words]


def test_two_capitals_among_small_letters_are_a_short_form() -> None:
    assert _repaired(_sure("của TO và"))[1].text == "TO"


def test_what_the_document_reads_surely_elsewhere_decides() -> None:
    words = [*_sure("trạm Xuân Ái; trạm"), _disputed("Xuân"), _disputed("Ai;", "Ái;"), *_sure("mở")]
    assert [w.text for w in _repaired(words)][-2] == "Ái;"


def test_figures_and_symbols_are_left_to_the_vote() -> None:
    words = [*_sure("số"), _disputed("61/2018/NĐ-CP", "6l/2018/NĐ-CP")]
    assert _repaired(words)[1] == words[1]


def test_a_roman_numeral_is_no_word() -> None:
    words = [_disputed("VII", "Mi"), *_sure("CÔNG TÁC CHỈ ĐẠO")]
    assert _repaired(words)[0] == words[0]


@pytest.mark.parametrize(("read", "other"), [("v", "ĐÁ"), ("c)", "lạ)")])
def test_a_letter_that_is_a_mark_or_numbers_an_item_is_no_word(read: str, other: str) -> None:
    assert [word.text for word in _repaired([_disputed(read, other)])] == [read]


def test_a_text_layer_is_not_repaired() -> None:
    reading = _page([*_sure("công tác"), _disputed("kiếm", "kiểm"), *_sure("tra")], "text-layer")
    assert repair([reading]) == [reading]


def test_a_word_keeps_company_with_neighbours_it_forms_known_pairs_with() -> None:
    assert [w.company for w in _repaired(_sure("kế hoạch công tác"))] == [1.0, 2.0, 2.0, 1.0]
    assert _repaired(_sure("kế vòm hoạch"))[1].company == 0.0
