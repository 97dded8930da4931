"""A document's rows by the data contract: a table of three tasks, each cell with its value, some of them
doubted.
"""

from copy import deepcopy
from datetime import UTC, date, datetime

from kehoach.run.corrections.entry import Anchor, Entry
from kehoach.run.corrections.replay import replay

DOC = "0123456789abcdef"
TABLE = f"{DOC}-b0001"
COLUMNS = ("number", "content", "product", "lead_text", "coordination_text", "due_text", "note")
TASKS = (
    (
        "1",
        "Kiểm tra công tác cải cách hành chính",
        "Báo cáo",
        "Sở Nội vụ",
        "Văn phòng Sở",
        "Quý I/2020",
        None,
    ),
    ("2", "Rà soát văn bản", "Kế hoạch", "Sở Tư phap", None, "Quý II/2020", None),
    ("3", "Tuyên truyền", None, "Sở Nội vụ", None, "Thường xuyên", "Kinh phí: 50 triệu đồng"),
)
NOW = datetime(2020, 5, 1, tzinfo=UTC)

HEAD = {
    "number": "286/KH-SGTVT",
    "issued_on": date(2020, 2, 5),
    "issuer": "Sở Giao thông vận tải",
    "title": "KẾ HOẠCH",
    "source_path": "a.pdf",
    "source_sha256": "0" * 64,
    "province": None,
    "page_count": 1,
}
HEADERS = ("TT", "Nội dung", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời hạn", "Kinh phí")
ROLES = ("number", "content", "product", "lead", "coordination", "due", None)


def make_rows(tasks=TASKS, doubted=(("t0002", "lead_text", "Sở Tư pháp"),), shift=0.0):
    """The rows of one document; `doubted` are (task, field, suggestion)."""
    key = {"doc_id": DOC, "plan_year": 2020}
    rows = {
        "documents": [key | HEAD],
        "sections": [],
        "citations": [key | {"citation_id": f"{DOC}-c0001", "task_id": f"{DOC}-t0001", "section_id": None}],
        "pages": [key | {"page": 1, "width": 595.0, "height": 842.0, "rotation": 0}],
        "tables": [make_table()],
        "tasks": [],
        "deadlines": [],
        "values": [],
        "flags": [],
    }
    for number, cells in enumerate(tasks, 1):
        task_id = f"{DOC}-t{number:04d}"
        box = [50.0, 100.0 * number + shift, 550.0, 100.0 * number + 80 + shift]
        texts = dict(zip(COLUMNS, cells, strict=True))
        rows["tasks"].append(
            key
            | texts
            | {
                "task_id": task_id,
                "ordinal": number - 1,
                "table_id": TABLE,
                "table_row": number,
                "source": "appendix",
            }
            | {"lead": [texts["lead_text"]], "lead_full": [texts["lead_text"]], "lead_today": [[]]}
            | {"coordination": [], "coordination_full": [], "coordination_today": []}
            | {"page": 1, "bbox": box, "confidence": 0.9}
        )
        rows["deadlines"].append(
            key
            | {
                "deadline_id": f"{DOC}-d{number:04d}",
                "task_id": task_id,
                "section_id": None,
                "text": texts["due_text"],
            }
            | {"kind": "quarter", "relation": "in", "start": date(2020, 1, 1), "end": date(2020, 3, 31)}
            | {
                "recurrence": None,
                "anchor": None,
                "year_inferred": False,
                "page": 1,
                "bbox": box,
                "confidence": 0.9,
            }
        )
        for place, field in enumerate(COLUMNS):
            if texts[field] is not None:
                cell = [50.0 + 70 * place, box[1], 115.0 + 70 * place, box[3]]
                rows["values"].append(make_value("tasks", task_id, field, texts[field], cell))
    for task, field, suggestion in doubted:
        doubt(rows, "tasks", f"{DOC}-{task}", field, suggestion)
    return rows


def make_table(**changes):
    columns = [
        {"header": header, "role": role, "x0": 50.0 + 70 * at, "x1": 120.0 + 70 * at, "likelihood": 0.9}
        for at, (header, role) in enumerate(zip(HEADERS, ROLES, strict=True))
    ]
    part = {"page": 1, "bbox": [50.0, 90.0, 550.0, 400.0], "rows": 4}
    table = {
        "doc_id": DOC,
        "plan_year": 2020,
        "table_id": TABLE,
        "ordinal": 0,
        "holds_tasks": True,
        "parts": [part],
    }
    return table | {"columns": columns, "likelihood": 0.6, "flagged": False} | changes


def make_value(table, row_id, field, value, bbox, **changes):
    row = {"doc_id": DOC, "plan_year": 2020, "table": table, "row_id": row_id, "field": field, "value": value}
    row |= {"raw_text": value, "page": 1, "bbox": bbox, "likelihood": 0.99, "candidates": [], "repair": None}
    return row | {"flagged": False, "reviewed": None} | changes


def doubt(rows, table, row_id, field, suggestion=None, rule="low_confidence", **changes):
    """Flag a value."""
    found = [v for v in rows["values"] if (v["table"], v["row_id"], v["field"]) == (table, row_id, field)]
    told = found[0] if found else {"value": None, "page": 1, "bbox": [0.0, 0.0, 1.0, 1.0]}
    for value in found:
        value |= {"flagged": True, "likelihood": 0.6}
    flag = {
        "doc_id": DOC,
        "plan_year": 2020,
        "flag_id": f"{row_id}{field}{rule}",
        "table": table,
        "row_id": row_id,
    }
    flag |= {
        "field": field,
        "rule": rule,
        "severity": "warning",
        "value": told["value"],
        "suggestion": suggestion,
    }
    flag |= {"reason": "Có từ đọc chưa chắc.", "page": told["page"], "bbox": told["bbox"], "word_bbox": None}
    flag |= {
        "likelihood": 0.6,
        "candidates": [],
        "group_key": f"{rule}|{told['value']}",
        "subject": "reading",
    }
    rows["flags"].append(flag | {"confidence": 0.6, "status": "open"} | changes)


def entry(action, table="tasks", row_id="t0002", field="lead_text", number=1, rows=None, **changes):
    """A decision on a value as it stands in `rows`."""
    row_id = row_id if row_id.startswith(DOC) else f"{DOC}-{row_id}"
    page, bbox, before = 1, None, None
    for value in (rows or make_rows())["values"]:
        if (value["table"], value["row_id"], value["field"]) == (table, row_id, field):
            page, bbox, before = value["page"], tuple(value["bbox"]), value["value"]
    for row in (rows or make_rows())["tasks"] if field is None and table == "tasks" else ():
        if row["task_id"] == row_id:
            bbox = tuple(row["bbox"])
    anchor = Anchor(DOC, table, row_id, field, page, bbox)
    made_at = changes.pop("made_at", NOW.replace(minute=number))
    return Entry(f"{number:032x}", made_at, "Lan", action, anchor, **({"before": before} | changes))


def replayed(rows, *entries):
    """The rows after the entries; those that were given stay as they are."""
    kept = deepcopy(rows)
    result = replay(rows, entries)
    assert rows == kept
    return result


def value_of(rows, task, field, table="tasks"):
    row_id = task if task.startswith(DOC) else f"{DOC}-{task}"
    return next(
        (v for v in rows["values"] if (v["table"], v["row_id"], v["field"]) == (table, row_id, field)), None
    )


def task_of(rows, task):
    return next((row for row in rows["tasks"] if row["task_id"] == f"{DOC}-{task}"), None)
