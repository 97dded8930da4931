"""Names that a sentence does not end, as no list has the verb behind them, and that others of the document
do: "Tổ nuôi dưỡng | lưu mẫu thức ăn" where another one says "phối hợp với Tổ nuôi dưỡng".
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from kehoach.records import Range
from normalize.agencies.names import begins_name, split_agencies
from normalize.tasks.assignments import Assignment, read_assignments

# "Các đơn vị", "Giáo viên", not "Giáo viên chủ nhiệm"
_ANY: Final = re.compile(
    r"(?:các|mỗi|từng|những|đơn vị|cơ quan) |(?:giáo|nhân|chuyên|giảng|xã|hội|đoàn) viên$|cán bộ$|công chức$",
    re.IGNORECASE,
)


def read_again(
    text: str,
    stretches: Mapping[int, Range],
    given: Mapping[int, tuple[Assignment, ...]],
    heads: Collection[Range],
    months: Collection[int],
) -> dict[int, tuple[Assignment, ...]]:
    """What blocks that begin with such a name give somebody to do, by ordinal; `given` is what all were read
    to give, `heads` are the agencies of headings, `months` the blocks that stand below a month.
    """
    told = {ordinal: set(_told(text, tasks)) for ordinal, tasks in given.items()}
    names = (*told.values(), *(set(_names(text, place)) for place in heads))
    times = Counter(name for some in names for name in some)
    found: dict[int, tuple[Assignment, ...]] = {}
    for ordinal, (start, end) in stretches.items():
        own = told[ordinal]
        said = " ".join(text[start:end].split()).lower()
        known = frozenset(name for name in times.keys() - own if said.startswith(f"{name} "))
        if known and not any(said.startswith(f"{name} ") and times[name] > 1 for name in own):
            tasks = read_assignments(text, start, end, in_month=ordinal in months, known=known)
            if known & set(_told(text, tasks)):
                found[ordinal] = tasks
    return found


def _told(text: str, tasks: Iterable[Assignment]) -> Iterator[str]:
    """The names of those who lead or help."""
    for place in (place for one in tasks for place in (one.lead, one.coordination) if place):
        yield from _names(text, place)


def _names(text: str, place: Range) -> Iterator[str]:
    """The names there that tell who it is, of two syllables and more, in small letters."""
    for name in split_agencies(text[slice(*place)]):
        if " " in name and begins_name(name) and not _ANY.match(name):
            yield " ".join(name.split()).lower()
