from random import Random

import pytest

from kehoach.review.items import build_items, doubted_tables, item_key, sample_item
from kehoach.review.labels import chance, field_name, percent
from tests.kehoach.run.corrections.factories import DOC, TABLE, doubt, make_rows


def test_all_reasons_for_one_value_stand_together():
    rows = make_rows()
    doubt(rows, "tasks", f"{DOC}-t0002", "lead_text", "Sở Tài pháp", rule="lookalike")
    (item,) = build_items(rows)
    assert [reason.rule for reason in item.reasons] == ["low_confidence", "lookalike"]
    assert item.candidates == ("Sở Tư pháp", "Sở Tài pháp")


def test_the_worst_comes_first_by_what_an_error_costs():
    rows = make_rows(
        doubted=[("t0001", "product", None), ("t0002", "lead_text", None), ("t0003", "due_text", None)]
    )
    rows["flags"][2]["likelihood"] = 0.1
    assert [item.place[2] for item in build_items(rows)] == ["due_text", "lead_text", "product"]


def test_a_doubt_about_the_document_is_an_item_of_its_own():
    rows = make_rows()
    doubt(rows, "tasks", f"{DOC}-t0002", "lead_text", rule="ended_agency", subject="document")
    assert {item.queue for item in build_items(rows)} == {"reading", "document"}


@pytest.mark.parametrize("status", ["accepted", "corrected", "dismissed"])
def test_closed_doubts_are_no_items(status):
    rows = make_rows()
    rows["flags"][0]["status"] = status
    assert build_items(rows) == ()


def test_doubts_about_tables_are_asked_at_the_tables():
    rows = make_rows(doubted=())
    doubt(rows, "tables", TABLE, None)
    rows["tables"][0]["flagged"] = True
    assert build_items(rows) == ()
    assert [table.table_id for table in doubted_tables(rows)] == [TABLE]


def test_a_sample_is_an_undoubted_value():
    drawn = {sample_item(make_rows(), Random(seed)).place for seed in range(40)}
    assert ("tasks", f"{DOC}-t0002", "lead_text") not in drawn
    assert len(drawn) > 10


def test_a_document_without_undoubted_values_has_no_sample():
    rows = make_rows()
    for value in rows["values"]:
        value["flagged"] = True
    assert sample_item(rows, Random(1)) is None


def test_a_place_keeps_its_key():
    assert item_key("d", ("tasks", "t", "content")) == "34a364caeb969cda3c94"


@pytest.mark.parametrize(
    ("likelihood", "words"),
    [
        (0.0, "dưới 5 %"),
        (0.049, "dưới 5 %"),
        (0.05, "khoảng 5 %"),
        (0.648, "khoảng 65 %"),
        (0.97, "khoảng 97 %"),
        (0.98, "trên 97 %"),
    ],
)
def test_likelihoods_in_words(likelihood, words):
    assert chance(likelihood) == words


def test_names_of_fields():
    assert field_name("tasks", "due_text") == "Thời hạn"
    assert field_name("pages", None) == "Trang"
    assert percent(0.0123) == "1,2 %"
