"""Lists of agencies as cells and labelled lines write them, split into names.

A comma or "và" parts two agencies only where a new name begins after it, which is told by the word it begins
with ("Sở", "Phòng", "UBND", "các" …). "các Sở: Tư pháp, Tài chính" are two.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from kehoach.language.agencies import names_today
from kehoach.language.folding import fold
from normalize.agencies.shared_heads import DEPARTMENTS, complete_heads, is_plural_list

# of one syllable: told apart from other words ("Viện" from "Viễn thông") by their marks alone
_SHORT_HEADS: Final = (
    "sở|phòng(?! cháy)|ban|vp|ubnd|hđnd|bộ|cục|vụ|tt|đài|báo(?! (?:chí|về|ngay|cho|cáo|động|lên|với))"
    "|trường|hội(?! (?:chợ|phí))|đoàn|viện"
    "|tổng(?! hợp)|cty|lđlđ|htx|vnpt|viettel|mobifone|fpt|evn|bhxh|vncert|mttq|vksnd|vks|tand|ttyt|bvđk"
    "|tổ(?! chức)|đội|khoa(?! học)|quỹ|vườn"
    "|nhà|tòa(?! (?:nhà|soạn|đàm|tháp))|cảng|hạt|trạm|thuế|nhóm|xưởng|phân xưởng|đồn(?! điền)"
    "|trại(?= (?:tạm|giam|giống|giáo))"
)
_LONG_HEADS: Final = (
    "thanh tra(?! (?:viec|cong tac|dieu kien|toan dien|dot xuat|chuyen de|chap hanh|trach nhiem)(?![a-z]))|"
    "van phong|uy ban|hoi dong|chi cuc|tong cuc|trung tam|cong an|buu dien|tap chi|benh vien"
    "|lien doan|lien hiep|lien minh|hoc vien|du an|chuong trinh|kiem toan|vien kiem sat|cong thong tin"
    "|canh sat (?:bien|giao thong|khu vuc|co dong)"
    "|hoi lien hiep|tinh doan|thanh doan|huyen doan|cong doan|kho bac|dang doan|bao hiem|ngan hang|cong ty"
    "|dang uy|tinh uy|thi uy|thanh uy|huyen uy|quan uy|hiep hoi|toa an|mat tran|tieu ban|bo phan|lanh dao"
    "|benh xa|giam doc|pho giam doc|hieu truong|thu vien|bao tang|xi nghiep|nha may"
    "|dien luc|hai quan|quan doi|bien phong|su doan|chu tich|pho chu tich|truong phong|truong ban"
    "|thu truong|pho truong|bi thu|chi uy|chi doan|chi hoi"
    "|chanh van phong|chi bo|dang bo|hop tac xa|thuong truc|thuong vu|cuc truong|chi cuc truong|cong dong"
)
_GENERIC: Final = (
    r"các|cơ quan|đơn vị|doanh nghiệp|địa phương|tổ chức(?=\s)|cá nhân|toàn thể|tất cả|mọi|những"
    r"|toàn(?= (?:viện|trường|ngành|sở|huyện|xã|đơn vị|cơ quan))|(?:trưởng|chỉ huy)(?= các\s)"
    "|cố vấn|công chức|viên chức|cán bộ|chính quyền|cộng tác viên|giáo viên|chuyên viên"
    r"|chủ (?:rừng|hồ|đập|mỏ|bến|vườn|đầu tư|cơ sở|hộ|(?:trang )?trại|tàu|xe|phương tiện|cửa hàng)"
    "|tổ (?:chuyên môn|văn phòng)|hộ gia đình|đồng chí|đ/c|ông|bà(?! con)|chị(?! em)|"
    "anh(?! (?:hùng|em|chị))|thành viên|trưởng (?:các )?(?:thôn|khu|xóm|ấp|bản|buôn|tổ)"
)
# who does something alone, but begins no name in a list: "Phòng Tài chính - Kế toán"
_STAFF = re.compile(
    r"(?:thầy(?! thuốc)|cô(?! lập)|(?:đại|thượng|trung|thiếu) (?:tá|úy|tướng)|thạc sĩ|tiến sĩ"
    r"|(?:pgs\.?|gs\.?)?ts\.?|cửa hàng|phòng khám|tổ hợp tác|nông trường|lâm trường"
    r"|phó (?!mặc)|chính trị viên|tổng phụ trách"
    r"|nhân viên|giáo vụ|kế toán|thủ quỹ|văn thư|bảo vệ(?= trường|$)|bác sĩ|bs\.?|y sĩ|điều dưỡng"
    r"|người (?:sử dụng|trực|đứng đầu|lao động|phụ trách|dân|nuôi|học)|mạng lưới|câu lạc bộ"
    r"|nhà (?:thầu|trường)"
    r"|học sinh|phụ huynh|đoàn viên|hội viên|đại diện|chuyên viên|giảng viên|huấn luyện viên"
    r"|(?:(?:phó )?(?!tăng|sinh|kinh)\w+|chỉ huy|trực ban|kế toán|phân trường"
    r"|(?:chi|liên|hải|đại|trung|tiểu) (?:đội|đoàn|hội))"
    r" trưởng|(?:phó )?chánh (?:án|tòa|thanh tra)"
    r"|trưởng (?:đoàn|nhóm|khoa|trạm|tiểu ban|bộ phận|bộ môn)"
    r"|(?:hải|đại|trung|tiểu) đội [0-9A-ZĐ]|(?:hải|tiểu|trung|lữ) đoàn"
    r"|liên đội|bí thư|dân quân|tự vệ|(?:lớp|khối) [0-9]+[a-z]?[0-9]*|lực lượng|tình nguyện viên|cấp ủy"
    r"|chú(?! (?:trọng|ý|thích|giải))"
    r"|chi nhánh|thủ kho|chủ nhiệm|trợ lý|y tá|dân phòng|phóng viên|thôn đội trưởng|xã đội|gvcn|gvbm|bgh|cbql"
    r"|(?:cn|cnđd|ds|ks|kts|bscki{1,2})\.|bsck[i12]+(?= )|cki{1,2}(?= )|đd(?= )"
    r"|(?:kiểm (?:sát|soát|toán|lâm|ngư|dịch|định|tra)|điều tra|thẩm (?:tra|định)|chấp hành|thanh tra"
    r"|khuyến (?:nông|ngư|công)|thú y|cứu hộ|điều phối|báo cáo"
    r"|giám sát|kỹ thuật|công chứng|đấu giá|hướng dẫn|thuyết minh|tuyên truyền|giao dịch|tư vấn|xã) viên"
    r"|dược sĩ|luật sư|kỹ sư|ths\.?|thư ký|thẩm phán|hòa giải viên|khu phố|tổ dân phố|khu dân cư"
    r"|rà soát viên)(?!\w)"
)
# "sở y tế"
_SHORT_HEAD = re.compile(rf"(?:{_SHORT_HEADS})(?!\w)")
_INITIAL = re.compile(r"(?:P|K|BP|TT)\. ?[A-ZĐÀ-Ỹ]")  # "P.QLCL", "P. Điều dưỡng"
# "Văn phòng Sở"
_LONG_HEAD = re.compile(rf"(?:{_LONG_HEADS})(?!\w)")
# "các đơn vị"
_GENERIC_HEAD = re.compile(rf"(?:{_GENERIC})(?!\w)")
_SAME_STAFF = re.compile(
    r"(?:can bo|chuc)[|](?:cong chuc|vien chuc|nguoi lao dong)(?!\w)"
)  # "Cán bộ|công chức"
# "Ban Dân vận các huyện ủy|thị ủy"
_SAME_KIND = re.compile(r" cac [a-z]+ (?P<kind>[a-z]+)(?:, [a-z]+ (?P=kind))*[|][a-z]+ (?P=kind)$")
_PIECES_OF_A_NAME: Final = 3
# " và "
_SEPARATOR = re.compile(
    r"\s*,\s*(?:và\s+)?|\s+và\s+|\s*[+&]\s*|\s*/(?!c\s)\s*|\s+[-–]\s+|(?<!\bP)(?<!\bTP)(?<!S)\.\s+"
)
# "Đồng chí Hà", "CN. Hoàng Văn Túc"
_PERSON = re.compile(
    r"(?:dong chi|d/c|ong|ba|thay|co|anh|chi(?! (?:huy|cuc|bo|hoi|doan|uy|nhanh|dang)(?![a-z]))"
    r"|nha van|(?:dai|thuong|trung|thieu) (?:ta|uy|tuong)"
    r"|(?:(?:p?gs|ts|ths|bs|bsck[i12]+|ds|cn|cndd|ks|kts)\.)+)\s"
)
# "ThS.BS Trần Minh Quân", "ĐD Thạch Thị Sô Phia"
_TITLED: Final = re.compile(
    r"(?:(?:P?GS|TS|ThS|BS(?:CK[I12]+)?|CK[I12]+|DS|CN|CNĐD|ĐD|KS|KTS|NHS|KTV)[. ] ?)+"
    r"(?=[A-ZĐÀ-Ỹ]\w* [A-ZĐÀ-Ỹ])"
)
# who helps a body, behind "và" or a comma: "lực lượng dân quân"; not "Cán bộ, đoàn viên"
_PEOPLE: Final = re.compile(
    r"(?:lực lượng|dân quân|tự vệ|đoàn viên|hội viên|tình nguyện viên|quản sinh|thủ quỹ|nhà thầu"
    r"|kế toán trưởng|(?:lớp|khối) [0-9]\w*|đội cờ đỏ|công đoàn (?:ngành|cơ sở|các))(?!\w)"
)
# "Phó Giám đốc"
_POSITION = re.compile(
    r"(?:pho\s|truong\s|chanh\s|tong phu trach|[a-z]+ truong(?: |$)"
    r"|bi thu|uy vien|chu tich|giam doc|hieu truong|thu truong|cuc truong"
    r"|(?:vien|cong) chuc|can bo|(?:nhan|chuyen) vien|ke toan|van thu|thu quy|bao ve|y te)"
)
# "- Sở"
_BULLET = re.compile(r"^\s*[-+•*]\s*")
# "Lãnh đạo các phòng"
_COLLECTIVE = re.compile(
    r"(?:(?:toan the|tat ca|.{0,30}(?:truong|lanh dao|giam doc|chu tich|khoi))\s+)?(?:cac|nhung)\s"
)
# one office serves two bodies: "Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Văn phòng HĐND và UBND huyện"
_SHARED_OFFICE = re.compile(r"(?:van phong|vp)\s.*(?:dbqh|dai bieu quoc hoi|hdnd|hoi dong nhan dan)")
# "phòng, ban"
_COLLECTIVE_NOUN = re.compile(
    r"(?:so|ban|nganh|phong|don vi"
    r"|chi,? dang bo|chi bo|dang bo|chi hoi|chi doan|chi uy|tham phan|hoi vien|nhom"
    r"|to|doi|cum|thon|ap|khu|hat|cap uy|ho dan|doan the|khoa|truong|hoi"
    r"|huyen|thi xa|thanh pho|quan|xa|phuong|thi tran|co quan|dia phuong"
    r"|trung tam|chi cuc|chi nhanh|to chuc|ca nhan|doanh nghiep|cap|cong chuc|vien chuc|cong ty|benh vien|cuc"
    r"|vu)(?![a-z])"
)
# units within an office that join two functions: "Phòng Kiểm tra - Kiểm toán nội bộ"
_UNIT: Final = re.compile(r"(?:phong|ban|to|khoa|trung tam|bo phan|vu|van phong) ")
_FUNCTION: Final = re.compile(
    r"(?:kiem toan(?: noi bo)?|thu vien|bao tang|thanh tra|cong doan)"
)  # "Thư viện"
# a name that ends with its level, or begins with letters that stand for one, has its end or beginning there
# "Công an tỉnh"
_CLOSED = re.compile(r"(?<![a-z])(?:tinh|trung uong|viet nam|cap (?:tinh|huyen|xa)|tinh uy|thanh uy)$")
# "LĐLĐ tỉnh"
_ABBREVIATED = re.compile(r"[A-ZĐ]{3,}(?!\w)")
# "các cơ quan, đơn vị"
_GENERIC_ALONE = re.compile(
    r"(?:(?:cac )?(?:co quan|don vi|dia phuong|to chuc|ca nhan|doanh nghiep)(?:, |$)){1,4}"
    r"|(?:co quan|don vi|dia phuong)"
)
_BODY: Final = r"(?:HĐND|UBND|UBMTTQ|Đảng ủy|Hội đồng nhân dân|Ủy ban nhân dân|Ủy ban MTTQ(?: Việt Nam)?)"
# "HĐND"
_BARE_BODY = re.compile(_BODY)
# "UBND các xã"
_BODY_OF = re.compile(
    rf"{_BODY}\s+(?P<place>(?:các|cấp|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)(?!\w).*)"
)
# " là cơ quan chủ trì"
_ROLE_AFTER = re.compile(
    r"\s+(?:(?:là\s+(?:cơ quan\s+|đơn vị\s+)?)?(?:[Cc]hủ trì|[Pp]hối hợp|tham mưu|đầu mối"
    r"|chịu trách nhiệm chính)"
    r"(?:\s+(?:thực hiện|triển khai|chính|tham mưu|theo dõi|tổng hợp))?|(?:triển khai )?thực hiện)\s*$",
)
# "Hội Chữ thập đỏ tỉnh (Cơ quan thường trực)"; not "Sở Y tế (Chi cục Dân số)"
_ROLE_IN_BRACKETS = re.compile(
    r"\s*(?:\(|[-–]\s)(?:(?:là\s+)?(?:cơ quan|đơn vị|bộ phận)\s+"
    r"(?:thường trực|chủ trì|đầu mối|chủ quản|tham mưu)[^()]*|chủ trì|(?:làm )?đầu mối)\)?\s*$",
    re.IGNORECASE,
)
# "Đơn vị chủ trì: "
_ROLE_BEFORE = re.compile(
    r"(?:(?:các\s+)?(?:đơn vị|cơ quan)\s+)?(?:chủ trì|phối hợp|thực hiện|tham gia)"
    r"(?:\s+(?:thực hiện|triển khai))?\s*:\s*"
    r"|(?:chủ trì|phối hợp)(?:\s+(?:thực hiện|với|cùng))+\s+",
    re.IGNORECASE,
)
# "HĐND tỉnh"
_OWNER = re.compile(r"(?:Sở|Bộ|UBND|HĐND|Ủy ban|Hội đồng|(?:Tỉnh|Thành|Huyện|Thị|Đảng) ủy)(?!\w)")
# "UBND huyện", "Tỉnh ủy": no part of another body
_OWNED_BY_NOBODY = re.compile(r"(?:Sở|UBND|HĐND|(?:Tỉnh|Thành|Huyện|Thị) ủy)(?!\w)")
# "Văn phòng Sở"
_COMPLETE = re.compile(
    r"(?:van phong|thanh tra|lanh dao)(?:\s+(?:so|ubnd(?: tinh| thanh pho)?|bo|tinh|uy ban.*))?"
)


def split_agencies(text: str) -> tuple[str, ...]:
    """Names in `text`, in its order, as printed but for completed heads and blanks; none in an empty text."""
    names: list[str] = []
    for clause in _clauses(text):
        merged = [part for name in _merge(_pieces(clause)) for part in _apart(name)]
        names.extend(complete_heads(_share_places(merged)))
    names = [_without_role(name) for name in names]
    cleaned = (name.strip(" .,;:-–+•*") for name in names)
    return tuple(name for name in cleaned if any(map(str.isalpha, name)))


def begins_name(text: str) -> bool:
    """Whether the text begins as names of agencies do: "Sở …", "UBND …", "các đơn vị …"."""
    return _has_head(text) or bool(_GENERIC_HEAD.match(text.lower()))


def begins_somebody(text: str) -> bool:
    """Whether the text begins as names of agencies do, or those of persons: "cô Hoa", "Điều dưỡng Thắm"."""
    return begins_name(text) or names_agencies(" ".join(text.split()[:2]).strip(" .,;"))


def _clauses(text: str) -> Iterator[str]:
    """Parts between semicolons; what stands in brackets is never cut."""
    plain = " ".join(text.split())
    start = depth = 0
    for index, letter in enumerate(plain):
        depth = max(depth + (letter == "(") - (letter == ")"), 0)
        if letter == ";" and not depth:
            yield plain[start:index].strip()
            start = index + 1
    yield plain[start:].strip()


def _pieces(clause: str) -> list[tuple[str, str]]:
    """Pieces of a clause, each with the separator before it as printed."""
    clause = _BULLET.sub("", clause)
    pieces, start, before = [], 0, ""
    for match in _SEPARATOR.finditer(clause):
        if clause.count("(", 0, match.start()) > clause.count(")", 0, match.start()):
            continue
        pieces.append((before, clause[start : match.start()]))
        before, start = match[0], match.end()
    pieces.append((before, clause[start:]))
    return pieces


def _merge(pieces: list[tuple[str, str]]) -> list[str]:
    """Pieces that begin no new name are given back to the name before them, as printed."""
    names = [pieces[0][1]]
    for index, (before, piece) in enumerate(pieces[1:], 1):
        known = before.strip() == "," and _is_known(names[-1], pieces[index:])
        known = known or (
            before.strip() in ("-", "–")
            and bool(_UNIT.match(fold(names[-1])) and _FUNCTION.fullmatch(fold(piece)))
        )
        known = known or (before.strip() == "," and _is_function(names[-1], pieces[index:]))
        if piece and not known and _begins_name(piece, names[-1], before.strip()):
            names.append(piece)
        else:
            names[-1] += before + piece
    return names


def _is_function(name: str, following: list[tuple[str, str]]) -> bool:
    """Whether what follows is one of a unit's functions: "Phòng Cán bộ| Thanh tra | và Thi đua"."""
    (_, piece), *after = following
    joined = bool(after) and after[0][0].strip() == "và" and not begins_name(after[0][1])
    return joined and bool(_UNIT.match(fold(name)) and _FUNCTION.fullmatch(fold(piece)))


