"""One key for one document, however it is cited."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kehoach.language.folding import fold
from kehoach.records import CitedNumber, Head


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a cited document: from the mention, from fuller ones before it, and the plan's own
    province.
    """

    year: int | None
    issued_on: date | None
    issuer: str | None
    place: str | None
    term: int | None
    province: str | None

    def filled(self, earlier: "State") -> "State":
        """This state with its gaps filled from an earlier mention of the same number, unless they
        contradict.
        """
        if not self.agrees(earlier):
            return self
        return replace(
            self,
            year=self.year or earlier.year,
            issued_on=self.issued_on or earlier.issued_on,
            issuer=self.issuer or earlier.issuer,
            place=self.place or (earlier.place if self.issuer is None else None),
            term=self.term or earlier.term,
        )

    def agrees(self, other: "State") -> bool:
        """Whether both may be the same document: neither years nor days differ."""
        pairs = ((self.year, other.year), (self.issued_on, other.issued_on))
        return all(one is None or two is None or one == two for one, two in pairs)


# Congresses of the Party, from whose day the Central Committee numbers anew (term: first day).
_CONGRESSES: Final = {
    14: date(2026, 1, 23), 13: date(2021, 2, 1), 12: date(2016, 1, 28), 11: date(2011, 1, 19),
    10: date(2006, 4, 25),
    9: date(2001, 4, 22), 8: date(1996, 7, 1),
}  # fmt: skip
# Local congresses are held in these months of every fifth year, on days that differ; documents of then have
# no key.
_LOCAL_CONGRESS_MONTHS: Final = range(3, 12)
_PROVINCIAL_CONGRESS_MONTHS: Final = range(8, 12)
_SAME_KIND: Final = {"Chương trình hành động": "Chương trình", "Thông báo kết luận": "Thông báo"}
_MUNICIPALITIES: Final = frozenset(("ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"))
# "tỉnh bình dương"
_LEVEL: Final = re.compile(
    r"(?P<level>tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|xa|phuong)?\s*(?P<name>.*)"
)
# "Ủy ban nhân dân"
_COUNCIL: Final = re.compile(r"ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan")
# "tỉnh Bình Dương"
_PROVINCE: Final = re.compile(r"\b(?:tinh|thanh pho|tp\.?)\s+(?!uy\b)(?P<name>\S.*)$")


def own_province(head: Head) -> str | None:
    """The province of the plan itself, folded ("binh duong"): from who is above its issuer, its issuer, its
    place.
    """
    for name in (head.parent_issuer, head.issuer):
        if name and (match := _PROVINCE.search(fold(name))):
            return match["name"].strip()
    return _name(fold(head.place)) if head.place else None


def document_key(kind: str, cited: CitedNumber, state: State) -> str | None:
    """The key of the document of that kind and number, or None where a part of it cannot be known."""
    place = _place(cited, state)
    period = _term(cited, state) if cited.party else state.year
    if place is None or period is None:
        return None
    kind = _SAME_KIND.get(kind, kind)
    number = cited.canonical.replace("&", "")  # offices write "SGDĐT" and "SGD&ĐT" as they please
    return f"{kind}|{number}|{place}|{period}".casefold()


def _place(cited: CitedNumber, state: State) -> str | None:
    """Where the issuer is: "central", or the folded name of its province or district."""
    if cited.scope != "local":
        return cited.scope
    if state.issuer is None:
        return None
    level, name = _parts(fold(state.place or ""))
    if level in (None, "tinh") and not name:
        return None if level is None and _COUNCIL.search(fold(state.issuer)) else state.province
    if level == "thanh pho" and not name:
        return state.province if state.province in _MUNICIPALITIES else None
    if level in (None, "tinh", "thanh pho"):
        return name
    return f"{level} {name}, {state.province}" if name and state.province else None


def _parts(place: str) -> tuple[str | None, str]:
    match = _LEVEL.fullmatch(place)
    level = match["level"] if match else None
    return ("thanh pho" if level and level.startswith("tp") else level), " ".join(
        (match["name"] if match else "").split()
    )


def _name(place: str) -> str:
    return _parts(place)[1]


def _term(cited: CitedNumber, state: State) -> str | None:
    """The Party term in which the document was numbered."""
    central = cited.scope == "central"
    day = state.issued_on
    if central and state.term is not None:
        return str(state.term)
    if day is None:
        return None
    if central:
        return next((str(term) for term, first in _CONGRESSES.items() if day >= first), None)
    months = _PROVINCIAL_CONGRESS_MONTHS if cited.canonical.endswith("TU") else _LOCAL_CONGRESS_MONTHS
    if day.year % 5 == 0 and day.month in months:
        return None
    first = day.year - day.year % 5 if day.year % 5 or day.month > months[-1] else day.year - 5
    return f"{first}-{first + 5}"
