import pytest

from normalize.tasks.period_columns import period_of


@pytest.mark.parametrize(
    ("parts", "cells", "period"),
    [
        (("Thời gian thực hiện năm 2021", "Quý I"), ("x",), "Quý I"),
        (("Quý IV/2021",), ("x",), "Quý IV"),
        (("Q2",), ("x",), "Quý II"),
        (("Tháng 3",), ("x", "•"), "Tháng 3"),
        (("Thời gian", "T12"), (), "Tháng 12"),
        (("6 tháng đầu năm",), ("x",), "6 tháng đầu năm"),
        # numerals whose meaning the row above tells, over marks
        (("Quý thực hiện", "III"), ("x", "✓"), "Quý III"),
        (("Tháng", "7"), ("X",), "Tháng 7"),
        (("Tiến độ thực hiện", "2021"), ("•",), "Năm 2021"),
        (("Thời gian (Quý)", "2"), ("•",), "Quý II"),
        # no periods
        (("Thời gian (quý, tháng)", "13"), ("x",), None),
        (("Thời gian (Quý)", "5"), ("x",), None),
        (("Quý thực hiện", "III"), ("Báo cáo",), None),
        (("Năm 2021",), ("94,2%",), None),
        (("Tháng", "13"), ("x",), None),
        (("Số lượng", "3"), ("x",), None),
        (("Quý thực hiện",), ("I", "II"), None),
        ((), (), None),
    ],
)
def test_periods_as_columns(parts: tuple[str, ...], cells: tuple[str, ...], period: str | None) -> None:
    assert period_of(parts, cells) == period
