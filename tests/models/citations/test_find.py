"""The citations of a text: pairs of what is printed and what is meant."""

import re
import time

import pytest

from kehoach.records import Mention, Range
from models.citations.find import find_citations


def numbers(text: str) -> list[str]:
    return [one.number.canonical for one in find_citations(text) if one.number]


def only(text: str) -> Mention:
    (mention,) = find_citations(text)
    return mention


def places_of(mention: Mention) -> list[tuple[Range, str]]:
    """The places of all that a mention says, each with what should stand there."""
    parts = [(mention.type_place, mention.type)] if mention.type_place else []
    if mention.number:
        parts.append((mention.number.place, mention.number.printed))
    if mention.issued:
        parts.append((mention.issued.place, mention.issued.printed))
    if mention.issuer:
        parts.append((mention.issuer.place, mention.issuer.name))
    return parts


def test_each_part_has_its_own_place() -> None:
    text = "Điều 5 Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"
    mention = only(text)
    parts = ["Nghị định", "61/2018/NĐ-CP", "23/4/2018", "Chính phủ"]
    assert [text[slice(*place)] for place, _ in places_of(mention)] == parts
    assert [said for _, said in places_of(mention)] == parts
    assert mention.article is not None
    assert text[slice(*mention.article.place)] == "Điều 5"


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Nghị định số 61/2018/NĐ-CP", "Nghị định", "61/2018/NĐ-CP"),
        ("Nghị quyết 30c/NQ-CP", "Nghị quyết", "30c/NQ-CP"),
        ("Nghị quyết số 18-NQ/TW", "Nghị quyết", "18-NQ/TW"),
        ("Quyết định số 711-QĐ-TU", "Quyết định", "711-QĐ/TU"),
        ("Quy định số 102-QĐ/TW", "Quy định", "102-QĐ/TW"),
        ("Quy định số 102-QĐ/ TW", "Quy định", "102-QĐ/TW"),
        ("Chương trình hành động số 20-CTr/TU", "Chương trình hành động", "20-CTr/TU"),
        ("Chương trình số 180/Ctr-UBND", "Chương trình", "180/Ctr-UBND"),
        ("Kế hoạch số 286 /KH-SGTVT", "Kế hoạch", "286/KH-SGTVT"),
        ("Quyết định số 6858/QĐ-\nBYT", "Quyết định", "6858/QĐ-BYT"),
        ("Quyết định số 2019/QĐ-UBND", "Quyết định", "2019/QĐ-UBND"),
        ("Luật Khám bệnh, chữa bệnh số 40/2009/QH12", "Luật", "40/2009/QH12"),
        ("Luật số 52/2019/QH14", "Luật", "52/2019/QH14"),
        ("Bộ luật Lao động số 45/2019/QH14", "Bộ luật", "45/2019/QH14"),
        ("Pháp lệnh 06/2003/PL-UBTVQH11", "Pháp lệnh", "06/2003/PL-UBTVQH11"),
        ("Pháp lệnh 08/2008/UBTVQH12", "Pháp lệnh", "08/2008/UBTVQH12"),
        ("Nghị quyết số 1211/2016/UBTVQH13", "Nghị quyết", "1211/2016/UBTVQH13"),
        ("Thông tư liên tịch 51/2015/TTLT-BYT-BNV", "Thông tư liên tịch", "51/2015/TTLT-BYT-BNV"),
        (
            "Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
            "Nghị quyết liên tịch",
            "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
        ),
        ("Văn bản hợp nhất số 10/VBHN-VPQH", "Văn bản hợp nhất", "10/VBHN-VPQH"),
        ("Công văn 137/SNV-CCHC", "Công văn", "137/SNV-CCHC"),
        ("Văn bản số 2637/BGDĐT-VP", "Công văn", "2637/BGDĐT-VP"),
        ("Công điện số 968/CĐ-TTg", "Công điện", "968/CĐ-TTg"),
        ("Quyết định của Thủ tướng Chính phủ số 115/2004/QĐ-TTg", "Quyết định", "115/2004/QĐ-TTg"),
        ("Nghị định số 64-CP", "Nghị định", "64-CP"),
        ("QĐ số 12/QĐ-UBND", "Quyết định", "12/QĐ-UBND"),
        ("Nghị quyết số 20/NQ-TW", "Nghị quyết", "20-NQ/TW"),
        ("Quyết định số 999/QĐ-SGD&ĐT", "Quyết định", "999/QĐ-SGD&ĐT"),
        ("Kế hoạch số 15/KH-SVHTT&DL", "Kế hoạch", "15/KH-SVHTT&DL"),
        ("Công văn số 1515/SNN&PTNT-VP", "Công văn", "1515/SNN&PTNT-VP"),
        ("Nghị định số 250-CP", "Nghị định", "250-CP"),
        ("Quyết định 217/HĐBT", "Quyết định", "217/HĐBT"),
        ("Quyết định số 327/CT", "Quyết định", "327/CT"),
        ("Chỉ thị số 202-CT", "Chỉ thị", "202-CT"),
        ("Sắc lệnh số 76/SL", "Sắc lệnh", "76/SL"),
        ("Thông tư số 12-TT/LB", "Thông tư", "12-TT/LB"),
        ("Đề án 06/QĐ-TTg", "Quyết định", "06/QĐ-TTg"),
    ],
)
def test_kinds_and_numbers(text: str, kind: str, number: str) -> None:
    mention = only(f"thực hiện theo {text} về")
    assert (mention.type, mention.number.canonical) == (kind, number)
    assert not mention.number.lenient


