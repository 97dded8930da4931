"""Rings of seals in scans without colour, found as circles; `seal_ink` takes their ink out.

In colour a seal goes by its red ink (`picture.without_coloured_ink`); in grey and bilevel scans its rings are
as black as the letters that they cross.
"""

from dataclasses import dataclass

import cv2
import numpy as np

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
        centre = best
        shifts = np.arange(-3, 4) * step
        for dx in shifts:
            for dy in shifts:
                for dr in shifts:
                    ring = Ring(centre.x + dx, centre.y + dy, centre.radius + dr)
                    rim = _rim(ink, ring, 0.0)
                    if rim > best_rim:
                        best, best_rim = ring, rim
    beside = max(_rim(ink, best, dpi / 25.4 * 1.3), _rim(ink, best, -dpi / 25.4 * 1.3))
    if best_rim < _RIM or best_rim - beside < _CONTRAST:
        return None
    radii = np.linspace(*_INNER, 45) * best.radius
    inner = max(radii, key=lambda r: _rim(ink, best, r - best.radius))
    seen = _rim(ink, best, inner - best.radius) >= _RIM
    return Ring(best.x, best.y, best.radius, float(inner) if seen else 0.0)


_ANGLES = np.linspace(0, 2 * np.pi, 240, endpoint=False)


def _rim(ink: Gray, ring: Ring, off: float) -> float:
    """Share of ink along the rim (moved outwards by `off` pixels), 0 where less than a third of it is on the
    page.
    """
    x = np.rint(ring.x + (ring.radius + off) * np.cos(_ANGLES)).astype(int)
    y = np.rint(ring.y + (ring.radius + off) * np.sin(_ANGLES)).astype(int)
    inside = (x >= 0) & (x < ink.shape[1]) & (y >= 0) & (y < ink.shape[0])
    if inside.sum() < len(_ANGLES) / 3:
        return 0.0
    return float((ink[y[inside], x[inside]] > 0).mean())
