from string import Formatter

import pytest

from normalize.rules import RULES, Rule


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert rule.meaning.endswith(".") and rule.reason.endswith(".") and rule.example
    assert rule.subject in ("reading", "document") and rule.severity in ("error", "warning", "info")
    names = {name for _, name, _, _ in Formatter().parse(rule.reason) if name}
    assert "{" not in rule.reason.format(**dict.fromkeys(names, "x"))
