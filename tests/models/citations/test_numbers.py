"""The whole language of the number pattern: every kind with every issuer, in each form."""

from itertools import product

import pytest

from kehoach.language.document_types import TYPES, DocumentType
from kehoach.language.issuers import ISSUERS
from models.citations.find import find_citations
from models.citations.numbers import NUMBER, canonical, groups, is_party

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
