"""The picture on top of the README: a crop of the scanned sample beside the rows that it became.

`python -m bench.demo.first_look WAREHOUSE docs/images/first-look.png`, over the warehouse that `make run`
wrote.
"""

import argparse
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.demo.printed import BROWSER
from kehoach.export.deadline_words import deadline_in_words
from kehoach.records import BBox, Source
from kehoach.run.pictures import Pictures
from kehoach.run.warehouse.store import load_table
from kehoach.settings import ExtractSettings

_ROWS = 3  # from the first task on
_PAPER = 12.0  # points around them
_STYLE = """
body { font: 15px/1.45 "Noto Sans", sans-serif; color: #1f2a2e; margin: 0; padding: 22px; width: 1240px }
img { width: 1240px; border: 1px solid #d9d2c3; border-radius: 6px; display: block }
p { text-align: center; color: #0b5d5b; font-size: 22px; margin: 8px 0 }
table { border-collapse: collapse; width: 100% } th { color: #5a666a; text-align: left; font: 13px monospace }
td:nth-child(n+5) { white-space: nowrap }
td, th { border-bottom: 1px solid #d9d2c3; padding: 5px 12px 5px 0; vertical-align: top }
"""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.demo.first_look")
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--inputs", type=Path, default=Path("samples"))
    given = parser.parse_args()
    page = f'<meta charset="utf-8"><style>{_STYLE}</style>{_body(given.warehouse, given.inputs)}'
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1284, "height": 300})
        shown.set_content(page)
        shown.screenshot(path=given.target, full_page=True)
        browser.close()


def _body(warehouse: Path, inputs: Path) -> str:
    tasks = load_table(warehouse, "tasks")[:_ROWS]
    document = next(d for d in load_table(warehouse, "documents") if d["doc_id"] == tasks[0]["doc_id"])
    boxes: Sequence[Any] = [task["bbox"] for task in tasks]
    x0, top, x1, bottom = (
        pick(edges) for pick, edges in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    box: BBox = (x0 - _PAPER, top - _PAPER, x1 + _PAPER, bottom + _PAPER)
    source = Source(
        inputs / str(document["source_path"]), str(document["source_path"]), str(document["source_sha256"])
    )
    picture = Pictures(inputs, ExtractSettings()).page(source, (int(str(tasks[0]["page"])), 0), box, 180)
    due: dict[object, list[dict[str, Any]]] = {}
    for deadline in load_table(warehouse, "deadlines"):
        due.setdefault(deadline["task_id"], []).append(deadline)
    rows = "".join(_row(task, due.get(task["task_id"], [])) for task in tasks)
    names = ("number", "content", "lead", "due_text", "start", "end", "deadline", "confidence")
    heads = "".join(f"<th>{name}</th>" for name in names)
    shown = f"data:image/png;base64,{b64encode(picture).decode()}"
    return f'<img src="{shown}"><p>↓</p><table><tr>{heads}</tr>{rows}</table>'


def _row(task: dict[str, Any], due: Sequence[dict[str, Any]]) -> str:
    starts, ends = ("<br>".join(str(row[name] or "") for row in due) for name in ("start", "end"))
    words = "<br>".join(escape(deadline_in_words(row)) for row in due)
    cells = (task["number"], task["content"], ", ".join(task["lead"]), task["due_text"])
    told = "".join(f"<td>{escape(str(cell or ''))}</td>" for cell in cells)
    return f"<tr>{told}<td>{starts}</td><td>{ends}</td><td>{words}</td><td>{task['confidence']:.2f}</td></tr>"


if __name__ == "__main__":
    main()
