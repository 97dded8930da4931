"""Measures the citation grammar on the text of plans whose gold is marked inside: plain, wrapped, with
OCR-like noise.

python -m bench.citations PLANS_DIR [--seeds N] [--first-seed N]
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.gold_text import Gold, document, load_plans, noise, plan_lines, unmark, wrap
from kehoach.records import Head, Mention
from models.citations.find import find_citations
from normalize.citations.build import Owners, build_citations
from normalize.doubts import Door


@dataclass(slots=True)
class Tally:
    """Counts over all texts of one condition."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    number: int = 0
    kind: int = 0
    issued_on: int = 0
    silent: int = 0  # a wrong number on a row without any flag
    alarms: int = 0  # a right number, type and date on a row with a flag
    characters: int = 0
    seconds: float = 0.0


_NO_HEAD = Head(None, None, None, None, None, None, None, 0, None, None)


def flagged(text: str, mentions: tuple[Mention, ...]) -> list[bool]:
    """Whether the row of each citation would get a flag."""
    read = document(text)
    door = Door(read)
    citations = build_citations(read, mentions, _NO_HEAD, Owners((), ()), door)
    _, flags = door.close()
    rows = {flag.row_id for flag in flags}
    return [citation.citation_id in rows for citation in citations]


def compare(
    tally: Tally, text: str, gold: list[Gold], mentions: tuple[Mention, ...], verbose: Callable[[str], None]
) -> None:
    """Adds to `tally` what was found of `gold`: mentions that overlap, each once, in order.

    The gold marks numbered documents; laws that are named without a number are no part of it.
    """
    mentions = tuple(mention for mention in mentions if mention.number)
    tally.gold += len(gold)
    tally.predicted += len(mentions)
    flags = flagged(text, mentions)
    used: set[int] = set()
    for item in gold:
        near = [
            i for i, s in enumerate(mentions) if i not in used and s.start < item.end and s.end > item.start
        ]
        if not near:
            verbose(f"missed {item} {text[item.start : item.end]!r}")
            continue
        best = min(near, key=lambda i: _number(mentions[i]) != item.number)
        used.add(best)
        right = count(tally, item, mentions[best], flags[best])
        if not right or flags[best]:
            label = "alarm" if right else "differs" if flags[best] else "silent"
            verbose(f"{label} {item} {text[item.start : item.end]!r} {mentions[best]}")
    for i, mention in enumerate(mentions):
        if i not in used:
            verbose(f"invented {mention}")


def _number(mention: Mention) -> str | None:
    return mention.number.canonical if mention.number else None


def count(tally: Tally, item: Gold, mention: Mention, doubted: bool) -> bool:
    """Adds a citation that was found; tells whether all of it is right."""
    number = _number(mention) == item.number
    kind = mention.type == item.kind
    day = mention.issued.day if mention.issued else None
    issued_on = (day.isoformat() if day else None) == item.issued_on
    tally.found += 1
    tally.number += number
    tally.kind += kind
    tally.issued_on += issued_on
    tally.silent += not number and not doubted
    tally.alarms += number and kind and issued_on and doubted
    return number and kind and issued_on


def measure(
    texts: list[tuple[str, list[Gold]]], rate: float, seeds: Iterable[int], verbose: Callable[[str], None]
) -> Tally:
    """The tally over all texts, each spoilt anew for every seed."""
    tally = Tally()
    for seed in seeds:
        rng = random.Random(seed)
        for text, gold in texts:
            spoilt, places = noise(text, rate, rng)
            moved = [Gold(places[g.start], places[g.end], g.kind, g.number, g.issued_on) for g in gold]
            begin = time.process_time()
            mentions = find_citations(spoilt, lambda start, end: rate > 0)
            tally.seconds += time.process_time() - begin
            tally.characters += len(spoilt)
            compare(tally, spoilt, moved, mentions, lambda line: verbose(f"{rate:.2f} {line}"))
    return tally


def show(name: str, tally: Tally) -> None:
    """Prints one line of shares: of gold, but for precision (of what was predicted)."""
    shares = " ".join(
        f"{label} {count / tally.gold:.4f}"
        for label, count in (
            ("found", tally.found),
            ("number", tally.number),
            ("type", tally.kind),
            ("date", tally.issued_on),
            ("silent", tally.silent),
            ("alarms", tally.alarms),
        )
    )
    speed = f"{tally.characters / tally.seconds:,.0f} chars/s"
    print(f"{name:12} precision {tally.found / tally.predicted:.4f} {shares} {speed}")


def main() -> None:
    """Reads the plans and prints a line for each condition."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--seeds", type=int, default=5, help="how many times each text is spoilt")
    parser.add_argument("--first-seed", type=int, default=0, help="take others than those that were tuned on")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    texts = [unmark("\n".join(plan_lines(plan))) for plan in load_plans(options.plans).values()]
    wrapped = [(wrap(text), gold) for text, gold in texts]
    report: Callable[[str], None] = print if options.verbose else lambda _: None
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    show("plain", measure(texts, 0.0, (0,), report))
    show("wrapped", measure(wrapped, 0.0, (0,), report))
    for rate in (0.02, 0.05, 0.10):
        show(f"noise {rate:.0%}", measure(wrapped, rate, seeds, report))


if __name__ == "__main__":
    main()
