"""One plan in two files: found by number, issuer and date, told, and counted once."""

from dataclasses import replace
from datetime import UTC, datetime

import duckdb
import pytest

from kehoach.review.stock import Stock
from kehoach.run.batch import run_batch
from kehoach.run.corrections.copies import find_copies
from kehoach.run.corrections.entry import Anchor, Entry
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.publish import publish
from kehoach.run.warehouse.store import load_table
from kehoach.settings import RunSettings, Settings
from tests.kehoach.fakes import make_head

HEAD = make_head(
    "a", number="286/KH-SGTVT", issued_on="2020-01-22", issuer="Sở Giao thông vận tải", confidence=0.9
)


def copies(*heads):
    return {doc_id: best.doc_id for doc_id, best in find_copies(heads).items()}


@pytest.mark.parametrize(
    "other, found",
    [
        ({}, {"a": "b"}),  # as sure: the one that comes later
        ({"confidence": 0.8}, {"b": "a"}),
        ({"confidence": 0.95}, {"a": "b"}),
        ({"issuer": "SỞ GIAO THÔNG VẬN TẢI"}, {"a": "b"}),
        ({"number": "287/KH-SGTVT"}, {}),
        ({"issued_on": "2020-01-23"}, {}),
        ({"issuer": "Sở Tư pháp"}, {}),
        ({"parent_issuer": "UBND tỉnh Bắc Ninh"}, {}),
    ],
)
def test_copies_have_the_same_number_issuer_and_date(other, found):
    assert copies(HEAD, replace(HEAD, doc_id="b", **other)) == found


@pytest.mark.parametrize("name", ["number", "issued_on", "issuer"])
def test_what_was_not_read_is_no_likeness(name):
    assert copies(replace(HEAD, **{name: None}), replace(HEAD, doc_id="b", **{name: None})) == {}


def test_the_copy_with_the_most_tasks_is_the_best_however_sure_the_others():
    whole = replace(HEAD, doc_id="b", confidence=0.7, counts=replace(HEAD.counts, tasks=9))
    assert copies(HEAD, whole, replace(HEAD, doc_id="c")) == {"a": "b", "c": "b"}


@pytest.fixture
def folder(fake_stages, write, tmp_path):
    write("a.pdf", tasks=3)
    write("b.pdf", tasks=5)
    write("c.pdf", tasks=5, number="9/KH-SGTVT")
    return tmp_path / "wh"


def run(folder):
    settings = Settings(run=RunSettings(jobs=1))
    assert run_batch([str(folder.parent / "in")], folder, settings, lambda file, total: None).exit_code == 0
    return {row["source_path"]: row for row in load_table(folder, "documents")}


def test_a_copy_is_told_and_counted_once(folder):
    documents = run(folder)
    assert documents["a.pdf"]["same_document_as"] == documents["b.pdf"]["doc_id"]
    assert [documents[name]["same_document_as"] for name in ("b.pdf", "c.pdf")] == [None, None]
    (flag,) = [row for row in load_table(folder, "flags") if row["rule"] == "same_document"]
    assert (flag["doc_id"], flag["severity"], flag["suggestion"]) == (
        documents["a.pdf"]["doc_id"],
        "info",
        "b.pdf",
    )
    assert "(5 nhiệm vụ, ở đây 3)" in flag["reason"]
    session = duckdb.connect()
    session.execute(f"SET file_search_path = '{folder}'")
    session.execute((folder / "views.sql").read_text(encoding="utf-8"))
    assert session.execute("SELECT count(*) FROM plans").fetchone() == (2,)
    assert session.execute("SELECT count(DISTINCT task_id) FROM task_deadlines").fetchone() == (10,)


def test_a_copy_that_is_found_later_or_gone_changes_the_others(folder, write):
    (folder.parent / "in" / "b.pdf").rename(folder.parent / "b.pdf")
    assert run(folder)["a.pdf"]["same_document_as"] is None
    (folder.parent / "b.pdf").rename(folder.parent / "in" / "b.pdf")
    documents = run(folder)
    assert documents["a.pdf"]["same_document_as"] == documents["b.pdf"]["doc_id"]


def decide(folder, doc_id, action, field, after=None):
    anchor = Anchor(doc_id, "documents", doc_id, field, 1)
    entry = Entry(f"{action}-{doc_id}", datetime(2024, 1, 1, tzinfo=UTC), "Lan", action, anchor, after=after)
    CorrectionLog(folder).append([entry])
    publish(folder)
    return {row["source_path"]: row["same_document_as"] for row in load_table(folder, "documents")}


def test_a_steward_can_say_that_it_is_another_document(folder):
    doc_id = run(folder)["a.pdf"]["doc_id"]
    assert decide(folder, doc_id, "dismiss", "same_document_as")["a.pdf"] is None
    (flag,) = [row for row in load_table(folder, "flags") if row["rule"] == "same_document"]
    assert flag["status"] == "dismissed"
    assert Stock(folder).rows(doc_id)["documents"][0]["same_document_as"] is None


def test_a_corrected_number_makes_and_unmakes_copies(folder):
    documents = run(folder)
    a, b, c = (documents[name]["doc_id"] for name in ("a.pdf", "b.pdf", "c.pdf"))
    found = decide(folder, c, "correct", "number", "286/KH-SGTVT")
    best = max(b, c)
    assert {found["a.pdf"], found["b.pdf"], found["c.pdf"]} == {best, None}
    assert decide(folder, a, "correct", "number", "10/KH-SGTVT")["a.pdf"] is None
