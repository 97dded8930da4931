import re
from datetime import date
from typing import Any

import pytest

from kehoach.records import Citation, CitedDate, CitedIssuer, CitedNumber, Flag, Head, Mention
from normalize.citations.build import Owners, build_citations
from normalize.doubts import Door
from tests.normalize.factories import SHA256, Builder

HEAD = Head(
    doc_type="Kế hoạch",
    number="286/KH-SGTVT",
    issuer="Sở Giao thông vận tải",
    parent_issuer="UBND tỉnh Bình Dương",
    place="Bình Dương",
    issued_on=date(2020, 1, 22),
    title=None,
    plan_year=2020,
    signer=None,
    signer_title=None,
)
NOBODY = Owners((), ())
DOC = SHA256[:16]


def mention(
    number: str,
    start: int = 0,
    *,
    type: str = "Quyết định",
    day: date | None = None,
    unread: str | None = None,
    issuer: str | None = None,
    location: str | None = None,
    term: int | None = None,
    **told: Any,
) -> Mention:
    year = re.search(r"/(\d{4})/", number)
    place = start, start + 4
    cited = CitedNumber(
        canonical=number,
        printed=told.pop("printed", number),
        place=place,
        year=int(year[1]) if year else None,
        party=number.endswith(("/TU", "/TW")),
        scope=told.pop("scope", "central"),
        **told,
    )
    issued = CitedDate(day, unread or str(day), place) if day or unread else None
    by = CitedIssuer(issuer, place, location) if issuer else None
    return Mention(*place, type, None, cited, issued, by, None, "mentions", term)


def built(*mentions: Mention, owners: Owners = NOBODY) -> tuple[tuple[Citation, ...], tuple[Flag, ...]]:
    builder = Builder()
    builder.line("Quyết định số 12/QĐ-UBND " * 4)
    document = builder.document()
    door = Door(document)
    return build_citations(document, mentions, HEAD, owners, door), door.close()[1]


def keys(*mentions: Mention) -> list[str | None]:
    return [citation.document_key for citation in built(*mentions)[0]]


def test_offsets_text_and_ids() -> None:
    (citation, other), flags = built(mention("12/QĐ-TTg", 0), mention("13/QĐ-TTg", 5))
    assert (citation.citation_id, other.citation_id) == (f"{DOC}-c0000", f"{DOC}-c0001")
    assert (citation.text, citation.char_start, citation.char_end) == ("Quyế", 0, 4)
    assert flags == ()


def test_the_smallest_owner_has_it_and_tasks_come_first() -> None:
    owners = Owners(((0, 50, "s0"), (0, 20, "s1")), ((10, 20, "t0"),))
    citations, _ = built(
        mention("1/QĐ-TTg", 0), mention("2/QĐ-TTg", 12), mention("3/QĐ-TTg", 30), owners=owners
    )
    assert [(c.section_id, c.task_id) for c in citations] == [("s1", None), (None, "t0"), ("s0", None)]


def test_forms_of_one_party_number_join() -> None:
    one = mention("711-QĐ/TU", issuer="Ban Thường vụ tỉnh ủy", day=date(2018, 5, 11), scope="local")
    other = mention(
        "711-QĐ/TU", issuer="Tỉnh ủy Bình Dương", location="Bình Dương", day=date(2018, 5, 11), scope="local"
    )
    short = mention("711-QĐ/TU", scope="local")
    assert keys(one, other, short) == ["quyết định|711-qđ/tu|binh duong|2015-2020"] * 3


def test_spellings_of_one_symbol_join() -> None:
    office: dict[str, Any] = {"issuer": "Sở Giáo dục và Đào tạo", "scope": "local", "day": date(2019, 5, 11)}
    assert len(set(keys(mention("99/QĐ-SGDĐT", **office), mention("99/QĐ-SGD&ĐT", **office)))) == 1


