"""The parts of what a sentence says: who, with whom, when, and what; in whatever order they stand.

They are found where a part may begin: behind a mark, behind "do", and where words say a time. What is none of
the others is text, cut at full stops, semicolons and colons.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from kehoach.language.folding import fold
from kehoach.language.roles import OVERSEES
from kehoach.records import Range
from normalize.agencies.names import begins_name
from normalize.tasks.clause_times import (
    ROUND,
    TIME_OPENS,
    closes_event,
    event_at,
    is_adverb,
    is_another,
    is_event,
    is_time,
    names_days,
    time_at,
)
from normalize.tasks.clauses import PERSON, Clause, begins_with_act
from normalize.tasks.helpers import named_helpers
from normalize.tasks.openings import Opening, openings
from normalize.tasks.subjects import (
    LONGEST_LEAD,
    NO_SUBJECT,
    ROLES,
    named_by_capitals,
    named_lead,
    names,
)
from normalize.tasks.whole_names import (
    TOLD,
    abbreviates,
    helper_here,
    is_listed,
    named_by_role,
    names_here,
    turns,
    who_does_it,
    whole_name,
)

Role = Literal["given", "leads", "does", "oversees", "placed", "stands"]

# "giao Sở Nội vụ chủ trì"; not "giao thông vận tải", which names nobody
_ORDER: Final = re.compile(
    r"(?:giao|de +nghi|yeu +cau|phan +cong|chi +dao|moi|uy +quyen)(?: +cho)? +(?=[a-z])"
)
# words that are like an order without their marks: "Mỗi Đoàn xã" is not "Mời", "Giáo viên" not "Giao"
NO_ORDER: Final = re.compile(r"\W*(?:mỗi|giáo)\s", re.IGNORECASE)
_NO_WHO: Final = re.compile(r" (?:là|và|của|đến|có|để) ")  # "Tháng 4 là cao điểm hạn"
_EACH: Final = re.compile(r"(?:mỗi|từng|các) ")  # "Diệt chuột: mỗi đội ra quân 02 đợt"
_GIVES_TO: Final = re.compile(r" +(?:giao|ủy +quyền)(?: +cho)? +(?=\w)")  # "Giám đốc Sở giao Văn phòng Sở"
# "Ban Thường vụ | yêu cầu mỗi chi bộ"; what an office that heads nobody asks for is its own task
_DEMANDS: Final = re.compile(r" +yêu +cầu +(?=\w)")
# "Ban Thường vụ Huyện ủy"
_HEADS_ALL: Final = re.compile(
    r"(?:Ban (?:Thường vụ|Chấp hành|Chỉ đạo|Giám đốc|Giám hiệu)|Thường trực|Đảng ủy|Chủ tịch"
    r"|(?:Tổng )?Giám đốc|Hiệu trưởng|Viện trưởng|Chánh án|UBND|Ủy ban nhân dân)(?!\w)"
)
# "Chủ trì tham mưu ", "Là cơ quan thường trực, chủ trì "
LEADS_ITSELF: Final = re.compile(
    r"(?:la +(?:co +quan|don +vi|bo +phan)[a-z ]{0,20}, *)?(?:chu +tri|chu +dong)(?: +tham +muu)?[ ,]*"
    r"(?:va +)?|la +(?:co +quan +|don +vi +|bo +phan +)?dau +moi,? +(?=[a-z])"
)
# " Trưởng Ban Chỉ đạo, " behind the colon after a name
_POST: Final = re.compile(r"(?: *(?:pho +)?(?:to +)?truong +[a-z ]{2,30}[,;])+ *")
# "tổ tạp vụ đảm nhiệm."
_DONE_BY: Final = re.compile(
    r"(?P<who>[a-z][a-z ]{3,50}?) +(?:dam +nh(?:iem|an)|phu +trach|thuc +hien|chu +tri)(?= *[,;.)]| +theo |$)"
)
# who heads a group does not lead that it is set up: "Chánh Văn phòng làm Tổ trưởng"
_HEADS_IT: Final = re.compile(r" +lam +(?:to +)?truong")
# "Phó Giám đốc, chỉ đạo chung;", "Ban Giám đốc theo dõi, chỉ đạo."
_SEES_TO: Final = re.compile(rf",? +{OVERSEES}(?= *(?:[.;,)]|$))")
# "thầy Lợi (", behind which stands what he is
_SOMEBODY: Final = re.compile(rf"{PERSON} \($")
_SAME_STAFF: Final = re.compile(
    r"[0-9]+ (?:cán bộ|công chức|viên chức), $"
)  # "cử 01 công chức, " (viên chức)
_CLAUSE: Final = re.compile(r"[.;:] ")  # "; "
_COMMA: Final = re.compile(r",(?= )")  # ", "
_AGENT: Final = re.compile(r"(?:do|bởi|lúc|vào)\s")  # "hằng tuần, do tổ tạp vụ"
_BEFORE_TIME: Final = re.compile(rf",(?= {TIME_OPENS.pattern})")  # "Khoa Dược, ngày 14/5"
# "Kiểm tra hồ sơ (02 đợt)"
_PIECE: Final = re.compile(r"(?:\([^()]*\)|[^.;:(]|[.:;](?! |$)|\((?![^()]*\)))+")
_ENDS: Final = (".", ";", "^")
_WHEN: Final = ("when,", "when:", "when)", "then,")  # marks behind a time, "then" where it is not the first
# "… - Phòng Vật tư - trước mùa mưa"
_DASH: Final = re.compile(r" [-–](?= )")
_YEAR: Final = re.compile(r"[0-9]{4}(?![0-9])")  # "giai đoạn 2019 - 2023"
_LONGEST_TIME: Final = 60
# Where so many parts might begin, and one in less than so many letters, no sentences stand.
_MANY: Final = 40
_DENSE: Final = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its `place` in the text, and where it begins and ends in the stretch with the words that
    tell what it is; `mark` is the mark before it, `role` how somebody's is known.
    """

    kind: Literal["text", "who", "helps", "time", "event"]
    place: Range
    begin: int
    end: int
    mark: str = ""
    role: Role = "stands"


