import pytest

from kehoach.records import Block, Document
from models.structure.sections import find_sections
from models.structure.zones import find_zones
from tests.layout import LEFT, Set, make_document, plan_head, prose

LONG = (
    "Tiếp tục nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức trong thực thi công vụ tại các đơn vị"
)


def sections_of(document: Document) -> list[Block]:
    return list(find_sections(document, find_zones(document)))


def outline(*paragraphs: str) -> list[tuple[int, str | None]]:
    """Level and label of each block of a body."""
    spans = sections_of(make_document(prose(60, *paragraphs)))
    return [(s.level, s.label.text if s.label else None) for s in spans]


def test_levels_count_down_as_the_plan_nests() -> None:
    found = outline(
        "I. MỤC TIÊU", "1. Mục tiêu chung", "1.1. Đối với Sở:", f"a) {LONG};", f"- {LONG};", f"+ {LONG};",
        f"b) {LONG}.", "2. Mục tiêu cụ thể", f"- {LONG}.", "II. YÊU CẦU", f"{LONG}.",
    )  # fmt: skip
    assert found == [
        (1, "I"), (2, "1"), (3, "1.1"), (4, "a"), (5, "-"), (6, "+"), (4, "b"),
        (2, "2"), (3, "-"), (1, "II"), (2, None),
    ]  # fmt: skip


def test_numbers_are_topmost_where_there_are_no_roman_ones() -> None:
    assert outline("1. Mục đích", f"- {LONG}.", "2. Yêu cầu", "2.1. Yêu cầu chung", f"{LONG}.") == [
        (1, "1"), (2, "-"), (1, "2"), (2, "2.1"), (3, None),
    ]  # fmt: skip


def test_marks_hold_each_other_in_the_order_that_the_plan_gives_them() -> None:
    below_stars = outline(
        "I. PHÂN CÔNG", "* Khoa Dược:", f"- {LONG};", f"+ {LONG};", "* Khoa Nội:", f"- {LONG}."
    )
    assert below_stars == [(1, "I"), (2, "*"), (3, "-"), (4, "+"), (2, "*"), (3, "-")]
    below_dashes = outline("I. PHÂN CÔNG", f"- {LONG};", f"* {LONG};", f"* {LONG};", f"- {LONG}.")
    assert below_dashes == [(1, "I"), (2, "-"), (3, "*"), (3, "*"), (2, "-")]


def test_articles_stand_below_roman_headings_and_count_on_over_chapters() -> None:
    found = outline(
        "I. MỤC ĐÍCH", f"1. {LONG}.", "II. NHIỆM VỤ", "Điều 1. Trạm Y tế", f"1. {LONG}.", "Điều 2. Công an phường",
        "III. HIỆU LỰC", "Điều 3. Thi hành", f"1. {LONG}.",
    )  # fmt: skip
    assert found == [
        (1, "I"), (2, "1"), (1, "II"), (2, "1"), (3, "1"), (2, "2"), (1, "III"), (2, "3"), (3, "1"),
    ]  # fmt: skip
    chapters = outline(
        "Chương I", "QUY ĐỊNH CHUNG", *(f"Điều {n}. Phạm vi" for n in range(1, 6)), "Chương II", "NHIỆM VỤ",
        "Điều 6. Nội dung",
    )  # fmt: skip
    assert chapters[-2:] == [(1, "II"), (2, "6")]


def test_parts_are_topmost_where_the_body_begins_with_one() -> None:
    assert outline("A. MỤC TIÊU", "I. Mục tiêu chung", f"{LONG}.", "B. NHIỆM VỤ", "I. Thể chế") == [
        (1, "A"), (2, "I"), (3, None), (1, "B"), (2, "I"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "labels"),
    [
        (["l. MỤC TIÊU", "IL YÊU CẦU", "Ill. NHIỆM VỤ"], ["I", "II", "III"]),
        (["I. MỤC TIÊU", "H. YÊU CẦU", "HI. NHIỆM VỤ"], ["I", "II", "III"]),
        (["I. Mục tiêu:", "II. Yêu cầu:", "NHI. Đối tượng:", "IV. Kinh phí:"], ["I", "II", "III", "IV"]),
        (["I. MỤC TIÊU", "III. NHIỆM VỤ"], ["I", "III"]),
        (["1. Mục đích", "2. Yêu cầu", "l. Phạm vi"], ["1", "2", None]),
        (["I. MỤC TIÊU", "l. Mục tiêu chung", "2. Mục tiêu cụ thể", "II. YÊU CẦU"], ["I", "1", "2", "II"]),
        (
            ["I. NỘI DUNG", "a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "d) Năm;", "e) Sáu."],
            ["I", "a", "b", "c", "d", "đ", "e"],
        ),
        (["I. NỘI DUNG", "a) Một;", "b) Hai;", "đ) Năm."], ["I", "a", "b", "đ"]),
        (["I. NỘI DUNG", "V. KINH PHÍ"], ["I", None]),
    ],
)
def test_the_sequence_decides_what_a_label_is(read: list[str], labels: list[str | None]) -> None:
    assert [label for _, label in outline(*read)] == labels


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I. MỤC TIÊU", "MỤC TIÊU"),
        ("I. Mục tiêu:", "Mục tiêu"),
        ("I. KẾ HOẠCH THỰC HIỆN (có nội dung kèm theo)", "KẾ HOẠCH THỰC HIỆN (có nội dung kèm theo)"),
        ("I. NHIỆM VỤ TRỌNG TÂM CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2020 CỦA SỞ GIAO THÔNG VẬN TẢI TỈNH", None),
        ("I. Kinh phí: Đính kèm dự toán.", "Kinh phí"),
    ],
)
def test_a_topmost_heading_has_a_title(text: str, title: str | None) -> None:
    document = make_document(prose(60, text, f"{LONG}."))
    block = sections_of(document)[0]
    assert block.title is not None and block.label is not None
    assert (block.title.text, block.kind) == (title or text[3:], "heading")
    assert document.text[slice(*block.title.place)].replace("\n", " ") == block.title.text
    assert document.text[slice(*block.label.place)] == text.split()[0]