def test_years_and_provinces_part_equal_numbers() -> None:
    tinh: dict[str, Any] = {"issuer": "UBND tỉnh", "location": "tỉnh", "scope": "local"}
    found = keys(
        mention("2492/QĐ-UBND", day=date(2016, 9, 23), **tinh),
        mention("2492/QĐ-UBND", day=date(2019, 8, 23), **tinh),
        mention(
            "2492/QĐ-UBND",
            day=date(2016, 9, 23),
            issuer="UBND tỉnh Long An",
            location="tỉnh Long An",
            scope="local",
        ),
    )
    assert len(set(found)) == 3
    assert None not in found


@pytest.mark.parametrize(
    "given",
    [
        mention(
            "2492/QĐ-UBND", scope="local", day=date(2016, 9, 23)
        ),  # of a province, a district or a commune?
        mention("2492/QĐ-UBND", scope="local", issuer="UBND tỉnh", location="tỉnh"),  # of which year?
        mention(
            "78-KH/TU", scope="local", issuer="Tỉnh ủy", day=date(2015, 10, 9)
        ),  # before or after the congress?
        mention("18-NQ/TW"),
    ],
)
def test_what_cannot_be_known_has_no_key(given: Mention) -> None:
    assert keys(given) == [None]


def test_a_short_form_is_of_the_full_one_before_it_but_not_of_two() -> None:
    first = mention("12/QĐ-TTg", day=date(2018, 1, 5))
    second = mention("12/QĐ-TTg", day=date(2019, 1, 5))
    short = mention("12/QĐ-TTg")
    (_, after_one), _ = built(first, short)
    assert (after_one.year, after_one.issued_on) == (2018, None)
    assert keys(first, second, short)[-1] is None


def test_terms_of_the_central_committee() -> None:
    assert keys(mention("18-NQ/TW", term=12), mention("19-NQ/TW", day=date(2017, 10, 25))) == [
        "quyết định|18-nq/tw|central|12",
        "quyết định|19-nq/tw|central|12",
    ]


def test_the_plan_itself_is_known() -> None:
    (citation,), _ = built(mention("286/KH-SGTVT", scope="local", type="Kế hoạch"))
    assert citation.document_key == "kế hoạch|286/kh-sgtvt|binh duong|2020"


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        (mention("61/2018/NĐ-CP", day=date(2019, 4, 23)), ["year_mismatch"]),
        (mention("61/2018/NĐ-CP", unread="31/02/2018"), ["bad_date"]),
        (mention("12/2019/TT-BTC", symbol_type="Thông tư"), ["type_suffix_mismatch"]),
        (mention("55/2021/NĐ-CP", day=date(2021, 4, 23)), ["later_than_plan"]),
        (mention("128/QĐ-UBND", day=date(2020, 1, 22)), []),  # of the plan's own day
        (mention("128/QĐ-UBND", day=date(2020, 1, 23)), ["later_than_plan"]),  # of the next
        (mention("711-QĐ/TU", printed="711-QĐ-TU", repaired=True), ["party_hyphen"]),
        (mention("61/2018/NĐ-CP", printed="61/2018/NÐ-CP", repaired=True), ["eth"]),
        (
            mention("61/2018/NĐ-CP", printed="6l/2018/ND-CP", repaired=True, lenient=True),
            ["repaired"],
        ),
        (mention("61/2018/NĐ-CP", lenient=True), ["lenient_reading"]),
        (mention("61/2018/NĐ-CP", day=date(2018, 4, 23)), []),
        (mention("6/2018/NĐ-CP"), ["odd_number"]),
        (mention("86/QĐ-TTg", day=date(2014, 5, 30)), ["unlikely_number"]),
        (mention("61/2066/NĐ-CP"), ["later_than_plan"]),
        (mention("340/BTTTT-TNX", unlisted="TNX"), ["unlisted_symbol"]),
        (mention("15-HD/BTCTU", symbol_issuer="Ban Tổ chức Tỉnh ủy"), ["issuer_mismatch"]),
    ],
)
def test_flags(given: Mention, rules: list[str]) -> None:
    _, flags = built(given)
    assert [flag.rule for flag in flags] == rules
    assert {flag.row_id for flag in flags} <= {f"{DOC}-c0000"}
