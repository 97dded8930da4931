from dataclasses import replace

import pytest

from extract.spelling.surroundings import with_surroundings
from tests.extract.readings import line, table


def _disputed(read, *places):
    words = [replace(w, agreement=0.6) if k in places else w for k, w in enumerate(read.words)]
    return replace(read, words=tuple(words))


def test_words_know_which_part_of_their_page_and_of_their_neighbours_is_disputed():
    first = _disputed(line(0, 0, "một hai ba bốn năm sáu bảy tám chín mười"), 0, 1)
    (read,), (cells,) = with_surroundings([first], [table(40, [["x", "y z", "đủ"]])])
    assert {w.dissent_page for w in read.words} == {2 / 14}
    # six to either side, and four of the page's kind: the first sees one of the two disputed, the last none
    assert read.words[0].dissent_near == pytest.approx((1 + 4 * 2 / 14) / 10)
    assert read.words[9].dissent_near == pytest.approx((4 * 2 / 14) / 10)
    alone = cells.cells[0].lines[0].words[0]
    assert alone.dissent_near == alone.dissent_page == 2 / 14


def test_a_line_ends_no_run_but_a_cell_does():
    lines = [line(0, 0, "một hai"), _disputed(line(0, 20, "ba bốn"), 0, 1)]
    (first, _), (cells,) = with_surroundings(lines, [table(40, [["x", "y"]])])
    assert first.words[1].dissent_near > first.words[1].dissent_page
    assert cells.cells[0].lines[0].words[0].dissent_near == first.words[0].dissent_page


def test_a_page_without_words():
    assert with_surroundings([], []) == ((), ())
