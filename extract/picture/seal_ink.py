"""The ink of seals (rings, emblem, legend) taken out of scans without colour, so that the text under it can
be read.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray
from extract.picture.pieces import find_pieces
from extract.picture.seal_rings import Ring

# Off a ring's middle (mm): its stroke is looked for so near, and taken out up to so far where nothing crosses
# it.
_NEAR, _REACH = 0.5, 1.6
# Strokes of letters that a ring cut are drawn through it over this much (mm).
_BRIDGE = 0.5
# The rest in shares of the radius. A straight stroke of this length is a table's ruling.
_RULING = 0.5
# The emblem or star in the middle reaches this far, and is at least so tall.
_EMBLEM, _LEAST_EMBLEM = 0.48, 0.4
# The legend's letters are so tall and stand on one circle: their middles lie so near to it.
_LETTER = (0.06, 0.3)
_ON_CIRCLE = 0.04
# … and their heights differ from the usual one by no more than this share of it.
_ALIKE = 0.3
_FEWEST_LETTERS = 4
# Where a seal bears no inner ring, its legend still keeps this far from the middle.
_LEAST_INNER = 0.6


def without_seals(gray: Gray, ink: Gray, rings: tuple[Ring, ...], dpi: float) -> Gray:
    """The picture with the rings' strokes made what is beside them, and with emblem and legend made paper
    where they touch no text.
    """
    clean = gray.copy()
    for ring in rings:
        for radius in (ring.radius, ring.inner):
            if radius:
                clean = _without_stroke(clean, ink, Ring(ring.x, ring.y, radius), dpi / 25.4)
        window = _around(ring)
        loose = _without_rulings(ink[window], ring.radius)
        pieces = _Pieces(
            loose, Ring(ring.x - window[1].start, ring.y - window[0].start, ring.radius, ring.inner)
        )
        own = pieces.are_ink & (pieces.emblem() | pieces.legend())
        rulings = (ink[window] > 0) & (loose == 0)
        spot = cv2.dilate(own[pieces.labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        clean[window][spot & ~rulings] = 255
    return clean


def _around(ring: Ring) -> tuple[slice, slice]:
    left, top = max(0, int(ring.x - ring.radius)), max(0, int(ring.y - ring.radius))
    return slice(top, int(ring.y + ring.radius) + 1), slice(left, int(ring.x + ring.radius) + 1)


def _without_stroke(gray: Gray, ink: Gray, ring: Ring, mm: float) -> Gray:
    """Take the ring's stroke out, spoke by spoke; where a letter crosses it, the ink runs on and is left."""
    spokes = np.linspace(0, 2 * np.pi, int(2 * np.pi * ring.radius * 1.5), endpoint=False)[:, None]
    off = np.arange(-round(_REACH * mm), round(_REACH * mm) + 1)[None, :]
    x = np.clip(np.rint(ring.x + (ring.radius + off) * np.cos(spokes)).astype(int), 0, ink.shape[1] - 1)
    y = np.clip(np.rint(ring.y + (ring.radius + off) * np.sin(spokes)).astype(int), 0, ink.shape[0] - 1)
    dark = ink[y, x] > 0
    near = np.abs(off[0]) <= max(1, round(_NEAR * mm))
    # The run of ink through the ring's middle: grown from the near pixels while there is ink.
    run = dark & near
    for _ in range(off.shape[1]):
        grown = run.copy()
        grown[:, 1:] |= run[:, :-1]
        grown[:, :-1] |= run[:, 1:]
        grown &= dark
        if (grown == run).all():
            break
        run = grown
    lengths = run.sum(axis=1)
    usual = float(np.median(lengths[lengths > 0])) if (lengths > 0).any() else 0.0
    plain = run & (lengths <= 1.5 * usual + 1)[:, None]
    stroke = np.zeros_like(ink)
    stroke[y[plain], x[plain]] = 255
    stroke = np.asarray(cv2.dilate(stroke, np.ones((3, 3), np.uint8)), np.uint8)
    bridge = max(2.0, _BRIDGE * mm)
    left, top, wide, high = cv2.boundingRect(stroke)
    beside = round(2 * bridge)
    around = np.s_[max(0, top - beside) : top + high + beside, max(0, left - beside) : left + wide + beside]
    clean = gray.copy()
    if wide:
        clean[around] = cv2.inpaint(gray[around], stroke[around], bridge, cv2.INPAINT_TELEA)
    return clean


