"""Who signed: the office above the signature and the name below it, past the letters of the seal."""

import re
from collections.abc import Sequence
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.lookalikes import as_letters
from normalize.doubts import Read
from normalize.head.parts import HeadLine

# "KT. GIÁM ĐỐC"
_OFFICE: Final = re.compile(
    r"(?:t ?m|k ?t|t ?l|t ?u ?q|q) ?[.,] ?\w|(?:pho |quyen )?(?:giam doc|chu tich|hieu truong|cuc truong"
    r"|chi cuc truong"
    r"|truong ban|bo truong|thu truong|tong giam doc|vien truong|chanh van phong|chanh thanh tra"
    r"|truong phong|bi thu)\b"
)
_SURNAME_LIST: Final = (
    "an âu bạch bùi cao cầm châu chu cù đàm đặng đào đậu điêu đinh đỗ đoàn đồng dương giang giáp hà hồ hoàng "
    "huỳnh khổng khuất kiều kim la lã lại lâm lê lò lục lương lưu lường lữ lý ma mạc mã mai nghiêm ngô "
    "nguyễn "
    "ninh nông ông phạm phan phí phùng quách quản tạ tăng thạch thái thân thiều tô tôn tống trang trần triệu "
    "trịnh trương từ ung văn vi võ vũ vương"
)
_SURNAMES: Final = frozenset(_SURNAME_LIST.split())
_FOLDED_SURNAMES: Final = frozenset(map(fold, _SURNAMES))
# "Thanh"
_NAME_WORD: Final = re.compile(r"[^\W\d_]+")
_SPECKS: Final = "\"'“”‘’*-_~^,:;|`"
# Specks and scraps of the seal may stand before the office, but no words.
_OFFICE_REACH: Final = 24
_DEGREES: Final = frozenset({"ts", "ths", "pgs", "gs", "bs", "dr", "ks", "cn", "cki", "ckii", "ds", "ls"})


def signer_title(lines: Sequence[HeadLine]) -> Read | None:
    """The office's lines joined with commas ("KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC")."""
    offices = [line for line in lines if _is_office(line)]
    if not offices:
        return None
    text = ", ".join(" ".join(line.text.split()) for line in offices)
    return Read(text, tuple((line.start, line.end) for line in offices))


def signer_lines(lines: Sequence[HeadLine]) -> list[tuple[HeadLine, str]]:
    """The line of the signer's name and the name; two where two sign side by side; none where no name was
    read.
    """
    last_office = max((i for i, line in enumerate(lines) if _is_office(line)), default=-1)
    named = [(line, name) for line in lines[last_office + 1 :] if (name := _name(line.text))]
    known = [n for n in named if fold(n[1].split()[0]) in _FOLDED_SURNAMES] or named
    if not known:
        return []
    top, bottom = known[-1][0].bbox[1], known[-1][0].bbox[3]
    beside = [
        n for n in known if n[0].page == known[-1][0].page and n[0].bbox[1] < bottom and n[0].bbox[3] > top
    ]
    return sorted(beside, key=lambda n: n[0].bbox[0])


def has_known_surname(name: str) -> bool:
    """Whether the name begins with one of the common surnames, its tone mark included."""
    return name.split()[0].lower() in _SURNAMES


def _is_office(line: HeadLine) -> bool:
    """Whether a line names an office, also where a figure stands for a letter of it."""
    letters = [c for c in line.text if c.isalpha()]
    return bool(_OFFICE.search(as_letters(line.folded), 0, _OFFICE_REACH)) and 2 * sum(
        c.isupper() for c in letters
    ) > len(letters)


def _name(text: str) -> str | None:
    """The longest run of two to five words set like a name; specks and scraps of the seal fall away."""
    runs: list[list[str]] = [[]]
    for word in text.replace(".", " . ").split():
        word = word.strip(_SPECKS)
        if _is_name_word(word):
            runs[-1].append(word)
        else:
            runs.append([])
    best = max(runs, key=len)
    return " ".join(best) if 2 <= len(best) <= 5 else None


def _is_name_word(word: str) -> bool:
    if not _NAME_WORD.fullmatch(word) or fold(word) in _DEGREES:
        return False
    return word[0].isupper() and (word[1:].islower() or len(word) == 1)
