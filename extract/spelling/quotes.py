"""Quotation marks by their pairs: one of the two strokes of a mark is easily lost, and a speck before a word
looks like one stroke.

Plans quote with double marks. So a single one that closes or opens what a double one opened or closed is
double, and one before a word that nothing closes is a speck. Apostrophes within words are left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from extract.page_reading import ReadWord, reread

_QUOTES: Final = "quotes"  # what these repairs are called
_SUPPORT: Final = 2.0  # what speaks for them, as for points seen elsewhere
_REACH: Final = 40  # words that are quoted at most
_OPENS: Final = re.compile(r"\(?[“\"]")  # “Ngày
_CLOSES: Final = re.compile(r"[”\"][.,;:)]*$")  # công”.
_OPENS_SINGLE: Final = re.compile(r"[‘'](?=\w)")  # ‘Ngày
_CLOSES_SINGLE: Final = re.compile(r"[’'](?=[.,;:)]*$)")  # công’.
_CLOSING: Final = re.compile(r"[’”][.,;:)]*")  # ”.


def attach_closing(words: Iterable[ReadWord]) -> Iterator[ReadWord]:
    """The words of a line, a closing mark that was read as a word of its own with the one before it."""
    before: ReadWord | None = None
    for word in words:
        if before is not None and _CLOSING.fullmatch(word.text):
            before = _attached(before, word)
            continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def repair_quotes(words: Sequence[ReadWord]) -> list[ReadWord]:
    """The words of a cell or of running text with the quotation marks at their edges as they are meant; as
    many as before.
    """
    repaired = list(words)
    opened: int | None = None
    for place, word in enumerate(words):
        if opened is not None and place - opened > _REACH:
            opened = None
        if opened is None and _OPENS_SINGLE.match(word.text):
            repaired[place] = word = _opening(words, place)
        if _OPENS.match(word.text):
            opened = place
        if opened is not None and _CLOSES_SINGLE.search(word.text):
            repaired[place] = word = _repaired(word, _CLOSES_SINGLE.sub("”", word.text))
        if _CLOSES.search(word.text) and len(word.text) > 1:
            opened = None
    return repaired


def _opening(words: Sequence[ReadWord], place: int) -> ReadWord:
    """The word with the double mark that closes behind it, or without its mark where none does."""
    word = words[place]
    for other in words[place : place + _REACH]:
        if _CLOSES_SINGLE.search(other.text):
            return word
        if other is not word and _OPENS.match(other.text):
            break
        if _CLOSES.search(other.text):
            return _repaired(word, f"“{word.text[1:]}")
    return _repaired(word, word.text[1:])


def _attached(word: ReadWord, mark: ReadWord) -> ReadWord:
    x0, top, x1, bottom = zip(word.bbox, mark.bbox, strict=True)
    return replace(
        word,
        text=word.text + mark.text,
        raw_text=word.raw_text + mark.raw_text,
        bbox=(min(x0), min(top), max(x1), max(bottom)),
        agreement=min(word.agreement, mark.agreement),
        certainty=min(word.certainty, mark.certainty),
        best_certainty=min(word.best_certainty, mark.best_certainty),
    )


def _repaired(word: ReadWord, text: str) -> ReadWord:
    return replace(reread(word, text, _QUOTES), support=_SUPPORT)
