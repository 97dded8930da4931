"""Measures how fast the NLP stage is on one core: the strict grammar alone, the citations, and all spans.

    python -m bench.stage PLANS_DIR

Each text is the plans' own, several times over, so that twice the text must take twice the time.
"""

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import yaml

from bench.citations import noise, plan_lines, unmark, wrap
from kehoach.records import Document, Line, Page, Source
from models import find_spans, load_pipeline
from models.citation_numbers import strict_numbers
from models.citations import find_citations

_LINE_HEIGHT = 16.0
_RATES: Final = (0.0, 0.02, 0.10)


def document(text: str) -> Document:
    """`text` as a document of one endless page, a line for each of its lines."""
    lines: list[Line] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        top = number * _LINE_HEIGHT
        box = (60.0, top, 60.0 + 6.0 * len(line), top + 12.0)
        if line.strip():
            lines.append(Line(at, at + len(line), 1, box, 0.95))
        at += len(line) + 1
    page = Page(1, 595.0, 842.0, 0, 0.0, 300.0, "ocr", 0.95, 0, text)
    return Document(Source(Path(), "bench", "0" * 64), text, (page,), (), tuple(lines), ())


def speed(name: str, characters: int, run: Callable[[], object]) -> None:
    """Prints how many characters a second of processor time `run` gets through."""
    begin = time.process_time()
    run()
    print(f"{name:34} {characters / (time.process_time() - begin):12,.0f} chars/s")


def main() -> None:
    """Reads the plans and prints a line for each layer and text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    options = parser.parse_args()
    plans = [
        wrap(unmark("\n".join(plan_lines(yaml.safe_load(path.read_text(encoding="utf-8")))))[0])
        for path in sorted(options.plans.glob("*.yaml"))
    ]
    nlp = load_pipeline()
    find_spans(document(plans[0]), nlp)  # tables that are built when first needed
    for rate in _RATES:
        for times in (1, 4):
            texts = [
                "\n".join(noise(plan, rate, random.Random(seed))[0] for seed in range(times)) for plan in plans
            ]  # fmt: skip
            documents = [document(text) for text in texts]
            size, label = sum(map(len, texts)), f"noise {rate:.0%}, {times} x"
            speed(f"{label}: strict numbers", size, lambda texts=texts: [list(strict_numbers(t)) for t in texts])
            speed(f"{label}: citations", size, lambda texts=texts: [find_citations(t) for t in texts])
            speed(f"{label}: all spans", size, lambda docs=documents: [find_spans(d, nlp) for d in docs])


if __name__ == "__main__":
    main()
