"""What the decisions tell of the tables: how many undoubted values are wrong, and which rules are worth their
flags.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from kehoach.run.corrections.entry import Entry

_Z: Final = 1.96  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval, from `hits` of `tried`."""

    hits: int
    tried: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 where nothing was tried."""
        return self.hits / self.tried if self.tried else 0.0


def share(hits: int, tried: int) -> Share:
    """Wilson's score interval (E. B. Wilson, 1927), which holds for few tries and shares near 0."""
    if not tried:
        return Share(0, 0, 0.0, 1.0)
    p, square = hits / tried, _Z**2 / tried
    middle = (p + square / 2) / (1 + square)
    half = _Z * sqrt(p * (1 - p) / tried + square / (4 * tried)) / (1 + square)
    return Share(hits, tried, max(0.0, middle - half), min(1.0, middle + half))


def silent_errors(entries: Iterable[Entry]) -> Share:
    """How many of the undoubted values that were shown by chance had to be corrected."""
    shown = [entry for entry in entries if entry.sample and entry.action in ("accept", "correct")]
    return share(sum(entry.action == "correct" for entry in shown), len(shown))


def precision_of_rules(entries: Iterable[Entry]) -> Mapping[str, Share]:
    """For each rule, how many of the values that it doubted had to be corrected; the rules stand in
    `detail`.
    """
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for entry in entries:
        if entry.action in ("accept", "correct", "dismiss"):
            rules = set(entry.detail.get("rules", ()))
            tried.update(rules)
            right.update(rules if entry.action == "correct" else ())
    return {rule: share(right[rule], tried[rule]) for rule in sorted(tried)}


def seconds_a_value(entries: Iterable[Entry]) -> float | None:
    """The median time that a decision took; None before the first."""
    times = sorted(float(entry.detail["seconds"]) for entry in entries if "seconds" in entry.detail)
    return times[len(times) // 2] if times else None
