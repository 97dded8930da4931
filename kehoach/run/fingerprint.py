"""What a result depends on besides the file's bytes, as one short text."""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
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
# libraries whose upgrade can change what is read
_READERS: Final = (
    "asterocr",
    "onnxruntime",
    "opencv-python-headless",
    "pdfplumber",
    "pypdfium2",
    "spacy",
    "tesserocr",
    "trueocr",
    "underthesea",
)


@cache
def pipeline_version() -> str:
    """Release and fingerprint of code, models and libraries that read: "0.1.0+3f2a9c1b"."""
    digest = sha256()
    for module in _CODE:
        for name, path in _files(module):
            digest.update(f"{module}/{name}\0".encode())
            digest.update(path.read_bytes())
    for library in _READERS:
        digest.update(f"{library}={_installed(library)}\0".encode())
    return f"{version('kehoach')}+{digest.hexdigest()[:8]}"


def result_key(content_sha256: str, settings: ExtractSettings) -> str:
    """Identity of a result: while it stays the same, the document need not be read again."""
    return sha256(f"{content_sha256}|{pipeline_version()}|{settings!r}".encode()).hexdigest()[:16]


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


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
