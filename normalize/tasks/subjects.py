"""Who is named in a clause: the lead before a verb or before words that make it the lead, and who helps."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.roles import DOES, LEADS, OVERSEES, WITH
from kehoach.language.verbs import MANNERS, OPENING_VERBS
from kehoach.records import Range
from normalize.agencies.names import begins_name, names_agencies
from normalize.tasks.clause_times import FULL_STOP, WHEN, says_when, time_at
from normalize.tasks.clauses import PAIRED, PERSON, Clause, begins_with_act
from normalize.tasks.kinds_of_staff import told_apart

_IS: Final = r"(?:la +(?:co +quan|don +vi|bo +phan|nguoi)(?: +thuong +truc)?[ ,]*)?"
# " là cơ quan thường trực, chủ trì", " là cơ quan thường trực của Tiểu ban, chịu trách nhiệm"
_ROLE: Final = (
    rf",? +(?:(?:se|phai|(?<!hau )can) +)?(?:"
    r"la +(?:co +quan|don +vi|bo +phan) +(?:thuong +truc|dau +moi) +(?:cua|giup +viec) +[^,;.:()]{3,60},"
    r" +(?:co|chiu) +(?:trach +nhiem|nhiem +vu)"
    rf"|{_IS}{LEADS}"
    rf"|la +(?:co +quan|don +vi|bo +phan) +(?:truc +tiep +)?{DOES}"
    rf"|la +(?:co +quan|don +vi|bo +phan) +thuong +truc|la +dau +moi"
    rf"|la +(?:co +quan|don +vi|bo +phan) +dau +moi|(?:truc +tiep +)?{OVERSEES}(?= *(?:[).;]|$))"
    rf"|phu +trach(?= *,)|{DOES}(?= *(?:[).;,]|$)))"
    r"(?![a-z])"
)
# " chịu trách nhiệm chính"
ROLES: Final = re.compile(_ROLE)
# " tổ chức thực hiện tại"; "cung cấp" and "hai cấp" are no "cấp", "chợ đầu mối" nobody's role
_ROLES_BEHIND: Final = re.compile(
    rf"(?<!ket qua)(?<!tinh hinh)(?<!tien do)(?!(?<= cho) +dau +moi)"
    rf"(?:(?<!cung)(?<!nang)(?<!trung)(?<!cao)(?<!cac)(?<! hai)(?<! thong)|(?! +cap(?![a-z])))"
    rf"(?:{_ROLE})"
    rf"| +{DOES}(?= +(?:tu|trong|vao|tai|truoc|hang|dinh +ky|theo|cung)(?![a-z]))"
)
# " chủ trì"
LEADING: Final = re.compile(rf",? +{LEADS}(?![a-z])")
# "Văn phòng Hội | phối hợp Câu lạc bộ Thiện nguyện | đảm nhận"
_TOGETHER: Final = re.compile(
    r",? +(?:(?:cung +)?phoi +hop|cung(?! +cap(?![a-z]))(?: +voi)?|(?:voi|duoi|co) +su"
    r"(?= +(?:phoi +hop|tham +gia|ho +tro|giup +do|tu +van)))(?![a-z])"
)
# "đơn vị soạn thảo phải", "hộ nuôi tự", "Các tổ công nghệ số \""
_MODAL: Final = re.compile(
    r" +(?:khi [^,;.:]{4,60} (?:phải|cần|có trách nhiệm)|căn cứ [^,;.]+"
    r"|thay mặt [^,;.]+|với (?:vai trò|tư cách|trách nhiệm) [^,;.]+|(?<![Hh]ậu )cần"
    r"|theo (?:chức năng|địa bàn|lĩnh vực|phạm vi|thẩm quyền|phân cấp|nhiệm vụ)[^;.]{0,60}"
    r"|(?:(?:sẽ|se) +)?(?:phải|phai|sẽ|se|(?<!trật )(?<!thứ )tự)|trực tiếp|đồng thời|[\"“])$"
)
# "Giáo viên | phụ trách phổ cập | nhập phiếu", not "phụ trách 03 xã"
_IN_CHARGE: Final = re.compile(r"phu +trach(?! +[0-9])")
# "đồng chí Trí, Phó Giám đốc " (phụ trách nội dung, trực tiếp duyệt kịch bản)
_POST: Final = re.compile(r"[a-z],? (?:[-–] )?pho (?:[a-z]+ ){2,4}$")
_NAMED: Final = re.compile(rf"{PERSON} $")  # "Cô Vũ Thị Hạnh "
# "Đội" of "Đội bảo vệ" names nobody, nor does "Công ty" or "Phòng Cảnh sát", but "UBND" does
_BARE_HEAD: Final = re.compile(
    r"[^\W\d_][a-zà-ỹ]*|(?:[Cc]ác )?(?:Tổng )?[Cc]ông ty(?: cổ phần| TNHH)?|Trung tâm"
    r"|Bệnh viện|Chi cục|Ngân hàng|[Bb]ộ phận|Ủy ban|Hội đồng|[Cc]ơ quan"
    r"|(?:Phòng|Đội|Trạm|Tổ|Cục|Cơ quan) Cảnh sát|Tiểu ban|Bộ Chỉ|Chi hội|Câu lạc bộ|Hợp tác xã|Quỹ hỗ trợ"
)
# "Sở sẽ trình", "Chi cục ra văn bản", "Trường nộp báo cáo"
_ISSUER: Final = re.compile(
    r"Sở|Trường|Chi cục|Trung tâm|Bệnh viện|Công ty|Viện|Quỹ|Cục|Vụ|Học viện|Đồn|Chi nhánh"
)
# a name is not over here: "Phòng Tuyên truyền và" (phổ biến pháp luật)
_GOES_ON: Final = re.compile(
    r"(?:[,–-]|(?<!\w)(?:và|của|về|cho|quản lý|xúc tiến|phát triển|hỗ trợ|(?<!sở )(?<!bộ )(?<![-–] )xây dựng"
    r"|chống|phụ trách|xử lý sau))\s*$",
    re.IGNORECASE,
)
# words of a name though they begin with a verb: "Phòng Quản lý | xây dựng hạ tầng | chủ trì"
_OF_A_NAME: Final = re.compile(r"(?!.*(?:co quan|don vi|phoi hop| voi ))[a-z]+(?: [a-z]+){1,4} ?")
# verbs that many names have: "Ban Quản lý dự án | đầu tư xây dựng | thực hiện"
NAME_VERB: Final = re.compile(
    r"(?:dau tu|quan ly|phat trien|ho tro|xay dung|khai thac|tong hop|bao ve|xuc tien|dieu hanh|bao tro"
    r"|tu van|dich vu|kinh doanh|giam sat|hop tac)(?![a-z])"
)
# "Khoa Dược nhận, cấp phát cho các điểm"
_NO_NAME_WORD: Final = re.compile(
    r"(?<!\w)(?:do|cho|với|để|khi|nếu|nhằm|theo(?! dõi)|là|có sự)(?!\w)"
    r"|(?<!\w)(?:có (?:từ )?[0-9]|được [A-ZĐ]|về (?:kết quả|việc)(?!\w))"
)
# "Đơn vị nào chậm nộp báo cáo", "Công ty đang", "Tiết kiệm 10%"
NOBODY: Final = re.compile(
    r"(?<!\w)(?:nào|có nhu cầu|được (?:hưởng|thưởng|nhận|miễn|mang|xét|xem xét|khen)|chậm|không|chưa|đang"
    r"|đã|có thể|sẽ có|dự kiến|phấn đấu|thành tích)(?!\w)|%"
)
# a unit's function needs what it is for: "Phòng Quản lý" (xây dựng), "Trung tâm Hỗ trợ"
_FUNCTION: Final = re.compile(
    r"(?<!\w)(?:Phòng|Tổ|Đội|Cục|Vụ|Trung tâm) (?:Quản lý|Phát triển|Hỗ trợ|Xúc tiến|Xử lý)$"
    r"|(?<!\w)Trung tâm Dịch vụ$"
)
_DASH: Final = re.compile(r" [-–] ")  # " - "
# groups that are told apart by what they are for: "trưởng các trạm bảo vệ rừng | tuần tra"; and who is called
# "Phòng Hành chính tổng hợp | mua sắm"
_WITH_PURPOSE: Final = re.compile(
    r"(?:.* )?(?:cac|moi|tung) +(?:tram|doan|to|doi|nhom|hat|ban|chot|luc +luong) (?:bao +ve|tuan +tra"
    r"|kiem +(?:tra|soat|dich|dem)|doi +chieu|giam +sat|thanh +tra|khao +sat|tham +dinh|dieu +tra"
    r"|tuyen +truyen|van +dong|quan +ly|phan +ung|cuu +ho|cuu +nan|xung +kich|ho +tro|phuc +vu"
    r"|ra +soat)(?: [a-z]+)? "
    r"|.* (?:hanh +chinh|ke +hoach) +tong +hop |van +phong +tong +hop "
    r"|(?:(?:cac|moi|tung) +)?(?:to +truc|to +truong|don +vi|xi +nghiep|doi|bo +phan)"
    r" (?:van +hanh|quan +ly|dieu +hanh|dieu +tra|thi +cong|cap +(?:nuoc|dien)|thu +gom|bao +tri) "
)
# "Tổ trưởng Tổ ", "Các tổ ": groups that are told apart by what they do …
_GROUP: Final = re.compile(r"(?:.*(?:cac|moi|tung|truong|pho) +)?(?:doan|to|doi|nhom|chot|cum) ")
# … but not by how they go about it: "Các tổ | tổ chức kiểm tra"
_NO_PURPOSE: Final = re.compile(
    r"(?:to +chuc|tien +hanh|thuc +hien|trien +khai|tiep +tuc|tang +cuong|tap +trung|phoi +hop|tham +gia"
    r"|bao +dam|dam +bao|hoan +thanh|chuan +bi|bo +tri|phan +cong|de +xuat|tham +muu|chi +dao|huong +dan"
    r"|xay +dung|kip +thoi|thuong +xuyen|chu +dong|bat +dau|duy +tri|day +manh|nang +cao"
    r"|hoan +thien)(?![a-z])"
)
_JOINED: Final = re.compile(r"[a-z]+(?: [a-z]+)? va +")  # "tổng hợp và "
# ";"
_STOP: Final = re.compile(rf"{FULL_STOP}|[;:()]")
# "Phòng Tham mưu (PV01)", "Thầy Hải (Hiệu trưởng)", "Nhóm 1 (Trưởng nhóm: ThS. Lò Thị Phương)"
_WHO_IS: Final = re.compile(r"\((?:(?:truong|pho|to|nhom)[a-z ]*: *[^();:]{2,50}|[^().;:]{2,40})\)")
_ROLE_FIRST: Final = re.compile(r"(?:chu +tri|phoi +hop)(?![a-z])")  # "Chủ trì cùng Ban Quản lý"
# ", phối hợp chặt chẽ với ", ", dưới sự hỗ trợ kỹ thuật của "; not "dưới sự chỉ đạo của"
WITH_WHOM: Final = re.compile(
    rf"[ ,]*(?:va +|co +|cung +(?=phoi))?(?:(?:chu +dong|tich +cuc) +(?=phoi))?"
    rf"(?:{WITH}(?: +(?:voi|cung))*|(?:voi|duoi|co|nho) +su"
    r" +(?:phoi +hop|tham +gia|ho +tro|giup +do|tu +van|dong +hanh)(?: +[a-z]+){0,3}? +cua):? +"
)
# what stands before a verb and does nothing: "Việc", "Kết quả kiểm tra", "Trong quá trình", "Hồ sơ nộp chậm",
# "Hội nghị"
NO_SUBJECT: Final = re.compile(
    r"(?:viec|tong +(?:von|so|muc|kinh +phi|du +toan|gia +tri|dung)|phan +mem"
    r"|(?:hoi|hoc|le|vien) +phi|nguon +(?:chi|thu|von)|(?:rat +)?mong"
    r"|chien +dich|hien +trang|giai +phap|cong +tac|ket +qua|ke +hoach|noi +dung|thoi +gian"
    r"|nguon +luc|ngan +sach|diem +(?:ban|thu|tap +ket)|muc +(?:chi|thu)"
    r"|che +do|trang +phuc|phuong +tien|dia +ban|doi +tuong|thong +tin|so +lieu"
    r"|du +lieu|tai +khoan|bai +du|xe"
    r"|kinh +phi|thu +lao|phu +cap|moi +thac|ho +so"
    r"|trong|khi|neu|de|sau|truoc|can +cu|su +co|luu +y|muc +(?:tieu|dich)|yeu +cau"
    r"|o +dau|thanh +phan|san +pham|lo +trinh|tai +lieu|so +luong|ty +le|qua|theo|tu|nhung|day"
    r"|nham|hinh +thuc|chu +de|dia +diem|thuc +hien|tiep +tuc|hoat +dong|chat +luong|hieu +qua|tinh +hinh"
    r"|dong +thoi|(?:sau|qua|tu|tren +co +so) +do"
    r"|gia|chi +phi|nhu +cau|moi|tai|dua +tren|tren|ngoai|doi +voi|dot|lop|buoi|cuoc|le|giai|dien +dan"
    r"|hoi +(?:nghi|thi|thao|cho|dien)|tuan +le|lien +hoan|trien +lam"
    r"|quyet +dinh|nghi +quyet|ket +luan|lich"
    r"|van +ban|danh +sach|chuong +trinh|phong +trao|ngay|thang|quy(?! [A-Z])|nam"
    r"|cac +(?:noi +dung|khoan|hoat +dong|diem|muc|chi +tieu|bien +phap|van +ban|hoi|lop|cuoc))(?![a-z])"
)
# a subject is over before these: "Thanh tra đột xuất | khi …"
NO_PART_OF_ONE: Final = re.compile(
    r"(?<![a-z])(?:khi|de|neu|tu|den|trong|voi|theo|nham|se|phai|duoc)(?![a-z])"
)
_ONE_SYLLABLE: Final = ("làm", "lo", "cấp")  # roles, with their marks
# after a role no place, though it is like "trong", "từ" and "tại" without its marks: "tổ chức | trồng cây"
_NO_PLACE: Final = re.compile(r" +(?:trồng|tu|tự|tái|tài|trọng)(?!\w)")
_A_WORD: Final = 12
# a group, and who heads it: "tổ số 2 do đồng chí Lan làm tổ trưởng, kiểm tra", "Tổ đan lát do chị Út phụ
# trách sẽ dạy nghề"; not "Ban Giám hiệu thành lập Tổ kiểm kê do …"
_HEADED: Final = re.compile(
    r"(?P<group>(?:to|doi|nhom|doan|ban|tieu +ban|hoi +dong|bo +phan|cau +lac +bo)(?![a-z])"
    r"(?:(?! thanh +lap | kien +toan )[^;:.()]){2,80}?),? +do +(?:[^;:.(),]{3,60}? +"
    r"(?:phu +trach|dung +dau|lam +chu +nhiem|dieu +hanh)"
    r"(?:,| +(?:se|phai|can|(?:co|chiu) +(?:trach +nhiem|nhiem +vu))) +"
    r"|[^;:.()]{3,90}? +lam +(?:(?:(?:to|pho|nhom|doi) +)*truong|(?:pho +)?chu +tich)"
    r"(?:(?: +[a-z]+){0,3},|(?: +(?:tieu +ban|ban|doan|nhom|to|doi))?) +"
    r"(?!(?:gom|bao +gom|cung|co|voi|va|thanh +vien|pho|dong +chi|d/c|ong|ba|la)(?![a-z])))(?=[a-z])"
)
# " gồm cô Hạnh, thầy Phúc"
_MADE_UP: Final = re.compile(r",? \(?(?:bao )?gồm:? (?P<members>.+)")
# "đồng chí Lan"
_PERSON: Final = re.compile(
    r"(?:đ/c|đồng chí|ông|bà|thầy|cô|anh|chị|chú|bác|(?:đại|thượng|trung|thiếu) (?:tá|úy|tướng)|bác sĩ|kỹ sư"
    r"|luật sư|(?:[bp]S|tS|thS|dS|cN|kS|bSCK[I12]+)\S*) [A-ZĐÀ-Ỹ]"
)
LONGEST_SUBJECT: Final = 9  # syllables
LONGEST_LEAD: Final = 200


def named_lead(stretch: Clause, begin: int, alone: bool) -> tuple[Range, int] | None:
    """The agency named from `begin`, without those that it is made up of, and where the text goes on after
    it: behind the words that make it the lead, or, where it may stand `alone`, at what it is to do.
    """
    named = _named_lead(stretch, begin, alone)
    made_up = _MADE_UP.search(stretch.text[slice(*named[0])]) if named else None
    if not named or not made_up or not names_agencies(made_up["members"].rstrip(" ,)")):
        return named
    return (named[0][0], named[0][0] + made_up.start()), named[1]


def _named_lead(stretch: Clause, begin: int, alone: bool) -> tuple[Range, int] | None:
    if WITH_WHOM.match(stretch.folded, begin) or _ROLE_FIRST.match(stretch.folded, begin):
        return None
    headed = _HEADED.match(stretch.folded, begin) if alone else None
    if headed and stretch.printed(headed.end(), headed.end() + 1).islower():
        return stretch.place(*headed.span("group")), headed.end()
    stop = _name_stop(stretch, begin)
    limit = stop.start() if stop else min(begin + LONGEST_LEAD, len(stretch.folded))
    roles = [r for r in _ROLES_BEHIND.finditer(stretch.folded, begin, limit) if _is_lower(stretch, r)]
    leading = [r for r in roles if LEADING.match(stretch.folded, r.start())]
    together = _TOGETHER.finditer(stretch.folded, begin + 1, limit)
    helped = [(r.start(), r.start()) for r in together if joins(stretch, r)]
    acts = [(at, at) for at in _acts(stretch, begin, limit) if alone]
    colon = [(limit, limit + 1)] if alone and stop and stop[0] == ":" else []
    colon += [
        m.span() for m in _DASH.finditer(stretch.folded, begin, limit) if alone and _acts_behind(stretch, m)
    ]
    for end, after in sorted((*((r.start(), r.end()) for r in roles), *acts, *helped, *colon)):
        manner = (end, after) in acts and stretch.folded.startswith(MANNERS, end)
        if end < stretch.known_end(begin) or (manner and stretch.act_end(end) in [r.start() for r in roles]):
            continue  # "Chánh án các tòa | trực tiếp | chủ trì"
        modal = _MODAL.search(stretch.printed(begin, end).rstrip())
        place = stretch.place(begin, begin + modal.start() if modal else end)
        name = stretch.text[slice(*place)]
        if not _is_whole(stretch, begin, end, name):
            continue
        after_name = leading if not NAME_VERB.match(stretch.folded, end) else roles
        if kind := told_apart(stretch, begin, end, limit):
            return kind
        grows = (end, after) in acts and not modal and not manner
        longer = next((r for r in after_name if r.start() > end), None) if grows else None
        if longer and _OF_A_NAME.fullmatch(stretch.folded, end, longer.start()):
            return stretch.place(begin, longer.start()), longer.end()
        if grows and (verb := _next_verb(stretch, begin, end, [at for at, _ in acts])):
            return stretch.place(begin, verb), next((r.end() for r in roles if r.start() + 1 == verb), verb)
        if colon and (end, after) in acts and _OF_A_NAME.fullmatch(stretch.folded, end, colon[0][0]):
            return stretch.place(begin, colon[0][0]), colon[0][1]  # "Các doanh nghiệp | ký cam kết: dự trữ …"
        return _without_act(stretch, place, after)
    return None


def _acts(stretch: Clause, begin: int, limit: int) -> Iterator[int]:
    """Where what somebody does begins, or when: verbs that end no name, and times behind which one stands."""
    found = verbs(stretch, begin, limit)
    yield from (at for at in _own(stretch, found, limit) if not _goes_on(stretch, at))
    yield from _timed(stretch, begin, limit)


def _timed(stretch: Clause, begin: int, limit: int) -> Iterator[int]:
    """Where times begin behind which an act stands: "Phòng Y tế | hằng tháng kiểm tra"."""
    for when in WHEN.finditer(stretch.folded, begin + 1, limit):
        said = time_at(stretch, when.start(), when.end()) if when.start() == when.end() else None
        behind = stretch.printed(said[1] - stretch.start, limit).lstrip(" ,") if said else ""
        if begins_with_act(behind.removeprefix("phải ").removeprefix("cần ")):
            yield when.start()


def _without_act(stretch: Clause, place: Range, after: int) -> tuple[Range, int]:
    """A name without what it is to do behind a last comma: "Bà Hoa, Phó Giám đốc, | chỉ huy nạo vét"."""
    name, _, last = stretch.text[slice(*place)].rpartition(", ")
    if not is_person(name) or not last[:1].islower() or not begins_with_act(last) or begins_name(last):
        return place, after
    return (place[0], place[0] + len(name)), place[1] - len(last) - stretch.start


def is_person(name: str) -> bool:
    """Whether it begins with a person: "Bà Hoa", "Đại tá Hoan"."""
    return _PERSON.match(name[:1].lower() + name[1:]) is not None


def _is_whole(stretch: Clause, begin: int, end: int, name: str) -> bool:
    """Whether the text up to `end`, trimmed to `name`, names somebody, and no part of a name."""
    bare = _BARE_HEAD.fullmatch(name) and not _is_issuer(stretch, begin, end, name)
    said = stretch.printed(begin, end)
    if is_person(name) and ", " in name:
        said = said.rstrip(" ,")  # "Ông Lợi, Phó Giám đốc, | trực tiếp chỉ huy"
    if (
        not name
        or bare
        or _FUNCTION.search(said.rstrip())
        or _GOES_ON.search(said)
        or _NO_NAME_WORD.search(name)
    ):
        return False
    opened, closed = stretch.folded.count("(", begin, end), stretch.folded.count(")", begin, end)
    return opened == closed and names(stretch, name)


def _next_verb(stretch: Clause, begin: int, end: int, acts: list[int]) -> int | None:
    """Where a group's name is over that has a verb in it: "các đoàn | đối chiếu | gặp trực tiếp từng hộ"."""
    verb = next((at for at in acts if at > end), begin)
    purpose = _GROUP.fullmatch(stretch.folded, begin, end) and not _NO_PURPOSE.match(stretch.folded, end)
    named = (purpose and stretch.act_end(end) + 1 == verb) or _WITH_PURPOSE.fullmatch(
        stretch.folded, begin, verb
    )
    return verb if named else None


