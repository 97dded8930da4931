from collections.abc import Mapping, Sequence

import pytest

from extract.layout.aligned_rows import AlignedRow
from extract.layout.column_pieces import Piece
from extract.layout.merged_cells import merged_cells
from extract.layout.worn_tables import with_worn_tables
from tests.extract.layout.test_worn_tables import (
    EDGES,
    HEAD,
    TASKS,
    doubtful,
    is_doubted,
    plain,
    printed,
    set_out,
    told,
)
from tests.extract.readings import text_of, word

DUE = ("Cả năm", "Trước 30/6", "Khi có yêu cầu")


@pytest.mark.parametrize(
    ("printed_at", "spans"),
    [({1: 0.0}, [3]), ({0: 0.5}, [2, 1]), ({1: 0.5}, [1, 2])],
    ids=["of three rows in the middle one", "between the first two", "between the last two"],
)
def test_what_stands_in_the_middle_of_several_rows_is_of_all(
    printed_at: Mapping[int, float], spans: Sequence[int]
) -> None:
    """Those that say who leads are merged over rows where one does; each other row names its own."""
    contents = ["Rà soát thủ tục của\ncác đơn vị", "Kiểm tra công vụ\nđột xuất", "Mua máy quét\ncho cấp xã"]
    rows = [(str(k), text, "", due) for k, (text, due) in enumerate(zip(contents, DUE, strict=True), 6)]
    lines = set_out([HEAD, *TASKS, *rows])
    bases = [ln.bbox[1] for ln in lines if text_of(ln) in ("6", "7", "8")]
    pitch = bases[1] - bases[0]
    leads = [(bases[k] + pitch * down + 8.4) for k, down in printed_at.items()]
    if len(spans) > 1:
        leads.append(bases[2 if spans[0] > 1 else 0] + 8.4)
    lines += [printed(EDGES[2] + 4, base, "Phòng Nội vụ") for base in leads]
    (page,) = with_worn_tables([doubtful(lines)])
    found = [c for c in page.tables[0].cells if c.column == 2 and c.row > len(TASKS)]
    assert [cell.row_span for cell in sorted(found, key=lambda c: c.row)] == spans
    assert is_doubted(page)


def test_a_column_with_many_empty_cells_has_none_that_are_merged_or_doubted() -> None:
    """What stands in the middle of three rows may be of one where others have nothing."""
    rows = [(str(k), *TASKS[k % 5][1:3], "30/6/2022" if k % 3 == 1 else "") for k in range(9) if k != 5]
    (page,) = with_worn_tables([doubtful(set_out([HEAD, *rows]))])
    assert told(page) == plain([HEAD, *rows])
    assert not is_doubted(page)


def test_a_row_with_one_text_alone_tells_no_merged_cells() -> None:
    """… where a column has something in each row: one text stands between two rows, as far as they go."""
    texts = [{0: "1", 1: "Rà soát", 2: "Sở"}, {2: "Y tế"}, {0: "2", 1: "Kiểm tra", 2: "Thanh tra"}]
    rows = [
        AlignedRow(tuple(Piece((word(t, 100.0 * c, base),), base, c, c) for c, t in row.items()), base, base)
        for base, row in zip((100.0, 130.0, 160.0), texts, strict=True)
    ]
    assert not list(merged_cells(rows, 3, 10.0))
