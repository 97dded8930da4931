"""The tables are what analysts were promised, column by column."""

import re

import pytest

from kehoach.run.warehouse.schemas import SCHEMA_VERSION, TABLES

BOX = "fixed_size_list<item: float>[4]"
NAMES = "list<item: string>"
CANDIDATES = "list<item: struct<text: string, recogniser: string>>"

# name and type; columns beyond these are allowed
CONTRACT = {
    "documents": """doc_id string, source_path string, source_sha256 string, doc_type string, number string,
        issuer string, parent_issuer string, place string, issued_on date32[day], title string, plan_year int16,
        signer string, signer_title string, document_key string, issuer_key string, province string,
        same_document_as string, first_page int32, page_count int32, text_source string, mean_confidence float,
        pipeline_version string, processed_at timestamp[us, tz=UTC]""",
    "sections": """doc_id string, section_id string, parent_id string, ordinal int32, level int16, label string,
        title string, text string, page int32, bbox BOX, confidence float""",
    "tasks": """doc_id string, task_id string, ordinal int32, source string, group_label string, group_title string,
        number string, content string, product string, lead_text string, lead NAMES, coordination_text string,
        coordination NAMES, due_text string, note string, section_id string, table_id string, table_row int32,
        page int32, bbox BOX, confidence float""",
    "deadlines": """doc_id string, deadline_id string, task_id string, section_id string, text string, kind string,
        relation string, start date32[day], end date32[day], recurrence string, anchor string, year_inferred bool,
        page int32, bbox BOX, confidence float""",
    "citations": """doc_id string, citation_id string, section_id string, task_id string, text string, type string,
        number string, number_text string, document_key string, year int16, issued_on date32[day], issuer string,
        article string, relation string, repaired bool, char_start int32, char_end int32, page int32, bbox BOX,
        confidence float""",
    "tables": """doc_id string, table_id string, ordinal int32, holds_tasks bool, likelihood float,
        flagged bool""",
    "values": """doc_id string, table string, row_id string, field string, value string, raw_text string, page int32,
        bbox BOX, likelihood float, candidates CANDIDATES, repair string, flagged bool""",
    "flags": """doc_id string, flag_id string, table string, row_id string, field string, rule string,
        severity string, value string, suggestion string, reason string, page int32, bbox BOX, word_bbox BOX,
        likelihood float, candidates CANDIDATES, group_key string, subject string, confidence float,
        status string""",
    "pages": """doc_id string, page int32, width float, height float, rotation int16, skew float, dpi float,
        text_source string, mean_confidence float, word_count int32, unexplained_ink float, text string""",
}
EXTRA = {
    ("values", "reviewed"),
    ("tables", "parts"),
    ("tables", "columns"),
    ("documents", "recognisers"),
    ("pages", "unreadable"),
    *(("tasks", f"{names}_{form}") for names in ("lead", "coordination") for form in ("full", "today")),
}


def test_tables_are_the_nine():
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("table", CONTRACT)
def test_columns_and_types(table):
    named = {"BOX": BOX, "NAMES": NAMES, "CANDIDATES": CANDIDATES}
    promised = dict(item.split(" ", 1) for item in re.split(r",\s+(?!tz)", CONTRACT[table]))
    promised = {name: named.get(kind, kind) for name, kind in promised.items()}
    actual = {field.name: str(field.type) for field in TABLES[table]}
    assert {name: actual.get(name) for name in promised} == promised
    assert {(table, name) for name in actual.keys() - promised.keys() - {"plan_year"}} <= EXTRA


@pytest.mark.parametrize("table", CONTRACT)
def test_every_column_is_described(table):
    assert all(field.metadata[b"description"] for field in TABLES[table])
    assert {field.metadata[b"kind"] for field in TABLES[table]} <= {b"read", b"derived", b"technical"}
    assert TABLES[table].metadata[b"description"]


@pytest.mark.parametrize("table", CONTRACT)
def test_every_row_has_its_plan_year(table):
    assert str(TABLES[table].field("plan_year").type) == "int16"
    assert TABLES[table].field("plan_year").nullable is False


@pytest.mark.parametrize("table", CONTRACT)
def test_the_version_of_the_schema_is_told(table):
    assert TABLES[table].metadata[b"schema_version"].decode() == SCHEMA_VERSION
