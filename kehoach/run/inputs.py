"""Which files a run is to read, and what the tables call them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Final
from unicodedata import normalize

from kehoach.bound_pages import is_bound, look_bound, page_files
from kehoach.errors import NothingToRead, WrongUsage
from kehoach.run.content import is_folder_of_pages, pages_of
from kehoach.run.left_out import ADVICE, SUFFIXES, LeftOut, why_left_out
from kehoach.run.warehouse.object_storage import list_files, url_of

MARKER: Final = "_kehoach.json"  # lies in a warehouse, which is never an input
_Found = tuple[Path, str | None]  # a file or folder, and why it is left out


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; `name` is relative to the folder that all inputs of the run share."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a run by name, the folder that all of them share, and what lies below it and is not
    read.
    """

    root: Path
    files: tuple[InputFile, ...]
    left_out: tuple[LeftOut, ...] = ()


def collect_inputs(inputs: Sequence[str]) -> Inputs:
    """All files behind paths, folders (with those below) and glob patterns, each once.

    A file that is named is taken whatever it is; folders and patterns give PDFs and pictures, known by their
    content. A folder that ends in `.pages` is one input. Hidden files, folders that begin with "." or "_",
    links to folders and warehouses are left out. Raises WrongUsage where a path does not exist, NothingToRead
    where no file is found.
    """
    remote = [list_files(text) for text in inputs if _is_url(text)]
    local = [text for text in inputs if not _is_url(text)]
    found = [_absolute(text) for text in local if _exists(text)]
    matches = [match for text in local if not _exists(text) for match in _expand(text)]
    looked: list[_Found] = [(path, None) for path in found if not path.is_dir()]
    looked += (file for path in found if path.is_dir() for file in _below(path))
    looked += (file for path in matches for file in (_below(path) if path.is_dir() else [_look(path)]))
    looked += (file for listed in remote for file in _plans(*listed, named=map(Path, inputs)))
    paths = {path for path, why in looked if why is None}
    if not paths:
        raise _nothing(looked)
    folders = [path if _is_open(path) else path.parent for path in (*found, *matches)]
    held = ((folder, _holder(folder / "page")) for folder, _ in remote)
    root = _shared([*folders, *(holder.parent if holder else folder for folder, holder in held)])
    files = (InputFile(path, _name(path, root)) for path in paths)
    left_out = (
        LeftOut(path, _name(path, root), why)
        for path, why in dict(looked).items()
        if why and path not in paths
    )
    return Inputs(
        root,
        tuple(sorted(files, key=lambda file: (file.name, file.path))),
        tuple(sorted(left_out, key=lambda left: (left.name, left.path))),
    )


def _nothing(looked: Sequence[_Found]) -> NothingToRead:
    told = [f"{path.name}: {ADVICE[why][0]}" for path, why in looked if why]
    message = " ".join(
        ("There is no file to read.", *told[:3], f"And {len(told) - 3} more." if len(told) > 3 else "")
    )
    return NothingToRead(message.strip(), f"Give files or folders with {', '.join(sorted(SUFFIXES))}.")


def _is_url(text: str) -> bool:
    return "://" in text and url_of(Path(text)) is not None


def _plans(folder: Path, files: Sequence[Path], named: Iterable[Path]) -> Iterator[_Found]:
    """The files of an object store's listing, as `_walk` has them, or named one by one."""
    taken = set(files) & set(named)
    yield from ((path, None) for path in taken)
    warehouses = {file.parent for file in files if file.name == MARKER}
    yield from ((path, "warehouse") for path in warehouses)
    bound: set[Path] = set()
    for file in set(files) - taken:
        below = file.relative_to(folder).parts[:-1]
        if any(part[0] in "._" for part in below):
            yield file, "hidden"
        elif warehouses & set(file.parents):
            continue
        elif holder := _holder(file):
            bound.add(holder)
        else:
            yield _look(file)
    for holder in bound:
        pages = set(pages_of(holder))
        yield holder, None
        yield from ((file, "no_page") for file in files if holder in file.parents and file not in pages)


def _holder(path: Path) -> Path | None:
    """The folder of pages that an object lies in, the outermost one."""
    return next((folder for folder in reversed(path.parents) if is_bound(folder)), None)


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


def _is_open(path: Path) -> bool:
    """Whether it is a folder of inputs, and not one that is an input itself."""
    return path.is_dir() and not is_folder_of_pages(path)


def _below(folder: Path) -> Iterator[_Found]:
    return _walk(folder) if _is_open(folder) else _pages(folder)


def _pages(folder: Path) -> Iterator[_Found]:
    """A folder of pages is one input; what else lies in it is none."""
    yield folder, None
    pages = set(page_files(folder))
    for path in sorted(folder.rglob("*")):
        if path not in pages and not path.is_dir():
            yield path, why_left_out(path) or "no_page"


def _walk(folder: Path) -> Iterator[_Found]:
    unlisted: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unlisted.append):
        path = Path(place)
        if MARKER in files:
            folders.clear()
            yield path, "warehouse"
            continue
        hidden = {name for name in folders if name[0] in "._"}
        linked = {name for name in folders if (path / name).is_symlink()} - hidden
        yield from ((path / name, "hidden") for name in hidden)
        yield from ((path / name, "linked_folder") for name in linked)
        bound = {name for name in folders if is_folder_of_pages(path / name)} - hidden - linked
        yield from (file for name in bound for file in _pages(path / name))
        folders[:] = [name for name in folders if name not in hidden | linked | bound]
        if look_bound([name for name in files if name[0] not in "._"]):
            yield path, "like_pages"
        yield from (_look(path / name) for name in files)
    yield from ((Path(error.filename), "unreadable") for error in unlisted)


def _look(path: Path) -> _Found:
    return path, why_left_out(path)


def _name(path: Path, root: Path) -> str:
    """Composed Unicode with "/" between folders; bytes that are no UTF-8 are replaced, as tables hold text
    only.
    """
    below = str(path).removeprefix(str(root)).lstrip("/")
    return normalize("NFC", os.fsencode(below).decode("utf-8", "replace"))
