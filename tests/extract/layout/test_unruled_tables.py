from dataclasses import replace

import pytest

from extract.layout.slant import turned
from extract.layout.unruled_tables import with_unruled_tables
from extract.page_reading import PageReading, ReadLine, ReadTable, ReadWord
from tests.extract.readings import line, reading, table, text_of

COLUMNS = (85.0, 120.0, 300.0, 420.0)
ROW = 40.0


def at(top: float, *texts: str) -> list[ReadLine]:
    """A row of a table without rulings, a line feed between the lines of a cell."""
    return [
        line(x, top + 14 * number, part)
        for x, text in zip(COLUMNS, texts, strict=True)
        for number, part in enumerate(text.split("\n"))
        if part
    ]


def narrow(one: ReadLine) -> ReadLine:
    """The last column nearer to the one before it."""
    off = (315.0 + widest() - COLUMNS[3]) * (one.bbox[0] >= COLUMNS[3])
    words = tuple(
        replace(w, bbox=(w.bbox[0] + off, w.bbox[1], w.bbox[2] + off, w.bbox[3])) for w in one.words
    )
    return replace(one, words=words, bbox=(one.bbox[0] + off, one.bbox[1], one.bbox[2] + off, one.bbox[3]))


def widest() -> float:
    one = line(300, 100, "Văn phòng Sở Y tế").bbox
    return one[2] - one[0] - 8


HEAD = at(118, "STT", "Nội dung công việc", "Chủ trì", "Thời gian")
ROWS = [
    *at(100 + ROW, "1", "Rà soát thủ tục\ncủa các đơn vị", "Văn phòng", "Quý I"),
    *at(100 + 2 * ROW, "2", "Kiểm tra công vụ", "Thanh tra\ncác Sở", "Quý II"),
    *at(100 + 3 * ROW, "3", "Báo cáo kết quả\nthực hiện", "Văn phòng", "Quý IV"),
]


def page_after(page: PageReading) -> PageReading:
    return with_unruled_tables([page])[0]


def found(*lines: ReadLine) -> list[list[str]]:
    after = page_after(reading(lines))
    return rows_of(after.tables[0]) if after.tables else []


def rows_of(part: ReadTable) -> list[list[str]]:
    return [[text_of(c) for c in part.cells if c.row == row] for row in range(part.row_count)]


def test_columns_by_the_white_between_them_and_rows_by_their_numbers() -> None:
    assert found(*HEAD, *ROWS) == [
        ["STT", "Nội dung công việc", "Chủ trì", "Thời gian"],
        ["1", "Rà soát thủ tục của các đơn vị", "Văn phòng", "Quý I"],
        ["2", "Kiểm tra công vụ", "Thanh tra các Sở", "Quý II"],
        ["3", "Báo cáo kết quả thực hiện", "Văn phòng", "Quý IV"],
    ]


def test_a_hole_in_the_sheet_before_a_number_takes_no_row_away() -> None:
    hole = line(30, 100 + ROW, "@", noise=True, height=21)
    assert found(hole, *HEAD, *ROWS) == found(*HEAD, *ROWS)


def test_numbers_in_the_middle_of_their_rows() -> None:
    rows = [
        item
        for n in range(1, 5)
        for item in (
            line(85, 107 + n * ROW, str(n)),
            *at(100 + n * ROW, "", "Rà soát thủ tục\ncủa các đơn vị", "Phòng Tổ\nchức", "Trước\nQuý I"),
        )
    ]
    assert found(*HEAD, *rows)[1:] == [
        [str(n), "Rà soát thủ tục của các đơn vị", "Phòng Tổ chức", "Trước Quý I"] for n in range(1, 5)
    ]