def _without_rulings(ink: Gray, radius: float) -> Gray:
    length = round(_RULING * radius)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.where((level > 0) | (upright > 0), 0, ink).astype(np.uint8)


class _Pieces:
    """Connected pieces of ink around a seal; piece 0 is the paper. Distances are shares of the seal's
    radius.
    """

    def __init__(self, ink: Gray, ring: Ring) -> None:
        found = find_pieces(ink)
        count = len(found.boxes)
        self.ring = ring
        self.are_ink = np.arange(count) > 0
        self.labels, self.boxes, self.centres = found.labels, found.boxes, found.centres
        rows, columns = np.nonzero(ink)
        of, distance = self.labels[rows, columns], np.hypot(columns - ring.x, rows - ring.y) / ring.radius
        self.near, self.far = np.full(count, np.inf), np.zeros(count)
        np.minimum.at(self.near, of, distance)
        np.maximum.at(self.far, of, distance)

    def emblem(self) -> NDArray[np.bool_]:
        """The pieces that fill the middle of the seal and do not reach out of it."""
        ring, tall = self.ring, self.boxes[:, 3] > _LEAST_EMBLEM * self.ring.radius
        off = np.hypot(self.centres[:, 0] - ring.x, self.centres[:, 1] - ring.y)
        return np.asarray((off < 0.2 * ring.radius) & (self.far < _EMBLEM) & tall)

    def legend(self) -> NDArray[np.bool_]:
        """The seal's own letters between its rings with their accents, but for those that may continue a
        word.
        """
        inner = self.ring.inner / self.ring.radius or _LEAST_INNER
        height, middle = self.far - self.near, (self.far + self.near) / 2
        inside = (self.near > inner) & (self.far < 1)
        letters = inside & (height > _LETTER[0]) & (height < _LETTER[1])
        if letters.sum() < _FEWEST_LETTERS:
            return np.zeros_like(letters)
        among = middle[letters]
        circle = among[np.argmax((np.abs(among[:, None] - among) < _ON_CIRCLE).sum(axis=1))]
        letters &= np.abs(middle - circle) < _ON_CIRCLE
        usual = float(np.median(height[letters]))
        letters &= np.abs(height - usual) < _ALIKE * usual
        if letters.sum() < _FEWEST_LETTERS:
            return np.zeros_like(letters)
        text = self.boxes[(self.boxes[:, 3] > 0.5 * usual * self.ring.radius) & ~letters & self.are_ink]
        for k in np.flatnonzero(letters):
            letters[k] = not _continues(self.boxes[k], text)
        return np.asarray(letters | (inside & (height <= _LETTER[0]) & self._beside(letters)))

    def _beside(self, letters: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Pieces within reach of the letters: their accents."""
        if not letters.any():
            return letters
        reach = 2 * round(0.4 * float(np.median(self.boxes[letters, 2:]))) + 1
        around = cv2.dilate(letters[self.labels].astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
        beside = np.zeros_like(letters)
        beside[np.unique(self.labels[around])] = True
        return beside


def _continues(box: NDArray[np.int32], others: NDArray[np.int32]) -> bool:
    """Whether a piece stands level with another one, close beside it and about as tall, as letters of a word
    do.
    """
    x, y, width, height = box
    gap = np.maximum(others[:, 0] - (x + width), x - (others[:, 0] + others[:, 2]))
    level = np.minimum(others[:, 1] + others[:, 3], y + height) - np.maximum(others[:, 1], y)
    low, high = np.minimum(others[:, 3], height), np.maximum(others[:, 3], height)
    return bool(((gap < 0.5 * low) & (level > 0.8 * low) & (low > 0.55 * high)).any())
