"""Tasks that a body gives in sentences, and in items below a heading that names an agency ("1. Công an
tỉnh").

What only says how the plan itself is followed ("theo dõi, đôn đốc việc thực hiện Kế hoạch này") is none of
its tasks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.roles import DOES, LEADS
from kehoach.records import Block, Range
from normalize.tasks.assignment import as_printed
from normalize.tasks.assignments import Assignment, read_assignments, read_dated, read_items, read_roles
from normalize.tasks.clause_times import is_event, is_month, names_days, with_rhythm
from normalize.tasks.clauses import begins_with_act, has_act
from normalize.tasks.drafts import Draft, Field
from normalize.tasks.heading_times import announces
from normalize.tasks.headings import begin
from normalize.tasks.places import Place, agencies_above, places, times_above

_ANYBODY: Final = re.compile(r"(?:cac|moi|tat +ca) ")  # "NHIỆM VỤ CỦA CÁC THÀNH VIÊN": each item says who
# how the plan itself is followed
# "triển khai Kế hoạch này"; and what is: "quản lý 99,7% dư nợ"
_FOLLOWS: Final = re.compile(
    r"(?:ke +hoach|chuong +trinh) +nay|chiu +trach +nhiem +truoc"
    r"|^chiu +trach +nhiem +(?:toan +dien|ve(?![a-z]))"
    r"|(?:chi +(?:dao|huy)|phu +trach|dieu +hanh) +(?:chung|toan +dien)$|(?:^|trach +nhiem +)chung *,"
    r"|(?:don +vi|phong|ban|nganh|co +so|dia +phuong) +thuc +hien +ke +hoach$"
    r"|trien +khai +(?:thuc +hien +)?ke +hoach"
    r"|(?:nhu|(?:noi +dung|nhiem +vu|viec)(?: +cu +the)?) +sau(?: +day)?$"
    r"|(?:kiem +tra|giam +sat),? +viec +(?:trien +khai +)?thuc +hien(?! [a-z])"
    r"|nghiem +tuc +(?:trien +khai +)?(?:thuc +hien|chap +hanh)(?: +ke +hoach(?! [a-z0-9])| *(?:[,.;]|$))"
    r"|^(?:quan +ly|chiem|giu) +[0-9.,]+ *%|vuot +(?:qua +)?tham +quyen"
    r"|vi +pham,? +(?:thi +|se +)?bi(?![a-z])| bi +(?:phat|ha|ky +luat|phe +binh|tru)(?![a-z])"
    r"|^[a-z0-9 ]{3,30} gom +[0-9]|duoc +(?:de +nghi +)?khen +thuong"
    r"|se +(?:duoc|bi) +(?:xem +)?xet(?![a-z])|tren +day +la|(?:coi|xac +dinh) +day +la"
    r"|^nhan +duoc +ke +hoach"
    r"| la +(?:(?:luc +luong +)?nong +cot|(?:mot +)?(?:co +so|tieu +chi|can +cu))(?![a-z])"
    r"|(?:dieu +chinh|bo +sung)[ ,a-z]* cho +phu +hop"
)
# who sees to what is done, but by the formula: "đôn đốc các chi bộ thực hiện Kế hoạch"
_SEES_TO: Final = re.compile(
    r"(?!.{0,80}(?:theo +doi|don +doc)[a-z, ]{0,80} thuc +hien +(?:ke +hoach|chuong +trinh) +nay)"
    r"(?:[a-z, ]{0,60} )?(?:theo +doi|don +doc|giam +sat|quan +triet)(?![a-z]).{12}"
)
# what is asked of goodwill alone: "quan tâm, tạo điều kiện để Chiến dịch đạt kết quả", "quan tâm triển khai"
_GOODWILL: Final = re.compile(
    r"(?:(?:quan +tam|ung +ho|phoi +hop|giup +do|va)[, ]*)+(?:tao +(?:moi +)?dieu +kien|trien +khai$)"
    r"|tran +trong +(?:su|cam +on|ghi)|(?:rat +)?mong(?: +muon)?(?: +nhan)? +duoc(?![a-z])"
)
# what is so already, of whom a name was cut short: (Ban Chỉ đạo) "chống hạn đã được kiện toàn"; and what is
# expected: "dự kiến mở lớp tập huấn"
_IS_SO: Final = re.compile(r"(?:[^,;.]{3,60} )?(?:da|dang) (?:duoc +)?[a-z]+|du +kien(?![a-z])")
# as much said of nothing: "triển khai thực hiện nghiêm túc", "báo cáo đúng thời gian quy định"
_EMPTY: Final = re.compile(
    r"(?:(?:to +chuc|trien +khai|thuc +hien|phoi +hop|theo +doi|don +doc|nghiem +tuc|hieu +qua|day +du"
    r"|kip +thoi|tot|bao +cao"
    r"|dung +(?:quy +dinh|han|tien +do|thoi +(?:gian|han)(?: +quy +dinh)?))"
    r"[ ,]*)+"
)
# where it is, who comes and what it costs: "Địa điểm: Hội trường", "Kinh phí tổ chức"
_LABEL: Final = re.compile(
    r"(?:thoi +gian|dia +diem|thanh +phan|doi +tuong|kinh +phi)(?: *:.*)?|(?:tong +)?kinh +phi .*|cua +.*"
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
_REMARK: Final = re.compile(
    r"\W*(?:(?:luu +y|ghi +chu|chu +thich|kinh +gui|noi +nhan)\W|kinh +phi *:"
    r"|(?:ban +)?ke +hoach +nay +(?:co +hieu +luc|thay +the|duoc|gom|ap +dung)"
    r"|[^.;]{3,80} kinh +trinh +(?![^.]*[0-9]/[0-9])"
    r"|trong +qua +trinh +[a-z ,]{0,60}(?:kho +khan|vuong +mac|phat +sinh|van +de))"
)
# reports that keep coming are how a plan is followed, one for a day is a task
# "hằng tháng"
_RHYTHM: Final = re.compile(r"dinh +ky|hang +|moi +")
_REPORTS: Final = re.compile(r"(?:gui +|nop +)?bao +cao")  # "báo cáo kết quả về Đội"
_SENDS: Final = re.compile(
    r"(?:gui|nop|tong +hop)?,? *bao +cao(?! +(?:tinh +hinh +)?nam)"
)  # "gửi báo cáo về Sở"
_OF_ABOVE: Final = re.compile(
    r"(?:(?:cong +)?viec|noi +dung|nhiem +vu|hoat +dong) +(?:nay|tren)(?= )"
)  # "Việc này do"
_SPENDS: Final = re.compile(r"(?:su +dung|trich|chi|lay|cap)(?![a-z])")  # "chi từ ngân sách"
_DOES_IT: Final = re.compile(rf",? +(?:{LEADS}|{DOES})(?![a-z])")  # " chủ trì"
_ATTENDS: Final = re.compile(r"(?<!\w)(?:dự|tham gia)(?!\w)")  # "dự lớp tập huấn do Viện tổ chức"
# "UBND các xã, phường"
_GROUP: Final = re.compile(r"cac +(xa|phuong|huyen|thon|khoa|phong|truong|to|doi)(?![a-z])")
# what acts upon nothing may be done with its subject: "Bài dự thi | gửi qua bưu điện"
_UNDERGOES: Final = re.compile(
    r"\w+(?: \w+)? (?:tại|theo|qua|trong|từ|về|cho|bằng|gồm|vào|kèm|thống nhất)(?!\w)"
)
# "07 giờ 30: ", "14h00 - 16h30: "
_CLOCK: Final = re.compile(
    r"(?:(?:tu|luc|vao) +)?[0-9]{1,2} *(?:gio|h|g)[0-9 ]*(?:phut)?"
    r"(?: *(?:-|–|den) *[0-9]{1,2} *(?:gio|h|g)[0-9 ]*(?:phut)?)? *: +"
)
# what is dated and no event: "Thời hạn", "Đến năm 2025"
_NO_EVENT: Final = re.compile(
    r"(?:thoi +|han +|dia +diem|tien +do|den +|tu +|trong +|nam +|kinh +phi|doi +tuong|thanh +phan"
    r"|giai +doan|so +)"
)
_OWN_SENTENCE: Final = re.compile(r"[.]\s")  # ". Hoàn thành"
_WHO: Final[tuple[Field, ...]] = ("lead_text", "coordination_text")
_SHORTEST_CONTENT: Final = 8
_SAME: Final = 0.75  # share of words in common that makes a sentence the same task as a table's row


def below_agencies(text: str, blocks: Sequence[Block], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of labelled lines, those that name nobody with the agency of the heading above them, those
    that say no time with its time.
    """
    text = text.replace("\n", " ")
    above: dict[Field, dict[int, Range]] = {
        "lead_text": agencies_above(text, blocks),
        "due_text": times_above(text, blocks),
    }
    ordinals = {block.start: block.ordinal for block in blocks}
    for draft in map(partial(_dated_within, text), drafts):
        for field, told in above.items():
            place = told.get(ordinals.get(draft.span[0], -1))
            if place and field not in draft.texts:
                texts = {**draft.texts, field: " ".join(text[slice(*place)].split())}
                draft = replace(draft, texts=texts, ranges={**draft.ranges, field: (place,)})
        yield draft


