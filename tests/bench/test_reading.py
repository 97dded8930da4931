import pickle
from dataclasses import replace
from pathlib import Path

import pyarrow.dataset as ds
import pytest

import extract
from bench import reading
from bench.scans import Case
from kehoach import language, records
from tests.bench.factories import make_gold
from tests.layout import appendix, closing, make_document, plan_head, prose


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "plan.fax.pdf"
    path.write_bytes(b"no PDF at all")
    return Case(path, "fax", make_gold())


def test_what_was_read_before_is_not_read_again(case, tmp_path):
    document = make_document(plan_head())
    kept = tmp_path / "documents" / f"{reading._key(reading._identify(case.path))}.pkl"
    kept.parent.mkdir()
    kept.write_bytes(pickle.dumps(document))
    assert reading.read_documents([case], tmp_path, jobs=1) == ({"plan.fax": document}, {})


def test_changed_bytes_are_read_again(case):
    before = reading._key(reading._identify(case.path))
    case.path.write_bytes(b"other bytes")
    assert reading._key(reading._identify(case.path)) != before


@pytest.mark.parametrize("package", [extract, records, language])
def test_what_was_kept_is_read_anew_after_a_change_of_what_reads(package, tmp_path, monkeypatch):
    before = reading.reader_version.__wrapped__()
    (tmp_path / "new.py").write_text("CHANGED = True\n", encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    assert reading.reader_version.__wrapped__() != before


def test_a_file_that_cannot_be_read_says_why(case, tmp_path):
    target = tmp_path / "kept.pkl"
    assert reading._read(reading._identify(case.path), target).startswith("unreadable_file: ")
    assert not target.exists()


def test_rows_and_tables(tmp_path):
    lines = [*plan_head(), *prose(200, "I. MỤC TIÊU", "Rà soát văn bản."), *closing(400), *appendix()]
    document = make_document(lines)
    source = replace(document.source, path=Path("plan.fax.pdf"), name="plan.fax.pdf")
    rows = reading.find_rows({"plan.fax": replace(document, source=source)}, tmp_path)
    assert rows["plan.fax"]["documents"][0]["number"] == "286/KH-SNV"
    (stored,) = ds.dataset(tmp_path / "tables" / "documents").to_table().to_pylist()
    assert (stored["source_path"], stored["plan_year"]) == ("plan.fax.pdf", 2020)