@pytest.mark.parametrize("fall", [-0.03, 0.02])
def test_a_sheet_that_lay_askew(fall: float) -> None:
    prose = [line(85, 400 + 16 * n, "Trên đây là kế hoạch của Sở, các đơn vị thực hiện.") for n in range(6)]
    level = reading([*HEAD, *ROWS, *prose])
    after = page_after(turned(level, fall))
    assert rows_of(after.tables[0]) == rows_of(page_after(level).tables[0])
    assert len(after.lines) == len(prose)
    words = {w.bbox for ln in turned(level, fall).lines for w in ln.words}
    placed = [w.bbox for c in after.tables[0].cells for ln in c.lines for w in ln.words]
    assert all(any(box == pytest.approx(word) for word in words) for box in placed)  # where they were scanned


def test_what_stands_above_and_below_is_no_part_of_it() -> None:
    title, foot = line(150, 78, "DANH MỤC NHIỆM VỤ NĂM 2021"), line(85, 300, "Trên đây là kế hoạch của Sở.")
    after = page_after(reading([title, *HEAD, *ROWS, foot]))
    assert after.lines == (title, foot)
    assert len(rows_of(after.tables[0])) == 4


def test_a_title_across_the_columns_is_one_cell() -> None:
    group = line(85, 100 + 3 * ROW, "II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH CỦA TỈNH")
    later = at(100 + 4 * ROW, "3", "Báo cáo kết quả", "Văn phòng", "Quý IV")
    assert ["II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH CỦA TỈNH"] in [
        [text for text in row if text] for row in found(*HEAD, *ROWS[:-5], group, *later)
    ]


def test_a_part_that_goes_on_without_header() -> None:
    assert [row[0] for row in found(*ROWS)] == ["1", "2", "3"]


def unchanged(page: PageReading) -> bool:
    return page_after(page) == page


def test_a_numbered_list_is_no_table() -> None:
    lines = [
        line(85, 100 + 20 * n, f"{n}. Rà soát văn bản của các đơn vị trực thuộc Sở") for n in range(1, 5)
    ]
    assert unchanged(reading(lines))


def test_two_columns_of_a_letterhead_are_no_table() -> None:
    lines = [
        line(85, 60, "UBND TỈNH"),
        line(300, 60, "CỘNG HÒA"),
        line(85, 76, "SỞ"),
        line(300, 76, "Độc lập"),
    ]
    assert unchanged(reading(lines))


def test_words_of_a_ruled_table_are_left_alone() -> None:
    assert unchanged(
        reading([], [table(80, [("STT", "Nội dung", "x"), ("1", "Họp", "x"), ("2", "Họp", "x")])])
    )


def test_titles_between_header_and_first_row_are_rows_of_their_own() -> None:
    labelled = line(85, 122, "I. CÔNG TÁC CHỈ ĐẠO")
    bare = line(120, 122, "CÔNG TÁC CHỈ ĐẠO")
    head = at(100, "STT", "Nội dung công việc", "Chủ trì", "Thời gian")
    for title, cells in ((labelled, ["I. CÔNG TÁC CHỈ ĐẠO"]), (bare, ["CÔNG TÁC CHỈ ĐẠO"])):
        rows = found(*head, title, *ROWS)
        assert [text for text in rows[1] if text] == cells
        assert [row[0] for row in rows] == ["STT", rows[1][0], "1", "2", "3"]


def test_a_caption_close_above_the_header_is_no_part_of_it() -> None:
    head = at(118, "STT", "Nội dung công việc", "Chủ trì", "Thời gian")
    after = page_after(reading([line(300, 88, "(Kèm theo)"), *head, *ROWS]))
    assert rows_of(after.tables[0])[0] == ["STT", "Nội dung công việc", "Chủ trì", "Thời gian"]


def test_a_unit_close_above_the_header_is_no_part_of_it() -> None:
    for text, is_part in (("Đơn vị tính: đồng", False), ("Thủ trưởng", True)):
        rows = found(line(420, 104, text), *HEAD, *ROWS)
        assert rows[0][-1] == (f"{text} Thời gian" if is_part else "Thời gian")