def read_parts(stretch: Clause, begin: int, someone_first: bool = True) -> tuple[Part, ...]:
    """All parts from `begin` on; whether somebody may be named right there."""
    found: list[Part] = []
    at = sentence = begin
    opened = openings(stretch, begin)
    if len(opened) > max(_MANY, len(stretch.folded) / _DENSE):
        return ()
    for opening in opened:
        if opening.start < at < opening.at and stretch.folded[opening.start] == ")":
            opening = replace(opening, start=at)  # behind a time's own bracket: "… (tháng 4), Phòng Y tế"
        if opening.start < at:
            continue
        if opening.mark in _ENDS:
            sentence = opening.at
        if opening.mark in (",", ":", ")") and _over(found, opening, begin):
            first = opening.mark != "," or found[-1].begin - sentence < len(", ")
            opening = replace(opening, mark=("when" if first else "then") + opening.mark)
        elif opening.mark == "," and is_adverb(stretch, sentence):
            opening = replace(opening, mark="~")
        part = _part(stretch, opening)
        if part is None or (part.kind == "who" and opening.start <= begin and not someone_first):
            continue
        said = stretch.printed(sentence, opening.start)
        waits = opening.mark == "~" and part.kind == "who"
        over = part.kind == "time" and opening.start > at and stretch.folded[opening.start] == ","
        if (waits and is_event(said)) or (over and (is_event(said) or closes_event(said))):
            found += _texts(stretch, at, sentence)
            found.append(Part("event", stretch.place(sentence, opening.start), sentence, opening.start))
        else:
            found += _texts(stretch, at, opening.start)
        found.append(replace(part, mark="do" if opening.mark == "do" else _before(stretch, opening.at)))
        at = part.end
        if part.kind == "time" and part.begin == sentence and (led := _led_by_time(stretch, at)):
            found.append(led)
            at = led.end
        if part.kind in ("who", "time") and (place := (helped := named_helpers(stretch, at))[0]):
            found.append(Part("helps", place, at, helped[1]))
            at = helped[1]
    return (*found, *_texts(stretch, at, len(stretch.folded)))


