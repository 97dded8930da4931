"""Tasks and deadlines from labelled lines of the body: "- Đơn vị chủ trì: …", "- Thời gian thực hiện: …".

The labels may stand in lines of their own under an item, or in the item itself, several in one line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

from kehoach.language.folding import fold
from kehoach.language.roles import HELPS, LEADS, WITH
from kehoach.records import Block, Document, Range
from normalize.agencies.names import names_agencies
from normalize.deadlines.read import read_deadlines
from normalize.provenance import trim
from normalize.tasks.assignments import Assignment, read_assignments, read_items, read_roles
from normalize.tasks.clause_times import WHEN, time_at
from normalize.tasks.clauses import Clause, has_act
from normalize.tasks.drafts import Draft, Field
from normalize.tasks.headings import begin
from normalize.tasks.tables import stale_years

_Label = Literal["content", "lead_text", "coordination_text", "due_text", "product", "note"]
_ASIDE: Final = "aside"

_WHO: Final = (
    r"(?:(?:cac\s+)?(?:don\s+vi|co\s+quan|bo\s+phan|luc\s+luong|phong|ban|nguoi|lanh\s+dao)"
    r"(?:\s*[,/]\s*(?:don\s+vi|ca\s+nhan|bo\s+phan))?\s+)?"
)
# "Đơn vị chủ trì: "
_LABELS = re.compile(
    r"(?:^|(?<=\s)|(?<=[;.,(\-+*]))(?:"
    r"(?P<content>(?:giai|bien)\s+phap(?:\s+khac\s+phuc)?|(?:cong\s+)?viec\s+(?:can|phai|se)\s+lam)"
    rf"|(?P<lead_text>{_WHO}(?:chu\s+tri|phu\s+trach|dau\s+moi|(?:trach\s+nhiem\s+)?thuc\s+hien"
    rf"|chiu\s+trach\s+nhiem)"
    r"(?:\s*[,/]?\s*(?:va\s+)?(?:thuc\s+hien|tham\s+muu|trien\s+khai|chinh|phoi\s+hop))?"
    r"|phan\s+cong(?:\s+thuc\s+hien)?|don\s+vi\s+(?:to\s+chuc|dang\s+cai))"
    rf"|(?P<coordination_text>{_WHO}(?:(?:cung\s+)?phoi\s+hop(?:\s+thuc\s+hien)?|dong\s+hanh"
    r"|ho\s+tro|cung\s+tham\s+gia))"
    r"|(?P<due_text>(?:thoi\s+(?:gian|han|diem)|tien\s+do|han\s+hoan\s+thanh|moc(?:\s+thoi\s+gian)?"
    r"|lo\s+trinh)[a-z, ]{0,60}?|hoan\s+thanh|ket\s+thuc|han(?:\s+(?:cuoi|chot|nop))?)"
    r"|(?P<product>(?:du\s+kien\s+)?(?:ket\s+qua|san\s+pham"
    r"|dau\s+ra)(?:\s*[,/]?\s*(?:va\s+)?(?:san\s+pham|ket\s+qua|dau\s+ra|du\s+kien|can\s+dat"
    r"|dat\s+duoc|dat|hoan\s+thanh|thuc\s+hien)){0,3})"
    # what is no field of a task, but ends the one before it where it stands in the same line
    rf"|(?P<note>ghi\s+chu)|(?P<{_ASIDE}>(?:nguon\s+)?kinh\s+phi(?:\s+thuc\s+hien)?|dia\s+diem"
    rf"|thanh\s+phan|doi\s+tuong))\s*[:;]"
)
_LAST: Final = re.compile(r"han +(?:cuoi|chot) *:")  # by when at the latest: "Hạn cuối: 31/7"
# "; "
_BEFORE_LABEL = re.compile(r"(?:^|[;.,(\-+*•:]\s*|\n\s*)$")
_LABELLED: Final = re.compile(r"[^.,;:]{3,30}:")  # "Nội dung: "
_SHORTEST_CONTENT: Final = 12
# "rà soát; kiểm tra"
_PART: Final = re.compile(r"[^; ][^;]*[^; .]")
_FEWEST_PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class SectionTime:
    """A time that a block states for itself ("3. Thời gian kiểm tra: Tháng 08/2020")."""

    section: int
    text: str
    place: Range


@dataclass(frozen=True, slots=True)
class BodyFindings:
    """What the labelled lines say."""

    drafts: tuple[Draft, ...]
    times: tuple[SectionTime, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A block with the values of its labels; `content` is what stands before the first of them."""

    block: Block
    content: Range
    values: tuple[tuple[_Label, Range], ...]

    @property
    def only_labels(self) -> bool:
        """No item of its own, but lines about one."""
        return bool(self.values) and self.content[1] - self.content[0] < _SHORTEST_CONTENT


