"""Who helps, where words say so: "…, phối hợp với Sở Y tế"."""

import re
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Range
from normalize.agencies.names import names_agencies, split_agencies
from normalize.tasks.clause_times import SENTENCE_END, WHEN
from normalize.tasks.clauses import Clause, begins_with_act
from normalize.tasks.subjects import (
    LEADING,
    LONGEST_LEAD,
    LONGEST_SUBJECT,
    NAME_VERB,
    NO_PART_OF_ONE,
    NO_SUBJECT,
    WITH_WHOM,
    joins,
    verbs,
)

# "các hạt | quản lý đường,": nothing is done there
_NAME_TAIL: Final = re.compile(
    rf"(?:{NAME_VERB.pattern}(?: [a-z]+){{0,2}}"
    r"|(?:(?:xet|kiem|thi) nghiem|kiem di(?:nh|ch)|dieu tri|cap cuu))"
    r"(?= *[,.;)])"
)
# a unit's function needs what it is for: "Phòng Quản lý" (xây dựng), "Trung tâm Hỗ trợ"
_FUNCTION: Final = re.compile(
    r"(?<![a-z])(?:(?:phong|to|doi|cuc|vu|trung tam) (?:quan ly|phat trien|ho tro|xuc tien)"
    r"|trung tam dich vu)$"
)
_LEVEL: Final = re.compile(r" (?:tinh|huyen|xa|phuong|thanh pho)$")  # "Truyền hình tỉnh"
# "phối hợp với "
_NAMES_WHO: Final = re.compile(r"(?:voi|cua|gom):? +$")
# "phối hợp với Phòng Báo điện tử | trong khâu thiết kế"
_IN_WHAT: Final = re.compile(r" (?:trong|ve) +(?:khau|viec|cong +tac|qua +trinh)(?![a-z])")
# " cùng các cửa hàng lương thực", " cùng đội cờ đỏ"
_SEVERAL: Final = re.compile(r".*cung +(?:cac|nhung|nhom|doi(?! +(?:ngu|voi|tuong))) ")
# what begins names and is none: "phối hợp với ban | điều hành khu phố | gắn biển"
_HEADS: Final = ("đơn vị", "cơ quan", "ban", "tổ", "đội", "nhóm", "phòng", "khoa", "trạm")
_ONE: Final = ("nhà máy", "xí nghiệp", "công ty", "trung tâm")  # "các xí nghiệp" are somebody


def named_helpers(stretch: Clause, at: int) -> tuple[Range | None, int]:
    """Who helps, where that is said at `at`, and where the text goes on after it."""
    opening = WITH_WHOM.match(stretch.folded, at)
    if opening is None or not joins(stretch, opening):
        return None, at
    stop = SENTENCE_END.search(stretch.folded, opening.end())
    limit = min(stop.start() if stop else len(stretch.folded), opening.end() + 2 * LONGEST_LEAD)
    when = WHEN.search(stretch.folded, opening.end(), limit)
    role = LEADING.search(stretch.folded, opening.end(), limit)
    where = _IN_WHAT.search(stretch.folded, opening.end(), limit)
    cues = (one.start() for one in (when, role, where) if one)
    ends = [*verbs(stretch, opening.end(), limit), *cues, limit]
    for end in sorted(ends):
        place = stretch.place(opening.end(), end)
        said = stretch.text[slice(*place)]
        over = _LEVEL.search(fold(said))
        if (
            said.lower() in _ONE
            or said.lower().removeprefix("các ") in _HEADS
            or (end < limit and _FUNCTION.search(fold(said)))
            or (not over and _NAME_TAIL.match(stretch.folded, end))
        ):
            continue  # "phối hợp với đơn vị | thi công"
        among = _NAMES_WHO.search(opening[0]) or said[:1].isupper() or _SEVERAL.match(opening[0] + fold(said))
        if said and (names_agencies(said) or (among and _may_help(said))):
            return place, end
    return None, at


def _may_help(said: str) -> bool:
    """Whether words behind "với" or "của" may be somebody: "với dân phòng", not "với Kế hoạch này"."""
    folded = fold(said)
    few = all(len(name.split()) <= LONGEST_SUBJECT for name in split_agencies(said))
    return few and not (begins_with_act(said) or NO_SUBJECT.match(folded) or NO_PART_OF_ONE.search(folded))
