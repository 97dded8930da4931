import json
from datetime import datetime

import pytest

from kehoach import progress
from kehoach.logs import open_log
from kehoach.run.report import FileReport
from kehoach.run.warehouse.results import Counts


@pytest.fixture
def json_run(kehoach, fake_stages, tmp_path):
    """Run over `tmp_path/in` with JSON lines: exit code, events, standard output."""

    def json_run(*arguments):
        command = (
            "run",
            tmp_path / "in",
            "--warehouse",
            tmp_path / "wh",
            "--jobs",
            1,
            "--log-format",
            "json",
        )
        code, out, err = kehoach(*command, *arguments)
        return code, [json.loads(line) for line in err.splitlines()], out

    return json_run


def test_a_line_for_each_event(json_run, write):
    write("a.pdf", tasks=3)
    write("b.pdf", "locked")
    code, events, out = json_run()
    assert (code, out) == (1, "")
    assert [event["event"] for event in events] == ["run_started", "document", "document", "run_finished"]
    documents = {event["name"]: event for event in events[1:3]}
    assert (documents["a.pdf"]["outcome"], documents["a.pdf"]["counts"]["tasks"]) == ("read", 3)
    assert (documents["b.pdf"]["reason"], documents["b.pdf"]["level"]) == ("encrypted", "warning")
    assert documents["b.pdf"]["total"] == 2
    assert (events[3]["exit_code"], events[3]["outcomes"]) == (1, {"read": 1, "failed": 1})
    assert datetime.fromisoformat(events[0]["time"]).tzinfo


def test_the_bar_names_the_page_that_is_read_and_counts_those_before():
    with open_log("text") as log:
        (task,) = log.bar.tasks
        log.document(FileReport("a.pdf", "read", counts=Counts(4, 0, 0, 0, 0)), 3)
        for name, page in (("b.pdf", 1), ("b.pdf", 2), ("c\x1b.pdf", 3)):
            progress.pass_on(name, page)
        assert (task.description, task.fields["pages"], task.total) == ("c\\x1b.pdf, page 3", 7, 3)
        log.document(FileReport("b.pdf", "read", counts=Counts(5, 0, 0, 0, 0)), 3)
        assert (task.description, task.fields["pages"], task.completed) == ("b.pdf", 11, 2)
    progress.pass_on("d.pdf", 1)  # nobody follows any more
    assert task.description == "b.pdf"


def test_an_error_is_an_event(json_run, tmp_path):
    (tmp_path / "in").mkdir()
    code, events, _ = json_run()
    assert code == 3
    assert events[-1]["event"] == "error"
    assert (events[-1]["reason"], events[-1]["exit_code"]) == ("nothing_to_read", 3)
    assert "Give files or folders" in events[-1]["advice"]


def test_an_interrupt_is_an_event(json_run, write, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("kehoach.run.batch.run_batch", interrupted)
    write("a.pdf")
    code, events, _ = json_run()
    assert (code, events[-1]["reason"]) == (130, "interrupted")


def test_a_bug_is_an_event(json_run, write, monkeypatch):
    monkeypatch.setattr("kehoach.run.batch.run_batch", lambda *arguments: {}["tasks"])
    write("a.pdf")
    code, events, out = json_run()
    assert (code, out) == (7, "")
    assert (events[-1]["event"], events[-1]["reason"], events[-1]["exit_code"]) == (
        "error",
        "internal_error",
        7,
    )
    assert "Report this as a bug" in events[-1]["advice"]
    assert "KeyError" in events[-1]["traceback"]
