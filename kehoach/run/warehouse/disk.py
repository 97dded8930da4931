"""A warehouse's files as they are written and read, on this machine or on object storage.

A file is written under `_tmp`, flushed to the disk and moved over the old one, so a reader sees the old or
the new one and never a part. On object storage the folder stands for what lies there: what is finished is put
to its place, and what is needed is fetched when it is.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kehoach.errors import WarehouseError
from kehoach.run.warehouse.object_storage import Mirror

ASIDE = "_aside"  # what somebody else put among the tables
TEMPORARY = "_tmp"  # what is being written


@dataclass(frozen=True, slots=True)
class Disk:
    """The folder of an open warehouse, and the mirror where it stands for one on object storage."""

    folder: Path
    mirror: Mirror | None = None

    def versions(self, below: str) -> Mapping[str, str]:
        """All files below a folder by their paths in it, with what tells a file from one that was written
        later.
        """
        if self.mirror:
            return self.mirror.versions(below)
        return dict(_versions(self.folder / below, ""))

    def version(self, path: Path) -> str:
        """The same of one file."""
        return self.mirror.version(path) if self.mirror else _version(path.stat())

    def local(self, path: Path) -> Path:
        """The path, where its file can be read from. Raises FileNotFoundError."""
        if self.mirror:
            self.mirror.fetch(path)
        return path

    @contextmanager
    def staging(self, target: Path, mark: str = "") -> Iterator[Path]:
        """A temporary path to write what will be `target`; `mark` tells apart two versions that are staged at
        once.
        """
        temporary = self.folder / TEMPORARY / "-".join((*target.relative_to(self.folder).parts, mark))
        temporary.parent.mkdir(exist_ok=True)
        yield temporary
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())

    def place(self, temporary: Path, target: Path) -> None:
        """Let a staged file take the place of `target`, whole."""
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(target)
        if self.mirror:
            self.mirror.put(target)

    @contextmanager
    def replacing(self, target: Path) -> Iterator[Path]:
        """A temporary path to write to; on leaving without an error it takes the target's place."""
        with self.reporting():
            with self.staging(target) as temporary:
                yield temporary
            self.place(temporary, target)

    def remove(self, path: Path) -> None:
        """Take a file away, if it is there."""
        path.unlink(missing_ok=True)
        if self.mirror:
            self.mirror.remove(path)

    def set_aside(self, path: Path) -> Path:
        """Move a file that is none of ours to where no reader of tables looks. Gives its place there."""
        target = self.folder / ASIDE / path.relative_to(self.folder)
        self.place(self.local(path), target)
        self.remove(path)
        return target

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """What goes wrong on the disk becomes an error that says what to do."""
        with reporting(self.folder):
            yield


@contextmanager
def reporting(folder: Path) -> Iterator[None]:
    """What goes wrong with a warehouse in `folder` becomes an error that says what to do."""
    try:
        yield
    except BlockingIOError as error:
        raise WarehouseError(
            f"Another run is writing to {folder}.", "Wait for it to end, or stop it."
        ) from error
    except (OSError, pa.ArrowException) as error:
        advice = "Check the disk's free space and the folder's permissions."
        raise WarehouseError(f"{folder}: {error}", advice) from error


def _versions(folder: Path, within: str) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _versions(folder / entry.name, f"{within}{entry.name}/")
                else:
                    yield within + entry.name, _version(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return


def _version(found: os.stat_result) -> str:
    return f"{found.st_size}-{found.st_mtime_ns}"
