"""Full stops that are commas or specks, and colons that are semicolons: a tail is a few pixels, which a worn
scan loses, so that all recognisers read them alike.

A full stop before a small letter is none. How many of them a document holds beside its commas tells what they
are: where tails are worn off there are many, and a colon, too, is one only after a word that introduces
something; a few are specks. What stands between the same two words elsewhere speaks louder.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log
from typing import Final

from extract.page_reading import ReadWord, reread
from extract.spelling import lexicon
from extract.spelling.syllables import is_vietnamese_syllable
from kehoach.language.tones import modern

POINTS: Final = "points"  # what these repairs are called
# A comma or semicolon and a full stop beside it, which is a speck.
_SPECKED: Final = re.compile(r"[.]([,;])|([,;])[.]")
# A date or year, behind which no sentence begins in small letters; words that a date follows, and one.
_DATE: Final = re.compile(r"(?:\d{1,2}[/-]){0,2}(?:19|20)\d\d")
_BEFORE_DATE: Final = frozenset(("trước", "ngày"))
_BEGINS_DATE: Final = re.compile(r"\d{1,2}[/-]\d|(?:19|20)\d\d(?!\d)")
# The share of such stops among them and the commas at which they are as often specks as commas, how fast the
# odds change with it, and the least and the most that it says (log odds of a comma).
_EVEN, _SLOPE, _SPECKS, _WORN = 0.035, 2.0, -1.5, 3.0
# What speaks against a comma, or for one: the two words are a word or stand in a phrase, or they stand
# elsewhere in the document, with nothing or with that point between them; and that a colon introduces.
_WORD, _PHRASE, _SEEN, _INTRODUCES = 1.5, 0.5, 2.0, 4.0
# From these log odds on tails are worn off: a number may follow a comma, a semicolon look like a colon.
_ARE_WORN = 1.0


@dataclass(frozen=True, slots=True)
class Points:
    """What a document's points tell: the log odds that a full stop which can be none is a comma, and how
    often which point stood between which words.
    """

    odds: float
    between: Counter[tuple[str, str, str]]


def seen_points(runs: Iterable[Sequence[ReadWord]]) -> Points:
    """What the words of these lines and cells tell."""
    between: Counter[tuple[str, str, str]] = Counter()
    worn = whole = 0
    for word, following in (pair for words in runs for pair in pairwise(words)):
        point = _point(word.text)
        whole += point == ","
        if _is_no_stop(word.text, following.text):
            worn += 1
        else:
            between[*_pair(word, following), point] += 1
    share = worn / (worn + whole) if worn else 0.0
    return Points(min(_WORN, max(_SPECKS, _SLOPE * log(share / _EVEN))) if share else _SPECKS, between)


def repair_points(words: Sequence[ReadWord], points: Points) -> list[ReadWord]:
    """The words of a cell or of running text with the points at their ends as they must be meant."""
    return [*(_pointed(word, following, points) for word, following in pairwise(words)), *words[-1:]]


def _pointed(word: ReadWord, following: ReadWord, points: Points) -> ReadWord:
    point = _point(word.text)
    core = word.text.removesuffix(point)
    if specked := _SPECKED.fullmatch(point):
        return _repaired(word, core + (specked[1] or specked[2]), _SEEN)
    if _is_no_stop(word.text, following.text):
        odds = points.odds - _unbroken(word, following) + _seen(word, following, ("", ","), points)
        return _repaired(word, f"{core}," if odds > 0 else core, abs(odds))
    if point == "." and core.lower() in _BEFORE_DATE and _BEGINS_DATE.match(following.text):
        return _repaired(word, core, _SEEN)
    if point == ":" and points.odds > _ARE_WORN and _is_prose(core) and _begins_word(following.text):
        introduces = _INTRODUCES * (modern(core.lower()) in lexicon.introducers())
        odds = points.odds - introduces + _seen(word, following, (":", ";"), points)
        return _repaired(word, f"{core};", odds) if odds > 0 else word
    if point == "." and points.odds > _ARE_WORN and _is_prose(core) and following.text.isdigit():
        return _repaired(word, f"{core},", points.odds)
    return word


def _repaired(word: ReadWord, text: str, support: float) -> ReadWord:
    return replace(reread(word, text, POINTS), support=support)


def _unbroken(word: ReadWord, following: ReadWord) -> float:
    known = lexicon.pairs().get(_pair(word, following))
    return _WORD if known == lexicon.WORD else _PHRASE if known else 0.0


def _seen(word: ReadWord, following: ReadWord, choice: tuple[str, str], points: Points) -> float:
    """For the second of two points, and against the first."""
    first, second = (points.between[*_pair(word, following), point] > 0 for point in choice)
    return _SEEN * (second - first)


def _is_no_stop(text: str, following: str) -> bool:
    """Whether a word of prose or a date ends in a stop although the sentence goes on in small letters."""
    core = _core(following)
    goes_on = len(core) > 1 and core.islower() and is_vietnamese_syllable(core) and following[0].isalpha()
    ends = _is_prose(text[:-1]) or _DATE.fullmatch(text[:-1]) is not None
    return _point(text) == "." and ends and goes_on


def _is_prose(core: str) -> bool:
    """A syllable, and no short form in capitals; a letter alone labels something."""
    return len(core) > 1 and not core.isupper() and is_vietnamese_syllable(core.lower())


def _begins_word(text: str) -> bool:
    return len(_core(text)) > 1 and text[0].isalpha()


def _pair(word: ReadWord, following: ReadWord) -> tuple[str, str]:
    return modern(_core(word.text).lower()), modern(_core(following.text).lower())


def _point(text: str) -> str:
    return text[len(text.rstrip(".,;:")) :]


def _core(text: str) -> str:
    return text.strip(".,;:()“”\"'")
