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
from normalize.tasks.clause_times import SENTENCE_END, says_when, timed
from normalize.tasks.clauses import Clause, begins_with_act, has_act
from normalize.tasks.subjects import LONGEST_LEAD, NO_SUBJECT, ROLES, named_helpers, named_lead, names

_GIVES: Final = r"(?:giao|de +nghi|yeu +cau|phan +cong|chi +dao|moi|uy +quyen)(?: +cho)? +"
# + Giao Sở Nội vụ chủ trì; - giao thông vận tải chủ trì (no agency: refused by its name)
_GIVEN: Final = re.compile(rf"(?:^ *|[.;:(] *|, +){_GIVES}(?=[a-z])")
# "Kiểm toán trưởng giao Chánh Văn phòng kiểm kê": who gives it is named before
_GIVES_TO: Final = re.compile(r" +(?:giao|ủy +quyền)(?: +cho)? +(?=\w)")
# words that are like an order without their marks: "Mỗi Đoàn xã" is not "Mời", "Giáo viên" not "Giao"
NO_ORDER: Final = re.compile(r"\W*(?:mỗi|giáo)\s", re.IGNORECASE)
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
    r"(?P<lead>.+?)(?: +chu +tri,? +(?P<helps>.+?) +(?:cung +)?phoi +hop(?: +thuc +hien)?"
    r"|(?: +chu +tri)?,? +phoi +hop +(?:voi +)?(?P<with>.+)|(?: +chu +tri)?)"
)
_HELPS: Final = re.compile(r"(?P<helps>.+?) +(?:cung +)?phoi +hop(?: +thuc +hien)?")  # "Kế toán phối hợp"
# " tổ chức thực hiện, "
_WORK_DONE: Final = re.compile(r" +(?:to +chuc|trien +khai)? *(?:thuc +hien|tien +hanh)(?= *[,;.)])")
_ABOUT: Final = re.compile(r"(?:viec|cong +tac) +")  # "Việc rà soát dữ liệu do …"
# where somebody else may begin to be told what to do: "…; Công an phường bố trí lực lượng", ", Văn phòng lo"
_TURN: Final = re.compile(rf"(?P<mark>[;.,]) +(?:{_GIVES})?(?=[a-z])")
# how what was done is told is no further task: "…; tổng hợp kết quả báo cáo Ban Chỉ đạo"
_REPORTS: Final = re.compile(r"tong +hop|bao +cao|theo +doi|don +doc")
# "Chủ trì tham mưu ", "Là cơ quan thường trực, chủ trì "
_LEADS_ITSELF: Final = re.compile(
    r"(?:la +(?:co +quan|don +vi|bo +phan)[a-z ]{0,20}, *)?(?:chu +tri|chu +dong)(?: +tham +muu)?[ ,]*"
    r"(?:va +)?"
)
_WORK: Final = r"(?:(?:to +chuc|trien +khai|tham +muu|va)? *(?:thuc +hien|trien +khai|tham +muu)|tong +hop)"
# says nothing of what is to be done: "tổ chức thực hiện"
_IDLE: Final = re.compile(rf"[ ,;:.]*(?:{'|'.join(MANNERS)})?[ ,]*{_WORK}?[ ,;:.)]*")
# ": "
_COLON: Final = re.compile(r" *: +")
# "tổ tạp vụ đảm nhiệm."
_DONE_BY: Final = re.compile(
    r"(?P<who>[a-z][a-z ]{3,50}?) +(?:dam +nh(?:iem|an)|phu +trach|thuc +hien|chu +tri)(?= *[,;.)]| +theo |$)"
)
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
    told = _given(stretch) or _given_by(stretch) or _bracketed(stretch) or _taken(stretch)
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
        if order and (named := named_lead(stretch, found.end(), alone=True)):
            lead, after = named
            said = stretch.place(0, found.start())
            when = said if found.start() and says_when(stretch.text[slice(*said)]) else None
            before = None if when else _last_sentence(stretch, found.start())
            told = _follow(stretch, lead, after, before=before)
            return tuple(replace(one, due=one.due or when, said="given") for one in told)
    return ()


