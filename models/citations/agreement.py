"""What the mentions of a text tell about each other: short forms repeat the number of a full one, in
print.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz.distance import Levenshtein

from kehoach.language.document_types import TYPES_BY_SYMBOL
from kehoach.language.issuers import ISSUER_BY_SYMBOL, TERM_ISSUER, UNITS
from kehoach.language.lookalikes import as_digits, shape
from models.citations.numbers import groups

# "61/2018/NĐ-CP"
_POSSIBLE: Final = re.compile(r"\d{1,5}[a-eđ]?[-/](?:(?:19|20)\d\d/)?[^\W\d].*")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One mention's number as `printed` and as `canonical`; `sure` if read by the strict grammar."""

    printed: str
    canonical: str
    kind: str
    issued_on: date | None
    sure: bool


def agreed(readings: Sequence[PrintedNumber]) -> list[str]:
    """The canonical numbers, in order; one that cannot be becomes the sure one that is a sign from its print.

    It must be one alone, of the same kind, and of the same date unless the misread mention prints none.
    """
    sure: defaultdict[str, set[tuple[str, date | None]]] = defaultdict(set)
    for reading in readings:
        if reading.sure:
            sure[reading.kind].add((reading.canonical, reading.issued_on))
    return [
        r.canonical if r.sure or _POSSIBLE.fullmatch(r.canonical) else _repeated(r, sure[r.kind])
        for r in readings
    ]


def _repeated(reading: PrintedNumber, sure: Iterable[tuple[str, date | None]]) -> str:
    printed = _signs(reading.printed)
    near = {
        number
        for number, issued_on in sure
        if reading.issued_on in (None, issued_on) and Levenshtein.distance(printed, _signs(number)) <= 1
    }
    return near.pop() if len(near) == 1 else reading.canonical


def _signs(number: str) -> str:
    """What a careless eye sees of a number: its digits, then its letters, look-alikes under one sign."""
    return shape(as_digits(number).meant)


def unlisted(symbols: Iterable[str]) -> frozenset[str]:
    """The groups of a text's symbols (one for each number cited) that no table lists and that stand there
    once.

    What looks like a listed group stays in doubt however often it stands there: scans repeat their mistakes.
    """
    counts = Counter(group for symbol in symbols for group in groups(symbol))
    return frozenset(
        group for group, count in counts.items() if not _listed(group) and (count == 1 or _alike(group))
    )


def _listed(group: str) -> bool:
    known = group in TYPES_BY_SYMBOL or group in ISSUER_BY_SYMBOL or group in UNITS
    return known or TERM_ISSUER.fullmatch(group) is not None


def _alike(group: str) -> bool:
    return shape(group) in _SHAPES


_SHAPES: Final = frozenset(shape(symbol) for symbol in (*TYPES_BY_SYMBOL, *ISSUER_BY_SYMBOL))
