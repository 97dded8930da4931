"""What a block of the body stands under: an agency, aims, duties, tasks, a time; and what its siblings are.

Offices are consistent: where most items of a list, or most paragraphs of a section, say who does what, the
others do, too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Block, Range
from normalize.tasks.assignments import Assignment, read_assignments, read_roles
from normalize.tasks.clause_times import is_month, is_time, says_when
from normalize.tasks.heading_times import (
    ALL_OF_IT,
    DAYS,
    LONGEST_TIME,
    dates_a_list,
    heading_time,
    section_time,
)
from normalize.tasks.headings import begin, begins_tasks, heads_of, helpers_of, plain_headings
from normalize.tasks.known_names import read_again

# sections of aims, findings and means: their items are no tasks
# "Mục đích, yêu cầu"
_NO_TASKS: Final = re.compile(
    r"(?:cac +)?(?:muc +(?:dich|tieu)|yeu +cau|chi +tieu|ket +qua|tinh +hinh|danh +gia|(?:thuc|hien) +trang"
    r"|dac +diem|tieu +chuan|tieu +chi(?! +so)"
    r"|kinh +phi|nguon +luc|doi +tuong|pham +vi|nguyen +tac|phuong +cham|quan +diem|thanh +phan|dia +diem"
    r"|can +cu|noi +nhan"
    r"|han +che|ton +tai|nguyen +nhan|thoi +gian|hieu +luc|khai +quat)(?![a-z])"
)
# of these, what is to be reached, which a section of who does what divides: "III. PHÂN CÔNG", "1. Tiêu chí
# Y tế"
_GOALS: Final = re.compile(r"(?:cac +)?(?:muc +tieu|chi +tieu|tieu +chi|tieu +chuan)(?![a-z])")
# of these, sections of means may hold one: "V. KINH PHÍ"
_MEANS: Final = re.compile(r"(?:nguon +)?(?:kinh +phi|luc)(?![a-z])")
# "Phân công nhiệm vụ"
_BUT_TASKS: Final = re.compile(
    r"nhiem +vu|phan +cong|to +chuc +thuc +hien|trach +nhiem|giai +phap|noi +dung|tien +do"
    r"|lich(?! +su)|lo +trinh"
)
# "NHIỆM VỤ VÀ GIẢI PHÁP"
_TASKS: Final = re.compile(
    r"nhiem +vu|phan +cong|thuc +hien|trach +nhiem|noi +dung|hoat +dong|giai +phap|bien +phap|cac +buoc"
    r"|cong +viec|cong +tac|chuan +bi|bao +cao"
)
# sections that say who does what
# "Tổ chức thực hiện"
_DUTIES: Final = re.compile(
    r"phan +cong|de +nghi|kien +nghi|to +chuc +thuc +hien|trach +nhiem|chi +(?:dao|huy)"
    r"|nhiem +vu +(?:cu +the +)?cua"
)
# sections that say what is when
# "Kế hoạch tiến độ"
_TIMELINE: Final = re.compile(
    r"(?:thoi +gian(?:,| va) +)?(?:(?:ke +hoach +|lich +)?tien +do|lo +trinh|lich +trinh)"
    r"|lich +(?!su)[a-z]+|lo +trinh|cac +(?:moc|buoc)"
)
_FEWEST_ALIKE: Final = 2  # siblings that say who does what make a list of such, if they are half of it


@dataclass(frozen=True, slots=True)
class Place:
    """What a block stands under: the agency that the nearest such heading names, whether a heading tells of
    aims, of means, of who does what, of tasks or of what is when, the time that the nearest heading says and
    whether that is a month, and whether blocks with labels stand under the block itself. `given` is what its
    own sentences give somebody to do, `alike` whether most of its siblings say who does what, `assigns`
    whether most of its section does; `title` is the item or heading right above it; `whole` is who does all
    of its section.
    """

    lead: Range | None
    aims: bool
    means: bool
    duties: bool
    tasks: bool
    timeline: bool
    due: Range | None
    in_month: bool
    owns: bool
    given: tuple[Assignment, ...]
    alike: bool
    assigns: bool
    title: Range | None
    whole: Assignment | None


def agencies_above(text: str, blocks: Sequence[Block]) -> dict[int, Range]:
    """For blocks, by ordinal, that stand below a heading that names an agency where it does."""
    return {ordinal: lead for ordinal, (lead, _) in _above(text, blocks).items() if lead}


def times_above(text: str, blocks: Sequence[Block]) -> dict[int, Range]:
    """For blocks, by ordinal, right below a heading or a paragraph that says when, the time that it says."""
    whens = _whens(text, blocks, _above(text, blocks))
    return {ordinal: when for ordinal, when in whens.items() if when}


def places(text: str, blocks: Sequence[Block], named: set[Range]) -> Iterator[tuple[Block, Place]]:
    """The blocks that may hold a task, with what they stand under; others are `named` elsewhere."""
    owners = {block.parent for block in blocks if block.label}
    above = _above(text, blocks)
    heads, plain = heads_of(text, blocks), plain_headings(text, blocks)
    whens = _whens(text, blocks, above)
    sections_due = {block.parent: due for block in blocks if (due := section_time(text, block))}
    shared = {block.parent: who for block in blocks if (who := _section_roles(text, block))}
    months = {ordinal for ordinal, when in whens.items() if when and is_month(text[slice(*when)])}
    stretches = {block.ordinal: (begin(text, block), block.end) for block in blocks if block.ordinal in above}
    given = _given(text, stretches, named.union(heads.values()), months)
    lists, sections = _who_does_what(blocks, above, given)
    calendars = _mostly((block.parent, _begins_with_time(text, block)) for block in blocks if block.label)
    for block in blocks:
        if block.ordinal not in above:
            continue
        lead, lines = above[block.ordinal]
        whole = _for_all(text, block, lead, shared)
        above_it = [line for line in lines if line.kind == "heading" and line.ordinal not in heads]
        titles = [_title(text, line) for line in above_it]
        told = (_title(text, line) for line in (plain.get(block.ordinal),) if line)
        aims = _tells_of_aims(titles) or _tells_of_aims([*told])
        yield (
            block,
            Place(
                lead or (whole.lead if whole else None),
                aims,
                aims and any(map(_MEANS.match, titles)),
                any(map(_DUTIES.search, titles)),
                not aims and any(map(_TASKS.search, titles)),
                any(map(_TIMELINE.match, titles)) or (not aims and block.parent in calendars),
                sections_due.get(block.parent) or whens[block.ordinal],
                block.ordinal in months,
                block.ordinal in owners,
                given[block.ordinal],
                not aims and block.parent in lists,
                not aims and _section(lines) in sections,
                _item_above(text, lines),
                whole,
            ),
        )


def _tells_of_aims(titles: Sequence[str]) -> bool:
    """Whether one of the headings, the nearest first, tells of aims; goals below one that says who does what
    are what its tasks are for.
    """
    return any(
        _NO_TASKS.match(one)
        and not _BUT_TASKS.search(one)
        and not (_GOALS.match(one) and any(map(_DUTIES.search, titles[at + 1 :])))
        for at, one in enumerate(titles)
    )


def _for_all(
    text: str, block: Block, lead: Range | None, shared: Mapping[int | None, Assignment]
) -> Assignment | None:
    """Who does, and helps with, all of a list: by the heading above it, or a paragraph of its section."""
    helps = helpers_of(text, lead) if lead else None
    if lead and helps:
        return Assignment(lead, helps, (), ())
    return shared.get(block.parent) if block.label else None


def _given(
    text: str, stretches: Mapping[int, Range], heads: set[Range], months: set[int]
) -> dict[int, tuple[Assignment, ...]]:
    """What the sentences of blocks give somebody to do, by ordinal."""
    given = {
        ordinal: read_assignments(text, start, end, in_month=ordinal in months)
        for ordinal, (start, end) in stretches.items()
    }
    return given | read_again(text, stretches, given, heads, months)


def _above(text: str, blocks: Sequence[Block]) -> dict[int, tuple[Range | None, list[Block]]]:
    """For each block, by ordinal, that is no table, names no agency above others, tells nothing of all of its
    section and stands behind what makes the plan: the agency of the nearest heading that names one, and all
    that it stands under, the nearest first.
    """
    heads, plain = heads_of(text, blocks), plain_headings(text, blocks)
    first = begins_tasks(text, blocks)
    by_ordinal = {block.ordinal: block for block in blocks}
    listed: set[int | None] = set()
    over: dict[int | None, Block] = {}  # what a parent's items stand below: "UBND các xã:", "Tháng 3:"
    kinds: dict[
        int | None, list[str]
    ] = {}  # of a parent's labels: before what its items stand below, and there
    item: Block | None = None  # the item that a paragraph right below it stands under
    found: dict[int, tuple[Range | None, list[Block]]] = {}
    for block in blocks:
        if block.label:
            listed.add(block.parent)
            if _closes(kinds.setdefault(block.parent, []), block.label.text):
                over.pop(block.parent, None)
        elif block.ordinal in heads or dates_a_list(text, block):
            over[block.parent] = block
            kinds[block.parent] = kinds.get(block.parent, [])[-1:]
        else:
            over.pop(block.parent, None)
        if block.kind == "table" or block.ordinal in heads:
            item = block if block.label and block.kind == "text" else None
            continue
        below = item if item and item.parent == block.parent and not block.label else None
        lines: list[Block] = [below] if below else []
        item = None
        line: Block | None = block
        while line is not None:
            above = by_ordinal.get(line.parent) if line.parent is not None else None
            lines += [one for one in (over.get(line.parent) if line.label else None, above) if one]
            line = above
        after = not (block.label or below) and block.parent in listed  # a paragraph after a list closes it
        lead = None if after else next((heads[line.ordinal] for line in lines if line.ordinal in heads), None)
        if lead is None and block.ordinal in plain and not block.label:
            lead = heads.get(plain[block.ordinal].ordinal)
        if block.ordinal >= first and not (section_time(text, block) or _section_roles(text, block)):
            found[block.ordinal] = lead, lines
    return found


def _closes(kinds: list[str], label: str) -> bool:
    """Whether a label goes on with those before a list of another kind: "Điều 2", "a.", "b.", "Điều 3"; its
    kind is noted.
    """
    kind = "number" if label[:1].isdigit() else "letter" if label.isalpha() else "mark"
    before, *below = kinds or [kind]
    kinds.append(kind)
    return kind == before and bool(below) and below[0] != kind


def _item_above(text: str, lines: Sequence[Block]) -> Range | None:
    """The item or heading right above, below another heading, as lines that tell of it have it."""
    start, end = (begin(text, lines[0]), lines[0].end) if lines else (0, 0)
    if len(lines) < _FEWEST_ALIKE or dates_a_list(text, lines[0]) or is_time(text[start:end].strip(" .:")):
        return None
    return start, start + len(text[start:end].rstrip(" .:;\n"))


def _section(lines: Sequence[Block]) -> int | None:
    return lines[-1].ordinal if lines else None


def _who_does_what(
    blocks: Sequence[Block],
    above: Mapping[int, tuple[Range | None, list[Block]]],
    given: Mapping[int, tuple[Assignment, ...]],
) -> tuple[set[int | None], set[int | None]]:
    """The lists, and the sections, of which most items say who does what."""
    owners = {block.parent for block in blocks if block.label}
    told = [
        (block, any(one.lead for one in given[block.ordinal]))
        for block in blocks
        if block.ordinal in above and block.kind == "text"
    ]
    return (
        _mostly((block.parent, named) for block, named in told),
        _mostly(
            (_section(above[block.ordinal][1]), named) for block, named in told if block.ordinal not in owners
        ),
    )


def _mostly(groups: Iterable[tuple[int | None, bool]]) -> set[int | None]:
    """The groups of which at least half, and two, are so."""
    sizes, so = Counter[int | None](), Counter[int | None]()
    for group, is_so in groups:
        sizes[group] += 1
        so[group] += is_so
    return {group for group, count in so.items() if count >= max(_FEWEST_ALIKE, sizes[group] / 2)}


def _begins_with_time(text: str, block: Block) -> bool:
    """Whether a time stands before a colon: "- Từ ngày 19/01: Xếp phòng"."""
    first = begin(text, block)
    colon = text.find(": ", first, min(first + LONGEST_TIME, block.end))
    return colon > 0 and says_when(text[first:colon])


def _whens(
    text: str, blocks: Sequence[Block], above: Mapping[int, tuple[Range | None, list[Block]]]
) -> dict[int, Range | None]:
    """The time above each block, by ordinal; above a paragraph one may be what heads it ("Tháng 3")."""
    heads, plain = heads_of(text, blocks), plain_headings(text, blocks)
    found = {ordinal: _time_above(text, lines, heads) for ordinal, (_, lines) in above.items()}
    for block in blocks:
        head = plain.get(block.ordinal) if block.label is None else None
        dated = head and DAYS.search(text, head.start, head.end) and dates_a_list(text, head)
        if head and dated and block.ordinal in found:
            found[block.ordinal] = found[block.ordinal] or heading_time(text, head)
    return found


def _time_above(text: str, lines: Sequence[Block], heads: Mapping[int, Range]) -> Range | None:
    """The time that the nearest line says, or the heading above it where it only names an agency."""
    for line in lines:
        if line is not lines[0] and line.kind != "heading":
            return None
        if (when := heading_time(text, line)) or line.ordinal not in heads:
            return when
    return None


def _section_roles(text: str, block: Block) -> Assignment | None:
    """Who does all of its section, by a paragraph that says so and nothing else."""
    start = begin(text, block)
    told = ALL_OF_IT.match(fold(text[start : block.end])) if block.label is None else None
    about = (start, start + told.end() - 1) if told else (start, start)  # " do" needs its blank
    return next(iter(read_roles(text, about[1], block.end, about)), None) if told else None


def _title(text: str, block: Block) -> str:
    return fold(text[block.label.place[1] if block.label else block.start : block.end]).strip(" .:")
