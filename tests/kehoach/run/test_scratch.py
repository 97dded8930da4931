"""Folders for what is needed for a while, and what becomes of those of others."""

import signal
import subprocess
import sys
import tempfile

import pytest

from kehoach.run.scratch import scratch_folder
from tests.test_fault_drill import ROOT

OTHER = """
import sys, tempfile, time
from kehoach.run.scratch import scratch_folder
tempfile.tempdir = sys.argv[1]
with scratch_folder() as folder:
    (folder / "file.pdf").write_text("plan")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_a_folder_is_empty_and_goes(tmp_path):
    with scratch_folder() as folder:
        assert list(folder.iterdir()) == []
        (folder / "x").touch()
    assert list(tmp_path.iterdir()) == []


def test_folders_of_living_processes_stay_and_those_of_killed_ones_go(tmp_path):
    command = [sys.executable, "-c", OTHER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        theirs = other.stdout.readline().strip()
        with scratch_folder() as folder:
            assert sorted(tmp_path.glob("*/files/file.pdf"))
            assert str(folder) != theirs
        other.send_signal(signal.SIGKILL)
    assert len(list(tmp_path.iterdir())) == 1
    with scratch_folder():
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []
