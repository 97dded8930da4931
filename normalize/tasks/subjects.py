"""Who is named in a clause: the lead before a verb or before words that make it the lead, and who helps."""

import re
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Range
from normalize.agencies.names import begins_name, names_agencies
from normalize.tasks.clause_times import SENTENCE_END, WHEN, says_when
from normalize.tasks.clauses import Clause, begins_with_act

_ROLE: Final = (
    r",? +(?:la +(?:co +quan|don +vi|bo +phan) +thuong +truc"
    r"|(?:la +(?:co +quan|don +vi|bo +phan|dau +moi)? *)?(?:chu +tri|(?:lam )?dau +moi"
    r"|chiu +trach +nhiem(?: +chinh)?|co +(?:trach +nhiem|nhiem +vu)|phu +trach|dam +nh(?:an|iem)"
    r"|duoc +(?:giao|phan +cong|de +nghi|yeu +cau)(?: +nhiem +vu)?))(?![a-z])"
)
# " chịu trách nhiệm chính"
ROLES: Final = re.compile(_ROLE)
# " tổ chức thực hiện tại"
_ROLES_BEHIND: Final = re.compile(
    rf"{_ROLE}| +(?:to +chuc +)?(?:thuc +hien|tien +hanh|dam +nhiem|to +chuc)"
    r"(?= *(?:[).;,]|$)| +(?:tu|trong|vao|tai|truoc|hang|dinh +ky)(?![a-z]))"
)
# "Đội" of "Đội bảo vệ" names nobody, nor does "Công ty", but "UBND" does
_BARE_HEAD: Final = re.compile(
    r"[^\W\d_][a-zà-ỹ]*|(?:Tổng )?[Cc]ông ty|Trung tâm|Bệnh viện|Chi cục|Ngân hàng|[Bb]ộ phận|Ủy ban|Hội đồng"
    r"|Tiểu ban|Bộ Chỉ|Chi hội|Câu lạc bộ|Hợp tác xã|Quỹ hỗ trợ"
)
# a name is not over here: "Phòng Tuyên truyền và" (phổ biến pháp luật)
_GOES_ON: Final = re.compile(
    r"(?:[,–-]|(?<!\w)(?:và|của|về|cho|quản lý|xúc tiến|phát triển|hỗ trợ|xây dựng|chống|phụ trách))\s*$",
    re.IGNORECASE,
)
# words of a name though they begin with a verb: "Phòng Quản lý | xây dựng hạ tầng | chủ trì"
_OF_A_NAME: Final = re.compile(r"(?!.*(?:co quan|don vi|phoi hop| voi ))[a-z]+(?: [a-z]+){1,4} ?")
_JOINED: Final = re.compile(r"[a-z]+(?: [a-z]+)? va +")  # "tổng hợp và "
# ";"
_STOP: Final = re.compile(r"[.;:()]")
_WHO_IS: Final = re.compile(r"\([^().;:]{2,40}\)")  # "Phòng Tham mưu (PV01)", "Thầy Hải (Hiệu trưởng)"
# ", phối hợp chặt chẽ với "
_WITH: Final = re.compile(
    r"[ ,]*(?:va +)?(?:(?:thuc +hien +)?phoi +hop(?: +chat +che)?(?: +(?:voi|cung))*|cung(?: +voi)?):? +"
)
# what stands before a verb and does nothing: "Việc", "Kết quả kiểm tra", "Trong quá trình", "Hồ sơ nộp chậm",
# "Hội nghị"
NO_SUBJECT: Final = re.compile(
    r"(?:viec|cong +tac|ket +qua|ke +hoach|noi +dung|thoi +gian|kinh +phi|moi +thac|ho +so|trong|khi|neu|de"
    r"|sau|truoc|can +cu|su +co|luu +y|muc +(?:tieu|dich)|yeu +cau|so +luong|ty +le|qua|theo|tu|nhung|day"
    r"|nham|hinh +thuc|chu +de|dia +diem|thuc +hien|tiep +tuc|hoat +dong|chat +luong|hieu +qua|tinh +hinh"
    r"|gia|chi +phi|nhu +cau|moi|tai|dua +tren|tren|ngoai|doi +voi|dot|lop|buoi|cuoc|le|giai|dien +dan"
    r"|hoi +(?:nghi|thi|thao|cho)"
    r"|quyet +dinh|nghi +quyet|van +ban|danh +sach|chuong +trinh|phong +trao|ngay|thang|quy(?! [A-Z])|nam"
    r"|cac +(?:noi +dung|hoat +dong|diem|muc|chi +tieu|bien +phap|van +ban|hoi|lop|cuoc))(?![a-z])"
)
# a subject is over before these: "Thanh tra đột xuất | khi …"
_NO_PART_OF_ONE: Final = re.compile(
    r"(?<![a-z])(?:khi|de|neu|tu|den|trong|voi|theo|nham|se|phai|duoc)(?![a-z])"
)
_LONGEST_SUBJECT: Final = 9  # syllables
LONGEST_LEAD: Final = 200


