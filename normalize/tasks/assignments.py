"""Sentences that give somebody a task: "Giao Sở X chủ trì, phối hợp với Y …, hoàn thành trước ngày …".

The patterns read folded text, which is as long as the text itself, so that their places are places in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from kehoach.language.folding import fold
from kehoach.language.verbs import MANNERS
from kehoach.records import Range
from normalize.agencies.names import begins_name, names_agencies
from normalize.tasks.clause_times import SENTENCE_END, WHEN, says_when, timed
from normalize.tasks.clauses import Clause, begins_with_act

_GIVES: Final = r"(?:giao|de +nghi|yeu +cau|phan +cong|chi +dao|moi|uy +quyen)(?: +cho)? +"
_ROLE: Final = (
    r",? +(?:la +(?:co +quan|don +vi|bo +phan) +thuong +truc"
    r"|(?:la +(?:co +quan|don +vi|bo +phan|dau +moi)? *)?(?:chu +tri|(?:lam )?dau +moi"
    r"|chiu +trach +nhiem(?: +chinh)?|co +(?:trach +nhiem|nhiem +vu)|phu +trach|dam +nh(?:an|iem)"
    r"|duoc +(?:giao|phan +cong|de +nghi|yeu +cau)(?: +nhiem +vu)?))(?![a-z])"
)
# + Giao Sở Nội vụ chủ trì; - giao thông vận tải chủ trì (no agency: refused by its name)
_GIVEN: Final = re.compile(rf"(?:^ *|[.;:(] *|, +){_GIVES}(?=[a-z])")
# words that are like an order without their marks: "Mỗi Đoàn xã" is not "Mời", "Giáo viên" not "Giao"
NO_ORDER: Final = re.compile(r"\W*(?:mỗi|giáo)\s", re.IGNORECASE)
# " chịu trách nhiệm chính"
_ROLES: Final = re.compile(_ROLE)
# " tổ chức thực hiện tại"
_ROLES_BEHIND: Final = re.compile(
    rf"{_ROLE}| +(?:to +chuc +)?(?:thuc +hien|tien +hanh|dam +nhiem|to +chuc)"
    r"(?= *(?:[).;,]|$)| +(?:tu|trong|vao|tai|truoc|hang|dinh +ky)(?![a-z]))"
)
# + …, do Sở Y tế chủ trì; + … (Huyện đoàn chủ trì; trong tháng 3); + … được giao cho Thư viện tỉnh tổ chức
_BEHIND: Final = re.compile(
    r"(?P<passive>(?<= )(?:(?:se +)?do|duoc +giao(?: +cho)?) +(?=[a-z]))|[(;,.] *(?:giao +|do +)?(?=[a-z])"
)
# " thực hiện, "
# "(Phòng Bảo quản; tháng 6/2025)."
_LAST_BRACKET: Final = re.compile(r"\((?P<told>[^()]+)\)[ .;]*$")
# "Phòng Bảo quản chủ trì"
_PART: Final = re.compile(r"[^;]+")
# "Phòng Bảo quản chủ trì, các phòng phối hợp"
_WHO: Final = re.compile(
    r"(?P<lead>.+?)(?: +chu +tri(?:,? +(?:phoi +hop +(?:voi +)?(?P<with>.+)"
    r"|(?P<helps>.+?) +(?:cung +)?phoi +hop(?: +thuc +hien)?))?|(?<! chu tri))"
)
# " tổ chức thực hiện, "
_WORK_DONE: Final = re.compile(r" +(?:to +chuc|trien +khai)? *(?:thuc +hien|tien +hanh)(?= *[,;.)])")
_ABOUT: Final = re.compile(r"(?:viec|cong +tac) +")  # "Việc rà soát dữ liệu do …"
# where somebody else may begin to be told what to do: "…; Công an phường bố trí lực lượng"
_TURN: Final = re.compile(rf"[;.] +(?:{_GIVES})?(?=[a-z])")
_BARE_HEAD: Final = re.compile(r"[^\W\d_][a-zà-ỹ]*")  # "Đội" of "Đội bảo vệ" names nobody, "UBND" does
# how what was done is told is no further task: "…; tổng hợp kết quả báo cáo Ban Chỉ đạo"
_REPORTS: Final = re.compile(r"tong +hop|bao +cao|theo +doi|don +doc")
# a name is not over here: "Phòng Tuyên truyền và" (phổ biến pháp luật)
_GOES_ON: Final = re.compile(r"(?:[,–-]|(?<!\w)(?:và|của|về|cho))\s*$")
# words of a name though they begin with a verb: "Phòng Quản lý | xây dựng hạ tầng | chủ trì"
_OF_A_NAME: Final = re.compile(r"(?!.*(?:co quan|don vi|phoi hop| voi ))[a-z]+(?: [a-z]+){1,4} ?")
_JOINED: Final = re.compile(r"[a-z]+(?: [a-z]+)? va +")  # "tổng hợp và "
# ": "
_COLON: Final = re.compile(r" *: +")
# ";"
_STOP: Final = re.compile(r"[.;:()]")
_WHO_IS: Final = re.compile(r"\([^().;:]{2,40}\)")  # "Phòng Tham mưu (PV01)", "Thầy Hải (Hiệu trưởng)"
# ", phối hợp chặt chẽ với "
_WITH: Final = re.compile(
    r"[ ,]*(?:va +)?(?:(?:thuc +hien +)?phoi +hop(?: +chat +che)?(?: +(?:voi|cung))*|cung(?: +voi)?):? +"
)
# "Chủ trì tham mưu "
_LEADS_ITSELF: Final = re.compile(r"(?:chu +tri|chu +dong)(?: +tham +muu)?[ ,]*(?:va +)?")
_WORK: Final = r"(?:(?:to +chuc|trien +khai|tham +muu|va)? *(?:thuc +hien|trien +khai|tham +muu)|tong +hop)"
# says nothing of what is to be done: "tổ chức thực hiện"
_IDLE: Final = re.compile(rf"[ ,;:.]*(?:{'|'.join(MANNERS)})?[ ,]*{_WORK}?[ ,;:.)]*")
# what stands before a verb and does nothing: "Việc", "Kết quả kiểm tra", "Trong quá trình", "Hồ sơ nộp chậm",
# "Hội nghị"
_NO_SUBJECT: Final = re.compile(
    r"(?:viec|cong +tac|ket +qua|ke +hoach|noi +dung|thoi +gian|kinh +phi|moi +thac|ho +so|trong|khi|neu|de"
    r"|sau|truoc|can +cu|su +co|luu +y|muc +(?:tieu|dich)|yeu +cau|so +luong|ty +le|qua|theo|tu|nhung|day"
    r"|nham|hinh +thuc|chu +de|dia +diem|thuc +hien|tiep +tuc|hoat +dong|chat +luong|hieu +qua|tinh +hinh"
    r"|moi|tai|dua +tren|tren|ngoai|doi +voi|dot|lop|buoi|cuoc|hoi +(?:nghi|thi|thao|cho)|le|giai|dien +dan"
    r"|quyet +dinh|nghi +quyet|van +ban|danh +sach|chuong +trinh|phong +trao|ngay|thang|quy(?! [A-Z])|nam"
    r"|cac +(?:noi +dung|hoat +dong|diem|muc|chi +tieu|bien +phap|van +ban|hoi|lop|cuoc))(?![a-z])"
)
# a subject is over before these: "Thanh tra đột xuất | khi …"
_NO_PART_OF_ONE: Final = re.compile(
    r"(?<![a-z])(?:khi|de|neu|tu|den|trong|voi|theo|nham|se|phai|duoc)(?![a-z])"
)
_LONGEST_SUBJECT: Final = 9  # syllables
_LONGEST_LEAD: Final = 200
_LONGEST_TIME: Final = 120
# "chịu trách nhiệm trước Giám đốc Sở về …" gives nothing to do
_ANSWERS: Final = re.compile(r" *(?:ve|toan +dien|truoc(?! +(?:ngay|thang|quy|[0-9])))(?![a-z])")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to do what by when, as places in the text; None for what is not said. `said` tells how the lead
    is known: it is "given" the task ("giao …"), it is said that it "leads" ("… chủ trì"), it is "placed"
    above it or before its colon, or it merely "stands" before a verb.
    """

    lead: Range | None
    coordination: Range | None
    content: Range
    due: Range | None
    said: Literal["given", "leads", "placed", "stands"] = "leads"


