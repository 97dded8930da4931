"""How a plan uses the document that it cites, from the cues before the mention
(`patterns/relations.jsonl`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from kehoach.language.document_types import TYPES
from kehoach.records import CitationRelation, Mention


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how what follows is used; "between" for those that may stand between such words and
    it.
    """

    start: int
    end: int
    label: str


_BETWEEN: Final = "between"
_MOST_BETWEEN: Final = 4
_BLANKS: Final = 4  # at most, between two words
# "(Kèm theo Kế hoạch số …)": only where nothing but a bracket, "(", or the line's beginning stands before it
_OPENED: Final = re.compile(r"(?:^|[\n\t(])\s*$")
# "các Nghị định của Chính phủ: số …" is as good as "các" right before the first number
_B = r"[ \n]"
_KINDS = "|".join(
    name.replace(" ", _B) for name in sorted((kind.name for kind in TYPES), key=len, reverse=True)
)
# "các Nghị định của Chính phủ sau: "
_LIST: Final = re.compile(
    rf"các{_B}(?:{_KINDS})(?:{_B}của{_B}[^.,;:()\n\t]{{1,60}})?(?:{_B}sau)?:?{_B}*$", re.I
)
_REACH = 110
# "triển khai cải cách hành chính theo Nghị quyết số …"
_ACCORDING: Final = re.compile(rf"[^.;\n\t]{{1,60}}{_B}theo{_B}*")
# what begins a list of which each item is meant so: "Căn cứ …; …;" of the preamble
_HEADS: Final = frozenset(("basis", "implements"))
# " và "
_ITEM: Final = re.compile(r"(?:;|,|\bvà|\bcác)\s*$")
# ". Các"
_SENTENCE_END: Final = re.compile(r"[.,]\s*\n\s*(?=[A-ZĐỦ])|\.\s+(?=[A-ZĐỦ])|\t")
# "  "
_LINE_START: Final = re.compile(r"(?:^|[\n\t])[ ]*$")
_LIST_REACH = 1500


def related(mentions: Sequence[Mention], text: str, cues: Iterable[Cue]) -> Iterator[Mention]:
    """The mentions of `text`, whose rows are closed, each with its relation.

    Without a cue of its own a mention shares the relation of a list's head, or of the mention that it is
    joined to by a comma or "và"; else it is `mentions`.
    """
    reader = _Reader(text, tuple(cues))
    last: Mention | None = None
    for mention in mentions:
        floor = min(last.end if last else 0, mention.start)
        previous = last.relation if last and last.type == mention.type else None
        last = replace(mention, relation=reader.relation(mention.start, floor, previous))
        yield last


class _Reader:
    """The cues of a text, by where they end and where they start."""

    def __init__(self, text: str, cues: tuple[Cue, ...]) -> None:
        self._text = text
        self._by_end: dict[int, list[Cue]] = {}
        for cue in sorted(cues, key=lambda cue: cue.start):  # the longest first
            self._by_end.setdefault(cue.end, []).append(cue)
        self._heads = [
            c for c in cues if c.label in _HEADS and text[c.start].isupper() and self._opens_line(c)
        ]
        self._verbs = [c for c in cues if c.label == "implements"]

    def relation(self, start: int, floor: int, previous: CitationRelation | None) -> CitationRelation:
        """The relation of the mention at `start`; the mention before it ends at `floor`."""
        window = self._text[max(floor, start - _REACH) : start]
        listed = _LIST.search(window)
        at = start - len(window) + listed.start() if listed else start
        if (label := self._adjacent(at, floor) or self._according(at, floor)) is not None:
            return cast(CitationRelation, label)
        between = self._text[floor:start]
        if previous and previous != "attached_to" and between.strip() in {",", "và", ", và", "hoặc"}:
            return previous
        return self._of_list(start) if listed or _ITEM.search(window) else "mentions"

    def _adjacent(self, at: int, floor: int) -> str | None:
        """The label of the longest cue that ends at `at`, but for some words between."""
        for passed in range(_MOST_BETWEEN + 1):
            end = at - (len(before := self._text[max(0, at - _BLANKS) : at]) - len(before.rstrip(" \n")))
            here = [cue for cue in self._by_end.get(end, ()) if cue.start >= floor]
            for cue in here:
                if cue.label != _BETWEEN and (cue.label != "attached_to" or self._is_attached(cue, passed)):
                    return cue.label
            between = next((cue for cue in here if cue.label == _BETWEEN), None)
            if between is None:
                return None
            at = between.start
        return None

    def _according(self, at: int, floor: int) -> str | None:
        verbs = (v for v in self._verbs if max(floor, at - _REACH) <= v.start and v.end < at)
        return next((v.label for v in verbs if _ACCORDING.fullmatch(self._text, v.end, at)), None)

    def _of_list(self, start: int) -> CitationRelation:
        heads = [head for head in self._heads if start - _LIST_REACH <= head.start and head.end <= start]
        if not heads or _SENTENCE_END.search(self._text, heads[-1].end, start):
            return "mentions"
        return cast(CitationRelation, heads[-1].label)

    def _is_attached(self, cue: Cue, passed: int) -> bool:
        return not passed and _OPENED.search(self._text, max(0, cue.start - 20), cue.start) is not None

    def _opens_line(self, cue: Cue) -> bool:
        return _LINE_START.search(self._text, max(0, cue.start - 20), cue.start) is not None
