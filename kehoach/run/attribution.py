"""Province and agency of a file, for the report: from its letterhead, else from where it lies."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kehoach.language.folding import fold
from kehoach.run.report import FileReport
from kehoach.run.warehouse.results import ResultHead

_COMMITTEE: Final = re.compile(r"^\W*(?:UBND|ủy ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)
_UNIT: Final = re.compile(r"^(?:tỉnh|thành phố|TP\.?)\s+", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:nam[ _-]?)?(?:19|20)\d\d")
_SO: Final = re.compile(r"so[ _-]")


def of_letterhead(head: ResultHead) -> tuple[str | None, str | None]:
    """Province and agency as the letterhead has them: (“Bình Dương”, “Sở Nội vụ”)."""
    parent = head.parent_issuer or ""
    province = _UNIT.sub("", _COMMITTEE.sub("", parent)).strip() if _COMMITTEE.match(parent) else ""
    return province.title() or None, head.issuer


def with_places(files: Sequence[FileReport]) -> list[FileReport]:
    """The reports, with what they lack taken from most files of the same folder, else from the folder's own
    name.
    """
    provinces = _by_folder((file.name, file.province) for file in files)
    agencies = _by_folder((file.name, file.agency) for file in files)
    return [
        file
        if file.province and file.agency
        else replace(
            file,
            province=file.province or provinces.get(_folder(file.name)) or _of_folder(file.name)[0],
            agency=file.agency or agencies.get(_folder(file.name)) or _of_folder(file.name)[1],
        )
        for file in files
    ]


def _by_folder(named: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The commonest value of each folder; the first by name among equals."""
    counts: dict[str, Counter[str]] = {}
    for name, value in named:
        if value:
            counts.setdefault(_folder(name), Counter())[value] += 1
    return {
        folder: min(values, key=lambda value: (-values[value], value)) for folder, values in counts.items()
    }


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _of_folder(name: str) -> tuple[str | None, str | None]:
    """From “binh-duong/so-noi-vu/2020/1.pdf”: the folder that begins with “Sở”, and the one above it."""
    parts = [part for part in _folder(name).split("/") if part and not _YEAR.fullmatch(fold(part))]
    for at, part in enumerate(parts):
        if _SO.match(fold(part)):
            return (parts[at - 1] if at else None), part
    return None, None