def _is_issuer(stretch: Clause, begin: int, end: int, name: str) -> bool:
    """Whether a head alone is whose plan it is: it begins a sentence, and a verb follows that names lack."""
    first = stretch.folded[:begin].rstrip()[-1:] in ("", ".", ":", ",")
    return first and not NAME_VERB.match(stretch.folded, end) and bool(_ISSUER.fullmatch(name))


def named_by_capitals(stretch: Clause, begin: int) -> tuple[Range, int] | None:
    """Somebody whose name ends where its capitals do, as no list has the verb that follows."""
    stop = _name_stop(stretch, begin)
    end = stretch.by_capitals(begin, stop.start() if stop else begin + LONGEST_LEAD)
    if end is None or stretch.act_end(begin) > end or not begins_name(stretch.printed(begin, end)):
        return None
    place = stretch.place(begin, end)
    name = stretch.text[slice(*place)]
    whole = replace(stretch, anybody=False)  # "Các giải | thưởng": nobody knows where a noun ends
    bare = _BARE_HEAD.fullmatch(name) or _FUNCTION.search(name)
    return (place, end) if not bare and names(whole, name) else None


def joins(stretch: Clause, cue: re.Match[str]) -> bool:
    """Whether words before a helper are those: "cùng", not "cung" (cấp)."""
    return not re.search(r"(?<!\w)cung(?!\w)", stretch.printed(*cue.span()).lower())


