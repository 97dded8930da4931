"""When something is to be done, as a sentence says it: "…, hoàn thành trước ngày 30/6"."""

import re
from functools import lru_cache
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Period, Range
from normalize.agencies.names import begins_name, begins_somebody
from normalize.deadlines.read import read_deadlines
from normalize.tasks.clauses import Clause, begins_with_act, has_act

_TIMELY: Final = (
    r"(?:truoc|trong|cham +nhat|muon +nhat|den +het|den|vao|(?:ke +)?tu|xong|han(?: +(?:cuoi|chot))?"
    r"|khong +(?:muon|cham|tre|qua)(?: +hon)?)"
)
# "lúc 7 giờ 30 phút, " before a day
_HOUR: Final = r"(?:(?:vao +)?(?:luc|hoi)|vao|tu) +[0-9]{1,2} *(?:gio|h|g)[0-9 ]*(?:phut)?,? *"
_UNTIL: Final = r"(?:hoan +thanh|xong|dinh +ky|thuc +hien|tien +hanh)"
_RHYTHM: Final = (
    r"(?:(?:hang|moi|dinh +ky)(?: +hang)? +(?:[0-9]+ +)?(?:ngay|dem(?! +ban)|tuan|thang|quy|nam)(?![a-z])"
    r"|[0-9]{1,2} +(?:ngay|tuan|thang) *(?:/|mot ) *lan(?![a-z])"
    r"|(?:(?:it +nhat|toi +thieu) +)?0?1 +(?:lan|buoi) */ *(?:ngay|tuan|thang|quy|nam)(?![a-z]))"
)
_WEEKDAY: Final = r"(?:thu +(?:hai|ba|tu|nam|sau|bay|[2-7])|chu +nhat)"
# "khi có yêu cầu của Trạm Y tế xã", "khi cần thiết"
_ASKED: Final = re.compile(
    r"khi +(?:(?:co +)?(?:(?:yeu +cau|chi +dao)(?: +cua +[^.:;,()]{3,60})?|phat +sinh)"
    r"|(?:xet +thay +|thay +)?can(?: +thiet)?)"
)
# + , hoàn thành trước ngày 30/6; + trong quý II; + thời gian thực hiện: tháng 3; - theo Công văn số 12/SNV
# ngày 3/4
WHEN: Final = re.compile(
    r"(?:[,;.(] *|(?<= )|^)(?:(?:thoi +(?:gian|han|diem)|tien +do|moc|lo +trinh|han(?! +(?:cuoi|chot)))"
    r"(?![a-z])[a-z ,]{0,40}: *"
    rf"|(?:thoi +(?:gian|han)(?: +[a-z]+){{0,5}}? +)?(?:{_UNTIL} +)?"
    rf"(?=(?:(?:trong +)?thoi +gian +(?:thuc +hien +)?)?{_TIMELY}"
    r"(?: +(?:la|vao|vong|thoi +han|(?:(?<=nhat )|(?<=nhat la ))(?:trong|den(?: +het)?|sau(?= +[0-9]))"
    r"|(?:cac|hai|ba)(?= +(?:ngay|thang|quy|nam))|ngay|thang|quy"
    r"|nam|khoang|dau|cuoi|giua|tuan|nua|suot))*:? *(?:[0-9]"
    rf"|[ivl]{{1,3}}(?![a-z]))"
    rf"|(?<!sau ){_RHYTHM}|(?:ngay +)?(?:truoc|sau|(?:ke +)?tu) +(?:khi|luc)(?![a-z])"
    rf"|{_ASKED.pattern}(?= *(?:[.;,)]|$))"
    r"|truoc +(?:tet|le|noel)(?![a-z])"
    r"|(?:ngay +)?sau +[0-9]+ +ngay|(?:(?<!ket )(?<!cao )[0-9]+ +(?:ngay|tuan|thang)|it +nhat +[0-9]+ +ngay)"
    r" +truoc"
    r"|(?:(?:vao|luc) +)?[0-9]{1,2} *(?:gio|h|g)[0-9a-z, ]{0,40}?(?:hang|moi) +ngay(?![a-z])"
    rf"|{_HOUR}(?=(?:cac +)?(?:ngay|sang|chieu|toi|thu)(?![a-z]))"
    rf"|(?:vao|truoc) +(?:(?:sang|trua|chieu|toi|ngay) +)?{_WEEKDAY}(?= *(?:[.;,)]|$))"
    rf"|(?:vao +)?cac +(?:(?:sang|trua|chieu|toi|dem|ngay|buoi) +)+{_WEEKDAY}"
    r"(?! *,? *[0-9]| +(?:trong|cua|tu) )"
    r"|khong +qua +[0-9]+ +(?:ngay|gio)|tu +nay +den|tu +[0-9]{1,2} +gio|[0-9]{1,2} +(?:gio|h)[^,;.]{0,12}thu"
    r"|ngay +sau +moi +[a-z]|truoc +(?:moi +[a-z]|mua +(?:kho|mua|bao|lu)(?![a-z]))"
    r"|(?<!giao duc )(?<!(?<!truc )chi )thuong +xuyen|trong +(?:ca +)?nam(?![a-z])"
    r"|tat +ca +cac +ngay +trong +(?:tuan|thang|nam)(?![a-z])"
    rf"|(?:(?:dau|giua|cuoi) +)?(?:(?<!luong )thang +[0-9]|quy +[ivl]{{1,3}}(?![a-z]))"
    rf"|(?:vao +)?(?:(?:sang|chieu|toi|ngay) +)*{_WEEKDAY}(?:(?:,| va) +{_WEEKDAY})* +(?:hang|moi)"
    r"|(?!24/)[0-9]{1,2}/[0-9]{1,2}(?:/20[0-9]{2})?(?= *(?:[.;)]|, |$))"
    r"|truoc +[a-z][a-z ]{1,30} +[0-9]{1,2} +ngay"
    r"|(?:vao +)?(?:(?:sang|trua|chieu|toi|dem|ngay) +)+[0-9]{1,2} *(?:/|thang) *[0-9]|dot +[1-4] +trong))"
)
PLANTED: Final = re.compile(r"tr[ồọ]ng", re.IGNORECASE)  # "rừng trồng năm thứ nhất" is not "trong năm"
# a day that is honoured is none by which something is due: "chào mừng ", then ngày 14/10
_HONOURED: Final = re.compile(
    r"(?:chao +mung|ky +niem|huong +ung|(?<!xac )(?<!cong )(?<!tiep )(?<!thu )nhan|dip)[ ,]+"
    r"(?:(?:dip|ngay)[a-z ]*)?$"
)
# how long something lasts: "đủ dùng cho 150 người ", then trong 07 ngày
_LASTS: Final = re.compile(r"(?<![a-z])du +(?:dung|an|song)(?: +cho)?[a-z0-9 ]{0,25}$")
# how old it is: "17 vụ việc tồn đọng ", then từ năm 2022; not "từ năm 2022 đến năm 2025"
_OLD: Final = re.compile(r"(?:ton +dong|ton +tai|phat +sinh|keo +dai|con +no|de +lai)(?: +[a-z]+){0,2} +$")
# "từ năm 2022"
_SINCE_YEAR: Final = re.compile(r"tu +(?:truoc +)?(?:nam +)?20[0-9]{2}(?! +den(?![a-z])| *[-–/])")
# upon which day something is given, where a bracket says when it is to be done: "tặng Huy hiệu dịp Quốc khánh
# ", then 02/9, gửi Văn phòng (trước ngày 10/8)
_ON_DAY: Final = re.compile(r"(?<![a-z])dip +[a-z ]{3,30}$")
# "02/9, gửi Văn phòng (trước"
_DUE_BEHIND: Final = re.compile(
    r"[^.;()]{3,120}\((?:xong|hoan +thanh|truoc|trong|cham +nhat|tu|han)(?![a-z])"
)
# how long something takes: "không quá 60 phút"
_TAKES: Final = re.compile(r"khong +qua +[0-9]+ *(?:phut|tiet)(?! *,? +(?:ke +)?(?:tu|sau)(?![a-z]))")
# what has been so before: "các trường hợp tái phạm ", then sau khi đã nhắc nhở
_OF_WHICH: Final = re.compile(
    r"(?:cac|moi|nhung) +(?:truong +hop|doi +tuong|co +so|cong +trinh|ho|nguoi)(?![a-z])[^,;.:]{3,60}$"
)
_AFTER_ALL: Final = re.compile(r"sau +khi +da(?![a-z])")  # "sau khi đã"
# "công viên " (2/9)
_CALLED: Final = re.compile(
    r"(?:cong +vien|quang +truong|san +van +dong|nha +may|benh +vien|duong|pho|cau|cho|khu|lang) +$"
)
# "12/SNV-VP "
_NUMBERED: Final = re.compile(r"[0-9a-z]/[a-z0-9/&-]+ *$")  # a document's number: its date is no deadline
# ". ", not that of "TS. Nguyễn Văn A"
FULL_STOP: Final = r"(?<!\bp)(?<!\btp)(?<!\bts)(?<!\bths)(?<!\bbs)[.](?= |$)"
# ". "
SENTENCE_END: Final = re.compile(rf";(?= |$)|{FULL_STOP}|\)(?= *[.;]|$)")
_COMMA: Final = re.compile(r", ")  # ", "
_OPENS_DAY: Final = re.compile(r"(?:thu|chu +nhat|tet|thang|quy|ngay|nam|dip|le) ")  # "thứ Sáu, Chủ nhật"
_LEST: Final = re.compile(r"(?:không (?:để|được)|tránh|kịp thời)(?!\w)")  # ", không để hộ nào thiếu đói"
_SOME: Final = re.compile(r"(?:các|mỗi|từng) +")  # "các đơn vị"
_OFTEN: Final = re.compile(rf"(?:{_RHYTHM}|thuong +xuyen) +")  # "mỗi quý tổ chức"
_BRACKET_END: Final = re.compile(r"[^()]*(?=\))")  # "(Tháng 3/2018) Phòng Quản trị"
# " (đợt 2)", " (mùng 8 Tết)" behind a time
ROUND: Final = re.compile(rf" *\((?:(?:dot|lan|ky|mung|tuc|nham|ram) [^()]*|{_WEEKDAY})\)?")
# "trước khi trình duyệt | (Phòng Kế toán)", "kể từ khi nhận tin | - Tổ Cơ động"
_ASIDE: Final = re.compile(r" (?:\(|[-–] )")
_LONGEST_TIME: Final = 120
# what stands before who does something, and is nothing to do: "Trong quá trình soạn thảo …, các Vụ …"
_ADVERB: Final = re.compile(
    r"(?:cung +trong|o(?= +(?:cap|cac|tung|moi) )|nhan(?= +(?:dip|ngay|ky +niem|le|tet|thang|nam)(?![a-z]))"
    r"|chao +mung|ky +niem|huong +ung"
    r"|trong|khi|sau|truoc|can +cu|theo|tai|tren +co +so|de(?! +(?:nghi|xuat|an|cuong))|nham|dinh +ky"
    r"|cham +nhat|ngay|moi +khi|truong +hop|hang|hai"
    r"|ket +thuc|neu|doi +voi|thuc +hien|tu|den|ngoai|vao|cac +(?:thang|quy|tuan))(?![a-z])"
)
# "ngày 3/4", "Tháng 6", "05/6 - 30/6", "Thứ Hai, 02/6", "Trước 23/5", "cả năm", "thường xuyên"
TIME_OPENS: Final = re.compile(
    r"(?:[0-9]|thang|quy|ngay|nam|tu(?:an)?|vao|dot(?= +[1-9i])|truoc|trong|sau|cham +nhat|muon +nhat|den"
    r"|ca +nam|thuong +xuyen|hang"
    r"|moi|dinh +ky|thu +(?:hai|ba|tu|nam|sau|bay|[2-7])|chu +nhat|dau|giua|cuoi|sang"
    r"|chieu|toi|khi|luc|ngay|tuan"
    r"|xong|hoan +thanh|han|thoi +(?:gian|han)|nua +dau|ket +thuc|du +kien|bat +dau)(?![a-z])"
)


