"""Doubts that arise after reading, when corrections are applied or another copy of the document is found."""

from collections.abc import Mapping
from hashlib import sha256
from typing import cast

from kehoach.run.corrections.sheet import Sheet
from kehoach.run.rules import RULES
from kehoach.run.warehouse.rows import Row

Place = tuple[str, str, str | None]  # table, row, field


def tell(
    sheet: Sheet, rule: str, place: Place, told: Mapping[str, str | int | None], at: Mapping[str, object]
) -> None:
    """Add a flag of a rule. `told` has `value`, `suggestion` and what else the reason names; `at` has `page`,
    `bbox` and `likelihood`, and may have `candidates`.
    """
    known = RULES[rule]
    table, row_id, field = place
    texts = [str(told.get(name) or "") for name in ("value", "suggestion")]
    flag: Row = {
        "flag_id": _digest(cast(str, sheet.document["doc_id"]), table, row_id, field or "", rule, *texts),
        "table": table,
        "row_id": row_id,
        "field": field,
        "rule": rule,
        "severity": known.severity,
        "value": told.get("value"),
        "suggestion": told.get("suggestion"),
        "reason": known.reason.format(**told),
        "page": at["page"],
        "bbox": at["bbox"],
        "confidence": at["likelihood"],
        "word_bbox": at["bbox"],
        "likelihood": at["likelihood"],
        "candidates": at.get("candidates", []),
        "group_key": _digest(table, field or "", rule, *texts),
        "subject": known.subject,
        "status": "open",
    }
    sheet.add("flags", flag)


def _digest(*parts: str) -> str:
    return sha256("|".join(parts).encode()).hexdigest()[:16]
