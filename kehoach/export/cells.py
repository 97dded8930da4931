"""Values as cells of sheets, which hold no lists."""

from datetime import date, datetime

Cell = str | int | float | bool | date | None


def as_cell(value: object) -> Cell:
    """A value as one cell: the items of a list by "; ", of a box by blanks, what has parts as
    "name=value".
    """
    if isinstance(value, list):
        numbers = all(isinstance(item, float) for item in value)
        return (" " if numbers else "; ").join(_part(item) for item in value) if value else None
    if isinstance(value, dict):
        return _part(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | date):
        return value
    raise TypeError(type(value).__name__)


def _part(item: object) -> str:
    if isinstance(item, dict):
        return ", ".join(f"{name}={_part(value)}" for name, value in item.items() if value is not None)
    if isinstance(item, list):
        return " ".join(_part(part) for part in item)
    return f"{item:.1f}" if isinstance(item, float) else "" if item is None else str(item)
