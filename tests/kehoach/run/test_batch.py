import contextlib
import json
import os
import shutil
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from kehoach.errors import WrongUsage
from kehoach.run import batch, input_ledger
from kehoach.run.batch import plan_batch, run_batch
from kehoach.run.steps import check_prune
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.seal import seal, unseal
from kehoach.run.warehouse.store import load_table
from kehoach.settings import ExtractSettings, RunSettings, Settings
from tests.kehoach import fakes

READ, SAME, TWICE, FAILED = "read", "unchanged", "duplicate", "failed"


def rows(folder, table):
    return [{**row, "processed_at": None} for row in load_table(folder, table)]


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path, write, run):
    write("a.pdf", year=2019)
    assert run() == {"a.pdf": READ}
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "wh").glob("*/2019-*.parquet")}
    assert len(files) == len(TABLES)
    assert run() == {"a.pdf": SAME}
    assert run.report.files[0].counts.tasks == 1
    assert files == {path: path.stat().st_mtime_ns for path in files}


def test_workers_and_order_do_not_show(tmp_path, write, run, isolated):
    for number in range(4):
        write(f"{number}.pdf", tasks=number)
    run(folder=tmp_path / "one")
    run(
        folder=tmp_path / "two",
        jobs=2,
        inputs=[str(tmp_path / "in" / f"{number}.pdf") for number in (3, 1, 0, 2)],
    )
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


def test_what_fails_costs_one_line(tmp_path, write, run, isolated):
    write("good.pdf")
    write("bug.pdf", "bug")
    write("die.pdf", "die")
    write("locked.pdf", "locked")
    outcomes = run()
    assert outcomes == {"bug.pdf": FAILED, "die.pdf": FAILED, "good.pdf": READ, "locked.pdf": FAILED}
    assert run.exit_code == 1
    reasons = {file.name: file.reason for file in run.report.files}
    assert reasons == {
        "bug.pdf": "internal_error",
        "die.pdf": "crash",
        "good.pdf": None,
        "locked.pdf": "encrypted",
    }
    assert len(load_table(tmp_path / "wh", "documents")) == 1


def test_a_hang_is_given_up(write, run, isolated):
    write("hang.pdf", "hang")
    assert run(document_seconds=3.0) == {"hang.pdf": FAILED}
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
    assert run() == {"b.pdf": SAME, "z.pdf": "moved"}
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


def test_each_file_says_why_it_is_read(write, run, monkeypatch):
    write("a.pdf")
    write("b.pdf", "locked")
    run()
    assert run.why == {"a.pdf": "new", "b.pdf": "new"}
    run()
    assert run.why == {"a.pdf": None, "b.pdf": "retried"}
    write("a.pdf", tasks=3)
    write("b.pdf", tasks=4)
    run()
    assert run.why == {"a.pdf": "changed", "b.pdf": "changed"}
    monkeypatch.setattr("kehoach.run.fingerprint.pipeline_version", lambda: "0.2.0+fff")
    run()
    assert run.why == {"a.pdf": "upgraded", "b.pdf": "upgraded"}


def test_a_plan_does_nothing(tmp_path, write, run):
    write("a.pdf")
    settings = Settings(run=RunSettings(jobs=1))
    planned = plan_batch([str(tmp_path / "in")], tmp_path / "wh", settings)
    assert [(file.name, file.outcome, file.why) for file in planned.files] == [("a.pdf", "pending", "new")]
    assert not (tmp_path / "wh").exists()
    run()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "wh").rglob("*")}
    write("b.pdf", tasks=2)
    write("c.pdf", tasks=2)
    planned = plan_batch([str(tmp_path / "in")], tmp_path / "wh", settings)
    assert {file.name: file.outcome for file in planned.files} == {
        "a.pdf": SAME,
        "b.pdf": "pending",
        "c.pdf": TWICE,
    }
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "wh").rglob("*")}


def test_what_is_gone_stays_until_it_is_pruned(tmp_path, write, run):
    write("a.pdf", tasks=1)
    write("sub/b.pdf", tasks=2)
    run()
    write("sub/c.txt", "text")
    (tmp_path / "in/sub/b.pdf").unlink()
    assert run() == {"a.pdf": SAME, "sub/b.pdf": "gone", "sub/c.txt": "skipped"}
    assert len(load_table(tmp_path / "wh", "documents")) == 2
    assert run(prune=True) == {"a.pdf": SAME, "sub/b.pdf": "pruned", "sub/c.txt": "skipped"}
    assert [row["source_path"] for row in load_table(tmp_path / "wh", "documents")] == ["a.pdf"]
    assert run(prune=True) == {"a.pdf": SAME, "sub/c.txt": "skipped"}