def _apart(name: str) -> Iterator[str]:
    """Names that nothing parts: "Sở Tài chính Công an tỉnh"; "Ban Dân tộc HĐND tỉnh" is one."""
    for blank in re.finditer(r"\s+(?=[A-ZĐÀ-Ỹ])", name):
        before, after = name[: blank.start()], name[blank.end() :]
        whole = _OWNED_BY_NOBODY.match(before) if _OWNER.match(after) else names_today(before)
        if whole and _has_head(after):
            yield before
            yield from _apart(after)
            return
    yield name


def _is_known(name: str, following: list[tuple[str, str]]) -> bool:
    """Whether the name goes on as one that the registry has: "Phòng Kinh tế, Hạ tầng và Đô thị chủ trì"."""
    longer = accumulate((before + piece for before, piece in following[:_PIECES_OF_A_NAME]), initial=name)
    return any(names_today(_LEVEL.sub("", _without_role(whole))) for whole in list(longer)[1:])


_LEVEL: Final = re.compile(r" (?:phường|xã|đặc khu|huyện)$")  # "Phòng Kinh tế, Hạ tầng và Đô thị phường"
# "hội nghị"
_NO_NAME: Final = re.compile(
    r"(?<!\w)(?:thực hiện|(?<!quản lý )(?<!phòng )(?<!ban )(?<!sở )(?<!vụ )(?<!cục )xây dựng và"
    r"|triển khai|rà soát|hoàn thành|bao gồm|về việc|mục tiêu"
    r"|nhiệm vụ|đề nghị|yêu cầu|phấn đấu|khi|nếu)(?!\w)"
    r"|^chương trình(?!\w)|^dự án$|^các vụ (?:án|việc)(?!\w)"
    r"|^(?:báo cáo|ban hành|hội (?:giảng|nghị|thảo|thao|thi|trại|diễn|khỏe|xuân|đàm)"
    r"|trường hợp|tổ chức|nhà nước|đoàn kết|viện trợ|bộ (?:mặt"
    r"|máy|tiêu chí)"
    r"|phòng(?:,| ngừa|(?-i: chống| CHỐNG)| dịch(?! tễ| vụ)| cháy| thi)|đội ngũ"
    r"|vụ (?:mùa|xuân|hè|đông|việc|án)"
    r"|tổng (?:hợp|kết|dung|diện|kiểm|duyệt|rà soát|điều tra|vệ sinh|số|vốn|mức|chi|dự|kinh|giá trị))(?!\w)",
    re.IGNORECASE,
)