def _dated_within(text: str, draft: Draft) -> Draft:
    """The draft with the time that its contents say: "Chấm sơ khảo, hoàn thành trước 15/6. Phụ trách: …"."""
    places = draft.ranges.get("content", ())
    if draft.row is not None or "due_text" in draft.texts or len(places) != 1:
        return draft
    lead = next(iter(draft.ranges.get("lead_text", ())), None)  # "… do người dân giao nộp" names nobody else
    given = read_items(text, *places[0], lead)
    if len(given) != 1 or not given[0].due or given[0].lead != lead or not given[0].content:
        return draft
    ranges: dict[Field, tuple[Range, ...]] = {"content": given[0].content, "due_text": given[0].due}
    texts: dict[Field, str] = {field: as_printed(text, told) for field, told in ranges.items()}
    return replace(draft, texts={**draft.texts, **texts}, ranges={**draft.ranges, **ranges})


def prose_tasks(text: str, blocks: Sequence[Block], others: Sequence[Draft]) -> Iterator[Draft]:
    """The tasks that sentences and items of the body give, beside `others` in tables and labelled lines."""
    text = text.replace("\n", " ")  # where lines end says nothing of sentences
    tables = any(draft.row is not None for draft in others)
    named = {place for draft in others for field in _WHO for place in draft.ranges.get(field, ())}
    for block, under in places(text, blocks, named):
        if any(draft.span[0] <= block.start < draft.span[1] for draft in others):
            continue
        for given in _read(text, block, under, alone=not others):
            if _stands(text, block, given, bool(others), tables) and not _repeats(text, given, others):
                yield _draft(text, block, _with_all(given, under))


