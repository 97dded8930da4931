"""Which column is what: headers and cells weighed together, one column a role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import Final

from normalize.tasks.cell_contents import Kind, is_blank, shares
from normalize.tasks.header_words import BESIDE, BODY, Header, Role

# A header's word weighs as much as this times what all cells say.
_HEADER_WEIGHT: Final = 2.0
# Roles that one column alone bears; others ("Kinh phí", "Địa điểm") are no field of a task.
_SINGLE: Final[tuple[Role, ...]] = ("number", "content", "product", "lead", "coordination", "due", "note")
# What else a column may be whose header names the first: "Chuyên viên thực hiện" leads where nothing else
# does.
_STANDS_FOR: Final[Mapping[Role, Role]] = {"person": "lead", "name": "lead"}
_STAND_IN: Final = 0.5
# Cells that no column of the role holds, and their share from which the header is doubted.
_CONTRARY: Final[Mapping[Role, tuple[Kind, ...]]] = {
    "number": ("prose", "agency", "time", "money", "person", "document"),
    "content": ("number", "time", "money", "mark"),
    "product": ("time", "agency", "mark"),
    "lead": ("number", "time", "money", "mark", "document"),
    "coordination": ("number", "time", "money", "mark", "document"),
    "due": ("agency", "money", "amount", "person", "mark", "document"),
}
_CONTRADICTED: Final = 0.6
_LEAST_CELLS: Final = 2
# What cells alone must come to for a role without a header, and what a whole pair must.
_LEAST_FIT: Final = 0.6
_LEAST_SCORE: Final = 0.3
_TIMES: Final = 0.65  # share of times that tell what a column is whose header says only that things are done
# A product may be other things than documents, at least so many of its cells are some; it is short.
_THING, _DOCUMENTS, _SHORT = 0.7, 0.4, 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column before it has a role."""

    header: Header
    texts: tuple[str, ...]  # of its cells below the header


@dataclass(frozen=True, slots=True)
class Assigned:
    """A column's role, the chance that it is the right one, and what is doubted about it (a rule's name)."""

    role: Role
    likelihood: float
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Column:
    header: Header
    kinds: Mapping[Kind, float]
    filled: int
    length: float  # mean length of its cells, as a share of that of the longest column's
    by_cells: bool = False  # its header names another role, or none, and its cells this one


def assign_roles(candidates: Sequence[Candidate]) -> tuple[Assigned, ...]:
    """A role for each column: those that together fit headers and cells best, no role twice."""
    columns = _with_persons_told(_columns(candidates))
    if not any(_names_what(column.header) for column in columns):
        columns = [_with_deeds_told(column) for column in columns]
    acts = any(column.header.role == "content" or _tells_deeds(column) for column in columns)
    scores = [_scores(column, index, acts) for index, column in enumerate(columns)]
    scores = [
        found if column.header.plainness else _with_product(column, found)
        for column, found in zip(columns, scores, strict=True)
    ]
    chosen = _best(scores)
    return tuple(_judge(column, role) for column, role in zip(columns, chosen, strict=True))


def _columns(candidates: Sequence[Candidate]) -> list[_Column]:
    texts = [[text for text in candidate.texts if not is_blank(text)] for candidate in candidates]
    lengths = [sum(map(len, column)) / max(len(column), 1) for column in texts]
    longest = max(lengths, default=0.0) or 1.0
    return [
        _Column(candidate.header, shares(column), len(column), length / longest)
        for candidate, column, length in zip(candidates, texts, lengths, strict=True)
    ]


def _with_persons_told(columns: list[_Column]) -> list[_Column]:
    """The columns, those that name a leading person beside one that names the leading body told as persons':
    "Người phụ trách" beside "Phòng thực hiện", or beside "Phòng/Ban".
    """
    leads = [column for column in columns if column.header.role == "lead"]
    bodies = (column for column in columns if column in leads or _is_bare_body(column.header))
    if not any(column.kinds.get("agency", 0.0) >= _CONTRADICTED for column in bodies):
        return columns
    return [
        replace(column, header=replace(column.header, role="person"))
        if column in leads and column.kinds.get("person", 0.0) >= _CONTRADICTED
        else column
        for column in columns
    ]


def _names_what(header: Header) -> bool:
    """Whether the header names what is done, or whom it is done to: "Đơn vị được kiểm tra"."""
    return header.role == "content" or (header.role == "name" and not _is_bare_body(header))


def _tells_deeds(column: _Column) -> bool:
    """Whether the column's cells say what is done, under a header that names no thing."""
    return column.header.plainness < 1 and _fit(column, "content", 0) >= _LEAST_FIT


def _with_deeds_told(column: _Column) -> _Column:
    """The column, told as one of contents where its header says only that things are done and its cells say
    what: "Chỉ đạo, triển khai". For a table whose headers name nowhere what is
    done.
    """
    if column.header.role != "lead" or not _tells_deeds(column):
        return column
    return replace(column, header=replace(column.header, role="content"), by_cells=True)


