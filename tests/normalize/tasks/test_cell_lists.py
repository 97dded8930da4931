import re
from dataclasses import replace

import pytest

from kehoach.language.folding import fold
from normalize.agencies.names import split_agencies
from normalize.tasks.cell_lists import as_list
from normalize.tasks.header_words import Role
from tests.normalize.factories import table_document


def listed(text: str, role: Role = "lead") -> str | None:
    document = table_document([[text, "x"]])
    return as_list(document, document.tables[0].cells[0], role)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Nội vụ\nVăn phòng UBND tỉnh", ["Sở Nội vụ", "Văn phòng UBND tỉnh"]),
        ("- Sở Nội vụ\n- Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("+ Sở Nội vụ;\n+ Các xã, phường.", ["Sở Nội vụ", "Các xã, phường."]),
        ("1. Sở Tài chính\n2. Văn phòng UBND tỉnh", ["Sở Tài chính", "Văn phòng UBND tỉnh"]),
        ("1. Sở Tài chính 2. Văn phòng UBND tỉnh", ["Sở Tài chính", "Văn phòng UBND tỉnh"]),
        ("1. Sở Tài chính; 2. Văn phòng UBND tỉnh", ["Sở Tài chính", "Văn phòng UBND tỉnh"]),
        ("1. Phòng Tổ chức\n- Hành chính\n2. Thanh tra", ["Phòng Tổ chức - Hành chính", "Thanh tra"]),
        ("1/ Sở Tài chính\n2/ Công an tỉnh", ["Sở Tài chính", "Công an tỉnh"]),
        ("- Phòng Tài chính\n- Kế toán\n- Khoa Dược", ["Phòng Tài chính - Kế toán", "Khoa Dược"]),
        (
            "- Đảng ủy xã\n- Các tổ chức chính trị\n- xã hội\n- Trạm Y tế",
            ["Đảng ủy xã", "Các tổ chức chính trị - xã hội", "Trạm Y tế"],
        ),
        ("- các xã\n- các phường", ["các xã", "các phường"]),
        ("- Đoàn Thanh niên\n- Đảng ủy\nCông an xã", ["Đoàn Thanh niên", "Đảng ủy Công an xã"]),
        ("- Sở Nội vụ\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),  # one dash marks no items
        ("- Phòng Tài chính\n- Khoa Dược", ["Phòng Tài chính", "Khoa Dược"]),
        ("a) Sở Tài chính\nb) Công an tỉnh", ["Sở Tài chính", "Công an tỉnh"]),
        ("Sở Nội vụ,\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("HĐND\nUBND xã", ["HĐND", "UBND xã"]),
        ("Sở Nội vụ\nSở Tài chính\nKBNN", ["Sở Nội vụ", "Sở Tài chính", "KBNN"]),
        ("Sở Nội vụ\nTrung tâm\nCNTT", ["Sở Nội vụ", "Trung tâm CNTT"]),
        ("SỞ NỘI VỤ\nTHANH TRA TỈNH", ["SỞ NỘI VỤ", "THANH TRA TỈNH"]),
        ("Sở Nội vụ\nCác cơ quan của\nĐảng ủy", ["Sở Nội vụ", "Các cơ quan của Đảng ủy"]),
        ("Sở Nội vụ\nHội\nLiên hiệp Phụ nữ tỉnh", ["Sở Nội vụ", "Hội Liên hiệp Phụ nữ tỉnh"]),
        ("Sở Nội vụ\nNgân hàng\nNhà nước tỉnh", ["Sở Nội vụ", "Ngân hàng Nhà nước tỉnh"]),
        ("Vụ Tổ chức cán bộ\nVăn phòng\nTổng cục", ["Vụ Tổ chức cán bộ", "Văn phòng Tổng cục"]),
        ("Vụ Tổ chức cán bộ\nVăn phòng\nCục Thống kê", ["Vụ Tổ chức cán bộ", "Văn phòng", "Cục Thống kê"]),
        ("Ngân hàng Chính sách\nNhà nước", ["Ngân hàng Chính sách", "Nhà nước"]),
        ("Sở Nội vụ và\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nội vụ /\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nội vụ\n- Phòng Kế hoạch\n- Tài chính", ["Sở Nội vụ", "Phòng Kế hoạch - Tài chính"]),
        ("- Sở Nội vụ\nchủ trì\n- Sở Tài chính", ["Sở Nội vụ chủ trì", "Sở Tài chính"]),
        (
            "- Khoa Dược\n- Kế hoạch tổng hợp",
            ["Khoa Dược", "Kế hoạch tổng hợp"],
        ),  # dashes make items of anything
    ],
)
def test_lists_of_agencies(text: str, names: list[str]) -> None:
    assert (listed(text) or "").split("; ") == names


@pytest.mark.parametrize(
    "text",
    [
        "Văn phòng Sở",
        "Sở Kế hoạch\nvà Đầu tư",
        "Phòng Kế hoạch\n- Tài chính",  # a dash within a name
        "Sở Giáo dục và\nĐào tạo",
        "Phòng 2. Phòng 5",  # no count from one
        "",
    ],
)
def test_cells_that_are_no_list(text: str) -> None:
    assert listed(text) is None


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            "Hội Cựu chiến binh|Phòng Kế hoạch -|Tài chính|Thanh tra Sở",
            ["Hội Cựu chiến binh", "Phòng Kế hoạch - Tài chính", "Thanh tra Sở"],
        ),
        ("Chi cục Quản lý thị trường|Ban Biên tập Trang|thông tin", ["Chi cục Quản lý thị trường", "Ban Biên tập Trang thông tin"]),
        ("Hội Cựu chiến binh|Đoàn Thanh niên", ["Hội Cựu chiến binh", "Đoàn Thanh niên"]),
        ("Văn phòng Quốc hội|Hội đồng Dân tộc", None),
        ("Ban Chấp hành|Công đoàn cơ sở", None),
        ("Trung tâm Y tế huyện|Trung tâm Văn|hóa", ["Trung tâm Y tế huyện", "Trung tâm Văn hóa"]),
        ("Tỉnh đoàn|Thanh tra tỉnh|Sở Tư pháp", ["Tỉnh đoàn", "Thanh tra tỉnh", "Sở Tư pháp"]),
        ("Công an tỉnh|Sở Thông tin và|Truyền thông", ["Công an tỉnh", "Sở Thông tin và Truyền thông"]),
        ("Đoàn Thanh niên|Ban Biên tập", ["Đoàn Thanh niên", "Ban Biên tập"]),
        ("Văn phòng Sở|Trung tâm Khuyến công", ["Văn phòng Sở", "Trung tâm Khuyến công"]),
        ("Phòng Đào tạo|Bộ phận Một cửa", ["Phòng Đào tạo", "Bộ phận Một cửa"]),
        ("Ban Thường vụ Đảng ủy|Đảng ủy Quân sự xã", ["Ban Thường vụ Đảng ủy", "Đảng ủy Quân sự xã"]),
        ("Ban Xây dựng Đảng|Đoàn TNCS Hồ Chí Minh", ["Ban Xây dựng Đảng", "Đoàn TNCS Hồ Chí Minh"]),
        ("Trung tâm Kiểm định, khảo|nghiệm|Vụ Kế hoạch", ["Trung tâm Kiểm định, khảo nghiệm", "Vụ Kế hoạch"]),
        ("Văn phòng|Vụ Kế hoạch", None),
        ("Kho bạc Nhà nước tỉnh, Hội|Liên hiệp Phụ nữ tỉnh", None),
        ("Ông Bùi Xuân|Trường", None),
        ("Thư viện|Bộ môn Ngoại ngữ", ["Thư viện", "Bộ môn Ngoại ngữ"]),
        ("Trạm Y tế|Ban Giám hiệu", ["Trạm Y tế", "Ban Giám hiệu"]),
        ("Phòng Đào tạo|Toàn thể giảng viên", ["Phòng Đào tạo", "Toàn thể giảng viên"]),
        # whose it is, or the rest of its name
        ("Thư viện|Trường Đại học Y Dược", None),
        ("Trạm Y tế|Phường An Lạc", None),
        ("Phòng Cảnh sát kinh tế|Công an tỉnh", None),
        ("Trung tâm Y tế|Sở Y tế", None),
        ("Sở Kế hoạch|Đầu tư", None),
        ("Kho bạc|Nhà nước tỉnh", None),
        ("Bảo hiểm|Xã hội tỉnh", None),
        ("Ban Quản lý|Khu kinh tế tỉnh", None),
        ("Ủy ban|Mặt trận Tổ quốc", None),
        ("Ban Thường vụ|Tỉnh ủy", None),
        ("Công an|Huyện Phú Tân", None),
        ("Hội Nông dân|Tỉnh", None),
        ("Ngân hàng Nhà nước|Chi nhánh tỉnh", None),
        ("Đảng ủy|Ủy ban nhân dân tỉnh", None),
        ("Văn phòng|Sở Nội vụ", None),
        ("Ban Chỉ đạo|Phòng chống thiên tai", None),
        ("Phòng Tham mưu|Công an tỉnh", None),
        ("Lãnh đạo|Phòng Nội vụ", None),
        ("Phòng Nội vụ và|Phòng Tư pháp", None),
        ("Hội đồng quản lý|Khoa học", None),
    ],
)  # fmt: skip
def test_a_line_that_names_another_unit_begins_an_item_though_there_was_no_room(
    lines: str, names: list[str] | None
) -> None:
    assert broken_list(lines) == names


