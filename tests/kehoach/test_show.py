from datetime import date

import pytest

from kehoach.show import describe_deadline

QUARTER = {"start": date(2020, 1, 1), "end": date(2020, 3, 31)}


@pytest.mark.parametrize(
    "row, text",
    [
        ({"kind": "quarter", **QUARTER}, "2020-01-01 … 2020-03-31"),
        ({"kind": "date", "start": date(2020, 3, 2), "end": date(2020, 3, 2)}, "2020-03-02"),
        ({"kind": "date", "relation": "before", "end": date(2020, 3, 2)}, "before 2020-03-02"),
        ({"kind": "recurring", "recurrence": "FREQ=MONTHLY", **QUARTER}, "FREQ=MONTHLY"),
        ({"kind": "relative", "anchor": "có hướng dẫn"}, "relative: có hướng dẫn"),
        ({"kind": "unparsed", "text": "03 đợt"}, "unparsed: 03 đợt"),
    ],
)
def test_deadline_in_words(row, text):
    empty = {"relation": "in", "start": None, "end": None, "recurrence": None, "anchor": None, "text": ""}
    assert describe_deadline({**empty, **row}) == text
