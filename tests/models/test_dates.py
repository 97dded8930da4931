import pytest

from models.dates import find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 23/4/2018 của", ["2018-04-23"]),
        ("ngày 05 tháng 3 năm\n2020", ["2020-03-05"]),
        ("từ 01-02-2020 đến 3.2.2020", ["2020-02-01", "2020-02-03"]),
        ("ngày 31/02/2019", []),
        ("ngày 23/4-2018", []),
        ("61/2018/NĐ-CP, 24/7, 4/2018", []),
        ("1/2/2018/QĐ", []),
        ("23/4\t/2018", []),
    ],
)
def test_full_dates(text: str, expected: list[str]) -> None:
    assert [one.day.isoformat() for one in find_dates(text)] == expected