def _acts_behind(stretch: Clause, dash: re.Match[str]) -> bool:
    """Whether a dash stands for a colon: "Trưởng khu phố - vận động kinh phí"."""
    behind = stretch.printed(dash.end(), dash.end() + LONGEST_LEAD)
    return behind[:1].islower() and begins_with_act(behind)


def _is_lower(stretch: Clause, role: re.Match[str]) -> bool:
    """Whether a role is printed in small letters, as no part of a name is, and is not "lâm" of "Kiểm lâm"."""
    said = stretch.printed(*role.span()).strip(", \n")
    behind = not ROLES.match(stretch.folded, role.start()) and _NO_PLACE.match(
        stretch.printed(role.end(), role.end() + _A_WORD)
    )
    return said[:1].islower() and (len(said.split()) > 1 or said in _ONE_SYLLABLE) and not behind


def verbs(stretch: Clause, begin: int, limit: int) -> list[int]:
    """Where verbs begin in the stretch."""
    return sorted((*stretch.acts(begin, limit), *stretch.opens(begin, limit)))


def _own(stretch: Clause, acts: list[int], limit: int) -> Iterator[int]:
    """The verbs but those that tell who it is: "Giáo viên | phụ trách phổ cập | nhập phiếu"."""
    for at, following in zip_longest(acts, acts[1:]):
        colon = stretch.folded[limit : limit + 1] == ":"
        comma = "," in stretch.folded[at : following or limit]
        post = comma and _POST.search(stretch.folded, max(0, at - LONGEST_LEAD), at)
        own = ((following is None and not colon) or comma) and not post
        if (
            own
            or _NAMED.search(stretch.printed(max(0, at - LONGEST_LEAD), at))
            or stretch.folded.endswith(", ", 0, at)
            or not _IN_CHARGE.match(stretch.folded, at)
        ):
            yield at


