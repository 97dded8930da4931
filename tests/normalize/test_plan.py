from kehoach.records import Document, Plan, Spans, Zone
from normalize import build_plan
from tests.normalize.factories import Builder, block, zones

HEADER = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]


def _document() -> Document:
    builder = Builder()
    builder.line("KẾ HOẠCH Cải cách hành chính năm 2020")
    builder.line("1. Tổ chức Hội nghị tập huấn. Chủ trì: Văn phòng; Thời gian: Quý II")
    builder.line("2. Thời gian kiểm tra: Tháng 8/2020")
    builder.table(
        [HEADER, ["1", "Họp", "Văn phòng", "", "Quý I"], ["2", "Báo cáo", "Văn phòng", "", "Quý II, IV/2020"]]
    )
    return builder.document()


def _plan(document: Document) -> Plan:
    title, item, time = (line for line in document.lines)
    table = document.tables[0]
    found = Spans(
        zones=(
            Zone("title", title.start, title.end),
            Zone("body", item.start, time.end),
            Zone("appendix", table.start, table.end),
        ),
        blocks=(
            block(document, 0, document.text[item.start : item.end], label="1"),
            block(document, 1, document.text[time.start : time.end], label="2"),
        ),
    )
    return build_plan(document, found)


def test_tasks_of_body_and_appendix_in_reading_order() -> None:
    plan = _plan(_document())
    assert [(task.source, task.content, task.section_id) for task in plan.tasks] == [
        ("body", "Tổ chức Hội nghị tập huấn", f"{plan.doc_id}-s0001"),
        ("appendix", "Họp", None),
        ("appendix", "Báo cáo", None),
    ]
    assert [task.ordinal for task in plan.tasks] == [0, 1, 2]


def test_deadlines_belong_to_a_task_or_a_section() -> None:
    plan = _plan(_document())
    assert [
        (item.deadline_id[-5:], (item.task_id or item.section_id or "")[-5:]) for item in plan.deadlines
    ] == [
        ("d0001", "t0001"),
        ("d0002", "t0002"),
        ("d0003", "t0003"),
        ("d0004", "t0003"),
        ("d0005", "s0002"),
    ]


def test_the_same_document_gives_the_same_plan() -> None:
    assert _plan(_document()) == _plan(_document())


def test_a_table_without_header_is_told_with_its_page_and_first_words() -> None:
    builder = Builder()
    builder.line("PHỤ LỤC")
    builder.table([["Mã", "A1", "A2", "A3"], ["B", "12,5", "13,5", "14,5"]])
    document = builder.document()
    plan = build_plan(document, Spans(zones=zones(document, "appendix")))
    (flag,) = (flag for flag in plan.flags if flag.rule == "unread_table")
    assert (flag.table, flag.value) == ("pages", "Mã A1 A2 A3 B 12,5 13,5 14,5")


def test_an_empty_document_has_a_plan_too() -> None:
    plan = build_plan(Builder().document(), Spans())
    assert not plan.tasks and not plan.sections and plan.flags