def time_at(stretch: Clause, before: int, at: int) -> Range | None:
    """Where the time stands that the text from `at` on says, `before` its cue; None where it says none that
    can be read, or a time by which nothing is due.
    """
    planted = PLANTED.match(stretch.printed(at, at + 8))
    numbered = _NUMBERED.search(stretch.folded, max(before - 40, 0), before)
    if planted or numbered or _HONOURED.search(stretch.folded, max(before - 40, 0), at):
        return None
    if _LASTS.search(stretch.folded, max(before - 40, 0), before) or _TAKES.match(stretch.folded, at):
        return None
    after_all = _AFTER_ALL.match(stretch.folded, at)
    if after_all and _OF_WHICH.search(stretch.folded, max(at - 2 * _LONGEST_TIME, 0), at):
        return None
    since = _SINCE_YEAR.match(stretch.folded, at)
    if since and _OLD.search(stretch.folded, max(at - 40, 0), at):
        return None
    if _ON_DAY.search(stretch.folded, max(at - 40, 0), at) and _DUE_BEHIND.match(stretch.folded, at):
        return None
    if stretch.printed(at, at + 1).isdigit() and _CALLED.search(stretch.folded, max(before - 40, 0), before):
        return None
    if days := _day_of_rhythm(stretch, at):
        return stretch.place(*days.span())
    stop = SENTENCE_END.search(stretch.folded, at, at + 2 * _LONGEST_TIME)
    end = stop.start() if stop else min(len(stretch.folded), at + 2 * _LONGEST_TIME)
    bracket = _BRACKET_END.match(stretch.folded, at, end)
    end = bracket.end() if bracket else end
    aside = _ASIDE.finditer(stretch.folded, at, end)
    end = next((m.start() for m in aside if begins_somebody(stretch.printed(m.end(), end))), end)
    often = _OFTEN.match(stretch.folded, at)
    if often and begins_with_act(stretch.printed(often.end(), end)):
        end = often.end()  # "mỗi quý | tổ chức một buổi tọa đàm"
    over = (
        m.start()
        for m in _COMMA.finditer(stretch.folded, at, end)
        if is_another(stretch.printed(m.end(), end))
    )
    said = _time(stretch, at, next(over, end))
    if said is None or stretch.text[slice(*said)].endswith(("đến nay", "đến\nnay")):  # what is counted since
        return None
    behind = ROUND.match(stretch.folded, said[1] - stretch.start)
    return (said[0], stretch.start + behind.end()) if behind else said