def _read(text: str, block: Block, under: Place, alone: bool) -> tuple[Assignment, ...]:
    """What a block gives to do: a sentence that names who, else an item below its agency, else one with a
    time.
    """
    start = begin(text, block)
    said = text[start : block.end]
    if _REMARK.match(fold(said)) or announces(text, block):
        return ()
    found = tuple(given for given in _closed(text, under.given) if _holds(text, given, block, under))
    listed = under.alike or under.assigns
    anybody = listed or (under.duties and block.label is not None)
    if not found and anybody and under.lead is None:
        found = read_assignments(text, start, block.end, anybody=True, in_month=under.in_month)
        found = _closed(text, found)
        found = found if listed else tuple(one for one in found if not _UNDERGOES.match(one.printed(text)))
    if not found and under.lead is not None and _GROUP.search(fold(text[slice(*under.lead)])):
        found = read_assignments(text, start, block.end, anybody=True)
        found = found if all(_is_one_of(text, given, under.lead) for given in found[:1]) else ()
    if under.aims or (block.kind == "heading" and under.lead is None):
        told = [one for one in found if one.due and _is_told(text, one, under.means)]
        return tuple(given for given in told if given.lead or not under.owns)
    if under.due:
        found = _then(text, block, under, found)
    if under.timeline:
        found = read_dated(text, start, block.end) or found
    above = _OF_ABOVE.match(fold(said))
    if (not found or above) and under.title is not None:
        found = read_roles(text, start + (above.end() if above else 0), block.end, under.title) or found
    if found or under.owns or len(said) < _SHORTEST_CONTENT or said.rstrip().endswith(":"):
        return found
    if under.lead is not None and (block.label or has_act(said)):
        return read_items(text, start, block.end, under.lead)
    if (alone and block.label) or under.duties or under.tasks:
        return tuple(
            given
            for given in read_items(text, start, block.end, None)
            if given.due and _says_what(text, given)
        )
    return ()


