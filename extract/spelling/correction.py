"""Repair by what is known of the language: disputed words are chosen by the company they keep.

A word on which the recognisers differ, or which is no Vietnamese syllable, is weighed against their other
readings and against words that differ in marks alone, by the pairs it forms with its neighbours: pairs read
surely elsewhere in the document, and pairs of the lexicon of administrative prose. A word that was read
surely is doubted where a rival keeps better company, and touched only where the rival is far better. What the
first recogniser read stays in `raw_text`.

Where a tone mark is too faint for one word it is for the next, too ("đâu thâu" for "đấu thầu"), and in the
whole document: a word with its tone is weighed beside its neighbours with theirs, and pairs without tones
that are a known word with them speak for nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from extract.page_reading import PageReading, ReadLine, ReadWord, readings, reread
from extract.spelling import lexicon
from extract.spelling.numerals import part_quarters, repair_numerals
from extract.spelling.points import Points, repair_points, seen_points
from extract.spelling.quotes import attach_closing, repair_quotes
from extract.spelling.syllables import is_vietnamese_syllable
from kehoach.language.folding import mark_count, unmarked
from kehoach.language.tones import modern, without_tones

_Pair = tuple[str, str]
# What may stand before a word, and behind it, and what speaks for both at once where they are a known pair.
_Neighbours = tuple[Mapping[str, float], Mapping[str, float]]

_COLLOCATION = "collocation"  # what these repairs are called

# A word is sure where all recognisers read it alike, with at least this certainty.
_SURE, _VERY_SURE = 0.93, 0.97
# What speaks for a reading: being the vote's (as far as the voters were sure), being one recogniser's, being
# a syllable (little, where no phrase of the lexicon has it and it is no name's), each neighbour that it forms
# a known pair with, and filling the gap in a longer phrase. For a doubt it is enough that it stands elsewhere
# in the document, where the vote's reading does not.
_VOTED, _READ, _SYLLABLE, _RARE_SYLLABLE = 1.8, 0.9, 1.5, 0.3
_PAIR_IN_DOCUMENT, _PHRASE, _FAMILIAR = 1.6, 1.2, 0.9
# … and a known pair that two words are only with the tones of both.
_BOTH_FAINT = 1.2
# A reading replaces the vote's where it is ahead by this; a sure one where it is further ahead, if it has one
# more mark, which was too faint for all recognisers alike, and where it is far ahead, if it has not.
_MARGIN, _MARGIN_OVER_FAINT, _MARGIN_OVER_SURE = 1.0, 1.6, 2.2
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
# No small "l" stands before a capital: without serifs it looks like "I" ("lSO", "VNelD").
_CAPITAL_I = re.compile(r"l(?=[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What the document's sure words and the lexicon say."""

    words: Counter[str]  # words that were read surely, and how often
    pairs: Counter[_Pair]  # neighbours that were both read surely, and how often
    variants: dict[str, frozenset[str]]  # word without marks → words of the document and the lexicon
    points: Points


def repair(readings: Sequence[PageReading]) -> list[PageReading]:
    """The readings with disputed words chosen anew; pages with a text layer are left as they are."""
    scanned = [r for r in readings if r.page.text_source == "ocr"]
    if not scanned:
        return list(readings)
    knowledge = _learn([words for r in scanned for words in _runs(r)])
    return [_repair_page(r, knowledge) if r.page.text_source == "ocr" else r for r in readings]


def _repair_page(reading: PageReading, knowledge: _Knowledge) -> PageReading:
    lines = sorted(reading.lines, key=lambda ln: (ln.bbox[1], ln.bbox[0]))
    lines = [_with_whole_words(ln) for ln in lines]
    lines = [replace(ln, words=tuple(repair_numerals(ln.words))) for ln in lines]
    tables = tuple(
        replace(t, cells=tuple(replace(c, lines=_repair_cell(c.lines, knowledge)) for c in t.cells))
        for t in reading.tables
    )
    return replace(
        reading, lines=_repair_words(lines, [w for ln in lines for w in ln.words], knowledge), tables=tables
    )


def _repair_cell(lines: Sequence[ReadLine], knowledge: _Knowledge) -> tuple[ReadLine, ...]:
    lines = [_with_whole_words(ln) for ln in lines]
    return _repair_words(lines, repair_numerals([w for ln in lines for w in ln.words]), knowledge)


def _with_whole_words(line: ReadLine) -> ReadLine:
    """The line with each word as one: a closing mark is none; its capitals are capitals."""
    return replace(line, words=tuple(map(_with_capitals, part_quarters(attach_closing(line.words)))))


def _with_capitals(word: ReadWord) -> ReadWord:
    text = _CAPITAL_I.sub("I", word.text)
    return word if text == word.text else reread(word, text, "capitals")


