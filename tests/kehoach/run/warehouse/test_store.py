import json
import os

import duckdb
import pandas
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from kehoach.errors import WarehouseError
from kehoach.run.engines.worker import Job, encode_reading
from kehoach.run.warehouse import disk, tables
from kehoach.run.warehouse.index import StoredResult
from kehoach.run.warehouse.result_store import DamagedResultsError
from kehoach.run.warehouse.schemas import SCHEMA_VERSION, TABLES
from kehoach.run.warehouse.store import load_table, look_into, open_warehouse
from kehoach.settings import ExtractSettings
from tests.kehoach import fakes


def store(warehouse, letter, name="a.pdf", **plan):
    source = fakes.make_source(warehouse.disk.folder / name, name, letter * 64)
    job = Job(source, ExtractSettings(), "key", "0.1.0+abc")
    _, payload = encode_reading(job, fakes.make_document(source), fakes.make_plan(source, **plan))
    warehouse.store(payload)


@pytest.fixture
def warehouse(tmp_path):
    with open_warehouse(tmp_path / "wh") as warehouse:
        yield warehouse


@pytest.fixture
def two_years(warehouse):
    store(warehouse, "a", year=2019, tasks=2)
    store(warehouse, "b", year=2020, tasks=3)
    warehouse.publish()
    return warehouse.disk.folder


@pytest.mark.parametrize("table", TABLES)
def test_pandas_reads(two_years, table):
    frame = pandas.read_parquet(two_years / table)
    assert frame["plan_year"].dtype == "int16"
    assert (frame["plan_year"].min(), frame["plan_year"].max()) == (2019, 2020)
    assert set(frame.columns) == set(TABLES[table].names)


def test_duckdb_reads(two_years):
    query = (
        f"select plan_year, count(*) from read_parquet('{two_years}/tasks/*.parquet') group by all order by 1"
    )
    assert duckdb.sql(query).fetchall() == [(2019, 2), (2020, 3)]
    assert (
        duckdb.sql(f"describe from read_parquet('{two_years}/tasks/*.parquet')")
        .filter("column_name = 'plan_year'")
        .fetchall()[0][1]
        == "SMALLINT"
    )


@pytest.mark.parametrize("table", TABLES)
def test_pyarrow_reads(two_years, table):
    schema = ds.dataset(two_years / table).schema
    assert schema.equals(TABLES[table])
    assert schema.field("doc_id").metadata[b"description"]
    assert schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION


def test_row_groups_are_large(warehouse):
    target = warehouse.disk.folder / "tasks/2020-all.parquet"
    rows = pa.table({"plan_year": pa.repeat(pa.scalar(2020, pa.int16()), 200_000)}).replace_schema_metadata(
        {}
    )
    staged = warehouse.tables._stage(target, rows, "")
    assert pq.read_metadata(staged.temporary).num_row_groups == 1


def test_readers_skip_other_years(two_years):
    for path in (two_years / "tasks").iterdir():
        year = (
            pq.read_metadata(path)
            .row_group(0)
            .column(TABLES["tasks"].get_field_index("plan_year"))
            .statistics
        )
        assert f"{year.min}-all.parquet" == f"{year.max}-all.parquet" == path.name


def test_a_changed_year_leaves_no_old_rows(warehouse, two_years):
    store(warehouse, "b", year=2021)
    warehouse.publish()
    assert {row["plan_year"] for table in TABLES for row in load_table(two_years, table)} == {2019, 2021}
    assert not list(two_years.glob("*/2020-*"))


def test_dropped_documents_leave_no_rows(warehouse, two_years):
    warehouse.drop(["a" * 16, "b" * 16])
    warehouse.publish()
    assert all(load_table(two_years, table) == [] for table in TABLES)


def file_names(folder, table):
    return {path.name for path in (folder / table).iterdir()}


def written(folder, publish):
    """Names of the files that publishing wrote."""
    before = {path: path.stat().st_ino for path in folder.glob("*/*.parquet")}
    publish()
    return {path.name for path in folder.glob("*/*.parquet") if before.get(path) != path.stat().st_ino}


def test_unchanged_years_are_not_written(warehouse, two_years):
    store(warehouse, "c", year=2020)
    assert written(two_years, warehouse.publish) == {"2020-all.parquet"}
    assert written(two_years, warehouse.publish) == set()


