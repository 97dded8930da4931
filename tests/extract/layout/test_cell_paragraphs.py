import pytest

from extract.layout.cell_paragraphs import closes_up, paragraph_starts, text_widths
from extract.page_reading import ReadCell
from tests.extract.readings import line

# letters are 6 points wide: 100 points hold 16 of them


def cell(*lines: str, width: float = 112.0) -> ReadCell:
    box = (80.0, 80.0, 80.0 + width, 200.0)
    return ReadCell(1, 1, 1, 1, box, tuple(line(86, 83 + 14 * n, text) for n, text in enumerate(lines)))


def starts(*lines: str) -> tuple[int, ...]:
    found = cell(*lines)
    return paragraph_starts(found.lines, text_widths([found])[1, 1])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Sở Nội vụ", "Công an"), (0, 1)),  # "Công" had room
        (("Văn phòng của", "Sở"), (0, 1)),
        (("Văn phòng của", "Tỉnh"), (0,)),  # "Tỉnh" had none: 78, a blank and 24 points of 100
        (("Sở Giáo dục và", "Phát triển"), (0,)),
        (("- Sở Giáo dục", "- Sở Y tế"), (0, 1)),  # an item begins one however full the line above is
        (("Trung tâm Y tế;", "Trạm Y tế"), (0, 1)),
        (("số 1737/QĐ-", "UBND"), (0,)),  # the rest of a word
        (("Một",), (0,)),
        ((), ()),
    ],
)
def test_where_paragraphs_begin(lines: tuple[str, ...], expected: tuple[int, ...]) -> None:
    assert starts(*lines) == expected


def test_text_is_as_wide_as_its_widest_line() -> None:
    assert text_widths([cell("Sở Nội vụ"), cell("Phòng Kế hoạch - Tài")])[1, 1] == 120.0


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("số 1737/QĐ-", "UBND", True),
        ("số 15/", "2020/NĐ-CP", True),
        ("giai đoạn 2021-", "2025", True),
        ("kinh tế -", "xã hội", False),  # a dash between words
        ("Quyết định", "- UBND", False),
        ("QĐ-", "- Sở Y tế", False),
    ],
)
def test_words_cut_at_a_hyphen(above: str, below: str, expected: bool) -> None:
    assert closes_up(line(0, 0, above), line(0, 14, below)) is expected
