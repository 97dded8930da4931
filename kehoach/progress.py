"""How far a document has been read, told to whoever listens, and what is to be left out of it: a child process speaks
with its parent so.

A module of its own, because the stages report here and know nothing of processes.
"""

from collections.abc import Callable, Mapping
from time import monotonic, process_time
from types import MappingProxyType
from typing import Final

_NOTHING: Final[Mapping[int, str]] = MappingProxyType({})

_listener: Callable[[int], None] | None = None
_left_out: Mapping[int, str] = _NOTHING
_ends: tuple[float, float] | None = None  # by the clock, and by the processor's time


def listen(listener: Callable[[int], None] | None) -> None:
    """From now on `listener` hears the number of each page before it is read; None ends that."""
    global _listener
    _listener = listener


def begin(left_out: Mapping[int, str] = _NOTHING, seconds: tuple[float, float] | None = None) -> None:
    """A document begins. Pages of `left_out` are not to be read, each for its reason; after `seconds` by the clock, or
    of processor time, no further page is.
    """
    global _left_out, _ends
    _left_out = left_out
    _ends = (monotonic() + seconds[0], process_time() + seconds[1]) if seconds else None


def at_page(number: int) -> str | None:
    """Say that page `number` (from 1) is about to be read. Gives why it is to be left out, None where it is not."""
    if number in _left_out:
        return _left_out[number]
    if _ends and (monotonic() > _ends[0] or process_time() > _ends[1]):
        return "timeout"
    if _listener:
        _listener(number)
    return None