def broken_list(lines: str, *known: str) -> list[str] | None:
    document = table_document([[lines.replace("|", " "), "x"]])
    breaks = {match.start() + 1 for match in re.finditer(r"[|]", lines)}
    left, words = 0.0, []
    for word in document.words:
        left = 0.0 if word.start in breaks else left + 100.0
        words.append(replace(word, bbox=(left, word.bbox[1], left + 90.0, word.bbox[3])))
    broken = replace(document, words=tuple(words))
    items = as_list(broken, broken.tables[0].cells[0], "lead", frozenset(map(fold, known)))
    return items.split("; ") if items else None


def test_a_line_in_the_middle_of_its_column_is_a_line_wherever_it_begins() -> None:
    document = table_document([["Khoa Cấp cứu Hội đồng Khoa học", "x"]])
    boxes = ((20, 0), (12, 13), (14, 26), (16, 39), (8, 52), (10, 65), (20, 78))
    words = [
        replace(word, bbox=(float(left), float(top), left + 20.0, top + 12.0))
        for word, (left, top) in zip(document.words, boxes, strict=False)
    ]
    broken = replace(document, words=(*words, *document.words[len(words) :]))
    assert as_list(broken, broken.tables[0].cells[0], "lead") == "Khoa Cấp cứu; Hội đồng Khoa học"


