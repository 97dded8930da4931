"""Laws that are named without a number ("Luật Bảo vệ môi trường năm 2020"), as the norm is in "Căn cứ …".

Their numbers come from the dated table of laws, where the name and the printed year or day fit one law of it
alone.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kehoach.language.registry import table
from kehoach.language.tones import modern
from kehoach.records import CitedDate, CitedNumber, Mention
from models.agencies import BLANK
from models.citations.context import article
from models.dates import DATE_AFTER_WORD, matched_date

_LAWS: Final[tuple[tuple[str, str, date], ...]] = tuple(
    (modern(name.lower()), number, day) for name, number, day in table("laws")["laws"]
)
_NAMES: Final = sorted({name.partition(" ")[2] for name, _, _ in _LAWS if name.startswith("luật ")}, key=len)
_KNOWN: Final = "|".join(re.escape(name).replace(r"\ ", BLANK) for name in reversed(_NAMES))
_CODES: Final = (
    rf"(?:Dân{BLANK}sự|Hình{BLANK}sự|Lao{BLANK}động|Hàng{BLANK}hải|Tố{BLANK}tụng{BLANK}(?:dân|hình){BLANK}sự)"
)
# a known law anywhere; another one where it is a basis and the item ends behind its name
# "Luật Bảo vệ môi trường"
_NAMED: Final = re.compile(
    rf"(?<!\w)(?P<kind>Luật){BLANK}(?P<name>(?i:{_KNOWN}))(?!\w)"
    rf"|(?<!\w)(?P<code>Bộ{BLANK}luật){BLANK}(?P<codename>{_CODES})(?!\w)"
    rf"|(?<=Căn cứ )(?P<other>Luật){BLANK}(?P<unknown>[A-ZĐÀ-Ỹ][^;.:\d\t\n()]{{2,80}}?)"
    rf"(?={BLANK}năm{BLANK}\d{{4}}|{BLANK}ngày{BLANK}\d|[;.])"
)
# " năm 2020"
_YEAR: Final = re.compile(
    rf",?{BLANK}(?:(?:ban{BLANK}hành|được{BLANK}thông{BLANK}qua){BLANK})?năm{BLANK}(?P<year>(?:19"
    rf"|20)\d\d)(?!\d)"
)
# " được Quốc hội thông qua ngày "
_DAY: Final = re.compile(rf",?{BLANK}(?:được{BLANK}Quốc{BLANK}hội{BLANK}thông{BLANK}qua{BLANK})?ngày{BLANK}")
# " số 45"
_NUMBERED: Final = re.compile(rf"{BLANK}(?:\(sửa đổi\){BLANK})?số{BLANK}?:?{BLANK}?\d")


def find_laws(text: str, numbered: Sequence[Mention]) -> Iterator[Mention]:
    """The laws of `text` that are named without a number, by start; not within a mention that has one."""
    taken = [(mention.start, mention.end) for mention in numbered]
    for match in _NAMED.finditer(text):
        start, end = match.span()
        if _NUMBERED.match(text, end) or any(begin < end and start < stop for begin, stop in taken):
            continue
        kind = "Bộ luật" if match["code"] else "Luật"
        name = modern(" ".join(match.group().lower().split()))
        year, issued, end = _when(text, end)
        fitting = [
            (number, day)
            for known, number, day in _LAWS
            if known == name and (issued.day == day if issued else day.year == year)
        ]
        number = _number(fitting[0][0], text, start, end) if len(fitting) == 1 else None
        place = match.start(), match.start() + len(match["kind"] or match["code"] or match["other"])
        said = article(text, start, end, 0)
        yield Mention(start, end, kind, place, number, issued, None, said, "mentions")


def _when(text: str, end: int) -> tuple[int | None, CitedDate | None, int]:
    if year := _YEAR.match(text, end):
        return int(year["year"]), None, year.end()
    day = _DAY.match(text, end)
    found = DATE_AFTER_WORD.match(text, day.end()) if day else None
    if found is None:
        return None, None, end
    return None, CitedDate(matched_date(found), found.group(), found.span()), found.end()


def _number(canonical: str, text: str, start: int, end: int) -> CitedNumber:
    printed = " ".join(text[start:end].split())
    return CitedNumber(canonical, printed, (start, end), int(canonical.split("/")[1]), False, "central")
