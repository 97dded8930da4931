"""The list of words and fixed phrases is clean: sorted, unique, composed, and spelled with real syllables."""

import unicodedata
from pathlib import Path

import pytest

from extract.spelling.syllables import is_vietnamese_syllable

LEXICON = Path(__file__).parents[3] / "extract" / "spelling" / "lexicon" / "compounds.txt"
# syllables of place names that follow no Vietnamese spelling rule
NAME_SYLLABLES = frozenset(
    {"ana", "ayun", "búk", "ea", "glei", "huoai", "kuin", "mil", "păh", "prông", "tẻh"}
)


@pytest.fixture(scope="module")
def entries() -> list[str]:
    lines = LEXICON.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_entries_are_sorted_and_unique(entries: list[str]) -> None:
    assert entries == sorted(set(entries))


def test_entries_are_composed_lower_case_with_single_blanks(entries: list[str]) -> None:
    odd = [e for e in entries if e != unicodedata.normalize("NFC", e).lower() or e != " ".join(e.split())]
    assert odd == []


def test_entries_have_two_to_five_syllables(entries: list[str]) -> None:
    assert [e for e in entries if not 2 <= len(e.split()) <= 5] == []


def test_every_syllable_is_vietnamese_or_a_known_name(entries: list[str]) -> None:
    syllables = {s for e in entries for s in e.split()} - NAME_SYLLABLES
    assert sorted(s for s in syllables if not is_vietnamese_syllable(s)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("kiểm tra", "kiếm tra"),
        ("chuyển đổi", "chuyển đối"),
        ("thi hành", "thì hành"),
        ("tổng thể", "tổng thế"),
        ("phổ biến", "phố biến"),
        ("trực tuyến", "trực tuyển"),
        ("ủy ban", "ủy bản"),
        ("trên địa bàn", "trên địa bản"),
    ],
)
def test_the_list_tells_readings_that_differ_in_tone(entries: list[str], right: str, wrong: str) -> None:
    assert right in entries
    assert wrong not in entries