def test_a_changed_document_costs_its_part(warehouse, monkeypatch):
    monkeypatch.setattr(tables, "_MOST_DOCUMENTS", 2)
    for letter in "0123abcd":
        store(warehouse, letter, f"{letter}.pdf", number=f"{letter}/KH-SGTVT")
    warehouse.publish()
    folder = warehouse.disk.folder
    assert file_names(folder, "tasks") == {f"2020-{letter}.parquet" for letter in "0123abcd"}
    store(warehouse, "b", "b.pdf", tasks=5, number="b/KH-SGTVT")
    assert written(folder, warehouse.publish) == {"2020-b.parquet"}
    assert len(load_table(folder, "tasks")) == 12


@pytest.mark.parametrize("count, part", [(2, "all"), (3, "a"), (32, "a"), (33, "aa")])
def test_a_part_has_as_many_letters_as_its_year_needs(warehouse, monkeypatch, count, part):
    monkeypatch.setattr(tables, "_MOST_DOCUMENTS", 2)
    stored = [StoredResult(fakes.make_head(f"{'a' * 14}{number:02x}"), "", "") for number in range(count)]
    assert set(tables._parts(stored)) == {f"2020-{part}.parquet"}


def test_a_year_that_outgrows_its_part_is_divided(warehouse, monkeypatch):
    monkeypatch.setattr(tables, "_MOST_DOCUMENTS", 2)
    folder = warehouse.disk.folder
    for count, names in ((2, {"all"}), (4, set("abcd")), (1, {"all"})):
        for letter in "abcd"[:count]:
            store(warehouse, letter, f"{letter}.pdf")
        warehouse.drop(letter * 16 for letter in "abcd"[count:])
        warehouse.publish()
        assert all(
            file_names(folder, table) == {f"2020-{name}.parquet" for name in names} for table in TABLES
        )
        assert len(load_table(folder, "documents")) == count


def test_no_moment_has_rows_without_their_document(warehouse, two_years, monkeypatch):
    """A document goes, one comes, one is another year's, and a year is divided."""
    moments = []

    def look():
        owners = {row["doc_id"] for row in load_table(two_years, "documents")}
        moments.append(
            sorted({row["doc_id"] for table in TABLES for row in load_table(two_years, table)} - owners)
        )

    def watched(act):
        def call(*arguments):
            act(*arguments)
            look()

        return call

    store(warehouse, "1", "1.pdf", year=2020)
    warehouse.publish()
    for name in ("place", "remove"):
        monkeypatch.setattr(disk.Disk, name, watched(getattr(disk.Disk, name)))
    monkeypatch.setattr(tables, "_MOST_DOCUMENTS", 2)
    warehouse.drop(["b" * 16])
    store(warehouse, "a", year=2020, tasks=2)
    for letter in "cd":
        store(warehouse, letter, f"{letter}.pdf", year=2020)
    moments.clear()
    warehouse.publish()
    assert len(moments) > 2 * len(TABLES)
    assert moments == [[]] * len(moments)
    assert file_names(two_years, "documents") == {f"2020-{letter}.parquet" for letter in "1acd"}


@pytest.mark.parametrize("change", [lambda data: data[:100], lambda data: data[:-1] + b"x", lambda data: b""])
def test_a_damaged_part_is_built_again_and_told(warehouse, two_years, change):
    before = load_table(two_years, "tasks")
    path = two_years / "tasks/2019-all.parquet"
    path.write_bytes(change(path.read_bytes()))
    assert warehouse.publish() == ["tasks/2019-all.parquet was damaged; it was built again."]
    assert load_table(two_years, "tasks") == before
    assert warehouse.publish() == []


def test_a_part_that_is_gone_is_built_again(warehouse, two_years):
    (two_years / "tasks/2019-all.parquet").unlink()
    assert warehouse.publish() == []
    assert len(load_table(two_years, "tasks")) == 5


def test_touched_parts_are_not_written(warehouse, two_years):
    for path in two_years.glob("*/*.parquet"):
        path.touch()
    assert written(two_years, warehouse.publish) == set()
    assert warehouse.publish() == []


@pytest.mark.parametrize(
    "name",
    ["2019-all (conflict).parquet", "2019-all.sync-conflict-1.parquet", "old/2019-all.parquet", "Thumbs.db"],
)
def test_what_others_put_among_the_tables_is_set_aside(warehouse, two_years, name):
    path = two_years / "tasks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((two_years / "tasks/2019-all.parquet").read_bytes())
    assert len(load_table(two_years, "tasks")) == 5
    assert warehouse.publish() == [
        f"tasks/{name} is no part of the table; it was moved to _aside/tasks/{name}."
    ]
    assert len(pandas.read_parquet(two_years / "tasks")) == 5
    assert (two_years / "_aside/tasks" / name).is_file()
    assert warehouse.publish() == []


