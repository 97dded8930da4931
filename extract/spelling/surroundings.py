"""How the words around a word were read: where many are disputed, the undisputed ones are worth less too."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from extract.page_reading import ReadLine, ReadTable, ReadWord

_NEAR: Final = 6  # words to either side
# So many words of the page's share are counted in, so that one alone in its cell takes that and not none.
_OF_PAGE: Final = 4


def with_surroundings(
    lines: Sequence[ReadLine], tables: Sequence[ReadTable]
) -> tuple[tuple[ReadLine, ...], tuple[ReadTable, ...]]:
    """A page's lines and tables with `dissent_near` and `dissent_page` of their words filled in."""
    runs = [lines, *(cell.lines for table in tables for cell in table.cells)]
    page = _share([word for run in runs for line in run for word in line.words])
    filled = tuple(
        replace(t, cells=tuple(replace(c, lines=_fill(c.lines, page)) for c in t.cells)) for t in tables
    )
    return _fill(lines, page), filled


def _fill(lines: Sequence[ReadLine], page: float) -> tuple[ReadLine, ...]:
    """Lines whose words follow each other."""
    words = [word for line in lines for word in line.words]
    filled = iter(
        replace(word, dissent_near=_share(_around(words, place), page, _OF_PAGE), dissent_page=page)
        for place, word in enumerate(words)
    )
    return tuple(replace(line, words=tuple(next(filled) for _ in line.words)) for line in lines)


def _around(words: Sequence[ReadWord], place: int) -> list[ReadWord]:
    return [*words[max(0, place - _NEAR) : place], *words[place + 1 : place + 1 + _NEAR]]


def _share(words: Iterable[ReadWord], page: float = 0.0, weight: int = 0) -> float:
    """Which part of the words is disputed, with so many words of the page's share counted in; 0 of none."""
    disputed = [word.agreement < 1.0 for word in words]
    count = len(disputed) + weight
    return (sum(disputed) + page * weight) / count if count else 0.0
