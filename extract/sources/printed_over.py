"""Letters that stand upon each other on one line: which of them is seen, only the picture tells."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Final

_Letter = dict[str, Any]  # pdfplumber's

# Letters stand upon each other where they share this much of the narrower one's width, and their feet are as
# far apart as this share of a letter's height at most.
_SHARED: Final = 0.5
_SAME_LINE: Final = 0.25


def without_printed_over(stretches: Sequence[list[_Letter]]) -> list[_Letter]:
    """The letters of all stretches but those that are printed over each other."""
    letters = [
        (letter, number)
        for number, stretch in enumerate(stretches)
        for letter in stretch
        if unicodedata.category(letter["text"][:1] or " ")[0] in "LN"
    ]
    upon = {number for pair in _upon_each_other(letters) for number in pair}
    return [letter for number, stretch in enumerate(stretches) if number not in upon for letter in stretch]


def _upon_each_other(letters: Sequence[tuple[_Letter, int]]) -> Iterator[tuple[int, int]]:
    """The numbers of the stretches of every two letters that stand upon each other."""
    row = sorted(letters, key=lambda item: float(item[0]["x0"]))
    for index, (one, number) in enumerate(row):
        for other, its_number in row[index + 1 :]:
            if other["x0"] >= one["x1"]:
                break
            if number != its_number and _share_place(one, other):
                yield number, its_number


def _share_place(one: _Letter, other: _Letter) -> bool:
    apart = abs(one["bottom"] - other["bottom"])
    shared = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    narrower = min(one["x1"] - one["x0"], other["x1"] - other["x0"])
    return bool(apart < _SAME_LINE * min(one["size"], other["size"]) and shared > _SHARED * narrower)
