"""Which files a run is to read, and what the tables call them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from hashlib import file_digest
from pathlib import Path
from typing import Final
from unicodedata import normalize

from kehoach.errors import NothingToRead, UnreadableFile, WrongUsage
from kehoach.records import Source

SUFFIXES: Final = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})
MARKER: Final = "_kehoach.json"  # lies in a warehouse, which is never an input


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; `name` is relative to the folder that all inputs of the run share."""

    path: Path
    name: str


def collect_inputs(inputs: Sequence[str]) -> tuple[InputFile, ...]:
    """All files behind paths, folders (with those below) and glob patterns, by name, each once.

    A file that is named is taken whatever its suffix; folders and patterns give the kinds of `SUFFIXES`. Hidden
    files, folders that begin with "." or "_", and warehouses are left out. Raises WrongUsage where a path does not
    exist, NothingToRead where no file is found.
    """
    found = [Path(text).absolute() for text in inputs if os.path.lexists(text)]
    patterns = [text for text in inputs if not os.path.lexists(text)]
    matches = [match for text in patterns for match in _expand(text)]
    paths = {file for path in found for file in (_walk(path) if path.is_dir() else (path,))}
    paths |= {file for path in matches for file in (_walk(path) if path.is_dir() else _known([path]))}
    if not paths:
        raise NothingToRead("There is no file to read.", f"Give files or folders with {', '.join(sorted(SUFFIXES))}.")
    root = Path(os.path.commonpath([path if path.is_dir() else path.parent for path in (*found, *matches)]))
    files = (InputFile(path, _name(path, root)) for path in paths)
    return tuple(sorted(files, key=lambda file: (file.name, file.path)))


def identify(file: InputFile) -> Source:
    """The file with the hash of its bytes. Raises UnreadableFile."""
    if not file.path.is_file():  # a pipe or a broken link, which could block or fail later
        raise UnreadableFile(f"{file.name} is not a regular file.", "Replace it by the file itself.")
    try:
        with file.path.open("rb") as stream:
            return Source(file.path, file.name, file_digest(stream, "sha256").hexdigest())
    except OSError as error:
        raise UnreadableFile(f"{file.name}: {error.strerror}.", "Check the file's permissions and its disk.") from error


def _expand(pattern: str) -> list[Path]:
    matches = [Path(match).absolute() for match in glob(pattern, recursive=True)]  # noqa: PTH207  # may be absolute
    if not matches:
        raise WrongUsage(f"There is nothing at {pattern}.", "Check the path; quote a pattern for kehoach to expand it.")
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
    """Composed Unicode with "/" between folders; bytes that are no UTF-8 are replaced, as tables hold text only."""
    return normalize("NFC", os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace"))
