"""What the work needs on this machine: probed, never changed."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

_TESSERACT_MAJOR: Final = 5
# language data by file, with the Debian package that brings it
_LANGUAGES: Final = {
    "vie": "tesseract-ocr-vie",
    "Vietnamese": "tesseract-ocr-script-viet",
    "osd": "tesseract-ocr-osd",
}
_GOES_OFFLINE: Final = (
    "from kehoach.run.engines.confinement import drop_privileges; print(drop_privileges(offline=True) or '')"
)
# asked in a process of its own, as `kehoach` never imports the stages
_NAMES_OF_RECOGNISERS: Final = (
    "from extract.recognition.ensemble import RECOGNISERS as files;"
    "print(*(file.VOTER.name for file in files))"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One probe: what was found, and where it failed the command or step that mends it."""

    name: str
    passed: bool
    found: str
    fix: str


def run_checks(tessdata: Path, folder: Path) -> tuple[Check, ...]:
    """All probes; `folder` is where a warehouse would be written."""
    return (
        _tesseract(),
        *(_language(tessdata, language, package) for language, package in _LANGUAGES.items()),
        _tesserocr(),
        _recognisers(),
        _fonts(),
        _writable(folder),
        _offline(),
    )


def _tesseract() -> Check:
    first = _output(["tesseract", "--version"]).partition("\n")[0]
    number = first.removeprefix("tesseract ").partition(".")[0]
    passed = number.isdigit() and int(number) >= _TESSERACT_MAJOR
    return Check(f"Tesseract {_TESSERACT_MAJOR} or later", passed, first, "apt-get install tesseract-ocr")


def _language(tessdata: Path, language: str, package: str) -> Check:
    found = [path for path in (tessdata, tessdata / "script") if (path / f"{language}.traineddata").is_file()]
    where = str(found[0]) if found else f"not in {tessdata}"
    return Check(f"Tesseract data “{language}”", bool(found), where, f"apt-get install {package}")


def _tesserocr() -> Check:
    # in a process of its own: a library that does not fit would take this one down
    found = _output([sys.executable, "-c", "import tesserocr; print(tesserocr.__version__)"])
    return Check("tesserocr loads", bool(found), found, "pip install --force-reinstall tesserocr")


def _recognisers() -> Check:
    """Whether the stage of extraction loads."""
    names = _output([sys.executable, "-c", _NAMES_OF_RECOGNISERS])
    fix = "pip install --force-reinstall onnxruntime opencv-python-headless"
    return Check("Recognisers load", bool(names), names, fix)


def _fonts() -> Check:
    families = _output(["fc-list", ":lang=vi", "family"]).splitlines()
    found = f"{len(families)} families" if families else ""
    fix = "apt-get install fontconfig fonts-croscore (for born-digital files that do not bring their fonts)"
    return Check("Vietnamese fonts", bool(families), found, fix)


def _writable(folder: Path) -> Check:
    try:
        with TemporaryFile(dir=folder):
            return Check("Folder is writable", True, str(folder), "")
    except OSError as error:
        return Check(
            "Folder is writable", False, f"{folder}: {error.strerror}", "Work in a folder of your own."
        )


def _offline() -> Check:
    """Told, and no fault: it is the system that decides."""
    found = "yes" if _output([sys.executable, "-c", _GOES_OFFLINE]) else "no, this system does not allow it"
    return Check("Readers work without network", True, found, "")


def _output(command: Sequence[str]) -> str:
    """What a program prints; empty where it is missing or fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
