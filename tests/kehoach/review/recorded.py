"""A warehouse from a recorded reading: what `kehoach show FILE --json` printed, compressed by gzip."""

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from kehoach.run.warehouse.results import ResultHead, count_rows, encode_result
from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import open_warehouse

DATA = Path(__file__).parents[2] / "data" / "desk"


def store_recorded(name, folder):
    """Publish a recorded reading in `folder`, as a run would that read its file."""
    tables = json.loads(gzip.decompress((DATA / f"{name}.json.gz").read_bytes()))
    rows = {table: [_typed(table, row) for row in found] for table, found in tables.items()}
    (document,) = rows["documents"]
    head = ResultHead(
        doc_id=document["doc_id"],
        key="recorded",
        name=document["source_path"],
        path=str(folder / document["source_path"]),
        plan_year=document["plan_year"],
        year_from_name=False,
        issuer=document["issuer"],
        parent_issuer=document["parent_issuer"],
        processed_at=document["processed_at"].isoformat(),
        counts=count_rows(rows, ()),
    )
    with open_warehouse(folder) as warehouse:
        warehouse.store(encode_result(head, rows))
        warehouse.publish()


def _typed(table, row):
    return {field.name: _value(field.type, row.get(field.name)) for field in TABLES[table]}


def _value(kind, value):
    if value is not None and pa.types.is_date(kind):
        return date.fromisoformat(value)
    if value is not None and pa.types.is_timestamp(kind):
        return datetime.fromisoformat(value)
    return value
