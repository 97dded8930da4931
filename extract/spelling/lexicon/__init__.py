"""What is known of the language before a document is read: words and phrases, and the pairs that they
make.
"""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kehoach.language.tones import modern

# What a pair of neighbouring syllables says: that it is a word of its own, or that it stands in a longer
# phrase.
WORD, PART_OF_PHRASE = 2.2, 1.4
_SHORTEST_WITH_GAP, LONGEST_PHRASE = 3, 5


@cache
def pairs() -> dict[tuple[str, str], float]:
    """Pairs of neighbouring syllables, lower case, of administrative prose, and what each says."""
    counted = ((one, other) for one, other in map(str.split, _lines("pairs.txt")))
    return dict.fromkeys(counted, PART_OF_PHRASE) | phrase_pairs()


def compounds() -> Iterator[str]:
    """Words and phrases of two syllables and more, lower case."""
    return _lines("compounds.txt")


@cache
def phrase_pairs() -> dict[tuple[str, str], float]:
    """Those of them that stand in words and phrases."""
    found: dict[tuple[str, str], float] = {}
    for phrase in compounds():
        syllables = list(map(modern, phrase.split()))
        for pair in pairwise(syllables):
            found[pair] = WORD if len(syllables) == 2 else max(PART_OF_PHRASE, found.get(pair, 0.0))
    return found


@cache
def syllables() -> frozenset[str]:
    """The syllables of those pairs."""
    return frozenset(syllable for pair in pairs() for syllable in pair)


@cache
def gaps() -> Mapping[tuple[str, ...], Set[str]]:
    """Phrases of administrative prose of three syllables and more, each with one syllable left out (""), and
    what fills the gap.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for phrase in (tuple(map(modern, line.split())) for line in compounds()):
        for place, syllable in enumerate(phrase if len(phrase) >= _SHORTEST_WITH_GAP else ()):
            found.setdefault((*phrase[:place], "", *phrase[place + 1 :]), set()).add(syllable)
    return found


@cache
def loanwords() -> frozenset[str]:
    """Words in lower case that are no Vietnamese syllables and yet no misreadings."""
    return frozenset(_lines("loanwords.txt"))


@cache
def introducers() -> frozenset[str]:
    """Syllables in lower case that a colon belongs after, as they introduce something."""
    return frozenset(map(modern, _lines("introducers.txt")))


def _lines(name: str) -> Iterator[str]:
    text = (files("extract.spelling.lexicon") / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
