"""The command line."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from kehoach.doctor import run_checks
from kehoach.errors import Interrupted, KehoachError, MissingProgram, WrongUsage
from kehoach.run.batch import FileReport, Watcher, read_one, run_batch
from kehoach.run.rules import RULES
from kehoach.run.warehouse import load_table
from kehoach.settings import RunSettings, Settings
from kehoach.show import render_document, render_findings, render_report, split_documents

_EXIT_CODES = (
    "Exit codes: 0 all was read, 1 some documents failed, 2 wrong usage, 3 nothing could be read, "
    "4 something is missing on this machine, 5 the warehouse cannot be used, 130 interrupted."
)

app = typer.Typer(
    help="Scanned Vietnamese administrative plans to Parquet tables of tasks, deadlines and cited documents.",
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command(epilog=_EXIT_CODES)
def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders (with all below) or glob patterns.")
    ],
    warehouse: Annotated[Path, typer.Option(help="Folder of the tables; made where there is none.")],
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Documents to read at the same time.", show_default="all cores")
    ] = None,
) -> None:
    """Read plans into the tables of a warehouse. What was read before and has not changed is not read again."""
    settings = Settings(run=RunSettings(jobs=jobs or len(os.sched_getaffinity(0))))
    with _watching() as watch:
        report = run_batch(inputs, warehouse, settings, watch)
    _out().print(render_report(report))
    raise typer.Exit(report.exit_code)


@app.command()
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A scan or PDF.")],
    as_json: Annotated[bool, typer.Option("--json", help="Rows by table, in the tables' own column names.")] = False,
) -> None:
    """Read one plan and print what was found: head, sections, tasks, citations, flags. Nothing is stored."""
    rows = read_one(file, Settings())
    if as_json:
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=_iso)
        print()
    else:
        _out().print(render_document(rows))


@app.command()
def findings(
    warehouse: Annotated[Path, typer.Argument(metavar="WAREHOUSE", help="Folder that `kehoach run` wrote to.")],
) -> None:
    """Print the tasks, deadlines and cited documents of each document in a warehouse."""
    names = ("documents", "sections", "tasks", "deadlines", "citations")
    for rows in split_documents({name: load_table(warehouse, name) for name in names}):
        _out().print(render_findings(rows))


@app.command()
def doctor() -> None:
    """Check that this machine has what the work needs, and tell how to mend what is missing."""
    checks = run_checks(Settings().extract.tessdata, Path.cwd())
    for check in checks:
        mark = Text("ok     ", "green") if check.passed else Text("MISSING", "red")
        _out().print(mark, Text(check.name), Text(check.found or "not found", "dim"))
        if not check.passed:
            _out().print(Text(f"        {check.fix}"))
    missing = [check.name for check in checks if not check.passed]
    if missing:
        raise MissingProgram(f"Missing: {', '.join(missing)}.", "Do what stands under each, then run kehoach doctor.")


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Name of a rule, as in the column `rule` of the flags.")],
) -> None:
    """Tell what a rule doubts, how grave that is, and what the steward reads."""
    known = RULES.get(rule)
    if known is None:
        raise WrongUsage(f"There is no rule {rule}.", f"Rules are: {', '.join(sorted(RULES))}.")
    lines = (known.name, known.severity, known.meaning, known.reason, known.example)
    for title, line in zip(("rule", "severity", "meaning", "reason", "example"), lines, strict=True):
        _out().print(Text(f"{title:9}", "dim"), Text(line))


def main() -> None:
    """Run the command line; an error of ours becomes its message, its advice and its exit code."""
    try:
        app()
    except KehoachError as error:
        errors = Console(stderr=True, soft_wrap=True)
        errors.print(Text(f"kehoach: {error}", "red"))
        errors.print(Text(error.advice))
        sys.exit(error.exit_code)


def _out() -> Console:
    """Standard output; in a pipe wide enough for tables."""
    return Console() if sys.stdout.isatty() else Console(width=160)


@contextmanager
def _watching() -> Iterator[Watcher]:
    """A progress bar on a terminal; failures are told as they happen, everywhere."""
    console = Console(stderr=True, soft_wrap=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        bar = progress.add_task("reading", total=None)

        def watch(report: FileReport, total: int) -> None:
            progress.update(bar, total=total, advance=1, description=report.name)
            if report.outcome == "failed":
                console.print(Text(f"{report.name}: {report.reason}: {report.message} {report.advice}"))

        try:
            yield watch
        except KeyboardInterrupt as error:
            advice = "Run the same command again: what was read is kept, and the tables are brought up to date then."
            raise Interrupted("Interrupted.", advice) from error


def _iso(value: object) -> str:
    if isinstance(value, date):  # and with it datetime
        return value.isoformat()
    raise TypeError(type(value).__name__)
