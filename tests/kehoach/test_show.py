"""What is printed, at the widths that terminals have, over the sample as the real stages read it."""

import io
from collections import Counter

import pytest
from rich.console import Console

from kehoach.run.warehouse.schemas import TABLES
from kehoach.run.warehouse.store import load_table
from kehoach.show import render_document, render_findings, split_documents

SHOWN = {
    "tasks": ("group_title", "number", "content", "due_text"),
    "citations": ("type", "number", "issued_on"),
    "documents": ("title", "number", "issuer", "signer", "issued_on", "source_path"),
}
ALL = {**SHOWN, "sections": ("text",), "flags": ("value", "reason")}


@pytest.fixture(scope="module")
def rows(read_sample):
    (rows,) = split_documents({name: load_table(read_sample, name) for name in TABLES})
    assert rows["tasks"] and rows["citations"] and rows["deadlines"]
    return rows


def printed(rendered, width):
    console = Console(file=io.StringIO(), width=width)
    console.print(rendered)
    return console.file.getvalue()


def words(rows, columns):
    """The words of the values, each as often as it must be seen at least; a group's title is shown once."""
    seen = Counter()
    for table, names in columns.items():
        for name in names:
            said = [str(row[name]) for row in rows[table] if row[name] is not None]
            seen |= Counter(" ".join(dict.fromkeys(said)).split())
    return seen


@pytest.mark.parametrize("width", [72, 80, 160, 50])
@pytest.mark.parametrize("render, columns", [(render_document, ALL), (render_findings, SHOWN)])
def test_no_value_is_cut(rows, width, render, columns):
    out = printed(render(rows), width)
    assert max(map(len, out.splitlines())) <= width
    missing = words(rows, columns) - Counter(out.replace("[", " [").split())
    assert {word for word in missing if len(word) <= 24} == set()
    assert "…" not in out


@pytest.mark.parametrize("width", [72, 160])
def test_lists_of_agencies_and_deadlines_are_whole(rows, width):
    out = " ".join(printed(render_findings(rows), width).split())
    for row in rows["tasks"] if width == 72 else ():
        assert ", ".join(row["lead"]) in out
    assert "hằng quý" in out or "quý" in out


def test_a_law_without_a_number_is_shown_by_its_name(rows):
    law = {**rows["citations"][0], "type": "Luật", "number": None}
    named = [{**law, "text": "Luật Đấu thầu"}, {**law, "text": "Luật Giá"}, {**law, "text": "Luật Giá"}]
    out = printed(render_findings({**rows, "citations": named}), 100)
    assert "Cited documents (2)" in out
    assert "Luật Đấu thầu" in out


def test_nothing_in_a_value_steers_the_terminal(rows):
    task = {**rows["tasks"][0], "content": "a\x1b[31mb\x07"}
    out = printed(render_findings({**rows, "tasks": [task]}), 100)
    assert "\\x1b[31mb\\x07" in out
    assert "\x1b" not in out
