"""Flags made from the catalogue of rules."""

from dataclasses import dataclass
from hashlib import sha256

from kehoach.records import Evidence, Flag
from normalize.rules import RULES


@dataclass(frozen=True, slots=True)
class Subject:
    """The value that a flag doubts: its table, row and column."""

    table: str
    row_id: str
    field: str


def make_flag(
    doc_id: str,
    subject: Subject,
    rule: str,
    evidence: Evidence,
    value: str | None = None,
    suggestion: str | None = None,
    **parameters: str | int | float,
) -> Flag:
    """A flag of the catalogue's `rule` on `subject`; its id stays the same over re-runs.

    Raises KeyError where the rule, or a parameter that its reason names, is missing.
    """
    known = RULES[rule]
    identity = "|".join((doc_id, subject.table, subject.row_id, subject.field, rule, value or ""))
    return Flag(
        flag_id=sha256(identity.encode()).hexdigest()[:16],
        table=subject.table,
        row_id=subject.row_id,
        field=subject.field,
        rule=rule,
        severity=known.severity,
        value=value,
        suggestion=suggestion,
        reason=known.reason.format(value=value, suggestion=suggestion, **parameters),
        evidence=evidence,
    )
