"""The tables as an Excel workbook: a sheet a table, typed, with a frozen header and filters."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kehoach.export.cells import as_cell
from kehoach.export.selection import Row, Rows
from kehoach.run.warehouse.schemas import TABLES

_MOST_LETTERS: Final = 32_767  # of a cell, a limit of the format
_WIDE: Final = frozenset(("content", "text", "title", "reason", "product"))

_PLAIN: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_DOUBT_COLUMNS: Final = (
    *("source_path", "page", "severity", "rule", "reason", "table", "field", "value", "suggestion"),
    *("likelihood", "row_id", "flag_id"),
)


def write_workbook(rows: Rows, target: Path) -> None:
    """Write the workbook. No cell is a formula or a link, whatever it begins with; text longer than a cell
    may be is cut and ends in "…". Raises OSError where the file cannot be written.
    """
    with Workbook(target, _PLAIN) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        for table, schema in TABLES.items():
            sheet = book.add_worksheet(table)
            sheet.freeze_panes(1, 0)
            for column, field in enumerate(schema):
                sheet.write_string(0, column, field.name, bold)
                sheet.write_comment(0, column, field.metadata[b"description"].decode())
                sheet.set_column(column, column, 60 if field.name in _WIDE else 18)
            for number, row in enumerate(rows[table], 1):
                _write_row(sheet, number, schema.names, row, day)
            sheet.autofilter(0, 0, max(1, len(rows[table])), len(schema) - 1)


def write_doubts(flags: Sequence[Row], target: Path) -> None:
    """Write doubts, with the `source_path` of their documents, as a sheet for those who want one; as safe as
    the workbook. Raises OSError where the file cannot be written.
    """
    with Workbook(target, _PLAIN) as book:
        sheet, bold = book.add_worksheet("flags"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(_DOUBT_COLUMNS):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, 60 if name in _WIDE else 18)
        for number, row in enumerate(flags, 1):
            _write_row(sheet, number, _DOUBT_COLUMNS, row, None)
        sheet.autofilter(0, 0, max(1, len(flags)), len(_DOUBT_COLUMNS) - 1)


def _write_row(sheet: Worksheet, number: int, names: Sequence[str], row: Row, day: object) -> None:
    for column, name in enumerate(names):
        cell = as_cell(row[name])
        if isinstance(cell, str):
            cut = cell if len(cell) <= _MOST_LETTERS else cell[: _MOST_LETTERS - 1] + "…"
            sheet.write_string(number, column, cut)
        elif isinstance(cell, bool):
            sheet.write_boolean(number, column, cell)
        elif isinstance(cell, date):
            sheet.write_datetime(number, column, cell, day)
        elif cell is not None:
            sheet.write_number(number, column, cell)
