from datetime import UTC, datetime

import pytest

from kehoach.run.warehouse.rows import build_rows
from kehoach.run.warehouse.schemas import TABLES
from tests.kehoach import fakes

NOW = datetime(2020, 5, 1, tzinfo=UTC)


@pytest.fixture
def rows(tmp_path):
    source = fakes.make_source(tmp_path / "a.pdf")
    return build_rows(fakes.make_document(source), fakes.make_plan(source, tasks=2), "0.1.0+abc", NOW)


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_exactly_the_columns_of_their_table(rows, table):
    assert rows[table]
    assert all(set(row) == set(TABLES[table].names) for row in rows[table])


def test_document_row_sums_up_its_pages(rows):
    (document,) = rows["documents"]
    assert document["page_count"] == 2
    assert document["text_source"] == "mixed"
    assert document["mean_confidence"] == pytest.approx((0.9 * 100 + 1.0 * 300) / 400)


def test_evidence_and_period_are_spread(rows):
    deadline = rows["deadlines"][0]
    assert (deadline["kind"], deadline["page"], deadline["bbox"]) == ("quarter", 1, (10.0, 20.0, 30.0, 40.0))
