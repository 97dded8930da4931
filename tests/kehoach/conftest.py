import shutil
from pathlib import Path

import pytest

from kehoach.run.batch import run_batch
from kehoach.settings import RunSettings, Settings

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def read_sample(tmp_path_factory):
    """A warehouse that the born-digital sample was read into, by the real stages; for tests that only
    look.
    """
    folder = tmp_path_factory.mktemp("sample")
    (folder / "in").mkdir()
    shutil.copy(SAMPLES / "ls-stc-2022.digital.pdf", folder / "in")
    settings = Settings(run=RunSettings(jobs=1))
    report = run_batch([str(folder / "in")], folder / "wh", settings, lambda file, total: None)
    assert report.exit_code == 0
    return folder / "wh"


@pytest.fixture
def sample_warehouse(read_sample, tmp_path):
    """The same in a folder of the test's own."""
    return Path(shutil.copytree(read_sample.parent, tmp_path / "sample")) / "wh"
