"""The symbols that numbers may end in, and the one among them that a garbled symbol looks most like."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from kehoach.language.document_types import OFFICIAL_LETTER, TYPES, TYPES_BY_SYMBOL
from kehoach.language.folding import fold
from kehoach.language.issuers import ISSUER_BY_SYMBOL, ISSUERS, TERM_ISSUER, UNITS
from kehoach.language.lookalikes import shape
from models.citations.numbers import groups, is_party, plain


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known around a number: its kind, its issuer's symbols, the year of its date."""

    kind: str | None
    issuers: frozenset[str]
    year: str | None
    garbled: bool = False  # what stands around the number was misread, too


# ---------------------------------------------------------------- what is known

_ONLY_ISSUERS: Final[Mapping[str, tuple[str, ...]]] = {"Nghị định": ("CP", "HĐBT")}
_PARTY_KINDS: Final = frozenset(
    ("NQ", "QĐ", "CT", "KL", "QC", "TT", "HD", "TB", "BC", "KH", "CTr", "ĐA", "TTr", "CV")
)
_CENTRAL_KINDS: Final = frozenset(("NĐ", "TT", "TTLT"))  # the State's local agencies issue none of these
_TERMS: Final = tuple(f"QH{term}" for term in range(9, 17))
_NO_KIND: Final = ""
_LONGEST = 34  # characters of a symbol that are compared as a whole
# more differences than these make a reading too dear, whatever else speaks for it
_MOST_DIFFERENCES = 4
_MOST_DIFFERENCES_ALONE = 2
_FEW = 20  # symbols of a kind, among which a badly misread one can still be told
_LONG_LIST = 3  # groups of a symbol; more are not dearer


def may_issue(issuer: str, kind: str) -> bool:
    """Whether numbers of the issuer begin with the symbol `kind`; true where nothing is known of either."""
    known = ISSUER_BY_SYMBOL.get(issuer)
    if known is None or (known.local and not known.party and kind in _CENTRAL_KINDS):
        return known is None
    return not known.kinds or kind in known.kinds


def _symbols_of(kind: str, symbols: tuple[str, ...]) -> list[str]:
    if kind in ("Luật", "Bộ luật"):
        return list(_TERMS)
    standing = [f"UBTV{term}" for term in _TERMS]
    made = [
        f"{symbol}{'/' if issuer.party else '-'}{issuer.symbol}"
        for symbol in symbols
        for issuer in ISSUERS
        if issuer.symbol in _ONLY_ISSUERS.get(kind, (issuer.symbol,))
        and not (issuer.party and symbol not in _PARTY_KINDS)
        and may_issue(issuer.symbol, symbol)
    ]
    if kind == "Pháp lệnh":
        return [*standing, *(f"PL-{term}" for term in standing)]
    return [*made, *standing, *_TERMS] if kind == "Nghị quyết" else made


_BY_KIND: Final = {kind.name: _symbols_of(kind.name, kind.symbols) for kind in TYPES}
_VOCABULARY: Final[Mapping[str, list[str]]] = {
    **_BY_KIND,
    _NO_KIND: list(dict.fromkeys(symbol for symbols in _BY_KIND.values() for symbol in symbols)),
}
_AGENCIES: Final = (*(issuer.symbol for issuer in ISSUERS), *_TERMS, *(f"UBTV{term}" for term in _TERMS))
_FOLDED_NAMES: Final = tuple((i.symbol, tuple(map(fold, i.names))) for i in ISSUERS)
_TAILS: Final = (*_AGENCIES, *sorted(UNITS))


@cache
def _by_length(kind: str) -> Mapping[int, tuple[list[str], list[str]]]:
    """The symbols of a kind and their shapes, by the shape's length: only near lengths need comparing."""
    found: defaultdict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for symbol in _VOCABULARY[kind]:
        symbols, shapes = found[len(shape(symbol))]
        symbols.append(symbol)
        shapes.append(shape(symbol))
    return dict(found)


def kinds_of(symbol: str) -> tuple[str, ...]:
    """The kinds that a symbol stands for, likeliest first; an official letter's begins with its issuer."""
    parts = groups(symbol)
    if parts[0] in TYPES_BY_SYMBOL and len(parts) > 1:
        return TYPES_BY_SYMBOL[parts[0]]
    if re.fullmatch(r"QH\d+", parts[0]):
        return ("Luật", "Bộ luật", "Nghị quyết")
    if re.fullmatch(r"UBTVQH\d+", parts[0]):
        return ("Nghị quyết", "Pháp lệnh")
    return (OFFICIAL_LETTER,)


@lru_cache(maxsize=4096)
def issuer_symbols(issuer: str | None) -> frozenset[str]:
    """The symbols of the agency that an issuer's name begins with, or whose head it names."""
    if not issuer:
        return frozenset()
    name = fold(issuer)
    head = name.removeprefix("chu tich ")
    return frozenset(
        symbol for symbol, known in _FOLDED_NAMES if name.startswith(known) or head.startswith(known)
    )


@lru_cache(maxsize=4096)
def like_a_symbol_of(kind: str, symbol: str) -> bool:
    """Whether `symbol` looks like one that `kind` has, and so is rather misread than another kind's.

    A kind with few symbols has hardly others: for those a letter may differ.
    """
    return next(_near(shape(symbol), kind, int(len(_VOCABULARY[kind]) <= _FEW)), None) is not None


