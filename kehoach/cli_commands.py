"""The commands. What one needs is imported when it runs, so that help and completion answer at once."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from kehoach import cli_config, cli_export, cli_review
from kehoach.cli_config import PLAIN_HELP, SHORT, folding, with_settings
from kehoach.cli_export import with_selection
from kehoach.configuration import Resolved
from kehoach.errors import Interrupted, MissingProgram, WrongUsage
from kehoach.terminal import output

if TYPE_CHECKING:
    from kehoach.export.selection import Selection
    from kehoach.run.batch import BatchOptions

_EXIT_CODES = (
    "Exit codes: 0 all was read, 1 some documents failed, 2 wrong usage, 3 nothing could be read, "
    "4 something is missing on this machine, 5 the warehouse cannot be used, 6 all was read but something "
    "among the inputs was not looked at, 7 a bug ended the command, 130 interrupted."
)
_BATCH = {
    "prune": Annotated[bool, typer.Option("--prune", help="Take out documents whose files are gone.")],
    "force": Annotated[
        bool, typer.Option("--force", help="Prune also where a whole folder or a large share is gone.")
    ],
    "limit": Annotated[
        int | None, typer.Option(min=0, help="Read no more files than this; the others are left pending.")
    ],
    "fail_fast": Annotated[
        bool, typer.Option("--fail-fast", help="Read no file after the first that fails.")
    ],
}

_FINDINGS: Final = ("sections", "tasks", "deadlines", "citations")
_AsJson = Annotated[bool, typer.Option("--json", help="Rows by table, in the tables' own column names.")]


def _batch_options(taken: Mapping[str, Any]) -> "BatchOptions":
    from kehoach.run.batch import BatchOptions

    return BatchOptions(**{name: value for name, value in taken.items() if value is not None})


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"kehoach {version('kehoach')}")
        raise typer.Exit


class _Commands(TyperGroup):
    """All commands; an interrupt of one is told as ours, before typer ends the process without a word."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise Interrupted("Interrupted.", "Run the command again.") from error


app = typer.Typer(
    cls=_Commands,
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=PLAIN_HELP,
)


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the release, and end.")
    ] = False,
) -> None:
    """Scanned Vietnamese administrative plans to Parquet tables of tasks, deadlines and cited documents."""


@app.command(epilog=_EXIT_CODES)
@with_settings(*SHORT)
@folding("options", _BATCH, _batch_options)
def run(
    resolved: Resolved,
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders (with all below) or glob patterns.")
    ],
    warehouse: Annotated[
        Path, typer.Option("--warehouse", "-w", help="Folder of the tables; made where there is none.")
    ],
    options: "BatchOptions",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Tell what would be done, and do nothing.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print what went wrong, and nothing else.")
    ] = False,
) -> None:
    """Read plans into the tables of a warehouse. What was read before and has not changed is not read
    again.
    """
    from kehoach.logs import open_log
    from kehoach.run.batch import plan_batch, run_batch

    with open_log(resolved.settings.log.format, quiet) as log:
        if dry_run:
            report = plan_batch(inputs, warehouse, resolved.settings, options.prune)
        else:
            report = run_batch(inputs, warehouse, resolved.settings, log.document, options)
        log.finished(report)
    raise typer.Exit(report.exit_code)


@app.command()
@with_settings()
def show(
    resolved: Resolved,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A scan or PDF.")],
    as_json: _AsJson = False,
) -> None:
    """Read one plan and print what was found: head, sections, tasks, citations, flags. Nothing is stored."""
    from kehoach.run.one_file import read_one
    from kehoach.show import render_document, split_documents

    rows = read_one(file, resolved.settings)
    if as_json:
        _print_json(rows)
    else:
        output().print(*map(render_document, split_documents(rows)))


@app.command()
@with_selection
def findings(
    selection: "Selection",
    warehouse: Annotated[
        Path, typer.Argument(metavar="WAREHOUSE", help="Folder that `kehoach run` wrote to.")
    ],
    as_json: _AsJson = False,
) -> None:
    """Print the tasks, deadlines and cited documents of each document in a warehouse."""
    from kehoach.export.selection import select_rows
    from kehoach.show import render_findings, split_documents

    rows = select_rows(warehouse, selection, _FINDINGS)
    if as_json:
        _print_json(rows)
    else:
        output().print(*map(render_findings, split_documents(rows)))


@app.command()
@with_settings()
def doctor(resolved: Resolved) -> None:
    """Check that this machine has what the work needs, and tell how to mend what is missing."""
    from rich.text import Text

    from kehoach.doctor import run_checks

    checks = run_checks(resolved.settings.extract.tessdata, Path.cwd())
    for check in checks:
        mark = Text("ok     ", "green") if check.passed else Text("MISSING", "red")
        output().print(mark, Text(check.name), Text(check.found or "not found", "dim"))
        if not check.passed:
            output().print(Text(f"        {check.fix}"))
    missing = [check.name for check in checks if not check.passed]
    if missing:
        raise MissingProgram(
            f"Missing: {', '.join(missing)}.", "Do what stands under each, then run kehoach doctor."
        )


@app.command()
def explain(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="Name of a rule, as in the column `rule` of the flags.")
    ],
) -> None:
    """Tell what a rule doubts, how grave that is, and what the steward reads."""
    from rich.text import Text

    from kehoach.run.rules import RULES

    known = RULES.get(rule)
    if known is None:
        raise WrongUsage(f"There is no rule {rule}.", f"Rules are: {', '.join(sorted(RULES))}.")
    lines = (known.name, known.severity, known.meaning, known.reason, known.example)
    for title, line in zip(("rule", "severity", "meaning", "reason", "example"), lines, strict=True):
        output().print(Text(f"{title:9}", "dim"), Text(line))


app.add_typer(cli_config.app, name="config")
app.add_typer(cli_review.review, name="review")
app.command()(cli_export.export)
app.command()(cli_export.report)
for command in (cli_review.publish, cli_review.flags, cli_review.status, cli_review.crop):
    app.command()(command)


def _print_json(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=_iso)
    print()


def _iso(value: object) -> str:
    if isinstance(value, date):  # and with it datetime
        return value.isoformat()
    raise TypeError(type(value).__name__)
