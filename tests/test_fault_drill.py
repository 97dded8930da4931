"""Everything that can befall a batch, with fake stages: what was not hit must come out as in an undisturbed
run.
"""

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table

pytestmark = pytest.mark.usefixtures("isolated")
ROOT = Path(__file__).parents[1]
KILLS = 20


def tables(folder):
    """All rows but for the time of reading, which no two runs share."""
    return {name: [{**row, "processed_at": None} for row in load_table(folder, name)] for name in TABLES}


def write_plans(folder, count, **more):
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        plan = {"year": 2019 + number % 3, "tasks": number % 5, "title": f"KẾ HOẠCH {number}", **more}
        (folder / f"plan-{number}.pdf").write_text(json.dumps(plan))


def start(inputs, folder, **options):
    arguments = [sys.executable, "-m", "tests.drill", str(inputs), str(folder)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True, **options)


def finish(inputs, folder, **options):
    process = start(inputs, folder, **options)
    said, _ = process.communicate(timeout=60)
    return process.returncode, said


def is_running(number):
    """Whether a process runs; one that has ended and was not asked for its end does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_each_fault_costs_its_document(tmp_path, write, run):
    write_plans(tmp_path / "in", 6)
    run(folder=tmp_path / "undisturbed")
    note = tmp_path / "child"
    faults = {
        "hang": ("hang 3", "timeout", 3),
        "hang-with-child": (f"hang_with_child {note}", "timeout", None),
        "spin": ("spin", "timeout", None),
        "bomb": ("allocate", "memory", None),
        "segv": ("segv", "crash", None),
        "killed": ("killed", "crash", None),
        "die": ("die", "crash", None),
        "bug": ("bug", "internal_error", None),
    }
    for name, (text, _, _) in faults.items():
        write(f"{name}.pdf", text)
    outcomes = run(jobs=2, page_seconds=5.0, cpu_seconds=1.0, memory_mb=2048)
    failed = {file.name: (file.reason, file.page) for file in run.report.files if file.outcome == "failed"}
    assert failed == {f"{name}.pdf": (reason, page) for name, (_, reason, page) in faults.items()}
    assert sum(outcome == "read" for outcome in outcomes.values()) == 6
    assert tables(tmp_path / "wh") == tables(tmp_path / "undisturbed")
    wait_until(lambda: not is_running(note.read_text()))


def test_killed_at_any_moment(tmp_path):
    inputs, folder = tmp_path / "in", tmp_path / "wh"
    chance = random.Random(20)
    write_plans(inputs, 8, seconds=0.02)
    began = time.monotonic()
    assert finish(inputs, tmp_path / "timed")[0] == 0
    usual = time.monotonic() - began
    for _ in range(KILLS):
        for number in chance.sample(range(8), 3):
            plan = {"year": chance.randint(2018, 2022), "tasks": chance.randint(0, 9), "seconds": 0.02}
            (inputs / f"plan-{number}.pdf").write_text(json.dumps(plan))
        process = start(inputs, folder)
        time.sleep(chance.uniform(0.15, 1.0) * usual)
        process.kill()
        process.communicate()
        if (folder / "_kehoach.json").exists():
            tables(folder)  # every one is whole
    assert finish(inputs, folder)[0] == 0
    assert finish(inputs, tmp_path / "undisturbed")[0] == 0
    assert tables(folder) == tables(tmp_path / "undisturbed")


def test_children_end_with_their_parent(tmp_path):
    (tmp_path / "in").mkdir()
    note = tmp_path / "child"
    (tmp_path / "in/a.pdf").write_text(f"hang_with_child {note}")
    process = start(tmp_path / "in", tmp_path / "wh")
    wait_until(lambda: note.exists() and note.read_text(), 30)
    process.kill()
    process.communicate()
    wait_until(lambda: not is_running(note.read_text()))


@pytest.mark.parametrize("room", [100, 9_000])
def test_a_full_disk(tmp_path, room):
    """Files may not grow over `room` bytes: first the results do not fit, then the tables."""
    inputs, folder = tmp_path / "in", tmp_path / "wh"
    write_plans(inputs, 12, tasks=9)
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))}
    code, said = finish(inputs, folder, **limit)
    assert code == 5, said
    assert "File too large" in said
    tables(folder)  # every one is whole
    assert finish(inputs, folder)[0] == 0
    assert finish(inputs, tmp_path / "undisturbed")[0] == 0
    assert tables(folder) == tables(tmp_path / "undisturbed")
    assert not list((folder / "_tmp").iterdir())


def test_a_killed_child_in_the_middle_of_sending(tmp_path, write, run):
    """The others' pipes are not touched by what a dying child leaves in its own."""
    write_plans(tmp_path / "in", 6)
    write("torn.pdf", "torn")
    outcomes = run(jobs=2)
    assert outcomes.pop("torn.pdf") == "failed"
    assert set(outcomes.values()) == {"read"}