def named_lead(stretch: Clause, begin: int, alone: bool) -> tuple[Range, int] | None:
    """The agency named from `begin`, and where the text goes on after it: behind the words that make it the
    lead, or, where it may stand `alone`, at what it is to do.
    """
    if _WITH.match(stretch.folded, begin):
        return None
    stop = _name_stop(stretch, begin)
    limit = stop.start() if stop else min(begin + LONGEST_LEAD, len(stretch.folded))
    said = ROLES if alone else _ROLES_BEHIND
    roles = [(role.start(), role.end()) for role in said.finditer(stretch.folded, begin, limit)]
    ends = (*stretch.acts(begin, limit), *stretch.opens(begin, limit)) if alone else ()
    acts = [(at, at) for at in ends if not _goes_on(stretch, at)]
    colon = [(limit, limit + 1)] if alone and stop and stop[0] == ":" else []
    for end, after in sorted((*roles, *acts, *colon)):
        place = stretch.place(begin, end)
        name = stretch.text[slice(*place)]
        if (
            not name
            or _BARE_HEAD.fullmatch(name)
            or _GOES_ON.search(stretch.printed(begin, end))
            or not names(stretch, name)
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
    return joined is not None and begins_name(stretch.printed(joined.end(), joined.end() + LONGEST_LEAD))


def names(stretch: Clause, name: str) -> bool:
    """Whether the text names who does something: agencies or, where anybody may, a subject of a verb."""
    return names_agencies(name) or (
        stretch.anybody
        and name[:1].isupper()
        and len(name.split()) <= _LONGEST_SUBJECT
        and not begins_with_act(name)
        and not NO_SUBJECT.match(fold(name))
        and not _NO_PART_OF_ONE.search(fold(name))
        and not says_when(name)
    )


def _name_stop(stretch: Clause, begin: int) -> re.Match[str] | None:
    """The mark that ends the names from `begin`; none is one between two of them, or around what one is."""
    at = begin
    while stop := _STOP.search(stretch.folded, at, begin + LONGEST_LEAD):
        named = names_agencies(stretch.printed(begin, stop.start()))
        told = _WHO_IS.match(stretch.folded, stop.start())
        if not named or not (told or stop[0] == ";"):
            return stop
        at = told.end() if told else stop.end()
    return None


def named_helpers(stretch: Clause, at: int) -> tuple[Range | None, int]:
    """Who helps, where that is said at `at`, and where the text goes on after it."""
    opening = _WITH.match(stretch.folded, at)
    if opening is None:
        return None, at
    stop = SENTENCE_END.search(stretch.folded, opening.end())
    limit = min(stop.start() if stop else len(stretch.folded), opening.end() + 2 * LONGEST_LEAD)
    when = WHEN.search(stretch.folded, opening.end(), limit)
    ends = [*stretch.acts(opening.end(), limit), *((when.start(),) if when else ()), limit]
    for end in sorted(ends):
        place = stretch.place(opening.end(), end)
        if place[1] > place[0] and names_agencies(stretch.text[slice(*place)]):
            return place, end
    return None, at
