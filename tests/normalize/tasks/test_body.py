from typing import Any

import pytest

from kehoach.records import Document
from normalize.tasks.body import BodyFindings, read_body_tasks
from tests.normalize.factories import Builder, block

Given = tuple[str, dict[str, Any]]


def findings(*blocks: Given) -> tuple[Document, BodyFindings]:
    builder = Builder()
    for text, _ in blocks:
        builder.line(text)
    document = builder.document()
    given = (block(document, ordinal, text, **fields) for ordinal, (text, fields) in enumerate(blocks))
    return document, read_body_tasks(document, tuple(given), 2021)


HEADING: Given = ("II. THEO DÕI CHUNG", {"label": "II", "title": "THEO DÕI CHUNG"})
ITEM: Given = ("1. Tổ chức Hội nghị tập huấn nghiệp vụ.", {"label": "1", "level": 2, "parent": 0})
FIELDS = {
    "number": "1",
    "content": "Tổ chức Hội nghị tập huấn nghiệp vụ",
    "lead_text": "Phòng Xây dựng",
    "coordination_text": "Văn phòng Sở; UBND các huyện",
    "due_text": "Quý II/2021",
    "product": "03 lớp; tài liệu",
}


def under(parent: int, text: str, label: str = "-") -> Given:
    return text, {"label": label, "level": 3, "parent": parent}


def test_labelled_lines_under_an_item() -> None:
    _, found = findings(
        HEADING,
        ITEM,
        under(1, "- Đơn vị chủ trì: Phòng Xây dựng."),
        under(1, "- Cơ quan phối hợp: Văn phòng Sở; UBND các huyện;"),
        under(1, "- Thời gian thực hiện: Quý II/2021."),
        under(1, "- Kết quả, sản phẩm: 03 lớp; tài liệu."),
    )
    assert [dict(draft.texts) for draft in found.drafts] == [FIELDS]
    assert not found.times


def test_labels_whose_colon_was_read_as_a_semicolon() -> None:
    _, found = findings(
        HEADING,
        ITEM,
        under(1, "- Đơn vị chủ trì; Phòng Xây dựng."),
        under(1, "- Cơ quan phối hợp; Văn phòng Sở; UBND các huyện;"),
        under(1, "- Thời gian thực hiện; Quý II/2021."),
        under(1, "- Kết quả, sản phẩm; 03 lớp; tài liệu."),
    )
    assert [dict(draft.texts) for draft in found.drafts] == [FIELDS]


def test_labels_in_one_line_below() -> None:
    _, found = findings(
        HEADING,
        ITEM,
        under(
            1,
            "- Chủ trì: Phòng Xây dựng; phối hợp: Văn phòng Sở; UBND các huyện. Thời gian: Quý II/2021. "
            "Sản phẩm: 03 lớp; tài liệu",
        ),
    )
    assert [dict(draft.texts) for draft in found.drafts] == [FIELDS]


def test_labels_in_the_item_itself() -> None:
    item = (
        "1. Tổ chức Hội nghị tập huấn nghiệp vụ. Chủ trì: Phòng Xây dựng; Phối hợp: Văn phòng Sở; UBND các "
        "huyện; "
        "Thời gian: Quý II/2021; Sản phẩm: 03 lớp; tài liệu."
    )
    _, found = findings(HEADING, (item, ITEM[1]))
    assert [dict(draft.texts) for draft in found.drafts] == [FIELDS]


@pytest.mark.parametrize(
    ("labels", "fields"),
    [
        (" (Chủ trì: Văn phòng; phối hợp: Thanh tra; thời gian: Quý II).", "Văn phòng|Thanh tra|Quý II"),
        (". Đơn vị thực hiện: Văn phòng. Hoàn thành: Quý II.", "Văn phòng||Quý II"),
        (
            ". Cơ quan chủ trì: Văn phòng; Cơ quan phối hợp: Thanh tra; Thời hạn: Quý II",
            "Văn phòng|Thanh tra|Quý II",
        ),
        (" - Chủ trì: Văn phòng - Phối hợp: Thanh tra - Tiến độ: Quý II", "Văn phòng|Thanh tra|Quý II"),
        (". Trách nhiệm thực hiện: Văn phòng. Kinh phí: 10 triệu. Thời gian: Quý II", "Văn phòng||Quý II"),
        (
            ". Chủ trì: Văn phòng (Tổ 1). Phối hợp: Thanh tra. Dự kiến kết quả: Báo cáo",
            "Văn phòng (Tổ 1)|Thanh tra|",
        ),
        (
            ". Chu trì: Văn phòng; Phôi hợp: Thanh tra; Thòi gian thưc hiện: Quý II.",
            "Văn phòng|Thanh tra|Quý II",
        ),
    ],
)
def test_labels_as_others_write_them(labels: str, fields: str) -> None:
    _, found = findings(HEADING, (f"1. Tổ chức hội nghị tập huấn{labels}", ITEM[1]))
    (draft,) = found.drafts
    names = ("lead_text", "coordination_text", "due_text")
    assert "|".join(draft.texts.get(name, "") for name in names) == fields
    assert draft.texts["content"] == "Tổ chức hội nghị tập huấn"


def test_lines_without_a_dash_belong_to_the_item_before_them() -> None:
    _, found = findings(HEADING, ITEM, ("Đơn vị chủ trì: Phòng Xây dựng", {"level": 2, "parent": 0}))
    assert [draft.texts["lead_text"] for draft in found.drafts] == ["Phòng Xây dựng"]


def test_a_time_of_a_section_is_no_task() -> None:
    document, found = findings(
        HEADING,
        ("1. Đối tượng: các phòng.", {"label": "1", "level": 2, "parent": 0}),
        ("3. Thời gian kiểm tra: Tháng 08/2020", {"label": "3", "level": 2, "parent": 0}),
    )
    assert not found.drafts
    assert [(time.text, document.text[time.section :][:2]) for time in found.times] == [
        ("Tháng 08/2020", "3.")
    ]


def test_an_item_of_which_only_the_time_is_told_is_a_task() -> None:
    _, found = findings(HEADING, ITEM, under(1, "- Thời gian: Quý II/2021"))
    assert [draft.texts["due_text"] for draft in found.drafts] == ["Quý II/2021"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Văn phòng Sở chủ trì, phối hợp với các phòng theo dõi việc thực hiện Kế hoạch.",
        "1. Trong thời gian tới cần làm tốt các việc sau: tuyên truyền, kiểm tra.",
        "1. Kết quả: đã hoàn thành 41/46 nhiệm vụ.",
        "1. Phối hợp; hỗ trợ các phòng theo dõi việc thực hiện Kế hoạch.",
        "1. Tuyên truyền về thời gian; Phòng Xây dựng là nơi nhận hồ sơ.",
    ],
)
def test_prose_is_no_task(text: str) -> None:
    _, found = findings(HEADING, (text, {"label": "1", "level": 2, "parent": 0}))
    assert not found.drafts and not found.times


def test_the_ranges_of_fields_are_those_of_their_values() -> None:
    document, found = findings(HEADING, ITEM, under(1, "- Đơn vị chủ trì: Phòng Xây dựng."))
    draft = found.drafts[0]
    assert [document.text[start:end] for start, end in draft.ranges["lead_text"]] == ["Phòng Xây dựng"]
    assert document.text[draft.section or 0 :].startswith("1. Tổ chức")
