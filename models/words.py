"""Lexical words: syllables that underthesea's segmentation joins ("cải cách", "hành chính").

Segmenting is the dearest step of the stage by far, so that only the surroundings of a place in question are
segmented: syllables further away hardly ever change where a word ends.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kehoach.records import Range

_AROUND: Final = 3  # syllables on either side
_REACH: Final = 40  # characters in which they are looked for
# a word may run over the end of a wrapped line, never over a tab, which parts cells
# "Văn phòng Sở"
_BEFORE: Final = re.compile(rf"(?:[^\s]+[^\S\t]+){{0,{_AROUND - 1}}}[^\s]+$")
# " chủ trì tổ chức"
_AFTER: Final = re.compile(rf"(?=[^\S\t]+[^\W\d_])(?:[^\S\t]+[^\s]+){{1,{_AROUND}}}")


def word_over(text: str, at: int) -> Range | None:
    """The place of the word of several syllables that runs on over `at`, where a syllable ends; None where
    none does.

    underthesea takes 0.8 s and 50 MB to load, which waits for the first place.
    """
    after = _AFTER.match(text, at, at + _REACH)
    before = _BEFORE.search(text, max(at - _REACH, 0), at) if after else None
    if after is None or before is None:
        return None
    first = before.start()
    words = find_words(text[first : after.end()])
    return next(((first + s, first + e) for s, e in words if s < at - first < e), None)


@lru_cache(maxsize=4096)
def find_words(text: str) -> tuple[Range, ...]:
    """The places of the words of `text` that have several syllables, by start."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Range]:
    from underthesea import word_tokenize

    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    words = word_tokenize(text, use_token_normalize=False)
    lengths = [len("".join(word.split())) for word in words]
    if sum(lengths) != len(places):  # it changed the text, so that no word has a place
        return
    at = 0
    for word, length in zip(words, lengths, strict=True):
        if " " in word:
            yield places[at], places[at + length - 1] + 1
        at += length
