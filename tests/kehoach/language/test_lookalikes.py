import re

import pytest

from kehoach.language.lookalikes import (
    DIGIT_SIGNS,
    ONE_SIGNS,
    Meant,
    as_digits,
    letters_like,
    numerals,
    shape,
)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2O2l", "2021"),
        ("S5", "55"),
        ("B|Zb", "8126"),
        ("2021", "2021"),
        ("C1", "C1"),  # C is taken for G, never for a digit
        ("K5", "K5"),
    ],
)
def test_as_digits(read: str, meant: str) -> None:
    assert as_digits(read) == Meant(read, meant)


@pytest.mark.parametrize(
    ("folded", "meant"),
    [
        ("3l/12/2o2o", "31/12/2020"),
        ("thang o3", "thang 03"),
        ("2|/3", "21/3"),
        ("quy l", "quy l"),  # without a digit beside it a letter is a letter
        ("loi", "loi"),
        ("quy ii/2020", "quy ii/2020"),
        ("87b", "87b"),
        ("5b", "5b"),
    ],
)
def test_numerals_tell_what_was_read_and_what_is_meant(folded: str, meant: str) -> None:
    assert numerals(folded) == Meant(folded, meant)


@pytest.mark.parametrize(
    ("sign", "letters"),
    [
        ("6", ("b",)),
        ("0", ("o",)),
        ("1", ("i", "l")),
        ("á", ("a",)),
        ("q", ("g",)),
        ("g", ("q",)),
        ("b", ()),
        ("e", ()),
        ("3", ()),
    ],
)
def test_letters_like(sign: str, letters: tuple[str, ...]) -> None:
    assert letters_like(sign) == letters


@pytest.mark.parametrize(
    ("one", "other"), [("QĐ-UBND", "OD.UBND"), ("BGDĐT", "8CDDT"), ("TTg", "77g"), ("LCT", "ICT")]
)
def test_one_shape(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(("one", "other"), [("BTC", "BTP"), ("UBND", "HĐND"), ("KH", "HK"), ("E", "F")])
def test_two_shapes(one: str, other: str) -> None:
    assert shape(one) != shape(other)


@pytest.mark.parametrize("sign", "0123456789OoIl|!][ZzBbgq")
def test_a_class_holds_every_digit_and_what_is_read_for_one(sign: str) -> None:
    assert re.fullmatch(f"[{DIGIT_SIGNS}]", sign)
    assert bool(re.fullmatch(f"[{ONE_SIGNS}]", sign)) == (as_digits(sign).meant == "1")


@pytest.mark.parametrize("sign", "-EKx/. ?")
def test_and_nothing_else(sign: str) -> None:
    assert not re.fullmatch(f"[{DIGIT_SIGNS}]", sign)
