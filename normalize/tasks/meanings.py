"""What is meant by a cell that does not say it itself: ditto marks, bare numerals of quarters and months, a
lead and those who take part in one cell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kehoach.language.folding import fold
from normalize.agencies.names import split_agencies
from normalize.tasks.cell_contents import DITTO, kind_of
from normalize.tasks.columns import Columns
from normalize.tasks.header_words import Role
from normalize.tasks.rows import TaskRow

REPEATED: Final[tuple[Role, ...]] = ("lead", "coordination", "due")
# Who takes part may be nobody, which is written "-"; who leads, and when, must be somebody and some time.
_NEEDED: Final[tuple[Role, ...]] = ("lead", "due")
_BEFORE = re.compile(r"(?<![a-z])truoc(?: ngay)?[ )]*$")  # "Hoàn thành trước"
# "ngày 15/6"
_DAY = re.compile(r"(?:ngày )?[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?\.?", re.IGNORECASE)
# "- "
_SIGNS = re.compile(r"[\W_]+")
# "-"
_DASH = re.compile(r"[-–—]{1,3}")
_ELSEWHERE = re.compile(
    r"nhu (?:muc|nhiem vu|dong|stt|so)\s+[0-9ivx]+"
)  # "Như mục 3": another row than the last
# "ii, iii"
_BARE_QUARTERS = re.compile(r"(?:i{1,3}|iv|[1-4])(?:\s*[,;+&/-]\s*(?:i{1,3}|iv|[1-4]))*")
# "3, 6"
_BARE_MONTHS = re.compile(r"(?:0?[1-9]|1[0-2])(?:\s*[,;+&/-]\s*(?:0?[1-9]|1[0-2]))*")
# "quý"
_UNIT = re.compile(r"(?P<unit>quy|thang)(?![a-z])")
_LEADS = r"(?:(?:don vi|co quan|phong|bo phan)\s+)?(?:chu tri|dau moi)(?:\s+thuc hien)?"
_TAKES_PART = r"(?:(?:don vi|co quan|phong|bo phan)\s+)?phoi hop(?:\s+thuc hien)?"
# "Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính"
_LABELLED = re.compile(
    rf"(?:[-+•*]\s*)?{_LEADS}\s*:\s*(?P<lead>.+?)[\s.;,"
    rf"]*(?:[-+•*]\s*)?{_TAKES_PART}\s*:\s*(?P<coordination>.+)"
)
# "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính"
_WITH = re.compile(
    r"(?P<lead>.+?)[\s,;]*(?:chu tri[\s,;]*)?(?<![a-z])phoi hop (?:voi|cung):?\s+(?P<coordination>.+)"
)
# "Văn phòng Khoa. Sản phẩm: Danh sách"
_WITH_PRODUCT = re.compile(r"(?P<lead>.+?)[\s.;,]*(?:[-+•*]\s*)?(?:san pham|ket qua)[a-z ]{0,12}:.+")
_HELPS = re.compile(r"\s*\(phoi hop\)")  # "Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp)"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some fields of a row mean where that is not what they say, and fields whose meaning is in
    doubt.
    """

    texts: dict[Role, str]
    doubted: tuple[Role, ...] = ()


def read_meanings(rows: Sequence[TaskRow], columns: Columns) -> tuple[Meaning, ...]:
    """The meaning of each row's cells, row by row."""
    by_dash = [role for role in _NEEDED if _repeats_by_dash([row.texts.get(role, "") for row in rows])]
    found: list[Meaning] = []
    above: dict[Role, str] = {}
    for row in rows:
        texts: dict[Role, str] = dict(row.lists)
        doubted: list[Role] = []
        for role in REPEATED:
            said = row.texts.get(role, "")
            if DITTO.fullmatch(fold(said)) or (role in by_dash and _DASH.fullmatch(said)):
                if role in above:
                    texts[role] = above[role]
                else:
                    doubted.append(role)
            elif _is_unclear(said, role):
                doubted.append(role)
            elif said:
                above[role] = row.lists.get(role, said)
        texts.update(_in_full(row, texts, columns))
        found.append(Meaning(texts, tuple(doubted)))
    return tuple(found)


def _is_unclear(said: str, role: Role) -> bool:
    """Whether the cell points to another row, or holds a sign whose meaning is not known."""
    if _DASH.fullmatch(said):
        return role in _NEEDED
    return bool(_ELSEWHERE.match(fold(said)) or _SIGNS.fullmatch(said))


def _repeats_by_dash(texts: Sequence[str]) -> bool:
    """Whether a dash says "as above" in this column: no cell of it is empty, it does not begin with a dash,
    dashes follow more than one of its entries, and no entry is written twice running.
    """
    dashes = [bool(_DASH.fullmatch(text)) for text in texts]
    steps = list(pairwise(zip(texts, dashes, strict=True)))
    entries = {above for (above, is_dash), (_, follows) in steps if follows and not is_dash}
    twice = any(above == text for (above, _), (text, is_dash) in steps if not is_dash)
    return len(entries) > 1 and all(texts) and not dashes[0] and not twice


def _in_full(row: TaskRow, texts: dict[Role, str], columns: Columns) -> Iterator[tuple[Role, str]]:
    due = texts.get("due", row.texts.get("due", ""))
    unit = _unit(columns)
    bare = {"quy": _BARE_QUARTERS, "thang": _BARE_MONTHS}.get(unit or "")
    if bare and bare.fullmatch(fold(due).strip(" .")):
        yield "due", f"{'Quý' if unit == 'quy' else 'Tháng'} {due}"
    elif _is_said_before(columns) and _DAY.fullmatch(due):
        yield "due", f"Trước {due}"
    lead = row.texts.get("lead", "")
    if _HELPS.search(fold(lead)) and "coordination" not in row.texts:
        names = split_agencies(lead)
        helpers = [name for name in names if _HELPS.search(fold(name))]
        yield "lead", "; ".join(name for name in names if name not in helpers)
        yield "coordination", "; ".join(name[: _place(_HELPS, name)] for name in helpers)
    elif match := _LABELLED.fullmatch(fold(lead)) or _WITH.fullmatch(fold(lead)):
        yield "lead", lead[slice(*match.span("lead"))].strip(" .;,")
        if "coordination" not in row.texts:
            yield "coordination", lead[slice(*match.span("coordination"))].strip(" .;,")
    elif match := _WITH_PRODUCT.fullmatch(fold(said := texts.get("lead", lead))):
        yield "lead", said[: match.end("lead")]
    elif any(column.role == "lead" and column.doubt == "column_of_two" for column in columns.columns):
        names = split_agencies(texts.get("lead", lead))
        bodies = [name for name in names if kind_of(name) in ("agency", "person")]
        if 0 < len(bodies) < len(names):  # "Nguyễn Văn An; Báo cáo"
            yield "lead", "; ".join(bodies)


def _is_said_before(columns: Columns) -> bool:
    """Whether the header says that the day which stands in the column is the one before which it is due."""
    headers = [fold(column.header) for column in columns.columns if column.role == "due"]
    return bool(headers) and bool(_BEFORE.search(headers[0]))


def _place(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(fold(text))
    return found.start() if found else len(text)


def _unit(columns: Columns) -> str | None:
    """ "quy" or "thang" where the due column's header says what its numerals count."""
    headers = (fold(column.header) for column in columns.columns if column.role == "due")
    return next((match["unit"] for header in headers if (match := _UNIT.match(header))), None)
