"""The stage's one verb: a `Document` and its `Spans` in, a `Plan` out."""

from collections.abc import Sequence
from typing import Final

from kehoach.records import Document, Plan, Spans
from normalize.announced import tell_empty_sections, tell_missing
from normalize.citations.build import Owners, build_citations
from normalize.deadlines.read import read_deadlines
from normalize.doubts import Door, Doubt, Row
from normalize.head.build import build_head
from normalize.head.identity import identified
from normalize.pages import page_row, tell_pages
from normalize.provenance import evidence
from normalize.sections import Stretch, build_sections, section_at
from normalize.tasks.body import SectionTime, read_body_tasks
from normalize.tasks.drafts import (
    Context,
    Draft,
    Due,
    due_doubts,
    finish,
    number_deadlines,
    writes_roman_quarters,
)
from normalize.tasks.prose import below_agencies, prose_tasks
from normalize.tasks.table_records import build_tables, leave_empty
from normalize.tasks.tables import TableTasks, read_task_tables
from normalize.unlisted import tell_unlisted

_SHOWN_WORDS: Final = 8


def build_plan(document: Document, spans: Spans) -> Plan:
    """All findings of a document. Ids depend on its bytes and on the order of its findings alone."""
    door = Door(document)
    head = identified(build_head(document, spans, door))
    tables = read_task_tables(document, spans.zones, head.plan_year)
    body = read_body_tasks(document, spans.blocks, head.plan_year)
    sections, stretches = build_sections(document, spans.blocks, door, tables.tables)
    drafts = _in_order(*tables.drafts, *below_agencies(document.text, spans.blocks, body.drafts))
    drafts = _in_order(*drafts, *prose_tasks(document.text, spans.blocks, drafts))
    roman = writes_roman_quarters(draft.texts.get("due_text", "") for draft in drafts)
    context = Context(document, door, head.plan_year, head.issued_on, roman)
    records = build_tables(document, tables, door)
    finished = [
        finish(draft, at, section_at(stretches, draft.section), records.place(draft), context)
        for at, draft in enumerate(drafts)
    ]
    tasks = tuple(task for task, _ in finished)
    task_stretches = tuple((*draft.span, task.task_id) for draft, task in zip(drafts, tasks, strict=True))
    due = [item for _, found in finished for item in found]
    for time in body.times:
        due += _of_section(time, section_at(stretches, time.section) or "", context)
    deadlines = number_deadlines(due, door)
    citations = build_citations(document, spans.mentions, head, Owners(stretches, task_stretches), door)
    tell_pages(document, door)
    _tell_tables(document, tables, door)
    leave_empty(tasks, records, tables, door)
    tell_unlisted(document, spans.zones, tables, door)
    _tell_sections(document, spans, drafts, stretches, door)
    tell_missing(document, spans.zones, (len(tasks), len(tables.unread)), door)
    values, flags = door.close()
    return Plan(
        doc_id=door.doc_id,
        head=head,
        sections=sections,
        tasks=tasks,
        deadlines=deadlines,
        citations=citations,
        tables=records.records,
        values=values,
        flags=flags,
    )


def _in_order(*drafts: Draft) -> list[Draft]:
    return sorted(drafts, key=lambda draft: draft.span)


def _of_section(time: SectionTime, section_id: str, context: Context) -> tuple[Due, ...]:
    """What a block that states a time for itself is due in."""
    reading = read_deadlines(time.text, context.plan_year, context.issued_on)
    doubts = due_doubts("text", time.text, (time.place,), reading, context)
    context.door.publish(Row("sections", section_id), {}, doubts, time.place)
    return tuple(Due(period, (time.place,), section_id=section_id) for period in reading.periods)


def _tell_sections(
    document: Document, spans: Spans, drafts: Sequence[Draft], stretches: Sequence[Stretch], door: Door
) -> None:
    """Tell of sections of tasks without one, where the plan's tasks stand in no table."""
    if drafts and all(draft.row is None for draft in drafts):
        ids = [section_at(stretches, block.start) or "" for block in spans.blocks]
        tell_empty_sections(document, spans.blocks, [draft.span for draft in drafts], ids, door)


def _tell_tables(document: Document, found: TableTasks, door: Door) -> None:
    """Tell of tables whose header nobody read, and of headers of tasks without a row."""
    filled = {draft.row[0] for draft in found.drafts if draft.row}
    empty = (parts[0][0] for parts in found.read if not any(table.start in filled for table, _ in parts))
    for rule, tables in (("unread_table", found.unread), ("empty_table", empty)):
        for table in tables:
            first_words = " ".join(document.text[table.start : table.end].split()[:_SHOWN_WORDS])
            doubt = Doubt("text", rule, first_words, parameters={"page": table.page})
            door.tell(page_row(door, table.page), doubt, evidence(document, table.start, table.end))