def _near(query: str, kind: str, limit: int) -> Iterator[tuple[str, float]]:
    """The symbols of `kind` that differ from the shape `query` in at most `limit` signs, and in how many."""
    known = _by_length(kind)
    for length in range(len(query) - limit, len(query) + limit + 1):
        if length in known:
            symbols, shapes = known[length]
            for _, distance, index in process.extract(
                query, shapes, scorer=Levenshtein.distance, limit=8, score_cutoff=limit
            ):
                yield symbols[index], distance


# ---------------------------------------------------------------- what is meant


@lru_cache(maxsize=8192)
def best_symbol(piece: str, hints: Hints, seen: frozenset[str]) -> tuple[str, float] | None:
    """The symbol that `piece` was meant to be, and what reading it so costs; None where none is like it.

    `seen` are symbols read for sure elsewhere in the text.
    """
    if not 2 <= len(piece) <= _LONGEST:
        return None
    if hints.kind == OFFICIAL_LETTER:
        return _by_groups(piece, hints)
    kind = hints.kind or _NO_KIND
    known = kind != _NO_KIND
    query = shape(piece)
    few = len(_VOCABULARY[kind]) <= _FEW
    limit = max(1 + few, round((0.4 if known else 0.25) * len(query)))
    limit = min(limit, _MOST_DIFFERENCES if known else _MOST_DIFFERENCES_ALONE)
    rated = list(_near(query, kind, limit))
    fitting = [s for s in seen if not known or hints.kind in kinds_of(s)]
    rated += [
        (s, d) for s in fitting if (d := Levenshtein.distance(query, shape(s), score_cutoff=limit)) <= limit
    ]
    costs = [
        (text, _rate(piece, text, distance, hints, seen))
        for text, distance in rated
        if known or len(text) >= 4
    ]
    best = min(costs, key=lambda cost: cost[1], default=None)
    other = _by_groups(piece, hints) if known else None
    return other if best is None or (other is not None and other[1] < best[1]) else best


def _rate(piece: str, text: str, distance: float, hints: Hints, seen: frozenset[str]) -> float:
    exact = Levenshtein.distance(plain(piece).replace("/", "-"), text.replace("/", "-"))
    cost = distance + 0.2 * exact
    if not hints.issuers.isdisjoint(groups(text)[1:]):
        cost -= 0.8
    return cost - (0.3 if text in seen else 0.0)


def _by_groups(piece: str, hints: Hints) -> tuple[str, float] | None:
    """A symbol that no table holds whole, its groups repaired one by one: "TTLT-BTC-BNV", "UBND-HCC"."""
    parts = [part for part in re.split(r"[-–‑/._~]+", "".join(piece.split())) if part]
    if len(parts) < 2 and not (parts and TERM_ISSUER.fullmatch(parts[0])):
        return None
    symbols = next((kind.symbols for kind in TYPES if kind.name == hints.kind), ())
    must = bool(symbols) and hints.kind != OFFICIAL_LETTER
    cost, repaired = 0.6, []
    for position, part in enumerate(parts):
        first = position == 0
        group, paid = _group(
            part, (symbols if must else _AGENCIES) if first else _TAILS, first and must, hints
        )
        if group is None:
            return None
        cost += paid
        repaired.append(group)
    if not may_issue(repaired[-1], repaired[0]):
        return None
    cost = 0.6 + (cost - 0.6) * min(1.0, _LONG_LIST / len(parts))
    joined = "-".join(repaired)
    return (f"{repaired[0]}/{repaired[1]}" if len(repaired) == 2 and is_party(joined) else joined), cost


@cache
def _shapes(symbols: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(shape, symbols))


@lru_cache(maxsize=8192)
def _group(part: str, choices: tuple[str, ...], must: bool, hints: Hints) -> tuple[str | None, float]:
    """One group: as it stands if known, else the known one that looks most like it, else its capitals as
    read.

    An unlisted group that is a letter from a listed one is only taken for it where the print is bad.
    """
    clean = plain(part)
    if clean in choices or TERM_ISSUER.fullmatch(clean):
        return clean, 0.0
    for cut in range(3, len(clean) - 2):  # two agencies whose hyphen was lost
        if not must and clean[:cut] in choices and clean[cut:] in choices:
            return f"{clean[:cut]}-{clean[cut:]}", 0.4
    query = shape(clean)
    near = process.extract(query, _shapes(choices), scorer=Levenshtein.distance, limit=6)
    nearest, choice = min(
        (distance + _beside_shape(clean, choices[index], hints), choices[index])
        for _, distance, index in near
    )
    if must:
        return (choice, 0.3 + nearest) if nearest <= max(1, len(choice) // 2) + 0.5 else (None, 0.0)
    if nearest < 1 or (hints.garbled and nearest < 1.5 and len(choice) > 2):
        return choice, 0.3 + nearest
    if not re.fullmatch(r"[A-ZĐÂĂÊÔƠƯa-zđ0-9&]{2,14}", clean) or sum(c.isupper() for c in clean) < 2:
        return None, 0.0
    return clean, (0.0 if clean.isupper() else 0.8) + (0.3 if nearest > 2 else 0.9 if len(clean) > 3 else 0.5)


def _beside_shape(read: str, choice: str, hints: Hints) -> float:
    """What speaks against (or for) a choice of which the shape is as like as another's."""
    return 0.1 * Levenshtein.distance(read, choice) - (0.8 if choice in hints.issuers else 0.0)
