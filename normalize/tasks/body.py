"""Tasks and deadlines from labelled lines of the body: "- Đơn vị chủ trì: …", "- Thời gian thực hiện: …".

The labels may stand in lines of their own under an item, or in the item itself, several in one line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

from kehoach.language.folding import fold
from kehoach.records import Document, Span
from normalize.provenance import trim
from normalize.tasks.drafts import Draft, Field
from normalize.tasks.tables import stale_years

Range = tuple[int, int]
_Label = Literal["lead_text", "coordination_text", "due_text", "product", "note"]
_ASIDE: Final = "aside"

_WHO: Final = (
    r"(?:(?:cac\s+)?(?:don\s+vi|co\s+quan|bo\s+phan|phong|ban|nguoi|lanh\s+dao)"
    r"(?:\s*[,/]\s*(?:don\s+vi|ca\s+nhan|bo\s+phan))?\s+)?"
)
_LABELS = re.compile(
    r"(?:^|(?<=\s)|(?<=[;.,(\-+*]))(?:"
    rf"(?P<lead_text>{_WHO}(?:chu\s+tri|phu\s+trach|dau\s+moi|(?:trach\s+nhiem\s+)?thuc\s+hien|chiu\s+trach\s+nhiem)"
    r"(?:\s*[,/]?\s*(?:va\s+)?(?:thuc\s+hien|tham\s+muu|trien\s+khai|chinh|phoi\s+hop))?|phan\s+cong(?:\s+thuc\s+hien)?)"
    rf"|(?P<coordination_text>{_WHO}(?:cung\s+)?phoi\s+hop(?:\s+thuc\s+hien)?)"
    r"|(?P<due_text>(?:thoi\s+(?:gian|han|diem)|tien\s+do|han\s+hoan\s+thanh)[a-z, ]{0,60}?|hoan\s+thanh)"
    r"|(?P<product>(?:du\s+kien\s+)?(?:ket\s+qua|san\s+pham|dau\s+ra)(?:\s*[,/]?\s*(?:va\s+)?(?:san\s+pham|ket\s+qua|dau\s+ra|du\s+kien|can\s+dat"
    r"|dat\s+duoc|dat|hoan\s+thanh|thuc\s+hien)){0,3})"
    # what is no field of a task, but ends the one before it where it stands in the same line
    rf"|(?P<note>ghi\s+chu)|(?P<{_ASIDE}>(?:nguon\s+)?kinh\s+phi(?:\s+thuc\s+hien)?|dia\s+diem|thanh\s+phan|doi\s+tuong))\s*:"
)
_BEFORE_LABEL = re.compile(r"(?:^|[;.,(\-+*•:]\s*|\n\s*)$")
_ENUMERATOR = re.compile(
    r"\s*(?:[-+•*–]|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?|[a-zđ]{1,2}[.)]|[IVX]{1,5}\.)\s*"
)
_SHORTEST_CONTENT: Final = 12


@dataclass(frozen=True, slots=True)
class SectionTime:
    """A time that a block states for itself ("3. Thời gian kiểm tra: Tháng 08/2020")."""

    section: int
    text: str
    place: Range


@dataclass(frozen=True, slots=True)
class BodyFindings:
    """What the labelled lines say."""

    drafts: tuple[Draft, ...]
    times: tuple[SectionTime, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block with the values of its labels; `content` is what stands before the first of them."""

    span: Span
    content: Range
    values: tuple[tuple[_Label, Range], ...]

    @property
    def only_labels(self) -> bool:
        """No item of its own, but lines about one."""
        return bool(self.values) and self.content[1] - self.content[0] < _SHORTEST_CONTENT


def read_body_tasks(document: Document, spans: tuple[Span, ...], plan_year: int) -> BodyFindings:
    """Items that name who leads, or when, as tasks; times under a heading that is no item as times of their
    section.
    """
    blocks = [
        _read_block(document.text, span)
        for span in spans
        if span.label == "SECTION" and span.attributes["kind"] != "table"
    ]
    owned: dict[int, list[_Block]] = {}
    by_ordinal = {block.span.attributes["ordinal"]: index for index, block in enumerate(blocks)}
    for index, block in enumerate(blocks):
        if block.values:
            owned.setdefault(_owner(blocks, by_ordinal, index), []).append(block)
    drafts: list[Draft] = []
    times: list[SectionTime] = []
    for owner, lines in sorted(owned.items()):
        if _is_task(blocks[owner], lines):
            drafts.append(_draft(document.text, blocks[owner], lines, plan_year))
        else:
            times.extend(_times(document.text, lines))
    return BodyFindings(tuple(drafts), tuple(times))


