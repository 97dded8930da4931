"""Where commands print to. Apart, as it is all that most of them need of a terminal, and loads at once."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def output() -> "Console":
    """Standard output; in a pipe wide enough for tables, unless COLUMNS says how wide."""
    from rich.console import Console  # only where something is printed

    return Console() if sys.stdout.isatty() or "COLUMNS" in os.environ else Console(width=160)
