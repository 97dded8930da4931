"""The results that a warehouse keeps, a file each: `_results/3f/3f2a….result`."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa

from kehoach.records import Source
from kehoach.run.warehouse.disk import Disk
from kehoach.run.warehouse.index import StoredResult
from kehoach.run.warehouse.results import ResultHead, decode_result, move_result, read_head, result_rows
from kehoach.run.warehouse.rows import Rows
from kehoach.run.warehouse.seal import DamagedError

_FOLDER: Final = "_results"
# of ours alone: what a program that keeps folders in step leaves beside them has other names
_NAME: Final = re.compile(r"([0-9a-f]{2})/(\1[\w-]*)\.result")


class DamagedResultsError(Exception):
    """Stored results that are not what was written; they are forgotten."""

    def __init__(self, heads: Sequence[ResultHead]) -> None:
        super().__init__(heads)
        self.heads = heads


@dataclass(frozen=True, slots=True)
class ResultStore:
    """The results of an open warehouse by `doc_id`; `known` are those of the index, and change as they do."""

    disk: Disk
    known: dict[str, StoredResult]
    damaged: list[ResultHead] = field(default_factory=list)  # found so, and forgotten

    def look(self) -> None:
        """Compare what the index knows with what there is. A result that is damaged counts as none."""
        found = {
            match[2]: version
            for name, version in self.disk.versions(_FOLDER).items()
            if (match := _NAME.fullmatch(name))
        }
        for doc_id in self.known.keys() - found.keys():
            self.damaged.append(self.known.pop(doc_id).head)
        for doc_id, version in found.items():
            before = self.known.get(doc_id)
            if before and before.version == version:
                continue
            self.known.pop(doc_id, None)
            try:
                head, checksum = read_head(self._bytes(doc_id))
            except (DamagedError, OSError):
                if before:
                    self.damaged.append(before.head)
                continue
            if head.doc_id == doc_id:
                self.known[doc_id] = StoredResult(head, checksum, version)

    def store(self, data: bytes) -> None:
        """Keep a result, in place of an older one of the same document."""
        head, checksum = read_head(data)
        path = self._path(head.doc_id)
        with self.disk.replacing(path) as temporary:
            temporary.write_bytes(data)
        self.known[head.doc_id] = StoredResult(head, checksum, self.disk.version(path))

    def move(self, doc_id: str, source: Source) -> None:
        """Let a result be that of another file, which holds the same bytes. Raises DamagedResultsError."""
        try:
            _, data = move_result(self._bytes(doc_id), source.name, str(source.path))
        except DamagedError as error:
            raise DamagedResultsError([self._forget(doc_id)]) from error
        self.store(data)

    def drop(self, doc_ids: Iterable[str], keep_index: Callable[[], None]) -> None:
        """Forget results; the index first, or it would speak of files that are gone as if they had been
        lost.
        """
        dropped = [doc_id for doc_id in doc_ids if self.known.pop(doc_id, None)]
        if dropped:
            keep_index()
        for doc_id in dropped:
            self.disk.remove(self._path(doc_id))

    def read(self, members: Iterable[StoredResult]) -> list[tuple[ResultHead, pa.RecordBatch]]:
        """The rows of some results. Raises DamagedResultsError, of all that are so."""
        results, damaged = [], []
        for stored in members:
            try:
                results.append(decode_result(self._bytes(stored.head.doc_id)))
            except DamagedError:
                damaged.append(self._forget(stored.head.doc_id))
        if damaged:
            raise DamagedResultsError(damaged)
        return results

    def rows(self, doc_id: str) -> Rows:
        """The rows of one result. Raises DamagedError."""
        return result_rows(self._bytes(doc_id))

    def _forget(self, doc_id: str) -> ResultHead:
        """The file stays until it is read again, so that nobody takes the document for one that never was."""
        return self.known.pop(doc_id).head

    def _bytes(self, doc_id: str) -> bytes:
        with suppress(FileNotFoundError):
            return self.disk.local(self._path(doc_id)).read_bytes()
        return b""  # which bears no checksum

    def _path(self, doc_id: str) -> Path:
        return self.disk.folder / _FOLDER / doc_id[:2] / f"{doc_id}.result"