def _with_all(given: Assignment, under: Place) -> Assignment:
    """What is given, with whoever helps with all of the section, and its time."""
    if under.whole is None or given.lead != under.whole.lead:
        return given
    helps, due = given.coordination or under.whole.coordination, given.due or under.whole.due
    return replace(given, coordination=helps, due=due)


def _is_told(text: str, given: Assignment, means: bool) -> bool:
    """Whether somebody is told to do something in a section of aims, or of means, where an act suffices."""
    said = given.printed(text)
    acts = means and given.lead is not None and begins_with_act(said) and not _SPENDS.match(fold(said))
    return given.said in ("given", "leads") or acts or _reports(text, given)


def _reports(text: str, given: Assignment) -> bool:
    """Whether somebody is to report, which plans say behind their last section: "Các đội gửi báo cáo …"."""
    return given.lead is not None and _SENDS.match(fold(given.printed(text))) is not None


def _says_what(text: str, given: Assignment) -> bool:
    """Whether it is an act, or what a colon or a bracket dates: "Ngày hội STEM: tháng 12/2025"."""
    said = given.printed(text)
    before = [end for _, end in given.content if end <= given.due[0][0]]
    between = text[before[-1] : given.due[0][0]].strip() if before else ""
    acts = begins_with_act(said) or begins_with_act(said.rpartition(": ")[2])  # "Cuộc vận động …: khởi động"
    return acts or (between in (":", "(") and not _NO_EVENT.match(fold(said)))


def _holds(text: str, given: Assignment, block: Block, under: Place) -> bool:
    """Whether what a sentence gives is told of whom it names: whom an item below an agency orders or asks is
    what that agency does, and who merely stands before a verb may do anything, unless the others of the list
    are told what to do like that, it is a list of who does what, or is named in a section of tasks.
    """
    anybody = under.lead is not None and _ANYBODY.match(fold(text[slice(*under.lead)])) is not None
    if under.lead is not None and (given.lead is None or (given.said == "given" and not anybody)):
        return False
    if under.lead is not None and given.lead and _is_made_by(text, given):
        return False
    if given.said != "stands" or given.due or under.due or under.alike:
        return True
    if under.lead is not None:  # "Các tổ chức tín dụng: - Mỗi chi nhánh …"
        return anybody
    if given.lead is None or (under.duties and block.label):
        return under.duties
    return under.assigns or (under.tasks and not _ANYBODY.match(fold(text[slice(*given.lead)])))


def _is_one_of(text: str, given: Assignment, several: Range) -> bool:
    """Whether somebody is one of those that a heading names: "Xã Hòa Xá" below "Ban CHQS các xã"."""
    group = _GROUP.search(fold(text[slice(*several)]))
    return group is not None and fold(text[slice(*(given.lead or several))]).startswith(group[1])


def _is_made_by(text: str, given: Assignment) -> bool:
    """Whether somebody merely makes what another works on, or holds what another attends: "Thẩm định dự toán
    do Phòng Y tế lập".
    """
    first, last = given.lead or (0, 0)
    before = text[given.content[0][0] : first]
    attends = _ATTENDS.search(before)
    does = _DOES_IT.match(fold(text[last : last + 40]))
    return before.endswith(" do ") and (attends is not None or (begins_with_act(before) and not does))


