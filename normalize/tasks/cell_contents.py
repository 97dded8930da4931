"""What the cells of a column look like, whatever its header says."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal

from kehoach.language.folding import fold
from normalize.agencies.names import begins_name
from normalize.deadlines.read import read_deadlines

Kind = Literal[
    "number", "mark", "money", "amount", "time", "place", "person", "agency", "document", "prose", "other",
]  # fmt: skip

# "1.2."
_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,2})*[.):/]?|[IVX]{1,5}[.)]?|[A-Za-zđ][.)]?")
# What is set in the column of a period that a task is due in: "x", "xx", "V", an arrow, a sign other than a
# dash or a ditto mark.
MARK = re.compile(r"(?:[xX×] ?){1,3}|[vV]|[-–—]+>|(?:[^\w\s\-–—.,;:/()\"”“″'’´`〃~?!%] ?){1,3}")
_TICK: Final = "/"  # what a scanned "✓" is read as
# "khoảng 20 triệu đồng"
_MONEY = re.compile(
    r"(?:khoang )?[0-9][0-9.,]*\s*(?:trieu|ty|nghin|ngan|dong|trd|tr\.?d|vnd|d)\b.*"
    r"|[0-9]{1,3}(?:[.,][0-9]{3})+"
    r"|(?:ngan sach|nguon (?:ngan sach|kinh phi|chi|xa hoi)|kinh phi|tu chu|khong tu chu).{0,40}"
)
# "80 %", "45 phút": how much, or how long within a day, and no time that something is due
_AMOUNT = re.compile(r"[0-9][0-9.,/]*\s*(?:%|phut|tiet|nguoi|lop|cuoc|luot)")
# "Quý I"
_TIME_BEGINS = re.compile(
    r"(?:trong|truoc|sau|den|het|tu|ngay|thang|quy|nam|hang|dinh ky|thuong xuyen|cham nhat|ca nam|khi|cuoi"
    r"|dau"
    r"|tuan|theo (?:ke hoach|tien do|yeu cau|quy dinh|huong dan)|xong|hoan thanh|hoc ky|sang|chieu|[0-9]"
    r"|t[0-9]"
    r"|q[0-9i])"
)
_LONGEST_TIME: Final = 90
# "Hội trường UBND xã"
_PLACE = re.compile(
    r"(?:hoi truong|phong hop|phong [0-9]|tru so|nha van hoa|nha khach|khach san|khu |thon |ap |to dan pho"
    r"|xa "
    r"|phuong |huyen (?!doan|uy)|quan [0-9]|thi xa |thi tran |thanh pho |tp\.? ?[a-z]|tinh (?!doan|uy)[a-z]"
    r"|tai |san |cho |toan (?:tinh|huyen|xa))"
)
_SURNAME = (
    r"Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Lâm|Trịnh|Mai|Đào|Cao"
    r"|Hà|Tạ|Lương|Trương|Tô|Chu|Châu|Thái|Quách|Kiều|Tống|Nông|Vi|Ma|Lò"
)
# "Đ/c Hà"
_PERSON = re.compile(
    rf"(?:(?:Ông|Bà|Đ/c|Đồng chí|Cô|Thầy|TS\.?|ThS\.?|BS\.?)\s+[A-ZĐÀ-Ỹ]"
    rf"|(?:{_SURNAME})\s+[A-ZĐÀ-Ỹ]\w*(?:\s+[A-ZĐÀ-Ỹ]\w*)?"
    rf"(?:\s+[A-ZĐÀ-Ỹ]\w*)?$)"
)
# "Báo cáo của Sở"
_DOCUMENT = re.compile(
    r"(?:ke hoach|bao cao|quyet dinh|cong van|to trinh|nghi quyet|van ban|danh (?:muc|sach)|bien ban|hoi nghi"
    r"|chuong trinh|de an|quy che|thong bao|du thao|phuong an|ho so|bang|phan mem|tai lieu|giay|huong dan"
    r"|ket luan|quy trinh)(?![a-z])"
)
# Words that begin as names of bodies do and are none: "Ban hành" is no "Ban", "Tổ chức" no "Tổ".
_DEED = re.compile(
    r"(?:ban hanh|to chuc|bao dam|bao ve|tong (?:hop|ket|ra soat)|hoi (?:thao|thi|nghi)|so (?:ket|hoa)"
    r"|so sanh"
    r"|khoa hoc)(?![a-z])"
)
# "Chủ trì: ", before the name of who leads or takes part
_LABEL_OF_NAME = re.compile(
    r"[-+•* ]*(?:(?:don vi|co quan|phong|bo phan) )?(?:chu tri|dau moi|phoi hop)(?: thuc hien)? ?: *"
)
_PROSE_WORDS: Final = 6
_LONGEST_NAME: Final = 30  # words; lists of agencies are long too
# What says "as above", folded: "nt", "-nt-", "(n/t)", "Như trên", "Tương tự", strokes, between dashes or not.
DITTO = re.compile(
    r"""\W*n[./]?t\W*|\W*(?:tuong tu ?)?nhu (?:(?:dong|muc|o|noi dung|nhiem vu) )?tren\W*|\W*tuong tu\W*"""
    r"""|-?\s*(?:["”“″〃]|''|,,|´´|``|\|\||//)\s*-?"""
)
# "- -"
_NOTHING = re.compile(r"[-–—\s]*|['’,]")


def is_blank(text: str) -> bool:
    """Whether a cell says nothing of its own: empty, a dash, or a mark that repeats the cell above."""
    return bool(_NOTHING.fullmatch(text) or DITTO.fullmatch(fold(text)))


def is_mark(text: str) -> bool:
    """Whether a cell that stands for a period is marked."""
    return bool(MARK.fullmatch(text) or text == _TICK)


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind:
    """What a cell's text is by its form."""
    folded = fold(text)
    if label := _LABEL_OF_NAME.match(folded):
        text, folded = text[label.end() :], folded[label.end() :]
    if MARK.fullmatch(text):
        return "mark"
    if _NUMBER.fullmatch(text):
        return "number"
    if _MONEY.fullmatch(folded):
        return "money"
    if _AMOUNT.fullmatch(folded):
        return "amount"
    if _is_time(text, folded):
        return "time"
    if _PERSON.match(text):
        return "person"
    if _PLACE.match(folded):
        return "place"
    if len(text.split()) > _LONGEST_NAME:
        return "prose"
    if _DOCUMENT.match(folded):
        return "document"
    if begins_name(text.lstrip("-+*•0123456789.) ")) and not _DEED.match(folded):
        return "agency"
    return "prose" if len(text.split()) >= _PROSE_WORDS else "other"


def _is_time(text: str, folded: str) -> bool:
    if len(text) > _LONGEST_TIME or not _TIME_BEGINS.match(folded):
        return False
    reading = read_deadlines(text, 2000)
    return bool(reading.periods) and all(period.kind != "unparsed" for period in reading.periods)


def shares(texts: Iterable[str]) -> Mapping[Kind, float]:
    """The share of each kind among the cells that say something; empty where none does."""
    kinds = Counter(kind_of(text) for text in texts if not is_blank(text))
    total = sum(kinds.values())
    return {kind: count / total for kind, count in kinds.items()}
