import json
import sys

import pytest

from kehoach import cli
from kehoach.run.batch import run_batch
from kehoach.run.engines import worker
from kehoach.settings import RunSettings, Settings
from tests.kehoach import fakes


@pytest.fixture
def fake_stages(monkeypatch):
    monkeypatch.setattr(worker, "read", fakes.read)


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

    def run(inputs=None, folder=None, prune=False, **settings):
        settings = Settings(run=RunSettings(**{"jobs": 1, "document_seconds": 30.0, **settings}))
        inputs = inputs or [str(tmp_path / "in")]
        report = run_batch(inputs, folder or tmp_path / "wh", settings, lambda file, total: None, prune)
        run.exit_code = report.exit_code
        run.report = report
        run.why = {file.name: file.why for file in report.files}
        return {file.name: file.outcome for file in report.files}

    return run
