from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from unicodedata import normalize

import pytest

from extract.layout.text_columns import Columns, crossed, standing
from extract.layout.worn_tables import with_worn_tables
from extract.page_reading import PageReading, ReadLine, ReadTable, ReadWord
from kehoach.records import PageDoubt
from tests.extract.readings import line, reading, table, text_of

EDGES = (85.0, 118.0, 280.0, 380.0, 470.0)
PITCH, BETWEEN = 14.0, 6.0  # from line to line, and more from row to row
HEAD = ("STT", "Nội dung công việc", "Chủ trì", "Thời gian")
TASKS = [
    ("1", "Rà soát thủ tục của\ncác đơn vị trực thuộc\nvà công bố", "Văn phòng", "Quý I"),
    ("2", "Kiểm tra công vụ\nđột xuất", "Thanh tra", "Quý II"),
    ("3", "Báo cáo kết quả\nthực hiện hằng quý", "Văn phòng\ncác Sở", "Quý IV"),
    ("4", "Đào tạo cán bộ\nmột cửa", "Phòng Nội vụ", "Tháng 6"),
    ("5", "Mua sắm máy quét\ncho cấp xã", "Văn phòng", "Tháng 9"),
]
Row = Sequence[str]


def printed(x: float, base: float, text: str) -> ReadLine:
    """A line with a box around its letters, as a scan's has."""
    letters = normalize("NFD", text)
    tall = any(a.isupper() and b in "\u0301\u0309\u0323\u0302" for a, b in pairwise(letters))
    top = base - (10.6 if tall else 8.4 if any(c.isupper() or c in "bdhklt0123456789" for c in text) else 5.5)
    bottom = base + (2.5 if any(c in "gpqy,;\u0323" for c in letters) else 0.0)
    one = line(x, top, text)
    words = tuple(replace(w, bbox=(w.bbox[0], top, w.bbox[2], bottom)) for w in one.words)
    return replace(one, words=words, bbox=(one.bbox[0], top, one.bbox[2], bottom))


def set_out(rows: Iterable[Row], top: float = 100.0, edges: Sequence[float] = EDGES) -> list[ReadLine]:
    """Rows whose cells stand in the middle, without any ruling."""
    lines = []
    for row in rows:
        cells = [text.split("\n") if text else [] for text in row]
        high = max(map(len, cells)) * PITCH
        for x, cell in zip(edges, cells, strict=False):
            start = top + (high - len(cell) * PITCH) / 2
            lines += [printed(x + 4, start + PITCH * k, text) for k, text in enumerate(cell)]
        top += high + BETWEEN
    return lines


def doubtful(lines: Iterable[ReadLine], tables: Iterable[ReadTable] = (), number: int = 1) -> PageReading:
    """A page whose tables are doubtful as a whole."""
    page, parts = reading(lines, tables, number), list(tables)
    box = parts[0].bbox if parts else (80.0, 90.0, 540.0, 500.0)
    return replace(page, doubts=(PageDoubt("uncertain_table", number, box, None, (("page", number),)),))


def told(page: PageReading) -> list[list[str]]:
    """The cells of the page's table, row by row."""
    (found,) = page.tables
    return [[text_of(c) for c in found.cells if c.row == row] for row in range(found.row_count)]


def plain(rows: Iterable[Row]) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def is_doubted(page: PageReading) -> bool:
    return any(doubt.rule == "uncertain_table" for doubt in page.doubts)


def test_a_table_that_lost_its_rulings_is_told_by_its_text_and_is_no_doubt() -> None:
    (page,) = with_worn_tables([doubtful(set_out([HEAD, *TASKS]))])
    assert told(page) == plain([HEAD, *TASKS])
    assert not is_doubted(page)
    assert not page.lines


def test_what_stands_above_the_header_is_no_row() -> None:
    title = [
        printed(200, 60, "PHỤ LỤC"),
        printed(120, 78, "(Ban hành kèm theo Kế hoạch số 12/KH-SNV ngày 5/1)"),
    ]
    (page,) = with_worn_tables([doubtful([*title, *set_out([HEAD, *TASKS])])])
    assert told(page) == plain([HEAD, *TASKS])
    assert [text_of(ln)[:7] for ln in page.lines] == ["PHỤ LỤC", "(Ban hà"]


