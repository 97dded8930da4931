import pytest

from models.words import find_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tổ chức kiểm tra cải cách hành chính", ["tổ chức", "kiểm tra", "cải cách", "hành chính"]),
        ("kiểm tra cải cách hành\nchính", ["kiểm tra", "cải cách", "hành\nchính"]),  # over the end of a line
        ("hành\tchính", []),  # two cells
        ("Nghị định số 61/2018/NĐ-CP", ["Nghị định"]),
        ("", []),
        (" \t\n", []),
    ],
)
def test_words_of_several_syllables(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text)] == words
