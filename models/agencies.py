"""Names of agencies in running text and in lists.

A name is a head ("Sở", "Ủy ban nhân dân", "Tỉnh ủy") with what it keeps ("Thông tin và Truyền thông"), its
level ("tỉnh") and its place ("Bình Dương").
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from kehoach.language.document_types import TYPE_BY_NAME
from kehoach.language.issuers import FIELDS, ISSUERS
from kehoach.records import AgencyMention, Range

# one blank or the line feed of a wrapped line; never a tab, which parts cells
BLANK: Final = r"[ \n]"
WordOver = Callable[[int], Range | None]  # the lexical word that a place of the text is within
_VIETNAMESE = [chr(code) for code in (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))]
UPPER: Final = "".join(c for c in _VIETNAMESE if c.isupper())
LOWER: Final = "".join(c for c in _VIETNAMESE if c.islower())

_CAPITAL = rf"[{UPPER}][{LOWER}]*"  # "Bình", "GTVT" is matched by _ACRONYM
_ACRONYM = rf"[{UPPER}]{{2,8}}(?:&[{UPPER}]{{1,8}})?(?![{LOWER}])"  # "Bộ TT&TT"
# a title follows the name: "UBND tỉnh Kết luận của Phó Chủ tịch"
_TITLED = (
    "Kết luận|Kế hoạch|Ban hành|Phê duyệt|Hướng dẫn|Thông báo|Báo cáo|Công bố|Giao|Triển khai|Sửa đổi"
    "|Bổ sung|Về"
)
_TITLE = (
    rf"(?!(?:{_TITLED}|Quyết định|Nghị quyết|Quy định|Quy chế|Chương trình|Đề án|Thực hiện|Kết quả|Danh mục"
    r"|Danh sách|Tăng cường|Kiện toàn|Thành lập|Xây dựng|Điều chỉnh|Phân công|Chấn chỉnh|Đẩy mạnh|Nâng cao"
    r"|Rà soát|Đề nghị|Ý kiến)(?!\w))"
)
_PLACED_NAME = rf"{_TITLE}{_CAPITAL}"
_PLACE = rf"{_PLACED_NAME}(?:{BLANK}(?:-{BLANK})?{_PLACED_NAME}){{0,4}}"  # "Bà Rịa - Vũng Tàu"
_LEVEL = (
    rf"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hị trấn|[Xx]ã(?!{BLANK}hội)|[Pp]hường"
    r"|cấp (?:tỉnh|huyện|xã))"
)
_LEVELS: Final = frozenset(("tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn"))
# without its level a place must stand in the same line: what begins the next one is rather another name
_TAIL = rf"(?:{BLANK}{_LEVEL}(?:{BLANK}{_PLACE})?| {_PLACE})?"


def _any(names: Iterable[str]) -> str:
    """A pattern of names: any letter case, either placement of the tone mark, blanks that may be line ends.

    Names with the same first letter stand together, so that a long list is passed over at once.
    """
    spelled = set(names)
    for placed, other in (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("óa", "oá"), ("òa", "oà")):
        spelled |= {name.replace(placed, other) for name in spelled}
    longest = sorted(spelled, key=len, reverse=True)
    letters = dict.fromkeys(name[0].lower() for name in longest)
    return "(?:" + "|".join(_beginning(letter, longest) for letter in letters) + ")"


def _beginning(letter: str, names: Iterable[str]) -> str:
    rests = (re.escape(name[1:]) for name in names if name[0].lower() == letter)
    spelled = (rest.replace(r"\ ", BLANK).replace(r"\-", "[-–]") for rest in rests)
    return rf"[{letter}{letter.upper()}](?i:{'|'.join(spelled)})"


_FIELD = _any(FIELDS)
# an unlisted name: capitals, and small syllables only between or right after them ("Sở Tài nguyên", "Ban Dân
# vận")
_NAME = (
    rf"{_CAPITAL}(?:{BLANK}[{LOWER}]+)?"
    rf"(?:{BLANK}(?:và{BLANK}|-{BLANK})?{_CAPITAL}(?:{BLANK}[{LOWER}]+)?){{0,3}}"
)
_COUNCIL = _any(["Ủy ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND"])
_COMMITTEE = _any(["Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy"])
_OFFICE_OF = r"(?:Chủ tịch|Phó Chủ tịch|Thường trực|Văn phòng|Ban Thường vụ|Ban [Cc]hấp hành|Ủy ban Kiểm tra)"
_BRANCH = _any(["Tổ chức", "Tuyên giáo", "Dân vận", "Nội chính"])
_CENTRAL = _any(name for issuer in ISSUERS if not issuer.local for name in issuer.names)

_HEADS: Final = (
    rf"(?:Thanh{BLANK}tra|Công{BLANK}an|Tòa{BLANK}án{BLANK}nhân{BLANK}dân"
    rf"|(?:Bảo{BLANK}hiểm|Ngân{BLANK}hàng{BLANK}Chính{BLANK}sách){BLANK}xã{BLANK}hội|Viện{BLANK}kiểm{BLANK}sát{BLANK}nhân{BLANK}dân)"
    rf"{BLANK}{_LEVEL}(?:{BLANK}{_PLACE})?",
    # "Hội nghị lần thứ 6 Ban Chấp hành Trung ương Đảng", "Thủ tướng Chính phủ"
    rf"(?:Hội{BLANK}nghị{BLANK}(?:lần{BLANK}thứ{BLANK})?\w+{BLANK})?{_CENTRAL}(?:{BLANK}Đảng)?",
    rf"(?:(?:Bộ{BLANK}trưởng|Thứ{BLANK}trưởng){BLANK})?Bộ{BLANK}(?:{_FIELD}|{_ACRONYM}"
    rf"|{_NAME})(?:{BLANK}và{BLANK}{_ACRONYM})?",
    rf"(?:(?:Giám{BLANK}đốc|Thanh{BLANK}tra|Văn{BLANK}phòng){BLANK})?[Ss]ở{BLANK}(?:{_FIELD}|{_ACRONYM}"
    rf"|{_NAME})(?:{BLANK}và{BLANK}{_ACRONYM})?{_TAIL}",
    rf"(?:{_OFFICE_OF}{BLANK}){{0,2}}{_COUNCIL}{_TAIL}",
    rf"(?:(?:{_OFFICE_OF}|Ban{BLANK}{_BRANCH}){BLANK})?{_COMMITTEE}{_TAIL}",
    rf"(?:Tổng{BLANK}cục|Cục|Chi{BLANK}cục|Vụ|Viện|Trung{BLANK}tâm|Thanh{BLANK}tra|Ban|Văn{BLANK}phòng"
    rf"|Phòng|Trường"
    rf"|Tổng{BLANK}Liên{BLANK}đoàn|Liên{BLANK}đoàn|Hội|Bệnh{BLANK}viện|Kho{BLANK}bạc|Quỹ|Đài)"
    rf"{BLANK}(?:{_ACRONYM}|{_NAME}){_TAIL}",
)
# "Sở Nội vụ tỉnh Bình Dương"
_AGENCY: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_HEADS)})(?!\w)")
# "Sở Nội vụ tỉnh Bình Dương"
_PLACED: Final = re.compile(
    rf"(?:[Ss]ở{BLANK}(?:{_FIELD}|{_ACRONYM})|{_COUNCIL}|{_COMMITTEE}|Thanh{BLANK}tra"
    rf"|Công{BLANK}an)(?P<place>{_TAIL})$"
)
# "Ban Tuyên giáo Tỉnh ủy", "Chi cục Kiểm lâm tỉnh"
_ENDED: Final = re.compile(rf"(?:{_COMMITTEE}|(?<!\w){_LEVEL})(?:{BLANK}{_PLACE})?")
# names that no table has go on in small letters, up to where the document's subject or the next clause begins
# "Cục Kiểm tra văn bản"
_OPEN_HEAD: Final = re.compile(
    rf"(?:Bộ|Sở|Tổng{BLANK}cục|Cục|Chi{BLANK}cục|Vụ|Viện|Trung{BLANK}tâm|Ban|Tổ|Đoàn|Hội{BLANK}đồng"
    rf"|Ủy{BLANK}ban|Thống{BLANK}đốc"
    rf"|Tổng{BLANK}Thanh{BLANK}tra|Tổng{BLANK}Kiểm{BLANK}toán|Đảng{BLANK}bộ|Liên{BLANK}ngành)(?!\w)"
)
_NAME_STOP: Final = re.compile(
    rf"{BLANK}(?:về|v/v|ngày|ban{BLANK}hành|quy{BLANK}định|hướng{BLANK}dẫn|sửa{BLANK}đổi|phê{BLANK}duyệt"
    rf"|đã|được|là|có|tại|trong|theo|để|nhằm|hết|còn|không{BLANK}còn|đang|bị{BLANK}(?:thay|bãi)"
    rf"|thì|cho|gửi|yêu{BLANK}cầu|đề{BLANK}nghị|giao(?!{BLANK}(?:thông|dịch))|thực{BLANK}hiện|năm|khóa"
    rf"|khoá|nhiệm{BLANK}kỳ|của|và{BLANK}các|số{BLANK}\d|{_TITLED})(?!\w)"
    # "Ban tổ chức Lễ hội" is a name, "Trung tâm Dịch vụ việc làm tổ chức" is one that does something
    rf"|(?<!Ban)(?<!Hội đồng){BLANK}(?:tổ{BLANK}chức|thông{BLANK}báo|mở|đề{BLANK}xuất"
    rf"|tuyển{BLANK}dụng|công{BLANK}nhận|thành{BLANK}lập)(?!\w)"
    # "phòng, chống tội phạm", "chữa cháy, cứu nạn" go on; a line that begins with a small letter does, too
    rf"|,(?!{BLANK}(?:chống|chữa|cứu|tệ{BLANK}nạn)(?!\w))|\n(?![{LOWER}])|[;.:()\t]|$"
)
_LONGEST_NAME: Final = 24  # words
# " và "
_JOIN: Final = re.compile(rf",?{BLANK}và{BLANK}|,{BLANK}|{BLANK}[-–]{BLANK}")

# "liên Bộ Y tế, Nội vụ, Tài chính"
_LIAISON: Final = re.compile(
    rf"[Ll]iên{BLANK}[Bb]ộ:?{BLANK}{_FIELD}(?:(?:,|{BLANK}[-–]"
    rf"|{BLANK}và){BLANK}(?:Bộ{BLANK})?{_FIELD}){{1,6}}(?!\w)"
)


def agency_end(text: str, start: int) -> int | None:
    """Where the agency's name that begins at `start` ends; None where none begins there."""
    match = _AGENCY.match(text, start)
    return match.end() if match else None


