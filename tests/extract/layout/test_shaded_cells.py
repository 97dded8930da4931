import numpy as np
import pytest

from extract.layout.shaded_cells import darkness_in, shaded_cells
from extract.layout.table_structure import Grid, GridCell

# a chart of two columns of text and three of periods, a header and three rows; T holds text, # is shaded
CHART = ["TTTTT", "TT#..", "TT.##", "TT..#"]
WIDTH, HEIGHT = 40, 20


def marked(rows: list[str], shade: int = 150, light: float = 0.0) -> list[str]:
    """The rows with the shaded cells that say something as "■", all others as they are; `light` falls off so
    much from the left to the right.
    """
    columns = len(rows[0])
    gray = np.full((HEIGHT * len(rows), WIDTH * columns), 255, np.uint8)
    cells = []
    for r, row in enumerate(rows):
        for c, sign in enumerate(row):
            box = c * WIDTH, r * HEIGHT, (c + 1) * WIDTH, (r + 1) * HEIGHT
            cells.append(GridCell(r, c, 1, 1, box))
            if sign in "#ZN":  # "N" is an empty cell as dark as white text needs
                gray[box[1] : box[3], box[0] : box[2]] = 30 if sign == "N" else shade
    gray = (gray - np.linspace(0, light, gray.shape[1])).clip(0, 255).astype(np.uint8)
    xs, ys = (
        tuple(range(0, n + 1, step)) for n, step in ((columns * WIDTH, WIDTH), (len(rows) * HEIGHT, HEIGHT))
    )
    darkness = [darkness_in(gray, cell.box) for cell in cells]
    empty = [sign in "#.N" for row in rows for sign in row]
    found = shaded_cells(Grid(xs, ys, tuple(cells)), darkness, empty)
    signs = ["■" if k in found else sign for k, sign in enumerate("".join(rows))]
    return ["".join(signs[r * columns : (r + 1) * columns]) for r in range(len(rows))]


def test_shaded_cells_of_a_chart_are_marks() -> None:
    assert marked(CHART) == ["TTTTT", "TT■..", "TT.■■", "TT..■"]


def test_how_dark_an_empty_cell_of_the_header_is_tells_nothing_of_shades() -> None:
    rows = [".TTTT", "TT#..", "TT.##", "TT..#"]
    grid_rows = [row.replace(".", "N", 1) if not at else row for at, row in enumerate(rows)]
    assert marked(grid_rows) == ["NTTTT", "TT■..", "TT.■■", "TT..■"]


def test_a_chart_of_two_halves_of_a_year() -> None:
    """Of the last rows, on a page of their own, all may be due in the second."""
    assert marked(["TTTT", "TT#.", "TT##", "TT.#"]) == ["TTTT", "TT■.", "TT■■", "TT.■"]
    assert marked(["TTTT", "TT##", "TT.#"]) == ["TTTT", "TT■■", "TT.■"]


def test_a_column_shaded_whole_as_marks_of_another_are() -> None:
    assert marked(["TTTTT", "TT.#.", "TT.##", "TT.#."]) == ["TTTTT", "TT.■.", "TT.■■", "TT.■."]
    decorated = ["TTTTT", "TT#.N", "TT.#N", "TT#.N"]
    assert marked(decorated, shade=100) == ["TTTTT", "TT■.N", "TT.■N", "TT■.N"], "of another shade"


@pytest.mark.parametrize(
    "rows",
    [
        ["TTTTT", "ZZ###", "TT...", "ZZ###"],  # every other row
        ["TTTTT", "TT..#", "TT..#", "TT..#"],  # a column
        ["TTTTT", "TTTT#", "TTTT.", "TTTT#"],  # one column among texts is no chart
    ],
)
def test_shades_that_say_nothing(rows: list[str]) -> None:
    assert marked(rows) == rows


@pytest.mark.parametrize(("column", "marks"), [(2, 1), (1, 0)])
def test_a_shade_over_several_periods_is_a_mark(column: int, marks: int) -> None:
    """One that begins among the texts is none."""
    gray = np.full((4 * HEIGHT, 5 * WIDTH), 255, np.uint8)
    box = column * WIDTH, HEIGHT, (column + 2) * WIDTH, 2 * HEIGHT
    gray[box[1] : box[3], box[0] : box[2]] = 150
    cells = [
        GridCell(r, c, 1, 1, (c * WIDTH, r * HEIGHT, (c + 1) * WIDTH, (r + 1) * HEIGHT))
        for r in range(4)
        for c in range(5)
        if r != 1 or c not in (column, column + 1)
    ] + [GridCell(1, column, 1, 2, box)]
    grid = Grid(tuple(range(0, 5 * WIDTH + 1, WIDTH)), tuple(range(0, 4 * HEIGHT + 1, HEIGHT)), tuple(cells))
    empty = [cell.column >= 2 or cell.column_span > 1 for cell in cells]
    assert len(shaded_cells(grid, [darkness_in(gray, cell.box) for cell in cells], empty)) == marks


def test_a_shade_as_light_as_paper_is_none() -> None:
    assert marked(CHART, shade=240) == CHART


def test_uneven_light_is_no_shade() -> None:
    plain = [row.replace("#", ".") for row in CHART]
    assert marked(plain, light=90) == plain
    assert marked(CHART, light=40) == marked(CHART)
