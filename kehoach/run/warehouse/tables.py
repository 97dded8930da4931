"""The tables that analysts load, built from the stored results.

Each table is a folder of plain Parquet files, `tasks/2021-a.parquet`: a part holds the documents of one plan
year whose `doc_id` begins with the part's letters, as many as keep a part below about a thousand documents,
so that a changed document costs its part and not its year; `all` is a year that is one part. The index knows
which results a file was built from: whatever is interrupted is finished by the next run.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kehoach.run.warehouse.disk import Disk
from kehoach.run.warehouse.index import StoredPart, StoredResult
from kehoach.run.warehouse.schemas import SCHEMA_VERSION, TABLES

_MOST_DOCUMENTS: Final = 1000  # in a part, as far as the letters of their ids are evenly spread
_DIGITS: Final = 16
_PART: Final = re.compile(r"\d+-(?:all|[0-9a-f]+)\.parquet")
_OWNERS: Final = "documents"  # the table that every other one's rows belong to

Members = Sequence[StoredResult]
Read = Callable[[Members], Mapping[str, pa.Table]]  # the rows of some results, by table
Parts = dict[str, StoredPart]  # by place, as in the index


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is written and not yet in its place; `part` is what the index is to know of it."""

    temporary: Path
    target: Path
    part: StoredPart


