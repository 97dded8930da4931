"""Letters as they are meant, whatever code points a text layer stores them in."""

import re
import unicodedata
from typing import Final

# Nothing to be seen: joiners, marks of direction, soft hyphens.
_UNSEEN: Final = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
# Bullets that word processors take from symbol fonts, where their code points are private; blanks and hyphens
# that do not break; strokes of fractions and divisions; letters of other languages that look like Đ.
_ALIKE: Final = str.maketrans(
    {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "•", "\uf0d8": "•", "\u00a0": " ", "\u2010": "-", "\u2011": "-"}
    | {"\u2212": "-", "\u2044": "/", "\u2215": "/", "Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
)
# Cyrillic and Greek letters, each with the Latin one that it looks like.
_FOREIGN: Final = str.maketrans(
    dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁ", "ABESIJKMHOPCTYXaesijopcyxhd", strict=True))
    | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
)
_IS_FOREIGN: Final = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
# Roman numerals, full-width forms and ligatures that are one code point.
_COMPATIBLE: Final = re.compile(r"[\u2160-\u217f\uff01-\uff5e\ufb00-\ufb06]")


def as_meant(text: str) -> str:
    """The text in composed letters of the Latin script: no zero-width code points, no letter of another
    script for one that looks like it. A word that has such letters and others of that script stays as it is.
    """
    seen = text.translate(_UNSEEN).translate(_ALIKE)
    seen = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), seen)
    if _IS_FOREIGN.search(seen):
        seen = re.sub(r"\S+", lambda match: _latin(match[0]), seen)
    return unicodedata.normalize("NFC", seen)


def _latin(word: str) -> str:
    latin = word.translate(_FOREIGN)
    return word if _IS_FOREIGN.search(latin) else latin
