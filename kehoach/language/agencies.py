"""Agencies of the State over the years: what a name stands for on a day, and who has its duties now.

The data, each with its source, stand in `registry/*.toml`. Ministries stand for themselves;
departments, councils and offices exist once in every province, so their names may be followed by one ("Sở Tư
pháp tỉnh Long An"). Names are compared without marks, blanks, dashes and "và", so that "Sở TT&TT" and "STTTT"
find their agency.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

from kehoach.language.folding import fold
from kehoach.language.registry import table

_WORD = re.compile(r"[a-z0-9]+")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$|\s+trên địa bàn(?:\s+(?:tỉnh|thành phố))?\s*$")
_LEVELS: Final = {"tinh": "tỉnh", "thanhpho": "thành phố", "tp": "thành phố"}


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, or a province, from its first to its last day; None where that day is not known or has not
    come.
    """

    key: str  # "so-tu-phap", with its province "so-tu-phap/long-an"; "tay-ninh-2025" is not "tay-ninh"
    name: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """An agency as the tables have it; `heirs` are names."""

    name: str
    forms: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    heirs: tuple[str, ...]
    local: bool = False
    levelled: bool = False
    city: bool = False
    founded: int | None = (
        None  # the year in which it was made of others: it is another one than gave it the name
    )


@dataclass(frozen=True, slots=True)
class _NameParts:
    """A name taken apart: the agency's entries over time, and what is said of its place."""

    entries: tuple[_Entry, ...]
    level: str
    provinces: tuple[_Entry, ...]


def agency_at(name: str, day: date) -> Agency | None:
    """The agency or province that `name`, spelled out or abbreviated, stood for on `day`; None where the
    registry has none, or none of that day.
    """
    reading = _read(name)
    entry = _valid(reading.entries, day) if reading else None
    if reading is None or entry is None:
        return None
    if not reading.provinces:
        return _agency(entry, _full_name(entry, reading.level, None), None)
    province = _valid(reading.provinces, day)
    return _agency(entry, _full_name(entry, reading.level, province), province) if province else None


def ended_before(name: str, day: date) -> date | None:
    """The last day of an agency that `name` stood for but that was no more on `day`; None for any other
    name.
    """
    reading = _read(name)
    if reading is None or agency_at(name, day):
        return None
    last = (*reading.entries[-1:], *reading.provinces[-1:])
    return min(
        (entry.valid_until for entry in last if entry.valid_until and entry.valid_until < day), default=None
    )


def successors(name: str) -> tuple[str, ...]:
    """Full names of the agencies that have the duties now; none for a name that is still in use or is not
    known.
    """
    reading = _read(name)
    if reading is None:
        return ()
    heads, places = _heirs(reading.entries), _heirs(reading.provinces)
    if heads == reading.entries[-1:] and places == reading.provinces[-1:]:
        return ()
    return tuple(_full_name(head, reading.level, place) for head in heads for place in (places or (None,)))


def full_name(name: str) -> str:
    """`name` as the registry spells it; where it has none, with the abbreviations of one meaning spelled
    out.
    """
    reading = _read(name)
    if reading is None:
        return _spelled(name)
    return _full_name(
        reading.entries[-1], reading.level, reading.provinces[-1] if reading.provinces else None
    )


def names_today(name: str) -> tuple[str, ...]:
    """Full names of the agencies that have the duties now, several where they were split; none where the
    registry has no such name.
    """
    return (successors(name) or (full_name(name),)) if _read(name) else ()


def issuer_on(name: str, parent: str | None, day: date) -> tuple[str | None, str | None]:
    """The key of a document's issuer and the name of its province on its day, as the head gives them: a
    department's province is that of the council above it. None for what the registry or the head does not
    give.
    """
    own, above = _read(name), _read(parent) if parent else None
    places = (reading.provinces for reading in (own, above) if reading)
    province = next((found for entries in places if (found := _valid(entries, day))), None)
    entry = _valid(own.entries, day) if own else None
    if own is not None and entry in own.provinces:
        entry = None
    local = province if entry is not None and entry.local else None
    key = _agency(entry, entry.name, local).key if entry else None
    return key, province.name if province else None


def department_names() -> tuple[str, ...]:
    """What may stand after "Sở": "Tư pháp", "Thông tin và Truyền thông", "TT&TT"."""
    entries = (entry for entry in _tables("departments") if entry.name.startswith("Sở "))
    return tuple(name for entry in entries for name in (entry.name[3:], *entry.forms))


def ministry_fields() -> tuple[str, ...]:
    """What may stand after "Bộ"."""
    return tuple(entry.name[3:] for entry in _tables("ministries") if entry.name.startswith("Bộ "))


# ---------------------------------------------------------------- names


@lru_cache(maxsize=4096)
def _read(name: str) -> _NameParts | None:
    words = _words(_BRACKET.sub("", _spelled(name)))
    for end in range(len(words), 0, -1):
        entries = _index().get("".join(words[:end]))
        if entries and (place := _place(words[end:])) and _fits(entries[-1], *place):
            return _NameParts(entries, *place)
    place = _place(words)
    return _NameParts(place[1], place[0], ()) if place and place[1] else None


def _fits(entry: _Entry, level: str, provinces: tuple[_Entry, ...]) -> bool:
    if not entry.local:
        return not level and not provinces
    return bool(level) or not entry.levelled


