from datetime import date

from models.citations.agreement import PrintedNumber, agreed, unlisted

SURE = PrintedNumber("61/2018/NĐ-CP", "61/2018/NĐ-CP", "Nghị định", date(2018, 4, 23), True)


def test_a_number_that_cannot_be_is_the_one_it_repeats() -> None:
    misread = PrintedNumber("61/208/NĐ-CP", "61/208/NĐ-CP", "Nghị định", None, False)
    assert agreed([SURE, misread]) == ["61/2018/NĐ-CP"] * 2


def test_what_can_be_stays() -> None:
    other = PrintedNumber("61/2O13/NĐ-CP", "61/2013/NĐ-CP", "Nghị định", None, False)
    assert agreed([SURE, other]) == ["61/2018/NĐ-CP", "61/2013/NĐ-CP"]


def test_of_two_it_is_neither() -> None:
    second = PrintedNumber("61/2008/NĐ-CP", "61/2008/NĐ-CP", "Nghị định", date(2008, 5, 8), True)
    misread = PrintedNumber("61/208/NĐ-CP", "61/208/NĐ-CP", "Nghị định", None, False)
    assert agreed([SURE, second, misread])[2] == "61/208/NĐ-CP"


def test_unlisted_groups() -> None:
    assert unlisted(["QĐ-TTg", "KH-ĐHXYZ", "BTTTT-THH", "NQ-HĐND9"]) == {"ĐHXYZ"}
    assert unlisted(["QĐ-ĐHXYZ", "KH-ĐHXYZ"]) == frozenset()
    assert unlisted(["NĐ-GP", "NQ-GP"]) == {"GP"}  # looks like CP


def test_two_signs_apart_it_is_another() -> None:
    far = PrintedNumber("61/20/NĐ-CP", "61/20/NĐ-CP", "Nghị định", None, False)
    assert agreed([SURE, far])[1] == "61/20/NĐ-CP"