def test_a_wrong_grid_is_taken_apart() -> None:
    """Its first columns are one, as no upright was seen between them, and two rows are one."""
    wrong = table(95, [["STT Nội dung công việc", "Chủ trì", "Thời gian"]], (85, 280, 380, 540))
    cells = tuple(replace(c, lines=()) for c in wrong.cells)
    lines = set_out([HEAD, *TASKS])
    page = doubtful(lines, [replace(wrong, cells=cells, bbox=(85.0, 90.0, 540.0, 400.0))])
    assert told(with_worn_tables([page])[0]) == plain([HEAD, *TASKS])


def test_a_title_across_columns_is_one_cell() -> None:
    title = printed(EDGES[1] + 4, 100 + 10 * PITCH, "CẢI CÁCH THỦ TỤC HÀNH CHÍNH, CƠ CHẾ MỘT CỬA")
    number = printed(EDGES[0] + 4, 100 + 10 * PITCH, "II")
    above, below = set_out([HEAD, *TASKS[:3]]), set_out(TASKS[3:], 100 + 12 * PITCH)
    (page,) = with_worn_tables([doubtful([*above, number, title, *below])])
    rows = told(page)
    assert rows[4] == ["II", text_of(title)]
    assert plain(TASKS[3:]) == rows[5:]


def test_the_rest_of_a_cut_row_below_a_repeated_header_is_a_row_of_its_own() -> None:
    rest = ("", "và các phòng chuyên\nmôn có liên quan", "", "")
    (page,) = with_worn_tables([doubtful(set_out([HEAD, rest, *TASKS]))])
    assert told(page) == plain([HEAD, rest, *TASKS])
    assert not is_doubted(page)


def test_rows_of_one_line_each_are_not_taken_for_the_lines_of_one() -> None:
    """They follow each other more often than lines of cells do, and on a page alone there may be none else."""
    short = [
        ("6", "Họp giao ban hằng tuần", "Văn phòng", "Thứ Hai"),
        ("7", "Xếp hạng cấp xã", "Phòng Nội vụ", "Quý III"),
        ("8", "Thi sáng kiến", "Ban thi đua", "Tháng 11"),
        ("9", "Chấm điểm các đơn vị\nvà công bố kết quả", "Thanh tra", "Tháng 12"),
        ("10", "Mở lớp tập huấn", "Phòng đào tạo", "Quý I"),
        ("11", "Đo lường sự hài lòng", "Bưu điện", "Cả năm"),
        ("12", "Tổng kết năm", "Văn phòng", "20/12"),
    ]
    parts = ([HEAD, *TASKS, *short], [HEAD, *(row for row in short if "\n" not in row[1])])
    pages = with_worn_tables([doubtful(set_out(rows), number=k) for k, rows in enumerate(parts, 1)])
    assert [told(page) for page in pages] == [plain(rows) for rows in parts]


@pytest.mark.parametrize("rest", ["của các phòng\nvà trung tâm", "của các phòng"], ids=["two lines", "one"])
def test_rows_that_follow_each_other_farther_than_any_lines_are_not_taken_for_lines(rest: str) -> None:
    short = [
        ("Họp giao ban đầy đủ", "Ban Quản lý", "Thứ bảy"),
        ("Phân loại cấp xã", "Phòng Nội vụ", "Quý III"),
        ("Thi tay nghề, sáng kiến", "Hội Thể thao", "Tháng 10"),
        ("Khảo sát ý kiến công dân", "Bưu điện", "Cả năm"),
    ]
    rows = [HEAD, ("", rest, "", ""), *((str(k), *short[k % 4]) for k in range(1, 17))]
    (page,) = with_worn_tables([doubtful(set_out(rows))])
    assert told(page) == plain(rows)
    assert not is_doubted(page)


def test_the_two_words_above_labels_are_one_though_columns_part_between_them() -> None:
    """Nothing else stands below the second word, so the white there is the widest."""
    rows = [("Số TT", *HEAD[1:]), *TASKS]
    (page,) = with_worn_tables([doubtful(set_out(rows))])
    assert told(page) == plain(rows)
    assert not is_doubted(page)


