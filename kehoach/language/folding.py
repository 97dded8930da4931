"""Letters reduced to what survives bad scans: no tone or vowel marks, lower case, one kind of dash.

Both functions keep the length, so that offsets into what they give are offsets into the text itself.
"""

from functools import lru_cache
from typing import Final
from unicodedata import normalize

_DASHES: Final = "–—−‐‑‒\u00ad"
_OTHERS: Final = {
    **dict.fromkeys(_DASHES, "-"),
    "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'",
}  # fmt: skip
_BARRED: Final = {
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "ø": "o",
    "Ø": "O",
}  # their bar is no mark of Unicode's

# Code points that print alike, of which a number has one: hyphens, slashes, Đ and the Eth that is typed for
# it.
ONE_SIGN: Final = str.maketrans(dict.fromkeys(_DASHES, "-") | {"⁄": "/", "∕": "/", "Ð": "Đ", "ð": "đ"})


@lru_cache(maxsize=4096)
def _unmarked_letter(letter: str) -> str:
    return _BARRED.get(letter) or normalize("NFD", letter)[0]


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in _OTHERS:
        return _OTHERS[letter]
    if letter.isspace():
        return " "
    base = _unmarked_letter(letter).lower()
    return base if len(base) == 1 else letter


def unmarked(text: str) -> str:
    """`text` without marks, in its own case: "Đường" is "Duong"."""
    return "".join(map(_unmarked_letter, text))


def fold(text: str) -> str:
    """`text` in lower case without marks, every blank a space, every dash a hyphen; as long as `text`."""
    return "".join(map(_fold_letter, text))


def mark_count(text: str) -> int:
    """How many marks its letters bear: of tone, of vowels, and the bar of đ."""
    return sum(len(normalize("NFD", letter)) - 1 + (letter in _BARRED) for letter in text)
