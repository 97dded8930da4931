"""Opening what is offered as a document: PDF, TIFF of many pages, PNG, JPEG; a page's picture at its own
resolution.

Nothing is believed of a file but its bytes: its kind is told by how it begins, and sizes are checked before
anything is rendered or decoded. A damaged page raises when it is asked for, so that the others can still be
read.
"""

import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

from extract.picture.cleaning import Picture
from extract.sources.guards import SCAN_AGAIN, too_many_pages
from extract.sources.input_page import InputPage
from extract.sources.pdf import open_pdf
from extract.sources.picture_file import IMAGE_HEADS, open_image
from kehoach.bound_pages import is_bound, page_files
from kehoach.errors import UnreadableFile
from kehoach.records import Source
from kehoach.settings import ExtractSettings

# A PDF's header may stand behind this many bytes of something else (ISO 32000-1, annex H.3, note 13).
_HEADER_WITHIN: Final = 1024


@contextmanager
def open_pages(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    """The file's pages, open as long as the context lasts; of a folder that holds the pages of one document,
    those of its files in their order.

    Raises:
        UnreadableFile, EncryptedFile, FileTooLarge: each says what to do next.
    """
    if is_bound(source.path) and source.path.is_dir():
        with _open_bound(source, settings) as pages:
            yield pages
        return
    head = _first_bytes(source)
    if head.startswith(IMAGE_HEADS):
        opened = open_image
    elif b"%PDF-" in head:
        opened = open_pdf
    else:
        what = "is no PDF, TIFF, PNG or JPEG" if head else "is empty"
        advice = (
            "Save it as PDF with the program that made it." if head else "Copy it again, or scan it again."
        )
        raise UnreadableFile(f"{source.name} {what}.", advice)
    with opened(source, settings) as pages:
        if not pages:
            raise UnreadableFile(f"{source.name} has no pages.", SCAN_AGAIN)
        yield pages


@contextmanager
def _open_bound(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    """A file that cannot be opened is a page that cannot be read, so that the others can be."""
    pages: list[InputPage] = []
    with ExitStack() as opened:
        for path in page_files(source.path):
            part = Source(path, f"{source.name}/{path.name}", source.sha256)
            try:
                pages += opened.enter_context(open_pages(part, settings))
            except UnreadableFile as error:
                pages.append(_Unopened(error))
            if len(pages) > settings.max_pages:
                raise too_many_pages(source, len(pages), settings)
        if not pages:
            raise UnreadableFile(f"{source.name} has no pages.", SCAN_AGAIN)
        yield pages


@dataclass(frozen=True, slots=True)
class _Unopened:
    """The page of a file that could not be opened."""

    error: UnreadableFile
    text_page: None = None

    def render(self) -> tuple[Picture, float]:
        """See `InputPage.render`."""
        raise self.error


def _first_bytes(source: Source) -> bytes:
    try:
        # a pipe or a device could keep its reader waiting for ever
        if not stat.S_ISREG(source.path.stat().st_mode):
            raise UnreadableFile(f"{source.name} is no file.", "Name a file, or the folder that it is in.")
        with source.path.open("rb") as file:
            return file.read(_HEADER_WITHIN)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(
            f"{source.name} cannot be opened ({reason}).", "Check its path and its rights."
        ) from error
