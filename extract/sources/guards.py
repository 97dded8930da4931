"""What every kind of file is held to: sizes checked before anything is decoded, and libraries' errors
told.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import Image

from kehoach.errors import FileTooLarge, KehoachError, UnreadableFile
from kehoach.records import Source
from kehoach.settings import ExtractSettings

# Dots per inch within which pages are read: recognisers want small letters of 15 pixels and gain nothing over
# 400.
READABLE_DPI: Final = (180.0, 400.0)
# A scan whose shorter side (inches) is outside these bounds states a wrong resolution, and is taken for A4.
_PLAUSIBLE_SIDE: Final = (4.0, 20.0)
A4_WIDTH: Final = 8.27  # inches
_LEAST_SIDE: Final = 100  # pixels; nobody can read a smaller page
_NO_PAGE: Final = 10  # times the limit
SCAN_AGAIN: Final = "Scan it again, or ask its sender for another copy."


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what a library raised over a broken file: they raise whatever it provokes, there is no narrower
    class.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except KehoachError:
        raise
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileTooLarge(
            f"{what} is too large ({error}).", "Scan it at 200 to 300 dots per inch."
        ) from error
    except Exception as error:
        raise UnreadableFile(f"{what} is damaged ({error}).", SCAN_AGAIN) from error


def too_many_pages(source: Source, count: int, settings: ExtractSettings) -> FileTooLarge:
    """What to raise where a file has more pages than the settings allow."""
    return FileTooLarge(
        f"{source.name} has {count} pages, {settings.max_pages} are allowed.",
        "Split the file, or raise max_pages in the settings if it is one plan.",
    )


def check_pixels(pixels: float, limit: float) -> None:
    """Raise FileTooLarge where a page would take more pixels than `limit`."""
    if pixels > limit:
        advice = "Check the page's size; raise max_page_pixels in the settings if it is right."
        if pixels > _NO_PAGE * limit:
            advice = "Its size is no page's: save or scan it at the size of its paper."
        message = f"A page would take {pixels / 1e6:.0f} million pixels, {limit / 1e6:.0f} are allowed."
        raise FileTooLarge(message, advice)


def check_side(pixels: float) -> None:
    """Raise UnreadableFile where a page's shorter side has too few pixels for anybody to read."""
    if pixels < _LEAST_SIDE:
        raise UnreadableFile(f"A page is but {pixels:.0f} pixels wide or high.", SCAN_AGAIN)


def plausible_side(side: float) -> float:
    """The shorter side of a sheet in inches, as stated or else that of A4."""
    return side if _PLAUSIBLE_SIDE[0] <= side <= _PLAUSIBLE_SIDE[1] else A4_WIDTH
