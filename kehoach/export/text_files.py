"""The tables as text: CSV for spreadsheets, JSON Lines for programs; a file a table."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Final

from kehoach.export.cells import as_cell
from kehoach.export.selection import Rows
from kehoach.run.warehouse.schemas import TABLES

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_GUARD: Final = "'"


def write_csv(rows: Rows, folder: Path) -> None:
    """Write `<table>.csv` for each table: UTF-8 with a byte order mark, so that Excel reads the letters
    right.

    A cell that a spreadsheet would take for a formula has an apostrophe before it; `without_guard` takes it
    away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table, schema in TABLES.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(schema.names)
            for row in rows[table]:
                writer.writerow(_guarded(as_cell(row[name])) for name in schema.names)


def write_json_lines(rows: Rows, folder: Path) -> None:
    """Write `<table>.jsonl` for each table: an object a line, lists as lists, dates as ISO 8601."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        with (folder / f"{table}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows[table]:
                file.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")


def without_guard(cell: str) -> str:
    """A cell of the CSV as it stands in the table."""
    return cell[1:] if cell.startswith(_GUARD) and cell.lstrip(_GUARD).startswith(_FORMULA) else cell


def _guarded(cell: object) -> object:
    risky = isinstance(cell, str) and cell.lstrip(_GUARD).startswith(_FORMULA)
    return f"{_GUARD}{cell}" if risky else cell


def _iso(value: object) -> str:
    if isinstance(value, date):  # and with it datetime
        return value.isoformat()
    raise TypeError(type(value).__name__)
