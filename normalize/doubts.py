"""The door: what was read passes here on its way into a row, and nothing else makes a value or a flag.

A builder hands over what it read of a row, field by field, each value with the stretches of text that it was
read from and the name of what changed it, if anything did, and the doubts of its rules. The door asks how
likely each value's own words are right and whether they have a shape that words have, and makes the rows of
`values` and `flags`.

One cause is one flag. A doubt about words stands at the smallest value that holds them, and all other values
that hold them are `flagged` too: the cell around a doubted number, the deadline read from a doubted cell, the
rows that share a merged cell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import chain
from math import prod
from types import MappingProxyType
from typing import Final

from kehoach.language.misshapen import misshapen
from kehoach.records import BBox, Candidate, Document, Evidence, Flag, Range, Value, Word
from normalize.provenance import document_id, evidence, union, word_span
from normalize.rules import RULES

# A value that was read right with less than this chance goes to the steward. Chosen on scans with gold
# (docs/accuracy.md): the share of cells flagged against that of wrong ones that no flag warns of.
DOUBTFUL: Final = 0.95
# … and one that stands so far (0–1) in a region that is told of, or holds so much of one, with it.
_WITHIN: Final = 0.5
# What changes a value after its words were read, and the chance that it then is what is printed.
REPAIRS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "look-alikes": 0.9,  # letters taken for the figures or strokes that they look like
        "sequence": 0.9,  # a number taken from those before and after it
        "grammar": 0.8,  # a cited number read by the grammar that allows for misread letters
        "vocabulary": 0.9,  # a name or type spelled as the closed list, or the running text, has it
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    table: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Read:
    """A value as it is to be published, and the stretches of text that it was read from (in none, where it
    was inferred).

    `repair` is a name of `REPAIRS`. `odds` tells how many times likelier the value is than its words alone
    make it: a number that follows the one before it is hardly misread. `signs` are stretches that say the
    same whichever sign they are read as: no doubt about their words is one about the value.
    """

    value: str | int | date
    places: tuple[Range, ...]
    repair: str | None = None
    odds: float = 1.0
    signs: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule of the catalogue that speaks against a column of a row, and what its reason names.

    `value` is the column's own unless told. Where the rule is about words, `places` says which: values that
    hold them are doubted with it.
    """

    column: str | None
    rule: str
    value: str | None = None
    suggestion: str | None = None
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)
    places: tuple[Range, ...] = ()


@dataclass(slots=True)
class _Entry:
    """A value on its way; `words` are indexes into the document's."""

    row: Row
    column: str
    read: Read
    words: tuple[int, ...]
    chance: float
    doubts: list[Doubt]
    flags: list[Flag] = field(default_factory=list)
    flagged: bool = False


