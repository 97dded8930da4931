"""Gold and rows of a small plan, set by hand."""

from datetime import date

HEAD = {
    "number": "09/KH-STC",
    "issued_on": "2022-01-14",
    "plan_year": 2022,
    "signer": "Hoàng Thị Mai Lan",
    "issuer": "Sở Tài chính",
    "title": "KẾ HOẠCH Cải cách hành chính năm 2022",
}
CELLS = ("number", "content", "product", "lead_text", "coordination_text", "due_text", "note")
RULES = ("I. MỤC TIÊU", "Thực hiện Nghị định số 61/2018/NĐ-CP.")


def make_gold(**changed):
    task = gold_task("1", "Rà soát văn bản quy phạm pháp luật", "Báo cáo", "Thanh tra", due="Quý I/2022")
    other = gold_task("2", "Tổ chức tập huấn nghiệp vụ cho công chức", "", "Văn phòng", due="Tháng 5/2022")
    other["deadline"] = [{"kind": "month", "start": "2022-05-01", "end": "2022-05-31"}]
    gold = {
        "id": "plan",
        "document": HEAD,
        "sections": [{"label": "I", "title": "MỤC TIÊU"}],
        "citations": [{"type": "Nghị định", "number": "61/2018/NĐ-CP", "date": None}],
        "tasks": [task, other],
        "body": list(RULES),
    }
    return {**gold, **changed}


def gold_task(stt, content, product="", lead="", *, due=""):
    quarter = [{"kind": "quarter", "start": "2022-01-01", "end": "2022-03-31"}]
    texts = {"stt": stt, "content": content, "product": product, "lead": lead, "coordination": "", "due": due}
    return {"group": "I", "group_title": "THỂ CHẾ", **texts, "note": "", "deadline": quarter}


def make_rows(**changed):
    rows = {
        "documents": [{**HEAD, "issued_on": date(2022, 1, 14)}],
        "sections": [
            {"ordinal": 1, "level": 0, "label": None, "title": None, "text": RULES[1]},
            {"ordinal": 0, "level": 1, "label": "I", "title": "MỤC TIÊU", "text": RULES[0]},
        ],
        "citations": [{"type": "Nghị định", "number": "61/2018/NĐ-CP", "issued_on": None}],
        "tasks": [
            row_task("a", "1", "Rà soát văn bản quy phạm pháp luật", "Báo cáo", "Thanh tra", "Quý I/2022"),
            row_task("b", "2", "Tổ chức tập huấn nghiệp vụ cho công chức", None, "Văn phòng", "Tháng 5/2022"),
        ],
        "deadlines": [
            {"task_id": "a", "kind": "quarter", "start": date(2022, 1, 1), "end": date(2022, 3, 31)},
            {"task_id": "b", "kind": "month", "start": date(2022, 5, 1), "end": date(2022, 5, 31)},
            {"task_id": None, "kind": "year", "start": date(2022, 1, 1), "end": date(2022, 12, 31)},
        ],
        "flags": [],
        "pages": [],
    }
    return {**rows, **changed}


def row_task(task_id, number, content, product, lead, due):
    values = (number, content, product, lead, None, due, None)
    place = {"source": "appendix", "group_title": "Thể chế"}
    return {"task_id": task_id, **place, **dict(zip(CELLS, values, strict=True))}
