import json
import sys

import pytest

from kehoach import cli
from kehoach.run import batch
from kehoach.run.batch import BatchOptions, run_batch
from kehoach.run.engines import worker
from kehoach.run.engines.choose import open_engine
from kehoach.settings import RunSettings, Settings
from tests.kehoach import fakes


@pytest.fixture
def fake_stages(monkeypatch):
    """Documents are read by fake stages, in this process; see `isolated`."""
    monkeypatch.setattr(worker, "read", fakes.read)
    monkeypatch.setattr(worker, "_stages", None)  # the fakes put their own there; here it is undone
    monkeypatch.setattr(batch, "open_engine", lambda settings: InProcessEngine())


@pytest.fixture
def isolated(fake_stages, monkeypatch):
    """… in child processes, as what is read hangs or dies, or as it is the engine that is tested."""
    monkeypatch.setattr(batch, "open_engine", open_engine)


class InProcessEngine:
    """Reads documents one after another, where nothing is about isolation: see `engine.Engine`."""

    def read_all(self, jobs):
        for job in jobs:
            yield job, worker.read(job)


@pytest.fixture
def kehoach(monkeypatch, capsys):
    """Run a command line as the console script does: exit code, standard output, standard error."""

    def kehoach(*arguments):
        monkeypatch.setattr(sys, "argv", ["kehoach", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        return caught.value.code, *capsys.readouterr()

    return kehoach


@pytest.fixture
def write(tmp_path):
    """Write an input file below `tmp_path/in`: a plan by keywords, or raw text."""

    def write(name, text=None, **plan):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(plan) if text is None else text)
        return path

    return write


@pytest.fixture
def run(tmp_path, fake_stages):
    """Run a batch over `tmp_path/in` into `tmp_path/wh`; outcomes by file name."""

    def run(inputs=None, folder=None, **settings):
        names = BatchOptions.__dataclass_fields__.keys() & settings.keys()
        options = BatchOptions(**{name: settings.pop(name) for name in names})
        settings = Settings(run=RunSettings(**{"jobs": 1, "document_seconds": 30.0, **settings}))
        inputs = inputs or [str(tmp_path / "in")]
        report = run_batch(inputs, folder or tmp_path / "wh", settings, lambda file, total: None, options)
        run.exit_code = report.exit_code
        run.report = report
        run.why = {file.name: file.why for file in report.files}
        return {file.name: file.outcome for file in report.files}

    return run
