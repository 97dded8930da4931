"""A batch: collect the files, work out what changed, read it, keep the results, build the tables, report."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kehoach.errors import ChangedFile, KehoachError
from kehoach.records import Source
from kehoach.run.attribution import of_letterhead, with_places
from kehoach.run.engines.choose import open_engine
from kehoach.run.engines.engine import Failure, Job, Reading
from kehoach.run.fingerprint import limits_of, pipeline_version, result_key
from kehoach.run.input_ledger import KnownFiles
from kehoach.run.inputs import InputFile, Inputs, collect_inputs
from kehoach.run.left_out import ADVICE
from kehoach.run.passwords import check_passwords
from kehoach.run.report import FileReport, Outcome, RunReport
from kehoach.run.steps import Step, check_prune, document_id, file_id, gone, is_gone, plan_steps, replaced
from kehoach.run.warehouse.result_store import DamagedResultsError
from kehoach.run.warehouse.results import ResultHead, total
from kehoach.run.warehouse.store import Warehouse, look_into, open_warehouse
from kehoach.settings import Settings

Watcher = Callable[[FileReport, int], None]  # told of each file as it is done, and of how many there are
_Done = Callable[[FileReport], None]
_TRIES: Final = 3  # of a file that is written to while it is read


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How far a batch goes. `prune` takes out documents whose files are gone, with `force` also where that
    looks like a folder that is not mounted. It reads no more than `limit` files, and with `fail_fast` none
    after the first that fails; what it leaves is `pending`.
    """

    prune: bool = False
    force: bool = False
    limit: int | None = None
    fail_fast: bool = False


_ALL: Final = BatchOptions()


def run_batch(
    inputs: Sequence[str],
    folder: Path,
    settings: Settings,
    watch: Watcher,
    options: BatchOptions = _ALL,
) -> RunReport:
    """Read the inputs into the warehouse in `folder`.

    Raises WrongUsage, NothingToRead and WarehouseError; a document that fails is a line in the report.
    """
    started = datetime.now(UTC)
    found = collect_inputs(inputs)
    check_passwords(settings.extract)
    with open_warehouse(folder) as warehouse:
        known = warehouse.known_files()
        plan = _plan(found, warehouse, known, settings)
        if options.prune and not options.force:
            check_prune(plan.gone, warehouse.heads().values(), found.root)
        warehouse.keep_known_files(known)  # hashing is not to be done again where this run is cut short
        run = _Run(warehouse, known, settings, plan, options, lambda report: watch(report, len(found.files)))
        repairs = run.carry_out()
        warehouse.keep_known_files(known)
        report = _report(started, [*run.reports, *_skipped(found, folder)], repairs)
        warehouse.keep_report(report)
    return report


