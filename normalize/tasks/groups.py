"""Rows of a table that are titles of the rows below them."""

import re
from dataclasses import dataclass
from typing import Final

from kehoach.language.roman import read_roman
from kehoach.records import Cell, Document, Range, Table
from normalize.tasks.columns import Columns, cell_at, cell_text

# "II. CẢI CÁCH THỂ CHẾ"
_LABELLED_TITLE = re.compile(
    r"(?P<label>[IVXLl1|]{1,5}|[A-HĐ]|[0-9]{1,2}(?:\.[0-9]{1,2})*|(?:Phần|Nhóm"
    r"|Mục)\s+[IVXA-D0-9]{1,4})\s*[.):/\-–]\s*(?P<title>\S.*)"
    r"|(?P<bare>[IVX]{1,5})\s+(?P<rest>\S.*)"
)
# "Nhóm A"
_GROUP_LABEL = re.compile(r"(?:[IVXLHl1|T]{1,5}|[A-HĐ]|(?:Phần|Nhóm|Mục)\s+[IVXA-D0-9]{1,4})[.):]?")
# "1.2."
PLAIN_NUMBER = re.compile(r"\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.):/]?")
# what numbers the first row below a "2": "a)", "(1)", "-"
_FIRST_OF_PARTS = re.compile(r"\(?(?:a|i|1)\)|a\.?|[-+•*–]")
# "(01)"
_ONE = re.compile(r"\(?0?1[.):/]?")
_ASIDE: Final = ("note", "budget", "unknown")  # columns in which a title may have a remark, or its rows' sum
_AROUND: Final = " .():/"
_TITLE_LIMIT: Final = 200
_CAPITALS: Final = 0.7  # share of capitals from which a title counts as set in capitals


@dataclass(frozen=True, slots=True)
class Group:
    """A title row; `place` is its text's."""

    label: str | None
    title: str
    place: Range


class Groups:
    """The titles that hold for the rows being read, outermost first."""

    def __init__(self) -> None:
        self._open: list[Group] = []
        self._counts_alike = False  # whether the rows under a numbered title are numbered as the titles are

    @property
    def innermost(self) -> Group | None:
        """The title that the next row stands under."""
        return self._open[-1] if self._open else None

    @property
    def open(self) -> tuple[Group, ...]:
        """The titles that the next row stands under, outermost first."""
        return tuple(self._open)

    def add(self, group: Group) -> None:
        """Go on under a new title: a numbered one stands under one with a Roman numeral or a letter."""
        depth = _depth(group.label)
        self._open = [g for g in self._open if depth and _depth(g.label) < depth] + [group]
        self._counts_alike = False

    def close_before(self, number: str, first: bool) -> None:
        """Leave the numbered titles that a row with this number no longer stands under: 3 after "2" and a, b,
        c.

        `first` tells the first row under a title, whose number says how its rows are counted.
        """
        depth = _depth(number)
        if not depth:
            return
        if first:
            self._counts_alike = bool(self._open) and _depth(self._open[-1].label) == depth
        while (
            not self._counts_alike
            and self._open
            and _depth(self._open[-1].label) >= depth
            and not _is_under(number, self._open[-1].label or "")
        ):
            self._open.pop()


def _is_under(number: str, label: str) -> bool:
    """Whether a number goes on a label: "1.2" that of "1", "01" or "(1)"."""
    return number.lstrip("(0").startswith(f"{label.strip(_AROUND).lstrip('0')}.")


def _depth(label: str | None) -> int:
    """How deep a number stands: 1 for "2", 2 for "2.1", 0 for what is no number."""
    return len(re.findall(r"[0-9]+", label)) if label and PLAIN_NUMBER.fullmatch(label) else 0


def read_group(document: Document, table: Table, columns: Columns, row: int, own: list[Cell]) -> Group | None:
    """The group that a row opens; None for a task's row.

    A group row names nothing but its title: no lead, no time, also none merged over from above.
    """
    heads = [cell for cell in own if cell.column_span > 1 or not _is_aside(columns, cell.column)]
    own = heads if heads and _GROUP_LABEL.fullmatch(cell_text(document, heads[0])) else own
    found = _label_and_title(document, table, columns, row, own)
    return Group(*found, (own[0].start, own[-1].end)) if found else None


