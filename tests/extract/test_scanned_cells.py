from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from extract import scanned_cells


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