def _led_by_time(stretch: Clause, at: int) -> Part | None:
    """Whoever stands right behind a time that begins a sentence: "Hằng ngày | giám thị điểm danh"."""
    said = stretch.printed(at, at + LONGEST_LEAD)
    if said[:1] != " " or not said[1:2].isalpha() or begins_with_act(said[1:]) or _NO_WHO.match(said):
        return None
    return _who(stretch, at + 1, "when,")


def _over(found: list[Part], opening: Opening, begin: int) -> bool:
    """Whether a time ends there, behind which somebody may be named: "Thứ Sáu hằng tuần, các đội nộp"; behind
    a colon or a bracket a time that stands first: "(Trước 30/3) Tổ ra đề soạn đề thi".
    """
    if not found or found[-1].kind != "time" or opening.start - found[-1].end >= 2:
        return False
    return opening.mark == "," or (len(found) == 1 and found[-1].begin - begin < 2)


def _before(stretch: Clause, at: int) -> str:
    said = stretch.folded[max(at - 4, 0) : at].rstrip()
    return said[-1:] if said[-1:] in ".;:,()-–" else ""


def _texts(stretch: Clause, begin: int, end: int) -> Iterator[Part]:
    for piece in _PIECE.finditer(stretch.folded, begin, end):
        place = stretch.place(*piece.span())
        if place[1] > place[0]:
            mark = _before(stretch, piece.start() + _blanks(piece[0]))
            aside = stretch.text[place[0] - 1 : place[0]] == "("
            yield Part("text", place, *piece.span(), mark="(" if aside else mark)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" ,.;)–-"))


def _part(stretch: Clause, opening: Opening) -> Part | None:
    at = opening.at
    if opening.mark == "when":
        said = time_at(stretch, opening.start, at)
        return Part("time", said, at, said[1] - stretch.start) if said else None
    if opening.mark == "upon":
        event = event_at(stretch, at)
        return Part("event", event, at, event[1] - stretch.start) if event else None
    if opening.mark == "do":
        return _doer(stretch, opening)
    if opening.mark == "with":
        beside = whole_name(stretch, at) if "ù" in stretch.printed(opening.start, at) else None
        return Part("helps", beside[0], at, beside[1]) if beside else None
    return (
        _by_role(stretch, at)
        or _ordered(stretch, at, opening.mark)
        or _time(stretch, at, opening.mark)
        or _helper(stretch, at, opening.mark)
        or _who(stretch, at, opening.mark)
    )


def _by_role(stretch: Clause, at: int) -> Part | None:
    if named := named_by_role(stretch, at):
        place, end, helps = named
        return Part("helps" if helps else "who", place, at, end, role="leads")
    return None


def _doer(stretch: Clause, opening: Opening) -> Part | None:
    """Whoever "do …" names as the one who does it."""
    said = stretch.folded[opening.start : opening.at]
    if said.startswith("do ") and _LED_LATER.search(stretch.folded, opening.at, opening.at + LONGEST_LEAD):
        return None
    if said.startswith(("duoc ", "boi ")):
        named = named_lead(stretch, opening.at, alone=said.startswith("duoc "))
        named = None if named and _ALLOWS.match(stretch.folded, named[1]) else named
        if named is None and ("giao" in said or "boi" in said):
            named = whole_name(stretch, opening.at, TOLD)
    elif said.startswith("thuoc "):
        named = whole_name(stretch, opening.at)
    else:
        named = named_lead(stretch, opening.at, alone=False)
        if named is None or any(map(begins_with_act, stretch.text[slice(*named[0])].split(", ")[1:])):
            named = _does(stretch, opening)  # "do Phòng Kế hoạch | xây dựng, trình Giám đốc phê duyệt"
    if named and not _HEADS_IT.match(stretch.folded, named[0][1] - stretch.start):
        return Part("who", named[0], opening.at, named[1], role="does")
    done = _DONE_BY.match(stretch.folded, opening.at)
    if (
        done
        and not NO_SUBJECT.match(done["who"])
        and stretch.folded[opening.start : opening.at].strip() == "do"
    ):
        return Part("who", stretch.place(*done.span("who")), opening.at, done.end(), role="does")
    return None


