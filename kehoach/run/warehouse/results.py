"""One document's result as one file: seven nested columns, one row, in Arrow's IPC format.

The file is what a worker hands back and what the warehouse keeps, so that the tables can be built again from all
results at any time without reading a document twice.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import pyarrow as pa

from kehoach.run.warehouse.rows import Row, Rows
from kehoach.run.warehouse.schemas import TABLES

_HEAD: Final = b"kehoach.head"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a document holds; `cited` counts different documents, `deadlines` those of tasks and sections."""

    pages: int
    tasks: int
    deadlines: int
    cited: int
    flags: int


@dataclass(frozen=True, slots=True)
class ResultHead:
    """What tells a result from others: which document, read by what, from where. Kept in the file's own head."""

    doc_id: str
    key: str  # content, pipeline and settings: while it is the same, reading again would give the same
    name: str  # the file, relative to the input root of the run that read it
    path: str  # the file, absolute
    plan_year: int
    year_from_name: (
        bool  # the plan year came from the file's name or folder, so under another name it may be another
    )
    issuer: str | None
    parent_issuer: str | None
    processed_at: str  # ISO 8601, UTC
    counts: Counts


def count_rows(rows: Rows) -> Counts:
    """The figures of one document's rows."""
    cited = {(row["type"], row["number"]) for row in rows["citations"]}
    return Counts(
        len(rows["pages"]), len(rows["tasks"]), len(rows["deadlines"]), len(cited), len(rows["flags"])
    )


def encode_result(head: ResultHead, rows: Rows) -> bytes:
    """The file's bytes. Raises ValueError where a row lacks a value that its table needs."""
    return _encode(head, build_tables(rows))


def build_tables(rows: Rows) -> Mapping[str, pa.Table]:
    """A document's rows as typed tables. Raises ValueError where a row lacks a value that its table needs."""
    return {name: _build_table(name, rows) for name in TABLES}


def rename_result(payload: bytes, name: str, path: str) -> bytes:
    """The same result for a file that is called and lies elsewhere now."""
    tables = dict(decode_result(payload))
    documents = tables["documents"]
    at = documents.schema.get_field_index("source_path")
    tables["documents"] = documents.set_column(at, documents.schema.field(at), pa.array([name], pa.string()))
    return _encode(replace(_head(pa.ipc.open_file(pa.BufferReader(payload))), name=name, path=path), tables)


def _encode(head: ResultHead, tables: Mapping[str, pa.Table]) -> bytes:
    lists = {name: _nest(table) for name, table in tables.items()}
    schema = pa.schema(
        [pa.field(name, items.type) for name, items in lists.items()],
        metadata={_HEAD: json.dumps(asdict(head))},
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_batch(pa.record_batch(list(lists.values()), schema=schema))
    return bytes(sink.getvalue())


def read_head(path: Path) -> ResultHead:
    """The head alone. Raises OSError, or ValueError where the file is none of ours or of another release."""
    with pa.memory_map(str(path)) as file:
        return _head(pa.ipc.open_file(file))


def _head(file: pa.ipc.RecordBatchFileReader) -> ResultHead:
    try:
        values = json.loads(file.schema.metadata[_HEAD])
        return ResultHead(**{**values, "counts": Counts(**values["counts"])})
    except (KeyError, TypeError) as error:
        raise ValueError(f"no head of this release: {error}") from error


def decode_result(payload: bytes) -> Mapping[str, pa.Table]:
    """The tables of a result."""
    row = pa.ipc.open_file(pa.BufferReader(payload)).read_all()
    return {
        name: pa.Table.from_struct_array(row.column(name).combine_chunks().flatten())
        for name in row.column_names
    }


def result_rows(payload: bytes) -> Mapping[str, list[Row]]:
    """A result as plain rows, for display."""
    return {name: table.to_pylist() for name, table in decode_result(payload).items()}


def _build_table(name: str, rows: Rows) -> pa.Table:
    schema = TABLES[name]
    table = pa.Table.from_pylist(list(rows[name]), schema=schema)
    missing = [field.name for field in schema if not field.nullable and table.column(field.name).null_count]
    if missing:
        raise ValueError(f"rows of {name} lack {', '.join(missing)}")
    return table


def _nest(table: pa.Table) -> pa.ListArray:
    """A whole table as the only value of a list column."""
    kind = pa.struct(list(table.schema))
    arrays = [column.combine_chunks() for column in table.columns]
    items = pa.StructArray.from_arrays(arrays, fields=list(kind))
    return pa.ListArray.from_arrays([0, len(items)], items)
