"""Tasks given in prose: "Giao Sở X chủ trì, phối hợp với Y …, hoàn thành trước ngày …", and items below a heading
that names an agency ("1. Công an tỉnh").

The patterns read folded text, which is as long as the text itself, so that their places are places in the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Block, Range
from normalize.agencies.names import names_agencies
from normalize.deadlines.read import read_deadlines
from normalize.provenance import trim
from normalize.tasks.drafts import Draft, Field

_GIVES: Final = r"(?:giao|de +nghi|yeu +cau|phan +cong|chi +dao) +"
_LEADS: Final = (
    r",? +(?:la +(?:co +quan|don +vi) +)?(?:chu +tri|lam +dau +moi|dau +moi|chiu +trach +nhiem(?: +chinh)?"
    r"|co +trach +nhiem|phu +trach|tham +muu)(?![a-z])"
)
# + giao Sở Nội vụ chủ trì; - giao thông vận tải chủ trì (no agency: refused by its name)
_GIVEN: Final = re.compile(rf"(?:^ *|[.;:] +|, +){_GIVES}(?P<lead>[^.;:]{{3,200}}?){_LEADS}")
# + Sở Nội vụ chủ trì, phối hợp; where nothing stands before the agency
_TAKES: Final = re.compile(rf" *(?P<lead>[^.;:]{{3,160}}?){_LEADS}")
_WITH: Final = re.compile(r"[ ,]*(?:va +)?(?:thuc +hien +)?phoi +hop(?: +chat +che)?(?: +(?:voi|cung))*:? +")
_LEADS_ITSELF: Final = re.compile(r"(?:chu +tri|chu +dong)(?: +tham +muu)?[ ,]*(?:va +)?")
_DOES: Final = re.compile(
    r",? +(?:de +|va +)?(?P<verb>thuc +hien|to +chuc|trien +khai|ra +soat|xay +dung|tham +muu"
    r"|tong +hop|kiem +tra|theo +doi"
    r"|huong +dan|don +doc|bao +cao|ban +hanh|cap +nhat|tuyen +truyen|tang +cuong|day +manh|danh +gia|lap"
    r"|trinh|hoan +thanh|bo +tri|quan +ly|giam +sat|thong +ke|cong +khai|cong +bo|dao +tao|boi +duong"
    r"|tap +huan|nghien +cuu|de +xuat|xu +ly|khao +sat|dam +bao|bao +dam|duy +tri|van +hanh|ket +noi"
    r"|so +hoa|tiep +nhan|giai +quyet|chi +dao|phat +dong|thanh +lap|tham +dinh|tich +hop|mo|giup|ho +tro"
    r"|phuc +vu)(?![a-z])"
)
_TIMELY: Final = r"(?:truoc|trong|cham +nhat|muon +nhat|den +het|den|vao|tu|xong|han +cuoi)"
_UNTIL: Final = r"(?:hoan +thanh|xong|dinh +ky|thuc +hien)"
_WHEN: Final = re.compile(
    r"(?:[,;.(] *|(?<= )|^)(?:(?:thoi +(?:gian|han|diem)|tien +do|moc|lo +trinh|han)[a-z ,]{0,40}: *"
    rf"|(?:{_UNTIL} +)?(?:ve +[a-z ]{{3,40}}? +)?"
    rf"(?={_TIMELY}(?: +(?:la|ngay|thang|quy|nam))* *(?:[0-9]|[ivl]{{1,3}}(?![a-z]))"
    r"|(?:hang|moi|dinh +ky)(?: +hang)? +(?:[0-9] +)?(?:ngay|tuan|thang|quy|nam)(?![a-z])"
    r"|thuong +xuyen|trong +(?:ca +)?nam(?![a-z])|thang +[0-9]|quy +[ivl]{1,3}(?![a-z])))"
)
_SENTENCE_END: Final = re.compile(r"[.;](?= |$)|\)(?= *[.;]|$)")
# the tasks are said to stand in an appendix: what the body goes on to tell is how it is followed
_ELSEWHERE: Final = re.compile(
    r"(?:phu +luc|bieu|bang)(?: +[0-9ivx]{1,4})?,? +(?:kem +theo|dinh +kem)"
    r"|(?:kem|dinh kem) +theo +(?:ke +hoach|phu +luc)"
    r"|(?:theo|tai|trong) +(?:cac +)?phu +luc|chi +tiet +(?:theo|tai) +(?:phu +luc|bieu)"
)
_SHORTEST_CONTENT: Final = 12
_LONGEST_HEADING: Final = 160
_LONGEST_TIME: Final = 120
_EDGES: Final = " .;,:-–+(\n"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to do what by when, as places in the text; None for what is not said."""

    lead: Range
    coordination: Range | None
    content: Range
    due: Range | None


