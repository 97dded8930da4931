"""Zones are given here as `models.structure.zones` would find them; dates and citations where a test needs
them.
"""

from collections.abc import Iterable
from datetime import date

import pytest

from kehoach.language.folding import fold
from kehoach.records import CitedDate, CitedNumber, Document, Flag, Head, Mention, Spans, Zone, ZoneName
from normalize.doubts import Door
from normalize.head.build import build_head
from normalize.head.issuer import agency_names, spelled
from normalize.head.parts import HeadLine
from normalize.head.signer import signer_lines
from tests.layout import Set, appendix, centred, closing, make_document, plan_head, prose

BODY = prose(200, "Sở Nội vụ xây dựng Kế hoạch của Sở.", "I. MỤC TIÊU")
ZONES: list[ZoneName] = [
    "letterhead",
    "letterhead",
    "letterhead",
    "motto",
    "motto",
    "motto",
    "title",
    "title",
]
APPENDIX: list[ZoneName] = ["appendix_head", "appendix_head", "appendix_head", "appendix"]


def head_of(
    head: Iterable[Set] = (),
    signature: Iterable[Set] = (),
    attached: tuple[str, date | None] | None = None,
    name: str = "plan.pdf",
) -> tuple[Head, tuple[Flag, ...]]:
    head, signature = list(head) or plan_head(), list(signature) or closing(400)
    tail = appendix() if attached else []
    items = [*head, *BODY, *signature, *tail]
    signed: list[ZoneName] = ["signature" if s.x0 > 300 else "recipients" for s in signature]
    body: list[ZoneName] = ["body" for _ in BODY]
    stamp: list[ZoneName] = ["letterhead" for _ in head[len(ZONES) :]]  # lines above the head
    names = [*stamp, *ZONES, *body, *signed, *(APPENDIX if tail else ())]
    document = make_document(items, name)
    placed = sorted((*document.lines, *document.tables), key=lambda item: item.start)
    zones = tuple(Zone(zone, item.start, item.end) for item, zone in zip(placed, names, strict=True))
    spans = Spans(zones=zones, mentions=_attached(document, *attached) if attached else ())
    door = Door(document)
    return build_head(document, spans, door), door.close()[1]


def _attached(document: Document, number: str, day: date | None) -> tuple[Mention, ...]:
    place = (start := document.text.index("(Kèm theo") + 10), start + 30
    cited = CitedNumber(number, number, place, None, False, "local")
    issued = CitedDate(day, str(day), place) if day else None
    return (Mention(*place, "Kế hoạch", None, cited, issued, None, None, "attached_to"),)


def changed(index: int, text: str, confidence: float = 1.0) -> list[Set]:
    lines = plan_head()
    lines[index] = Set(lines[index].x0, lines[index].top, text, confidence=confidence)
    return lines


def rules(flags: Iterable[Flag]) -> list[tuple[str, str]]:
    return sorted((f.field, f.rule) for f in flags)


def test_a_clean_head_has_all_fields_and_no_flags() -> None:
    head, flags = head_of()
    assert flags == ()
    assert head == Head(
        doc_type="Kế hoạch",
        number="286/KH-SNV",
        issuer="Sở Nội vụ",
        parent_issuer="UBND tỉnh Bình Dương",
        place="Bình Dương",
        issued_on=date(2020, 1, 22),
        title="KẾ HOẠCH Cải cách hành chính năm 2020",
        plan_year=2020,
        signer="Trần Bá Luận",
        signer_title="GIÁM ĐỐC",
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 286 /KH-SNV", "286/KH-SNV"),
        ("Số:286/KH–SNV", "286/KH-SNV"),
        ("Sô: 15a/KH-UBND", "15a/KH-UBND"),
        ("Số: 154/CTPH-LĐLĐ-SVH,TT,DL", "154/CTPH-LĐLĐ-SVH,TT,DL"),
        ("Số: 245/KH-BGDÐT", "245/KH-BGDĐT"),
        ("Số: /KH-SNV", None),
        ("Số: ~%/KH-SNV", None),
    ],
)
def test_numbers(line: str, number: str | None) -> None:
    head, flags = head_of(changed(2, line))
    assert head.number == number
    assert rules(flags) == ([] if number else [("number", "missing_head_field")])


