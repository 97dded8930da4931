"""Repair by what is known of the language: disputed words are chosen by the company they keep.

A word on which the recognisers differ, or which is no Vietnamese syllable, is weighed against their other readings
and against words that differ in marks alone, by the pairs it forms with its neighbours: pairs read surely elsewhere
in the document, and pairs of the lexicon of administrative prose. Words that were read surely are never touched;
what the first recogniser read stays in `raw_text`.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from extract.reading import PageReading, ReadLine, ReadWord
from extract.roman import repair_quarters
from extract.syllables import is_vietnamese_syllable

# A word is sure where all recognisers read it alike, with at least this certainty.
_SURE = 0.93
# What speaks for a reading: being the vote's, a recogniser's, a syllable, and each neighbour that it pairs with.
_VOTED, _READ, _SYLLABLE, _PAIR, _PAIR_IN_DOCUMENT = 1.6, 1.0, 1.5, 1.5, 2.0
# A reading replaces the vote's where it is ahead by this.
_MARGIN = 1.0
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What the document's sure words and the lexicon say."""

    pairs: frozenset[tuple[str, str]]
    variants: dict[str, frozenset[str]]  # word without marks → words of the document and the lexicon


def repair(readings: Sequence[PageReading]) -> list[PageReading]:
    """The readings with disputed words chosen anew; pages with a text layer are left as they are."""
    scanned = [r for r in readings if r.page.text_source == "ocr"]
    if not scanned:
        return list(readings)
    knowledge = _learn(words for r in scanned for words in _runs(r))
    return [_repair_page(r, knowledge) if r.page.text_source == "ocr" else r for r in readings]


def _repair_page(reading: PageReading, knowledge: _Knowledge) -> PageReading:
    lines = _repair_lines(sorted(reading.lines, key=lambda ln: (ln.bbox[1], ln.bbox[0])), knowledge)
    tables = tuple(
        replace(t, cells=tuple(replace(c, lines=_repair_lines(c.lines, knowledge)) for c in t.cells))
        for t in reading.tables
    )
    return replace(reading, lines=lines, tables=tables)


def _repair_lines(lines: Sequence[ReadLine], knowledge: _Knowledge) -> tuple[ReadLine, ...]:
    words = repair_quarters([w for ln in lines for w in ln.words])
    repaired = [_choose(words, k, knowledge) for k in range(len(words))]
    ends = [0]
    for line in lines:
        ends.append(ends[-1] + len(line.words))
    return tuple(
        replace(line, words=tuple(repaired[start:end]))
        for line, start, end in zip(lines, ends[:-1], ends[1:], strict=True)
    )


def _runs(reading: PageReading) -> Iterator[list[ReadWord]]:
    """Words that follow each other: of each line, and of each cell."""
    for line in reading.lines:
        yield list(line.words)
    for table in reading.tables:
        for cell in table.cells:
            yield [w for ln in cell.lines for w in ln.words]


def _learn(runs: Iterable[list[ReadWord]]) -> _Knowledge:
    seen: Counter[tuple[str, str]] = Counter()
    known: set[str] = set()
    for words in runs:
        cores = [_key(w.text) if _is_sure(w) else "" for w in words]
        known.update(c for c in cores if c.isalpha())
        seen.update((a, b) for a, b in pairwise(cores) if a and b)
    variants: dict[str, set[str]] = defaultdict(set)
    for word in known | {s for pair in _lexicon() for s in pair}:
        variants[_unmarked(word)].add(word)
    return _Knowledge(frozenset(seen), {k: frozenset(v) for k, v in variants.items()})


@cache
def _lexicon() -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring syllables in words and phrases of administrative prose."""
    text = (files("extract") / "lexicon" / "compounds.txt").read_text(encoding="utf-8")
    phrases = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return frozenset(pair for phrase in phrases for pair in pairwise(phrase))


def _choose(words: Sequence[ReadWord], place: int, knowledge: _Knowledge) -> ReadWord:
    word = words[place]
    head, core, tail = _split(word.text)
    if _is_sure(word) or not _is_prose(core) or (core.isupper() and len(core) < 3):
        return word
    before = words[place - 1].text if place else "."
    after = words[place + 1].text if place + 1 < len(words) and not tail else "."
    neighbours = ("" if before[-1] in ".;:,)" else _key(before), "" if after == "." else _key(after))
    scores = {core: _VOTED}
    scores |= {_core(other): _READ for other in word.alternatives if _core(other) != core and _is_prose(_core(other))}
    for variant in knowledge.variants.get(_unmarked(core.lower()), ()):
        scores.setdefault(_cased(variant, core), 0.0)
    for reading in scores:
        scores[reading] += _plausibility(reading, neighbours, knowledge)
    best = max(scores, key=lambda c: scores[c])
    ahead = scores[best] - scores[core]
    if best == core or ahead < _MARGIN:
        return word
    return replace(
        word,
        text=head + best + tail,
        support=ahead,
        alternatives=tuple(dict.fromkeys((word.text, *(a for a in word.alternatives if _core(a) != best)))),
    )


def _plausibility(reading: str, neighbours: tuple[str, str], knowledge: _Knowledge) -> float:
    if not _is_cased(reading) or not all(is_vietnamese_syllable(part.lower()) for part in re.split("[/-]", reading)):
        return 0.0
    word, (before, after) = reading.lower(), neighbours
    score = _SYLLABLE
    for pair in ((before, word), (word, after)):
        if pair in knowledge.pairs:
            score += _PAIR_IN_DOCUMENT
        elif pair in _lexicon():
            score += _PAIR
    return score


def _is_prose(word: str) -> bool:
    """Letters alone, or two words with a stroke between them."""
    return bool(re.fullmatch(r"[^\W\d_]+(?:[/-][^\W\d_]+)?", word))


def _key(text: str) -> str:
    """The word as it counts for pairs: lower case, without marks at its edges, all figures alike."""
    core = _core(text).lower()
    return "0" if any(c.isdigit() for c in core) else core


def _is_sure(word: ReadWord) -> bool:
    return word.certainty >= _SURE and word.agreement == 1.0 and word.support is None


def _split(text: str) -> tuple[str, str, str]:
    found = _EDGES.match(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def _core(text: str) -> str:
    return _split(text)[1]


def _unmarked(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _is_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _cased(word: str, like: str) -> str:
    """The word in the case of another one; odd mixtures count as what most of their letters are."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
