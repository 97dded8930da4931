"""What offices are told to do: the verbs that orders, items of plans and assignments begin with
(`verbs.toml`).
"""

import tomllib
from importlib.resources import files
from typing import Final

_LISTS: Final = tomllib.loads((files("kehoach.language") / "verbs.toml").read_text(encoding="utf-8"))
LONG_VERBS: Final[tuple[str, ...]] = tuple(_LISTS["long"])  # folded
SHORT_VERBS: Final[tuple[str, ...]] = tuple(_LISTS["short"])  # as printed
OPENING_VERBS: Final[tuple[str, ...]] = tuple(_LISTS["opening"])  # as printed; verbs where an item begins
NOT_AFTER: Final[tuple[str, ...]] = tuple(
    _LISTS["not_after"]
)  # syllables that make short verbs part of a word
NOT_BEFORE: Final[tuple[str, ...]] = tuple(_LISTS["not_before"])
MANNERS: Final[tuple[str, ...]] = tuple(_LISTS["manner"])  # folded; they stand before the verb
NO_VERBS: Final[tuple[str, ...]] = tuple(_LISTS["no_verbs"])  # as printed; behind a whole name they are none
PART_OF_WORDS: Final[tuple[str, ...]] = tuple(_LISTS["part_of_words"])  # verbs that begin words, too
