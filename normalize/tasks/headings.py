"""Headings that name an agency: "1. Công an tỉnh", "a) Sở Y tế:", "2. Trách nhiệm của Công an phường"."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.roles import LEADS, WITH
from kehoach.records import Block, Range
from normalize.agencies.names import names_agencies
from normalize.provenance import trim
from normalize.tasks.assignments import NO_ORDER, read_assignments
from normalize.tasks.clauses import CAPITAL, Clause, begins_with_act
from normalize.tasks.subjects import names

# + III. TRÁCH NHIỆM CỦA …; 1. Trách nhiệm của Công an phường; 4. Đề nghị Ủy ban MTTQ Việt Nam tỉnh
_DUTY: Final = re.compile(
    r"(?:(?:trach +nhiem|nhiem +vu)(?: +cu +the)? +(?:cua|doi +voi)|doi +voi|giao|de +nghi|yeu +cau) +"
)
# "có trách nhiệm thực hiện các nhiệm vụ sau", " chịu trách nhiệm", " phải hoàn thành các việc"
_ROLE_TAIL: Final = re.compile(
    r"(?:,? +(?:can +cu|theo|tuy +theo) +[^,:]{3,60}?,? +de(?= ))?"
    r",? +(?:(?:phai|can|se) +)?(?:(?:co|chiu) +(?:trach +nhiem|nhiem +vu)|thuc +hien|hoan +thanh|chu +tri"
    r"|tap +trung|phu +trach|dam +nhiem|lo(?= +(?:cac|nhung|mot +so|viec|phan) )"
    r"|duoc +giao)(?: +(?:thuc +hien|trien +khai|tham +muu|lam(?: +tot)?))*(?: +(?:cac|nhung|mot +so))?"
    r"(?: +(?:noi +dung|nhiem +vu|cong +viec|viec|khoan|phan +viec|dau +viec|hang +muc))?"
    r"(?: +(?:sau|cu +the|trong +tam))*(?: +day)?"
    r"(?:(?:(?<=sau)|(?<=day)),?"
    r"(?: +(?:hoan +thanh|thuc +hien|xong|trong|tu|truoc|den)(?![a-z])[^:,]{4,60}))?$"
)
# "Các xã| căn cứ kế hoạch này và tình hình thực tế", "Văn phòng Sở| là cơ quan thường trực"
_AS_WHAT: Final = re.compile(
    r",? +(?:la +(?:co +quan|don +vi|bo +phan|dau +moi)(?![a-z])[^:]{0,40}"
    r"|(?:can +cu(?: +vao)?|tren +co +so|theo)"
    r" +(?:ke +hoach|tinh +hinh|dieu +kien|chuc +nang|nhiem +vu|chi +tieu)(?![a-z])[^:]{3,80})$"
)
# "Các Đội Thuế| chủ trì, phối hợp với Hội đồng tư vấn thuế:"
_WITH_WHOM: Final = re.compile(
    rf"(?:,? +{LEADS})?,? +(?=phoi +hop|cung +voi){WITH} +(?P<helps>[^:;.]{{3,160}}):"
    rf"|,? +{LEADS}, +(?P<beside>[^:;.]{{3,160}}?),? +(?:cung +)?phoi +hop(?: +thuc +hien[a-z ]{{0,40}})?:"
)
# "Căn cứ tình hình thực tế, " before who has a list of duties
ASIDE: Final = re.compile(
    r"(?:ngoai|can +cu|theo|tren +co +so|trong|tu|truoc|sau|den|khi)(?![a-z])[^,:]{3,80}, *"
)
# ", do đồng chí Kế toán làm Trưởng tiểu ban"
_WHO_HEADS_IT: Final = re.compile(r",? +\(?do +[^()]{1,80} +lam +(?:to +|pho +)?truong[a-z ]*\)?$")
# "Đồng chí Hà - Kiểm sát viên| phụ trách", a paragraph above what is listed
_LEADS_LIST: Final = re.compile(
    r",? +(?:(?:truc +tiep|se|cung) +)*(?:phu +trach|chiu +trach +nhiem|dam +nhiem|chu +tri)"
    r"(?: +(?:chinh|thuc +hien|cong +tac +nay|muc +nay|noi +dung +nay|bo +phan +nay))?$"
)
# what a heading is about and nobody that acts: "4. Câu lạc bộ liên thế hệ"
_TOPIC: Final = re.compile(r"(?:cau +lac +bo|(?:tieu +)?du +an|chuong +trinh)(?![a-z])")
_COUNTS: Final = re.compile(r"[0-9]{1,2}[.)/]")  # "4."; "P. Điều dưỡng" has no label
# what headings are about beside those that name agencies: "5. Chế độ báo cáo"
_ABOUT: Final = re.compile(
    r"(?:che +do|bao +cao|thong +tin|kinh +phi|kiem +tra|thi +dua|khen +thuong|to +chuc|thuc +hien"
    r"|trach +nhiem|nhiem +vu|cong +tac|mot +so|noi +dung|muc|tien +do"
    r"|cac +(?:noi +dung|nhiem +vu|giai +phap|hoat +dong))(?![a-z])"
)
# "Cấp tỉnh"
_PLAIN: Final = re.compile(rf"{CAPITAL}[^.;:!?]{{3,59}}(?<![,\s])\s*")
# "Ban Thường vụ Hội xây dựng kế hoạch tổ chức các hoạt động như sau:", "… lập kế hoạch, cụ thể:"
_MAKES_PLAN: Final = re.compile(
    r".*(?:ke +hoach|chuong +trinh|phuong +an)(?![a-z]).{0,200}"
    r"(?: sau(?: +day)? *[:.]?|,? (?:cu +the|nhu +sau|gom|noi +dung)(?: +(?:la|nhu +sau|cac +noi +dung))? *:)"
)
_STOP: Final = re.compile(r"(?<=[a-z]{3})[.] +(?=[a-z])")  # "chưa đồng đều. Giao", not "TS. "
_ROLE: Final = r",? +(?:phu +trach|chu +tri|thuc +hien|dam +nhiem|dam +nhan|chiu +trach +nhiem|lo|lam)"
_FIELD: Final = re.compile(r"[^.,;:]{3,30}:")  # "Thành phần: ", "Tổ chức tại: "
# "Công tác kiểm tra (đồng chí Nam phụ trách, xong trước 30/6)", "Tuyên truyền: Đoàn xã", "Tuyên truyền - Đoàn
# xã", "Các việc do Văn phòng thực hiện", "Phần việc của Đoàn xã"
_IN_CHARGE: Final = re.compile(
    r"(?:\(|: +| [-–] +|(?:viec|nhiem +vu|noi +dung|cong +tac|hoat +dong)"
    r"(?:(?: +[a-z]+){0,3}? +cua|[^:;()]{0,80}? +do) +)"
    r"(?P<who>[^():;]{3,80}?)"
    rf"(?:{_ROLE})?(?:[,;] [^():;]*)?(?:\)|(?<!\))$| *\([^()]*\)$)"
)
_MARKS: Final = "-+*"
LONGEST_PLAIN: Final = 60
LONGEST_HEADING: Final = 160
_FEWEST_ALIKE: Final = 2  # headings that name agencies make their sibling name one


def begin(text: str, block: Block) -> int:
    """Where what a block says begins, behind its label or a number that continues none: "4." alone."""
    label = block.label.place if block.label else block.unread_label
    counts = label and (block.label or _COUNTS.fullmatch(text[slice(*label)]))
    return trim(text, label[1] if label and counts else block.start, block.end)[0]


def plain_headings(text: str, blocks: Sequence[Block]) -> dict[int, Block]:
    """For blocks, by ordinal, the paragraph that heads them though it has no label: "Mục đích, yêu cầu"."""
    plain = _plain(text, blocks)
    last: dict[int | None, Block] = {}
    found: dict[int, Block] = {}
    for block in blocks:
        if block.ordinal in plain:
            last[block.parent] = block
        elif block.parent in last:
            found[block.ordinal] = last[block.parent]
        elif block.parent in found:
            found[block.ordinal] = found[block.parent]
    return found


def _plain(text: str, blocks: Sequence[Block]) -> set[int]:
    """Short paragraphs that head a paragraph, marked items, what announces a list or another heading: "Phân
    công", "Phòng Đào tạo".
    """
    found: set[int] = set()
    for one, after in reversed(list(pairwise(blocks))):
        beside = one.kind == after.kind == "text" and one.label is None and one.parent == after.parent
        long = after.label is None and after.end - after.start > LONGEST_PLAIN
        marked = after.label is not None and after.label.text in _MARKS
        heads = long or marked or after.ordinal in found or _ends_with_colon(text, after)
        if beside and heads and _PLAIN.fullmatch(text, one.start, one.end):
            found.add(one.ordinal)
    return found


def begins_tasks(text: str, blocks: Sequence[Block]) -> int:
    """The first block, by ordinal, behind the sentence that makes the plan, where no label stands before it:
    "Hội xây dựng kế hoạch như sau:".
    """
    for block in blocks:
        if block.label:
            break
        if _MAKES_PLAN.fullmatch(fold(text[block.start : block.end]).rstrip()):
            return block.ordinal + 1
    return 0


def heads_of(text: str, blocks: Sequence[Block]) -> dict[int, Range]:
    """The agencies of headings, by ordinal; beside twice as many that name one, anybody else is one."""
    listed = {one.ordinal for one, after in pairwise(blocks) if after.label and after.parent == one.parent}
    plain, first = _plain(text, blocks), begins_tasks(text, blocks)
    opens = {
        one.ordinal
        for one in blocks
        if one.label
        or one.ordinal in plain
        or (
            (one.parent is not None or 0 < first <= one.ordinal)
            and (one.ordinal in listed or _ends_with_colon(text, one))
        )
    }
    heads = {one.ordinal: place for one in blocks if one.ordinal in opens and (place := _agency(text, one))}
    heads |= {
        one.ordinal: place
        for one in blocks
        if one.ordinal in listed
        and (one.parent is not None or 0 < first <= one.ordinal)
        and (place := _leads_list(text, one))
    }
    owners = {block.parent for block in blocks}
    siblings: dict[int | None, list[Block]] = {}
    for block in blocks:
        if block.kind == "heading" and block.ordinal in owners:
            siblings.setdefault(block.parent, []).append(block)
    items = _items(text, blocks)
    for block in blocks:
        if block.ordinal not in heads and _are_acts(text, items.get(block.ordinal, ())):
            heads |= {block.ordinal: place} if (place := _in_charge(text, block)) else {}
    for some in siblings.values():
        known = [block for block in some if block.ordinal in heads]
        others = {block.ordinal: place for block in some if (place := _somebody(text, block))}
        if len(known) >= _FEWEST_ALIKE * len(others.keys() - heads.keys()):
            heads = others | heads
    return heads


def _items(text: str, blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """What is listed, by the ordinal of the item, the heading or the paragraph with a colon above it."""
    items: dict[int, list[Block]] = {}
    over: dict[int | None, int] = {}
    for block in blocks:
        if block.label is None:
            over.pop(block.parent, None)
            if _ends_with_colon(text, block):
                over[block.parent] = block.ordinal
            continue
        above = over.get(block.parent, block.parent)
        if above is not None:
            items.setdefault(above, []).append(block)
    return items


def _are_acts(text: str, items: Sequence[Block]) -> bool:
    """Whether all that is listed is to be done, and none says of something else when or where it is."""
    said = [text[begin(text, item) : item.end] for item in items]
    return bool(said) and all(begins_with_act(one) and not _FIELD.match(fold(one)) for one in said)


def _in_charge(text: str, block: Block) -> Range | None:
    """Who does all that is listed below a heading of something else: "Công tác kiểm tra (đồng chí Nam | phụ
    trách)", "Các việc do Văn phòng thực hiện".
    """
    start = begin(text, block)
    for told in _IN_CHARGE.finditer(fold(text[start : block.end]).rstrip(" .:;\n")):
        place = start + told.start("who"), start + told.end("who")
        if names_agencies(text[slice(*place)]):
            return place
    return None


def _leads_list(text: str, block: Block) -> Range | None:
    """Who has all that is listed below, where a paragraph says that and nothing else: "Đồng chí Hà - Kiểm sát
    viên | phụ trách.", "Đồng chí Hà | phụ trách, có nhiệm vụ:".
    """
    start = begin(text, block)
    said = fold(text[start : block.end]).rstrip(" .:;\n")
    tail = _ROLE_TAIL.search(said)
    role = _LEADS_LIST.search(said[: tail.start()].rstrip(" ,") if tail else said) or _LEADS_LIST.search(said)
    place = start, start + (role.start() if role else 0)
    return place if block.label is None and role and names_agencies(text[slice(*place)]) else None


def helpers_of(text: str, lead: Range) -> Range | None:
    """Who helps whom a heading names, where it says so: "Sở Y tế, phối hợp với | Sở Nội vụ:"."""
    told = _WITH_WHOM.match(fold(text[lead[1] : lead[1] + 2 * LONGEST_HEADING]))
    if told is None:
        return None
    start, end = told.span("helps") if told["helps"] else told.span("beside")
    role = _ROLE_TAIL.search(told[0][start:end])
    place = lead[1] + start, lead[1] + (start + role.start() if role else end)
    return place if names_agencies(text[slice(*place)]) else None


def _somebody(text: str, block: Block) -> Range | None:
    """Who is all of a heading, and known by none of the words that names begin with."""
    start = begin(text, block)
    said = text[start : block.end].rstrip(" .;,:\n").replace("\n", " ")
    stretch = Clause(said, fold(said), 0, anybody=True, lowered=True)
    return (start, start + len(said)) if names(stretch, said) and not _ABOUT.match(fold(said)) else None


def _last_sentence(text: str, start: int, end: int) -> int:
    """Where the sentence begins that a colon ends, behind others that give nothing to do: "Sinh hoạt chi bộ
    chưa đều. | Giao Phòng Tổ chức đảng thực hiện các việc sau:".
    """
    stops = list(_STOP.finditer(fold(text[start:end]))) if text[end : end + 1] == ":" else []
    last = start + stops[-1].end() if stops else start
    return last if last > start and not read_assignments(text, start, last) else start


def _ends_with_colon(text: str, block: Block) -> bool:
    return text[block.start : block.end].rstrip().endswith(":")


def _agency(text: str, block: Block) -> Range | None:
    """The agency that is all of a heading: "1. Công an tỉnh", "a) Sở Y tế:", "2. Trách nhiệm của Công an
    phường".
    """
    start, end = begin(text, block), block.end
    if block.kind == "table":
        return None
    while end > start and text[end - 1] in " .;,:":
        end -= 1
    opens_list = text[end : end + 1] == ":"
    start = _last_sentence(text, start, end)
    aside = ASIDE.match(fold(text[start:end]))
    start += aside.end() if aside and opens_list else 0
    duty = _DUTY.match(fold(text[start:end]))
    if duty and not NO_ORDER.match(text[start:end]):
        start += duty.end()
    if told := _WHO_HEADS_IT.search(fold(text[start:end])):
        end = start + told.start()
    together = _WITH_WHOM.search(fold(text[start : end + 1]))
    if together and helpers_of(text, (start, start + together.start())):
        end = start + together.start()
    if opens_list and (role := _ROLE_TAIL.search(fold(text[start:end]))):
        end = start + role.start()
    if opens_list and (what := _AS_WHAT.search(fold(text[start:end]))):
        end = start + what.start()
    said = text[start:end]
    if ": " in said and names_agencies(said.rpartition(": ")[2]):
        start += said.rindex(": ") + 2  # "Đối với Tổ Tín dụng: Tổ trưởng Tổ Tín dụng chịu trách nhiệm:"
        role = re.search(rf"{_ROLE}$", fold(text[start:end]))
        end = start + role.start() if role else end  # "Công tác tuyên truyền: đồng chí Nam phụ trách"
        said = text[start:end]
    if _TOPIC.match(fold(said)):
        return None
    open_ended = block.kind == "heading" or not text[block.start : block.end].rstrip().endswith((".", ";"))
    named = len(said) <= LONGEST_HEADING and names_agencies(said[:1].upper() + said[1:])
    return (start, end) if open_ended and named else None