def read_body_tasks(document: Document, blocks: tuple[Block, ...], plan_year: int) -> BodyFindings:
    """Items that name who leads, or when, as tasks; times under a heading that is no item as times of their
    section.
    """
    items = [_read_item(document.text, block) for block in blocks if block.kind != "table"]
    owned: dict[int, list[_Item]] = {}
    by_ordinal = {item.block.ordinal: index for index, item in enumerate(items)}
    led = {item.block.parent for item in items if item.only_labels and _names_who(item)}
    for index, item in enumerate(items):
        if item.values:
            owned.setdefault(_owner(items, by_ordinal, index, item.block.parent in led), []).append(item)
    drafts: list[Draft] = []
    times: list[SectionTime] = list(_below_headings(document.text, items, by_ordinal))
    for owner, lines in sorted(owned.items()):
        if _tells_itself(document.text, items[owner], lines):
            continue
        if _is_task(items[owner], lines):
            told = _told_below(document.text, items, owner, lines[0])
            drafts.append(_draft(document.text, items[owner], told, lines, plan_year))
        else:
            times.extend(_times(document.text, lines))
    return BodyFindings(tuple(drafts), tuple(times))


def _read_item(text: str, block: Block) -> _Item:
    printed = text[block.start : block.end]
    folded = fold(printed)
    first = begin(text, block) - block.start
    matches = [match for match in _LABELS.finditer(folded) if _is_label(match, printed, first)]
    while matches and matches[0].lastgroup == _ASIDE:
        del matches[0]
    values: list[tuple[_Label, Range]] = []
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(folded)
        first_word = match.start() if _LAST.fullmatch(match[0]) else match.end()
        place = _tidy(text, block.start + first_word, block.start + end)
        if match.lastgroup != _ASIDE and place[0] < place[1]:
            values.append((cast(_Label, match.lastgroup), place))
    limit = block.start + (matches[0].start() if matches else len(folded))
    return _Item(block, _tidy(text, min(block.start + first, limit), limit), tuple(values))


def _is_label(match: re.Match[str], printed: str, first: int) -> bool:
    """Whether the words stand where a label may; one whose colon was read as a semicolon stands first, and a
    value of its own behind it: "- Sản phẩm; Báo cáo".
    """
    before = match.string[max(match.start() - 4, 0) : match.start()]
    if match[0].endswith(";"):
        value = printed[match.end() :].lstrip()[:1]
        return match.start() == first and (value.isupper() or value.isdigit())
    return match.start() == first or bool(_BEFORE_LABEL.search(before))


def _tidy(text: str, start: int, end: int) -> Range:
    start, end = trim(text, start, end)
    while end > start and (text[end - 1] in " .;,-–+(\n" or _closes_nothing(text, start, end)):
        end -= 1
    return start, end


def _closes_nothing(text: str, start: int, end: int) -> bool:
    """Whether the stretch ends with a bracket that was opened before it: "(chủ trì: Văn phòng)"."""
    return text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end)


def _names_who(item: _Item) -> bool:
    return any(label == "lead_text" for label, _ in item.values)


