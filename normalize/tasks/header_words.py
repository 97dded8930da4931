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


_WHO: Final = (
    r"(?:don vi|co quan|to chuc|bo phan|phong|ban|nguoi|ca nhan|tap the|noi|dv|cq|bp|nganh|doan the|khoa"
    r"|luc luong|trung tam)"
)
# What somebody does to the work of others: "Cơ quan thẩm tra"
_OVERSEES: Final = (
    r"(?:tham (?:dinh|tra)|phe (?:duyet|chuan)|quyet dinh|duyet|giam sat|nhan|trinh"
    r"|tiep nhan|thu huong|giao (?:viec|nhiem vu))"
)
_MOMENT: Final = r"(?:ngay|thang|thoi gian|thoi diem|moc)"
# Words that name a thing, folded; each with headers that have it.
_NOUNS: Final[tuple[tuple[Role, str], ...]] = (
    ("number", r"stt|tt|so t ?t|(?:so )?thu tu|ma (?:so )?(?:nhiem vu|nv)|^muc$|^no$"),
    # "Thời gian bắt đầu", "Từ tháng"
    ("start", rf"(?:{_MOMENT} )?(?:bat dau|khoi (?:cong|dau))|{_MOMENT} bd|^tu(?: (?:ngay|thang|quy))?$"),
    ("end", rf"(?:{_MOMENT} )?ket thuc|{_MOMENT} kt|^den(?: (?:ngay|thang|quy))?$"),
    # what looks like one of the others and is none: "Cấp trình", "Hình thức thực hiện", "Đơn vị tính"
    (
        "unknown",
        rf"cap(?: co tham quyen)? (?:trinh|phe duyet|quyet dinh)|(?:co quan|cap) ban hanh"
        rf"|{_WHO} {_OVERSEES}"
        r"|noi (?:nhan|gui)|van ban (?:giao|chi dao)|so (?:nguoi|luot|ngay|buoi|tiet)|^ma(?= )"
        r"|nien do|ngay (?:ban hanh|ky)"
        # what was done already, or judged: "Kết quả thực hiện đến 30/6", "Tiến độ hiện tại"
        r"|(?:ket qua|tien do)(?: (?:thuc hien|dat duoc|cua|tinh)){0,2}"
        r" (?:(?:nam|ky) truoc|den (?:nay|ngay|het|thang|quy|[0-9/]+)|hien (?:nay|tai))"
        r"|ket qua (?:(?:thuc hien|dat duoc) nam 20[0-9]{2}|kiem tra|tham dinh|xep loai|giai ngan"
        r"|tu danh gia|[69] thang)|^(?:uoc )?thuc hien (?:nam|quy|thang|den) [0-9iv/]+|^yeu cau thuc hien"
        r"|(?:thoi gian|(?:thoi )?han) (?:bao hanh|luu tru|su dung|hieu luc)|han (?:muc|ngach)"
        r"|chuc (?:vu|danh)|thoi luong (?:tiet|gio|buoi|phut)"
        r"|tham quyen|can cu|doi tuong(?! phoi hop)|hinh thuc|so luong|ty (?:le|trong)|phuong phap"
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
        r"(?:phoi hop|p/hop|tham gia|lien quan|(?:cung|dong) thuc hien|ho tro)|doi tuong phoi hop"
        r"|(?:don vi|co quan|dv|cq) ?ph",
    ),
    (
        "lead",
        rf"(?:{_WHO}(?:, {_WHO})* )?(?:duoc (?:giao|phan cong)|nhan) (?:nhiem vu|chu tri|thuc hien)"
        rf"|(?:{_WHO}(?:, {_WHO})* )?"
        r"(?:chu tri|dau moi|tham muu|phu trach|soan thao|chiu trach nhiem)|phan cong nhiem vu"
        r"|(?:don vi|co quan|dv|cq) ?ct",
    ),
    (
        "due",
        r"(?:thoi|t/) ?gian|tg(?:th|ht)?|t gian|thoi (?:han|diem|ky)|tien do|(?:ky )?han"
        r"(?: (?:xu ly|hoan thanh|chot|cuoi|nop))?|lo trinh"
        r"|thoi luong|ngay(?: (?:hoan thanh|thuc hien|to chuc|trinh|nop|gui))|lich(?! su)|quy|thang"
        r"|tan suat|dinh ky"
        r"|(?:nam|ky|giai doan) (?:thuc hien|hoan thanh|bao cao|trien khai)(?! truoc)|khi nao|deadline"
        r"|(?:hoan thanh|xong) (?:truoc|trong|vao)|^truoc ngay$|ngay du kien"
        r"|^(?:thuc hien|trien khai) (?:trong|vao|tu)(?: (?:nam|quy|thang))?$"
        r"|^(?:thuc hien|trien khai) (?:nam|quy|thang)$",
    ),
    (
        "product",
        r"(?:ho so,? )?san pham|ho so minh chung|ket qua|kq(?= (?:can )?dat)|^(?:kq|sp)$|dau ra"
        r"|minh chung|tai lieu kiem chung|van ban ban hanh"
        r"|(?:hinh thuc|(?:the )?loai) (?:van ban|san pham)",
    ),
    ("note", r"ghi chu|chu (?:thich|y|giai)|luu y|nhan xet"),
    (
        "content",
        r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|chuyen de|phan viec|dau viec|hang muc|mo ta"
        r"|(?:ten )?(?:de an|du an|chuong trinh)|bien phap"
        r"|ten (?:van ban|ke hoach|viec|cong trinh|bao cao|cuoc|lop|mo hinh)|^cong tac"
        r"|viec (?:phai|can)|van de|^chu de|cac buoc|trich yeu",
    ),
)
# Words that say who does it, or only that it is done.
_DOERS: Final[tuple[tuple[Role, str], ...]] = (
    (
        "lead",
        rf"phan cong|trach nhiem|(?:nguoi|ai) lam|giao cho"
        r"|thuc hien|trien khai"
        rf"|{_WHO}(?:[,/]? {_WHO}|/{_WHO})* (?:duoc (?:giao|phan cong)"
        r"|chuan bi|xu ly|giai quyet|thi cong|dam nhiem|xay dung|lap|tong hop|thuong truc|th)",
    ),
    (
        "name",
        rf"(?:{_WHO}(?:, {_WHO})*(?: bi)?|duoc) "
        r"(?:kiem tra|thanh tra|khao sat|giam sat|danh gia)",
    ),
    ("due", r"^(?:ngay(?:,? (?:thang|gio))?|tuan)$"),
)
# How plainly a thing's own name tells the role, one who does something, what is said of another thing, the
# bare name of a body, and a body of which more is said: "Cơ quan báo cáo".
_PLAIN: Final = 1.0
_DOER: Final = 0.6
BESIDE: Final = 0.55
BODY: Final = 0.4
_SOME_BODY: Final = 0.35
_BODY_NAME: Final = (
    r"(?:don vi|co quan|to chuc|benh vien|truong|dia phuong|khoa|phong|ban|trung tam|to|bo phan)"
)
# Bare names of bodies, which may do it or have it done to them.
_BODIES: Final[tuple[tuple[Role, str], ...]] = (
    ("name", rf"^(?:(?:cac|ten|giao) )*{_BODY_NAME}(?:[/,& ]+{_BODY_NAME})*$"),
)
_SOME_BODIES: Final[tuple[tuple[Role, str], ...]] = (("name", r"don vi|co quan|dia phuong"),)
_WORDS: Final = tuple(
    (role, weight, pattern)
    for weight, table in (
        (_PLAIN, _NOUNS),
        (_DOER, _DOERS),
        (BODY, _BODIES),
        (_SOME_BODY, _SOME_BODIES),
    )
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
# What may stand before a thing's name and leaves it that thing: "Yêu cầu về", of "Yêu cầu về thời gian"; "Sở,
# ngành" of who leads. No other does: "Giá sản phẩm", "Điều kiện thực hiện".
_INTRODUCES: Final = re.compile(
    rf"(?:(?:{_WHO}|{_BODY_NAME}|d/?vi|so(?=[,/])|huyen|xa|phuong|thanh (?:pho|phan|vien)|ben|cap|chu the"
    r"|ca|nhan|pct|cac|nhung|ten(?: loai)?|danh muc|dau muc|nhom|tong|du kien|yeu cau|ke hoach|moc"
    r"|chi so|khoi luong|phan(?: cong)?|cong tac|trach nhiem|thuc hien|trien khai|cung|va|ve|lam|co"
    r"|truc tiep|den|ngay|sp)(?![a-z])[ ,/&+;-]*)*"
)
_INTRODUCED: Final[tuple[Role, ...]] = ("content", "product", "lead", "coordination", "due")
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
    named = best.plainness > BODY or best.second or any(text.startswith("ten ") for text in folded)
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
    if best is None:
        return None
    role, before = best[3], folded[: best[1]].strip()
    of_other = role in _INTRODUCED and not (_INTRODUCES.fullmatch(before) or _misread(before).plainness)
    return role, min(-best[0], BESIDE) if of_other else -best[0]


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
