from dataclasses import replace

import pytest

from normalize.tasks.groups import Group
from normalize.tasks.numbers import check_numbers
from normalize.tasks.rows import TaskRow

START = "|"  # before a number: the row comes right after a group row


def row(index: int, text: str) -> TaskRow:
    number = text.removeprefix(START)
    place = (index * 10, index * 10 + 5)
    texts, ranges = ({"number": number}, {"number": (place,)}) if number else ({}, {})
    return TaskRow(
        None, None, texts, ranges, None, place, None, index == 0 or text.startswith(START), 0, index
    )  # type: ignore[arg-type]


def checked(numbers: str) -> list[tuple[str | None, str | None]]:
    rows = [row(index, text) for index, text in enumerate(numbers.split(" "))]
    return [(numbering.after, numbering.meant) for numbering in check_numbers(rows)]


@pytest.mark.parametrize(
    "numbers",
    [
        "1 2 3",
        "01 02 03",
        "1. 2. 3.",
        "1 2 |1 2",
        "1 2 |3 4",
        "1.1 1.2 |2.1 2.2",
        "1.1 1.2 2.1",
        "1 1.1 1.2 2",
        "1 a) b) 2",
        "1 - - 2",
        "1 2 3 a) b) c) 4",
        "1 a - b - 2",
        "I 1 2 3",
    ],
)
def test_sequences_without_doubt(numbers: str) -> None:
    assert set(checked(numbers)) == {(None, None)}


@pytest.mark.parametrize(
    ("numbers", "place", "after"), [("1 2 4", 2, "2"), ("1 2 2", 2, "2"), ("2 3", 0, ""), ("1 7 3", 1, "1")]
)
def test_numbers_that_do_not_follow(numbers: str, place: int, after: str) -> None:
    assert checked(numbers)[place] == (after, None)


@pytest.mark.parametrize(
    ("numbers", "place", "meant"),
    [
        ("l 2 3", 0, "1"),
        ("9 |1 2 3 4 5 6 7 8 9 1O 11", 10, "10"),
        ("1. 2. Tp 4.", 2, "3."),
        ("01 0? 03", 1, "02"),
        ("1 a b C 2", 3, "c"),
        ("1 a) b) o) 2", 3, "c)"),
        ("1 a b c D 2", 4, "d"),
        ("1.1 1,2 1.3", 1, "1.2"),
        ("1 2 |l |1 2", 2, "1"),
    ],
)
def test_misread_numbers_are_known_by_their_neighbours(numbers: str, place: int, meant: str) -> None:
    assert checked(numbers)[place] == (None, meant)


def test_letters_that_follow_each_other_confirm_each_other() -> None:
    rows = [row(index, text) for index, text in enumerate(["1", "a)", "b)", "c)", "e)", "2"])]
    found = [numbering.confirmed for numbering in check_numbers(rows)]
    assert found == [True, True, True, True, False, True]


def test_a_misread_number_at_the_end_is_only_doubted() -> None:
    assert checked("1 2 Tp")[2] == ("2", None)


@pytest.mark.parametrize(("label", "numbers"), [("I", "I.1 I.2 I.3"), ("A", "A1 A2 A3"), ("II", "II.1 II.2")])
def test_numbers_that_begin_with_the_label_of_their_title(label: str, numbers: str) -> None:
    titles = (Group(label, "CẢI CÁCH", (0, 5)),)
    rows = [replace(row(at, text), titles=titles) for at, text in enumerate(numbers.split(" "))]
    assert {(one.after, one.meant) for one in check_numbers(rows)} == {(None, None)}
    gap = [*rows, replace(row(3, f"{label}.7"), titles=titles)]
    assert check_numbers(gap)[-1].after is not None
