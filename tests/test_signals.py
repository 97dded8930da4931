"""A command that is stopped from outside, at any moment, from a terminal or a script."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.test_fault_drill import ROOT, is_running, wait_until

FAKES = """
from kehoach.run.engines import worker
from tests.kehoach import fakes
worker.read = fakes.read
"""
MAIN = "from kehoach.cli import main; main()"


def start(code, inputs, folder, *flags, **options):
    arguments = [sys.executable, *flags, "-c", code, "run", str(inputs), "--warehouse", str(folder)]
    return subprocess.Popen(
        arguments, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True, **options
    )


def children(process):
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


@pytest.mark.parametrize("loaded", ["kehoach.cli_config", "typer", "pyarrow.lib", "kehoach.run.batch"])
def test_ctrl_c_while_modules_load(tmp_path, write, loaded):
    process = start(MAIN, write("a.pdf").parent, tmp_path / "wh", "-X", "importtime")
    while process.stderr.readline().rpartition("|")[2].strip() != loaded:
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    told = [line for line in said.splitlines() if not line.startswith("import time:")]
    assert process.returncode == 130
    assert not told or (told[0] == "kehoach: Interrupted." and len(told) == 2)


def test_no_child_hears_ctrl_c_from_the_first_moment_on(tmp_path, write):
    """Whatever it loads then: a trace of that would stand where the run says that it was interrupted."""
    process = start(FAKES + MAIN, write("a.pdf", "sleep").parent, tmp_path / "wh")
    try:
        wait_until(lambda: len(children(process)) == 2, 60)  # Python's tracker of resources is the other
        assert [hears(pid, signal.SIGINT) for pid in children(process)] == [False, False]
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)


def hears(pid, number):
    """Whether a process neither blocks nor ignores a signal."""
    status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return not any(int(status[field], 16) >> (number - 1) & 1 for field in ("SigBlk", "SigIgn"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.0, 3.0])
def test_a_run_ends_by_either_signal_also_where_a_script_lets_them_be_ignored(tmp_path, write, number, after):
    """The signal goes to the terminal's whole group, first when a child has only just been started."""
    inputs = write("a.pdf", "sleep").parent
    ignoring = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)}
    process = start(FAKES + MAIN, inputs, tmp_path / "wh", **ignoring)
    wait_until(lambda: children(process), 60)
    time.sleep(after)
    begun = children(process)
    os.killpg(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines() == [
        "kehoach: Interrupted.",
        "Run the same command again: what was read is kept, and the tables are brought up to date then.",
    ]
    wait_until(lambda: not any(map(is_running, begun)))
