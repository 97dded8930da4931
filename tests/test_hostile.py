"""A folder of hostile files through the real stages: each is told, none takes anything along."""

import io
from pathlib import Path

import pikepdf
import pytest
from rich.console import Console

from kehoach.run.batch import run_batch
from kehoach.run.one_file import read_one
from kehoach.run.report_page import report_page
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table
from kehoach.settings import ExtractSettings, RunSettings, Settings
from kehoach.show import render_report
from tests import hostile

TOLD = {"unreadable_file", "encrypted", "too_large", "memory"}
# pdfium draws it twice as often at each depth: only the limits of time and memory end that
LIMITED = {"form-draws-itself.pdf"}
SAMPLES = Path(__file__).parents[1] / "samples"
LIMITS = RunSettings(jobs=2, document_seconds=90.0, page_seconds=90.0)
# what cannot be opened, or what holds nothing, whatever reads it
MUST_FAIL = {
    "empty.pdf": "unreadable_file",
    "text.pdf": "unreadable_file",
    "header-only.pdf": "unreadable_file",
    "zero-pages.pdf": "unreadable_file",
    "many-pages.pdf": "too_large",
    "many-pages.tif": "too_large",
    "huge-page.pdf": "too_large",
    "bomb.png": "too_large",
    "encrypted.pdf": "encrypted",
    "encrypted-old.pdf": "encrypted",
    "pipe.pdf": "unreadable_file",
    "device.pdf": "unreadable_file",
    "broken-link.pdf": "unreadable_file",
    "looping-link.pdf": "unreadable_file",
    "line\nfeed.pdf": "unreadable_file",
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    hostile.write_all(folder / "in")
    report = run_batch([str(folder / "in")], folder / "wh", Settings(run=LIMITS), lambda file, total: None)
    return report, folder / "wh"


def test_every_file_is_told(outcome):
    report, _ = outcome
    assert len(report.files) == len(hostile.FILES) + len(hostile.NAMES) + 5
    others = [file for file in report.files if file.outcome not in ("read", "failed")]
    assert [(file.name, file.outcome, file.reason) for file in others] == [
        ("folder-that-loops", "skipped", "linked_folder")
    ]
    failed = [file for file in report.files if file.outcome == "failed"]
    assert not [file for file in failed if file.reason not in TOLD and file.name not in LIMITED]
    assert all(file.message and file.advice for file in failed)


def test_none_takes_long(outcome):
    report, _ = outcome
    assert max(file.seconds or 0 for file in report.files) < LIMITS.document_seconds + 5


@pytest.mark.parametrize("name", MUST_FAIL)
def test_reason(outcome, name):
    (file,) = (file for file in outcome[0].files if file.name == name)
    assert (file.outcome, file.reason) == ("failed", MUST_FAIL[name])


def test_no_partial_rows(outcome):
    report, folder = outcome
    read = {file.doc_id: file for file in report.files if file.outcome == "read"}
    assert {row["doc_id"] for row in load_table(folder, "documents")} == set(read)
    for table in TABLES:
        assert {row["doc_id"] for row in load_table(folder, table)} <= set(read)
    pages = [row["doc_id"] for row in load_table(folder, "pages")]
    assert all(pages.count(doc_id) == file.counts.pages for doc_id, file in read.items())


def test_names_harm_neither_page_nor_terminal(outcome):
    report, _ = outcome
    page = report_page(report, [])
    assert page.count("<script>") == 1  # ours
    assert "<img" not in page
    console = Console(file=io.StringIO(), width=300)
    console.print(render_report(report))
    assert all(line.isprintable() for line in console.file.getvalue().split("\n"))


def test_a_password_from_the_file_opens(tmp_path):
    path = tmp_path / "locked.pdf"
    with pikepdf.open(SAMPLES / "ls-stc-2022.digital.pdf") as made:
        made.save(path, encryption=pikepdf.Encryption(user="mật khẩu", owner="x", R=6))
    (tmp_path / "passwords").write_text("wrong\nmật khẩu\n", encoding="utf-8")
    settings = Settings(extract=ExtractSettings(passwords_file=tmp_path / "passwords"), run=LIMITS)
    rows = read_one(str(path), settings)
    assert {page["text_source"] for page in rows["pages"]} == {"text-layer"}
    assert rows["tasks"]
