"""A PDF page as it is seen, and the same page without the letters of its text layer.

What the two differ in is what the text layer paints; letters that it holds and does not paint (white on
white, invisible, in a layer that is off, clipped, behind a picture) are not on the page. What is on the page
without them is rulings, pictures, fields, stamps: everything that only the picture tells.
"""

from collections.abc import Iterable, Iterator
from ctypes import c_int, c_uint
from functools import cached_property
from itertools import islice
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2

from extract.picture.cleaning import Picture
from extract.picture.dewarp import Gray
from kehoach.records import BBox

VIEW_DPI: Final = 150.0  # geometry needs no more: a hairline is a pixel wide
_PAINTED: Final = 24  # of 255 that a letter changes a pixel by, at least
_FORM_DEPTH: Final = 8  # forms within forms that are looked into for letters
# Strokes of letters and rulings are thinner than this (points), what is thicker is a fill …
_STROKE: Final = 6.0
# … and darker than what surrounds them by at least this much (of 255).
_STROKE_RELIEF: Final = 60
_FILL: Final = 8.0  # points that a fill is wide and high, at least
_DARKEST_FILL: Final = 16  # on darker ones no ruling is seen
_WHITE: Final = 250  # of 255: a fill as light covers what it stands on
_MOST_PATHS: Final = 20_000  # of a page, that are looked through for grounds

# Letters (points) that are looked for in the picture; a drawing's strokes are longer, specks are lower.
LETTER_HEIGHT: Final = (3.0, 18.0)
FEWEST_LETTERS: Final = 2
_OVERSHOOT: Final = 0.2  # of a letter's height that its ink may stand beyond its box
# Of 255 that ink of one colour is darker, at most, than all but this share of it: thin strokes are pale at
# their rims.
_TONE: Final = 60
_THIN: Final = 0.25
_MARKS: Final = 6.0  # points within which a letter's marks are its own


class Views:
    """Pictures of a page, for geometry at `VIEW_DPI` and for reading at `dpi`."""

    def __init__(self, page: Any, dpi: float) -> None:
        self._page = page
        self.dpi = dpi
        self.size: tuple[float, float] = page.get_size()  # points, as shown

    @cached_property
    def colour(self) -> tuple[Picture, Picture]:
        """The page as seen and without its letters (RGB), at `dpi`."""
        return rendered(self._page, self.dpi / 72), self._bare(self.dpi)

    @cached_property
    def letters(self) -> Gray:
        """What the text layer paints, dark on white whatever its colour and its ground."""
        seen = rendered(self._page, VIEW_DPI / 72)
        return np.asarray(255 - cv2.absdiff(seen, self._without_letters).max(axis=2), np.uint8)

    @cached_property
    def painted(self) -> Gray:
        """Where (255) the text layer paints."""
        return np.asarray((self.letters < 255 - _PAINTED).astype(np.uint8) * 255)

    @cached_property
    def grounds(self) -> Gray:
        """The page without its letters; a pixel is as dark as its darkest colour."""
        return np.ascontiguousarray(self._without_letters.min(axis=2))

    @cached_property
    def strokes(self) -> Gray:
        """Where (255) there are strokes that the text layer does not paint."""
        return strokes(without_fills(self._without_letters, VIEW_DPI), VIEW_DPI)

    @cached_property
    def drawn(self) -> Gray:
        """The page without its letters, its coloured grounds and what was put upon it (stamps, fields): a
        ruling beside a dark ground or across a stamp is as clear as on paper.
        """
        paths = islice(self._objects(pypdfium2.raw.FPDF_PAGEOBJ_PATH), _MOST_PATHS)
        grounds = [(path, mode) for path in paths if (mode := _ground(path))]
        if not grounds and not pypdfium2.raw.FPDFPage_GetAnnotCount(self._page.raw):
            return without_fills(self._without_letters, VIEW_DPI)
        for path, _ in grounds:
            pypdfium2.raw.FPDFPath_SetDrawMode(path.raw, pypdfium2.raw.FPDF_FILLMODE_NONE, False)
        try:
            return without_fills(self._bare(VIEW_DPI, annotated=False), VIEW_DPI)
        finally:
            for path, mode in grounds:
                pypdfium2.raw.FPDFPath_SetDrawMode(path.raw, mode, False)

    @cached_property
    def _without_letters(self) -> Picture:
        return self._bare(VIEW_DPI)

    def _bare(self, dpi: float, *, annotated: bool = True) -> Picture:
        texts = list(self._objects(pypdfium2.raw.FPDF_PAGEOBJ_TEXT))
        modes = [pypdfium2.raw.FPDFTextObj_GetTextRenderMode(text.raw) for text in texts]
        for text in texts:
            pypdfium2.raw.FPDFTextObj_SetTextRenderMode(text.raw, pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        try:
            return rendered(self._page, dpi / 72, annotated=annotated)
        finally:
            for text, mode in zip(texts, modes, strict=True):
                pypdfium2.raw.FPDFTextObj_SetTextRenderMode(text.raw, mode)

    def _objects(self, kind: int) -> Iterator[Any]:
        yield from self._page.get_objects(filter=(kind,), max_depth=_FORM_DEPTH)


def _ground(path: Any) -> int:
    """How a coloured ground is filled; 0 where the path has an outline, is white or as thin as a ruling."""
    mode, stroke, *colour = c_int(), c_int(), *(c_uint() for _ in range(4))
    pypdfium2.raw.FPDFPath_GetDrawMode(path.raw, mode, stroke)
    pypdfium2.raw.FPDFPageObj_GetFillColor(path.raw, *colour)
    left, bottom, right, top = path.get_bounds()
    wide = min(right - left, top - bottom) >= _FILL
    coloured = min(c.value for c in colour[:3]) < _WHITE
    return mode.value if wide and coloured and not stroke.value else 0


def rendered(page: Any, scale: float, *, annotated: bool = True) -> Picture:
    """pdfium's picture of its page (RGB), `scale` pixels for a point; `annotated` with what is filled in and
    stamped.
    """
    shown = {"draw_annots": annotated, "may_draw_forms": annotated}
    picture = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, **shown).to_numpy()
    if picture.ndim == 2:
        picture = picture[..., None]
    whole = np.repeat(picture, 3, axis=2) if picture.shape[2] == 1 else picture[..., :3]
    return np.ascontiguousarray(whole)


