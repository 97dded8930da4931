import pytest

from extract.page_reading import ReadWord
from extract.spelling.quotes import attach_closing, repair_quotes


def _words(text: str) -> list[ReadWord]:
    return [ReadWord(w, w, (6.0 * k, 0.0, 6.0 * k + 5, 1.0), 1.0, 0.97) for k, w in enumerate(text.split())]


@pytest.mark.parametrize(
    "read, meant",
    [
        ("vào “Ngày thứ Bảy hướng dẫn công’", "vào “Ngày thứ Bảy hướng dẫn công”"),
        ("kênh “Dân hỏi – Sở đáp’; tổng hợp", "kênh “Dân hỏi – Sở đáp”; tổng hợp"),
        ("phong trào ‘Sáng, xanh, sạch”.", "phong trào “Sáng, xanh, sạch”."),
        ("theo thẩm ‘quyền của Sở", "theo thẩm quyền của Sở"),
        ("Sở ‘Xây dựng, mô hình “3 không”", "Sở Xây dựng, mô hình “3 không”"),
        ("tổ “liên gia’, đội 'tự quản", "tổ “liên gia”, đội tự quản"),
    ],
)
def test_marks_are_told_by_their_pairs(read: str, meant: str) -> None:
    assert " ".join(word.text for word in repair_quotes(_words(read))) == meant


@pytest.mark.parametrize(
    "text",
    [
        "đồng bào H’Mông, Ê-đê và J'rai",
        "phong trào “Sáng, xanh, sạch”",
        "theo ‘cơ chế’ một cửa",  # a pair of single marks may be printed
        "dài 5’ và 6’",
        "“một dòng không đóng",
        "đóng lại”",
    ],
)
def test_what_is_no_half_of_a_pair_stays(text: str) -> None:
    assert " ".join(word.text for word in repair_quotes(_words(text))) == text


def test_a_mark_far_behind_closes_nothing() -> None:
    words = _words("“Ngày " + "hội " * 50 + "công’")
    assert repair_quotes(words)[-1].text == "công’"


def test_a_closing_mark_belongs_to_the_word_before() -> None:
    (first, second) = attach_closing(_words("hành chính ”."))
    assert (first.text, second.text) == ("hành", "chính”.")
    assert second.bbox[2] == 17.0


def test_a_ditto_mark_alone_is_a_word() -> None:
    assert [word.text for word in attach_closing(_words("”"))] == ["”"]
