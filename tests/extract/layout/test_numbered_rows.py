from collections.abc import Sequence

import pytest

from extract.layout.numbered_rows import runs_on
from extract.page_reading import ReadCell, ReadLine, ReadTable, ReadWord

EDGES = (0.0, 40.0, 300.0, 400.0)
HEADER, TITLE = ("STT", "Nội dung", "Chủ trì"), ("I", "CẢI CÁCH THỂ CHẾ", "")


def task(number: str, content: str = "Rà soát văn bản", lead: str = "Sở Tư pháp") -> tuple[str, str, str]:
    return number, content, lead


def lines(text: str, x: float, y: float) -> tuple[ReadLine, ...]:
    """A line of these words, a letter four points wide; more blanks are wider ones."""
    words, at = [], x + 4
    for word in text.split(" "):
        if word:
            words.append(ReadWord(word, word, (at, y, at + 4 * len(word), y + 10)))
        at += 4 * len(word) + 3
    return (ReadLine(tuple(words), (x, y, at, y + 10)),) if words else ()


def table(*rows: Sequence[str], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> ReadTable:
    spans = spans or {}
    cells, taken = [], set[tuple[int, int]]()
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if (row, column) in taken:
                continue
            high, wide = spans.get((row, column), (1, 1))
            taken |= {(row + r, column + c) for r in range(high) for c in range(wide)}
            box = (EDGES[column], 20.0 * row, EDGES[column + wide], 20.0 * (row + high))
            cells.append(ReadCell(row, column, high, wide, box, lines(text, EDGES[column], 20 * row + 4)))
    return ReadTable((0, 0, 400, 20.0 * len(rows)), EDGES, len(rows), tuple(cells))


TASKS = [task("1"), task("2.", "Tập huấn"), task("3", "Kiểm tra công tác"), task("04", "Báo cáo năm", "")]


@pytest.mark.parametrize(
    "rows",
    [
        TASKS,
        [HEADER, TITLE, *TASKS],
        [("", "cắt từ trang trước", "Sở Y tế"), *TASKS],
        [*TASKS, TITLE, task("5"), TITLE, task("1"), task("2")],
    ],
)
def test_rows_whose_numbers_run_on(rows: Sequence[Sequence[str]]) -> None:
    assert runs_on(table(*rows))


@pytest.mark.parametrize(
    "rows",
    [
        TASKS[:3],  # too few to tell
        [*TASKS, task("6")],  # a row is missing
        [*TASKS, task("1")],  # … or a title
        [*TASKS[:2], task("2"), *TASKS[2:]],
        [*TASKS, ("", "phần dưới của ô trên", "Sở Y tế")],  # half a row below a stroke that is none
        [*TASKS[:3], ("", "phần dưới của ô trên", ""), TASKS[3]],
        [*TASKS, ("5", "Hai dòng", "Sở Y tế"), ("5 6", "một số", "Sở Y tế")],
    ],
)
def test_rows_that_leave_a_doubt(rows: Sequence[Sequence[str]]) -> None:
    assert not runs_on(table(*rows))


@pytest.mark.parametrize("span", [{(1, 1): (1, 2)}, {(1, 2): (2, 1)}])
def test_a_task_has_a_cell_of_its_own_in_each_column(span: dict[tuple[int, int], tuple[int, int]]) -> None:
    assert not runs_on(table(*TASKS, spans=span))


def test_a_group_may_span_columns() -> None:
    assert runs_on(table(*TASKS, TITLE, task("5"), spans={(4, 1): (1, 2)}))


@pytest.mark.parametrize(("blanks", "sure"), [(1, True), (6, False)])
def test_white_that_runs_down_a_column_is_an_edge_that_nobody_saw(blanks: int, sure: bool) -> None:
    both = [task(str(n), "Kế hoạch" + " " * blanks + "Quyết định") for n in range(1, 5)]
    assert runs_on(table(*both)) == sure
    ragged = [task(str(n), "tu " * n + " " * blanks + "Quyết định") for n in range(1, 5)]
    assert runs_on(table(*ragged))
