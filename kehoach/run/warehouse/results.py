"""One document's result as one file: its head, then its rows as a single row of nested columns, in Arrow's
IPC format, compressed as a whole: most documents are small beside the names of their columns.

The file is what a worker hands back and what the warehouse keeps, so that the tables can be built again from
all results at any time without reading a document twice. It bears its checksum; Arrow never sees damaged
bytes, which it would read as other values or die of.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

import pyarrow as pa

from kehoach.records import SpotCheck
from kehoach.run.warehouse.rows import Row, Rows
from kehoach.run.warehouse.schemas import SCHEMA_VERSION, TABLES
from kehoach.run.warehouse.seal import DamagedError, seal, unseal

_CODEC: Final = "zstd"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a document holds; `cited` counts different documents, `deadlines` those of tasks and
    sections, `checked` and `differing` the words of its pages' spot checks.
    """

    pages: int
    tasks: int
    deadlines: int
    cited: int
    flags: int
    checked: int = 0
    differing: int = 0


@dataclass(frozen=True, slots=True)
class ResultHead:
    """What tells a result from others: which file, read by what, from where. Stands at the file's
    beginning.
    """

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
    missing: str = ""  # pages that were not read and may be another time: "page 3: timeout"
    limits: str = ""  # those under which a page was too large, where one was
    schema_version: str = SCHEMA_VERSION  # of its rows
    number: str | None = None
    issued_on: str | None = None  # ISO 8601
    confidence: float = 0.0  # the mean of its words


def fields(record: Any) -> dict[str, Any]:
    """The fields of a record by name, as they are: the copies of `dataclasses.asdict` take most of a run's
    time where documents are many.
    """
    return {name: getattr(record, name) for name in record.__slots__}


def total(heads: Sequence[ResultHead]) -> Counts:
    """The figures of a file's documents together; most files hold one."""
    if len(heads) == 1:
        return heads[0].counts
    return Counts(*map(sum, zip(*(fields(head.counts).values() for head in heads), strict=True)))


def count_rows(rows: Rows, checks: Iterable[SpotCheck]) -> Counts:
    """The figures of one document's rows and of its pages' spot checks."""
    cited = {(row["type"], row["number"]) for row in rows["citations"]}
    checks = tuple(checks)
    return Counts(
        pages=len(rows["pages"]),
        tasks=len(rows["tasks"]),
        deadlines=len(rows["deadlines"]),
        cited=len(cited),
        flags=len(rows["flags"]),
        checked=sum(check.words for check in checks),
        differing=sum(check.differing for check in checks),
    )