def _given_by(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Giám đốc Sở giao Văn phòng Sở rà soát …"."""
    found = _GIVES_TO.search(stretch.printed(0, min(LONGEST_LEAD, len(stretch.folded))))
    if found is None or not names_agencies(stretch.printed(0, found.start()).strip()):
        return ()
    named = named_lead(stretch, found.end(), alone=True)
    return tuple(replace(one, said="given") for one in _follow(stretch, *named)) if named else ()


def _taken(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Sở Y tế chủ trì …", "Sở Y tế: tham mưu …", "Các Hạt Kiểm lâm báo cáo … trước ngày …"."""
    begin = len(stretch.folded) - len(stretch.folded.lstrip())
    colon = _COLON.search(stretch.folded, begin + 3, begin + LONGEST_LEAD)
    if colon and SENTENCE_END.search(stretch.folded, begin, colon.start()):
        colon = None
    if colon and names(stretch, stretch.printed(begin, colon.start())):
        if not _opens(stretch, colon.end()):
            return ()
        lead = stretch.place(begin, colon.start())
        return read_items(
            stretch.text, stretch.start + colon.end(), stretch.start + len(stretch.folded), lead
        )
    named = named_lead(stretch, begin, alone=True)
    if named is None:
        return ()
    lead, after = named
    found = _follow(stretch, lead, after)
    role = ROLES.match(stretch.folded, lead[1] - stretch.start)
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
    rest = Clause(stretch.text, stretch.folded[start - stretch.start :], start, anybody=events)
    found = _bracketed(rest, events) or read_assignments(stretch.text, start, end, stretch.anybody)
    if not found and (events or begins_with_act(stretch.text[start:end])):
        found = read_items(stretch.text, start, end, None)
    return tuple(replace(one, due=one.due or due) for one in found)


def _behind(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Tổ chức lễ phát động … do Sở Y tế chủ trì", "Biên soạn tờ gấp (Phòng Tư pháp chủ trì; …)"."""
    for found in _BEHIND.finditer(stretch.folded):
        if doer := _doer(stretch, found):
            return _done_by(stretch, *doer, (0, found.start()))
        named = named_lead(stretch, found.end(), alone=False)
        if named and (found["passive"] or begins_with_act(stretch.printed(0, found.start()).strip())):
            before = 0, found.start()
            return _done_by(stretch, *named, before) if found["passive"] else _follow(stretch, *named, before)
    return ()


def _doer(stretch: Clause, found: re.Match[str]) -> tuple[Range, int] | None:
    """Whoever does what is said, as "do … đảm nhiệm" has it: "do tổ tạp vụ đảm nhiệm"."""
    done = _DONE_BY.match(stretch.folded, found.end()) if "do " in found[0] else None
    if (
        done is None
        or NO_SUBJECT.match(done["who"])
        or not begins_with_act(stretch.printed(0, found.start()).strip())
    ):
        return None
    return stretch.place(*done.span("who")), done.end()


def _told_behind(stretch: Clause) -> tuple[Assignment, ...]:
    """ "Lập danh sách hộ: các khu dân cư thực hiện từ ngày 30/9 đến ngày 05/10/2025"."""
    begin = len(stretch.folded) - len(stretch.folded.lstrip())
    colon = _COLON.search(stretch.folded, begin, begin + LONGEST_LEAD)
    if colon is None or not begins_with_act(stretch.printed(begin, colon.start())):
        return ()
    named = named_lead(stretch, colon.end(), alone=True)
    if named is None:
        return ()
    role = ROLES.match(stretch.folded, named[0][1] - stretch.start)
    said = _done_by(stretch, *named, (begin, colon.start())) if role else None
    return said or _follow(stretch, *named, (begin, colon.start()))


def _bracketed(stretch: Clause, events: bool = False) -> tuple[Assignment, ...]:
    """ "Khảo sát kho (Phòng Bảo quản chủ trì, Văn phòng phối hợp; tháng 6/2025)"."""
    bracket = _LAST_BRACKET.search(stretch.folded)
    if bracket is None or not (events or begins_with_act(stretch.printed(0, bracket.start()).strip())):
        return ()
    lead = due = coordination = None
    for part in _PART.finditer(stretch.folded, bracket.start() + 1, bracket.end("told")):
        place = stretch.place(*part.span())
        told = fold(stretch.text[slice(*place)])
        said = (_HELPS if lead else _WHO).fullmatch(told) or _WHO.fullmatch(told)
        if lead and said and said.re is _HELPS:
            coordination = place[0], place[0] + said.end("helps")
        elif says_when(stretch.text[slice(*place)]):
            due = place
        elif said and names(stretch, stretch.text[place[0] : place[0] + said.end("lead")]):
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
    coordination, after = named_helpers(stretch, work.end() if work else at)
    due = timed(stretch, after, len(stretch.folded))[1]
    content = about.end() if about else before[0], before[1]
    return (_of_before(stretch, Assignment(lead, coordination, content, due)),)


# ---------------------------------------------------------------- what


def _follow(
    stretch: Clause, lead: Range | None, at: int, before: Range | None = None
) -> tuple[Assignment, ...]:
    """What the lead named before `at` is to do; what stands `before` it where nothing is said after it. Then
    what others named in the same sentence are to do.
    """
    found: list[Assignment] = []
    while turned := _next(stretch, at):
        end, named = turned
        own = Clause(stretch.text, stretch.folded[:end], stretch.start)
        if before is None:  # so that a long paragraph is not copied at each turn
            own, at = Clause(stretch.text, stretch.folded[at:end], stretch.start + at), 0
        found += _told(own, lead, at, before)
        (lead, at), before = named, None
    return (*found, *_told(stretch, lead, at, before))


def _next(stretch: Clause, at: int) -> tuple[int, tuple[Range, int]] | None:
    """Where what the one named before `at` is to do ends, and who is told what to do then."""
    _, helped = named_helpers(stretch, at)
    for turn in _TURN.finditer(stretch.folded, helped):
        if turn["mark"] == "," and not _turns(stretch, helped, turn):
            continue
        told = replace(stretch, anybody=stretch.anybody or turn["mark"] == ".")
        if named := named_lead(told, turn.end(), alone=True):
            return turn.start() + 1, named
    return None


def _turns(stretch: Clause, at: int, comma: re.Match[str]) -> bool:
    """Whether a comma parts what two are to do: something is said before it, and a name begins behind it."""
    after = stretch.printed(comma.end(), comma.end() + LONGEST_LEAD)
    return (
        after[:1].isupper()
        and begins_name(after)
        and has_act(stretch.printed(max(at, comma.start() - LONGEST_LEAD), comma.start()))
    )


def _told(stretch: Clause, lead: Range | None, at: int, before: Range | None) -> tuple[Assignment, ...]:
    coordination, after = named_helpers(stretch, at)
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
