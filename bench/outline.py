"""Measures the outline, the body's tasks and the deadlines on the gold text of plans, without OCR.

    python -m bench.outline PLANS_DIR

The outline that is expected follows from the marks of the gold alone: a block stands under the nearest one
before it whose form ranks higher (I. above 1. above 1.1. above a) above -). Deadlines are those of the tasks'
cells.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bench.gold_text import document, load_plans, plan_lines, unmark, wrap
from bench.metrics import plain
from kehoach.records import Period, Plan
from models import find_spans, load_pipeline
from normalize import build_plan
from normalize.deadlines.read import read_deadlines

# by rank: those that stand under others come later
_FORMS: Final = (r"[IVX]+\.", r"\d+\.", r"\d+(?:\.\d+)+\.?", r"[a-zđ]\)", r"-")
_BLOCK: Final = re.compile("|".join(rf"(?P<rank{rank}>{form}(?=\s))" for rank, form in enumerate(_FORMS)))
Block = tuple[str, str, str]  # label, the parent's label, how the text goes on
_SHOWN: Final = 40


def expected_blocks(body: str) -> Iterator[Block]:
    """The labelled blocks of a body in the gold's markup."""
    above: list[tuple[int, str]] = []
    for line in filter(None, (line.strip("#| ").replace(" | ", " ") for line in body.splitlines())):
        match = _BLOCK.match(line)
        if match is not None:
            rank = int((match.lastgroup or "").removeprefix("rank"))
            above = [item for item in above if item[0] < rank]
            yield _block(match.group(), above[-1][1] if above else "", unmark(line)[0].partition(" ")[2])
            above.append((rank, match.group()))


def read_blocks(plan: Plan) -> Iterator[Block]:
    """The same of what was read. A dash is a label, though the tables have none for it."""
    labels = {section.section_id: _label(section.label, section.text) for section in plan.sections}
    for section in plan.sections:
        if label := labels[section.section_id]:
            yield _block(label, labels.get(section.parent_id or "", ""), section.text.partition(" ")[2])


def _label(label: str | None, text: str) -> str:
    return label or ("-" if text.startswith(("- ", "– ")) else "")


def _block(label: str, parent: str, text: str) -> Block:
    return label.strip(".)"), parent.strip(".)"), plain(text)[:_SHOWN]


def deadline_cells(gold: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """What each task's cell says of time, and the periods that this is."""
    appendix = gold.get("appendix") or {"rows": ()}
    for row in (*appendix["rows"], *gold.get("body_tasks", ())):
        if row.get("due") not in (None, "", "^"):  # a caret stands in a cell that is one with the cell above
            yield unmark(str(row["due"]))[0], row["deadline"] or ()


def periods(found: Sequence[Period]) -> list[tuple[str, str | None, str | None]]:
    """Kind, first and last day; a date has no first day."""
    return sorted((_period(p.kind, p.start, p.end) for p in found), key=str)


def _period(kind: str, start: object, end: object) -> tuple[str, str | None, str | None]:
    return kind, None if kind == "date" or start is None else str(start), None if end is None else str(end)


def measure(gold: Mapping[str, Any]) -> tuple[Counter[str], list[str]]:
    """Counts of one plan, and a line for each thing that is wrong."""
    counts: Counter[str] = Counter()
    nlp = load_pipeline()
    text = wrap(unmark("\n".join(plan_lines({**gold, "appendix": None})))[0])
    source = document(text)
    plan = build_plan(source, find_spans(source, nlp))
    wanted, read = Counter(expected_blocks(gold["body"])), Counter(read_blocks(plan))
    counts.update(blocks=wanted.total(), blocks_right=(wanted & read).total(), blocks_read=read.total())
    misses = [f"missed {item}" for item in wanted - read] + [f"invented {item}" for item in read - wanted]
    tasks = Counter(plain(unmark(task["content"])[0]) for task in gold.get("body_tasks", ()))
    found = Counter(plain(task.content) for task in plan.tasks)
    counts.update(tasks=tasks.total(), tasks_right=(tasks & found).total(), tasks_read=found.total())
    misses += [f"task {item}" for item in (tasks - found) + (found - tasks)]
    for cell, expected in deadline_cells(gold):
        reading = read_deadlines(cell, gold["year"], gold["header"]["date"])
        right = periods(reading.periods) == sorted(
            (_period(p["kind"], p["start"], p["end"]) for p in expected), key=str
        )
        counts.update(deadlines=1, deadlines_right=right)
        if not right:
            misses.append(f"deadline {cell!r}: {periods(reading.periods)}")
    return counts, misses


def main() -> None:
    """Reads the plans and prints a line for each of them, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    total: Counter[str] = Counter()
    for name, plan in load_plans(parser.parse_args().plans).items():
        counts, misses = measure(plan)
        total += counts
        show(name, counts)
        print("".join(f"    {miss}\n" for miss in misses), end="")
    show("all", total)


def show(name: str, counts: Counter[str]) -> None:
    """Prints how many are right of those printed; of what was read, how many there were."""
    parts = (
        f"{kind} {counts[f'{kind}_right']}/{counts[kind]} (read {counts[f'{kind}_read']})"
        for kind in ("blocks", "tasks")
    )
    print(f"{name:16} {' '.join(parts)} deadlines {counts['deadlines_right']}/{counts['deadlines']}")


if __name__ == "__main__":
    main()