def is_adverb(stretch: Clause, at: int) -> bool:
    """Whether a sentence begins with when or where: "Trong đợt tiêm, …", not "Trồng rừng, …"."""
    return bool(_ADVERB.match(stretch.folded, at)) and not PLANTED.match(stretch.printed(at, at + 5))


def is_another(text: str) -> bool:
    """Whether what follows a comma is somebody or something to do, and no part of a time."""
    if begins_name(text) or begins_with_act(text) or (begins_name(_SOME.sub("", text)) and has_act(text)):
        return True
    if _LEST.match(text):
        return True
    often = _OFTEN.match(fold(text))
    named = text[:1].isupper() and not _OPENS_DAY.match(fold(text))
    return named or (often is not None and begins_with_act(text[often.end() :]))


def _time(stretch: Clause, begin: int, end: int) -> Range | None:
    """Where the time stands that the text from `begin` on says; None where it says none that can be read."""
    place = stretch.place(begin, end)
    said = stretch.text[slice(*place)][:_LONGEST_TIME].replace("\n", " ")
    if not says_when(said):
        return None
    end = 0
    for period in _periods(said):
        at = said.find(period.text, max(end - len(period.text), 0))
        between = said[end:at] if at >= end else ""
        if (end or _COUNTED.search(between)) and not _only_timely(between):
            break  # "trước ngày 30/6 | và tổ chức tập huấn trong tháng 7"
        end = max(end, at + len(period.text))
    return (place[0], place[0] + end) if end else None  # "từ 20.000 đồng trở lên trong tháng 6"