@pytest.mark.parametrize(
    "text",
    ["1. Tiếp tục nâng cao chất lượng.", f"1. {LONG}", "- Đơn vị chủ trì: Văn phòng Sở", "a) Rà soát;"],
)
def test_an_item_has_no_title(text: str) -> None:
    block = sections_of(make_document(prose(60, "I. MỤC TIÊU", text)))[1]
    assert (block.title, block.kind) == (None, "text")


def test_the_preamble_and_what_stands_in_no_section_are_level_0() -> None:
    document = make_document(
        [*plan_head(), *prose(200, f"Căn cứ {LONG};", "Sở Nội vụ xây dựng kế hoạch:", "I. MỤC TIÊU")]
    )
    assert [(s.level, s.kind) for s in sections_of(document)] == [
        (0, "text"), (0, "text"), (1, "heading"),
    ]  # fmt: skip


def test_wrapped_lines_are_one_block_even_where_one_begins_like_an_item() -> None:
    wraps = (
        prose(60, "I. MỤC TIÊU", f"1. {'x' * n} {LONG} theo mục II. Quyết định này.") for n in range(1, 70)
    )
    lines = next(found for found in wraps if any(line.text.startswith("II.") for line in found))
    assert [s.label.text if s.label else None for s in sections_of(make_document(lines))] == ["I", "1"]


def test_a_paragraph_goes_over_the_page() -> None:
    whole = prose(700, "I. MỤC TIÊU", f"1. {LONG} và {LONG}.")
    turned = [line if i < 2 else Set(line.x0, 60 + 18 * i, line.text, 2) for i, line in enumerate(whole)]
    assert len(sections_of(make_document(turned))) == 2


def test_no_block_is_lost_and_none_overlap() -> None:
    lines = prose(60, "I. MỤC TIÊU", f"1. {LONG}.", f"{LONG}.", "2020. Không phải mục.", f"- {LONG};")
    document = make_document(lines)
    text = " ".join(document.text[s.start : s.end].replace("\n", " ") for s in sections_of(document))
    assert text == document.text.replace("\n", " ").strip()


def test_a_table_is_a_block_of_the_section_above() -> None:
    lines = [*prose(60, "I. MỤC TIÊU", "1. Chỉ tiêu:"), Set(LEFT, 110, "", rows=(("A", "B"), ("1", "2")))]
    table = sections_of(make_document([*lines, *prose(160, "2. Yêu cầu")]))[2]
    assert (table.kind, table.level, table.ordinal, table.parent) == ("table", 3, 2, 1)


def test_parents_and_ordinals() -> None:
    spans = sections_of(
        make_document(prose(60, "I. MỤC TIÊU", "1. Đối với Sở:", f"{LONG}.", f"2. {LONG}.", f"{LONG}."))
    )
    assert [s.ordinal for s in spans] == [0, 1, 2, 3, 4]
    assert [s.parent for s in spans] == [None, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "1." was misread: what is printed as a Roman number stays one
        ("I. MỤC ĐÍCH\nÌ. Mục đích:\nTốt.\n2. Yêu cầu:\nNhanh.\nII. NHIỆM VỤ\n1. Việc", "1:I 2:1 2:2 1:II 2:1"),
        ("I. MỤC ĐÍCH\nI. Mục đích\nTốt.\n2. Yêu cầu\nNhanh.\nII. NHIỆM VỤ\n1. Một.", "1:I 2:1 2:2 1:II 2:1"),
        ("I. MỤC ĐÍCH\nl. Mục đích\nTốt.\n2. Yêu cầu\nNhanh.\nII. NHIỆM VỤ\nIII. KINH PHÍ", "1:I 2:1 2:2 1:II 1:III"),
    ],
)  # fmt: skip
def test_a_misread_number_does_not_shift_the_headings(text: str, expected: str) -> None:
    found = outline(*text.split("\n"))
    assert " ".join(f"{level}:{label}" for level, label in found if label) == expected
