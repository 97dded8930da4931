"""Which pages cannot be read: black ones, noise, pictures, handwriting. An empty page is no such page:
nothing is lost.

Recognisers always answer, so that a page without print becomes letters all the same; better to say that it is
none. Print that can hardly be read is kept, with a doubt of the whole page: its rows are there to be mended.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from extract.page_reading import PageReading, ReadWord
from extract.picture.dewarp import Gray
from extract.sources.legacy_fonts import count_syllables
from kehoach.records import Page, PageDoubt

# A page is black where more than this share of it is ink; dense print has 0.1, a page with a black edge 0.3.
_BLACK: Final = 0.6
# More pieces of ink in a square inch are noise; dense small print has 30, a bad bilevel scan 60.
_NOISE: Final = 150.0
# With fewer letters than this a page is empty, or a picture where more than this share of it is ink.
_FEW_LETTERS: Final = 12
_PICTURE: Final = 0.05
# Mean certainty of the recognisers over all letters: bad scans of print have 0.85 and more, scrawls below
# 0.6. In between the spelling decides.
_ILLEGIBLE: Final = 0.62
_DOUBTFUL: Final = 0.78
_SPELLED: Final = 0.5
_LEAST_WORDS: Final = 10
# So many words of which such a share are syllables are print, however badly it was read.
_PRINT, _WORDS_OF_PRINT = 0.8, 60


def unreadable_ink(ink: Gray, dpi: float) -> str | None:
    """Why a page need not be read at all: "black", "noise" or None. `ink` is 255 where ink is, else 0."""
    if ink_share(ink) > _BLACK:
        return "black"
    pieces = cv2.connectedComponents(ink, connectivity=8)[0] - 1
    return "noise" if pieces > _NOISE * ink.size / dpi**2 else None


def ink_share(ink: Gray) -> float:
    """The share (0–1) of a page that is ink."""
    return float(np.count_nonzero(ink)) / ink.size


def unreadable_reason(words: Sequence[ReadWord], share: float) -> str | None:
    """Why nothing that was read on a page can be trusted: "picture", "illegible" or None.

    `words` are all of the page's, tables and noise included; `share` is its share of ink (0–1). Print in
    another language and tables of numbers are read with certainty and pass.
    """
    letters = sum(len(w.text) for w in words)
    if letters < _FEW_LETTERS:
        return "picture" if share > _PICTURE else None
    certainty = sum(w.certainty * len(w.text) for w in words) / letters
    syllables, plain = count_syllables([w.text for w in words])
    misspelled = plain >= _LEAST_WORDS and syllables < _SPELLED * plain
    return "illegible" if certainty < (_DOUBTFUL if misspelled else _ILLEGIBLE) else None


def refused(reading: PageReading, ink: Gray) -> PageReading:
    """The reading, or where nothing on it can be trusted the page alone, which says why; what is print all
    the same stays and is doubted as a whole.
    """
    lines = [*reading.lines, *(ln for t in reading.tables for c in t.cells for ln in c.lines)]
    words = [w for ln in lines for w in ln.words]
    reason = unreadable_reason(words, ink_share(ink))
    if reason is None:
        return reading
    doubt = _doubt(reading.page.number, reason)
    if _is_print(words):
        return replace(reading, doubts=(*reading.doubts, doubt))
    page = replace(reading.page, mean_confidence=0.0, word_count=0, text="", unreadable=reason)
    return PageReading(page, (), (), (doubt,))


def _is_print(words: Sequence[ReadWord]) -> bool:
    """Whether many words were read and hardly one is no Vietnamese syllable: scrawls and noise are not."""
    syllables, plain = count_syllables([w.text for w in words])
    return plain >= _WORDS_OF_PRINT and syllables >= _PRINT * plain


def unreadable_page(number: int, reason: str, size: tuple[float, float] = (0.0, 0.0)) -> PageReading:
    """A page of which nothing was read; `size` in points, zero where not even that is known."""
    page = Page(
        number=number,
        width=size[0],
        height=size[1],
        rotation=0,
        skew=0.0,
        dpi=0.0,
        text_source="ocr",
        mean_confidence=0.0,
        word_count=0,
        text="",
        unreadable=reason,
    )
    return PageReading(page, (), (), (_doubt(number, reason),))


def _doubt(number: int, reason: str) -> PageDoubt:
    return PageDoubt("unreadable_page", number, None, reason, (("page", number),))
