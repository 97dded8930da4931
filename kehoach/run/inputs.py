"""Which files a run is to read, and what the tables call them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Final
from unicodedata import normalize

from kehoach.errors import NothingToRead, WrongUsage
from kehoach.run.warehouse.object_storage import list_files, url_of

SUFFIXES: Final = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})
MARKER: Final = "_kehoach.json"  # lies in a warehouse, which is never an input


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; `name` is relative to the folder that all inputs of the run share."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a run by name, and the folder that all of them share."""

    root: Path
    files: tuple[InputFile, ...]


def collect_inputs(inputs: Sequence[str]) -> Inputs:
    """All files behind paths, folders (with those below) and glob patterns, each once.

    A file that is named is taken whatever its suffix; folders and patterns give the kinds of `SUFFIXES`.
    Hidden files, folders that begin with "." or "_", and warehouses are left out. Raises WrongUsage where a
    path does not exist, NothingToRead where no file is found.
    """
    remote = [list_files(text) for text in inputs if _is_url(text)]
    local = [text for text in inputs if not _is_url(text)]
    found = [_absolute(text) for text in local if _exists(text)]
    matches = [match for text in local if not _exists(text) for match in _expand(text)]
    paths = {file for path in found for file in (_walk(path) if path.is_dir() else (path,))}
    paths |= {file for path in matches for file in (_walk(path) if path.is_dir() else _known([path]))}
    paths |= {file for listed in remote for file in _plans(*listed, named=map(Path, inputs))}
    if not paths:
        raise NothingToRead(
            "There is no file to read.", f"Give files or folders with {', '.join(sorted(SUFFIXES))}."
        )
    folders = [path if path.is_dir() else path.parent for path in (*found, *matches)]
    root = _shared([*folders, *(folder for folder, _ in remote)])
    files = (InputFile(path, _name(path, root)) for path in paths)
    return Inputs(root, tuple(sorted(files, key=lambda file: (file.name, file.path))))


def _is_url(text: str) -> bool:
    return "://" in text and url_of(Path(text)) is not None


def _plans(folder: Path, files: Sequence[Path], named: Iterable[Path]) -> Iterator[Path]:
    """The files of an object store's listing that are inputs: as `_walk` has it, or named one by one."""
    yield from set(files) & set(named)
    warehouses = {file.parent for file in files if file.name == MARKER}
    for file in _known(files):
        below = file.relative_to(folder).parts[:-1]
        if not (any(part[0] in "._" for part in below) or warehouses & set(file.parents)):
            yield file


def _shared(folders: Sequence[Path]) -> Path:
    try:
        return Path(os.path.commonpath(folders))
    except ValueError as error:
        message = "The inputs lie on this machine and on object storage."
        raise WrongUsage(message, "Read them in two runs, into one warehouse.") from error


def _exists(text: str) -> bool:
    try:
        return os.path.lexists(text)
    except ValueError:  # a null byte
        return False


def _absolute(text: str) -> Path:
    """The path without "..", by which one file would have two names; its last part may be a link, and stays
    one.
    """
    path = Path(text).absolute()
    if path.name == "..":
        return path.resolve()
    return path.parent.resolve() / path.name if ".." in path.parts else path


def _expand(pattern: str) -> list[Path]:
    try:
        matches = [_absolute(match) for match in glob(pattern, recursive=True)]  # noqa: PTH207  # may be absolute
    except ValueError:
        matches = []
    if not matches:
        raise WrongUsage(
            f"There is nothing at {pattern}.", "Check the path; quote a pattern for kehoach to expand it."
        )
    return matches


def _walk(folder: Path) -> Iterator[Path]:
    for path, folders, files in os.walk(folder):
        if MARKER in files:
            folders.clear()
            continue
        folders[:] = [name for name in folders if name[0] not in "._"]
        yield from _known(Path(path, name) for name in files)


def _known(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.suffix.lower() in SUFFIXES and path.name[0] != ".")


def _name(path: Path, root: Path) -> str:
    """Composed Unicode with "/" between folders; bytes that are no UTF-8 are replaced, as tables hold text
    only.
    """
    return normalize("NFC", os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace"))
