"""One decision of a steward, and its form as a line of JSON, in which it moves between machines."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal, cast, get_args

from kehoach.records import BBox

Action = Literal[
    "accept",  # the value equals its print
    "correct",  # `after` is what is printed
    "unreadable",  # nobody can read it on this copy
    "dismiss",  # the doubt is none
    "roles",  # columns of a table: `detail` names the new role of each
    "add_row",  # a task that was missed: `detail` has its fields
    "delete_row",  # no task at all
    "split_row",  # `detail` has the fields of the second task, and those that the first keeps
    "merge_rows",  # the task goes on in the one before it
    "join_table",  # the table is a part of the one before it
    "confirm_table",  # columns and rows are right
    "undo",  # `detail` names the entry that no longer counts
]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a decision stands, so that it is found again when rows are numbered anew: document, page, box
    (points) and the value that was seen come before the row's number.
    """

    doc_id: str
    table: str
    row_id: str
    field: str | None
    page: int | None = None
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision. `before` is the value that the steward saw, `after` the one that they gave; `batch` is
    shared by entries that were made at once ("the same in N other places"); `sample` marks an undoubted value
    shown by chance.
    """

    entry_id: str
    made_at: datetime  # UTC
    steward: str
    action: Action
    anchor: Anchor
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    batch: str | None = None
    sample: bool = False
    detail: Mapping[str, Any] = field(default_factory=dict)


def to_line(entry: Entry) -> str:
    """The entry as one line of JSON."""
    return json.dumps(
        {**asdict(entry), "made_at": entry.made_at.isoformat()}, ensure_ascii=False, sort_keys=True
    )


def from_line(line: str) -> Entry:
    """The entry of a line. Raises ValueError where the line is none."""
    try:
        values = json.loads(line)
        anchor = values.pop("anchor")
        box = anchor.pop("bbox")
        if values["action"] not in get_args(Action):
            raise ValueError(f"no action {values['action']}")
        made_at = datetime.fromisoformat(values.pop("made_at"))
        return Entry(
            anchor=Anchor(**anchor, bbox=cast(BBox, tuple(map(float, box))) if box else None),
            made_at=made_at,
            **values,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no correction: {error}") from error


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that count, in the order in which they were made: an undone one does not, nor does an
    undo.
    """
    ordered = sorted(entries, key=lambda entry: (entry.made_at, entry.entry_id))
    undone: set[str] = set()
    for entry in reversed(ordered):
        if entry.action == "undo" and entry.entry_id not in undone:
            undone.add(str(entry.detail["entry_id"]))
    return tuple(entry for entry in ordered if entry.action != "undo" and entry.entry_id not in undone)