def issuer_end(text: str, start: int) -> int | None:
    """The same after "của", where an unlisted name may go on in small letters ("Cục Kiểm tra văn bản và …"),
    and where an office of the past may stand before its date ("Hội đồng Chính phủ ngày …").
    """
    end = agency_end(text, start)
    stop = _NAME_STOP.search(text, start)
    if end and stop and stop.start() < end < stop.end():  # "Trường Đại học Quy Nhơn thông|báo"
        return stop.start()
    if not _OPEN_HEAD.match(text, start) or (end and _is_ended(text[start:end])):
        return end
    stop = _NAME_STOP.search(text, end or start)
    whole = text[start : stop.start()].rstrip() if stop else ""
    if end is None and len(whole.split()) < 3:
        return None
    return (
        start + len(whole)
        if (end or start) - start < len(whole) and len(whole.split()) <= _LONGEST_NAME
        else end
    )


def _is_ended(name: str) -> bool:
    """Whether the name ends with its committee, its level or its place, behind which no name goes on."""
    return any(name.endswith(found[0]) for found in _ENDED.finditer(name))


def joint_end(text: str, start: int) -> int | None:
    """The same for several agencies that issue together ("Bộ Y tế và Bộ Nội vụ")."""
    if together := _LIAISON.match(text, start):
        return together.end()
    end = agency_end(text, start)
    while end is not None and (join := _JOIN.match(text, end)):
        following = agency_end(text, join.end())
        if following is None:
            break
        end = following
    return end


