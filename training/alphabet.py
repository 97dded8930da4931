"""The letters that the recogniser knows, in the order of its classes; class 0 is the blank of CTC."""

import unicodedata
from typing import Final

_VOWELS: Final = "aăâeêioôơuưy"
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_MARKED: Final = "".join(unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES)
_LOWER: Final = "".join(dict.fromkeys("abcdefghijklmnopqrstuvwxyzđ" + _MARKED))
SIGNS: Final = ".,;:!?()[]/\\-–—_+=*\"'“”‘’…%&§½<>≥≤~|@#°×•"

ALPHABET: Final = " 0123456789" + _LOWER + _LOWER.upper() + SIGNS
CLASS_OF: Final = {letter: number for number, letter in enumerate(ALPHABET, 1)}

STEP: Final = 4  # pixels of a line at the network's height to a step of its output