def _owner(items: list[_Item], by_ordinal: dict[int, int], index: int, led: bool) -> int:
    """The item that a block's labels are about: itself, its parent, or for a line without a dash the item
    before it. `led` tells that one of the lines beside it says who leads.
    """
    item = items[index]
    if not item.only_labels:
        return index
    above = item.block.parent
    parent = by_ordinal.get(above) if above is not None else None
    if parent is not None and items[parent].block.kind == "text" and not items[parent].only_labels:
        return parent
    if item.block.label is None:
        before = next((i for i in range(index - 1, -1, -1) if not items[i].only_labels), None)
        if before is not None and items[before].block.label:
            return before
    dashed = item.block.label is None or item.block.label.text in "-+•*"
    below = led and parent is not None and items[parent].block.level > 1
    return parent if parent is not None and (dashed or below) else index


def _is_task(owner: _Item, lines: list[_Item]) -> bool:
    labels = {label for line in lines for label, _ in line.values}
    if owner.only_labels or not labels & {"lead_text", "coordination_text", "due_text"}:
        return False
    return owner.block.kind == "text" or bool(labels & {"lead_text", "coordination_text"})


def _tells_itself(text: str, owner: _Item, lines: list[_Item]) -> bool:
    """Whether it is a paragraph whose sentences say who does what, and the last of them when."""
    timed = (
        lines == [owner]
        and owner.block.label is None
        and [label for label, _ in owner.values] == ["due_text"]
    )
    start, end = owner.content[0], owner.block.end
    return timed and bool(read_assignments(text, start, end) or read_roles(text, start, end, owner.content))


def _told_below(text: str, items: list[_Item], owner: int, line: _Item) -> tuple[Range, ...]:
    """What the one paragraph between a title and the first labelled `line` about it says is to be done: "Thi
    làm báo tường / Mỗi lớp làm 01 tờ báo. / Phụ trách: …".
    """
    first = next(index for index in range(owner, len(items)) if items[index] is line)
    between = items[owner + 1 : first]
    return tuple(
        item.content
        for item in between
        if len(between) == 1 and item.block.label is None and _says_what(text[slice(*item.content)])
    )


def _says_what(paragraph: str) -> bool:
    """Whether it says what is to be done, and has no label of its own: "Nội dung: mở 14 lớp"."""
    return has_act(paragraph) and not _LABELLED.match(paragraph)


def _draft(text: str, owner: _Item, told: tuple[Range, ...], lines: list[_Item], plan_year: int) -> Draft:
    places: dict[Field, tuple[Range, ...]] = {"content": (owner.content, *told)}
    for line in lines:
        for label, place in line.values:
            for to, value in _shared(text, label, place):
                places[to] = (*places.get(to, ()), value)
    # what is done about it: "1. Rút ngắn thời gian chờ khám / - Giải pháp: Bố trí thêm 02 bàn khám"
    acts = tuple(place for place in places["content"][1:] if has_act(text[slice(*place)]))
    places["content"] = acts or places["content"][:1]
    texts: dict[Field, str] = {
        field: "; ".join(" ".join(text[start:end].split()) for start, end in ranges)
        for field, ranges in places.items()
    }
    if owner.block.label:
        texts["number"] = owner.block.label.text
        places["number"] = (owner.block.label.place,)
    if "lead_text" not in texts and (given := _given(text, owner.block)):
        for field, found in _said(given, dated="due_text" in texts):
            places[field], texts[field] = (
                found,
                "; ".join(" ".join(text[slice(*one)].split()) for one in found),
            )
    span = (owner.block.start, max(line.block.end for line in (owner, *lines)))
    doubts = tuple(stale_years(texts["content"], plan_year))
    return Draft("body", None, None, texts, places, span, owner.block.start, None, doubts)


def _said(given: Assignment, dated: bool) -> Iterator[tuple[Field, tuple[Range, ...]]]:
    """What a sentence before the labels says for itself; its time unless a label has `dated` it."""
    yield "content", given.content[:1]
    if given.lead:
        yield "lead_text", (given.lead,)
    if given.coordination:
        yield "coordination_text", (given.coordination,)
    if given.due and not dated:
        yield "due_text", given.due


# "Ban Phong trào tham mưu chính", "Hội Doanh nhân trẻ tỉnh đồng hành"
_SHARE: Final = re.compile(rf"(?P<who>.+?),? +(?:(?P<helps>{HELPS})|{LEADS})")