def test_strokes_above_strokes_are_a_ruling_and_neither_labels_nor_text() -> None:
    rows = [HEAD, *TASKS]
    lines = set_out(rows)
    strokes = [
        printed(x, 118 + 17 * k, "|I1l"[k % 4]) for x in (EDGES[0] - 6, EDGES[1] - 1) for k in range(7)
    ]
    (page,) = with_worn_tables([doubtful([*lines, *strokes])])
    assert told(page) == plain(rows)


def test_labels_and_amounts_that_look_like_strokes_stay() -> None:
    amounts = ["1", "1", "1", "l", "1"]
    rows = [
        ("1" if number in "12" else number, content, lead, amount)
        for (number, content, lead, _), amount in zip(TASKS, amounts, strict=True)
    ]
    (page,) = with_worn_tables([doubtful(set_out([HEAD, *rows]))])
    assert told(page) == plain([HEAD, *rows])


def test_a_footnote_is_no_part_of_the_last_row() -> None:
    note = replace(printed(EDGES[0], 360, "1 Theo Quyết định số 12/QĐ-UBND"), footnote=True)
    (page,) = with_worn_tables([doubtful([*set_out([HEAD, *TASKS]), note])])
    assert told(page) == plain([HEAD, *TASKS])
    assert page.lines == (note,)


def test_a_column_that_half_of_the_pages_show_is_on_all() -> None:
    """On the second page nothing stands in the last column."""
    few = [(number, content, lead, "") for number, content, lead, _ in TASKS]
    pages = [doubtful(set_out([HEAD, *TASKS]), number=1), doubtful(set_out([HEAD, *few]), number=2)]
    assert [len(page.tables[0].column_edges) for page in with_worn_tables(pages)] == [5, 5]


def test_a_page_of_a_worn_table_of_which_nothing_told_has_its_columns_too() -> None:
    """Its level rulings alone were left, so it looked as if it had been printed without uprights."""
    pages = [doubtful(set_out([HEAD, *TASKS])), reading(set_out([HEAD, *TASKS]), number=2)]
    assert told(with_worn_tables(pages)[1]) == plain([HEAD, *TASKS])


@pytest.mark.parametrize(
    ("white_tells", "is_told"),
    [({0: 3, 1: 3}, True), ({0: 3}, False), ({0: 4, 1: 4}, False)],
    ids=["more on two pages", "more on one", "as many"],
)
def test_pages_without_any_ruling_have_the_columns_that_the_text_of_several_tells(
    white_tells: Mapping[int, int], is_told: bool
) -> None:
    """The white between columns of a table that was ruled is narrow, and tells fewer."""
    pages = [reading(set_out([HEAD, *TASKS]), number=number) for number in (1, 2)]
    after = with_worn_tables(pages, white_tells)
    assert after == pages if not is_told else [told(page) for page in after] == [plain([HEAD, *TASKS])] * 2


@pytest.mark.parametrize("columns", [(85.0,), (60.0, 380.0)], ids=["prose", "two columns"])
def test_a_page_beside_those_of_a_worn_table_that_has_other_columns_stays(columns: Sequence[float]) -> None:
    rows = [(text, *PROSE[place - 1 : place]) for place, text in enumerate(PROSE)]
    other = reading(set_out([row[: len(columns)] for row in rows if len(row) >= len(columns)], 100, columns))
    assert with_worn_tables([other, doubtful(set_out([HEAD, *TASKS]), number=2)])[0] == other


def test_a_page_of_short_lines_beside_a_worn_table_stays() -> None:
    """As those that a plan is sent to, which cross no column as they reach none."""
    names = [printed(120, 100 + PITCH * k, f"- Sở {k}; Văn phòng") for k in range(20)]
    other = reading(names)
    assert with_worn_tables([other, doubtful(set_out([HEAD, *TASKS]), number=2)])[0] == other


