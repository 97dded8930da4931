"""Rows of the tables as something to look at in a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kehoach.run.report import RunReport
from kehoach.run.warehouse.results import Counts

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

_SURE: Final = 0.9
_DOUBTFUL: Final = 0.75
_TASK_WIDTH: Final = 50  # or rich would give long tasks no more room than short dates
_HEAD: Final = (
    "number",
    "issuer",
    "parent_issuer",
    "place",
    "issued_on",
    "plan_year",
    "signer",
    "signer_title",
)
_SEVERITIES: Final = {"error": "red", "warning": "yellow", "info": "cyan"}


def render_document(rows: Rows) -> RenderableType:
    """One document with all that was found in it; yellow and red are read with low confidence."""
    legend = Text("colours: read with confidence ")
    legend.append(f"below {_SURE} ", "yellow").append(f"below {_DOUBTFUL}", "red")
    return Group(
        _head(rows["documents"][0]),
        legend,
        *_part("Sections", _sections(rows["sections"]), rows["sections"]),
        *_part("Tasks", _tasks(rows), rows["tasks"]),
        *_part("Deadlines of sections", _section_deadlines(rows), _of_sections(rows)),
        *_part("Citations", _citations(rows["citations"]), rows["citations"]),
        *_part("Flags", _flags(rows["flags"]), rows["flags"]),
    )


def render_findings(rows: Rows) -> RenderableType:
    """One document's tasks with their deadlines, and the documents that it cites."""
    cited = _cited_documents(rows["citations"])
    return Group(
        _head(rows["documents"][0]),
        *_part("Tasks", _tasks(rows), rows["tasks"]),
        *_part("Deadlines of sections", _section_deadlines(rows), _of_sections(rows)),
        *_part("Cited documents", _cited(cited), cited),
    )


def render_report(report: RunReport) -> RenderableType:
    """The figures of a run."""
    table = _table(
        "File", "Outcome", "Why", "Pages", "Tasks", "Deadlines", "Cited documents", "Flags", "Seconds"
    )
    for file in report.files:
        numbers = _numbers(file.counts)
        seconds = "" if file.seconds is None else f"{file.seconds:.1f}"
        table.add_row(Text(printable(file.name)), file.outcome, file.why or "", *numbers, seconds)
    outcomes = Counter(file.outcome for file in report.files)
    counts = [file.counts for file in report.files if file.counts]
    totals = Counts(*(sum(column) for column in zip(*map(_figures, counts), strict=True))) if counts else None
    table.add_section()
    table.add_row(
        "all", ", ".join(f"{count} {name}" for name, count in outcomes.items()), "", *_numbers(totals), ""
    )
    return table


def split_documents(tables: Rows) -> Iterator[Rows]:
    """The rows of each document, by file name."""
    for document in sorted(tables["documents"], key=lambda row: (row["source_path"], row["doc_id"])):
        yield {
            name: [row for row in rows if row["doc_id"] == document["doc_id"]]
            for name, rows in tables.items()
        }