@pytest.mark.parametrize("name", [".DS_Store", "_x"])
def test_what_no_reader_looks_at_is_left(warehouse, two_years, name):
    (two_years / "tasks" / name).write_text("")
    assert warehouse.publish() == []
    assert (two_years / "tasks" / name).exists()


def test_copies_of_results_do_not_count(tmp_path, warehouse, two_years):
    folder = two_years / "_results/aa"
    (result,) = folder.iterdir()
    for name in ("aaaaaaaaaaaaaaaa (conflict).result", "aab0.result", ".x", "aaaaaaaaaaaaaaaa.arrow"):
        (folder / name).write_bytes(result.read_bytes())
    warehouse.results.look()
    assert set(warehouse.heads()) == {"a" * 16, "b" * 16}


def reopened(warehouse):
    """What the next run finds."""
    with look_into(warehouse.disk.folder) as again:
        return set(again.heads()), [head.doc_id for head in again.damaged()]


@pytest.mark.parametrize("text", ["", "{}", "rubbish"])
def test_without_the_index_all_is_opened_again(warehouse, two_years, text):
    (two_years / "_index.json").write_text(text)
    assert reopened(warehouse) == ({"a" * 16, "b" * 16}, [])
    (two_years / "_index.json").unlink()
    assert reopened(warehouse) == ({"a" * 16, "b" * 16}, [])


def test_a_flipped_bit_in_the_index_is_not_believed(warehouse, two_years):
    path = two_years / "_index.json"
    path.write_bytes(path.read_bytes().replace(b",2019,", b",2018,"))
    with look_into(two_years) as again:
        assert {head.plan_year for head in again.heads().values()} == {2019, 2020}


def test_a_result_that_is_lost_is_told(warehouse, two_years):
    (two_years / f"_results/bb/{'b' * 16}.result").unlink()
    assert reopened(warehouse) == ({"a" * 16}, ["b" * 16])


def test_a_dropped_result_is_not_lost(warehouse, two_years):
    warehouse.drop(["b" * 16])
    assert reopened(warehouse) == ({"a" * 16}, [])


def test_a_result_that_proves_damaged_stops_publishing_before_a_table_is_touched(warehouse, two_years):
    path = two_years / f"_results/bb/{'b' * 16}.result"
    before, found = {path: path.read_bytes() for path in two_years.glob("*/*.parquet")}, path.stat()
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))  # as a disk does that loses a bit
    store(warehouse, "c", year=2020)
    with pytest.raises(DamagedResultsError) as caught:
        warehouse.publish()
    assert [head.doc_id for head in caught.value.heads] == ["b" * 16]
    assert before == {path: path.read_bytes() for path in two_years.glob("*/*.parquet")}
    assert set(warehouse.heads()) == {"a" * 16, "c" * 16}


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

    def fail_late(*arguments, **options):
        calls.append(arguments)
        if len(calls) == 4:
            raise OSError("No space left on device")
        return original(*arguments, **options)

    original = pq.write_table
    monkeypatch.setattr(pq, "write_table", fail_late)
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


@pytest.mark.parametrize("text", ['{"format": 1}', '{"format": 3}', "", "[]"])
def test_another_layout_is_left_alone(tmp_path, text):
    (tmp_path / "_kehoach.json").write_text(text)
    with pytest.raises(WarehouseError, match="another release"), open_warehouse(tmp_path):
        pass


def test_the_layout_is_told(warehouse):
    assert json.loads((warehouse.disk.folder / "_kehoach.json").read_text()) == {"format": 2}


def test_other_folders_are_left_alone(tmp_path):
    (tmp_path / "thesis.doc").write_text("")
    with pytest.raises(WarehouseError, match="holds other files"), open_warehouse(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_one_run_at_a_time(warehouse):
    with pytest.raises(WarehouseError, match="Another run"), open_warehouse(warehouse.disk.folder):
        pass


def test_loading_from_elsewhere(tmp_path):
    with pytest.raises(WarehouseError, match="no warehouse"):
        load_table(tmp_path, "tasks")
