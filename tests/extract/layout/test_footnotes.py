from dataclasses import replace

import pytest

from extract.layout.footnotes import with_footnotes
from extract.page_reading import ReadLine
from tests.extract.readings import line, reading, table

BODY = [
    line(85, 100 + 18 * k, "1. Rà soát, đánh giá thủ tục hành chính trong lĩnh vực tư pháp") for k in range(5)
]


def small(top: float, text: str) -> ReadLine:
    whole = line(85, top, text, height=10.0)
    return replace(whole, words=tuple(replace(w, bbox=(*w.bbox[:3], top + 10.0)) for w in whole.words))


def raised(top: float, text: str) -> ReadLine:
    """A line of usual size whose first word is a raised mark."""
    whole = line(85, top, text)
    x0, above, x1, below = whole.words[0].bbox
    mark = replace(whole.words[0], bbox=(x0, above, x1, below - 6))
    return replace(whole, words=(mark, *whole.words[1:]))


def notes(*lines: ReadLine, rows: list[list[str]] | None = None) -> list[str]:
    tables = [table(200, rows)] if rows else []
    marked = with_footnotes(reading([*BODY, *lines], tables))
    return [" ".join(w.text for w in ln.words) for ln in marked.lines if ln.footnote]


def test_small_lines_after_a_mark_at_the_foot_are_footnotes() -> None:
    first, goes_on, second = "1 Bao gồm cả thủ tục", "trong hệ thống.", "(2) Theo danh mục."
    assert notes(small(700, first), small(712, goes_on), small(724, second)) == [first, goes_on, second]


def test_a_raised_mark_tells_a_footnote_of_usual_size() -> None:
    assert notes(raised(700, "* Có thể thay đổi")) == ["* Có thể thay đổi"]


@pytest.mark.parametrize(("below", "found"), [(5.0, True), (0.0, False)])
def test_a_raised_mark_may_stand_alone_before_its_note(below: float, found: bool) -> None:
    """The mark ends so far above the foot of the note's letters."""
    note = line(95, 700, "Có thể thay đổi")
    (word,) = line(85, 700, "2").words
    box = (85.0, note.words[0].bbox[1] - 2, 89.0, note.words[0].bbox[3] - below)
    mark = ReadLine((replace(word, bbox=(*box[:1], box[3] - 7, *box[2:])),), box)
    assert notes(mark, note) == (["2", "Có thể thay đổi"] if found else [])


@pytest.mark.parametrize(("x0", "top"), [(85, 680), (85, 715), (60, 700), (140, 700)])
def test_a_scrap_of_a_seal_over_the_signers_name_is_no_mark(x0: float, top: float) -> None:
    scrap = line(x0, top, "1", height=6.0)
    assert (
        notes(replace(scrap, words=(replace(scrap.words[0], bbox=scrap.bbox),)), line(95, 700, "Lê An")) == []
    )


def test_a_mark_without_a_note_is_none() -> None:
    assert notes(small(700, "2")) == []


def test_a_mark_may_be_larger_than_its_note() -> None:
    whole = small(700, "1 Bao gồm cả thủ tục")
    x0, _, x1, below = whole.words[0].bbox
    mark = replace(whole.words[0], bbox=(x0, 697.0, x1, below))
    note = replace(whole, words=(mark, *whole.words[1:]))
    assert notes(note) == ["1 Bao gồm cả thủ tục"]


@pytest.mark.parametrize(
    "lines",
    [
        (line(85, 700, "2 Đẩy mạnh tuyên truyền"),),  # as large as the text
        (small(700, "Bao gồm cả thủ tục"),),  # no mark
        (small(300, "1 Bao gồm cả thủ tục"),),  # not at the foot
        (small(640, "1 Bao gồm cả thủ tục"), line(85, 740, "Văn phòng Sở đôn đốc.")),  # text below it
        (small(700, "- UBND tỉnh (b/c);"),),  # recipients
    ],
)
def test_other_lines_are_none(lines: tuple[ReadLine, ...]) -> None:
    assert notes(*lines) == []


def test_a_table_is_no_part_of_them() -> None:
    rows = [["STT", "Nội dung", "Thời gian"], ["1", "Rà soát", "Quý I"]]
    assert notes(small(700, "1 Bao gồm cả thủ tục"), rows=rows) == ["1 Bao gồm cả thủ tục"]