@pytest.mark.parametrize(
    "text",
    [
        "Mẫu số 01/TT-BTC",
        "Biểu số 02/QĐ-UBND",
        "Số: 286/KH-SGTVT",
        "UBND TỈNH BÌNH DƯƠNG\nSố: 286 /KH-SGTVT\tBình Dương, ngày 22 tháng 01 năm 2020",
        "điện thoại 0274.3822.868, 24/7, 15/63 tỉnh",
        "TCVN ISO 9001:2015 và QCVN 07/2016/BXD",
        "Nghị quyết Trung ương 3 khóa X",
        "Kế hoạch 5 năm 2016-2020; chương trình 12 tháng",
        "giai đoạn 2011-2020/2021, 41/46 nhiệm vụ, VNCERT/CC",
        "Quyết định số\t61/2018\tNĐ-CP",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "các Luật số 01/2007/QH12 ngày 04/8/2007 và số 27/2012/QH13",
            [("Luật", "01/2007/QH12"), ("Luật", "27/2012/QH13")],
        ),
        (
            "các Nghị định: 76/2012/NĐ-CP, 06/2013/TT-TTCP",
            [("Nghị định", "76/2012/NĐ-CP"), ("Thông tư", "06/2013/TT-TTCP")],
        ),
        (
            "các Nghị định số 130/2005/NĐ-CP và 117/2013/NĐ-CP",
            [("Nghị định", "130/2005/NĐ-CP"), ("Nghị định", "117/2013/NĐ-CP")],
        ),
        (
            "các Quy định số 102-QĐ/TW, số 70-QĐ/TW",
            [("Quy định", "102-QĐ/TW"), ("Quy định", "70-QĐ/TW")],
        ),
        (
            "các Nghị định của Chính phủ: số 59/2013/NĐ-CP ngày 17/6/2013 quy định chi tiết; số "
            "78/2013/NĐ-CP",
            [("Nghị định", "59/2013/NĐ-CP"), ("Nghị định", "78/2013/NĐ-CP")],
        ),
    ],
)
def test_lists_inherit_the_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(s.type, s.number.canonical) for s in find_citations(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công văn số 12, 13/BNV-CCHC", [("Công văn", "12/BNV-CCHC"), ("Công văn", "13/BNV-CCHC")]),
        (
            "các Nghị định số 61, 62/2018/NĐ-CP",
            [("Nghị định", "61/2018/NĐ-CP"), ("Nghị định", "62/2018/NĐ-CP")],
        ),
        ("Quyết định số 15 và 16/QĐ-UBND", [("Quyết định", "15/QĐ-UBND"), ("Quyết định", "16/QĐ-UBND")]),
        ("năm 2019 và 16/QĐ-UBND", [("Quyết định", "16/QĐ-UBND")]),
    ],
)
def test_lists_under_one_symbol(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(s.type, s.number.canonical) for s in find_citations(text)] == expected