def test_pruning_looks_only_where_the_run_looks(tmp_path, write, run):
    write("one/a.pdf", tasks=1)
    gone = write("two/b.pdf", tasks=2)
    run()
    gone.unlink()
    assert run(inputs=[str(tmp_path / "in/one")], prune=True) == {"a.pdf": "moved"}
    assert len(load_table(tmp_path / "wh", "documents")) == 2


def test_a_wider_run_reads_nothing_again(tmp_path, write, run):
    write("2020/a.pdf", tasks=1)
    run(inputs=[str(tmp_path / "in/2020")])
    write("2021/a.pdf", tasks=2)
    assert run() == {"2020/a.pdf": "moved", "2021/a.pdf": READ}
    assert {row["source_path"] for row in load_table(tmp_path / "wh", "documents")} == {
        "2020/a.pdf",
        "2021/a.pdf",
    }


def test_a_moved_file_whose_year_came_from_its_folder_is_read_again(tmp_path, write, run):
    write("2019/a.pdf", rule="year_from_folder").rename(tmp_path / "in/a.pdf")
    run()
    (tmp_path / "in/a.pdf").rename(tmp_path / "in/z.pdf")
    assert run() == {"z.pdf": READ}
    assert run.why == {"z.pdf": "moved"}


def test_exchanged_files_keep_both(tmp_path, write, run):
    one, two = write("a.pdf", tasks=1), write("b.pdf", tasks=2)
    run()
    before = {row["source_path"]: row["doc_id"] for row in load_table(tmp_path / "wh", "documents")}
    one.rename(tmp_path / "in/c")
    two.rename(one)
    (tmp_path / "in/c").rename(two)
    assert run() == {"a.pdf": "moved", "b.pdf": "moved"}
    after = {row["source_path"]: row["doc_id"] for row in load_table(tmp_path / "wh", "documents")}
    assert after == {"a.pdf": before["b.pdf"], "b.pdf": before["a.pdf"]}


def test_the_same_bytes_in_another_run_are_a_duplicate(tmp_path, write, run):
    write("one/a.pdf")
    write("two/a.pdf")
    run(inputs=[str(tmp_path / "in/one")])
    assert run(inputs=[str(tmp_path / "in/two")]) == {"a.pdf": TWICE}
    assert len(load_table(tmp_path / "wh", "documents")) == 1


def test_a_damaged_result_is_made_again(tmp_path, write, run):
    write("a.pdf")
    run()
    (result,) = (tmp_path / "wh/_results").rglob("*.result")
    result.write_bytes(result.read_bytes()[:100])
    assert run() == {"a.pdf": READ}
    assert run.why == {"a.pdf": "damaged"}
    assert run() == {"a.pdf": SAME}


def lose_a_bit(path):
    """As a disk does it: nothing but the bytes tells."""
    found, data = path.stat(), bytearray(path.read_bytes())
    data[-50] ^= 4
    path.write_bytes(data)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_a_result_that_proves_damaged_is_read_again_in_the_same_run(tmp_path, write, run):
    write("a.pdf", tasks=2)
    run()
    (result,) = (tmp_path / "wh/_results").rglob("*.result")
    lose_a_bit(result)
    write("b.pdf", tasks=1)
    assert run() == {"a.pdf": READ, "b.pdf": READ}
    assert run.why == {"a.pdf": "damaged", "b.pdf": "new"}
    assert run.exit_code == 0
    assert len(load_table(tmp_path / "wh", "tasks")) == 3


def test_a_file_that_is_replaced_while_the_run_goes_on(tmp_path, write, run):
    """What was hashed at the start is not what is read later: rows never stand under the hash of other
    bytes.
    """
    changed = write("b.pdf", tasks=1)
    write("a.pdf", f"swap {changed}")
    assert run() == {"a.pdf": FAILED, "b.pdf": READ}
    assert run.why["b.pdf"] == "changed"
    (document,) = load_table(tmp_path / "wh", "documents")
    assert document["source_sha256"] == sha256(changed.read_bytes()).hexdigest()
    assert len(load_table(tmp_path / "wh", "tasks")) == 4
    write("a.pdf", "locked")
    assert run() == {"a.pdf": FAILED, "b.pdf": SAME}


