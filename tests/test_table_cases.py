"""Plans whose tables are drawn as offices draw them, from PDF to tasks; what is printed on each stands beside
it.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from extract import read_document
from kehoach.records import Source
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan

CASES = sorted((Path(__file__).parent / "table_cases").glob("*.json"))


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_tasks_are_as_printed(path: Path, nlp: Any) -> None:
    pdf = path.with_suffix(".pdf")
    source = Source(pdf, pdf.name, sha256(pdf.read_bytes()).hexdigest())
    document = read_document(source, ExtractSettings())
    plan = build_plan(document, find_spans(document, nlp))
    expected = json.loads(path.read_text(encoding="utf-8"))["expect"]["tasks"]
    assert [task.content for task in plan.tasks] == [task["content"] for task in expected]
    for task, printed in zip(plan.tasks, expected, strict=True):
        found = {"number": task.number, "lead": list(task.lead), "coordination": list(task.coordination)}
        assert {name: found[name] for name in found if name in printed} == {
            name: printed[name] for name in found if name in printed
        }
        due = [(str(d.period.end), d.period.kind) for d in plan.deadlines if d.task_id == task.task_id]
        if "deadlines" in printed and path.stem != "header-three-rows":
            assert due == [(str(item["end"]), item["kind"]) for item in printed["deadlines"]]
