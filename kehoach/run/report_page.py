"""The page of a run: one HTML file that needs nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final

from kehoach.run.report import FileReport, RunReport
from kehoach.run.warehouse.results import Counts

_SLOWEST: Final = 20
_FIGURES: Final = ("Files", "Failed", "Pages", "Tasks", "Deadlines", "Cited documents", "Flags", "Seconds")
_STYLE: Final = """
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 80em; padding: 0 1em; color: #222 }
table { border-collapse: collapse; margin: .5em 0 2em }
th, td { border-bottom: 1px solid #ddd; padding: .25em .8em; text-align: left; vertical-align: top }
th { font-weight: 600; background: #f5f5f5 }
td.n { text-align: right; font-variant-numeric: tabular-nums }
"""


def report_page(report: RunReport) -> str:
    """What became of a run: totals, failures with what to do, provinces and agencies, the slowest files."""
    failed = [file for file in report.files if file.outcome == "failed"]
    timed = sorted(
        (file for file in report.files if file.seconds), key=lambda file: (-(file.seconds or 0), file.name)
    )
    seconds = (report.finished_at - report.started_at).total_seconds()
    title = f"Run {report.run_id}"
    parts = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)}</title><style>{_STYLE}</style>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{report.started_at:%Y-%m-%d %H:%M} UTC, {seconds:.0f} s, version {escape(report.pipeline_version)}, "
        f"exit code {report.exit_code}.</p>",
        "<h2>Files by outcome</h2>",
        _table(
            ("Outcome", "Why", *_FIGURES), _groups(report.files, lambda file: (file.outcome, file.why or ""))
        ),
        "<h2>Failures by reason</h2>" if failed else "",
        _table(("Reason", "Files"), _reasons(failed)),
        "<h2>Failures</h2>" if failed else "",
        _table(("File", "Page", "Reason", "What happened", "What to do"), map(_failure, failed)),
        "<h2>Provinces and agencies</h2>",
        _table(
            ("Province", "Agency", *_FIGURES),
            _groups(report.files, lambda file: (file.province or "unknown", file.agency or "unknown")),
        ),
        "<h2>Slowest files</h2>" if timed else "",
        _table(
            ("File", "Seconds", "Pages"),
            (
                (file.name, file.seconds, file.counts.pages if file.counts else None)
                for file in timed[:_SLOWEST]
            ),
        ),
    )
    return "\n".join(part for part in parts if part) + "\n"


def _groups(
    files: Iterable[FileReport], key: Callable[[FileReport], tuple[str, ...]]
) -> Iterable[Sequence[object]]:
    groups: dict[tuple[str, ...], list[FileReport]] = {}
    for file in files:
        groups.setdefault(key(file), []).append(file)
    for name, members in sorted(groups.items()):
        failed = sum(file.outcome == "failed" for file in members)
        counts = [file.counts for file in members if file.counts]
        seconds = sum(file.seconds or 0.0 for file in members)
        yield (*name, len(members), failed, *_total(counts), seconds)


def _total(counts: Sequence[Counts]) -> tuple[int, ...]:
    return tuple(
        sum(getattr(count, name) for count in counts)
        for name in ("pages", "tasks", "deadlines", "cited", "flags")
    )


def _reasons(failed: Iterable[FileReport]) -> Iterable[Sequence[object]]:
    return Counter(file.reason or "" for file in failed).most_common()


def _failure(file: FileReport) -> Sequence[object]:
    return file.name, file.page, file.reason, file.message, file.advice


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [
        "<tr>" + "".join(f"<td{_number(value)}>{_cell(value)}</td>" for value in row) + "</tr>"
        for row in rows
    ]
    if not lines:
        return ""
    return "\n".join(
        ["<table><tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>", *lines, "</table>"]
    )


def _number(value: object) -> str:
    return " class=n" if isinstance(value, int | float) else ""


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else "" if value is None else escape(str(value))
