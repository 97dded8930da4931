import pytest

from models.agencies import agency_end, agency_place, find_agencies, joint_end
from models.words import word_over


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chủ tịch UBND tỉnh Bắc Ninh ban hành", "Chủ tịch UBND tỉnh Bắc Ninh"),
        (
            "Hội nghị lần thứ 6 Ban Chấp hành Trung ương khóa 12",
            "Hội nghị lần thứ 6 Ban Chấp hành Trung ương",
        ),
        ("Bộ trưởng Bộ Thông tin và Truyền thông quy định", "Bộ trưởng Bộ Thông tin và Truyền thông"),
        ("Sở Công Thương thành phố Cần Thơ)", "Sở Công Thương thành phố Cần Thơ"),
        ("Sở Y tế Bắc Ninh)", "Sở Y tế Bắc Ninh"),
        ("Uỷ ban nhân dân\ntỉnh Bà Rịa - Vũng Tàu về", "Uỷ ban nhân dân\ntỉnh Bà Rịa - Vũng Tàu"),
        ("Ban Thường vụ tỉnh ủy về", "Ban Thường vụ tỉnh ủy"),
        ("Thủ tướng Chính phủ phê duyệt", "Thủ tướng Chính phủ"),
        ("Thanh tra thành phố,", "Thanh tra thành phố"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    end = agency_end(text, 0)
    assert end is not None
    assert text[:end] == name


def test_a_verb_is_no_agency() -> None:
    assert agency_end("quy định chi tiết", 0) is None


def test_joint_issuers() -> None:
    text = "Bộ Y tế và Bộ Nội vụ hướng dẫn"
    assert text[: joint_end(text, 0)] == "Bộ Y tế và Bộ Nội vụ"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UBND tỉnh Bình Dương", "tỉnh Bình Dương"),
        ("Ủy ban nhân dân tỉnh", "tỉnh"),
        ("Sở Y tế Bắc Ninh", "Bắc Ninh"),
        ("Sở Nội vụ", None),
        ("Chính phủ", None),
    ],
)
def test_place_of_an_agency(name: str, place: str | None) -> None:
    assert agency_place(name) == place


def test_spans_do_not_cross_cells() -> None:
    names = [one.name for one in find_agencies("Sở Tư pháp\tSở Nội vụ\nVăn phòng Sở", lambda end: None)]
    assert names[:2] == ["Sở Tư pháp", "Sở Nội vụ"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("giao Phòng Công nghệ thông tin chủ trì", "Phòng Công nghệ thông tin"),
        ("giao Văn phòng Sở chủ trì tổ chức", "Văn phòng Sở"),
        ("theo UBND tỉnh Quyết định số 12", "UBND tỉnh"),
        ("của Sở Nội vụ tỉnh Đồng Nai\nThực hiện kế hoạch", "Sở Nội vụ tỉnh Đồng Nai"),
        ("giao Văn phòng Sở tham mưu", "Văn phòng Sở"),
        ("của UBND tỉnh ban hành", "UBND tỉnh"),
        ("xây dựng Chính phủ điện tử", None),
        ("của Chính phủ về việc", "Chính phủ"),
        ("gửi Bộ TT&TT định kỳ", "Bộ TT&TT"),
    ],
)
def test_a_name_ends_with_a_word(text: str, name: str | None) -> None:
    found = find_agencies(text, lambda end: word_over(text, end))
    assert [one.name for one in found] == ([name] if name else [])
