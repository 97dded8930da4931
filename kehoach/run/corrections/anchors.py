"""Finding again what a steward decided on, in a later reading whose rows may be numbered otherwise."""

from typing import Final, cast

from kehoach.records import BBox
from kehoach.run.corrections.entry import Entry
from kehoach.run.corrections.sheet import Sheet
from kehoach.run.warehouse.rows import Row
from kehoach.run.warehouse.schemas import KEYS

# Two boxes are of the same ink where their overlap is this share of what they cover together.
_SAME_INK: Final = 0.5


def find_value(sheet: Sheet, entry: Entry) -> Row | None:
    """The value that an entry is about: by its place on the page, then by what was read there, then by its
    row.
    """
    anchor = entry.anchor
    same = [v for v in sheet.rows["values"] if (v["table"], v["field"]) == (anchor.table, anchor.field)]
    page = [v for v in same if v["page"] == anchor.page]
    by_ink = max(page, key=lambda v: _overlap(anchor.bbox, _box(v)), default=None)
    if by_ink is not None and _overlap(anchor.bbox, _box(by_ink)) >= _SAME_INK:
        return by_ink
    alike = [v for v in page if v["value"] == entry.before]
    if len(alike) == 1:
        return alike[0]
    return next((v for v in same if v["row_id"] == anchor.row_id and v["value"] == entry.before), None)


def find_row(sheet: Sheet, entry: Entry) -> Row | None:
    """The row of `tasks` or `tables` that an entry is about: by its place, else by its id."""
    anchor, key = entry.anchor, KEYS[entry.anchor.table]
    rows = sheet.rows[anchor.table]
    near = [row for row in rows if row.get("page", anchor.page) == anchor.page and "bbox" in row]
    best = max(near, key=lambda row: _overlap(anchor.bbox, _box(row)), default=None)
    if best is not None and _overlap(anchor.bbox, _box(best)) >= _SAME_INK:
        return best
    return next((row for row in rows if row[key] == anchor.row_id), None)


def _box(row: Row) -> BBox | None:
    box = row["bbox"]
    return cast(BBox, tuple(cast("list[float]", box))) if box else None


def _overlap(one: BBox | None, other: BBox | None) -> float:
    """The share of two boxes' joint area that both cover, 0–1."""
    if one is None or other is None:
        return 0.0
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / (areas - width * height)