def test_a_short_form_needs_one_full_one_before_it() -> None:
    text = "Quyết định số 711-QĐ/TU; Quyết định số 711 nói trên; Quyết định số 712 nêu trên"
    assert numbers(text) == ["711-QĐ/TU"] * 2
    assert numbers(f"Quyết định số 711/QĐ-UBND và {text}") == ["711/QĐ-UBND", "711-QĐ/TU"]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Quyết định số 12/QĐ-BYT ngày 04/m/2015", "unread_date", "04/m/2015"),
        ("Hướng dẫn số 15-HD/BTCTU của Ban Tuyên giáo Tỉnh ủy", "symbol_issuer", "Ban Tổ chức Tỉnh ủy"),
        ("Công văn số 340/BTTTT-TNX", "unlisted", "TNX"),
        ("Quyết định uố 12/QĐ-BYT", "lenient", True),
        ("Nghị quyết số 68/NQ-CP rgày 12/5/20 2X", "unread_date", "12/5/20 2X"),
        ("Nghị định số 32/2020/NĐ-CP ngày 05 tháng 3 năm\n200", "unread_date", "05 tháng 3 năm 200"),
        ("Nghị quyết số 39-NQ/TW ngày 17/4/9015", "unread_date", "17/4/9015"),
        ("Quyết định số 12/QĐ-UBND năm 2020", "unread_date", None),
        ("số 90/2013/HĐ-CP ngày 08/8/2013", "unlisted", "HĐ-CP"),
        ("Quyết định số 1726/QĐ-BT TTT", "lenient", True),
        ("Quyết định số Z9/ 2018/QĐ-UBND", "lenient", True),
        ("Quyết định số 12/QĐ-UBND của Chủ tịch UBND tỉnh", "symbol_issuer", None),
    ],
)
def test_cues_of_a_misread_number(text: str, name: str, value: str | bool | None) -> None:
    mention = only(text)
    unread = mention.issued.printed if mention.issued and mention.issued.day is None else None
    assert (unread if name == "unread_date" else getattr(mention.number, name)) == value


@pytest.mark.parametrize(
    ("text", "issued_on", "issuer"),
    [
        ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ", "2018-04-23", "Chính phủ"),
        ("Nghị định số 32/2020/NĐ-CP ngày 05 tháng 3 năm\n2020", "2020-03-05", None),
        (
            "Thông tư liên tịch 51/2015/TTLT-BYT-BNV ngày 11/12/2015 của Bộ Y tế và Bộ Nội vụ",
            "2015-12-11",
            "Bộ Y tế và Bộ Nội vụ",
        ),
        (
            "Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ 6 Ban Chấp hành Trung ương",
            "2017-10-25",
            "Ban Chấp hành Trung ương",
        ),
        (
            "Chương trình phối hợp 1842b/CTPH-BVHTTDL-TLĐLĐVN ngày 23/11/2016 giữa Bộ Văn hoá, Thể thao và "
            "Du lịch và "
            "Tổng Liên đoàn Lao động Việt Nam",
            "2016-11-23",
            "Bộ Văn hoá, Thể thao và Du lịch và Tổng Liên đoàn Lao động Việt Nam",
        ),
        ("Nghị định số 61/2018/NĐ-CP của Chính phủ ngày 23/4/2018", "2018-04-23", "Chính phủ"),
        ("Quyết định số 2085/QĐ-TTg", None, None),
    ],
)
def test_date_and_issuer_end_the_citation(text: str, issued_on: str | None, issuer: str | None) -> None:
    mention = only(f"theo {text} về việc")
    assert (str(mention.issued.day) if mention.issued else None) == issued_on
    assert (mention.issuer.name if mention.issuer else None) == issuer
    assert (mention.start, mention.end) == (5, 5 + len(text))


