"""Is a word a Vietnamese syllable? Onset, rime and tone as the orthography allows them; no word list.

Foreign words, abbreviations and numbers are no syllables either: a word that fails here is unusual, not yet
wrong.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from kehoach.language.tones import STOP_TONES, split_tone

_STOPS: Final = ("p", "t", "c", "ch")
_MODIFIED: Final = frozenset("ăâêôơư")
_VOWELS: Final = frozenset("aeiouy") | _MODIFIED

_SPELLED_ONSETS: Final = "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x"
_ONSETS: Final = (*_SPELLED_ONSETS.split(), "")
_PLAIN_ENDINGS: Final = {  # vowel → finals that it stands before
    "a": ", i o u y m n ng nh p t c ch",
    "ă": "m n ng p t c",
    "â": "u y m n ng p t c",
    "e": ", o m n ng p t c",
    "ê": ", u m n nh p t ch",
    "i": ", a u m n nh p t ch",
    "o": ", i m n ng p t c",
    "ô": ", i m n ng p t c",
    "ơ": ", i m n p t",
    "u": ", a i m n ng p t c",
    "ư": ", a i u m n ng t c",
    "y": ",",
    "iê": "u m n ng p t c",
    "yê": "u m n ng t",
    "uô": "i m n ng t c",
    "ươ": "i u m n ng p t c",
    "oo": "ng c",
}
_ROUNDED_ENDINGS: Final = {  # the same after a rounded glide, written o or u
    "oa": ", i y o m n ng nh p t c ch",
    "oă": "m n ng t c",
    "oe": ", o m n t",
    "uâ": "y n ng t",
    "uê": ", u nh ch",
    "uơ": ",",
    "uy": ", a u n nh p t ch",
    "uyê": "n t",
}
# "qu" holds the glide itself; these rimes are written after it and after no other glide
_QU_ONLY: Final = frozenset({"i", "ên", "êt", "ôc", "ơi", "ơn", "au", "ap", "ăp", "âp", "ep", "it"})
# names of provinces and places that keep a spelling of their own
_NAMES: Final = frozenset({"đắk", "đăk", "lắk", "lăk", "kạn", "kon", "krông"})


def _rimes(endings: dict[str, str]) -> frozenset[str]:
    return frozenset(v + ("" if f == "," else f) for v, finals in endings.items() for f in finals.split())


_ROUNDED: Final = _rimes(_ROUNDED_ENDINGS)
_RIMES: Final = _rimes(_PLAIN_ENDINGS) | _ROUNDED
_QU_RIMES: Final = frozenset(r[1:] for r in _ROUNDED) | _QU_ONLY
_GI_AS_G: Final = frozenset(
    {"i", "in", "ich", "iêng", "iêt", "iêc"}
)  # "gì", "gìn", "giếng": the i is the rime's


@lru_cache(maxsize=50_000)
def is_vietnamese_syllable(word: str) -> bool:
    """True where the word, in any letter case, is spelled as one Vietnamese syllable; both òa and oà pass."""
    lowered = unicodedata.normalize("NFC", word).lower()
    if lowered in _NAMES:
        return True
    bare, tones, tone_at = split_tone(lowered)
    if not bare or len(bare) > 7 or len(tones) > 1:
        return False
    return any(
        _rime_fits(onset, bare[len(onset) :]) and _tone_fits(bare[len(onset) :], tones, tone_at - len(onset))
        for onset in _ONSETS
        if bare.startswith(onset)
    )


def _rime_fits(onset: str, rime: str) -> bool:
    if onset == "qu":
        return rime in _QU_RIMES
    if rime not in _RIMES:
        return False
    front = rime[0] in "ieêy"
    match onset:
        case "k" | "gh" | "ngh":
            return front
        case "c" | "ng":
            return not front
        case "g":
            return not front or rime in _GI_AS_G
        case "gi":
            return rime[0] not in "iy"
        case "":
            return not rime.startswith("iê")
        case _:
            return not rime.startswith("yê")


def _tone_fits(rime: str, tone: str, tone_at: int) -> bool:
    """Whether the tone may stand with the rime's final, and on the letter that carries it."""
    if rime.endswith(_STOPS):
        return tone in STOP_TONES and tone_at in _tone_places(rime)
    return not tone or tone_at in _tone_places(rime)


def _tone_places(rime: str) -> tuple[int, ...]:
    vowels = [i for i, letter in enumerate(rime) if letter in _VOWELS]
    modified = [i for i in vowels if rime[i] in _MODIFIED]
    if modified:
        return (modified[-1],)
    if len(vowels) == 1:
        return (vowels[0],)
    if len(vowels) == 3 or len(rime) > len(vowels):
        return (vowels[1],)
    return (0, 1) if rime in ("oa", "oe", "uy") else (0,)
