import numpy as np
import pytest

from extract.picture.resolution import reduced, shrunk


@pytest.mark.parametrize(("dpi", "left"), [(150, 150), (250, 250), (251, 200), (300, 200), (600, 200)])
def test_only_a_picture_of_many_more_pixels_than_letters_need_is_made_smaller(
    dpi: float, left: float
) -> None:
    picture, resolution = reduced(np.full((602, 451, 3), 7, np.uint8), dpi)
    assert resolution == left
    assert picture.shape == (round(602 * left / dpi), round(451 * left / dpi), 3)
    assert (picture == 7).all()


@pytest.mark.parametrize("scale", [0.2, 0.5, 2 / 3, 1.0])
def test_what_is_in_a_picture_stays_where_it_is_and_as_dark_in_all(scale: float) -> None:
    picture = np.zeros((300, 201), np.uint8)
    picture[120:150, 60:90] = 240
    small = shrunk(picture, scale)
    assert small.shape == (round(300 * scale), round(201 * scale))
    rows, columns = np.nonzero(small > 120)
    assert (rows.mean() + 0.5) / scale == pytest.approx(135, abs=1.5)
    assert (columns.mean() + 0.5) / scale == pytest.approx(75, abs=1.5)
    assert small.sum() / scale**2 == pytest.approx(picture.sum(), rel=0.05)
