"""Names of agencies as letterheads print them, in capitals over several lines, and as running text writes
them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from kehoach.language.agencies import department_names, ministry_fields
from kehoach.language.folding import fold
from normalize.head.parts import HeadLine

# What the name of an agency begins with; other lines of a letterhead go on with the name above.
# "Sở Nội vụ"
_HEADS: Final = re.compile(
    r"(?:u ?b ?n ?d|uy ban|hoi dong|hdnd|so|bo|ban|(?:tong |chi )?cuc|vu|vien|van phong|phong|thanh tra"
    r"|trung tam|truong|khoa(?! hoc)|hoc vien|dai hoc|benh vien|lien doan|lien hiep|hoi|mat tran"
    r"|(?:tinh|thanh|huyen|quan|thi|dang) uy|dang bo|cong an|toa an|kho bac|bao hiem|tong cong ty|cong ty"
    r"|bo chi huy|tinh doan|dai phat thanh)\b"
)
# "Sở Nông nghiệp và"
_OPEN_END: Final = re.compile(r"(?:-|,|\bva|\bcac|\bcua)$")
# Fields of government in the letter case of the Government's own decrees; abbreviations are no match for
# words.
_FIELD_BY_FOLD: Final = {
    fold(name): name for name in (*ministry_fields(), *department_names()) if " " in name
}
# "Sở Nội vụ"
_PREFIX: Final = re.compile(r"(so|bo|phong)\s+(.*)")
_PREFIX_NAMES: Final = {"so": "Sở", "bo": "Bộ", "phong": "Phòng"}
_COUNCIL: Final = {"uy ban nhan dan": "Ủy ban nhân dân", "hoi dong nhan dan": "Hội đồng nhân dân"}
_LEVELS: Final = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường")
_LEVEL_BY_FOLD: Final = {fold(level): level for level in _LEVELS}
# "tỉnh Bình Dương"
_PLACE: Final = re.compile(rf"\b(?:(?P<level>{'|'.join(_LEVEL_BY_FOLD)})|tp\.?)\s+(?!uy\b)(?P<name>.+)$")
# "Lao động - Thương binh"
_JOINT: Final = re.compile(r" - |, |\bva ")
# "thành phố"
_SMALL: Final = re.compile(r"(?:va|cua|cac|tinh|thanh pho|huyen|quan|thi xa|xa|phuong|nhan dan|dan)\b")
# "Ubnd tỉnh"
_ABBREVIATION: Final = re.compile(r"\b(?:ubnd|hđnd)\b", re.IGNORECASE)
# Two spellings this alike (percent) are one name; below it a name is left as it was read.
_ALIKE: Final = 88


def agency_names(lines: Sequence[HeadLine]) -> list[tuple[HeadLine, ...]]:
    """The letterhead's lines (without its number) grouped into the agencies that they name, the issuer
    last.
    """
    groups: list[list[HeadLine]] = []
    for line in lines:
        begins = _HEADS.match(line.folded) and not (
            groups and _OPEN_END.search(groups[-1][-1].folded.rstrip())
        )
        if groups and not begins:
            groups[-1].append(line)
        elif begins or len(line.text) > 3:
            groups.append([line])
    return [tuple(group) for group in groups]


def spelled(group: Sequence[HeadLine], running_text: str) -> str:
    """The agency's name in normal letter case: as the running text has it, else by rule."""
    read = " ".join(" ".join(line.text for line in group).split())
    return _as_in_text(read, running_text) or _by_rule(read)


def _as_in_text(name: str, text: str) -> str | None:
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, fold(name).split())) + r"(?!\w)")
    found = (" ".join(text[m.start() : m.end()].split()) for m in pattern.finditer(fold(text)))
    forms = Counter(form[0].upper() + form[1:] for form in found if not form.isupper())
    return forms.most_common(1)[0][0] if forms else None


def _by_rule(name: str) -> str:
    folded = fold(name)
    if (sector := _PREFIX.fullmatch(folded)) and (field := _field(sector[2])):
        return f"{_PREFIX_NAMES[sector[1]]} {field}"
    for council, official in _COUNCIL.items():
        if fuzz.ratio(folded[: len(council)], council) >= _ALIKE:
            return (official + _with_places(name[len(council) :].lower())).strip()
    return _with_capitals(_with_places(name.lower()))


def _field(folded: str) -> str | None:
    best = process.extractOne(folded, _FIELD_BY_FOLD.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _FIELD_BY_FOLD[best[0]] if best else None


def _with_places(lowered: str) -> str:
    """Each word of a place's name with a capital, and what kind of place it is with the marks that small
    capitals lose in a scan.
    """
    place = _PLACE.search(fold(lowered))
    if not place:
        return lowered
    name = " ".join(w[:1].upper() + w[1:] for w in lowered[place.start("name") :].split())
    level = _LEVEL_BY_FOLD.get(place["level"] or "", lowered[place.start() : place.start("name")].strip())
    return f"{lowered[: place.start()]}{level} {name}"


def _with_capitals(name: str) -> str:
    """Capitals on the kind of agency, on the first word of its field, and on what "và", "-" or a comma
    adds.
    """
    folded = fold(name)
    starts = {0, *(found.end() for found in _JOINT.finditer(folded))}
    starts |= {found.end() + 1 for start in starts if (found := _HEADS.match(folded, start))}
    letters = [c.upper() if i in starts and not _SMALL.match(folded, i) else c for i, c in enumerate(name)]
    return _ABBREVIATION.sub(lambda found: found[0].upper(), "".join(letters))