def test_a_clock_that_is_set_back_hides_no_change(tmp_path, write, run, monkeypatch):
    """Files are younger than the clock says, and runs end before they began."""
    path = write("a.pdf", tasks=1)
    young = path.stat().st_mtime_ns
    monkeypatch.setattr(input_ledger, "time_ns", lambda: young - 10**15)
    moments = (datetime(2020, 1, 9 - back, tzinfo=UTC) for back in count())
    monkeypatch.setattr(batch, "datetime", SimpleNamespace(now=lambda zone: next(moments)))
    assert run() == {"a.pdf": READ}
    assert run() == {"a.pdf": SAME}
    write("a.pdf", tasks=2)
    os.utime(path, ns=(young, young))
    assert run() == {"a.pdf": READ}
    assert len(load_table(tmp_path / "wh", "tasks")) == 2
    assert len(list((tmp_path / "wh/_runs").iterdir())) == 3


@pytest.mark.parametrize(("stuck", "reason"), [("sleep", "timeout"), ("die", "crash"), ("killed", "crash")])
def test_a_page_that_stops_its_process_costs_that_page(tmp_path, write, run, isolated, stuck, reason):
    write("a.pdf", stuck=stuck, tasks=3)
    assert run(page_seconds=8.0) == {"a.pdf": "partial"}
    assert run.report.files[0].message == f"Not read: page 2: {reason}."
    assert run.exit_code == 1
    assert len(load_table(tmp_path / "wh", "tasks")) == 3
    if stuck == "sleep":
        assert run(page_seconds=8.0) == {"a.pdf": "partial"}
        assert run.why == {"a.pdf": "retried"}


def test_what_was_not_looked_at_has_its_line_and_its_exit_code(tmp_path, write, run):
    write("a.pdf")
    write("readme.txt", "text")
    assert run() == {"a.pdf": READ, "readme.txt": "skipped"}
    assert run.exit_code == 0
    (tmp_path / "in/kh.docx").write_bytes(b"PK\x03\x04")
    assert run() == {"a.pdf": SAME, "kh.docx": "skipped", "readme.txt": "skipped"}
    assert run.exit_code == 6
    planned = plan_batch([str(tmp_path / "in")], tmp_path / "wh", Settings(run=RunSettings(1)))
    assert planned.exit_code == 6
    write("bad.pdf", "locked")
    run()
    assert run.exit_code == 1


def test_an_empty_mount_is_not_pruned(tmp_path, write, run):
    for number in range(3):
        write(f"so-a/2020/{number}.pdf", tasks=number)
    write("so-b/a.pdf", tasks=4)
    run()
    shutil.rmtree(tmp_path / "in/so-a/2020")
    with pytest.raises(WrongUsage, match=r"3 of 4 documents, all below .*so-a, which is empty now"):
        run(prune=True)
    assert len(load_table(tmp_path / "wh", "documents")) == 4
    assert run(prune=True, force=True)["so-a/2020/1.pdf"] == "pruned"
    assert len(load_table(tmp_path / "wh", "documents")) == 1


@pytest.mark.parametrize(("left", "refused"), [(10, False), (11, True)])
def test_a_large_share_is_not_pruned(left, refused):
    heads = [fakes.make_head(f"{number:016x}", path=f"/in/{number}.pdf") for number in range(50)]
    check = pytest.raises(WrongUsage) if refused else contextlib.nullcontext()
    with check:
        check_prune(heads[:left], heads, Path("/in"))


def test_no_more_than_a_limit_is_read(tmp_path, write, run):
    for name in "abc":
        write(f"{name}.pdf", title=name)
    assert run(limit=2) == {"a.pdf": READ, "b.pdf": READ, "c.pdf": "pending"}
    assert run.exit_code == 0
    assert len(load_table(tmp_path / "wh", "documents")) == 2
    write("b.pdf", title="other", tasks=4)
    assert run(limit=0) == {"a.pdf": SAME, "b.pdf": "pending", "c.pdf": "pending"}
    assert len(load_table(tmp_path / "wh", "documents")) == 2, "what waits to be replaced stays"
    assert run(limit=2) == {"a.pdf": SAME, "b.pdf": READ, "c.pdf": READ}
    assert len(load_table(tmp_path / "wh", "tasks")) == 6


def test_the_largest_files_are_read_first(tmp_path, write, fake_stages):
    for name, title in (("a", "x"), ("b", "x" * 90), ("c", "x" * 60)):
        write(f"{name}.pdf", title=title)
    told = []
    settings = Settings(run=RunSettings(jobs=1))
    run_batch([str(tmp_path / "in")], tmp_path / "wh", settings, lambda file, _: told.append(file.name))
    assert told == ["b.pdf", "c.pdf", "a.pdf"]


