import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.language.folding import fold, mark_count, unmarked


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


@pytest.mark.parametrize(
    ("text", "plain"), [("Đường", "Duong"), ("ẬU", "AU"), ("ð", "d"), ("ø", "o"), ("a – b", "a – b")]
)
def test_unmarked_keeps_the_case(text: str, plain: str) -> None:
    assert unmarked(text) == plain


@given(st.text(max_size=50))
def test_both_keep_the_length(text: str) -> None:
    assert len(fold(text)) == len(unmarked(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "count"), [("thau", 0), ("thâu", 1), ("thầu", 2), ("đấu", 3), ("Đ", 1), ("1.2", 0)]
)
def test_marks_are_counted(text: str, count: int) -> None:
    assert mark_count(text) == count
