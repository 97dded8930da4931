"""Opening what is offered as a document: PDF, TIFF of many pages, PNG, JPEG; a page's picture at its own
resolution.

Nothing is believed of a file but its bytes: its kind is told by how it begins, and sizes are checked before
anything is rendered or decoded. A damaged page raises when it is asked for, so that the others can still be
read.
"""

import math
import stat
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, Final, Protocol

import numpy as np
import pdfplumber
import pypdfium2
from PIL import Image, ImageOps

from extract.picture.cleaning import Picture
from extract.sources.text_layer import TextLayer
from kehoach.errors import EncryptedFile, FileTooLarge, KehoachError, UnreadableFile
from kehoach.records import Source
from kehoach.settings import ExtractSettings

# A PDF's header may stand behind this many bytes of something else (ISO 32000-1, annex H.3, note 13).
_HEADER_WITHIN: Final = 1024
_IMAGE_HEADS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_IMAGE_FORMATS: Final = ("TIFF", "PNG", "JPEG", "MPO")  # MPO is what some telephones' JPEGs are
# Pictures that together cover this share of a page are a scan: its text layer is somebody's OCR.
_SCAN_SHARE: Final = 0.5
# One picture over this share is the page, to be read at the resolution it was made with …
_WHOLE_PAGE: Final = 0.8
# … within these bounds (dots per inch): recognisers want small letters of 15 pixels and gain nothing over
# 400.
_DPI: Final = (180.0, 400.0)
# A scan whose shorter side (inches) is outside these bounds states a wrong resolution, and is taken for A4.
_PLAUSIBLE_SIDE: Final = (4.0, 20.0)
_A4_WIDTH: Final = 8.27  # inches
_LEAST_SIDE: Final = 100  # pixels; nobody can read a smaller page
# Pictures inside a PDF are scaled down when rendered, but decoded whole: this many times a page's pixels at
# most.
_DECODED_PIXELS: Final = 4
_MOST_OBJECTS: Final = 5_000  # of a PDF page, that are looked through for its pictures
_MOST_LETTERS: Final = 50_000  # of a page; pdfplumber takes minutes over more, and no sheet has them
_SCAN_AGAIN: Final = "Scan it again, or ask its sender for another copy."


class InputPage(Protocol):
    """A page that can be rendered."""

    @property
    def text_page(self) -> TextLayer | None:
        """A born-digital page's text layer; None where there is none, or a scan lies over or under it."""
        ...

    def render(self) -> tuple[Picture, float]:
        """The page's picture (RGB) and its resolution in dots per inch.

        Raises:
            UnreadableFile: the page is damaged.
            FileTooLarge: the picture would have more pixels than the settings allow.
        """
        ...


@contextmanager
def open_pages(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    """The file's pages, open as long as the context lasts.

    Raises:
        UnreadableFile, EncryptedFile, FileTooLarge: each says what to do next.
    """
    head = _first_bytes(source)
    if head.startswith(_IMAGE_HEADS):
        opened = _open_image
    elif b"%PDF-" in head:
        opened = _open_pdf
    else:
        raise UnreadableFile(
            f"{source.name} is no PDF, TIFF, PNG or JPEG", "Save it as PDF with the program that made it."
        )
    with opened(source, settings) as pages:
        if not pages:
            raise UnreadableFile(f"{source.name} has no pages", _SCAN_AGAIN)
        yield pages


def _first_bytes(source: Source) -> bytes:
    try:
        # a pipe or a device could keep its reader waiting for ever
        if not stat.S_ISREG(source.path.stat().st_mode):
            raise UnreadableFile(f"{source.name} is no file", "Name a file, or the folder that it is in.")
        with source.path.open("rb") as file:
            return file.read(_HEADER_WITHIN)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(
            f"{source.name} cannot be opened ({reason})", "Check its path and its rights."
        ) from error


@contextmanager
def _told(what: str) -> Iterator[None]:
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
            f"{what} is too large ({error})", "Scan it at 200 to 300 dots per inch."
        ) from error
    except Exception as error:
        raise UnreadableFile(f"{what} is damaged ({error})", _SCAN_AGAIN) from error


def _too_many_pages(source: Source, count: int, settings: ExtractSettings) -> FileTooLarge:
    return FileTooLarge(
        f"{source.name} has {count} pages, {settings.max_pages} are allowed",
        "Split the file, or raise max_pages in the settings if it is one plan.",
    )


def _check_pixels(pixels: float, limit: float) -> None:
    if pixels > limit:
        raise FileTooLarge(
            f"A page would take {pixels / 1e6:.0f} million pixels, {limit / 1e6:.0f} are allowed",
            "Check the page's size; raise max_page_pixels in the settings if it is right.",
        )


