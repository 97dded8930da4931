"""The append-only log of corrections: an SQLite file in the warehouse.

An entry that was confirmed to a steward is on the disk (WAL, every commit synced); nothing is ever changed or
deleted.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kehoach.errors import WarehouseError, WrongUsage
from kehoach.run.corrections.entry import Entry, from_line, to_line

FILE: Final = "_corrections.sqlite"
_BUSY_SECONDS: Final = 10.0
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id TEXT NOT NULL UNIQUE,
    doc_id TEXT NOT NULL,
    line TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_by_document ON entries (doc_id);
CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS entries_hold BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
"""


@dataclass(frozen=True, slots=True)
class CorrectionLog:
    """The log of the warehouse in `folder`. Raises WarehouseError where its file cannot be used."""

    folder: Path

    def append(self, entries: Iterable[Entry]) -> None:
        """Keep the entries, all or none; on return they are on the disk. Those that are known already are
        passed over.
        """
        with self._open() as store, store:
            store.executemany(
                "INSERT INTO entries (entry_id, doc_id, line) VALUES (?, ?, ?) ON CONFLICT (entry_id) DO "
                "NOTHING",
                [(entry.entry_id, entry.anchor.doc_id, to_line(entry)) for entry in entries],
            )

    def entries(self, doc_id: str | None = None) -> tuple[Entry, ...]:
        """All entries, or those of a document, in the order in which they arrived here."""
        if not (self.folder / FILE).exists():
            return ()
        where, values = ("WHERE doc_id = ?", (doc_id,)) if doc_id else ("", ())
        with self._open() as store:
            rows = store.execute(f"SELECT line FROM entries {where} ORDER BY number", values).fetchall()
        return tuple(from_line(line) for (line,) in rows)

    def counts(self) -> dict[str, int]:
        """How many entries each document has: while the figure stays the same, so do the document's
        corrections.
        """
        if not (self.folder / FILE).exists():
            return {}
        with self._open() as store:
            return dict(store.execute("SELECT doc_id, COUNT(*) FROM entries GROUP BY doc_id"))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        path = self.folder / FILE
        try:
            with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as store:
                store.execute("PRAGMA journal_mode = WAL")
                store.execute("PRAGMA synchronous = FULL")
                store.executescript(_SCHEMA)
                yield store
        except sqlite3.Error as error:
            advice = (
                "Check the disk; a copy made by kehoach review export can be imported into a new warehouse."
            )
            raise WarehouseError(f"{path}: {error}", advice) from error


def export_lines(log: CorrectionLog) -> Iterator[str]:
    """The log as lines of JSON."""
    return map(to_line, log.entries())


def read_lines(lines: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of another machine's export. Raises WrongUsage where a line is no correction."""
    entries = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entries.append(from_line(line))
            except ValueError as error:
                advice = "Give a file that kehoach review export wrote."
                raise WrongUsage(f"Line {number}: {error}.", advice) from error
    return tuple(entries)
