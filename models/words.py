"""Lexical words: syllables that underthesea's segmentation joins ("cải cách", "hành chính")."""

import re
from collections.abc import Iterator
from typing import Final

from kehoach.records import Range

_CELL: Final = re.compile(
    r"[^\t]+"
)  # or prose: a word may run over the end of a wrapped line, never over a tab


def find_words(text: str) -> tuple[Range, ...]:
    """The places of the words of `text` that have several syllables, by start.

    underthesea takes 0.8 s and 50 MB to load, which waits for the first text.
    """
    return tuple(word for cell in _CELL.finditer(text) for word in _words(cell.group(), cell.start()))


def _words(cell: str, start: int) -> Iterator[Range]:
    from underthesea import word_tokenize

    places = [start + at for at, sign in enumerate(cell) if not sign.isspace()]
    words = word_tokenize(cell, use_token_normalize=False)
    lengths = [len("".join(word.split())) for word in words]
    if sum(lengths) != len(places):  # it changed the text, so that no word has a place
        return
    at = 0
    for word, length in zip(words, lengths, strict=True):
        if " " in word:
            yield places[at], places[at + length - 1] + 1
        at += length
