"""The notebooks, executed over a small data set: the first of the made-up plans, born-digital, read by the
pipeline.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.demo.__main__ import write_plans
from kehoach.run.batch import run_batch
from kehoach.settings import RunSettings, Settings

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_plans(folder / "plans", 2, seed=1, digital=True)
    settings = Settings(run=RunSettings(jobs=2))
    assert (
        run_batch([str(folder / "plans")], folder / "wh", settings, lambda file, total: None).exit_code == 0
    )
    return folder / "wh"


def test_every_notebook_runs(warehouse):
    command = [sys.executable, "-m", "pytest", "--nbmake", "-p", "no:cacheprovider", NOTEBOOKS]
    environment = {**os.environ, "KEHOACH_WAREHOUSE": str(warehouse)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-4000:]
    assert f"{len(list(NOTEBOOKS.glob('*.ipynb')))} passed" in done.stdout


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_outputs_are_committed(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error"]
