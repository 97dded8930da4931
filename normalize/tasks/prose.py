"""Tasks that a body gives in sentences, and in items below a heading that names an agency ("1. Công an
tỉnh").

What only says how the plan itself is followed ("theo dõi, đôn đốc việc thực hiện Kế hoạch này") is none of
its tasks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Block, Range
from normalize.agencies.names import names_agencies
from normalize.provenance import trim
from normalize.tasks.assignments import (
    NO_ORDER,
    Assignment,
    read_assignments,
    read_dated,
    read_items,
)
from normalize.tasks.clause_times import says_when
from normalize.tasks.clauses import begins_with_act, has_act
from normalize.tasks.drafts import Draft, Field

# + III. TRÁCH NHIỆM CỦA …; 1. Trách nhiệm của Công an phường; 4. Đề nghị Ủy ban MTTQ Việt Nam tỉnh
_DUTY: Final = re.compile(
    r"(?:(?:trach +nhiem|nhiem +vu)(?: +cu +the)? +(?:cua|doi +voi)|doi +voi|giao|de +nghi|yeu +cau) +"
)
# sections of aims, findings and means: their items are no tasks
# "Mục đích, yêu cầu"
_NO_TASKS: Final = re.compile(
    r"(?:cac +)?(?:muc +(?:dich|tieu)|yeu +cau|chi +tieu|ket +qua|tinh +hinh|danh +gia|thuc +trang|dac +diem"
    r"|kinh +phi|nguon +luc|doi +tuong|pham +vi|nguyen +tac|phuong +cham|quan +diem|thanh +phan|dia +diem"
    r"|can +cu"
    r"|han +che|ton +tai|nguyen +nhan|thoi +gian|hieu +luc|khai +quat)(?![a-z])"
)
# "Phân công nhiệm vụ"
_BUT_TASKS: Final = re.compile(r"nhiem +vu|phan +cong|to +chuc +thuc +hien|trach +nhiem|giai +phap|noi +dung")
# "NHIỆM VỤ VÀ GIẢI PHÁP"
_TASKS: Final = re.compile(r"nhiem +vu|phan +cong|to +chuc +thuc +hien|trach +nhiem")
# sections that say who does what
# "Tổ chức thực hiện"
_DUTIES: Final = re.compile(
    r"phan +cong|to +chuc +thuc +hien|trach +nhiem|chi +dao|nhiem +vu +(?:cu +the +)?cua"
)
# sections that say what is when
# "Kế hoạch tiến độ"
_TIMELINE: Final = re.compile(
    r"(?:ke +hoach +|lich +)?tien +do|lich +(?!su)[a-z]+|lo +trinh|cac +(?:moc|buoc)"
)
_ANYBODY: Final = re.compile(r"(?:cac|moi|tat +ca) ")  # "NHIỆM VỤ CỦA CÁC THÀNH VIÊN": each item says who
# how the plan itself is followed
# "triển khai Kế hoạch này"
_FOLLOWS: Final = re.compile(
    r"ke +hoach +nay|chiu +trach +nhiem +truoc|(?:chi +dao|phu +trach) +chung$|theo +doi, *(?:va +)?don +doc"
    r"|trien +khai +(?:thuc +hien +)?ke +hoach|tren +day +la"
)
# the same in a plan whose tasks stand in a table or in labelled lines
# "tổng hợp, báo cáo"
_FOLLOWS_THEM: Final = re.compile(
    r"can +cu +(?:cac +)?(?:ke +hoach|nhiem +vu|phu +luc|noi +dung)|phu +luc|thuc +hien +ke +hoach"
    r"|tong +hop,? +bao +cao|xay +dung +ke +hoach|(?:gui|gui +ve|bao +cao)(?: +ket +qua)?(?: +thuc +hien)?"
    r" +(?:ve|gui|bang|dinh +ky|[0-9]|nam|quy|thang)"
    r"|ban +hanh +ke +hoach|theo +doi|don +doc|chuong +trinh +cong +tac"
)
# how something is to be understood: "Lưu ý: Các đơn vị gửi bản mềm"
_REMARK: Final = re.compile(r"\W*(?:luu +y|ghi +chu|chu +thich)\W")
# reports that keep coming are how a plan is followed, one for a day is a task
# "hằng tháng"
_RHYTHM: Final = re.compile(r"dinh +ky|hang +|moi +")
_LONGEST_TIME: Final = 40
_SHORTEST_CONTENT: Final = 8
_LONGEST_HEADING: Final = 160
_SAME: Final = 0.75  # share of words in common that makes a sentence the same task as a table's row


@dataclass(frozen=True, slots=True)
class _Under:
    """What a block stands under: the agency that the nearest such heading names, whether a heading tells of
    aims, of who does what, of tasks or of what is when, the time that is all of the nearest heading, and
    whether blocks with labels stand under the block itself.
    """

    lead: Range | None
    aims: bool
    duties: bool
    tasks: bool
    timeline: bool
    due: Range | None
    owns: bool


def below_agencies(text: str, blocks: Sequence[Block], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of labelled lines, those that name nobody with the agency of the heading above them."""
    leads = {block.start: under.lead for block, under in _placed(text, blocks)}
    for draft in drafts:
        lead = leads.get(draft.span[0])
        if lead and "lead_text" not in draft.texts:
            texts = {**draft.texts, "lead_text": " ".join(text[slice(*lead)].split())}
            draft = replace(draft, texts=texts, ranges={**draft.ranges, "lead_text": (lead,)})
        yield draft


