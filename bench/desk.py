"""How fast the desk answers: `python -m bench.desk WAREHOUSE [--doubts 10000]`.

A warehouse is made of copies of a document of the one that is given, each of its values doubted, until so
many doubts are open. What is timed is what a steward waits for: the next value, and a decision with the value
that comes after it.
"""

import argparse
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from fastapi.testclient import TestClient

from kehoach.review.app import create_app
from kehoach.review.desk import Desk
from kehoach.review.security import Access
from kehoach.review.stock import Stock
from kehoach.run.pictures import Pictures
from kehoach.run.warehouse.results import ResultHead, encode_result
from kehoach.run.warehouse.store import load_table, look_into, open_warehouse
from kehoach.settings import ExtractSettings

_TIMES = 40
_DOUBT = {
    "rule": "low_confidence",
    "severity": "warning",
    "suggestion": None,
    "reason": "Có từ nhận dạng chưa chắc chắn (khả năng đọc đúng khoảng 80 %), cần đối chiếu với bản gốc.",
    "confidence": 0.8,
    "subject": "reading",
    "status": "open",
}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk")
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--doubts", type=int, default=10_000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        crowd(given.warehouse, Path(folder), given.doubts)
        for what, seconds in answer_times(Path(folder)).items():
            print(f"{what}: {1000 * seconds:.0f} ms at the median of {_TIMES}")


def crowd(source: Path, target: Path, doubts: int) -> None:
    """Make a warehouse in `target` in which at least so many doubts are open."""
    doc_id = str(load_table(source, "documents")[0]["doc_id"])
    with look_into(source) as warehouse:
        head, rows = warehouse.heads()[doc_id], warehouse.rows(doc_id)
    with open_warehouse(target) as made:
        for number in range(-(-doubts // len(rows["values"]))):
            name = f"{number:016x}"
            copy = {table: [_renamed(row, doc_id, name) for row in found] for table, found in rows.items()}
            copy["flags"] = [_flag(value, place) for place, value in enumerate(copy["values"])]
            for value in copy["values"]:
                value["flagged"] = True
            made.store(encode_result(_head(head, name), copy))
        made.publish()


def answer_times(folder: Path, clock: Callable[[], float] = perf_counter) -> Mapping[str, float]:
    """Seconds until the next value, and until a decision with the value after it, each at the median."""
    app = create_app(Desk(Stock(folder), sample_rate=0.0), Pictures(folder, ExtractSettings()), Access(b"s"))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        page = client.get("/queue").text

        def decide() -> None:
            nonlocal page
            form = dict(re.findall(r'name="(csrf|seen)" value="([^"]*)"', page))
            where = re.search(r'action="(/items/[0-9a-f]+\?[^"]*)" class="decide"', page)
            assert where
            fields = {**form, "text": form["seen"], "action": "correct"}
            page = client.post(where[1].replace("&amp;", "&"), data=fields).text

        def timed(call: Callable[[], object]) -> float:
            began = clock()
            call()
            return clock() - began

        return {
            "the next value": median(timed(lambda: client.get("/queue")) for _ in range(_TIMES)),
            "a decision": median(timed(decide) for _ in range(_TIMES)),
        }


def _renamed(row: Mapping[str, Any], doc_id: str, name: str) -> dict[str, Any]:
    """A row of another document: its ids begin with that one's."""
    return {
        key: value.replace(doc_id, name) if isinstance(value, str) else value for key, value in row.items()
    }


def _flag(value: Mapping[str, Any], place: int) -> dict[str, Any]:
    kept = (
        "doc_id",
        "plan_year",
        "table",
        "row_id",
        "field",
        "value",
        "page",
        "bbox",
        "likelihood",
        "candidates",
    )
    ids = {
        "flag_id": f"{value['doc_id']}{place:04d}",
        "group_key": f"{place:016x}",
        "word_bbox": value["bbox"],
    }
    return _DOUBT | {key: value[key] for key in kept} | ids


def _head(head: ResultHead, name: str) -> ResultHead:
    return replace(head, doc_id=name, name=f"{name}.pdf", number=f"{name}/KH")


if __name__ == "__main__":
    main()
