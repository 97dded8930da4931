"""The catalogue of rules that flags speak by; the rules themselves are data, in `rules.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal

from kehoach.records import Severity

Subject = Literal["reading", "document"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`meaning` is for operators (English), `reason` a template of what stewards read (Vietnamese). The
    subject of a doubt is the reading (was it read right) or the document (is what is printed right).
    """

    name: str
    severity: Severity
    subject: Subject
    meaning: str
    reason: str
    example: str


def _load() -> Mapping[str, Rule]:
    data = tomllib.loads((files("normalize") / "rules.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: Rule(name=name, **fields) for name, fields in data.items()})


RULES: Final = _load()
