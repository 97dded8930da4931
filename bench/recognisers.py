"""How well each recogniser reads lines that the product finds on drawn scans, beside their vote.

    python -m bench.recognisers FIRST:END [--most LINES] [--jobs N] [--scanner PYTHON] [--corpus FOLDER]
        [--write]

Scans of these seeds are drawn, their lines found and paired with what is printed on them. `--write` puts the
tables into docs/recogniser.md.
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from time import process_time
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.line_pairs import PrintedLine, printed_lines
from bench.scans import draw_scan
from extract.picture.dewarp import Gray
from extract.recognition import netchu, tesseract
from extract.recognition.ensemble import RECOGNISERS, Ensemble
from extract.recognition.recogniser import RecognisedWord, Recogniser, Voter
from extract.recognition.vote import VotedWord
from kehoach.language.folding import unmarked
from kehoach.settings import ExtractSettings

_ROOT: Final = Path(__file__).parents[1]
_PAGE: Final = _ROOT / "docs/recogniser.md"
_CURVE: Final = _ROOT / "training/curve.csv"
_CURVE_STEP: Final = 1.8  # minutes
_OWN: Final = netchu.VOTER.name
_UNSEEN: Final = "Pagella"  # the typeface that training never sees
_WITHOUT: Final = f"vote without {_OWN}"
_VOTE: Final = "vote"
_RESAMPLES: Final = 2_000
_MOST_CONFUSED: Final = 12
_STEPS: Final = (30, 45)  # pixels of a line's height between the rows of the table
_SIGNS: Final = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A line, by reader the text it gave, and whether that was settled without Tesseract."""

    line: PrintedLine
    texts: Mapping[str, str]
    settled: bool

    def errors(self, reader: str) -> int:
        return Levenshtein.distance(self.texts[reader], self.line.text)


class Kept:
    """A recogniser that reads a picture once, and counts the time it takes."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.voter: Voter = recogniser.voter
        self.seconds = 0.0
        self.count = 0
        self._recogniser = recogniser
        self._known: dict[tuple[tuple[int, ...], bytes], tuple[RecognisedWord, ...]] = {}

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        """See `Recogniser.read`."""
        keys = [(line.shape, line.tobytes()) for line in lines]
        new = {key: line for key, line in zip(keys, lines, strict=True) if key not in self._known}
        began = process_time()
        words = self._recogniser.read(list(new.values()))
        self.seconds += process_time() - began
        self.count += len(new)
        self._known.update(zip(new, words, strict=True))
        return [self._known[key] for key in keys]


def main() -> None:
    """Read the lines of these seeds' scans and print the tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("seeds")
    options.add_argument("--most", type=int, default=900, help="lines in all")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="scans at the same time")
    options.add_argument("--scanner", default=str(_ROOT / ".cache/evaluate/scanner/bin/python"))
    options.add_argument("--corpus", type=Path, default=_ROOT / "../shared/corpus")
    options.add_argument("--cache", type=Path, default=_ROOT / ".cache/evaluate/lines")
    options.add_argument("--write", action="store_true", help="put the tables into docs/recogniser.md")
    chosen = options.parse_args()
    first, end = map(int, chosen.seeds.split(":"))
    draw = partial(draw_scan, chosen.scanner, chosen.corpus, chosen.corpus / "plans", chosen.cache)
    with ProcessPoolExecutor(chosen.jobs) as pool:
        scans = list(pool.map(draw, range(first, end)))
        found = list(pool.map(printed_lines, scans))
    readings, costs = read_lines(_sample(found, chosen.most))
    told = f"{len(readings)} lines of {len(scans)} scans, seeds {first} to {end - 1}.\n\n"
    page = told + "\n".join(
        (_table(readings), _share_settled(readings), _costs(costs), _misses(readings), learning_curve())
    )
    print(page)
    if chosen.write:
        old = _PAGE.read_text(encoding="utf-8")
        marks = re.compile(r"(<!-- figures -->\n).*(<!-- end of figures -->)", re.DOTALL)
        _PAGE.write_text(marks.sub(lambda m: f"{m[1]}\n{page}\n{m[2]}", old), encoding="utf-8")


def _sample(scans: Sequence[list[PrintedLine]], most: int) -> list[PrintedLine]:
    """As many lines of each scan, drawn at random with a fixed seed."""
    rng = np.random.default_rng(0)
    share = most // max(1, len(scans))
    return [lines[k] for lines in scans for k in sorted(rng.permutation(len(lines))[:share])]


def read_lines(lines: Sequence[PrintedLine]) -> tuple[list[_Reading], dict[str, float]]:
    """What each reader reads, and milliseconds of processor time a line."""
    tessdata = ExtractSettings().tessdata
    kept = {file.VOTER.name: Kept(file.load(tessdata)) for file in RECOGNISERS}
    pictures = [line.picture for line in lines]
    texts = {name: [_text(words) for words in reader.read(pictures)] for name, reader in kept.items()}
    costs = {name: 1000 * reader.seconds / reader.count for name, reader in kept.items()}
    others = tuple(reader for name, reader in kept.items() if name != _OWN)
    texts[_WITHOUT] = [_text(words) for words in Ensemble(others).read(pictures)]
    together = Ensemble(tuple(kept.values()))  # what it settles depends on the lines around
    scans = [[line.picture for line in scan] for _, scan in groupby(lines, key=lambda line: line.scan)]
    voted = [words for scan in scans for words in together.read(scan)]
    texts[_VOTE] = [_text(words) for words in voted]
    readings = [
        _Reading(
            line, {name: read[number] for name, read in texts.items()}, any(w.settled for w in voted[number])
        )
        for number, line in enumerate(lines)
    ]
    return readings, costs


