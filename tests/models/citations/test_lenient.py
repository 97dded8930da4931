import pytest

from models.citations.lenient import read_number
from models.citations.symbols import Hints

NO_HINTS = Hints(None, frozenset(), None)


@pytest.mark.parametrize(
    ("text", "hints", "number"),
    [
        ("6l/2Ol8/NO-CP ngày", Hints("Nghị định", frozenset(), None), "61/2018/NĐ-CP"),
        ("61/20?8/NĐ-CP", Hints("Nghị định", frozenset(), "2018"), "61/2018/NĐ-CP"),
        ("61/2m18/NĐ-CP", Hints("Nghị định", frozenset(), None), "61/2018/NĐ-CP"),
        ("07/2014/TT-BuT", Hints("Thông tư", frozenset(["BYT"]), None), "07/2014/TT-BYT"),
        (
            "403/2017/NQLT-VBTVQH14-CP",
            Hints("Nghị quyết liên tịch", frozenset(), None),
            "403/2017/NQLT-UBTVQH14-CP",
        ),
        ("51/2015/TTLT-BYTBNV", Hints("Thông tư liên tịch", frozenset(), None), "51/2015/TTLT-BYT-BNV"),
        ("2492/QÐ-UBNO", NO_HINTS, "2492/QĐ-UBND"),
        ("52/019/QH14", Hints("Luật", frozenset(), None), "52/2019/QH14"),
        ("2x92/QĐ-UBND", Hints("Quyết định", frozenset(), None), "2x92/QĐ-UBND"),
        ("5b/2015/NĐ-CP", Hints("Nghị định", frozenset(), None), "56/2015/NĐ-CP"),
        ("88/2012/H-CP", Hints("Nghị định", frozenset(), None), "88/2012/NĐ-CP"),
        ("2066/BNV.CCHC", Hints("Công văn", frozenset(), None), "2066/BNV-CCHC"),
        ("99/CCHC-BCĐ", Hints("Công văn", frozenset(), None), "99/CCHC-BCĐ"),
        ("725/BMV-CCHC", Hints("Công văn", frozenset(), None, garbled=True), "725/BNV-CCHC"),
    ],
)
def test_readings(text: str, hints: Hints, number: str) -> None:
    read = read_number(text, 0, hints, frozenset())
    assert read is not None
    assert read.canonical == number


@pytest.mark.parametrize(
    "text", ["12 tháng", "5 năm 2016-2020", "100% TTHC", "3.5. Tiếp tục", "8283 và tin nhắn SMS"]
)
def test_what_is_like_nothing(text: str) -> None:
    assert read_number(text, 0, NO_HINTS, frozenset()) is None


def test_a_symbol_seen_elsewhere_is_known() -> None:
    seen = frozenset(["KH-ĐHBKHN"])
    read = read_number("12/KH-ĐHBXHN", 0, Hints("Kế hoạch", frozenset(), None), seen)
    assert read is not None
    assert read.canonical == "12/KH-ĐHBKHN"
