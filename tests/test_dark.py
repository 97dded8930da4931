"""The dark test: a plan of which no word was read surely has no value that nobody is warned of.

It walks the declaration of the tables, so that a new column cannot be forgotten: one that says that it is
read from a page must have a doubted row of `values` for every value.
"""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from extract import read_document
from kehoach.records import Source
from kehoach.run.warehouse.rows import build_rows
from kehoach.run.warehouse.schemas import TABLES
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan

PLANS = (
    Path(__file__).parents[1] / "samples/ls-stc-2022.digital.pdf",
    *sorted((Path(__file__).parent / "data/fuzz").glob("*.pdf")),
)
ID = {
    "documents": "doc_id",
    "sections": "section_id",
    "tasks": "task_id",
    "deadlines": "deadline_id",
    "citations": "citation_id",
    "tables": "table_id",
}
DARK = 0.3


@pytest.fixture(scope="module", params=PLANS, ids=lambda path: path.stem)
def document(request):
    source = Source(request.param, request.param.name, sha256(request.param.read_bytes()).hexdigest())
    return read_document(source, ExtractSettings())


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


def rows_of(document, nlp):
    plan = build_plan(document, find_spans(document, nlp))
    return build_rows(document, plan, "0", datetime(2020, 1, 1, tzinfo=UTC))


def read_columns(table):
    kinds = {field.name: field.metadata[b"kind"].decode() for field in TABLES[table]}
    assert set(kinds.values()) <= {"read", "derived", "technical"}
    return [name for name, kind in kinds.items() if kind == "read"]


def published(table, column, row):
    """The fields of `values` that a column's value stands in, and what should be there."""
    if table == "tables":
        return {item["role"]: item["role"] for item in row["columns"]}
    return {} if row[column] is None else {column: str(row[column])}


@pytest.mark.parametrize("table", TABLES)
def test_every_value_that_is_read_is_a_row_of_values(table, document, nlp):
    rows = rows_of(document, nlp)
    values = {(v["table"], v["row_id"], v["field"]): v["value"] for v in rows["values"]}
    assert len(values) == len(rows["values"])
    for column in read_columns(table):
        for row in rows[table]:
            for field, value in published(table, column, row).items():
                assert values[table, row[ID[table]], field] == value


def test_in_the_dark_every_value_is_flagged(document, nlp):
    dark = replace(document, words=tuple(replace(word, confidence=DARK) for word in document.words))
    rows = rows_of(dark, nlp)
    flagged = {(v["table"], v["row_id"], v["field"]) for v in rows["values"] if v["flagged"]}
    for table in TABLES:
        for column in read_columns(table):
            for row in rows[table]:
                for field in published(table, column, row):
                    assert (table, row[ID[table]], field) in flagged
    assert all(value["likelihood"] < 0.95 for value in rows["values"])


def test_in_the_light_nothing_is_doubted_for_its_words(document, nlp):
    rules = {flag["rule"] for flag in rows_of(document, nlp)["flags"]}
    assert not rules & {
        "low_confidence",
        "odd_word",
        "lookalike",
        "label_gap",
        "unread_label",
        "group_label_gap",
    }
