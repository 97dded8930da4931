import pytest

from models.citation_repair import read_number
from models.citation_symbols import Hints, issuer_symbols, kinds_of

NO_HINTS = Hints(None, frozenset(), None)


@pytest.mark.parametrize(
    ("text", "hints", "number"),
    [
        ("6l/2Ol8/NO-CP ngày", Hints("Nghị định", frozenset(), None), "61/2018/NĐ-CP"),
        ("61/20?8/NĐ-CP", Hints("Nghị định", frozenset(), "2018"), "61/2018/NĐ-CP"),
        ("61/2m18/NĐ-CP", Hints("Nghị định", frozenset(), None), "61/2018/NĐ-CP"),
        ("07/2014/TT-BuT", Hints("Thông tư", frozenset(["BYT"]), None), "07/2014/TT-BYT"),
        ("403/2017/NQLT-VBTVQH14-CP", Hints("Nghị quyết liên tịch", frozenset(), None), "403/2017/NQLT-UBTVQH14-CP"),
        ("51/2015/TTLT-BYTBNV", Hints("Thông tư liên tịch", frozenset(), None), "51/2015/TTLT-BYT-BNV"),
        ("2492/QÐ-UBNO", NO_HINTS, "2492/QĐ-UBND"),
    ],
)
def test_readings(text: str, hints: Hints, number: str) -> None:
    read = read_number(text, 0, hints, frozenset())
    assert read is not None
    assert read.canonical == number


@pytest.mark.parametrize("text", ["12 tháng", "5 năm 2016-2020", "100% TTHC", "3.5. Tiếp tục", "8283 và tin nhắn SMS"])
def test_what_is_like_nothing(text: str) -> None:
    assert read_number(text, 0, NO_HINTS, frozenset()) is None


def test_a_symbol_seen_elsewhere_is_known() -> None:
    seen = frozenset(["KH-ĐHBKHN"])
    read = read_number("12/KH-ĐHBXHN", 0, Hints("Kế hoạch", frozenset(), None), seen)
    assert read is not None
    assert read.canonical == "12/KH-ĐHBKHN"


def test_issuers_by_name() -> None:
    assert issuer_symbols("Bộ trưởng Bộ Tài chính") == {"BTC"}
    assert issuer_symbols(None) == frozenset()


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [("QĐ-UBND", "Quyết định"), ("QH13", "Luật"), ("UBND-NC", "Công văn"), ("UBTVQH13", "Nghị quyết")],
)
def test_likeliest_kind(symbol: str, kind: str) -> None:
    assert kinds_of(symbol)[0] == kind