def test_an_unreadable_number_comes_from_the_appendix_head() -> None:
    head, flags = head_of(changed(2, "Số: ~/KH-SNV"), attached=("286/KH-SNV", None))
    assert head.number == "286/KH-SNV"
    assert flags == ()


@pytest.mark.parametrize(("confidence", "number"), [(0.7, "286/KH-SNV"), (1.0, "286/KH-SNV")])
def test_two_numbers_that_differ_are_flagged(confidence: float, number: str) -> None:
    head, flags = head_of(changed(2, "Số: 268/KH-SNV", confidence), attached=("286/KH-SNV", None))
    assert head.number == number
    assert [(f.rule, f.value, f.suggestion) for f in flags] == [
        ("number_mismatch", "268/KH-SNV", "286/KH-SNV")
    ]


def test_the_number_of_another_document_in_the_appendix_head_says_nothing() -> None:
    head, flags = head_of(attached=("12/2019/QĐ-TTg", None))
    assert (head.number, flags) == ("286/KH-SNV", ())


@pytest.mark.parametrize(
    ("line", "day", "found"),
    [
        ("Bình Dương, ngày 05 tháng 3 năm 2020", date(2020, 3, 5), []),
        ("Bình Dương, ngày 15 tháng 1] năm 2020", date(2020, 11, 15), [("issued_on", "lookalike")]),
        ("Bình Dương, ngày   tháng 3 năm 2020", None, [("issued_on", "missing_head_field")]),
        ("Bình Dương, ngày 31 tháng 02 năm 2020", None, [("issued_on", "missing_head_field")]),
    ],
)
def test_the_date_of_issue(line: str, day: date | None, found: list[tuple[str, str]]) -> None:
    head, flags = head_of(changed(5, line))
    assert head.issued_on == day
    assert rules(flags) == found
    assert head.place == "Bình Dương"


def test_a_date_that_the_appendix_contradicts_is_flagged() -> None:
    head, flags = head_of(
        changed(5, "Bình Dương, ngày 27 tháng 01 năm 2020", 0.7),
        {},
        ("286/KH-SNV", date(2020, 1, 22)),
    )
    assert head.issued_on == date(2020, 1, 22)
    assert ("issued_on", "date_mismatch") in rules(flags)


@pytest.mark.parametrize(
    ("title", "year", "found"),
    [
        ("Cải cách hành chính năm 2021", 2021, []),
        ("Tinh giản biên chế giai đoạn 2016 - 2020", 2020, [("plan_year", "year_from_date")]),
        ("Phòng chống tai nạn đến năm 2025", 2020, [("plan_year", "year_from_date")]),
        ("Kiểm tra công tác pháp chế", 2020, [("plan_year", "year_from_date")]),
        ("Cải cách hành chính năm 2002", 2020, [("plan_year", "year_from_date")]),
        ("Cải cách hành chính năm 2019", 2019, []),  # a plan may be for the year before its issue …
        ("Cải cách hành chính năm 2018", 2020, [("plan_year", "year_from_date")]),  # … and no earlier one,
        ("Cải cách hành chính năm 2022", 2022, []),  # or for one of the next two …
        ("Cải cách hành chính năm 2023", 2020, [("plan_year", "year_from_date")]),  # … and no later one
    ],
)
def test_the_plan_year(title: str, year: int, found: list[tuple[str, str]]) -> None:
    head, flags = head_of(changed(7, title))
    assert head.plan_year == year
    assert rules(flags) == found


def test_the_plan_year_may_come_from_the_folder() -> None:
    lines = changed(7, "Kiểm tra công tác pháp chế")
    lines[5] = centred(100, "Bình Dương, ngày", middle=410)
    head, flags = head_of(lines, name="2019/so-noi-vu/scan.pdf")
    assert head.plan_year == 2019
    assert ("plan_year", "year_from_folder") in rules(flags)


