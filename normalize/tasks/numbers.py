"""The numbers of a table's rows: whether they follow each other, and what a misread one must be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kehoach.language.lookalikes import ONE_SIGNS, as_digits
from normalize.tasks.groups import PLAIN_NUMBER
from normalize.tasks.rows import TaskRow

# "II."
_OTHER_NUMBER = re.compile(r"[-+*•]|[a-zđ][.)]?|[IVX]{1,5}[.)]?")
_LETTERS = "abcdđeghiklmnopq"
_LIKE_C = "Coe"  # other letters are misread as their capitals
# "l."
_LIKE_ONE = re.compile(rf"(?!1)[{ONE_SIGNS}][.)]?")
_Number = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a row's number gives cause to.

    `after` is the number before one that does not follow it ("" for a first row), `meant` what a misread one
    is by the rows around it ("13." for "Tp" between "12." and "14."); one that follows as it was read is
    `confirmed`.
    """

    after: str | None = None
    meant: str | None = None
    confirmed: bool = False


def check_numbers(rows: Sequence[TaskRow]) -> tuple[Numbering, ...]:
    """The numbering of each row; a number may go on, go one level deeper or up, and begin anew after a group
    row.
    """
    texts = [_below_label(row) for row in rows]
    reads = [_read(text) for text in texts]
    figures = 2 * sum(map(bool, reads)) > len(reads)
    checked: list[Numbering] = []
    before: _Number = ()
    shown = ""
    for index, row in enumerate(rows):
        text = texts[index]
        merged = index > 0 and row.ranges.get("number") == rows[index - 1].ranges.get("number")
        if row.after_group and row.titles:
            before = _read(row.titles[-1].label or "") or before
        following = reads[index + 1] if index + 1 < len(rows) else ()
        above = texts[index - 1] if index else ""
        read = reads[index] or (() if _is_part(text, above) else _between(before, following, row.after_group))
        heads = following == (1,) and not rows[index + 1].after_group  # I over 1, 2, 3
        if not read and row.after_group and figures and _LIKE_ONE.fullmatch(text) and not heads:
            read = (1,)
        letter = None if row.after_group or merged else _letter(text, above)
        if letter:
            checked.append(Numbering(None, letter))
            continue
        if not text or merged or (not read and _OTHER_NUMBER.fullmatch(text)):
            checked.append(Numbering(confirmed=not merged and _is_part(text, above)))
            continue
        follows = bool(read) and _follows(read, before, row.after_group)
        changed = _like(read, shown) if follows and not PLAIN_NUMBER.fullmatch(text) else None
        checked.append(Numbering(None if follows else shown, changed, follows and changed is None))
        before = read or before
        shown = changed or text
    return tuple(checked)


def _below_label(row: TaskRow) -> str:
    """The number without the label of a title that the row stands under: "I.2" and "A2" are the second."""
    text = row.texts.get("number", "")
    for title in row.titles:
        begun = title.label and not PLAIN_NUMBER.fullmatch(title.label) and text.startswith(title.label)
        rest = text[len(title.label or "") :].lstrip(".- ")
        if begun and PLAIN_NUMBER.fullmatch(rest):
            return rest
    return text


def _is_part(text: str, above: str) -> bool:
    """Whether the row is a part of one above it, "-", or "a)" after which "b)" comes."""
    letter, last = text[:1], above[:1]
    follows = letter == "a" or (last in _LETTERS and _LETTERS[_LETTERS.index(last) + 1 :][:1] == letter)
    return bool(text and _OTHER_NUMBER.fullmatch(text)) and (letter in "-+*•" or follows)


def _letter(text: str, above: str) -> str | None:
    """What a misread letter is by the one above it: "c)" for "C)" or "o)" below "b)"."""
    place = _LETTERS.find(above[:1]) + 1 if above else 0
    due = _LETTERS[place : place + 1] if place else ""
    like = due and text[:1] in (_LIKE_C if due == "c" else due.upper())
    return due + text[1:] if like and text and text[1:] == above[1:] else None


def _read(text: str) -> _Number:
    plain = as_digits(text).meant if any(map(str.isdigit, text)) else ""
    return tuple(int(part) for part in re.findall(r"[0-9]+", plain)) if PLAIN_NUMBER.fullmatch(plain) else ()


def _between(before: _Number, following: _Number, after_group: bool) -> _Number:
    """The one number that fits between its neighbours; none where they leave a choice."""
    expected = (
        (1,) if after_group and len(following) == 1 else (*before[:-1], before[-1] + 1) if before else ()
    )
    return expected if expected and following == (*expected[:-1], expected[-1] + 1) else ()


def _like(number: _Number, pattern: str) -> str:
    """`number` as the table writes its numbers: "04" after "03", "4." after "3."."""
    width = 2 if re.match(r"0[0-9]", pattern) else 1
    end = pattern[-1] if pattern[-1:] in (".", ")", "/") else ""
    return ".".join(f"{part:0{width}}" for part in number) + end


def _follows(read: _Number, previous: _Number, after_group: bool) -> bool:
    if not previous or (after_group and read[-1] == 1):
        return read[-1] == 1
    steps = {(*previous[:cut], previous[cut] + 1) for cut in range(len(previous))} | {(*previous, 1)}
    return read in steps | {(*step, 1) for step in steps}