def test_a_day_that_does_not_exist_is_kept_as_read() -> None:
    mention = only("Quyết định số 12/QĐ-UBND ngày 31/02/2019")
    assert mention.issued is not None
    assert (mention.issued.day, mention.issued.printed) == (None, "31/02/2019")


def test_no_citation_crosses_a_cell_or_the_end_of_a_row() -> None:
    spans = find_citations("1\ttheo Nghị định số 45/2020/NĐ-CP\nngày 08/4/2020\tx")
    assert [mention.issued for mention in spans] == [None]


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("theo khoản 4 Điều 36 Nghị định số 61/2018/NĐ-CP", "Điều 36, khoản 4"),
        ("điểm a khoản 2 Điều 5 của Nghị định số 61/2018/NĐ-CP", "Điều 5, khoản 2, điểm a"),
        ("Nghị định số 61/2018/NĐ-CP (Điều 7)", "Điều 7"),
        ("Nghị định số 61/2018/NĐ-CP", None),
    ],
)
def test_articles(text: str, article: str | None) -> None:
    found = only(text).article
    assert (found.text if found else None) == article


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị định số 6l/2018/ND-CP", "61/2018/NĐ-CP"),
        ("Nghị định số 61/2018/NÐ‑CP", "61/2018/NĐ-CP"),
        ("Nghị định số 6112018/NĐ-CP", "61/2018/NĐ-CP"),
        ("Nghị định 12772007/NĐ-CP", "127/2007/NĐ-CP"),
        ("Nghị định 187/2007NĐ-CP", "187/2007/NĐ-CP"),
        ("Nghị định 185/2007//NĐ-CP", "185/2007/NĐ-CP"),
        ("Nghị đinh số 61/2O18/NĐ-GP", "61/2018/NĐ-CP"),
        ("Quyêt đinh số 2492/QÐ-UBNO", "2492/QĐ-UBND"),
        ("Quyết định số 45/2016/QĐ-TTgq", "45/2016/QĐ-TTg"),
        ("Nghị quyết số 18-NQ TW", "18-NQ/TW"),
        ("Nghị quyết số 18-NQITW", "18-NQ/TW"),
        ("Luật An ninh mạng số 24/2018/QHl4", "24/2018/QH14"),
        ("Thông tư số 61/2017/TT-BYC ngày 15/6/2017 của Bộ Tài chính", "61/2017/TT-BTC"),
        ("Thông tư số 172/201/TT-BTC ngày 22/10/2012", "172/2012/TT-BTC"),
        ("Công văn số 137/SNV-CGHC", "137/SNV-CCHC"),
    ],
)
def test_garbled_numbers_are_repaired(text: str, number: str) -> None:
    (mention,) = find_citations(f"theo {text}; và", lambda start, end: True)
    assert mention.number.canonical == number
    assert mention.number.repaired


@pytest.mark.parametrize("text", ["Quyết định số 45/20 16/QĐ-TTg", "Quyết định số 4 5/2016/QĐ-TTg"])
def test_blanks_inside_a_number_are_no_repair(text: str) -> None:
    mention = only(text)
    assert mention.number is not None
    number = mention.number
    assert (number.canonical, number.lenient, number.repaired) == ("45/2016/QĐ-TTg", True, False)


def test_what_was_misread_is_told() -> None:
    strict, lenient = only("Nghị định số 61/2018/NĐ-CP").number, only("Nghị định số 6l/2018/ND-CP").number
    assert strict is not None and lenient is not None
    assert (strict.lenient, lenient.lenient) == (False, True)


