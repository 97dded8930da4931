"""Words for numbers, days and rhythms in times (`calendar_words.toml`), folded."""

import tomllib
from importlib.resources import files
from typing import Final

_TABLES: Final = tomllib.loads(
    (files("kehoach.language") / "calendar_words.toml").read_text(encoding="utf-8")
)
NUMBERS: Final[dict[str, int]] = _TABLES["numbers"]  # of months and quarters
COUNTS: Final[dict[str, int]] = _TABLES["counts"]
WEEKDAYS: Final[dict[str, str]] = _TABLES["weekdays"]
RHYTHMS: Final[dict[str, tuple[str, int]]] = {name: tuple(rule) for name, rule in _TABLES["rhythms"].items()}
