"""The warehouse on disk: one result file per document, and the tables built from them.

Only the parent process writes. Folders that begin with "_" are no tables.
"""

import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kehoach.errors import WarehouseError
from kehoach.records import Source
from kehoach.run.corrections.copies import find_copies, with_copies
from kehoach.run.corrections.log import FILE, CorrectionLog
from kehoach.run.corrections.stored import corrected, published_rows
from kehoach.run.input_ledger import KnownFiles
from kehoach.run.inputs import MARKER
from kehoach.run.report import RunReport, run_rows
from kehoach.run.report_page import OpenDoubts, report_page
from kehoach.run.warehouse.datapackage import PACKAGE, VIEWS, describe_tables, views
from kehoach.run.warehouse.disk import TEMPORARY, Disk, reporting
from kehoach.run.warehouse.index import Index, read_index
from kehoach.run.warehouse.object_storage import mirrored
from kehoach.run.warehouse.result_store import ResultStore
from kehoach.run.warehouse.results import ResultHead, join_results
from kehoach.run.warehouse.rows import Row, Rows
from kehoach.run.warehouse.schemas import RUNS
from kehoach.run.warehouse.seal import DamagedError
from kehoach.run.warehouse.tables import Tables, part_files

_FORMAT: Final = 2  # of the folder; what a release with another one wrote is left alone
_KNOWN: Final = "_inputs.json"
_INDEX: Final = "_index.json"


