from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.assemble import assemble
from extract.page_reading import PageReading
from kehoach.records import Document, Line, Source, Word
from tests.extract.readings import line, reading, table

SOURCE = Source(Path("plan.pdf"), "plan.pdf", "0" * 64)
ROWS = [("STT", "Nội dung", "Thời gian"), ("1", "Rà soát\nvăn bản", "Quý I"), ("2", "", None)]


def document(*pages: PageReading) -> Document:
    return assemble(SOURCE, pages, ("tesseract",))


def check(found: Document) -> None:
    """What holds of every document: offsets agree with the text, parts nest, all is in order."""
    assert all(found.text[w.start : w.end] == w.text for w in found.words)
    for parts in (found.words, found.lines, found.tables, *(t.cells for t in found.tables)):
        assert all(a.end <= b.start for a, b in pairwise(parts))
    blocks = sorted([*found.lines, *found.tables], key=lambda b: b.start)
    assert all(a.end < b.start for a, b in pairwise(blocks))
    assert all(sum(b.start <= w.start and w.end <= b.end for b in blocks) == 1 for w in found.words)
    for each in found.tables:
        assert all(each.start <= c.start <= c.end <= each.end for c in each.cells)
        inside = [w for w in found.words if each.start <= w.start < each.end]
        assert all(any(c.start <= w.start and w.end <= c.end for c in each.cells) for w in inside)
    assert {w.page for w in found.words} <= {p.number for p in found.pages}


def test_lines_and_a_table_in_one_text() -> None:
    found = document(reading([line(85, 60, "PHỤ LỤC"), line(85, 300, "Ghi chú")], [table(100, ROWS)]))
    assert found.text == "PHỤ LỤC\nSTT\tNội dung\tThời gian\n1\tRà soát văn bản\tQuý I\n2\t\nGhi chú\n"
    assert [found.text[c.start : c.end] for c in found.tables[0].cells][4] == "Rà soát văn bản"
    assert found.recognisers == ("tesseract",)
    check(found)


def test_a_table_over_pages_stands_where_it_begins() -> None:
    found = document(
        reading([line(85, 60, "PHỤ LỤC")], [table(100, ROWS[:2])]),
        reading(
            [line(85, 700, "Hết")], [table(60, [("", "tại tỉnh", ""), ("2", "Kiểm tra", "Quý II")])], number=2
        ),
    )
    (joined,) = found.tables
    assert (joined.page, joined.row_count, joined.column_count) == (1, 3, 3)
    assert found.text.startswith("PHỤ LỤC\nSTT")
    assert "Rà soát văn bản tại tỉnh" in found.text
    assert {w.text: w.page for w in found.words}["tại"] == 2
    assert [c.page for c in joined.cells if c.column == 0] == [1, 1, 2]
    check(found)


def test_a_number_cut_at_its_hyphen_is_one_again() -> None:
    found = document(
        reading([], [table(100, [("STT", "Căn cứ", "x"), ("1", "số 15/QĐ-\nUBND\nngày 1/2", "x")])])
    )
    assert "số 15/QĐ-UBND ngày 1/2" in found.text
    assert [w.text for w in found.words][5:9] == ["số", "15/QĐ-", "UBND", "ngày"]
    check(found)


def test_noise_stays_out_of_the_text() -> None:
    assert document(reading([line(297, 30, "2", noise=True), line(85, 60, "Căn cứ")])).text == "Căn cứ\n"


def test_no_pages_and_empty_pages() -> None:
    assert document().text == ""
    assert document(reading(), reading(number=2)).text == ""


@st.composite
def pages(draw: st.DrawFn) -> list[PageReading]:
    texts = st.sampled_from(["", "một", "hai ba", "Quý I", "Đ", "ngày 22/01/2020"])
    found = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        placed = draw(
            st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60), texts.filter(bool)), max_size=5)
        )
        rows = draw(st.lists(st.tuples(texts, texts, texts), max_size=3))
        lines = [line(40 + 10 * x, 40 + 12 * y, t) for x, y, t in placed]
        found.append(reading(lines, [table(draw(st.integers(0, 700)), rows)] if rows else [], number))
    return found


@settings(max_examples=60, deadline=None)
@given(pages())
def test_whatever_is_read_offsets_agree_and_nothing_is_lost(readings: list[PageReading]) -> None:
    found = document(*readings)
    check(found)
    outside = [w.text for r in readings for ln in r.lines for w in ln.words]
    assert sorted(found.text[w.start : w.end] for ln in found.lines for w in words_in(found, ln)) == sorted(
        outside
    )


def words_in(found: Document, part: Line) -> list[Word]:
    return [w for w in found.words if part.start <= w.start < part.end]
