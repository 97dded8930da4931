"""The gold of the corpus, where that folder stands beside the project."""

import json
from pathlib import Path
from typing import Any

import pytest

from normalize.deadlines.read import read_deadlines

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
GOLD = sorted(CORPUS.glob("real/*.gold.json"))

pytestmark = pytest.mark.skipif(not GOLD, reason="the corpus is not here")


def _due(kind: str, start: object, end: object) -> tuple[str, str, str]:
    return kind, "" if kind == "date" else str(start), str(end)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_deadlines_of_the_real_scans(path: Path) -> None:
    gold: dict[str, Any] = json.loads(path.read_text())
    for task in gold["tasks"]:
        reading = read_deadlines(task["due"], gold["document"]["plan_year"])
        expected = sorted(_due(item["kind"], item["start"], item["end"]) for item in task["deadline"])
        assert sorted(_due(item.kind, item.start, item.end) for item in reading.periods) == expected, task[
            "due"
        ]
        assert not reading.unread
