"""What the tables say of themselves: `datapackage.json` (Frictionless Data Package v1) and views for DuckDB.

The data package comes from the same declaration as the files. Types that the standard does not know (lists,
parts) are its `array`; each resource names its parts with their bytes, rows and checksums under `parts`.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import pyarrow as pa

from kehoach.run.warehouse.index import StoredPart
from kehoach.run.warehouse.schemas import KEYS, SCHEMA_VERSION, TABLES

PACKAGE: Final = "datapackage.json"
VIEWS: Final = "views.sql"


def describe_tables(parts: Mapping[str, StoredPart]) -> str:
    """The data package of the tables, as JSON; `parts` by place (`tasks/2021-a.parquet`)."""
    places = {table: sorted(place for place in parts if place.startswith(f"{table}/")) for table in TABLES}
    package = {
        "profile": "data-package",
        "name": "kehoach",
        "title": "Tasks, deadlines and cited documents of Vietnamese administrative plans",
        "version": SCHEMA_VERSION,
        "resources": [
            _resource(table, [_part(place, parts[place]) for place in found])
            for table, found in places.items()
            if found
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def views() -> str:
    """The views over the tables, as SQL for DuckDB."""
    return (files("kehoach.run.warehouse") / VIEWS).read_text(encoding="utf-8")


def _resource(table: str, parts: list[dict[str, Any]]) -> dict[str, Any]:
    schema = TABLES[table]
    keys = {"primaryKey": [KEYS[table]]} if table in KEYS else {}
    foreign = {} if table == "documents" else {"foreignKeys": [_foreign("doc_id", "documents")]}
    return {
        "profile": "data-resource",
        "name": table,
        "description": schema.metadata[b"description"].decode(),
        "path": [part["path"] for part in parts],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {"fields": [_field(field) for field in schema], **keys, **foreign},
        "parts": parts,
    }


def _field(field: pa.Field) -> dict[str, Any]:
    described = {
        "name": field.name,
        "type": _type(field.type),
        "description": field.metadata[b"description"].decode(),
        "arrowType": str(field.type),
    }
    return described if field.nullable else described | {"constraints": {"required": True}}


def _type(kind: pa.DataType) -> str:
    checks = (
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "datetime"),
        (pa.types.is_struct, "object"),
    )
    if pa.types.is_list(kind) or pa.types.is_fixed_size_list(kind):
        return "array"
    return next((name for check, name in checks if check(kind)), "string")


def _foreign(field: str, table: str) -> dict[str, Any]:
    return {"fields": field, "reference": {"resource": table, "fields": field}}


def _part(place: str, part: StoredPart) -> dict[str, Any]:
    return {"path": place, "bytes": part.size, "rows": part.rows, "hash": f"sha256:{part.checksum}"}
