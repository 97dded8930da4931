"""Blocks to `Section` records."""

from collections.abc import Iterator

from kehoach.records import Block, Document, Flag, Section
from normalize.flags import Subject, make_flag
from normalize.provenance import DOUBTFUL, evidence, likelihood

Range = tuple[int, int, str]  # start, end, id


def build_sections(
    document: Document, blocks: tuple[Block, ...], doc_id: str, task_tables: frozenset[int]
) -> tuple[tuple[Section, ...], tuple[Range, ...]]:
    """The document's sections, and which stretch of the text belongs to which of them.

    A table of tasks (`task_tables` holds where they start) is no section: its stretch belongs to the block
    that it stands under. Other tables are read row by row.
    """
    kept = _kept(blocks, task_tables)
    ids = {block.ordinal: f"{doc_id}-s{number:04d}" for number, block in enumerate(kept, 1)}
    sections = tuple(_section(document, block, ordinal, ids) for ordinal, block in enumerate(kept))
    owners = ((block, ids.get(block.ordinal) or ids.get(_parent(block))) for block in blocks)
    return sections, tuple((block.start, block.end, owner) for block, owner in owners if owner)


def title_flags(
    document: Document, sections: tuple[Section, ...], blocks: tuple[Block, ...], task_tables: frozenset[int]
) -> Iterator[Flag]:
    """A flag on each title that was read in doubt."""
    doc_id = document.source.sha256[:16]
    for section, block in zip(sections, _kept(blocks, task_tables), strict=True):
        if block.title and (chance := likelihood(document, block.title.place)) < DOUBTFUL:
            subject = Subject("sections", section.section_id, "title")
            where = evidence(document, *block.title.place)
            yield make_flag(
                doc_id, subject, "low_confidence", where, block.title.text, likelihood=f"{chance:.2f}"
            )


def section_at(ranges: tuple[Range, ...], offset: int | None) -> str | None:
    """The id of the section that the text at `offset` belongs to."""
    return next((owner for start, end, owner in ranges if offset is not None and start <= offset < end), None)


def _parent(block: Block) -> int:
    return -1 if block.parent is None else block.parent


def _kept(blocks: tuple[Block, ...], task_tables: frozenset[int]) -> list[Block]:
    return [block for block in blocks if not _is_task_table(block, task_tables)]


def _is_task_table(block: Block, task_tables: frozenset[int]) -> bool:
    return block.kind == "table" and any(block.start <= start < block.end for start in task_tables)


def _section(document: Document, block: Block, ordinal: int, ids: dict[int, str]) -> Section:
    return Section(
        section_id=ids[block.ordinal],
        parent_id=ids.get(_parent(block)),
        ordinal=ordinal,
        level=block.level,
        label=block.label.text if block.label else None,
        title=block.title.text if block.title else None,
        text=" ".join(document.text[block.start : block.end].split()),
        evidence=evidence(document, block.start, block.end),
    )
