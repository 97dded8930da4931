from datetime import UTC, date, datetime

import pytest

from kehoach.run.engines.engine import Job
from kehoach.run.engines.worker import encode_reading
from kehoach.run.warehouse.results import count_rows, decode_result, encode_result, read_head, result_rows
from kehoach.run.warehouse.rows import build_rows
from kehoach.run.warehouse.schemas import TABLES
from kehoach.settings import ExtractSettings
from tests.kehoach import fakes


@pytest.fixture
def reading(tmp_path):
    source = fakes.make_source(tmp_path / "a.pdf")
    job = Job(source, ExtractSettings(), "key", "0.1.0+abc")
    return encode_reading(job, fakes.make_document(source), fakes.make_plan(source, tasks=3))


def test_head_comes_back(tmp_path, reading):
    head, payload = reading
    (tmp_path / "r.arrow").write_bytes(payload)
    assert read_head(tmp_path / "r.arrow") == head
    assert head.counts.tasks == 3
    assert head.counts.cited == 1  # two mentions of one decree


@pytest.mark.parametrize("table", TABLES)
def test_tables_come_back(reading, table):
    assert decode_result(reading[1])[table].schema.equals(TABLES[table])


def test_rows_come_back(reading):
    rows = result_rows(reading[1])
    assert rows["tasks"][2]["lead"] == ["Văn phòng Sở", "Thanh tra Sở"]
    assert rows["deadlines"][0]["end"] == date(2020, 3, 31)


def test_a_row_without_a_needed_value_is_refused(tmp_path, reading):
    source = fakes.make_source(tmp_path / "a.pdf")
    document, plan = fakes.make_document(source), fakes.make_plan(source)
    rows = dict(build_rows(document, plan, "0", datetime.now(UTC)))
    rows["tasks"][0]["source"] = None
    with pytest.raises(ValueError, match="rows of tasks lack source"):
        encode_result(reading[0], rows)


def test_empty_tables_are_no_exception(tmp_path, reading):
    source = fakes.make_source(tmp_path / "a.pdf")
    document, plan = fakes.make_document(source), fakes.make_plan(source, tasks=0)
    rows = build_rows(document, plan, "0", datetime.now(UTC))
    assert decode_result(encode_result(reading[0], rows))["tasks"].num_rows == 0
    assert count_rows(rows).deadlines == 0
