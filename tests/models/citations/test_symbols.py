import pytest

from models.citations.symbols import issuer_symbols, kinds_of, like_a_symbol_of


def test_issuers_by_name() -> None:
    assert issuer_symbols("Bộ trưởng Bộ Tài chính") == {"BTC"}
    assert issuer_symbols(None) == frozenset()


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [("QĐ-UBND", "Quyết định"), ("QH13", "Luật"), ("UBND-NC", "Công văn"), ("UBTVQH13", "Nghị quyết")],
)
def test_likeliest_kind(symbol: str, kind: str) -> None:
    assert kinds_of(symbol)[0] == kind


@pytest.mark.parametrize(
    ("kind", "symbol", "expected"),
    [("Nghị định", "HĐ-CP", True), ("Đề án", "QĐ-TTg", False), ("Thông tư", "TT-BTC", True)],
)
def test_misread_rather_than_another_kind(kind: str, symbol: str, expected: bool) -> None:
    assert like_a_symbol_of(kind, symbol) is expected
