"""The samples through the real stages, compared with what their sources say.

A text layer must come out without a fault. Of a scan a few letters may be misread, but no value may be wrong
without a flag that warns of it.
"""

import json
import re
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from kehoach.run.batch import run_batch
from kehoach.run.warehouse.store import load_table
from kehoach.settings import RunSettings, Settings

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (SAMPLES / "expected").glob("*.json")
}
TABLES = ("documents", "sections", "tasks", "deadlines", "citations", "values", "flags", "pages")
CELLS = {
    "stt": "number",
    "content": "content",
    "product": "product",
    "lead": "lead_text",
    "coordination": "coordination_text",
    "due": "due_text",
    "note": "note",
}


_TOLERATED = {"text-layer": 0.0, "ocr": 0.005}  # of the letters of the body


def _source(rows):
    return rows["documents"][0]["text_source"]


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("e2e") / "warehouse"
    report = run_batch([str(SAMPLES)], folder, Settings(run=RunSettings(jobs=2)), lambda file, total: None)
    assert report.exit_code == 0, report.files
    return {name: load_table(folder, name) for name in TABLES}


@pytest.fixture(params=sorted(EXPECTED))
def pair(request, tables):
    """A sample's expected findings and its rows by table."""
    (document,) = (row for row in tables["documents"] if row["source_path"].startswith(request.param))
    rows = {
        name: [row for row in table if row["doc_id"] == document["doc_id"]] for name, table in tables.items()
    }
    return EXPECTED[request.param], rows


def test_head(pair):
    expected, rows = pair
    head = rows["documents"][0]
    wanted = {**expected["document"], "number": expected["document"]["number"].replace(" ", "")}
    assert {name: str(head[name]) for name in wanted} == {name: str(value) for name, value in wanted.items()}


def test_text_source(pair):
    expected, rows = pair
    wanted = "ocr" if expected["id"] == "hna-snnptnt-2021" else "text-layer"
    assert {page["text_source"] for page in rows["pages"]} == {wanted}


def test_topmost_sections(pair):
    expected, rows = pair
    found = [(row["label"], row["title"]) for row in rows["sections"] if row["level"] == 1]
    assert found == [(section["label"], section["title"]) for section in expected["sections"]]


def test_body_text(pair):
    expected, rows = pair
    found = " ".join(_plain(row["text"]) for row in rows["sections"])
    body = " ".join(map(_plain, expected["body"]))
    assert Levenshtein.distance(found, body) <= _TOLERATED[_source(rows)] * len(body)


def test_citations(pair):
    expected, rows = pair
    found = sorted((row["type"], row["number"]) for row in rows["citations"])
    assert found == sorted((citation["type"], citation["number"]) for citation in expected["citations"])


def test_dates_of_citations(pair):
    expected, rows = pair
    dated = {(citation["number"], citation["date"]) for citation in expected["citations"] if citation["date"]}
    assert dated <= {(row["number"], str(row["issued_on"])) for row in rows["citations"]}


def test_cells_of_tasks(pair):
    expected, rows = pair
    flagged = {(value["row_id"], value["field"]) for value in rows["values"] if value["flagged"]}
    assert len(rows["tasks"]) == len(expected["tasks"])
    for row, task in zip(rows["tasks"], expected["tasks"], strict=True):
        for name, column in CELLS.items():
            right = _plain(row[column]) == _plain(task[name])
            assert right or (_source(rows) == "ocr" and (row["task_id"], column) in flagged), (
                column,
                row[column],
            )


def test_groups_of_tasks(pair):
    expected, rows = pair
    found = [(row["group_label"], row["group_title"]) for row in rows["tasks"]]
    assert found == [(task["group"], task["group_title"]) for task in expected["tasks"]]


def test_deadlines_of_tasks(pair):
    expected, rows = pair
    due = {row["task_id"]: [] for row in rows["tasks"]}
    for row in rows["deadlines"]:
        if row["task_id"]:
            due[row["task_id"]].append(_period(row))
    assert list(due.values()) == [
        [_period(deadline) for deadline in task["deadline"]] for task in expected["tasks"]
    ]


def test_every_row_stands_on_a_page(pair):
    _, rows = pair
    pages = {page["page"]: page for page in rows["pages"]}
    for name in ("sections", "tasks", "deadlines", "citations"):
        for row in rows[name]:
            x0, top, x1, bottom = row["bbox"]
            page = pages[row["page"]]
            assert 0 <= x0 < x1 <= page["width"] + 1, (name, row)
            assert 0 <= top < bottom <= page["height"] + 1, (name, row)


def test_ids_point_to_rows(pair):
    _, rows = pair
    tasks = {row["task_id"] for row in rows["tasks"]}
    sections = {row["section_id"] for row in rows["sections"]}
    for name in ("tasks", "deadlines", "citations"):
        assert {row["task_id"] for row in rows[name]} <= tasks | {None}
        assert {row["section_id"] for row in rows[name]} <= sections | {None}
    assert {row["parent_id"] for row in rows["sections"]} <= sections | {None}


def _plain(text):
    """Blanks and kinds of dashes and quotes apart, which a scan does not tell reliably."""
    text = (text or "").replace("–", "-").replace("“", '"').replace("”", '"')
    return re.sub(r"\s*([-/])\s*", r"\1", " ".join(text.split()))


def _period(row):
    return row["kind"], str(row["start"]), str(row["end"])
