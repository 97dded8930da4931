"""Blocks to `Section` records."""

from collections.abc import Iterator, Sequence

from kehoach.records import Block, Document, Section
from normalize.doubts import Door, Doubt, Read, Row

Stretch = tuple[int, int, str]  # start, end, id
_AROUND = ".,:;/() "


def build_sections(
    document: Document, blocks: tuple[Block, ...], door: Door, task_tables: frozenset[int]
) -> tuple[tuple[Section, ...], tuple[Stretch, ...]]:
    """The document's sections, and which stretch of the text belongs to which of them.

    A table of tasks (`task_tables` holds where they start) is no section: its stretch belongs to the block
    that it stands under. Other tables are read row by row.
    """
    kept = [block for block in blocks if not _is_task_table(block, task_tables)]
    ids = {block.ordinal: f"{door.doc_id}-s{number:04d}" for number, block in enumerate(kept, 1)}
    sections = tuple(_section(document, kept, at, ids, door) for at in range(len(kept)))
    owners = ((block, ids.get(block.ordinal) or ids.get(_parent(block))) for block in blocks)
    return sections, tuple((block.start, block.end, owner) for block, owner in owners if owner)


def section_at(stretches: Sequence[Stretch], offset: int | None) -> str | None:
    """The id of the section that the text at `offset` belongs to."""
    return next(
        (owner for start, end, owner in stretches if offset is not None and start <= offset < end), None
    )


def _parent(block: Block) -> int:
    return -1 if block.parent is None else block.parent


def _is_task_table(block: Block, task_tables: frozenset[int]) -> bool:
    return block.kind == "table" and any(block.start <= start < block.end for start in task_tables)


def _section(
    document: Document, blocks: Sequence[Block], at: int, ids: dict[int, str], door: Door
) -> Section:
    block = blocks[at]
    label, title = block.label, block.title
    reads = {
        "label": Read(label.text, (label.place,), _repair(document, block)) if label else None,
        "title": Read(title.text, (title.place,)) if title else None,
    }
    doubts = _label_doubts(document, blocks, at)
    where = door.publish(Row("sections", ids[block.ordinal]), reads, doubts, (block.start, block.end))
    return Section(
        section_id=ids[block.ordinal],
        parent_id=ids.get(_parent(block)),
        ordinal=at,
        level=block.level,
        label=label.text if label else None,
        title=title.text if title else None,
        text=" ".join(document.text[block.start : block.end].split()),
        evidence=where,
    )


def _repair(document: Document, block: Block) -> str | None:
    """Whether the label was read through look-alikes; another letter case is none."""
    if block.label is None or not block.label.doubt:
        return None
    printed = document.text[slice(*block.label.place)].strip(_AROUND)
    return None if printed.lower() == block.label.text.lower() else "look-alikes"


def _label_doubts(document: Document, blocks: Sequence[Block], at: int) -> Iterator[Doubt]:
    block = blocks[at]
    if block.unread_label:
        printed = document.text[slice(*block.unread_label)]
        yield Doubt("label", "unread_label", printed, places=(block.unread_label,))
    if block.label is None:
        return
    if _repair(document, block):
        printed = document.text[slice(*block.label.place)]
        yield Doubt("label", "label_repaired", printed, block.label.text, places=(block.label.place,))
    if block.label.missing:
        # either label may be the one that is misread
        before = next(
            (b.label.place for b in reversed(blocks[:at]) if b.label and b.label.text not in "-+*"), None
        )
        yield Doubt("label", "label_gap", places=(*((before,) if before else ()), block.label.place))
