"""The figures of an evaluation: kept, drawn from counts, and compared with earlier ones."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from bench.alignment import Aligned, Reading
from bench.metrics import CellScore, Score

Point = tuple[float, float]
TOLERANCE: Final = 0.0005  # a change below this is none
_EDGES: Final = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Metric:
    """A share of two counts. `percent` tells how it is written, `higher` whether more of it is better."""

    name: str
    part: str
    whole: str
    higher: bool = True
    percent: bool = False


METRICS: Final = (
    Metric("head fields", "head_right", "head_all"),
    Metric("sections R", "section_right", "section_gold"),
    Metric("sections P", "section_right", "section_read"),
    Metric("citations P", "citation_right", "citation_read"),
    Metric("citations R", "citation_right", "citation_gold"),
    Metric("citations full", "citation_full", "citation_gold"),
    Metric("task rows R", "task_right", "task_gold"),
    Metric("task rows P", "task_right", "task_read"),
    Metric("cells exact", "cell_right", "cell_all"),
    Metric("cell CER", "cell_errors", "cell_length", higher=False, percent=True),
    Metric("cell CER, no tones", "cell_base_errors", "cell_length", higher=False, percent=True),
    Metric("group titles", "group_right", "group_all"),
    Metric("deadlines", "deadline_right", "deadline_all"),
    Metric("body CER", "body_errors", "body_length", higher=False, percent=True),
    Metric("body CER, no tones", "body_base_errors", "body_length", higher=False, percent=True),
    Metric("silent errors", "silent", "cell_all", higher=False, percent=True),
    Metric("false alarms", "alarm", "cell_all", higher=False, percent=True),
    Metric("transcript CER", "text_errors", "text_length", higher=False, percent=True),
)


@dataclass(frozen=True, slots=True)
class Bin:
    """Words of about one confidence."""

    confidence: float  # their mean
    right: float  # share of them that is right
    words: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the report is made of: counts by document and condition, curves by condition, bins of all
    words.
    """

    pipeline_version: str
    groups: Mapping[str, str]  # by name of the case
    counts: Mapping[str, Mapping[str, int]]
    curves: Mapping[str, Sequence[Point]]  # by group
    reliability: Sequence[Bin]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is no longer what it was."""

    case: str
    metric: Metric
    before: float
    after: float

    @property
    def gain(self) -> bool:
        """Whether it is better now."""
        return (self.after > self.before) == self.metric.higher


def share(counts: Mapping[str, int], metric: Metric) -> float | None:
    """The figure, None where there is nothing to count."""
    whole = counts.get(metric.whole, 0)
    return counts.get(metric.part, 0) / whole if whole else None


def pooled(figures: Figures, group: str) -> Counter[str]:
    """The counts of all documents of a group together."""
    total: Counter[str] = Counter()
    for name, counts in figures.counts.items():
        if figures.groups[name] == group:
            total.update(counts)
    return total


def mean(figures: Figures, group: str, metric: Metric) -> float | None:
    """The mean of a figure over a group's documents that have it."""
    values = [
        share(counts, metric) for name, counts in figures.counts.items() if figures.groups[name] == group
    ]
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def changes(before: Figures, after: Figures) -> list[Change]:
    """What changed by more than `TOLERANCE` in documents that both have; losses first."""
    found = [
        Change(name, metric, old, new)
        for name in before.counts
        if name in after.counts
        for metric in METRICS
        if (old := share(before.counts[name], metric)) is not None
        and (new := share(after.counts[name], metric)) is not None
        and abs(new - old) > TOLERANCE
    ]
    return sorted(found, key=lambda change: change.gain)


def collect_figures(
    version: str, groups: Mapping[str, str], scores: Mapping[str, Score], aligned: Mapping[str, Aligned]
) -> Figures:
    """The figures of all documents in `groups`; one that could not be read has no counts."""
    cells: dict[str, list[tuple[CellScore, float]]] = {}
    for name, score in scores.items():
        weakest = aligned[name].weakest if name in aligned else {}
        found = ((cell, weakest.get((cell.task, cell.field), 1.0)) for cell in score.cells)
        cells.setdefault(groups[name], []).extend(found)
    return Figures(
        version,
        groups,
        {name: dict(scores[name].counts) if name in scores else {} for name in groups},
        {group: silent_curve(members) for group, members in cells.items() if members},
        reliability(reading for item in aligned.values() for reading in item.readings),
    )


def silent_curve(cells: Iterable[tuple[CellScore, float]]) -> list[Point]:
    """(share of cells flagged, share silently wrong) as the threshold on a cell's weakest word rises from 0
    to 1.

    Flags of rules other than `low_confidence` always stand; a missed row's cells can never be flagged.
    """
    known = list(cells)
    always = [cell for cell, _ in known if cell.rules - {"low_confidence"}]
    others = [(confidence, cell) for cell, confidence in known if not cell.rules - {"low_confidence"}]
    flagged, silent = len(always), sum(not cell.right for _, cell in others)
    points = [(flagged, silent)]
    rising = sorted((item for item in others if not item[1].missed), key=lambda item: item[0])
    for _, members in groupby(rising, key=lambda item: item[0]):
        group = [cell for _, cell in members]
        flagged += len(group)
        if wrong := sum(not cell.right for cell in group):
            points.append((flagged - len(group), silent))
            silent -= wrong
            points.append((flagged, silent))
    points.append((flagged, silent))
    return [(round(x / len(known), 5), round(y / len(known), 5)) for x, y in dict.fromkeys(points)]


def reliability(readings: Iterable[Reading]) -> list[Bin]:
    """What became of words by their confidence. Words of which gold says nothing are left out."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in _EDGES[1:]]
    for reading in readings:
        if reading.right is not None:
            place = sum(reading.word.confidence >= edge for edge in _EDGES[1:-1])
            bins[place].append((reading.word.confidence, reading.right))
    return [
        Bin(
            round(sum(confidence for confidence, _ in members) / len(members), 4),
            round(sum(right for _, right in members) / len(members), 4),
            len(members),
        )
        for members in bins
        if members
    ]


def save(figures: Figures, path: Path) -> None:
    """As JSON, a line for each document, so that a difference shows what changed."""
    documents = {
        name: {"group": figures.groups[name], **dict(sorted(counts.items()))}
        for name, counts in sorted(figures.counts.items())
    }
    parts = {
        "documents": _lines(documents.items()),
        "curves": _lines(sorted(figures.curves.items())),
        "reliability": _lines(
            (str(i), [b.confidence, b.right, b.words]) for i, b in enumerate(figures.reliability)
        ),
    }
    body = ",\n".join(f'"{name}": {{\n{lines}\n}}' for name, lines in parts.items())
    path.write_text(
        f'{{"pipeline_version": {json.dumps(figures.pipeline_version)},\n{body}}}\n', encoding="utf-8"
    )


def load(path: Path) -> Figures:
    """What `save` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    groups = {name: counts.pop("group") for name, counts in data["documents"].items()}
    curves = {group: [(x, y) for x, y in points] for group, points in data["curves"].items()}
    bins = [Bin(*values) for values in data["reliability"].values()]
    return Figures(data["pipeline_version"], groups, data["documents"], curves, bins)


def _lines(items: Iterable[tuple[str, object]]) -> str:
    return ",\n".join(_line(items))


def _line(items: Iterable[tuple[str, object]]) -> Iterator[str]:
    for name, value in items:
        yield f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
