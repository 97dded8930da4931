"""The whole language of the number pattern: every kind with every issuer, in each form."""

from itertools import product

import pytest

from kehoach.language.document_types import TYPES, DocumentType
from kehoach.language.issuers import ISSUERS
from models.citations.find import find_citations
from models.citations.numbers import (
    NUMBER,
    Number,
    canonical,
    groups,
    is_party,
    settled,
    sharing,
    strict_numbers,
)

SYMBOLS = [(kind, symbol) for kind in TYPES for symbol in kind.symbols if kind.name != "Công văn"]


@pytest.mark.parametrize(("kind", "symbol"), SYMBOLS, ids=lambda part: getattr(part, "name", part))
def test_every_number_that_the_data_allow(kind: DocumentType, symbol: str) -> None:
    for issuer, serial, year in product(ISSUERS, ("01", "30c"), ("", "2018/")):
        if year and (issuer.party or serial == "30c"):
            continue
        number = (
            f"{serial}-{symbol}/{issuer.symbol}"
            if issuer.party
            else f"{serial}/{year}{symbol}-{issuer.symbol}"
        )
        (mention,) = find_citations(f"theo {kind.name} số {number} về")
        assert mention.number is not None
        assert (mention.type, mention.number.canonical) == (kind.name, number)
        assert not mention.number.lenient


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("61/2018/NĐ-CP", "NĐ-CP"),
        ("711-QĐ-TU", "QĐ-TU"),
        ("154/CTPH-LĐLĐ-SVH,TT,DL", "CTPH-LĐLĐ-SVH,TT,DL"),
        ("64-CP", "CP"),
        ("37/2015/TTLT/BYT-BTC", "TTLT/BYT-BTC"),
    ],
)
def test_symbols(text: str, symbol: str) -> None:
    match = NUMBER.fullmatch(text)
    assert match is not None
    assert match["symbol"] == symbol


@pytest.mark.parametrize(
    "text", ["15/63 tỉnh", "24/7", "2011-2020", "1/QĐ-", "061/2018/NĐ-CPx", "12/QĐ-TTg-1"]
)
def test_no_numbers(text: str) -> None:
    assert NUMBER.search(text) is None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("711", None, "QĐ-TU", True), "711-QĐ/TU"),
        (("20", None, "NQ-TW", False), "20-NQ/TW"),
        (("12", None, "QĐ-UBND", True), "12/QĐ-UBND"),
        (("61", "2018", "NĐ-CP", False), "61/2018/NĐ-CP"),
        (("64", None, "CP", True), "64-CP"),
    ],
)
def test_canonical_form(parts: tuple[str, str | None, str, bool], expected: str) -> None:
    assert canonical(*parts) == expected


def test_groups_and_systems() -> None:
    assert groups("TTLT/BTC-BNV") == ["TTLT", "BTC", "BNV"]
    assert is_party("QĐ/TU")
    assert not is_party("QĐ-UBND")


def number(text: str) -> Number:
    (found,) = strict_numbers(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "vouched"),
    [
        ("402/CĐSQG", "Công văn", True),  # a letter has its office's symbol alone
        ("402/CĐSQG", "Quyết định", False),
        ("402/CĐSQG", None, False),
        ("64/SL", "Sắc lệnh", True),  # so have decree-laws their kind's
        ("64/SL", None, False),
        ("64/CP", "Nghị định", True),
        ("64/CP", None, False),
        ("12/2017/QH14", None, True),
        ("5689/BCA-C04", "Công văn", True),
        ("12/BNY1-VP", "Công văn", False),  # like BNV
        ("61/2018/NĐ-C8", "Nghị định", False),
        ("12/QĐ-C08", "Quyết định", True),
        ("612018/NĐ-CP", "Nghị định", False),
        ("12/QĐ-BCĐCĐS", "Quyết định", True),
        ("12/QĐ-XYZTK", "Quyết định", True),
        ("12/QĐ-BNY", "Quyết định", False),
        ("1911/SYT-TTr", "Báo cáo", True),
        ("1911/SYT-TTr", None, True),
        ("1911/SYT-TTr", "Luật", False),
        ("1911/SYT-QĐ", "Báo cáo", False),  # a kind's symbol is no unit's
        ("12/XYZTK-AB", "Báo cáo", False),
    ],
)
def test_for_which_numbers_the_strict_grammar_vouches(text: str, kind: str | None, vouched: bool) -> None:
    assert settled(number(text), kind, ()) is vouched


@pytest.mark.parametrize(("text", "group"), [("12/QĐ-BNY", "BNY"), ("12/BNY1-VP", "BNY1")])
def test_what_stands_in_several_numbers_of_a_text_is_no_slip(text: str, group: str) -> None:
    assert settled(number(text), "Công văn", {group})


@pytest.mark.parametrize(
    ("text", "floor", "expected"),
    [
        ("số 12, 13/BNV-CCHC", 0, [(3, 5, "12", "12/BNV-CCHC")]),
        ("số 7, 12a và 13/BNV-CCHC", 0, [(3, 4, "7", "7/BNV-CCHC"), (6, 9, "12a", "12a/BNV-CCHC")]),
        ("số 12, 13/BNV-CCHC", 1, []),
        ("hồ sơ xsố 12, 13/BNV-CCHC", 0, []),
        ("số 12; 13/BNV-CCHC", 0, []),
    ],
)
def test_numbers_that_share_a_symbol(
    text: str, floor: int, expected: list[tuple[int, int, str, str]]
) -> None:
    shared = sharing(text, number(text), floor)
    assert [(one.start, one.end, one.serial, one.canonical) for one in shared] == expected
