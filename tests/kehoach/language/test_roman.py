import pytest

from kehoach.language.lookalikes import Meant
from kehoach.language.roman import read_roman, roman, roman_value, strokes


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (29, "XXIX"), (39, "XXXIX")]
)
def test_values(value: int, numeral: str) -> None:
    assert roman(value) == numeral
    assert roman_value(numeral) == value


@pytest.mark.parametrize("text", ["", "IIII", "IC", "VX", "iv", "1", "XL", "XXXX"])
def test_no_numerals(text: str) -> None:
    assert roman_value(text) is None


@pytest.mark.parametrize("value", [0, -1, 40, 41])
def test_values_without_a_numeral(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        roman(value)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("II", "II"),
        ("Il", "II"),
        ("H", "II"),
        ("HI", "III"),
        ("VH", "VII"),
        ("IHI", "III"),
        ("ihi", "III"),
        ("|V", "IV"),
        ("xv", "XV"),
        ("I'", "I"),
    ],
)
def test_read_roman(read: str, meant: str) -> None:
    assert read_roman(read) == Meant(read, meant)


@pytest.mark.parametrize("text", ["IIII", "llll", "HHI", "K", "IA", "", "'"])
def test_what_has_no_numeral_s_strokes(text: str) -> None:
    assert read_roman(text) is None


def test_strokes_keep_what_is_none() -> None:
    assert strokes("H2a") == "II2a"
