"""Documents with known answers, read with the real stages: each value is right, or the case says what is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from kehoach.records import Plan, Source
from kehoach.run.process import load_pipeline, process_document
from kehoach.settings import ExtractSettings

CASES = Path(__file__).parent / "data" / "cases"


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline()


def read(name: str, nlp: Any) -> Plan:
    path = CASES / f"{name}.pdf"
    return process_document(Source(path, path.name, "0" * 64), ExtractSettings(), nlp)[1]


def tasks_of(plan: Plan) -> list[tuple[str | None, str | None, list[str], list[str], str | None]]:
    return [(t.number, t.content, list(t.lead), list(t.coordination), t.due_text) for t in plan.tasks]


def expected(name: str) -> list[tuple[str | None, str | None, list[str], list[str], str | None]]:
    told = json.loads((CASES / f"{name}.expected.json").read_text(encoding="utf-8"))["expect"]
    return [
        (t["number"], t["content"], t["lead"], t["coordination"], t["deadline_raw"]) for t in told["tasks"]
    ]


@pytest.mark.parametrize("name", ["text-watermark-a", "hidden-text-a", "form-fields-a"])
def test_the_page_is_read_as_it_is_seen(name: str, nlp: Any) -> None:
    assert tasks_of(read(name, nlp)) == expected(name)
