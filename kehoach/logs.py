"""What a run tells while it goes on: a progress bar and sentences for people, or JSON lines for machines."""

import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Literal, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Column
from rich.text import Text

from kehoach import progress
from kehoach.errors import BUG, BUG_ADVICE, Interrupted, KehoachError, internal_error
from kehoach.run.left_out import QUIET
from kehoach.run.report import FileReport, RunReport
from kehoach.show import printable, render_report
from kehoach.terminal import output

Level = Literal["info", "warning", "error"]


class Log(Protocol):
    """Told of each file as it is done, and of how many there are; then of the whole run."""

    def document(self, report: FileReport, total: int) -> None:
        """A file is done."""

    def finished(self, report: RunReport) -> None:
        """The run is done."""


def open_log(style: Literal["text", "json"], quiet: bool = False) -> AbstractContextManager[Log]:
    """A log in this style for the time of one run. An interrupt leaves it as an error that says how to go on.

    Sentences and JSON lines go to standard error, and so does an error as a JSON line; the table for people
    goes to standard output. A quiet log of sentences tells of what went wrong alone.
    """
    return _json_lines() if style == "json" else _sentences(quiet)


class _JsonLines:
    def document(self, report: FileReport, total: int) -> None:
        level: Level = "warning" if report.outcome in ("failed", "partial", "skipped") else "info"
        fields = {key: value for key, value in asdict(report).items() if value is not None}
        _event("document", level, **fields, total=total)

    def finished(self, report: RunReport) -> None:
        for file in report.files:
            if file.outcome == "skipped" and file.reason not in QUIET:
                self.document(file, len(report.files))
        for sentence in report.repairs:
            _event("repair", "warning", message=sentence)
        outcomes = Counter(file.outcome for file in report.files)
        seconds = (report.finished_at - report.started_at).total_seconds()
        about = {"pipeline_version": report.pipeline_version, "exit_code": report.exit_code}
        _event("run_finished", "info", outcomes=outcomes, seconds=round(seconds, 1), **about)


class _Sentences:
    """A progress bar on a terminal; failures everywhere."""

    def __init__(self, bar: Progress, task: TaskID, quiet: bool) -> None:
        self.bar, self._task, self._quiet, self._pages = bar, task, quiet, 0
        self._begun: dict[str, int] = {}  # the page at which each file is that is being read

    def page(self, name: str, number: int) -> None:
        """A page of a file is begun."""
        self._begun[name] = number
        self._show(f"{name}, page {number}")

    def document(self, report: FileReport, total: int) -> None:
        self._begun.pop(report.name, None)
        self._pages += report.counts.pages if report.counts else 0
        self.bar.update(self._task, total=total, advance=1)
        self._show(report.name)
        if report.outcome in ("failed", "partial"):
            sentence = f"{report.name}: {report.reason or report.outcome}: {report.message} {report.advice}"
            self.bar.console.print(Text(printable(sentence)))

    def _show(self, told: str) -> None:
        pages = self._pages + sum(number - 1 for number in self._begun.values())
        self.bar.update(self._task, description=printable(told), pages=pages)

    def finished(self, report: RunReport) -> None:
        if not self._quiet:
            output().print(render_report(report))
        errors = self.bar.console
        for file in report.files:
            if file.outcome == "skipped" and file.reason not in QUIET:
                errors.print(Text(printable(f"{file.name}: not read: {file.message} {file.advice}")))
        for sentence in report.repairs:
            errors.print(Text(printable(sentence)))


@contextmanager
def _sentences(quiet: bool) -> Iterator[Log]:
    console = Console(stderr=True, soft_wrap=True)
    columns = (
        TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True)),
        BarColumn(20),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[pages]} pages,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    hidden = quiet or not console.is_terminal
    bar = Progress(*columns, console=console, disable=hidden, transient=True, expand=True)
    with bar, _resumable():
        log = _Sentences(bar, bar.add_task("reading", total=None, pages=0), quiet)
        progress.follow(log.page)
        try:
            yield log
        finally:
            progress.follow(None)


@contextmanager
def _json_lines() -> Iterator[Log]:
    _event("run_started", "info")
    try:
        with _resumable():
            yield _JsonLines()
    except KehoachError as error:
        about = {"reason": error.reason, "message": str(error), "advice": error.advice}
        _event("error", "error", **about, exit_code=error.exit_code)
        sys.exit(error.exit_code)  # it is told, and standard error stays JSON to the end
    except Exception as error:
        about = {"reason": "internal_error", "message": internal_error(error), "advice": BUG_ADVICE}
        _event("error", "error", **about, traceback=traceback.format_exc(), exit_code=BUG)
        sys.exit(BUG)


@contextmanager
def _resumable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as error:
        advice = (
            "Run the same command again: what was read is kept, and the tables are brought up to date then."
        )
        raise Interrupted("Interrupted.", advice) from error


def _event(event: str, level: Level, **fields: object) -> None:
    head = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, "event": event}
    print(json.dumps({**head, **fields}, ensure_ascii=False), file=sys.stderr, flush=True)
