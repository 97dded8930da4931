"""How far a document has been read, told to whoever listens: a child process lets its parent know.

A module of its own, because the stages report here and know nothing of processes.
"""

from collections.abc import Callable

_listener: Callable[[int], None] | None = None


def listen(listener: Callable[[int], None] | None) -> None:
    """From now on `listener` hears the number of each page before it is read; None ends that."""
    global _listener
    _listener = listener


def at_page(number: int) -> None:
    """Say that page `number` (from 1) is about to be read."""
    if _listener:
        _listener(number)
