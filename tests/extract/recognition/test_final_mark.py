import cv2
import numpy as np
import pytest

from extract.recognition.final_mark import final_point


def _line(tail: int) -> np.ndarray:
    """A letter, then two dots, the lower one with a tail of so many pixels."""
    picture = np.full((40, 60), 255, np.uint8)
    cv2.rectangle(picture, (4, 8), (20, 30), (0,), -1)
    cv2.rectangle(picture, (28, 14), (31, 17), (0,), -1)
    cv2.rectangle(picture, (28, 27), (31, 30 + tail), (0,), -1)
    return picture


@pytest.mark.parametrize(("tail", "point"), [(0, ":"), (1, ""), (4, ";")])
def test_the_tail_of_a_semicolon_is_seen(tail: int, point: str) -> None:
    assert final_point(_line(tail), 4.0, 32.0) == point


def test_a_word_without_a_point_has_none() -> None:
    assert final_point(_line(0), 4.0, 21.0) == ""


def test_beyond_the_picture_there_is_none() -> None:
    assert final_point(_line(0), 70.0, 75.0) == ""
