"""What the desk reads of a warehouse: its documents, their doubts, and the rows of one with its corrections
applied.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import pyarrow.parquet as pq

from kehoach.errors import WarehouseError
from kehoach.run.corrections.copies import mark_copy
from kehoach.run.corrections.entry import Entry
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.corrections.replay import check_replay, replay
from kehoach.run.warehouse.rows import Row, Rows
from kehoach.run.warehouse.store import look_into

_Condition = tuple[str, str, object]
_DOCUMENT_COLUMNS: Final = (
    "doc_id",
    "source_path",
    "source_sha256",
    "title",
    "number",
    "issuer",
    "province",
    "plan_year",
    "page_count",
)


_DOUBTED: Final[Mapping[str, _Condition]] = {
    "flags": ("status", "==", "open"),
    "values": ("flagged", "==", True),
    "tables": ("flagged", "==", True),
}


@dataclass(frozen=True, slots=True)
class StockDocument:
    """A document as the desk lists it."""

    doc_id: str
    name: str  # its file, relative to the inputs
    sha256: str
    title: str
    issuer: str
    province: str
    year: int
    pages: int


class Stock:
    """The warehouse in `folder`. Raises WarehouseError where there is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with look_into(folder) as warehouse:
            self._copies = warehouse.copies()

    def documents(self) -> Mapping[str, StockDocument]:
        """All documents, by id."""
        rows = self._table("documents", list(_DOCUMENT_COLUMNS))
        return {str(row["doc_id"]): _document(row) for row in rows}

    def doubts(self) -> dict[str, Rows]:
        """Open flags, and the values and tables that they are about, by document, as they were published."""
        found: dict[str, dict[str, list[Row]]] = {}
        for table, wanted in _DOUBTED.items():
            for row in self._table(table, None, [wanted]):
                found.setdefault(str(row["doc_id"]), {name: [] for name in _DOUBTED})[table].append(row)
        return cast("dict[str, Rows]", found)

    def rows(self, doc_id: str, trial: Entry | None = None) -> Rows:
        """All rows of a document as they would be published now, or after one entry more.

        Raises ValueError where that entry cannot be applied.
        """
        with look_into(self.folder) as warehouse:
            rows = warehouse.rows(doc_id)
            if best := self._copies.get(doc_id):
                rows = mark_copy(rows, best)
            rows = replay(rows, CorrectionLog(self.folder).entries(doc_id))
            return check_replay(rows, trial) if trial else rows

    def _table(
        self, table: str, columns: list[str] | None, filters: list[_Condition] | None = None
    ) -> list[Row]:
        folder = self.folder / table
        if not folder.is_dir():
            advice = "Run kehoach run first, and give the folder that it wrote to."
            raise WarehouseError(f"{self.folder} holds no table {table}.", advice)
        rows: list[Row] = pq.read_table(folder, columns=columns, filters=filters).to_pylist()
        return rows


def _document(row: Row) -> StockDocument:
    return StockDocument(
        doc_id=str(row["doc_id"]),
        name=str(row["source_path"]),
        sha256=str(row["source_sha256"]),
        title=str(row["title"] or row["number"] or row["source_path"]),
        issuer=str(row["issuer"] or ""),
        province=str(row["province"] or ""),
        year=cast(int, row["plan_year"]),
        pages=cast(int, row["page_count"]),
    )
