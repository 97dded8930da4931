"""Names that share a head: "các Sở: Tư pháp, Tài chính", "UBND các xã A, B", "Sở Tư pháp, Tài chính"."""

import re
from collections.abc import Iterator
from typing import Final

from kehoach.language.agencies import department_names
from kehoach.language.folding import fold

DEPARTMENTS: Final = frozenset(map(fold, department_names()))
# "cac so: "
_PLURAL = re.compile(
    r"(?:cac|nhung)\s+(?P<head>so|ban|phong|chi cuc|trung tam|truong|khoa)(?:\s*:\s*|\s+(?=[A-ZĐÀ-Ỹ]))"
)
# "ubnd cac xa: "
_PLURAL_DISTRICTS = re.compile(
    r"(?P<owner>(?:ubnd|hdnd|phong\s+[a-z ]{2,30}?|cong an)\s+)?cac\s+(?P<head>huyen|xa|phuong|quan|thi xa"
    r"|thanh pho)"
    r"(?:\s*:\s*|\s+(?=[A-ZĐÀ-Ỹ]))"
)


# "Cần Đước"
_PLACE: Final = r"[A-ZĐÀ-Ỹ][\w’']*(?: [A-ZĐÀ-Ỹ0-9][\w’']*){0,3}"
_LEVEL: Final = r"(?:huyện|xã|phường|quận|thị xã|thành phố|thị trấn)"
# "UBND huyện Cần Đước, Cần Giuộc và thị xã Sơn Tây"; not "UBND xã Tân Lập"
_PLACES = re.compile(
    rf"(?P<owner>(?:UBND|HĐND|Ủy ban nhân dân|Công an) )(?P<head>{_LEVEL} )"
    rf"(?P<places>{_PLACE}(?:, (?:{_LEVEL} )?{_PLACE})*(?:(?:,| và) (?:{_LEVEL} )?{_PLACE}))"
)


def is_plural_list(name: str) -> bool:
    """Whether a name is a list below one head: "các Sở: Tư pháp"."""
    return bool(_PLURAL.match(_fold_lower(name)) or _PLURAL_DISTRICTS.match(_fold_lower(name)))


def _fold_lower(name: str) -> str:
    """Folded, but with capitals that begin a proper name kept as "A", so that patterns see where it
    begins.
    """
    folded = fold(name)
    head = re.match(r"(?:(?:ubnd|hdnd|cong an|phong\s+[a-z ]{2,30}?)\s+)?(?:cac|nhung)\s+", folded)
    if not head:
        return folded
    rest = "".join(
        letter.upper() if name[index].isupper() and index > head.end() else letter
        for index, letter in enumerate(folded[head.end() :], head.end())
    )
    return folded[: head.end()] + rest


def complete_heads(names: list[str]) -> Iterator[str]:
    """The names, each with the head that it shares with others."""
    for name in names:
        marked = _fold_lower(name)
        if match := _PLURAL.match(marked):
            head = " ".join(name[match.start("head") : match.end("head")].split()).capitalize()
            parts = _join_known(_list_parts(name[match.end() :]))
            yield from (f"{head} {part}" for part in parts) if len(parts) > 1 else (name,)
        elif match := _PLURAL_DISTRICTS.match(marked):
            owner = name[: match.end("owner")] if match["owner"] else ""
            head = name[match.start("head") : match.end("head")]
            yield from (f"{owner}{head} {part}".strip() for part in _list_parts(name[match.end() :]))
        else:
            yield from _elided(name)


def _elided(name: str) -> Iterator[str]:
    """ "Sở Tư pháp, Tài chính" is two where each part is a known department, "UBND huyện Mai Châu, Lạc Thủy",
    too; any other name is left whole.
    """
    if listed := _PLACES.fullmatch(name):
        for place in re.split(r", | và ", listed["places"]):
            yield listed["owner"] + (place if place[0].islower() else listed["head"] + place)
        return
    if name.startswith("Sở ") and "," in name:
        parts = _join_known(_list_parts(name[3:]))
        if len(parts) > 1 and all(fold(part) in DEPARTMENTS for part in parts):
            yield from (f"Sở {part}" for part in parts)
            return
    yield name


def _list_parts(text: str) -> list[str]:
    """Parts of "Tư pháp, Kế hoạch và Đầu tư và Tài chính": "và" parts them only where known names show it."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    last = parts.pop() if parts else ""
    pieces = last.split(" và ")
    for cut in range(len(pieces) - 1, 0, -1):
        before, after = " và ".join(pieces[:cut]), " và ".join(pieces[cut:])
        if fold(last) not in DEPARTMENTS and (
            fold(after) in DEPARTMENTS or (len(pieces) == 2 and parts and not _joins_known(parts, last))
        ):
            return [*parts, before, after]
    return [*parts, last] if last else parts


def _joins_known(parts: list[str], last: str) -> bool:
    return fold(f"{parts[-1]}, {last}") in DEPARTMENTS


def _join_known(parts: list[str]) -> list[str]:
    """Parts put together again where a department's own name has the comma: "Văn hóa, Thể thao và Du
    lịch".
    """
    joined: list[str] = []
    for part in parts:
        if joined and fold(joined[-1]) not in DEPARTMENTS and fold(f"{joined[-1]}, {part}") in DEPARTMENTS:
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined
