"""Documents with known answers, read with the real stages: each value is right, or the case says what is
told.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kehoach.records import Plan, Source
from kehoach.run.process import load_pipeline, process_file
from kehoach.settings import ExtractSettings

CASES = Path(__file__).parent / "data" / "cases"


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline()


def read(name: str, nlp: Any) -> list[Plan]:
    path = CASES / f"{name}.pdf"
    return [plan for _, plan in process_file(Source(path, path.name, "0" * 64), ExtractSettings(), nlp)]


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def tasks_of(plans: list[Plan]) -> list[dict[str, Any]]:
    return [
        {
            "number": t.number,
            "content": t.content,
            "lead": list(t.lead),
            "coordination": list(t.coordination),
            "deadlines": [
                {"start": day(d.period.start), "end": day(d.period.end), "kind": d.period.kind}
                for d in plan.deadlines
                if d.task_id == t.task_id
            ],
        }
        for plan in plans
        for t in plan.tasks
    ]


def expected(name: str) -> list[dict[str, Any]]:
    told = json.loads((CASES / f"{name}.expected.json").read_text(encoding="utf-8"))["expect"]
    return [{key: value for key, value in t.items() if key != "deadline_raw"} for t in told["tasks"]]


@pytest.mark.parametrize(
    "name",
    [
        "text-watermark-a",
        "hidden-text-a",
        "form-fields-a",
        "footnotes-a",
        "table-picture-on-text-page-a",
        "white-on-dark-scan-a",
        "lying-digits",
    ],
)
def test_the_page_is_read_as_it_is_seen(name: str, nlp: Any) -> None:
    assert tasks_of(read(name, nlp)) == expected(name)


def test_white_grounds_of_a_word_document_are_no_table(nlp: Any) -> None:
    """Exported by LibreOffice: `bench/word/plans/st-snv-2024.toml`."""
    (plan,) = read("white-shading-a", nlp)
    assert plan.tables == ()
    assert [(t.content, t.lead, t.due_text) for t in plan.tasks] == [
        ("Rà soát thủ tục hành chính", ("Văn phòng Sở",), "Quý II/2024")
    ]
    assert [(s.label, s.text) for s in plan.sections if s.label in ("1", "-")] == [
        ("1", "1. Rà soát thủ tục hành chính."),
        ("-", "- Đơn vị chủ trì: Văn phòng Sở."),
        ("-", "- Thời gian hoàn thành: Quý II/2024."),
    ]


def test_plans_that_were_bound_together_are_documents_of_their_own(nlp: Any) -> None:
    plans = read("two-plans-one-file-a", nlp)
    assert [(p.head.number, p.head.issuer, p.head.plan_year) for p in plans] == [
        ("47/KH-SCT", "Sở Công Thương", 2021),
        ("63/KH-SXD", "Sở Xây dựng", 2022),
    ]
    assert [p.doc_id for p in plans] == ["0" * 16, "0" * 16 + "-0003"]
    assert tasks_of(plans) == expected("two-plans-one-file-a")
    assert {t.evidence.page for t in plans[1].tasks} == {4}
