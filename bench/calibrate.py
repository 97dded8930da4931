"""Fits the confidence of words on scans with gold.

    python -m bench.calibrate --seeds 1000:1016 [--corpus FOLDER] [--cache FOLDER] [--jobs N]

Reads the pages of scans drawn at random (kept in the cache), aligns their words with gold and writes
`extract/spelling/calibration.json`. Two thirds of the plans fit the weights, the others tell what they are
worth.
"""

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.alignment import Reading, align_document
from bench.options import parse_options
from bench.scans import Case, random_cases
from extract.assemble import assemble
from extract.layout.unruled_tables import with_unruled_tables
from extract.page_reading import PageReading, ReadWord
from extract.recognition.ensemble import load_ensemble
from extract.scanned_page import PageReader
from extract.sources.opening import open_pages
from extract.spelling.confidence import features
from extract.spelling.correction import repair
from kehoach.records import Source
from kehoach.settings import ExtractSettings

_TARGET = Path(__file__).parents[1] / "extract" / "spelling" / "calibration.json"
_RIDGE = 0.3  # keeps weights of features that hardly occur small, all but the constant's
_HELD_OUT = 3  # every third plan
_OF_A_CELL = 3

Row = tuple[dict[str, float], bool, str]


def read_pages(path: Path, cache: Path) -> list[PageReading]:
    """The scan's pages before repair, from the cache where they are there."""
    kept = cache / f"{path.parent.name}-{path.name}.readings"
    if not kept.exists():
        settings = ExtractSettings()
        reader = PageReader(load_ensemble(settings.tessdata), settings.tessdata)
        with open_pages(Source(path, path.name, ""), settings) as pages:
            readings = [reader.read(*page.render(), number) for number, page in enumerate(pages, 1)]
        kept.write_bytes(pickle.dumps(readings))
    loaded: list[PageReading] = pickle.loads(kept.read_bytes())
    return loaded


def word_rows(case: Case, readings: Sequence[PageReading]) -> Iterator[Row]:
    """Features of each word that gold says something of, whether it was read right, and its document."""
    repaired = repair(with_unruled_tables(readings))
    document = assemble(Source(case.path, case.path.name, ""), repaired, ())
    by_place = {(r.page.number, w.bbox): w for r in repaired for w in _words(r)}
    for aligned in _in_their_cells(align_document(document, case.gold).readings):
        word = by_place.get((aligned.word.page, aligned.word.bbox))
        if aligned.right is not None and word is not None:
            yield dict(features(word)), aligned.right, case.name.split(".")[0]


def _in_their_cells(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Without several in a row where gold has nothing: those are right words in a wrong cell, and the doubt
    is the table's.
    """
    for nothing, run in groupby(readings, key=lambda reading: reading.gold == ""):
        words = list(run)
        if not nothing or len(words) < _OF_A_CELL:
            yield from words


def _words(reading: PageReading) -> Iterator[ReadWord]:
    for line in reading.lines:
        yield from line.words
    for table in reading.tables:
        for cell in table.cells:
            for line in cell.lines:
                yield from line.words


def fit(rows: Sequence[Row]) -> Mapping[str, float]:
    """Weights of the logistic regression, by Newton's method."""
    names = list(rows[0][0])
    x = np.array([[row[0][n] for n in names] for row in rows])
    right = np.array([row[1] for row in rows], dtype=float)
    weights = np.zeros(len(names))
    ridge = np.array([0.0 if name == "constant" else _RIDGE for name in names])
    for _ in range(40):
        chance = _sigmoid(x @ weights)
        slope = x.T @ (right - chance) - ridge * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}


def _sigmoid(score: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -30, 30))))


def describe(rows: Sequence[Row], weights: Mapping[str, float]) -> Iterator[str]:
    """How often words of each confidence were right, and the mean loss."""
    chance = np.array([1 / (1 + np.exp(-sum(weights[n] * v for n, v in row[0].items()))) for row in rows])
    right = np.array([row[1] for row in rows])
    for low, high in (
        (0, 0.3),
        (0.3, 0.6),
        (0.6, 0.8),
        (0.8, 0.9),
        (0.9, 0.97),
        (0.97, 0.99),
        (0.99, 0.997),
        (0.997, 1.01),
    ):
        here = (chance >= low) & (chance < high)
        if here.any():
            told = f"said {chance[here].mean():.4f}, right {right[here].mean():.4f}"
            yield f"{low:.3f}–{min(high, 1):.3f}: {here.sum():6} words, {told}"


def _rows_of(case: Case, cache: Path) -> list[Row]:
    return list(word_rows(case, read_pages(case.path, cache)))


def main() -> None:
    """Fit, report on the held-out plans, write the weights."""
    options = parse_options(__doc__)
    cases = random_cases(options.corpus, options.cache, options.seeds)
    with ProcessPoolExecutor(options.jobs) as pool:
        rows = [row for part in pool.map(_rows_of, cases, [options.cache] * len(cases)) for row in part]
    plans = sorted({row[2] for row in rows})
    held_out = set(plans[1::_HELD_OUT])
    trial = fit([row for row in rows if row[2] not in held_out])
    print(
        f"held out: {', '.join(sorted(held_out))}",
        *describe([r for r in rows if r[2] in held_out], trial),
        sep="\n",
    )
    _TARGET.write_text(json.dumps(fit(rows), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
