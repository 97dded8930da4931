"""Enumerators at the beginning of a paragraph: "IV.", "3.", "3.2.", "đ)", "-"; OCR look-alikes included.

What a label means depends on the one before it, so a reading is a set of candidates, and
`models.structure.sections` takes the one that continues its sequence.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["part", "roman", "number", "letter", "dash", "plus", "star"]

# The alphabet that items run through (NĐ 30/2020/NĐ-CP numbers points by the Vietnamese alphabet, without f j
# w z).
LETTERS: Final = "abcdđeghiklmnopqrstuvxy"

_ROMANS: Final = (
    "",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
)
# What is read for the letters of a Roman number, as a pattern of what may be printed there.
_ROMAN_STROKES: Final = str.maketrans(
    dict.fromkeys("lL1|!iÌÍ", "I")
    | dict.fromkeys("HUn", "II")
    | {"N": "II", "M": "III", "Y": "V", "v": "V", "x": "X"}
)
_DIGIT_STROKES: Final = str.maketrans(
    {
        "l": "1",
        "I": "1",
        "|": "1",
        "!": "1",
        "i": "1",
        "O": "0",
        "o": "0",
        "S": "5",
        "s": "5",
        "B": "8",
        "Z": "2",
        "z": "2",
    }
)
_LETTER_LOOKS: Final = {
    "á": "a",
    "à": "a",
    "ä": "a",
    "0": "o",
    "ó": "o",
    "6": "b",
    "ð": "đ",
    "ê": "e",
    "é": "e",
    "1": "l",
    "í": "i",
    "9": "g",
    "q": "g",
    "g": "q",
}

_ROMAN: Final = re.compile(r"([IVXLHYUNMlivx1|!nÌÍ]{1,6})(?:[.,]|\s?[/)\-–:](?=\s)|(?=\s[A-ZĐÀ-Ỹ]{2}))[.\s]*")
_PART: Final = re.compile(
    r"(?:(?:PHẦN|Phần|MỤC|Mục|CHƯƠNG|Chương)\s+([IVX]{1,5}|\d{1,2})\s*[.:\-–]?|([A-H])[.)/])\s+"
)
_NUMBER: Final = re.compile(
    r"([\dlI|!]{1,2}(?:\.[\dlIOo|!SB]{1,2}){0,4})(?:\s?[.,)/:](?!\d)|(?<=\.[\d])(?=\s)|(?<=\.[\d][\d])(?=\s))\s*"
)
_LETTER: Final = re.compile(r"([a-zđðáàäóêéí0169])\s?[).]\s*", re.IGNORECASE)
_MARK: Final = re.compile(r"([-–—−+*•●○◦▪■·~=_¬])\s*(?=\S)")
_MARK_KINDS: Final[dict[str, Kind]] = {"+": "plus", "*": "star"}


@dataclass(frozen=True, slots=True)
class Enumerator:
    """One way to read the beginning of a paragraph.

    `values` are the numbers of the label, one for each of its parts (none for dashes); `doubt` is 0 where the
    label is as printed, 1 where look-alikes had to be taken for what they stand for, 2 where a stroke is
    missing or too many; `length` is how much of the text the enumerator takes.
    """

    kind: Kind
    label: str
    values: tuple[int, ...]
    length: int
    doubt: int

    @property
    def rank(self) -> int:
        """Depth of its kind in a plan: parts above Roman numbers above numbers above letters above dashes."""
        match self.kind:
            case "part":
                return 0
            case "roman":
                return 1
            case "number":
                return 1 + len(self.values)
            case "letter":
                return 10
            case "dash":
                return 11
            case _:
                return 12 if self.kind == "plus" else 13


def read_enumerators(text: str) -> list[Enumerator]:
    """All readings of the text's beginning, the surest first; empty for a paragraph without a label."""
    found = [*_parts(text), *_romans(text), *_numbers(text), *_letters(text), *_marks(text)]
    return sorted(found, key=lambda e: e.doubt)


def _parts(text: str) -> list[Enumerator]:
    if not (found := _PART.match(text)):
        return []
    named, letter = found.groups()
    label = letter or named.strip()
    value = (
        ord(letter) - 64
        if letter
        else _ROMANS.index(label)
        if label in _ROMANS
        else int(label)
        if label.isdigit()
        else 0
    )
    return [Enumerator("part", label, (value,), found.end(), 0)] if value else []


def _romans(text: str) -> list[Enumerator]:
    if not (found := _ROMAN.match(text)):
        return []
    read = found[1]
    strokes = read.translate(_ROMAN_STROKES)
    # a digit or a single thin letter is a number misread rather than a stroke too few
    near = {} if read.isdigit() or read in "lI|!i" else dict.fromkeys(_strokes_off(strokes), 2)
    doubts = near | {strokes: int(strokes != read)}
    return [
        Enumerator("roman", label, (_ROMANS.index(label),), found.end(), doubt)
        for label, doubt in doubts.items()
        if label in _ROMANS[1:]
    ]


def _strokes_off(strokes: str) -> list[str]:
    """The Roman numbers with up to two strokes more or fewer in a run of strokes: N and H may be one stroke
    or two.
    """
    runs = re.findall(r"I+|[VX]", strokes)
    found = []
    for place, run in enumerate(runs):
        lengths = range(max(1, len(run) - 2), len(run) + 2) if run[0] == "I" else range(0)
        found += ["".join([*runs[:place], "I" * length, *runs[place + 1 :]]) for length in lengths]
    return found


def _numbers(text: str) -> list[Enumerator]:
    if not (found := _NUMBER.match(text)):
        return []
    digits = found[1].translate(_DIGIT_STROKES)
    values = tuple(map(int, digits.split(".")))
    return (
        [Enumerator("number", ".".join(map(str, values)), values, found.end(), int(digits != found[1]))]
        if all(values)
        else []
    )


def _letters(text: str) -> list[Enumerator]:
    if not (found := _LETTER.match(text)):
        return []
    read = found[1].lower()
    looks = [read, _LETTER_LOOKS.get(read, read)] + (["đ"] if read == "d" else ["d"] if read == "đ" else [])
    return [
        Enumerator("letter", c, (LETTERS.index(c) + 1,), found.end(), int(c != found[1]))
        for c in dict.fromkeys(looks)
        if c in LETTERS
    ]


def _marks(text: str) -> list[Enumerator]:
    if not (found := _MARK.match(text)):
        return []
    kind = _MARK_KINDS.get(found[1], "dash")
    label = {"dash": "-", "plus": "+", "star": "*"}[kind]
    return [Enumerator(kind, label, (), found.end(), int(found[1] not in "-–—−+*•"))]