class Door:
    """The door of one document: `publish` row by row, then `close`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.doc_id = document_id(document)
        self._entries: list[_Entry] = []
        self._flags: list[Flag] = []  # about what has no value
        self._regions: list[tuple[int, BBox]] = []  # of pages that cannot be relied on
        self._empty: list[tuple[Row, str, int, BBox]] = []

    def publish(
        self, row: Row, reads: Mapping[str, Read | None], doubts: Iterable[Doubt], whole: Range
    ) -> Evidence:
        """Take in the values of a row; `whole` is where it stands. Gives where it was read, and the chance
        that all of it is as printed.

        Raises KeyError where a rule or a repair is unknown, or a parameter that a reason names is missing.
        """
        known: dict[str, _Entry] = {}
        for name, read in reads.items():
            if read is not None:
                words = self._words(read.places)
                known[name] = _Entry(row, name, read, words, self._chance(words, read), [])
        self._entries += known.values()
        where = evidence(self.document, *whole)
        for doubt in doubts:
            if doubt.column in known:
                known[doubt.column].doubts.append(doubt)
            else:
                self.tell(row, doubt, evidence(self.document, *doubt.places[0]) if doubt.places else where)
        all_words = {*self._words((whole,)), *chain.from_iterable(entry.words for entry in known.values())}
        all_words -= {at for entry in known.values() for at in self._words(entry.read.signs)}
        repairs = (REPAIRS[entry.read.repair] for entry in known.values() if entry.read.repair)
        sure = prod(self.document.words[at].confidence for at in all_words) * prod(repairs)
        return replace(where, confidence=sure if all_words else where.confidence)

    def leave_empty(self, row: Row, column: str, page: int, bbox: BBox) -> None:
        """A column of which nothing was read in this place. It is a value, of no text, only where a doubt
        covers the place: what stands there may have been lost.
        """
        self._empty.append((row, column, page, bbox))

    def tell(self, row: Row, doubt: Doubt, where: Evidence, covers: bool = False) -> None:
        """A doubt about what has no value: a page, a table, a field that was not found. It `covers` the
        values that stand where it does.
        """
        if covers:
            self.cover(where.page, where.bbox)
        self._flags.append(self._flag(row, doubt, where, None, ()))

    def cover(self, page: int, bbox: BBox) -> None:
        """Mark the values that stand there as flagged: what was told of a table holds on all its pages."""
        self._regions.append((page, bbox))

    def close(self) -> tuple[tuple[Value, ...], tuple[Flag, ...]]:
        """The values and flags of all that was published."""
        told = self._tell_rules()
        self._tell_shapes(told)
        self._tell_confidence(told)
        values = (*map(self._value, self._entries), *self._doubted_empty())
        flags = chain(chain.from_iterable(entry.flags for entry in self._entries), self._flags)
        return values, tuple(flags)

    # ------------------------------------------------------------ rules

    def _tell_rules(self) -> set[int]:
        """Flags of the rules' own doubts; gives the words that they are about."""
        told: set[int] = set()
        for entry in self._entries:
            if entry.read.repair and not any(doubt.places for doubt in entry.doubts):
                raw = " ".join(self.document.text[slice(*place)] for place in entry.read.places)
                meant = _text(entry.read.value)
                entry.doubts.insert(
                    0,
                    Doubt(entry.column, "lookalike", " ".join(raw.split()), meant, places=entry.read.places),
                )
            for doubt in entry.doubts:
                words = self._words(doubt.places)
                told.update(words)
                self._add(entry, doubt, words)
        self._cover(told)
        return told

    def _tell_shapes(self, told: set[int]) -> None:
        """Flags of words that have the shape of none, where no rule spoke of them."""
        found: dict[int, list[int]] = {}
        for at, _ in self._odd_words:
            if at not in told and (holder := self._smallest(at)) is not None:
                found.setdefault(holder, []).append(at)
        odd = dict(self._odd_words)
        for holder, words in found.items():
            entry = self._entries[holder]
            read = " ".join(self.document.words[at].text for at in words)
            meant = " ".join(odd[at] for at in words)
            suggestion = meant if meant != read else None
            self._add(entry, Doubt(entry.column, "odd_word", read, suggestion), tuple(words))
            told.update(words)
        self._cover(set(chain.from_iterable(found.values())))

    @cached_property
    def _odd_words(self) -> Sequence[tuple[int, str]]:
        """Indexes of misshapen words, with what they may mean."""
        return tuple(self._find_odd_words())

    def _find_odd_words(self) -> Iterator[tuple[int, str]]:
        before, text = "", self.document.text
        for at, word in enumerate(self.document.words):
            opens = text[word.start - 1 : word.start] != " "
            alone = opens and text[word.end : word.end + 1] != " "
            found = misshapen(word.text, "" if opens else before, alone)
            if found is not None:
                yield at, found.meant
            before = word.text

    def _smallest(self, at: int) -> int | None:
        """The entry with the fewest words that holds this one; a deadline only where no cell does."""
        holders = (
            (entry.row.table == "deadlines", len(entry.words), number)
            for number, entry in enumerate(self._entries)
            if at in entry.words
        )
        smallest = min(holders, default=None)
        return None if smallest is None else smallest[-1]

    def _cover(self, words: set[int]) -> None:
        for entry in self._entries:
            entry.flagged = entry.flagged or not words.isdisjoint(entry.words)

    # ------------------------------------------------------------ confidence

    def _tell_confidence(self, told: set[int]) -> None:
        """Flags of values that are likelier misread than may be; a word is told of once."""
        order = sorted(self._entries, key=lambda entry: (entry.row.table == "deadlines", len(entry.words)))
        told = set(told)
        for entry in order:
            if entry.chance >= DOUBTFUL:
                continue
            entry.flagged = True
            rest = tuple(at for at in entry.words if at not in told)
            if entry.words and (not rest or self._chance(rest, entry.read) >= DOUBTFUL):
                continue
            unsure = [at for at in rest if self.document.words[at].confidence < DOUBTFUL]
            doubted = tuple(unsure) or tuple(
                sorted(rest, key=lambda at: self.document.words[at].confidence)[:1]
            )
            told.update(doubted)
            percent = {"likelihood": round(100 * entry.chance)}
            self._add(entry, Doubt(entry.column, "low_confidence", parameters=percent), doubted)

    def _chance(self, words: Sequence[int], read: Read) -> float:
        """The chance that the value is what is printed, by its words, by what else speaks for it, and by its
        repair.
        """
        if not words:
            return 0.0
        signs = self._words(read.signs)
        chance = prod(self.document.words[at].confidence for at in words if at not in signs)
        chance = chance * read.odds / (chance * read.odds + 1 - chance) if chance < 1 else 1.0
        return chance * REPAIRS[read.repair] if read.repair else chance

    # ------------------------------------------------------------ rows

    def _words(self, places: Iterable[Range]) -> tuple[int, ...]:
        spans = (range(*word_span(self.document, *place)) for place in places)
        return tuple(dict.fromkeys(chain.from_iterable(spans)))

    def _at(self, words: Sequence[int]) -> tuple[Word, ...]:
        return tuple(self.document.words[at] for at in words)

    def _where(self, entry: _Entry) -> Evidence:
        words = self._at(entry.words)
        if not words:
            return evidence(self.document, *(entry.read.places[0] if entry.read.places else (0, 0)))
        return Evidence(words[0].page, _box(words), entry.chance)

    def _value(self, entry: _Entry) -> Value:
        where, words = self._where(entry), self._at(entry.words)
        return Value(
            table=entry.row.table,
            row_id=entry.row.row_id,
            field=entry.column,
            value=_text(entry.read.value),
            raw_text=" ".join(word.raw_text for word in words),
            page=where.page,
            bbox=where.bbox,
            likelihood=entry.chance,
            candidates=_candidates(words),
            repair=entry.read.repair or next((word.repair for word in words if word.repair), None),
            flagged=entry.flagged or self._is_covered(where.page, where.bbox),
        )

    def _doubted_empty(self) -> Iterator[Value]:
        for row, column, page, bbox in self._empty:
            if self._is_covered(page, bbox):
                yield Value(row.table, row.row_id, column, "", "", page, bbox, 0.0, (), None, flagged=True)

    def _is_covered(self, page: int, bbox: BBox) -> bool:
        return any(page == other and _is_there(bbox, box) for other, box in self._regions)

    def _add(self, entry: _Entry, doubt: Doubt, doubted: Sequence[int]) -> None:
        if doubt.value is None:
            doubt = replace(doubt, value=_text(entry.read.value))
        entry.flags.append(self._flag(entry.row, doubt, self._where(entry), entry, self._at(doubted)))
        entry.flagged = True

    def _flag(
        self, row: Row, doubt: Doubt, where: Evidence, entry: _Entry | None, doubted: Sequence[Word]
    ) -> Flag:
        rule = RULES[doubt.rule]
        told = {"value": doubt.value, "suggestion": doubt.suggestion, **doubt.parameters}
        identity = (self.doc_id, row.table, row.row_id, doubt.column or "", doubt.rule, doubt.value or "")
        same = (
            row.table,
            doubt.column or "",
            doubt.rule,
            _text(entry.read.value) if entry else doubt.value or "",
        )
        here = tuple(word for word in doubted if word.page == where.page)
        return Flag(
            flag_id=_digest(identity),
            table=row.table,
            row_id=row.row_id,
            field=doubt.column,
            rule=doubt.rule,
            severity=rule.severity,
            value=doubt.value,
            suggestion=doubt.suggestion,
            reason=rule.reason.format(**told),
            evidence=where,
            word_bbox=_box(here) if here else where.bbox,
            likelihood=where.confidence,
            candidates=_candidates(self._at(entry.words)) if entry else (),
            group_key=_digest(same),
            subject=rule.subject,
        )


