import numpy as np

from extract.layout.strikes import without_strikes

WORDS = [(100.0, 100.0, 160.0, 130.0), (168.0, 100.0, 220.0, 130.0), (100.0, 140.0, 160.0, 170.0)]


def page(*strokes: tuple[int, int, int]) -> np.ndarray:
    """Strokes (left, right, row) two pixels thick."""
    gray = np.full((300, 400), 255, np.uint8)
    for left, right, row in strokes:
        gray[row : row + 2, left:right] = 0
    return gray


def test_what_is_as_wide_as_the_words_it_crosses_strikes_them_out() -> None:
    plain, struck = without_strikes(page((99, 221, 115)), WORDS)
    assert struck == (True, True, False)
    assert (plain[115:117, 100:161] == 255).all() and (plain[115:117, 168:221] == 255).all()


def test_a_ruling_that_a_word_stands_on_is_none() -> None:
    for stroke in ((50, 390, 115), (99, 221, 131), (99, 221, 101), (100, 130, 115)):
        gray = page(stroke)
        plain, struck = without_strikes(gray, WORDS)
        assert struck == (False, False, False)
        assert plain is gray