def read_assignments(text: str, start: int, end: int, anybody: bool = False) -> tuple[Assignment, ...]:
    """What the sentences of `text[start:end]` give somebody to do; further clauses with a time of their own
    are tasks of the same lead. Empty where nobody is named: no agency, or `anybody` that a verb may have.
    """
    stretch = Clause(text, fold(text[start:end]), start, anybody)
    told = _given(stretch) or _bracketed(stretch) or _taken(stretch)
    return told or _told_behind(stretch) or _behind(stretch) or _dated(stretch)


def read_items(text: str, start: int, end: int, lead: Range | None) -> tuple[Assignment, ...]:
    """What an item says is to be done, by the agency that the heading above it names."""
    stretch = Clause(text, fold(text[start:end]), start)
    begin = len(stretch.folded) - len(stretch.folded.lstrip())
    itself = _LEADS_ITSELF.match(stretch.folded, begin)
    first = _follow(stretch, lead, itself.end() if itself else begin)
    return tuple(replace(one, said="leads" if itself else "placed") for one in first)


def read_dated(text: str, start: int, end: int) -> tuple[Assignment, ...]:
    """What a line of a timeline says is then, act or event: "Từ ngày 01/3 đến ngày 08/3: Tuần lễ Áo dài"."""
    return _dated(Clause(text, fold(text[start:end]), start), events=True)