def _text(words: Sequence[RecognisedWord] | Sequence[VotedWord]) -> str:
    return " ".join(word.text for word in words)


def _groups() -> Iterator[tuple[str, Callable[[PrintedLine], bool]]]:
    low, high = _STEPS
    yield "all", lambda line: True
    yield "bilevel", lambda line: line.bilevel
    yield "grey or colour", lambda line: not line.bilevel
    yield "faded, curled, warped or specked", _damaged
    yield "none of these, grey or colour", lambda line: not line.bilevel and not _damaged(line)
    yield f"under {low} px high", lambda line: line.picture.shape[0] < low
    yield f"{low} to {high - 1} px", lambda line: low <= line.picture.shape[0] < high
    yield f"{high} px and more", lambda line: line.picture.shape[0] >= high
    yield f"{_UNSEEN}: not in training", lambda line: _UNSEEN in line.typeface


def _damaged(line: PrintedLine) -> bool:
    return any(line.drawn[kind] for kind in ("fade", "curl", "warp", "specks"))


def _table(readings: Sequence[_Reading]) -> str:
    names = list(readings[0].texts)
    rows = [f"| lines | n | {' | '.join(names)} |", "| --- | --- |" + " --- |" * len(names)]
    typefaces = sorted({r.line.typeface for r in readings})
    named = [(name, lambda line, name=name: line.typeface == name) for name in typefaces]
    for title, belongs in (*_groups(), *named):
        part = [r for r in readings if belongs(r.line)]
        if part:
            cells = [_rate(part, name) for name in names]
            rows.append(f"| {title} | {len(part)} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _rate(readings: Sequence[_Reading], name: str) -> str:
    """Wrong characters by printed ones in percent; where 95 % of resamples of the scans lie."""
    scans = sorted({r.line.scan for r in readings})
    wrong, all_of = np.zeros(len(scans)), np.zeros(len(scans))
    for r in readings:
        place = scans.index(r.line.scan)
        wrong[place] += r.errors(name)
        all_of[place] += len(r.line.text)
    picks = np.random.default_rng(0).integers(0, len(scans), (_RESAMPLES, len(scans)))
    low, high = np.percentile(wrong[picks].sum(axis=1) / all_of[picks].sum(axis=1), (2.5, 97.5))
    between = f" ({100 * low:.1f}–{100 * high:.1f})" if len(scans) > 1 else ""
    return f"{100 * wrong.sum() / all_of.sum():.2f}{between}"


def _share_settled(readings: Sequence[_Reading]) -> str:
    """How much Tesseract need not read, and how well that was read all the same."""
    settled = [r for r in readings if r.settled]
    if not settled:
        return "Nothing was settled without Tesseract.\n"
    width, all_of = (sum(r.line.picture.shape[1] for r in part) for part in (settled, readings))
    wrong = ", ".join(f"{name} {_rate(settled, name)}" for name in (tesseract.VOTER.name, _VOTE))
    return (
        f"Settled without Tesseract: {len(settled)} lines, {100 * width / all_of:.0f} % of the width. "
        f"Wrong characters there in percent: {wrong}.\n"
    )


def _costs(costs: Mapping[str, float]) -> str:
    told = ", ".join(f"{name} {cost:.1f}" for name, cost in costs.items())
    return f"Milliseconds of one core a line: {told}.\n"


def _misses(readings: Sequence[_Reading]) -> str:
    """What the own recogniser takes for what, the commonest first, and what kind of errors they are."""
    pairs: Counter[tuple[str, str]] = Counter()
    for r in readings:
        read = r.texts[_OWN]
        for edit in Levenshtein.editops(r.line.text, read):
            printed = r.line.text[edit.src_pos] if edit.tag != "insert" else ""
            pairs[printed, read[edit.dest_pos] if edit.tag != "delete" else ""] += 1
    kinds: Counter[str] = Counter()
    for (printed, read), count in pairs.items():
        kinds[_kind(printed, read)] += count
    total = max(1, sum(kinds.values()))
    shares = ", ".join(f"{kind} {100 * n / total:.0f} %" for kind, n in kinds.most_common())
    most = ", ".join(
        f"“{printed or '∅'}” → “{read or '∅'}” {n}"
        for (printed, read), n in pairs.most_common(_MOST_CONFUSED)
    )
    return f"Of the own recogniser's {total} errors: {shares}. The commonest: {most}.\n"


def learning_curve() -> str:
    """What training had reached on drawn lines with all damage, a row for about every two minutes."""
    rows = ["| minutes | lines | letters wrong |", "| --- | --- | --- |"]
    points = [line.split(",") for line in _CURVE.read_text(encoding="utf-8").splitlines()]
    last = 0.0
    for minutes, _, lines, _, wrong in points:
        if float(minutes) - last > _CURVE_STEP or minutes == points[-1][0]:
            last = float(minutes)
            rows.append(f"| {last:.0f} | {int(float(lines)):,} | {float(wrong):.1f} % |")
    return (
        "Training, on drawn lines with all damage (a harder mixture than the lines above):\n\n"
        + "\n".join(rows)
        + "\n"
    )


def _kind(printed: str, read: str) -> str:
    if " " in (printed, read):
        return "blanks"
    if _SIGNS.fullmatch(printed or read):
        return "signs"
    if not printed or not read:
        return "letters too many or too few"
    if unmarked(printed) == unmarked(read):
        return "marks"
    return "case" if printed.lower() == read.lower() else "other letters"


if __name__ == "__main__":
    main()
