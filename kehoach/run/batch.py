"""A batch: collect the files, read what changed, keep the results, build the tables, report."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from kehoach.errors import KehoachError, UnreadableFile
from kehoach.records import Source
from kehoach.run.engine import Failure, Job, Reading
from kehoach.run.fingerprint import pipeline_version, result_key
from kehoach.run.inputs import InputFile, collect_inputs, identify
from kehoach.run.pool import read_all
from kehoach.run.results import Counts, ResultHead, result_rows
from kehoach.run.rows import Row
from kehoach.run.warehouse import Warehouse, open_warehouse
from kehoach.settings import RunSettings, Settings

Outcome = Literal["read", "unchanged", "duplicate", "failed"]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one input file. `reason`, `message` and `advice` tell why, where it was not read."""

    name: str
    outcome: Outcome
    doc_id: str | None = None
    counts: Counts | None = None
    seconds: float | None = None
    reason: str | None = None
    message: str | None = None
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class RunReport:
    """What became of a run; `files` in the order of their names."""

    started_at: datetime
    finished_at: datetime
    pipeline_version: str
    files: tuple[FileReport, ...]

    @property
    def exit_code(self) -> int:
        """0 where all files were read, 1 where some failed, 3 where all did."""
        failed = sum(file.outcome == "failed" for file in self.files)
        return 0 if not failed else 3 if failed == len(self.files) else 1


Watcher = Callable[[FileReport, int], None]  # told of each file as it is done, and of how many there are


def run_batch(inputs: Sequence[str], folder: Path, settings: Settings, watch: Watcher) -> RunReport:
    """Read the inputs into the warehouse in `folder`.

    Raises WrongUsage, NothingToRead and WarehouseError; a document that fails is a line in the report.
    """
    started = datetime.now(UTC)
    files = collect_inputs(inputs)
    reports: list[FileReport] = []

    def done(report: FileReport) -> None:
        reports.append(report)
        watch(report, len(files))

    with open_warehouse(folder) as warehouse:
        sources = _unique(files, done)
        _read_into(warehouse, sources, settings, done)
        warehouse.publish()
        ordered = tuple(sorted(reports, key=lambda report: report.name))
        report = RunReport(started, datetime.now(UTC), pipeline_version(), ordered)
        warehouse.write_report(f"{started:%Y%m%dT%H%M%S.%fZ}", _as_json(report))
    return report


def read_one(path: str, settings: Settings) -> Mapping[str, list[Row]]:
    """The rows of a single file, by table, kept nowhere. Raises KehoachError where it cannot be read."""
    source = identify(collect_inputs([path])[0])
    job = Job(source, settings.extract, result_key(source.sha256, settings.extract), pipeline_version())
    single = RunSettings(jobs=1, document_seconds=settings.run.document_seconds)
    ((_, outcome),) = read_all([job], single)
    if isinstance(outcome, Failure):
        error = UnreadableFile(outcome.message, outcome.advice)
        error.exit_code = outcome.exit_code
        raise error
    return result_rows(outcome.payload)


def _unique(files: Iterable[InputFile], done: Callable[[FileReport], None]) -> list[Source]:
    """The sources with different bytes; of equal ones the first by name."""
    sources: dict[str, Source] = {}
    for file in files:
        try:
            source = identify(file)
        except KehoachError as error:
            done(FileReport(file.name, "failed", reason=error.reason, message=str(error), advice=error.advice))
            continue
        first = sources.setdefault(source.sha256, source)
        if first is not source:
            done(FileReport(file.name, "duplicate", _doc_id(source), message=f"The same bytes as {first.name}."))
    return list(sources.values())


def _read_into(
    warehouse: Warehouse, sources: Sequence[Source], settings: Settings, done: Callable[[FileReport], None]
) -> None:
    stored = {head.doc_id: head for head in warehouse.heads()}
    for head in _replaced(stored.values(), sources):
        warehouse.drop(head.doc_id)
    jobs = []
    for source in sources:
        job = Job(source, settings.extract, result_key(source.sha256, settings.extract), pipeline_version())
        known = stored.get(_doc_id(source))
        if known and (known.key, known.name) == (job.key, source.name):
            done(FileReport(source.name, "unchanged", known.doc_id, known.counts))
        else:
            jobs.append(job)
    if jobs:
        workers = RunSettings(min(settings.run.jobs, len(jobs)), settings.run.document_seconds)
        for job, outcome in read_all(jobs, workers):
            done(_keep(warehouse, job, outcome))


def _keep(warehouse: Warehouse, job: Job, outcome: Reading | Failure) -> FileReport:
    doc_id = _doc_id(job.source)
    if isinstance(outcome, Reading):
        warehouse.store(doc_id, outcome.payload)
        return FileReport(job.source.name, "read", doc_id, outcome.head.counts, round(outcome.seconds, 1))
    return FileReport(
        job.source.name,
        "failed",
        doc_id,
        reason=outcome.reason,
        message=outcome.message,
        advice=outcome.advice,
    )


def _replaced(stored: Iterable[ResultHead], sources: Sequence[Source]) -> list[ResultHead]:
    """Stored results of files that hold other bytes now."""
    now = {str(source.path): _doc_id(source) for source in sources}
    return [head for head in stored if now.get(head.path, head.doc_id) != head.doc_id]


def _doc_id(source: Source) -> str:
    return source.sha256[:16]


def _as_json(report: RunReport) -> Mapping[str, object]:
    return {
        "started_at": report.started_at.isoformat(),
        "finished_at": report.finished_at.isoformat(),
        "pipeline_version": report.pipeline_version,
        "files": [{key: value for key, value in asdict(file).items() if value is not None} for file in report.files],
    }
