"""Settings, resolved once into frozen objects; functions take the small part that they need."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How pages are read.

    `dpi` is the resolution that pages are rendered and read at; `max_page_pixels` caps one page's picture before it
    is rendered; `max_pages` caps a file; `recognisers` are tried in this order and the missing ones are left out.
    """

    dpi: int = 300
    max_page_pixels: int = 60_000_000
    max_pages: int = 500
    tessdata: Path = Path("/usr/share/tesseract-ocr/5/tessdata")
    recognisers: tuple[str, ...] = ("tesseract",)


@dataclass(frozen=True, slots=True)
class Settings:
    extract: ExtractSettings = field(default_factory=ExtractSettings)