def _text(value: str | int | date) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _digest(parts: Iterable[str]) -> str:
    return sha256("|".join(parts).encode()).hexdigest()[:16]


def _box(words: Sequence[Word]) -> BBox:
    """Around the words on the page of the first."""
    return union(tuple(word.bbox for word in words if word.page == words[0].page))


def _is_there(value: BBox, region: BBox) -> bool:
    """Whether a value stands in a region, or holds it: the box around a row that lies askew meets the rows
    beside it, too.
    """
    wide = min(value[2], region[2]) - max(value[0], region[0])
    high = min(value[3], region[3]) - max(value[1], region[1])
    return wide >= 0 and high >= 0 and wide * high >= _WITHIN * min(_area(value), _area(region))


def _area(box: BBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _candidates(words: Sequence[Word]) -> tuple[Candidate, ...]:
    """What each recogniser that differs makes of the whole value, each text once."""
    names = dict.fromkeys(c.recogniser for word in words for c in word.candidates)
    published = " ".join(word.text for word in words)
    found: dict[str, Candidate] = {}
    for name in names:
        text = " ".join(
            next((c.text for c in word.candidates if c.recogniser == name), word.text) for word in words
        )
        if text != published:
            found.setdefault(text, Candidate(text, name))
    return tuple(found.values())