@dataclass(slots=True)
class Warehouse:
    """An open warehouse; see `open_warehouse`. Its methods raise WarehouseError where the disk refuses."""

    disk: Disk
    results: ResultStore
    tables: Tables
    kept: Index  # as it stands on disk

    def heads(self) -> dict[str, ResultHead]:
        """What is stored, by document."""
        return {doc_id: stored.head for doc_id, stored in self.results.known.items()}

    def damaged(self) -> list[ResultHead]:
        """Results that were found damaged or lost; they count as none."""
        return self.results.damaged

    def rows(self, doc_id: str) -> Rows:
        """A document's rows as they were read, without corrections. Raises WarehouseError where they are
        damaged.
        """
        try:
            with self.disk.reporting():
                return self.results.rows(doc_id)
        except DamagedError as error:
            raise damaged([doc_id]) from error

    def copies(self) -> dict[str, ResultHead]:
        """For each document of which there is a better copy, the head of that one."""
        return find_copies(stored.head for stored in corrected(self.results.known.values(), self._log()))

    def store(self, data: bytes) -> None:
        """Keep a document's result, in place of an older one. The tables change with `publish`."""
        with self.disk.reporting():
            self.results.store(data)

    def move(self, doc_id: str, source: Source) -> None:
        """Let a document be that of another file, which holds the same bytes. Raises DamagedResultsError."""
        with self.disk.reporting():
            self.results.move(doc_id, source)

    def drop(self, doc_ids: Iterable[str]) -> None:
        """Forget documents."""
        with self.disk.reporting():
            self.results.drop(doc_ids, self.keep_index)

    def publish(self) -> list[str]:
        """Bring the tables to what the stored results and their corrections say.

        Gives what was found amiss in them, a sentence each. Raises DamagedResultsError before any table is
        touched.
        """
        log = self._log()
        with self.disk.reporting():
            results = list(corrected(self.results.known.values(), log))
            copies = find_copies(stored.head for stored in results)
            amiss = self.tables.publish(
                with_copies(results, copies),
                lambda members: join_results(published_rows(self.results.read(members), log, copies)),
                self.keep_index,
            )
        self.keep_index()
        self._describe()
        return amiss

    def keep_index(self) -> None:
        """Keep what is known of the warehouse's own files for the next run."""
        index = Index(dict(self.results.known), dict(self.tables.parts))
        if index == self.kept:
            return
        with self.disk.replacing(self.disk.folder / _INDEX) as temporary:
            temporary.write_bytes(index.as_bytes())
        self.kept = index

    def _log(self) -> CorrectionLog:
        with suppress(FileNotFoundError):
            self.disk.local(self.disk.folder / FILE)
        return CorrectionLog(self.disk.folder)

    def _describe(self) -> None:
        """Put beside the tables what they say of themselves."""
        texts = {PACKAGE: describe_tables(self.tables.parts), VIEWS: views()}
        for name, text in texts.items():
            with self.disk.replacing(self.disk.folder / name) as temporary:
                temporary.write_text(text, encoding="utf-8")

    def keep_report(self, report: RunReport) -> None:
        """Add a run to the table `runs`, and its page under `_runs`."""
        table = pa.Table.from_pylist(run_rows(report), schema=RUNS)
        with self.disk.replacing(self.disk.folder / "runs" / f"{report.run_id}.parquet") as temporary:
            pq.write_table(table, temporary, compression="zstd")
        with self.disk.replacing(self.disk.folder / "_runs" / f"{report.run_id}.html") as temporary:
            temporary.write_text(report_page(report, self._open_doubts()), encoding="utf-8")

    def _open_doubts(self) -> list[OpenDoubts]:
        """The doubts that the tables hold and nobody has decided on, by rule."""
        found: dict[tuple[str, str, str], dict[str, int]] = {}
        columns = ["rule", "severity", "subject", "doc_id"]
        for path in part_files(self.disk, "flags"):
            flags = pq.ParquetFile(path).read([*columns, "status"])
            counted = (
                flags.filter(pc.equal(flags["status"], "open"))
                .group_by(columns)
                .aggregate([([], "count_all")])
            )
            for *rule, doc_id, count in zip(
                *(counted[name].to_pylist() for name in (*columns, "count_all")), strict=True
            ):
                found.setdefault(tuple(rule), {})[doc_id] = count
        return [OpenDoubts(*rule, counts) for rule, counts in found.items()]

    def known_files(self) -> KnownFiles:
        """What earlier runs knew of the inputs; nothing where that is lost."""
        try:
            return KnownFiles(self.disk.local(self.disk.folder / _KNOWN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return KnownFiles()

    def keep_known_files(self, known: KnownFiles) -> None:
        """Keep it for the next run."""
        if not known.changed:
            return
        with self.disk.replacing(self.disk.folder / _KNOWN) as temporary:
            temporary.write_text(known.as_text(), encoding="utf-8")


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
            shutil.rmtree(folder / TEMPORARY, ignore_errors=True)  # left by a run that was killed
            warehouse = _open(Disk(folder, mirror))
        yield warehouse


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
            warehouse = _open(Disk(folder, mirror))
        yield warehouse


def damaged(names: Sequence[str]) -> WarehouseError:
    """The error of who needs results that are damaged and cannot read their files again."""
    return WarehouseError(
        f"What was read of {', '.join(names)} is damaged.", "Run kehoach run again: it is read anew."
    )


def load_table(folder: Path, table: str) -> list[Row]:
    """All rows of a table. Raises WarehouseError where there is no such warehouse."""
    rows: list[Row] = []
    with reporting(folder), mirrored(folder, MARKER) as mirror:
        here = mirror.folder if mirror else folder
        if not (here / MARKER).is_file():
            raise WarehouseError(f"{folder} is no warehouse.", "Give the folder that kehoach run wrote to.")
        # not by pyarrow.dataset, which loads pandas: a second, for every command
        for path in part_files(Disk(here, mirror), table):
            rows += pq.ParquetFile(path, page_checksum_verification=True).read().to_pylist()
    return rows


def _open(disk: Disk) -> Warehouse:
    try:
        index = read_index(disk.local(disk.folder / _INDEX).read_bytes())
    except FileNotFoundError:
        index = Index()
    results = ResultStore(disk, dict(index.results))
    results.look()
    return Warehouse(disk, results, Tables(disk, dict(index.parts)), index)


def _prepare(folder: Path) -> None:
    _refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / MARKER
    if not marker.exists():
        with Disk(folder).replacing(marker) as temporary:
            temporary.write_text(json.dumps({"format": _FORMAT}) + "\n", encoding="utf-8")


def _refuse_foreign(folder: Path) -> None:
    marker = folder / MARKER
    if not marker.exists():
        if folder.exists() and any(path.name != TEMPORARY for path in folder.iterdir()):
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
