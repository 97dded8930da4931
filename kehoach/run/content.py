"""What an input holds: the bytes of a file, here or on object storage, or those of the files of a folder of
pages.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

from kehoach.bound_pages import is_bound, page_files, pages_among
from kehoach.errors import ChangedFile, UnreadableFile
from kehoach.records import Source
from kehoach.run.scratch import scratch_folder
from kehoach.run.warehouse.object_storage import (
    far_files,
    is_far_folder,
    open_file,
    stat_file,
    url_of,
)

_PIECE: Final = 1 << 20  # bytes that are copied at a time


def is_folder_of_pages(path: Path) -> bool:
    """Whether the path is a folder that holds the pages of one document."""
    return is_bound(path) and (path.is_dir() if url_of(path) is None else is_far_folder(path))


def pages_of(folder: Path) -> list[Path]:
    """The files of a folder's pages, here or on object storage, in their order. Raises OSError."""
    return page_files(folder) if url_of(folder) is None else pages_among(far_files(folder))


def state_of(path: Path) -> os.stat_result:
    """What tells an input from its older self; of a folder of pages the sum of sizes and the latest times.
    Raises OSError.
    """
    if not is_folder_of_pages(path):
        return stat_file(path)
    pages = [stat_file(file) for file in pages_of(path)]
    # a folder changes where a page comes or goes; one on object storage is but its pages' versions
    own = [path.stat()] if url_of(path) is None else []
    modified, changed = (
        max(getattr(s, name) for s in (*own, *pages)) for name in ("st_mtime_ns", "st_ctime_ns")
    )
    times = {"st_atime_ns": 0, "st_mtime_ns": modified, "st_ctime_ns": changed}
    size = sum(page.st_size for page in pages)
    versions = sha256(" ".join(str(page.st_ino) for page in pages).encode()).hexdigest()
    inode = own[0].st_ino if own else int(versions[:15], 16)
    return os.stat_result((stat.S_IFREG, inode, 0, 1, 0, 0, size, 0, 0, 0), times)


def content_hash(path: Path) -> str:
    """SHA-256 of a file's bytes; of a folder of pages that of its pages' hashes, in order. Raises OSError."""
    if is_folder_of_pages(path):
        return sha256("".join(map(content_hash, pages_of(path))).encode()).hexdigest()
    with open_file(path) as stream:
        return file_digest(stream, "sha256").hexdigest()


@contextmanager
def local_copy(source: Source) -> Iterator[Source]:
    """A copy of the source's bytes on this machine, so that what is read is what bears its hash, whatever
    becomes of the file meanwhile; it goes when it was read. Raises ChangedFile where the bytes are others by
    now, UnreadableFile.
    """
    with scratch_folder() as folder:
        path = folder / f"file{source.path.suffix}"
        try:
            _copy(source.path, path)
            found = content_hash(path)
        except OSError as error:
            message = f"{source.name} cannot be copied ({error.strerror or error})."
            raise UnreadableFile(
                message, "Check the file, its disk, and the free space under TMPDIR."
            ) from error
        if found != source.sha256:
            message = f"{source.name} was changed while the run went on."
            raise ChangedFile(message, "Run again when nobody writes to it.")
        yield replace(source, path=path)


def _copy(path: Path, to: Path) -> None:
    """Copy a file's bytes to this machine, or those of a folder's pages."""
    if is_folder_of_pages(path):
        to.mkdir()
        for page in pages_of(path):
            _copy(page, to / page.name)
        return
    with open_file(path) as original, to.open("wb") as copy:
        shutil.copyfileobj(original, copy, _PIECE)
