"""Persons and offices of a kind, told apart by what they do or undergo: "Nhân viên ghi thu", "Thẩm phán được
phân công giải quyết vụ án".
"""

import re
from typing import Final

from kehoach.records import Range
from normalize.tasks.clauses import Clause

_VERB: Final = 2  # syllables
# (Nhân viên) " ghi thu | phải chụp"; "kiểm tra các hộ phải di dời" has more before it
_MUST: Final = re.compile(
    r" ?(?!trực )[a-zà-ỹ]+(?: [a-zà-ỹ]+)? (?P<modal>phải|có trách nhiệm|có nhiệm vụ)(?= [a-zà-ỹ])"
)
# (Nhân viên) " khai thác khu bay phải báo cáo"
_WHAT_THEY_DO: Final = re.compile(
    r" ?(?:[a-zà-ỹ]+ ){2}(?:(?!các |những |mọi |từng )[a-zà-ỹ]+ ){1,2}"
    r"(?P<modal>phải|có trách nhiệm)(?= [a-zà-ỹ])"
)
# "Các giáo viên", "Thẩm phán", "Các đơn vị chịu sự"
_OF_A_KIND: Final = re.compile(
    r"(?:(?:cac|moi|tung|nhung) )?(?:giao vien|nhan vien|can bo|chuyen vien|cong chuc|tham phan|giang vien"
    r"|(?:(?:dong chi )?(?:[a-z]+ ){1,2})vien|bac si|don vi|co quan|nguoi [a-z]+|dong chi)"
    r"(?: (?:y te|tin dung|khuyen nong|dia chinh))?"
    r"(?: (?:bi|chiu su))?"
)
# " theo dõi địa bàn tham dự", (chịu sự) "giám sát gửi"
_WHICH: Final = re.compile(
    r" ?(?:chủ trì (?!tổ chức|xây dựng|thực hiện)[a-zà-ỹ]+(?: [a-zà-ỹ]+){1,4}?"
    r"|(?:theo dõi|phụ trách|quản lý) (?:địa bàn|lĩnh vực|khu vực)|dạy (?:bồi dưỡng|phụ đạo|ôn)"
    r"|(?<=bị )[a-zà-ỹ]+(?: [a-zà-ỹ]+){0,3}?|(?<=chịu sự )[a-zà-ỹ]+ [a-zà-ỹ]+)"
    r"(?= (?:(?:gửi|trình|nộp|tiến hành|tham dự|tham gia|ghi|lập|phải|thường xuyên|chủ động|trực tiếp)(?!\w)"
    r"|báo cáo (?:[A-ZĐ]|(?:về|với|cho|ngay)(?!\w))))"
)


# " được phân công lựa chọn"
_CHARGED: Final = re.compile(r" ?được (?:phân công|giao)(?= [a-zà-ỹ])")
# " phụ trách địa bàn, "
_IN_CHARGE: Final = re.compile(
    r" ?(?:phụ trách|theo dõi|quản lý) (?:địa bàn|lĩnh vực|khu vực|cơ sở)(?= *[,.;]| *$)"
)
_LONGEST_CHARGE: Final = 8  # syllables
# " có trách nhiệm dự"
_ROLE: Final = re.compile(r" (?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|phải)(?= )")


def told_apart(stretch: Clause, begin: int, end: int, limit: int) -> tuple[Range, int] | None:
    """Persons or offices of a kind with what tells which, and where the text goes on: "Nhân viên | ghi thu |
    phải chụp ảnh", "Đơn vị | chủ trì soạn thảo | trình Bộ trưởng".
    """
    said = stretch.printed(begin, limit)
    if must := _MUST.match(said, end - begin):
        return stretch.place(begin, begin + must.start("modal")), begin + must.end("modal")
    kind = _OF_A_KIND.fullmatch(stretch.folded[begin:end].strip())
    if kind is None:
        return None
    if must := _WHAT_THEY_DO.match(said, end - begin):
        return stretch.place(begin, begin + must.start("modal")), begin + must.end("modal")
    which = _WHICH.match(said, end - begin) or _IN_CHARGE.match(said, end - begin)
    if which:
        return stretch.place(begin, begin + which.end()), begin + which.end()
    return _charged(stretch, begin, end, said)


def _charged(stretch: Clause, begin: int, end: int, said: str) -> tuple[Range, int] | None:
    """Persons who are charged with something, up to what all of them do: "Ủy viên | được phân công phụ trách
    cơ sở | có trách nhiệm dự", "Thẩm phán | được phân công | lựa chọn vụ án".
    """
    charged = _CHARGED.match(said, end - begin)
    if charged is None:
        return None
    at = begin + charged.end()
    over = said.find(",", charged.end())
    limit = begin + (over if over > 0 else len(said))
    role = _ROLE.search(said, charged.end(), limit - begin)
    acts = sorted(stretch.acts(at, begin + role.start() if role else limit))
    if role and len(said[charged.end() : role.start()].split()) <= _LONGEST_CHARGE:
        return stretch.place(begin, begin + role.start()), begin + role.end()
    further = (verb for verb in acts if len(stretch.printed(at + 1, verb).split()) > _VERB)
    done = next(further, acts[0] if acts else None)
    return (stretch.place(begin, done), done) if done else None
