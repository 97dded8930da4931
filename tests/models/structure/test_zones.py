import pytest

from kehoach.records import Document
from models.structure.zones import find_zones
from tests.layout import LEFT, Set, appendix, centred, closing, make_document, plan_head, prose

PREAMBLE = "Căn cứ Quyết định số 2492/QĐ-UBND ngày 23/9/2016 của Ủy ban nhân dân tỉnh;"
BODY = ("I. MỤC TIÊU", "1. Nâng cao chất lượng đội ngũ công chức.", "Trên đây là Kế hoạch của Sở./.")


def zones_of(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for span in find_zones(document):
        found.setdefault(span.name, []).extend(document.text[span.start : span.end].split("\n"))
    return found


def whole_plan() -> Document:
    return make_document([*plan_head(), *prose(200, PREAMBLE, *BODY), *closing(400), *appendix()])


def test_a_whole_plan() -> None:
    found = zones_of(whole_plan())
    assert found["letterhead"] == ["UBND TỈNH BÌNH DƯƠNG", "SỞ NỘI VỤ", "Số: 286/KH-SNV"]
    assert found["motto"][-1] == "Bình Dương, ngày 22 tháng 01 năm 2020"
    assert found["title"] == ["KẾ HOẠCH", "Cải cách hành chính năm 2020"]
    assert " ".join(found["preamble"]) == PREAMBLE
    assert found["body"][0] == "I. MỤC TIÊU"
    assert found["body"][-1].endswith("./.")
    assert found["recipients"] == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]
    assert found["signature"] == ["GIÁM ĐỐC", "Trần Bá Luận"]
    assert [line[:8] for line in found["appendix_head"]] == ["PHỤ LỤC", "DANH MỤC", "(Kèm the"]
    assert found["appendix"] == ["STT\tNội dung", "1\tRà soát văn bản"]


def test_a_heading_that_is_like_the_recipients_cue_is_of_the_body() -> None:
    body = ("I. NHẬN ĐỊNH TÌNH HÌNH", "Ranh mặn vào sâu 65 km.", "II. MỤC TIÊU", "Đủ nước tưới cho lúa./.")
    found = zones_of(make_document([*plan_head(), *prose(200, *body), *closing(400)]))
    assert found["body"] == list(body)
    assert found["recipients"][0] == "Nơi nhận:"


@pytest.mark.parametrize(
    "line",
    ["ninh mạng số 24/2018/QH14;", "Ninh Nhận số 12;", "Nơi nhận hồ sơ là xã;", "Nơi nhân dân họp:"],
)
def test_a_line_that_is_like_the_recipients_cue_and_goes_on_is_of_its_paragraph(line: str) -> None:
    body = (
        "I. CĂN CỨ",
        "Luật An toàn thông tin mạng số 86/2015/QH13; Luật An",
        line,
        "II. MỤC TIÊU",
        "Xong./.",
    )
    found = zones_of(make_document([*plan_head(), *prose(200, *body), *closing(400)]))
    assert found["body"] == list(body)
    assert found["recipients"][0] == "Nơi nhận:"


def test_every_line_and_table_is_in_one_zone() -> None:
    document = whole_plan()
    spans = find_zones(document)
    for item in (*document.lines, *document.tables):
        assert sum(s.start <= item.start and item.end <= s.end for s in spans) == 1


@pytest.mark.parametrize(
    ("clean", "noisy"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỌNG HOA XÃ HỘI CHU NGHĨA VIÊT NAM"),
        ("KẾ HOẠCH", "KÉ HOACH"),
        ("KẾ HOẠCH", "KÊ HỌACH"),
        ("Nơi nhận:", "Nơi nhân:."),
        ("Nơi nhận:", "Noi nhện:"),
        ("PHỤ LỤC", "PHU LUC"),
        ("I. MỤC TIÊU", "l. MỤC TIÊU"),
    ],
)
def test_noise_in_a_cue_changes_nothing(clean: str, noisy: str) -> None:
    items = [*plan_head(), *prose(200, PREAMBLE, *BODY), *closing(400), *appendix()]
    document = make_document(items)
    noised = make_document(
        [Set(i.x0, i.top, i.text.replace(clean, noisy), i.page, rows=i.rows) for i in items]
    )
    assert [s.name for s in find_zones(noised)] == [s.name for s in find_zones(document)]


def test_a_plan_without_head_preamble_or_signature_is_all_body() -> None:
    assert set(zones_of(make_document(prose(60, *BODY)))) == {"body"}


