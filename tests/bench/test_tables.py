from html import unescape

import pytest

from bench.tables.columns import CHECK
from bench.tables.draw import draw_plan, words
from bench.tables.gold import gold
from bench.tables.model import Column, Plan, Row, Style, Table, Value
from bench.tables.printed import html

STYLE = Style("1pt solid #000", "", "rest", False, 11.0, "Tinos", False, False, True, (), "", ())
DUE = {"kind": "quarter", "start": "2024-01-01", "end": "2024-03-31"}


def plan(columns: tuple[Column, ...], *rows: Row) -> Plan:
    table = Table(columns, rows, 2024, STYLE)
    return Plan("t0", "SỞ A", "1/KH-SA", (10, 1, 2024), 2024, "An Giang", "việc", "Lê A", (table,), False)


def test_a_seed_is_one_plan() -> None:
    assert draw_plan(7) == draw_plan(7)
    assert draw_plan(7) != draw_plan(8)


@pytest.mark.parametrize("seed", range(0, 60, 7))
def test_what_gold_says_is_printed(seed: int) -> None:
    drawn = draw_plan(seed)
    page = unescape(html(drawn)).replace("<br>", " ")
    for task in gold(drawn)["tasks"]:
        assert task["content"] in page
        assert task["lead"] in page
        assert task["coordination"] in page


def test_words_held_back_are_drawn_for_check_seeds_alone() -> None:
    held = set(words()["headers"]["lead"][2::3])
    leads = {
        side: {
            column.header[-1]
            for seed in range(first, first + 80)
            for table in draw_plan(seed).tables
            for column in table.columns
            if column.key == "lead"
        }
        for side, first in (("tuned", 0), ("check", CHECK))
    }
    assert not held & leads["tuned"]
    assert held & leads["check"]


def test_a_merged_cell_serves_its_rows_and_a_ditto_mark_stays_as_printed() -> None:
    columns = (
        Column("content", ("Việc",)),
        Column("lead", ("Chủ trì",)),
        Column("mark", ("Năm 2024", "Quý I"), "Quý I"),
    )
    merged = Value(("Sở B",), ("Sở B",), span=2)
    said = Row({0: Value(("Một",)), 1: merged, 2: Value(("x",), due=(DUE,))})
    below = Row({0: Value(("Hai",)), 1: Value(("Sở B",), ("Sở B",), span=0), 2: Value()})
    again = Row({0: Value(("Ba",)), 1: Value(("nt",), ("Sở B",)), 2: Value()})
    drawn = plan(columns, said, below, again)
    tasks = gold(drawn)["tasks"]
    assert [task["lead"] for task in tasks] == ["Sở B", "Sở B", "nt"]
    assert [task["lead_names"] for task in tasks] == [["Sở B"]] * 3
    assert (tasks[0]["due"], tasks[0]["deadline"], tasks[1]["due"]) == ("Quý I", [DUE], "")
    assert html(drawn).count("Sở B</td>") == 1


def test_rows_below_a_numbered_title_stand_under_it_and_the_next_number_does_not() -> None:
    columns = (Column("number", ("TT",)), Column("content", ("Việc",)))
    rows = [
        Row(label="I", title="CHUNG", is_task=False),
        Row(label="1", title="Nhóm việc", is_task=False, is_parent=True),
        Row({0: Value(("1.1",)), 1: Value(("Một",))}),
        Row({0: Value(("2",)), 1: Value(("Hai",))}),
    ]
    assert [task["group_title"] for task in gold(plan(columns, *rows))["tasks"]] == ["Nhóm việc", "CHUNG"]