# "Vụ Truyền thông phối hợp với Sở Y tế"
_TOGETHER: Final = re.compile(rf"(?P<who>.+?),? +(?=phoi +hop|cung +voi){WITH} +(?P<helps>.+)")


def _shared(text: str, label: _Label, place: Range) -> Iterator[tuple[_Label, Range]]:
    """The value of a label as it is; where it says who does what, who leads and who helps."""
    both = _TOGETHER.fullmatch(fold(text[slice(*place)])) if label == "lead_text" else None
    if both and all(names_agencies(text[place[0] + both.start(i) : place[0] + both.end(i)]) for i in (1, 2)):
        yield "lead_text", (place[0] + both.start(1), place[0] + both.end(1))
        yield "coordination_text", (place[0] + both.start(2), place[0] + both.end(2))
        return
    if label in ("lead_text", "coordination_text") and (told_both := _time_in(text, place)):
        yield label, told_both[0]
        yield "due_text", told_both[1]
        return
    parts = [(place[0] + m.start(), place[0] + m.end()) for m in _PART.finditer(text[slice(*place)])]
    told = [_SHARE.fullmatch(fold(text[slice(*part)])) for part in parts]
    if label != "lead_text" or len(parts) < _FEWEST_PARTS or not all(told):
        yield label, place
        return
    for (start, _), said in zip(parts, told, strict=True):
        if said:
            yield "coordination_text" if said["helps"] else "lead_text", (start, start + said.end("who"))


def _time_in(text: str, place: Range) -> tuple[Range, Range] | None:
    """Who is named, and a time behind: "Phòng Y tế, | hoàn thành | trước ngày 15/5"."""
    stretch = Clause(text.replace("\n", " "), fold(text[slice(*place)]), place[0])
    for when in WHEN.finditer(stretch.folded):
        named = stretch.place(0, when.start())
        told = when[0].startswith((",", ";", ".", "(")) and names_agencies(stretch.text[slice(*named)])
        if told and (said := time_at(stretch, when.start(), when.end())):
            return named, said
    return None


def _given(text: str, block: Block) -> Assignment | None:
    start = block.label.place[1] if block.label else block.start
    if given := next(iter(read_assignments(text, start, block.end)), None):
        return given
    items = read_items(text, start, block.end, None)  # "Phối hợp với Cục Thuế tỉnh rà soát …"
    helped = items[0].coordination if items else None
    return items[0] if helped and helped[1] <= items[0].content[0][0] else None


# "Thời gian thực hiện"
_TIME_HEADING: Final = re.compile(
    r"(?:thoi\s+(?:gian|han|diem)|tien\s+do|lo\s+trinh|moc\s+(?:thoi\s+gian|hoan\s+thanh))"
    r"(?:\s+(?:va\s+)?(?:[a-z]+\s*){0,6})?"
)
_NO_TIME: Final = frozenset(("unparsed", "relative"))


def _below_headings(text: str, items: list[_Item], by_ordinal: dict[int, int]) -> Iterator[SectionTime]:
    """Times that stand in the paragraph below a heading such as "3. Thời gian thực hiện"."""
    for index, item in enumerate(items):
        above = item.block.parent
        headings = [items[by_ordinal[above]]] if above in by_ordinal else []
        headings += items[index - 1 : index] if item.block.label is None else []
        heading = next((one for one in headings if not one.values and _names_a_time(text, one)), None)
        if heading is None or item.values:
            continue
        said = " ".join(text[slice(*item.content)].split())
        kinds = {period.kind for period in read_deadlines(said, 2000).periods}
        if kinds and kinds.isdisjoint(_NO_TIME):
            yield SectionTime(heading.block.start, said, item.content)


def _names_a_time(text: str, item: _Item) -> bool:
    unread = item.block.unread_label
    start = unread[1] if unread else item.content[0]
    return _TIME_HEADING.fullmatch(fold(text[start : item.block.end]).strip(" .:")) is not None


def _times(text: str, lines: list[_Item]) -> Iterator[SectionTime]:
    for line in lines:
        for label, (start, end) in line.values:
            if label == "due_text":
                yield SectionTime(line.block.start, " ".join(text[start:end].split()), (start, end))
