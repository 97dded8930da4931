"""Short texts of one kind of fault each, from a document to columns with the real stages.

`data/text_cases.jsonl` came from outside; `data/text_kinds.tsv` holds further examples of its kinds. Where an
answer of the former is a sentence, `IN_COLUMNS` says it in columns.
"""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

import pikepdf
import pytest

from bench.gold_text import document
from extract import read_document
from kehoach.records import Document, Period, Plan, Source
from kehoach.settings import ExtractSettings
from models import find_spans, load_pipeline
from normalize import build_plan
from tests.extract.pages import Placed, typeset
from tests.layout import Set, appendix, closing, make_document, plan_head, prose
from tests.normalize.deadlines.test_read import told as told_period

DATA: Final = Path(__file__).parent / "data"
YEAR: Final = "2024"  # of the plan around a text, where no other is given
HEAD: Final = """SỞ NỘI VỤ
Số: 12/KH-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình An, ngày 12 tháng 01 năm 2024
KẾ HOẠCH
Công tác năm 2024
"""
OPENING: Final = "I. MỤC ĐÍCH\nNâng cao hiệu quả.\n"
ATTACHED: Final = "(Kèm theo Kế hoạch số 12/KH-SNV ngày 12/01/2024 của Sở Nội vụ)"
COLUMNS: Final = (30.0, 60.0, 150.0, 230.0, 570.0)


# ---------------------------------------------------------------- documents around a text


@cache
def read_body(text: str, opening: str = "", year: str = YEAR) -> Plan:
    return plan_of(document(HEAD.replace(YEAR, year) + opening + text))


@cache
def read_cell(lead: str, due: str, year: str = YEAR) -> Plan:
    """A plan whose appendix has one task, with this cell as its lead or its time."""
    table = Set(
        85, 120, "", 2, rows=(("STT", "Nội dung", "Đơn vị chủ trì", "Thời gian"), ("1", "Rà soát", lead, due))
    )
    head = plan_head("Số: 12/KH-SNV", f"Bình An, ngày 12 tháng 01 năm {year}")
    title = replace(head[-1], text=f"Cải cách hành chính năm {year}")
    attached = ATTACHED.replace(YEAR, year)
    body = prose(200, "I. MỤC TIÊU", "Các nhiệm vụ nêu tại Phụ lục kèm theo Kế hoạch này.")
    return plan_of(
        make_document([*head[:-1], title, *body, *closing(300), *appendix(attached=attached)[:3], table])
    )


def plan_of(source: Document) -> Plan:
    return build_plan(source, find_spans(source, pipeline()))


@cache
def pipeline() -> Any:
    return load_pipeline()


def read_pdf(path: Path, *, pages: bytes) -> Plan:
    file = path / "plan.pdf"
    file.write_bytes(pages)
    return plan_of(read_document(Source(file, "2024/plan.pdf", sha256(pages).hexdigest()), ExtractSettings()))


# ---------------------------------------------------------------- what is read, in words


def told(period: Period) -> str:
    """As `told_period`, without what the plan's year adds."""
    rhythm = period.recurrence is not None or period.kind == "recurring"
    days = {"start": None, "end": None} if rhythm else {}
    return told_period(replace(period, year_inferred=False, **days))


def citations(text: str, year: str = YEAR) -> str:
    return " + ".join(
        f"{c.type} {c.number or '-'} {c.issued_on or '-'} {c.issuer or '-'}"
        for c in read_body(text, year=year).citations
    )


def unlikely(text: str, year: str = YEAR) -> str:
    return " + ".join(
        flag.rule for flag in read_body(text, year=year).flags if flag.rule == "unlikely_number"
    )


def deadlines(text: str, year: str = YEAR) -> str:
    return " + ".join(told(due.period) for due in read_cell("Văn phòng Sở", text, year).deadlines)


def agencies(text: str, year: str = YEAR) -> str:
    (task,) = read_cell(text, f"Quý I/{year}", year).tasks
    return " | ".join((*task.lead, *task.coordination))