def plan_batch(inputs: Sequence[str], folder: Path, settings: Settings, prune: bool = False) -> RunReport:
    """What `run_batch` would do, without doing it: files that it would read are `pending`. Nothing is
    written.
    """
    started = datetime.now(UTC)
    found = collect_inputs(inputs)
    with look_into(folder) as warehouse:
        plan = _plan(found, warehouse, warehouse.known_files(), settings)
    reports = [_pending(step) if step.action == "read" else _unread(step, plan) for step in plan.steps]
    reports += plan.unreadable
    reports += _gone(plan, prune)
    return _report(started, [*reports, *_skipped(found, folder)])


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run has to do."""

    steps: list[Step]
    unreadable: list[FileReport]  # files whose bytes cannot be had
    lost: list[FileReport]  # whose stored results cannot be used, and whose files are no inputs of this run
    replaced: list[ResultHead]
    gone: list[ResultHead]
    stored: Mapping[str, Sequence[ResultHead]]  # by the `doc_id` of the first document of the file


def _plan(found: Inputs, warehouse: Warehouse, known: KnownFiles, settings: Settings) -> _Plan:
    sources: list[Source] = []
    unreadable = []
    for file in found.files:
        try:
            sources.append(known.identify(file))
        except KehoachError as error:
            unreadable.append(_not_identified(file, error))
    stored = warehouse.heads()
    damaged = {file_id(head.doc_id): head for head in warehouse.damaged()}
    keys = {source.sha256: result_key(source.sha256, settings.extract) for source in sources}
    steps = plan_steps(sources, stored, damaged, known, keys, limits_of(settings.extract))
    here = {str(source.path) for source in sources} | {document_id(source) for source in sources}
    lost = [_lost(head) for head in damaged.values() if not {file_id(head.doc_id), head.path} & here]
    left = gone(stored.values(), sources, found.root)
    by_file: dict[str, list[ResultHead]] = {}
    for head in stored.values():
        by_file.setdefault(file_id(head.doc_id), []).append(head)
    return _Plan(steps, unreadable, lost, replaced(stored.values(), sources), left, by_file)


@dataclass(slots=True)
class _Run:
    """A batch that goes on."""

    warehouse: Warehouse
    known: KnownFiles
    settings: Settings
    plan: _Plan
    options: BatchOptions
    watch: _Done
    reports: list[FileReport] = field(default_factory=list)
    left: list[Step] = field(default_factory=list)  # that are not read for this time

    def carry_out(self) -> list[str]:
        """Do what is planned. Gives what was found amiss in the tables."""
        for failure in (*self.plan.unreadable, *self.plan.lost):
            self._done(failure)
        self._follow(self.plan.steps)
        left = {str(step.source.path) for step in self.left}
        replaced = (head for head in self.plan.replaced if head.path not in left)
        dropped = (*replaced, *(self.plan.gone if self.options.prune else ()))
        self.warehouse.drop(head.doc_id for head in dropped)
        repairs = self._publish()
        told = {report.doc_id for report in self.reports if report.outcome == "failed"}
        self.reports += [
            report for report in _gone(self.plan, self.options.prune) if report.doc_id not in told
        ]
        self.known.forget({head.path for head in self.plan.gone})
        return repairs

    def _done(self, report: FileReport) -> None:
        self.reports.append(report)
        self.watch(report)

    def _follow(self, steps: Sequence[Step]) -> None:
        """Carry out steps: those that need no reading first, then the largest files, so that no long one is
        begun when there is nothing left for the other workers.
        """
        again = []
        for step in steps:
            if step.action == "rename":
                try:
                    for head in self.plan.stored[document_id(step.source)]:
                        self.warehouse.move(head.doc_id, step.source)
                except DamagedResultsError:
                    again.append(replace(step, action="read", why="damaged", stored=None))
                    continue
            if step.action != "read":
                self._done(_unread(step, self.plan))
        wanted = [*(step for step in steps if step.action == "read"), *again]
        most = len(wanted) if self.options.limit is None else self.options.limit
        for step in wanted[most:]:
            self._leave(step)
        largest_first = sorted(wanted[:most], key=lambda step: -self.known.size(step.source.path))
        self._read(self._until_failure(largest_first))

    def _until_failure(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The steps; those that are left for another time because of a failure are told."""
        for step in steps:
            if self.options.fail_fast and any(report.outcome == "failed" for report in self.reports):
                self._leave(step)
            else:
                yield step

    def _leave(self, step: Step) -> None:
        self.left.append(step)
        self._done(_pending(step))

    def _read(self, steps: Iterable[Step], tries: int = _TRIES) -> None:
        begun: dict[str, Step] = {}
        changed: list[Step] = []
        for job, outcome in open_engine(self.settings).read_all(self._jobs(steps, begun)):
            step = begun[job.source.sha256]
            if isinstance(outcome, Failure) and outcome.reason == ChangedFile.reason and tries > 1:
                changed.append(step)
                continue
            self.known.mark(job.source, failed=isinstance(outcome, Failure) or bool(_missing(outcome)))
            if isinstance(outcome, Reading):
                self._store(outcome, self.plan.stored.get(document_id(job.source), ()))
            self._done(_read(step, outcome))
        if changed:
            self._read(self._anew(changed), tries - 1)

    def _jobs(self, steps: Iterable[Step], begun: dict[str, Step]) -> Iterator[Job]:
        """A job for each step, which is put among those that have begun, by the hash of their bytes."""
        for step in steps:
            begun[step.source.sha256] = step
            yield Job(step.source, self.settings.extract, step.key, pipeline_version())

    def _anew(self, steps: Iterable[Step]) -> Iterator[Step]:
        """Steps for the bytes that files hold now."""
        for step in steps:
            file = InputFile(step.source.path, step.source.name)
            try:
                source = self.known.identify(file)
            except KehoachError as error:
                self._done(_not_identified(file, error))
                continue
            before = self.plan.stored.get(document_id(step.source), ())
            self.warehouse.drop(head.doc_id for head in before if head.path == str(source.path))
            yield Step(source, "read", "changed", result_key(source.sha256, self.settings.extract))

    def _store(self, reading: Reading, before: Iterable[ResultHead]) -> None:
        """Keep the results of a file's documents, in place of all that it held before."""
        for _, payload in reading.results:
            self.warehouse.store(payload)
        left = {head.doc_id for head in before} - {head.doc_id for head, _ in reading.results}
        if left:
            self.warehouse.drop(left)

    def _publish(self) -> list[str]:
        """Bring the tables up to date. Results that prove damaged on the way are read again, and told."""
        while True:
            try:
                return self.warehouse.publish()
            except DamagedResultsError as error:
                damaged = {file_id(head.doc_id) for head in error.heads}
                steps = {document_id(step.source): step for step in reversed(self.plan.steps)}
                self.reports = [report for report in self.reports if report.doc_id not in damaged]
                for head in error.heads:
                    if file_id(head.doc_id) not in steps:
                        self._done(_lost(head))
                self._read(
                    replace(steps[doc_id], action="read", why="damaged", stored=None)
                    for doc_id in damaged & steps.keys()
                )


