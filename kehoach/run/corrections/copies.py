"""Copies of one document: plans with the same number, issuer and date of issue, found over the whole
warehouse.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kehoach.language.folding import fold
from kehoach.run.corrections.sheet import Sheet
from kehoach.run.warehouse.index import StoredResult
from kehoach.run.warehouse.results import ResultHead
from kehoach.run.warehouse.rows import Rows


def find_copies(heads: Iterable[ResultHead]) -> dict[str, ResultHead]:
    """For each document of which there is a better copy, the head of the best: of the one with the most
    tasks, so that none is lost where a copy lacks pages, and among those of the one that was read most
    surely.
    """
    alike: dict[tuple[str, str], list[ResultHead]] = defaultdict(list)
    for head in heads:
        if head.number and head.issuer and head.issued_on:
            alike[head.number, head.issued_on].append(head)
    found: dict[str, ResultHead] = {}
    for group in alike.values():
        for copies in _by_office(group):
            best = max(copies, key=lambda head: (head.counts.tasks, head.confidence, head.doc_id))
            found |= {head.doc_id: best for head in copies if head is not best}
    return found


def with_copies(results: Iterable[StoredResult], copies: Mapping[str, ResultHead]) -> Iterable[StoredResult]:
    """The results; one whose better copy is another than before is another result."""
    for stored in results:
        if best := copies.get(stored.head.doc_id):
            mark = f"={best.doc_id},{best.name},{best.counts.tasks}"
            yield replace(stored, checksum=f"{stored.checksum}{mark}")
        else:
            yield stored


def mark_copy(rows: Rows, best: ResultHead) -> Rows:
    """The rows of a document of which `best` is the better copy, with that told."""
    from kehoach.run.corrections.late_doubts import tell  # late: the catalogue comes with its stage

    sheet = Sheet(rows)
    document = sheet.document
    document["same_document_as"] = best.doc_id
    told: dict[str, str | int | None] = {
        "suggestion": best.name,
        "value": str(document["number"]),
        "best": best.counts.tasks,
        "here": len(sheet.rows["tasks"]),
    }
    at = {"page": document["first_page"], "bbox": [0.0] * 4, "likelihood": 1.0}
    tell(sheet, "same_document", ("documents", str(document["doc_id"]), "same_document_as"), told, at)
    return sheet.rows


def _by_office(heads: Iterable[ResultHead]) -> Iterable[list[ResultHead]]:
    """Those of one office together: offices of two provinces may bear one name, and give one number on one
    day.
    """
    offices: dict[tuple[str, str], list[ResultHead]] = defaultdict(list)
    for head in heads:
        offices[fold(head.issuer or ""), fold(head.parent_issuer or "")].append(head)
    return offices.values()