_COUNTED: Final = re.compile(r"[0-9]")  # "từ 20.000 đồng | trong quý II"
# words that may stand beside a time and say no more: "xong ngày 10/7", "16 giờ thứ Sáu hằng tuần"
_TIMELY_WORDS: Final = re.compile(
    r"(?:[0-9]+|[ivl]+|h|gio|phut|sang|trua|chieu|toi|dem|vao|luc|xong|hoan|thanh|thoi|gian|han|diem|hien|thu|hai|ba"
    r"|tu|nam|sau|bay|chu|nhat|tuan|ngay|thang|quy|den|het|truoc|trong|khoang|du|kien|ket|thuc|bat|dau|cham|muon|nhat"
    r"|it|nhieu|lan|dot|moi|hang|hoac|va|cung|cac|tien|do|lo|trinh|moc|suot|can|cuoi|giua|o|tai|mot|hai|la|phai|nop)"
)


# "Từ ngày 12 đến ngày 23", "trước ngày 30", "ngày 25 và 26": days whose month is said elsewhere
_DAYS: Final = re.compile(
    r"(?:(?:tu|den|het|truoc|sau|trong|vao|xong|hoan +thanh|la|cac|sang|chieu|toi|cham +nhat|muon +nhat) +)*"
    r"ngay +[0-9]{1,2}(?: *(?:,|va|[-–]|den(?: +het)?) *(?:ngay +)?[0-9]{1,2})*"
    r"(?![0-9]| *[/.-] *[0-9]| +(?:(?:cua +)?thang|hang|moi)(?![a-z]))"
)
# "vào chiều thứ Sáu": a day of a week that is said elsewhere
_DAY_OF_WEEK: Final = re.compile(
    rf"(?:(?:vao|truoc) +)?(?:(?:sang|trua|chieu|toi|ngay) +)?{_WEEKDAY}(?= *(?:[.;,)]|$))"
)
# "Hằng tháng, Phòng Y tế báo cáo Sở ", then trước ngày 25
_EVERY: Final = re.compile(r"(?:^|[.;,] *)(?:dinh +ky +)?(?:hang|moi) +(?P<unit>tuan|thang)(?![a-z])[^.;]*$")


