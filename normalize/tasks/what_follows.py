"""What follows in a sentence: something to do, or words that add nothing to it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.roles import DOES, LEADS, OVERSEES
from kehoach.language.verbs import MANNERS
from kehoach.records import Range
from normalize.tasks.assignment import WHERE
from normalize.tasks.clause_parts import Part
from normalize.tasks.clauses import Clause, begins_with_act

_IT: Final = re.compile(r"(?:cong +)?(?:viec|noi +dung|nhiem +vu|hoat +dong) +nay")  # ". Việc này | do"
# says nothing of what is to be done: "tổ chức thực hiện"
IDLE: Final = re.compile(
    rf"(?:va +|de +|cung +|phai +)?(?:{'|'.join(MANNERS)})?[ ,]*"
    rf"(?:{LEADS}|{DOES}|{OVERSEES}|tong +hop|hoan +thanh)?[ ,]*"
    rf"(?:va +)?(?:{DOES})?(?: +xong)?"
)
# which of several a time is that of: (mở 02 lớp) ", lớp thứ nhất", "và cuộc thứ hai"
_WHICH: Final = re.compile(
    r"(?:^va +|^|, +)(?:dot|lan|lop|cuoc|ky|buoi|vong|luot|phien)"
    r" +(?:thu +)?(?:mot|hai|ba|tu|nhat|[0-9]{1,2}|[ivx]+)$"
)
# a topic that only counts: "Đợt 2 (tháng 8 - tháng 9): kiểm tra …"
COUNTS: Final = re.compile(
    r"(?:dot|buoc|giai +doan|lan|tuan|ngay|buoi|ky|viec|noi +dung|nhiem +vu|to|doan|nhom|doi|cum)"
    r"(?: +so)? +(?:[0-9]+|[ivx]+|thu +[a-z]+)"
)
# where, how, and whereby something is done is nothing to do: "tại nhà văn hóa các thôn"
AT: Final = re.compile(r"(?:tai|theo|tren|o|trong(?! +do(?![a-z]))|bang|qua|nham)(?![a-z])")

# "phối hợp thi công", "hỗ trợ sân khấu, âm thanh"
_LENDS: Final = re.compile(r"(?:cung +)?(?:phoi +hop(?! +(?:voi|cung))|ho +tro)(?: [a-z,]+){1,8}")
_AND: Final = re.compile(r"và\s+")  # "ngày 15 hằng tháng | và lập báo cáo trước ngày 31/12"


def goes_on(stretch: Clause, after: Sequence[Part]) -> bool:
    """Whether more of it follows right behind a time: "định kỳ 06 tháng | tổng hợp", "lúc 7 giờ | tại
    sân".
    """
    told = after[0] if after and after[0].kind == "text" and not after[0].mark else None
    if told is None:
        return False
    said = stretch.text[slice(*told.place)]
    return not fold(said).endswith(" lan") and (WHERE.match(said) is not None or begins_with_act(said))


def joined_act(stretch: Clause, part: Part, after: Sequence[Part]) -> int:
    """Where another act begins behind the time of a first one, if it has a time of its own: "công khai … ngày
    15 hằng tháng và | lập báo cáo trước ngày 31/12"; 0 where none does.
    """
    said = _AND.match(stretch.text, *part.place)
    timed = bool(after) and after[0].kind == "time" and after[0].mark != ";"
    acts = said and not part.mark and timed and begins_with_act(stretch.text[said.end() : part.place[1]])
    return said.end() if said and acts else 0


def lends_a_hand(stretch: Clause, after: Sequence[Part]) -> bool:
    """Whether somebody only helps with what another is to do: "phối hợp thi công"; not "hỗ trợ sân tập, cử 04
    trọng tài", which are two acts, nor at a time of its own.
    """
    told = after[0] if after and after[0].kind == "text" and not after[0].mark else None
    if told is None or (len(after) > 1 and after[1].kind == "time"):
        return False
    said = stretch.text[slice(*told.place)]
    return bool(_LENDS.fullmatch(fold(said))) and not begins_with_act(said.partition(", ")[2])


def is_idle(said: str) -> bool:
    """Whether folded words say nothing of what is to be done: "tổ chức thực hiện", "Việc này" (do …)."""
    return bool(IDLE.fullmatch(said) or _IT.fullmatch(said))


def without_which(stretch: Clause, part: Part, begun: bool) -> Part:
    """A part before a time without which of several it is that of: "mở 02 lớp|, lớp thứ nhất"; all of it
    where that is all, and nothing has `begun` before it or it stands behind a colon.
    """
    told = _WHICH.search(fold(stretch.text[slice(*part.place)]))
    # "Đợt 2 (tháng 8): …", "thi thử 2 lần: lần 1 ngày 13/6"
    if told is None or (told.start() == 0 and (not begun or part.mark == ":")):
        return part
    return replace(part, place=(part.place[0], part.place[0] + told.start()))


def does_it(after: Sequence[Part]) -> bool:
    """Whether it is said next who does what stands there, and by when at most before that."""
    others = [part for part in after if part.kind != "time"]
    return bool(others) and others[0].kind == "who" and others[0].mark == "do"


def follows(stretch: Clause, who: Part, after: Sequence[Part]) -> Range | None:
    """What somebody is to do where that follows; a bracket that ends a name is no mark: "Cô Hà (thủ quỹ)" in
    (tờ rơi).
    """
    _, last = who.place
    if after and after[0].mark == ")" and stretch.text[last - 1 : after[0].place[0]] == ") ":
        after = (replace(after[0], mark=""), *after[1:])
    for part in after:
        if part.kind in ("helps", "time") and part.mark not in (".", ";"):
            continue
        said = fold(stretch.text[slice(*part.place)])
        idle = IDLE.fullmatch(said) or AT.match(said)
        acts = part.kind == "text" and part.mark not in (".", ";", ")", "(") and not idle
        return part.place if acts else None
    return None
