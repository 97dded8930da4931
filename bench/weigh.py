"""What each recogniser's say is worth, on lines of scans drawn to work with.

    python -m bench.weigh --seeds 1101,1200:1208 [--corpus FOLDER] [--cache FOLDER] [--jobs N]

Lines are those that the product finds, paired with what is printed on them (at most 450 of a scan). Each
recogniser reads a picture once; the table tells what ensembles with other weights, without a recogniser, or
with nothing settled leave wrong, and how much of the lines Tesseract reads.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.line_pairs import PrintedLine, printed_lines
from bench.options import parse_options
from bench.recognisers import Kept
from bench.scans import random_cases
from extract.picture.dewarp import Gray
from extract.recognition import netchu, netchu5, tesseract
from extract.recognition.ensemble import RECOGNISERS, Ensemble
from extract.recognition.recogniser import RecognisedWord, Voter
from extract.recognition.vote import VotedWord
from kehoach.settings import ExtractSettings

_MOST: Final = 450  # lines of a scan
_AS_IT_IS: Final = "as it is"
_ALL_READ: Final = "nothing settled"
_COLUMNS: Final = ("characters", "lines", "words", "undisputed", "width")

Changes = Mapping[str, Mapping[str, Any] | None]  # by recogniser; None leaves it out


def ensembles() -> Iterator[tuple[str, Changes]]:
    """What is tried, by the name of its row."""
    own, second, dear = netchu.VOTER.name, netchu5.VOTER.name, tesseract.VOTER.name
    yield _AS_IT_IS, {}
    yield _ALL_READ, {own: {"quick": False}, second: {"quick": False}}
    for name in (own, second, dear):
        yield f"without {name}", {name: None}
    for weight in (1.2, 2.0):
        yield f"{own} {weight}", {own: {"weight": weight}}
    for weight in (0.9, 1.5):
        yield f"{second} {weight}", {second: {"weight": weight}}


@dataclass(slots=True)
class _Asked:
    """A recogniser with another say, and the width of what it was asked to read."""

    voter: Voter
    recogniser: Kept
    width: int = 0

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        self.width += sum(line.shape[1] for line in lines)
        return self.recogniser.read(lines)


def count(lines: Sequence[PrintedLine]) -> dict[str, Counter[str]]:
    """What each ensemble leaves wrong on these lines, one scan's, and what there is."""
    tessdata = ExtractSettings().tessdata
    kept = [Kept(file.load(tessdata)) for file in RECOGNISERS]
    pictures = [line.picture for line in lines]
    counts: dict[str, Counter[str]] = {}
    read: dict[str, list[tuple[VotedWord, ...]]] = {}
    for name, changes in ensembles():
        heard = [(k, changes.get(k.voter.name, {})) for k in kept]
        asked = [_Asked(replace(k.voter, **change), k) for k, change in heard if change is not None]
        read[name] = Ensemble(tuple(asked)).read(pictures)
        counts[name] = _wrong(lines, read[name])
        counts[name]["width"] = sum(reader.width for reader in asked if reader.voter == tesseract.VOTER)
    counts["all"] = Counter(lines=len(lines), width=sum(p.shape[1] for p in pictures))
    for line in lines:
        counts["all"].update(characters=len(line.text), words=len(line.text.split()))
    counts["settled"] = _settled(lines, read)
    return counts


def _wrong(lines: Sequence[PrintedLine], read: Sequence[Sequence[VotedWord]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line, words in zip(lines, read, strict=True):
        characters = Levenshtein.distance(" ".join(w.text for w in words), line.text)
        slips = _slips(line, words)
        undisputed = sum(words[k].agreement == 1.0 for k in slips)
        counts.update(characters=characters, lines=characters > 0, words=len(slips), undisputed=undisputed)
    return counts


def _slips(line: PrintedLine, words: Sequence[VotedWord]) -> list[int]:
    """Which of the words are not printed so."""
    codes = Levenshtein.opcodes([w.text for w in words], line.text.split())
    return [k for code in codes if code.tag != "equal" for k in range(code.src_start, code.src_end)]


def _settled(lines: Sequence[PrintedLine], read: Mapping[str, Sequence[Sequence[VotedWord]]]) -> Counter[str]:
    """Words of settled lines, which of them are wrong, and what is wrong there where Tesseract votes, too."""
    counts: Counter[str] = Counter()
    for line, words, voted in zip(lines, read[_AS_IT_IS], read[_ALL_READ], strict=True):
        if words and words[0].settled:
            counts.update(words=len(words), wrong=len(_slips(line, words)), voted=len(_slips(line, voted)))
    return counts


def table(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    """The counts in words."""
    total, settled = counts["all"], counts["settled"]
    yield f"{total['lines']} lines, {total['words']} words, {total['characters']} characters"
    yield "| ensemble | wrong characters | lines | words | of them undisputed | width that Tesseract reads |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, _ in ensembles():
        *wrong, width = (counts[name][column] for column in _COLUMNS)
        yield f"| {name} | {' | '.join(map(str, wrong))} | {100 * width / total['width']:.0f} % |"
    told = f"{settled['wrong']} of them wrong, {settled['voted']} where Tesseract votes there, too"
    yield f"Settled: {settled['words']} words, {told}."


def _of_scan(scan: Path) -> dict[str, Counter[str]]:
    lines = printed_lines(scan)
    picked = sorted(np.random.default_rng(0).permutation(len(lines))[:_MOST])
    return count([lines[k] for k in picked])


def main() -> None:
    """Read, count, tell."""
    options = parse_options(__doc__)
    cases = random_cases(options.corpus, options.cache, options.seeds)
    counts: dict[str, Counter[str]] = {}
    with ProcessPoolExecutor(options.jobs) as pool:
        for of_scan in pool.map(_of_scan, [case.path for case in cases]):
            for name, counted in of_scan.items():
                counts.setdefault(name, Counter()).update(counted)
    print("\n".join(table(counts)))


if __name__ == "__main__":
    main()
