from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.layout.multipage_tables import JoinedTable, join_tables
from extract.page_reading import ReadLine, ReadTable
from tests.extract.readings import line, table, text_of

HEAD = ("STT", "Nội dung công việc", "Thời gian")
FIRST = [HEAD, ("1", "Rà soát văn bản", "Quý I"), ("2", "Kiểm tra công vụ", "Quý II")]
Row = Sequence[str | None]


def join(*pages: list[ReadLine | ReadTable]) -> list[ReadLine | JoinedTable]:
    return [item for item, _ in join_tables((items, number) for number, items in enumerate(pages, 1))]


def joined(*parts: Sequence[Row]) -> JoinedTable:
    (found,) = join(*[[table(80, part)] for part in parts])
    assert isinstance(found, JoinedTable)
    return found


def rows(found: JoinedTable) -> list[list[str]]:
    return [[text_of(c) for c in found.cells if c.row == row] for row in range(found.row_count)]


def test_rows_of_the_next_page_follow() -> None:
    found = joined(FIRST, [("3", "Báo cáo kết quả", "Quý IV")])
    assert rows(found) == [*map(list, FIRST), ["3", "Báo cáo kết quả", "Quý IV"]]
    assert (found.row_count, found.column_count, found.page) == (4, 3, 1)
    assert [found.page_of_row(row) for row in range(4)] == [1, 1, 1, 2]


def test_a_repeated_header_is_kept_once_even_if_it_is_read_otherwise() -> None:
    found = joined(FIRST, [("STT", "Nội dung công viêc", "Thơi gian"), ("3", "Báo cáo kết quả", "Quý IV")])
    assert len(rows(found)) == 4
    assert rows(found)[3][0] == "3"


def test_the_rest_of_a_row_goes_where_its_text_stands() -> None:
    """… though the ruling beside the number was not seen on the next page, and its sheet lies askew."""
    edges, moved = (85, 120, 300, 420, 540), (92, 127, 307, 427, 547)
    head = (*HEAD[:2], "Chủ trì", HEAD[2])
    first = table(80, [head, ("1", "Rà soát văn bản", "Sở", "Quý I"), ("2", "", "Sở Y tế", "")], edges)
    rest = [("Cung cấp dịch vụ công", "<", "", "Quý II"), ("3", "Báo cáo", "Sở", "Quý IV")]
    (found,) = join([first], [table(80, rest, moved)])
    assert isinstance(found, JoinedTable)
    assert rows(found)[2:] == [
        ["2", "Cung cấp dịch vụ công", "Sở Y tế", "Quý II"],
        ["3", "Báo cáo", "Sở", "Quý IV"],
    ]


def test_a_header_lost_on_the_first_page_is_that_of_the_next() -> None:
    """… and is no row there: the number above the page break has its content below it."""
    again = [HEAD, ("", "Báo cáo kết quả", "Quý IV"), ("4", "Tổng kết", "Tháng 12")]
    found = joined([*FIRST[1:], ("3", "", "")], again, [HEAD, ("5", "Lưu hồ sơ", "Tháng 12")])
    assert rows(found) == [
        *map(list, FIRST),
        ["3", "Báo cáo kết quả", "Quý IV"],
        ["4", "Tổng kết", "Tháng 12"],
        ["5", "Lưu hồ sơ", "Tháng 12"],
    ]
    assert [found.page_of_row(row) for row in range(6)] == [1, 1, 1, 1, 2, 3]
    header = [c for c in found.cells if c.row == 0]
    assert {found.page_of(line, c) for c in header for line in c.lines} == {2}
    # with the header more may have been lost
    assert [(doubt.rule, doubt.page) for doubt in found.doubts] == [
        ("uncertain_table", 1),
        ("uncertain_table", 2),
    ]


def test_a_row_that_names_no_columns_is_no_header() -> None:
    found = joined(FIRST[1:], [("TT", "Truyền thông", ""), ("3", "Báo cáo", "Quý IV")])
    assert [row[0] for row in rows(found)] == ["1", "2", "TT", "3"]


def with_agreement(part: ReadTable, agreement: dict[tuple[int, int], float]) -> ReadTable:
    """The table, recognisers differing on the words of the cells in these rows and columns."""
    cells = []
    for cell in part.cells:
        sure = agreement.get((cell.row, cell.column), 1.0)
        lines = tuple(
            replace(ln, words=tuple(replace(w, agreement=sure) for w in ln.words)) for ln in cell.lines
        )
        cells.append(replace(cell, lines=lines))
    return replace(part, cells=tuple(cells))


