import json

import pytest

from kehoach.errors import UnreadableFile
from kehoach.run.batch import read_one
from kehoach.run.schemas import TABLES
from kehoach.run.warehouse import load_table
from kehoach.settings import RunSettings, Settings

READ, SAME, TWICE, FAILED = "read", "unchanged", "duplicate", "failed"


def rows(folder, table):
    return [{**row, "processed_at": None} for row in load_table(folder, table)]


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path, write, run):
    write("a.pdf", year=2019)
    assert run() == {"a.pdf": READ}
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "wh").glob("*/*/*.parquet")}
    assert run() == {"a.pdf": SAME}
    assert run.report.files[0].counts.tasks == 1
    assert files == {path: path.stat().st_mtime_ns for path in files}


def test_workers_and_order_do_not_show(tmp_path, write, run):
    for number in range(4):
        write(f"{number}.pdf", tasks=number)
    run(folder=tmp_path / "one")
    run(folder=tmp_path / "two", jobs=2, inputs=[str(tmp_path / "in" / f"{number}.pdf") for number in (3, 1, 0, 2)])
    for table in TABLES:
        assert rows(tmp_path / "one", table) == rows(tmp_path / "two", table)


def test_same_name_in_two_folders(tmp_path, write, run):
    write("so-y-te/01.pdf", tasks=1)
    write("so-tu-phap/01.pdf", tasks=2)
    assert run() == {"so-tu-phap/01.pdf": READ, "so-y-te/01.pdf": READ}
    assert len(load_table(tmp_path / "wh", "documents")) == 2
    assert len(load_table(tmp_path / "wh", "tasks")) == 3


def test_the_same_bytes_are_read_once(tmp_path, write, run):
    write("a.pdf")
    write("copy.pdf")
    assert run() == {"a.pdf": READ, "copy.pdf": TWICE}
    assert [row["source_path"] for row in load_table(tmp_path / "wh", "documents")] == ["a.pdf"]


def test_what_fails_costs_one_line(tmp_path, write, run):
    write("good.pdf")
    write("bug.pdf", "bug")
    write("die.pdf", "die")
    write("locked.pdf", "locked")
    outcomes = run()
    assert outcomes == {"bug.pdf": FAILED, "die.pdf": FAILED, "good.pdf": READ, "locked.pdf": FAILED}
    assert run.exit_code == 1
    reasons = {file.name: file.reason for file in run.report.files}
    assert reasons == {"bug.pdf": "internal_error", "die.pdf": "crash", "good.pdf": None, "locked.pdf": "encrypted"}
    assert len(load_table(tmp_path / "wh", "documents")) == 1
    (kept,) = (tmp_path / "wh/_runs").glob("*.json")
    assert [file["outcome"] for file in json.loads(kept.read_text())["files"]] == [FAILED, FAILED, READ, FAILED]


def test_a_hang_is_given_up(write, run):
    write("hang.pdf", "hang")
    assert run(seconds=3.0) == {"hang.pdf": FAILED}
    assert run.report.files[0].reason == "timeout"
    assert run.exit_code == 3


def test_failed_files_are_tried_again(write, run):
    write("a.pdf", "locked")
    assert run() == {"a.pdf": FAILED}
    assert run() == {"a.pdf": FAILED}
    write("a.pdf", tasks=1)
    assert run() == {"a.pdf": READ}


def test_changed_bytes_replace_the_rows(tmp_path, write, run):
    write("a.pdf", year=2019, tasks=1)
    run()
    write("a.pdf", year=2020, tasks=4)
    assert run() == {"a.pdf": READ}
    assert {row["plan_year"] for row in load_table(tmp_path / "wh", "documents")} == {2020}
    assert len(load_table(tmp_path / "wh", "tasks")) == 4


def test_a_moved_file_keeps_its_id_and_changes_its_path(tmp_path, write, run):
    path = write("a.pdf")
    write("b.pdf", tasks=5)
    run()
    before = {row["source_path"]: row["doc_id"] for row in load_table(tmp_path / "wh", "documents")}
    path.rename(tmp_path / "in" / "z.pdf")
    assert run() == {"b.pdf": SAME, "z.pdf": READ}
    after = {row["source_path"]: row["doc_id"] for row in load_table(tmp_path / "wh", "documents")}
    assert after == {"b.pdf": before["b.pdf"], "z.pdf": before["a.pdf"]}


def test_another_version_reads_again(write, run, monkeypatch):
    write("a.pdf")
    run()
    monkeypatch.setattr("kehoach.run.fingerprint.pipeline_version", lambda: "0.2.0+fff")
    assert run() == {"a.pdf": READ}


def test_other_inputs_stay(tmp_path, write, run):
    first, second = write("one/a.pdf", tasks=1), write("two/a.pdf", tasks=2)
    run(inputs=[str(first)])
    run(inputs=[str(second)])
    assert len(load_table(tmp_path / "wh", "documents")) == 2


def test_the_warehouse_may_lie_among_the_inputs(tmp_path, write, run):
    write("a.pdf")
    run(folder=tmp_path / "in/warehouse")
    assert run(folder=tmp_path / "in/warehouse") == {"a.pdf": SAME}


def test_reading_one_file(write, fake_stages):
    assert read_one(str(write("a.pdf", tasks=2)), Settings())["tasks"][1]["number"] == "2"


def test_reading_one_file_that_fails(write, fake_stages):
    with pytest.raises(UnreadableFile, match="encrypted") as caught:
        read_one(str(write("a.pdf", "locked")), Settings(run=RunSettings(1, 30.0)))
    assert caught.value.exit_code == 3
