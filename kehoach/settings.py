"""Settings, resolved once into frozen objects; functions take the small part that they need."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How pages are read.

    `dpi` is the resolution that pages are rendered and read at; `max_page_pixels` caps one page's picture before it
    is rendered; `max_pages` caps a file; `tessdata` is the folder of Tesseract's language data.
    """

    dpi: int = 300
    max_page_pixels: int = 60_000_000
    max_pages: int = 500
    tessdata: Path = Path("/usr/share/tesseract-ocr/5/tessdata")


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a batch is run: `jobs` child processes; a document that takes longer than `document_seconds` is given up."""

    jobs: int = 1
    document_seconds: float = 3600.0


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    extract: ExtractSettings = field(default_factory=ExtractSettings)
    run: RunSettings = field(default_factory=RunSettings)
