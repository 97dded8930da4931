import cv2
import numpy as np
import pytest

from extract.picture.dark_bands import without_dark_bands

DPI = 200
LEFT, TOP, RIGHT, BOTTOM, MIDDLE = 200, 300, 1400, 390, 800


def page(band, text, ruling=None, noise=0.0):
    """A sheet with a table: a header of two cells of colour `band`, two rows below it."""
    picture = np.full((2200, 1700, 3), 250, np.uint8)
    cv2.rectangle(picture, (LEFT, TOP), (RIGHT, BOTTOM), band, -1)
    for x in (LEFT, MIDDLE, RIGHT):
        cv2.line(picture, (x, BOTTOM), (x, 700), (0, 0, 0), 2)
        if ruling:
            cv2.line(picture, (x, TOP), (x, BOTTOM), ruling, 2)
    for y in (BOTTOM, 545, 700):
        cv2.line(picture, (LEFT, y), (RIGHT, y), (0, 0, 0), 2)
    for x, said in ((380, "Noi dung"), (1000, "Chu tri")) if text else ():
        cv2.putText(picture, said, (x, 358), cv2.FONT_HERSHEY_DUPLEX, 1.1, text, 3)
    for y in (470, 620):
        cv2.putText(picture, "Ra soat van ban", (230, y), cv2.FONT_HERSHEY_DUPLEX, 1.0, (0, 0, 0), 2)
    shake = np.random.default_rng(1).normal(0, noise, picture.shape) if noise else 0
    return np.clip(picture + shake, 0, 255).astype(np.uint8)


NAVY, WHITE, BLACK = (31, 56, 100), (255, 255, 255), (0, 0, 0)


@pytest.mark.parametrize(
    ("band", "ruling"),
    [(NAVY, BLACK), (NAVY, WHITE), (BLACK, None), ((68, 114, 196), WHITE), ((192, 0, 0), BLACK)],
)
@pytest.mark.parametrize("noise", [0.0, 5.0])
def test_a_band_is_paper_and_its_white_text_black(band, ruling, noise):
    printed = page(band, WHITE, ruling, noise)
    turned = without_dark_bands(printed, DPI)[..., 0]
    was_white = (page(band, WHITE, ruling)[..., 0] > 250)[TOP + 10 : BOTTOM - 10, LEFT + 60 : MIDDLE - 40]
    inside = turned[TOP + 10 : BOTTOM - 10, LEFT + 60 : MIDDLE - 40]
    assert np.median(inside[~was_white]) > 200
    assert np.median(inside[was_white]) < 60
    upright = turned[TOP + 5 : BOTTOM - 5, MIDDLE - 3 : MIDDLE + 4].min(axis=1)
    assert (upright < 128).mean() > 0.9, "the ruling between its cells is seen, or carried on from below"
    assert (turned[TOP - 3 : TOP + 4, LEFT + 20 : RIGHT - 20].min(axis=0) < 128).mean() > 0.9, "its outline"
    assert (turned[420:, :] == printed[420:, :, 0]).all(), "nothing else is touched"


def test_a_ruling_is_carried_on_no_further_than_to_the_letters():
    printed = page(BLACK, None)
    cv2.putText(printed, "Don vi thuc hien", (560, 340), cv2.FONT_HERSHEY_DUPLEX, 1.1, WHITE, 3)
    turned = without_dark_bands(printed, DPI)[..., 0]
    assert (turned[352:BOTTOM, MIDDLE - 1 : MIDDLE + 2] < 128).all()
    assert (turned[TOP + 8 : 316, MIDDLE - 1 : MIDDLE + 2] > 128).all()


def turned_page(paint):
    printed = page((217, 217, 217), BLACK, BLACK)
    paint(printed)
    return printed


@pytest.mark.parametrize(
    "paint",
    [
        lambda p: None,  # a light shade with black text
        lambda p: cv2.rectangle(p, (200, 900), (1400, 1000), (0, 0, 0), -1),  # a bar without text
        lambda p: cv2.rectangle(p, (0, 900), (300, 2199), (60, 60, 60), -1),  # a shadow at the edge
        lambda p: cv2.putText(
            p, "KE HOACH NAM 2024", (300, 1000), cv2.FONT_HERSHEY_DUPLEX, 2.2, (0, 0, 0), 7
        ),
        lambda p: cv2.circle(p, (800, 1200), 150, (160, 0, 0), 12),  # a seal
        lambda p: cv2.rectangle(
            p, (200, 900), (1400, 1000), (185, 185, 185), -1
        ),  # a shade just light enough
    ],
)
def test_what_is_no_band_stays(paint):
    printed = turned_page(paint)
    assert without_dark_bands(printed, DPI) is printed


def test_a_page_of_whatever_shape_is_looked_at():
    blank = np.full((40, 30, 3), 255, np.uint8)
    assert without_dark_bands(blank, DPI) is blank


def test_heavy_letters_close_below_are_no_part_of_it():
    printed = page(NAVY, WHITE, WHITE)
    cv2.putText(printed, "I", (560, BOTTOM + 42), cv2.FONT_HERSHEY_DUPLEX, 1.2, BLACK, 12)
    turned = without_dark_bands(printed, DPI)[..., 0]
    assert np.median(turned[TOP + 10 : BOTTOM - 10, LEFT + 60 : 360]) > 200
    assert (turned[420:, :] == printed[420:, :, 0]).all()


def test_stems_of_letters_close_below_are_no_rulings_that_go_on_in_it():
    printed = page(NAVY, WHITE)
    for x in range(560, 760, 24):  # as high as an "h" in thirteen points
        printed[BOTTOM + 6 : BOTTOM + 32, x : x + 3] = 0
    turned = without_dark_bands(printed, DPI)[..., 0]
    assert np.median(turned[TOP + 10 : BOTTOM - 10, 560:760]) > 200
    below = [turned[362 : BOTTOM - 8, x : x + 3].min() for x in range(560, 760, 24)]
    assert min(below) > 128


def test_heavy_rulings_that_hang_from_it_are_no_part_of_it():
    printed = page(NAVY, WHITE)
    for x in (LEFT, MIDDLE, RIGHT):
        printed[BOTTOM:700, x - 5 : x + 6] = 0
    turned = without_dark_bands(printed, DPI)[..., 0]
    assert np.median(turned[TOP + 10 : BOTTOM - 10, LEFT + 60 : MIDDLE - 40]) > 200
    assert (turned[450:, :] == printed[450:, :, 0]).all()