def agency_place(name: str) -> str | None:
    """What an agency's name says of its place: "tỉnh Bình Dương", "Bắc Ninh", "tỉnh"; None where it says
    nothing.
    """
    match = _PLACED.search(name)
    return (match["place"].strip() or None) if match else None


def find_agencies(text: str, word_over: WordOver) -> tuple[AgencyMention, ...]:
    """The names of agencies, by start; where one ends within a lexical word, that word decides."""
    places = ((match.start(), match.end()) for match in _AGENCY.finditer(text))
    settled = ((start, _whole_words(text, start, end, word_over(end))) for start, end in places)
    return tuple(
        AgencyMention(start, end, " ".join(text[start:end].split())) for start, end in settled if end > start
    )


def _whole_words(text: str, start: int, end: int, word: Range | None) -> int:
    """Where the name ends that seems to end at `end`, where that is within a `word`; at `start` where it is
    none.

    "Phòng Công nghệ|thông tin" goes on to the word's end, as its part within the name is a word itself;
    "Văn phòng Sở chủ|trì" ends before the verb, "UBND tỉnh Quyết|định" before the document.
    "Chính phủ|điện tử" is another word than the agency's name.
    """
    if word is None:
        return end
    first, last = word
    if text[end - 2 : end].isupper() and not text[end:last].isupper():  # "Bộ TT&TT|định kỳ"
        return end
    within, rest = text[first:end].split(), text[end:last]
    if first <= start:
        return start if len(within) == len(text[start:end].split()) > 1 and rest.islower() else end
    if len(within) > 1:
        return last
    kind = " ".join(text[first:last].split()).lower() in TYPE_BY_NAME
    goes_on = within[0][0].isupper() and not kind and "\n" not in text[first - 1 : first]
    if goes_on:
        return last
    return end if within[0].lower() in _LEVELS else len(text[:first].rstrip())
