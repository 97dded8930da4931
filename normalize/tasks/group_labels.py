"""Labels of groups of tasks: where they stand, and whether they follow each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kehoach.language.roman import roman_value
from kehoach.records import Document, Range
from normalize.doubts import Doubt
from normalize.provenance import trim
from normalize.tasks.groups import PLAIN_NUMBER
from normalize.tasks.rows import TaskRow

_AROUND: Final = " .():/-–"


def group_places(document: Document, row: TaskRow) -> tuple[Range, Range]:
    """Where label and title of the row's group stand."""
    return _places(document, row.group_label, row.group_range or (0, 0))


def _places(document: Document, label: str | None, place: Range) -> tuple[Range, Range]:
    """The label comes first, as many words as it has."""
    start, end = place
    words = list(re.finditer(r"\S+", document.text[start:end]))
    cut = start + words[len(label.split()) - 1].end() if label else start
    return (start, cut), trim(document.text, cut, end)


def is_misread(document: Document, row: TaskRow) -> bool:
    """Whether the label of the row's group was read through look-alikes."""
    if row.group_label is None or row.group_range is None:
        return False
    printed = document.text[slice(*group_places(document, row)[0])].strip(_AROUND)
    return not printed.startswith(row.group_label)


@dataclass(frozen=True, slots=True)
class Labelling:
    """What the labels of a row's groups give cause to; its own group's is `confirmed` where it is due."""

    doubts: tuple[Doubt, ...] = ()
    confirmed: bool = False


def check_labels(document: Document, rows: Sequence[TaskRow]) -> list[Labelling]:
    """For each row what its groups' labels give cause to, told at the first row under them: II follows I.

    Where one does not follow, it or the label before it may be misread.
    """
    found: list[Labelling] = []
    last: dict[str, int] = {}
    before: Range | None = None
    seen: dict[Range, bool] = {}  # whether the label there is the one that is due
    for row in rows:
        doubts: list[Doubt] = []
        for group in row.titles:
            if group.place in seen or group.label is None:
                continue
            place = _places(document, group.label, group.place)[0]
            kind, value = _ordinal(group.label)
            seen[group.place] = value == last.get(kind, 0) + 1
            if not seen[group.place] and value != 1:
                places = (place, before) if before else (place,)
                doubts.append(Doubt("group_label", "group_label_gap", group.label, places=places))
            last[kind] = value
            before = place
        if PLAIN_NUMBER.fullmatch(number := row.texts.get("number", "")):
            kind, value = _ordinal(number)  # a title may be numbered as the tasks between titles are
            last[kind] = value
        own = row.group_range is not None and seen.get(row.group_range, False)
        found.append(Labelling(tuple(doubts), own))
    return found


def _ordinal(label: str) -> tuple[str, int]:
    """What a label counts by, and how far: "III" is the third Roman numeral, "2.1" the first under 2."""
    last = label.split()[-1]
    if PLAIN_NUMBER.fullmatch(last):
        above, _, number = last.strip(_AROUND).rpartition(".")
        return f"{above}.", int(number)
    if value := roman_value(last):
        return "roman", value
    letters = "ABCDĐEGHIKLMNOPQRSTUVXY"
    return "letter", letters.find(last.upper()) + 1
