"""How much of the evaluated documents' ink is explained, and how often a page is told to hold more.

    python -m bench.ink [.cache/evaluate/tables]

Reads the tables that `make evaluate` left, and prints by condition the pages, the mean share of their ink
that is explained, and the flags `unread_ink` a page.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bench.scans import CONDITIONS, OTHERS


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("tables", type=Path, nargs="?", default=Path(".cache/evaluate/tables"))
    tables: Path = parser.parse_args().tables
    group = {row["doc_id"]: _group(row["source_path"]) for row in _rows(tables / "documents")}
    shares: dict[str, list[float]] = defaultdict(list)
    for page in _rows(tables / "pages"):
        shares[group[page["doc_id"]]].append(page["unexplained_ink"] or 0.0)
    flags = Counter(group[f["doc_id"]] for f in _rows(tables / "flags") if f["rule"] == "unread_ink")
    for name, parts in sorted(shares.items()):
        told = f"{len(parts):4} pages  explained {1 - sum(parts) / len(parts):.4f}"
        print(f"{name:16} {told}  {flags[name] / len(parts):.3f} flags a page")


def _rows(table: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(table).to_pylist()
    return rows


def _group(path: str) -> str:
    """The condition that a file's name tells."""
    return next((name for name in CONDITIONS if f".{name}." in path), " and ".join(OTHERS))


if __name__ == "__main__":
    main()
