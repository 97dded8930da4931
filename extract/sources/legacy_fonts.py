"""Text layers from before Unicode: bytes of TCVN3, VNI or VISCII fonts, which a PDF passes off as Latin
letters.

The tables are viparse's. Which of them fits is judged here, font by font: by the font's name, and by how many
of its words are Vietnamese syllables once converted. Text that is Unicode already stays as it is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import viparse

from extract.spelling.syllables import is_vietnamese_syllable

_ENCODINGS: Final = ("tcvn3", "vni", "viscii")
# ".VnTime", "VnArialH" (subset tags "ABCDEF+" are cut off) and "VNI-Times".
_NAMES: Final = ((re.compile(r"\.?Vn[A-Z]"), "tcvn3"), (re.compile(r"vni[-_ ]?[a-z]", re.IGNORECASE), "vni"))
# TCVN3 has no capitals with marks: fonts whose name ends with "H" draw small letters as capitals.
_CAPITALS: Final = re.compile(r"\.?Vn[A-Z][A-Za-z ]*?H(?=$|[-,. ]|Bold|Italic)")
# An encoding is taken for an unnamed font where it makes this many more words into syllables.
_GAIN: Final = 5
# PDF producers write the glyphs of TCVN3's ư and ã as a minus and a bullet. viparse knows it, but takes for a
# neighbouring letter only what Unicode calls one: "®−¬ng" (đương) is missed.
_AS_MINUS: Final = re.compile(r"(?<=[^\W\d_])[−∙]|(?<=[¡-¾])[−∙]|[−∙](?=[^\W\d_]|[¡-¾])")
_TCVN3_BYTES: Final = {"−": "\u00ad", "∙": "\u00b7"}
_EDGES: Final = ".,;:()[]/-–“”\"'…!?"


def decode(words: Sequence[tuple[str, str]]) -> list[str]:
    """The texts of a page's words, given as (text, font name), with those in legacy fonts turned into
    Unicode.
    """
    by_font: dict[str, list[str]] = defaultdict(list)
    for text, font in words:
        by_font[_family(font)].append(text)
    suspects = {font for font, texts in by_font.items() if _named(font) or _garbled(texts)}
    if not suspects:
        return [text for text, _ in words]
    page = _best([text for font in suspects for text in by_font[font]], None, least=_GAIN)
    encodings = {font: _of_font(font, by_font[font], page) for font in suspects}
    return [_convert(text, _family(font), encodings.get(_family(font))) for text, font in words]


def is_plain_word(word: str) -> bool:
    """A word that should be a syllable: not a number, nor an abbreviation in capitals."""
    return (
        len(word) > 1
        and not re.search(r"\d", word)
        and not (word.isupper() and word.isalpha() and len(word) < 6)
    )


def count_syllables(texts: Sequence[str]) -> tuple[int, int]:
    """How many of the texts are Vietnamese syllables, and how many should be; of short words in capitals
    those that are.
    """
    words = [text.strip(_EDGES) for text in texts]
    valid = [is_vietnamese_syllable(word) and (is_plain_word(word) or not word.isascii()) for word in words]
    return sum(valid), sum(valid[k] or is_plain_word(word) for k, word in enumerate(words))


def _family(font: str) -> str:
    return re.sub(r"^[A-Z]{6}\+", "", font)


def _named(font: str) -> str | None:
    return next((encoding for pattern, encoding in _NAMES if pattern.match(font)), None)


def _garbled(texts: Sequence[str]) -> bool:
    """Whether most of the words with letters beyond ASCII are no syllables."""
    marked = [text for text in texts if not text.strip(_EDGES + "•−·").isascii()]
    valid, words = count_syllables(marked)
    return len(marked) > 0 and 2 * valid < max(words, 1)


def _of_font(font: str, texts: Sequence[str], page: str | None) -> str | None:
    named = _named(font)
    if all(text.isascii() for text in texts):
        return named
    best = _best(texts, named)
    return best if best in (named, page) else _best(texts, named, least=_GAIN)


def _best(texts: Sequence[str], expected: str | None, least: int = 1) -> str | None:
    """The encoding in which most texts are syllables, None for Unicode; the expected one where it does as
    well.
    """
    scores = Counter({e: count_syllables([_decoded(t, e) for t in texts])[0] for e in _ENCODINGS})
    asis = count_syllables(texts)[0]
    encoding, most = scores.most_common(1)[0]
    if expected is not None and scores[expected] == max(most, asis):
        return expected
    return encoding if most >= asis + least else None


def _convert(text: str, font: str, encoding: str | None) -> str:
    if encoding is None:
        return text
    decoded = _decoded(text, encoding)
    # A number keeps its letters as stored: "QĐ-TTg" says more than the "QĐ-TTG" that is drawn.
    capitals = _CAPITALS.match(font) and not re.search(r"\d", decoded)
    return decoded.upper() if capitals else decoded


@lru_cache(maxsize=20_000)
def _decoded(text: str, encoding: str) -> str:
    if encoding == "tcvn3":
        text = _AS_MINUS.sub(lambda match: _TCVN3_BYTES[match[0]], text)
    return text if text.isascii() else str(viparse.fix(text, encoding=encoding))
