"""Watermarks: large letters that are pale or stand across others, and faint words all over the page."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any, Final

import numpy as np

from extract.sources.views import VIEW_DPI, Views

# Letters this many times as high as the page's usual ones that stand across others, or are this pale (0 black
# … 1 white), are a watermark; smaller ones where they are paler, on light ground, and say the same so often.
_LARGE: Final = 1.5
_PALE: Final = 0.5
_FAINT: Final = 0.6
_LIGHT_GROUND: Final = 200  # of 255
_REPEATED: Final = 4
_ACROSS: Final = 0.15  # of a letter's area that another one covers
_Letter = dict[str, Any]  # pdfplumber's
_Look = tuple[str, str, float]


def without_watermarks(stretches: Sequence[list[_Letter]], views: Views) -> list[list[_Letter]]:
    """The stretches (letters of one look each) that are no watermark."""
    letters = [c for stretch in stretches for c in stretch if not c["text"].isspace()]
    if not letters:
        return list(stretches)
    usual = median(float(c["size"]) for c in letters)
    large = [c for c in letters if c["size"] > _LARGE * usual]
    looks = {_look(c) for c in large if _paleness(c) > _PALE or _is_across(c, letters, usual)}
    faint = [stretch for stretch in stretches if _is_faint(stretch[0], views)]
    said = Counter((_look(stretch[0]), _text(stretch)) for stretch in faint)
    looks |= {look for (look, text), count in said.items() if count >= _REPEATED and len(text) > 1}
    return [stretch for stretch in stretches if _look(stretch[0]) not in looks]


def _look(letter: _Letter) -> _Look:
    return str(letter["fontname"]), str(letter["non_stroking_color"]), float(letter["size"])


def _text(stretch: Sequence[_Letter]) -> str:
    return "".join(c["text"] for c in stretch).strip()


def _is_faint(letter: _Letter, views: Views) -> bool:
    """Whether the letter is hardly darker than the light ground that it stands on."""
    if not _paleness(letter) > _FAINT:
        return False
    x0, top, x1, bottom = (
        max(0, round(letter[side] * VIEW_DPI / 72)) for side in ("x0", "top", "x1", "bottom")
    )
    ground = views.grounds[top : bottom + 1, x0 : x1 + 1]
    return bool(ground.size and np.median(ground) > _LIGHT_GROUND)


def _paleness(letter: _Letter) -> float:
    """From 0 (black) to 1 (white), as far as the colour's numbers tell."""
    colour = letter["non_stroking_color"]
    numbers = [float(v) for v in colour if isinstance(v, int | float)] if isinstance(colour, tuple) else []
    if len(numbers) == 4:
        return max(0.0, 1 - numbers[3] - max(numbers[:3]))
    return min(numbers, default=0.0)


def _is_across(letter: _Letter, others: Sequence[_Letter], usual: float) -> bool:
    """Whether the letter covers others of usual size."""
    return any(
        _shared_area(letter, other) > _ACROSS * (other["x1"] - other["x0"]) * (other["bottom"] - other["top"])
        for other in others
        if other["size"] <= _LARGE * usual
    )


def _shared_area(one: _Letter, other: _Letter) -> float:
    width = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    height = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return float(max(width, 0.0) * max(height, 0.0))
