"""When something is to be done, as a sentence says it: "…, hoàn thành trước ngày 30/6"."""

import re
from typing import Final

from kehoach.records import Range
from normalize.deadlines.read import read_deadlines
from normalize.tasks.clauses import Clause

_TIMELY: Final = r"(?:truoc|trong|cham +nhat|muon +nhat|den +het|den|vao|tu|xong|han +cuoi)"
_UNTIL: Final = r"(?:hoan +thanh|xong|dinh +ky|thuc +hien|tien +hanh)"
_RHYTHM: Final = (
    r"(?:(?:hang|moi|dinh +ky)(?: +hang)? +(?:[0-9]+ +)?(?:ngay|tuan|thang|quy|nam)(?![a-z])"
    r"|[0-9]{1,2} +(?:ngay|tuan|thang) *(?:/|mot ) *lan(?![a-z]))"
)
_WEEKDAY: Final = r"(?:thu +(?:hai|ba|tu|nam|sau|bay|[2-7])|chu +nhat)"
# + , hoàn thành trước ngày 30/6; + trong quý II; + thời gian thực hiện: tháng 3; - theo Công văn số 12/SNV
# ngày 3/4
WHEN: Final = re.compile(
    r"(?:[,;.(] *|(?<= )|^)(?:(?:thoi +(?:gian|han|diem)|tien +do|moc|lo +trinh|han)[a-z ,]{0,40}: *"
    rf"|(?:{_UNTIL} +)?"
    rf"(?=(?:thoi +gian +(?:thuc +hien +)?)?{_TIMELY}"
    r"(?: +(?:la|vao|vong|thoi +han|ngay|thang|quy|nam))* *(?:[0-9]"
    rf"|[ivl]{{1,3}}(?![a-z]))"
    rf"|(?<!sau ){_RHYTHM}|truoc +(?:moi +[a-z]|mua +(?:kho|mua|bao|lu)(?![a-z]))"
    r"|thuong +xuyen|trong +(?:ca +)?nam(?![a-z])"
    rf"|thang +[0-9]|quy +[ivl]{{1,3}}(?![a-z])"
    rf"|(?:vao +)?(?:(?:sang|chieu|toi|ngay) +)*{_WEEKDAY} +(?:hang|moi)"
    r"|truoc +[a-z][a-z ]{1,30} +[0-9]{1,2} +ngay"
    r"|(?:vao +)?(?:(?:sang|trua|chieu|toi|dem|ngay) +)+[0-9]{1,2} *(?:/|thang) *[0-9]|dot +[1-4] +trong))"
)
_PLANTED: Final = re.compile(r"tr[ồọ]ng", re.IGNORECASE)  # "rừng trồng năm thứ nhất" is not "trong năm"
# a day that is honoured is none by which something is due: "chào mừng ", then ngày 14/10
_HONOURED: Final = re.compile(r"(?:chao +mung|ky +niem|huong +ung)[ ,]*$")
# "12/SNV-VP "
_NUMBERED: Final = re.compile(r"[0-9a-z]/[a-z0-9/&-]+ *$")  # a document's number: its date is no deadline
# ". "
SENTENCE_END: Final = re.compile(r"[.;](?= |$)|\)(?= *[.;]|$)")
# "(đợt 2)" behind a time
_ROUND: Final = re.compile(r"^ *\((?:dot|lan|ky) [^()]*\)?")
# ", phục vụ"
_FOR: Final = re.compile(r"[ ,]*(?:de|nham|theo|phuc vu|tai)(?![a-z])")
_LONGEST_TIME: Final = 120


def timed(stretch: Clause, begin: int, limit: int) -> tuple[Range, Range | None, int]:
    """What is to be done from `begin` on, when, and where its clause ends.

    A time that closes the clause ends what is to be done; one in its midst is part of it.
    """
    for match in WHEN.finditer(stretch.folded, begin, limit):
        planted = _PLANTED.match(stretch.printed(match.end(), limit))
        numbered = _NUMBERED.search(stretch.folded, begin, match.start())
        if planted or numbered or _HONOURED.search(stretch.folded, begin, match.end()):
            continue
        stop = SENTENCE_END.search(stretch.folded, match.end(), limit)
        end = stop.start() if stop else limit
        said = _time(stretch, match.end(), end)
        if said is None:
            continue
        rest = _ROUND.sub("", stretch.folded[said[1] - stretch.start : end]).strip(" ,.;)")
        midst = len(rest) > 3 and not _FOR.match(rest)
        return stretch.place(begin, end if midst else match.start()), said, end
    return stretch.place(begin, limit), None, limit


def _time(stretch: Clause, begin: int, end: int) -> Range | None:
    """Where the time stands that the text from `begin` on says; None where it says none that can be read."""
    place = stretch.place(begin, end)
    said = stretch.text[slice(*place)][:_LONGEST_TIME].replace("\n", " ")
    if not says_when(said):
        return None
    texts = (period.text for period in read_deadlines(said, 2000).periods)
    return place[0], place[0] + max(said.find(text) + len(text) for text in texts)


def says_when(text: str) -> bool:
    """Whether the text is read as a time: a day, a rhythm, or so many days from an event."""
    periods = read_deadlines(text, 2000).periods
    read = [
        p
        for p in periods
        if p.kind != "unparsed" and (p.kind != "relative" or p.relation in ("by", "before"))
    ]
    return bool(read) and len(read) == len(periods)
