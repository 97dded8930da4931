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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from kehoach.errors import WarehouseError
from kehoach.records import Source
from kehoach.run.inputs import MARKER
from kehoach.run.input_ledger import KnownFiles
from kehoach.run.report import RunReport, run_rows
from kehoach.run.report_page import report_page
from kehoach.run.warehouse.results import ResultHead, decode_result, read_head, rename_result
from kehoach.run.warehouse.rows import Row
from kehoach.run.warehouse.schemas import PARTITION, RUNS, TABLES, stored_schema
from kehoach.run.warehouse.object_storage import Mirror, mirrored

_FORMAT: Final = 1
_KNOWN: Final = "_inputs.json"
_BUILT_FROM: Final = b"kehoach.results"  # in a table file's metadata
_BATCH: Final = 32  # documents that are held in memory while tables are built


@dataclass(frozen=True, slots=True)
class Warehouse:
    """An open warehouse; see `open_warehouse`. Its methods raise WarehouseError where the disk refuses."""

    folder: Path
    mirror: Mirror | None = None  # where the folder stands for one on object storage

    def heads(self) -> tuple[ResultHead, ...]:
        """What is stored, by document."""
        with _reporting(self.folder):
            return tuple(_heads(sorted((self.folder / "_results").glob("*.arrow"))))

    def store(self, doc_id: str, payload: bytes) -> None:
        """Keep a document's result, in place of an older one. The tables change with `publish`."""
        with self._replacing(self._result(doc_id)) as temporary:
            temporary.write_bytes(payload)

    def rename(self, doc_id: str, source: Source) -> None:
        """Let a document be that of another file, which holds the same bytes."""
        with _reporting(self.folder):
            payload = self._result(doc_id).read_bytes()
        self.store(doc_id, rename_result(payload, source.name, str(source.path)))

    def drop(self, doc_id: str) -> None:
        """Forget a document."""
        with _reporting(self.folder):
            self._result(doc_id).unlink(missing_ok=True)
            self._forget(self._result(doc_id))

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
                    self._forget(folder)

    def keep_report(self, report: RunReport) -> None:
        """Add a run to the table `runs`, and its page under `_runs`."""
        table = pa.Table.from_pylist(run_rows(report), schema=RUNS)
        with self._replacing(self.folder / "runs" / f"{report.run_id}.parquet") as temporary:
            pq.write_table(table, temporary, compression="zstd")
        with self._replacing(self.folder / "_runs" / f"{report.run_id}.html") as temporary:
            temporary.write_text(report_page(report), encoding="utf-8")

    def known_files(self) -> KnownFiles:
        """What earlier runs knew of the inputs; nothing where that is lost."""
        try:
            return KnownFiles((self.folder / _KNOWN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return KnownFiles()

    def keep_known_files(self, known: KnownFiles) -> None:
        """Keep it for the next run."""
        with self._replacing(self.folder / _KNOWN) as temporary:
            temporary.write_text(known.as_text(), encoding="utf-8")

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
            if self.mirror:
                self.mirror.put(target)

    def _forget(self, path: Path) -> None:
        if self.mirror:
            self.mirror.remove(path)


@contextmanager
def open_warehouse(folder: Path) -> Iterator[Warehouse]:
    """The warehouse in `folder`, made where there is none, locked against other runs.

    Raises WarehouseError where the folder holds something else, cannot be written or is in use.
    """
    with ExitStack() as stack:
        with _reporting(folder):
            mirror = stack.enter_context(mirrored(folder, MARKER, locked=True))
            folder = mirror.folder if mirror else folder
            _prepare(folder)
            if mirror:
                mirror.put(folder / MARKER)
            lock = stack.enter_context((folder / "_lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder / "_tmp", ignore_errors=True)  # left by a run that was killed
        yield Warehouse(folder, mirror)


@contextmanager
def look_into(folder: Path) -> Iterator[Warehouse]:
    """The warehouse in `folder` to look at only, an empty one where there is none.

    Raises WarehouseError where the folder holds something else.
    """
    with ExitStack() as stack:
        with _reporting(folder):
            mirror = stack.enter_context(mirrored(folder, MARKER))
            folder = mirror.folder if mirror else folder
            _refuse_foreign(folder)
        yield Warehouse(folder)


def load_table(folder: Path, table: str) -> list[Row]:
    """All rows of a table. Raises WarehouseError where there is no such warehouse."""
    rows: list[Row] = []
    with _reporting(folder), mirrored(folder, MARKER, table=table) as mirror:
        here = mirror.folder if mirror else folder
        if not (here / MARKER).is_file():
            raise WarehouseError(f"{folder} is no warehouse.", "Give the folder that kehoach run wrote to.")
        # not by pyarrow.dataset, which loads pandas: a second, for every command
        for path in sorted((here / table).glob(f"{PARTITION}=*/*.parquet")):
            year = int(path.parent.name.removeprefix(f"{PARTITION}="))
            rows += ({**row, PARTITION: year} for row in pq.ParquetFile(path).read().to_pylist())
    return rows


def _prepare(folder: Path) -> None:
    _refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / MARKER
    if not marker.exists():
        marker.write_text(json.dumps({"format": _FORMAT}) + "\n", encoding="utf-8")


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and not (folder / MARKER).exists() and any(folder.iterdir()):
        raise WarehouseError(f"{folder} holds other files.", "Give an empty folder, or one that does not exist.")


def _heads(paths: Iterable[Path]) -> Iterator[ResultHead]:
    """A result that cannot be read, by the disk's fault or another release's, counts as none: it is made again."""
    for path in paths:
        with suppress(ValueError):  # and with it pyarrow.ArrowInvalid
            yield read_head(path)


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
