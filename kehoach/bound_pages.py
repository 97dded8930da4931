"""One plan over several pictures: a folder whose name ends in `.pages` holds the pages of one document."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Final

SUFFIX: Final = ".pages"
PAGE_SUFFIXES: Final = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})

# a picture of one page, and the last number in its name
_PICTURE: Final = re.compile(r"(.*?)(\d+)(\D*\.(?:png|jpe?g))", re.IGNORECASE)
_FEWEST: Final = 2  # pages of a folder that looks like one document


def is_bound(path: PurePath) -> bool:
    """Whether a folder of this name holds the pages of one document."""
    return path.name.lower().endswith(SUFFIX) and len(path.name) > len(SUFFIX)


def in_order(files: Sequence[Path]) -> list[Path]:
    """Files of pages by their names, numbers in them read as numbers: page 2 comes before page 10."""
    return sorted(files, key=lambda path: (_numbered(path.name), path.name))


def page_files(folder: Path) -> list[Path]:
    """The files of the folder's pages, in their order."""
    return pages_among(path for path in folder.iterdir() if path.is_file())


def pages_among(files: Iterable[Path]) -> list[Path]:
    """Those of a folder's files that are pages, in their order; what is hidden or of another kind is none."""
    pages = (path for path in files if path.suffix.lower() in PAGE_SUFFIXES)
    return in_order([path for path in pages if path.name[0] not in "._"])


def look_bound(names: Sequence[str]) -> bool:
    """Whether files of these names, all that a folder holds, look like the pages of one document: single
    pictures that differ by a number alone, which counts on by one.
    """
    found = [_PICTURE.fullmatch(name) for name in names]
    if len(found) < _FEWEST or not all(found):
        return False
    parts = [match.groups() for match in found if match]
    numbers = sorted(int(number) for _, number, _ in parts)
    stems = {(stem.lower(), suffix.lower()) for stem, _, suffix in parts}
    return len(stems) == 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _numbered(name: str) -> tuple[tuple[bool, int, str], ...]:
    """The name's parts, so that numbers compare as numbers, and come before letters."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return tuple((False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts)