@pytest.mark.parametrize(
    ("edges", "apart"),
    [
        ((85, 280, 380, 540), True),  # one upright of three was missed
        ((85, 118, 200, 280, 380, 540), True),  # one was made of letters
        ((*EDGES[:4], 540), False),
        ((85, 170, 460, 540), False),  # another table
    ],
    ids=["fewer", "more", "as many", "other"],
)
def test_a_grid_with_other_columns_than_its_other_pages_is_taken_apart(
    edges: Sequence[float], apart: bool
) -> None:
    whole = reading([], [table(100, [list(HEAD), *map(list, TASKS)], (*EDGES[:4], 540))], 1)
    doubt = PageDoubt("uncertain_table", 2, (85.0, 120.0, 118.0, 140.0), None, (("page", 2),))
    grid = replace(table(95, [[""] * (len(edges) - 1)], edges), bbox=(85.0, 90.0, 540.0, 400.0))
    page = replace(reading(set_out([HEAD, *TASKS]), [grid], 2), doubts=(doubt,))
    after = with_worn_tables([whole, page])[1]
    assert (after.tables[0].row_count == len(TASKS) + 1) is apart


@pytest.mark.parametrize(
    "third", [(85, 96, 280, 380, 540), (85, 96, 280, 330, 540)], ids=["all", "two of three"]
)
def test_columns_that_doubtful_pages_agree_on_are_kept(third: Sequence[float]) -> None:
    """Though their texts tell of none between numbers and contents, which stand close together."""
    lines = set_out(TASKS, edges=(85, 93, 280, 380))
    grids = [(85, 96, 280, 380, 540)] * 2 + [third]
    pages = [
        doubtful(lines, [replace(table(95, [[""] * 4], grid), bbox=(85.0, 90.0, 540.0, 400.0))], number)
        for number, grid in enumerate(grids, 1)
    ]
    for page in with_worn_tables(pages):
        assert told(page)[1:] == plain(TASKS)[1:]


def test_where_text_stands_beyond_them_the_outer_rulings_part_columns() -> None:
    """Numbers to the left, close to the contents, times to the right: the table's own sides were missed."""
    part = replace(table(95, [[""] * 2], (96, 280, 380)), bbox=(96.0, 90.0, 380.0, 400.0))
    lines = set_out(TASKS, edges=(85, 93, 280, 380))
    for page in with_worn_tables([doubtful(lines, [part], number) for number in (1, 2)]):
        assert told(page)[1:] == plain(TASKS)[1:]


def test_a_page_without_a_doubt_that_lacks_a_column_of_the_doubtful_ones_is_told() -> None:
    rows = [[*row, ""] for row in (HEAD, *TASKS)]
    clear = reading([], [table(100, [row[:4] for row in rows], (*EDGES[:4], 540))], 1)
    doubt = PageDoubt("uncertain_table", 2, (85.0, 120.0, 118.0, 140.0), None, (("page", 2),))
    page = reading([], [table(100, rows, (*EDGES[:4], 460, 540))], 2)
    first, *_ = with_worn_tables([clear, *[replace(page, doubts=(doubt,))] * 2])
    assert is_doubted(first)


def test_small_tables_with_some_of_its_columns_take_none_from_a_long_one() -> None:
    rows = [list(HEAD), *map(list, TASKS)]
    small = [reading([], [table(100, [[""] * 3], (85, 118, 280, 540))], number) for number in (1, 2)]
    pages = [reading(set_out(rows), [table(100, rows, (*EDGES[:4], 540))], number) for number in (3, 4)]
    doubt = PageDoubt("uncertain_table", 4, (85.0, 120.0, 118.0, 140.0), None, (("page", 4),))
    *_, after = with_worn_tables([*small, pages[0], replace(pages[1], doubts=(doubt,))])
    assert after.tables == pages[1].tables


@pytest.mark.parametrize(
    ("edges", "told"),
    [
        ((85, 118, 200, 280, 380, 540), [False, False, True]),  # a streak was taken for an upright
        ((85, 280, 380, 540), [False] * 3),  # places of so few columns are those of another table by chance
        ((85, 118, 300, 400, 540), [False] * 3),  # another table
        ((*EDGES[:4], 540), [False] * 3),
    ],
    ids=["more", "few", "other", "as many"],
)
def test_a_grid_with_a_column_more_than_its_other_pages_is_told(
    edges: Sequence[float], told: Sequence[bool]
) -> None:
    rows = [list(HEAD), *map(list, TASKS)]
    odd = reading([], [table(100, [[*row, ""][: len(edges) - 1] for row in rows], edges)], 3)
    pages = [reading([], [table(100, rows, (*EDGES[:4], 540))], number) for number in (1, 2)]
    assert [is_doubted(page) for page in with_worn_tables([*pages, odd])] == list(told)


