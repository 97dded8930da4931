"""Accents, dots, commas and quotation marks: how far each stands off the letters of a line.

In tight print a comma may stand nearer to the line below than to its own, a quotation mark and the tilde of
"ỗ" to the line above.
What is cut out of a line's picture is read by no recogniser.
"""

import numpy as np
from numpy.typing import NDArray

# In x-heights.
_BESIDE = 0.2  # white between letters and what stands over or under them
_ASCENT = 1.4  # a quotation mark hangs from here, above the baseline;
_WITHIN = 0.1  # so much of it, or of a comma's head on the baseline, is in between
_CARRIER = 0.35  # a circumflex, breve or tilde, which may carry another accent, is no narrower
_NO_DOT = 2.0  # … and times wider than a dot is, which hangs from the line above
_ASIDE = 0.5  # what stands beside letters is farther off by so much than its level tells
_NEAREST = 7  # by so many letters the baseline is told where a mark stands: lines lean and curl


def distances(marks: NDArray[np.int32], letters: NDArray[np.int32], x_height: float) -> NDArray[np.float64]:
    """How far each of `marks` stands above or below the `letters` of a line (boxes n × 4, both: x, y, width,
    height in pixels) that it stands over, or beside them off the band between their baseline and their heads.
    A comma or a quotation mark reaches into that band, an accent of the line below and a dot of the line
    above do not.
    """
    x, y, w, h = marks.T[..., None]
    left, top, width, height = letters.T
    aside = np.maximum(left - (x + w), x - (left + width))
    nearest = np.argsort(np.maximum(aside, 0), axis=1, kind="stable")[:, :_NEAREST]
    standing = np.sort((top + height)[nearest], axis=1)
    baseline = standing[:, standing.shape[1] // 3]  # up to half of them have tails
    feet = np.minimum(top + height, baseline[:, None])  # no accent hangs from a tail
    over = aside < _BESIDE * x_height
    apart = np.where(over, np.maximum(np.maximum(top - (y + h), y - feet), 0), np.inf)
    off = _off_band(y[:, 0], (y + h)[:, 0], baseline, x_height)
    return np.asarray(np.where(over.any(axis=1), apart.min(axis=1), off))


def _off_band(
    heads: NDArray[np.int32], feet: NDArray[np.int32], baseline: NDArray[np.int32], x_height: float
) -> NDArray[np.float64]:
    """How far marks from `heads` to `feet` that stand over no letter are off the letters on this baseline."""
    within = np.minimum(feet, baseline) - np.maximum(heads, baseline - _ASCENT * x_height)
    middle = (heads + feet) / 2
    off = np.maximum(np.maximum(baseline - x_height - middle, middle - baseline), 0.0)
    return np.where(within >= _WITHIN * x_height, _BESIDE * x_height, off + _ASIDE * x_height)


def with_carried(
    distances: NDArray[np.float64], marks: NDArray[np.int32], x_height: float
) -> NDArray[np.float64]:
    """`distances` of the `marks` (n) to the lines (n × lines), those of an accent that stands on another
    one ("ế", "ỗ", "ẳ") no larger than from that one, which stands on a letter.
    """
    x, y, w, h = marks.T
    nearer = distances.copy()
    reach = _BESIDE * x_height
    order = np.argsort(y, kind="stable")
    first = np.searchsorted(y[order], y - reach - h.max(initial=0))  # what begins higher ends too far above
    end = np.searchsorted(y[order], y)
    lines = distances.argmin(axis=1)
    for carrier in np.flatnonzero((distances.min(axis=1) < reach) & (w >= _CARRIER * x_height) & (w > h)):
        above = order[first[carrier] : end[carrier]]
        apart = np.maximum(y[carrier] - (y + h)[above], 0)
        over = (x[above] < x[carrier] + w[carrier]) & ((x + w)[above] > x[carrier]) & (apart < reach)
        over &= _NO_DOT * np.maximum(w, h)[above] > w[carrier]
        carried, line = above[over], lines[carrier]
        nearer[carried, line] = np.minimum(nearer[carried, line], apart[over])
    return nearer
