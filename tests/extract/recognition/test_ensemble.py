"""The panel with recognisers that read what the test tells them to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from extract.picture.dewarp import Gray
from extract.recognition.ensemble import Panel
from extract.recognition.recogniser import Token
from tests.extract.test_vote import tokens

WIDTH = 400


@dataclass
class Fake:
    """Reads line after line from its list; remembers how wide its pictures were."""

    name: str
    readings: list[tuple[Token, ...]]
    widths: list[int] = field(default_factory=list)

    def read(self, lines: Sequence[Gray]) -> list[tuple[Token, ...]]:
        self.widths += [line.shape[1] for line in lines]
        found, self.readings = self.readings[: len(lines)], self.readings[len(lines) :]
        return found + [()] * (len(lines) - len(found))


def fake(name: str, *texts: str, confidence: float = 0.95) -> Fake:
    return Fake(name, [tokens(text, confidence) for text in texts])


def read(panel: Panel, count: int = 1) -> list[str]:
    lines = [np.full((40, WIDTH), 255, np.uint8)] * count
    return [" ".join(w.text for w in words) for words in panel.read(lines)]


def test_where_two_agree_the_third_is_not_asked() -> None:
    third = fake("asterocr")
    panel = Panel(fake("tesseract", "Sở Nội vụ"), fake("trueocr", "Sở Nội vụ"), third)
    assert read(panel) == ["Sở Nội vụ"]
    assert third.widths == []


def test_the_third_reads_only_what_is_disputed() -> None:
    third = fake("asterocr", "hoạch")
    panel = Panel(fake("tesseract", "Ban hành kế hoach năm"), fake("trueocr", "Ban hành kế hoạch năm"), third)
    assert read(panel) == ["Ban hành kế hoạch năm"]
    assert third.widths == [60]  # five letters of ten pixels, and half the blank on either side


def test_an_unsure_first_is_checked_though_the_second_agrees() -> None:
    third = fake("asterocr", "tỉnh")
    panel = Panel(fake("tesseract", "tình", confidence=0.4), fake("trueocr", "tình"), third)
    read(panel)
    assert third.widths == [WIDTH]


@pytest.mark.parametrize(
    ("first", "second", "third", "text"),
    [
        ("Sở vụ", "Sở Nội vụ", "Nội vụ", "Sở Nội vụ"),  # a word that the first one missed
        ("Sở Nội vụ", "Nội vụ", "Sở Nội", "Sở Nội vụ"),  # one that the second one missed
        ("", "Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ"),
        ("kếhoạch năm", "kế hoạch năm", "kế hoạch", "kế hoạch năm"),
    ],
)
def test_missed_and_joined_words(first: str, second: str, third: str, text: str) -> None:
    assert read(Panel(fake("tesseract", first), fake("trueocr", second), fake("asterocr", third))) == [text]


def test_a_last_word_that_the_first_one_missed() -> None:
    third = fake("asterocr", "vụ")
    panel = Panel(fake("tesseract", "Sở Nội"), fake("trueocr", "Sở Nội vụ"), third)
    assert read(panel) == ["Sở Nội vụ"]
    assert third.widths == [WIDTH - 60]  # from the end of what the first one read


def test_a_last_word_for_which_there_is_no_room() -> None:
    text = "a" * 39
    third = fake("asterocr", "")
    panel = Panel(Fake("tesseract", [(Token(text, 0, 399, 0.95),)]), fake("trueocr", f"{text} ."), third)
    assert read(panel)[0].count(text) == 1
    assert third.widths[0] < 20


def test_without_a_second_the_third_reads_all() -> None:
    third = fake("asterocr", "Sở Nội vụ", "Quyết định")
    panel = Panel(fake("tesseract", "Sở Nội vu", "Quyết định"), None, third)
    assert len(read(panel, 2)) == 2
    assert third.widths == [WIDTH, WIDTH]
    assert panel.names == ("tesseract", "asterocr")


def test_the_first_alone() -> None:
    panel = Panel(fake("tesseract", "Sở Nội vụ", ""), None, None)
    assert read(panel, 2) == ["Sở Nội vụ", ""]
    assert panel.names == ("tesseract",)


def test_places_of_the_third_are_those_of_the_line() -> None:
    panel = Panel(
        fake("tesseract", "Ban hành kế hoach"),
        fake("trueocr", "Ban hành kế hoạch"),
        fake("asterocr", "hoạch"),
    )
    (words,) = panel.read([np.full((40, WIDTH), 255, np.uint8)])
    assert [w.text for w in words] == ["Ban", "hành", "kế", "hoạch"]
    assert [w.x0 for w in words] == sorted(w.x0 for w in words)
    assert words[-1].x0 == pytest.approx(120, abs=10)


def test_no_lines() -> None:
    assert Panel(fake("tesseract"), fake("trueocr"), fake("asterocr")).read([]) == []
