"""Counts which syllables stand side by side in plans that the evaluation does not scan.

    python -m bench.pairs ../shared/corpus/cases/plans

Writes `extract/spelling/lexicon/pairs.txt`: the pairs that stand there at least twice and that the lexicon's
phrases do not make anyway.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench.gold_text import load_plans, plan_lines, unmark
from extract.spelling import lexicon
from extract.spelling.syllables import is_vietnamese_syllable
from kehoach.language.tones import modern

_TARGET: Final = Path(__file__).parents[1] / "extract/spelling/lexicon/pairs.txt"
_LEAST: Final = 2
_BREAK: Final = re.compile(r"[^\w\s]|\d|\n|\t")  # no pair stands over a mark, a number or a line's end
_HEADER: Final = """\
# Pairs of neighbouring syllables of plans that the team wrote, each seen at least twice.
# Written by `python -m bench.pairs`, from the corpus's cases/plans; no plan that the evaluation scans is
# among them.
"""


def count_pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often each pair of Vietnamese syllables stands side by side, in small letters."""
    runs = (run.split() for text in texts for run in _BREAK.split(text.lower()))
    return Counter(pair for run in runs for pair in pairwise(map(modern, run)) if _is_spelled(pair))


def _is_spelled(pair: Iterable[str]) -> bool:
    return all(map(is_vietnamese_syllable, pair))


def _texts(folder: Path) -> Iterator[str]:
    for plan in load_plans(folder).values():
        yield unmark("\n".join(plan_lines(plan)))[0]


def main() -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    counted = count_pairs(_texts(parser.parse_args().plans))
    known = lexicon.phrase_pairs()
    kept = sorted(" ".join(pair) for pair, count in counted.items() if count >= _LEAST and pair not in known)
    _TARGET.write_text(_HEADER + "".join(f"{pair}\n" for pair in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