def _scores(column: _Column, index: int, acts: bool) -> dict[Role, float]:
    """The roles that the column may have, with what speaks for each."""
    found: dict[Role, float] = {}
    header = column.header
    for role in _SINGLE:
        fit = _fit(column, role, index)
        if header.role == role and not (_is_of_other(header) and fit < _LEAST_FIT):
            score = _HEADER_WEIGHT * header.plainness + fit - _contrary(column, role)
        elif _STANDS_FOR.get(header.role) == role and (
            header.role != "name" or (acts and _is_bare_body(header))
        ):
            score = _STAND_IN + fit - _contrary(column, role)
        elif fit >= _least_fit(header, role):
            score = fit
        else:
            continue
        if score >= _LEAST_SCORE or header.role == role:
            found[role] = score
    return found


def _least_fit(header: Header, role: Role) -> float:
    """What cells must come to for a role that their header does not name: nothing is enough under a header
    that names another thing, times are under "Tlgian thực hiện".
    """
    if header.plainness == 0:
        return _LEAST_FIT
    return _TIMES if role == "due" and header.plainness < 1 else inf


def _with_product(column: _Column, found: dict[Role, float]) -> dict[Role, float]:
    """Under a header that says nothing, a column of documents and other short things is what is made."""
    share = column.kinds.get
    made = share("document", 0.0) + _THING * share("other", 0.0)
    is_product = share("document", 0.0) >= _DOCUMENTS and made >= _LEAST_FIT
    return found | {"product": made} if is_product and column.length < _SHORT else found


def _is_of_other(header: Header) -> bool:
    """Whether the header speaks of its role beside a thing that no word here names, so that cells must tell
    it: "Đội ngũ thực hiện" leads, and "Điều kiện thực hiện" does not; "Giá sản phẩm" is no product.
    """
    return header.plainness == BESIDE


def _is_bare_body(header: Header) -> bool:
    return header.role == "name" and header.plainness <= BODY


def _fit(column: _Column, role: Role, index: int) -> float:
    """How far the cells look like the role (0–1); of two alike columns the first leads, the next takes
    part.
    """
    share = column.kinds.get
    match role:
        case "number":
            return share("number", 0.0) - 0.3 * (index > 0)
        case "lead":
            return share("agency", 0.0) + 0.6 * share("person", 0.0) - 0.001 * index
        case "coordination":
            return share("agency", 0.0) + 0.001 * index - 0.01
        case "due":
            return share("time", 0.0)
        case "product":
            return 0.7 * share("document", 0.0)
        case "content":
            said = (
                share("prose", 0.0) + share("document", 0.0) + share("other", 0.0) + share("agency", 0.0) / 2
            )
            return said * column.length
        case _:
            return 0.0


def _contrary(column: _Column, role: Role) -> float:
    return sum(column.kinds.get(kind, 0.0) for kind in _CONTRARY.get(role, ()))


def _best(scores: Sequence[Mapping[Role, float]]) -> tuple[Role | None, ...]:
    """The choice of one role a column, each at most once, with the greatest sum."""

    @cache
    def rest(index: int, taken: frozenset[Role]) -> tuple[float, tuple[Role | None, ...]]:
        if index == len(scores):
            return 0.0, ()
        best, choice = rest(index + 1, taken)
        options: list[tuple[float, tuple[Role | None, ...]]] = [(best, (None, *choice))]
        for role, score in scores[index].items():
            if role not in taken:
                value, others = rest(index + 1, taken | {role})
                options.append((value + score, (role, *others)))
        return max(options, key=lambda option: option[0])

    return rest(0, frozenset())[1]


def _judge(column: _Column, role: Role | None) -> Assigned:
    header = column.header
    if role is None:
        return _without_role(column)
    if header.role != role:
        doers = column.kinds.get("agency", 0.0) + column.kinds.get("person", 0.0)
        bare = header.role != "name" or header.plainness == BODY
        told = _STANDS_FOR.get(header.role) == role and doers >= _CONTRADICTED and bare
        return Assigned(role, 0.9) if told else Assigned(role, 0.7, "column_by_cells")
    if column.by_cells:
        return Assigned(role, 0.7, "column_by_cells")
    contrary = _contrary(column, role)
    if contrary >= _CONTRADICTED and column.filled >= _LEAST_CELLS:
        return Assigned("unknown", 1 - contrary, "column_contradicts_header")
    sure = 0.99 if column.kinds and _fit(column, role, 0) > _CONTRADICTED else 0.95
    return Assigned(role, sure * (0.9 + 0.1 * header.plainness), "column_of_two" if header.second else None)


def _without_role(column: _Column) -> Assigned:
    """A column that is no field of a task, or whose role another column has: its text goes to the note. Of a
    body in "Đơn vị đồng tổ chức" nothing here tells what it has to do with the task.
    """
    if column.header.role == "name" and column.header.plainness < BODY:
        return Assigned("name", 0.5, "unknown_column" if column.filled else None)
    if column.header.role in ("start", "end", "budget", "place", "person", "name"):
        return Assigned(column.header.role, 0.95)
    return Assigned("unknown", 0.5, "unknown_column" if column.filled else None)
