"""Which rows of a worn table, told by its text alone, are doubted."""

import pytest

from extract.layout.worn_tables import with_worn_tables
from extract.page_reading import PageReading
from tests.extract.layout.test_worn_tables import EDGES, HEAD, TASKS, doubtful, plain, printed, set_out, told
from tests.extract.readings import text_of

MORE = [
    ("6", "Họp giao ban\ncải cách", "Văn phòng", "Quý I"),
    ("7", "Tự chấm điểm\nchỉ số", "Thanh tra", "Quý III"),
]


def doubted_rows(page: PageReading) -> list[int]:
    """The rows of the page's table of which something is doubted."""
    (found,) = page.tables
    boxes = [doubt.bbox for doubt in page.doubts if doubt.bbox]
    return sorted(
        {c.row for c in found.cells for box in boxes if box[1] < (c.bbox[1] + c.bbox[3]) / 2 < box[3]}
    )


def test_of_many_rows_the_one_whose_label_was_lost_and_those_beside_it_are_doubted() -> None:
    rows = [HEAD, *TASKS[:3], ("", *TASKS[3][1:]), TASKS[4], *MORE]
    (page,) = with_worn_tables([doubtful(set_out(rows))])
    assert told(page) == plain(rows)
    assert doubted_rows(page) == [3, 4, 5]


def test_an_empty_cell_of_a_filled_column_is_doubted_alone() -> None:
    """A worn line may be unread."""
    rows = [HEAD, *TASKS[:2], (*TASKS[2][:2], "", TASKS[2][3]), *TASKS[3:], *MORE]
    (page,) = with_worn_tables([doubtful(set_out(rows))])
    (empty,) = [c for c in page.tables[0].cells if c.row == 3 and c.column == 2]
    assert [doubt.bbox for doubt in page.doubts] == [empty.bbox]


@pytest.mark.parametrize(("up", "doubted"), [(8.0, []), (16.0, [1, 2])])
def test_rows_whose_texts_reach_beside_each_other_are_sure_where_no_column_joins_them(
    up: float, doubted: list[int]
) -> None:
    """Who leads the second task stands beside the first one's last line; or right below who leads that."""
    lines = set_out([HEAD, *TASKS, *MORE])
    moved = next(ln for ln in lines if text_of(ln) == "Thanh tra")
    base = moved.bbox[1] + 8.4 - up
    (page,) = with_worn_tables(
        [doubtful([*(ln for ln in lines if ln is not moved), printed(EDGES[2] + 4, base, "Thanh tra")])]
    )
    assert told(page) == plain([HEAD, *TASKS, *MORE])
    assert doubted_rows(page) == doubted