def names_agencies(text: str) -> bool:
    """Whether `text` is nothing but names of agencies: "Công an tỉnh", "Các sở, ngành; UBND các xã"."""
    names = split_agencies(text)
    if not names or _NO_NAME.search(text):
        return False
    return all(_has_head(name) or _is_generic(name) or _STAFF.match(name.lower()) for name in names) and (
        text.lstrip()[:1].isupper()
        or bool(_GENERIC_HEAD.match(text.strip()) or _STAFF.match(text.strip()))
        or bool((small := _LOWERED.match(text.strip())) and (small[1] or "A").isupper())
    )


# as some offices print their own units: "phòng Đào tạo", "công an xã"; not "phòng Covid-19"
_LOWERED: Final = re.compile(
    r"công an\s|(?:\w+|trung tâm|văn phòng|chi cục|xí nghiệp|phân xưởng)\s(?!Covid|COVID|HIV|AIDS)(\w)"
)
# "Toàn thể "
_ALL_OF: Final = re.compile(r"(?:các|những|mọi|mỗi|toàn thể|tất cả(?: các)?)\s+", re.IGNORECASE)
# "kỹ thuật viên"
_PERSONS: Final = re.compile(r"(?!(?:công|khuôn|động) viên)(?:\w+ ){1,3}viên(?!\w)")


