import duckdb
import pandas
import pyarrow.dataset as ds
import pytest

from kehoach.errors import WarehouseError
from kehoach.run.warehouse import store as module
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table, open_warehouse
from kehoach.run.engines.worker import Job, encode_reading
from kehoach.settings import ExtractSettings
from tests.kehoach import fakes


def store(warehouse, letter, name="a.pdf", **plan):
    source = fakes.make_source(warehouse.folder / name, name, letter * 64)
    job = Job(source, ExtractSettings(), "key", "0.1.0+abc")
    head, payload = encode_reading(job, fakes.make_document(source), fakes.make_plan(source, **plan))
    warehouse.store(head.doc_id, payload)


@pytest.fixture
def warehouse(tmp_path):
    with open_warehouse(tmp_path / "wh") as warehouse:
        yield warehouse


@pytest.fixture
def two_years(warehouse):
    store(warehouse, "a", year=2019, tasks=2)
    store(warehouse, "b", year=2020, tasks=3)
    warehouse.publish()
    return warehouse.folder


@pytest.mark.parametrize("table", TABLES)
def test_pandas_reads(two_years, table):
    frame = pandas.read_parquet(two_years / table)
    assert set(frame["plan_year"].astype(int)) == {2019, 2020}
    assert set(frame.columns) == set(TABLES[table].names)


def test_duckdb_reads(two_years):
    files = f"{two_years}/tasks/**/*.parquet"
    query = f"select plan_year, count(*) from read_parquet('{files}', hive_partitioning=true) group by all order by 1"
    assert duckdb.sql(query).fetchall() == [(2019, 2), (2020, 3)]


@pytest.mark.parametrize("table", TABLES)
def test_pyarrow_reads(two_years, table):
    schema = ds.dataset(two_years / table, partitioning="hive").schema
    assert {field.name: field.type for field in schema if field.name != "plan_year"} == {
        field.name: field.type for field in TABLES[table] if field.name != "plan_year"
    }
    assert schema.field("doc_id").metadata[b"description"]


def test_a_changed_year_leaves_no_old_rows(warehouse, two_years):
    store(warehouse, "b", year=2021)
    warehouse.publish()
    assert {row["plan_year"] for table in TABLES for row in load_table(two_years, table)} == {2019, 2021}
    assert not list(two_years.glob("*/plan_year=2020"))


def test_dropped_documents_leave_no_rows(warehouse, two_years):
    warehouse.drop("a" * 16)
    warehouse.drop("b" * 16)
    warehouse.publish()
    assert all(load_table(two_years, table) == [] for table in TABLES)


def test_unchanged_years_are_not_written(warehouse, two_years):
    before = {path: path.stat().st_mtime_ns for path in two_years.glob("*/*/*.parquet")}
    store(warehouse, "c", year=2020)
    warehouse.publish()
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {path.parent.name for path in before if before[path] != after[path]} == {"plan_year=2020"}


def test_order_of_storing_does_not_show(tmp_path):
    orders = ("abc", "cab")
    for order in orders:
        with open_warehouse(tmp_path / order) as warehouse:
            for letter in order:
                store(warehouse, letter, f"{letter}.pdf")
            warehouse.publish()
    first, second = (load_table(tmp_path / order, "tasks") for order in orders)
    assert first == second


def test_a_failing_write_leaves_the_last_tables(warehouse, two_years, monkeypatch):
    before = load_table(two_years, "tasks")
    store(warehouse, "b", year=2020, tasks=9)
    calls = []

    def fail_late(schema, tables):
        calls.append(schema)
        if len(calls) == 4:
            raise OSError("No space left on device")
        return original(schema, tables)

    original = module._join
    monkeypatch.setattr(module, "_join", fail_late)
    with pytest.raises(WarehouseError):
        warehouse.publish()
    assert load_table(two_years, "tasks") == before
    monkeypatch.undo()
    warehouse.publish()
    assert len(load_table(two_years, "tasks")) == 11


def test_leftovers_of_a_killed_run_go(tmp_path):
    with open_warehouse(tmp_path / "wh"):
        pass
    (tmp_path / "wh/_tmp").mkdir()
    (tmp_path / "wh/_tmp/half").write_text("")
    with open_warehouse(tmp_path / "wh"):
        assert not (tmp_path / "wh/_tmp").exists()


def test_many_documents_are_built_in_batches(warehouse, monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 2)
    for letter in "abcde":
        store(warehouse, letter, f"{letter}.pdf")
    warehouse.publish()
    assert [row["source_path"] for row in load_table(warehouse.folder, "documents")] == [f"{x}.pdf" for x in "abcde"]


def test_other_folders_are_left_alone(tmp_path):
    (tmp_path / "thesis.doc").write_text("")
    with pytest.raises(WarehouseError, match="holds other files"), open_warehouse(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_one_run_at_a_time(warehouse):
    with pytest.raises(WarehouseError, match="Another run"), open_warehouse(warehouse.folder):
        pass


def test_loading_from_elsewhere(tmp_path):
    with pytest.raises(WarehouseError, match="no warehouse"):
        load_table(tmp_path, "tasks")