def _day_of_rhythm(stretch: Clause, at: int) -> re.Match[str] | None:
    """Days whose month, or a day whose week, is said before: above, or as a rhythm in front."""
    every = _EVERY.search(stretch.folded, max(at - 2 * _LONGEST_TIME, 0), at)
    if every and every["unit"] == "tuan":
        return _DAY_OF_WEEK.match(stretch.folded, at)
    return _DAYS.match(stretch.folded, at) if stretch.in_month or every else None


def with_rhythm(due: str) -> str | None:
    """A rhythm and the day that stands behind what is to be done, as one time: "Hằng tháng; ngày 25"."""
    rhythm, _, day = due.partition("; ")
    every = _EVERY.fullmatch(fold(rhythm))
    fits = _DAYS if every is None or every["unit"] == "thang" else _DAY_OF_WEEK
    return f"{rhythm} {day}" if every and fits.fullmatch(fold(day)) else None


# "Tháng 9", "2. Tháng 02/2026"
_MONTH: Final = re.compile(r"(?:trong +)?thang +[0-9]{1,2}(?: *(?:/|-|nam) *[0-9]{4})?")


def is_month(text: str) -> bool:
    """Whether the text is a month and nothing else: "Tháng 02/2026"."""
    return _MONTH.fullmatch(fold(text).strip(" .:")) is not None


