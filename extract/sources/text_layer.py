"""The text layer of a born-digital page: the words that it paints, and whether they can be trusted.

A letter is believed where it is seen. Letters that are not painted are left out, and so are those on a slant
and those of a watermark.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise, zip_longest
from math import dist, floor
from statistics import median
from typing import Any, Final

import numpy as np
import pdfplumber.page
from pdfplumber.utils.text import extract_words

from extract.page_reading import ReadWord
from extract.picture.dewarp import Gray
from extract.sources.legacy_fonts import count_syllables, decode
from extract.sources.printed_over import without_printed_over
from extract.sources.raised_marks import without_mark, without_marks
from extract.sources.views import VIEW_DPI, Views, as_pale, unknown_letters
from extract.sources.watermarks import without_watermarks
from kehoach.language.code_points import as_meant
from kehoach.records import BBox

# TCVN3 and OCR without Vietnamese leave about a third of the words spelled as syllables, sound text nearly
# all.
_VALID_SHARE: Final = 0.8
# A font whose code points nobody told leaves numbers of its glyphs within words ("d(cid:105)ch"), of a sound
# page in no more than this share.
_UNTOLD: Final = re.compile(r"[^\W\d_]\(cid:\d+\)|\(cid:\d+\)[^\W\d_]")
_UNTOLD_SHARE: Final = 0.02
# A letter printed again within this share of its size, or twice that, is the same letter, bold or in its own
# shadow; even two "I" of a narrow font stand further apart.
_SAME_PLACE: Final = 0.1
# Letters this far apart (times their size) that are not painted one after the other are of two words.
_APART: Final = 0.1
# Gaps between letters of one word, in letter heights; larger where the page has blanks of its own.
_WORD_GAP: Final = 0.15
_WORD_GAP_WITH_BLANKS: Final = 0.3
# A stretch of letters of one style is on the page where at least this share of them is painted: a font that
# is not embedded may lack letters here that it has elsewhere.
_PAINTED_SHARE: Final = 0.3
# … each over this share of its height: white letters on a ruling paint no more than a gap in it.
_PAINTED_HEIGHT: Final = 0.22
# Letters lower than this (points) are specks to whoever sees the page.
_LEGIBLE_SIZE: Final = 2.0
# Letters further apart than this many times their size do not follow each other.
_LEAP: Final = 1.5
# Letters lie on a slant where they rise or fall by more than this share of what they advance.
_SLANT: Final = 0.05
_BOLD: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
# A usual font's letters reach below the baseline by so much of their size; a descent above this is one that
# the font tells.
_DESCENT, _TOLD = 0.22, 0.02
_Letter = dict[str, Any]  # pdfplumber's


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of the text layer; `turn` is 90 where it is printed upwards, −90 where downwards, 180 where it
    stands on its head, else 0; `font` is the name of its first letter's.
    """

    word: ReadWord
    bold: bool = False
    turn: int = 0
    font: str = ""

    @property
    def box(self) -> BBox:
        """Where it stands on the page as shown."""
        return self.word.bbox