def _goes_on(stretch: Clause, at: int) -> bool:
    """Whether what is like a verb at `at` ends one of two names, or a part of one: "Khoa Nhi | tổng hợp và
    Khoa Sản", "Phòng Kế hoạch | tổng hợp - Tài chính".
    """
    if PAIRED.match(stretch.printed(at, at + LONGEST_LEAD)):
        return True
    joined = _JOINED.match(stretch.folded, at)
    behind = stretch.printed(joined.end(), joined.end() + LONGEST_LEAD) if joined else ""
    return begins_name(behind) and not begins_with_act(behind)


def has_role(stretch: Clause, begin: int, end: int) -> bool:
    """Whether words of a role stand there."""
    return any(_is_lower(stretch, role) for role in _ROLES_BEHIND.finditer(stretch.folded, begin, end))


def names(stretch: Clause, name: str) -> bool:
    """Whether the text names who does something: agencies or, where anybody may, a subject of a verb."""
    if name.count("(") != name.count(")") or NOBODY.search(name):
        return False
    return names_agencies(name[:1].upper() + name[1:] if stretch.lowered else name) or (
        stretch.anybody
        and (name[:1].isupper() or stretch.lowered)
        and len(name.split()) <= LONGEST_SUBJECT
        and not begins_with_act(name)
        and name.split()[0].lower() not in OPENING_VERBS
        and not NO_SUBJECT.match(fold(name))
        and not name.endswith(" việc")
        and not NO_PART_OF_ONE.search(fold(name))
        and not says_when(name)
    )


def _name_stop(stretch: Clause, begin: int) -> re.Match[str] | None:
    """The mark that ends the names from `begin`; none is one between two of them, or around what one is."""
    at = begin
    while stop := _STOP.search(stretch.folded, at, begin + LONGEST_LEAD):
        named = names_agencies(stretch.printed(begin, stop.start()))
        told = _WHO_IS.match(stretch.folded, stop.start())
        if not named or not (told or stop[0] == ";"):
            return stop
        at = told.end() if told else stop.end()
    return None
