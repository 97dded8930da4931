"""Enumerators at the beginning of a paragraph: "IV.", "3.", "3.2.", "đ)", "-"; OCR look-alikes included.

What a label means depends on the one before it, so a reading is a set of candidates, and
`models.structure.sections` takes the one that continues its sequence.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from kehoach.language.lookalikes import as_digits, letters_like
from kehoach.language.roman import roman_value, strokes

Kind = Literal[
    "part",
    "capital",
    "roman",
    "upper",
    "article",
    "number",
    "named",
    "letter",
    "bracket",
    "dash",
    "plus",
    "star",
]
OPENING: Final[frozenset[Kind]] = frozenset(("part", "capital", "roman", "number"))  # a body begins with one

# The alphabet that items run through (NĐ 30/2020/NĐ-CP numbers points by the Vietnamese alphabet, without f j
# w z).
LETTERS: Final = "abcdđeghiklmnopqrstuvxy"

_LAST_ROMAN: Final = 15

# "lV. "
_ROMAN: Final = re.compile(r"([IVXLHYUNMlivx1|!nÌÍ]{1,6})(?:[.,]|\s?[/)\-–:](?=\s)|(?=\s[A-ZĐÀ-Ỹ]{2}))[.\s]*")
_ORDINALS: Final = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám")  # "PHẦN THỨ NHẤT"
_CARDINALS: Final = ("MỘT", "HAI", "BA", "BỐN", "NĂM", "SÁU", "BẢY", "TÁM")  # "PHẦN MỘT"
# "Phần II. "
_PART: Final = re.compile(
    r"(?:PHẦN|Phần|MỤC|Mục|CHƯƠNG|Chương)\s+([IVX]{1,5}|\d{1,2}|[A-H](?!\w))\s*[.:\-–]?(?:\s+|$)"
)
# "B. "
_CAPITAL: Final = re.compile(r"([A-H])[.)/](?:\s+|$)")
# "PHẦN THỨ HAI"
_ORDINAL_PART: Final = re.compile(
    rf"(?:PHẦN|Phần)\s+((?:THỨ|Thứ|thứ)\s+({'|'.join(_ORDINALS)}))\s*[.:\-–]?(?:\s+|$)", re.IGNORECASE
)
# "PHẦN HAI"
_CARDINAL_PART: Final = re.compile(rf"PHẦN\s+({'|'.join(_CARDINALS)})\s*[.:\-–]?(?:\s+|$)")
# "Điều 3. "
_ARTICLE: Final = re.compile(r"(?:Điều|ĐIỀU)\s+(\d{1,2})\s?[.:](?:\s+|$)")
_NAMES: Final = (
    "Nhiệm vụ|Nhóm nhiệm vụ|Giải pháp|Nhóm giải pháp|Nội dung|Bước|Hoạt động|Công việc|Việc|Hạng mục|Dự án"
    "|Chuyên đề"
)
# "Nhiệm vụ 1:", "Giải pháp số 2.", "Bước 3.", "Nhiệm vụ thứ ba:", "Nội dung 4" on a line of its own
_NAMED: Final = re.compile(
    rf"((?:{_NAMES}|{_NAMES.upper()})\s+"
    rf"(?:(?:(?i:số)\s+)?(\d{{1,2}})|(?i:thứ\s+({'|'.join(_ORDINALS)}))))(?:\s?[.:)](?:\s+|$)"
    rf"|\s+(?=[A-ZĐÀ-Ỹ])|$)"
)
# "(ii) "
_BRACKET: Final = re.compile(r"\((\d{1,2}|[ivx]{1,4})\)\s*")
# "3.2. "
_NUMBER: Final = re.compile(
    r"([\dlI|!ÌÍ]{1,2}(?:\.[\dlIOo|!SB]{1,2}){0,4})(?:\s?[.,)/:](?!\d)|[-–](?=\s[^\W\d])|(?<=\.[\d])(?=\s)"
    r"|(?<=\.[\d][\d])(?=\s))\s*"
)
# "đ) "
_LETTER: Final = re.compile(r"([a-zđðáàäóêéí0169])(?:\s?[).]|/(?=\s))\s*", re.IGNORECASE)
# "- Tổ chức"
_MARK: Final = re.compile(r"([-–—−+*•●○◦▪■·~=_¬])\s*(?=\S)")
# "I. MỤC TIÊU ........ 3", an entry of a table of contents
_ENTRY: Final = re.compile(r"(?:\.{4}|…{2}|(?:\. ){4})[.… ]*\d{1,3}$")
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
        """Depth of its kind in a plan: parts above capitals above Roman numbers above capitals below these
        above articles above numbers above letters above dashes.
        """
        return _RANKS[self.kind] + (len(self.values) if self.kind == "number" else 0)


_RANKS: Final[dict[Kind, int]] = {
    "part": 0,
    "capital": 1,
    "roman": 2,
    "upper": 3,
    "article": 4,
    "number": 4,  # and one for each of its numbers, up to five
    "named": 10,
    "letter": 11,
    "bracket": 12,
    "dash": 13,
    "plus": 14,
    "star": 15,
}  # fmt: skip


@lru_cache(maxsize=4096)  # zones, paragraphs and sections ask for the same lines
def read_enumerators(text: str) -> tuple[Enumerator, ...]:
    """All readings of the text's beginning, the surest first; empty for a paragraph without a label and for
    an entry of a table of contents.
    """
    found = [*_parts(text), *_worded(text), *_romans(text), *_numbers(text), *_letters(text), *_marks(text)]
    return tuple(sorted(found, key=lambda e: e.doubt)) if found and not _ENTRY.search(text) else ()


def _parts(text: str) -> list[Enumerator]:
    kinds: tuple[Kind, ...] = ("capital", "upper") if (found := _CAPITAL.match(text)) else ("part",)
    if not (found := found or _PART.match(text)):
        return []
    label = found[1]
    value = ord(label) - 64 if label in "ABCDEFGH" else _value(label)
    return [Enumerator(kind, label, (value,), found.end(), 0) for kind in kinds if value]


def _worded(text: str) -> list[Enumerator]:
    """Labels that a word tells: "PHẦN THỨ HAI", "Điều 3.", "Nhiệm vụ 1:", and those in brackets."""
    if found := _ORDINAL_PART.match(text):
        value = _ORDINALS.index(found[2].lower()) + 1
        return [Enumerator("part", found[1], (value,), found.end(), 0)]
    if found := _CARDINAL_PART.match(text):
        return [Enumerator("part", found[1], (_CARDINALS.index(found[1]) + 1,), found.end(), 0)]
    if found := _ARTICLE.match(text):
        return [Enumerator("article", found[1], (int(found[1]),), found.end(), 0)]
    if found := _NAMED.match(text):
        value = int(found[2]) if found[2] else _ORDINALS.index(found[3].lower()) + 1
        return [Enumerator("named", found[1], (value,), found.end(), 0)]
    if found := _BRACKET.match(text):
        label = found[1]
        value = int(label) if label.isdigit() else roman_value(label.upper()) or 0
        return [Enumerator("bracket", label, (value,), found.end(), 0)] if value else []
    return []


def _romans(text: str) -> list[Enumerator]:
    if not (found := _ROMAN.match(text)):
        return []
    read = found[1]
    seen = strokes(read)
    # a digit or a single thin letter is a number misread rather than a stroke too few
    near = {} if read.isdigit() or read in "lI|!i" else dict.fromkeys(_strokes_off(seen), 2)
    doubts = near | {seen: int(seen != read)}
    return [
        Enumerator("roman", label, (value,), found.end(), doubt)
        for label, doubt in doubts.items()
        if (value := _value(label))
    ]


def _value(label: str) -> int:
    """Of an Arabic number, or of a Roman one up to XV, as plans have no more parts; 0 for what is neither."""
    if label.isdigit():
        return int(label)
    value = roman_value(label) or 0
    return value if value <= _LAST_ROMAN else 0


def _strokes_off(seen: str) -> list[str]:
    """The Roman numbers with up to two strokes more or fewer in a run of strokes: N and H may be one stroke
    or two.
    """
    runs = re.findall(r"I+|[VX]", seen)
    found = []
    for place, run in enumerate(runs):
        lengths = range(max(1, len(run) - 2), len(run) + 2) if run[0] == "I" else range(0)
        found += ["".join([*runs[:place], "I" * length, *runs[place + 1 :]]) for length in lengths]
    return found


def _numbers(text: str) -> list[Enumerator]:
    if not (found := _NUMBER.match(text)):
        return []
    digits = as_digits(found[1]).meant
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
    looks = [read, *letters_like(read), *(["đ"] if read == "d" else ["d"] if read == "đ" else [])]
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