@pytest.mark.parametrize(
    "number",
    [
        "30a/2008/NQ-CP",
        "09b/2013/TT-BTP",
        "28/2002/QĐ-BVHTT",
        "56/2017/TT-BCA-A81",
        "95/TTr-HĐTĐ",
        "362/1999/QĐ-NHNN1",
        "02-KH/BCĐTW",
        "478/LĐTBXH-BĐG",
        "12/QĐ-BXDX",
        "61/2018/ND-CP",
    ],
)
def test_a_right_reading_is_never_rewritten(number: str) -> None:
    kinds = {"NQ": "Nghị quyết", "TT": "Thông tư", "TTr": "Tờ trình", "KH": "Kế hoạch", "ND": "Nghị định"}
    symbol = re.split(r"[-/]", number)[-2]
    kind = next((kinds[part] for part in re.split(r"[-/]", number) if part in kinds), "Quyết định")
    mention = only(f"theo {'Công văn' if symbol == 'LĐTBXH' else kind} số {number} ngày 12/5/2009; và")
    assert mention.number is not None
    assert (mention.number.canonical, mention.number.repaired) == (number, False)


@pytest.mark.parametrize(
    ("printed", "sure", "unsure"),
    [
        ("61/2018/ND-CP", "61/2018/ND-CP", "61/2018/NĐ-CP"),
        ("6l/2018/NĐ-CP", "61/2018/NĐ-CP", "61/2018/NĐ-CP"),
    ],
)
def test_a_repair_needs_evidence(printed: str, sure: str, unsure: str) -> None:
    text = f"theo Nghị định số {printed} về"
    for is_unsure, expected in ((False, sure), (True, unsure)):
        (mention,) = find_citations(text, lambda start, end, answer=is_unsure: answer)  # type: ignore[misc]
        assert mention.number is not None
        assert mention.number.canonical == expected


def test_an_unlisted_agency_is_kept() -> None:
    assert numbers("Quyết định số 214/QĐ-ĐHXYZ; Kế hoạch số 753/KH-ĐHXYZ") == ["214/QĐ-ĐHXYZ", "753/KH-ĐHXYZ"]


def test_another_kind_by_its_symbol_is_told() -> None:
    mention = only("Nghị định số 12/2019/TT-BTC")
    assert mention.number is not None
    assert (mention.type, mention.number.symbol_type) == ("Nghị định", "Thông tư")


@pytest.mark.parametrize(("printed", "term"), [("khóa XII", 12), ("khoá IX", 9), ("khóa 12", 12)])
def test_terms_of_the_central_committee(printed: str, term: int) -> None:
    mention = only(f"Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương {printed} về")
    assert mention.term == term


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "QĐ",
        "1/QĐ-",
        "61/2018/",
        "của ",
        " ",
        "\n",
        "Luật A ",
        "Sở Nội vụ ",
        "1l",
        "/",
        "khoản 1 ",
        "ngày 1/1/ ",
        "số 1, ",
        "1/A&B-",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begin = time.process_time()
    find_citations(text)
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("year", "known"), [("1944", False), ("1945", True), ("2050", True), ("2051", False), ("1018", False)]
)
def test_years_that_a_document_of_today_s_state_can_bear(year: str, known: bool) -> None:
    issued = only(f"Quyết định số 12/QĐ-UBND ngày 23/4/{year}").issued
    assert issued is not None
    assert (issued.day is not None) == known


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Nghị định số 612018/NĐ-CP", False),  # a serial and a year run into one
        ("Quyết định số 12018/QĐ-UBND", False),
        ("Quyết định số 2018/QĐ-UBND", True),
        ("Quyết định số 10987/QĐ-UBND", True),
    ],
)
def test_a_serial_that_ends_like_a_year_is_not_vouched_for(text: str, sure: bool) -> None:
    number = only(text).number
    assert number is not None
    assert number.lenient != sure


def test_a_number_that_took_too_much_guessing_is_none() -> None:
    garbled = "Ghương trìuh phối hợe số O2/TPN-SuTTT-ĐHBKHN ngày 25/01/2022"
    assert numbers(f"theo {garbled} về") == []
    assert numbers(f"theo {garbled.replace('TPN-SuTTT', 'CTPH-SuTTT')} về") == ["02/CTPH-STTTT-ĐHBKHN"]
