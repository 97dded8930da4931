import random
from datetime import UTC, date, datetime

import pytest

from kehoach.records import SpotCheck
from kehoach.run.engines.engine import Job
from kehoach.run.engines.worker import encode_reading
from kehoach.run.warehouse.results import (
    DamagedError,
    count_rows,
    decode_result,
    encode_result,
    join_results,
    move_result,
    read_head,
    result_rows,
)
from kehoach.run.warehouse.rows import build_rows
from kehoach.run.warehouse.schemas import TABLES
from kehoach.settings import ExtractSettings
from tests.kehoach import fakes


@pytest.fixture
def reading(tmp_path):
    source = fakes.make_source(tmp_path / "a.pdf")
    job = Job(source, ExtractSettings(), "key", "0.1.0+abc")
    return encode_reading(job, fakes.make_document(source), fakes.make_plan(source, tasks=3))


def test_head_comes_back(reading):
    head, payload = reading
    assert read_head(payload)[0] == head
    assert head.counts.tasks == 3
    assert head.counts.cited == 1  # two mentions of one decree


@pytest.mark.parametrize("table", TABLES)
def test_tables_come_back(reading, table):
    assert join_results([decode_result(reading[1])])[table].schema.equals(TABLES[table])


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
    assert join_results([decode_result(encode_result(reading[0], rows))])["tasks"].num_rows == 0
    assert count_rows(rows, ()).deadlines == 0


def test_a_moved_result_has_other_names_and_the_same_rows(reading):
    head, data = move_result(reading[1], "b/c.pdf", "/in/b/c.pdf")
    assert (head.name, head.path, head.doc_id) == ("b/c.pdf", "/in/b/c.pdf", reading[0].doc_id)
    before, after = result_rows(reading[1]), result_rows(data)
    assert [row.pop("source_path") for row in after["documents"]] == ["b/c.pdf"]
    assert [row.pop("source_path") for row in before["documents"]] == ["a.pdf"]
    assert before == after


def test_results_are_joined_in_order(reading):
    _, moved = move_result(reading[1], "b.pdf", "/in/b.pdf")
    joined = join_results([decode_result(moved), decode_result(reading[1])])
    assert joined["documents"].column("source_path").to_pylist() == ["b.pdf", "a.pdf"]
    assert joined["tasks"].num_rows == 6


def test_no_flipped_bit_is_believed(reading):
    """Where Arrow reads damaged bytes itself, one flip in nine gives other rows without an error."""
    data, chance = reading[1], random.Random(5)
    for position in chance.sample(range(8 * len(data)), 500):
        flipped = bytearray(data)
        flipped[position // 8] ^= 1 << position % 8
        for use in (read_head, decode_result):
            with pytest.raises(DamagedError):
                use(bytes(flipped))


@pytest.mark.parametrize("length", [0, 1, 64, 65, 66, 1000])
def test_no_part_of_a_result_is_believed(reading, length):
    with pytest.raises(DamagedError):
        read_head(reading[1][:length])


def test_columns_of_an_older_release_are_empty(reading):
    head, batch = decode_result(reading[1])
    older = batch.drop_columns(["flags", "tasks"])
    joined = join_results([(head, older), (head, batch)])
    assert (joined["tasks"].num_rows, joined["pages"].num_rows) == (3, 4)


def test_another_schema_is_no_result_of_this_release(reading, monkeypatch):
    monkeypatch.setattr("kehoach.run.warehouse.results.SCHEMA_VERSION", "0")
    with pytest.raises(DamagedError, match="schema"):
        read_head(reading[1])


def test_what_pages_were_checked_is_counted(tmp_path):
    source = fakes.make_source(tmp_path / "a.pdf")
    rows = build_rows(fakes.make_document(source), fakes.make_plan(source), "0", datetime.now(UTC))
    counts = count_rows(rows, [SpotCheck(9, 1), SpotCheck(), SpotCheck(4, 2)])
    assert (counts.checked, counts.differing) == (13, 3)
