import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.language.folding import fold, fold_numerals


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Quý II – NĂM", "quy ii - nam"),
        ("Ðồng Đăng", "dong dang"),
        ("“Hằng”\u00a0tháng", '"hang" thang'),
        ("Ủy ban\tnhân\ndân", "uy ban nhan dan"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=50))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("folded", "numerals"),
    [
        ("3l/12/2o2o", "31/12/2020"),
        ("thang o3", "thang 03"),
        ("quy l", "quy l"),
        ("loi", "loi"),
        ("quy ii/2020", "quy ii/2020"),
    ],
)
def test_fold_numerals(folded: str, numerals: str) -> None:
    assert fold_numerals(folded) == numerals
