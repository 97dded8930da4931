"""Names that are all that is said between two marks, and who is named by a role beside them."""

import re
from dataclasses import replace
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.roles import HELPS, LEADS
from kehoach.records import Range
from normalize.agencies.names import begins_name, begins_somebody, names_agencies
from normalize.tasks.clause_times import says_when
from normalize.tasks.clauses import Clause, begins_with_act, has_act
from normalize.tasks.subjects import LONGEST_LEAD, NOBODY, has_role, is_person, names, verbs

# "Đơn vị chủ trì là "
_BY_ROLE: Final = re.compile(
    r"(?:don +vi|co +quan|bo +phan|phong|nguoi) +(?:(?:chu +tri|phu +trach|chiu +trach +nhiem)"
    rf"(?: +(?:thuc +hien|chinh))?|thuc +hien|(?P<helps>{HELPS})) +la:? +"
)
# "các phòng phối hợp."
_HELPS_HERE: Final = re.compile(
    r"(?P<who>[a-z](?:[^.;:()]|[.](?! |$)){2,160}?),? +(?:"
    rf"la +(?:co +quan|don +vi|bo +phan) +{HELPS}(?![a-z])"
    rf"|(?!(?<=to )giup +viec|(?<=ban )giup +viec|(?<=nhom )giup +viec)(?:cung +)?{HELPS}(?= *(?:[.;,)]|$)))"
)
# " chủ trì, "
_LED: Final = re.compile(rf" {LEADS}[ ,]*$")
# "Đoàn xã phối hợp tổ chức hội thi"
_HELPS_TO: Final = re.compile(r"(?P<who>[a-z][^.;:(),]{2,80}?) +phoi +hop +(?=[a-z])")
# "- điều tra viên thực hiện", ": Tư vấn giám sát chịu trách nhiệm,"
_DOES_IT: Final = re.compile(
    r"(?P<who>[a-z](?:[a-z0-9]|[ -](?![ -])){3,60}?) +(?:dam +nh(?:iem|an)|phu +trach|thuc +hien"
    r"|chiu +trach +nhiem)(?= *(?:[,;.)]|$))"
)
# "Ban kiểm kê tài sản": a group that is called by what it does
_GROUP: Final = re.compile(
    r"(?:tieu ban|ban|to|doi|nhom|bo phan|doan|hoi dong|mang luoi|cau lac bo) (?=[a-z]+(?: [a-z]+){1,5}$)"
)
# "Phòng Kỹ thuật và các trạm bảo vệ rừng": behind a colon, or an order, only several are
_GROUPS: Final = re.compile(
    r"(?:[^,;:]{3,60} va )?(?:cac|moi|tung) (?:tram|to|doi|nhom|doan|hat|ban|chot) "
    r"(?=[a-z]+(?: [a-z]+){1,4}$)"
)
_GIVES: Final = re.compile(r"(?:: |, giao )$")  # "Quét dọn chợ: ", ", giao "
_MARKS: Final = len(", giao ")
_END: Final = re.compile(r"[.;](?= |$)|\)|$")  # "; "
# behind whom an act is told of before: "được điều động bởi Phòng Quản trị | theo lịch"
TOLD: Final = re.compile(r",(?= )|[.;)]| (?=(?:theo|truoc|trong|tu|tai|vao|de|xong)(?![a-z]))|$")
_COUNTED: Final = re.compile(
    r"(?<!số )(?<!phường )\d+ [a-zà-ỹ]"
)  # "Trường Mầm non thiếu 04 phòng" names nobody

_ABBREVIATION: Final = re.compile(r"([A-ZĐ]{2,12})\)")  # "TTHC)"
# whom somebody invites is told of together: "Mời Đoàn luật sư tỉnh, | Phòng Tư pháp huyện tham dự"
_INVITES: Final = re.compile(r"(?<!\w)[Mm]ời [^.;:]*$")
# the first of several that something is done for or to: "tham mưu cho Đảng ủy, "
# "gửi về Phòng Nội vụ; "
_LISTED: Final = re.compile(
    r" (?:(?:cho|với|của|giữa|là) (?P<first>[^.;:,()]{3,60}),"
    r"|(?:về|gửi|cho|với|của|tới) (?P<one>[^.;:,()]{3,60});) *$"
)


