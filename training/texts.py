"""Texts of lines: phrases of plans, citations, dates, names, numbers, labels, and syllables that mean
nothing.

Written for training alone; no text of a document that something is measured on is among them.
"""

import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from extract.spelling import lexicon
from training.alphabet import ALPHABET, SIGNS

Rng = np.random.Generator

_SOURCE: Final = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
_PHRASES: Final = tuple(line.split() for line in _SOURCE["phrases"].splitlines())
_WORDS: Final = tuple(word for phrase in _PHRASES for word in phrase)

_COMPOUNDS: Final = tuple(lexicon.compounds())

_RIMES: Final = _SOURCE["rimes"].split()
_ONSETS: Final = [*_SOURCE["onsets"].split(), ""]
_SHAPES: Final = ("\u0302", "\u0306", "\u031b")  # circumflex, breve, horn
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")

_KINDS: Final = [kind.strip() for kind in _SOURCE["kinds"].split(",")]
_SIGLA: Final = _SOURCE["sigla"].split()
_FAMILY: Final = _SOURCE["family_names"].split()
_GIVEN: Final = _SOURCE["given_names"].split()
_PLACES: Final = [" ".join(place.split()) for place in _SOURCE["places"].split(",")]
_FORMS: Final = _SOURCE["forms"]
_ROMAN: Final = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
]


def draw_text(rng: Rng) -> str:
    """A line's text: words with single blanks between, every letter of it in the alphabet."""
    text = _MAKERS[int(rng.choice(len(_MAKERS), p=_SHARES))](rng)
    if rng.random() < 0.14:
        text = text.upper()
    return "".join(c for c in " ".join(text.split()) if c in _KNOWN)


def _pick(rng: Rng, options: Sequence[str]) -> str:
    return options[int(rng.integers(len(options)))]


def _phrase(rng: Rng) -> str:
    phrase = _PHRASES[int(rng.integers(len(_PHRASES)))]
    start = int(rng.integers(len(phrase)))
    words = [*phrase[start : start + _word_count(rng)]]
    words[-1] += _pick(rng, _POINTS)
    return _pick(rng, ("", "", "", "- ", "+ ", "* ", "• ", "a) ", "1. ", "1.2. ")) + " ".join(words)


def _mixed_words(rng: Rng) -> str:
    return " ".join(_pick(rng, _WORDS) for _ in range(_word_count(rng)))


def _compounds(rng: Rng) -> str:
    """Words of the dictionary side by side: which syllables go together, in words of more than one."""
    words = [_pick(rng, _COMPOUNDS) + _pick(rng, _POINTS) for _ in range(1 + int(rng.geometric(0.35)))]
    text = " ".join(words)
    return text[0].upper() + text[1:] if rng.random() < 0.3 else text


def _word_count(rng: Rng) -> int:
    return 1 + int(rng.geometric(0.22)) if rng.random() < 0.9 else int(rng.integers(9, 17))


def _syllable(rng: Rng) -> str:
    rime = unicodedata.normalize("NFD", _pick(rng, _RIMES)).replace("\u0300", _pick(rng, _TONES))
    syllable = unicodedata.normalize("NFC", _pick(rng, _ONSETS) + rime)
    case = rng.random()
    return syllable if case < 0.7 else syllable.capitalize() if case < 0.9 else syllable.upper()


def _syllables(rng: Rng) -> str:
    return " ".join(_syllable(rng) + _pick(rng, _POINTS) for _ in range(1 + int(rng.geometric(0.3))))


def _remarked(rng: Rng) -> str:
    """Words some of whose letters bear other marks, so that marks are looked at and not guessed."""
    letters = list(unicodedata.normalize("NFD", _mixed_words(rng)))
    for place, letter in enumerate(letters):
        if unicodedata.combining(letter) and rng.random() < 0.4:
            letters[place] = _pick(rng, _MARKS[letter in _SHAPES])
    return unicodedata.normalize("NFC", "".join(letters))


