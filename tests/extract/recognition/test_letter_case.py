import numpy as np
import pytest

from extract.recognition.letter_case import with_case
from tests.extract.pages import sheet

DPI = 200


@pytest.mark.parametrize(
    ("printed", "read", "meant"),
    [
        ("vị trực", "Vị", "vị"),
        ("Vị trực", "Vị", "Vị"),
        ("Sở ban nước", "Sở", "Sở"),
        ("sở ban nước", "Sở", "sở"),
        ("công ban nước", "Công", "công"),
        ("Công ban nước", "Công", "Công"),
        ("Ban nước", "Ban", "Ban"),  # B and b are unlike
        ("VĂN PHÒNG", "VĂN", "VĂN"),  # no small letters to compare with
        ("Sở Tư", "Sở", "Sở"),  # small letters with horns alone
        ("v", "V", "V"),
    ],
)
def test_the_picture_tells_the_case(printed: str, read: str, meant: str) -> None:
    gray = sheet([(20, 20, printed)], size=12, dpi=DPI)[40:110, 40:600]
    left = int(np.flatnonzero((gray < 128).any(axis=0))[0])
    assert with_case(read, gray, left, 15.0) == meant