# who leads is told behind it: "văn bản do Sở ban hành" "(Thanh tra Sở chủ trì; tháng 9)"
_LED_LATER: Final = re.compile(r"\([^()]{3,80} chu +tri(?=[;,)])")
# what is allowed or given by somebody is not done by it: "được UBND tỉnh phê duyệt"
_ALLOWS: Final = re.compile(
    r" *(?:phe +duyet|giao|cong +nhan|cho +phep|thong +qua|ban +hanh|cap|ky(?!, +gui)|chap +thuan|uy)"
)
# "do Chánh Văn phòng quyết định,": a verb that nothing but a time follows
_BARE_VERB: Final = re.compile(
    r" *[a-z]+(?: [a-z]+)?(?= *(?:[,;.)]|$)| +(?:ngay +sau|truoc|trong|tu|den|vao|hang|theo)(?![a-z]))"
)


def _does(stretch: Clause, opening: Opening) -> tuple[Range, int] | None:
    named = named_lead(stretch, opening.at, alone=True)
    bare = _BARE_VERB.match(stretch.folded, named[1]) if named else None
    return (named[0], bare.end() if bare else named[1]) if named else None


def _ordered(stretch: Clause, at: int, mark: str) -> Part | None:
    order = _ORDER.match(stretch.folded, at)
    if mark == "," and order and not order[0].startswith(("giao", "phan", "de nghi", "yeu")):
        return None  # "Phòng Nội vụ chủ trì, mời giảng viên …"
    if order is None or NO_ORDER.match(stretch.printed(at, order.end())):
        return None
    at_end = mark == "," and order[0].startswith("giao") and _alone(stretch, order.end())
    named = at_end or named_lead(stretch, order.end(), alone=True) or whole_name(stretch, order.end())
    return Part("who", named[0], at, named[1], role="given") if named else None


def _alone(stretch: Clause, at: int) -> tuple[Range, int] | None:
    """Who is all that is said up to the next mark, or a time behind it."""
    return whole_name(stretch, at) or whole_name(stretch, at, _BEFORE_TIME)


def _time(stretch: Clause, at: int, mark: str) -> Part | None:
    """A time that is all that is said up to the next mark: "05/6 - 30/6: …", "; tháng 6/2025)"."""
    if not TIME_OPENS.match(stretch.folded, at) or (mark in ("-", "–") and _YEAR.match(stretch.folded, at)):
        return None
    limit = min(at + _LONGEST_TIME, len(stretch.folded))
    ends = [m.start() for m in re.finditer(r"[;:()]|[.,](?= |$)| [-–](?= )|$", stretch.folded[at:limit])]
    for end in reversed(ends):
        place = stretch.place(at, at + end)
        over = _COMMA.finditer(stretch.folded, at, at + end)
        if any(is_another(stretch.printed(comma.end() + 1, at + end)) for comma in over):
            continue  # "Sau mỗi phiên họp, đơn vị tổ chức rút kinh nghiệm"
        whole = place[1] > place[0] and (end + at < limit or limit == len(stretch.folded))
        said = stretch.text[slice(*place)]
        if whole and (is_time(said) or (stretch.in_month and names_days(said))):
            behind = ROUND.match(stretch.folded, at + end)
            return Part("time", place, at, behind.end() if behind else at + end)
    return None


def _helper(stretch: Clause, at: int, mark: str) -> Part | None:
    place, after = named_helpers(stretch, at)
    if place is not None:
        return Part("helps", place, at, after)
    here = helper_here(stretch, at) if mark != "^" else None
    return Part("helps", here[0], at, here[1]) if here else None