def test_the_last_words_of_a_caption_are_no_part_of_the_header() -> None:
    caption = line(100, 76, "(Kèm theo Kế hoạch số 77/KH-STNMT ngày 14/02/2025 của Sở Tài nguyên và Môi")
    for end, is_part in ((line(270, 90, "trường)"), False), (line(420, 104, "Thủ trưởng"), True)):
        after = page_after(reading([caption, end, *HEAD, *ROWS]))
        assert rows_of(after.tables[0])[0][-1] == ("Thủ trưởng Thời gian" if is_part else "Thời gian")
        assert after.lines == (caption,) if is_part else (caption, end)


def test_numbers_that_begin_anew_under_each_title() -> None:
    rows = [
        *at(140, "1", "Rà soát thủ tục\ncủa các đơn vị", "Văn phòng", "Quý I"),
        line(85, 180, "II. CẢI CÁCH THỂ CHẾ"),
        *at(220, "1", "Kiểm tra công vụ", "Thanh tra", "Quý II"),
    ]
    assert [row[0] for row in found(*HEAD, *rows)] == ["STT", "1", "II. CẢI CÁCH THỂ CHẾ", "1"]


def test_a_heading_and_recipients_close_below_are_no_part_of_it() -> None:
    below = [
        line(113, 252, "III. TỔ CHỨC THỰC HIỆN"),
        line(80, 266, "Nơi nhận:"),
        line(85, 280, "- Như trên;"),
    ]
    after = page_after(reading([*HEAD, *ROWS, *below]))
    assert after.lines == tuple(below)


def test_a_number_that_a_page_break_left_alone_is_no_page_number() -> None:
    alone = replace(line(85, 100 + 4 * ROW, "4"), noise=True)
    assert [row[0] for row in found(*HEAD, *ROWS, alone)] == ["STT", "1", "2", "3", "4"]
    page = replace(line(85, 100 + 4 * ROW, "7"), noise=True)
    assert [row[0] for row in found(*HEAD, *ROWS, page)] == ["STT", "1", "2", "3"]


def test_a_title_with_a_label_leaves_no_white_between_columns_filled() -> None:
    title = [
        line(85, 100 + 3 * ROW, "B"),
        line(120, 100 + 3 * ROW, "TUYÊN TRUYỀN, PHỔ BIẾN, GIÁO DỤC PHÁP LUẬT"),
    ]
    rows = [*ROWS[:-5], *title, *at(100 + 4 * ROW, "3", "Báo cáo kết quả", "Văn phòng", "Quý IV")]
    assert found(*HEAD, *rows)[1:3] == found(*HEAD, *ROWS)[1:3]


