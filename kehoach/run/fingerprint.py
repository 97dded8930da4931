"""What a result depends on besides the file's bytes, as one short text."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kehoach.settings import ExtractSettings

_CODE: Final = (
    "extract",
    "models",
    "normalize",
    "kehoach.language",
    "kehoach.records",
    "kehoach.run.warehouse.rows",
    "kehoach.run.warehouse.schemas",
)
# an import at any depth; a line of prose that looks like one names no library
_IMPORT: Final = re.compile(r"^[ \t]*(?:from|import)[ \t]+(\w+)", re.MULTILINE)

_TESSERACT: Final = ("script/Vietnamese", "Vietnamese", "vie", "osd")


@cache
def pipeline_version() -> str:
    """Release and fingerprint of code, models and libraries that read: "0.1.0+3f2a9c1b"."""
    digest = sha256()
    for module in _CODE:
        for name, path in _files(module):
            digest.update(f"{module}/{name}\0".encode())
            digest.update(path.read_bytes())
    for library in readers():
        digest.update(f"{library}={_installed(library)}\0".encode())
    return f"{version('kehoach')}+{digest.hexdigest()[:8]}"


def readers() -> tuple[str, ...]:
    """Distributions whose upgrade can change what is read: those that the code imports."""
    code = (path.read_text(encoding="utf-8") for module in _CODE for path in _sources(module))
    imported = {name for text in code for name in _IMPORT.findall(text)}
    owners = packages_distributions()
    libraries = {library for name in imported for library in owners.get(name, ())} - {"kehoach"}
    return tuple(sorted(libraries, key=str.lower))


def result_key(content_sha256: str, settings: ExtractSettings) -> str:
    """Identity of a result: while it stays the same, the document need not be read again."""
    about = f"{pipeline_version()}|{_tesseract(settings.tessdata)}|{settings!r}"
    return sha256(f"{content_sha256}|{about}".encode()).hexdigest()[:16]


def limits_of(settings: ExtractSettings) -> str:
    """The limits that the key leaves out: with others a page that was too large may be read."""
    return f"{settings.max_pages} {settings.max_page_pixels}"


@cache
def _tesseract(tessdata: Path) -> str:
    """What tells Tesseract's data from that of another release; a system's upgrade can change what is
    read.
    """
    digest = sha256()
    for name in _TESSERACT:
        with suppress(FileNotFoundError), (tessdata / f"{name}.traineddata").open("rb") as file:
            digest.update(f"{name}={file_digest(file, 'sha256').hexdigest()}".encode())
    return digest.hexdigest()[:8]


def _files(module: str) -> list[tuple[str, Path]]:
    """The files of a module or package, by their names within it."""
    spec = find_spec(module)
    if spec is None:
        raise ModuleNotFoundError(module)
    if spec.submodule_search_locations is None:
        return [("", Path(str(spec.origin)))]
    folder = Path(spec.submodule_search_locations[0])
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted((path.relative_to(folder).as_posix(), path) for path in paths)


def _sources(module: str) -> Iterator[Path]:
    return (path for _, path in _files(module) if path.suffix == ".py")


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
