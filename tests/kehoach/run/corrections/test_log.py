import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from kehoach.errors import WarehouseError, WrongUsage
from kehoach.run.corrections.entry import from_line, to_line
from kehoach.run.corrections.log import FILE, CorrectionLog, export_lines, read_lines
from tests.kehoach.run.corrections.factories import DOC, entry


def test_entries_come_back_as_they_were(tmp_path):
    made = [
        entry("accept"),
        entry("correct", after="Sở Tư pháp", number=2, batch="b", sample=True, detail={"rules": ["x"]}),
    ]
    log = CorrectionLog(tmp_path)
    log.append(made)
    assert list(log.entries()) == made
    assert log.entries(DOC) == tuple(made)
    assert log.entries("ffff") == ()
    assert log.counts() == {DOC: 2}


def test_there_is_no_log_before_the_first_entry(tmp_path):
    assert CorrectionLog(tmp_path).entries() == ()
    assert CorrectionLog(tmp_path).counts() == {}
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("statement", ["DELETE FROM entries", "UPDATE entries SET line = ''"])
def test_nothing_is_changed_or_deleted(tmp_path, statement):
    CorrectionLog(tmp_path).append([entry("accept")])
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        sqlite3.connect(tmp_path / FILE).execute(statement)


def test_a_log_moves_to_another_machine_once(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here, there = CorrectionLog(tmp_path / "a"), CorrectionLog(tmp_path / "b")
    here.append([entry("accept"), entry("correct", number=2, after="x")])
    lines = list(export_lines(here))
    for _ in range(2):
        there.append(read_lines(lines))
    assert there.entries() == here.entries()


@pytest.mark.parametrize("line", ["{}", "no json", '{"action": "drop", "anchor": {"bbox": null}}', "[]"])
def test_a_foreign_line_is_refused(line):
    with pytest.raises(WrongUsage, match="Line 2"):
        read_lines([to_line(entry("accept")), line])


def test_a_line_holds_all(tmp_path):
    made = entry("correct", after="“a”\n|b", reason="mờ")
    assert from_line(to_line(made)) == made


def test_a_damaged_file_is_told(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(WarehouseError, match="not a database"):
        CorrectionLog(tmp_path).entries()


WRITER = """
import sys
from pathlib import Path
from kehoach.run.corrections.log import CorrectionLog
from tests.kehoach.run.corrections.factories import entry
log = CorrectionLog(Path(sys.argv[1]))
for number in range(1, 50):
    log.append([entry("accept", number=number)])
    print(number, flush=True)
    """


def test_a_kill_loses_nothing_that_was_confirmed(tmp_path):
    for seconds in (0.0, 0.01, 0.03):
        folder = tmp_path / str(seconds)
        folder.mkdir()
        child = subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, text=True)
        first = child.stdout.readline()
        time.sleep(seconds)
        os.kill(child.pid, signal.SIGKILL)
        confirmed = [first.strip(), *child.stdout.read().split()]
        child.wait()
        kept = {int(item.entry_id, 16) for item in CorrectionLog(folder).entries()}
        assert kept >= set(map(int, confirmed))
