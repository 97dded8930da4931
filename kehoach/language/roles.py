"""Words that say who leads a task, does it, sees to it or helps (`roles.toml`), as patterns of folded
text."""

import tomllib
from importlib.resources import files
from typing import Final

_LISTS: Final = tomllib.loads((files("kehoach.language") / "roles.toml").read_text(encoding="utf-8"))


def _any(name: str) -> str:
    longest = sorted(_LISTS[name], key=len, reverse=True)
    return "(?:" + "|".join(words.replace(" ", " +") for words in longest) + ")"


LEADS: Final = _any("leads")
DOES: Final = _any("does")
OVERSEES: Final = _any("oversees")
HELPS: Final = _any("helps")
WITH: Final = _any("with")
