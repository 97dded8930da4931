"""One plan over several pictures: a folder whose name ends in `.pages` holds the pages of one document."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Final

SUFFIX: Final = ".pages"
PAGE_SUFFIXES: Final = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})


def is_bound(path: PurePath) -> bool:
    """Whether a folder of this name holds the pages of one document."""
    return path.name.lower().endswith(SUFFIX) and len(path.name) > len(SUFFIX)


def in_order(files: Sequence[Path]) -> list[Path]:
    """Files of pages by their names, numbers in them read as numbers: page 2 comes before page 10."""
    return sorted(files, key=lambda path: (_numbered(path.name), path.name))


def page_files(folder: Path) -> list[Path]:
    """The files of the folder's pages, in their order; what is hidden or of another kind is none."""
    files = (path for path in folder.iterdir() if path.suffix.lower() in PAGE_SUFFIXES)
    return in_order([path for path in files if path.name[0] not in "._" and path.is_file()])


def _numbered(name: str) -> tuple[tuple[int, str], ...]:
    """The name's parts, so that they compare as numbers where they are."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
