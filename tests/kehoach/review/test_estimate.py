import pytest

from kehoach.review.estimate import precision_of_rules, seconds_a_value, share, silent_errors
from tests.kehoach.run.corrections.factories import entry


@pytest.mark.parametrize(
    ("hits", "tried", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 100, 0.0, 0.0370), (5, 100, 0.0215, 0.1118), (100, 100, 0.9630, 1.0)],
)
def test_the_interval_is_wilsons(hits, tried, low, high):
    found = share(hits, tried)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-4)


def test_silent_errors_are_those_of_the_sample_alone():
    entries = [
        entry("accept", sample=True),
        entry("correct", sample=True),
        entry("correct"),
        entry("unreadable", sample=True),
    ]
    found = silent_errors(entries)
    assert (found.hits, found.tried) == (1, 2)


def test_a_rule_is_right_where_its_value_was_corrected():
    rules = {"rules": ["low_confidence", "lookalike"]}
    entries = [
        entry("correct", detail=rules),
        entry("accept", detail={"rules": ["lookalike"]}),
        entry("undo"),
    ]
    found = {rule: (item.hits, item.tried) for rule, item in precision_of_rules(entries).items()}
    assert found == {"low_confidence": (1, 1), "lookalike": (1, 2)}


def test_seconds_are_the_median():
    assert seconds_a_value([]) is None
    assert seconds_a_value([entry("accept", detail={"seconds": s}) for s in (9, 1, 2)]) == 2
