"""Where a part of a sentence may begin: behind a mark, behind "do", and where words say a time."""

import re
from dataclasses import dataclass
from typing import Final

from normalize.agencies.names import begins_name
from normalize.tasks.clause_times import FULL_STOP, UPON, WHEN
from normalize.tasks.clauses import Clause
from normalize.tasks.subjects import LONGEST_LEAD

# " - giao đồng chí Phúc", "; Công an phường bố trí lực lượng", " (Phòng Bảo quản; tháng 6)", ". (Đội 3)"
_MARK: Final = re.compile(rf"(?:^|[;:,](?= |$)|{FULL_STOP}(?: *\()?|[()]| [-–](?= ))[ .;,)]*")
_AND: Final = re.compile(r"và\s+(?=[A-ZĐ])")  # "…, và Thư viện tỉnh giới thiệu sách"
# "do Sở Y tế chủ trì", "được giao cho Thư viện tỉnh tổ chức", "thuộc trách nhiệm của cộng tác viên"
_PASSIVE: Final = re.compile(
    r"(?<= )(?:(?:se +)?do|boi(?! +(?:duong|thuong|dap|lan))|duoc(?! +giao)|(?:duoc )?giao(?: +cho)?"
    r"|thuoc +(?:trach +nhiem|nhiem +vu)(?: +cua)?|duoi +su +chu +tri +cua) +(?=[a-z])"
)
# what is done goes by what another made: "theo lộ trình do Giám đốc duyệt."
_SET_BY: Final = re.compile(
    r"(?<![a-z])theo +(?:[a-z]+ +){1,5}?do +[^,.;:()]{3,60} (?:duyet|sap +xep|ban +hanh|quy +dinh|lap)"
    r"(?= *(?:[,.;)]|$))"
)
# "; riêng UBND xã Mỹ Lợi huy động"
_ALONE: Final = re.compile(r"(?:[Rr]iêng|[Cc]òn) +(?=[A-ZĐ]|(?:các|mỗi) )")
_AS_FOR: Final = re.compile(r"[Đđ]ối với +(?=[^,.;:]{3,80}: )")  # "Đối với Phòng Y tế: "
_BESIDE: Final = re.compile(
    r" cung +(?:voi +)?(?!cap(?![a-z]))(?=[a-z])"
)  # "chốt quân số | cùng các đơn vị nhận quân."


_THEN: Final = re.compile(r"(?<=[a-z]) thi +(?=[a-z])")  # "Khi có dịch thì trưởng bản báo"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a part may begin: `start` before the mark or the word "do", `at` behind it."""

    start: int
    at: int
    mark: str


def openings(stretch: Clause, begin: int) -> list[Opening]:
    """All places from `begin` on where a part may begin, in order; a time comes before a mark there."""
    folded = stretch.folded
    marks = [Opening(begin, begin, "^")] if begin else []
    marks += [
        Opening(m.start(), _past_and(stretch, m), m[0].strip()[-1:] or "^")
        for m in _MARK.finditer(folded, begin)
    ]
    theirs = [m.span() for m in _SET_BY.finditer(folded, begin)]
    passives = (m.span() for m in _PASSIVE.finditer(folded, begin))
    does = [Opening(*at, "do") for at in passives if not any(first < at[0] < last for first, last in theirs)]
    whens = [Opening(m.start(), m.end(), "when") for m in WHEN.finditer(folded, begin)]
    thens = (m.span() for m in _THEN.finditer(folded, begin))
    then = [Opening(*span, ",") for span in thens if stretch.printed(*span).strip() == "thì"]
    upon = [Opening(m.start(), m.start(), "upon") for m in UPON.finditer(folded, begin)]
    beside = [Opening(m.start(), m.end(), "with") for m in _BESIDE.finditer(folded, begin)]
    return sorted(
        (*marks, *does, *whens, *then, *upon, *beside), key=lambda one: (one.start, one.mark != "when")
    )


def _past_and(stretch: Clause, mark: re.Match[str]) -> int:
    """Where a part may begin behind a mark; behind a comma "and" may stand before somebody, words that point
    to whom something is said of at the beginning.
    """
    said = stretch.printed(mark.end(), mark.end() + LONGEST_LEAD)
    if (as_for := _AS_FOR.match(said)) and begins_name(said[as_for.end() :]):
        return mark.end() + as_for.end()
    if (alone := _ALONE.match(said)) and begins_name(said[alone.end() :]):
        return mark.end() + alone.end()
    joined = _AND.match(stretch.printed(mark.end(), mark.end() + LONGEST_LEAD))
    return mark.end() + (joined.end() if joined and mark[0].startswith(",") else 0)
