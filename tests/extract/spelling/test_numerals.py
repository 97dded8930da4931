import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.page_reading import ReadWord
from extract.spelling.numerals import (
    count_strokes,
    may_be_numeral,
    may_be_quarter,
    part_quarters,
    repair_numerals,
)
from kehoach.records import Candidate
from tests.extract.pages import font


@pytest.mark.parametrize(
    "read, others, meant",
    [
        ("Ï/", ("V", "I/"), "I/"),
        ("/", ("V", "I/"), "I/"),
        ("J/", ("1/", "I/"), "I/"),
        ("]Ì/2020", ("I/2020",), "I/2020"),
        ("V/2020", ("IV/2020",), "IV/2020"),
        ("V", (), "V"),
        ("/", (), "/"),
    ],
)
def test_a_lone_numeral_is_read_by_any_reading_that_looks_like_one(
    read: str, others: tuple[str, ...], meant: str
) -> None:
    repaired = repair_numerals([_word("Quý"), _word(read, 1, *others), _word("2020")])
    assert [w.text for w in repaired] == ["Quý", meant, "2020"]


def _word(text: str, strokes: int = 0, *others: str) -> ReadWord:
    return ReadWord(
        text,
        text,
        (0, 0, 1, 1),
        0.7,
        0.8,
        candidates=tuple(Candidate(o, "other") for o in others),
        strokes=strokes,
    )


@pytest.mark.parametrize("text", ["III", "HI/2022", "IHI", "1/2020", "II,", "lI", "IV/2021"])
def test_strokes_may_be_a_numeral(text: str) -> None:
    assert may_be_numeral([text])


@pytest.mark.parametrize("text", ["QI/2022", "QHI/2022", "Q.II/2022"])
def test_a_numeral_may_stand_behind_the_letter_of_a_quarter(text: str) -> None:
    assert may_be_quarter([text])


@pytest.mark.parametrize("text", ["Quý", "2020", "12/2020", "và", "X", "Q1/2022", "Q.1", "QH", "QĐ-I"])
def test_other_words_are_none(text: str) -> None:
    assert not may_be_numeral([text]) and not may_be_quarter([text])


@pytest.mark.parametrize(
    "text, strokes", [("I/2020", 1), ("II/2020", 2), ("III/2020", 3), ("III", 3), ("II,", 2)]
)
@pytest.mark.parametrize("size", [30, 44])
def test_strokes_are_counted_on_the_picture(text: str, strokes: int, size: int) -> None:
    image = Image.new("L", (size * 8, size * 2), 255)
    ImageDraw.Draw(image).text((10, size // 3), text, font=font(size), fill=0)
    picture = np.asarray(image)
    inked = np.flatnonzero((picture < 128).any(axis=0))
    assert count_strokes(picture, float(inked[0]), float(inked[-1])) == strokes


@pytest.mark.parametrize("text, strokes", [("QI/2022", 1), ("QII/2022", 2), ("Q.III/2022", 3), ("QIV", 1)])
def test_strokes_are_counted_behind_the_letter_of_a_quarter(text: str, strokes: int) -> None:
    image = Image.new("L", (360, 90), 255)
    ImageDraw.Draw(image).text((10, 15), text, font=font(44), fill=0)
    picture = np.asarray(image)
    inked = np.flatnonzero((picture < 128).any(axis=0))
    assert count_strokes(picture, float(inked[0]), float(inked[-1]), behind_letter=True) == strokes


@pytest.mark.parametrize(
    "read, meant",
    [
        ([("Quý", 0), ("HI/2022", 3)], "Quý III/2022"),
        ([("Quý", 0), ("11/2022", 2)], "Quý II/2022"),
        ([("Quý", 0), ("1/2020", 1)], "Quý I/2020"),
        ([("Quý", 0), ("IHI", 0), ("và", 0), ("Quý", 0), ("1V/2019", 1)], "Quý III và Quý IV/2019"),
        ([("Tháng", 0), ("11/2022", 2)], "Tháng 11/2022"),
        ([("QII/2022", 3)], "QII/2022"),  # nobody read what was counted: a side of the "Q" was, too
        ([("Q.IH/2022", 2), ("và", 0), ("1V/2022", 1)], "Q.II/2022 và IV/2022"),
        ([("Q1/2022", 1)], "Q1/2022"),
        ([("Q.1,", 1), ("TP.", 0)], "Q.1, TP."),
        ([("HI.", 3), ("KINH", 0), ("PHÍ", 0)], "III. KINH PHÍ"),
        ([("11", 2)], "11"),
        ([("1.", 1), ("Mục", 0)], "1. Mục"),
    ],
)
def test_numerals_are_read_by_their_strokes(read: list[tuple[str, int]], meant: str) -> None:
    repaired = repair_numerals([_word(text, strokes) for text, strokes in read])
    assert " ".join(w.text for w in repaired) == meant
    assert [w.raw_text for w in repaired] == [text for text, _ in read]


@pytest.mark.parametrize(
    "texts, strokes, meant",
    [
        (["QII", "Q.I", "Q.lI"], 1, "Q.II"),  # two of three mean II
        (["Q.II/2018", "Q.IHI/2018", "QIII/2018"], 1, "Q.III/2018"),
        (["Q-II/2023", "Q.I/2023", "Q.II/2023"], 3, "Q.II/2023"),
        (["QI", "ỌI", "Q.I"], 1, "Q.I"),  # who sees a point does not make it up
        (["QI", "QH", "QII"], 3, "QII"),
        (["QIV", "Q.IV"], 0, "Q.IV"),
        (["QH", "QII"], 2, "QH"),  # "Quốc hội"
        (["QI"], 2, "QI"),
        (["Q1", "Q.1"], 1, "Q1"),  # a part of a town, or a quarter in a figure
    ],
)
def test_most_readings_tell_a_numeral_behind_the_letter_of_a_quarter(
    texts: list[str], strokes: int, meant: str
) -> None:
    (repaired,) = repair_numerals([_word(texts[0], strokes, *texts[1:])])
    assert repaired.text == meant


@pytest.mark.parametrize("other, meant", [("QII/2022", "QII/2022"), ("QIII/2022", "QI/2022")])
def test_strokes_behind_a_letter_tell_which_reading_is_right(other: str, meant: str) -> None:
    (repaired,) = repair_numerals([_word("QI/2022", 2, other)])
    assert repaired.text == meant


@pytest.mark.parametrize(
    "texts, words",
    [
        (["QuýI,", "Quý|,", "Quý I,"], ["Quý", "I,"]),
        (["Quý|", "Quý I"], ["Quý", "|"]),
        (["QuýI"], ["Quý", "I"]),
        (["Quý!"], ["Quý!"]),  # nobody saw a blank
        (["Quý", "Quý I"], ["Quý"]),
        (["Qua", "Quý I"], ["Qua"]),
    ],
)
def test_a_quarter_is_parted_from_its_numeral_where_somebody_saw_the_blank(
    texts: list[str], words: list[str]
) -> None:
    assert [word.text for word in part_quarters([_word(texts[0], 0, *texts[1:])])] == words
