"""Pieces of ink drawn by hand, in points at one pixel a point times two."""

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from extract.layout.ledger import Inked, with_ledger
from extract.page_reading import PageReading, ReadLine, ReadTable
from extract.picture.seal_rings import Ring
from kehoach.records import BBox
from tests.extract.pages import HEIGHT, WIDTH
from tests.extract.readings import line, reading, table

SCALE = 2
LETTERS = [(100.0 + 8 * k, 300.0, 105.0 + 8 * k, 308.0) for k in range(6)]
TABLE = table(280.0, [["", "", ""], ["", "", ""]])


def scaled(box: BBox, by: float) -> BBox:
    x0, top, x1, bottom = (v * by for v in box)
    return x0, top, x1, bottom


def inked(boxes: Iterable[BBox], rings: tuple[Ring, ...] = ()) -> Inked:
    ink = np.zeros((HEIGHT * SCALE, WIDTH * SCALE), np.uint8)
    for box in boxes:
        x0, top, x1, bottom = (round(v) for v in scaled(box, SCALE))
        ink[top:bottom, x0:x1] = 255
    return Inked(ink, 72.0 * SCALE, lambda b: scaled(b, SCALE), lambda b: scaled(b, 1 / SCALE), rings)


def boxes(ink: Inked, lines: Iterable[ReadLine] = (), tables: Iterable[ReadTable] = ()) -> list[BBox | None]:
    told = with_ledger(reading(lines, tables), ink)
    assert {doubt.rule for doubt in told.doubts} <= {"unread_ink"}
    return [doubt.bbox for doubt in told.doubts]


def test_letters_that_nobody_read_are_told_where_they_stand() -> None:
    assert boxes(inked(LETTERS)) == [(100, 300, 145, 308)]


def test_letters_that_were_read_are_not() -> None:
    told = with_ledger(reading([line(99, 297, "Văn phòng")]), inked(LETTERS))
    assert (told.doubts, told.page.unexplained_ink) == ((), 0.0)


def test_a_word_that_is_missing_in_a_line_is_told() -> None:
    later = [(x0 + 60, top, x1 + 60, bottom) for x0, top, x1, bottom in LETTERS]
    assert boxes(inked([*LETTERS, *later]), [line(99, 297, "Văn phò")]) == [(160, 300, 205, 308)]


def test_a_short_word_on_a_high_line_is_not_printed_upwards() -> None:
    """Its box ends where its letters do, the line is 23 points high with its specks."""
    word, other = line(99, 300, "C Văn").words
    words = (
        replace(word, bbox=(100.0, 295.0, 105.0, 318.0)),
        replace(other, bbox=(114.0, 295.0, 160.0, 318.0)),
    )
    assert (
        boxes(inked([(98.5, 300.0, 106.5, 308.0)]), [ReadLine(words, (98.0, 295.0, 160.0, 318.0))], [TABLE])
        == []
    )


@pytest.mark.parametrize(("height", "scanned", "told"), [(4.5, False, 0), (6.0, False, 1), (4.5, True, 1)])
def test_a_mark_stands_above_its_word_and_is_lower_than_letters(
    height: float, scanned: bool, told: int
) -> None:
    """The word is 13 points high."""
    (mark,) = line(99, 300, "Văn").words
    read = ReadLine((replace(mark, bbox=(99.0, 300.0, 129.0, 313.0)),), (99.0, 300.0, 129.0, 313.0))
    ink = replace(inked([(110.0, 302.0 - height, 117.0, 302.0)]), scanned=scanned)
    assert len(boxes(ink, [read], [TABLE])) == told


def test_letters_at_the_ends_of_a_word_that_is_printed_upwards_are_read() -> None:
    letters = [(100.0, 284.0 + 8 * k, 108.0, 289.0 + 8 * k) for k in range(4)]
    (upwards,) = line(99, 297, "Văn").words
    read = ReadLine((replace(upwards, bbox=(99.0, 284.0, 109.0, 313.0)),), (99.0, 284.0, 109.0, 313.0))
    assert boxes(inked(letters), [read], [TABLE]) == []
    assert boxes(inked([*letters, (112.0, 296.0, 120.0, 301.0)]), [read], [TABLE]) == [(112, 296, 120, 301)]


