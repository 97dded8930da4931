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
    cells: tuple[int, ...] = (0,)
    rulings: None = None

    def places(self) -> dict[int, list[int]]:
        return {1: [0]}


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