def test_a_header_read_twice_counts_as_it_was_read_most_surely() -> None:
    """… on three pages: “Nội dung công việc” under a streak on the first, the time on the second."""
    first = table(80, [("STT", "Nội d,n côn v", "Thời gian"), *FIRST[1:]])
    second = table(80, [("STT", "Nội dung công việc", "Thơi gan"), ("3", "Báo cáo", "Quý IV")])
    third = table(80, [("STT", "Nội dung", "Thời gian"), ("4", "Tổng kết", "Quý IV")])
    pages = [(first, {(0, 1): 0.5}), (second, {(0, 2): 0.6}), (third, {(0, 1): 0.7})]
    (found,) = join(*[[with_agreement(part, less)] for part, less in pages])
    assert isinstance(found, JoinedTable)
    assert rows(found)[0] == list(HEAD)
    assert [row[0] for row in rows(found)] == ["STT", "1", "2", "3", "4"]
    header = [c for c in found.cells if c.row == 0]
    assert [found.page_of(c.lines[0], c) for c in header] == [1, 2, 1]


def test_headers_that_were_read_as_one_are_two_where_another_page_has_two() -> None:
    first = table(80, [("STT Nội dung công việc", "<", "Thời gian"), *FIRST[1:]])
    (found,) = join([first], [table(80, [HEAD, ("3", "Báo cáo", "Quý IV")])])
    assert isinstance(found, JoinedTable)
    assert rows(found)[0] == list(HEAD)


def test_a_header_over_two_columns_stays_one() -> None:
    """… where each page has it so, or the other one’s cell is empty."""
    above = [("STT", "Thời gian", "<"), *FIRST[1:]]
    for again in (above[0], ("STT", "Thời gian", "")):
        (found,) = join([table(80, above)], [table(80, [again, ("3", "Báo cáo", "Quý IV")])])
        assert isinstance(found, JoinedTable)
        assert [c.column_span for c in found.cells if c.row == 0] == [1, 2]


def test_a_row_cut_by_the_page_break_is_one() -> None:
    found = joined(FIRST, [("", "tại các đơn vị trực thuộc", ""), ("3", "Báo cáo kết quả", "Quý IV")])
    assert rows(found)[2] == ["2", "Kiểm tra công vụ tại các đơn vị trực thuộc", "Quý II"]
    assert rows(found)[3][0] == "3"
    (cut,) = [c for c in found.cells if (c.row, c.column) == (2, 1)]
    assert [found.page_of(ln, cut) for ln in cut.lines] == [1, 2]
    assert found.page_of_row(3) == 2


def test_a_row_cut_under_a_repeated_header() -> None:
    found = joined(FIRST, [HEAD, ("", "tại các đơn vị", ""), ("3", "Báo cáo", "Quý IV")])
    assert [row[0] for row in rows(found)] == ["STT", "1", "2", "3"]
    assert rows(found)[2][1] == "Kiểm tra công vụ tại các đơn vị"


def test_a_row_over_three_pages() -> None:
    found = joined(FIRST, [("", "tại các đơn vị", "")], [("", "trực thuộc", "")])
    assert rows(found)[2] == ["2", "Kiểm tra công vụ tại các đơn vị trực thuộc", "Quý II"]
    assert found.row_count == 3


def test_a_merged_cell_goes_on_below_the_page_break() -> None:
    first = [HEAD, ("1", "Rà soát", "Quý I"), ("2", "Kiểm tra", None)]
    found = joined(first, [("3", "Báo cáo", ""), ("4", "Tổng kết", None)])
    (merged,) = [c for c in found.cells if c.column == 2 and c.row == 1]
    assert (merged.row_span, text_of(merged)) == (4, "Quý I")
    assert not [c for c in found.cells if c.column == 2 and c.row > 1]


def test_a_group_row_on_top_of_the_next_page_is_a_row() -> None:
    found = joined(FIRST, [("II. CẢI CÁCH THỦ TỤC", "<", "<"), ("3", "Báo cáo", "Quý IV")])
    assert rows(found)[3] == ["II. CẢI CÁCH THỦ TỤC"]
    assert rows(found)[2][1] == "Kiểm tra công vụ"


def test_rows_that_are_alike_are_no_header() -> None:
    """As of a plan of inspections: only the header may be dropped, however like each other the rows are."""
    first = [HEAD, *((str(n), f"Kiểm tra công vụ tại xã {n % 3}", "Thanh tra") for n in range(1, 5))]
    later = [HEAD, *((str(n), f"Kiểm tra công vụ tại xã {n % 3}", "Thanh tra") for n in range(5, 12))]
    assert [row[0] for row in rows(joined(first, later))] == ["STT", *map(str, range(1, 12))]