@dataclass(frozen=True, slots=True)
class _StagedPart:
    """A part that is written, in the order in which its files are to be placed.

    `admitting` are the documents of the part as it will be, with those that leave it; `owners` without them,
    where there are such.
    """

    admitting: _Staged
    rows: list[_Staged]
    owners: list[_Staged]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of an open warehouse; `parts` are those that were placed, and change as parts are."""

    disk: Disk
    parts: Parts

    def publish(
        self, results: Iterable[StoredResult], read: Read, keep_index: Callable[[], None]
    ) -> list[str]:
        """Bring the tables to what the results say; parts in which nothing changed are left alone.

        At no moment has a reader rows whose document is not in `documents`: all is written aside first, then
        documents come before their rows, and go after them. `keep_index` is called before the first file is
        touched, when the index knows no more of those that will be. Gives what was found amiss, a sentence
        each.
        """
        amiss = self._look()
        wanted = {name: (members, _mark(members)) for name, members in _parts(results).items()}
        staged = [
            self._stage_part(name, read(members), mark)
            for name, (members, mark) in wanted.items()
            if any(self._mark_of(table, name) != mark for table in TABLES)
        ]
        for part in staged:
            for file in (part.admitting, *part.rows):
                self.parts.pop(self._place(file.target), None)
        if staged:
            keep_index()
        self._put(part.admitting for part in staged)
        self._put(file for part in staged for file in part.rows)
        self._sweep([table for table in TABLES if table != _OWNERS], wanted)
        self._put(file for part in staged for file in part.owners)
        self._sweep([_OWNERS], wanted)
        return amiss

    def _look(self) -> list[str]:
        """Forget parts that are damaged or gone, and set aside what is none. Gives what was found amiss."""
        amiss = []
        found: set[str] = set()
        for table in TABLES:
            for name, version in self.disk.versions(table).items():
                place = f"{table}/{name}"
                found.add(place)
                if _is_stray(name):
                    aside = self.disk.set_aside(self.disk.folder / place).relative_to(self.disk.folder)
                    amiss.append(f"{place} is no part of the table; it was moved to {aside}.")
                elif place in self.parts and not self._is_whole(place, version):
                    del self.parts[place]
                    amiss.append(f"{place} was damaged; it was built again.")
        for place in self.parts.keys() - found:
            del self.parts[place]
        return amiss

    def _is_whole(self, place: str, version: str) -> bool:
        known = self.parts[place]
        if known.version == version:
            return True
        self.parts[place] = replace(known, version=version)
        return _checksum(self.disk.local(self.disk.folder / place)) == known.checksum

    def _mark_of(self, table: str, name: str) -> str | None:
        known = self.parts.get(f"{table}/{name}")
        return known.built_from if known else None

    def _stage_part(self, name: str, tables: Mapping[str, pa.Table], mark: str) -> _StagedPart:
        files = {table: self.disk.folder / table / name for table in tables}
        rows = [self._stage(files[table], rows, mark) for table, rows in tables.items() if table != _OWNERS]
        owners = self._stage(files[_OWNERS], tables[_OWNERS], mark)
        leaving = self._leaving(files[_OWNERS], tables[_OWNERS])
        if not leaving.num_rows:
            return _StagedPart(owners, rows, [])
        both = pa.concat_tables([tables[_OWNERS], leaving])
        return _StagedPart(self._stage(files[_OWNERS], both, "", "leaving"), rows, [owners])

    def _stage(self, target: Path, table: pa.Table, mark: str, version: str = "") -> _Staged:
        with self.disk.staging(target, version) as temporary:
            # one row group of all rows, up to a million: footers of small ones outgrow what they describe
            pq.write_table(table, temporary, compression="zstd", write_page_checksum=True)
        return _Staged(
            temporary,
            target,
            StoredPart(mark, _checksum(temporary), table.num_rows, temporary.stat().st_size, ""),
        )

    def _leaving(self, path: Path, owners: pa.Table) -> pa.Table:
        """The documents of the part as it is now that will not be in it any more."""
        with suppress(OSError, pa.ArrowException):
            before = pq.ParquetFile(self.disk.local(path), page_checksum_verification=True).read()
            gone = pc.invert(
                pc.is_in(before.column("doc_id"), value_set=owners.column("doc_id").combine_chunks())
            )
            return before.filter(gone).select(owners.schema.names).cast(owners.schema)
        return owners.schema.empty_table()  # there is none, or it is damaged

    def _put(self, files: Iterable[_Staged]) -> None:
        for file in files:
            self.disk.place(file.temporary, file.target)
            self.parts[self._place(file.target)] = replace(file.part, version=self.disk.version(file.target))

    def _sweep(self, tables: Iterable[str], wanted: Iterable[str]) -> None:
        """Take away parts that are wanted no more."""
        for table in tables:
            parts = {name for name in self.disk.versions(table) if _PART.fullmatch(name)}
            for name in parts - set(wanted):
                self.parts.pop(f"{table}/{name}", None)
                self.disk.remove(self.disk.folder / table / name)

    def _place(self, path: Path) -> str:
        return path.relative_to(self.disk.folder).as_posix()


def _is_stray(name: str) -> bool:
    """Whether a file is no part of a table and yet one that a reader would take, or stumble over."""
    return not _PART.fullmatch(name) and (name.endswith(".parquet") or name[0] not in "._")


def part_files(disk: Disk, table: str) -> Iterator[Path]:
    """The files of a table, by year and part."""
    for name in sorted(disk.versions(table)):
        if name.endswith(".parquet") and (_PART.fullmatch(name) or table not in TABLES):
            yield disk.local(disk.folder / table / name)


def _parts(results: Iterable[StoredResult]) -> dict[str, list[StoredResult]]:
    """The results of each part, by the name of its file."""
    years: dict[int, list[StoredResult]] = {}
    for stored in sorted(results, key=lambda stored: (stored.head.name, stored.head.doc_id)):
        years.setdefault(stored.head.plan_year, []).append(stored)
    parts: dict[str, list[StoredResult]] = {}
    for year, members in sorted(years.items()):
        letters = next(n for n in range(len(members)) if len(members) <= _MOST_DOCUMENTS * _DIGITS**n)
        for stored in members:
            part = stored.head.doc_id[:letters] or "all"
            parts.setdefault(f"{year}-{part}.parquet", []).append(stored)
    return parts


def _mark(members: Members) -> str:
    """What tells the contents of a part from any other."""
    digest = sha256(SCHEMA_VERSION.encode())
    for stored in members:
        digest.update(stored.checksum.encode())
    return digest.hexdigest()


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
