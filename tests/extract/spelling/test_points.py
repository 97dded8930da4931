from collections import Counter

import pytest

from extract.page_reading import ReadWord, readings
from extract.spelling.points import Points, repair_points, seen_points

_BOX = (0.0, 0.0, 1.0, 1.0)
_WORN, _WHOLE = Points(1.9, Counter()), Points(-1.5, Counter())


def _words(text: str) -> list[ReadWord]:
    return [ReadWord(word, word, _BOX, 1.0, 0.97) for word in text.split()]


def _pointed(text: str, points: Points) -> str:
    return " ".join(word.text for word in repair_points(_words(text), points))


@pytest.mark.parametrize(
    "read, meant",
    [
        ("các phòng. đơn vị trực thuộc", "các phòng, đơn vị trực thuộc"),
        ("Hàng quý. 6 tháng. năm", "Hàng quý, 6 tháng, năm"),
        ("năm 2020. các đơn vị", "năm 2020, các đơn vị"),
        ("ngày 30/6/2022. báo cáo", "ngày 30/6/2022, báo cáo"),
        ("trước. 30/6/2022", "trước 30/6/2022"),
        ("Sổ tiếp công dân: văn bản", "Sổ tiếp công dân; văn bản"),
        (
            "Phòng Quản lý Công nghiệp: Phòng Quản lý Thương mại",
            "Phòng Quản lý Công nghiệp; Phòng Quản lý Thương mại",
        ),
    ],
)
def test_where_tails_are_worn_off_points_are_what_the_sentence_asks_for(read: str, meant: str) -> None:
    pointed = repair_points(_words(read), _WORN)
    assert " ".join(word.text for word in pointed) == meant
    changed = [word for word in pointed if word.text != word.raw_text]
    assert all(
        word.repair == "points" and word.support and word.raw_text in readings(word) for word in changed
    )


@pytest.mark.parametrize(
    "text",
    [
        "được giao. Sở Nội vụ",  # a sentence ends
        "thực hiện kế hoạch này. b) Sở Tài chính",  # an item begins
        "thực hiện kế hoạch này. b. công khai",
        "TP. hồ",  # a short form
        "Tp. hồ",
        "v.v. và các đơn vị",
        "mục 1. công khai",
        "năm 2020. Các đơn vị",
        "khoản 12. công khai",
        "như kỳ trước. 6. Sở Nội vụ",
        "của các phòng. 6. Sở Nội vụ",
        "các đơn vị.",
        "gồm: các phòng, đơn vị",  # what a colon belongs after
        "Đơn vị chủ trì: Sở Nội vụ",
        "Nơi nhận: như trên",
    ],
)
def test_what_may_stand_so_is_left(text: str) -> None:
    assert _pointed(text, _WORN) == text


def test_colons_are_left_where_tails_are_whole() -> None:
    assert _pointed("Sổ tiếp công dân: văn bản", _WHOLE) == "Sổ tiếp công dân: văn bản"


def test_a_few_stops_are_specks_unless_a_comma_stands_there_elsewhere() -> None:
    few = seen_points([_words("các phòng, đơn vị"), *[_words("Sở Nội vụ, Sở Tài chính")] * 60])
    assert _pointed("hoàn thành. trước", few) == "hoàn thành trước"
    assert _pointed("các phòng. đơn vị", few) == "các phòng, đơn vị"


@pytest.mark.parametrize("read, meant", [("thanh tra,. kế toán", "tra,"), ("bình xét.; đề nghị", "xét;")])
def test_a_speck_beside_a_comma_is_none(read: str, meant: str) -> None:
    assert repair_points(_words(read), _WHOLE)[1].text == meant


def test_stops_before_small_letters_beside_commas_tell_what_they_are() -> None:
    worn = seen_points([_words("các phòng. đơn vị, cá nhân, tổ chức. Sở")])
    whole = seen_points([_words("các phòng, đơn vị, cá nhân, tổ chức. Sở")])
    assert worn.odds > 1 > 0 > whole.odds
    assert whole.between["phòng", "đơn", ","] == 1
