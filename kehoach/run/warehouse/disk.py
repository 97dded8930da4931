"""A warehouse's folder as it is written: files appear whole, in an order that the caller chooses, or not at all.

A file is written under `_tmp`, flushed to the disk and moved over the old one, so a reader sees the old or the new one
and never a part.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kehoach.errors import WarehouseError
from kehoach.run.warehouse.object_storage import Mirror


@dataclass(frozen=True, slots=True)
class Disk:
    """The folder of an open warehouse, and the mirror where it stands for one on object storage."""

    folder: Path
    mirror: Mirror | None = None

    @contextmanager
    def staging(self, target: Path, mark: str = "") -> Iterator[Path]:
        """A temporary path to write what will be `target`; `mark` tells apart two versions that are staged at once."""
        temporary = self.folder / "_tmp" / "-".join((*target.relative_to(self.folder).parts, mark))
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
