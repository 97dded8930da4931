"""The OCR-lenient grammar: reads a document's number from garbled letters and puts it into canonical form.

A number is taken apart in every way its marks allow (the slash may be missing, doubled, or read as 1, 7, l or
|); the digits are read through look-alikes; and the symbol is the one of the known symbols that looks most
like what was read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from rapidfuzz.distance import Levenshtein

from kehoach.language.lookalikes import DIGIT_SIGNS, as_digits
from models.citations.numbers import Number, canonical
from models.citations.symbols import Hints, best_symbol

# ---------------------------------------------------------------- parts of the patterns

_DIGIT = f"[{DIGIT_SIGNS}]"
_SLASH = r"[ \n]?/[ \n]?"
_MARK = r"[ \n]?[/\\|.,:;'’\-–‑_~!]{1,2}[ \n]?"  # some mark, if not the one that is due
_LOOK = r"[ \n]?(?:[lIi17|]/?|/[lIi17|])[ \n]?"  # the slash read as a letter or digit
_NONE = r"[ \n]?"
_SERIAL = rf"(?P<serial>{_DIGIT}{{1,5}}[a-d]?)"
_ODD_SERIAL = r"(?P<odd>(?=\w{0,4}\d)\w{2,5})"  # with a digit that cannot be read
_REST = r"(?P<rest>(?=[^\W\d_]|\w[^\W\d_])[^\t]{2,40})"  # one of its first two signs is a letter
_ODD_YEAR = r"(?P<year>[\w|!?]{3,5})"  # a digit lost, added or unreadable


def _with_year(first: str, second: str) -> str:
    return rf"{_SERIAL}{first}(?P<year>{_DIGIT}{{4}}){second}{_REST}"


_LETTER = r"(?=[^\W\d])"
_SPLITS: Final = tuple(
    (re.compile(pattern), cost)
    for pattern, cost in (
        (_with_year(_SLASH, _SLASH), 0.0),  # 61/2018/NĐ-CP
        (_with_year(_MARK, _MARK), 0.2),  # 61.2018//NĐ-CP
        (_with_year(_MARK, _NONE + _LETTER), 0.4),  # 61/2018NĐ-CP
        (_with_year(_MARK, _LOOK), 0.5),  # 61/20181NĐ-CP
        (_with_year(_LOOK, _MARK), 0.5),  # 6112018/NĐ-CP
        (_with_year(_NONE, _MARK), 0.8),  # 612018/NĐ-CP
        (rf"{_SERIAL}{_SLASH}{_ODD_YEAR}{_SLASH}{_REST}", 0.4),  # 61/2m18/NĐ-CP
        (rf"{_SERIAL}{_MARK}{_ODD_YEAR}{_MARK}{_REST}", 0.7),
        (_with_year(r"[^\W\d_]", _MARK), 0.9),  # 61k2018/NĐ-CP
        (_with_year(_LOOK, _LOOK), 1.0),  # 6112018lNĐ-CP
        (_with_year(_LOOK, _NONE + _LETTER), 1.0),  # 6112018NĐ-CP
        (rf"{_SERIAL}[ \n]?[/\-–‑][ \n]?{_REST}", 0.05),  # 2492/QĐ-UBND, 18-NQ/TW
        (rf"{_SERIAL}{_MARK}{_REST}", 0.3),  # 2492.QĐ-UBND
        (rf"{_SERIAL}{_LOOK}{_REST}", 0.6),  # 24921QĐ-UBND
        (rf"{_SERIAL}[ \n]?(?=[A-ZĐÐ]){_REST}", 0.7),  # 2492QĐ-UBND
        (rf"{_ODD_SERIAL}{_SLASH}(?P<year>{_DIGIT}{{4}}){_MARK}{_REST}", 1.0),  # 6v/2018/NĐ-CP
        (rf"{_ODD_SERIAL}[ \n]?[/\-–‑][ \n]?{_REST}", 1.3),  # 2x92/QĐ-UBND
    )
)
# "6l/2018/ND-CP"
_COUNTED: Final = re.compile(r"(?<!\S)[^\s\d]*\d\S*")  # every number keeps at least one digit
# "số6"
_GLUED: Final = re.compile(r"^[^\w|!?]*(?:[sS][oôốồổỗộóòõöơ0][.:]?(?=[0-9OlI|]))?")
# " ngày"
_CUT: Final = re.compile(r"[;()\t\"“”]|,[ \n]|[ \n,.]*n[gq][aàáảãạăâ]y|[ \n]+c[uúùủũụưừ][aàáảãạ]|\.[ \n]")
# "/NĐ"
_SYMBOLIC: Final = re.compile(
    r"[/\-–‑\\|1lI7.][ \n]?[A-ZĐÐ]|[A-ZĐÐ]{2}[/\-–‑]|[A-Za-zĐđÐð]{1,4}[/\-–‑][A-ZĐÐ0-9]"
)
# "1. Công tác"
_ITEM: Final = re.compile(r"[\d.,:;)]+[ \n]?[^\W\d_][a-zà-ỹ]{2}")
# "61/20 18"
_BROKEN: Final = re.compile(r"(\w{0,5}/?\d{1,3})[ \n]+(\d)")  # a blank inside the serial or the year
_MAX_NUMBER = 44
# "2018"
_PLAUSIBLE: Final = re.compile(r"19[4-9]\d|20[0-4]\d")
_MAX_PIECES = 4
# kinds whose numbers have a year, since 1997
_DATED: Final = frozenset(("Luật", "Bộ luật", "Nghị định", "Thông tư", "Thông tư liên tịch"))


# ---------------------------------------------------------------- reading


def number_words(text: str) -> Iterator[int]:
    """Where a garbled number may begin."""
    for match in _COUNTED.finditer(text):
        glued = _GLUED.match(match.group())
        yield match.start() + (glued.end() if glued else 0)


def may_be_number(text: str, at: int) -> bool:
    """Whether what begins at `at` has a symbol's marks at all; cheap, to be asked first."""
    return _SYMBOLIC.search(text, at, at + _MAX_NUMBER // 2) is not None


def begins_a_word(text: str, at: int) -> bool:
    """Whether an ordinary word follows the digits, as after an item's number: "1. Công tác"."""
    return _ITEM.match(text, at) is not None


def read_number(text: str, at: int, hints: Hints, seen: frozenset[str]) -> Number | None:
    """The best reading of the garbled number at `at`, or None where nothing known is like it.

    `seen` are symbols read for sure elsewhere in the text: an agency that no table lists is known by them.
    """
    stretch = text[at : at + _MAX_NUMBER]
    if (cut := _CUT.search(stretch, 3)) is not None:
        stretch = stretch[: cut.start()]
    readings = _readings(stretch, at, hints, seen)
    if (blank := _BROKEN.match(stretch)) is not None:
        mended = stretch[: blank.end(1)] + stretch[blank.start(2) :]
        lost = blank.start(2) - blank.end(1)
        readings += [
            replace(number, end=number.end + lost, cost=number.cost + 0.1)
            for number in _readings(mended, at, hints, seen)
        ]
    return min(readings, key=lambda number: number.cost, default=None)


def _readings(stretch: str, at: int, hints: Hints, seen: frozenset[str]) -> list[Number]:
    readings: list[Number] = []
    for pattern, cost in _SPLITS:
        if (match := pattern.match(stretch)) is None or (digits := _digits(match, hints)) is None:
            continue
        if (found := _best_symbol(match["rest"], hints, seen)) is not None:
            symbol, length, symbol_cost = found
            serial, year, digit_cost = digits
            end = at + match.start("rest") + length
            undated = year is None and hints.kind in _DATED
            total = cost + digit_cost + symbol_cost + (1.0 if undated else 0.0)
            number = canonical(serial, year, symbol.replace("/", "-") if year else symbol)
            readings.append(Number(at, end, serial, year, symbol, number, "lenient", total))
    return readings


def read_after_slip(text: str, at: int, hints: Hints, seen: frozenset[str]) -> Number | None:
    """`read_number`, or where the first digit is unreadable ("K5/2020/QĐ-TTg") what follows it, at a higher
    cost.
    """
    number = read_number(text, at, hints, seen)
    if number is None and hints.kind is not None and text[at : at + 1].isalpha():
        number = read_number(text, at + 1, hints, seen)
        return None if number is None else replace(number, start=at, cost=number.cost + 1.0)
    return number


def _digits(match: re.Match[str], hints: Hints) -> tuple[str, str | None, float] | None:
    """Serial, year and what reading them cost."""
    fields = match.groupdict()
    raw_serial, raw_year = fields.get("serial"), fields.get("year")
    if raw_serial is None:
        return None if hints.kind is None else (fields["odd"], *_year_or_none(raw_year, hints))
    letter = raw_serial[-1] if raw_serial[1:] and raw_serial[-1] in "abcd" and raw_year is None else ""
    body = raw_serial[: len(raw_serial) - len(letter)]
    serial = as_digits(body).meant
    if not serial.isdigit() or not any(c.isdigit() for c in raw_serial + (raw_year or "")):
        return None
    if serial == "0" and letter == "b":
        serial, letter = "06", ""
    changed = sum(a != b for a, b in zip(body, serial, strict=False))
    year, year_cost = _year_or_none(raw_year, hints)
    return serial + letter, year, 0.15 * changed + year_cost


def _year_or_none(raw: str | None, hints: Hints) -> tuple[str | None, float]:
    return (None, 0.0) if raw is None else _year(raw, hints.year)


def _year(raw: str, dated: str | None) -> tuple[str, float]:
    """The year that was meant, and its cost; what cannot be known stays as it was read, at a high cost."""
    read = as_digits(raw).meant
    changed = 0.15 * sum(a != b for a, b in zip(raw, read, strict=True))
    if _PLAUSIBLE.fullmatch(read):
        return read, changed - (0.15 if read == dated else 0.0)
    if dated is not None and Levenshtein.distance(read, dated) <= 2:
        return dated, 0.3
    if len(read) == 4 and read[2:].isdigit():  # one sign of the century is unreadable
        for century in ("20", "19"):
            if sum(a != b for a, b in zip(read[:2], century, strict=True)) <= 1 and _PLAUSIBLE.fullmatch(
                century + read[2:]
            ):
                return century + read[2:], 0.4
    if len(read) == 3 and _PLAUSIBLE.fullmatch("2" + read):
        return "2" + read, 0.5
    once = re.sub(r"(.)\1", r"\1", read, count=1)
    return (once, 0.5) if len(read) == 5 and _PLAUSIBLE.fullmatch(once) else (read, 1.3)


def _pieces(rest: str) -> Iterator[str]:
    """What the symbol may be: up to the first blank, or further where the blank broke it."""
    for word in islice(re.finditer(r"[^ \n]+", rest), _MAX_PIECES):
        yield rest[: word.end()].rstrip(".,:;'’”\"?!- \n")


def _best_symbol(rest: str, hints: Hints, seen: frozenset[str]) -> tuple[str, int, float] | None:
    """The symbol at the start of `rest`, the length of its print, and its cost."""
    best: tuple[str, int, float] | None = None
    for extra, piece in enumerate(_pieces(rest)):
        found = best_symbol(piece, hints, seen)
        if found is not None and (best is None or found[1] + 0.3 * extra < best[2]):
            best = found[0], len(piece), found[1] + 0.3 * extra
    return best
