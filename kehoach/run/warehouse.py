"""The warehouse on disk: one result file per document, and the seven tables built from them.

Only the parent process writes. A file is written under `_tmp`, flushed to the disk and moved over the old one, so a
reader sees the old or the new one and never a part. Folders that begin with "_" are no tables, and readers of Parquet
datasets pass them by. Each table has one file per plan year, which names the results that it was built from: whatever
is interrupted is finished by the next run.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from kehoach.errors import WarehouseError
from kehoach.run.inputs import MARKER
from kehoach.run.results import ResultHead, decode_result, read_head
from kehoach.run.rows import Row
from kehoach.run.schemas import PARTITION, TABLES, stored_schema

_FORMAT: Final = 1
_BUILT_FROM: Final = b"kehoach.results"  # in a table file's metadata
_BATCH: Final = 256  # documents that are held in memory while tables are built


@dataclass(frozen=True, slots=True)
class Warehouse:
    """An open warehouse; see `open_warehouse`. Its methods raise WarehouseError where the disk refuses."""

    folder: Path

    def heads(self) -> tuple[ResultHead, ...]:
        """What is stored, by document."""
        with _reporting(self.folder):
            return tuple(read_head(path) for path in sorted((self.folder / "_results").glob("*.arrow")))

    def store(self, doc_id: str, payload: bytes) -> None:
        """Keep a document's result, in place of an older one. The tables change with `publish`."""
        with self._replacing(self._result(doc_id)) as temporary:
            temporary.write_bytes(payload)

    def drop(self, doc_id: str) -> None:
        """Forget a document."""
        with _reporting(self.folder):
            self._result(doc_id).unlink(missing_ok=True)

    def publish(self) -> None:
        """Bring the tables to what the stored results say; years in which nothing changed are left alone."""
        heads = sorted(self.heads(), key=lambda head: (head.plan_year, head.name, head.doc_id))
        years = {year: tuple(members) for year, members in groupby(heads, key=lambda head: head.plan_year)}
        with _reporting(self.folder):
            for year, members in years.items():
                mark = sha256(repr([astuple(head) for head in members]).encode()).hexdigest().encode()
                if any(_built_from(self._table_file(table, year)) != mark for table in TABLES):
                    self._build(year, members, mark)
            for table in TABLES:
                kept = {self._table_file(table, year).parent for year in years}
                for folder in set((self.folder / table).glob(f"{PARTITION}=*")) - kept:
                    shutil.rmtree(folder)

    def write_report(self, name: str, report: Mapping[str, object]) -> None:
        """Keep the report of a run under `_runs`."""
        with self._replacing(self.folder / "_runs" / f"{name}.json") as temporary:
            temporary.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")

    def _result(self, doc_id: str) -> Path:
        return self.folder / "_results" / f"{doc_id}.arrow"

    def _table_file(self, table: str, year: int) -> Path:
        return self.folder / table / f"{PARTITION}={year}" / "part-0.parquet"

    def _build(self, year: int, heads: Sequence[ResultHead], mark: bytes) -> None:
        schemas = {table: stored_schema(table) for table in TABLES}
        with ExitStack() as stack:
            writers = {}
            for table, schema in schemas.items():
                temporary = stack.enter_context(self._replacing(self._table_file(table, year)))
                marked = schema.with_metadata({**schema.metadata, _BUILT_FROM: mark})
                writers[table] = stack.enter_context(pq.ParquetWriter(temporary, marked, compression="zstd"))
            for start in range(0, len(heads), _BATCH):
                files = [self._result(head.doc_id) for head in heads[start : start + _BATCH]]
                results = [decode_result(file.read_bytes()) for file in files]
                for table, schema in schemas.items():
                    writers[table].write_table(_join(schema, [result[table] for result in results]))

    @contextmanager
    def _replacing(self, target: Path) -> Iterator[Path]:
        """A temporary path to write to; on leaving without an error it takes the target's place, whole."""
        temporary = self.folder / "_tmp" / "-".join(target.relative_to(self.folder).parts)
        with _reporting(self.folder):
            temporary.parent.mkdir(exist_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            yield temporary
            with temporary.open("rb") as stream:
                os.fsync(stream.fileno())
            temporary.replace(target)


@contextmanager
def open_warehouse(folder: Path) -> Iterator[Warehouse]:
    """The warehouse in `folder`, made where there is none, locked against other runs.

    Raises WarehouseError where the folder holds something else, cannot be written or is in use.
    """
    with ExitStack() as stack:
        with _reporting(folder):
            _prepare(folder)
            lock = stack.enter_context((folder / "_lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder / "_tmp", ignore_errors=True)  # left by a run that was killed
        yield Warehouse(folder)


def load_table(folder: Path, table: str) -> list[Row]:
    """All rows of a table. Raises WarehouseError where there is no such warehouse."""
    if not (folder / MARKER).is_file():
        raise WarehouseError(f"{folder} is no warehouse.", "Give the folder that kehoach run wrote to.")
    if not (folder / table).is_dir():
        return []
    with _reporting(folder):
        rows: list[Row] = ds.dataset(folder / table, partitioning="hive").to_table().to_pylist()
    return rows


def _prepare(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / MARKER
    if not marker.exists():
        if any(folder.iterdir()):
            raise WarehouseError(f"{folder} holds other files.", "Give an empty folder, or one that does not exist.")
        marker.write_text(json.dumps({"format": _FORMAT}) + "\n", encoding="utf-8")


@contextmanager
def _reporting(folder: Path) -> Iterator[None]:
    """What goes wrong on the disk becomes an error that says what to do."""
    try:
        yield
    except BlockingIOError as error:
        raise WarehouseError(f"Another run is writing to {folder}.", "Wait for it to end, or stop it.") from error
    except (OSError, pa.ArrowException) as error:
        advice = "Check the disk's free space and the folder's permissions."
        raise WarehouseError(f"{folder}: {error}", advice) from error


def _built_from(path: Path) -> bytes | None:
    """The mark of the results that a table file was built from; None where there is no such file."""
    if not path.exists():
        return None
    mark: bytes | None = (pq.read_metadata(path).metadata or {}).get(_BUILT_FROM)
    return mark


def _join(schema: pa.Schema, tables: Sequence[pa.Table]) -> pa.Table:
    """The tables one after another; columns that an older version did not know are empty."""
    joined = pa.concat_tables([schema.empty_table(), *tables], promote_options="default")
    return joined.select(schema.names).cast(schema)
