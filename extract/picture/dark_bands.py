"""Dark bands: cells filled with a colour, their text printed white, as the header of a table may be.

All that reads a page takes for ink what is darker than the paper around it. So a band is made paper, and what
stands out from it ink: white text, rulings of either kind, and its own outline.
"""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.picture.histogram import histogram, quantile
from extract.picture.pieces import find_pieces
from extract.picture.resolution import shrunk

Mask = NDArray[np.bool_]

_DPI: Final = 150  # bands are looked for in a picture this coarse
_DARK: Final = 0.72  # of the paper's brightness: shades that bear black text are brighter
# In points: strokes of letters and rulings that are no band by themselves, and lines of letters that are
# holes in one.
_STROKE, _LINE = 3.0, 14.0
# … and how high and wide a band is at least; it lies off the picture's edges, where shadows are.
_LOWEST, _NARROWEST, _MARGIN = 8.0, 14.0, 3.0
# A band fills so much of its box, level or slanted; along its edge, a few pixels inwards, no more than this
# share is bright, as the gaps between heavy letters are.
_FILLED, _EDGE, _GAPS = 0.85, 3, 0.1
# Its letters are brighter than it by this share of what the paper is, and take shares of it between these.
_BRIGHTER, _LEAST_TEXT, _MOST_TEXT = 0.6, 0.01, 0.45
_AROUND: Final = 30.0  # points around a place whose median is how bright the band is there
# What is darker than a band by more than this share of its brightness, black rulings, is made so many times
# plainer.
_NOISE, _MOST_GAIN = 0.2, 6.0
_RIM: Final = 1.2  # points of a band's edge that become its outline
# A ruling that ends at a band goes on in it, where it cannot be seen, up to the letters that it meets: it is
# dark over so much of so many points below the band, no wider than a few, and goes on, leaning a little, over
# as many more, which no letter does.
_BELOW, _UNBROKEN, _WIDEST, _LEANING = 7.0, 0.9, 3.0, 0.5
_BLACK: Final = 128


