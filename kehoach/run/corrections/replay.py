"""Corrections applied to a reading of their document.

A decision is applied where the value that it was made on, or the one that it gave, is what was read now.
Where something else was read, the doubt comes back with both; where its place cannot be found, the document
says so. None is lost.
"""

from collections.abc import Iterable
from typing import Final, cast

from kehoach.run.corrections import table_edits
from kehoach.run.corrections.anchors import find_row, find_value
from kehoach.run.corrections.derived import follow
from kehoach.run.corrections.entry import Entry, standing
from kehoach.run.corrections.late_doubts import tell
from kehoach.run.corrections.sheet import Sheet
from kehoach.run.warehouse.rows import Row, Rows

_ON_VALUES: Final = frozenset(("accept", "correct", "unreadable", "dismiss"))
_STATUS: Final = {"accept": "accepted", "correct": "corrected", "dismiss": "dismissed"}


def replay(rows: Rows, entries: Iterable[Entry]) -> Rows:
    """The rows of one document with the corrections of its log applied, in the order in which they were
    made.
    """
    sheet = Sheet(rows)
    for entry in standing(entries):
        try:
            _apply(sheet, entry)
        except ValueError:  # what was read now has no such columns or rows any more
            _lost(sheet, entry)
    return sheet.rows


def check_replay(rows: Rows, entry: Entry) -> Rows:
    """The rows after one entry more. Raises ValueError where it cannot be applied."""
    sheet = Sheet(rows)
    _apply(sheet, entry)
    return sheet.rows


def _apply(sheet: Sheet, entry: Entry) -> None:
    if entry.action in _ON_VALUES:
        _on_value(sheet, entry)
        return
    row = find_row(sheet, entry)
    if row is None:
        raise ValueError(f"no row for {entry.action}")
    table_edits.apply(sheet, entry, row)


def _on_value(sheet: Sheet, entry: Entry) -> None:
    value = find_value(sheet, entry)
    if value is None:
        _on_row(sheet, entry)
        return
    place = (cast(str, value["table"]), cast(str, value["row_id"]), cast(str, value["field"]))
    if value["value"] not in (entry.before, entry.after):
        _conflict(sheet, entry, value)
    elif entry.action == "unreadable":
        sheet.settle(place, "open", doubted=True)
        value["reviewed"] = "unreadable"
    else:
        if entry.action == "correct" and value["value"] != entry.after:
            sheet.put(*place, entry.after)
            value["repair"] = "steward"
            follow(sheet, *place)
        value["likelihood"] = 1.0
        sheet.settle(place, _STATUS[entry.action])


def _on_row(sheet: Sheet, entry: Entry) -> None:
    """A doubt that stands on no single value: about a page, a document, a table, or a field that was not
    found.
    """
    anchor = entry.anchor
    place = (anchor.table, anchor.row_id, anchor.field)
    if entry.action == "correct" and anchor.field and sheet.row(anchor.table, anchor.row_id):
        sheet.put(anchor.table, anchor.row_id, anchor.field, entry.after)
        follow(sheet, anchor.table, anchor.row_id, anchor.field)
    elif not any(True for _ in sheet.flags(*place)):
        _lost(sheet, entry)
    if entry.action == "dismiss" and anchor.field == "same_document_as":
        sheet.document["same_document_as"] = None
    sheet.settle(place, _STATUS.get(entry.action, "open"))


def _conflict(sheet: Sheet, entry: Entry, value: Row) -> None:
    place = (cast(str, value["table"]), cast(str, value["row_id"]), cast(str, value["field"]))
    told = {
        "value": cast(str, value["value"]),
        "suggestion": entry.after,
        "before": entry.before or "",
    }
    value["flagged"] = True
    tell(sheet, "correction_conflict", place, told, value)


def _lost(sheet: Sheet, entry: Entry) -> None:
    """The doubt stands on the document: its decision has no better place any more."""
    anchor = entry.anchor
    place = ("documents", anchor.doc_id, anchor.field if anchor.table == "documents" else None)
    told = {
        "value": entry.before or anchor.table,
        "suggestion": entry.after,
        "page": anchor.page or "?",
    }
    at = {"page": anchor.page or 1, "bbox": list(anchor.bbox or (0.0, 0.0, 0.0, 0.0)), "likelihood": 0.0}
    tell(sheet, "correction_lost", place, told, at)
