"""Inputs and warehouses on object storage, by the URLs of fsspec (`s3://bucket/plans`).

Everything else works on paths. A URL as a path has its scheme as the first part, `s3:/bucket/plans`, and
stays so in results and reports; this module alone turns it back. What is read is copied first, wherever it
lies; a warehouse is mirrored in a folder of this machine, and each file that is finished there is put to its
place.
"""

import os
import re
import socket
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Any, Final

from kehoach.errors import MissingProgram, WarehouseError, WrongUsage
from kehoach.run.scratch import scratch_folder

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+:/")
_ROOTED: Final = ("file:/", "local:/")  # paths of these begin with a slash
_PIECE: Final = 1 << 20  # bytes that are copied at a time
_LOCK: Final = "_lock"
# what stores call the version of an object, the surest first
_VERSIONS: Final = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "created")


def url_of(path: Path) -> str | None:
    """The URL that a path stands for; None for a path of this machine."""
    found = _SCHEME.match(str(path))
    if not found:
        return None
    slashes = "//" if found[0] in _ROOTED else "/"
    return found[0] + slashes + str(path)[found.end() :]


def list_files(text: str) -> tuple[Path, tuple[Path, ...]]:
    """All files behind a URL of a file, a folder or a glob pattern, and the folder that they lie in.

    Raises WrongUsage where there is nothing.
    """
    fs, path = _connect(text)
    if fs.isfile(path):
        return _as_path(fs, path).parent, (_as_path(fs, path),)
    matches = fs.glob(path) if any(sign in path for sign in "*?[") else [path]
    files = sorted({file for match in matches for file in (fs.find(match) if fs.isdir(match) else [match])})
    if not matches or (files == [path] and not fs.exists(path)):
        raise WrongUsage(
            f"There is nothing at {text}.", "Check the URL, and that this machine may read there."
        )
    fixed = re.split(r"[*?[]", path, maxsplit=1)[0] if matches != [path] else f"{path}/"
    return _as_path(fs, fixed.rpartition("/")[0]), tuple(_as_path(fs, file) for file in files)


def is_far_folder(path: Path) -> bool:
    """Whether a URL's path is a folder of an object store."""
    url = url_of(path)
    if url is None:
        return False
    fs, name = _connect(url)
    return bool(fs.isdir(name))


def far_files(folder: Path) -> tuple[Path, ...]:
    """The files that lie in a folder of an object store, those below it left out."""
    fs, name = _connect(url_of(folder) or "")
    return tuple(_as_path(fs, info["name"]) for info in fs.ls(name, detail=True) if info["type"] == "file")


def stat_file(path: Path) -> os.stat_result:
    """What tells a file from its older self; of an object its size and, as the inode, its version. Raises
    OSError.
    """
    url = url_of(path)
    if url is None:
        return path.stat()
    fs, name = _connect(url)
    times = {"st_atime_ns": 0, "st_mtime_ns": 0, "st_ctime_ns": 0}
    version = int(fs.ukey(name)[:15], 16)
    return os.stat_result((stat.S_IFREG, version, 0, 1, 0, 0, fs.info(name)["size"], 0, 0, 0), times)


def open_file(path: Path) -> BufferedIOBase:
    """A file to read from. Raises OSError."""
    url = url_of(path)
    if url is None:
        return path.open("rb")
    fs, name = _connect(url)
    opened: BufferedIOBase = fs.open(name, "rb")
    return opened


@dataclass(frozen=True, slots=True)
class Mirror:
    """A warehouse on object storage, and the folder of this machine that stands for it while it is open.

    An object is replaced whole by putting it; there is no renaming, and none is needed.
    """

    folder: Path
    fs: Any
    root: str

    def put(self, path: Path) -> None:
        """Bring a finished file of the folder to its place."""
        self.fs.put_file(str(path), self._remote(path))

    def fetch(self, path: Path) -> None:
        """Bring a file to the folder, if it is not there. Raises FileNotFoundError."""
        if path.exists():
            return
        remote = self._remote(path)
        if not self.fs.isfile(remote):
            raise FileNotFoundError(remote)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"{path.name}.half")
        self.fs.get_file(remote, str(half))
        half.replace(path)

    def remove(self, path: Path) -> None:
        """Take away the file that a path of the folder stands for."""
        if self.fs.exists(self._remote(path)):
            self.fs.rm(self._remote(path))

    def versions(self, below: str) -> dict[str, str]:
        """The files below a folder, by name, with the store's versions of them."""
        start = f"{self.root}/{below}/"
        found = self.fs.find(start, detail=True)
        names = {name: name.partition(start)[2] for name in found}
        # a key may hold what no path should
        return {
            names[name]: _version(info) for name, info in found.items() if ".." not in names[name].split("/")
        }

    def version(self, path: Path) -> str:
        """The store's version of one file."""
        return _version(self.fs.info(self._remote(path)))

    def _remote(self, path: Path) -> str:
        return f"{self.root}/{path.relative_to(self.folder).as_posix()}"


@contextmanager
def mirrored(path: Path, marker: str, locked: bool = False) -> Iterator[Mirror | None]:
    """The mirror of a warehouse; None for a path of this machine. Of its files only the marker is there at
    first.

    `marker` is the file that a warehouse is known by. The lock is an object that only one run can make; a run
    that is killed leaves it. Raises WarehouseError, OSError.
    """
    url = url_of(path)
    if url is None:
        yield None
        return
    fs, root = _connect(url)
    names = {
        name.rstrip("/").rpartition("/")[2] for name in (fs.ls(root, detail=False) if fs.exists(root) else ())
    }
    if names - {_LOCK} and marker not in names:
        raise WarehouseError(f"{url} holds other files.", "Give an empty folder, or one that does not exist.")
    with scratch_folder() as folder, _lock(fs, f"{root}/{_LOCK}", locked):
        mirror = Mirror(folder, fs, root)
        if marker in names:
            mirror.fetch(folder / marker)
        yield mirror


@contextmanager
def _lock(fs: Any, name: str, locked: bool) -> Iterator[None]:
    if not locked:
        yield
        return
    owner = f"{socket.gethostname()}, process {os.getpid()}"
    try:
        fs.pipe_file(name, owner.encode(), mode="create")
    except FileExistsError as error:
        message = f"Another run is writing there: {fs.cat_file(name).decode()}."
        raise WarehouseError(message, f"Wait for it to end; if it was killed, remove {name}.") from error
    try:
        yield
    finally:
        fs.rm_file(name)


def _connect(url: str) -> tuple[Any, str]:
    """The file system of a URL, and its path there. Raises MissingProgram, WrongUsage."""
    from fsspec.core import url_to_fs  # who reads on this machine need not wait for it

    try:
        fs, path = url_to_fs(url)
    except ImportError as error:
        raise MissingProgram(
            f"{url}: {error}", "Install the package that fsspec asks for, on every node."
        ) from error
    except ValueError as error:
        raise WrongUsage(f"{url}: {error}.", "Give a path, or a URL of a kind that fsspec knows.") from error
    return fs, path.rstrip("/")


def _version(info: Mapping[str, Any]) -> str:
    """What tells an object from one that was put later; its size alone where the store says no more."""
    said = next((info[name] for name in _VERSIONS if info.get(name)), "")
    return f"{info.get('size')}-{said}"


def _as_path(fs: Any, name: str) -> Path:
    return Path(fs.unstrip_protocol(name))
