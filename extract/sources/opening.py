"""Opening what is offered as a document: PDF, TIFF of many pages, PNG, JPEG; a page's picture at its own
resolution.

Nothing is believed of a file but its bytes: its kind is told by how it begins, and sizes are checked before
anything is rendered or decoded. A damaged page raises when it is asked for, so that the others can still be
read.
"""

import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from extract.sources.guards import SCAN_AGAIN
from extract.sources.input_page import InputPage
from extract.sources.pdf import open_pdf
from extract.sources.picture_file import IMAGE_HEADS, open_image
from kehoach.errors import UnreadableFile
from kehoach.records import Source
from kehoach.settings import ExtractSettings

# A PDF's header may stand behind this many bytes of something else (ISO 32000-1, annex H.3, note 13).
_HEADER_WITHIN: Final = 1024


@contextmanager
def open_pages(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    """The file's pages, open as long as the context lasts.

    Raises:
        UnreadableFile, EncryptedFile, FileTooLarge: each says what to do next.
    """
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
