"""Persons and offices of a kind, told apart by what they do or undergo: "Nhân viên ghi thu", "Thẩm phán được
phân công giải quyết vụ án".
"""

import re
from typing import Final

from kehoach.records import Range
from normalize.tasks.clauses import Clause

# (Nhân viên) " ghi thu | phải chụp"; "kiểm tra các hộ phải di dời" has more before it
_MUST: Final = re.compile(
    r" ?(?!trực )[a-zà-ỹ]+(?: [a-zà-ỹ]+)? (?P<modal>phải|có trách nhiệm|có nhiệm vụ)(?= [a-zà-ỹ])"
)
# "Các giáo viên", "Thẩm phán", "Các đơn vị chịu sự"
_OF_A_KIND: Final = re.compile(
    r"(?:(?:cac|moi|tung|nhung) )?(?:giao vien|nhan vien|can bo|chuyen vien|cong chuc|tham phan|giang vien"
    r"|(?:[a-z]+ ){2}vien|bac si|don vi|co quan|nguoi [a-z]+|dong chi)"
    r"(?: (?:y te|tin dung|khuyen nong|dia chinh))?"
    r"(?: (?:bi|chiu su))?"
)
# " theo dõi địa bàn tham dự", " được phân công thụ lý vụ án tiến hành", (chịu sự) "giám sát gửi"
_WHICH: Final = re.compile(
    r" ?(?:(?:được (?:phân công|giao)|chủ trì) (?!tổ chức|xây dựng|thực hiện)[a-zà-ỹ]+(?: [a-zà-ỹ]+){1,4}?"
    r"|(?:theo dõi|phụ trách|quản lý) (?:địa bàn|lĩnh vực|khu vực)|dạy (?:bồi dưỡng|phụ đạo|ôn)"
    r"|(?<=bị )[a-zà-ỹ]+(?: [a-zà-ỹ]+){0,3}?|(?<=chịu sự )[a-zà-ỹ]+ [a-zà-ỹ]+)"
    r"(?= (?:(?:gửi|trình|nộp|tiến hành|tham dự|tham gia|ghi|lập|phải|thường xuyên|chủ động|trực tiếp)(?!\w)"
    r"|báo cáo (?:[A-ZĐ]|(?:về|với|cho|ngay)(?!\w))))"
)


def told_apart(stretch: Clause, begin: int, end: int, limit: int) -> tuple[Range, int] | None:
    """Persons or offices of a kind with what tells which, and where the text goes on: "Nhân viên | ghi thu |
    phải chụp ảnh", "Đơn vị | chủ trì soạn thảo | trình Bộ trưởng".
    """
    said = stretch.printed(begin, limit)
    if must := _MUST.match(said, end - begin):
        return stretch.place(begin, begin + must.start("modal")), begin + must.end("modal")
    kind = _OF_A_KIND.fullmatch(stretch.folded[begin:end].strip())
    which = _WHICH.match(said, end - begin) if kind else None
    return (stretch.place(begin, begin + which.end()), begin + which.end()) if which else None
