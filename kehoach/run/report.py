"""What became of a run, file by file, and its rows of the table `runs`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kehoach.run.left_out import QUIET
from kehoach.run.steps import Why
from kehoach.run.warehouse.results import Counts, fields
from kehoach.run.warehouse.rows import Row

Outcome = Literal[
    "read", "moved", "unchanged", "duplicate", "failed", "pending", "gone", "pruned", "partial", "skipped"
]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `why` tells why it was to be read; `reason`, `message` and `advice` tell of a
    failure, `page` where it stopped. `pending` is what a plan shows; `gone` and `pruned` files are no inputs
    any more; a `skipped` one is none that is read; of a `partial` one pages are missing, which `message`
    names.
    """

    name: str
    outcome: Outcome
    doc_id: str | None = None
    counts: Counts | None = None
    seconds: float | None = None
    why: Why | None = None
    reason: str | None = None
    message: str | None = None
    advice: str | None = None
    page: int | None = None
    province: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class RunReport:
    """What became of a run; `files` in the order of their names. `repairs` are sentences: what was found
    damaged or foreign among the tables, and what was done about it.
    """

    started_at: datetime
    finished_at: datetime
    pipeline_version: str
    files: tuple[FileReport, ...]
    repairs: tuple[str, ...] = ()

    @property
    def run_id(self) -> str:
        """When it began, in a form that sorts and can be a file's name."""
        return f"{self.started_at:%Y%m%dT%H%M%S.%fZ}"

    @property
    def exit_code(self) -> int:
        """0 where all files were read, 1 where some failed, 3 where all did, 6 where something was not looked
        at.
        """
        inputs = [file for file in self.files if file.outcome not in ("gone", "pruned", "skipped")]
        failed = sum(file.outcome == "failed" for file in inputs)
        if failed and failed == len(inputs):
            return 3
        if failed or any(file.outcome == "partial" for file in inputs):
            return 1
        return 6 if any(file.outcome == "skipped" and file.reason not in QUIET for file in self.files) else 0


def run_rows(report: RunReport) -> list[Row]:
    """The rows of `runs`, a file each; those in which nothing changed are left out."""
    return [_row(report, file) for file in report.files if file.outcome != "unchanged"]


def _row(report: RunReport, file: FileReport) -> Row:
    row = fields(file)
    counts = row.pop("counts")
    return {
        "run_id": report.run_id,
        "started_at": report.started_at,
        "finished_at": report.finished_at,
        "pipeline_version": report.pipeline_version,
        "source_path": row.pop("name"),
        **row,
        **(fields(counts) if counts else {}),
    }
