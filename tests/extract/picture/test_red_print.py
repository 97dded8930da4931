"""Red letters beside a seal, at 200 dots per inch."""

import cv2
import numpy as np
import pytest

from extract.picture.cleaning import Picture, clean
from extract.picture.red_print import red_print
from tests.extract.pages import DPI, Gray, rgb, sheet

RED = (205, 30, 40)
LINE = (slice(270, 330), slice(220, 700))


def in_red(texts: list[tuple[float, float, str]]) -> Picture:
    return np.where(rgb(sheet(texts)) < 128, np.uint8(RED), np.uint8(255)).astype(np.uint8)


def red_letters(picture: Picture) -> Gray:
    red, green, blue = (np.asarray(plane, np.uint8) for plane in cv2.split(picture))
    return red_print((red, green, blue), DPI)


def test_letters_printed_in_red_are_read() -> None:
    picture = in_red([(85, 100, "Hoàn thành trong Quý III/2023")])
    assert clean(picture, DPI).ink.any()
    assert (red_letters(picture)[LINE] > 0).sum() > 2500


@pytest.mark.parametrize(("text", "read"), [("Hoàn thành", True), ("", False)])
def test_a_digit_that_stands_alone_is_print_where_there_is_other_red_print(text: str, read: bool) -> None:
    page = red_letters(in_red([(85, 100, "3"), (200, 100, text)]))
    assert page[LINE][:, :60].any() == read


def test_a_seal_and_its_letters_are_none() -> None:
    picture = in_red([(120 + 3, 112, "SỞ CÔNG THƯƠNG")])
    cv2.circle(picture, (460, 330), 190, RED, 6)
    assert not red_letters(picture).any()


def test_a_worn_ring_is_a_seal_where_its_pieces_are_as_small_as_letters() -> None:
    picture = in_red([])
    for angle in range(0, 360, 8):
        cv2.ellipse(picture, (460, 330), (120, 120), 0, angle, angle + 6, RED, 6)
    assert not red_letters(picture).any()


@pytest.mark.parametrize("framed", [False, True])
def test_a_stamp_in_a_frame_is_no_text(framed: bool) -> None:
    picture = in_red([(85, 100, "CÔNG VĂN ĐẾN")])
    if framed:
        cv2.rectangle(picture, (215, 255), (560, 345), RED, 4)
    assert red_letters(picture).any() is not np.bool_(framed)


def test_the_red_rim_of_black_letters_is_no_print() -> None:
    gray = sheet([(85, 100, "Hoàn thành trong Quý III/2023")])
    picture = rgb(gray)
    picture[..., 0] = np.maximum(gray, np.roll(gray, 1, axis=1))
    assert not red_letters(picture).any()