def _who(stretch: Clause, at: int, mark: str) -> Part | None:
    if mark == "." and at > 0:
        stretch = replace(stretch, anybody=True)
    if mark in ("~", *_WHEN):  # "Trong đợt tiêm, trạm y tế gửi số liệu"
        said = stretch.printed(at, at + LONGEST_LEAD)
        anybody = mark == "when," and not _AGENT.match(said)
        stretch = replace(stretch, lowered=anybody or begins_name(said), anybody=anybody or stretch.anybody)
    if mark in (":", ";") and _EACH.match(stretch.printed(at, at + LONGEST_LEAD)):
        stretch = replace(stretch, lowered=True, anybody=True)
    if given := _given_by(stretch, at, mark):
        return given
    if mark == "(" and (
        _SOMEBODY.search(stretch.printed(max(0, at - LONGEST_LEAD), at)) or abbreviates(stretch, at)
    ):
        return None
    dash = mark in ("-", "–")
    if (dash or mark == ":") and (does := who_does_it(stretch, at)):
        return Part("who", *_ends(does, at), role="does")
    if dash and not names_here(stretch, at):
        return None
    if mark == "," and _SAME_STAFF.search(stretch.printed(max(0, at - LONGEST_LEAD), at)):
        return None
    said = stretch.printed(max(0, at - LONGEST_LEAD), at).rstrip(" ;")
    apart = mark == ";" and begins_with_act(_CLAUSE.split(said)[-1]) and not is_listed(stretch, at)
    if (dash or apart or mark in ("(", ":", "when:") or (mark == "." and at > 0)) and (
        named := _alone(stretch, at)
    ):
        return Part("who", *_ends(named, at), role="does")
    named = named_lead(stretch, at, alone=mark not in ("(", ",", ")"))
    if named is None and dash and (named := whole_name(stretch, at, _DASH)):
        return Part("who", *_ends(named, at), role="does")
    if named is None and mark == "(" and (named := whole_name(stretch, at, _COMMA)):
        return Part("who", *_ends(named, at), role="does")
    if named is None and mark in ",)" and turns(stretch, at):
        named = named_lead(stretch, at, alone=True) or named_by_capitals(stretch, at)
    if named is None and mark in ("^", ".", ";", ":", "~", *_WHEN):
        named = named_by_capitals(stretch, at)
    return _known(stretch, named, at) if named else None


def _ends(named: tuple[Range, int], at: int) -> tuple[Range, int, int]:
    return named[0], at, named[1]


def _known(stretch: Clause, named: tuple[Range, int], at: int) -> Part | None:
    """Somebody with how it is known: by a role, a colon, or merely before a verb."""
    (_, last), after = named
    begin = last - stretch.start
    if after > begin and stretch.folded[begin:after].strip() in (":", "-"):
        itself = LEADS_ITSELF.match(stretch.folded, after + 1)
        end = itself.end() if itself else after
        post = _POST.match(stretch.folded, end) if stretch.printed(end, end + 2).strip().isupper() else None
        end = post.end() if post else end
        return (
            Part("who", named[0], at, end, role="placed") if _opens(stretch, end if post else after) else None
        )
    if _SEES_TO.match(stretch.folded, begin):
        return Part("who", *_ends(named, at), role="oversees")
    if ROLES.match(stretch.folded, begin):
        return Part("who", *_ends(named, at), role="leads")
    return Part("who", *_ends(named, at), role="does" if after > begin + 1 else "stands")


def _given_by(stretch: Clause, at: int, mark: str) -> Part | None:
    """ "Giám đốc Sở giao Văn phòng Sở rà soát …"."""
    if mark not in "^.":
        return None
    said = stretch.printed(at, min(at + LONGEST_LEAD, len(stretch.folded)))
    found = _DEMANDS.search(said) if _HEADS_ALL.match(said) else None
    lowered = stretch.lowered or found is not None
    found = found or _GIVES_TO.search(said)
    if found is None or not names(stretch, stretch.printed(at, at + found.start()).strip()):
        return None
    named = named_lead(replace(stretch, lowered=lowered), at + found.end(), alone=True)
    return Part("who", *_ends(named, at), role="given") if named else None


def _opens(stretch: Clause, at: int) -> bool:
    """Whether what is to be done stands there: a verb, or a sentence that goes on in small letters."""
    rest = stretch.printed(at, at + LONGEST_LEAD).lstrip()
    if begins_with_act(rest) or re.match(r"(?:la|chu +tri|chu +dong)(?![a-z])", fold(rest)):
        return True
    return rest[:1].islower() and not begins_name(rest)