def unknown_letters(painted: Gray, known: Iterable[BBox]) -> Gray:
    """Where (255, at `VIEW_DPI`) letters are painted outside all boxes (points) of known ones."""
    rest = painted.copy()
    scale = VIEW_DPI / 72
    for box in known:
        rest[_around(box)] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    heights = stats[:, cv2.CC_STAT_HEIGHT] / scale
    letters = (heights >= LETTER_HEIGHT[0]) & (heights <= LETTER_HEIGHT[1])
    letters[0] = False
    if np.count_nonzero(letters) < FEWEST_LETTERS:
        return np.zeros_like(rest)
    reach = 2 * round(_MARKS * scale) + 1
    near = cv2.dilate(np.asarray(letters[labels], np.uint8), np.ones((reach, reach), np.uint8))
    return np.asarray(np.where(near > 0, rest, 0), np.uint8)


def as_pale(letters: Gray, boxes: Iterable[BBox]) -> Gray:
    """Where (255) `letters` (dark on white, at `VIEW_DPI`) are painted in one of the boxes (points), and not
    darker than what is painted there for the most part: text under a pale watermark is none of it.
    """
    found = np.zeros_like(letters)
    for place in map(_around, boxes):
        tones = letters[place]
        painted = tones < 255 - _PAINTED
        if painted.any():
            found[place][painted & (tones > np.quantile(tones[painted], _THIN) - _TONE)] = 255
    return found


def _around(box: BBox) -> tuple[slice, slice]:
    """The rows and columns of a letter's ink, which may stand somewhat beyond its box."""
    x0, top, x1, bottom = (v * VIEW_DPI / 72 for v in box)
    rim = _OVERSHOOT * (bottom - top)
    rows = slice(max(0, round(top - rim)), max(0, round(bottom + rim) + 1))
    return rows, slice(max(0, round(x0 - rim)), max(0, round(x1 + rim) + 1))


def with_letters(bare: Picture, seen: Picture, letters: Gray) -> Picture:
    """The page without its letters, but for those at `letters` (255, at `VIEW_DPI`)."""
    size = bare.shape[1], bare.shape[0]
    there = cv2.dilate(cv2.resize(letters, size, interpolation=cv2.INTER_NEAREST), np.ones((5, 5), np.uint8))
    return np.where((there > 0)[..., None], seen, bare)


def without_fills(picture: Picture, dpi: float) -> Gray:
    """The page (RGB) with white in place of fills, and what is drawn on them as dark as it would be on
    paper.
    """
    reach = round(_FILL * dpi / 72)
    ground = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    plain = cv2.divide(picture, np.maximum(ground, _DARKEST_FILL), scale=255.0)
    return np.ascontiguousarray(np.where(ground < _DARKEST_FILL, 255, plain).min(axis=2), np.uint8)


def strokes(gray: Gray, dpi: float) -> Gray:
    """Where (255) there are dark strokes: letters and rulings, but no fills."""
    reach = round(_STROKE * dpi / 72)
    relief = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8))
    return np.asarray((relief > _STROKE_RELIEF).astype(np.uint8) * 255)