def today(text: str, year: str = YEAR) -> str:
    (task,) = read_cell(text, f"Quý I/{year}", year).tasks
    return " | ".join(name for names in task.lead_today for name in names)


def tasks(text: str, year: str = YEAR) -> str:
    return " + ".join(map(" | ".join, task_rows(read_body(text, OPENING, year))))


def task_rows(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """Content, leads, helpers and times of each task."""
    for task in plan.tasks:
        due = "; ".join(told(d.period) for d in plan.deadlines if d.task_id == task.task_id)
        yield task.content or "", "; ".join(task.lead), "; ".join(task.coordination), due


def times(text: str, year: str = YEAR) -> str:
    return " + ".join(told(due.period) for due in read_body(text, OPENING, year).deadlines if due.section_id)


def outline(text: str, year: str = YEAR) -> str:
    return " ".join(
        f"{section.level}:{section.label}" for section in read_body(text, year=year).sections if section.label
    )


READERS: Final[dict[str, Callable[[str, str], str]]] = {
    "citations": citations, "likely": unlikely, "deadlines": deadlines, "agencies": agencies, "today": today,
    "tasks": tasks, "times": times, "outline": outline,
}  # fmt: skip


# ---------------------------------------------------------------- our own examples


def own_examples() -> Iterator[tuple[str, str, str, str, str]]:
    """What is read, the kind, the plan's year, the text, the answer."""
    reader = kind = year = ""
    for line in (DATA / "text_kinds.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            _, reader, kind, year = (*line.split(), YEAR)[:4]
        elif line and not line.startswith("#"):
            text, _, expected = line.partition("\t")
            yield reader, kind, year, text.replace("\\n", "\n"), expected


@pytest.mark.parametrize(("reader", "kind", "year", "text", "expected"), list(own_examples()))
def test_own_examples(reader: str, kind: str, year: str, text: str, expected: str, tmp_path: Path) -> None:
    if kind == "hyphen-at-line-end-in-cell":
        plan = read_pdf(tmp_path, pages=task_table(["1", "Rà soát", "Văn phòng", text]))
        assert " + ".join(told(due.period) for due in plan.deadlines) == expected
    else:
        assert READERS[reader](text, year).strip() == expected.strip()


def task_table(*rows: list[str]) -> bytes:
    """A page with the head of a plan and a ruled table of tasks, printed as text."""
    head = [(60.0, 40.0, "SỞ NỘI VỤ"), (60.0, 60.0, "Số: 12/KH-SNV"), (260.0, 90.0, "PHỤ LỤC")]
    return ruled([["STT", "Nội dung", "Đơn vị chủ trì", "Thời gian"], *rows], COLUMNS, above=head)


def ruled(
    rows: list[list[str]],
    edges: tuple[float, ...],
    merged: frozenset[tuple[int, int]] = frozenset(),
    above: Sequence[Placed] = (),
) -> bytes:
    """A page with a ruled table; no ruling stands above the cells that are `merged` with those over them."""
    wide = [int((right - left - 8) / 6) for left, right in pairwise(edges)]
    lines = [[_lines(cell, letters) for cell, letters in zip(row, wide, strict=True)] for row in rows]
    tops = list(accumulate((15.0 * max(map(len, row)) + 4 for row in lines), initial=130.0))
    texts = [
        (edges[column] + 4, tops[row] + 2 + 15 * at, line)
        for row, cells in enumerate(lines)
        for column, cell in enumerate(cells)
        for at, line in enumerate(cell)
    ]
    across = [
        (edges[column], top, edges[column + 1], top)
        for row, top in enumerate(tops)
        for column in range(len(edges) - 1)
        if (row, column) not in merged
    ]
    return typeset([*above, *texts], [*across, *((x, tops[0], x, tops[-1]) for x in edges)])


def _lines(cell: str, letters: int) -> list[str]:
    return [line for part in cell.split("\n") for line in wrap(part, letters) or [""]]


# ---------------------------------------------------------------- the cases from outside


def given_cases() -> list[dict[str, Any]]:
    lines = (DATA / "text_cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


WHERE_SENTENCES: Final = {
    "citations: none": ("citations", ""),
    "no unlikely_number flag": ("likely", ""),
}
IN_COLUMNS: Final[dict[str, tuple[str, str]]] = {
    "Sau khi được phê duyệt kế hoạch, dự kiến 20/7/2024": (
        "deadlines",
        "relative after được phê duyệt kế hoạch + date 2024-07-20..2024-07-20",
    ),
    "II. NHIỆM VỤ": (
        "tasks",
        "Rà soát thủ tục hành chính | Văn phòng Sở |  | quarter 2024-04-01..2024-06-30"
        " + Tập huấn kỹ năng số | Phòng Công chức |  | date before ..2024-09-30",
    ),
    "III. PHÂN CÔNG": (
        "tasks",
        "Tổng hợp, báo cáo UBND tỉnh | Văn phòng Sở |  | date before ..2024-12-15"
        " + Tổ chức kiểm tra công vụ | Văn phòng Sở |  | month 2024-05-01..2024-05-31",
    ),
    "1. Giao Sở Nội vụ": (
        "tasks",
        "rà soát vị trí việc làm | Sở Nội vụ | Sở Tài chính | date before ..2024-06-30",
    ),
    "1. Thời gian thực hiện": ("times", "range 2024-03-01..2024-11-30"),
    "PHẦN THỨ NHẤT": (
        "outline",
        "1:THỨ NHẤT 2:I 3:1 2:II 3:1 1:THỨ HAI 2:I 3:1 2:II 3:1",
    ),
}
ON_PAPER: Final = (
    "hyphen-at-line-end-in-cell",
    "table-rows-alike-over-pages",
    "table-subrows-of-one-task",
    "white-shading-is-no-table",
)


@pytest.mark.parametrize(
    "case", [c for c in given_cases() if c["kind"] not in ON_PAPER], ids=lambda c: c["text"][:40]
)
def test_given_cases(case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expected"]
    if isinstance(expected, str):
        by_start = (columns for start, columns in IN_COLUMNS.items() if text.startswith(start))
        reader, columns = WHERE_SENTENCES.get(expected) or next(by_start)
        assert READERS[reader](text, YEAR) == columns
    else:
        (name, wanted), *more = expected.items()
        assert dict(more) in ({}, {"relation": "before"})
        assert GIVEN[name](text, wanted)
        if more:
            assert {due.period.relation for due in read_cell("Văn phòng Sở", text).deadlines} == {"before"}


def same_columns(found: list[dict[str, str | None]], wanted: list[dict[str, str | None]]) -> bool:
    """Whether as many rows were found, with these values in the columns that are given."""
    return len(found) == len(wanted) and all(
        row[name] == value
        for row, columns in zip(found, wanted, strict=True)
        for name, value in columns.items()
    )


def row_of(record: object, *names: str) -> dict[str, str | None]:
    values = ((name, getattr(record, name)) for name in names)
    return {name: None if value is None else str(value) for name, value in values}


GIVEN: Final[dict[str, Callable[[str, Any], bool]]] = {
    "citations": lambda text, wanted: same_columns(
        [row_of(c, "type", "number", "issued_on", "issuer") for c in read_body(text).citations], wanted
    ),
    "deadlines": lambda text, wanted: same_columns(
        [
            row_of(due.period, "kind", "relation", "start", "end", "recurrence")
            for due in read_cell("Văn phòng Sở", text).deadlines
        ],
        wanted,
    ),
    "recurrences": lambda text, wanted: (
        [due.period.recurrence for due in read_cell("Văn phòng Sở", text).deadlines] == wanted
    ),
    "anchor": lambda text, wanted: (
        [due.period.anchor for due in read_cell("Văn phòng Sở", text).deadlines] == [wanted]
    ),
    "agencies": lambda text, wanted: agencies(text).split(" | ") == wanted,
    "today": lambda text, wanted: today(text) == wanted,
    "today_has_more_than_one": lambda text, wanted: today(text).split(" | ") == wanted,
}  # fmt: skip


def test_a_symbol_cut_at_its_hyphen_is_one(tmp_path: Path) -> None:
    (case,) = [c for c in given_cases() if c["kind"] == "hyphen-at-line-end-in-cell"]
    plan = read_pdf(tmp_path, pages=task_table(["1", "Rà soát", "Văn phòng", case["text"]]))
    found = {"due_text": plan.tasks[0].due_text, "anchor": plan.deadlines[0].period.anchor}
    assert found == case["expected"]


# ---------------------------------------------------------------- the cases about pages


def case_of(kind: str) -> dict[str, Any]:
    (case,) = [case for case in given_cases() if case["kind"] == kind]
    return case


def bound(*pages: bytes) -> bytes:
    """The pages as one file."""
    whole = pikepdf.new()
    for page in pages:
        whole.pages.extend(pikepdf.open(io.BytesIO(page)).pages)
    target = io.BytesIO()
    whole.save(target)
    return target.getvalue()


def test_rows_alike_on_the_next_page_stay(tmp_path: Path) -> None:
    pages = case_of("table-rows-alike-over-pages")["text"].split("\f")
    tables = [[row.split("\t") for row in page.split("\n")] for page in pages]
    plan = read_pdf(tmp_path, pages=bound(*(ruled(rows, (40, 70, 330, 450, 555)) for rows in tables)))
    assert [(task.number, *task.lead) for task in plan.tasks] == [
        ("1", "UBND xã Tân Hòa"),
        ("2", "UBND xã Tân Lập"),
        ("3", "UBND xã Bình An"),
        ("4", "UBND xã Bình Minh"),
    ]
    assert [str(due.period.start) for due in plan.deadlines] == [
        f"2026-0{month}-01" for month in (4, 5, 6, 7)
    ]


def test_each_product_of_a_merged_task_keeps_its_time_and_lead(tmp_path: Path) -> None:
    header = ["STT", "Nhiệm vụ", "Sản phẩm", "Thời gian", "Chủ trì"]
    rows = [
        line.replace("(merged from above)", "").split("\t")
        for line in case_of("table-subrows-of-one-task")["text"].split("\n")
    ]
    page = ruled([header, *rows], (30, 55, 215, 395, 500, 590), frozenset({(3, 0), (3, 1)}))
    plan = read_pdf(tmp_path, pages=page)
    assert [(task.number, task.content, task.product, task.due_text, task.lead) for task in plan.tasks] == [
        ("1", "Rà soát thủ tục", "Báo cáo", "Quý II/2024", ("Văn phòng Sở",)),
        ("2", "Kiểm tra cải cách hành chính", "Kế hoạch kiểm tra của Sở", "Tháng 01/2024", ("Thanh tra Sở",)),
        (
            "2",
            "Kiểm tra cải cách hành chính",
            "Báo cáo tự kiểm tra của đơn vị",
            "Trước ngày 30/9/2024",
            ("Các đơn vị trực thuộc",),
        ),
    ]


def test_white_shading_is_no_table(tmp_path: Path) -> None:
    lines = re.findall(r">([^<]+)</p>", case_of("white-shading-is-no-table")["text"])
    shades = "".join(f"1 1 1 rg 60 {842 - 100 - 20 * at} 480 18 re f " for at in range(len(lines)))
    texts = [(64.0, 84.0 + 20 * at, line) for at, line in enumerate(("II. NHIỆM VỤ", *lines))]
    page = typeset([(60.0, 40.0, "KẾ HOẠCH"), *texts], before=f"q {shades} Q")
    source = tmp_path / "plan.pdf"
    source.write_bytes(page)
    read = read_document(Source(source, "2024/plan.pdf", sha256(page).hexdigest()), ExtractSettings())
    assert read.tables == ()
    assert list(task_rows(plan_of(read))) == [
        ("Rà soát thủ tục hành chính", "Văn phòng Sở", "", "quarter 2024-04-01..2024-06-30")
    ]
