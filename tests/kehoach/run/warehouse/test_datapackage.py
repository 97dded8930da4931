"""What the tables say of themselves, against the files as others read them."""

import json
from hashlib import sha256

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kehoach.run.warehouse.schemas import KEYS, TABLES

VIEWS = (
    "plans",
    "task_deadlines",
    "recurring_deadlines",
    "occurrences",
    "cited_documents",
    "plans_of_plans",
    "trusted_values",
    "reviewed_share",
    "years_compared",
)


@pytest.fixture
def package(read_sample):
    return json.loads((read_sample / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture
def store(read_sample, monkeypatch):
    monkeypatch.chdir(read_sample)
    store = duckdb.connect()
    store.execute((read_sample / "views.sql").read_text(encoding="utf-8"))
    return store


def test_it_is_a_data_package_by_the_standard(read_sample, package, monkeypatch):
    monkeypatch.chdir(read_sample)
    assert frictionless.Package.validate_descriptor(package).valid
    broken = {**package, "resources": [{**package["resources"][0], "schema": {"fields": [{"type": 1}]}}]}
    assert not frictionless.Package.validate_descriptor(broken).valid
    assert len(frictionless.Package("datapackage.json").resources) == len(TABLES)


def test_frictionless_reads_all_but_lists(read_sample, package, monkeypatch):
    """Its reader of Parquet takes the lists that it calls arrays for none."""
    monkeypatch.chdir(read_sample)
    lists = {
        (resource["name"], field["name"])
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if field["type"] == "array"
    }
    report = frictionless.validate("datapackage.json")
    assert len(report.tasks) == len(TABLES)
    for task in report.tasks:
        for error in task.errors:
            assert (error.type, (task.name, error.field_name) in lists) == ("type-error", True), error


def test_it_names_every_part_with_its_fields_key_and_checksum(read_sample, package):
    named = {part["path"]: part for resource in package["resources"] for part in resource["parts"]}
    assert set(named) == {
        str(path.relative_to(read_sample)) for table in TABLES for path in (read_sample / table).iterdir()
    }
    for resource in package["resources"]:
        schema = TABLES[resource["name"]]
        for place in resource["path"]:
            data = (read_sample / place).read_bytes()
            found = pq.read_table(read_sample / place)
            assert named[place]["hash"] == f"sha256:{sha256(data).hexdigest()}"
            assert (named[place]["bytes"], named[place]["rows"]) == (len(data), found.num_rows)
            assert (
                found.schema.names
                == [field["name"] for field in resource["schema"]["fields"]]
                == schema.names
            )
            if resource["name"] in KEYS:
                (key,) = resource["schema"]["primaryKey"]
                assert len(set(found.column(key).to_pylist())) == found.num_rows


def test_files_describe_their_own_columns(read_sample):
    for table, schema in TABLES.items():
        for path in (read_sample / table).iterdir():
            stored = pq.read_schema(path)
            assert stored.metadata[b"schema_version"] == schema.metadata[b"schema_version"]
            assert all(stored.field(field.name).metadata[b"description"] for field in schema)


@pytest.mark.parametrize("table", TABLES)
def test_others_read_the_declared_types(read_sample, table):
    declared = {field.name: field.type for field in TABLES[table]}
    frame = pd.read_parquet(read_sample / table, dtype_backend="pyarrow")
    assert {name: frame[name].dtype.pyarrow_dtype for name in frame.columns} == declared
    assert pl.read_parquet(read_sample / table / "*.parquet").columns == list(declared)
    rows = duckdb.sql(f"SELECT * FROM read_parquet('{read_sample}/{table}/*.parquet')")
    assert rows.columns == list(declared)
    assert pa.types.is_int16(frame["plan_year"].dtype.pyarrow_dtype)
    assert dict(zip(rows.columns, map(str, rows.types), strict=True))["plan_year"] == "SMALLINT"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_runs(store, view):
    store.sql(f"SELECT * FROM {view}").fetchall()


def test_there_is_no_other_view(store):
    names = store.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for (name,) in names} == set(VIEWS)


def test_tasks_due_in_a_quarter(store):
    found = store.sql("SELECT due_from, due_to FROM tasks_due_in(2022, 4)").fetchall()
    assert found and all((day.year, (day.month - 1) // 3) == (2022, 3) for _, day in found)


@pytest.mark.parametrize(
    ("rule", "start", "end", "expected"),
    [
        (
            "FREQ=MONTHLY;INTERVAL=3",
            "2022-01-01",
            "2022-12-31",
            ["2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31"],
        ),
        ("FREQ=MONTHLY;INTERVAL=6", "2022-01-01", "2022-12-31", ["2022-06-30", "2022-12-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2022-01-01", "2022-02-28", ["2022-01-31", "2022-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2022-02-01", "2022-03-31", ["2022-02-28", "2022-03-31"]),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "2022-01-01", "2022-12-31", ["2022-06-15", "2022-12-15"]),
        ("FREQ=YEARLY", "2022-01-01", "2022-12-31", ["2022-12-31"]),
        ("FREQ=WEEKLY", "2022-01-03", "2022-01-16", ["2022-01-09", "2022-01-16"]),
    ],
)
def test_recurring_deadlines_are_spread_out(store, rule, start, end, expected):
    row = f"'{rule}' AS recurrence, DATE '{start}' AS due_from, DATE '{end}' AS due_to"
    store.execute(f"CREATE OR REPLACE VIEW task_deadlines AS SELECT 1 AS deadline_id, {row}")
    found = store.sql("SELECT occurs_to FROM occurrences ORDER BY occurs_to").fetchall()
    assert [str(day) for (day,) in found] == expected
