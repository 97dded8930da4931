"""What was read of an appendix and stands in no row is told."""

import pytest

from kehoach.records import Document, Plan, Spans, Zone, ZoneName
from normalize import build_plan
from tests.layout import Set, make_document
from tests.normalize.factories import Builder

HEADER = ["STT", "Nội dung", "Chủ trì", "Thời gian"]
ROWS = [["1", "Họp giao ban", "Văn phòng", "Quý I"], ["2", "Báo cáo kết quả", "Thanh tra", "Quý II"]]


def document_of(*items: str | list[list[str]]) -> Document:
    builder = Builder()
    builder.line("KẾ HOẠCH Cải cách hành chính năm 2020")
    for item in items:
        if isinstance(item, str):
            builder.line(item)
        else:
            builder.table(item)
    return builder.document()


def plan_of(document: Document) -> Plan:
    title = document.lines[0]
    zones = (
        Zone("title", title.start, title.end),
        Zone("appendix", title.end + 1, len(document.text)),
    )
    return build_plan(document, Spans(zones=zones))


def told(*items: str | list[list[str]]) -> list[str | None]:
    return [flag.value for flag in plan_of(document_of(*items)).flags if flag.rule == "unlisted_text"]


def test_an_appendix_whose_text_is_all_in_rows_is_not_told() -> None:
    assert told([HEADER, *ROWS]) == []
    assert told([HEADER, ["I", "THỂ CHẾ", "", ""], *ROWS]) == []


def test_text_below_the_table_is_told_once() -> None:
    below = ["Ghi chú: các đơn vị báo cáo trước ngày 15.", "Giao Văn phòng tổng hợp kết quả."]
    assert told([HEADER, *ROWS], *below) == ["Ghi chú: các đơn vị báo cáo trước"]


def test_a_second_table_that_holds_no_tasks_is_told() -> None:
    assert told([HEADER, *ROWS], [["Tên xã", "Số hộ"], ["Tân An", "1.200"]]) == ["Tên xã Số hộ Tân An 1.200"]


def test_a_mark_at_the_end_is_no_text() -> None:
    assert told([HEADER, *ROWS], "./.") == []


def test_each_word_of_an_appendix_is_in_a_row_or_told() -> None:
    document = document_of("Giao các đơn vị", [HEADER, *ROWS], "Nơi gửi báo cáo: Văn phòng.")
    plan = plan_of(document)
    texts = " ".join(
        [*(f"{t.number} {t.content} {t.lead_text} {t.due_text}" for t in plan.tasks)]
        + [column.header for table in plan.tables for column in table.columns]
        + [flag.value or "" for flag in plan.flags if flag.rule == "unlisted_text"]
    ).split()
    appendix = {word.text for word in document.words if word.start > document.lines[0].end}
    assert appendix <= set(texts)


def test_a_header_of_tasks_without_rows_is_told() -> None:
    rules = [flag.rule for flag in plan_of(document_of([HEADER])).flags]
    assert "empty_table" in rules
    assert "empty_table" not in [flag.rule for flag in plan_of(document_of([HEADER, *ROWS])).flags]


def told_of_closing(*texts: str, name: ZoneName = "recipients") -> list[str | None]:
    lines = [Set(85.0, 100.0 + 20 * k, text) for k, text in enumerate(("KẾ HOẠCH", *texts))]
    document = make_document(lines)
    title = document.lines[0]
    zones = (Zone("title", title.start, title.end), Zone(name, title.end + 1, len(document.text)))
    plan = build_plan(document, Spans(zones=zones))
    return [flag.value for flag in plan.flags if flag.rule == "unlisted_text"]


@pytest.mark.parametrize("name", ["recipients", "signature"])
@pytest.mark.parametrize(
    "text",
    [
        "Giao Văn phòng Sở theo dõi, đôn đốc các đơn vị thực hiện Kế hoạch này.",  # as wide as running text
        "2. Văn phòng Sở đôn đốc, tổng hợp kết quả.",
        "IV. KINH PHÍ THỰC HIỆN",
        "- Văn phòng: xong trước ngày 15/3/2024.",
        "+ Chi trả trong quý II/2024;",
    ],
)
def test_running_text_that_fell_to_the_closing_is_told(name: ZoneName, text: str) -> None:
    assert told_of_closing("Nơi nhận:", text, name=name) == [" ".join(text.split()[:8])]


def test_recipients_and_signatures_are_not() -> None:
    assert told_of_closing("Nơi nhận:", "- UBND tỉnh (b/c);", "1. Các phòng;", "- Lưu: VT, VP (02b).") == []
    assert told_of_closing("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Hoàng Thị Mai Lan", name="signature") == []
    assert told_of_closing("Ký bởi: Sở Nội vụ", "Thời gian ký: 12/3/2024 10:05", name="signature") == []
    assert told_of_closing("Nơi nhận:", "- Các đơn vị phối hợp thực hiện;", "- V. LONG") == []