def _check_side(pixels: float) -> None:
    if pixels < _LEAST_SIDE:
        raise UnreadableFile(f"A page is but {pixels:.0f} pixels wide or high", _SCAN_AGAIN)


# ---------------------------------------------------------------- PDF


@contextmanager
def _open_pdf(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    document, password = _unlocked(source, settings)
    with document:
        count = len(document)
        if count > settings.max_pages:
            raise _too_many_pages(source, count, settings)
        file = _PdfFile(source, document, password)
        try:
            yield [_PdfPage(file, k, settings) for k in range(count)]
        finally:
            file.close()


def _unlocked(source: Source, settings: ExtractSettings) -> tuple[pypdfium2.PdfDocument, str | None]:
    """The document, and which of the settings' passwords opened it; none is tried first."""
    for password in (None, *_passwords(settings)):
        try:
            return pypdfium2.PdfDocument(source.path, password), password
        except pypdfium2.PdfiumError as error:
            if not any(word in str(error).lower() for word in ("password", "security")):
                raise UnreadableFile(f"{source.name} is no sound PDF ({error})", _SCAN_AGAIN) from error
    advice = "Save a copy without password and read that, or give its password by --passwords-file."
    raise EncryptedFile(f"{source.name} is encrypted", advice)


def _passwords(settings: ExtractSettings) -> Sequence[str]:
    with suppress(OSError, ValueError):  # the run says it once where there is no such file
        return settings.passwords_file.read_text(encoding="utf-8").splitlines()
    return ()


class _PdfFile:
    """A PDF opened by pdfium and, once a page has letters, by pdfplumber. One page is open at a time."""

    def __init__(self, source: Source, document: pypdfium2.PdfDocument, password: str | None) -> None:
        self.name = source.name
        self._path, self._document, self._password = source.path, document, password
        self._layers: Any = None
        self._index = -1
        self._page: Any = None
        self._layer: TextLayer | None = None

    def page(self, index: int) -> Any:
        """pdfium's page."""
        if self._index != index:
            self._close_page()
            self._page, self._index = self._document[index], index
        return self._page

    def layer(self, index: int) -> TextLayer | None:
        """The open page's text layer; None where pdfplumber cannot open what pdfium could."""
        if self._layer is None:
            with suppress(Exception):  # pdfminer raises whatever a broken object provokes
                self._layers = self._layers or pdfplumber.open(self._path, password=self._password)
                if len(self._layers.pages) == len(self._document):
                    self._layer = TextLayer(self._layers.pages[index])
        return self._layer

    def close(self) -> None:
        """Close what was opened; the document itself is its owner's to close."""
        self._close_page()
        if self._layers is not None:
            self._layers.close()

    def _close_page(self) -> None:
        if self._page is not None:
            self._page.close()
        if self._layer is not None:
            self._layer.page.close()
        self._index, self._page, self._layer = -1, None, None


class _PdfPage:
    def __init__(self, file: _PdfFile, index: int, settings: ExtractSettings) -> None:
        self._file, self._index, self._settings = file, index, settings

    @property
    def text_page(self) -> TextLayer | None:
        """See `InputPage.text_page`."""
        try:
            page = self._file.page(self._index)
            width, height = page.get_size()
            covered = sum(area for area, _, _ in _pictures(page))
            letters = page.get_textpage().count_chars()
            if covered >= _SCAN_SHARE * width * height or not 0 < letters <= _MOST_LETTERS:
                return None
        except pypdfium2.PdfiumError:
            return None
        return self._file.layer(self._index)

    def render(self) -> tuple[Picture, float]:
        """See `InputPage.render`."""
        with _told(f"Page {self._index + 1} of {self._file.name}"):
            page = self._file.page(self._index)
            scale, dpi = self._resolution(page)
            width, height = page.get_size()
            _check_pixels(width * height * scale**2, self._settings.max_page_pixels)
            _check_side(min(width, height) * scale)
            return _rgb(page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()), dpi

    def _resolution(self, page: Any) -> tuple[float, float]:
        """Pixels for a point of the page, and the picture's dots per inch.

        A scan is rendered as it was made, other pages by the settings, and sheets larger than A3 as far as
        the cap allows.
        """
        width, height = page.get_size()
        for area, side, pixels in _pictures(page):
            _check_pixels(pixels[0] * pixels[1], _DECODED_PIXELS * self._settings.max_page_pixels)
            if area > _WHOLE_PAGE * width * height:
                inches = _plausible(min(width, height) / 72)
                enlarged = inches * 72 / min(width, height)
                dpi = float(np.clip(max(pixels) * 72 / (side * enlarged), *_DPI))
                return dpi * enlarged / 72, dpi
        most = math.floor(72 * math.sqrt(self._settings.max_page_pixels / (width * height)))
        dpi = max(min(float(self._settings.dpi), most), _DPI[0])
        return dpi / 72, dpi


def _pictures(page: Any) -> Iterator[tuple[float, float, tuple[int, int]]]:
    """Of each picture on the page its area and its longer side (points), and its width and height in pixels."""
    objects = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
    for found in islice(objects, _MOST_OBJECTS):
        with suppress(pypdfium2.PdfiumError):
            left, bottom, right, top = found.get_bounds()
            yield (right - left) * (top - bottom), max(right - left, top - bottom), found.get_px_size()


def _rgb(picture: np.ndarray) -> Picture:
    if picture.ndim == 2:
        picture = picture[..., None]
    return np.ascontiguousarray(np.repeat(picture, 3, axis=2) if picture.shape[2] == 1 else picture[..., :3])


# ---------------------------------------------------------------- pictures


@contextmanager
def _open_image(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    with _told(source.name), _image(source) as image:
        count = _count_frames(image, settings.max_pages + 1)
    if count > settings.max_pages:
        raise _too_many_pages(source, count, settings)
    yield [_ImagePage(source, k, settings) for k in range(count)]


@contextmanager
def _image(source: Source) -> Iterator[Image.Image]:
    # from an open file: given a path, Pillow maps uncompressed pictures into memory, and forgets to turn them
    with source.path.open("rb") as file, Image.open(file, formats=_IMAGE_FORMATS) as image:
        yield image


def _count_frames(image: Image.Image, most: int) -> int:
    """Pages of a TIFF, damaged ones too; two damaged ones on end are taken for the end."""
    damaged = 0
    for frame in range(1, most if image.format == "TIFF" else 1):
        try:
            image.seek(frame)
            damaged = 0
        except EOFError:
            return frame
        except Exception:
            # Pillow raises whatever a broken directory of tags provokes
            damaged += 1
            if damaged == 2:
                return frame
    return most if image.format == "TIFF" else 1


class _ImagePage:
    text_page = None

    def __init__(self, source: Source, frame: int, settings: ExtractSettings) -> None:
        self._source, self._frame, self._settings = source, frame, settings

    def render(self) -> tuple[Picture, float]:
        """See `InputPage.render`."""
        with _told(f"Page {self._frame + 1} of {self._source.name}"), _image(self._source) as image:
            image.seek(self._frame)
            _check_pixels(image.width * image.height, self._settings.max_page_pixels)
            across, down = _stated_dpi(image)
            stated = image.size
            image.load()  # turns a TIFF as its tags say; others are left to be turned
            upright = _in_rgb(ImageOps.exif_transpose(image))
            if upright.size != stated:
                across, down = down, across
            return self._scaled(upright, across, down)

    def _scaled(self, image: Image.Image, across: float, down: float) -> tuple[Picture, float]:
        """The picture at a resolution that can be read, the same across and down."""
        _check_side(min(image.size))
        dpi = float(np.clip(max(across, down), *_DPI))
        size = round(image.width * dpi / across), round(image.height * dpi / down)
        _check_pixels(size[0] * size[1], self._settings.max_page_pixels)
        scaled = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
        return np.asarray(scaled, dtype=np.uint8), dpi


def _stated_dpi(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down (they differ in faxes), as the file states them or as an A4 sheet has
    them.
    """
    across, down = (float(v) for v in image.info.get("dpi", (0.0, 0.0)))
    if across > 0 and down > 0:  # false for "not a number" too
        side = min(image.width / across, image.height / down)
        if _plausible(side) == side:
            return across, down
    return (min(image.size) / _A4_WIDTH,) * 2


def _plausible(side: float) -> float:
    """The shorter side of a sheet in inches, as stated or else that of A4."""
    return side if _PLAUSIBLE_SIDE[0] <= side <= _PLAUSIBLE_SIDE[1] else _A4_WIDTH


def _in_rgb(image: Image.Image) -> Image.Image:
    """Eight bits of red, green and blue; what is transparent is paper."""
    if image.mode.startswith(("I", "F")):
        levels = np.asarray(image, dtype=np.float32)
        brightest = float(levels.max())
        levels = levels * (255 / (255.0 if brightest <= 255 else max(65535.0, brightest)))
        image = Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("RGB")
