import pytest

from kehoach.language.tones import modern, split_tone, without_tones


@pytest.mark.parametrize(("text", "expected"), [("Quý", "Quy"), ("Thường", "Thương"), ("đổi mới", "đôi mơi")])
def test_without_tones(text: str, expected: str) -> None:
    assert without_tones(text) == expected


@pytest.mark.parametrize(
    ("word", "split"),
    [("trường", ("trương", "\u0300", 3)), ("hoa", ("hoa", "", -1)), ("ộ", ("ô", "\u0323", 0))],
)
def test_split_tone(word: str, split: tuple[str, str, int]) -> None:
    assert split_tone(word) == split


@pytest.mark.parametrize(
    ("word", "today"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("quý", "quý"), ("hòa", "hòa"), ("oan", "oan")]
)
def test_modern(word: str, today: str) -> None:
    assert modern(word) == today
