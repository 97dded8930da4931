from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from extract import scanned_cells
from extract.page_reading import ReadLine
from tests.extract.readings import line, reading, word


@dataclass(frozen=True)
class _Line:
    picture: str
    region: int = 1


@dataclass(frozen=True)
class _Found:
    lines: tuple[_Line, ...]
    cells: tuple[Any, ...] = (0,)
    rulings: None = None

    def places(self) -> dict[int, list[int]]:
        return {line.region: [place] for place, line in enumerate(self.lines)}

    def rows(self) -> list[list[int]]:
        return [[line.region for line in self.lines]]


def _word(text: str, certainty: float) -> Any:
    return SimpleNamespace(text=text, certainty=certainty)


@pytest.mark.parametrize(("upwards", "turned"), [("Thời hạn", True), ("12", False), ("C", False)])
def test_words_are_read_upwards_and_figures_are_not(
    upwards: str, turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worn “2” on its side was surer a “12”."""
    monkeypatch.setattr(scanned_cells, "may_be_upwards", lambda lines: True)
    monkeypatch.setattr(scanned_cells, "upward_lines", lambda *arguments: [_Line("upwards")])
    page: Any = SimpleNamespace(gray=None, ink=None, dpi=300.0)
    found: Any = _Found((_Line("level"),))
    level = [(_word("2", 0.5),)]
    _, read = scanned_cells.with_upward_lines(page, found, level, lambda lines: [(_word(upwards, 0.9),)])
    assert [word.text for words in read for word in words] == [upwards if turned else "2"]


@pytest.mark.parametrize(
    ("upwards", "turned"),
    [
        (["1", "2", "3", "4"], True),
        (["9", "10", "11", "12"], True),
        (["I", "II", "III", "IV"], True),
        (["T1", "T2", "T3", "I4"], True),
        (["1", "2", "8", "4", "5"], False),  # half of the steps count up, by chance
        (["x", "x", "x", "x"], False),
        (["2", "3"], False),
    ],
)
def test_figures_of_a_row_that_count_up_are_read_upwards(
    upwards: list[str], turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanned_cells, "may_be_upwards", lambda lines: False)
    monkeypatch.setattr(scanned_cells, "upward_lines", lambda gray, ink, rulings, cell, dpi: [_Line(cell)])
    page: Any = SimpleNamespace(gray=None, ink=None, dpi=300.0)
    lines = tuple(_Line("level", region) for region in range(1, len(upwards) + 1))
    found: Any = _Found(lines, cells=tuple(upwards))
    level = [(_word("cl", 0.5),) for _ in upwards]
    _, read = scanned_cells.with_upward_lines(page, found, level, lambda pictures: [(_word(*pictures, 0.9),)])
    assert [word.text for words in read for word in words] == (upwards if turned else ["cl"] * len(upwards))


def test_a_dash_that_stands_off_all_text_of_its_row_is_kept_for_the_table() -> None:
    """Of a page with a table without rulings alone; a hyphen of its text is none, nor is a speck between rows."""
    rows = [
        line(x, 100.0 + 40 * n, text)
        for n in range(1, 5)
        for x, text in ((85.0, str(n)), (120.0, "Rà soát"), (300.0, "Sở - Y tế"), (420.0, "Quý I"))
        if n != 2 or x != 300.0
    ]
    ink = np.zeros((1684, 1190), np.uint8)
    for x, y in ((330, 186), (316, 145), (330, 166)):
        ink[2 * y : 2 * y + 2, 2 * x : 2 * x + 6] = 255
    page: Any = SimpleNamespace(ink=ink, dpi=144.0, box_points=lambda box: tuple(v / 2 for v in box))
    found: Any = SimpleNamespace(grids=(), rulings=np.zeros_like(ink))
    (dash,) = scanned_cells.with_loose_dashes(page, found, reading(rows)).lines[len(rows) :]
    assert (dash.noise, dash.words[0].text, dash.bbox) == (True, "-", (330.0, 186.0, 333.0, 187.0))
    gridded: Any = SimpleNamespace(grids=(None,), rulings=np.zeros_like(ink))
    assert len(scanned_cells.with_loose_dashes(page, gridded, reading(rows)).lines) == len(rows)


@pytest.mark.parametrize(("certainty", "read"), [(0.2, "•"), (1.0, "E")])
def test_a_filled_square_is_a_mark_where_nobody_is_sure_of_a_letter(certainty: float, read: str) -> None:
    ink = np.zeros((80, 160), np.uint8)
    ink[30:48, 70:88] = 255
    known = ReadLine((replace(word("E"), certainty=certainty, best_certainty=certainty),), (0, 0, 1, 1))
    page: Any = SimpleNamespace(ink=ink, dpi=288.0, box_points=lambda box: box)
    found: Any = SimpleNamespace(
        rulings=np.zeros_like(ink),
        cells=((0, 0, 160, 80),),
        lines=(SimpleNamespace(box=(70, 30, 88, 48)),),
        places=lambda: {1: [0]},
    )
    (line,) = scanned_cells.with_signs(page, found, {1: [known]})[1]
    assert line.words[0].text == read
