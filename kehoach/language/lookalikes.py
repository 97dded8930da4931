"""Signs that scans confuse, in one table, and what a text with such signs may have meant.

Whoever reads through look-alikes gets both: what was read, and what is meant. Where the two differ, a value
was repaired, and that has to be told.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kehoach.language.folding import unmarked

# For each digit the signs that are read in its place, and that it is read in place of.
_READ_FOR: Final = {
    "0": "OoQD",
    "1": "IilL|!][ÌÍ",
    "2": "Zz",
    "4": "Aa",
    "5": "Ss",
    "6": "Gb",
    "7": "T",
    "8": "B",
    "9": "gq",
}
# Capitals that are taken for each other.
_CAPITALS_ALIKE: Final = ("IJ", "GC", "UV")
# Digits that are taken for each other.
DIGITS_ALIKE: Final = frozenset(
    frozenset(pair) for pair in ("35", "38", "56", "58", "68", "08", "06", "17", "14", "49", "69", "27")
)

_DIGIT: Final = {sign: digit for digit, signs in _READ_FOR.items() for sign in signs}
_TO_DIGITS: Final = str.maketrans(_DIGIT)


def _in_class(signs: str) -> str:
    return "".join(f"\\{sign}" if sign in "][\\^-" else sign for sign in signs)


# The inside of a pattern's class: every digit and what is read for one; what is read for 1.
DIGIT_SIGNS: Final = _in_class("0123456789" + "".join(_READ_FOR.values()))
ONE_SIGNS: Final = _in_class("1" + _READ_FOR["1"])


@dataclass(frozen=True, slots=True)
class Meant:
    """A text as it was `read` and what is `meant` by it; the same where nothing had to be repaired."""

    read: str
    meant: str


def as_digits(text: str) -> Meant:
    """Every sign as the digit that it looks like: "2O2l" means "2021". What looks like none stays."""
    return Meant(text, text.translate(_TO_DIGITS))


_TO_LETTERS: Final = str.maketrans({"0": "o", "1": "i", "2": "z", "5": "s", "6": "b", "8": "b", "|": "i"})


def as_letters(folded: str) -> str:
    """Folded text in which each figure that looks like a letter is one: "g1am d0c" is "giam doc"."""
    return folded.translate(_TO_LETTERS)


# Only what is no word of its own where a digit stands beside it: "3l" is 31, "5b" may be a point of an
# article.
_NUMERAL: Final = re.compile(r"(?<![a-z0-9|])(?=[oil|]*[0-9])[0-9oil|]+(?![a-z0-9|])")


def numerals(folded: str) -> Meant:
    """Folded text in which letters are digits, in words that have a digit: "3l/12/2o2o" means "31/12/2020".

    As long as `folded`, so that what was repaired stands where the two differ.
    """
    return Meant(folded, _NUMERAL.sub(lambda match: match[0].translate(_TO_DIGITS), folded))


@lru_cache(maxsize=256)
def letters_like(sign: str) -> tuple[str, ...]:
    """The small letters that `sign` may be, beside itself: "6" may be b, "á" a, "q" g."""
    letter = unmarked(sign).lower()
    digit = _DIGIT.get(letter, letter)
    alike = (other for other in _READ_FOR.get(digit, "") if other.islower())
    return tuple(dict.fromkeys(other for other in (letter, *alike) if other.isalpha() and other != sign))


_CLASS: Final = {letter: pair[0] for pair in _CAPITALS_ALIKE for letter in pair}
_SHAPE: Final = {
    ord(c): _DIGIT.get(_CLASS.get(c, c), _CLASS.get(c, c)) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ|!"
}


@lru_cache(maxsize=16384)
def shape(text: str) -> str:
    """What a careless eye sees of a symbol: unmarked capitals without punctuation, look-alikes under one
    sign.
    """
    return "".join(c for c in unmarked(text).upper() if c.isalnum() or c in "|!").translate(_SHAPE)
