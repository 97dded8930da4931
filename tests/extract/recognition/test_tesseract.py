"""The real Tesseract on lines and pages drawn here."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

import extract.recognition.tesseract
from extract.recognition.recogniser import Recogniser
from extract.recognition.tesseract import find_rotation, load
from kehoach.errors import MissingProgram
from kehoach.settings import ExtractSettings
from tests.extract.pages import Gray, prose, sheet

TESSDATA = ExtractSettings().tessdata
TEXT = "Căn cứ Quyết định số 225/QĐ-TTg ngày 04 tháng 02 năm 2016"


def picture(text: str) -> Gray:
    page = sheet([(20, 20, text)], dpi=300)
    ys, xs = np.nonzero(page < 128)
    return np.ascontiguousarray(page[ys.min() - 6 : ys.max() + 6, xs.min() - 6 : xs.max() + 6])


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return load(TESSDATA)


def test_a_line_is_read_with_places_and_confidence(recogniser: Recogniser) -> None:
    line = picture(TEXT)
    (words,) = recogniser.read([line])
    assert " ".join(w.text for w in words) == TEXT
    assert all(0.4 < w.confidence <= 1 for w in words)
    assert all(a.x1 <= b.x0 for a, b in pairwise(words))
    assert words[0].x0 == pytest.approx(6, abs=4)
    assert words[-1].x1 == pytest.approx(line.shape[1] - 6, abs=4)


@pytest.mark.parametrize("height", [43, 44, 45, 132])
def test_words_stand_where_they_are_whatever_the_height(recogniser: Recogniser, height: int) -> None:
    line = picture(TEXT)
    scale = height / line.shape[0]
    scaled = cv2.resize(line, (round(line.shape[1] * scale), height), interpolation=cv2.INTER_AREA)
    (words,) = recogniser.read([np.asarray(scaled, np.uint8)])
    assert " ".join(w.text for w in words) == TEXT
    assert words[0].x0 == pytest.approx(6 * scale, abs=4 * scale)
    assert words[-1].x1 == pytest.approx(scaled.shape[1] - 6 * scale, abs=4 * scale)


def test_each_line_by_itself(recogniser: Recogniser) -> None:
    read = recogniser.read([picture("Sở Nội vụ"), picture("Quý II")])
    assert [" ".join(w.text for w in words) for words in read] == ["Sở Nội vụ", "Quý II"]
    assert recogniser.read([]) == []


def test_the_program_reads_as_the_library_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract.recognition.tesseract, "tesserocr", None)
    (words,) = load(TESSDATA).read([picture(TEXT)])
    assert " ".join(w.text for w in words) == TEXT
    assert words[0].x0 == pytest.approx(6, abs=4)


def test_without_a_vietnamese_model(tmp_path: Path) -> None:
    with pytest.raises(MissingProgram) as raised:
        load(tmp_path)
    assert "tesseract-ocr-vie" in raised.value.advice


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_how_far_a_page_is_to_be_turned(turns: int) -> None:
    page = sheet(prose(count=36, top=60), dpi=110)
    assert find_rotation(np.ascontiguousarray(np.rot90(page, turns)), TESSDATA) == 90 * turns


def test_an_empty_page_is_not_turned() -> None:
    assert find_rotation(sheet(dpi=100), TESSDATA) == 0


def test_without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "no-such-program")
    with pytest.raises(MissingProgram):
        find_rotation(cv2.resize(sheet(dpi=100), None, fx=0.5, fy=0.5), TESSDATA)