# "Khi có tin bão", "Trường hợp xảy ra sự cố", "Sau bão"
_EVENT: Final = re.compile(
    r"(?:(?:ngay +)?(?:sau +|truoc +)?khi|(?:trong +)?truong +hop|sau|truoc)(?![a-z])[^0-9:;]{3,60}"
)


# (bố trí trực ban) "khi có tin bão"; not "đến khi", "giới tính khi sinh"
UPON: Final = re.compile(
    r"(?<=[a-z0-9)%] )(?<!den )(?<!ca )(?<!truoc )(?<!sau )(?<!tu )(?<!luc )(?<!chi )(?<!tinh )khi +(?=[a-z])"
)


def event_at(stretch: Clause, at: int) -> Range | None:
    """Where it stands upon what something is to be done, behind that: "điều động xe | khi có mưa lớn"."""
    limit = min(at + 2 * _LONGEST_TIME, len(stretch.folded))
    ends = (pattern.search(stretch.folded, at + len("khi "), limit) for pattern in (SENTENCE_END, WHEN))
    end = min((one.start() for one in ends if one), default=limit)
    over = (
        m.start()
        for m in _COMMA.finditer(stretch.folded, at, end)
        if is_another(stretch.printed(m.end(), end))
    )
    place = stretch.place(at, next(over, end))
    said = stretch.text[slice(*place)].replace("\n", " ")
    upon = said.startswith("khi ") and len(said) <= _LONGEST_TIME and not begins_name(said[len("khi ") :])
    return place if upon and [p.kind for p in _periods(said)] == ["relative"] else None


def closes_event(text: str) -> bool:
    """Whether the text says what is over then: "Kết thúc mỗi đợt huấn luyện"."""
    return re.fullmatch(r"ket +thuc +[^,:;]{3,60}", fold(text).strip()) is not None


def is_event(text: str) -> bool:
    """Whether the text says upon or after what something is to be done, and nothing else: "Khi có bão"."""
    said = text.strip(" .:\n").replace("\n", " ")
    return _EVENT.fullmatch(fold(said)) is not None and [p.kind for p in _periods(said)] == ["relative"]


def names_days(text: str) -> bool:
    """Whether the text is days without their month: "Từ ngày 12 đến ngày 23"."""
    return _DAYS.fullmatch(fold(text)) is not None


def is_time(text: str) -> bool:
    """Whether the text says a time and nothing else."""
    if not says_when(text):
        return False
    rest = fold(text)
    for period in _periods(text):
        rest = rest.replace(fold(period.text), " ")
    return _only_timely(rest)


def _only_timely(text: str) -> bool:
    folded = fold(text)
    aside = ROUND.match(folded)
    words = re.findall(r"[a-z0-9]+", folded[aside.end() if aside else 0 :])
    return all(_TIMELY_WORDS.fullmatch(word) for word in words)


# what no time is without: a number or a word of the calendar or of before and after, "tháng 6"
_MAY_SAY: Final = re.compile(
    r"[0-9]|thang|quy|ngay|nam|tuan|dip|tet|hang|moi|dinh +ky|thuong +xuyen|lien +tuc|truong +hop"
    r"|truoc|sau|khi|sang|chieu|toi|thu|trong|theo|den|han"
)


@lru_cache(maxsize=4096)
def _periods(text: str) -> tuple[Period, ...]:
    """What a text says of times; sentences are asked from many sides."""
    return read_deadlines(text, 2000).periods if _MAY_SAY.search(fold(text)) else ()


def says_when(text: str) -> bool:
    """Whether the text is read as a time: a day, a rhythm, or so many days from an event."""
    periods = _periods(text)
    read = [p for p in periods if p.kind != "unparsed" and (p.kind != "relative" or p.relation != "in")]
    read = read or [p for p in periods if _ASKED.fullmatch(fold(p.text))]
    return bool(read) and len(read) == len(periods)
