"""The warehouse on disk: one result file per document, and the tables built from them.

Only the parent process writes. Folders that begin with "_" are no tables.
"""

import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from kehoach.errors import WarehouseError
from kehoach.records import Source
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.corrections.stored import corrected_heads, corrected_tables
from kehoach.run.input_ledger import KnownFiles
from kehoach.run.inputs import MARKER
from kehoach.run.report import RunReport, run_rows
from kehoach.run.report_page import report_page
from kehoach.run.warehouse.disk import Disk, reporting
from kehoach.run.warehouse.object_storage import mirrored
from kehoach.run.warehouse.results import ResultHead, read_head, rename_result, result_rows
from kehoach.run.warehouse.rows import Row, Rows
from kehoach.run.warehouse.schemas import RUNS, TABLES
from kehoach.run.warehouse.tables import part_files, publish

_FORMAT: Final = 2  # of the folder; what a release with another one wrote is left alone
_KNOWN: Final = "_inputs.json"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """An open warehouse; see `open_warehouse`. Its methods raise WarehouseError where the disk refuses."""

    disk: Disk

    def heads(self) -> tuple[ResultHead, ...]:
        """What is stored, by document."""
        with self.disk.reporting():
            return tuple(_heads(sorted((self.disk.folder / "_results").glob("*.arrow"))))

    def store(self, doc_id: str, payload: bytes) -> None:
        """Keep a document's result, in place of an older one. The tables change with `publish`."""
        with self.disk.replacing(self._result(doc_id)) as temporary:
            temporary.write_bytes(payload)

    def rename(self, doc_id: str, source: Source) -> None:
        """Let a document be that of another file, which holds the same bytes."""
        with self.disk.reporting():
            payload = self._result(doc_id).read_bytes()
        self.store(doc_id, rename_result(payload, source.name, str(source.path)))

    def rows(self, doc_id: str) -> Rows:
        """A document's rows as they were read, without corrections."""
        with self.disk.reporting():
            return result_rows(self._result(doc_id).read_bytes())

    def drop(self, doc_id: str) -> None:
        """Forget a document."""
        with self.disk.reporting():
            self.disk.remove(self._result(doc_id))

    def publish(self) -> None:
        """Bring the tables to what the stored results and their corrections say."""
        with self.disk.reporting():
            publish(self.disk, corrected_heads(self.heads(), CorrectionLog(self.disk.folder)), self._rows)

    def keep_report(self, report: RunReport) -> None:
        """Add a run to the table `runs`, and its page under `_runs`."""
        table = pa.Table.from_pylist(run_rows(report), schema=RUNS)
        with self.disk.replacing(self.disk.folder / "runs" / f"{report.run_id}.parquet") as temporary:
            pq.write_table(table, temporary, compression="zstd")
        with self.disk.replacing(self.disk.folder / "_runs" / f"{report.run_id}.html") as temporary:
            temporary.write_text(report_page(report), encoding="utf-8")

    def known_files(self) -> KnownFiles:
        """What earlier runs knew of the inputs; nothing where that is lost."""
        try:
            return KnownFiles((self.disk.folder / _KNOWN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return KnownFiles()

    def keep_known_files(self, known: KnownFiles) -> None:
        """Keep it for the next run."""
        with self.disk.replacing(self.disk.folder / _KNOWN) as temporary:
            temporary.write_text(known.as_text(), encoding="utf-8")

    def _result(self, doc_id: str) -> Path:
        return self.disk.folder / "_results" / f"{doc_id}.arrow"

    def _rows(self, heads: Sequence[ResultHead], tables: Iterable[str]) -> Mapping[str, pa.Table]:
        """The rows of some results, by table, as they are to be published."""
        log = CorrectionLog(self.disk.folder)
        results = [
            corrected_tables(self._result(head.doc_id).read_bytes(), head.doc_id, log) for head in heads
        ]
        return {table: _join(TABLES[table], [result[table] for result in results]) for table in tables}


@contextmanager
def open_warehouse(folder: Path) -> Iterator[Warehouse]:
    """The warehouse in `folder`, made where there is none, locked against other runs.

    Raises WarehouseError where the folder holds something else, cannot be written or is in use.
    """
    with ExitStack() as stack:
        with reporting(folder):
            mirror = stack.enter_context(mirrored(folder, MARKER, locked=True))
            folder = mirror.folder if mirror else folder
            _prepare(folder)
            if mirror:
                mirror.put(folder / MARKER)
            lock = stack.enter_context((folder / "_lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder / "_tmp", ignore_errors=True)  # left by a run that was killed
        yield Warehouse(Disk(folder, mirror))


@contextmanager
def look_into(folder: Path) -> Iterator[Warehouse]:
    """The warehouse in `folder` to look at only, an empty one where there is none.

    Raises WarehouseError where the folder holds something else.
    """
    with ExitStack() as stack:
        with reporting(folder):
            mirror = stack.enter_context(mirrored(folder, MARKER))
            folder = mirror.folder if mirror else folder
            _refuse_foreign(folder)
        yield Warehouse(Disk(folder))


def load_table(folder: Path, table: str) -> list[Row]:
    """All rows of a table. Raises WarehouseError where there is no such warehouse."""
    rows: list[Row] = []
    with reporting(folder), mirrored(folder, MARKER, table=table) as mirror:
        here = mirror.folder if mirror else folder
        if not (here / MARKER).is_file():
            raise WarehouseError(f"{folder} is no warehouse.", "Give the folder that kehoach run wrote to.")
        # not by pyarrow.dataset, which loads pandas: a second, for every command
        for path in part_files(here, table):
            rows += pq.ParquetFile(path).read().to_pylist()
    return rows


def _prepare(folder: Path) -> None:
    _refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / MARKER
    if not marker.exists():
        marker.write_text(json.dumps({"format": _FORMAT}) + "\n", encoding="utf-8")


def _refuse_foreign(folder: Path) -> None:
    marker = folder / MARKER
    if not marker.exists():
        if folder.exists() and any(folder.iterdir()):
            raise WarehouseError(
                f"{folder} holds other files.", "Give an empty folder, or one that does not exist."
            )
        return
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))["format"]
    except (ValueError, KeyError, TypeError):
        found = "unknown"
    if found != _FORMAT:
        message = f"{folder} has the layout {found} of another release; this one writes layout {_FORMAT}."
        raise WarehouseError(message, "Give a new folder and read the plans again, or use that release.")


def _heads(paths: Iterable[Path]) -> Iterator[ResultHead]:
    """A result that cannot be read, by the disk's fault or another release's, counts as none: it is made again."""
    for path in paths:
        with suppress(ValueError):  # and with it pyarrow.ArrowInvalid
            yield read_head(path)


def _join(schema: pa.Schema, tables: Sequence[pa.Table]) -> pa.Table:
    """The tables one after another; columns that an older version did not know are empty."""
    joined = pa.concat_tables([schema.empty_table(), *tables], promote_options="default")
    return joined.select(schema.names).cast(schema)
