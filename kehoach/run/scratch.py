"""Folders for what is needed for a while; those of processes that were killed are swept by the next.

Each is locked as long as its process lives, which also holds between containers that share a folder for such
files.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

_PREFIX: Final = "kehoach-"
_LOCK: Final = "lock"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder of this process, gone at the end."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        _sweep(left)
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name, "files")
        folder.mkdir()
        with Path(name, _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder


def _sweep(lock: Path) -> None:
    """Remove a folder whose process is gone."""
    with suppress(OSError), lock.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(lock.parent, ignore_errors=True)
