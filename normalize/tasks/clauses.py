"""A stretch of text, folded, and the verbs in it that say what is to be done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kehoach.language.agencies import department_names
from kehoach.language.folding import fold
from kehoach.language.verbs import (
    LONG_VERBS,
    MANNERS,
    NO_VERBS,
    NOT_AFTER,
    NOT_BEFORE,
    OPENING_VERBS,
    PART_OF_WORDS,
    SHORT_VERBS,
)
from kehoach.records import Range
from normalize.provenance import trim

# "trình UBND tỉnh", not "chương trình"; "dự hội nghị", not "dự án"
_ALONE: Final = "".join(f"(?<!{word} )" for word in NOT_AFTER)
_NO_WORD: Final = rf"(?!(?:{'|'.join(PART_OF_WORDS)}) (?:{'|'.join(NOT_BEFORE)})(?!\w))"
# "gửi báo cáo", "giúp xã"
_SHORT: Final = re.compile(
    rf"{_ALONE}(?!(?<=công )(?:trình|lập)|(?<=doanh )thu|(?<=nhà )báo|(?<=tổ )giúp việc)"
    rf"(?<!\w){_NO_WORD}(?:{'|'.join(SHORT_VERBS)})(?!\w)"
)
_LONG: Final = "|".join(verb.replace(" ", " +") for verb in (*LONG_VERBS, *MANNERS))
# "được kiểm tra" is no act of whom it is said; "Tài chính trang bị" has no "chỉnh trang", nor has "cổ phần
# Công trình" a "phân công"; "An toàn vệ sinh" is a name's, "Giám đốc báo cáo" no "đọc báo", "giám thị điểm
# danh" no "thí điểm", "Khối tổ chức" no "khởi tố", "cơ sở tuyên truyền" no "sơ tuyển", "theo dõi thi
# hành" one act, "Văn thư nộp" no "thu nộp", "giáo dục thường xuyên" is no manner, nor do "các tổ chức"
# organise anything
_ACT: Final = re.compile(
    r"(?<![a-z])(?<!(?<!thiet )(?<!chuan )(?<!trang )bi )"
    r"(?!(?<=tai )chinh|(?<=hanh )chinh|(?<=co )phan cong|(?<=hanh chinh )cong bo tri"
    r"|(?<=toan )ve sinh|(?<=giam )(?:doc|thi)|(?<=van )thu|(?<=cac )to +chuc"
    r"|(?:khoi|truy) +to +chuc|(?<=co )so +"
    r"|(?<=phong kiem tra )(?:kiem +soat|giam +sat)|(?<=theo doi )thi +hanh|(?<=giao duc )thuong"
    r"|(?<=ban )chi +(?:dao|huy)|truc +ban +truong|(?<=tong )phu +trach)"
    rf"(?:{_LONG})(?![a-z])"
)
# "Phun thuốc", "vận chuyển"; not "đóng góp", which the long ones have
_OPENING: Final = re.compile(rf"{_NO_WORD}(?:{'|'.join(OPENING_VERBS)})(?!\w)")
# "Ban Kiểm soát xem dữ liệu": one syllable that no name goes on with; not "Giao thông vận tải"
_LOOKS: Final = re.compile(
    r"(?<![\w-])[a-zà-ỹđ]+ (?!vận|nuôi|tra|bán|làm|cứu)"
    rf"(?:{'|'.join(verb for verb in OPENING_VERBS if ' ' not in verb)}) (?!\d)\w"
)
# (Đồn Biên phòng) "Lý Sơn bắn pháo", behind a place's name
_PLACE_DOES: Final = re.compile(
    r"(?!(?:Trạm|Phòng|Đội|Tổ|Ban|Khoa|Sở|Chi|Hội|Nhà) )[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ [A-ZĐÀ-Ỹ][a-zà-ỹđ]+ "
    r"(?!vận|nuôi|tra|bán)"
    rf"(?:{'|'.join(verb for verb in OPENING_VERBS if ' ' not in verb)}) (?!\d)\w"
)
# names that are over: "Văn phòng", "Các phòng", "Đoàn Thanh niên xã", "UBND các huyện", "Tham mưu trưởng"
_WHOLE: Final = re.compile(
    r"(?:^(?:van phong|nha truong|(?:cac|moi|tung) [a-z]+)"
    r"|(?<![a-z])(?:tinh|huyen|xa|phuong|thanh pho|trung uong|so|cuc|vu|don vi|co quan|thon|ap|khu pho"
    r"|thi tran|dac khu|thi xa|chuyen mon|(?:chi huy|tham muu|hieu|to|doi|tram|doan) truong"
    r"|nghiep vu|truc thuoc|lien quan|thanh vien"
    r"|(?:tung|moi|cac) [a-z]+))$"
)
CAPITAL: Final = "[" + "".join(one for one in map(chr, range(0x41, 0x1F00)) if one.isupper()) + "]"
# (Khoa Hồi sức) "tích cực - Chống độc": two names joined
PAIRED: Final = re.compile(rf"\w+(?: \w+)? [-–] {CAPITAL}")
# "BS.CKII Trịnh Hoài Nam", "Kiểm sát viên Ngô Thị Bích"; not "Chuyên viên Phòng Tài chính"
_TITLED: Final = (
    r"(?<!\w)(?:(?:(?:P?GS|TS|ThS|BS|DS|CN|KS|KTS|CNĐD)\.\w*)+|\w+ viên|(?:[Bb]ác|[Dd]ược|[Yy]|[Kk]ỹ) s[ĩư]"
    r"|[Đđ]iều dưỡng|[Ll]uật sư|[Tt]hẩm phán|[Tt]hư ký|[Kk]ế toán)"
    r"(?! (?:Phòng|Ban|Sở|Tổ|Đội|Khoa|Trung|Trạm|Văn phòng|Hội|Đoàn|Chi|Viện|Cục|Công|Trường|Trưởng|Phó|Tòa))"
    rf"(?: {CAPITAL}\w*){{2,5}}"
)
# "thầy Lợi"
PERSON: Final = (
    rf"(?:(?<!\w)(?:[Đđ]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Tt]hầy|[Cc]ô|[Cc]hị|[Aa]nh)(?: {CAPITAL}\w*)+|{_TITLED})"
)
_RANK: Final = r"(?:[Đđ]ại|[Tt]hượng|[Tt]rung|[Tt]hiếu) (?:tá|úy|tướng)(?: QNCN)?"  # "Thượng úy"
# names that end with their level or are people's: "Công an tỉnh", "đồng chí Nguyễn Văn Nam"
_CLOSED: Final = re.compile(
    rf"(?<!\w)(?:{CAPITAL}[\w-]*|công an|trạm y tế|trung tâm y tế)(?: (?!các |cấp )[\w-]+){{0,6}} "
    rf"(?:(?:tỉnh|huyện|(?<!tác )xã(?! hội)|phường|thành phố|thị trấn|đặc khu)(?: {CAPITAL}[\w’]*)*"
    r"|khu vực(?! (?:doanh nghiệp|nhà nước|hành chính|công|tư nhân|sản xuất|nông thôn|biên giới)))(?= )"
    rf"|(?<!\w)(?:(?:[Đđ]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Tt]hầy|[Cc]ô|[Cc]hị|[Aa]nh)(?: {_RANK})?|{_RANK}) "
    r"(?!(?:Tỉnh|Huyện|Quận|Thành|Thị) ủy"
    r"|(?:Phó|Chủ|Bí|Chỉ|Hiệu|Ủy|Giám|Trưởng|Chánh|Tổ|Tổng|Đội|Đảng|Kế|Văn|Thủ|Thư|Cán|Công|Hội|Y|Chính"
    r"|Quân(?= y)) )"
    rf"{CAPITAL}[\w’]*(?: {CAPITAL}[\w’]*)*(?= )"
    rf"|{_TITLED}(?= )"
)
# what a whole name is told to do, whatever the verb is: " lựa sách"; not " thuộc Sở", " các cấp",
# "Các huyện| ủy"
_GOES_ON: Final = re.compile(
    rf" (?!(?:{'|'.join(NO_VERBS)}|ủy|đoàn|đội|hội)(?!\w))(?!{CAPITAL})[^\W\d_]+,? [^\W_]"
)
_BREAK: Final = re.compile(rf"(?:{'|'.join(NO_VERBS)})(?!\w)")  # "Hội đề nghị" is no word
# "Tin học", "Dược nhận"
_WORD: Final = re.compile(rf"({CAPITAL}[\w’]*)(?: (?!{CAPITAL})([^\W\d_]+))?")
# words of two syllables in names of offices, whatever their second one is: ("xay", "dung"), ("dao", "tao")
_NAME_WORDS: Final = frozenset(pair for name in department_names() for pair in pairwise(fold(name).split()))
_SMALL_HEAD: Final = re.compile(rf"(?:(?:[^\W\d_]+ )(?={CAPITAL}))?")  # "tổ Kế toán"
_JOINT: Final = re.compile(rf" (?:(?:và|[-–]) )?(?={CAPITAL})")  # "Sản - Nhi", "Kiểm tra và Giám sát"
_COUNT: Final = re.compile(r"[^\W\d_]+ [0-9]")  # "Phòng Dịch tễ thú y | lấy 350 mẫu"
_TWICE: Final = re.compile(r"( [^\W\d_]+)(?=\1 )")  # (Tổ máy) " cày cày lật"
_ABBREVIATED: Final = re.compile(rf"{CAPITAL}{{3,}}$")  # "Tổ CNTT"
# the first of two verbs that make a name's word: "Xí nghiệp Xây " (lắp), "Đội Thu " (gom)
_COMPOUND: Final = re.compile(
    r"(?:Đội|Tổ|Phòng|Ban|Xí nghiệp|Công ty|Trạm|Trung tâm|Bộ phận|Nhà máy|Chi nhánh) (?!Trực)"
    rf"(?:{'|'.join(verb.capitalize() for verb in (*SHORT_VERBS, *OPENING_VERBS) if ' ' not in verb)}) $"
)
_LONGEST_COMPOUND: Final = 20
_VERB: Final = 2  # syllables
# "Đội Quản lý vận hành | số 2" runs nothing, nor does a "điều tra | viên" search anybody
_NO_ACT: Final = re.compile(r" số [0-9]+(?![0-9/])| viên(?! chức)(?!\w)")
# "cùng cấp" is not "cung cấp", nor "truyền thống" "truyền thông"
_LIKE_A_VERB: Final = re.compile(r"cùng cấp|truyền thống")
_EDGES: Final = " .;,:-–+(/\n"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the document from `start`, folded; whether `anybody` may be told what to do in it, or
    agencies alone; whether they may begin with a small letter; whether it stands below a month, whose days
    need none: "Ngày 05".
    """

    text: str
    folded: str
    start: int
    anybody: bool = False
    lowered: bool = False
    in_month: bool = False
    known: frozenset[str] = frozenset()  # names that other sentences of the document end, in small letters

    def place(self, begin: int, end: int) -> Range:
        """The stretch from `begin` to `end` without marks at its edges."""
        first, last = trim(self.text, self.start + begin, self.start + end)
        while last > first and (self.text[last - 1] in _EDGES or _closes_nothing(self.text, first, last)):
            last -= 1
        while first < last and self.text[first] in _EDGES + ")":
            first += 1
        opened = self.text.count("(", first, last) > self.text.count(")", first, last)
        return first, last + (opened and self.text[last : last + 1] == ")")

    def printed(self, begin: int, end: int) -> str:
        """What is printed there, as one line."""
        return self.text[self.start + begin : self.start + end].replace("\n", " ")

    def acts(self, begin: int, end: int) -> Iterator[int]:
        """Where verbs begin; of two that are the same the first ends a name: "Tổ máy cày | cày lật"."""
        for at in self._verbs(begin, end):
            if not _TWICE.match(self.printed(at - 1, end)):
                yield at

    def _verbs(self, begin: int, end: int) -> Iterator[int]:
        """Where verbs begin; in a name the same words have a capital: "Phòng Quản lý năng lượng"."""
        within: set[int] = set()  # "nghiệm thu" has no "thu"
        for found in _ACT.finditer(self.folded, begin, end):
            within.update(range(found.start() + 1, found.end()))
            if _LIKE_A_VERB.match(self.printed(*found.span()).lower()):
                continue
            before = max(found.start() - 5, 0)
            if _NO_ACT.match(self.printed(found.end(), found.end() + len(" viên chức"))):
                continue
            told = self.folded.startswith("duoc ", before) and self.printed(before, before + 1) != "D"
            if not told and self.printed(*found.span()).islower():
                yield found.start()
        said = self.printed(begin, end)
        for found in _SHORT.finditer(said.lower()):
            at = found.start()
            compound = _COMPOUND.search(said, max(at - _LONGEST_COMPOUND, 0), at)
            if said[at].islower() and begin + at not in within and not compound:
                yield begin + at

    def opens(self, begin: int, end: int) -> Iterator[int]:
        """Where verbs stand that are parts of names, too: behind a whole name they are verbs."""
        said = self.printed(begin, end)
        for blank in re.finditer(r"(?<=\w) ", said):
            before = said[: blank.start()]
            counts = _COUNT.match(said, blank.end()) and before.split()[-1].islower()
            if _OPENING.match(said, blank.end()) and (
                counts or _ABBREVIATED.search(before) or _WHOLE.search(fold(before))
            ):
                yield begin + blank.end()
        own = self.known_end(begin) - begin
        if own and (_GOES_ON.match(said, own) or begins_with_act(said[own:].lstrip())):
            yield begin + own + 1
        capitals = self.by_capitals(begin, end)
        last = said.rfind(" ", 0, capitals - begin - 1) + 1 if capitals else 0
        if capitals and (_LOOKS.match(said, last) or self._names_place(said, last)):
            yield capitals
        for name in _CLOSED.finditer(said):
            if _GOES_ON.match(said, name.end()):
                yield begin + name.end() + 1

    @staticmethod
    def _names_place(said: str, last: int) -> bool:
        """Whether two capitals, the second at `last`, name a place, and a verb follows: "Lý Sơn | bắn"."""
        first = said.rfind(" ", 0, max(last - 1, 0)) + 1
        return 0 < first < last and _PLACE_DOES.match(said, first) is not None

    def known_end(self, begin: int) -> int:
        """Where a known name ends that begins there; `begin` where none does."""
        said = self.printed(begin, len(self.folded)).lower() if self.known else ""
        return begin + max((len(one) for one in self.known if said.startswith(f"{one} ")), default=0)

    def has_act_upon(self, begin: int, end: int) -> bool:
        """Whether a verb stands there with more behind it, and ends no name: "(Tổ Khảo sát đo đạc)"."""
        verbs = (self.printed(verb, end) for verb in (*self.acts(begin, end), *self.opens(begin, end)))
        return any(len(said.split()) > _VERB and not PAIRED.match(said) for said in verbs)

    def act_end(self, at: int) -> int:
        """Where what is to be done there ends, if it begins with a verb: "Tổng vệ sinh"; else `at`."""
        found = _ACT.match(self.folded, at)
        return found.end() if found else at

    def by_capitals(self, begin: int, end: int) -> int | None:
        """Where a name ends that has a capital in each of its words, which have two syllables at most, and
        something follows that is no part of it: "Phòng Tin học | quét ảnh".
        """
        said = self.printed(begin, end)
        folded, marks_off = said.lower(), fold(said)
        at = _SMALL_HEAD.match(said).end()  # type: ignore[union-attr]
        while syllables := _WORD.match(said, at):
            second = syllables.start(2)
            verb = syllables[1].isupper() or (
                second > 0
                and (
                    _ACT.match(marks_off, second)
                    or any(v.match(folded, second) for v in (_OPENING, _SHORT, _BREAK))
                )
            )
            own = tuple(fold(syllables[0]).split()) in _NAME_WORDS or (
                second > 0 and _COMPOUND.search(said, 0, second)
            )
            at = syllables.end(1) if verb and not own else syllables.end()
            joint = _JOINT.match(said, at)
            if not joint:
                break
            at = joint.end()
        twice = _TWICE.match(said, at)
        at += len(twice[1]) if twice else 0
        return begin + at + 1 if _GOES_ON.match(said, at) else None


def begins_with_act(text: str) -> bool:
    """Whether the text begins with what is to be done: "Tổ chức hội nghị"."""
    folded = fold(text)
    said = text.lower()
    acts = _ACT.match(folded)
    if acts and (_NO_ACT.match(said, acts.end()) or _LIKE_A_VERB.match(said)):
        return False
    return bool(acts or _SHORT.match(said) or _OPENING.match(said))


def has_act(text: str) -> bool:
    """Whether the text says anywhere what is to be done."""
    folded = fold(text)
    return begins_with_act(text) or any(Clause(text, folded, 0).acts(0, len(folded)))


def _closes_nothing(text: str, first: int, last: int) -> bool:
    """Whether the stretch ends with a bracket that was opened before it."""
    return text[last - 1] == ")" and text.count(")", first, last) > text.count("(", first, last)