def whole_name(stretch: Clause, at: int, end: re.Pattern[str] = _END) -> tuple[Range, int] | None:
    """Who is all that is said up to the next mark: "(Phòng Bảo quản; tháng 6)"."""
    limit = min(at + LONGEST_LEAD, len(stretch.folded))
    bracket = stretch.folded[max(at - 1, 0) : at] == "("
    given = _GIVES.search(stretch.folded, max(at - _MARKS, 0), at) and begins_with_act(
        stretch.printed(0, at).lstrip()
    )
    groups = _GROUP if bracket else _GROUPS if given else None
    for stop in (m.start() for m in end.finditer(stretch.folded, at, limit)):
        if stretch.folded.count("(", at, stop) > stretch.folded.count(")", at, stop):
            continue  # "Ban giám khảo gồm cô Hạnh (trưởng ban|)"
        acts = stretch.has_act_upon(at, stop) and not (groups and _by_what_it_does(stretch, at, stop, groups))
        place = stretch.place(at, stop)
        said = stretch.text[slice(*place)]
        known = names_agencies(said) and ": " not in said and not NOBODY.search(said)
        known = known or (bracket and names(replace(stretch, lowered=True), said))
        if known and not acts and not has_role(stretch, at, stop) and not says_when(said):
            return (place, stop) if not _COUNTED.search(said) else None
    return None


def _by_what_it_does(stretch: Clause, at: int, stop: int, groups: re.Pattern[str]) -> bool:
    """Whether it names a group, or several, by what they do: "(Ban | kiểm kê tài sản)"; not "(Tổ hướng dẫn |
    ghi phiếu)", nor "(Ban tổ chức | trao giải)".
    """
    group = groups.match(stretch.folded[at:stop])
    acts = verbs(stretch, at, stop)
    return group is not None and acts[:1] == [at + group.end()] and (groups is _GROUPS or len(acts) == 1)


def who_does_it(stretch: Clause, at: int) -> tuple[Range, int] | None:
    """Whoever is said to do what stands before, and nothing else: " - điều tra viên thực hiện"."""
    found = _DOES_IT.match(stretch.folded, at)
    if found is None:
        return None
    place = stretch.place(*found.span("who"))
    known = names(replace(stretch, anybody=True, lowered=True), stretch.text[slice(*place)])
    return (place, found.end()) if known else None


def names_here(stretch: Clause, at: int) -> bool:
    """Whether somebody's name begins there: "Sở Y tế", "cô Hoa"."""
    return begins_somebody(stretch.printed(at, at + LONGEST_LEAD))


def named_by_role(stretch: Clause, at: int) -> tuple[Range, int, bool] | None:
    """Who leads or helps, behind what they are, where the text goes on, and whether it is a helper: "Đơn vị
    chủ trì là Phòng Tin học, …".
    """
    told = _BY_ROLE.match(stretch.folded, at)
    named = whole_name(stretch, told.end(), TOLD) if told else None
    return (*named, told["helps"] is not None) if told and named else None


def helper_here(stretch: Clause, at: int) -> tuple[Range, int] | None:
    """Who is said to help, and where the text goes on: "các phòng | phối hợp."."""
    here = _HELPS_HERE.match(stretch.folded, at) or _helps_to(stretch, at)
    if here is None or has_role(stretch, at, here.end("who")):
        return None
    place = stretch.place(*here.span("who"))
    helper = stretch.text[slice(*place)]
    lowered = replace(stretch, lowered=True)  # ", công đoàn cơ sở phối hợp)"
    return (place, here.end()) if names(lowered, helper) else None


def _helps_to(stretch: Clause, at: int) -> re.Match[str] | None:
    """Who helps the one who leads to do what follows: "Phòng Nội vụ chủ trì, | Đoàn xã phối hợp tổ chức"."""
    found = (
        _HELPS_TO.match(stretch.folded, at)
        if _LED.search(stretch.folded, max(0, at - LONGEST_LEAD), at)
        else None
    )
    acts = found and begins_with_act(stretch.printed(found.end(), found.end() + LONGEST_LEAD))
    return found if acts else None


def is_listed(stretch: Clause, at: int) -> bool:
    """Whether what begins there is one of several that something is done for or to."""
    listed = _LISTED.search(stretch.printed(max(0, at - LONGEST_LEAD), at))
    name = (listed["first"] or listed["one"]) if listed else ""
    return names_agencies(name[:1].upper() + name[1:])


def turns(stretch: Clause, at: int) -> bool:
    """Whether a comma parts what two are to do: something is said before it, and a name begins behind it."""
    after = stretch.printed(at, at + LONGEST_LEAD)
    before = stretch.printed(max(0, at - LONGEST_LEAD), at)
    if _INVITES.search(before) or is_listed(stretch, at):
        return False
    return (after[:1].isupper() or is_person(after)) and begins_name(after) and has_act(before.rstrip(" ,)"))


def abbreviates(stretch: Clause, at: int) -> bool:
    """Whether a bracket says how what stands before it is abbreviated: "thủ tục hành chính (TTHC)"."""
    short = _ABBREVIATION.match(stretch.printed(at, at + LONGEST_LEAD))
    before = stretch.folded[max(0, at - LONGEST_LEAD) : at - 1].replace(",", " ").split()
    first = "".join(word[0] for word in before[-len(short[1]) :]) if short else ""
    return bool(first) and first == fold(short[1] if short else "")
