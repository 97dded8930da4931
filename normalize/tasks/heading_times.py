"""Times of headings, and of paragraphs that head a list: "1. Quý I", "Tháng 3:", "Giai đoạn 1: từ …"."""

import re
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Block, Range
from normalize.tasks.clause_times import is_event, is_time, says_when
from normalize.tasks.headings import ASIDE, LONGEST_HEADING, begin

# "(từ tháng 3 đến tháng 4/2026)" or ": quý I" that ends a heading
_TIME_BEHIND: Final = re.compile(r"(?:\((?P<inside>[^()]+)\)|: +(?P<after>[^:()]+))[ .:]*$")
# "Quý I năm 2020: công tác chuẩn bị", "Tháng 9 - Khai giảng"
_TIME_BEFORE: Final = re.compile(r"(?P<when>[^:()]{4,60}?)(?: *:| [-–]) +(?![0-9])")
# "Nhiệm vụ thường xuyên", "Công việc làm hằng ngày", "Các việc phải hoàn thành trong tháng 8/2025"; not
# "Nhiệm vụ thực hiện trong năm 2025", which all of the plan is
_EVER: Final = re.compile(
    r"^(?:nhom +)?(?:cac +|nhung +)?(?:nhiem +vu|cong +viec|viec|hoat +dong|cong +tac|noi +dung)"
    r"(?: +(?:thuc +hien|lam|can|phai|ngay))*"
    r" +(?P<when>thuong +xuyen|(?:hang|moi) +(?:ngay|tuan|thang|quy|nam)"
    r"|(?:(?:hoan +thanh|xong|thuc +hien|lam) +)?(?=[^:]*(?:thang|quy|[0-9]/)[^:]*[ .:]*$)"
    r"(?:truoc|trong|tu|den|cham +nhat|vao|ngay)(?![a-z])[^:]{3,50}?"
    r"|(?:thang +[0-9]|quy +[ivx0-9])[^:]{0,30}?)[ .:]*$"
)
# "Giai đoạn 1, quý IV", "Đợt cao điểm thứ nhất - từ 01/3 đến 31/5", "Trong Tháng Nhân đạo (từ 01/5 …)"
_PHASE: Final = re.compile(
    r"(?:(?:giai +doan|dot|buoc|vong|luot|tuan|chang)(?![a-z])|(?:trong +)?thang(?! +[0-9])(?![a-z]))"
    r"(?! +[0-9]{4}).{0,80}?"
)
# "Giai đoạn 1 - từ ngày 01/3 đến ngày 31/5"
_PHASE_TIME: Final = re.compile(rf"{_PHASE.pattern}(?:,| [-–]|:|\() *(?P<when>[^:()]+)[ .:)]*")
# "Trong tháng 4/2024, các đơn vị thực hiện các nhiệm vụ sau:", "Các nội dung phải hoàn thành trong tháng 4:",
# "Các hoạt động dưới đây được tổ chức thành 02 đợt, trong tháng 4 và tháng 7:"
_ANNOUNCES: Final = re.compile(
    r"(?:(?P<before>[^:]{4,60}?), )?(?:[^:]{0,100}(?:nhiem +vu|noi +dung|cong +viec|viec|hoat +dong)"
    r"(?: +(?:cu +the|trong +tam|chu +yeu|nhu))* +(?:sau(?: +day)?|duoi +day)"
    r"|(?:cac|nhung) +[a-z]+(?: +[a-z]+)? +sau(?: +day)?"
    r"|cac +(?:nhiem +vu|noi +dung|cong +viec|viec|hoat +dong)(?: +(?:sau(?: +day)?|can|phai|tren))*)"
    r"(?: +(?:duoc|se|phai|can|deu)(?: +(?:duoc|deu))* +(?:to +chuc|trien +khai|tien +hanh|thuc +hien)"
    r"(?: +thanh +[0-9a-z]+ +[a-z]+)?(?=,? ))?"
    r"(?:,? +(?:phai +|can +)?(?:lam +(?=xong))?"
    r"(?:(?:thoi +)?han(?: +(?:hoan +thanh|thuc +hien|cuoi +cung|chung))* +(?:la +)?)?"
    r"(?P<behind>(?:hoan +thanh|thuc +hien|xong|trong|tu|truoc|ngay)[^:,]{4,60}))?:"
)
_ABOUT: Final = re.compile(
    r"(?:viec|cong +viec|cong +tac|hoat +dong|chu +de|nhiem +vu|ke +hoach|phuong +huong|muc +tieu"
    r"|noi +dung)(?![a-z])"
)  # "Chủ đề năm 2024"
# "Thời gian: tháng 3 - tháng 4" tells of the item above it
_LABELLED: Final = re.compile(r"(?:thoi +(?:gian|han|diem)|tien +do|han|moc|lo +trinh)[a-z ]*:")
_IN_BRACKET: Final = re.compile(r"(?<=\()[^()]+(?=\))")  # "Trong mùa khô (từ 01/3 đến 31/8), …"
# "Tháng 3", "Quý IV"; not "Sau thiên tai"
DAYS: Final = re.compile(r"[0-9]|(?<!\w)[IVX]+(?!\w)")
LONGEST_TIME: Final = 60
_LONGEST_PHASE: Final = 120
# "Toàn bộ các việc ở mục này phải hoàn thành trước ngày 30/6/2024", "Các nhiệm vụ tại mục này do bà Lan phụ
# trách"
ALL_OF_IT: Final = re.compile(
    r"(?:(?:toan +bo|tat +ca) +)?(?:(?:cac|nhung) +)?"
    r"(?:(?:cong|phan) +)?(?:viec|noi +dung|nhiem +vu|hoat +dong)"
    r"(?: +(?:neu|o|tai|cua|trong|thuoc|muc|phan|nhom|tren|nay|day)){1,4},? +(?:(?:phai|can|deu) +){0,3}"
)
# "hoàn thành trước ngày 30/6/2024"
_DONE_WHEN: Final = re.compile(
    r"(?P<when>(?:duoc +)?(?:hoan +thanh|thuc +hien|lam +xong|xong)(?![a-z]).{4,60})"
)

