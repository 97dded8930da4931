"""Pages of docs/ made from the schemas and the catalogue of rules: `python -m kehoach.run.reference docs`."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from kehoach.configuration import KNOWN, allowed, default, variable
from kehoach.run.rules import RULES
from kehoach.run.warehouse.schemas import RUNS, TABLES

_DICTIONARY = """# Data dictionary

Parquet tables, each a folder of plain files: pandas, polars, PyArrow and DuckDB
(`read_parquet('WAREHOUSE/tasks/*.parquet')`) read it as it is. The table `runs` tells what became of each
file. Made from the schemas by `make docs`. Columns marked “yes” under *empty* are null where nothing was
read. Text is composed Unicode (NFC).
"""
_RULES = """# Rules

The doubts that the table `flags` speaks of, in its column `rule`. Made from the catalogue by `make docs`; the
same text comes from `kehoach explain RULE`. The reason is what the steward reads.
"""
_SETTINGS = """# Settings

Each may stand in a settings file (`[run] jobs = 4`), in the environment or behind `--set`, see
[operating.md](operating.md). Made from the declarations by `make docs`.
"""


def data_dictionary() -> str:
    """The tables and their columns, as Markdown."""
    return "\n".join(
        [
            _DICTIONARY,
            *(line for name, schema in {**TABLES, "runs": RUNS}.items() for line in _table(name, schema)),
        ]
    )


def rule_catalogue() -> str:
    """The rules of the flags, as Markdown."""
    lines = [_RULES, "| rule | severity | meaning | reason | example |", "| --- | --- | --- | --- | --- |"]
    for rule in RULES.values():
        lines.append(f"| `{rule.name}` | {rule.severity} | {rule.meaning} | {rule.reason} | {rule.example} |")
    return "\n".join([*lines, ""])


def settings_list() -> str:
    """The settings, as Markdown."""
    lines = [
        _SETTINGS,
        "| setting | in the environment | takes | default | meaning |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, (_, about) in KNOWN.items():
        lines.append(
            f"| `{name}` | `{variable(name)}` | {allowed(name)} | {default(name)} | {about.meaning} |"
        )
    return "\n".join([*lines, ""])


def pages() -> Mapping[str, str]:
    """All generated pages, by file name."""
    return {
        "data-dictionary.md": data_dictionary(),
        "rules.md": rule_catalogue(),
        "settings.md": settings_list(),
    }


def _table(name: str, schema: pa.Schema) -> Iterator[str]:
    yield from (f"## {name}", "", f"{schema.metadata[b'description'].decode()}.", "")
    yield from ("| column | type | empty | from | meaning |", "| --- | --- | --- | --- | --- |")
    for field in schema:
        empty = "yes" if field.nullable else ""
        kind, meaning = (field.metadata[name].decode() for name in (b"kind", b"description"))
        yield f"| `{field.name}` | {_type_name(field.type)} | {empty} | {kind} | {meaning} |"
    yield ""


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_fixed_size_list(kind):
        return f"list of {kind.list_size} {kind.value_type}"
    if pa.types.is_list(kind):
        return f"list of {_type_name(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "struct of " + ", ".join(f"{field.name} {_type_name(field.type)}" for field in kind)
    return str(kind)


if __name__ == "__main__":
    for page, text in pages().items():
        Path(sys.argv[1], page).write_text(text, encoding="utf-8")
