"""Raised marks that send to a footnote: they stand behind a value and are no part of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Final

_Letter = dict[str, Any]  # pdfplumber's

_MARK: Final = re.compile(r"[\d*†‡()\[\],a-d]")
# A raised mark is smaller than the letter before it, and ends above that letter's foot by this share of its
# height at least: less where it is much smaller.
_SMALLER: Final = 0.96
_MUCH_SMALLER: Final = 0.84
_RAISED: Final = 0.3
_SLIGHTLY_RAISED: Final = 0.12
# It stands level with the letter over this share of its own height, and follows it within this many sizes.
_LEVEL: Final = 0.35
_NEAR: Final = 0.6
_REACH: Final = 3.0  # sizes within which the letters before it are looked for
# "m²", "km³": here what is raised belongs to the unit.
_UNIT: Final = re.compile(r"(?:^|[\W\d_])(?:k|c|d|m|h)?m$")
# "5/2021¹": marks that have letters of their own.
_RAISED_LETTERS: Final = re.compile(r"(?<=\w)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?=\W*$)")


def without_marks(letters: Sequence[_Letter]) -> list[_Letter]:
    """The letters without raised marks, in their order."""
    solid = sorted((c for c in letters if not c["text"].isspace()), key=lambda c: float(c["x1"]))
    ends = [float(c["x1"]) for c in solid]
    largest = max((float(c["size"]) for c in solid), default=0.0)
    dropped: dict[int, _Letter] = {}
    for mark in sorted((c for c in solid if _MARK.fullmatch(c["text"])), key=lambda c: float(c["x0"])):
        first = bisect_left(ends, mark["x0"] - _REACH * largest)
        last = bisect_right(ends, mark["x0"] + _REACH * largest)
        before = _before(mark, solid[first:last])
        raised = bool(before) and _is_raised(mark, before)
        if raised or any(_follows(mark, other) for other in dropped.values()):
            dropped[id(mark)] = mark
    return [c for c in letters if id(c) not in dropped]


def without_mark(word: str) -> str:
    """The word without superscript figures at its end, where it is no unit."""
    found = _RAISED_LETTERS.search(word)
    return word if found is None or _UNIT.search(word[: found.start()]) else _RAISED_LETTERS.sub("", word)


def _before(mark: _Letter, letters: Sequence[_Letter]) -> list[_Letter]:
    """The up to three larger letters that the mark follows, from left to right."""
    row = [
        c
        for c in letters
        if c["x0"] < mark["x0"]
        and mark["size"] <= _SMALLER * c["size"]
        and min(c["bottom"], mark["bottom"]) - max(c["top"], mark["top"])
        > _LEVEL * (mark["bottom"] - mark["top"])
    ]
    row = sorted(row, key=lambda c: float(c["x1"]))[-3:]
    return row if row and mark["x0"] - row[-1]["x1"] < _NEAR * row[-1]["size"] else []


def _is_raised(mark: _Letter, before: Sequence[_Letter]) -> bool:
    last = before[-1]
    least = _SLIGHTLY_RAISED if mark["size"] <= _MUCH_SMALLER * last["size"] else _RAISED
    if mark["text"].isalpha() and mark["size"] > _MUCH_SMALLER * last["size"]:
        return False
    unit = _UNIT.search("".join(c["text"] for c in before))
    return bool(last["bottom"] - mark["bottom"] > least * (last["bottom"] - last["top"]) and not unit)


def _follows(mark: _Letter, dropped: _Letter) -> bool:
    """Whether a mark of the same size stands right behind one that is raised: "(*)", "12"."""
    return bool(
        mark["size"] == dropped["size"]
        and abs(mark["bottom"] - dropped["bottom"]) < 0.1 * mark["size"]
        and -0.1 < (mark["x0"] - dropped["x1"]) / mark["size"] < 0.3
    )