def lines_of(*texts: str) -> list[HeadLine]:
    return [HeadLine(0, 1, 1, (300, 20.0 * i, 400, 20.0 * i + 13), t, fold(t)) for i, t in enumerate(texts)]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            ["UBND TỈNH BÌNH DƯƠNG", "SỞ GIAO THÔNG VẬN TẢI"],
            ["UBND tỉnh Bình Dương", "Sở Giao thông vận tải"],
        ),
        (["SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"], ["Sở Thông tin và Truyền thông"]),
        (["SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"], ["Sở Lao động - Thương binh và Xã hội"]),
        (["SỞ GIAO THÔNG VẠN TÀI"], ["Sở Giao thông vận tải"]),
        (["ỦY BAN NHÂN DÂN", "TỈNH LONG AN"], ["Ủy ban nhân dân tỉnh Long An"]),
        (["UBND HUYỆN TRÀ BỒNG", "PHÒNG NỘI VỤ"], ["UBND huyện Trà Bồng", "Phòng Nội vụ"]),
        (["BỘ CÔNG THƯƠNG", "TRƯỜNG ĐẠI HỌC SAO ĐỎ"], ["Bộ Công Thương", "Trường Đại học sao đỏ"]),
        (["THANH TRA TỈNH"], ["Thanh tra tỉnh"]),
        (["TRƯỜNG ĐẠI HỌC LUẬT", "KHOA KINH TẾ"], ["Trường Đại học luật", "Khoa Kinh tế"]),
        (["SỞ", "KHOA HỌC VÀ CÔNG NGHỆ"], ["Sở Khoa học và Công nghệ"]),
    ],
)
def test_agencies_of_a_letterhead(lines: list[str], names: list[str]) -> None:
    assert [spelled(group, "") for group in agency_names(lines_of(*lines))] == names


def test_the_stamp_of_the_office_that_received_it_names_no_issuer() -> None:
    stamp = ["UBND HUYỆN BẾN CÁT", "CÔNG VĂN ĐẾN", "Số: 1187", "Ngày: 03/3/2020"]
    lines = [Set(40, 4 + 13 * k, text) for k, text in enumerate(stamp)]
    head, _ = head_of([*lines, *plan_head()])
    assert (head.issuer, head.parent_issuer, head.number) == (
        "Sở Nội vụ",
        "UBND tỉnh Bình Dương",
        "286/KH-SNV",
    )


def test_running_text_decides_how_an_agency_is_spelled() -> None:
    group = agency_names(lines_of("TRƯỜNG ĐẠI HỌC SAO ĐỎ"))[0]
    assert spelled(group, "Thực hiện kế hoạch, Trường Đại học\nSao Đỏ tổ chức") == "Trường Đại học Sao Đỏ"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Vương Thị Bảo Ngân"], ["Vương Thị Bảo Ngân"]),
        (["GIÁM ĐỐC", "SỞ", "VẬN TẢI", "Trần Bá Luận", "s"], ["Trần Bá Luận"]),
        (["¬©GIÁM ĐỐC", '"Trần Bá Luận.'], ["Trần Bá Luận"]),
        (["CHỦ TỊCH", "TS. Lê Văn An"], ["Lê Văn An"]),
        (["GIÁM ĐỐC", "SỞ Y TẾ"], []),
        ([], []),
    ],
)
def test_signers(lines: list[str], names: list[str]) -> None:
    assert [name for _, name in signer_lines(lines_of(*lines))] == names


def test_a_signer_without_a_known_surname_is_doubted() -> None:
    _, flags = head_of(signature=closing(400, name="Tà Văn Phúc"))
    assert rules(flags) == [("signer", "unlisted_surname")]


def test_what_is_missing_is_flagged() -> None:
    document = make_document([])
    door = Door(document)
    head = build_head(document, Spans(), door)
    flags = door.close()[1]
    assert head.plan_year == 0
    assert {f.field for f in flags if f.rule == "missing_head_field"} == {
        "doc_type", "number", "issuer", "issued_on", "title", "signer",
    }  # fmt: skip
