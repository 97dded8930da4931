"""How far a document has been read, told to whoever listens, and what is to be left out of it: a child
process speaks with its parent so, and the parent with whoever shows it to people.

A module of its own, because the stages report here and know nothing of processes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic, process_time


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be read of a document: its first `pages` without those of `left_out`, each with the reason,
    within `seconds` by the clock and `cpu_seconds` of processor time.
    """

    left_out: tuple[tuple[int, str], ...] = ()
    pages: float = inf
    seconds: float = inf
    cpu_seconds: float = inf


@dataclass(slots=True)
class _Going:
    """A document that is being read; times in seconds, of the clock but for `cpu_began`."""

    allowance: Allowance = Allowance()
    began: float = 0.0
    cpu_began: float = 0.0
    page_began: float | None = None
    longest: float = 0.0  # page so far

    def has_time(self) -> bool:
        """Whether a page ends in time that takes as long as the longest so far."""
        return (
            monotonic() + self.longest <= self.began + self.allowance.seconds
            and process_time() <= self.cpu_began + self.allowance.cpu_seconds
        )


_listener: Callable[[int], None] | None = None
_follower: Callable[[str, int], None] | None = None
_going = _Going()


def listen(listener: Callable[[int], None] | None) -> None:
    """From now on `listener` hears the number of each page before it is read; None ends that."""
    global _listener
    _listener = listener


def follow(follower: Callable[[str, int], None] | None) -> None:
    """From now on `follower` hears of each page that a child begins: its file's name, and its number; None
    ends that.
    """
    global _follower
    _follower = follower


def pass_on(name: str, number: int) -> None:
    """Tell whoever follows that a child has begun a page of a file."""
    if _follower:
        _follower(name, number)


def begin(allowance: Allowance) -> None:
    """A document begins, of which so much may be read."""
    global _going
    _going = _Going(allowance, monotonic(), process_time())


def at_page(number: int) -> str | None:
    """Say that page `number` (from 1) is about to be read. Gives why it is to be left out, None where it is
    not.
    """
    if _going.page_began is not None:
        _going.longest = max(_going.longest, monotonic() - _going.page_began)
        _going.page_began = None
    left_out = dict(_going.allowance.left_out).get(number)
    if left_out:
        return left_out
    if number > _going.allowance.pages or not _going.has_time():
        return "timeout"
    _going.page_began = monotonic()
    if _listener:
        _listener(number)
    return None
