import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.recognition.ensemble import RECOGNISERS
from extract.recognition.recogniser import RecognisedWord
from extract.recognition.vote import VotedWord, vote

VOTERS = tuple(file.VOTER for file in RECOGNISERS)


def recognised(text: str, confidence: float = 0.9) -> tuple[RecognisedWord, ...]:
    """A reading whose letters are ten pixels wide."""
    found, at = [], 0
    for word in text.split():
        found.append(RecognisedWord(word, at * 10.0, (at + len(word)) * 10.0, confidence))
        at += len(word) + 1
    return tuple(found)


def voted(*readings: str) -> tuple[VotedWord, ...]:
    return vote({voter: recognised(text) for voter, text in zip(VOTERS, readings, strict=False)})


def text_of(words: tuple[VotedWord, ...]) -> str:
    return " ".join(w.text for w in words)


@pytest.mark.parametrize(
    ("readings", "text"),
    [
        (("Quyết định",), "Quyết định"),
        (("Quyết định", "Quyết định", "Quyết định"), "Quyết định"),
        (("Quyét định", "Quyết định", "Quyết định"), "Quyết định"),  # two against the first
        (("Quyét đinh", "Quyết định", "Quyêt định"), "Quyết định"),
        (("Quyết định", "Quyét đinh", "Quyết định"), "Quyết định"),  # two outweigh the best
        (("Quyết định", "Quyét đinh", "Quyêt đĩnh"), "Quyét đinh"),  # which outweighs each
        (("45/2016/QĐ-TTg", "45/2016/QĐ TTg", "45/2016/QĐ-TTg"), "45/2016/QĐ-TTg"),
        (("kế hoạch", "kếhoạch", "kế hoạch"), "kế hoạch"),  # a blank is voted too
        (("kếhoạch", "kế hoạch", "kế hoạch"), "kế hoạch"),
        (("số 61", "số 6l", "số 61"), "số 61"),
        (("", "Sở Nội vụ", "Sở Nội vụ"), "Sở Nội vụ"),  # who read nothing takes no part
        (("Sở", "", ""), "Sở"),
        (("", "", ""), ""),
    ],
)
def test_the_voted_reading(readings: tuple[str, ...], text: str) -> None:
    assert text_of(voted(*readings)) == text


def read(word: VotedWord) -> list[str]:
    return [candidate.text for candidate in word.candidates]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("< 20 ngày", "≤ 20 ngày", "≤ 20 ngày"),
        ("s 20 ngày", "≤ 20 ngày", "≤ 20 ngày"),
        ("20 ngày", "20 ngày", "20 ngày"),
    ],
)
def test_who_cannot_read_a_sign_has_no_say_but_that_nothing_is_there(
    first: str, second: str, text: str
) -> None:
    assert text_of(voted(first, "≤ 20 ngày", second)) == text


def test_who_has_no_say_does_not_count() -> None:
    """Who has no letter for a bullet reads an asterisk."""
    words = voted("* Tờ trình", "• Tờ trình", "• Tờ trình")
    assert (words[0].text, words[0].agreement) == ("•", 1.0)


@pytest.mark.parametrize(
    ("lesser", "whole"),
    [("cáo: Phòng", "cáo; Phòng"), ("< 20 ngày", "≤ 20 ngày"), ("> 20 ngày", "≥ 20 ngày")],
)
def test_a_sign_whose_tail_others_overlooked_is_told_by_who_saw_it(lesser: str, whole: str) -> None:
    for one in VOTERS:
        if any(sign in one.cannot_read for sign in whole):
            continue
        words = vote({voter: recognised(whole if voter is one else lesser) for voter in VOTERS})
        assert text_of(words) == whole
        assert {word.agreement for word in words} == {1.0}


def test_a_colon_beside_another_sign_is_no_semicolon() -> None:
    assert text_of(voted("cáo: Phòng", "cáo. Phòng", "cáo: Phòng")) == "cáo: Phòng"


def test_of_two_the_one_with_more_say_wins_and_the_other_is_kept() -> None:
    (word,) = voted("tỉnh", "tinh")
    assert (word.text, word.raw_text, read(word)) == ("tinh", "tỉnh", ["tỉnh"])
    assert word.agreement < 1.0


def test_what_the_first_one_read_is_kept() -> None:
    (word,) = voted("tình", "tỉnh", "tỉnh")
    assert (word.text, word.raw_text, read(word)) == ("tỉnh", "tình", ["tình"])


def test_full_agreement() -> None:
    words = voted("Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ")
    assert [(w.agreement, w.candidates) for w in words] == [(1.0, ())] * 3
    assert all(w.certainty == pytest.approx(0.9) for w in words)


def test_words_stand_where_the_first_recogniser_saw_them() -> None:
    places = [(w.x0, w.x1) for w in voted("Sở Nội vụ", "Sở Nội vụ")]
    assert places == [pytest.approx(p, abs=5.1) for p in ((0, 20), (30, 60), (70, 90))]


def test_no_word_ends_before_it_begins() -> None:
    assert all(w.x0 <= w.x1 for w in voted("", "00", "0 0"))


LETTERS = st.text(alphabet="aăâbdđeêi0123ưữạ/-.", min_size=1, max_size=6)
READINGS = st.lists(st.lists(LETTERS, max_size=5).map(" ".join), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(READINGS)
def test_whatever_is_read_the_vote_holds(readings: list[str]) -> None:
    words = voted(*readings)
    assert bool(words) or not any(readings)
    for word in words:
        assert word.text
        assert " " not in word.text
        assert word.text == unicodedata.normalize("NFC", word.text)
        assert 0 < word.agreement <= 1
        assert 0 <= word.certainty <= 1
        assert word.text not in read(word)
    assert set(text_of(words)) <= set("".join(readings)) | {" "}


@settings(max_examples=25, deadline=None)
@given(READINGS.filter(lambda r: len(set(r)) == 1))
def test_unanimous_readings_stay(readings: list[str]) -> None:
    assert text_of(voted(*readings)) == readings[0]


@settings(max_examples=25, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=5).map(" ".join), st.sampled_from(range(3)))
def test_one_that_reads_nothing_changes_nothing(text: str, silent: int) -> None:
    readings = [text, text, text]
    readings[silent] = ""
    assert text_of(voted(*readings)) == text


def test_the_best_voters_certainty_is_told_apart() -> None:
    readings = {
        voter: recognised("Sở Nội vụ", sure) for voter, sure in zip(VOTERS, (0.9, 0.4, 0.8), strict=True)
    }
    assert [word.best_certainty for word in vote(readings)] == [0.4] * 3


def test_where_the_best_read_nothing_it_is_sure_of_nothing() -> None:
    first, best, other = VOTERS
    (word,) = vote({first: recognised("vụ"), best: (), other: recognised("vụ")})
    assert word.best_certainty == word.certainty
