"""SECTION spans to `Section` records."""

from collections.abc import Iterator

from kehoach.records import Document, Flag, Section, Span
from normalize.flags import Subject, make_flag
from normalize.provenance import DOUBTFUL, evidence, likelihood, words_in

Range = tuple[int, int, str]  # start, end, id


def build_sections(
    document: Document, spans: tuple[Span, ...], doc_id: str, task_tables: frozenset[int]
) -> tuple[tuple[Section, ...], tuple[Range, ...]]:
    """The document's sections, and which stretch of the text belongs to which of them.

    A table of tasks (`task_tables` holds where they start) is no section: its stretch belongs to the block
    that it stands under. Other tables are read row by row.
    """
    blocks = sorted(
        (span for span in spans if span.label == "SECTION"), key=lambda span: int(span.attributes["ordinal"])
    )
    kept = [block for block in blocks if not _is_task_table(block, task_tables)]
    ids = {block.attributes["ordinal"]: f"{doc_id}-s{number:04d}" for number, block in enumerate(kept, 1)}
    sections = tuple(_section(document, block, ordinal, ids) for ordinal, block in enumerate(kept))
    owners = (
        (block, ids.get(block.attributes["ordinal"]) or ids.get(block.attributes.get("parent", "")))
        for block in blocks
    )
    return sections, tuple((block.start, block.end, owner) for block, owner in owners if owner)


def title_flags(
    document: Document, doc_id: str, sections: tuple[Section, ...], ranges: tuple[Range, ...]
) -> Iterator[Flag]:
    """A flag on each title that was read in doubt."""
    places = {owner: (start, end) for start, end, owner in reversed(ranges)}  # the first is the block itself
    for section in sections:
        if section.title:
            printed = len(f"{section.label or ''} {section.title}".split())
            start, end = places[section.section_id]
            words = words_in(document, start, end)[:printed]
            title = start, words[-1].end if words else start
            if (chance := likelihood(document, title)) < DOUBTFUL:
                subject, where = Subject("sections", section.section_id, "title"), evidence(document, *title)
                yield make_flag(
                    doc_id, subject, "low_confidence", where, section.title, likelihood=f"{chance:.2f}"
                )


def section_at(ranges: tuple[Range, ...], offset: int | None) -> str | None:
    """The id of the section that the text at `offset` belongs to."""
    return next((owner for start, end, owner in ranges if offset is not None and start <= offset < end), None)


def _is_task_table(block: Span, task_tables: frozenset[int]) -> bool:
    return block.attributes["kind"] == "table" and any(
        block.start <= start < block.end for start in task_tables
    )


def _section(document: Document, block: Span, ordinal: int, ids: dict[str, str]) -> Section:
    fields = block.attributes
    return Section(
        section_id=ids[fields["ordinal"]],
        parent_id=ids.get(fields.get("parent", "")),
        ordinal=ordinal,
        level=int(fields["level"]),
        label=fields.get("label"),
        title=fields.get("title"),
        text=" ".join(document.text[block.start : block.end].split()),
        evidence=evidence(document, block.start, block.end),
    )
