"""A sample of a text layer's words held against the picture: a layer that says something else is not the
page.

A wrong table of code points or the text of another version spells as well as the right one; only the picture
tells.
"""

from collections.abc import Sequence
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

# So many words of a page are read, and as many with figures; with fewer letters there is no telling.
_SAMPLE: Final = 12
_LEAST: Final = 3  # letters or figures of a word that is read
_FEWEST: Final = 8
# A layer is another text where so much of what the sample says differs; print in a plain face is read without
# fault.
_DIFFERENT: Final = 0.34
_SHOWN: Final = 3
_PAPER: Final = 2  # pixels around a word


def disagreement(layer: TextLayer) -> str | None:
    """Words of the layer beside what the picture shows in their place, where the two are different texts;
    else None.
    """
    plain = [word for word in layer.words if word.turn == 0 and len(_plain(word.word.text)) >= _LEAST]
    figures = [word for word in plain if _plain(word.word.text).isdigit()]
    for words in (_spread(plain), _spread(figures)):
        pairs = list(zip((word.word.text for word in words), _read(layer, words), strict=True))
        errors = sum(Levenshtein.distance(_plain(said), _plain(seen)) for said, seen in pairs)
        letters = sum(len(_plain(said)) for said, _ in pairs)
        if letters >= _FEWEST and errors > _DIFFERENT * letters:
            return "; ".join(f"“{said}” – “{seen}”" for said, seen in pairs[:_SHOWN])
    return None


def _plain(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _spread(words: Sequence[LayerWord]) -> list[LayerWord]:
    """Some of the words, from all over the page."""
    if len(words) <= _SAMPLE:
        return list(words)
    return [words[round(k * (len(words) - 1) / (_SAMPLE - 1))] for k in range(_SAMPLE)]


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