def _then(text: str, block: Block, under: Place, found: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """What is to be done, or happens, at the time that the heading above says."""
    start = begin(text, block)
    clock = _CLOCK.match(fold(text[start : block.end]))
    if clock:
        start += clock.end()
        found = read_assignments(text, start, block.end)
    if not found and ((clock and block.label) or begins_with_act(text[start : block.end])):
        found = read_items(text, start, block.end, under.lead, under.in_month)
    above = (under.due,) if under.due else ()
    return tuple(
        replace(
            given, due=(*given.due, *above) if _in_month(text, given, under) else _own(text, given, above)
        )
        for given in found
    )


def _own(text: str, given: Assignment, above: tuple[Range, ...]) -> tuple[Range, ...]:
    """Its own time, else that above; a day above goes before upon what it is to be done: "… khi có sự cố"."""
    waits = all(text[slice(*place)].startswith("khi ") for place in given.due)
    dated = not any(is_event(text[slice(*place)]) for place in above)
    return above if above and waits and dated else given.due or above


def _in_month(text: str, given: Assignment, under: Place) -> bool:
    """Whether its days are those of the month above."""
    return under.in_month and any(names_days(text[slice(*place)]) for place in given.due)


def _closed(text: str, found: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """The assignments of a block; a time in a last sentence of its own is that of all."""
    last = found[-1].due if found else ()
    if not last or not _OWN_SENTENCE.search(text[found[-1].content[-1][1] : last[-1][0]]):
        return found
    return tuple(replace(given, due=given.due or last) for given in found)


def _stands(text: str, block: Block, given: Assignment, others: bool, tables: bool) -> bool:
    """Whether it is a task of the plan, and not how the plan is followed."""
    content = fold(given.printed(text))
    lead, start = given.lead, given.content[0][0]
    first = lead[0] if lead and block.start <= lead[0] < start else start
    said = fold(text[first:start]) + content  # "Các đơn vị căn cứ Kế hoạch này triển khai …"
    sees = given.lead is not None and _SEES_TO.match(content)
    vague = (not sees and _FOLLOWS.search(said)) or _EMPTY.fullmatch(content) or _GOODWILL.match(content)
    is_so = _IS_SO.match(content) and not begins_with_act(given.printed(text))
    based = is_so or (
        lead is None and content.startswith("can cu ")
    )  # "Căn cứ Chỉ thị số 09/CT-UBND ngày 05 tháng 8 …"
    asked = all(text[slice(*place)].startswith("khi ") for place in given.due)  # "khi cần thiết"
    if based or _LABEL.fullmatch(content) or len(content) < _SHORTEST_CONTENT or (vague and asked):
        return False
    if not others:
        return True
    dated = bool(given.due) and not (
        _REPORTS.match(content) and _RHYTHM.match(fold(text[slice(*given.due[0])]))
    )
    if (vague or _FOLLOWS_THEM.search(said)) and (tables or not dated):
        return False
    return not tables or (given.said == "given" and bool(given.due))


def _repeats(text: str, given: Assignment, others: Sequence[Draft]) -> bool:
    """Whether a table's row or a labelled item is the same task."""
    said = Counter(fold(given.printed(text)).split())
    for draft in others:
        other = Counter(fold(draft.texts.get("content", "")).split())
        if 2 * (said & other).total() >= _SAME * (said.total() + other.total()):
            return True
    return False


def _draft(text: str, block: Block, given: Assignment) -> Draft:
    places: dict[Field, tuple[Range, ...]] = {"content": given.content}
    if given.due:
        places["due_text"] = given.due
    said = {"lead_text": given.lead, "coordination_text": given.coordination}
    places |= {field: (place,) for field, place in said.items() if place}  # type: ignore[misc]
    if block.label:
        places["number"] = (block.label.place,)
    texts: dict[Field, str] = {field: as_printed(text, ranges) for field, ranges in places.items()}
    if block.label:
        texts["number"] = block.label.text
    told = [
        place for field, ranges in places.items() if field not in ("number", "due_text") for place in ranges
    ]
    told += [place for place in given.due if place[0] >= block.start]  # not that of a heading far above
    span = min(start for start, _ in told), max(end for _, end in told)
    return Draft(
        "body", None, None, texts, places, span, block.start, meant=_meant(texts.get("due_text", ""))
    )


def _meant(due: str) -> dict[Field, str]:
    """Days with the month that stands above them: "Ngày 05; Tháng 9" is "Ngày 05 Tháng 9", or
    with the rhythm before them."""
    if whole := with_rhythm(due):
        return {"due_text": whole}
    *days, month = due.split("; ")
    if not days or not is_month(month) or not any(map(names_days, days)):
        return {}
    return {"due_text": "; ".join(f"{day} {month}" if names_days(day) else day for day in days)}