class TextLayer:
    """The text layer of a PDF page: its words, found once, in points of the page as it is shown; what it
    tells in `distrusted` fonts is left out, as if it could not be decoded.
    """

    def __init__(
        self, page: pdfplumber.page.Page, views: Views, distrusted: frozenset[str] = frozenset()
    ) -> None:
        self.page = page
        self.views = views
        self._distrusted = distrusted
        self.width, self.height = views.size
        self.rotation = int(page.rotation or 0) % 360

    @cached_property
    def words(self) -> tuple[LayerWord, ...]:
        """The words on the page, decoded (`text`) and as stored (`raw_text`)."""
        letters = without_marks(self._letters[0])
        blanks = sum(c["text"] == " " for c in letters)
        gap = _WORD_GAP_WITH_BLANKS if blanks * 12 > len(letters) else _WORD_GAP
        found = [(word, turn) for turn, some in _by_turn(letters) for word in _words(some, gap, turn)]
        texts = decode([(word["text"], str(word["chars"][0]["fontname"])) for word, _ in found])
        words = (_layer_word(word, text, turn) for (word, turn), text in zip(found, texts, strict=True))
        return tuple(word for word in words if word.word.text)

    @property
    def aside(self) -> Gray:
        """Where (255, at `VIEW_DPI`) letters are painted that are no part of the text: raised marks,
        watermarks, what is on a slant.
        """
        shown, _, aside = self._letters
        kept = {id(c) for c in without_marks(shown)}
        boxes = map(_letter_box, (*aside, *(c for c in shown if id(c) not in kept)))
        return as_pale(self.views.letters, boxes)

    @property
    def hidden(self) -> str:
        """What the layer holds and nobody sees, in its order."""
        return " ".join("".join(c["text"] for c in stretch).strip() for stretch in self._letters[1])

    @property
    def hidden_box(self) -> BBox | None:
        """The box around what nobody sees; None where all is seen."""
        letters = [c for stretch in self._letters[1] for c in stretch]
        if not letters:
            return None
        x0, top = (min(float(c[side]) for c in letters) for side in ("x0", "top"))
        x1, bottom = (max(float(c[side]) for c in letters) for side in ("x1", "bottom"))
        return x0, top, x1, bottom

    @cached_property
    def _letters(self) -> tuple[list[_Letter], list[list[_Letter]], list[_Letter]]:
        """Letters that are on the page and part of its text, stretches that are not painted at all, and
        letters that are painted and no part of the text.
        """
        across, down = _cropped(self.page)
        believed = [c for c in self.page.chars if c["fontname"] not in self._distrusted]
        letters = [
            _moved(c, across, down - _hangs(c)) for c in _unique(list(_without_unseen_blanks(believed)))
        ]
        runs = groupby(letters, key=lambda c: (_style(c), round(c["size"], 1)))
        stretches = [stretch for _, run in runs for stretch in _stretches(list(run))]
        painted = [stretch for stretch in stretches if self._is_painted(stretch)]
        hidden = [stretch for stretch in stretches if not self._is_painted(stretch)]
        level = without_watermarks(
            [stretch for stretch in painted if not _is_slanted(stretch[0])], self.views
        )
        kept = without_printed_over(level)
        known = {id(c) for stretch in level for c in stretch}
        return kept, hidden, [c for stretch in painted for c in stretch if id(c) not in known]

    @cached_property
    def unknown(self) -> Gray:
        """Where (255, at `VIEW_DPI`) letters are painted that the layer does not tell: their font could not
        be decoded, or others were printed over them.
        """
        shown, _, aside = self._letters
        return unknown_letters(self.views.painted, map(_letter_box, (*shown, *aside)))

    def without(self, fonts: frozenset[str]) -> "TextLayer":
        """The layer without what it tells in these fonts."""
        return TextLayer(self.page, self.views, self._distrusted | fonts)

    def _is_painted(self, letters: Sequence[_Letter]) -> bool:
        inked = [c for c in letters if not c["text"].isspace()]
        alike = [c for c in inked if c["text"].isalnum()]  # points and dashes are not painted by height
        least = _PAINTED_HEIGHT if alike else 0.0
        counted = alike or inked
        painted = sum(
            c["size"] >= _LEGIBLE_SIZE and _painted_height(self.views.painted, c) > least for c in counted
        )
        return bool(painted >= _PAINTED_SHARE * len(counted))


def is_trusted(layer: TextLayer) -> bool:
    """Whether the text layer is the page: text there is, upright for the most part, spelled as Vietnamese
    is.
    """
    try:
        words = layer.words
    except Exception:
        # pdfminer raises whatever a broken object provokes; there is no narrower class
        return False
    if not words or 2 * sum(word.turn == 0 for word in words) < len(words):
        return False
    if sum(bool(_UNTOLD.search(word.word.text)) for word in words) > _UNTOLD_SHARE * len(words):
        return False
    syllables, plain = count_syllables([word.word.text for word in words])
    return syllables >= _VALID_SHARE * plain


