"""The five tone marks: where they stand, and a syllable without them."""

from typing import Final
from unicodedata import normalize

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")  # grave, acute, tilde, hook above, dot below
DOT_BELOW: Final = "\u0323"
STOP_TONES: Final = frozenset("\u0301\u0323")  # syllables on p, t, c, ch take acute and dot below alone


def split_tone(word: str) -> tuple[str, str, int]:
    """The word without tone marks, the marks, and the index of the letter that carried the last one (-1:
    none).

    The marks that make other letters (ă, â, ơ …) stay: "trường" is ("trương", grave, 3).
    """
    letters: list[str] = []
    tones, tone_at = "", -1
    for letter in word:
        parts = normalize("NFD", letter)
        marks = [p for p in parts if p in _TONES]
        letters.append(normalize("NFC", "".join(p for p in parts if p not in _TONES)))
        if marks:
            tones += "".join(marks)
            tone_at = len(letters) - 1
    return "".join(letters), tones, tone_at


def without_tones(text: str) -> str:
    """`text` without its tone marks."""
    return split_tone(text)[0]


# Tone marks where they stood before 1984: on the second vowel of "oa", "oe", "uy" at the end of a syllable.
_OLD_PLACEMENT: Final = {
    old: new
    for plain, tones in (("oa", "òóỏõọ àáảãạ"), ("oe", "òóỏõọ èéẻẽẹ"), ("uy", "ùúủũụ ỳýỷỹỵ"))
    for old, new in zip(
        (plain[0] + c for c in tones.split()[1]), (c + plain[1] for c in tones.split()[0]), strict=True
    )
}


def modern(word: str) -> str:
    """The word with its tone mark where it is printed today ("hoà" → "hòa"); "quý" has no other place for
    it.
    """
    if word[-2:] in _OLD_PLACEMENT and not word.endswith(("quỳ", "quý", "quỷ", "quỹ", "quỵ")):
        return word[:-2] + _OLD_PLACEMENT[word[-2:]]
    return word