def test_a_group_row_of_separate_cells_is_not_merged_with_the_row_above() -> None:
    found = joined(
        [*FIRST, ("3", "Báo cáo", "Quý III")], [HEAD, ("II", "Thủ tục", ""), ("1", "Họp", "Quý I")]
    )
    assert rows(found)[4] == ["II", "Thủ tục", ""]
    assert all(c.row_span == 1 for c in found.cells)


FULL = [*FIRST, ("3", "Báo cáo", "Quý III")]
EMPTY = [HEAD, ("4", "Họp", ""), ("5", "Tổng kết", "Quý I")]


def broken(above: Sequence[Row], *, open_below: bool = False) -> JoinedTable:
    """A table whose next page begins with an empty cell in its last column."""
    first = table(80, above)
    last = replace(first.cells[-1], open_below=open_below)
    (found,) = join([replace(first, cells=(*first.cells[:-1], last))], [table(80, EMPTY)])
    assert isinstance(found, JoinedTable)
    return found


def merged(found: JoinedTable) -> list[tuple[int, int]]:
    return [(c.row, c.row_span) for c in found.cells if c.column == 2 and c.row_span > 1]


def test_an_empty_cell_below_one_without_a_side_goes_on_with_it() -> None:
    found = broken(FULL, open_below=True)
    assert (merged(found), found.doubts) == ([(3, 2)], [])


def test_an_empty_cell_below_a_foot_that_is_not_seen_at_all_is_doubted() -> None:
    first = table(80, FULL)
    cells = tuple(replace(c, open_below=c.row == 3) for c in first.cells)
    (found,) = join([replace(first, cells=cells)], [table(80, EMPTY)])
    assert isinstance(found, JoinedTable)
    assert (merged(found), [d.rule for d in found.doubts]) == ([], ["merged_or_empty"])


def test_an_empty_cell_below_one_that_is_closed_is_empty_and_doubted() -> None:
    found = broken(FULL)
    assert merged(found) == []
    assert [(d.rule, d.page, d.bbox) for d in found.doubts] == [("merged_or_empty", 2, (300, 100, 540, 120))]


def test_an_empty_cell_goes_on_where_the_column_merges_cells_and_is_doubted() -> None:
    found = broken([*FIRST, ("3", "Báo cáo", None), ("4", "Họp", "Quý III")])
    assert merged(found) == [(2, 2), (4, 2)]
    assert [(d.rule, d.page, d.bbox) for d in found.doubts] == [("merged_or_empty", 1, (300, 160, 540, 180))]


def test_an_empty_cell_of_a_column_that_is_often_empty_is_empty() -> None:
    found = broken([*FIRST, ("3", "Báo cáo", ""), ("4", "Họp", ""), ("5", "Rà soát", "Quý III")])
    assert (merged(found), found.doubts) == ([], [])


WIDE = (85, 120, 300, 400, 540)
WIDE_HEAD = ("STT", "Nội dung", "Chủ trì", "Phối hợp")


def test_a_cut_row_with_a_cell_merged_sideways() -> None:
    first = table(80, [WIDE_HEAD, ("1", "Rà soát văn bản", "Theo phân công", "<")], WIDE)
    for rest in ([("", "tại các xã", "", "<")], [("", "tại các xã", "của Sở", "")]):
        (found,) = join([first], [table(80, rest, WIDE)])
        assert isinstance(found, JoinedTable)
        assert rows(found)[1][:2] == ["1", "Rà soát văn bản tại các xã"]
        assert rows(found)[1][2] in ("Theo phân công", "Theo phân công của Sở")


def test_a_part_whose_columns_are_all_merged_goes_on() -> None:
    first = table(80, [WIDE_HEAD, ("1", "Rà soát", "Văn phòng", "Các phòng")], WIDE)
    (found,) = join([first], [table(80, [("2", "Họp", "Theo phân công")], (85, 120, 300, 540))])
    assert isinstance(found, JoinedTable)
    assert [(c.column, c.column_span) for c in found.cells if c.row == 2] == [(0, 1), (1, 1), (2, 2)]


def test_columns_that_were_set_anew_on_the_next_page() -> None:
    found = join([table(80, FIRST)], [table(80, [("3", "Báo cáo", "Quý IV")], edges=(85, 105, 330, 540))])
    assert len(found) == 1


