import numpy as np
import pytest

from extract.layout.rulings import find_rulings, find_words
from extract.picture.cleaning import find_ink


def test_a_hairline_between_two_rows_of_pixels_is_a_ruling():
    gray = np.full((300, 600), 255, np.uint8)
    gray[40] = gray[120] = gray[200] = 40  # on a row of pixels
    gray[80:82] = 255 - 40  # between two, each of which it darkens by a part
    level, _ = find_rulings(gray, find_ink(gray, 150.0), 150.0)
    assert all(level.whole[row - 1 : row + 3].any() for row in (40, 80, 120, 200))


@pytest.mark.parametrize(("grey", "paths"), [(225, 0), (150, 4)])
def test_what_shines_through_from_the_back_is_no_ruling(grey, paths):
    gray = np.full((400, 600), 250, np.uint8)
    for row in range(60, 360, 30):
        for column in range(60, 540, 14):
            gray[row : row + 12, column : column + 8] = 20  # letters
    for row in (50, 140, 230, 320):
        gray[row : row + 2, 40:560] = grey
    level, _ = find_rulings(gray, find_ink(gray, 150.0), 150.0)
    assert len(level.paths) == paths


@pytest.mark.parametrize(("step", "words"), [(16, False), (30, True)])
def test_dashes_above_each_other_are_no_letters_though_a_coarse_scan_blurs_them(step, words):
    ink = np.zeros((200, 60), np.uint8)
    for top in range(10, 180, step):  # dashes of an upright; an "I" in each line
        ink[top : top + 10, 30:34] = 255
    assert bool(find_words(ink, 2.5).any()) is words


def test_letters_that_reach_down_to_a_row_of_dots_are_words() -> None:
    """In tight rows a "g" hangs together with all dots of its cell, and with what they touch."""
    ink = np.zeros((120, 900), np.uint8)
    ink[80:83, [column for column in range(900) if column % 6 < 3]] = 255
    for left in range(20, 200, 20):  # letters of a word that the dots join below
        ink[50:83, left : left + 4] = ink[50:54, left : left + 16] = 255
    words = find_words(ink, 300 / 72)
    assert words[50:75, 20:184].any() and not words[:, 260:].any()
    assert (words[65, 20:184] > 0).mean() > 0.9
