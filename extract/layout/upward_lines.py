"""Lines of a cell that are printed upwards, as the headers of narrow columns are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from extract.layout.line_segmentation import Box, TextLine, find_lines, region_map
from extract.picture.dewarp import Gray

_HIGH: Final = 1.2  # times as high as wide is what may be printed upwards, at least


def may_be_upwards(lines: Sequence[TextLine]) -> bool:
    """Whether what was found as the lines of a cell is higher than wide."""
    lefts, tops, rights, bottoms = zip(*(line.box for line in lines), strict=True)
    return bool(max(bottoms) - min(tops) >= _HIGH * (max(rights) - min(lefts)))


def upward_lines(gray: Gray, ink: Gray, rulings: Gray, cell: Box, dpi: float) -> tuple[TextLine, ...]:
    """The lines of a cell (its box in pixels) if they are printed upwards, from left to right; their region
    is 1.
    """
    x0, top, x1, bottom = cell
    window = np.s_[top:bottom, x0:x1]
    turned = [np.ascontiguousarray(np.rot90(mask[window], -1)) for mask in (gray, ink, rulings)]
    height, width = turned[0].shape
    regions = region_map((height, width), [(0, 0, width, height)], turned[2], dpi)
    lines = find_lines(turned[0], turned[1], regions, dpi)
    return tuple(
        replace(line, box=(x0 + above, bottom - end, x0 + below, bottom - start), upwards=True)
        for line in sorted(lines, key=lambda line: line.box[1])
        for start, above, end, below in [line.box]
    )
