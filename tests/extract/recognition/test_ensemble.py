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


@pytest.mark.parametrize(
    ("own", "other", "text", "asked"),
    [
        ("kế hoạch năm", "kế hoạch năm", "kế hoạch năm", False),
        ("kế hoạch năm", "kế hoach năm", "kế hoạch năm", True),  # the quick ones differ
        ("hoạch", "hoạch", "hoạch", True),  # one word has no company to vouch for it
        ("", "", "Kế hoạch năm", True),
    ],
)
def test_what_quick_ones_read_alike_is_settled(own: str, other: str, text: str, asked: bool) -> None:
    first = fake("tesseract", text if asked else "nobody asks")
    readers = together(first, fake("netchu", own), fake("netchu5", other))
    (words,) = readers.read([np.full((40, WIDTH), 255, np.uint8)])
    assert " ".join(w.text for w in words) == text
    assert first.widths == [WIDTH] * asked
    assert [w.settled for w in words] == [not asked] * len(words)


@pytest.mark.parametrize(("count", "asked"), [(3, 2), (4, 4)])
def test_a_page_on_which_quick_ones_agree_in_less_than_a_third_is_read_by_all(count: int, asked: int) -> None:
    own = ["kế hoạch năm"] * count
    first = fake("tesseract", *own)
    other = ["kế hoạch năm"] + ["kế hoach năm"] * (count - 1)
    assert read(together(first, fake("netchu", *own), fake("netchu5", *other)), count) == own
    assert len(first.widths) == asked


def test_lines_keep_their_order() -> None:
    own = ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế"]
    readers = together(
        fake("tesseract", "Sở Tư pháp"), fake("netchu", *own), fake("netchu5", own[0], "Sơ Tư", own[2])
    )
    assert read(readers, 3) == own


@pytest.mark.parametrize(
    ("own", "other", "asked"), [(0.9, 0.9, False), (0.89, 0.99, True), (0.99, 0.89, True)]
)
def test_what_one_of_them_read_unsurely_is_not_settled(own: float, other: float, asked: bool) -> None:
    first, text = fake("tesseract", "Kế hoạch năm"), "kế hoạch năm"
    readers = together(first, fake("netchu", text, confidence=own), fake("netchu5", text, confidence=other))
    assert read(readers) == [text]
    assert bool(first.widths) is asked


@pytest.mark.parametrize(
    ("first", "second", "third", "text"),
    [
        ("Sở vụ", "Sở Nội vụ", "Nội vụ", "Sở Nội vụ"),  # a word that the first one missed
        ("Sở Nội vụ", "Nội vụ", "Sở Nội vụ", "Sở Nội vụ"),  # one that the second one missed
        ("", "Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ"),
        ("kếhoạch năm", "kế hoạch năm", "kế hoạch", "kế hoạch năm"),
    ],
)
def test_missed_and_joined_words(first: str, second: str, third: str, text: str) -> None:
    assert read(together(fake("tesseract", first), fake("netchu", second), fake("netchu5", third))) == [text]


def test_a_speck_that_the_first_one_takes_for_a_last_word() -> None:
    first = Fake(VOTERS["tesseract"], [(*recognised("của tỉnh."), RecognisedWord(":", 110, 115, 0.3))])
    ensemble = together(first, fake("netchu", "của tỉnh."), fake("netchu5", "của tỉnh"))
    assert read(ensemble) == ["của tỉnh."]


def test_the_first_alone() -> None:
    ensemble = together(fake("tesseract", "Sở Nội vụ", ""))
    assert read(ensemble, 2) == ["Sở Nội vụ", ""]
    assert ensemble.names == ("tesseract",)


def test_one_quick_one_settles_nothing() -> None:
    first = fake("tesseract", "kế hoạch năm")
    assert read(together(first, fake("netchu", "kế hoạch năm"))) == ["kế hoạch năm"]
    assert first.widths == [WIDTH]


def test_no_lines() -> None:
    assert together(fake("tesseract"), fake("netchu"), fake("netchu5")).read([]) == []


def test_recognisers_are_loaded_once_in_a_process() -> None:
    tessdata = ExtractSettings().tessdata
    assert load_ensemble(tessdata) is load_ensemble(tessdata)


def test_one_settled_line_in_fifty_is_read_by_the_first_all_the_same() -> None:
    lines = [np.full((2, 2), shade, np.uint8) for shade in range(200)]
    first = fake("tesseract", *["Sở Nội vu"] * len(lines))
    quick = [fake(name, *["Sở Nội vụ"] * len(lines)) for name in ("netchu", "netchu5")]
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