def _is_generic(name: str) -> bool:
    """ "các đơn vị", "các Hạt Kiểm lâm", "các kỹ thuật viên"; not "các hoạt động"."""
    if some := _ALL_OF.match(name + " "):
        rest = name[some.end() :]
        return (
            bool(_COLLECTIVE_NOUN.match(fold(rest)))
            or _has_head(rest)
            or any(head.match(rest.lower()) for head in (_GENERIC_HEAD, _PERSONS, _STAFF))
        )
    return bool(_GENERIC_HEAD.match(name.lower()))


def _share_places(names: list[str]) -> list[str]:
    """ "HĐND và UBND các xã" names two bodies of the same places."""
    shared: list[str] = []
    place: str | None = None
    for name in reversed(names):
        body = _BODY_OF.fullmatch(name)
        if body:
            place = body["place"]
        elif place and _BARE_BODY.fullmatch(name):
            name = f"{name} {place}"
        else:
            place = None
        shared.append(name)
    return shared[::-1]


def _without_role(name: str) -> str:
    """ "Sở Nội vụ chủ trì" without what it is to do; "cơ quan chủ trì" names nobody else and is left
    whole.
    """
    plain = _ROLE_BEFORE.sub("", name.strip(" .,;:"), count=1)
    without = _ROLE_AFTER.sub("", _ROLE_IN_BRACKETS.sub("", plain))
    return plain if _GENERIC_ALONE.fullmatch(fold(without)) else without