def _label_and_title(
    document: Document, table: Table, columns: Columns, row: int, own: list[Cell]
) -> tuple[str | None, str] | None:
    texts = [cell_text(document, cell) for cell in own]
    if len(own) == 1 and own[0].column_span >= max(2, table.column_count - 1):
        return _split_label(texts[0])
    if _covered_from_above(table, columns, row):
        return None
    if columns.columns[0].role == "number" and own[0].column == 0 and _is_cut_capitals(texts):
        return None, " ".join(texts)
    if len(own) > 2 or not (own[-1].column_span > 1 or _may_hold_title(columns, own[-1].column)):
        return _cut_title(texts) if own[0].column == 0 else None
    if len(own) == 2:
        label, title = texts
        wide = own[1].column_span >= max(2, table.column_count - 2)
        if own[0].column != 0 or len(title) > _TITLE_LIMIT:
            return None
        across = own[1].column + own[1].column_span == table.column_count and all(map(_is_capital, texts))
        if (columns.columns[0].role == "number" or across) and (cut := _cut_title(texts)):
            return cut
        if _is_group_label(label, title, wide) or _opens_subtasks(document, table, columns, row, label):
            return _canonical_label(label, title), title
        return None
    if own[0].column_span == 1 and not _may_hold_title(columns, own[0].column):
        return None
    split, title = _split_label(texts[0])
    titled = _is_capital(title) or _roman(split) or _counts_from_one(document, table, columns, row + 1)
    return (split, title) if len(title) <= _TITLE_LIMIT and titled else None


def _is_aside(columns: Columns, column: int) -> bool:
    return columns.columns[column].role in _ASIDE and not _may_hold_title(columns, column)


def _may_hold_title(columns: Columns, column: int) -> bool:
    """Whether it is the column of numbers or contents, or one of no field between them ("Lĩnh vực")."""
    roles = [one.role for one in columns.columns]
    between = roles[0] == "number" and column > 0 and "content" in roles[column:]
    return roles[column] in ("number", "content", "name") or (roles[column] == "unknown" and between)


def _cut_title(texts: list[str]) -> tuple[str | None, str] | None:
    """A group row that a false ruling cut into cells: its label and capitals in all of them, or words behind
    its label where numbers stand ("III. Cải", "cách thể chế").
    """
    begun = _LABELLED_TITLE.fullmatch(texts[0])
    if begun and len(texts) == 2 and _roman(begun["label"]):
        return _split_label(" ".join(texts))
    label, title = texts[0], " ".join(texts[1:])
    is_group = _GROUP_LABEL.fullmatch(label) and all(map(_is_capital, texts[1:]))
    is_group = is_group and len(title.split()) > len(texts)
    return (_canonical_label(label, title), title) if is_group else None


def _is_cut_capitals(texts: list[str]) -> bool:
    """Whether words of a title in capitals stand where numbers do and go on behind: "CẢI CÁCH", "THỂ CHẾ"."""
    first, *others = texts
    words = first.split()
    return len(words) > 1 and bool(others) and _is_capital("".join(texts)) and all(map(str.isalpha, words))


def _opens_subtasks(document: Document, table: Table, columns: Columns, row: int, label: str) -> bool:
    """Whether a numbered row without lead or time is the title of "1.1", "1.2" …, of "a", "b" …, or of
    unnumbered rows below it.
    """
    column = next((index for index, column in enumerate(columns.columns) if column.role == "number"), None)
    below = [cell for cell in table.cells if cell.row == row + 1 and cell_text(document, cell)]
    if column is None or not PLAIN_NUMBER.fullmatch(label) or len(below) < 2:
        return False
    number = cell_text(document, cell_at(table, row + 1, column))
    part = bool(_FIRST_OF_PARTS.fullmatch(number)) or not number
    return part or _is_under(number, label)


def _counts_from_one(document: Document, table: Table, columns: Columns, row: int) -> bool:
    """Whether rows are counted from one at this row."""
    column = next((index for index, column in enumerate(columns.columns) if column.role == "number"), None)
    cell = cell_at(table, row, column) if column is not None else None
    return bool(cell and cell.row == row and _ONE.fullmatch(cell_text(document, cell)))


def _covered_from_above(table: Table, columns: Columns, row: int) -> bool:
    return any(
        cell.row < row < cell.row + cell.row_span
        and columns.columns[cell.column].role not in ("unknown", "note")
        for cell in table.cells
    )


def _is_group_label(label: str, title: str, wide: bool) -> bool:
    if wide:
        return bool(_GROUP_LABEL.fullmatch(label) or PLAIN_NUMBER.fullmatch(label)) or _is_capital(title)
    return bool(_GROUP_LABEL.fullmatch(label)) and not (
        label.strip(".):") in "1l|" and not _is_capital(title)
    )


def _split_label(text: str) -> tuple[str | None, str]:
    match = _LABELLED_TITLE.fullmatch(text)
    if not match:
        return None, text
    title = match["title"] or match["rest"]
    return _canonical_label(match["label"] or match["bare"], title), title


def _canonical_label(label: str, title: str) -> str:
    """The label without what stands around it; look-alikes of I, II and III become Roman where the title is a
    group's.
    """
    plain = label.strip(_AROUND)
    if re.fullmatch(r"[Il1|H]{1,3}", plain) and not (plain.isdigit() and not _is_capital(title)):
        numeral = read_roman(plain)
        return numeral.meant if numeral else plain
    return plain


def _is_capital(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= _CAPITALS * len(letters)


def _roman(label: str | None) -> bool:
    return bool(label and re.fullmatch(r"[IVX]{1,5}|[A-HĐ]", label))