def _read(step: Step, outcome: Reading | Failure) -> FileReport:
    doc_id = document_id(step.source)
    if isinstance(outcome, Reading):
        heads = [head for head, _ in outcome.results]
        province, agency = of_letterhead(heads[0])
        missing = _missing(outcome)
        return FileReport(
            step.source.name,
            "partial" if missing else "read",
            doc_id,
            total(heads),
            outcome.seconds,
            step.why,
            message=f"Not read: {missing}." if missing else None,
            advice="Look at these pages; the next run tries them again." if missing else None,
            province=province,
            agency=agency,
        )
    return FileReport(
        step.source.name,
        "failed",
        doc_id,
        seconds=outcome.seconds,
        why=step.why,
        reason=outcome.reason,
        message=outcome.message,
        advice=outcome.advice,
        page=outcome.page,
    )


def _pending(step: Step) -> FileReport:
    return FileReport(step.source.name, "pending", document_id(step.source), why=step.why)


def _missing(reading: Reading) -> str:
    """Pages that were not read: "page 3: timeout"."""
    return ", ".join(dict.fromkeys(head.missing for head, _ in reading.results if head.missing))


def _unread(step: Step, plan: _Plan) -> FileReport:
    """The report of a file that needs no reading."""
    name, doc_id = step.source.name, document_id(step.source)
    if step.action == "duplicate":
        return FileReport(name, "duplicate", doc_id, message=f"The same bytes as {step.first}.")
    assert step.stored
    province, agency = of_letterhead(step.stored)
    outcome: Outcome = "moved" if step.action == "rename" else "unchanged"
    return FileReport(name, outcome, doc_id, total(plan.stored[doc_id]), province=province, agency=agency)


def _not_identified(file: InputFile, error: KehoachError) -> FileReport:
    return FileReport(file.name, "failed", reason=error.reason, message=str(error), advice=error.advice)


def _lost(head: ResultHead) -> FileReport:
    """The report of a document whose result cannot be used and whose file this run does not read."""
    message = "What was stored of it is damaged, or of another release, and the file is "
    if is_gone(head.path):
        message, advice = f"{message}gone.", "Put the file back to where it was, and run again."
    else:
        message, advice = (
            f"{message}none of this run's inputs.",
            f"Run again with {head.path} among the inputs.",
        )
    return FileReport(
        head.name, "failed", head.doc_id, reason="damaged_result", message=message, advice=advice
    )


def _skipped(found: Inputs, warehouse: Path) -> list[FileReport]:
    """What lies among the inputs and was not read; the warehouse that is written needs no word."""
    own = warehouse.absolute()
    return [
        FileReport(
            left.name,
            "skipped",
            reason=left.why,
            message=ADVICE[left.why][0],
            advice=ADVICE[left.why][1] or None,
        )
        for left in found.left_out
        if left.path != own
    ]


def _gone(plan: _Plan, prune: bool) -> list[FileReport]:
    firsts = {file_id(head.doc_id): head for head in plan.gone}
    return [FileReport(head.name, "pruned" if prune else "gone", doc_id) for doc_id, head in firsts.items()]


def _report(started: datetime, reports: Sequence[FileReport], repairs: Sequence[str] = ()) -> RunReport:
    ordered = sorted(
        with_places(reports), key=lambda report: (report.name, report.outcome, report.doc_id or "")
    )
    return RunReport(started, datetime.now(UTC), pipeline_version(), tuple(ordered), tuple(repairs))
