"""Rows of the tables as something to look at in a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kehoach.export.deadline_words import deadline_in_words
from kehoach.listing import Column, Listing
from kehoach.run.report import FileReport, RunReport
from kehoach.run.warehouse.results import Counts

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

_SURE: Final = 0.9
_DOUBTFUL: Final = 0.75
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
_FILES: Final = (
    Column("File", 20),
    Column("Outcome"),
    *map(Column, ("Pages", "Tasks", "Deadlines", "Cited", "Flags", "Seconds")),
)
_TASKS: Final = (
    Column("No."),
    Column("Task", 40),
    Column("Leads", 18),
    Column("Helps", 18),
    Column("Due as printed", 18),
    Column("Deadlines", 22),
)
_SECTION_DEADLINES: Final = (
    Column("Section"),
    Column("As printed", 24),
    Column("Deadline", 22),
    Column("Page"),
)
_CITATIONS: Final = (
    Column("Type"),
    Column("Number", 18),
    Column("Date"),
    Column("Issuer", 18),
    Column("Relation"),
    Column("As read", 30),
    Column("Page"),
)
_CITED: Final = (
    Column("Type"),
    Column("Number", 18),
    Column("Date"),
    Column("Issuer", 18),
    Column("Mentions"),
)
_FLAGS: Final = (
    Column("Severity"),
    Column("Where", 20),
    Column("Value", 24),
    Column("Suggestion", 18),
    Column("Reason", 40),
    Column("Page"),
)


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
    outcomes = Counter(file.outcome for file in report.files)
    counts = [file.counts for file in report.files if file.counts]
    total = Counts(*(sum(column) for column in zip(*map(_figures, counts), strict=True))) if counts else None
    told = ", ".join(f"{count} {name}" for name, count in outcomes.items())
    rows = [*map(_file_cells, report.files), (_cell("all"), _cell(told), *_numbers(total), _cell(""))]
    return Listing(_FILES, rows)


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


def _cell(value: object, style: str = "") -> Text:
    """A value as a cell; its lines stay, and nothing in it steers the terminal."""
    lines = "" if value is None else str(value)
    return Text("\n".join(map(printable, lines.split("\n"))), style)


def _file_cells(file: FileReport) -> tuple[Text, ...]:
    outcome = f"{file.outcome} ({file.why})" if file.why else file.outcome
    seconds = None if file.seconds is None else f"{file.seconds:.1f}"
    return _cell(file.name), _cell(outcome), *_numbers(file.counts), _cell(seconds)


def _figures(counts: Counts) -> tuple[int, int, int, int, int]:
    return counts.pages, counts.tasks, counts.deadlines, counts.cited, counts.flags


def _numbers(counts: Counts | None) -> tuple[Text, ...]:
    return tuple(map(_cell, _figures(counts) if counts else ("",) * 5))


def _head(document: Row) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for name in _HEAD:
        if document.get(name) is not None:
            grid.add_row(Text(name, "dim"), _cell(document[name]))
    read = (
        f"{document['page_count']} pages, {document['text_source']}, "
        f"confidence {document['mean_confidence']:.2f}"
    )
    grid.add_row(Text("read", "dim"), Text(read))
    return Group(
        "",
        _cell(document["title"] or document["source_path"], "bold"),
        _cell(document["source_path"]),
        grid,
    )


def _part(title: str, body: RenderableType, rows: Sequence[Row]) -> tuple[RenderableType, ...]:
    return ("", Text(f"{title} ({len(rows)})", "bold"), body) if rows else ()


def _sections(sections: Sequence[Row]) -> RenderableType:
    lines = []
    for row in sections:
        text = _cell(" ".join(row["text"].split()), _style(row))
        if row["title"]:
            text.stylize("bold")
        lines.append(Padding(text, (0, 0, 0, 2 * row["level"])))
    return Group(*lines)


def _tasks(rows: Rows) -> RenderableType:
    due: dict[str, list[str]] = {}
    for deadline in rows["deadlines"]:
        if deadline["task_id"]:
            due.setdefault(deadline["task_id"], []).append(deadline_in_words(deadline))
    found: list[Text | tuple[Text, ...]] = []
    group: tuple[str | None, str | None] = (None, None)
    for row in rows["tasks"]:
        if (row["group_label"], row["group_title"]) != group:
            group = row["group_label"], row["group_title"]
            found.append(_cell(". ".join(filter(None, group)), "bold"))
        days = "\n".join(due.get(row["task_id"], ()))
        leads, helps = ", ".join(row["lead"]), ", ".join(row["coordination"])
        found.append(_cells(row, row["number"], row["content"], leads, helps, row["due_text"], days))
    return Listing(_TASKS, found)


def _cells(row: Row, *values: object) -> tuple[Text, ...]:
    return tuple(_cell(value, _style(row)) for value in values)


def _of_sections(rows: Rows) -> list[Row]:
    return [row for row in rows["deadlines"] if not row["task_id"]]


def _section_deadlines(rows: Rows) -> RenderableType:
    labels = {row["section_id"]: row["label"] for row in rows["sections"]}
    found = [
        _cells(row, labels.get(row["section_id"]), row["text"], deadline_in_words(row), row["page"])
        for row in _of_sections(rows)
    ]
    return Listing(_SECTION_DEADLINES, found)


def _citations(citations: Sequence[Row]) -> RenderableType:
    names = ("type", "number", "issued_on", "issuer", "relation", "text", "page")
    return Listing(_CITATIONS, [_cells(row, *(row[name] for name in names)) for row in citations])


def _cited_documents(citations: Sequence[Row]) -> list[Row]:
    """Each cited document once, with the best that any mention tells of it; a law without a number by its
    name.
    """
    documents: dict[tuple[str, str], dict[str, Any]] = {}
    for row in citations:
        named = {"type": row["type"], "number": row["number"] or row["text"]}
        empty = {**named, "issued_on": None, "issuer": None, "mentions": 0}
        known = documents.setdefault((named["type"], named["number"]), empty)
        known["mentions"] += 1
        known["issued_on"] = known["issued_on"] or row["issued_on"]
        known["issuer"] = known["issuer"] or row["issuer"]
    return list(documents.values())


def _cited(documents: Sequence[Row]) -> RenderableType:
    names = ("type", "number", "issued_on", "issuer", "mentions")
    return Listing(_CITED, [[_cell(row[name]) for name in names] for row in documents])


def _flags(flags: Sequence[Row]) -> RenderableType:
    return Listing(_FLAGS, list(map(_flag_cells, flags)))


def _flag_cells(row: Row) -> tuple[Text, ...]:
    where = f"{row['table']}.{row['field']}" if row["field"] else row["table"]
    cells = (where, row["value"], row["suggestion"], f"{row['reason']} [{row['rule']}]", row["page"])
    return _cell(row["severity"], _SEVERITIES[row["severity"]]), *map(_cell, cells)


def _style(row: Row) -> str:
    confidence = row["confidence"]
    return "" if confidence >= _SURE else "yellow" if confidence >= _DOUBTFUL else "red"
