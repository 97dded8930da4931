"""Measures the tasks of plans that give them in sentences: found, right in lead and time.

    python -m bench.prose tests/data/prose [--split later-held] [--scanned | --text]

Each plan is typeset by a browser and read as a file, or its text alone is read. A task is found where its
content is: at least three quarters of the words of both. Plans of the split "unseen" are for measuring: what
is wrong in them is not printed, so that nobody works on it.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, Final

from bench.demo.printed import STYLE, browser_page, head, scanned, signature
from bench.gold_text import document, load_plans, wrap
from bench.metrics import plain
from extract import read_document
from kehoach.records import Document, Period, Plan, Source
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan

_ALIKE: Final = 0.75
_UNSEEN: Final = "unseen"


@dataclass(frozen=True, slots=True)
class ProseTask:
    """A task in words: leads, helpers and deadlines joined by "; "."""

    content: str
    lead: str
    coordination: str
    due: str


def gold_tasks(plan: Mapping[str, Any]) -> list[ProseTask]:
    """The tasks that a plan's file gives."""
    rows = ((cell.strip() for cell in line.split("|")) for line in plan["tasks"].splitlines())
    return [ProseTask(*row) for row in rows]


def read_tasks(plan: Plan) -> list[ProseTask]:
    """The same of what was read."""
    return [
        ProseTask(
            task.content or "",
            "; ".join(task.lead),
            "; ".join(task.coordination),
            "; ".join(due_words(d.period) for d in plan.deadlines if d.task_id == task.task_id),
        )
        for task in plan.tasks
    ]


def due_words(period: Period) -> str:
    """A period in words: kind, relation unless "in", days, rule; a rhythm's days are the plan's year."""
    days = f"{period.start or ''}..{period.end or ''}" if period.start or period.end else ""
    relation = "" if period.relation == "in" else period.relation
    rhythm = period.recurrence or ("" if period.kind == "recurring" else days)
    return " ".join(filter(None, (period.kind, relation, rhythm)))