def _begins_name(piece: str, previous: str, separator: str) -> bool:
    folded_previous = fold(previous)
    collective = bool(_COLLECTIVE.match(folded_previous))
    if _PERSON.match(folded_previous) or _TITLED.match(previous):
        if separator != "và" and _POSITION.match(fold(piece)):
            return False  # what the person is
        if _PERSON.match(fold(piece)) and any(map(str.isupper, piece)):
            return True
    if separator in ("và", "&") and _SHARED_OFFICE.fullmatch(folded_previous):
        return False
    alone = separator in (",", ", và") and _GENERIC_ALONE.fullmatch(folded_previous)
    if alone and _GENERIC_HEAD.match(piece):
        return False
    if is_plural_list(previous):
        return bool(_GENERIC_HEAD.match(piece.lower())) or (
            _has_head(piece) and piece[0].isupper() and " " in piece
        )
    if _are_one(previous, piece):
        return False
    if _GENERIC_HEAD.match(piece) or piece.startswith(("Các ", "Toàn ")):
        return separator not in ("-", "–") and not (collective and not piece.lower().startswith("các "))
    somebody = _has_head(previous) or _STAFF.match(previous.lower())
    people = separator != "-" and _PEOPLE.match(piece) and somebody and not collective
    if people or (_TITLED.match(previous) and _TITLED.match(piece)):
        return True
    alike = [a == b for a, b in zip(fold(piece).split()[:2], folded_previous.split(), strict=False)]
    if alike == [True, True] or (alike[:1] == [True] and _has_head(piece)):  # "Khoa Nhi và khoa Sản"
        return True
    if _has_head(piece):
        small = separator == "," and " " in piece and not collective
        return piece[0].isupper() or (small and not _COLLECTIVE_NOUN.match(fold(piece)))
    if separator not in (",", ", và", "+") or not piece[0].isupper():
        return False
    if _CLOSED.search(folded_previous) or _ABBREVIATED.match(piece) or piece.startswith("Chi nhánh "):
        return True
    if names_today(previous) and not any(name.startswith(fold(piece)) for name in DEPARTMENTS):
        return True
    headed = _has_head(previous) or _GENERIC_HEAD.match(previous.lower())
    return bool(_COMPLETE.fullmatch(folded_previous)) or not headed


def _are_one(previous: str, piece: str) -> bool:
    """Whether both tell whose heads or staff are meant: "Ban Dân vận các huyện ủy| thị ủy"."""
    both = fold(f"{previous}|{piece}")
    return bool(_SAME_STAFF.search(both) or (piece[0].islower() and _SAME_KIND.search(both)))


def _has_head(name: str) -> bool:
    return bool(_SHORT_HEAD.match(name.lower()) or _LONG_HEAD.match(fold(name)) or _INITIAL.match(name))
