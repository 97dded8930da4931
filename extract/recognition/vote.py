"""Several recognisers, one text: their readings of a line aligned letter by letter and voted.

After ROVER (Fiscus 1997), on letters instead of words: the recognisers err in different places, so that a
letter on which two of three agree is nearly always right, and one on which they differ is where to doubt.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from extract.recognition.recogniser import RecognisedWord, Voter
from kehoach.language.folding import ONE_SIGN, unmarked
from kehoach.records import Candidate

# Signs by what is left of them where a tail or a stroke is overlooked: nobody reads one that is not there, so
# the lesser sign is a vote for the whole one that another saw.
_WHOLE: Final = {":": ";", "<": "≤", ">": "≥"}


@dataclass(frozen=True, slots=True)
class VotedWord:
    """A word after the vote. `raw_text` is the first recogniser's reading, `candidates` the others' that
    differ; `agreement` is the share of the votes that its most disputed letter got, `certainty` the voters'
    own mean confidence, `best_certainty` that of the one whose vote counts most, all 0–1; `settled` without
    the dear ones, as the quick ones read its line alike.
    """

    text: str
    raw_text: str
    x0: float
    x1: float
    agreement: float
    certainty: float
    best_certainty: float
    candidates: tuple[Candidate, ...]
    settled: bool = False


@dataclass(slots=True)
class _Letter:
    """A column of the alignment: for each recogniser the letter it read here ("" where it read none)."""

    votes: dict[Voter, str]
    confidences: dict[Voter, float]
    x: float


def vote(readings: Mapping[Voter, Sequence[RecognisedWord]]) -> tuple[VotedWord, ...]:
    """The words of a line from its readings by recogniser, the first of which gives the places of the
    letters.

    A reading without words takes no part. Letters win by the weight of their voters; between equals the
    earlier recogniser's wins.
    """
    present = {voter: words for voter, words in readings.items() if words}
    if not present:
        return ()
    columns = _align(present)
    words: list[list[tuple[_Letter, str, float]]] = [[]]
    for column in columns:
        letter, share = _winner(column)
        if letter == " ":
            words.append([])
        words[-1].append((column, letter, share))
    return tuple(_word(word, list(present)) for word in words if any(letter.strip() for _, letter, _ in word))


def _align(readings: Mapping[Voter, Sequence[RecognisedWord]]) -> list[_Letter]:
    """Columns of letters; letters that the first reading lacks get columns of their own between its
    letters.
    """
    first, *others = readings
    base = _spell(readings[first])
    columns = [_Letter({first: c}, {first: conf}, x) for c, x, conf in base]
    for voter in others:
        columns = _add(columns, voter, _spell(readings[voter]))
    for column in columns:
        for voter in readings:
            column.votes.setdefault(voter, "")
    return columns


def _spell(words: Sequence[RecognisedWord]) -> list[tuple[str, float, float]]:
    """Letters with their place and confidence, a blank between words."""
    letters: list[tuple[str, float, float]] = []
    for word in words:
        if letters:
            letters.append((" ", word.x0, word.confidence))
        step = (word.x1 - word.x0) / len(word.text)
        text = word.text.translate(ONE_SIGN)  # kinds of dashes look too much alike to be voted on
        letters += [(c, word.x0 + (k + 0.5) * step, word.confidence) for k, c in enumerate(text)]
    return letters


def _add(columns: list[_Letter], voter: Voter, letters: Sequence[tuple[str, float, float]]) -> list[_Letter]:
    """Align one more reading to the columns, by base letters, so that marks do not pull the alignment
    apart.
    """
    current = "".join(unmarked(_winner(c)[0] or "\0") for c in columns)
    other = "".join(unmarked(c) for c, _, _ in letters)
    merged: list[_Letter] = []
    for code in Levenshtein.opcodes(current, other):
        for k in range(max(code.src_end - code.src_start, code.dest_end - code.dest_start)):
            column = columns[code.src_start + k] if code.src_start + k < code.src_end else None
            letter = letters[code.dest_start + k] if code.dest_start + k < code.dest_end else None
            if column is None and letter is not None:
                column = _Letter({}, {}, letter[1])
            if column is not None:
                if letter is not None:
                    column.votes[voter], column.confidences[voter] = letter[0], letter[2]
                merged.append(column)
    return merged


def _winner(column: _Letter) -> tuple[str, float]:
    """The letter that wins and its share of the votes of those who have a say."""
    bases, marked = _tally(column)
    base, letter = max(bases, key=lambda b: bases[b]), max(marked, key=lambda c: marked[c])
    return letter, bases[base] / sum(bases.values()) * marked[letter] / sum(marked.values())


def _tally(column: _Letter) -> tuple[dict[str, float], dict[str, float]]:
    """The votes for base letters, and those for marks among those who read the base letter that wins."""
    read = set(column.votes.values())
    votes = [
        (voter, _WHOLE[letter] if _WHOLE.get(letter) in read else letter)
        for voter, letter in column.votes.items()
        if _has_say(voter, letter, column)
    ]
    bases: dict[str, float] = defaultdict(float)
    for voter, letter in votes:
        bases[unmarked(letter) if letter else ""] += voter.weight
    base = max(bases, key=lambda b: bases[b])
    marked: dict[str, float] = defaultdict(float)
    for voter, letter in votes:
        if (unmarked(letter) if letter else "") == base:
            marked[letter] += voter.weight
    return bases, marked


def _has_say(voter: Voter, letter: str, column: _Letter) -> bool:
    """False for who read another sign for one that it cannot read; that nothing is there, it can see, and of
    which one a part is left.
    """
    unread = {sign for sign in column.votes.values() if sign and sign in voter.cannot_read}
    return not letter or not unread or _WHOLE.get(letter) in unread


def _word(word: Sequence[tuple[_Letter, str, float]], voters: Sequence[Voter]) -> VotedWord:
    columns = [column for column, _, _ in word]
    readings = ["".join(c.votes.get(v, "") for c in columns).strip() for v in voters]
    text = unicodedata.normalize("NFC", "".join(letter for _, letter, _ in word).strip())
    certainties = [sum(c.confidences.values()) / len(c.confidences) for c in columns if c.confidences]
    best = max(voters, key=lambda voter: voter.weight)
    # letters that the first reading lacks have their places in another one, which may lie before their
    # neighbours'
    places = [column.x for column, letter, _ in word if letter.strip()]
    half = 0.5 * (max(places) - min(places)) / max(1, len(places) - 1)
    return VotedWord(
        text=text,
        raw_text=readings[0],
        x0=min(places) - half,
        x1=max(places) + half,
        agreement=min(share for _, _, share in word),
        certainty=sum(certainties) / len(certainties),
        best_certainty=min((c.confidences[best] for c in columns if best in c.confidences), default=0.0),
        candidates=_others(text, readings, voters),
    )


def _others(text: str, readings: Sequence[str], voters: Sequence[Voter]) -> tuple[Candidate, ...]:
    """What else was read, each once, by the first who read it so."""
    read: dict[str, str] = {}
    for reading, voter in zip(readings, voters, strict=True):
        read.setdefault(reading, voter.name)
    return tuple(Candidate(reading, name) for reading, name in read.items() if reading not in ("", text))