def printable(text: str) -> str:
    """Text that cannot steer a terminal or break a line: a file's name may hold anything."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _figures(counts: Counts) -> tuple[int, int, int, int, int]:
    return counts.pages, counts.tasks, counts.deadlines, counts.cited, counts.flags


def _numbers(counts: Counts | None) -> tuple[str, ...]:
    return tuple(map(str, _figures(counts))) if counts else ("",) * 5


def _head(document: Row) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for name in _HEAD:
        if document.get(name) is not None:
            grid.add_row(Text(name, "dim"), Text(str(document[name])))
    read = f"{document['page_count']} pages, {document['text_source']}, confidence {document['mean_confidence']:.2f}"
    grid.add_row(Text("read", "dim"), Text(read))
    return Group(
        "",
        Text(document["title"] or printable(document["source_path"]), "bold"),
        Text(printable(document["source_path"])),
        grid,
    )


def _part(title: str, body: RenderableType, rows: Sequence[Row]) -> tuple[RenderableType, ...]:
    return ("", Text(f"{title} ({len(rows)})", "bold"), body) if rows else ()


def _sections(sections: Sequence[Row]) -> RenderableType:
    lines = []
    for row in sections:
        text = Text(" ".join(row["text"].split()), _style(row), overflow="ellipsis", no_wrap=True)
        if row["title"]:
            text.stylize("bold")
        lines.append(Padding(text, (0, 0, 0, 2 * row["level"])))
    return Group(*lines)


def _tasks(rows: Rows) -> RenderableType:
    due: dict[str, list[str]] = {}
    for deadline in rows["deadlines"]:
        if deadline["task_id"]:
            due.setdefault(deadline["task_id"], []).append(describe_deadline(deadline))
    table = _table("No.", "Task", "Leads", "Helps", "Due as printed", "Deadlines")
    table.columns[1].min_width = _TASK_WIDTH
    group = None
    for row in rows["tasks"]:
        if (row["group_label"], row["group_title"]) != group:
            group = (row["group_label"], row["group_title"])
            table.add_section()
            table.add_row(Text(row["group_label"] or "", "bold"), Text(row["group_title"] or "", "bold"))
        leads, helps = ", ".join(row["lead"]), ", ".join(row["coordination"])
        cells = (
            row["number"],
            row["content"],
            leads,
            helps,
            row["due_text"],
            "\n".join(due.get(row["task_id"], ())),
        )
        table.add_row(*(Text(cell or "", _style(row)) for cell in cells))
    return table


def _of_sections(rows: Rows) -> list[Row]:
    return [row for row in rows["deadlines"] if not row["task_id"]]


def _section_deadlines(rows: Rows) -> RenderableType:
    table = _table("Section", "As printed", "Deadline", "Page")
    sections = {row["section_id"]: row for row in rows.get("sections", ())}
    for row in _of_sections(rows):
        section = sections.get(row["section_id"], {})
        cells = (section.get("label") or "", row["text"], describe_deadline(row), str(row["page"]))
        table.add_row(*(Text(cell, _style(row)) for cell in cells))
    return table


def _citations(citations: Sequence[Row]) -> RenderableType:
    table = _table("Type", "Number", "Date", "Issuer", "Relation", "As read", "Page")
    for row in citations:
        day = str(row["issued_on"] or "")
        cells = (
            row["type"],
            row["number"],
            day,
            row["issuer"],
            row["relation"],
            row["text"],
            str(row["page"]),
        )
        table.add_row(*(Text(cell or "", _style(row)) for cell in cells))
    return table


def _cited_documents(citations: Sequence[Row]) -> list[Row]:
    """Each cited document once, with the best that any mention tells of it."""
    documents: dict[tuple[str, str], dict[str, Any]] = {}
    for row in citations:
        empty = {
            "type": row["type"],
            "number": row["number"],
            "issued_on": None,
            "issuer": None,
            "mentions": 0,
        }
        known = documents.setdefault((row["type"], row["number"]), empty)
        known["mentions"] += 1
        known["issued_on"] = known["issued_on"] or row["issued_on"]
        known["issuer"] = known["issuer"] or row["issuer"]
    return list(documents.values())


def _cited(documents: Sequence[Row]) -> RenderableType:
    table = _table("Type", "Number", "Date", "Issuer", "Mentions")
    for row in documents:
        cells = (row["type"], row["number"], row["issued_on"], row["issuer"], row["mentions"])
        table.add_row(*(Text(str(cell or "")) for cell in cells))
    return table


def _flags(flags: Sequence[Row]) -> RenderableType:
    table = _table("Severity", "Where", "Value", "Suggestion", "Reason", "Page")
    for row in flags:
        where = f"{row['table']}.{row['field']}"
        cells = (where, row["value"], row["suggestion"], f"{row['reason']} [{row['rule']}]", str(row["page"]))
        table.add_row(
            Text(row["severity"], _SEVERITIES[row["severity"]]), *(Text(cell or "") for cell in cells)
        )
    return table


def describe_deadline(row: Row) -> str:
    """A deadline in a few words: its days, else its rule or event."""
    relation = "" if row["relation"] == "in" else f"{row['relation']} "
    if row["kind"] == "recurring":
        return f"{relation}{row['recurrence']}"
    if row["start"] is None and row["end"] is None:
        return f"{row['kind']}: {row['anchor'] or row['text']}"
    days = dict.fromkeys(str(day) for day in (row["start"], row["end"]) if isinstance(day, date))
    return relation + " … ".join(days)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _style(row: Row) -> str:
    confidence = row["confidence"]
    return "" if confidence >= _SURE else "yellow" if confidence >= _DOUBTFUL else "red"
