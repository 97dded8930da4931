"""The stage's one verb: a file in, a `Document` out."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.assemble import assemble
from extract.layer_sample import other_texts
from extract.layout.footnotes import with_footnotes
from extract.layout.running_heads import with_running_heads_aside
from extract.layout.unruled_tables import with_unruled_tables
from extract.page_reading import PageReading
from extract.picture.quality_gate import unreadable_page
from extract.recognition.ensemble import load_ensemble
from extract.scanned_page import PageReader
from extract.sources.input_page import InputPage
from extract.sources.opening import open_pages
from extract.sources.text_layer import is_trusted
from extract.spelling.correction import repair
from extract.text_page import read_text_page
from kehoach.errors import KehoachError, UnreadableFile
from kehoach.progress import at_page
from kehoach.records import Document, PageDoubt, Source
from kehoach.settings import ExtractSettings


def read_document(source: Source, settings: ExtractSettings) -> Document:
    """Read a PDF, TIFF, PNG or JPEG: born-digital pages by their text layer, all others by OCR.

    Raises:
        UnreadableFile, EncryptedFile, FileTooLarge: the file cannot be read; each says what to do next.
        MissingProgram: Tesseract or its Vietnamese model is not installed.
    """
    reader: PageReader | None = None

    def ocr() -> PageReader:
        nonlocal reader
        reader = reader or PageReader(load_ensemble(settings.tessdata), settings.tessdata)
        return reader

    with open_pages(source, settings) as pages:
        readings = _read_pages(pages, ocr)
    readings = with_running_heads_aside(with_unruled_tables([with_footnotes(r) for r in readings]))
    return assemble(source, repair(readings), reader.ensemble.names if reader else ())


def _read_pages(pages: Sequence[InputPage], ocr: Callable[[], PageReader]) -> list[PageReading]:
    """All pages. A damaged one says so and leaves the others be; where all are, the first one's error is
    raised.
    """
    readings: list[PageReading] = []
    failures: list[Exception] = []
    for number in range(1, len(pages) + 1):
        if left_out := at_page(number):
            failures.append(UnreadableFile(f"No page could be read: {left_out}.", "Look at the file."))
            readings.append(unreadable_page(number, left_out))
            continue
        try:
            readings.append(_read_page(pages[number - 1], number, ocr))
        except UnreadableFile as error:
            failures.append(error)
            readings.append(unreadable_page(number, error.reason))
        except KehoachError:  # what is missing on the machine is missing for all pages
            raise
        except MemoryError as error:
            failures.append(error)
            readings.append(unreadable_page(number, "memory"))
        except Exception as error:  # whatever a library says of a broken page costs that page
            failures.append(error)
            readings.append(unreadable_page(number, "internal_error"))
    if len(failures) == len(readings):
        raise failures[0]
    return readings


def _read_page(page: InputPage, number: int, ocr: Callable[[], PageReader]) -> PageReading:
    layer = page.text_page
    if layer is None or not is_trusted(layer):
        return ocr().read(*page.render(), number)
    others = other_texts(layer)
    words = [word for word in layer.words if word.font in others]
    if 2 * len(words) > len(layer.words):
        reading = ocr().read(*page.render(), number)
    else:
        reading = read_text_page(layer.without(frozenset(others)) if others else layer, number, ocr)
    if not others:
        return reading
    lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
    box = min(lefts), min(tops), max(rights), max(bottoms)
    told = "; ".join(others.values())
    doubt = PageDoubt("untrusted_text_layer", number, box, told, (("page", number),))
    return replace(reading, doubts=(*reading.doubts, doubt))
