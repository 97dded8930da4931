"""Measures what spaCy and underthesea bring to the NLP stage and what they cost, each left out once.

    python -m bench.stage_parts PLANS_DIR

Each variant runs in a process of its own. Without underthesea names of agencies end where their pattern does;
without spaCy the finders run on the bare text, and nobody finds the cues of relations.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from bench.gold_text import document, load_plans, plan_lines, unmark, wrap
from kehoach.records import Document, Spans

_Find = Callable[[Document], Spans]


def whole() -> _Find:
    """The stage as it is."""
    from models import find_spans, load_pipeline

    nlp = load_pipeline()
    return lambda source: find_spans(source, nlp)


def without_underthesea() -> _Find:
    """The stage without words of several syllables."""
    from models import find_spans, load_pipeline, pipeline

    vars(pipeline)["word_over"] = lambda text, at: None
    nlp = load_pipeline()
    return lambda source: find_spans(source, nlp)


def without_spacy() -> _Find:
    """The finders one after another on the text; underthesea's words with them, no cues."""
    without: Any = ModuleType("models.pipeline")  # `models` loads its pipeline, and with it spaCy
    without.find_spans = without.load_pipeline = None
    sys.modules["models.pipeline"] = without
    from models.agencies import find_agencies
    from models.citations.find import find_citations
    from models.citations.relations import related
    from models.dates import find_dates
    from models.flow import close_rows
    from models.structure.sections import find_sections
    from models.structure.zones import find_zones
    from models.words import word_over

    def find(source: Document) -> Spans:
        zones, flow = find_zones(source), close_rows(source.text)
        mentions = related(find_citations(source.text), flow, ())
        agencies = find_agencies(source.text, lambda end: word_over(flow, end))
        return Spans(
            zones, find_sections(source, zones), tuple(mentions), agencies, find_dates(source.text)
        )  # fmt: skip

    return find


VARIANTS: Final[dict[str, Callable[[], _Find]]] = {
    "all": whole,
    "without underthesea": without_underthesea,
    "without spaCy": without_spacy,
}


def measured(name: str, texts: Sequence[str]) -> tuple[float, int, float, list[Spans]]:
    """Processor seconds and MB of the start with a first text, characters a second, and what was found."""
    documents = [document(text) for text in texts]
    begin, held = time.process_time(), _held()
    find = VARIANTS[name]()
    find(documents[0])
    start, memory = time.process_time() - begin, _held() - held
    begin = time.process_time()
    found = [find(source) for source in documents]
    return start, memory, sum(map(len, texts)) / (time.process_time() - begin), found


def _held() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def differing(left: Sequence[Spans], right: Sequence[Spans]) -> dict[str, tuple[int, int]]:
    """For each kind of span how many of `left` are not the same in `right`, and of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for field in fields(Spans):
        pairs: list[tuple[Any, Any]] = [
            (getattr(one, field.name), getattr(other, field.name))
            for one, other in zip(left, right, strict=True)
        ]
        lost = sum(sum(span not in other for span in spans) for spans, other in pairs)
        counts[field.name] = lost, sum(len(spans) for spans, _ in pairs)
    return counts


def main() -> None:
    """Prints a line for each variant, and what is found otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    texts = [
        wrap(unmark("\n".join(plan_lines(plan)))[0])
        for plan in load_plans(parser.parse_args().plans).values()
    ]
    everything: list[Spans] = []
    for name in VARIANTS:
        with get_context("spawn").Pool(1) as pool:
            start, memory, speed, found = pool.apply(measured, (name, texts))
        everything = everything or found
        print(f"{name:20} start {start:5.2f} s {memory:4} MB, {speed:9,.0f} chars/s", end="")
        other = differing(everything, found)
        print(", ".join(["", *(f"{kind} {lost} of {total} differ" for kind, (lost, total) in other.items())]))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