def without_dark_bands(picture: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The picture (RGB) with each dark band made paper, what is printed white on it black; the very same
    picture where there is none.
    """
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    coarse = shrunk(gray, _DPI / dpi)
    paper = quantile(histogram(coarse), 0.8)
    turned = picture
    for band in _bands(coarse, paper):
        if turned is picture:
            turned = picture.copy()
        _turn(turned, gray, (band, _level(coarse, band)), paper, dpi)
    return turned


def _bands(gray: Gray, paper: float) -> Iterator[Mask]:
    """Where the bands of a coarse picture are."""
    dark = (gray < _DARK * paper).astype(np.uint8)
    filled = _wide(np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, _square(_STROKE)), np.uint8))
    whole = cv2.morphologyEx(filled, cv2.MORPH_CLOSE, _square(_LINE))
    # double and heavy rulings that hang from a band are no part of it
    least = np.ones((_pixels(_LOWEST), _pixels(_NARROWEST)), np.uint8)
    pieces = find_pieces(np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, least), np.uint8))
    for label in range(1, len(pieces.boxes)):
        left, top, width, height = pieces.boxes[label].tolist()
        beyond = gray.shape[1] - left - width, gray.shape[0] - top - height
        if height < _pixels(_LOWEST) or width < _pixels(_NARROWEST):
            continue
        mask = np.asarray(pieces.labels == label)
        if min(left, top, *beyond) >= _pixels(_MARGIN) and _is_band(gray, mask, paper):
            yield mask


def _wide(dark: Gray) -> Gray:
    """Dark areas as wide as bands are: heavy letters close to one are no part of it."""
    pieces = find_pieces(dark)
    wide = pieces.boxes[:, 2] >= _pixels(_NARROWEST)
    wide[0] = False
    return np.asarray(pieces.spread(wide.astype(np.uint8)), np.uint8)


def _is_band(gray: Gray, mask: Mask, paper: float) -> bool:
    """Whether a dark area has the shape of cells, and text brighter than itself on it."""
    _, size, _ = cv2.minAreaRect(np.argwhere(mask)[:, ::-1].astype(np.float32))
    within = _eroded(mask, 1)
    level = float(np.median(gray[within]))
    bright = gray > level + _BRIGHTER * (paper - level)
    gaps = float(bright[within & ~_eroded(mask, 1 + _EDGE)].mean())
    fills = mask.sum() >= _FILLED * size[0] * size[1] and gaps < _GAPS
    return fills and level < _DARK * paper and _LEAST_TEXT < float(bright[within].mean()) < _MOST_TEXT


def _eroded(mask: Mask, pixels: int) -> Mask:
    kernel = np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)
    return np.asarray(cv2.erode(mask.astype(np.uint8), kernel) > 0)


def _level(gray: Gray, band: Mask) -> Gray:
    """How bright the band itself is at each place of it."""
    own = np.where(band, gray, np.uint8(np.median(gray[band])))
    return np.asarray(cv2.medianBlur(own.astype(np.uint8), 2 * _pixels(_AROUND / 2) + 1), np.uint8)


def _turn(picture: NDArray[np.uint8], gray: Gray, band: tuple[Mask, Gray], paper: float, dpi: float) -> None:
    """Write the band into the picture: as dark as what is printed there differs from it, and its outline."""
    size = (gray.shape[1], gray.shape[0])
    mask = cv2.resize(band[0].astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    inside = mask > 0
    level = cv2.resize(band[1], size, interpolation=cv2.INTER_LINEAR)[inside].astype(np.float32)
    difference = gray[inside] - level
    brighter = difference * 255.0 / np.maximum(paper - level, 1.0)
    darker = (-difference - _NOISE * level) * np.minimum(
        255.0 / np.maximum((1 - _NOISE) * level, 1.0), _MOST_GAIN
    )
    picture[inside] = np.clip(paper - np.maximum(brighter, darker), 0, 255).astype(np.uint8)[:, None]
    within = cv2.erode(mask, np.ones((2 * max(1, round(_RIM * dpi / 72)) + 1,) * 2, np.uint8))
    picture[(cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0) & (within == 0)] = 0
    for x, top, bottom in _hidden_uprights(picture[..., 0], mask > 0, dpi):
        picture[top:bottom, x - 1 : x + 2] = 0


def _hidden_uprights(gray: Gray, band: Mask, dpi: float) -> Iterator[tuple[int, int, int]]:
    """Where (x, from … to) rulings run on in a band that is as black as they are."""
    rim, below, widest = (round(points * dpi / 72) for points in (_RIM, _BELOW, _WIDEST))
    columns = np.flatnonzero(band.any(axis=0))
    foot = band.shape[0] - np.argmax(band[::-1, columns], axis=0)  # the row below the band
    rows = np.minimum(foot + rim + np.arange(below)[:, None], band.shape[0] - 1)
    dark = (gray[rows, columns] < _BLACK).mean(axis=0) >= _UNBROKEN
    leaning = round(_LEANING * dpi / 72)
    beside = np.clip(columns + np.arange(-leaning, leaning + 1)[:, None, None], 0, band.shape[1] - 1)
    farther = np.minimum(rows + below, band.shape[0] - 1)
    dark &= (gray[farther, beside] < _BLACK).any(axis=0).mean(axis=0) >= _UNBROKEN
    runs = np.flatnonzero(np.diff(np.concatenate(([False], dark, [False])).astype(np.int8)))
    for start, end in zip(runs[::2].tolist(), runs[1::2].tolist(), strict=True):
        x, lowest = int(columns[(start + end) // 2]), int(foot[(start + end) // 2]) - 2 * rim
        beside = gray[:lowest, x - rim : x + rim + 1]
        taken = np.flatnonzero((beside < _BLACK).any(axis=1))
        if end - start <= widest and len(taken) and band[taken[-1], x]:
            yield x, int(taken[-1]) + 1, lowest + 3 * rim


def _square(points: float) -> NDArray[np.uint8]:
    return np.ones((_pixels(points), _pixels(points)), np.uint8)


def _pixels(points: float) -> int:
    return round(points * _DPI / 72)
