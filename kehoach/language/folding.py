"""Letters reduced to what survives bad scans: lower case, no tone or vowel marks, one kind of dash.

Folding keeps the length, so that offsets into the folded text are offsets into the text itself.
"""

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

_OTHERS: Final = {
    "đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "ø": "o", "Ø": "o",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "\u00ad": "-",
    "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'",
}  # fmt: skip
_LOOKALIKE_DIGITS: Final = str.maketrans("oil|", "0111")
_NUMERAL = re.compile(r"(?<![a-z0-9|])(?=[oil|]*[0-9])[0-9oil|]+(?![a-z0-9|])")


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in _OTHERS:
        return _OTHERS[letter]
    if letter.isspace():
        return " "
    base = normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def fold(text: str) -> str:
    """`text` in lower case without marks, every blank a space, every dash a hyphen; as long as `text`."""
    return "".join(map(_fold_letter, text))


def fold_numerals(folded: str) -> str:
    """Folded text in which letters that look like digits are digits, in words that have a digit: "3l" is 31."""
    return _NUMERAL.sub(lambda match: match[0].translate(_LOOKALIKE_DIGITS), folded)
