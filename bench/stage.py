"""Measures how fast the NLP stage is on one core: the strict grammar alone, the citations, and all spans.

    python -m bench.stage PLANS_DIR

Each text is the plans' own, several times over, so that twice the text must take twice the time.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bench.gold_text import document, load_plans, noise, plan_lines, unmark, wrap
from models import find_spans, load_pipeline
from models.citations.find import find_citations
from models.citations.numbers import strict_numbers

_RATES: Final = (0.0, 0.02, 0.10)


def speed(name: str, run: Callable[[str], object], texts: Sequence[str]) -> None:
    """Prints how many characters a second of processor time `run` gets through."""
    characters = sum(map(len, texts))
    begin = time.process_time()
    for text in texts:
        run(text)
    print(f"{name:34} {characters / (time.process_time() - begin):12,.0f} chars/s")


def spent(step: str) -> None:
    """Prints what this process has taken up to here: processor time and memory."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{step:34} {time.process_time():9.2f} s {memory:5} MB")


def main() -> None:
    """Reads the plans and prints a line for each layer and text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    options = parser.parse_args()
    plans = [wrap(unmark("\n".join(plan_lines(plan)))[0]) for plan in load_plans(options.plans).values()]
    nlp = load_pipeline()
    spent("pipeline loaded")
    find_spans(document(plans[0]), nlp)  # tables and models that are loaded when first needed
    spent("first text read")
    for rate in _RATES:
        for times in (1, 4):
            texts = [
                "\n".join(noise(plan, rate, random.Random(seed))[0] for seed in range(times))
                for plan in plans
            ]  # fmt: skip
            label = f"noise {rate:.0%}, {times} x"
            speed(f"{label}: strict numbers", lambda text: list(strict_numbers(text)), texts)
            speed(f"{label}: citations", find_citations, texts)
            speed(f"{label}: all spans", lambda text: find_spans(document(text), nlp), texts)


if __name__ == "__main__":
    main()