# "Thời gian: từ ngày 10/11 đến ngày 18/11/2021. Địa điểm: tại khu dân cư"; not the day of a ceremony, before
# which it is prepared
_WHEN_AND_WHERE: Final = re.compile(
    r"thoi +gian(?: +(?:to +chuc|thuc +hien|dien +ra))? *: *"
    r"(?P<when>(?:tu|trong|thang|quy)(?![a-z])[^:;]{4,80}?)[.;] +dia +diem\b.{3,200}"
)


def announces(text: str, block: Block) -> re.Match[str] | None:
    """What it says where it only announces a list: "Các đơn vị thực hiện các nhiệm vụ sau:"."""
    start = begin(text, block)
    said = fold(text[start : block.end]).rstrip()
    return _ANNOUNCES.fullmatch(said) if len(said) <= LONGEST_HEADING else None


def heading_time(text: str, block: Block) -> Range | None:
    """The time that is all of a heading ("1. Quý I"), or ends it ("2. Thí điểm (từ tháng 5 đến tháng 7)"), or
    by which what is listed below a sentence is to be done.
    """
    start, end = begin(text, block), block.end
    folded = fold(text[start:end])
    if place := _told_time(text, block):
        return place
    if is_event(text[start:end]):
        return start, start + len(text[start:end].rstrip(" .:\n"))
    ever = _EVER.search(folded) if block.kind == "heading" else None
    if ever and is_time(text[start + ever.start("when") : start + ever.end("when")]):
        return start + ever.start("when"), start + ever.end("when")
    before = _TIME_BEFORE.match(folded) if block.kind == "heading" else None
    if before and is_time(text[start : start + before.end("when")]):
        return start, start + before.end("when")
    behind = (
        None if folded.startswith("ngay ") else _TIME_BEHIND.search(folded)
    )  # "Ngày Sách Việt Nam (21/4)"
    aside = text.find(" (", start, end)
    for place in (
        (start, end),
        *((start + behind.start(i), start + behind.end(i)) for i in (1, 2) if behind),
        *([(start, aside)] if aside > start else []),  # "Quý II/2024 (Phòng Y tế chủ trì)"
    ):
        said = text[slice(*place)].rstrip(" .:")
        when = is_time(said) if place[0] == start else says_when(said)
        if said and len(said) <= LONGEST_TIME and when and not _ABOUT.match(fold(said)):
            return place[0], place[0] + len(said)
    return None


def _told_time(text: str, block: Block) -> Range | None:
    """The time of a phase ("Giai đoạn 1: từ … đến …"), or of a list that a sentence announces."""
    start = begin(text, block)
    said = fold(text[start : block.end]).rstrip()
    phase = _PHASE_TIME.fullmatch(said) if len(said) <= _LONGEST_PHASE else None
    told = announces(text, block)
    aside = ASIDE.match(said) if said.endswith(":") else None
    places = [phase.span("when")] if phase else [told.span("before"), told.span("behind")] if told else []
    places += [aside.span()] if aside else []
    dates = (
        (begins + one.start(), begins + one.end())
        for begins, ends in places
        for one in _IN_BRACKET.finditer(said[begins:ends])
    )
    for begins, ends in (*places, *dates):
        when = text[start + begins : start + ends].rstrip(" .:,\n")
        if begins >= 0 and is_time(when):
            return start + begins, start + begins + len(when)
    return None


def dates_a_list(text: str, block: Block) -> bool:
    """Whether a paragraph says when what is listed below it is: "Tháng 4 - 5:", "Giai đoạn 1: từ …"."""
    said = text[block.start : block.end].rstrip(" :\n")
    whole = len(said) <= LONGEST_TIME and is_time(said) and not _LABELLED.match(fold(said))
    return block.kind == "text" and (whole or _told_time(text, block) is not None)


def section_time(text: str, block: Block) -> Range | None:
    """The time by which a paragraph says that all of its section is due, or from when to when it takes place:
    "Thời gian: từ ngày 10/11 đến ngày 18/11. Địa điểm: khu dân cư".
    """
    start, folded = begin(text, block), fold(text[begin(text, block) : block.end]).rstrip(" .;\n")
    about = ALL_OF_IT.match(folded)
    told = _DONE_WHEN.fullmatch(folded, about.end()) if about else None
    if block.label is None and block.parent is not None:
        told = told or _WHEN_AND_WHERE.fullmatch(folded)
    place = (start + told.start("when"), start + told.end("when")) if told else (0, 0)
    return place if told and is_time(text[slice(*place)]) else None
