"""The bow of lines on a sheet that rises towards its spine, or does not lie flat: how far they sink or climb
from strip to strip of the page.
"""

from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import WORK_WIDTH, Gray, at_work_width

_STRIPS = 16
_MOST = 4  # pixels from one strip to the next; between two lines of small type there are four times as many
_ALIKE = 0.35  # strips whose rows are less alike than this (correlation) have no lines in common
_FULL = 0.5  # of what is usual: a strip with less ink reaches into the margin
_LEAST = 1.5  # pixels; lines that leave their level by less are as good as straight


def find_bow(straight: Gray) -> tuple[float, ...]:
    """How far below their level lines lie in equal strips from left to right, in shares of the page's width;
    empty where they are straight.

    `straight` has its skew taken out already. Neighbouring strips are laid beside each other so that their
    rows match best; a strip without lines is taken to lie as its neighbour does.
    """
    small = at_work_width(straight)
    strips = np.array_split(255.0 - small.astype(np.float32), _STRIPS, axis=1)
    edges = [np.diff(strip.sum(axis=1)) for strip in strips]
    heavy = [float(np.linalg.norm(edge)) for edge in edges]
    least = _FULL * float(np.median(heavy))
    steps = [
        _step(left, right) if min(norms) > least else 0.0
        for (left, right), norms in zip(pairwise(edges), pairwise(heavy), strict=True)
    ]
    inside = [steps[1], *steps, steps[-2]]  # at the edges of the sheet there are bars and shades
    smooth = [sorted(inside[k : k + 3])[1] for k in range(len(steps))]
    places = np.array(list(accumulate(smooth, initial=0.0)))
    places -= np.median(places)
    if np.ptp(places) < _LEAST:
        return ()
    return tuple(float(place) / WORK_WIDTH for place in places)


def _step(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """By how many pixels the rows of the right strip lie below those of the left one, 0 where none match."""
    norm = float(np.linalg.norm(left) * np.linalg.norm(right)) or 1.0
    inner = left[_MOST:-_MOST]
    alike = [float(inner @ right[place : place + len(inner)]) / norm for place in range(2 * _MOST + 1)]
    best = int(np.argmax(alike))
    if alike[best] < _ALIKE or best in (0, 2 * _MOST):
        return 0.0
    before, there, after = alike[best - 1 : best + 2]
    return best - _MOST + (before - after) / (2 * (before - 2 * there + after))