@pytest.mark.parametrize(("last", "count"), [("II. CẢI CÁCH THỂ CHẾ", 1), (None, 2)])
def test_rows_count_from_one_again_under_a_title_that_ends_the_page(last: str | None, count: int) -> None:
    first = table(80, [*FIRST, *([("", last, "")] if last else [])])
    again = table(80, [("1", "Báo cáo", "Quý IV", "")], edges=(85, 120, 300, 470, 540))
    assert len(join([replace(first, column_edges=(85, 120, 300, 540))], [again])) == count


def test_a_table_with_a_header_of_its_own_is_another() -> None:
    other = [("Mã", "Tên đơn vị", "Số người"), ("1", "Văn phòng", "12")]
    assert len(join([table(80, FIRST)], [table(80, other, edges=(85, 105, 330, 540))])) == 2


SUBS = [
    ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì"),
    ("1", "Rà soát thủ tục của các đơn vị trực thuộc", "Kế hoạch", "Văn phòng"),
    (None, None, "Báo cáo", "Các đơn vị"),
    ("2", "Kiểm tra việc thực hiện ở cơ sở", "Kế hoạch", "Thanh tra"),
]


def test_another_product_under_a_merged_number_is_a_row_of_its_own() -> None:
    (found,) = join([table(80, SUBS, WIDE)], [table(80, [("", "", "Báo cáo", "Các xã")], WIDE)])
    assert isinstance(found, JoinedTable)
    assert found.row_count == 5
    assert [(c.row, c.row_span) for c in found.cells if c.column == 0 and c.row_span > 1] == [(1, 2), (3, 2)]


@pytest.mark.parametrize(("content", "count"), [("Tổng hợp báo cáo", 5), ("tổng hợp báo cáo", 4)])
def test_another_content_under_a_merged_number_is_a_row_of_its_own(content: str, count: int) -> None:
    (found,) = join([table(80, SUBS, WIDE)], [table(80, [("", content, "Báo cáo", "Các xã")], WIDE)])
    assert isinstance(found, JoinedTable)
    assert found.row_count == count


@pytest.mark.parametrize(("rest", "count"), [("thuộc Sở", 3), ("Thuế tỉnh", 4)])
def test_rests_of_cells_beside_an_empty_content(rest: str, count: int) -> None:
    """Without numbers what goes on in the middle of a sentence tells, in whichever cell it stands."""
    head = ("Nhiệm vụ", "Đơn vị chủ trì", "Phối hợp", "Sản phẩm")
    first = [
        ("Rà soát văn bản của các đơn vị trực thuộc", name, "Các xã", "Báo cáo")
        for name in ("Y tế", "Công đoàn; Ban")
    ]
    (found,) = join([table(80, [head, *first], WIDE)], [table(80, [("", "Biên tập", rest, "")], WIDE)])
    assert isinstance(found, JoinedTable)
    assert found.row_count == count


def test_the_rest_of_a_product_under_a_merged_number_is_no_row() -> None:
    (found,) = join([table(80, SUBS, WIDE)], [table(80, [("", "", "trình Giám đốc", "")], WIDE)])
    assert isinstance(found, JoinedTable)
    assert (found.row_count, rows(found)[3][2]) == (4, "Kế hoạch trình Giám đốc")


def test_other_columns_are_another_table() -> None:
    found = join([table(80, FIRST)], [table(80, FIRST, edges=(85, 200, 320, 540))])
    assert len(found) == 2


def test_a_sheet_that_lay_otherwise_has_the_same_columns() -> None:
    moved = table(80, [("3", "Báo cáo", "Quý IV")], edges=[e * 1.02 + 9 for e in (85, 120, 300, 540)])
    assert len(join([table(80, FIRST)], [moved])) == 1


def test_text_between_keeps_tables_apart() -> None:
    found = join([table(80, FIRST), line(85, 400, "Ghi chú")], [table(80, FIRST)])
    assert [type(item) for item in found] == [JoinedTable, ReadLine, JoinedTable]


TEXTS = st.sampled_from(["", "1", "2", "Rà soát", "Quý I"])
PARTS = st.lists(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(PARTS)
def test_whatever_the_parts_no_cell_is_taken_twice(parts: list[list[tuple[str, str, str]]]) -> None:
    found = joined(*parts)
    taken = [
        (row, column)
        for c in found.cells
        for row in range(c.row, c.row + c.row_span)
        for column in range(c.column, c.column + c.column_span)
    ]
    assert len(taken) == len(set(taken))
    assert set(taken) == {(row, column) for row in range(found.row_count) for column in range(3)}
    assert len(found.row_pages) == found.row_count
    assert found.row_pages == sorted(found.row_pages)
    assert found.cells == sorted(found.cells, key=lambda c: (c.row, c.column))
