"""A sample of a text layer's words held against the picture: a font that says something else is not the page.

A wrong table of code points or the text of another version spells as well as the right one; only the picture
tells. Such a table belongs to one font, so each font is asked for itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from extract.picture.dewarp import Gray
from extract.recognition import netchu
from extract.recognition.recogniser import Recogniser
from extract.sources.text_layer import LayerWord, TextLayer
from extract.sources.views import VIEW_DPI
from kehoach.language.folding import fold

# So many words of a font are read, and so many of figures; with fewer letters there is no telling.
_WORDS: Final = 12
_NUMBERS: Final = 24
_LEAST: Final = 3  # letters or figures of a word that is read
_FEWEST: Final = 8
# A font tells another text where so much of what its words say differs, or so many of its numbers: of 293
# numbers in 27 born-digital files of the tests and samples none was read otherwise than printed.
_DIFFERENT: Final = 0.34
_OTHER_NUMBERS: Final = 2
_SHOWN: Final = 3
_PAPER: Final = 2  # pixels around a word


def other_texts(layer: TextLayer) -> Mapping[str, str]:
    """By font, words of the layer beside what the picture shows in their place, where the two are different
    texts.
    """
    fonts: dict[str, list[LayerWord]] = defaultdict(list)
    for word in layer.words:
        if word.turn == 0 and len(_plain(word.word.text)) >= _LEAST:
            fonts[word.font].append(word)
    told = {font: _difference(layer, words) for font, words in fonts.items()}
    return {font: difference for font, difference in told.items() if difference}


def _difference(layer: TextLayer, words: Sequence[LayerWord]) -> str | None:
    numbers = [word for word in words if _plain(word.word.text).isdigit()]
    letters, wrong = _compared(layer, _spread(words, _WORDS))
    errors = sum(Levenshtein.distance(_plain(said), _plain(seen)) for said, seen in wrong)
    if letters < _FEWEST or errors <= _DIFFERENT * letters:
        _, wrong = _compared(layer, _spread(numbers, _NUMBERS))
        if len(wrong) < _OTHER_NUMBERS:
            return None
    return "; ".join(f"“{said}” – “{seen}”" for said, seen in wrong[:_SHOWN])


def _compared(layer: TextLayer, words: Sequence[LayerWord]) -> tuple[int, list[tuple[str, str]]]:
    """How many letters the words have, and which of them are seen otherwise than told."""
    pairs = list(zip((word.word.text for word in words), _read(layer, words), strict=True))
    letters = sum(len(_plain(said)) for said, _ in pairs)
    return letters, [(said, seen) for said, seen in pairs if _plain(said) != _plain(seen)]


def _plain(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _spread(words: Sequence[LayerWord], most: int) -> list[LayerWord]:
    """Some of the words, from all over the page."""
    if len(words) <= most:
        return list(words)
    return [words[round(k * (len(words) - 1) / (most - 1))] for k in range(most)]


def _read(layer: TextLayer, words: Sequence[LayerWord]) -> list[str]:
    """What the picture shows where the words stand."""
    pictures = [_cut(layer.views.letters, word) for word in words]
    return [" ".join(w.text for w in found) for found in _reader().read(pictures)]


def _cut(letters: Gray, word: LayerWord) -> Gray:
    x0, top, x1, bottom = (v * VIEW_DPI / 72 for v in word.box)
    rows = slice(max(0, round(top) - _PAPER), round(bottom) + _PAPER)
    return np.ascontiguousarray(letters[rows, max(0, round(x0) - _PAPER) : round(x1) + _PAPER])


@cache
def _reader() -> Recogniser:
    """The cheapest recogniser, which comes with the product."""
    return netchu.load(Path())
