"""The grammar against its own examples, and against texts made from it."""

import random
import re
from datetime import date
from importlib import import_module

import pytest
from parsimonious.expressions import Expression, Literal, Lookahead, OneOf, Quantifier, Regex, Sequence
from parsimonious.grammar import Grammar

from normalize.deadlines.grammar import SOURCE, parse
from normalize.deadlines.read import read_deadlines

RULE = re.compile(r"^(?P<rule>[a-z_]+)\s*=")
EXAMPLE = re.compile(r"^\s+# (?P<sign>[+-]) (?P<text>.*)$")
PATTERNS = import_module("re._parser")  # the standard library's own reader of patterns
GRAMMAR = Grammar(SOURCE.read_text(encoding="utf-8"))


def examples():
    rule = ""
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        if match := RULE.match(line):
            rule = match["rule"]
        elif match := EXAMPLE.match(line):
            yield rule, match["sign"], match["text"]


@pytest.mark.parametrize(("rule", "sign", "text"), list(examples()))
def test_each_rule_matches_its_examples_and_not_the_others(rule, sign, text):
    tree = parse(rule, text)
    assert (tree is not None and tree.end == len(text)) == (sign == "+")


def test_the_rules_that_state_a_time_have_examples_of_both_signs():
    signs = {}
    for rule, sign, _ in examples():
        signs.setdefault(rule, set()).add(sign)
    stated = {
        "reported",
        "calendar",
        "since_issue",
        "ongoing",
        "every",
        "event",
        "duration",
        "days",
        "quarter",
        "month",
    }
    assert {rule for rule in stated if signs.get(rule) != {"+", "-"}} == set()


def make(expression: Expression, dice: random.Random) -> str:
    """A text that an expression may match. What it only looks at is left out, so some it does not match."""
    match expression:
        case Lookahead():
            return ""
        case Literal():
            return expression.literal
        case Regex():
            return make_like(PATTERNS.parse(expression.re.pattern), dice)
        case OneOf():
            return make(dice.choice(expression.members), dice)
        case Sequence():
            return "".join(make(member, dice) for member in expression.members)
        case Quantifier():
            times = dice.randint(int(expression.min), int(min(expression.max, expression.min + 2)))
            return "".join(make(expression.members[0], dice) for _ in range(times))
    raise TypeError(expression)


def make_like(pattern, dice: random.Random) -> str:
    return "".join(make_part(str(kind), said, dice) for kind, said in pattern)


def make_part(kind: str, said, dice: random.Random) -> str:
    match kind:
        case "LITERAL":
            return chr(said)
        case "IN" if str(said[0][0]) == "NEGATE":
            return "x"
        case "IN":
            return make_part(*map_kind(dice.choice(said)), dice)
        case "RANGE":
            return chr(dice.randint(*said))
        case "ANY" | "NOT_LITERAL" | "CATEGORY":
            return "x"
        case "BRANCH":
            return make_like(dice.choice(said[1]), dice)
        case "SUBPATTERN":
            return make_like(said[3], dice)
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = said
            return "".join(make_like(inner, dice) for _ in range(dice.randint(least, min(most, least + 2))))
        case _:
            return ""  # what is only looked at


def map_kind(item):
    return str(item[0]), item[1]


@pytest.mark.parametrize(
    "rule", ["calendar", "recurring", "ongoing", "since_issue", "event", "duration", "named"]
)
def test_what_the_grammar_can_say_is_read_or_told(rule):
    dice, tried = random.Random(rule), 0
    for _ in range(400):
        text = make(GRAMMAR[rule], dice)
        tree = parse(rule, text)
        if tree is None or tree.end != len(text) or not any(map(str.isalnum, text)):
            continue
        tried += 1
        reading = read_deadlines(text, 2024, date(2024, 1, 22))
        assert reading.periods
        for period in reading.periods:
            assert period.start is None or period.end is None or period.start <= period.end, text
            assert period.kind == "recurring" or period.recurrence is None, text
    assert tried >= 10
