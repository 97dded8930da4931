import time
from datetime import date

import pytest

from normalize.citations.contradictions import CitedOn, contradictions, slip


def mention(number: str, issued_on: str | None = None, place: str | None = None) -> CitedOn:
    return CitedOn(number, date.fromisoformat(issued_on) if issued_on else None, place)


def rules(*mentions: CitedOn) -> list[list[str]]:
    return [[doubt.rule for doubt in found] for found in contradictions(mentions)]


@pytest.mark.parametrize(
    ("number", "issued_on", "expected"),
    [
        ("4-ĐA/TU", "2022-08-18", ["odd_number"]),
        ("099/CT-BYT", None, ["odd_number"]),
        ("00/QĐ-TTg", None, ["odd_number"]),
        ("h085/QĐ-TTg", None, ["odd_number"]),
        ("80/2015/QH18", None, ["odd_number"]),
        ("45/2015/QH1", None, ["odd_number"]),
        ("1211/2016/UBTVQH15", None, ["odd_number"]),
        ("440/2009/QH12", None, ["unlikely_number"]),
        ("86/QĐ-TTg", "2014-05-30", ["unlikely_number"]),
        ("1088/2020/NĐ-CP", "2020-09-14", ["unlikely_number"]),
        ("14/2022/NĐ-CP", "2022-12-21", ["unlikely_number"]),
        ("599/2013/NĐ-CP", None, ["unlikely_number"]),
        ("861/QĐ-TTg", "2014-05-30", []),
        ("01/QĐ-TTg", "2021-01-02", []),
        ("2492/QĐ-UBND", "2016-09-23", []),
        ("36a/NQ-CP", "2015-10-14", []),
        ("64-CP", "1993-09-27", []),
    ],
)
def test_a_number_by_itself(number: str, issued_on: str | None, expected: list[str]) -> None:
    assert rules(mention(number, issued_on)) == [expected]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("117/2015/NĐ-CP", "117/2013/NĐ-CP", True),
        ("17/2013/NĐ-CP", "117/2013/NĐ-CP", True),
        ("1177/2013/NĐ-CP", "117/2013/NĐ-CP", True),
        ("118/2013/NĐ-CP", "117/2013/NĐ-CP", False),
        ("117/2013/NĐ-CP", "117/2013/NĐ-CP", False),
        ("12/QĐ-BYT", "12/QĐ-BT", False),
    ],
)
def test_slips(one: str, other: str, expected: bool) -> None:
    assert slip(one, other) is slip(other, one) is expected


def test_a_short_form_that_is_nearly_a_full_one() -> None:
    full, short = mention("211/2013/NĐ-CP", "2013-12-19"), mention("211/2015/NĐ-CP")
    assert rules(full, short) == [[], ["similar_number"]]
    assert contradictions([full, short])[1][0].suggestion == "211/2013/NĐ-CP"
    assert rules(full, short, short) == [[], [], []]
    assert rules(short, full) == [[], []]  # a short form follows the full one


def test_serials_grow_with_their_days() -> None:
    first, second = (
        mention("4562/QĐ-UBND", "2018-12-18", "tỉnh"),
        mention("1830/QĐ-UBND", "2018-06-01", "tỉnh"),
    )
    early = mention("942/QĐ-UBND", "2018-08-15", "tỉnh")
    assert rules(first, second) == [[], []]
    assert rules(second, early) == [["out_of_step"], ["out_of_step"]]
    assert rules(second, early, mention("1500/QĐ-UBND", "2018-05-02", "tỉnh")) == [[], ["out_of_step"], []]
    assert rules(second, mention("942/QĐ-UBND", "2018-08-15", "huyện")) == [[], []]


def test_many_mentions_take_linear_time() -> None:
    many = [mention(f"{n}/QĐ-UBND", f"2018-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(10, 5_000)]
    begin = time.process_time()
    contradictions(many)
    assert time.process_time() - begin < 10