def test_a_letter_alone_is_where_its_line_is() -> None:
    """It is known where it stands, and not how wide it is; a figure on its side is no line printed upwards."""
    (figure,) = line(99, 297, "4").words
    read = ReadLine((replace(figure, bbox=(99.0, 300.0, 108.0, 300.0)),), (99.0, 296.0, 109.0, 304.0))
    assert boxes(inked([(100.0, 297.0, 108.0, 303.0)]), [read], [TABLE]) == []


def test_the_share_is_of_the_ink() -> None:
    told = with_ledger(reading([line(99, 297, "Văn")]), inked([*LETTERS[:2], (100, 500, 105, 508)]))
    assert told.page.unexplained_ink == pytest.approx(1 / 3)


@pytest.mark.parametrize(("count", "tables", "told"), [(1, 0, 0), (2, 0, 1), (1, 1, 1)])
def test_outside_tables_a_letter_alone_is_none(count: int, tables: int, told: int) -> None:
    assert len(boxes(inked(LETTERS[:count]), (), [TABLE] * tables)) == told


@pytest.mark.parametrize(
    "marks",
    [
        [(100 + 8 * k, 300, 102, 302) for k in range(9)],  # specks
        [(100 + 8 * k, 300, 103 + 8 * k, 303.5) for k in range(9)],  # … larger ones
        [(3, 300 + 10 * k, 9, 308 + 10 * k) for k in range(9)],  # a seam seal on the edge
        [(100, 300, 300, 302)],  # a fold
        [(300, 290, 300.5, 305)],  # a bit of an upright ruling
        [(100, 300, 170, 330), (172, 305, 177, 313)],  # a signature, with a stroke of its own
    ],
)
def test_what_is_set_aside(marks: list[BBox]) -> None:
    assert boxes(inked(marks), (), [TABLE]) == []


def test_letters_of_a_seal_are_its_own() -> None:
    assert boxes(inked(LETTERS, (Ring(240.0, 600.0, 110.0),))) == []


def test_noise_in_the_text_explains_nothing_and_a_page_number_does() -> None:
    assert boxes(inked(LETTERS), [line(99, 297, "Văn phòng", noise=True)]) != []
    head = [(x0, 30.0, x1, 38.0) for x0, _, x1, _ in LETTERS]
    assert boxes(inked(head), [line(99, 27, "- 12 - 12", noise=True)]) == []


def test_one_place_is_told_once() -> None:
    rows = [(x0, top + 14 * k, x1, bottom + 14 * k) for k in range(4) for x0, top, x1, bottom in LETTERS]
    far = [(x0, 700.0, x1, 708.0) for x0, _, x1, _ in LETTERS]
    assert boxes(inked([*rows, *far])) == [(100, 300, 145, 350), (100, 700, 145, 708)]


def test_an_empty_page_has_all_its_ink_explained() -> None:
    told: PageReading = with_ledger(reading(), inked([]))
    assert (told.doubts, told.page.unexplained_ink) == ((), 0.0)


def test_letters_that_run_into_each_other_are_a_word() -> None:
    ink = inked([])
    cv2.rectangle(ink.ink, (200, 600), (300, 620), 255, 2)
    assert len(boxes(ink, (), [TABLE])) == 1


@pytest.mark.parametrize(("width", "told"), [(11, 0), (13, 1)])
def test_letters_that_touch_are_as_many_as_their_width_holds(width: int, told: int) -> None:
    """A piece 8 points high, which is one letter, or two."""
    assert len(boxes(inked([(120.0, 300.0, 120.0 + width, 308.0)]))) == told


@pytest.mark.parametrize(("count", "told"), [(4, 4), (5, 1)])
def test_many_places_of_one_table_have_one_cause(count: int, told: int) -> None:
    rows = table(100.0, [["", "", ""]] * 20)
    single = [(100.0, 110.0 + 80 * k, 105.0, 118.0 + 80 * k) for k in range(count)]
    assert len(boxes(inked(single), (), [rows])) == told
