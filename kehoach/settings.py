"""Settings: their names, defaults and meaning.

`kehoach.configuration` resolves them once, from file, environment and flags, into these frozen objects;
functions take the small part that they need.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal


@dataclass(frozen=True, slots=True)
class About:
    """What a setting means, its least value, and a name for a default that depends on the machine."""

    meaning: str
    minimum: float | None = None
    default: str | None = None


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How pages are read. With another value here, but for limits and passwords, everything is read again."""

    dpi: Annotated[int, About("Resolution that pages are rendered and read at", 72)] = 300
    # limits and passwords are left out of the text form, as what is read is the same
    max_page_pixels: Annotated[int, About("Most pixels of one page, checked before it is rendered", 1)] = (
        field(default=60_000_000, repr=False)
    )
    max_pages: Annotated[int, About("Most pages of one file", 1)] = field(default=500, repr=False)
    tessdata: Annotated[Path, About("Folder of Tesseract's language data")] = Path(
        "/usr/share/tesseract-ocr/5/tessdata"
    )
    passwords_file: Annotated[Path, About("File of passwords to try on encrypted PDFs, one a line")] = field(
        default=Path(os.devnull), repr=False
    )


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a batch is run."""

    jobs: Annotated[
        int, About("Documents to read at the same time; a cluster's own cores count instead", 1, "all cores")
    ] = field(default_factory=_cores)
    document_seconds: Annotated[float, About("Seconds by the clock that a document may take", 1)] = 3600.0
    page_seconds: Annotated[
        float,
        About(
            "Seconds that a page may take; on a busy machine four times as many, never past its document's", 1
        ),
    ] = 300.0
    cpu_seconds: Annotated[float, About("Seconds of processor time that a document may take", 1)] = 7200.0
    memory_mb: Annotated[
        int, About("Address space in MiB that each process reading documents may take", 256)
    ] = 4096
    engine: Annotated[Literal["local", "ray"], About("Who reads: this machine, or a Ray cluster")] = "local"


@dataclass(frozen=True, slots=True)
class RaySettings:
    """The cluster that reads where the engine is `ray`."""

    address: Annotated[
        str, About("Address of the cluster; `auto` is the one that this machine belongs to")
    ] = "auto"
    retries: Annotated[int, About("How often a document is tried again when its node was lost", 0)] = 3


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What is told on standard error."""

    format: Annotated[Literal["text", "json"], About("Sentences for people, or a JSON object a line")] = (
        "text"
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run; each field is a table of the settings file."""

    extract: ExtractSettings = field(default_factory=ExtractSettings)
    run: RunSettings = field(default_factory=RunSettings)
    ray: RaySettings = field(default_factory=RaySettings)
    log: LogSettings = field(default_factory=LogSettings)
