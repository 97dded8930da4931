"""Which documents of a warehouse are wanted, and their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kehoach.errors import WrongUsage
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]  # by table


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents of an office, a province, a year, or a single one by its id or file; empty parts take
    all.
    """

    issuer: str | None = None
    province: str | None = None
    year: int | None = None
    document: str | None = None


def select_rows(folder: Path, selection: Selection, tables: Iterable[str] = tuple(TABLES)) -> Rows:
    """The rows of the wanted documents in `documents` and some other tables, by table, in the tables' own
    order.

    Raises WrongUsage where no document is wanted, WarehouseError where there is no warehouse.
    """
    documents = [row for row in load_table(folder, "documents") if _is_wanted(row, selection)]
    if not documents:
        raise WrongUsage(
            "No document of the warehouse is among those.", "kehoach status lists what there is."
        )
    wanted = {row["doc_id"] for row in documents}
    others = (name for name in tables if name != "documents")
    rows = {name: [row for row in load_table(folder, name) if row["doc_id"] in wanted] for name in others}
    return {"documents": documents, **rows}


def _is_wanted(row: Row, selection: Selection) -> bool:
    return (
        selection.issuer in (None, row["issuer"])
        and selection.province in (None, row["province"])
        and selection.year in (None, row["plan_year"])
        and selection.document in (None, row["doc_id"], row["source_path"])
    )
