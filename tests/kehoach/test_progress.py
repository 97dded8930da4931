"""Which pages of a document there is time for."""

import pytest

from kehoach import progress
from kehoach.progress import Allowance, at_page, begin, listen


@pytest.fixture
def clock(monkeypatch):
    """The seconds on both clocks, to be set."""
    times = {"clock": 100.0, "cpu": 10.0}
    monkeypatch.setattr(progress, "monotonic", lambda: times["clock"])
    monkeypatch.setattr(progress, "process_time", lambda: times["cpu"])
    yield times
    listen(None)
    begin(Allowance())


def test_pages_are_told_but_for_those_left_out(clock):
    told = []
    listen(told.append)
    begin(Allowance(((2, "crash"),), pages=3))
    assert [at_page(number) for number in range(1, 6)] == [None, "crash", None, "timeout", "timeout"]
    assert told == [1, 3]


@pytest.mark.parametrize(("seconds", "second"), [(30.0, None), (29.9, "timeout")])
def test_a_page_is_begun_if_one_like_the_longest_so_far_would_end_in_time(clock, seconds, second):
    begin(Allowance(seconds=seconds))
    assert at_page(1) is None
    clock["clock"] += 15.0
    assert at_page(2) == second


def test_time_that_went_by_outside_of_pages_is_none_of_a_page(clock):
    begin(Allowance(((2, "crash"),), seconds=30.0))
    at_page(1)
    clock["clock"] += 5.0
    at_page(2)
    clock["clock"] += 20.0
    assert at_page(3) is None


@pytest.mark.parametrize(("spent", "expected"), [(2.0, None), (2.1, "timeout")])
def test_processor_time_ends_too(clock, spent, expected):
    begin(Allowance(cpu_seconds=2.0))
    clock["cpu"] += spent
    assert at_page(1) == expected


def test_each_document_has_its_own_time(clock):
    begin(Allowance(seconds=30.0))
    at_page(1)
    clock["clock"] += 40.0
    assert at_page(2) == "timeout"
    begin(Allowance(seconds=30.0))
    assert at_page(1) is None
