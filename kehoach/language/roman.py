"""Roman numerals as plans number with them, and what is read for their strokes."""

import re
from functools import cache
from typing import Final
from unicodedata import normalize

from kehoach.language.lookalikes import Meant

_TENS: Final = ("", "X", "XX", "XXX")
_ONES: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_NUMERALS: Final = tuple(tens + ones for tens in _TENS for ones in _ONES)
_VALUES: Final = {numeral: value for value, numeral in enumerate(_NUMERALS) if value}
# What is read for the strokes of a numeral; a speck beside one is none of them.
_STROKES: Final = (
    dict.fromkeys("IilL1|!ìÌíÍïÏJ[]", "I")
    | dict.fromkeys("HhUNn", "II")
    | {"M": "III", "V": "V", "v": "V", "Y": "V", "X": "X", "x": "X", "`": "", "'": ""}
    | {sign: normalize("NFKC", sign) for sign in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"}  # one sign each
)


def roman(value: int) -> str:
    """1 to 39 as a Roman numeral."""
    if not 0 < value < len(_NUMERALS):
        raise ValueError(value)
    return _NUMERALS[value]


def roman_value(numeral: str) -> int | None:
    """The value of a numeral up to XXXIX in capitals; None for any other text, also for "IIII"."""
    return _VALUES.get(numeral)


def strokes(text: str) -> str:
    """The strokes that `text` has, as I, V and X: "HI" has III. What is no stroke stays as it is."""
    return "".join(_STROKES.get(sign, sign) for sign in text)


@cache
def read_roman(text: str) -> Meant | None:
    """The numeral that `text` means: "Il" and "H" mean II, "IHI" III, its middle seen twice. None where its
    strokes are no numeral's.
    """
    meant = strokes(text)
    if meant == "IIII" and re.search("[Hh]", text):
        meant = "III"
    return Meant(text, meant) if meant in _VALUES else None
