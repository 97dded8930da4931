"""The page of a run, in Vietnamese: one HTML file that needs nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kehoach.run.report import FileReport, RunReport
from kehoach.run.report_words import OUTCOMES, PARTIAL, REASONS, WHY
from kehoach.run.steps import file_id
from kehoach.run.warehouse.results import Counts

# Up to seven of a hundred words of spot checks differ on a scan that the product was measured on. An office
# of which so many were checked and more than this share differs has another scanner or typeface.
_ENOUGH, _UNUSUAL = 200, 0.08
_DESK: Final = "http://127.0.0.1:8600/queue"  # where `kehoach review` answers unless told otherwise


@dataclass(frozen=True, slots=True)
class OpenDoubts:
    """How many doubts of a rule are open in the warehouse, by document; `queue` is the desk's that shows
    them.
    """

    rule: str
    severity: str
    queue: str
    by_document: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Group:
    """Files together: of one province and agency."""

    name: tuple[str, ...]
    files: int
    failed: int
    counts: Counts


def report_page(report: RunReport, doubts: Sequence[OpenDoubts]) -> str:
    """What became of a run: outcomes, failures with what to do, doubts by rule, offices, and every file that
    was given. Names of rules and documents lead to the desk, tables are sorted by a press on their heads.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["why"] = lambda why: WHY.get(why, why)
    environment.filters["trouble"] = _trouble
    environment.globals["desk"] = lambda **wanted: f"{_DESK}?{urlencode(wanted)}"
    by_file: Counter[str] = Counter()
    for doubt in doubts:
        for doc_id, count in doubt.by_document.items():
            by_file[file_id(doc_id)] += count
    offices = list(_groups(report.files, lambda file: (file.province or "", file.agency or "")))
    return environment.get_template("run.html").render(
        report=report,
        seconds=(report.finished_at - report.started_at).total_seconds(),
        outcomes=_outcomes(report.files),
        outcome_names=OUTCOMES,
        troubled=[file for file in report.files if file.outcome in ("failed", "partial")],
        doubts=sorted(doubts, key=lambda doubt: -sum(doubt.by_document.values())),
        twins={file.doc_id: file.name for file in report.files if file.outcome != "duplicate"},
        open_in=by_file,
        offices=offices,
        unusual=[office for office in offices if _is_unusual(office.counts)],
        total=_total(report.files),
    )


def _trouble(file: FileReport) -> tuple[str, str]:
    """What happened to a file that was not read, or not wholly, and what to do."""
    unnamed = PARTIAL if file.outcome == "partial" else (file.message or "", file.advice or "")
    return REASONS.get(file.reason or "", unnamed)


def _outcomes(files: Iterable[FileReport]) -> list[tuple[str, int]]:
    counts = Counter(file.outcome for file in files)
    return [(OUTCOMES.get(outcome, outcome), count) for outcome, count in counts.most_common()]


def _groups(files: Iterable[FileReport], key: Callable[[FileReport], tuple[str, ...]]) -> Iterable[_Group]:
    groups: dict[tuple[str, ...], list[FileReport]] = {}
    for file in files:
        if file.counts or file.outcome == "failed":
            groups.setdefault(key(file), []).append(file)
    for name, members in sorted(groups.items()):
        failed = sum(file.outcome == "failed" for file in members)
        yield _Group(name, len(members), failed, _total(members))


def _is_unusual(counts: Counts) -> bool:
    return counts.checked >= _ENOUGH and counts.differing > _UNUSUAL * counts.checked


def _total(files: Iterable[FileReport]) -> Counts:
    counts = [file.counts for file in files if file.counts]
    return Counts(*(sum(getattr(count, name) for count in counts) for name in Counts.__slots__))
