"""Documents with known answers, read with the real stages: each value is right, or the case says what is
told.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kehoach.records import BBox, Document, Plan, Source
from kehoach.run.process import load_pipeline, process_file
from kehoach.settings import ExtractSettings
from models.structure.zones import find_zones

CASES = Path(__file__).parent / "data" / "cases"


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline()


def read(name: str, nlp: Any) -> list[Plan]:
    """The plans of a case, of whose pages no word was dropped."""
    path = CASES / f"{name}.pdf"
    found = process_file(Source(path, path.name, "0" * 64), ExtractSettings(), nlp)
    assert [dropped(document, plan) for document, plan in found] == [set()] * len(found)
    return [plan for _, plan in found]


def dropped(document: Document, plan: Plan) -> set[str]:
    """Words that were read on the pages and stand in no row, no zone that is set aside and no place that a
    page's or a table's flag shows. A word or two alone on a line of a scan are what a seal or specks were read as.
    """
    kept = ("preamble", "body", "appendix")
    aside = [document.text[z.start : z.end] for z in find_zones(document) if z.name not in kept]
    shown = [flag.evidence for flag in plan.flags if flag.table in ("pages", "tables")]
    flagged = [w.text for w in document.words for e in shown if w.page == e.page and holds(e.bbox, w.bbox)]
    told = " ".join((*aside, *flagged, *strings(asdict(plan))))
    read = [page.text for page in document.pages if page.text_source != "ocr"]
    read += [document.text[table.start : table.end] for table in document.tables]
    lines = (document.text[line.start : line.end] for line in document.lines)
    read += [line for line in lines if len(line.split()) > 2]
    return {word for word in " ".join(read).split() if any(map(str.isalpha, word)) and word not in told}


def holds(box: BBox, word: BBox) -> bool:
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


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
