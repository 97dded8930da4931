from string import Formatter

import pytest

from kehoach.records import Evidence
from normalize.flags import Subject, make_flag
from normalize.rules import RULES, Rule

WHERE = Evidence(1, (0.0, 0.0, 1.0, 1.0), 0.5)
SUBJECT = Subject("tasks", "abc-t0001", "due_text")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert rule.meaning.endswith(".") and rule.reason.endswith(".") and rule.example
    names = {name for _, name, _, _ in Formatter().parse(rule.reason) if name}
    reason = make_flag(
        "abc", SUBJECT, rule.name, WHERE, "x", "y", **dict.fromkeys(names - {"value", "suggestion"}, "z")
    ).reason
    assert "{" not in reason


def test_the_id_depends_on_what_is_doubted_alone() -> None:
    flags = [
        make_flag("abc", SUBJECT, "unparsed_deadline", WHERE, "Quý V"),
        make_flag("abc", SUBJECT, "unparsed_deadline", Evidence(2, WHERE.bbox, 0.9), "Quý V", "Quý IV"),
        make_flag("abc", SUBJECT, "unparsed_deadline", WHERE, "Quý VI"),
    ]
    assert flags[0].flag_id == flags[1].flag_id != flags[2].flag_id
    assert flags[0].status == "open"


def test_a_rule_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(KeyError):
        make_flag("abc", SUBJECT, "no_such_rule", WHERE)
