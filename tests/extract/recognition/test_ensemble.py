"""The ensemble with recognisers that read what the test tells them to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from extract.picture.dewarp import Gray
from extract.recognition.ensemble import RECOGNISERS, Ensemble, load_ensemble
from extract.recognition.recogniser import RecognisedWord, Recogniser, Voter
from kehoach.records import SpotCheck
from kehoach.settings import ExtractSettings
from tests.extract.recognition.test_vote import recognised

WIDTH = 400
VOTERS = {file.VOTER.name: file.VOTER for file in RECOGNISERS}
VOTERS["referee"] = Voter("referee", "Apache-2.0", "disputes", weight=1.0, weight_marked=0.95)


@dataclass
class Fake:
    """Reads line after line from its list; remembers how wide its pictures were."""

    voter: Voter
    readings: list[tuple[RecognisedWord, ...]]
    widths: list[int] = field(default_factory=list)

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        self.widths += [line.shape[1] for line in lines]
        found, self.readings = self.readings[: len(lines)], self.readings[len(lines) :]
        return found + [()] * (len(lines) - len(found))


def fake(name: str, *texts: str, confidence: float = 0.95) -> Fake:
    return Fake(VOTERS[name], [recognised(text, confidence) for text in texts])


def together(*recognisers: Recogniser) -> Ensemble:
    return Ensemble(recognisers)


def read(ensemble: Ensemble, count: int = 1) -> list[str]:
    lines = [np.full((40, WIDTH), 255, np.uint8)] * count
    return [" ".join(w.text for w in words) for words in ensemble.read(lines)]


def test_where_two_agree_the_third_is_not_asked() -> None:
    third = fake("referee")
    ensemble = together(fake("tesseract", "Sở Nội vụ"), fake("netchu", "Sở Nội vụ"), third)
    assert read(ensemble) == ["Sở Nội vụ"]
    assert third.widths == []


def test_the_third_reads_only_what_is_disputed() -> None:
    third = fake("referee", "hoạch")
    ensemble = together(
        fake("tesseract", "Ban hành kế hoach năm"), fake("netchu", "Ban hành kế hoạch năm"), third
    )
    assert read(ensemble) == ["Ban hành kế hoạch năm"]
    assert third.widths == [60]  # five letters of ten pixels, and half the blank on either side


def test_nobody_is_asked_where_no_vote_could_change_what_two_read() -> None:
    third = fake("referee", "tỉnh")
    ensemble = together(fake("tesseract", "tình", confidence=0.4), fake("netchu", "tình"), third)
    assert read(ensemble) == ["tình"]
    assert third.widths == []


@pytest.mark.parametrize(
    ("own", "cheap", "text", "asked"),
    [
        ("kế hoạch năm", "kế hoạch năm", "kế hoạch năm", False),
        ("kế hoạch năm", "kế hoach năm", "kế hoạch năm", True),  # the quick ones differ
        ("hoạch", "hoạch", "hoạch", True),  # one word has no company to vouch for it
        ("", "", "Kế hoạch năm", True),
    ],
)
def test_what_quick_ones_read_alike_is_settled(own: str, cheap: str, text: str, asked: bool) -> None:
    first = fake("tesseract", text if asked else "nobody asks")
    readers = together(first, fake("netchu", own), fake("trueocr", cheap))
    (words,) = readers.read([np.full((40, WIDTH), 255, np.uint8)])
    assert " ".join(w.text for w in words) == text
    assert first.widths == [WIDTH] * asked
    assert [w.settled for w in words] == [not asked] * len(words)


@pytest.mark.parametrize(("count", "asked"), [(3, 2), (4, 4)])
def test_a_page_on_which_quick_ones_agree_in_less_than_a_third_is_read_by_all(count: int, asked: int) -> None:
    own = ["kế hoạch năm"] * count
    first = fake("tesseract", *own)
    cheap = ["kế hoạch năm"] + ["kế hoach năm"] * (count - 1)
    assert read(together(first, fake("netchu", *own), fake("trueocr", *cheap)), count) == own
    assert len(first.widths) == asked


def test_lines_keep_their_order() -> None:
    own = ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế"]
    readers = together(
        fake("tesseract", "Sở Tư pháp"), fake("netchu", *own), fake("trueocr", own[0], "Sơ Tư", own[2])
    )
    assert read(readers, 3) == own


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
    assert read(together(fake("tesseract", first), fake("netchu", second), fake("referee", third))) == [text]


def test_a_last_word_that_the_first_one_missed_is_disputed_with_its_neighbour() -> None:
    third = fake("referee", "Nội vụ")
    ensemble = together(fake("tesseract", "Sở Nội"), fake("netchu", "Sở Nội vụ"), third)
    assert read(ensemble) == ["Sở Nội vụ"]
    assert third.widths == [WIDTH - 25]  # from the blank before the word that both read


@pytest.mark.parametrize("third", ["", "tỉnh."])
def test_a_speck_that_the_first_one_takes_for_a_last_word(third: str) -> None:
    first = Fake(VOTERS["tesseract"], [(*recognised("của tỉnh."), RecognisedWord(":", 110, 115, 0.3))])
    ensemble = together(first, fake("netchu", "của tỉnh."), fake("referee", third))
    assert read(ensemble) == ["của tỉnh."]


def test_a_last_word_behind_one_that_fills_the_line() -> None:
    text = "a" * 39
    first = Fake(VOTERS["tesseract"], [(RecognisedWord(text, 0, 399, 0.95),)])
    ensemble = together(first, fake("netchu", f"{text} ."), fake("referee", ""))
    assert read(ensemble)[0].count(text) == 1


def test_without_a_second_the_third_reads_all() -> None:
    third = fake("referee", "Sở Nội vụ", "Quyết định")
    ensemble = together(fake("tesseract", "Sở Nội vu", "Quyết định"), third)
    assert len(read(ensemble, 2)) == 2
    assert third.widths == [WIDTH, WIDTH]
    assert ensemble.names == ("tesseract", "referee")


def test_the_first_alone() -> None:
    ensemble = together(fake("tesseract", "Sở Nội vụ", ""))
    assert read(ensemble, 2) == ["Sở Nội vụ", ""]
    assert ensemble.names == ("tesseract",)


def test_places_of_the_third_are_those_of_the_line() -> None:
    ensemble = together(
        fake("tesseract", "Ban hành kế hoach"),
        fake("netchu", "Ban hành kế hoạch"),
        fake("referee", "hoạch"),
    )
    (words,) = ensemble.read([np.full((40, WIDTH), 255, np.uint8)])
    assert [w.text for w in words] == ["Ban", "hành", "kế", "hoạch"]
    assert [w.x0 for w in words] == sorted(w.x0 for w in words)
    assert words[-1].x0 == pytest.approx(120, abs=10)


def test_a_third_reader_of_lines_is_asked_like_the_second() -> None:
    own = Fake(Voter("own", "Apache-2.0", "lines", 1.0, 1.0), [recognised("kế hoạch năm")])
    third = fake("referee", "hoạch")
    readers = together(fake("tesseract", "kế hoạch năm"), fake("netchu", "kế hoach năm"), own, third)
    assert read(readers) == ["kế hoạch năm"]
    assert third.widths == [60]
    assert readers.names == ("tesseract", "netchu", "own", "referee")


def test_a_word_that_one_of_three_readers_missed_is_disputed_with_its_neighbour() -> None:
    own = Fake(Voter("own", "Apache-2.0", "lines", 1.0, 1.0), [recognised("Sở Nội vụ")])
    third = fake("referee", "Nội vụ")
    assert read(together(fake("tesseract", "Sở Nội vụ"), fake("netchu", "Sở vụ"), own, third)) == [
        "Sở Nội vụ"
    ]
    assert len(third.widths) == 1


def test_no_lines() -> None:
    assert together(fake("tesseract"), fake("netchu"), fake("referee")).read([]) == []


def test_recognisers_are_loaded_once_in_a_process() -> None:
    tessdata = ExtractSettings().tessdata
    assert load_ensemble(tessdata) is load_ensemble(tessdata)


def test_one_settled_line_in_fifty_is_read_by_the_first_all_the_same() -> None:
    lines = [np.full((2, 2), shade, np.uint8) for shade in range(200)]
    first = fake("tesseract", *["Sở Nội vu"] * len(lines))
    quick = [fake(name, *["Sở Nội vụ"] * len(lines)) for name in ("netchu", "trueocr")]
    ensemble = together(first, *quick)
    words = ensemble.read(lines)
    assert first.widths == []
    check = ensemble.spot_check(lines, words)
    drawn = len(first.widths)
    assert 1 <= drawn <= 10
    assert check == SpotCheck(3 * drawn, drawn)
    assert [len(read) for read in words] == [3] * len(lines)
    first.readings = [recognised("Sở Nội vụ")] * len(lines)
    assert ensemble.spot_check(lines, words) == SpotCheck(3 * drawn, 0)  # another run draws as many


def test_no_line_that_the_first_has_read_is_checked() -> None:
    lines = [np.full((2, 2), shade, np.uint8) for shade in range(200)]
    first = fake("tesseract", *["Sở Nội vụ"] * len(lines))
    ensemble = together(first, fake("netchu", *["Sở Nội vu"] * len(lines)))
    words = ensemble.read(lines)
    assert ensemble.spot_check([*lines, lines[0]], [*words, ()]) == SpotCheck()
