from dataclasses import replace

import pytest

from kehoach.records import Document, PageDoubt, Zone
from normalize.announced import tell_missing
from normalize.doubts import Door
from tests.normalize.factories import Builder
from tests.test_prose_tasks import read


def document_of(text: str) -> Document:
    builder = Builder()
    builder.line(text)
    return builder.document()


def told(document: Document, *, tasks: int = 1, unread: int = 0, appendix: bool = False) -> list[str]:
    door = Door(document)
    zone = Zone("appendix" if appendix else "body", 0, len(document.text))
    tell_missing(document, (zone,), (tasks, unread), door)
    return [flag.rule for flag in door.close()[1] if flag.table == "documents"]


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ cụ thể (kèm theo Phụ lục I).",
        "Nhiệm vụ cụ thể nêu tại Phụ lục kèm theo Kế hoạch này.",
        "Giao các đơn vị thực hiện nhiệm vụ (có danh mục nhiệm vụ kèm theo).",
    ],
)
def test_an_appendix_that_is_named_must_be_there(text: str) -> None:
    document = document_of(text)
    assert told(document) == ["missing_appendix"]
    assert told(document, appendix=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "Theo mẫu tại Phụ lục I ban hành kèm theo Quyết định số 225/QĐ-TTg.",
        "Thực hiện theo Phụ lục III Nghị định số 30/2020/NĐ-CP.",
        "(Ban hành kèm theo Quyết định số 12/QĐ-SNV ngày 05/01/2021)",
        "Danh mục tài liệu được cập nhật.",
    ],
)
def test_the_appendix_of_another_document_is_not_announced(text: str) -> None:
    assert told(document_of(text)) == []


def test_a_plan_without_tasks_is_told() -> None:
    assert told(document_of("Nâng cao hiệu quả hoạt động."), tasks=0) == ["no_tasks"]


def test_one_cause_is_told_once() -> None:
    document = document_of("Nhiệm vụ cụ thể nêu tại Phụ lục kèm theo Kế hoạch này.")
    assert told(document, tasks=0) == ["missing_appendix"]
    plain = document_of("Nâng cao hiệu quả hoạt động.")
    assert told(plain, tasks=0, unread=1) == []
    unreadable = replace(plain, doubts=(PageDoubt("unreadable_page", 1),))
    assert told(unreadable, tasks=0) == []


WHAT_FOLLOWS = "\nNâng cao nhận thức của nhân dân và trách nhiệm của người đứng đầu.\n"
GIVEN = "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế kiểm tra các bếp ăn trước ngày 15/6/2024.\n"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("NHIỆM VỤ", True),
        ("NHIỆM VỤ VÀ GIẢI PHÁP", True),
        ("CÁC NHIỆM VỤ TRỌNG TÂM", True),
        ("PHÂN CÔNG NHIỆM VỤ", True),
        ("PHÂN CÔNG THỰC HIỆN", True),
        ("NỘI DUNG CÔNG VIỆC", True),
        ("MỤC TIÊU", False),
        ("QUAN ĐIỂM CHỈ ĐẠO", False),
        ("NHIỆM VỤ (theo Phụ lục đính kèm)", False),
        ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", False),
    ],
)
def test_a_section_that_announces_tasks_and_gives_none_is_told(title: str, expected: bool) -> None:
    plan = read(f"II. {title}{WHAT_FOLLOWS}{GIVEN}")
    assert len(plan.tasks) == 1
    assert [flag.value for flag in plan.flags if flag.rule == "empty_section"] == [title] * expected


def test_a_section_whose_task_was_found_is_not_told() -> None:
    plan = read(f"II. NHIỆM VỤ\n1. Sở Y tế tập huấn cho cán bộ xã.\n{GIVEN}")
    assert len(plan.tasks) == 2 and not [flag for flag in plan.flags if flag.rule == "empty_section"]
