import pytest

from normalize.tasks.columns import read_columns
from normalize.tasks.period_columns import in_series, period_of, with_shared_above
from normalize.tasks.rows import read_rows
from tests.normalize.factories import CellText, table_document


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
        (("Thời gian thực hiện", "Quý II", "5"), ("x",), "Tháng 5"),
        (("Các tháng", "Quý I", "3"), ("x",), "Tháng 3"),
        (("Thời gian thực hiện", "03/2021"), ("x",), "Tháng 3"),
        (("Tháng 3", "Tuần 2"), ("x",), "Tuần 2 tháng 3"),
        (("Tiến độ", "Tuần 2"), ("x",), "Tuần 2"),
        (("Quý (năm 2021)", "III"), ("Trước 30/9",), "Quý III"),
        # no periods
        (("Tiến độ thực hiện", "2021"), ("Quý I", "Quý II"), None),
        (("Kinh phí (triệu đồng)", "Quý I"), ("120", "35"), None),
        (("Mức đạt", "Quý I"), ("25%", "50%"), None),
        (("Thời gian thực hiện", "03/2021"), ("Báo cáo",), None),
        (("Thời gian thực hiện", "Quý II", "1"), ("x",), None),
        (("Các tháng", "Quý II", "1"), ("x",), None),
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


def test_figures_of_each_quarter_are_no_times() -> None:
    header = ["TT", "Nội dung", "Chủ trì", CellText("Kinh phí", columns=2)]
    blank = [CellText(text) for text in ("", "", "")]
    rows = [header, [*blank, "Quý I", "Quý II"], ["1", "Tập huấn", "Sở A", "20", "5"]]
    document = table_document(rows)
    columns = read_columns(document, document.tables[0])
    assert columns is not None
    assert [column.role for column in columns.columns][3:] == ["budget", "budget"]


QUARTERS = ["TT", "Nội dung", "Chủ trì", "Quý I", "Quý II", "Quý III", "Quý IV"]


def test_a_mark_over_several_periods_stands_for_all_of_them() -> None:
    rows = [
        ["1", "Tập huấn", "Sở A", "x", "", "", ""],
        ["2", "Họp", "Sở B", "", CellText("x", columns=2), ""],
        ["3", "Báo cáo", "Sở C", "", "", "x", "/"],  # "✓" on a scan
    ]
    document = table_document([QUARTERS, *rows])
    (table,) = document.tables
    columns = read_columns(document, table)
    assert columns is not None
    found = read_rows(document, [(table, columns)])
    assert [row.texts["due"] for row in found] == ["Quý I", "Quý II, Quý III", "Quý III, Quý IV"]


@pytest.mark.parametrize(
    ("periods", "meant"),
    [
        ("I ? II IV", "I II III IV"),  # "QI", "QH", "QII", "QIV"
        ("I ? ? IV", "I II III IV"),
        ("I ? ? ?", "I ? ? ?"),  # what one column says is not enough …
        ("I II ? IV", "I II III IV"),
        ("? II III IV", "I II III IV"),
        ("I II III ?", "I II III IV"),
        ("I II IV", "I II IV"),  # … and one may be left out
        ("III IV I II", "III IV I II"),  # of a school year
        ("I II III IV I", "I II III IV I"),
        ("I II III IV ?", "I II III IV ?"),  # marked for something else
        ("I II III IV I ? III IV", "I II III IV I ? III IV"),
    ],
)
def test_quarters_side_by_side_are_a_series(periods: str, meant: str) -> None:
    given = [None if p == "?" else f"Quý {p}" for p in periods.split()]
    found = in_series(given, [["x"]] * len(given))
    assert [p.removeprefix("Quý ") if p else "?" for p in found] == meant.split()


def test_a_column_that_is_not_marked_is_none_of_a_series() -> None:
    periods = ("Tháng 1", "Tháng 2", None, "Tháng 4")
    assert in_series(periods, [["x"], ["x"], ["Sở Y tế"], ["x"]]) == periods


@pytest.mark.parametrize(
    ("above", "leaves", "periods"),
    [
        (["", "Quý (nă", "m 2019", ")"], ["I", "II", "III", "IV"], ["Quý I", "Quý II", "Quý III", "Quý IV"]),
        (["Tháng", "", ""], ["4", "5", "6"], ["Tháng 4", "Tháng 5", "Tháng 6"]),
        (["Tháng", "Số lượng", ""], ["4", "7", "9"], ["Tháng 4", None, None]),  # they do not count on
    ],
)
def test_what_stands_above_numerals_that_count_on(
    above: list[str], leaves: list[str], periods: list[str | None]
) -> None:
    parts = [tuple(filter(None, texts)) for texts in zip(above, leaves, strict=True)]
    assert [period_of(texts, ["x"]) for texts in with_shared_above(parts)] == periods
