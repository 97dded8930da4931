"""What is known of the language before a document is read: words and phrases, and the pairs that they make."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Final

from kehoach.language.tones import modern

# What a pair of neighbouring syllables says: that it is a word of its own, or that it stands in a longer
# phrase.
WORD, PART_OF_PHRASE = 2.2, 1.4
_SHORTEST_WITH_GAP, LONGEST_PHRASE = 3, 5
_DICTIONARY: Final = (
    "corpus/data/Viet74K.txt"  # in underthesea's folder: a general dictionary, an entry a line
)


@cache
def pairs() -> dict[tuple[str, str], float]:
    """Pairs of neighbouring syllables, lower case, in words and phrases of administrative prose and of the
    general dictionary, and what each says.
    """
    found: dict[tuple[str, str], float] = {}
    for phrase in (*_lines("compounds.txt"), *_dictionary()):
        syllables = list(map(modern, phrase.split()))
        for pair in pairwise(syllables):
            found[pair] = WORD if len(syllables) == 2 else max(PART_OF_PHRASE, found.get(pair, 0.0))
    return found


@cache
def gaps() -> dict[tuple[str, ...], frozenset[str]]:
    """Phrases of administrative prose of three syllables and more, each with one syllable left out (""), and
    what fills the gap.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for phrase in (tuple(map(modern, line.split())) for line in _lines("compounds.txt")):
        for place, syllable in enumerate(phrase if len(phrase) >= _SHORTEST_WITH_GAP else ()):
            found.setdefault((*phrase[:place], "", *phrase[place + 1 :]), set()).add(syllable)
    return {key: frozenset(syllables) for key, syllables in found.items()}


@cache
def loanwords() -> frozenset[str]:
    """Words in lower case that are no Vietnamese syllables and yet no misreadings."""
    return frozenset(_lines("loanwords.txt"))


def _lines(name: str) -> Iterator[str]:
    text = (files("extract.spelling.lexicon") / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _dictionary() -> Iterator[str]:
    """Entries of underthesea's dictionary, read as data: importing the package would load its models."""
    found = find_spec("underthesea")
    if found is None or found.origin is None:  # it is a requirement; this keeps the type checker honest
        return iter(())
    text = (Path(found.origin).parent / _DICTIONARY).read_text(encoding="utf-8")
    return (entry.lower() for entry in text.splitlines())
