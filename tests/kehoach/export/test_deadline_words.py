from datetime import date

import pytest

from kehoach.export.deadline_words import deadline_in_words

EMPTY = {"kind": "range", "relation": "in", "start": None, "end": None, "recurrence": None, "text": "như in"}


@pytest.mark.parametrize(
    "start, end, words",
    [
        ((2020, 6, 15), (2020, 6, 15), "ngày 15/6/2020"),
        ((2020, 2, 5), (2020, 2, 5), "ngày 05/02/2020"),
        ((2020, 2, 1), (2020, 2, 29), "tháng 2/2020"),
        ((2020, 2, 1), (2020, 2, 28), "01/02/2020 – 28/02/2020"),
        ((2020, 1, 1), (2020, 3, 31), "quý I/2020"),
        ((2020, 4, 1), (2020, 9, 30), "quý II – III/2020"),
        ((2020, 10, 1), (2020, 12, 31), "quý IV/2020"),
        ((2020, 3, 1), (2020, 5, 31), "tháng 3 – 5/2020"),
        ((2020, 1, 1), (2020, 6, 30), "6 tháng đầu năm 2020"),
        ((2020, 7, 1), (2020, 12, 31), "6 tháng cuối năm 2020"),
        ((2020, 1, 1), (2020, 9, 30), "quý I – III/2020"),
        ((2020, 1, 1), (2020, 12, 31), "năm 2020"),
        ((2020, 1, 1), (2025, 12, 31), "2020 – 2025"),
        ((2020, 11, 1), (2021, 1, 31), "tháng 11/2020 – tháng 1/2021"),
        ((2020, 4, 15), (2020, 6, 30), "15/4/2020 – 30/6/2020"),
    ],
)
def test_days(start, end, words):
    assert deadline_in_words({**EMPTY, "start": date(*start), "end": date(*end)}) == words


@pytest.mark.parametrize(
    "relation, days, words",
    [
        ("before", {"end": date(2020, 6, 15)}, "trước 15/6/2020"),
        ("by", {"end": date(2020, 6, 15)}, "chậm nhất 15/6/2020"),
        ("from", {"start": date(2020, 5, 1)}, "từ 01/5/2020"),
        ("after", {"start": date(2020, 5, 1)}, "sau 01/5/2020"),
    ],
)
def test_relations(relation, days, words):
    assert deadline_in_words({**EMPTY, "relation": relation, **days}) == words


@pytest.mark.parametrize(
    "rule, words",
    [
        ("FREQ=DAILY", "hằng ngày"),
        ("FREQ=WEEKLY", "hằng tuần"),
        ("FREQ=WEEKLY;INTERVAL=2", "2 tuần một lần"),
        ("FREQ=WEEKLY;BYDAY=FR", "thứ Sáu hằng tuần"),
        ("FREQ=MONTHLY", "hằng tháng"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý"),
        ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "ngày 15 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=10,25", "ngày 10, 25 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ngày cuối hằng tháng"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "ngày 05 hằng quý"),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=10", "ngày 10 các tháng 3, 6, 9, 12 hằng năm"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", "ngày 30 tháng 6 hằng năm"),
        ("FREQ=YEARLY", "hằng năm"),
    ],
)
def test_rhythms(rule, words):
    year = {"start": date(2020, 1, 1), "end": date(2020, 12, 31)}
    assert deadline_in_words({**EMPTY, "kind": "recurring", "recurrence": rule, **year}) == words
    before = {**EMPTY, "kind": "recurring", "relation": "before", "recurrence": rule, **year}
    assert deadline_in_words(before) == f"trước {words}"


def test_what_has_no_days_is_as_printed():
    assert deadline_in_words({**EMPTY, "kind": "relative", "relation": "after"}) == "như in"
    year = {"start": date(2020, 1, 1), "end": date(2020, 12, 31)}
    assert deadline_in_words({**EMPTY, "kind": "recurring", **year}) == "như in"


def test_ongoing():
    year = {"start": date(2020, 1, 1), "end": date(2020, 12, 31)}
    assert deadline_in_words({**EMPTY, "kind": "ongoing", **year}) == "thường xuyên, năm 2020"
