"""Opening what is offered as a document: PDF, TIFF of many pages, PNG, JPEG; a page's picture at its own resolution."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pdfplumber
import pypdfium2
from PIL import Image, UnidentifiedImageError

from extract.picture import Picture
from kehoach.errors import EncryptedFile, FileTooLarge, UnreadableFile
from kehoach.records import Source
from kehoach.settings import ExtractSettings

_IMAGE_SUFFIXES = (".tif", ".tiff", ".png", ".jpg", ".jpeg")
_A4_WIDTH = 8.27  # inches
# A picture over this share of the page is a scan, to be read at the resolution it was made with …
_SCAN_SHARE = 0.8
# … within these bounds (dots per inch): recognisers want small letters of 15 pixels and gain nothing over 400.
_DPI = (180.0, 400.0)


class InputPage(Protocol):
    """A page that can be rendered."""

    text_page: Any  # pdfplumber's page, None where the file is no PDF

    def render(self) -> tuple[Picture, float]:
        """The page's picture (RGB) and its resolution in dots per inch.

        Raises:
            FileTooLarge: the picture would have more pixels than the settings allow.
        """
        ...


@contextmanager
def open_pages(source: Source, settings: ExtractSettings) -> Iterator[list[InputPage]]:
    """The file's pages, open as long as the context lasts.

    Raises:
        UnreadableFile, EncryptedFile, FileTooLarge: each says what to do next.
    """
    opened = _open_images if source.path.suffix.lower() in _IMAGE_SUFFIXES else _open_pdf
    with opened(source.path, settings) as pages:
        if not pages:
            raise UnreadableFile(f"{source.name} has no pages", "Scan it again or ask its sender for another copy.")
        if len(pages) > settings.max_pages:
            raise FileTooLarge(
                f"{source.name} has {len(pages)} pages, {settings.max_pages} are allowed",
                "Split the file, or raise max_pages in the settings if it is one plan.",
            )
        yield pages


@contextmanager
def _open_pdf(path: Path, settings: ExtractSettings) -> Iterator[list[InputPage]]:
    try:
        rendered = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile(f"{path.name} is encrypted", "Save a copy without password and read that.") from error
        raise UnreadableFile(
            f"{path.name} is no readable PDF ({error})", "Open and save it anew, or scan it again."
        ) from error
    except OSError as error:
        raise UnreadableFile(
            f"{path.name} cannot be opened ({error.strerror})", "Check its path and rights."
        ) from error
    with rendered:
        if len(rendered) > settings.max_pages:
            yield [_PdfPage(None, None, settings)] * len(rendered)
            return
        with _text_layers(path, len(rendered)) as layers:
            yield [_PdfPage(rendered[k], layers[k], settings) for k in range(len(rendered))]


@contextmanager
def _text_layers(path: Path, count: int) -> Iterator[list[Any]]:
    """pdfplumber's pages; none where it cannot open what pdfium could: such a file is read from its picture."""
    try:
        opened = pdfplumber.open(path)
        layers: list[Any] = list(opened.pages)
    except Exception:
        # pdfminer raises whatever a broken object provokes; there is no narrower class
        yield [None] * count
        return
    with opened:
        yield layers if len(layers) == count else [None] * count


class _PdfPage:
    def __init__(self, page: Any, text_page: Any, settings: ExtractSettings) -> None:
        self._page, self.text_page, self._settings = page, text_page, settings

    def render(self) -> tuple[Picture, float]:
        """See `InputPage.render`."""
        width, height = self._page.get_size()
        dpi = self._resolution(width, height)
        pixels = width * height * (dpi / 72) ** 2
        if pixels > self._settings.max_page_pixels:
            raise _too_many(pixels, self._settings)
        picture = self._page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False).to_numpy()
        return _rgb(picture), dpi

    def _resolution(self, width: float, height: float) -> float:
        """The scan's own resolution where one picture fills the page, else that of the settings."""
        for found in self._page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
            left, bottom, right, top = found.get_bounds()
            if (right - left) * (top - bottom) > _SCAN_SHARE * width * height:
                across, down = found.get_px_size()
                own = max(across, down) * 72 / max(right - left, top - bottom)
                return float(np.clip(own, *_DPI))
        return float(self._settings.dpi)


@contextmanager
def _open_images(path: Path, settings: ExtractSettings) -> Iterator[list[InputPage]]:
    try:
        image = Image.open(path)
    except Image.DecompressionBombError as error:
        raise FileTooLarge(f"{path.name}: {error}", "Scan it at 200 to 300 dots per inch.") from error
    except (UnidentifiedImageError, OSError) as error:
        raise UnreadableFile(
            f"{path.name} is no readable picture ({error})", "Scan it again or convert it to PDF."
        ) from error
    with image:
        yield [_ImagePage(image, k, settings) for k in range(getattr(image, "n_frames", 1))]


class _ImagePage:
    text_page = None

    def __init__(self, image: Image.Image, frame: int, settings: ExtractSettings) -> None:
        self._image, self._frame, self._settings = image, frame, settings

    def render(self) -> tuple[Picture, float]:
        """See `InputPage.render`."""
        try:
            self._image.seek(self._frame)
            width, height = self._image.size
            if width * height > self._settings.max_page_pixels:
                raise _too_many(width * height, self._settings)
            picture = np.asarray(self._image.convert("RGB"), dtype=np.uint8)
        except (OSError, EOFError, ValueError) as error:
            raise UnreadableFile(f"The picture is damaged ({error})", "Scan it again or convert it to PDF.") from error
        stated = float(self._image.info.get("dpi", (0, 0))[0])
        return picture, stated if _DPI[0] / 2 <= stated <= 2 * _DPI[1] else min(width, height) / _A4_WIDTH


def _too_many(pixels: float, settings: ExtractSettings) -> FileTooLarge:
    return FileTooLarge(
        f"A page would take {pixels / 1e6:.0f} million pixels, {settings.max_page_pixels / 1e6:.0f} are allowed",
        "Check the page's size; raise max_page_pixels in the settings if it is right.",
    )


def _rgb(picture: np.ndarray) -> Picture:
    if picture.ndim == 2:
        picture = picture[..., None]
    return np.ascontiguousarray(np.repeat(picture, 3, axis=2) if picture.shape[2] == 1 else picture[..., :3])
