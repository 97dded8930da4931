"""Roman numerals after "Quý": strokes that recognisers take for H, l, 1 or !, read as what they can only be."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extract.reading import ReadWord

_QUARTERS = ("I", "II", "III", "IV")
# The numeral as read, and what follows it in the same word ("/2020", ",", "-").
_NUMERAL = re.compile(r"(?P<numeral>[IlH1i!|íìÍÌVv`']{1,6})(?P<rest>(?:[/⁄,;.)\-–].*)?)", re.DOTALL)
# Strokes that each look-alike stands for; "IHI" is III whose middle stroke was seen twice.
_STROKES = {"H": "II", "V": "V", "v": "V", "`": "", "'": ""}
_SUPPORT = 2.0  # what the rule counts for beside the repairs of `extract.repair`


def repair_quarters(words: Sequence[ReadWord]) -> list[ReadWord]:
    """The words with the numeral after each "Quý" (and after "-", "và", "," behind one) made Roman.

    An Arabic "1" becomes "I" too: "Quý I" is what plans print, and recognisers do read its stroke as a one; the
    reading stays in `raw_text` and `alternatives`.
    """
    repaired = list(words)
    in_quarters = False
    for place, word in enumerate(words):
        plain = _plain(word.text)
        if plain.strip("(").startswith("quy") and len(plain.strip("(")) == 3:
            in_quarters = True
            continue
        found = _NUMERAL.fullmatch(word.text)
        if in_quarters and found:
            numeral = _roman(found["numeral"])
            if numeral and numeral != found["numeral"]:
                repaired[place] = replace(
                    word,
                    text=numeral + found["rest"],
                    support=_SUPPORT,
                    alternatives=tuple(dict.fromkeys((word.text, *word.alternatives))),
                )
        elif plain not in ("va", "-", "–", ",", "den", "het", "hoac"):
            in_quarters = False
    return repaired


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in folded if not unicodedata.combining(c))


def _roman(read: str) -> str | None:
    strokes = "".join(_STROKES.get(c, "I") for c in read)
    if strokes in _QUARTERS:
        return strokes
    return "III" if strokes == "IIII" and "H" in read else None
