"""Kinds of numbered documents and the symbols that stand for them in a number (`document_types.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: `named` ones may have their name between the kind and the number; with the names of
    `titled` ones titles of plans and of what goes with them begin; `approved` ones are called by the number
    of the decision that approves them.
    """

    name: str
    symbols: tuple[str, ...]
    aliases: tuple[str, ...]
    named: bool
    titled: bool
    approved: bool


def _types() -> tuple[DocumentType, ...]:
    text = (files("kehoach.language") / "document_types.toml").read_text(encoding="utf-8")
    return tuple(
        DocumentType(
            row["name"],
            tuple(row["symbols"]),
            tuple(row.get("aliases", ())),
            row.get("named", False),
            row.get("titled", False),
            row.get("approved", False),
        )
        for row in tomllib.loads(text)["type"]
    )


TYPES: Final = _types()
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
# names that a title may begin with, the longer first, as one may begin another
TITLES: Final = tuple(sorted((kind.name for kind in TYPES if kind.titled), key=len, reverse=True))
OFFICIAL_LETTER: Final = "Công văn"  # the one kind whose number begins with its issuer
