"""Files from their bytes to one document, with Tesseract alone."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest

import extract.document
from extract import read_document
from extract.recognition import tesseract
from extract.recognition.ensemble import Ensemble
from kehoach import progress
from kehoach.errors import UnreadableFile
from kehoach.progress import Allowance
from kehoach.records import Document, Source
from kehoach.settings import ExtractSettings
from tests.extract import pages
from tests.extract.pages import SENTENCES, pdf_of, prose, sheet, typeset

SETTINGS = ExtractSettings(max_page_pixels=20_000_000)
PRINTED = sheet(prose(count=6), dpi=180)


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    return Ensemble((tesseract.load(SETTINGS.tessdata),))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, ensemble: Ensemble) -> None:
    monkeypatch.setattr("extract.document.load_ensemble", lambda _: ensemble)


def read(pdf: pikepdf.Pdf, folder: Path) -> Document:
    path = folder / "plan.pdf"
    pdf.save(path)
    return read_document(Source(path, path.name, "0" * 64), SETTINGS)


def born_digital() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(typeset([(85, 100 + 18 * k, text) for k, text in enumerate(SENTENCES)])))


def test_a_text_layer_is_read_without_recognisers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.document.load_ensemble", lambda _: pytest.fail("no recogniser is needed"))
    document = read(born_digital(), tmp_path)
    assert document.text.splitlines() == list(SENTENCES)
    assert document.recognisers == document.doubts == ()
    assert [page.text_source for page in document.pages] == ["text-layer"]
    assert {word.confidence for word in document.words} == {1.0}


@pytest.mark.parametrize(
    "wrong",
    [
        b"1 beginbfrange <0030> <0038> <0031> endbfrange",  # each figure is the next one
        b"1 beginbfrange <0061> <0079> <0062> endbfrange",  # each small letter without marks
    ],
)
def test_a_text_layer_that_differs_from_the_picture_is_not_believed(
    wrong: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = pages._TO_UNICODE
    monkeypatch.setattr(pages, "_TO_UNICODE", sound.replace(b"endcmap", wrong + b" endcmap"))
    monkeypatch.setattr("extract.document.is_trusted", lambda _: True)  # spelling alone would tell letters
    document = read(born_digital(), tmp_path)
    (doubt,) = [d for d in document.doubts if d.rule == "untrusted_text_layer"]
    assert doubt.page == 1 and "–" in (doubt.value or "")
    assert [page.text_source for page in document.pages] == ["ocr"]
    assert "năm 2016" in document.text


def test_pages_of_both_kinds_in_one_file(tmp_path: Path) -> None:
    pdf = born_digital()
    pdf.pages.extend(pdf_of(PRINTED).pages)
    document = read(pdf, tmp_path)
    assert [page.text_source for page in document.pages] == ["text-layer", "ocr"]
    assert document.recognisers == ("tesseract",)
    assert document.doubts == ()
    assert document.text.count("Chính phủ phê duyệt Kế hoạch") == 2


def test_pages_that_cannot_be_read_say_so_and_leave_the_others_be(tmp_path: Path) -> None:
    pdf = pdf_of(PRINTED, np.zeros_like(PRINTED), PRINTED)
    pdf.pages[2].MediaBox = [0, 0, 14_400, 14_400]
    document = read(pdf, tmp_path)
    assert [page.unreadable for page in document.pages] == [None, "black", "too_large"]
    assert [doubt.page for doubt in document.doubts if doubt.rule == "unreadable_page"] == [2, 3]
    assert {word.page for word in document.words} == {1}
    assert len(document.lines) == 6


def test_where_no_page_can_be_opened_the_file_is_refused(tmp_path: Path) -> None:
    pdf = pdf_of(PRINTED)
    pdf.pages[0].MediaBox = [0, 0, 14_400, 14_400]
    with pytest.raises(UnreadableFile):
        read(pdf, tmp_path)


@pytest.mark.parametrize("error", [TypeError("oops"), MemoryError()])
def test_what_a_library_says_of_a_broken_page_costs_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*arguments: object) -> None:
        raise error

    monkeypatch.setattr("extract.document.is_trusted", lambda layer: True)
    pdf = born_digital()
    pdf.pages.extend(born_digital().pages)
    calls = iter([None, broken])
    original = extract.document.read_text_page
    monkeypatch.setattr(
        "extract.document.read_text_page", lambda *arguments: (next(calls) or original)(*arguments)
    )
    document = read(pdf, tmp_path)
    reason = "memory" if isinstance(error, MemoryError) else "internal_error"
    assert [page.unreadable for page in document.pages] == [None, reason]
    assert document.text.splitlines() == list(SENTENCES)


def test_pages_that_are_left_out_or_for_which_there_is_no_time(tmp_path: Path) -> None:
    pdf = born_digital()
    pdf.pages.extend(born_digital().pages)
    progress.begin(Allowance(((2, "crash"),)))
    try:
        assert [page.unreadable for page in read(pdf, tmp_path).pages] == [None, "crash"]
        progress.begin(Allowance(pages=1))
        assert [page.unreadable for page in read(pdf, tmp_path).pages] == [None, "timeout"]
        progress.begin(Allowance(seconds=0.0))
        with pytest.raises(UnreadableFile, match="timeout"):
            read(pdf, tmp_path)
    finally:
        progress.begin(Allowance())
