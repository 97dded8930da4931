"""Times as offices write them: 300 written down before the grammar was, 60 by another hand later, and the
kinds that were once read wrong.
"""

from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from normalize.deadlines.read import Reading, read_deadlines
from tests.normalize.deadlines.test_read import told

DATA = Path(__file__).parent / "data"
PARTS = {"work": 150, "held": 150, "later": 60}


def load(name: str) -> list[tuple[int, str, str, str]]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = ([*line.split("\t"), "", ""] for line in lines if not line.startswith("#"))
    return [(int(year), text, expected, doubt) for year, text, expected, doubt, *_ in rows]


def read(year: int, text: str) -> Reading:
    return read_deadlines(text, year, date(year, 1, 22))


def is_told(reading: Reading) -> bool:
    unparsed = any(period.kind == "unparsed" for period in reading.periods)
    return bool(reading.unread or reading.suggestion or unparsed)


def said(reading: Reading) -> str:
    return " + ".join(told(period) for period in reading.periods)


@pytest.mark.parametrize(("year", "text", "expected", "doubt"), load("kinds"))
def test_kinds_that_were_once_read_wrong(year: int, text: str, expected: str, doubt: str) -> None:
    reading = read(year, text)
    assert said(reading) == expected
    assert doubt == "?" or is_told(reading) == bool(doubt)


@pytest.mark.parametrize(("part", "count"), PARTS.items())
def test_nearly_all_expressions_are_read_right(part: str, count: int) -> None:
    rows = load(part)
    right = [said(read(year, text)) == expected for year, text, expected, _ in rows]
    assert len(rows) == count and sum(right) / len(rows) >= 0.97


def test_hardly_any_is_wrong_in_silence() -> None:
    silent = 0
    for year, text, expected, doubt in chain.from_iterable(map(load, PARTS)):
        reading = read(year, text)
        wrong = said(reading) != expected or (doubt == "!" and not is_told(reading))
        silent += wrong and not is_told(reading)
    assert silent / sum(PARTS.values()) <= 0.005