def test_a_bare_title_of_two_lines_is_one_row() -> None:
    title = [line(120, 100 + 3 * ROW, "CÔNG TÁC CHỈ ĐẠO,"), line(120, 114 + 3 * ROW, "ĐIỀU HÀNH")]
    rows = [*ROWS[:-5], *title, *at(100 + 4 * ROW, "3", "Báo cáo kết quả", "Văn phòng", "Quý IV")]
    assert [[text for text in row if text] for row in found(*HEAD, *rows)][3] == [
        "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"
    ]
    labelled = found(*HEAD, line(85, 100 + 3 * ROW, "II"), *rows)
    assert [text for text in labelled[3] if text] == ["II", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"]
    apart = [title[0], line(120, 128 + 3 * ROW, "THỂ CHẾ CHUNG")]
    assert (
        len(found(*HEAD, *ROWS[:-5], *apart, *at(100 + 4 * ROW, "3", "Báo cáo", "Văn phòng", "Quý IV"))) == 6
    )


def test_a_bare_title_that_reaches_into_the_next_column_fills_no_white() -> None:
    title = line(120, 100 + 3 * ROW, "TUYÊN TRUYỀN, PHỔ BIẾN KIẾN THỨC")
    assert title.bbox[2] > COLUMNS[2]
    rows = [*ROWS[:-5], title, *at(100 + 4 * ROW, "3", "Báo cáo kết quả", "Văn phòng", "Quý IV năm 2025")]
    told = found(*HEAD, *rows)
    assert told[1:3] == found(*HEAD, *ROWS)[1:3]
    assert [text for text in told[3] if text] == ["TUYÊN TRUYỀN, PHỔ BIẾN KIẾN THỨC"]


LAST = at(60, "4", "Sơ kết, tổng kết\nphong trào", "Văn phòng", "Quý IV")


def second_page(*lines: ReadLine) -> list[list[str]]:
    after = with_unruled_tables([reading([*HEAD, *ROWS]), reading(lines)])[1]
    return rows_of(after.tables[0]) if after.tables else []


def test_columns_of_the_page_above_though_a_line_runs_over_the_white_between_them() -> None:
    rows = [at(60 + ROW * n, str(4 + n), "Kiểm tra công vụ", "Thanh tra", "Quý II") for n in range(11)]
    long = line(300, 74 + ROW, "các phòng, đơnvịtrựcthuộc")
    lines = [ln for row in rows for ln in row]
    assert [row[-1] for row in second_page(*lines, long)][::10] == ["Quý II", "Quý II"]
    assert len(found(*lines, long)[0]) == 3
    over = [line(300, 74 + ROW * n, "các phòng, đơnvịtrựcthuộc") for n in (1, 3, 5)]
    assert len(second_page(*lines, *over)[0]) == 3  # what so many run over is no white


def test_a_last_row_alone_on_its_page() -> None:
    row = ["4", "Sơ kết, tổng kết phong trào", "Văn phòng", "Quý IV"]
    assert second_page(*LAST) == [row]
    assert second_page(*LAST, line(300, 200, "GIÁM ĐỐC")) == [row]
    head = at(30, "STT", "Nội dung công việc", "Chủ trì", "Thời gian")
    assert second_page(*head, *LAST)[-1] == row
    assert not with_unruled_tables([reading(LAST)])[0].tables, "without a table above it is none"


def test_a_column_of_which_only_the_header_is_filled() -> None:
    note = line(500, 118, "Ghi chú")
    assert found(*HEAD, note, *ROWS)[0] == ["STT", "Nội dung công việc", "Chủ trì", "Thời gian", "Ghi chú"]
    assert {row[-1] for row in found(*HEAD, note, *ROWS)[1:]} == {""}


def test_a_note_or_a_signature_close_below_parts_no_columns_less() -> None:
    for below in (
        line(108, 242, "Ghi chú"),
        line(130, 114 + 3 * ROW + 14, "Kinh phí lấy từ nguồn chi của các cơ quan, đơn vị"),
        line(360, 242, "THỦ TRƯỞNG ĐƠN VỊ"),
    ):
        assert found(*HEAD, *ROWS, below) == found(*HEAD, *ROWS)


def test_a_title_of_two_lines_over_the_first_row() -> None:
    for end in ("ĐẠO", "chỉ đạo"):
        title = [line(85, 114, "I"), line(120, 114, "CÔNG TÁC CHỈ"), line(120, 126, end)]
        head = at(90, "STT", "Nội dung công việc", "Chủ trì", "Thời gian")
        rows = found(*head, *title, *ROWS)
        assert [text for text in rows[1] if text] == ["I", f"CÔNG TÁC CHỈ {end}"]
        assert rows[0] == ["STT", "Nội dung công việc", "Chủ trì", "Thời gian"]


def test_the_rest_of_a_row_of_the_page_above_is_a_row() -> None:
    rows = [ln for n in range(4, 9) for ln in at(40 * n, str(n), "Kiểm tra công vụ", "Thanh tra", "Quý II")]
    rest = line(120, 130, "trực thuộc")
    for head in ([], at(110, "STT", "Nội dung công việc", "Chủ trì", "Thời gian")):
        read = second_page(*head, rest, *rows)
        assert [row[0] for row in read] == [*["STT"] * bool(head), "", "4", "5", "6", "7", "8"]
        assert read[bool(head)][1] == "trực thuộc"
    assert [row[0] for row in found(rest, *rows)] == ["", "4", "5", "6", "7", "8"]
    near = [line(85, 134, "STT"), *at(134, "", "Nội dung công việc", "Chủ trì", "Thời gian")]
    read = second_page(*near, line(120, 147, "trực thuộc"), *rows)
    assert [row[0] for row in read] == ["STT", "", "4", "5", "6", "7", "8"], "the header is known"
    middle = [line(85, 166, "4"), *at(160, "", "Kiểm tra\ncông vụ", "Thanh tra", "Quý II"), *rows[4:]]
    assert [row[0] for row in second_page(*middle)] == ["4", "5", "6", "7", "8"], "no rest but the row's own"


def is_told(*pages: list[ReadLine]) -> list[bool]:
    after = with_unruled_tables([reading(lines) for lines in pages])
    return [[doubt.rule for doubt in page.doubts] == ["uncertain_table"] for page in after]


def test_columns_that_may_be_mixed_up_are_told() -> None:
    assert is_told([*HEAD, *ROWS]) == [False]
    assert is_told([*HEAD[:-1], *ROWS]) == [True], "a column without a header"
    two = at(105, "Số", "Việc", "Chủ trì", "Hạn")
    assert is_told([*two, line(85, 118, "Thứtự"), *ROWS]) == [True], "one that reaches into the next"
    assert is_told([*two, line(85, 118, "TT"), *ROWS]) == [False]
    five = [
        ln for n in range(4, 9) for ln in (*at(40 * n, str(n), "Họp", "Sở", "Quý I"), line(500, 40 * n, "x"))
    ]
    assert is_told([*HEAD, *ROWS], five) == [False, True]
    assert is_told([*HEAD, *ROWS], five[5:]) == [False, False], "another table"


def test_what_a_next_page_begins_with_is_no_last_row() -> None:
    assert not second_page(*at(60, "5", "Sơ kết phong trào", "Văn phòng", "Quý IV")), "row 4 is missing"
    assert not second_page(line(85, 60, "4. Sơ kết, tổng kết phong trào thi đua của các Sở")), "a list"
    assert not second_page(line(85, 30, "Trên đây là kế hoạch của Sở."), *LAST), "something stands above it"
    assert not second_page(*at(60, "4", "Sơ kết", "", "")), "too few cells"


def test_a_short_title_that_begins_where_numbers_do_fills_no_white() -> None:
    rows = [
        *ROWS[:-5],
        line(83, 100 + 3 * ROW, "CẢI CÁCH THỂ CHẾ"),
        *at(100 + 4 * ROW, "3", "Họp", "Sở", "Quý IV"),
    ]
    assert [row[:2] for row in found(*HEAD, *rows)][2:] == [
        ["2", "Kiểm tra công vụ"],
        ["CẢI CÁCH THỂ CHẾ", ""],
        ["3", "Họp"],
    ]


def test_a_labelled_title_in_the_column_of_contents_is_a_row() -> None:
    rows = [
        *ROWS[:-5],
        line(120, 100 + 3 * ROW, "II. Cải cách thể chế"),
        *at(100 + 4 * ROW, "3", "Họp", "Sở", "Quý IV"),
    ]
    assert [row[1] for row in found(*HEAD, *rows)][2:] == ["Kiểm tra công vụ", "II. Cải cách thể chế", "Họp"]


def test_numbers_that_stand_in_one_column_with_words_are_told() -> None:
    rows = [
        item
        for n in range(1, 5)
        for item in (
            line(85, 100 + n * ROW, f"{n}. Rà soát"),
            line(260, 100 + n * ROW, "Sở"),
            line(420, 100 + n * ROW, "Quý I"),
        )
    ]
    after = page_after(
        reading(
            [
                line(85, 118, "Nội dung công việc"),
                line(260, 118, "Chủ trì"),
                line(420, 118, "Thời gian"),
                *rows,
            ]
        )
    )
    assert [doubt.rule for doubt in after.doubts] == ["uncertain_table"] * len(after.tables)


@pytest.mark.parametrize("fall", [-0.03, 0.03])
def test_columns_that_lean_with_the_sheet(fall: float) -> None:
    """Narrow white, which a sheet that lay askew fills from the first row to the last."""
    rows = [
        item
        for n in range(1, 15)
        for item in at(130 + n * 24, str(n), "Họp giao ban", "Văn phòng Sở Y tế", "Quý I")
    ]
    rows = [narrow(ln) for ln in rows]
    prose = [line(85, 500 + 16 * n, "Trên đây là kế hoạch của Sở, các đơn vị thực hiện.") for n in range(6)]
    level = reading([*map(narrow, HEAD), *rows, *prose])
    assert rows_of(page_after(turned(level, fall)).tables[0]) == rows_of(page_after(level).tables[0])
    assert len(rows_of(page_after(level).tables[0])[1]) == 4


def test_a_dash_that_stands_in_an_empty_cell_of_a_column() -> None:
    """Nobody takes part; what stands in white between columns, or beside text, is a speck."""
    head = at(90, "STT", "Nội dung công việc", "Phối hợp", "Thời gian")
    rows = [
        ln for n in range(1, 5) for ln in at(80 + 40 * n, str(n), "Rà soát", "" if n == 2 else "Sở", "Quý")
    ]
    middle = sum((ln.bbox[0] + ln.bbox[2]) / 2 for ln in rows if ln.words[0].text == "Sở") / 3

    def with_dash(x: float, top: float) -> list[list[str]]:
        box = (x - 1.5, top, x + 1.5, top + 1)
        return found(*head, *rows, ReadLine((ReadWord("-", "-", box),), box, noise=True))

    assert [row[2] for row in with_dash(middle, 166)] == ["Phối hợp", "Sở", "-", "Sở", "Sở"]
    assert [row[2] for row in with_dash(middle, 206)] == ["Phối hợp", "Sở", "", "Sở", "Sở"]
    assert with_dash(middle + 60, 166) == found(*head, *rows)


def test_who_signs_below_the_last_row_is_no_part_of_it() -> None:
    signed = [line(150, 250, "NGƯỜI LẬP BIỂU"), line(380, 250, "THỦ TRƯỞNG")]
    assert found(*HEAD, *ROWS, *signed) == found(*HEAD, *ROWS)


def test_a_title_where_contents_stand_is_set_apart_from_those_above() -> None:
    """Beside them another column reaches nearly as far down as the title stands."""
    first = at(140, "1", "Rà soát thủ tục", "Văn phòng\nSở Nội vụ\nThanh tra\nSở Y tế", "Quý I")
    title = line(120, 200, "II. Kiểm tra")
    rest = [*at(230, "1", "Báo cáo", "Văn phòng", "Quý II"), *at(270, "2", "Họp", "Thanh tra", "Quý III")]
    rows = found(*HEAD, *first, title, *rest)
    assert [row[1] for row in rows[1:]] == ["Rà soát thủ tục", "II. Kiểm tra", "Báo cáo", "Họp"]


def test_a_title_in_capitals_is_set_apart_from_the_header_above_it() -> None:
    """Beside it the header of a narrow column reaches farther down."""
    head = [*at(60, "Số\nthứ\ntự", "Nội dung", "Chủ trì", "Thời gian"), line(120, 107, "TUYÊN TRUYỀN")]
    assert [row[1] for row in found(*head, *ROWS)][:2] == ["Nội dung", "TUYÊN TRUYỀN"]


def test_a_number_above_the_first_one_is_a_header_that_was_misread() -> None:
    text = [line(120, 90, "Các nhiệm vụ của năm nêu tại bảng dưới đây.")]
    head = at(118, "2", "Nội dung công việc", "Chủ trì", "Thời gian")
    rows = found(*text, *head, *ROWS)
    assert (len(rows), rows[0], [row[0] for row in rows[1:]]) == (
        4,
        ["2", "Nội dung công việc", "Chủ trì", "Thời gian"],
        ["1", "2", "3"],
    )