def _lone_signs(rng: Rng) -> str:
    """Short words and numbers with signs and letters between that are easily taken for one another."""
    words = [
        _pick(rng, (_pick(rng, _WORDS), str(int(rng.integers(100))))) for _ in range(int(rng.integers(2, 7)))
    ]
    return "".join(word + _pick(rng, _FORMS["joints"]) for word in words)


def _number(rng: Rng) -> str:
    value = int(10 ** rng.uniform(0, 7))
    shown = (
        str(value),
        f"{value:,}".replace(",", "."),
        f"{value / 10:.1f}".replace(".", ","),
        f"{value:02d}",
    )
    return _pick(rng, _FORMS["numbers"]).format(_pick(rng, shown), int(rng.integers(1, 100))) + _pick(
        rng, _FORMS["units"]
    )


def _date(rng: Rng) -> str:
    day, month, year = int(rng.integers(1, 32)), int(rng.integers(1, 13)), int(rng.integers(1990, 2051))
    return _pick(rng, _FORMS["dates"]).format(day, month, year, year + int(rng.integers(1, 11)))


def _quarter(rng: Rng) -> str:
    return _pick(rng, _FORMS["quarters"]).format(
        _pick(rng, _ROMAN[:4]), int(rng.integers(2015, 2035)), _pick(rng, _ROMAN[:4])
    )


def _label(rng: Rng) -> str:
    number, other = int(rng.integers(1, 40)), int(rng.integers(1, 15))
    return _pick(rng, _FORMS["labels"]).format(
        n=number, m=other, r=_pick(rng, _ROMAN), a=_pick(rng, tuple("abcdđeghiklmnopqrsABCDEGHIKLM"))
    )


def _citation(rng: Rng) -> str:
    number, sigla = int(10 ** rng.uniform(0, 3.9)), _pick(rng, _SIGLA)
    year = f"/{rng.integers(2003, 2031)}" if rng.random() < 0.6 else ""
    named = f"{_pick(rng, _KINDS)} số " if rng.random() < 0.5 else _pick(rng, ("", "Số: ", "số "))
    dated = _date(rng) if rng.random() < 0.3 else ""
    return f"{named}{number:02d}{year}/{sigla}{_pick(rng, _POINTS)} {dated}"


def _name(rng: Rng) -> str:
    person = " ".join([_pick(rng, _FAMILY), *(_pick(rng, _GIVEN) for _ in range(int(rng.integers(1, 4))))])
    place = _pick(rng, ("", "tỉnh ", "UBND tỉnh ", "thành phố ", "TP. ", "Sở Y tế ", "HĐND ")) + _pick(
        rng, _PLACES
    )
    return person if rng.random() < 0.5 else place + _pick(rng, _POINTS)


def _signs(rng: Rng) -> str:
    quoted = " ".join(_pick(rng, _WORDS) for _ in range(int(rng.integers(1, 4))))
    bare = "".join(
        c for c in unicodedata.normalize("NFD", _pick(rng, _WORDS).lower()) if c.isascii() and c.isalnum()
    )
    return _pick(rng, _FORMS["signs"]).format(q=quoted, w=_pick(rng, _WORDS), v=bare)


def _letters(rng: Rng) -> str:
    """Any letters side by side, so that rare ones are seen too."""
    letters = rng.choice(list(ALPHABET), int(rng.integers(2, 9)))
    return "".join(letters) if rng.random() < 0.7 else _pick(rng, tuple(SIGNS)) + "".join(letters)


_MARKS: Final = (_TONES, _SHAPES)
_KNOWN: Final = frozenset(ALPHABET)
_POINTS: Final = ("", "", "", "", "", "", ",", ";", ".", ":")
_MAKERS: Final[tuple[Callable[[Rng], str], ...]] = (
    _phrase, _mixed_words, _syllables, _number, _date, _quarter, _label, _citation, _name, _signs, _letters,
    _remarked, _lone_signs, _compounds,
)  # fmt: skip
_SHARES: Final = (0.20, 0.08, 0.12, 0.06, 0.06, 0.04, 0.04, 0.07, 0.05, 0.05, 0.03, 0.07, 0.05, 0.08)
