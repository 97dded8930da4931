"""The strict grammar of document numbers, and their canonical form.

Vietnamese administration numbers its documents in two ways. State papers put "/" after the serial and "-"
between the groups of the symbol (61/2018/NĐ-CP; Nghị định 30/2020/NĐ-CP, Annex III); Party papers put "-"
after the serial and "/" before the issuer (18-NQ/TW; Hướng dẫn 36-HD/VPTW). Before 1997 the symbol could be
the issuer alone (64-CP).
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from kehoach.language.document_types import OFFICIAL_LETTER, TYPES_BY_SYMBOL
from kehoach.language.folding import ONE_SIGN
from kehoach.language.issuers import ISSUER_BY_SYMBOL, TERM_ISSUER, UNITS
from kehoach.language.lookalikes import shape

Layer = Literal["strict", "lenient"]


@dataclass(frozen=True, slots=True)
class Number:
    """A document's number as read at `start:end` and as meant; `cost` tells how much was repaired (0:
    nothing).
    """

    start: int
    end: int
    serial: str
    year: str | None
    symbol: str
    canonical: str
    layer: Layer
    cost: float = 0.0


# ---------------------------------------------------------------- parts of the pattern

_BLANK = r"[ \n]?"
# "30c/NQ-CP" has a letter; a serial is not part of a longer number, of which the scan may have lost a mark
_SERIAL = r"(?<![\w/.:|\\!?\-–])(?<!\d[ \n])(?P<serial>\d{1,6}[a-eđ]?)"
_YEAR = r"(?:19|20)\d\d"
_SLASH = rf"{_BLANK}/{_BLANK}"
_HYPHEN = (
    r"[-–‑]\n?"  # a line may end after the hyphen; a blank there would join the next clause's first word
)
_MIXED = "|".join(
    sorted(
        (re.escape(s) for s in (*TYPES_BY_SYMBOL, *ISSUER_BY_SYMBOL) if not s.isupper() or len(s) == 1),
        key=len,
        reverse=True,
    )
)
_CAPITALS = "A-ZĐÐÂĂÊÔƠƯ"
# an initial of a word, which may have two letters: "GDTrH", Giáo dục Trung học
_INITIAL = rf"[{_CAPITALS}](?:(?<=[CKNPT])h|(?<=T)r)?"
# initials, also with figures behind them (QH14), or a letter with figures: a unit (C04, A81; never Z012, a
# year)
_GROUP = rf"(?:{_MIXED}|(?:{_INITIAL}){{2,}}(?:&[{_CAPITALS}]+)?\d{{0,2}}|[{_CAPITALS}]\d{{1,2}})(?![\w&])"
# behind a slash a cell's line ends before a Party's issuer, whose number ends there: "217-QĐ/ TW"
_PARTY = "|".join(re.escape(symbol) for symbol, issuer in ISSUER_BY_SYMBOL.items() if issuer.party)
_PARTED = rf"(?:[ \n](?=(?:{_PARTY})(?![\w&])))?"
# nothing garbled may follow
_SYMBOL = rf"{_GROUP}(?:(?:{_HYPHEN}|/{_PARTED}|,){_GROUP})*(?![-–‑/~_]|[.]\w| [-–]\w)"
# "61/2018/NĐ-CP"
NUMBER: Final = re.compile(
    rf"{_SERIAL}(?:{_SLASH}(?:(?P<year>{_YEAR}){_SLASH})?|(?P<party>{_HYPHEN}))(?P<symbol>{_SYMBOL})"
)


def plain(text: str) -> str:
    """`text` without blanks, with one kind of hyphen and of Đ."""
    return "".join(text.translate(ONE_SIGN).split())


def groups(symbol: str) -> list[str]:
    """The groups of a symbol: "QĐ-UBND" has two."""
    return re.split(r"[-/,]", symbol)


def is_party(symbol: str) -> bool:
    """Whether the symbol ends in a Party issuer ("QĐ-TU")."""
    parts = groups(symbol)
    return len(parts) > 1 and parts[-1] in ISSUER_BY_SYMBOL and ISSUER_BY_SYMBOL[parts[-1]].party


def canonical(serial: str, year: str | None, symbol: str, hyphened: bool = False) -> str:
    """The number as its system writes it; `hyphened` tells that "-" followed the serial.

    A Party number is put right however it was written ("711-QĐ-TU", "20/NQ-TW"); so is a State one with a
    known symbol ("12-QĐ-UBND"). An unknown symbol stays as it is.
    """
    parts = groups(symbol)
    if is_party(symbol) and year is None:
        return f"{serial}-{'-'.join(parts[:-1])}/{parts[-1]}"
    state = len(parts) > 1 and "/" not in symbol and all(part in ISSUER_BY_SYMBOL for part in parts[1:])
    if hyphened and not state:
        return f"{serial}-{symbol}"
    return "/".join(part for part in (serial, year, symbol) if part)


@cache
def _like_a_known(group: str) -> bool:
    """Whether an unlisted agency differs in one letter from a listed one, so that it may be misread."""
    return process.extractOne(shape(group), _SHAPES, scorer=Levenshtein.distance, score_cutoff=1) is not None


_LONG_UNITS: Final = tuple(unit for unit in UNITS if len(unit) > 3)  # short ones are all alike
_SHAPES: Final = tuple({shape(symbol) for symbol in (*TYPES_BY_SYMBOL, *ISSUER_BY_SYMBOL, *_LONG_UNITS)})
# "612018"
_YEAR_END: Final = re.compile(rf"\d{{1,3}}[17]?{_YEAR}")


# before 1997: the Chairman of the Council of Ministers, decree-laws
# "Sắc lệnh 64-SL"
_OLD_FORM: Final = re.compile(r"Sắc lệnh .*SL|Quyết định .*CT|Chỉ thị .*-CT")


def settled(number: Number, kind: str | None, repeated: Container[str]) -> bool:
    """Whether the strict grammar may vouch for `number` after the printed `kind` (None: no kind is printed).

    Agencies are too many to list: an unlisted one passes where it stands in several numbers of the text
    (`repeated`), or is like no listed one. The symbol must begin with a kind's, unless it is of a form that
    has none; a report or a plan may also have its office's, as letters do.
    """
    parts = groups(number.symbol)
    if runs_together(number):
        return False
    if len(parts) == 1:
        old = parts[0] in ISSUER_BY_SYMBOL or _OLD_FORM.fullmatch(f"{kind} {number.canonical}")
        letter = kind == OFFICIAL_LETTER and _agency(parts[0], repeated)  # "402/CĐSQG"
        return TERM_ISSUER.fullmatch(parts[0]) is not None or (kind is not None and bool(old)) or letter
    if parts[0] in TYPES_BY_SYMBOL:
        whose = parts[0] != "NĐ" or parts[1].isalpha()  # no unit issues a decree: "NĐ-C8" is "NĐ-CP"
        return whose and all(_agency(part, repeated) for part in parts[1:])
    office = parts[0] in ISSUER_BY_SYMBOL and kind not in _NEVER_OFFICES
    if office and kind is not None and len(parts) == 2 and parts[1].isalpha() and not _one_look(parts[1]):
        return True  # units are named as each office likes
    return (office or kind in (None, OFFICIAL_LETTER)) and all(_agency(part, repeated) for part in parts)


# their numbers begin with their own symbol, whoever issues them
_NEVER_OFFICES: Final = frozenset(("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Lệnh"))
# bodies that come and go: councils, steering committees, management boards, teams
# "BCĐCĐS"
_BODY: Final = re.compile(
    r"HĐ[A-ZĐ]{2,6}|(?:BCĐ|BQL|BCH|TCT|TGV|ĐKT|ĐTTr|ĐGS|VPĐP)[A-ZĐ]{0,6}|BTC[A-ZĐ]{2,6}"
)


def _agency(group: str, repeated: Container[str]) -> bool:
    if group in ISSUER_BY_SYMBOL or group in UNITS or TERM_ISSUER.fullmatch(group) or group in repeated:
        return True
    letters = group.rstrip("0123456789")
    if letters != group:  # a numbered unit of a body: "NHNN1", "TTrB-P2", "C04"
        return len(letters) == 1 or letters in ISSUER_BY_SYMBOL or not _like_a_known(letters)
    if _BODY.fullmatch(group) and not _one_look(group):
        return True
    return group.replace("&", "").isalpha() and not _like_a_known(group)


def runs_together(number: Number) -> bool:
    """Whether the serial ends like a year, so that it may be two fields run into one ("612018/NĐ-CP")."""
    return number.year is None and _YEAR_END.fullmatch(number.serial) is not None


def _one_look(group: str) -> bool:
    return shape(group) in _SHAPES


# "số 12, 13 và "
_SHARING: Final = re.compile(
    r"(?<!\w)số[ \n](?P<serials>(?:\d{1,5}[a-d]?(?:,[ \n]|[ \n]và[ \n])){1,6})$", re.IGNORECASE
)


def sharing(text: str, number: Number, floor: int) -> list[Number]:
    """The numbers that stand before `number` without a symbol of their own: 12 in "số 12, 13/BNV-CCHC"."""
    match = _SHARING.search(text, max(floor, number.start - 60), number.start)
    if match is None:
        return []
    first = match.start("serials")
    return [
        replace(
            number,
            start=first + item.start(),
            end=first + item.end(),
            serial=item.group(),
            canonical=item.group() + number.canonical.removeprefix(number.serial),
        )
        for item in re.finditer(r"\d+[a-d]?", match["serials"])
    ]


def strict_numbers(text: str) -> Iterator[Number]:
    """All that has the form of a number, by start; whether it is a citation is told by what stands around
    it.
    """
    for match in NUMBER.finditer(text):
        serial, year, symbol = match["serial"], match["year"], plain(match["symbol"])
        yield Number(
            match.start(),
            match.end(),
            serial,
            year,
            symbol,
            canonical(serial, year, symbol, match["party"] is not None),
            "strict",
        )
