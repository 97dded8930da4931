import io

import pytest
from rich.console import Console
from rich.text import Text

from kehoach.listing import Column, Listing

COLUMNS = (Column("No."), Column("Task", 20), Column("Due", 10))


def lines(width, *rows):
    cells = [row if isinstance(row, Text) else [Text(cell) for cell in row] for row in rows]
    console = Console(file=io.StringIO(), width=width)
    console.print(Listing(COLUMNS, cells))
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_a_table_where_there_is_room():
    assert lines(40, ("1", "Rà soát", "quý I/2020"), ("12", "Báo cáo", "")) == [
        "No.  Task     Due",
        "1    Rà soát  quý I/2020",
        "12   Báo cáo",
    ]


def test_blocks_where_there_is_none():
    assert lines(26, ("1", "Rà soát thủ tục hành chính của Sở", "quý I/2020"), ("12", "Báo cáo", "")) == [
        "1   Rà soát thủ tục hành",
        "    chính của Sở",
        "    Due  quý I/2020",
        "",
        "12  Báo cáo",
        "",
    ]


@pytest.mark.parametrize("width, is_table", [(37, True), (36, False)])
def test_a_table_as_long_as_its_columns_are_comfortable(width, is_table):
    shown = lines(width, ("1", "Rà soát thủ tục hành chính của Sở", "quý I/2020"))
    assert (shown[0].startswith("No.")) is is_table


def test_headings_span_all_columns():
    shown = lines(40, Text("I. CẢI CÁCH THỂ CHẾ NĂM 2020"), ("1", "Rà soát", ""))
    assert shown[1] == "I. CẢI CÁCH THỂ CHẾ NĂM 2020"


@pytest.mark.parametrize("width", range(12, 90, 7))
def test_a_word_that_is_too_long_is_folded(width):
    word = "".join(map(str, range(100)))
    assert "".join("".join(lines(width, ("1", word, ""))).split()).replace("No.TaskDue", "") == f"1{word}"


@pytest.mark.parametrize("width", range(12, 90, 7))
def test_no_line_is_wider_than_the_terminal(width):
    shown = lines(width, ("1", "Rà soát thủ tục hành chính " * 5, "quý I/2020\nquý II/2020"))
    assert max(map(len, shown)) <= width