def matched(gold: Sequence[ProseTask], read: Sequence[ProseTask]) -> Iterator[tuple[ProseTask, ProseTask]]:
    """Tasks printed with those read for them, each once, the likest first."""
    pairs = sorted(
        ((likeness(g.content, r.content), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(read)),
        reverse=True,
    )
    taken: set[tuple[str, int]] = set()
    for alike, i, j in pairs:
        if alike >= _ALIKE and not taken & {("gold", i), ("read", j)}:
            taken |= {("gold", i), ("read", j)}
            yield gold[-i], read[-j]


def likeness(left: str, right: str) -> float:
    """The share of words that two texts have in common, of both."""
    one, other = Counter(plain(left).split()), Counter(plain(right).split())
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def measure(plan: Mapping[str, Any], read: Plan) -> tuple[Counter[str], list[str]]:
    """Counts of one plan, and a line for each thing that is wrong."""
    gold, found = gold_tasks(plan), read_tasks(read)
    pairs = list(matched(gold, found))
    told = any(flag.rule in ("no_tasks", "missing_appendix") for flag in read.flags)
    counts = Counter(printed=len(gold), read=len(found), found=len(pairs))
    counts.update(lead=0, coordination=0, due=0, empty=not gold, told=not gold and told)
    wrong = [f"lost {task}" for task in gold if task not in [pair[0] for pair in pairs]]
    wrong += [f"invented {task}" for task in found if task not in [pair[1] for pair in pairs]]
    for printed, task in pairs:
        for field in ("lead", "coordination", "due"):
            right = plain(getattr(printed, field)) == plain(getattr(task, field))
            counts[field] += right
            if not right:
                wrong.append(
                    f"{field} of {printed.content!r}: {getattr(printed, field)!r} / {getattr(task, field)!r}"
                )
    return counts, wrong


def html(plan: Mapping[str, Any]) -> str:
    """The plan as a page for the browser to print."""
    *names, number, dated = map(str, plan["head"])
    parent, issuer = (names[0], "\n".join(names[1:])) if len(names) > 1 else ("", names[0])
    title = "".join(f"<p><b>{escape(line)}</b></p>" for line in plan["title"])
    lines = plan["body"].splitlines()
    body = "".join(
        f"<p><b>{escape(ln[2:])}</b></p>" if ln.startswith("# ") else f"<p>{escape(ln)}</p>" for ln in lines
    )
    *authority, name = plan["signature"]
    return (
        f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{head(parent, issuer, number, dated)}'
        f'<div class="middle">{title}</div>{body}{signature(" ".join(authority), name)}'
        f"{_appendix(plan.get('appendix', ''))}"
    )


def _appendix(text: str) -> str:
    if not text:
        return ""
    caption, *rows = text.splitlines()
    title = "".join(f"<p><b>{escape(line.strip())}</b></p>" for line in caption.split("|"))
    cells = ([f"<td>{escape(cell.strip())}</td>" for cell in row.strip("| ").split("|")] for row in rows)
    table = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    return f'<div class="appendix middle">{title}</div><table class="tasks">{table}</table>'


def printed_files(
    plans: Mapping[str, Mapping[str, Any]], folder: Path, scan: bool
) -> Iterator[tuple[str, Path]]:
    """Each plan printed into a file of the folder; a scan of it where that is asked for."""
    with browser_page() as page:
        for name, plan in plans.items():
            page.set_content(html(plan))
            file = folder / f"{name}.pdf"
            pdf = page.pdf(prefer_css_page_size=True)
            file.write_bytes(scanned(pdf, len(name)) if scan else pdf)
            yield name, file


def read_files(plans: Mapping[str, Mapping[str, Any]], scan: bool) -> Iterator[tuple[str, Document]]:
    """Each plan as it is read from its file."""
    with tempfile.TemporaryDirectory() as folder:
        for name, file in printed_files(plans, Path(folder), scan):
            source = Source(file, f"{plans[name]['year']}/{file.name}", sha256(file.read_bytes()).hexdigest())
            yield name, read_document(source, ExtractSettings())


def text_alone(plan: Mapping[str, Any]) -> Document:
    """The plan's text without a page."""
    lines = (line.removeprefix("# ") for line in plan["body"].splitlines())
    return document(wrap("\n".join((*plan["head"], *plan["title"], *lines))))


def main() -> None:
    """Prints a line for each plan, what is wrong in it, and the shares of all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--split", help="of the plans, as their files name it: fresh-held")
    parser.add_argument("--scanned", action="store_true")
    parser.add_argument("--text", action="store_true")
    options = parser.parse_args()
    plans = {n: p for n, p in load_plans(options.plans).items() if options.split in (None, p["split"])}
    splits: dict[str, Counter[str]] = {}
    nlp = load_pipeline()
    texts = ((name, text_alone(plan)) for name, plan in plans.items())
    for name, read in texts if options.text else read_files(plans, options.scanned):
        counts, wrong = measure(plans[name], build_plan(read, find_spans(read, nlp)))
        split = plans[name]["split"]
        splits.setdefault(split, Counter()).update(counts)
        if split != _UNSEEN:
            print(f"{name:28} {counts['found']}/{counts['printed']} (read {counts['read']})")
            print("".join(f"    {line}\n" for line in wrong), end="", flush=True)
    for split, counts in splits.items():
        print(f"{split}:", end=" ")
        show(counts)
    print("all:", end=" ")
    show(sum(splits.values(), Counter()))


def show(total: Counter[str]) -> None:
    """Prints the shares of all plans."""
    found = max(total["found"], 1)
    print(f"tasks {total['printed']}, found {total['found'] / max(total['printed'], 1):.3f}", end=", ")
    print(f"P {total['found'] / max(total['read'], 1):.3f}, lead {total['lead'] / found:.3f}", end=", ")
    print(f"helpers {total['coordination'] / found:.3f}, deadline {total['due'] / found:.3f}", end=", ")
    print(f"plans without tasks {total['empty']}, told {total['told']}")


if __name__ == "__main__":
    main()