# ---------------------------------------------------------------- letters


def _cropped(page: pdfplumber.page.Page) -> tuple[float, float]:
    """How far the page as shown begins right of and below pdfplumber's, which crops nothing and keeps the
    media box where it lies.
    """
    x0, y0, x1, y1 = (float(v) for v in page.page_obj.mediabox)
    left, bottom, right, top = (float(v) for v in page.page_obj.cropbox)
    west, south, east, north = max(left - x0, 0), max(bottom - y0, 0), max(x1 - right, 0), max(y1 - top, 0)
    turned = {0: (west, north), 90: (south, west), 180: (east, south), 270: (north, east)}
    across, down = turned.get(int(page.rotation or 0) % 360, (west, north))
    return across + float(page.mediabox[0]), down + float(page.mediabox[1])


def _moved(letter: _Letter, across: float, down: float) -> _Letter:
    """The letter with its box so much further left and up."""
    x0, x1 = letter["x0"] - across, letter["x1"] - across
    top, bottom = letter["top"] - down, letter["bottom"] - down
    return {**letter, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top}


def _hangs(letter: _Letter) -> float:
    """How far (points) below its box a letter's tail hangs, whose font tells no descent: the box ends at the
    baseline.
    """
    a, b, c, _, _, baseline = letter["matrix"]
    told = abs(letter["y0"] - baseline) > _TOLD * letter["size"]
    return 0.0 if told or b or c or a <= 0 else _DESCENT * float(letter["size"])


def _without_unseen_blanks(letters: list[_Letter]) -> Iterator[_Letter]:
    """The letters without blanks that take no room, as a zero-width one is stored where the font has none:
    the next letter stands where they begin.
    """
    for letter, following in zip_longest(letters, letters[1:]):
        unseen = (
            following is not None
            and letter["text"].isspace()
            and dist(letter["matrix"][4:], following["matrix"][4:]) < _SAME_PLACE * letter["size"]
        )
        if not unseen:
            yield letter


def _style(letter: _Letter) -> tuple[str, str]:
    return str(letter["fontname"]), str(letter["non_stroking_color"])


