"""Periods that hang on an event ("Sau khi có hướng dẫn", "Trong 15 ngày kể từ …", "Theo kế hoạch của UBND
tỉnh").

All patterns work on folded text (see `kehoach.language.folding`) and are matched at a given offset.
"""

import re
from dataclasses import dataclass
from typing import Final

from kehoach.records import DeadlineRelation

_SPAN: Final = (
    r"(?:(?:cham\s+nhat|trong|sau|toi\s+da|khong\s+qua|it\s+nhat|truoc)\s+(?:la\s+)?)?"
    r"(?:(?:trong\s+)?(?:vong|thoi\s+han|thoi\s+gian|khoang)\s+)?(?:toi\s+da\s+|khong\s+qua\s+)?"
    r"[0-9]{1,3}\s*(?:\([a-z ]{1,20}\)\s*)?(?:ngay|thang|tuan|gio|nam)(?:\s+lam\s+viec)?\s*,?\s*"
)
_TRIGGERS: Final[tuple[tuple[re.Pattern[str], DeadlineRelation], ...]] = (
    (re.compile(_SPAN + r"(?:ke\s+tu|tinh\s+tu|tu)\s+(?:khi|ngay|thoi\s+diem)?\s*(?![0-9])"), "by"),
    (re.compile(_SPAN + r"(?:ngay\s+)?sau\s+(?:khi\s+)?(?:ngay\s+)?(?![0-9])"), "by"),
    (re.compile(_SPAN + r"truoc\s+(?:khi\s+)?(?:ngay\s+)?(?![0-9])"), "before"),
    (re.compile(r"(?:ngay\s+)?sau\s+khi\s+"), "after"),
    (re.compile(r"truoc\s+khi\s+"), "before"),
    (re.compile(r"(?:ke\s+)?tu\s+khi\s+"), "from"),
    (re.compile(r"(?:ke|tinh)\s+tu\s+(?:ngay\s+|thoi\s+diem\s+)?(?!(?:thang|quy|nam)?\s*[0-9])"), "from"),
    (re.compile(r"(?:cho\s+)?den\s+khi\s+"), "by"),
    (re.compile(r"(?:ngay\s+|trong\s+)?khi\s+(?!mat\s)"), "in"),
    (
        re.compile(
            r"(?:can\s+cu\s+)?theo\s+(?!doi(?![a-z])|dinh\s+ky|(?:(?:tung|hang|moi)\s+)?(?:ngay|tuan|thang|quy|nam)\s*(?:$|[,;.)]))|can\s+cu\s+(?:vao\s+)?"
        ),
        "in",
    ),
    (re.compile(r"tuy\s+(?:theo|thuoc(?:\s+vao)?|vao)?\s*|phu\s+thuoc\s+(?:vao\s+)?"), "in"),
    (re.compile(r"trong\s+qua\s+trinh\s+|trong\s+suot\s+qua\s+trinh\s+"), "in"),
    (re.compile(r"(?:cung|dong\s+thoi)\s+(?:voi\s+|thoi\s+diem\s+|ky\s+)+|song\s+song\s+voi\s+"), "in"),
    (re.compile(r"(?=(?:kiem\s+tra\s+|bao\s+cao\s+)?(?:dot\s+xuat|phat\s+sinh)(?![a-z]))"), "in"),
    (re.compile(r"neu\s+(?=co|phat)"), "in"),
)
# "Sau Hội nghị", "Trước kỳ họp": an event only where no number shows that a date was meant
_AROUND: Final[tuple[tuple[re.Pattern[str], DeadlineRelation], ...]] = (
    (
        re.compile(
            r"(?:ngay\s+)?sau\s+(?!(?:ngay|thang|quy|nam|tuan|mat)(?![a-z]))(?=[a-z])(?=[^;0-9]{0,200}(?:;|$))"
        ),
        "after",
    ),
    (
        re.compile(r"truoc\s+(?!(?:ngay|thang|quy|nam|tuan|mat)(?![a-z]))(?=[a-z])(?=[^;0-9]{0,200}(?:;|$))"),
        "before",
    ),
)
_CITED = re.compile(
    r"(?<![a-z])(?:tai|theo|trong|cua)\s+(?=(?:quyet\s+dinh|ke\s+hoach|cong\s+van|thong\s+tu|nghi\s+dinh|van\s+ban|chi\s+thi"
    r"|nghi\s+quyet|thong\s+bao|chuong\s+trinh|huong\s+dan|luat)\s+(?:so\s+)?[0-9])"
)
_MILESTONE: Final = (
    r"(?:(?:hoan\s+thanh|xong|bao\s+cao|thuc\s+hien|gui)\s+)?(?:"
    r"(?:truoc|cham\s+nhat|den\s+het|den|tu|trong|vao)\s+(?:la\s+)?(?:truoc\s+)?(?:ngay\s+)?[0-9]{1,2}\s*(?:/|thang)\s*[0-9]"
    r"|(?:(?:truoc|cham\s+nhat|den\s+het|den|tu|trong|vao)\s+)?(?:thang\s+[0-9]|quy\s+[ivlh|1-4]{1,4}(?![a-z]))"
    r"|(?:duy\s+tri\s+)?thuong\s+xuyen|(?:hang|dinh\s+ky|moi)\s+(?:hang\s+)?(?:[0-9]\s+)?(?:ngay|tuan|thang|quy|nam)(?![a-z])"
    r"|ca\s+nam(?![a-z])|dot\s+xuat|(?:ngay\s+)?(?:sau\s+)?khi\s)"
)
_CUT = re.compile(rf";|(?:,|\.|(?<![a-z])(?:va|hoac)(?![a-z]))\s*(?={_MILESTONE})")


@dataclass(frozen=True, slots=True)
class Event:
    """`start` to `end` is the whole clause, `anchor` on the event in it; `aside` where it only qualifies
    ("theo …").
    """

    start: int
    end: int
    anchor: int
    relation: DeadlineRelation


def read_event(folded: str, at: int) -> Event | None:
    """The clause at `at` that ties a period to an event, up to the next milestone; None where none starts
    there.
    """
    for pattern, relation in (*_TRIGGERS, *_AROUND):
        if match := pattern.match(folded, at):
            end = clause_end(folded, match.end())
            cited = _CITED.search(folded, at, end)
            anchor = cited.end() if cited else match.end()
            return Event(at, end, anchor, relation) if anchor < end else None
    return None


def clause_end(folded: str, at: int) -> int:
    """End of the clause that `at` stands in: ";", the text's end, or a comma or "và" that opens another
    milestone.
    """
    cut = _CUT.search(folded, at)
    end = cut.start() if cut else len(folded)
    while end > at and folded[end - 1] in " ,.(":
        end -= 1
    return end
