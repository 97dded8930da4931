"""What ensembles leave wrong, counted with the real recognisers on two lines."""

import pytest

from bench.line_pairs import PrintedLine
from bench.weigh import count, ensembles, table
from tests.extract.recognition.test_netchu import set_line


def printed(text: str, told: str) -> PrintedLine:
    return PrintedLine(told, set_line(text), "scan", "Tinos", False, {})


@pytest.fixture(scope="module")
def counts():
    clear = "Độc lập - Tự do - Hạnh phúc"
    return count([printed(clear, clear), printed("Sở Nội vụ", "Sở Nội vu")])


def test_what_is_wrong_is_counted_by_characters_lines_and_words(counts):
    assert counts["all"]["lines"] == 2 and counts["all"]["words"] == 11
    assert [counts["as it is"][name] for name in ("characters", "lines", "words")] == [1, 1, 1]


def test_what_is_settled_tesseract_does_not_read(counts):
    assert counts["as it is"]["width"] < counts["nothing settled"]["width"] == counts["all"]["width"]
    assert counts["settled"] == {"words": 11, "wrong": 1, "voted": 1}


def test_every_ensemble_has_its_row(counts):
    rows = list(table(counts))
    assert rows[0] == "2 lines, 11 words, 36 characters"
    assert [row.split(" | ")[0] for row in rows[3:-1]] == [f"| {name}" for name, _ in ensembles()]