def prose_tasks(text: str, blocks: Sequence[Block], others: Sequence[Draft]) -> Iterator[Draft]:
    """The tasks that sentences and items of the body give, beside `others` in tables and labelled lines."""
    tables = any(draft.source == "appendix" for draft in others)
    for block, under in _placed(text, blocks):
        if any(draft.span[0] <= block.start < draft.span[1] for draft in others):
            continue
        for given in _read(text, block, under, alone=not others):
            if _stands(text, given, bool(others), tables) and not _repeats(text, given, others):
                yield _draft(text, block, given)


def _placed(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, _Under]]:
    """The blocks that may hold a task, with what they stand under."""
    heads = {block.ordinal: place for block in blocks if (place := _heading_agency(text, block))}
    above = {block.ordinal: block for block in blocks}
    owners = {block.parent for block in blocks if block.label}
    listed: set[int | None] = set()
    for block in blocks:
        if block.label:
            listed.add(block.parent)
        if block.kind == "table" or block.ordinal in heads:
            continue
        lines: list[Block] = []
        line = block
        while line.parent is not None and line.parent in above:
            line = above[line.parent]
            lines.append(line)
        after = block.label is None and block.parent in listed  # a paragraph after a list closes it
        lead = None if after else next((heads[line.ordinal] for line in lines if line.ordinal in heads), None)
        titles = [_title(text, line) for line in lines if line.kind == "heading"]
        aims = any(_NO_TASKS.match(title) and not _BUT_TASKS.search(title) for title in titles)
        tasks = not aims and any(map(_TASKS.search, titles))
        duties, timeline = any(map(_DUTIES.search, titles)), any(map(_TIMELINE.match, titles))
        due = next((place for line in lines[:1] if (place := _heading_time(text, line))), None)
        yield block, _Under(lead, aims, duties, tasks, timeline, due, block.ordinal in owners)


def _heading_time(text: str, block: Block) -> Range | None:
    """The time that is all of a heading: "1. Quý I"."""
    start, end = trim(text, block.label.place[1] if block.label else block.start, block.end)
    said = text[start:end].rstrip(" .:")
    return (start, start + len(said)) if len(said) <= _LONGEST_TIME and says_when(said) else None


def _title(text: str, block: Block) -> str:
    return fold(text[block.label.place[1] if block.label else block.start : block.end]).strip(" .:")


