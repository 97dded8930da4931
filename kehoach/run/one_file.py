"""A single file, read into rows that are kept nowhere: no warehouse is loaded for it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kehoach.errors import UnreadableFile, WrongUsage
from kehoach.run.engines.engine import Failure, Job
from kehoach.run.engines.local import LocalEngine
from kehoach.run.fingerprint import pipeline_version, result_key
from kehoach.run.input_ledger import KnownFiles
from kehoach.run.inputs import collect_inputs
from kehoach.run.passwords import check_passwords
from kehoach.run.warehouse.results import result_rows
from kehoach.run.warehouse.rows import Row
from kehoach.settings import Settings


def read_one(path: str, settings: Settings) -> Mapping[str, list[Row]]:
    """The rows of a single file, by table. Raises KehoachError where it cannot be read."""
    check_passwords(settings.extract)
    files = collect_inputs([path]).files
    if len(files) != 1 or Path(path).is_dir():
        raise WrongUsage(f"{path} is no single file.", "Give one file; kehoach run reads folders.")
    source = KnownFiles().identify(files[0])
    job = Job(source, settings.extract, result_key(source.sha256, settings.extract), pipeline_version())
    ((_, outcome),) = LocalEngine(replace(settings.run, jobs=1)).read_all([job])
    if isinstance(outcome, Failure):
        error = UnreadableFile(outcome.message, outcome.advice)
        error.exit_code = outcome.exit_code
        raise error
    found = [result_rows(payload) for _, payload in outcome.results]
    return {table: [row for rows in found for row in rows[table]] for table in found[0]}
