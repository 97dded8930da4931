"""The tables that analysts load, built from the stored results.

Each table is a folder of plain Parquet files, `tasks/2021-a.parquet`: a part holds the documents of one plan
year whose `doc_id` begins with the part's letters, as many as keep a part below about a thousand documents,
so that a changed document costs its part and not its year; `all` is a year that is one part. Each file names
the results that it was built from: whatever is interrupted is finished by the next run.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kehoach.run.warehouse.disk import Disk
from kehoach.run.warehouse.results import ResultHead
from kehoach.run.warehouse.schemas import SCHEMA_VERSION, TABLES

_MOST_DOCUMENTS: Final = 1000  # in a part, as far as the letters of their ids are evenly spread
_DIGITS: Final = 16
_BUILT_FROM: Final = b"kehoach.results"  # in a file's metadata
_OWNERS: Final = "documents"  # the table that every other one's rows belong to

Read = Callable[
    [Sequence[ResultHead], Iterable[str]], Mapping[str, pa.Table]
]  # rows of some results, by table


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is written and not yet in its place."""

    temporary: Path
    target: Path


@dataclass(frozen=True, slots=True)
class _StagedPart:
    """A part that is written, in the order in which its files are to be placed.

    `admitting` are the documents of the part as it will be, with those that leave it; `owners` without them, where
    there are such.
    """

    admitting: _Staged
    rows: list[_Staged]
    owners: list[_Staged]


def publish(disk: Disk, heads: Iterable[ResultHead], read: Read) -> None:
    """Bring the tables to what the results say; parts in which nothing changed are left alone.

    At no moment has a reader rows whose document is not in `documents`: all is written aside first, then documents
    come before their rows, and go after them.
    """
    parts = {name: (members, _mark(members)) for name, members in _parts(heads).items()}
    staged = [
        _stage_part(disk, name, read(members, TABLES), mark)
        for name, (members, mark) in parts.items()
        if any(_built_from(disk.folder / table / name) != mark for table in TABLES)
    ]
    for part in staged:
        _place(disk, [part.admitting])
    for part in staged:
        _place(disk, part.rows)
    _sweep(disk, (table for table in TABLES if table != _OWNERS), parts)
    for part in staged:
        _place(disk, part.owners)
    _sweep(disk, [_OWNERS], parts)


def part_files(folder: Path, table: str) -> list[Path]:
    """The files of a table, by year and part."""
    return sorted((folder / table).glob("*.parquet"))


def _parts(heads: Iterable[ResultHead]) -> dict[str, list[ResultHead]]:
    """The results of each part, by the name of its file."""
    years: dict[int, list[ResultHead]] = {}
    for head in sorted(heads, key=lambda head: (head.plan_year, head.name, head.doc_id)):
        years.setdefault(head.plan_year, []).append(head)
    parts: dict[str, list[ResultHead]] = {}
    for year, members in years.items():
        letters = next(n for n in range(len(members)) if len(members) <= _MOST_DOCUMENTS * _DIGITS**n)
        for head in members:
            parts.setdefault(f"{year}-{head.doc_id[:letters] or 'all'}.parquet", []).append(head)
    return parts


def _mark(members: Sequence[ResultHead]) -> bytes:
    """What tells the contents of a part from any other."""
    text = repr([SCHEMA_VERSION, *map(astuple, members)])
    return sha256(text.encode()).hexdigest().encode()


def _stage_part(disk: Disk, name: str, tables: Mapping[str, pa.Table], mark: bytes) -> _StagedPart:
    files = {table: disk.folder / table / name for table in tables}
    rows = [_stage(disk, files[table], rows, mark) for table, rows in tables.items() if table != _OWNERS]
    owners = _stage(disk, files[_OWNERS], tables[_OWNERS], mark)
    leaving = _leaving(files[_OWNERS], tables[_OWNERS])
    if not leaving.num_rows:
        return _StagedPart(owners, rows, [])
    both = pa.concat_tables([tables[_OWNERS], leaving])
    return _StagedPart(_stage(disk, files[_OWNERS], both, b"", "leaving"), rows, [owners])


def _stage(disk: Disk, target: Path, table: pa.Table, mark: bytes, version: str = "") -> _Staged:
    with disk.staging(target, version) as temporary:
        metadata = {**table.schema.metadata, _BUILT_FROM: mark}
        # one row group of all rows, up to a million: footers of small ones outgrow what they describe
        pq.write_table(table.replace_schema_metadata(metadata), temporary, compression="zstd")
    return _Staged(temporary, target)


def _place(disk: Disk, files: Iterable[_Staged]) -> None:
    for file in files:
        disk.place(file.temporary, file.target)


def _leaving(path: Path, owners: pa.Table) -> pa.Table:
    """The documents of the part as it is now that will not be in it any more."""
    before = _read_whole(path)
    if before is None or before.schema.names != owners.schema.names:
        return owners.schema.empty_table()
    gone = pc.invert(pc.is_in(before.column("doc_id"), value_set=owners.column("doc_id").combine_chunks()))
    return before.filter(gone).cast(owners.schema)


def _read_whole(path: Path) -> pa.Table | None:
    """A part's rows; None where it is not there or is damaged."""
    with suppress(OSError, pa.ArrowException):
        return pq.ParquetFile(path).read()
    return None


def _built_from(path: Path) -> bytes | None:
    """The mark of the results that a file was built from; None where there is no such file, or it is damaged."""
    with suppress(OSError, pa.ArrowException):
        mark: bytes | None = (pq.read_metadata(path).metadata or {}).get(_BUILT_FROM)
        return mark
    return None


def _sweep(disk: Disk, tables: Iterable[str], parts: Iterable[str]) -> None:
    """Take away what is no part of a table."""
    for table in tables:
        for path in part_files(disk.folder, table):
            if path.name not in parts:
                disk.remove(path)