def _repair_words(
    lines: Sequence[ReadLine], words: Sequence[ReadWord], knowledge: _Knowledge
) -> tuple[ReadLine, ...]:
    """The lines with their words chosen; `words` are those of all lines, in order."""
    pointed = repair_points([_choose(words, k, knowledge) for k in range(len(words))], knowledge.points)
    chosen = iter(repair_quotes(pointed))
    return tuple(replace(ln, words=tuple(next(chosen) for _ in ln.words)) for ln in lines)


def _runs(reading: PageReading) -> Iterator[list[ReadWord]]:
    """Words that follow each other: of each line, and of each cell."""
    for line in reading.lines:
        yield list(line.words)
    for table in reading.tables:
        for cell in table.cells:
            yield [w for ln in cell.lines for w in ln.words]


def _learn(runs: Sequence[list[ReadWord]]) -> _Knowledge:
    seen: Counter[_Pair] = Counter()
    known: Counter[str] = Counter()
    for words in runs:
        cores = [_key(w.text) if _is_sure(w) else "" for w in words]
        known.update(c for c in cores if c.isalpha())
        seen.update((a, b) for a, b in pairwise(cores) if a and b)
    variants: dict[str, set[str]] = defaultdict(set)
    for word in known.keys() | {s for pair in lexicon.pairs() for s in pair}:
        variants[unmarked(word)].add(word)
    told = _Knowledge(known, seen, {k: frozenset(v) for k, v in variants.items()}, seen_points(runs))
    return replace(told, pairs=Counter({p: n for p, n in seen.items() if not _lost_tones(p, told)}))


def _lost_tones(pair: _Pair, knowledge: _Knowledge) -> bool:
    """Whether a pair is none that the lexicon knows, but a word of it without tones."""
    first, second = ({word} | _with_tone(word, knowledge) for word in pair)
    words = lexicon.pairs()
    toned = product(first, second)
    return pair not in words and any(words.get(other) == lexicon.WORD for other in toned)


def _with_tone(word: str, knowledge: _Knowledge) -> set[str]:
    """The words that differ from one without a tone by theirs alone."""
    alike = knowledge.variants.get(unmarked(word), ())
    return {other for other in alike if other != word and without_tones(other) == word}


def _choose(words: Sequence[ReadWord], place: int, knowledge: _Knowledge) -> ReadWord:
    word = words[place]
    head, core, tail = _split(word.text)
    if not _is_prose(core) or (_is_short_form(core) and not _in_heading(words, place)):
        return word
    if len(core) == 1 and (len(words) == 1 or tail.startswith(")")):
        return word  # a mark, or what numbers an item: it keeps no company
    beside, toned = _beside(words, place, knowledge)
    voted = _VOTED * word.agreement * word.certainty
    scores = {core: voted}
    scores |= {
        _core(other): _READ for other in readings(word) if _core(other) != core and _is_prose(_core(other))
    }
    for variant in knowledge.variants.get(unmarked(core.lower()), ()):
        scores.setdefault(_cased(variant, core), 0.0)
    expected = _expected(words, place)
    for reading in scores:
        # A sure word's own pairs are among those seen: they speak for it only where they were seen again.
        own = int(_is_sure(word) and reading == core)
        neighbours = toned if _has_gained_tone(reading, core) else beside
        scores[reading] += _plausibility(reading, neighbours, knowledge, own)
        scores[reading] += _PHRASE * expected.get(modern(reading.lower()), 0)
    best = max(scores, key=lambda c: scores[c])
    ahead = scores[best] - scores[core]
    if best == core or ahead < _margin(word, core, best):
        strange = knowledge.words[_key(core)] <= _is_sure(word)
        others = (
            s + _FAMILIAR * (strange and knowledge.words[_key(c)] > 1) for c, s in scores.items() if c != core
        )
        rival = max(0.0, max(others, default=0.0) - (scores[core] - voted))
        return replace(word, rival=rival, company=_company(core, beside, knowledge, int(_is_sure(word))))
    chosen = replace(reread(word, head + best + tail, _COLLOCATION), support=ahead)
    neighbours = toned if _has_gained_tone(best, core) else beside
    return replace(chosen, company=_company(best, neighbours, knowledge, 0))


def _beside(words: Sequence[ReadWord], place: int, knowledge: _Knowledge) -> tuple[_Neighbours, _Neighbours]:
    """The word's neighbours in its sentence, as they were read and with the tones that they may have lost:
    what each speaks for beside a word that stays, and beside one whose tone is lost, too.
    """
    before = words[place - 1].text if place else "."
    ends = _split(words[place].text)[2] or place + 1 == len(words)
    after = "." if ends else words[place + 1].text
    before, after = before.rpartition("/")[2] or ".", after.partition("/")[0] or "."
    keys = ("" if before[-1] in ".;:,)" else _key(before), "" if after == "." else _key(after))
    toned = [dict.fromkeys(_with_tone(key, knowledge), _BOTH_FAINT) | {key: 0.0} for key in keys]
    return (dict.fromkeys(toned[0], 0.0), dict.fromkeys(toned[1], 0.0)), (toned[0], toned[1])