def test_an_empty_document_has_no_zones() -> None:
    assert find_zones(make_document([])) == ()


def test_a_time_limit_is_not_taken_for_the_recipients() -> None:
    due = [
        Set(LEFT, 360 + 18 * k, text) for k, text in enumerate(["Thời hạn: quý II.", "Thời han: quý III."])
    ]
    lines = [*plan_head(), *prose(200, PREAMBLE, *BODY[:-1]), *due, *prose(400, BODY[-1]), *closing(460)]
    found = zones_of(make_document(lines))
    assert {line.text for line in due} < set(found["body"])
    assert found["recipients"] == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]


def test_recipients_misread_by_a_letter_or_two() -> None:
    closed = [Set(ln.x0, ln.top, ln.text.replace("Nơi nhận", "Nợi nhân")) for ln in closing(400)]
    found = zones_of(make_document([*plan_head(), *prose(200, PREAMBLE, *BODY), *closed]))
    assert found["recipients"][0] == "Nợi nhân:"


def test_without_recipients_the_signature_is_found_by_the_office() -> None:
    signature = [line for line in closing(400) if line.x0 > 300]
    found = zones_of(make_document([*plan_head(), *prose(200, PREAMBLE, *BODY), *signature]))
    assert found["signature"] == ["GIÁM ĐỐC", "Trần Bá Luận"]
    assert "recipients" not in found


def test_scraps_of_the_seal_after_the_closing_words_are_no_body() -> None:
    scraps = [centred(380, "SỞ", middle=420), centred(390, "NỘI VỤ", middle=420)]
    found = zones_of(make_document([*plan_head(), *prose(200, PREAMBLE, *BODY), *scraps, *closing(400)]))
    assert found["signature"][:2] == ["SỞ", "NỘI VỤ"]


def test_a_name_that_the_page_break_cut_off_is_still_signature() -> None:
    *rest, name = closing(700)
    items = [
        *plan_head(),
        *prose(200, PREAMBLE, *BODY),
        *rest,
        Set(name.x0, 60, name.text, page=2),
        *appendix(page=3),
    ]
    assert zones_of(make_document(items))["signature"][-1] == "Trần Bá Luận"


def test_a_recipient_that_the_page_break_cut_in_two_is_no_appendix() -> None:
    cut = [Set(88, 700, "Nơi nhận:"), Set(88, 713, "- Các phòng,")]
    rest = [Set(88, 60, "đơn vị thuộc Sở;", page=2), Set(88, 73, "- Lưu: VT.", page=2)]
    _, *signed = [item for item in closing(90, page=2) if item.x0 > 200]
    office = centred(60, "GIÁM ĐỐC", 2, 425)
    scrap = centred(80, "Z", 2, 300)
    items = [*plan_head(), *prose(200, PREAMBLE, *BODY), *cut, *rest, office, scrap, *signed, *appendix(3)]
    found = zones_of(make_document(items))
    assert found["recipients"][1:] == ["- Các phòng,", "đơn vị thuộc Sở;", "- Lưu: VT."]
    assert found["signature"] == ["GIÁM ĐỐC", "Z", "Trần Bá Luận"]


def test_a_second_appendix_has_its_own_head() -> None:
    second = [
        centred(60, "PHỤ LỤC II", 3),
        centred(80, "BIỂU MẪU BÁO CÁO", 3),
        Set(LEFT, 110, "", 3, rows=(("A", "B"),)),
    ]
    document = make_document(
        [*plan_head(), *prose(200, PREAMBLE, *BODY), *closing(400), *appendix(), *second]
    )
    order = [s.name for s in find_zones(document)]
    assert order[-4:] == ["appendix_head", "appendix", "appendix_head", "appendix"]


def test_an_appendix_of_prose_begins_with_its_first_item() -> None:
    items = [centred(60, "PHỤ LỤC", 2), centred(80, "(Kèm theo Kế hoạch số 286/KH-SNV)", 2)]
    text = prose(120, "1. Rà soát văn bản.", "2. Kiểm tra.", page=2)
    found = zones_of(make_document([*plan_head(), *prose(200, *BODY), *closing(400), *items, *text]))
    assert found["appendix_head"] == ["PHỤ LỤC", "(Kèm theo Kế hoạch số 286/KH-SNV)"]
    assert found["appendix"] == ["1. Rà soát văn bản.", "2. Kiểm tra."]
