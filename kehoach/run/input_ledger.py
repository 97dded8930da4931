"""What earlier runs knew of the input files: their hashes, so that bytes are not read twice, and who failed.

Only a help. Where it is lost every file is hashed again, and a failure is told as new rather than as retried.
"""

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from errno import ELOOP, ENOENT
from pathlib import Path
from time import time_ns
from typing import Final

from kehoach.errors import FileTooLarge, UnreadableFile
from kehoach.records import Source
from kehoach.run.content import content_hash, state_of
from kehoach.run.inputs import InputFile
from kehoach.run.warehouse.object_storage import url_of

# A file that was changed so shortly before it was hashed may be changed again within the same tick of the
# clock.
_SETTLED: Final = 2_000_000_000  # nanoseconds
_MOST_BYTES: Final = 2 << 30  # a longer file is no plan, and hashing it would hold up the others


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when its bytes were hashed; times in nanoseconds. `failed` is how reading those bytes
    ended.
    """

    size: int
    modified: int
    changed: int
    inode: int
    hashed: int
    sha256: str
    failed: bool = False

    def still_is(self, now: os.stat_result) -> bool:
        """Whether the file surely holds the same bytes."""
        same = (self.size, self.modified, self.changed, self.inode)
        settled = max(self.modified, self.changed) + _SETTLED < self.hashed
        return settled and same == (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)


class KnownFiles:
    """The files that earlier runs met, by path."""

    def __init__(self, text: str = "{}") -> None:
        try:
            self._files = {path: KnownFile(*values) for path, values in json.loads(text).items()}
        except (ValueError, TypeError, AttributeError):
            self._files = {}
        self._before: Mapping[str, KnownFile] = dict(self._files)

    @property
    def changed(self) -> bool:
        """Whether anything is otherwise than earlier runs left it."""
        return self._files != self._before

    def as_text(self) -> str:
        """What the constructor takes. Paths are not always text; JSON's escapes keep them apart."""
        rows = {
            path: [getattr(known, name) for name in KnownFile.__slots__]
            for path, known in self._files.items()
        }
        return json.dumps(rows, separators=(",", ":"))

    def identify(self, file: InputFile) -> Source:
        """The file with the hash of its bytes. Raises UnreadableFile."""
        try:
            now = state_of(file.path)
            if not stat.S_ISREG(
                now.st_mode
            ):  # a pipe or a device, which could keep its reader waiting for ever
                raise UnreadableFile(f"{file.name} is not a regular file.", "Replace it by the file itself.")
            if now.st_size > _MOST_BYTES:
                message = f"{file.name} has {now.st_size >> 20} MiB, {_MOST_BYTES >> 20} are allowed."
                raise FileTooLarge(message, "Split the file, or scan it at 200 to 300 dots per inch.")
            known = self._files.get(str(file.path))
            if not known or not known.still_is(now):
                self._files[str(file.path)] = known = _hashed(file.path, now, known)
            elif not (url_of(file.path) or os.access(file.path, os.R_OK)):
                raise PermissionError(0, "Permission denied")
            return Source(file.path, file.name, known.sha256)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            advice = "Check the file's permissions and its disk."
            if isinstance(error, OSError) and error.errno in (ELOOP, ENOENT):
                advice = "Replace the link by the file itself." if file.path.is_symlink() else "Put it back."
            raise UnreadableFile(f"{file.name}: {reason}.", advice) from error

    def mark(self, source: Source, failed: bool) -> None:
        """Remember how reading a file ended."""
        path = str(source.path)
        if path in self._files:
            self._files[path] = replace(self._files[path], failed=failed)

    def before(self, path: Path) -> KnownFile | None:
        """The file as earlier runs left it."""
        return self._before.get(str(path))

    def size(self, path: Path) -> int:
        """Bytes of a file that was identified."""
        return self._files[str(path)].size

    def forget(self, paths: set[str]) -> None:
        """Leave out files that are gone."""
        self._files = {path: known for path, known in self._files.items() if path not in paths}


def _hashed(path: Path, now: os.stat_result, known: KnownFile | None) -> KnownFile:
    began = time_ns()
    sha256 = content_hash(path)
    failed = known is not None and known.failed and known.sha256 == sha256
    return KnownFile(now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino, began, sha256, failed)