def _has_gained_tone(reading: str, core: str) -> bool:
    return reading != core and without_tones(reading) == core


def _margin(word: ReadWord, core: str, other: str) -> float:
    if not _is_beyond_doubt(word):
        return _MARGIN
    return _MARGIN_OVER_FAINT if mark_count(other) == mark_count(core) + 1 else _MARGIN_OVER_SURE


def _expected(words: Sequence[ReadWord], place: int) -> Mapping[str, int]:
    """What stands here in the phrases of the lexicon that the words around belong to, and how many of these
    the longest such phrase has beyond two.
    """
    first = max(0, place - lexicon.LONGEST_PHRASE + 1)
    keys = [
        "" if k == place else _key(words[k].text)
        for k in range(first, min(len(words), place + lexicon.LONGEST_PHRASE))
    ]
    at = place - first
    found: dict[str, int] = {}
    for start in range(at + 1):
        for end in range(max(at + 1, start + 3), min(len(keys), start + lexicon.LONGEST_PHRASE) + 1):
            for syllable in lexicon.gaps().get(tuple(keys[start:end]), ()):
                found[syllable] = max(found.get(syllable, 0), end - start - 2)
    return found


def _plausibility(reading: str, neighbours: _Neighbours, knowledge: _Knowledge, own: int) -> float:
    parts = re.split("[/-]", reading)
    if not _is_cased(reading) or not all(is_vietnamese_syllable(part.lower()) for part in parts):
        return 0.0
    known, seen = lexicon.pairs(), knowledge.pairs
    told = (
        max(
            (known[pair] + both if pair in known else 0.0) + _PAIR_IN_DOCUMENT * (seen[pair] > own)
            for pair, both in side
        )
        for side in _pairs(reading, neighbours)
    )
    rare = any(part.islower() and modern(part) not in lexicon.syllables() for part in parts)
    return (_RARE_SYLLABLE if rare else _SYLLABLE) + sum(told)


def _company(reading: str, neighbours: _Neighbours, knowledge: _Knowledge, own: int) -> float:
    """With how many of its neighbours (0–2) it forms a pair that the lexicon or the document knows."""
    return float(
        sum(
            any(pair in lexicon.pairs() or knowledge.pairs[pair] > own for pair, _ in side)
            for side in _pairs(reading, neighbours)
        )
    )


def _pairs(
    reading: str, neighbours: _Neighbours
) -> tuple[list[tuple[_Pair, float]], list[tuple[_Pair, float]]]:
    word, (before, after) = modern(reading.lower()), neighbours
    pairs = [((other, word), both) for other, both in before.items()]
    return pairs, [((word, other), both) for other, both in after.items()]


def _is_prose(word: str) -> bool:
    """Letters alone, or two words with a stroke between them; no Roman numeral, which keeps no company."""
    return not re.fullmatch("[IVX]+", word) and bool(re.fullmatch(r"[^\W\d_]+(?:[/-][^\W\d_]+)?", word))


def _is_short_form(word: str) -> bool:
    """Two capitals without a mark ("TT", "QĐ"); "TỔ" is a word."""
    return word.isupper() and len(word) < 3 and unmarked(word) == word.replace("Đ", "D")


def _in_heading(words: Sequence[ReadWord], place: int) -> bool:
    """Whether the next word is one in capitals, so that this one is no short form among small letters."""
    after = _core(words[place + 1].text) if place + 1 < len(words) else ""
    return len(after) > 2 and after.isupper()


def _key(text: str) -> str:
    """The word as it counts for pairs: lower case, without marks at its edges, all figures alike."""
    core = modern(_core(text).lower())
    return "0" if any(c.isdigit() for c in core) else core


def _is_sure(word: ReadWord) -> bool:
    return word.certainty >= _SURE and word.agreement == 1.0 and word.support is None


def _is_beyond_doubt(word: ReadWord) -> bool:
    """Sure, and if it spells no syllable, very sure."""
    return _is_sure(word) and (word.certainty >= _VERY_SURE or is_vietnamese_syllable(_core(word.text)))


def _split(text: str) -> tuple[str, str, str]:
    found = _EDGES.match(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def _core(text: str) -> str:
    return _split(text)[1]


def _is_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _cased(word: str, like: str) -> str:
    """The word in the case of another one; odd mixtures count as what most of their letters are."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
