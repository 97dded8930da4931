"""The one registry of agencies: data files, each with its source."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `name`.toml."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