def read_assignment(text: str, start: int, end: int) -> Assignment | None:
    """The sentence of `text[start:end]` that gives somebody a task; None where none does."""
    folded = fold(text[start:end])
    match = _GIVEN.search(folded) or _TAKES.match(folded)
    if match is None:
        return None
    lead = _place(text, start, *match.span("lead"))
    if not names_agencies(text[slice(*lead)]):
        return None
    coordination, after = _coordination(text, folded, start, match.end())
    due, stop = _due(text, folded, start, after)
    before = _place(
        text, start, 0, match.start("lead") - len(re.split(r"[.;:,] +", folded[: match.start("lead")])[-1])
    )
    content = (
        before if before[1] - before[0] >= _SHORTEST_CONTENT else _place(text, start, after, max(after, stop))
    )
    return Assignment(lead, coordination, content, due) if content[1] > content[0] else None


def _coordination(text: str, folded: str, start: int, at: int) -> tuple[Range | None, int]:
    """Who helps, where that is said at `at`, and where the text goes on after it."""
    opening = _WITH.match(folded, at)
    if opening is None:
        return None, at
    acts = _DOES.finditer(folded, opening.end())
    # in a name the same words have a capital: "Phòng Quản lý năng lượng"
    act = next((found for found in acts if text[start + found.start("verb")].islower()), None)
    stop = _SENTENCE_END.search(folded, opening.end())
    limit = min(found.start() for found in (act, stop) if found) if act or stop else len(folded)
    place = _place(text, start, opening.end(), limit)
    return (place, limit) if names_agencies(text[slice(*place)]) else (None, at)


def _due(text: str, folded: str, start: int, at: int) -> tuple[Range | None, int]:
    """The first clause after `at` that says when, if it can be read; and where what is before it ends."""
    for match in _WHEN.finditer(folded, at):
        stop = _SENTENCE_END.search(folded, match.end())
        place = _place(text, start, match.end(), stop.start() if stop else len(folded))
        if place[1] - place[0] <= _LONGEST_TIME and _says_when(text[slice(*place)]):
            return place, match.start()
    return None, len(folded)


def _says_when(text: str) -> bool:
    kinds = {period.kind for period in read_deadlines(text, 2000).periods}
    return bool(kinds) and kinds.isdisjoint(("unparsed", "relative"))


def _place(text: str, start: int, begin: int, end: int) -> Range:
    first, last = trim(text, start + begin, start + end)
    while last > first and text[last - 1] in _EDGES:
        last -= 1
    while first < last and text[first] in _EDGES:
        first += 1
    return first, last


# ---------------------------------------------------------------- a plan's tasks


def prose_tasks(text: str, blocks: Sequence[Block]) -> Iterator[Draft]:
    """The tasks of a body that has none in tables or labelled lines."""
    if any(_ELSEWHERE.search(fold(text[block.start : block.end])) for block in blocks):
        return
    heads = {block.ordinal: place for block in blocks if (place := _heading_agency(text, block))}
    for block in blocks:
        if block.kind == "table" or block.ordinal in heads:
            continue
        start = block.label.place[1] if block.label else block.start
        given = read_assignment(text, start, block.end)
        if given is None and block.parent in heads and block.end - start >= _SHORTEST_CONTENT:
            given = _item(text, start, block.end, heads[block.parent])
        if given is not None:
            yield _draft(text, block, given)


def _heading_agency(text: str, block: Block) -> Range | None:
    """The agency that is all of a heading: "1. Công an tỉnh", "a) Sở Y tế:"."""
    if block.kind == "table" or block.label is None:
        return None
    place = _place(text, 0, block.label.place[1], block.end)
    said = text[slice(*place)]
    open_ended = block.kind == "heading" or not text[block.start : block.end].rstrip().endswith((".", ";"))
    return place if len(said) <= _LONGEST_HEADING and open_ended and names_agencies(said) else None


def _item(text: str, start: int, end: int, lead: Range) -> Assignment:
    folded = fold(text[start:end])
    begin = len(folded) - len(folded.lstrip())
    itself = _LEADS_ITSELF.match(folded, begin)
    coordination, after = _coordination(text, folded, start, itself.end() if itself else begin)
    due, stop = _due(text, folded, start, after)
    return Assignment(lead, coordination, _place(text, start, after, stop), due)


def _draft(text: str, block: Block, given: Assignment) -> Draft:
    places: dict[Field, tuple[Range, ...]] = {"content": (given.content,), "lead_text": (given.lead,)}
    if given.coordination:
        places["coordination_text"] = (given.coordination,)
    if given.due:
        places["due_text"] = (given.due,)
    if block.label:
        places["number"] = (block.label.place,)
    texts: dict[Field, str] = {
        field: "; ".join(" ".join(text[start:end].split()) for start, end in ranges)
        for field, ranges in places.items()
    }
    if block.label:
        texts["number"] = block.label.text
    return Draft("body", None, None, texts, places, (block.start, block.end), block.start)
