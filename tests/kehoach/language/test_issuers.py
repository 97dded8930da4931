import pytest

from kehoach.language.issuers import FIELDS, ISSUER_BY_SYMBOL, ISSUERS


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("SNV", "Sở Nội vụ"),
        ("SGDĐT", "Sở Giáo dục và Đào tạo"),
        ("SGD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("PTNMT", "Phòng Tài nguyên và Môi trường"),
        ("SVHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("BYT", "Bộ Y tế"),
        ("BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
        ("BLĐTB&XH", "Bộ Lao động - Thương binh và Xã hội"),
        ("BVHTT", "Bộ Văn hóa - Thông tin"),  # until 2007
        ("VPCP", "Văn phòng Chính phủ"),
        ("VPUB", "Văn phòng Ủy ban nhân dân"),
        ("TTg", "Thủ tướng Chính phủ"),
        ("TW", "Ban Chấp hành Trung ương"),
    ],
)
def test_who_a_symbol_stands_for(symbol: str, name: str) -> None:
    assert ISSUER_BY_SYMBOL[symbol].names[0] == name


@pytest.mark.parametrize(
    ("symbol", "local", "party"),
    [
        ("BNV", False, False),
        ("SNV", True, False),
        ("UBND", True, False),
        ("TU", True, True),
        ("TW", False, True),
    ],
)
def test_where_an_issuer_stands(symbol: str, local: bool, party: bool) -> None:
    issuer = ISSUER_BY_SYMBOL[symbol]
    assert (issuer.local, issuer.party) == (local, party)


def test_a_symbol_stands_for_one_issuer() -> None:
    assert len({issuer.symbol for issuer in ISSUERS}) == len(ISSUERS)


def test_fields_are_those_of_ministries_and_departments() -> None:
    assert {"Nội vụ", "Quốc phòng", "Du lịch"} <= set(FIELDS)
    assert not any(field.startswith(("Bộ", "Sở")) for field in FIELDS)