def _stretches(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """The letters of one style that follow each other without a blank or a leap."""
    stretch: list[_Letter] = []
    for letter in letters:
        if stretch and (stretch[-1]["text"].isspace() or _leaps(stretch[-1], letter)):
            yield stretch
            stretch = []
        stretch.append(letter)
    if stretch:
        yield stretch


def _leaps(one: _Letter, other: _Letter) -> bool:
    across = abs(one["x0"] + one["x1"] - other["x0"] - other["x1"]) / 2
    down = abs(one["top"] + one["bottom"] - other["top"] - other["bottom"]) / 2
    return bool(max(across, down) > _LEAP * max(one["size"], other["size"]))


def _painted_height(painted: Gray, letter: _Letter) -> float:
    """The share of the letter's height between the first and the last row painted, its box's rims left out as
    neighbours reach into them.
    """
    scale = VIEW_DPI / 72
    x0, x1, top, bottom = (letter[side] for side in ("x0", "x1", "top", "bottom"))
    rim_x, rim_y = 0.1 * (x1 - x0), 0.1 * (bottom - top)
    rows = slice(max(0, round((top + rim_y) * scale)), max(0, round((bottom - rim_y) * scale) + 1))
    columns = slice(max(0, round((x0 + rim_x) * scale)), max(0, round((x1 - rim_x) * scale) + 1))
    there = np.flatnonzero(painted[rows, columns].any(axis=1))
    return float(there[-1] - there[0] + 1) / max(1.0, (bottom - top) * scale) if there.size else 0.0


def _is_slanted(letter: _Letter) -> bool:
    along, up = (abs(float(v)) for v in letter["matrix"][:2])
    return min(along, up) > _SLANT * max(along, up)


def _unique(letters: Sequence[_Letter]) -> list[_Letter]:
    """The letters without those printed twice, a way of making bold: same letter, nearly the same place."""
    kept: list[_Letter] = []
    taken: set[tuple[str, float, int, int]] = (
        set()
    )  # places are counted in steps that depend on the letter's size
    for letter in letters:
        near = _SAME_PLACE * max(1.0, round(float(letter["size"]), 1))
        x, y = floor(letter["x0"] / near), floor(letter["top"] / near)
        if (letter["text"], near, x, y) in taken:
            continue
        kept.append(letter)
        taken.update((letter["text"], near, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return kept


# ---------------------------------------------------------------- words


def _by_turn(letters: Sequence[_Letter]) -> Iterator[tuple[int, list[_Letter]]]:
    """The letters that run from left to right (0), upwards (90), downwards (−90) and upside down (180)."""
    turns: dict[int, list[_Letter]] = {}
    for letter in letters:
        along, up = (float(v) for v in letter["matrix"][:2])
        level = 0 if along > 0 else 180
        turn = level if abs(along) >= abs(up) else 90 if up > 0 else -90
        turns.setdefault(turn, []).append(letter)
    yield from sorted(turns.items())


def _words(letters: list[_Letter], gap: float, turn: int) -> Iterator[_Letter]:
    """pdfplumber's words of letters that run one way."""
    options: dict[str, Any] = {"x_tolerance_ratio": gap, "return_chars": True}
    if turn == 180:
        options |= {"char_dir": "rtl", "line_dir": "btt"}
    elif turn:
        size = median(float(c["size"]) for c in letters)
        options = {"y_tolerance": gap * size, "x_tolerance": 0.3 * size, "return_chars": True}
        options |= {
            "char_dir_rotated": "btt" if turn > 0 else "ttb",
            "line_dir_rotated": "ltr" if turn > 0 else "rtl",
        }
    places = {id(letter): place for place, letter in enumerate(letters)}
    for word in extract_words(letters, **options):
        parts = [word] if turn else _in_flow(word, places, options)
        yield from (part for part in parts if part["text"].strip())


def _in_flow(word: _Letter, places: Mapping[int, int], options: dict[str, Any]) -> list[_Letter]:
    """The word, or its parts where letters stand apart that the page does not paint one after the other: the
    last ones of a cell and the first ones of the next.
    """
    letters = word["chars"]
    cuts = [
        at
        for at, (one, other) in enumerate(pairwise(letters), 1)
        if other["x0"] - one["x1"] > _APART * one["size"] and places[id(other)] != places[id(one)] + 1
    ]
    parts = (letters[start:end] for start, end in pairwise((0, *cuts, len(letters))))
    return [found for part in parts for found in extract_words(part, **options)] if cuts else [word]


def _layer_word(word: _Letter, text: str, turn: int) -> LayerWord:
    bold = sum(bool(_BOLD.search(c["fontname"])) for c in word["chars"])
    box = float(word["x0"]), float(word["top"]), float(word["x1"]), float(word["bottom"])
    font = str(word["chars"][0]["fontname"])
    return LayerWord(_as_word(text, str(word["text"]), box), 2 * bold > len(word["chars"]), turn, font)


def _letter_box(letter: _Letter) -> BBox:
    return float(letter["x0"]), float(letter["top"]), float(letter["x1"]), float(letter["bottom"])


def _as_word(text: str, stored: str, box: BBox) -> ReadWord:
    clean = _clean(text)
    return ReadWord(clean, stored, box, repair="encoding" if clean != stored else None)


def _clean(text: str) -> str:
    return without_mark(as_meant(text).strip())
