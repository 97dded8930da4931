"""Options that the programs of this folder share."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Options:
    """Which documents are read, from where, and how many at a time. No name of a condition or a plan means
    all; `seeds` are those of scans drawn at random that are read besides.
    """

    conditions: tuple[str, ...]
    plans: tuple[str, ...]
    jobs: int
    corpus: Path
    cache: Path
    seeds: tuple[int, ...] = ()
    accept: bool = False


def parse_options(description: str | None, *, accepting: bool = False) -> Options:
    """The command line's options; `--accept` among them where `accepting`."""
    parser = argparse.ArgumentParser(description=(description or "").split("\n")[0])
    parser.add_argument(
        "--conditions", type=_names, default=(), help="names with commas between them; all unless said"
    )
    parser.add_argument("--plans", type=_names, default=(), help="names of documents; all unless said")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="documents to read at the same time"
    )
    parser.add_argument(
        "--corpus", type=Path, default=_ROOT / "../shared/corpus", help="plans with gold, if at hand"
    )
    parser.add_argument(
        "--cache", type=Path, default=_ROOT / ".cache/evaluate", help="keeps scans and readings"
    )
    parser.add_argument(
        "--seeds", type=seed_list, default=(), help="of scans drawn at random, below 5000: FIRST:END,SEED"
    )
    if accepting:
        parser.add_argument("--accept", action="store_true", help="make these the committed figures")
    return Options(**vars(parser.parse_args()))


def seed_list(text: str) -> tuple[int, ...]:
    """“1000:1003,1007” as the seeds 1000 to 1002 and 1007.

    Raises ValueError where it names none.
    """
    parts = [[int(number) for number in part.split(":")] for part in text.split(",")]
    seeds = tuple(seed for part in parts for seed in range(part[0], part[1] if part[1:] else part[0] + 1))
    if not seeds:
        raise ValueError(text)
    return seeds


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))