# ---------------------------------------------------------------- who


def _given(stretch: Clause) -> tuple[Assignment, ...]:
    for found in _GIVEN.finditer(stretch.folded):
        order = NO_ORDER.match(stretch.printed(*found.span())) is None
        if order and (named := _lead(stretch, found.end(), alone=True)):
            lead, after = named
            said = stretch.place(0, found.start())
            when = said if found.start() and says_when(stretch.text[slice(*said)]) else None
            before = None if when else _last_sentence(stretch, found.start())
            told = _follow(stretch, lead, after, before=before)
            return tuple(replace(one, due=one.due or when, said="given") for one in told)
    return ()


def _taken(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Sở Y tế chủ trì …", "Sở Y tế: tham mưu …", "Các Hạt Kiểm lâm báo cáo … trước ngày …"."""
    begin = len(stretch.folded) - len(stretch.folded.lstrip())
    colon = _COLON.search(stretch.folded, begin + 3, begin + _LONGEST_LEAD)
    if colon and _names(stretch, stretch.printed(begin, colon.start())):
        if not _opens(stretch, colon.end()):
            return ()
        lead = stretch.place(begin, colon.start())
        return read_items(
            stretch.text, stretch.start + colon.end(), stretch.start + len(stretch.folded), lead
        )
    named = _lead(stretch, begin, alone=True)
    if named is None:
        return ()
    lead, after = named
    found = _follow(stretch, lead, after)
    role = _ROLES.match(stretch.folded, lead[1] - stretch.start)
    return found if role else tuple(replace(one, said="stands") for one in found)


def _opens(stretch: Clause, at: int) -> bool:
    """Whether what is to be done stands there: a verb, or a sentence that goes on in small letters."""
    rest = stretch.printed(at, len(stretch.folded))
    if begins_with_act(rest) or _LEADS_ITSELF.match(fold(rest)):
        return True
    return rest[:1].islower() and not begins_name(rest)


def _dated(stretch: Clause, events: bool = False) -> tuple[Assignment, ...]:
    """ "Tháng 10/2025: Kiểm tra hồ sơ", "Ngày 18/4/2025: Hội đồng tuyển sinh họp xét điều kiện"."""
    begin = len(stretch.folded) - len(stretch.folded.lstrip())
    colon = _COLON.search(stretch.folded, begin, begin + _LONGEST_TIME)
    if colon is None:
        return ()
    due = stretch.place(begin, colon.start())
    if not says_when(stretch.text[slice(*due)]):
        return ()
    start, end = stretch.start + colon.end(), stretch.start + len(stretch.folded)
    found = read_assignments(stretch.text, start, end, stretch.anybody)
    if not found and (events or begins_with_act(stretch.text[start:end])):
        found = read_items(stretch.text, start, end, None)
    return tuple(replace(one, due=one.due or due) for one in found)


def _behind(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Tổ chức lễ phát động … do Sở Y tế chủ trì", "Biên soạn tờ gấp (Phòng Tư pháp chủ trì; …)"."""
    for found in _BEHIND.finditer(stretch.folded):
        named = _lead(stretch, found.end(), alone=False)
        if named and (found["passive"] or begins_with_act(stretch.printed(0, found.start()).strip())):
            before = 0, found.start()
            return _done_by(stretch, *named, before) if found["passive"] else _follow(stretch, *named, before)
    return ()


def _told_behind(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Lập danh sách hộ: các khu dân cư thực hiện từ ngày 30/9 đến ngày 05/10/2025"."""
    begin = len(stretch.folded) - len(stretch.folded.lstrip())
    colon = _COLON.search(stretch.folded, begin, begin + _LONGEST_LEAD)
    if colon is None or not begins_with_act(stretch.printed(begin, colon.start())):
        return ()
    named = _lead(stretch, colon.end(), alone=True)
    return _done_by(stretch, *named, (begin, colon.start())) if named else ()


def _bracketed(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Khảo sát kho (Phòng Bảo quản chủ trì, Văn phòng phối hợp; tháng 6/2025)"."""
    bracket = _LAST_BRACKET.search(stretch.folded)
    if bracket is None or not begins_with_act(stretch.printed(0, bracket.start()).strip()):
        return ()
    lead = due = coordination = None
    for part in _PART.finditer(stretch.folded, bracket.start() + 1, bracket.end("told")):
        place = stretch.place(*part.span())
        said = _WHO.fullmatch(fold(stretch.text[slice(*place)]))
        if says_when(stretch.text[slice(*place)]):
            due = place
        elif said and names_agencies(stretch.text[place[0] : place[0] + said.end("lead")]):
            lead = place[0], place[0] + said.end("lead")
            helps = said.span("with") if said["with"] else said.span("helps")
            coordination = (place[0] + helps[0], place[0] + helps[1]) if helps[0] >= 0 else coordination
        else:
            return ()
    content = stretch.place(0, bracket.start())
    return (Assignment(lead, coordination, content, due),) if lead else ()


def _done_by(stretch: Clause, lead: Range, at: int, before: Range) -> tuple[Assignment, ...]:
    """ "Việc rà soát dữ liệu do Phòng Thu chủ trì thực hiện, phối hợp với cơ quan Thuế, xong trước …"."""
    about = _ABOUT.match(stretch.folded, len(stretch.folded) - len(stretch.folded.lstrip()))
    work = _WORK_DONE.match(stretch.folded, at)
    coordination, after = _coordination(stretch, work.end() if work else at)
    due = timed(stretch, after, len(stretch.folded))[1]
    content = about.end() if about else before[0], before[1]
    return (_of_before(stretch, Assignment(lead, coordination, content, due)),)


def _lead(stretch: Clause, begin: int, alone: bool) -> tuple[Range, int] | None:
    """The agency named from `begin`, and where the text goes on after it: behind the words that make it the
    lead, or, where it may stand `alone`, at what it is to do.
    """
    if _WITH.match(stretch.folded, begin):
        return None
    stop = _name_stop(stretch, begin)
    limit = stop.start() if stop else min(begin + _LONGEST_LEAD, len(stretch.folded))
    said = _ROLES if alone else _ROLES_BEHIND
    roles = [(role.start(), role.end()) for role in said.finditer(stretch.folded, begin, limit)]
    acts = [(at, at) for at in stretch.acts(begin, limit) if not _goes_on(stretch, at)] if alone else []
    colon = [(limit, limit + 1)] if alone and stop and stop[0] == ":" else []
    for end, after in sorted((*roles, *acts, *colon)):
        place = stretch.place(begin, end)
        name = stretch.text[slice(*place)]
        if (
            not name
            or _BARE_HEAD.fullmatch(name)
            or _GOES_ON.search(stretch.printed(begin, end))
            or not _names(stretch, name)
        ):
            continue
        longer = next((role for role in roles if role[0] > end), None) if end == after else None
        if longer and _OF_A_NAME.fullmatch(stretch.folded, end, longer[0]):
            return stretch.place(begin, longer[0]), longer[1]
        return place, after
    return None


def _goes_on(stretch: Clause, at: int) -> bool:
    """Whether what is like a verb at `at` ends one of two names: "Khoa Nhi | tổng hợp và Khoa Sản"."""
    joined = _JOINED.match(stretch.folded, at)
    return joined is not None and begins_name(stretch.printed(joined.end(), joined.end() + _LONGEST_LEAD))


def _names(stretch: Clause, name: str) -> bool:
    """Whether the text names who does something: agencies or, where anybody may, a subject of a verb."""
    return names_agencies(name) or (
        stretch.anybody
        and name[:1].isupper()
        and len(name.split()) <= _LONGEST_SUBJECT
        and not begins_with_act(name)
        and not _NO_SUBJECT.match(fold(name))
        and not _NO_PART_OF_ONE.search(fold(name))
        and not says_when(name)
    )


def _name_stop(stretch: Clause, begin: int) -> re.Match[str] | None:
    """The mark that ends the names from `begin`; none is one between two of them, or around what one is."""
    at = begin
    while stop := _STOP.search(stretch.folded, at, begin + _LONGEST_LEAD):
        named = names_agencies(stretch.printed(begin, stop.start()))
        told = _WHO_IS.match(stretch.folded, stop.start())
        if not named or not (told or stop[0] == ";"):
            return stop
        at = told.end() if told else stop.end()
    return None


def _coordination(stretch: Clause, at: int) -> tuple[Range | None, int]:
    """Who helps, where that is said at `at`, and where the text goes on after it."""
    opening = _WITH.match(stretch.folded, at)
    if opening is None:
        return None, at
    stop = SENTENCE_END.search(stretch.folded, opening.end())
    limit = stop.start() if stop else len(stretch.folded)
    when = WHEN.search(stretch.folded, opening.end(), limit)
    ends = [*stretch.acts(opening.end(), limit), *((when.start(),) if when else ()), limit]
    for end in sorted(ends):
        place = stretch.place(opening.end(), end)
        if place[1] > place[0] and names_agencies(stretch.text[slice(*place)]):
            return place, end
    return None, at


# ---------------------------------------------------------------- what


def _follow(
    stretch: Clause, lead: Range | None, at: int, before: Range | None = None
) -> tuple[Assignment, ...]:
    """What the lead named before `at` is to do; what stands `before` it where nothing is said after it. Then
    what others named in the same sentence are to do.
    """
    for turn in _TURN.finditer(stretch.folded, at):
        if named := _lead(stretch, turn.end(), alone=True):
            own = replace(stretch, folded=stretch.folded[: turn.start() + 1])
            return (*_told(own, lead, at, before), *_follow(stretch, *named))
    return _told(stretch, lead, at, before)


def _told(stretch: Clause, lead: Range | None, at: int, before: Range | None) -> tuple[Assignment, ...]:
    coordination, after = _coordination(stretch, at)
    if _ANSWERS.match(stretch.folded, after):
        return ()
    content, due, end = timed(stretch, after, len(stretch.folded))
    if before is not None and _IDLE.fullmatch(stretch.folded, after, content[1] - stretch.start):
        return (_of_before(stretch, Assignment(lead, coordination, before, due)),)
    if before is not None and stretch.folded[max(after, 0) : end].lstrip(" ").startswith((";", ")")):
        return (_of_before(stretch, Assignment(lead, coordination, before, due)),)
    if _IDLE.fullmatch(stretch.folded, content[0] - stretch.start, content[1] - stretch.start):
        return ()
    first = Assignment(lead, coordination, content, due)
    return (first, *_further(stretch, first, end))


def _of_before(stretch: Clause, said: Assignment) -> Assignment:
    """The assignment whose content stands before its lead, with a time that may stand there, too."""
    begin, end = said.content
    content, due, _ = timed(stretch, begin, end)
    return replace(said, content=content, due=said.due or due)


def _further(stretch: Clause, first: Assignment, at: int) -> Iterator[Assignment]:
    """Clauses behind the first one's time, with a time of their own or none."""
    while first.due and at < len(stretch.folded):
        content, due, end = timed(stretch, at, len(stretch.folded))
        said = stretch.text[slice(*content)]
        if not begins_with_act(said) or end <= at or (due is None and _REPORTS.match(fold(said))):
            return
        yield replace(first, coordination=None, content=content, due=due)
        at = end


def _last_sentence(stretch: Clause, end: int) -> Range | None:
    """What stands before `end`, from its last sentence but for the one that ends there."""
    begin = 0
    return (begin, end) if stretch.folded[begin:end].strip(" .;:,") else None