def test_nothing_is_read_after_the_first_failure(tmp_path, write, run):
    write("a.pdf", tasks=3)
    write("b.pdf", "locked")
    write("c.pdf")
    assert run(fail_fast=True) == {"a.pdf": READ, "b.pdf": FAILED, "c.pdf": "pending"}
    assert run.exit_code == 1
    assert len(load_table(tmp_path / "wh", "documents")) == 1
    write("b.pdf", tasks=2)
    assert run(fail_fast=True) == {"a.pdf": SAME, "b.pdf": READ, "c.pdf": READ}


def test_limits_have_nothing_read_again(tmp_path, write, run):
    write("a.pdf")
    run()
    settings = Settings(ExtractSettings(max_pages=600, max_page_pixels=10), RunSettings(1))
    (planned,) = plan_batch([str(tmp_path / "in")], tmp_path / "wh", settings).files
    assert planned.outcome == SAME
    (planned,) = plan_batch([str(tmp_path / "in")], tmp_path / "wh", Settings(ExtractSettings(dpi=200))).files
    assert planned.why == "upgraded"


def test_a_damaged_result_of_a_moved_file_is_read_again(tmp_path, write, run):
    path = write("a.pdf", tasks=2)
    run()
    (result,) = (tmp_path / "wh/_results").rglob("*.result")
    lose_a_bit(result)
    path.rename(tmp_path / "in/b.pdf")
    assert run() == {"b.pdf": READ}
    assert run.why == {"b.pdf": "damaged"}


def test_a_damaged_result_whose_file_is_gone_is_told(tmp_path, write, run):
    path = write("a.pdf", tasks=2)
    run()
    (result,) = (tmp_path / "wh/_results").rglob("*.result")
    lose_a_bit(result)
    path.unlink()
    write("b.pdf")
    assert run() == {"a.pdf": FAILED, "b.pdf": READ}
    assert {file.name: file.reason for file in run.report.files} == {"a.pdf": "damaged_result", "b.pdf": None}
    assert "the file is gone" in run.report.files[0].message
    assert run.exit_code == 1
    assert run() == {"b.pdf": SAME}


def test_a_result_of_another_schema_whose_file_is_no_input_says_to_give_it(tmp_path, write, run):
    path = write("one/a.pdf", tasks=2)
    run(inputs=[str(path.parent)])
    (result,) = (tmp_path / "wh/_results").rglob("*.result")
    head, _, rows = unseal(result.read_bytes())[1].partition(b"\n")
    older = json.dumps(json.loads(head) | {"schema_version": "older"})
    result.write_bytes(seal(older.encode() + b"\n" + rows))
    other = write("two/b.pdf").parent
    assert run(inputs=[str(other)]) == {"a.pdf": FAILED, "b.pdf": READ}
    (told,) = (file for file in run.report.files if file.outcome == "failed")
    assert "none of this run's inputs" in told.message and str(path) in told.advice
    assert set(run(inputs=[str(path.parent), str(other)]).values()) == {READ, "moved"}


def test_a_damaged_table_is_built_again_and_told(tmp_path, write, run):
    write("a.pdf", tasks=2)
    run()
    path = tmp_path / "wh/tasks/2020-all.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    assert run() == {"a.pdf": SAME}
    assert run.report.repairs == ("tasks/2020-all.parquet was damaged; it was built again.",)
    assert run.exit_code == 0
    assert len(load_table(tmp_path / "wh", "tasks")) == 2


def test_without_what_earlier_runs_knew(tmp_path, write, run):
    write("a.pdf")
    run()
    (tmp_path / "wh/_inputs.json").write_text("rubbish")
    assert run() == {"a.pdf": SAME}


def test_every_run_has_its_rows_and_its_page(tmp_path, write, run, isolated):
    write("binh-duong/so-y-te/a.pdf", tasks=2)
    write("binh-duong/so-y-te/b.pdf", "hang 3")
    run(page_seconds=4.0)
    first = run.report
    run(page_seconds=4.0)
    runs = pd.read_parquet(tmp_path / "wh/runs")
    assert list(runs["run_id"].unique()) == [first.run_id, run.report.run_id]
    good, bad = runs[runs["run_id"] == first.run_id].to_dict("records")
    assert (good["outcome"], good["why"], good["tasks"], good["pages"]) == (READ, "new", 2, 2)
    assert (bad["reason"], bad["page"], bad["agency"]) == ("timeout", 3, "Sở")
    page = (tmp_path / f"wh/_runs/{first.run_id}.html").read_text()
    doubted = '<a href="http://127.0.0.1:8600/queue?queue=document&amp;rule=stale_year">stale_year</a>'
    for part in (
        "binh-duong/so-y-te/b.pdf",
        "at page 3",
        "Xem trang được nêu có bất thường không",
        doubted,
    ):
        assert part in page