@pytest.mark.parametrize(
    ("lines", "known", "names"),
    [
        ("Ban Dân tộc|Sở Thông tin và|Truyền thông", ("Ban Dân tộc", "Sở Thông tin và Truyền thông"), 2),
        ("Phòng Đào tạo|Trung tâm Học liệu", ("Phòng Đào tạo", "Trung tâm Học liệu"), 2),
        ("Công an tỉnh|Các tổ chức chính trị", ("Các tổ chức chính trị", "Công an tỉnh"), 2),
        ("Phòng Đào tạo|Trung tâm Học liệu", ("Phòng Đào tạo",), None),  # whose it may be
        ("Phòng Đào tạo|Trung tâm Học liệu", ("Phòng Đào tạo Trung tâm Học liệu",), None),
        ("Văn phòng|Sở Nội vụ", ("Văn phòng", "Sở Nội vụ"), None),  # too short to be whole
        ("Tỉnh đoàn|Thanh tra tỉnh", ("Tỉnh đoàn Thanh tra tỉnh",), None),
        ("1. Sở Tài chính\n2. Kho bạc\nNhà nước tỉnh", ("Kho bạc Nhà nước tỉnh",), 2),
    ],
)
def test_names_that_fill_cells_alone_tell_where_one_ends(
    lines: str, known: tuple[str, ...], names: int | None
) -> None:
    found = broken_list(lines, *known)
    assert (len(found) if found else None) == names


def test_a_list_is_split_at_its_items() -> None:
    assert split_agencies(listed("Sở Nội vụ\nVăn phòng UBND tỉnh") or "") == (
        "Sở Nội vụ",
        "Văn phòng UBND tỉnh",
    )


def test_times_one_below_the_other() -> None:
    assert listed("Tháng 3/2021\nTháng 9/2021", "due") == "Tháng 3/2021; Tháng 9/2021"
    assert listed("Ban hành trong tháng 01\nvà tổ chức thực hiện trong năm", "due") is None
    for one in (
        "Năm 2018 -\n2020",
        "Từ ngày 01/3/2024\nđến ngày 05/3/2024",
        "Quý I,\nQuý II",
        "Tháng\n5",
        "Tháng 5\n- 10/2025",
    ):
        assert listed(one, "due") is None
    assert listed("- Báo cáo\n- Kế hoạch", "product") is None


def test_a_name_goes_on_below_its_first_word_though_another_stands_before_it() -> None:
    assert listed("Bộ môn Ngoại ngữ, Phòng\nTổ chức - Hành chính") is None
