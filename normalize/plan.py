"""The stage's one verb: a `Document` and its `Span`s in, a `Plan` out."""

from collections.abc import Iterator
from typing import Final

from kehoach.records import Deadline, Document, Flag, Plan, Spans
from normalize.citations.build import Owners, build_citations
from normalize.deadlines.read import read_deadlines
from normalize.flags import Subject, make_flag
from normalize.head.build import build_head
from normalize.pages import page_flags
from normalize.provenance import evidence
from normalize.sections import build_sections, section_at, title_flags
from normalize.tasks.body import SectionTime, read_body_tasks
from normalize.tasks.drafts import Context, deadline, due_doubts, finish, with_ids, writes_roman_quarters
from normalize.tasks.tables import TableTasks, read_task_tables

_SHOWN_WORDS: Final = 8


def build_plan(document: Document, spans: Spans) -> Plan:
    """All findings of a document. Ids depend on its bytes and on the order of its findings alone."""
    doc_id = document.source.sha256[:16]
    head, head_flags = build_head(document, spans)
    tables = read_task_tables(document, spans.zones, head.plan_year)
    body = read_body_tasks(document, spans.blocks, head.plan_year)
    sections, stretches = build_sections(document, spans.blocks, doc_id, tables.tables)
    drafts = sorted((*tables.drafts, *body.drafts), key=lambda draft: draft.span)
    roman = writes_roman_quarters(draft.texts.get("due_text", "") for draft in drafts)
    context = Context(document, doc_id, head.plan_year, head.issued_on, roman)
    records = [
        finish(draft, ordinal, section_at(stretches, draft.section), context)
        for ordinal, draft in enumerate(drafts)
    ]
    times = [_of_section(time, section_at(stretches, time.section) or "", context) for time in body.times]
    task_stretches = tuple(
        (*draft.span, record.task.task_id) for draft, record in zip(drafts, records, strict=True)
    )
    citations, citation_flags = build_citations(
        document, spans.mentions, head, doc_id, Owners(stretches, task_stretches)
    )
    deadlines = [item for record in records for item in record.deadlines] + [
        item for items, _ in times for item in items
    ]
    flags = [flag for record in records for flag in record.flags] + [
        flag for _, found in times for flag in found
    ]
    return Plan(
        doc_id=doc_id,
        head=head,
        sections=sections,
        tasks=tuple(record.task for record in records),
        deadlines=with_ids(deadlines, doc_id),
        citations=citations,
        flags=(
            *head_flags,
            *flags,
            *citation_flags,
            *title_flags(document, sections, spans.blocks, tables.tables),
            *page_flags(document, doc_id),
            *_table_flags(document, tables, doc_id),
        ),
    )


def _of_section(
    time: SectionTime, section_id: str, context: Context
) -> tuple[tuple[Deadline, ...], tuple[Flag, ...]]:
    """The deadlines of a block that states a time for itself, and their flags."""
    reading = read_deadlines(time.text, context.plan_year, context.issued_on)
    where = evidence(context.document, *time.place)
    subject = Subject("sections", section_id, "text")
    flags = tuple(
        make_flag(
            context.doc_id, subject, doubt.rule, where, doubt.value, doubt.suggestion, **doubt.parameters
        )
        for doubt in due_doubts("text", time.text, reading, context)
    )
    return tuple(
        deadline(context, period, time.place, section_id=section_id) for period in reading.periods
    ), flags


def _table_flags(document: Document, found: TableTasks, doc_id: str) -> Iterator[Flag]:
    for table in found.unread:
        subject = Subject("pages", f"{doc_id}-p{table.page:04d}", "text")
        first_words = " ".join(document.text[table.start : table.end].split()[:_SHOWN_WORDS])
        where = evidence(document, table.start, table.end)
        yield make_flag(doc_id, subject, "unread_table", where, first_words, page=table.page)
