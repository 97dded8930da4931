"""How well scans are read that were drawn at random and that nobody looks at.

    python -m bench.check_scans FIRST:END [--jobs N] [--corpus FOLDER] [--cache FOLDER] [--without RECOGNISER]
    python -m bench.check_scans FIRST:END --accept

A seed is one scan. Each is drawn into a folder that goes again, read and scored; what stays is its counts, by
what was drawn, so that a measure that was broken off goes on where it was. Each claim takes seeds of its own.
What a recogniser brings to the tables is seen by reading the same seeds `--without` it.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from bench.alignment import align_document
from bench.figures import reliability
from bench.lost_rows import untold_losses
from bench.metrics import Gold, Rows, Score, plain, score_document
from bench.options import seed_list
from bench.random_report import Check, load_checks, save_checks, tables, write_checks
from bench.scans import draw_scan, scanner_of
from extract import read_document
from extract.recognition import ensemble
from kehoach.errors import KehoachError, WrongUsage
from kehoach.records import Document, Source
from kehoach.run.fingerprint import pipeline_version
from kehoach.run.warehouse.rows import build_rows
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan

if TYPE_CHECKING:
    from spacy.language import Language

_ROOT: Final = Path(__file__).parents[1]
FIRST_CHECK: Final = 10_000


def main() -> int:
    """Measure as the command line says; 2 where it says something that cannot be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("seeds", type=seed_list, help="FIRST:END, from 10000 on")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="scans to read at the same time"
    )
    parser.add_argument("--corpus", type=Path, default=_ROOT / "../shared/corpus")
    parser.add_argument("--cache", type=Path, default=_ROOT / ".cache/evaluate")
    parser.add_argument(
        "--without", choices=[file.VOTER.name for file in ensemble.RECOGNISERS[1:]], default=""
    )
    parser.add_argument("--accept", action="store_true", help="make these the committed figures")
    options = parser.parse_args()
    if options.accept and options.without:
        parser.error("the committed figures are those of all recognisers")
    try:
        checks = measure(options.seeds, options.corpus, options.cache, options.jobs, options.without)
    except KehoachError as error:
        print(f"{error}\n{error.advice}", file=sys.stderr)
        return error.exit_code
    print(tables(checks))
    if options.accept:
        save_checks(checks)
        write_checks(load_checks())
    return 0


def measure(seeds: Sequence[int], corpus: Path, folder: Path, jobs: int, without: str = "") -> list[Check]:
    """The counts of these seeds' scans, in their order, read without the recogniser of this name.

    Raises WrongUsage where a seed is none for checks, MissingProgram where scans cannot be drawn.
    """
    if min(seeds) < FIRST_CHECK:
        raise WrongUsage(
            "Seeds below 10000 are there to look at.", "Name a range that begins at 10000 or later."
        )
    os.environ["OMP_THREAD_LIMIT"] = "1"  # children inherit it
    version = "-without-".join(filter(None, (pipeline_version(), without)))
    kept = {seed: folder / "checks" / f"{version}-{seed}.json" for seed in seeds}
    (folder / "checks").mkdir(parents=True, exist_ok=True)
    missing = [seed for seed, path in kept.items() if not path.exists()]
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=leave_out, initargs=(without,)
    ) as pool:
        running = [pool.submit(_count, seed, corpus, folder, kept[seed]) for seed in missing]
        for done, counted in enumerate(as_completed(running), 1):
            counted.result()
            print(f"{done}/{len(missing)}", file=sys.stderr, flush=True)
    return [Check(**json.loads(path.read_text(encoding="utf-8"))) for path in kept.values()]


def leave_out(name: str) -> None:
    """Has this process load the other recognisers alone."""
    ensemble.RECOGNISERS = tuple(file for file in ensemble.RECOGNISERS if file.VOTER.name != name)  # type: ignore[misc]


def _count(seed: int, corpus: Path, folder: Path, target: Path) -> None:
    with TemporaryDirectory() as out:
        scan = draw_scan(scanner_of(folder), corpus, corpus / "plans", Path(out), seed)
        gold = json.loads(scan.with_suffix(".gold.json").read_text(encoding="utf-8"))
        began = process_time()
        counted = _counts(scan, gold)
        seconds = round(process_time() - began)
    record = {"seed": seed, "drawn": gold["drawn"], "seconds": seconds, **counted}
    target.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def _counts(scan: Path, gold: Gold) -> dict[str, object]:
    try:
        document = read_document(Source(scan, scan.name, ""), ExtractSettings())
    except KehoachError:  # the run's report tells so
        empty: Rows = dict.fromkeys(("sections", "citations", "tasks", "deadlines"), ())
        told = {"table": "pages", "row_id": None, "field": None, "rule": "unreadable_page"}
        lost = {**empty, "documents": [{}], "flags": [told]}
        return {"counts": dict(score_document(gold, lost).counts), "bins": [], "rules": {}, "unread": True}
    rows = _rows(document)
    score = score_document(gold, rows)
    bins = reliability(align_document(document, gold).readings)
    return {
        "counts": {**score.counts, **untold_losses(gold, rows)},
        "bins": [[item.confidence, item.right, item.words] for item in bins],
        "rules": rule_counts(gold, rows, score),
        "unread": False,
    }


def _rows(document: Document) -> Rows:
    plan = build_plan(document, find_spans(document, _pipeline()))
    rows: Rows = build_rows(document, plan, pipeline_version(), datetime.now(UTC))
    return rows


@cache
def _pipeline() -> "Language":
    return load_pipeline()


def rule_counts(gold: Gold, rows: Rows, score: Score) -> dict[str, list[int]]:
    """By rule how many cells and citations it flags, and how many of those are wrong."""
    flagged: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for rule, right in (*_flagged_cells(score), *_flagged_citations(gold, rows)):
        flagged[rule] += 1
        wrong[rule] += not right
    return {rule: [count, wrong[rule]] for rule, count in sorted(flagged.items())}


def _flagged_cells(score: Score) -> Iterator[tuple[str, bool]]:
    for cell in score.cells:
        if not cell.missed:
            yield from ((rule, cell.right) for rule in cell.rules)


def _flagged_citations(gold: Gold, rows: Rows) -> Iterator[tuple[str, bool]]:
    numbers = {plain(item["number"]) for item in gold["citations"]}
    read: Mapping[str, Mapping[str, Any]] = {row["citation_id"]: row for row in rows["citations"]}
    for flag in rows["flags"]:
        if flag["table"] == "citations" and flag["field"] == "number" and flag["row_id"] in read:
            yield flag["rule"], plain(read[flag["row_id"]]["number"]) in numbers


if __name__ == "__main__":
    sys.exit(main())
