"""Who issues documents, by the symbol that stands for them in a number.

Agencies of the registry bring their symbols; who issues without being one of its agencies (the Prime
Minister, the Party's committees) stands in `registry/issuers.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from kehoach.language.registry import table

_Row = Mapping[str, Any]


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


def _issuers() -> Iterator[Issuer]:
    for row in table("departments")["agency"]:
        yield from _department(row)
    for row in table("ministries")["agency"]:
        yield from _ministry(row)
    for name in ("ministries", "departments", "local"):
        for row in table(name)["agency"]:
            yield from _with_symbols(row, local=name != "ministries")
    for row in table("issuers")["issuer"]:
        yield from _with_symbols(row, row.get("local", False))


def _with_symbols(row: _Row, local: bool) -> Iterator[Issuer]:
    names, kinds = (row["name"], *row.get("signs", ())), tuple(row.get("kinds", ()))
    for symbol in row.get("symbols", ()):
        yield Issuer(symbol, names, row.get("party", False), local, kinds)


def _department(row: _Row) -> Iterator[Issuer]:
    """A province's department, and the district's room of that name, which has P for S."""
    if not row["name"].startswith("Sở "):
        return
    for letters in _letters(row):
        name = row["name"].removeprefix("Sở ")
        yield Issuer(f"P{letters}", (f"Phòng {name}",), False, True)
        yield Issuer(f"S{letters}", (f"Sở {name}", f"Giám đốc Sở {name}"), False, True)


def _ministry(row: _Row) -> Iterator[Issuer]:
    if row["name"].startswith("Bộ "):
        for letters in _letters(row):
            yield Issuer(f"B{letters}", (row["name"], f"Bộ trưởng {row['name']}"), False, False)


def _letters(row: _Row) -> tuple[str, ...]:
    """What stands for a field in numbers, without and with the ampersand: "GDĐT", "GD&ĐT"."""
    if not row.get("short"):
        return ()
    short = row["short"][0].removeprefix("Bộ ")
    with_ampersand = re.sub(r"[^\w&]", "", short)
    return tuple(dict.fromkeys((with_ampersand.replace("&", ""), with_ampersand)))


ISSUERS: Final = tuple(_issuers())
ISSUER_BY_SYMBOL: Final[Mapping[str, Issuer]] = MappingProxyType(
    {issuer.symbol: issuer for issuer in ISSUERS}
)
# what ministries and departments keep: "Nội vụ", "Lao động - Thương binh và Xã hội"
FIELDS: Final = tuple(
    dict.fromkeys(
        row["name"].partition(" ")[2]
        for name in ("ministries", "departments")
        for row in table(name)["agency"]
        if row["name"].startswith(("Bộ ", "Sở "))
    )
)
# units of an agency, last in the numbers of its official letters: "137/SNV-CCHC"
UNITS: Final = frozenset(table("issuers")["units"])
# the National Assembly, its Standing Committee and People's Councils number with their term: QH13, UBTVQH12,
# HĐND7
TERM_ISSUER: Final = re.compile(r"(?:UBTVQH|QH|HĐNN|HĐND)\d{1,2}")
