"""Lists in a cell: agencies on lines of their own, numbered or with dashes; times one below the other."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import Cell, Document
from normalize.agencies.names import begins_name
from normalize.tasks.cell_contents import kind_of
from normalize.tasks.header_words import Role

_BULLET = re.compile(r"\s*(?:[-+*•–]|\(?[0-9]{1,2}[.)](?=\s|[^\W\d])|[a-zđ]\))\s*")
_DASH = re.compile(r"\s*[-–]")
_LOOSE_END = re.compile(r"(?:[\s;,/&+]|\s[-–]|\svà)+$")  # what parts an item from the next
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;,.]))\(?[0-9]{1,2}[.)]\s+(?=[A-ZĐÀ-Ỹ])"
)  # "1. Sở Tài chính; 2. Văn phòng"
# A time that goes on in the next line, and a line that goes on a time: "Năm 2018 -" and "2020", "đến ngày 5/3".
_OPEN_TIME = re.compile(r".*(?:[-–,/]|(?<![a-z])(?:den|va|tu|truoc|sau|ngay|thang|nam|quy|trong))")
_REST_OF_TIME = re.compile(r"[-–,(/]|(?:den|va|hoac|cua|nam)(?![a-z])|[0-9]+$")
_AGENCIES: Final[tuple[Role, ...]] = ("lead", "coordination")


def as_list(document: Document, cell: Cell, role: Role) -> str | None:
    """The cell's items with a semicolon between them, their dashes and numbers taken off; None where its lines
    make no list of what the column holds.
    """
    if role not in (*_AGENCIES, "due"):
        return None
    edges = [*(cell.paragraphs or (cell.start,)), cell.end]
    texts = [" ".join(document.text[start:end].split()) for start, end in pairwise(edges)]
    items = _items([piece for text in texts for piece in _pieces(text)], role)
    return "; ".join(_LOOSE_END.sub("", item) for item in items) if len(items) > 1 else None


def _pieces(text: str) -> list[str]:
    """A paragraph cut before the numbers of its items, where they count from one."""
    starts = [match.start() for match in _NUMBERED.finditer(text)]
    numbers = [int(re.sub(r"[^0-9]", "", text[start : start + 4])) for start in starts]
    if len(starts) < 2 or any(b - a != 1 for a, b in pairwise(numbers)):
        return [text]
    return [text[start:end].strip() for start, end in pairwise([0, *starts[starts[0] == 0 :], len(text)])]


def _items(pieces: Sequence[str], role: Role) -> list[str]:
    """Pieces that begin an item of the list, each with those after it that begin none."""
    items: list[str] = []
    dashed = (
        False  # a dash where the first piece has none may be one within a name: "Kế hoạch", "- Tài chính"
    )
    for piece in pieces:
        bullet = _BULLET.match(piece)
        bare = piece[bullet.end() :] if bullet else piece
        begins = begins_name(bare) if role in _AGENCIES else _is_whole_time(items, bare)
        if not items:
            dashed = bool(bullet)
        if not items or begins or (bullet and role in _AGENCIES and (dashed or not _DASH.match(piece))):
            items.append(bare)
        elif role in _AGENCIES:
            items[-1] += f" {piece}"
        else:
            return []  # a time among other things is read as one text
    return items


def _is_whole_time(items: Sequence[str], text: str) -> bool:
    goes_on = bool(items) and (_OPEN_TIME.fullmatch(fold(items[-1])) or _REST_OF_TIME.match(fold(text)))
    return kind_of(text) == "time" and not goes_on
