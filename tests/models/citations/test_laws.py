from datetime import date

import pytest

from kehoach.language.registry import table
from models.citations.find import find_citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ Luật Bảo vệ môi trường năm 2020;", [("Luật", "72/2020/QH14")]),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
            [("Luật", "72/2025/QH15")],
        ),
        ("Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;", [("Luật", None)]),  # two of that year
        ("Căn cứ Luật Hàng không dân dụng Việt Nam ngày 29/6/2006;", [("Luật", None)]),  # not in the table
        ("Căn cứ Luật Cán bộ, công chức ngày 13/11/2008;", [("Luật", "22/2008/QH12")]),
        ("tuyên truyền Luật An ninh mạng và pháp luật về đất đai", [("Luật", None)]),
        ("Luật Đất đai năm 2013; Nghị quyết Trung ương 3 khóa X", [("Luật", "45/2013/QH13")]),
        ("theo Bộ luật Lao động năm 2019", [("Bộ luật", "45/2019/QH14")]),
        ("Điều 5 Luật Thanh tra năm 2022", [("Luật", "11/2022/QH15")]),
        ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2024", [("Luật", "31/2024/QH15")]),
        ("Căn cứ Luật Đất đai năm 1998;", [("Luật", None)]),  # no law of that year
        ("kỷ luật lao động, pháp luật đất đai, Hội Luật gia tỉnh", []),
    ],
)
def test_laws_that_are_named_without_a_number(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = find_citations(text)
    assert [(one.type, one.number.canonical if one.number else None) for one in found] == expected


def test_each_law_was_adopted_in_its_numbers_year() -> None:
    for _, number, day in table("laws")["laws"]:
        assert isinstance(day, date) and int(number.split("/")[1]) == day.year
