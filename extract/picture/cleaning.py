"""A page's picture made ready for reading: coloured ink out, light evened, text level, ink told from
paper.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.bow import find_bow
from extract.picture.dark_bands import without_dark_bands
from extract.picture.dewarp import Gray, Straightened, at_work_width, find_slopes
from extract.picture.histogram import histogram, quantile
from extract.picture.pieces import find_pieces
from extract.picture.red_print import red_print
from extract.picture.seal_ink import without_seals
from extract.picture.seal_rings import Ring, find_rings
from extract.picture.streaks import without_streaks
from kehoach.records import BBox

Picture = NDArray[np.uint8]  # height × width × 3, RGB

# A pixel whose red and blue differ by this much is coloured ink; black ink on yellowed paper stays below.
_COLOURED = 48
_BRIGHT = 160  # in the red channel: red ink that is no darker hides nothing black
# Blue strokes taller than this (in points) are a signature; lower ones are handwriting in a blank of the
# form.
_SIGNATURE_HEIGHT = 26.0
# Speckles up to this many square points are dirt; the dot of an "i" at 11 points is twice as large.
_SPECKLE = 0.28


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A straight page at `dpi`: `gray` with even light (paper 255) for the recognisers, `ink` (255 = ink) for
    geometry, and the way back to points of the page as it lay upright."""

    gray: Gray
    ink: Gray
    dpi: float
    straightened: Straightened
    rings: tuple[Ring, ...]  # of seals that were taken out as circles

    def box_points(self, box: BBox) -> BBox:
        """Pixels of the straight picture → points of the upright page."""
        scale = 72.0 / self.dpi
        x0, top, x1, bottom = self.straightened.box_before(box)
        return x0 * scale, top * scale, x1 * scale, bottom * scale

    def box_pixels(self, box: BBox) -> BBox:
        """Points of the upright page → pixels of the straight picture."""
        scale = self.dpi / 72.0
        x0, top, x1, bottom = (v * scale for v in box)
        return self.straightened.box_after((x0, top, x1, bottom))


def clean(picture: Picture, dpi: float) -> CleanPage:
    """Clean an upright page."""
    picture = without_dark_bands(picture, dpi)
    even = without_streaks(even_light(without_coloured_ink(picture, dpi)), dpi)
    straightened = _straighten(even)
    gray = straightened.picture
    ink = find_ink(gray, dpi)
    rings = () if _has_colour(picture) else find_rings(ink, dpi)
    if rings:
        gray = without_seals(gray, ink, rings, dpi)
        ink = find_ink(gray, dpi)
    return CleanPage(gray, ink, dpi, straightened, rings)


def _straighten(even: Gray) -> Straightened:
    small = at_work_width(even)
    slopes = find_slopes(small)
    return Straightened(even, replace(slopes, bow=find_bow(Straightened(small, slopes).picture)))


def _has_colour(picture: Picture) -> bool:
    red, green, blue = cv2.split(np.ascontiguousarray(picture[::4, ::4]))
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    return bool(np.count_nonzero(spread > _COLOURED) > 0.0005 * spread.size)


def without_coloured_ink(picture: Picture, dpi: float) -> Gray:
    """Grey picture in which red (seals) is paper where it is no print, and blue where it is a signature;
    black is untouched.

    In the red channel red ink is nearly as bright as paper, and what is left of it, strokes as faint as worn
    rulings, is made paper where no print is near: letters below a seal have reddish edges. Black is as dark
    as ever. Blue stays dark, so that a number written by hand into the head can still be read, and large blue
    strokes are taken out by their mask.
    """
    red, green, blue = (np.asarray(plane, np.uint8) for plane in cv2.split(picture))
    seals = (cv2.subtract(red, cv2.max(green, blue)) > _COLOURED) & (red > _BRIGHT)
    reach = round(dpi / 10)
    seals &= ~cv2.dilate((red < _BRIGHT).astype(np.uint8), np.ones((reach, reach), np.uint8)).astype(bool)
    gray = np.where(seals, 255, red).astype(np.uint8)
    bluish = (cv2.subtract(blue, red) > _COLOURED).astype(np.uint8)
    if bluish.any():
        reach = max(3, round(dpi / 40))
        joined = np.asarray(cv2.dilate(bluish, np.ones((reach, reach), np.uint8)), np.uint8)
        pieces = find_pieces(joined)
        tall = pieces.boxes[:, 3] > _SIGNATURE_HEIGHT * dpi / 72
        tall[0] = False
        if tall.any():
            signed = pieces.where(tall) > 0
            gray[signed] = np.maximum(blue, green)[signed]
    printed = red_print((red, green, blue), dpi) > 0
    gray[printed] = np.minimum(blue, green)[printed]
    return np.asarray(gray, dtype=np.uint8)


def even_light(gray: Gray) -> Gray:
    """Divide by the paper's brightness around, so that shades and vignettes go and paper is white."""
    if _is_bilevel(gray):
        return gray
    scale = 8
    small = cv2.resize(gray, (gray.shape[1] // scale, gray.shape[0] // scale), interpolation=cv2.INTER_AREA)
    reach = max(9, small.shape[1] // 24) | 1
    paper = cv2.morphologyEx(cv2.medianBlur(small, 5), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), reach / 3)
    paper = np.maximum(cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR), 40)
    even = gray.astype(np.float32)  # in place from here on: pages are large
    even *= 248.0
    even /= paper
    return np.asarray(np.minimum(even, 255.0, out=even), dtype=np.uint8)


def find_ink(gray: Gray, dpi: float) -> Gray:
    """Ink (255) on paper (0) by one threshold for the page, speckles left out."""
    smooth = gray if _is_bilevel(gray) else cv2.GaussianBlur(gray, (0, 0), max(0.5, dpi / 400))
    dark = histogram(np.asarray(smooth, np.uint8))[:215]
    threshold = 128.0
    if dark.sum() > 500:
        threshold = float(np.clip((quantile(dark, 0.1) + 250) / 2, 110, 185))
    pieces = find_pieces((smooth < threshold).astype(np.uint8))
    large = pieces.areas >= max(2.0, _SPECKLE * (dpi / 72) ** 2)
    large[0] = False
    return pieces.where(large)


def _is_bilevel(gray: Gray) -> bool:
    middle = np.count_nonzero((gray > 60) & (gray < 200))
    return bool(middle < 0.004 * gray.size)
