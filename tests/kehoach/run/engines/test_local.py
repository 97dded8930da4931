"""What the fault drill does not: children are started late, used again, and gone at the end."""

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest

from kehoach import progress
from kehoach.run.engines import local as pool
from kehoach.run.engines.engine import Failure, Job, Reading
from kehoach.run.engines.local import LocalEngine
from kehoach.settings import ExtractSettings, RunSettings
from tests.kehoach import fakes

SERVE = pool.worker.serve
pytestmark = pytest.mark.usefixtures("fake_stages")


@pytest.fixture
def jobs(write):
    def jobs(*texts):
        sources = [fakes.make_source(write(f"{n}.pdf", text), f"{n}.pdf") for n, text in enumerate(texts)]
        return [Job(source, ExtractSettings(), "key", "0") for source in sources]

    return jobs


def children(engine):
    return [child.process.pid for child in engine._children]


def test_a_child_reads_one_document_after_another(jobs):
    engine = LocalEngine(RunSettings(jobs=1))
    seen = [(job.source.name, children(engine)) for job, _ in engine.read_all(jobs("{}", "{}", "{}"))]
    assert [name for name, _ in seen] == ["0.pdf", "1.pdf", "2.pdf"]
    assert len({tuple(pids) for _, pids in seen}) == 1
    assert not engine._children


def test_whoever_follows_hears_of_each_page(jobs):
    told = []
    progress.follow(lambda name, page: told.append((name, page)))
    try:
        list(LocalEngine(RunSettings(jobs=1)).read_all(jobs("slow 2 0")))
    finally:
        progress.follow(None)
    assert told == [("0.pdf", 1), ("0.pdf", 2)]


def test_a_worn_child_is_replaced(jobs, monkeypatch):
    monkeypatch.setattr(pool, "_DOCUMENTS_PER_CHILD", 1)
    engine = LocalEngine(RunSettings(jobs=1))
    assert [type(outcome) for _, outcome in engine.read_all(jobs("{}", "{}"))] == [Reading, Reading]


def test_jobs_are_taken_as_children_are_free(jobs):
    taken = []

    def watched():
        for job in jobs("{}", "{}", "{}", "{}", "{}"):
            taken.append(job)
            yield job

    ahead = [len(taken) - done for done, _ in enumerate(LocalEngine(RunSettings(jobs=2)).read_all(watched()))]
    assert max(ahead) <= 2


def test_a_child_that_dies_between_documents_costs_none(jobs):
    engine = LocalEngine(RunSettings(jobs=1))
    outcomes = []
    for _, outcome in engine.read_all(jobs("{}", "{}")):
        for pid in children(engine):
            os.kill(pid, signal.SIGKILL)
        outcomes.append(type(outcome))
    assert outcomes == [Reading, Reading]


def test_what_a_killed_child_leaves_is_swept(jobs, tmp_path, monkeypatch):
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    note = tmp_path / "note"
    ((_, outcome),) = LocalEngine(RunSettings(jobs=1)).read_all(jobs(f"litter {note}"))
    assert outcome.reason == "crash"
    assert Path(note.read_text()).is_relative_to(tmp_path / "tmp")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_leaving_early_ends_all(jobs):
    engine = LocalEngine(RunSettings(jobs=2))
    outcomes = engine.read_all(jobs("{}", "hang"))
    next(outcomes)
    pids = children(engine)
    outcomes.close()
    assert len(pids) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_page_may_take_long_if_the_document_goes_on(jobs):
    ((_, outcome),) = LocalEngine(RunSettings(jobs=1, page_seconds=3.0)).read_all(jobs("slow 4 1.5"))
    assert isinstance(outcome, Failure) and outcome.reason == "encrypted"  # it came to the end


def test_a_document_takes_no_longer_than_it_may_and_keeps_its_pages(jobs):
    """The page that is being read when the time is up is left out in a second try, with all after it."""
    settings = RunSettings(jobs=1, document_seconds=4.0, page_seconds=30.0)
    began = time.monotonic()
    ((_, outcome),) = LocalEngine(settings).read_all(jobs("until 1 30"))
    assert time.monotonic() - began < 25.0  # two children had to start
    assert isinstance(outcome, Reading)
    assert outcome.results[0][0].missing == "page 2: timeout"


def test_a_document_that_takes_too_long_before_its_first_page(jobs):
    settings = RunSettings(jobs=1, document_seconds=3.0, page_seconds=30.0)
    ((_, outcome),) = LocalEngine(settings).read_all(jobs("sleep"))
    assert (outcome.reason, outcome.page) == ("timeout", None)
    assert 3.0 <= outcome.seconds < 8.0


def test_a_page_that_gets_little_of_a_busy_machine_has_more_time(jobs):
    ((_, outcome),) = LocalEngine(RunSettings(jobs=1, page_seconds=5.0)).read_all(jobs("busy 2 0.15"))
    assert isinstance(outcome, Reading)
    assert outcome.seconds > 5.0


def test_a_page_that_stands_still_ends_by_the_clock(jobs):
    ((_, outcome),) = LocalEngine(RunSettings(jobs=1, page_seconds=3.0)).read_all(jobs("hang"))
    assert (outcome.reason, outcome.page) == ("timeout", 1)
    assert 3.0 <= outcome.seconds < 12.0
    assert "It stood still" in outcome.advice


def test_a_page_that_works_and_then_stands_still_has_no_more_time_for_it(jobs):
    """It has used most of what it may, and is looked at again when it had time for the rest."""
    ((_, outcome),) = LocalEngine(RunSettings(jobs=1, page_seconds=4.0)).read_all(jobs("busy_then_hang 2"))
    assert (outcome.reason, outcome.page) == ("timeout", 1)
    assert "It stood still" in outcome.advice


def test_a_page_on_a_busy_machine_ends_with_its_document(jobs):
    settings = RunSettings(jobs=1, page_seconds=2.0, document_seconds=4.0)
    ((_, outcome),) = LocalEngine(settings).read_all(jobs("busy 9 0.15"))
    assert outcome.reason == "timeout"
    assert 4.0 <= outcome.seconds < 8.0
    assert "run.document_seconds" in outcome.advice


def test_the_clock_starts_with_a_child_s_first_word(jobs, monkeypatch):
    """A child that starts slowly has its time for the first page all the same."""
    monkeypatch.setattr(pool.worker, "serve", serve_late)
    engine = LocalEngine(RunSettings(jobs=1, page_seconds=5.0, document_seconds=60.0))
    ((_, outcome),) = engine.read_all(jobs("{}"))
    assert isinstance(outcome, Reading)


def test_a_child_that_never_says_a_word_is_given_up(jobs, monkeypatch):
    monkeypatch.setattr(pool.worker, "serve", serve_late)
    engine = LocalEngine(RunSettings(jobs=1, page_seconds=1.0, document_seconds=3.0))
    ((_, outcome),) = engine.read_all(jobs("{}"))
    assert (outcome.reason, outcome.page) == ("timeout", None)


def serve_late(*arguments):
    time.sleep(6.0)
    SERVE(*arguments)