def _place(words: tuple[str, ...]) -> tuple[str, tuple[_Entry, ...]] | None:
    """Level and province that the words name, each as far as it is said; None where they say something
    else.
    """
    folded = "".join(words)
    if not folded:
        return "", ()
    for said, level in _LEVELS.items():
        if folded.startswith(said) and (folded == said or folded[len(said) :] in _provinces()):
            return level, _provinces().get(folded[len(said) :], ())
    return ("", _provinces()[folded]) if folded in _provinces() else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(fold(text)) if word != "va")


def _squeezed(text: str) -> str:
    return "".join(_words(text))


@lru_cache(maxsize=4096)
def _spelled(name: str) -> str:
    return _abbreviation().sub(lambda match: _abbreviations()[match[0]], name)


def _full_name(entry: _Entry, level: str, province: _Entry | None) -> str:
    if province is None:
        return f"{entry.name} {level or 'tỉnh'}" if entry.levelled else entry.name
    return f"{entry.name} {_province_name(province)}"


def _province_name(province: _Entry) -> str:
    return f"{'thành phố' if province.city else 'tỉnh'} {province.name}"


def _agency(entry: _Entry, name: str, province: _Entry | None) -> Agency:
    parts = [entry] if province is None else [entry, province]
    starts = [part.valid_from for part in parts if part.valid_from]
    ends = [part.valid_until for part in parts if part.valid_until]
    return Agency("/".join(map(_key, parts)), name, max(starts, default=None), min(ends, default=None))


def _key(entry: _Entry) -> str:
    """A province that was made of others is another one than that which gave it its name."""
    words = _WORD.findall(fold(entry.name))
    return "-".join([*words, str(entry.founded)] if entry.founded else words)


# ---------------------------------------------------------------- time


def _valid(entries: tuple[_Entry, ...], day: date) -> _Entry | None:
    fitting = (e for e in entries if (e.valid_from or date.min) <= day <= (e.valid_until or date.max))
    return next(fitting, None)


def _heirs(entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
    """Who follows the last of the entries, through all changes up to today."""
    current, seen = entries[-1:], set(entries[-1:])
    while any(entry.heirs for entry in current):
        following = [heir for entry in current for heir in (_by_names(entry.heirs) or (entry,))]
        current = tuple(dict.fromkeys(following))
        if seen.issuperset(current):
            break
        seen.update(current)
    return current


def _by_names(names: tuple[str, ...]) -> tuple[_Entry, ...]:
    found = (_index().get(form) or _provinces().get(form) for form in map(_squeezed, names))
    return tuple(entries[-1] for entries in found if entries)


# ---------------------------------------------------------------- tables


@cache
def _tables(name: str) -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            row["name"],
            tuple(row.get("short", ())),
            row.get("from"),
            row.get("until"),
            tuple(row.get("into", ())),
            local=name != "ministries",
            levelled=row.get("levelled", False),
        )
        for row in table(name)["agency"]
    )


@cache
def _index() -> Mapping[str, tuple[_Entry, ...]]:
    """Agencies by the forms of their names; a form that two of them claim is left out."""
    claims: dict[str, list[_Entry]] = {}
    for kind in ("ministries", "departments", "local"):
        for entry in _tables(kind):
            for form in dict.fromkeys(_forms(kind, entry)):
                claims.setdefault(form, []).append(entry)
    return {form: tuple(entries) for form, entries in claims.items() if len(entries) == 1}


def _forms(kind: str, entry: _Entry) -> Iterator[str]:
    yield _squeezed(entry.name)
    for short in entry.forms:
        if kind != "departments":
            yield _squeezed(short)
            continue
        yield _squeezed(f"Sở {short}")
        yield f"s{_squeezed(short)}"


@cache
def _provinces() -> Mapping[str, tuple[_Entry, ...]]:
    """Provinces by name, each in the order of time."""
    data = table("provinces")
    merged_on: date = data["merged_on"]
    eve = merged_on - timedelta(days=1)
    cities = {row["name"] for row in data["province"] if row.get("city")}
    found = [
        _Entry(row["name"], (), None, row["until"], (row["into"],), city=row["into"] not in cities)
        for row in data["former"]
    ]
    for row in data["province"]:
        name, joined, forms = row["name"], row.get("joined", ()), tuple(row.get("short", ()))
        for part in joined:
            found.append(_Entry(part, forms if part == name else (), None, eve, (name,), city=part in cities))
        start, founded = (merged_on, merged_on.year) if joined else (row.get("from"), None)
        if city_from := row.get("city_from"):
            last = city_from - timedelta(days=1)
            found.append(_Entry(name, forms, start, last, (), founded=founded))
            start = city_from
        found.append(
            _Entry(name, forms, start, None, (), city=name in cities or bool(city_from), founded=founded)
        )
    index: dict[str, tuple[_Entry, ...]] = {}
    for entry in found:
        for form in (_squeezed(entry.name), *map(_squeezed, entry.forms)):
            index[form] = (*index.get(form, ()), entry)
    return index


@cache
def _abbreviations() -> Mapping[str, str]:
    words: dict[str, str] = table("abbreviations")["words"]
    return words


@cache
def _abbreviation() -> re.Pattern[str]:
    known = sorted(_abbreviations(), key=len, reverse=True)
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(map(re.escape, known))})(?![\w&-])")