def encode_result(head: ResultHead, rows: Rows) -> bytes:
    """The file's bytes. Raises ValueError where a row lacks a value that its table needs."""
    batch = nest_rows(rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return result_file(head, sink.getvalue())


def result_file(head: ResultHead, stream: bytes | pa.Buffer) -> bytes:
    """The file's bytes of a head and Arrow's stream of the nested rows."""
    return _file(head, pa.compress(stream, codec=_CODEC, asbytes=True))


def nest_rows(rows: Rows) -> pa.RecordBatch:
    """A document's rows as the single row of its result. Raises ValueError where a row lacks a value that it
    needs.
    """
    lists = {name: _nest(_build_table(name, rows)) for name in TABLES}
    return pa.record_batch(list(lists.values()), names=list(lists))


def move_result(data: bytes, name: str, path: str) -> tuple[ResultHead, bytes]:
    """The same result for a file that is called and lies elsewhere now. Raises DamagedError."""
    head, rows, _ = _parts(data)
    moved = replace(head, name=name, path=path)
    return moved, _file(moved, rows)


def read_head(data: bytes) -> tuple[ResultHead, str]:
    """The head of a result file, and the checksum that it bears. Raises DamagedError."""
    head, _, checksum = _parts(data)
    return head, checksum


def decode_result(data: bytes) -> tuple[ResultHead, pa.RecordBatch]:
    """The head of a result file, and its rows as they are nested. Raises DamagedError."""
    head, rows, _ = _parts(data)
    try:
        with pa.CompressedInputStream(pa.BufferReader(rows), _CODEC) as stream:
            return head, pa.ipc.open_stream(stream.read()).read_next_batch()
    except (OSError, pa.ArrowException) as error:
        raise DamagedError(f"no rows of this release: {error}") from error


def join_results(results: Iterable[tuple[ResultHead, pa.RecordBatch]]) -> Mapping[str, pa.Table]:
    """The rows of several results one after another, by table. Columns that an older release did not know are
    empty.
    """
    pieces: dict[str, list[pa.Table]] = {name: [schema.empty_table()] for name, schema in TABLES.items()}
    for _, group in groupby(results, key=lambda result: result[1].schema):
        members = list(group)
        rows = pa.Table.from_batches([batch for _, batch in members])
        for name in TABLES.keys() & set(rows.column_names):
            table = pa.Table.from_struct_array(rows.column(name).combine_chunks().flatten())
            pieces[name].append(_with_names(table, members) if name == "documents" else table)
    return {
        name: pa.concat_tables(pieces[name], promote_options="default").select(schema.names).cast(schema)
        for name, schema in TABLES.items()
    }


def result_rows(data: bytes) -> Mapping[str, list[Row]]:
    """A result as plain rows, for display."""
    return plain_rows(*decode_result(data))


def plain_rows(head: ResultHead, rows: pa.RecordBatch) -> Mapping[str, list[Row]]:
    """The same of a result that is decoded."""
    return {name: table.to_pylist() for name, table in join_results([(head, rows)]).items()}


def _file(head: ResultHead, rows: bytes) -> bytes:
    named = {**fields(head), "counts": fields(head.counts)}
    return seal(json.dumps(named, ensure_ascii=True).encode() + b"\n" + rows)


def _parts(data: bytes) -> tuple[ResultHead, bytes, str]:
    """Head, rows and checksum of a file. Raises DamagedError, also where it was written in another form."""
    checksum, payload = unseal(data)
    line, _, rows = payload.partition(b"\n")
    try:
        values = json.loads(line)
        head = ResultHead(**{**values, "counts": Counts(**values["counts"])})
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError(f"no head of this release: {error}") from error
    if head.schema_version != SCHEMA_VERSION:
        raise DamagedError(f"rows of schema {head.schema_version}")
    return head, rows, checksum


def _with_names(documents: pa.Table, results: Sequence[tuple[ResultHead, pa.RecordBatch]]) -> pa.Table:
    """The documents under the names of their files as the heads have them, which a move has changed there
    alone.
    """
    names = [head.name for head, rows in results for _ in range(len(rows.column("documents")[0]))]
    at = documents.schema.get_field_index("source_path")
    return documents.set_column(at, documents.schema.field(at), pa.array(names, pa.string()))


def _build_table(name: str, rows: Rows) -> pa.Table:
    schema = TABLES[name]
    table = pa.Table.from_pylist(list(rows[name]), schema=schema)
    missing = [field.name for field in schema if not field.nullable and table.column(field.name).null_count]
    if missing:
        raise ValueError(f"rows of {name} lack {', '.join(missing)}")
    return table


def _nest(table: pa.Table) -> pa.ListArray:
    """A whole table as the only value of a list column. What its columns mean is no document's to keep."""
    kind = pa.struct([_bare(field) for field in table.schema])
    arrays = [column.combine_chunks() for column in table.columns]
    arrays = [array.cast(field.type) for array, field in zip(arrays, kind, strict=True)]
    items = pa.StructArray.from_arrays(arrays, fields=list(kind))
    return pa.ListArray.from_arrays([0, len(items)], items)


def _bare(field: pa.Field) -> pa.Field:
    """A column without its description, nor those within it."""
    kind = field.type
    if pa.types.is_struct(kind):
        kind = pa.struct([_bare(inner) for inner in kind])
    elif pa.types.is_fixed_size_list(kind):
        kind = pa.list_(_bare(kind.value_field), kind.list_size)
    elif pa.types.is_list(kind):
        kind = pa.list_(_bare(kind.value_field))
    return pa.field(field.name, kind, field.nullable)