@pytest.mark.parametrize(
    ("edges", "told"),
    [
        ((85, 118, 240, 380, 460, 540), True),  # one upright is missed, a streak was taken for another
        ((85, 118, 292, 380, 460, 540), False),  # a sheet that bows
        ((85, 118, 240, 330, 460, 540), False),  # another table
    ],
)
def test_a_grid_with_a_column_elsewhere_than_its_other_pages_is_told(
    edges: Sequence[float], told: bool
) -> None:
    rows = [[*row, ""] for row in (HEAD, *TASKS)]
    grids = [(85, 118, 280, 380, 460, 540)] * 2 + [edges]
    pages = [reading([], [table(100, rows, grid)], number) for number, grid in enumerate(grids, 1)]
    assert [is_doubted(page) for page in with_worn_tables(pages)] == [False, False, told]


def test_of_two_pages_of_a_table_with_other_columns_both_are_told() -> None:
    rows = [list(HEAD), *map(list, TASKS)]
    one = reading([], [table(100, rows, (*EDGES[:4], 540))], 1)
    other = reading([], [table(100, [[*row, ""] for row in rows], (85, 118, 200, 280, 380, 540))], 2)
    assert [is_doubted(page) for page in with_worn_tables([one, other])] == [True, True]
    digital = [replace(page, page=replace(page.page, text_source="text-layer")) for page in (one, other)]
    assert not any(map(is_doubted, with_worn_tables(digital)))


def test_parts_reach_equally_far_though_what_stands_in_their_outer_columns_is_short_on_some() -> None:
    """So they are joined."""
    short = [(number, content, lead, "2022") for number, content, lead, _ in TASKS]
    parts = [[HEAD, *TASKS], short, [HEAD, *TASKS]]
    pages = with_worn_tables([doubtful(set_out(rows), number=k) for k, rows in enumerate(parts, 1)])
    edges = [page.tables[0].column_edges for page in pages]
    assert len({round(x[-1] - x[-2]) for x in edges}) == len({round(x[1] - x[0]) for x in edges}) == 1


def test_a_place_that_text_goes_across_is_between_no_columns() -> None:
    """White stands above white by chance where a column of another page has few texts."""
    page = standing(set_out([HEAD, *((*row[:2], "Phòng Nội vụ", row[3]) for row in TASKS)]))
    columns = Columns((114.5, 274.5, 330.5, 374.5), (0.0,) * 4, 0, len(page.rows) - 1, 1.0, 1.0)
    assert crossed(page, columns) == (False, False, True, False)


def test_columns_may_lean() -> None:
    """A sheet that was photographed from its side has upright columns nowhere."""
    wide = "Rà soát thủ tục hành chính"
    rows = [HEAD, *((str(k), f"{wide}\n{TASKS[k % 5][1]}", *TASKS[k % 5][2:]) for k in range(1, 14))]
    lines = [_beside(ln, 0.024 * (300 - ln.bbox[3])) for ln in set_out(rows)]
    (page,) = with_worn_tables([doubtful(lines)])
    assert told(page) == plain(rows)


