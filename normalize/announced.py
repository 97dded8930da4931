"""What a plan announces must be found in it: tasks, in each section of them, an appendix that it names."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Block, Document, Range, Zone
from normalize.doubts import Door, Doubt, Row
from normalize.provenance import evidence

# "(kèm theo Phụ lục I)", "Phụ lục kèm theo Kế hoạch này", "nêu tại Phụ lục", "(có danh mục kèm theo)"
_ANNOUNCED: Final = re.compile(
    r"kem theo (?:cac |la )?phu luc\b|phu luc(?: so)?(?: [ivx\d]{1,4})?,? (?:dinh |ban hanh )?kem theo"
    r"|(?:tai|theo) (?:cac )?phu luc\b|\((?:co |xem )?(?:danh muc|bieu|bang)\b[^.;()]{0,40}kem theo\)"
)
# What belongs to another document: "Phụ lục ban hành kèm theo Quyết định số …", "Phụ lục I Nghị định …"
_OF_ANOTHER: Final = re.compile(
    r"[^.;()]{0,60}?\b(?:quyet dinh|nghi dinh|nghi quyet|thong tu|cong van|cong dien|luat|van ban|chi thi"
    r"|ke hoach so)\b"
)
_SHOWN: Final = 80
# "NHIỆM VỤ VÀ GIẢI PHÁP", "PHÂN CÔNG THỰC HIỆN"
_TASKS: Final = re.compile(
    r"(?:cac )?nhiem vu(?: (?:va |, )?(?:giai phap|chu yeu|trong tam|cu the).*|, giai phap.*)?"
    r"|phan cong(?: (?:nhiem vu|thuc hien|to chuc thuc hien|trach nhiem|cong viec).*)?"
    r"|(?:noi dung )?(?:cac )?cong viec(?: .*)?"
)
_ELSEWHERE: Final = re.compile(r"\b(?:phu luc|bang|bieu|danh muc)\b")  # "theo Phụ lục đính kèm"


def tell_missing(document: Document, zones: tuple[Zone, ...], found: tuple[int, int], door: Door) -> None:
    """Tell of an appendix that is named and not there, else of a plan without tasks; one cause is told once.

    `found` is how many tasks there are, and how many tables that may hold some were told as unread.
    """
    tasks, unread = found
    if announced := _missing_appendix(document, zones):
        text = " ".join(document.text[slice(*announced)].split())
        door.tell(
            Row("documents", door.doc_id),
            Doubt(None, "missing_appendix", text),
            evidence(document, *announced),
        )
    elif not tasks and not unread and not any(d.rule == "unreadable_page" for d in document.doubts):
        door.tell(
            Row("documents", door.doc_id), Doubt(None, "no_tasks", _seen(document)), evidence(document, 0, 0)
        )


def tell_empty_sections(
    document: Document, blocks: Sequence[Block], tasks: Sequence[Range], sections: Sequence[str], door: Door
) -> None:
    """Tell of headings of tasks below which none was found, in a plan whose tasks all stand in its text;
    `sections` are the ids of the blocks' sections.
    """
    for block, section_id in zip(blocks, sections, strict=True):
        title = document.text[slice(*block.title.place)] if block.title and block.level == 1 else ""
        if not title or not _TASKS.fullmatch(" ".join(fold(title).split())):
            continue
        end = next(_ends(blocks, block), len(document.text))
        below = fold(document.text[block.end : end])
        if any(block.end <= start < end for start, _ in tasks) or _ELSEWHERE.search(below):
            continue
        doubt = Doubt("title", "empty_section", title)
        door.tell(Row("sections", section_id), doubt, evidence(document, block.start, block.end))


def _ends(blocks: Sequence[Block], heading: Block) -> Iterator[int]:
    """Where a first heading's section may end."""
    return (
        block.start for block in blocks if block.start > heading.start and block.level <= 1 and block.label
    )


def _missing_appendix(document: Document, zones: tuple[Zone, ...]) -> Range | None:
    """The first words that name an appendix, where the document has none."""
    if any(zone.name in ("appendix", "appendix_head") for zone in zones):
        return None
    folded = fold(document.text).replace("\n", " ")
    for match in _ANNOUNCED.finditer(folded):
        if not _OF_ANOTHER.match(folded, match.end()):
            return match.start(), min(match.end(), match.start() + _SHOWN)
    return None


def _seen(document: Document) -> str:
    return f"đã đọc {len(document.pages)} trang, {len(document.lines)} dòng chữ, {len(document.tables)} bảng"
