"""PDF: pages opened by pdfium, and by pdfplumber where they have letters."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, Final

import numpy as np
import pdfplumber
import pypdfium2

from extract.picture.cleaning import Picture
from extract.sources.guards import (
    READABLE_DPI,
    SCAN_AGAIN,
    check_pixels,
    check_side,
    plausible_side,
    told,
    too_many_pages,
)
from extract.sources.input_page import InputPage
from extract.sources.text_layer import TextLayer
from extract.sources.views import VIEW_DPI, Views, rendered
from kehoach.errors import EncryptedFile, UnreadableFile
from kehoach.records import Source
from kehoach.settings import ExtractSettings

# Pictures that together cover this share of a page are a scan, where they hold more ink than the text layer.
_SCAN_SHARE: Final = 0.5
# One picture over this share is the page, to be read at the resolution it was made with.
_WHOLE_PAGE: Final = 0.8
# Pictures inside a PDF are scaled down when rendered, but decoded whole: this many times a page's pixels at
# most.
_DECODED_PIXELS: Final = 4
_MOST_OBJECTS: Final = 5_000  # of a PDF page, that are looked through for its pictures
_MOST_LETTERS: Final = 50_000  # of a page; pdfplumber takes minutes over more, and no sheet has them


@contextmanager
def open_pdf(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    """The pages of a PDF; see `extract.sources.opening.open_pages`."""
    document, password = _unlocked(source, settings)
    with document:
        document.init_forms()  # before a page is opened, or what is filled in is not rendered
        count = len(document)
        if count > settings.max_pages:
            raise too_many_pages(source, count, settings)
        file = _PdfFile(source, document, password)
        try:
            yield [_PdfPage(file, k, settings) for k in range(count)]
        finally:
            file.close()


def _unlocked(source: Source, settings: ExtractSettings) -> tuple[pypdfium2.PdfDocument, str | None]:
    """The document, and which of the settings' passwords opened it; none is tried first."""
    for password in (None, *_passwords(settings)):
        _forget_failures()
        try:
            return pypdfium2.PdfDocument(source.path, password), password
        except pypdfium2.PdfiumError as error:
            if not any(word in str(error).lower() for word in ("password", "security")):
                raise UnreadableFile(f"{source.name} is no sound PDF ({error}).", SCAN_AGAIN) from error
    advice = "Save a copy without password and read that, or give its password by --passwords-file."
    raise EncryptedFile(f"{source.name} is encrypted.", advice)


def _forget_failures() -> None:
    """Let pdfium's last failure be one of form: of some damaged files it tells the one before."""
    with suppress(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(b"")


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
        """pdfium's page, without what was laid over or under it as a watermark."""
        if self._index != index:
            self._close_page()
            self._page, self._index = self._document[index], index
            _take_off_watermarks(self._page.raw)
        return self._page

    def layer(self, index: int, views: Views) -> TextLayer | None:
        """The open page's text layer; None where pdfplumber cannot open what pdfium could."""
        if self._layer is None:
            with suppress(Exception):  # pdfminer raises whatever a broken object provokes
                self._layers = self._layers or pdfplumber.open(self._path, password=self._password)
                if len(self._layers.pages) == len(self._document):
                    self._layer = TextLayer(self._layers.pages[index], views)
        return self._layer

    def close(self) -> None:
        """Close what was opened; the document itself is its owner's to close."""
        self._close_page()
        if self._layers is not None:
            with suppress(
                Exception
            ):  # it walks the tree of pages, which may be broken where all that is needed was read
                self._layers.close()

    def _close_page(self) -> None:
        if self._page is not None:
            self._page.close()
        if self._layer is not None:
            self._layer.page.close()
        self._index, self._page, self._layer = -1, None, None


def _take_off_watermarks(page: Any) -> None:
    """Take the annotations that are watermarks off pdfium's page, as it is held in memory."""
    for index in reversed(range(min(pypdfium2.raw.FPDFPage_GetAnnotCount(page), _MOST_OBJECTS))):
        annotation = pypdfium2.raw.FPDFPage_GetAnnot(page, index)
        kind = pypdfium2.raw.FPDFAnnot_GetSubtype(annotation)
        pypdfium2.raw.FPDFPage_CloseAnnot(annotation)
        if kind == pypdfium2.raw.FPDF_ANNOT_WATERMARK:
            pypdfium2.raw.FPDFPage_RemoveAnnot(page, index)


class _PdfPage:
    def __init__(self, file: _PdfFile, index: int, settings: ExtractSettings) -> None:
        self._file, self._index, self._settings = file, index, settings

    @property
    def text_page(self) -> TextLayer | None:
        """See `InputPage.text_page`."""
        try:
            page = self._file.page(self._index)
            width, height = page.get_size()
            pixels = width * height * (VIEW_DPI / 72) ** 2
            letters = page.get_textpage().count_chars()
            if pixels > self._settings.max_page_pixels or not 0 < letters <= _MOST_LETTERS:
                return None
            views = Views(page, float(self._settings.dpi))
            if not _is_born_digital(page, views):
                return None
        except (pypdfium2.PdfiumError, UnreadableFile):
            return None
        return self._file.layer(self._index, views)

    def render(self) -> tuple[Picture, float]:
        """See `InputPage.render`."""
        with told(f"Page {self._index + 1} of {self._file.name}"):
            page = self._file.page(self._index)
            scale, dpi = self._resolution(page)
            width, height = page.get_size()
            check_pixels(width * height * scale**2, self._settings.max_page_pixels)
            check_side(min(width, height) * scale)
            return rendered(page, scale), dpi

    def _resolution(self, page: Any) -> tuple[float, float]:
        """Pixels for a point of the page, and the picture's dots per inch.

        A scan is rendered as it was made, other pages by the settings, and sheets larger than A3 as far as
        the cap allows.
        """
        width, height = page.get_size()
        for area, side, pixels in _pictures(page):
            check_pixels(pixels[0] * pixels[1], _DECODED_PIXELS * self._settings.max_page_pixels)
            if area > _WHOLE_PAGE * width * height:
                inches = plausible_side(min(width, height) / 72)
                enlarged = inches * 72 / min(width, height)
                dpi = float(np.clip(max(pixels) * 72 / (side * enlarged), *READABLE_DPI))
                return dpi * enlarged / 72, dpi
        most = math.floor(72 * math.sqrt(self._settings.max_page_pixels / (width * height)))
        dpi = max(min(float(self._settings.dpi), most), READABLE_DPI[0])
        return dpi / 72, dpi


def _is_born_digital(page: Any, views: Views) -> bool:
    """Whether the page's letters are painted from its text layer, and not for the greater part in
    pictures.
    """
    width, height = page.get_size()
    painted = np.count_nonzero(views.painted)
    if not painted:
        return False
    covered = sum(area for area, _, _ in _pictures(page))
    return bool(covered < _SCAN_SHARE * width * height or painted > np.count_nonzero(views.strokes))


def _pictures(page: Any) -> Iterator[tuple[float, float, tuple[int, int]]]:
    """Of each picture on the page its area and its longer side (points), and its width and height in
    pixels.
    """
    objects = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
    for found in islice(objects, _MOST_OBJECTS):
        with suppress(pypdfium2.PdfiumError):
            left, bottom, right, top = found.get_bounds()
            yield (right - left) * (top - bottom), max(right - left, top - bottom), found.get_px_size()
