"""What the own recogniser's certainty of a word is worth, on lines that the product finds on drawn scans.

    python -m bench.certainty 1000:1012 [--corpus FOLDER] [--cache FOLDER]

Scans of training seeds are drawn, their lines found, paired with what is printed on them, and read by that
recogniser alone. Told are how often words of each certainty are right, and how many of the wrong ones are
among those of which it is least sure.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.line_pairs import printed_lines
from bench.options import seed_list
from bench.scans import random_cases
from extract.recognition import netchu

_ROOT: Final = Path(__file__).parents[1]
_BINS: Final = (0.0, 0.3, 0.6, 0.8, 0.95, 0.98, 0.997, 1.01)
_LEAST_SURE: Final = (0.005, 0.01, 0.02, 0.04)  # shares of the words


def main() -> None:
    """Read the lines of these seeds' scans and print the figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("seeds", type=seed_list)
    options.add_argument("--corpus", type=Path, default=_ROOT / "../shared/corpus")
    options.add_argument("--cache", type=Path, default=_ROOT / ".cache/evaluate")
    chosen = options.parse_args()
    words: list[tuple[float, bool]] = []
    for case in random_cases(chosen.corpus, chosen.cache, chosen.seeds):
        own = list(_words(case.path))
        wrong = sum(not right for _, right in own)
        print(f"{case.name}: {len(own)} words, {wrong} wrong", flush=True)
        words += own
    print(*table(words), sep="\n")


def _words(scan: Path) -> Iterator[tuple[float, bool]]:
    """The certainty of each word of the scan's lines, and whether it stands in the printed line."""
    lines = printed_lines(scan)
    for line, read in zip(lines, netchu.load(scan).read([line.picture for line in lines]), strict=True):
        codes = Levenshtein.opcodes([word.text for word in read], line.text.split())
        right = {k for code in codes if code.tag == "equal" for k in range(code.src_start, code.src_end)}
        yield from ((word.confidence, k in right) for k, word in enumerate(read))


def table(words: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """Words by certainty, and wrong ones among the least sure; `words` are certainties (0–1) and whether the
    word is right.
    """
    certainty, right = (np.array(column) for column in zip(*words, strict=True))
    yield "| certainty | words | right |\n| --- | --- | --- |"
    for low, high in pairwise(_BINS):
        here = (certainty >= low) & (certainty < high)
        if here.any():
            yield f"| {low} to {min(high, 1)} | {here.sum()} | {right[here].mean():.3f} |"
    order = np.argsort(certainty, kind="stable")
    told = (f"{share:.1%} hold {(~right[order[: round(share * len(order))]]).sum()}" for share in _LEAST_SURE)
    yield f"{(~right).sum()} of {len(right)} words are wrong. Of them, the least sure {', '.join(told)}."


if __name__ == "__main__":
    main()