def _read(text: str, block: Block, under: _Under, alone: bool) -> tuple[Assignment, ...]:
    """What a block gives to do: a sentence that names who, else an item below its agency, else one with a
    time.
    """
    start = trim(text, block.label.place[1] if block.label else block.start, block.end)[0]
    said = text[start : block.end]
    if _REMARK.match(fold(said)):
        return ()
    found = read_assignments(text, start, block.end)
    if under.lead is not None:  # whom it orders or asks is what it does
        found = tuple(given for given in found if given.said != "given")
    anybody = under.lead is None or _ANYBODY.match(fold(text[slice(*under.lead)]))
    found = tuple(
        given
        for given in found
        if given.said != "stands" or given.due or (anybody and _bids(text, given, block, under))
    )
    if under.aims or (block.kind == "heading" and under.lead is None):
        return tuple(given for given in found if given.due and given.said in ("given", "leads"))
    if under.due and block.label and not found and begins_with_act(said):
        found = read_items(text, start, block.end, under.lead)
    if under.due:
        found = tuple(replace(given, due=given.due or under.due) for given in found)
    if under.timeline and not found:
        found = read_dated(text, start, block.end)
    if found or under.owns or len(said) < _SHORTEST_CONTENT or said.rstrip().endswith(":"):
        return found
    if under.lead is not None and (block.label or has_act(said)):
        return read_items(text, start, block.end, under.lead)
    if (alone or under.duties) and block.label and begins_with_act(said):
        return tuple(given for given in read_items(text, start, block.end, None) if given.due)
    return ()


def _bids(text: str, given: Assignment, block: Block, under: _Under) -> bool:
    """Whether who merely stands before a verb is told to do it: in a list of who does what, or by name in a
    section of tasks.
    """
    if given.lead is None or (under.duties and block.label):
        return under.duties
    return under.tasks and not _ANYBODY.match(fold(text[slice(*given.lead)]))


def _stands(text: str, given: Assignment, others: bool, tables: bool) -> bool:
    """Whether it is a task of the plan, and not how the plan is followed."""
    said = fold(text[given.content[0] : given.content[1]])
    if len(said) < _SHORTEST_CONTENT or (_FOLLOWS.search(said) and not given.due):
        return False
    if not others:
        return True
    dated = given.due is not None and not _RHYTHM.match(fold(text[slice(*given.due)]))
    if _FOLLOWS.search(said) or (_FOLLOWS_THEM.search(said) and (tables or not dated)):
        return False
    return not tables or (given.said == "given" and given.due is not None)


def _repeats(text: str, given: Assignment, others: Sequence[Draft]) -> bool:
    """Whether a table's row or a labelled item is the same task."""
    said = Counter(fold(text[slice(*given.content)]).split())
    for draft in others:
        other = Counter(fold(draft.texts.get("content", "")).split())
        if 2 * (said & other).total() >= _SAME * (said.total() + other.total()):
            return True
    return False


def _heading_agency(text: str, block: Block) -> Range | None:
    """The agency that is all of a heading: "1. Công an tỉnh", "a) Sở Y tế:", "2. Trách nhiệm của Công an
    phường".
    """
    if block.kind == "table" or block.label is None:
        return None
    start, end = trim(text, block.label.place[1], block.end)
    while end > start and text[end - 1] in " .;,:":
        end -= 1
    duty = _DUTY.match(fold(text[start:end]))
    if duty and not NO_ORDER.match(text[start:end]):
        start += duty.end()
    said = text[start:end]
    open_ended = block.kind == "heading" or not text[block.start : block.end].rstrip().endswith((".", ";"))
    return (start, end) if len(said) <= _LONGEST_HEADING and open_ended and names_agencies(said) else None


def _draft(text: str, block: Block, given: Assignment) -> Draft:
    places: dict[Field, tuple[Range, ...]] = {"content": (given.content,)}
    said = {"lead_text": given.lead, "coordination_text": given.coordination, "due_text": given.due}
    places |= {field: (place,) for field, place in said.items() if place}  # type: ignore[misc]
    if block.label:
        places["number"] = (block.label.place,)
    texts: dict[Field, str] = {
        field: " ".join(text[start:end].split()) for field, ((start, end),) in places.items()
    }
    if block.label:
        texts["number"] = block.label.text
    return Draft("body", None, None, texts, places, (block.start, block.end), block.start)
