"""How well plans are read: samples, and where it is at hand the corpus under all conditions and the real
scans.

    python -m bench.evaluate [--conditions clean,fax] [--plans ID,ID] [--seeds 1000:1012] [--jobs N]
        [--accept]

Prints the figures by condition and what is better or worse than the committed ones. Into the cache go
`misses.txt` (each thing that is wrong), `words.parquet` (see `bench.words`) and `tables/`, the rows that were
measured.
"""

import sys
from collections.abc import Mapping, Sequence

from bench.figures import Figures, changes, collect_figures, load, save
from bench.metrics import Score, score_document
from bench.options import Options, parse_options
from bench.reading import find_rows, read_documents
from bench.report import DOCS, LAST, summary, tell_changes, write_report
from bench.scans import Case, collect_cases, random_cases
from bench.words import align_all, write_words
from kehoach.errors import KehoachError, WrongUsage
from kehoach.run.fingerprint import pipeline_version


def main() -> int:
    """Evaluate as the command line says. Gives the exit code: 1 where a file could not be read."""
    options = parse_options(__doc__, accepting=True)
    try:
        _check(options)
        cases = (
            *collect_cases(options.corpus, options.cache, options.conditions, options.plans),
            *random_cases(options.corpus, options.cache, options.seeds),
        )
        figures, failures = evaluate(cases, options)
    except KehoachError as error:
        print(f"{error}\n{error.advice}", file=sys.stderr)
        return error.exit_code
    print(summary(figures))
    last = load(LAST)
    shared = len(last.counts.keys() & figures.counts.keys())
    print(f"\nAgainst the committed figures of {shared} of these documents:")
    print(tell_changes(changes(last, figures)) or "no change")
    print("".join(f"NOT READ  {name}  {reason}\n" for name, reason in failures.items()), end="")
    if options.accept:
        save(figures, LAST)
        write_report(figures, DOCS)
    return 1 if failures else 0


def evaluate(cases: Sequence[Case], options: Options) -> tuple[Figures, Mapping[str, str]]:
    """The figures of all cases, and why some could not be read."""
    options.cache.mkdir(parents=True, exist_ok=True)
    documents, failures = read_documents(cases, options.cache, options.jobs)
    rows = find_rows(documents, options.cache)
    scores = {case.name: score_document(case.gold, rows[case.name]) for case in cases if case.name in rows}
    aligned = align_all(cases, documents)
    write_words(cases, documents, aligned, options.cache / "words.parquet")
    (options.cache / "misses.txt").write_text(_misses(scores), encoding="utf-8")
    ocr = {
        name: item for name, item in aligned.items() if documents[name].recognisers
    }  # a text layer is no reading
    groups = {case.name: case.group for case in cases}
    return collect_figures(pipeline_version(), groups, scores, ocr), failures


def _check(options: Options) -> None:
    if options.accept and (options.conditions or options.plans or not options.corpus.is_dir()):
        raise WrongUsage(
            "Only figures of all documents are committed.", "Leave out the choice; see --corpus."
        )


def _misses(scores: Mapping[str, Score]) -> str:
    return "".join(f"{name}  {miss}\n" for name, score in scores.items() for miss in score.misses)


if __name__ == "__main__":
    sys.exit(main())
