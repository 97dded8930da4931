"""The citation grammar's data (`models/patterns/*.toml`)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

_FOLDER: Final = Path(__file__).parents[1] / "patterns"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: `named` ones may have their name between the kind and the number."""

    name: str
    symbols: tuple[str, ...]
    aliases: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues, by the symbol in the number. `local` ones exist once in each province, district or commune;
    where `kinds` are known, the issuer's numbers begin with no other symbol.
    """

    symbol: str
    names: tuple[str, ...]
    party: bool
    local: bool
    kinds: tuple[str, ...] = ()


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _types() -> tuple[DocumentType, ...]:
    return tuple(
        DocumentType(t["name"], tuple(t["symbols"]), tuple(t.get("aliases", ())), t.get("named", False))
        for t in _load("types.toml")["type"]
    )


def _issuers(data: dict[str, Any]) -> tuple[Issuer, ...]:
    named = tuple(
        _issuer(entry, system == "party") for system in ("state", "party") for entry in data[system]
    )
    kept = [issuer for field in data["field"] for issuer in _keepers(field)]
    return (*kept, *named)


def _issuer(entry: dict[str, Any], party: bool) -> Issuer:
    names, kinds = tuple(entry["names"]), tuple(entry.get("kinds", ()))
    return Issuer(entry["symbol"], names, party, entry.get("local", False), kinds)


def _keepers(field: dict[str, str]) -> Iterator[Issuer]:
    """A field's department, the district's room of that name, and its ministry, by each spelling of their
    symbols.
    """
    name = field["name"]
    if "department" in field:
        for symbol in _spellings(field["department"], name):
            yield Issuer(f"P{symbol[1:]}", (f"Phòng {name}",), False, True)
            yield Issuer(symbol, (f"Sở {name}", f"Giám đốc Sở {name}"), False, True)
    if "ministry" in field:
        for symbol in _spellings(field["ministry"], name):
            yield Issuer(symbol, (f"Bộ {name}", f"Bộ trưởng Bộ {name}"), False, False)


def _spellings(symbol: str, name: str) -> tuple[str, ...]:
    """A field's symbol, and for "… và …" the one with an ampersand: "SGDĐT", "SGD&ĐT"."""
    last = len(name.partition(" và ")[2].split())
    return (symbol, f"{symbol[:-last]}&{symbol[-last:]}") if last else (symbol,)


_ISSUER_DATA: Final = _load("issuers.toml")
TYPES: Final = _types()
ISSUERS: Final = _issuers(_ISSUER_DATA)
FIELDS: Final[tuple[str, ...]] = tuple(field["name"] for field in _ISSUER_DATA["field"])

UNITS: Final[frozenset[str]] = frozenset(_ISSUER_DATA["unit"])

ISSUER_BY_SYMBOL: Final[Mapping[str, Issuer]] = MappingProxyType(
    {issuer.symbol: issuer for issuer in ISSUERS}
)
TYPE_BY_NAME: Final[Mapping[str, DocumentType]] = MappingProxyType(
    {name.lower(): kind for kind in TYPES for name in (kind.name, *kind.aliases)}
)
# the kinds that a symbol stands for, likeliest first
TYPES_BY_SYMBOL: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        symbol: tuple(kind.name for kind in TYPES if symbol in kind.symbols)
        for symbol in dict.fromkeys(symbol for kind in TYPES for symbol in kind.symbols)
    }
)
OFFICIAL_LETTER: Final = "Công văn"  # the one kind whose number begins with its issuer
# the National Assembly, its Standing Committee and People's Councils number with their term: QH13, UBTVQH12,
# HĐND7
TERM_ISSUER: Final = re.compile(r"(?:UBTVQH|QH|HĐNN|HĐND)\d{1,2}")
