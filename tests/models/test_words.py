import pytest

from models.words import find_words, word_over


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tổ chức kiểm tra cải cách hành chính", ["tổ chức", "kiểm tra", "cải cách", "hành chính"]),
        ("kiểm tra cải cách hành\nchính", ["kiểm tra", "cải cách", "hành\nchính"]),  # over the end of a line
        ("Nghị định số 61/2018/NĐ-CP", ["Nghị định"]),
        ("", []),
        (" \t\n", []),
    ],
)
def test_words_of_several_syllables(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text)] == words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("giao Phòng Công nghệ|thông tin chủ trì", None),  # stands between two words
        ("giao Văn phòng Sở chủ| trì tổ chức", "chủ trì"),
        ("đổi mới cải cách hành|\nchính của tỉnh", "hành\nchính"),
        ("cải cách hành|\tchính của tỉnh", None),  # two cells
        ("cải cách hành|, chính", None),
        ("cải cách hành| ", None),
        ("|cải cách", None),
    ],
)
def test_the_word_over_a_place(text: str, word: str | None) -> None:
    at, text = text.index("|"), text.replace("|", "")
    found = word_over(text, at)
    assert (text[slice(*found)] if found else None) == word
