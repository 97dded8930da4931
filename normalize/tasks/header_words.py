"""What a column's header says that the column holds.

Vietnamese puts the noun that says what a thing is before all that describes it: "Kinh phí thực hiện" is
money, "Thời gian thực hiện nhiệm vụ" a time. So the first word of a header that names something decides;
words that only say whose it is ("Đơn vị …", "Thực hiện") do where nothing else does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from kehoach.language.folding import fold

Role = Literal[
    "number",
    "content",
    "name",
    "product",
    "lead",
    "coordination",
    "due",
    "start",
    "end",
    "mark",
    "budget",
    "place",
    "person",
    "note",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Header:
    """A header's role, how plainly it is named (0–1), and the role of a second thing that the column
    holds.
    """

    role: Role
    plainness: float
    second: Role | None = None


_WHO: Final = r"(?:don vi|co quan|to chuc|bo phan|phong|ban|nguoi|ca nhan|tap the|noi)"
_MOMENT: Final = r"(?:ngay|thang|thoi gian|thoi diem|moc)"
# Words that name a thing, folded; each with headers that have it.
_NOUNS: Final[tuple[tuple[Role, str], ...]] = (
    ("number", r"stt|tt|so t ?t|(?:so )?thu tu|ma (?:so )?(?:nhiem vu|nv)|^muc$|^no$"),
    # "Thời gian bắt đầu", "Từ tháng"
    ("start", rf"(?:{_MOMENT} )?(?:bat dau|khoi (?:cong|dau))|^tu(?: (?:ngay|thang|quy))?$"),
    ("end", rf"(?:{_MOMENT} )?ket thuc|^den(?: (?:ngay|thang|quy))?$"),
    # what looks like one of the others and is none: "Cấp trình", "Hình thức thực hiện", "Đơn vị tính"
    (
        "unknown",
        rf"cap(?: co tham quyen)? (?:trinh|phe duyet|quyet dinh)|(?:co quan|cap) ban hanh"
        rf"|{_WHO} (?:tham dinh|phe duyet|giam sat|nhan|trinh|tiep nhan|thu huong|giao (?:viec|nhiem vu))"
        r"|noi (?:nhan|gui)|van ban (?:giao|chi dao)|so (?:nguoi|luot)|ket qua (?:cua )?(?:nam|ky) truoc"
        r"|tham quyen|can cu|doi tuong(?! phoi hop)|hinh thuc|so luong|ty le|phuong phap"
        r"|(?:phuong|cach) thuc|tinh hinh|y kien|chi tieu|don vi tinh|dvt|muc do|muc tieu|thuc trang|ma so"
        r"|(?:ngay(?:, thang, nam)?|nam) sinh"
        r"|co so phap ly|thanh phan(?! (?:phoi hop|tham gia|thuc hien))|thang diem|quy (?:mo|che|dinh|trinh)",
    ),
    (
        "budget",
        r"(?:nguon )?(?:kinh phi|kp)|du toan|(?:nguon |tong )?von|chi phi|so tien|(?:nguon )?ngan sach"
        r"|thanh tien|nguon (?:luc|tai chinh)|tong muc dau tu|muc chi|don gia|gia tri(?= trieu| dong)",
    ),
    ("place", r"dia diem|dia (?:ban|chi)|noi (?:to chuc|thuc hien|lam viec|dien ra)|pham vi|khu vuc"),
    (
        "person",
        r"chuyen vien|lanh dao|can bo|cong chuc|vien chuc|(?:giang|giao) vien|ho,? (?:va )?ten|truong doan"
        r"|nguoi (?:ky|theo doi|phe duyet|lien he)|^cv(?= )"
        r"|(?:dong chi|d/c|cb|pho chu tich|uy vien|thanh vien) (?:phu trach|chi dao|theo doi)",
    ),
    (
        "coordination",
        rf"(?:(?:{_WHO}|thanh phan|luc luong)(?:, {_WHO})* )?"
        r"(?:phoi hop|p/hop|tham gia|lien quan|(?:cung|dong) thuc hien|ho tro)|doi tuong phoi hop",
    ),
    (
        "lead",
        rf"(?:{_WHO}(?:, {_WHO})* )?(?:duoc (?:giao|phan cong)|nhan) (?:nhiem vu|chu tri|thuc hien)"
        rf"|(?:{_WHO}(?:, {_WHO})* )?"
        r"(?:chu tri|dau moi|tham muu|phu trach|soan thao|chiu trach nhiem)|phan cong nhiem vu",
    ),
    (
        "due",
        r"(?:thoi|t/) ?gian|tg|thoi (?:han|diem|ky)|tien do|(?:ky )?han"
        r"(?: (?:xu ly|hoan thanh|chot|cuoi|nop))?|lo trinh"
        r"|thoi luong|ngay(?: (?:hoan thanh|thuc hien|to chuc|trinh))|lich(?! su)|quy|thang|tan suat|dinh ky"
        r"|(?:nam|ky|giai doan) (?:thuc hien|hoan thanh|bao cao|trien khai)|khi nao",
    ),
    (
        "product",
        r"san pham|ket qua|kq(?= dat)|dau ra|minh chung|tai lieu kiem chung|van ban ban hanh"
        r"|(?:hinh thuc|(?:the )?loai) (?:van ban|san pham)",
    ),
    ("note", r"ghi chu|chu (?:thich|y|giai)|luu y|nhan xet"),
    (
        "content",
        r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|chuyen de|phan viec|dau viec|hang muc|mo ta"
        r"|(?:ten )?(?:de an|du an|chuong trinh)|ten (?:van ban|ke hoach|viec|cong trinh)|bien phap"
        r"|^cong tac|viec (?:phai|can) (?:lam|thuc hien|trien khai)|van de|^chu de"
        r"|cac buoc|trich yeu",
    ),
)
# Words that say who does it, or only that it is done.
_DOERS: Final[tuple[tuple[Role, str], ...]] = (
    ("lead", r"phan cong|trach nhiem|(?:nguoi|ai) lam|thuc hien|trien khai|giao cho"),
    ("name", rf"{_WHO}(?:, {_WHO})* (?:duoc |bi )?(?:kiem tra|thanh tra|khao sat|giam sat|danh gia)"),
)
# How plainly a thing's own name tells the role, and the bare name of a body.
_PLAIN: Final = 1.0
_BODY: Final = 0.4
# Bare names of bodies, which may do it or have it done to them.
_BODIES: Final[tuple[tuple[Role, str], ...]] = (
    (
        "name",
        r"don vi|co quan|benh vien|^truong(?! doan)|dia phuong"
        r"|^(?:khoa|phong|ban)(?:[/, ]+(?:khoa|phong|ban))*$",
    ),
)
_WORDS: Final = tuple(
    (role, weight, pattern)
    for weight, table in ((_PLAIN, _NOUNS), (0.6, _DOERS), (_BODY, _BODIES))
    for role, pattern in table
)
_PATTERNS: Final = tuple(
    (role, weight, re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")) for role, weight, pattern in _WORDS
)
# The same in a header whose blanks tell nothing, which has the word at its beginning: "ngaybatdau".
_CLOSED_UP: Final = tuple(
    (role, weight, re.compile("^(?:" + pattern.replace(" ?", "").replace(" ", "") + ")"))
    for role, weight, pattern in _WORDS
)
_FUZZY: Final[tuple[tuple[Role, tuple[str, ...]], ...]] = (
    ("coordination", ("phoi hop",)),
    ("lead", ("chu tri", "dau moi", "thuc hien")),
    ("due", ("thoi gian", "thoi han", "hoan thanh", "tien do")),
    ("product", ("san pham", "ket qua")),
    ("note", ("ghi chu",)),
    ("content", ("noi dung", "nhiem vu", "cong viec")),
    ("budget", ("kinh phi",)),
    ("place", ("dia diem",)),
)
_SIMILARITY: Final = 83.0  # of 100: one of seven letters may be misread
_LONGEST: Final = 90
_FEW_PIECES: Final = 4
# "chủ trì/phối hợp"
_BETWEEN = re.compile(r"\s*(?:[/&+,;]|(?:^|\s)va(?:\s|$)|\s-\s)\s*")
_UNKNOWN: Final = Header("unknown", 0.0)


def read_header(parts: tuple[str, ...]) -> Header:
    """The role by a header's texts from its uppermost row to its lowest, which decides where it names one; a
    text read wrongly says something only where no other does.
    """
    folded = [_folded(part) for part in parts if 0 < len(part) <= _LONGEST]
    found = [_read(text) for text in folded]
    for header in reversed(found):
        if header.plainness == _PLAIN:
            return header
    best = max(found, key=_plainness, default=_UNKNOWN)
    named = best.plainness > _BODY or best.second or any(text.startswith("ten ") for text in folded)
    if named:  # "Tên đơn vị" is no "tiến độ" misread
        return best
    return max((best, *map(_misread, folded)), key=_plainness)


def _plainness(header: Header) -> float:
    return header.plainness


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^a-z0-9/&+,;\- ]+", " ", fold(text))).strip()


def _read(folded: str) -> Header:
    if _is_spaced_out(folded):
        closed = folded.replace(" ", "")
        named = _first(closed, _CLOSED_UP)
        return Header(*named) if named else _misread(closed)
    named = _first(folded)
    return _two_things(folded) or (Header(*named) if named else _UNKNOWN)


def _is_spaced_out(folded: str) -> bool:
    """Whether blanks stand between the letters of words, as in many a header printed upwards: "C h ủ t r
    ì".
    """
    pieces = folded.split()
    return len(pieces) > _FEW_PIECES and 2 * sum(len(piece) == 1 for piece in pieces) > len(pieces)


def _first(
    folded: str, patterns: Sequence[tuple[Role, float, re.Pattern[str]]] = _PATTERNS
) -> tuple[Role, float] | None:
    """The first word that names something: a thing before who does it, the longer of two at one place."""
    best: tuple[float, int, int, Role] | None = None
    for role, weight, pattern in patterns:
        if match := pattern.search(folded):
            key = (-weight, match.start(), -match.end(), role)
            best = min(best, key) if best else key
    return (best[3], -best[0]) if best else None


def _two_things(folded: str) -> Header | None:
    """A header of equal parts that name different things: "Người thực hiện & kết quả"."""
    named = [first for piece in _BETWEEN.split(folded) if (first := _first(piece))]
    if ("note", _PLAIN) in named:  # "Căn cứ, ghi chú"
        return Header("note", _PLAIN)
    if [role for role, _ in named] == ["start", "end"]:  # "Thời gian bắt đầu - kết thúc"
        return Header("due", _PLAIN)
    if len(named) > 1 and named[0] == ("unknown", _PLAIN) and named[1][1] == _PLAIN:  # "Mục tiêu, nhiệm vụ"
        return Header(*named[1])
    for second, plainness in named[1:]:
        if named[0][0] == "name" and second in ("lead", "coordination"):
            return None  # "Cơ quan, đơn vị phối hợp"
        if plainness == _PLAIN and second not in (named[0][0], "unknown", "number"):
            return Header("lead" if named[0][0] == "name" else named[0][0], named[0][1], second)
    return None


def _misread(folded: str) -> Header:
    """A header in which a letter or two were read wrongly."""
    best = _UNKNOWN
    for role, words in _FUZZY:
        for word in words:
            word = word if " " in folded else word.replace(" ", "")
            ratio = (fuzz.partial_ratio if len(folded) >= len(word) else fuzz.ratio)(word, folded)
            if ratio >= _SIMILARITY and 0.8 * ratio / 100 > best.plainness:
                best = Header(role, 0.8 * ratio / 100)
    return best
