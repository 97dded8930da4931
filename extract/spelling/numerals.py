"""Roman numerals: strokes that recognisers take for H, l, 1 or !, told by counting them on the picture.

"Quý III" is read as "Quý HI", "IHI", "II" or "11", and recognisers even agree on a wrong one; how many
upright strokes stand side by side is plain to see.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

import numpy as np
from numpy.typing import NDArray

from extract.page_reading import ReadWord, readings, reread
from extract.picture.dewarp import Gray
from kehoach.language.folding import fold
from kehoach.language.roman import read_roman, roman_value
from kehoach.records import Candidate

_LOOKALIKES = "IlH1i!|íìïÍÌÏÎJ\\[\\]Vv`'"  # escaped for a class of letters
# The numeral as read, and what follows it in the same word ("/2020", ",", "-").
_NUMERAL = re.compile(rf"(?P<numeral>[{_LOOKALIKES}]{{1,6}})(?P<rest>(?:[/,;.)\-–].*)?)", re.DOTALL)
# A "V" that belongs to a numeral; one alone is an "I/" that was taken for a letter.
_SAW_V = re.compile(rf"[{_LOOKALIKES}][Vv]|[Vv]/")
# A numeral that numbers a heading or a group of rows holds an "I" or an "H" that only strokes can have been.
_LABEL = re.compile(r"(?P<numeral>[IlH1i!|]*[IH][IlH1i!|]*)(?P<rest>[.)]?)")
# One behind a "Q" for "Quý" holds an "I": "Q1" is the quarter in a figure, or a part of a town. What else was
# read for such a one need not.
_REST = r"(?P<rest>(?:[/,;.)\-–].*)?)"
_SHORT_QUARTER = re.compile(rf"(?P<quarter>Q[.\-]?)(?P<numeral>[IlH1i!|]*I[IlH1i!|]*[Vv]?){_REST}", re.DOTALL)
_READ_FOR_IT = re.compile(rf"(?P<quarter>[QỌ][.\-]?)(?P<numeral>[{_LOOKALIKES}]{{1,6}}){_REST}", re.DOTALL)
# "Quý I," as one word: "QuýI,", "Quý|,"
_GLUED = re.compile(rf"(?P<quarter>[Qq]uý)(?P<blank> ?)(?P<numeral>[{_LOOKALIKES}]{{1,6}}{_REST})")
_QUARTERS = 4
# What a repair by counting, or by the look of the letters alone, counts for beside those of
# `extract.spelling.correction`.
_COUNTED, _GUESSED = 4.0, 1.5
# Grey below this is ink. A column of pixels is a stroke where this share of a capital between its serifs is
# ink.
_INK = 170
_SOLID = 0.75
_SERIF = 0.18
# In heights of a capital: how far left of the word its first stroke may lie, how far apart strokes stand at
# most, and how wide one is at most.
_BEFORE, _APART, _WIDE = 0.18, 0.62, 0.34


def may_be_numeral(readings: Iterable[str]) -> bool:
    """Whether a word looks, by one of its readings, as if it began with a Roman numeral up to IV."""
    return any(_NUMERAL.fullmatch(text) for text in readings)


def may_be_quarter(readings: Iterable[str]) -> bool:
    """Whether it looks as if it began with a "Q" and such a numeral."""
    return any(_SHORT_QUARTER.fullmatch(text) for text in readings)


def count_strokes(picture: Gray, x0: float, x1: float, behind_letter: bool = False) -> int:
    """How many upright strokes stand side by side at the left of a word in its line's picture, or behind its
    first letter and that letter's point, before anything else.

    The letters are looked at between their serifs, where an "I" is all stem, while a slash and the arms of a
    "V" move across.
    """
    before = round(_BEFORE * picture.shape[0])
    ink = picture[:, max(0, round(x0) - before) : round(x1) + 2] < _INK
    columns = np.flatnonzero(ink.any(axis=0))
    if not columns.size:
        return 0
    rows = np.flatnonzero(ink[:, columns[0] : columns[0] + max(4, picture.shape[0] // 3)].any(axis=1))
    top, height = int(rows[0]), int(rows[-1] - rows[0] + 1)
    serif = round(_SERIF * height)
    share = ink[top + serif : top + height - serif].mean(axis=0)
    runs, count, last = _runs(share > 0), 0, -1
    if behind_letter:
        runs = list(dropwhile(lambda run: share[slice(*run)].max() < _SOLID, runs[1:]))
    for start, end in runs:
        stem = _runs(share[start:end] >= _SOLID)
        if not stem or end - start > _WIDE * height or (last >= 0 and start - last > _APART * height):
            break
        count, last = count + 1, end
    return count


def _runs(dark: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], dark, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def repair_numerals(words: Sequence[ReadWord]) -> list[ReadWord]:
    """The words of a line or cell with the numeral after each "Quý" (and after "-", "và", "," behind one)
    made Roman, the one behind a "Q" for it, and one that begins the line where it holds an "H" or an "I".

    An Arabic "1" after "Quý" becomes "I" too, as plans print it; the reading stays in `raw_text`.
    """
    repaired = list(words)
    if words and (label := _LABEL.fullmatch(words[0].text)) and words[0].strokes in (2, 3):
        repaired[0] = _repaired(words[0], "I" * words[0].strokes, label["rest"])
    in_quarters = False
    for place, word in enumerate(words):
        plain = fold(word.text).strip("(")
        if plain == "quy":
            in_quarters = True
        elif short := _short_quarter(word):
            repaired[place] = _repaired(word, *short)
            in_quarters = True
        elif in_quarters and (found := _meant(word)):
            repaired[place] = _repaired(word, *found)
        elif plain not in ("va", "-", "–", ",", "den", "het", "hoac"):
            in_quarters = False
    return repaired


def _meant(word: ReadWord) -> tuple[str, str] | None:
    """The numeral meant and what follows it: by its strokes where no reader saw a V and one saw as many, else
    by the look of what was read; of several looks the one that comes nearest to the strokes.
    """
    texts = readings(word)
    found = [match for text in texts if (match := _NUMERAL.fullmatch(text))]
    if not found:
        return None
    counted = _is_counted(word)
    looks = [(look, match["rest"]) for match in found if (look := _look(match["numeral"]))]
    if looks:
        return min(looks, key=lambda item: abs(len(item[0]) - word.strokes)) if counted else looks[0]
    # a lone "V" is an "I/" read as one letter, whose slash is gone with it
    return ("I" * word.strokes, found[0]["rest"]) if counted and found[0].string != "V" else None


def part_quarters(words: Iterable[ReadWord]) -> Iterator[ReadWord]:
    """The words, "Quý" and the numeral behind it as two where not all readers saw the blank between; if none
    did, what follows must begin with an "I".
    """
    for word in words:
        found = [match for text in readings(word) if (match := _GLUED.fullmatch(text))]
        glued = bool(found) and found[0].string == word.text
        if not glued or not (found[0]["numeral"][0] == "I" or any(match["blank"] for match in found)):
            yield word
            continue
        x0, top, x1, bottom = word.bbox
        between = x0 + (x1 - x0) * len(found[0]["quarter"]) / len(word.text)
        names = {other.text: other.recogniser for other in word.candidates}
        others = tuple(Candidate(m["numeral"], names[m.string]) for m in found[1:])
        raw = word.raw_text[: len("Quý")], word.raw_text[len("Quý") :].lstrip()
        boxes = (x0, top, between, bottom), (between, top, x1, bottom)
        yield replace(word, text=found[0]["quarter"], raw_text=raw[0], bbox=boxes[0], candidates=())
        yield replace(word, text=found[0]["numeral"], raw_text=raw[1], bbox=boxes[1], candidates=others)


def _short_quarter(word: ReadWord) -> tuple[str, str, str] | None:
    """The numeral behind a "Q", what follows it, and the "Q" itself: the numeral that most readings mean, or
    else the one that was counted, if somebody read it so (the letter's own strokes may count). A point behind
    the letter was there where anybody saw it.
    """
    short = _SHORT_QUARTER.fullmatch(word.text)
    found = [match for text in readings(word) if (match := _READ_FOR_IT.fullmatch(text))]
    looks = Counter(look for match in found if (look := _look(match["numeral"])))
    if short is None or not looks:
        return None
    counted = "I" * word.strokes if _is_counted(word) else ""
    (numeral, agreed), *others = looks.most_common()
    if agreed == 1 or any(number == agreed for _, number in others):
        read = counted in looks or any(len(match["numeral"]) == word.strokes for match in found)
        numeral = counted if read else ""
    seen = "Q." if any(match["quarter"].endswith(".") for match in found) else short["quarter"]
    return (numeral, short["rest"], seen) if numeral else None


def _is_counted(word: ReadWord) -> bool:
    """Whether strokes alone stand at the word's beginning: some were counted, and no reader saw a V."""
    seen = any(_SAW_V.match(text.removeprefix("Q").removeprefix(".")) for text in readings(word))
    return word.strokes in (1, 2, 3) and not seen


def _look(read: str) -> str | None:
    numeral = read_roman(read)
    return numeral.meant if numeral and (roman_value(numeral.meant) or 0) <= _QUARTERS else None


def _repaired(word: ReadWord, numeral: str, rest: str, before: str = "") -> ReadWord:
    text = (
        before + numeral + re.sub("^//", "/", rest)
    )  # a slash that was taken for a stroke by one and for itself by others
    counted = numeral == "I" * word.strokes
    if text == word.text and not counted:
        return word
    chosen = word if text == word.text else reread(word, text, "numerals")
    return replace(chosen, support=_COUNTED if counted else _GUESSED)
