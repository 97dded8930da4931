"""Words that no text has as they stand: letters where figures belong ("2O20"), figures in words ("8ộ Nội
vụ"), capitals within them ("tLanh tra").

A word is taken apart at its marks, and each part must have one of the few shapes in which figures and letters
stand together. What has none of them was misread, or is a slip of the pen; either way somebody should look.
"""

import re
from typing import Final

from kehoach.language.folding import fold, unmarked
from kehoach.language.lookalikes import Meant, as_digits
from kehoach.language.roman import strokes

_MARKS: Final = ".,:;!?…()[]{}“”\"'’‘«»*"
_BETWEEN: Final = re.compile(r"[/\-–—.,:&+()%“”\"'…*=<>≥≤~_;°‑]+")
# Signs that are read for a figure, of which most stand alone in no text.
_LONE: Final = frozenset("OoSsZzl|")
_BROKEN_ROMAN: Final = re.compile(r"(?=.*[l|])[IVXl|]{2,}|ll?l?")

# A capital behind small letters: "tLanh tra", "củaSở", "kế hoạcH"; not "iOffice", "vnEdu", "kWh", "pH".
_INNER_CAPITAL: Final = re.compile(r"(?!(?:vn|[eikmv])[A-Z])(?:[a-z]{2,}[A-Z][a-z]*|[a-z][A-Z][a-z]+)")

_UNITS: Final = (
    "km2?|cm2?|mm2?|m[23]?|dm3?|ha|kg|mg|g|tấn|tạ|h|giờ|ngày|tháng|năm|phút|tr|triệu|tỷ|tỉ|đ|đồng|k|kV|kVA"
    "|kW|kWh|kWp|MW|MB|GB|TB"
    "|lít|ml|người|lớp|bộ|cái|xã|huyện|x|lần"
)
# Figures and letters in one part of a word: what each shape is for.
_SHAPES: Final = (
    re.compile(rf"\d+(?:{_UNITS})"),  # 20km, 500m2
    re.compile(r"(?:km|cm|dm|m)[23]"),  # m2
    re.compile(r"\d{1,2}[hg]\d{2}"),  # 8h30
    re.compile(r"(?:UBTV)?QH\d{1,2}|HĐN[DN]\d{1,2}"),  # QH14, HĐND7
    re.compile(
        r"(?:QL|TL|ĐT|HL|CO|SO|NO|PM|ISO|TCVN|QCVN|PC|PA|PX|PV|PK|KV|TDP|VNPT|UH)\d{1,5}[A-D]?"
    ),  # PC02
    re.compile(r"(?![OISBZVX])[A-ZĐ](?:[1-9]\d{0,2}|0\d)"),  # A11, C04, T5
)
_ALONE: Final = (
    re.compile(r"\d{1,2}[ACDEGHKMNT]"),  # Quốc lộ 1A, 4G
    re.compile(r"H\dN\d|H2O|[Cc]ovid19"),
)
_SERIAL: Final = re.compile(r"\d{1,5}[a-eđ]")  # 87b/2018/NĐ-CP, Điều 5a
_NAMES_SERIAL: Final = frozenset(
    ("dieu", "khoan", "muc", "so", "diem", "phu", "luc", "mau", "bieu", "lop", "khoi")
)
_NAMES_LETTER: Final = frozenset((
    "diem", "muc", "phan", "luc", "bang", "nhom", "hang", "loai", "gan", "khoi", "bieu", "mau", "lop",
    "vitamin",
    "phuong", "an", "a", "tiet", "lo", "ban", "toa", "nha", "khu", "bac", "cap", "do",
))  # fmt: skip
_NAMES_NUMERAL: Final = frozenset((
    "quy", "phan", "muc", "chuong", "luc", "loai", "hang", "cap", "doan", "ky", "dot", "nhom", "bieu",
    "bang", "mau",
    "va", "den", "tieu", "khoa", "bac", "vung", "khu", "tap", "quyen", "lan", "thu", "hoc", "chuyen",
    "phuong",
    "tiet", "i", "ii",
    "san",  # Viện Nghiên cứu nuôi trồng thủy sản I
))  # fmt: skip


def misshapen(word: str, before: str = "", alone: bool = False) -> Meant | None:
    """What the word may mean, where its shape is none that a word has; None for a sound one.

    `before` is the word before it, empty where it opens a line or a cell; `alone` where it is all of that.
    What is meant may be the word itself, where nothing better is known.
    """
    core = word.strip(_MARKS)
    parts = [part for part in _BETWEEN.split(core) if part]
    named = fold(before).strip(_MARKS)
    if len(parts) == 1 and _sound_alone(
        parts[0], word, named, "alone" if alone else "" if before else "opens"
    ):
        return None
    if len(parts) > 1 and all(_sound_part(part, parts, at) for at, part in enumerate(parts)):
        return None if not (named == "thang" and parts[0] in ("I", "l")) else Meant(word, "1" + word[1:])
    if not parts:
        return Meant(word, "1") if "|" in word else None
    return Meant(word, _meant(word, parts))


def _sound_alone(part: str, word: str, named: str, stands: str) -> bool:
    if part in _LONE:
        return word == "o" and stands == "opens"  # a bullet
    if part in ("B", "b", "I"):
        numbers = stands == "alone" or word.endswith(")") or (stands == "opens" and word.endswith("."))
        return numbers or named in (_NAMES_NUMERAL if part == "I" else _NAMES_LETTER)
    if re.fullmatch(r"B[12]", part):
        return named in _NAMES_LETTER
    if _SERIAL.fullmatch(part):
        return named in _NAMES_SERIAL
    return _has_shape(part) or any(shape.fullmatch(part) for shape in _ALONE)


def _sound_part(part: str, parts: list[str], at: int) -> bool:
    """A part of several: "87b" before "2018/NĐ-CP", "I" before a year."""
    others = [other for place, other in enumerate(parts) if place != at]
    if part in _LONE or part in ("B", "b"):
        return all(len(other) == 1 and other.isalpha() for other in others)  # "A/B"
    if part == "I":
        return len(parts) == 2
    if _SERIAL.fullmatch(part):
        return at == 0 and any(other.isalpha() and len(other) > 1 for other in others)
    return _has_shape(part)


def _has_shape(part: str) -> bool:
    if part.isdigit():
        return True
    if "|" in part or _BROKEN_ROMAN.fullmatch(part) or _INNER_CAPITAL.fullmatch(unmarked(part)):
        return False
    return not any(map(str.isdigit, part)) or any(shape.fullmatch(part) for shape in _SHAPES)


def _meant(word: str, parts: list[str]) -> str:
    """The word with the figures, or the strokes of a numeral, that its letters look like."""
    for part in parts:
        figures, numeral = as_digits(part).meant, strokes(part)
        if len(part) > 1 and set(part) & set("IVX") and set(numeral) <= set("IVX"):
            word = word.replace(part, numeral, 1)
        elif figures.isdigit():
            word = word.replace(part, figures, 1)
    return word