def _beside(line: ReadLine, right: float) -> ReadLine:
    def moved(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return box[0] + right, box[1], box[2] + right, box[3]

    return replace(
        line, bbox=moved(line.bbox), words=tuple(replace(w, bbox=moved(w.bbox)) for w in line.words)
    )


def test_a_row_whose_label_was_lost_stays_a_row_and_is_told() -> None:
    rows = [HEAD, *TASKS[:2], ("", *TASKS[2][1:]), *TASKS[3:]]
    (page,) = with_worn_tables([doubtful(set_out(rows))])
    assert told(page) == plain(rows)
    assert is_doubted(page)


def test_a_line_that_stands_nearer_to_the_next_row_is_told() -> None:
    """The labels of both rows are then not in their middle."""
    lines = set_out([HEAD, *TASKS])
    moved = next(ln for ln in lines if text_of(ln) == "và công bố")
    off = replace(moved, words=tuple(map(_down, moved.words)), bbox=_box_down(moved.bbox))
    (page,) = with_worn_tables([doubtful([*(ln for ln in lines if ln is not moved), off])])
    assert is_doubted(page)


def _down(word: ReadWord) -> ReadWord:
    return replace(word, bbox=_box_down(word.bbox))


def _box_down(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return box[0], box[1] + 4, box[2], box[3] + 4


def test_strokes_of_rulings_that_were_read_as_letters_are_no_text() -> None:
    lines = set_out([HEAD, *TASKS])
    strokes = [printed(EDGES[2] - 8, 130 + 40 * k, "|") for k in range(3)]
    (page,) = with_worn_tables([doubtful([*lines, *strokes])])
    assert told(page) == plain([HEAD, *TASKS])
    assert all(ln.noise for ln in page.lines)


def test_a_figure_alone_where_its_cell_begins_is_no_bit_of_a_ruling() -> None:
    """Contents reach as far as their column does, three points and a half before the next begins."""
    head = ("STT", "Nội dung công việc", "Số lớp", "Thời gian")
    wide = "Rà soát thủ tục hành chính"
    rows = [
        (number, f"{wide}\n{content}" if number == "2" else content, "1", due)
        for number, content, _, due in TASKS
    ]
    (page,) = with_worn_tables([doubtful(set_out([head, *rows]))])
    assert told(page) == plain([head, *rows])


def test_specks_that_make_a_line_higher_tear_no_row_apart() -> None:
    lines = set_out([HEAD, *TASKS])
    high = [
        replace(ln, bbox=(*ln.bbox[:3], ln.bbox[3] + 4)) if k % 7 == 3 else ln for k, ln in enumerate(lines)
    ]
    (page,) = with_worn_tables([doubtful(high)])
    assert told(page) == plain([HEAD, *TASKS])


def test_boxes_of_askew_lines_say_nothing_of_how_high_letters_are() -> None:
    """They are as much higher as their lines are long; their words' are not."""
    lines = [
        replace(ln, bbox=(ln.bbox[0], ln.bbox[1] - askew, ln.bbox[2], ln.bbox[3] + askew))
        for ln in set_out([HEAD, *TASKS])
        for askew in (0.12 * (ln.bbox[2] - ln.bbox[0]),)
    ]
    (page,) = with_worn_tables([doubtful(lines)])
    assert told(page) == plain([HEAD, *TASKS])
    assert not is_doubted(page)


PROSE = """Các đơn vị trực thuộc Sở tổ chức thực hiện
nghiêm túc Kế hoạch này và báo cáo kết quả về
Văn phòng Sở trước ngày 15 của tháng cuối mỗi
quý để tổng hợp trình Giám đốc Sở xem xét theo
quy định. Trong quá trình thực hiện nếu có khó
khăn, vướng mắc thì kịp thời phản ánh bằng văn
bản để được hướng dẫn. Chánh Văn phòng theo dõi
và đôn đốc việc thực hiện của các phòng, chi cục
cùng trung tâm, định kỳ hằng tháng báo cáo Ban
Giám đốc; tham mưu khen thưởng tập thể, cá nhân
có thành tích và phê bình đơn vị không hoàn thành
nhiệm vụ được giao theo đúng thời hạn của Kế hoạch""".splitlines()


@pytest.mark.parametrize("columns", [(85.0,), (60.0, 380.0)], ids=["prose", "two columns"])
def test_what_is_no_table_stays_as_it_is(columns: Sequence[float]) -> None:
    rows = [(text, *PROSE[place - 1 : place]) for place, text in enumerate(PROSE)]
    page = doubtful(set_out([row[: len(columns)] for row in rows if len(row) >= len(columns)], 100, columns))
    assert with_worn_tables([page]) == [page]


def test_a_page_without_a_doubt_stays_as_it_is() -> None:
    page = reading(set_out([HEAD, *TASKS]))
    assert with_worn_tables([page]) == [page]


def test_a_doubt_about_one_cell_changes_no_table() -> None:
    part = table(100, [list(HEAD), ["1", "Rà soát thủ tục", "Văn phòng", "Quý I"]], (85, 118, 280, 380, 540))
    doubt = PageDoubt("uncertain_table", 1, (85.0, 120.0, 118.0, 140.0), None, (("page", 1),))
    page = replace(reading([], [part]), doubts=(doubt,))
    assert with_worn_tables([page]) == [page]
