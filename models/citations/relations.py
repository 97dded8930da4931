"""How a plan uses the document that it cites, from the words before the mention."""

import re
from typing import Final

from kehoach.language.document_types import TYPES
from kehoach.records import CitationRelation

_B = r"[ \n]"
_OBJECT = rf"(?:{_B}một{_B}số{_B}(?:điều|nội{_B}dung))?(?:{_B}(?:của|đối{_B}với|tại))?(?:{_B}các)?"
_WELL = rf"(?:có{_B})?hiệu{_B}quả|nghiêm(?:{_B}túc)?|tốt|đầy{_B}đủ|đồng{_B}bộ"
_ADVERB = rf"(?:{_B}(?:{_WELL}|theo|các|thi{_B}hành|thực{_B}hiện))"
_END = rf"{_B}*$"

# words right before the mention, nearest meaning first
_ADJACENT: Final[tuple[tuple[CitationRelation, re.Pattern[str]], ...]] = (
    ("attached_to", re.compile(rf"(?:^|[\n\t(])\s*(?:[Bb]an{_B}hành{_B})?[Kk]èm{_B}theo{_END}")),
    (
        "amended_by",
        re.compile(rf"sửa{_B}đổi(?:,{_B}bổ{_B}sung)?{_B}(?:bởi|tại|theo)(?:{_B}các)?{_END}", re.I),
    ),
    ("amends", re.compile(rf"(?:sửa{_B}đổi|bổ{_B}sung){_OBJECT}{_END}", re.I)),
    ("replaces", re.compile(rf"thay{_B}thế(?:{_B}cho)?(?:{_B}các)?{_END}", re.I)),
    ("repeals", re.compile(rf"(?:bãi{_B}bỏ|h[uủ][ỷy]{_B}bỏ){_OBJECT}{_END}", re.I)),
    (
        "guides",
        re.compile(
            rf"(?:hướng{_B}dẫn|quy{_B}định{_B}chi{_B}tiết)(?:{_B}(?:thi{_B}hành|thực{_B}hiện))?{_OBJECT}{_END}",
            re.I,
        ),
    ),
    ("basis", re.compile(rf"căn{_B}cứ(?:{_B}(?:vào|các))?{_END}", re.I)),
    (
        "implements",
        re.compile(rf"(?:thực{_B}hiện|triển{_B}khai|thi{_B}hành|quán{_B}triệt){_ADVERB}{{0,3}}{_END}", re.I),
    ),
    ("implements", re.compile(rf"(?:thực{_B}hiện|triển{_B}khai)[^.;\n\t]{{1,60}}{_B}theo{_END}", re.I)),
)
# what begins a list of which each item is meant so: "Căn cứ …; …;" of the preamble
_LIST_HEAD: Final = re.compile(
    rf"(?:^|[\n\t])[ ]*(?P<head>Căn{_B}cứ|Thực{_B}hiện|Triển{_B}khai|Thi{_B}hành)(?=\s)"
)
_ITEM: Final = re.compile(r"(?:;|,|\bvà|\bcác)\s*$")
_SENTENCE_END: Final = re.compile(r"[.,]\s*\n\s*(?=[A-ZĐỦ])|\.\s+(?=[A-ZĐỦ])|\t")
_KINDS = "|".join(
    name.replace(" ", _B) for name in sorted((kind.name for kind in TYPES), key=len, reverse=True)
)
# "các Nghị định của Chính phủ: số …" is as good as "các" right before the first number
_LIST: Final = re.compile(
    rf"các{_B}(?:{_KINDS})(?:{_B}của{_B}[^.,;:()\n\t]{{1,60}})?(?:{_B}sau)?:?{_B}*$", re.I
)
_REACH = 110
_LIST_REACH = 1500


def relation(text: str, start: int, floor: int, previous: CitationRelation | None) -> CitationRelation:
    """The relation of the mention at `start`.

    `floor` is the end of the mention before it, whose relation is `previous`. Without a trigger of its own a
    mention shares that of a list's head, or of the mention that it is joined to by a comma or "và"; else it
    is `mentions`.
    """
    window = _LIST.sub("các ", text[max(floor, start - _REACH) : start])
    for name, pattern in _ADJACENT:
        if pattern.search(window):
            return name
    between = text[floor:start]
    if previous is not None and previous != "attached_to" and between.strip() in {",", "và", ", và", "hoặc"}:
        return previous
    if not _ITEM.search(window):
        return "mentions"
    return _list_relation(text, start)


def _list_relation(text: str, start: int) -> CitationRelation:
    heads = list(_LIST_HEAD.finditer(text, max(0, start - _LIST_REACH), start))
    if not heads or _SENTENCE_END.search(text, heads[-1].end(), start):
        return "mentions"
    return "basis" if heads[-1]["head"].startswith("Căn") else "implements"