def _read_block(text: str, span: Span) -> _Block:
    folded = fold(text[span.start : span.end])
    matches = [
        match
        for match in _LABELS.finditer(folded)
        if _BEFORE_LABEL.search(folded[max(match.start() - 4, 0) : match.start()])
        or _opens(text, span, match)
    ]
    while matches and matches[0].lastgroup == _ASIDE:
        del matches[0]
    values: list[tuple[_Label, Range]] = []
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(folded)
        place = _tidy(text, span.start + match.end(), span.start + end)
        if match.lastgroup != _ASIDE and place[0] < place[1]:
            values.append((cast(_Label, match.lastgroup), place))
    limit = span.start + (matches[0].start() if matches else len(folded))
    enumerator = _ENUMERATOR.match(text, span.start, limit)
    return _Block(span, _tidy(text, enumerator.end() if enumerator else span.start, limit), tuple(values))


def _opens(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether only an enumerator stands before the label."""
    enumerator = _ENUMERATOR.match(text, span.start)
    return bool(enumerator) and enumerator is not None and enumerator.end() == span.start + match.start()


def _tidy(text: str, start: int, end: int) -> Range:
    start, end = trim(text, start, end)
    while end > start and (text[end - 1] in " .;,-–+(\n" or _closes_nothing(text, start, end)):
        end -= 1
    return start, end


def _closes_nothing(text: str, start: int, end: int) -> bool:
    """Whether the stretch ends with a bracket that was opened before it: "(chủ trì: Văn phòng)"."""
    return text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end)


def _owner(blocks: list[_Block], by_ordinal: dict[str, int], index: int) -> int:
    """The item that a block's labels are about: itself, its parent, or for a line without a dash the item
    before it.
    """
    block = blocks[index]
    if not block.only_labels:
        return index
    parent = by_ordinal.get(block.span.attributes.get("parent", ""))
    if (
        parent is not None
        and blocks[parent].span.attributes["kind"] == "text"
        and not blocks[parent].only_labels
    ):
        return parent
    if "label" not in block.span.attributes:
        before = next((i for i in range(index - 1, -1, -1) if not blocks[i].only_labels), None)
        if before is not None and "label" in blocks[before].span.attributes:
            return before
    return index if parent is None or block.span.attributes.get("label", "-") not in "-+•*" else parent


def _is_task(owner: _Block, lines: list[_Block]) -> bool:
    labels = {label for line in lines for label, _ in line.values}
    if owner.only_labels or not labels & {"lead_text", "coordination_text", "due_text"}:
        return False
    return owner.span.attributes["kind"] == "text" or bool(labels & {"lead_text", "coordination_text"})


def _draft(text: str, owner: _Block, lines: list[_Block], plan_year: int) -> Draft:
    places: dict[Field, tuple[Range, ...]] = {"content": (owner.content,)}
    for line in lines:
        for label, place in line.values:
            places[label] = (*places.get(label, ()), place)
    texts: dict[Field, str] = {
        field: "; ".join(" ".join(text[start:end].split()) for start, end in ranges)
        for field, ranges in places.items()
    }
    if number := owner.span.attributes.get("label"):
        texts["number"] = number
    span = (owner.span.start, max(line.span.end for line in (owner, *lines)))
    doubts = tuple(stale_years(texts["content"], plan_year))
    return Draft("body", None, None, texts, places, span, owner.span.start, None, doubts)


def _times(text: str, lines: list[_Block]) -> Iterator[SectionTime]:
    for line in lines:
        for label, (start, end) in line.values:
            if label == "due_text":
                yield SectionTime(line.span.start, " ".join(text[start:end].split()), (start, end))
