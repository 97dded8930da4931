"""Rings of seals in scans without colour, found as circles; `seal_ink` takes their ink out.

In colour a seal goes by its red ink (`picture.without_coloured_ink`); in grey and bilevel scans its rings are
as black as the letters that they cross.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray

_RADIUS = (14.0, 22.0)  # mm; seals of agencies measure 36 to 42 mm across
_WORK_DPI = 75
# A circle is a seal's ring where this share of its rim on the page is ink, and little just outside and inside
# is.
_RIM = 0.62
_CONTRAST = 0.3
# Where the inner ring lies (share of the outer one's radius).
_INNER = (0.58, 0.8)


@dataclass(frozen=True, slots=True)
class Ring:
    """A seal's outer ring, in pixels, and the radius of its inner ring (0 where none was seen)."""

    x: float
    y: float
    radius: float
    inner: float = 0.0

    def holds_letters_at(self, x: float, y: float) -> bool:
        """Whether the point lies between the rings, where the seal's own letters run."""
        distance = np.hypot(x - self.x, y - self.y)
        return bool(max(self.inner, 0.6 * self.radius) < distance < self.radius)


def find_rings(ink: Gray, dpi: float) -> tuple[Ring, ...]:
    """The outer rings on a page; a seam seal's centre may lie off the sheet by up to half its radius."""
    scale = _WORK_DPI / dpi
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least, most = (r / 25.4 * _WORK_DPI for r in _RADIUS)
    pad = round(most)
    padded = cv2.copyMakeBorder(small, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(0,))
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(padded, (0, 0), 1.0),
        cv2.HOUGH_GRADIENT,
        1,
        minDist=least,
        param1=120,
        param2=26,
        minRadius=round(least),
        maxRadius=round(most),
    )
    if circles is None:
        return ()
    found = [
        _refine(ink, Ring((x - pad) / scale, (y - pad) / scale, r / scale), dpi)
        for x, y, r in circles[0][:12]
    ]
    return tuple(ring for ring in found if ring is not None)


def _refine(ink: Gray, guess: Ring, dpi: float) -> Ring | None:
    """The circle near the guess whose rim is inkiest, if it is a ring at all."""
    best, best_rim = guess, -1.0
    for step in (dpi / 50, dpi / 150):
        shifts = np.stack(np.meshgrid(*[np.arange(-3, 4) * step] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
        near = np.array((best.x, best.y, best.radius)) + shifts
        rims = _rims(ink, near)
        if rims.max() > best_rim:
            best_rim = float(rims.max())
            best = Ring(*(float(value) for value in near[np.argmax(rims)]))
    off = dpi / 25.4 * 1.3
    if best_rim < _RIM or best_rim - _around(ink, best, np.array((off, -off))).max() < _CONTRAST:
        return None
    radii = np.linspace(*_INNER, 45) * best.radius
    inner = _around(ink, best, radii - best.radius)
    seen = inner.max() >= _RIM
    return Ring(best.x, best.y, best.radius, float(radii[np.argmax(inner)]) if seen else 0.0)


_ANGLES = np.linspace(0, 2 * np.pi, 240, endpoint=False)


def _around(ink: Gray, ring: Ring, off: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shares of ink along the rim, moved outwards by so many pixels."""
    return _rims(ink, np.array([(ring.x, ring.y, ring.radius + pixels) for pixels in off]))


def _rims(ink: Gray, circles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of ink along each circle (x, y, radius), 0 where less than a third of it is on the page."""
    middle_x, middle_y, radius = circles.T[..., None]
    x = np.rint(middle_x + radius * np.cos(_ANGLES)).astype(int)
    y = np.rint(middle_y + radius * np.sin(_ANGLES)).astype(int)
    inside = (x >= 0) & (x < ink.shape[1]) & (y >= 0) & (y < ink.shape[0])
    dark = inside & (ink[np.where(inside, y, 0), np.where(inside, x, 0)] > 0)
    there = inside.sum(axis=1)
    shares = dark.sum(axis=1) / np.maximum(there, 1)
    return np.asarray(np.where(there < len(_ANGLES) / 3, 0.0, shares))
