"""Lists in a cell: agencies on lines of their own, numbered or with dashes; times one below the other."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Cell, Document, Word
from normalize.agencies.names import begins_name
from normalize.tasks.cell_contents import kind_of
from normalize.tasks.header_words import Role

# "1) Sở"
_BULLET = re.compile(r"\s*(?:[-+*•–]|\(?[0-9]{1,2}[.)/](?=\s|[^\W\d])|[a-zđ]\))\s*")
# " - Sở"
_DASH = re.compile(r"\s*[-–]")
# "Sở Nội vụ; "
_LOOSE_END = re.compile(r"(?:[\s;,/&+]|\s[-–]|\svà)+$")  # what parts an item from the next
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;,.]))\(?[0-9]{1,2}[.)/]\s+(?=[A-ZĐÀ-Ỹ])"
)  # "1. Sở Tài chính; 2. Văn phòng"
# A time that goes on in the next line, and a line that goes on a time: "Năm 2018 -" and "2020", "đến ngày
# 5/3".
_OPEN_TIME = re.compile(r".*(?:[-–,/]|(?<![a-z])(?:den|va|tu|truoc|sau|ngay|thang|nam|quy|trong))")
# "đến quý II"
_REST_OF_TIME = re.compile(r"[-–,(/]|(?:den|va|hoac|cua|nam)(?![a-z])|[0-9]+$")
# Units that no other unit is a part of, so that they begin another name: "Hội Cựu chiến binh" and "Phòng Kế
# hoạch".
_UNIT = re.compile(
    r"(?:phong(?!,? (?:chong|ngua))|khoa|van phong|thanh tra|chi cuc|cac|toan the|doan (?:thanh nien|tncs)"
    r"|vu(?! (?:an|viec))"
    r"|cong doan|chi bo|tram|thu vien|hoi (?!dong|truong|thi|thao|nghi)[a-z]+|to (?!chuc|truong)[a-z]+|doi"
    r"|bo phan|ban (?:bien tap|giam hieu|giam doc)|hat kiem lam|(?:tinh|huyen|thanh) doan|dien luc|hop tac xa"
    r"|hoi dong (?:khoa hoc|quan ly|thi dua)"
    r"|truong (?:mam non|tieu hoc|trung hoc|thcs|thpt))(?![a-z])"
)
# Units that stand for themselves, or whose name ends with whose they are: no other body's name goes on with
# theirs, as it may with that of "Phòng Cảnh sát kinh tế", "Văn phòng" or "Ban Quản lý".
_OWNED = re.compile(
    r"(?:van phong|thanh tra|phong|chi cuc|bo phan|to|ban|chi bo|cong doan|khoa|bo mon|hoi dong|thuong truc"
    r"|lanh dao|trung tam|truong|benh vien|vien|tram|uy ban kiem tra|ubkt)(?![a-z])"
)
# "Công an tỉnh"
_WHOSE = re.compile(
    r".*[a-z] (?:tinh|huyen|xa|thanh pho|quan|phuong|thi tran|thi xa|so|co so)|(?:tinh|huyen|thanh) doan"
    r"|.*[a-z] (?:dang|tinh|huyen|thanh|thi) uy"
)
# Units whose names are whole though short: "Thư viện"
_ALONE = re.compile(r"thu vien|tram y te")
# … and what begins the name of another one beside them: "Bộ môn"
_PEER = re.compile(rf"(?:{_UNIT.pattern}|(?:bo mon|ban(?! chi dao)|trung tam)(?![a-z]))")
# "; "
_AFTER_SEPARATOR = re.compile(r"[,;]\s*")
# Names with a dash in them: "- Phòng Tài chính" and "- Kế toán" are one item, even in a list of dashes:
# "Phòng Tài chính - Kế toán".
_PAIRED = re.compile(
    r"(?:tai chinh - ke (?:toan|hoach)|ke hoach - (?:tai chinh|tong hop|nghiep vu|dau tu)"
    r"|to chuc - (?:hanh chinh|can bo|nhan su)|hanh chinh - (?:tong hop|quan tri)|vat tu - (?:thiet|trang) bi"
    r"|tu phap - ho tich|dia chinh - (?:xay dung|nong nghiep)|van hoa - (?:xa hoi|thong tin|the thao)"
    r"|van phong - thong ke|lao dong - thuong binh|kinh te - (?:ha tang|ky thuat|ngan sach))[a-z ]{0,12}$"
)
# "Chi cục trưởng thuộc"
_OPEN_NAME = re.compile(r"(?:[-–,/(:]|(?<!\w)(?:và|thuộc|của|với|Phó|Trưởng|Chấp hành|Thường vụ))$")
# "Ngân hàng", which is nobody's whole name
_FIRST_WORDS = re.compile(
    r"(?:^|[,;] ?)(?:ngan hang|kho bac|(?:tong )?cong ty|lien doan|uy ban|bo chi huy|vien kiem sat|toa an)$"
)
# "Tổng cục": whoever a unit named above it belongs to
_OWNER = re.compile(r"(?:tong cuc|cuc|so|bo|vien|truong|benh vien|(?:tinh|huyen|thanh|thi|dang) uy)[.;,]?")
_WHOLE_NAME: Final = 3  # words
_AGENCIES: Final[tuple[Role, ...]] = ("lead", "coordination")


def as_list(document: Document, cell: Cell, role: Role, known: frozenset[str] = frozenset()) -> str | None:
    """The cell's items with a semicolon between them, their dashes and numbers taken off; None where its
    lines make no list of what the column holds. `known` are names, folded, that fill cells alone.
    """
    if role not in (*_AGENCIES, "due"):
        return None
    edges = [*(cell.paragraphs or (cell.start,)), cell.end]
    if role in _AGENCIES:
        edges = sorted({*edges, *_name_starts(document, cell, known)})
    texts = [" ".join(document.text[start:end].split()) for start, end in pairwise(edges)]
    items = _items([piece for text in texts for piece in _pieces(text)], role, known)
    return "; ".join(_LOOSE_END.sub("", item) for item in items) if len(items) > 1 else None


def _name_starts(document: Document, cell: Cell, known: frozenset[str]) -> Iterator[int]:
    """Where lines begin that name a unit below the whole name of another one, though there was no room
    above.
    """
    first = bisect_left(document.words, cell.start, key=lambda word: word.start)
    words = list(takewhile(lambda word: word.end <= cell.end, document.words[first:]))
    starts = [one.start for above, one in pairwise(words) if _is_below(above, one)]
    begin = cell.start
    for start in starts:
        above = " ".join(document.text[begin:start].split())
        above = _BULLET.sub("", above, count=1)
        rest = " ".join(document.text[start : cell.end].split())
        if _are_known(above, rest, known) or (_is_another(above, rest) and not _goes_on(above, rest, known)):
            yield start
            begin = start


def _is_below(above: Word, word: Word) -> bool:
    """Whether a word begins a line: below the one before, or on the next page, where it stands no more to the
    right.
    """
    middle = (above.bbox[1] + above.bbox[3]) / 2
    return word.bbox[0] <= above.bbox[0] or word.bbox[1] > middle


def _are_known(above: str, rest: str, known: frozenset[str]) -> bool:
    """Whether a whole name stands above a line and another one begins with it, both known."""
    name = fold(_AFTER_SEPARATOR.split(above)[-1])
    return name in known and len(name.split()) >= _WHOLE_NAME and _begins_with(fold(rest), known)


def _goes_on(above: str, rest: str, known: frozenset[str]) -> bool:
    """Whether a known name begins above a line and goes on with it."""
    name = fold(_AFTER_SEPARATOR.split(above)[-1])
    longer = frozenset(one for one in known if one.startswith(f"{name} "))
    return _begins_with(fold(f"{name} {rest}"), longer)


def _begins_with(folded: str, known: frozenset[str]) -> bool:
    return any(folded == name or re.match(rf"{re.escape(name)}(?![a-z])", folded) for name in known)


def _last_name(text: str) -> str:
    """What the last name of a list is that a text ends with: names have commas, too."""
    starts = [0, *(match.end() for match in _AFTER_SEPARATOR.finditer(text))]
    return next((text[start:] for start in reversed(starts) if begins_name(text[start:])), text)


def _is_another(above: str, line: str) -> bool:
    """Whether a line, with what stands below it, begins another name than the one above, and does not say
    whose that is ("Văn phòng", "Sở").
    """
    above = _last_name(above)
    if (
        not begins_name(above)
        or kind_of(above) == "person"
        or _OPEN_NAME.search(above)
        or not line[0].isupper()
        or kind_of(line) != "agency"
    ):
        return False
    folded, words = fold(above), above.split()
    if _WHOSE.fullmatch(folded) or (len(words) >= _WHOLE_NAME and not _OWNED.match(folded)):
        return True
    if _ALONE.fullmatch(folded):
        return bool(_PEER.match(fold(line)))
    heads = [fold(text.split()[0]) for text in (above, line)]
    return len(words) >= _WHOLE_NAME and bool(_UNIT.match(fold(line)) or heads[0] == heads[1])


def _pieces(text: str) -> list[str]:
    """A paragraph cut before the numbers of its items, where they count from one."""
    starts = [match.start() for match in _NUMBERED.finditer(text)]
    numbers = [int(re.sub(r"[^0-9]", "", text[start : start + 4])) for start in starts]
    if len(starts) < 2 or any(b - a != 1 for a, b in pairwise(numbers)):
        return [text]
    return [text[start:end].strip() for start, end in pairwise([0, *starts[starts[0] == 0 :], len(text)])]


def _items(pieces: Sequence[str], role: Role, known: frozenset[str]) -> list[str]:
    """Pieces that begin an item of the list, each with those after it that begin none."""
    items: list[str] = []
    dashed = bool(pieces and _DASH.match(pieces[0]))
    # where items have dashes, another line begins one but where both names are known
    marked = dashed and sum(bool(_BULLET.match(piece)) for piece in pieces) > 1
    capital = bool(pieces) and _BULLET.sub("", pieces[0], count=1)[:1].isupper()
    for piece in pieces:
        bullet = _BULLET.match(piece)
        bare = piece[bullet.end() :] if bullet else piece
        # a dash within a name or a time: "Kế hoạch", "- Tài chính"; "Tháng 5", "- 10/2025"
        paired = bool(items and _PAIRED.search(fold(f"{items[-1]} - {bare}")))
        paired |= capital and bare[:1].islower()
        stray = bool(_DASH.match(piece)) and (paired or not dashed)
        if role in _AGENCIES:
            goes_on = bool(items) and not bullet and _is_unfinished(items[-1], bare, known)
            named = begins_name(bare) or _is_short_form(items, bare)
            if marked and items:
                named &= _are_known(items[-1], bare, known)
            begins = (named and not goes_on) or (bool(bullet) and not stray)
        else:
            begins = _is_whole_time(items, piece if stray else bare)
        if not items or begins:
            items.append(bare)
        elif role in _AGENCIES:
            items[-1] += f" {piece}"
        else:
            return []  # a time among other things is read as one text
    return items


def _is_unfinished(item: str, rest: str, known: frozenset[str]) -> bool:
    """Whether a text is the rest of the name that an item ends with."""
    owned = _OWNED.fullmatch(fold(item)) and _OWNER.fullmatch(fold(rest))
    return bool(owned) or _is_open(item) or _goes_on(item, rest, known)


def _is_open(item: str) -> bool:
    """Whether more of its last name must follow: "Hội", "Sở Y tế, Phòng", "Các cơ quan của"."""
    *_, last = words = (_AFTER_SEPARATOR.split(item)[-1] or item).split() or [""]
    alone = len(words) == 1 and not last.isupper()
    return alone or last in ("của", "thuộc") or bool(_FIRST_WORDS.search(fold(item)))


def _is_short_form(items: Sequence[str], text: str) -> bool:
    """Whether the text is a name in its first letters ("KBNN"), below a whole one that is spelled out."""
    spelled = bool(items) and len(items[-1].split()) >= _WHOLE_NAME and not items[-1].isupper()
    return spelled and len(text) > 2 and text.isalpha() and text.isupper()


def _is_whole_time(items: Sequence[str], text: str) -> bool:
    goes_on = bool(items) and (_OPEN_TIME.fullmatch(fold(items[-1])) or _REST_OF_TIME.match(fold(text)))
    return kind_of(text) == "time" and not goes_on
