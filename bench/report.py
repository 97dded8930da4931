"""The figures as Markdown and charts; writes the generated part of docs/accuracy.md.

python -m bench.report      writes it again from the committed figures
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.figures import METRICS, Change, Figures, Metric, load, mean, pooled, share
from bench.plots import Chart, Point, draw
from bench.scans import CONDITIONS, DIGITAL, OTHERS, RANDOM

_ROOT: Final = Path(__file__).parents[1]
LAST: Final = _ROOT / "bench" / "figures" / "last.json"
DOCS: Final = _ROOT / "docs"
_BEGIN, _END = "<!-- figures: made by bench.report -->", "<!-- end of figures -->"
_METRIC: Final[Mapping[str, Metric]] = {metric.name: metric for metric in METRICS}
_SILENT, _ALARMS = 0.005, 0.05  # what a steward can bear, share of cells
_BY_DOCUMENT: Final = (
    "head fields",
    "sections R",
    "sections P",
    "citations P",
    "citations R",
    "task rows R",
    "task rows P",
    "cells exact",
    "deadlines",
    "body CER",
    "silent errors",
    "false alarms",
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should reach, by group; a group that is not named has none."""

    metric: Metric
    limits: Mapping[str, float]


def _on_scans(name: str, *limits: float, real: float | None = None) -> Target:
    scans = dict(zip(("clean", "office", "low", "fax", "phone"), limits, strict=True))
    return Target(_METRIC[name], scans if real is None else {**scans, "real": real})


def _everywhere(name: str, limit: float) -> Target:
    return Target(_METRIC[name], dict.fromkeys(CONDITIONS, limit))


TARGETS: Final = (
    _on_scans("cells exact", 0.985, 0.98, 0.96, 0.95, 0.95, real=0.90),
    _on_scans("citations P", 0.995, 0.99, 0.985, 0.98, 0.98),
    _on_scans("citations R", 0.995, 0.99, 0.985, 0.98, 0.98, real=0.95),
    _on_scans("deadlines", 0.99, 0.99, 0.98, 0.97, 0.97),
    _on_scans("body CER", 0.003, 0.005, 0.007, 0.008, 0.009),
    _everywhere("silent errors", _SILENT),
    _everywhere("false alarms", _ALARMS),
    _everywhere("head fields", 0.98),
    _everywhere("sections R", 0.98),
    _everywhere("sections P", 0.98),
    Target(_METRIC["task rows R"], {"real": 0.95}),
    Target(_METRIC["transcript CER"], {"real": 0.01}),
)


def write_report(figures: Figures, folder: Path) -> None:
    """Bring accuracy.md, which has the markers, and the charts in `folder` to these figures."""
    page = folder / "accuracy.md"
    page.write_text(fill(page.read_text(encoding="utf-8"), figures), encoding="utf-8")
    for name, chart in charts(figures).items():
        (folder / name).write_text(chart, encoding="utf-8")


def fill(page: str, figures: Figures) -> str:
    """The page with the figures between its markers."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n\n{markdown(figures)}\n{_END}{after}"


def markdown(figures: Figures) -> str:
    """All tables."""
    return "\n".join(
        [
            f"Read by version `{figures.pipeline_version}`.",
            *("", "### Targets", ""),
            *_targets(figures),
            *("", "### By condition", ""),
            *_by_condition(figures),
            *("", "### Silent errors against flags", "", "![silent errors](accuracy-silent-errors.svg)"),
            *("", "### Confidence of words", "", "![word confidence](accuracy-word-confidence.svg)", ""),
            *_reliability(figures),
            *("", "### By document", ""),
            *_by_document(figures),
            "",
        ]
    )


def summary(figures: Figures) -> str:
    """The table by condition, for a terminal."""
    return "\n".join(_by_condition(figures))


def tell_changes(found: Sequence[Change]) -> str:
    """A line for each change, losses first."""
    return "\n".join(
        f"{'better' if change.gain else 'WORSE '}  {change.case:28}  {change.metric.name:18}  "
        f"{write(change.before, change.metric)} → {write(change.after, change.metric)}"
        for change in found
    )


def charts(figures: Figures) -> Mapping[str, str]:
    """The charts by file name."""
    groups = [
        group for group in _groups(figures) if group not in (DIGITAL, "samples") and group in figures.curves
    ]
    silent = Chart(
        "Cells wrong and not flagged, as the threshold on confidence rises",
        "cells flagged",
        "cells silently wrong",
        x_end=0.25,  # beyond that nobody would use them
        y_end=0.05,
        guide=((0.0, _SILENT), (0.25, _SILENT)),
    )
    words = Chart(
        "Words by their confidence", "confidence", "words that are right", 1.0, 1.0, ((0.0, 0.0), (1.0, 1.0))
    )
    points = [(item.confidence, item.right) for item in figures.reliability]
    return {
        "accuracy-silent-errors.svg": draw(
            silent,
            {group: figures.curves[group] for group in groups},
            {group: [_operating_point(pooled(figures, group))] for group in groups},
        ),
        "accuracy-word-confidence.svg": draw(words, {"all words": points}, {"all words": points}),
    }


def write(value: float | None, metric: Metric) -> str:
    """A figure as text; – where there is none."""
    if value is None:
        return "–"
    return f"{100 * value:.2f} %" if metric.percent else f"{value:.3f}"


def _operating_point(counts: Mapping[str, int]) -> Point:
    """Where the pipeline's own threshold stands on the curve."""
    caught = counts["cell_all"] - counts["cell_right"] - counts["silent"]
    return (counts["alarm"] + caught) / counts["cell_all"], counts["silent"] / counts["cell_all"]


def _groups(figures: Figures) -> list[str]:
    present = set(figures.groups.values())
    return [group for group in (*CONDITIONS, *OTHERS, RANDOM) if group in present]


def _targets(figures: Figures) -> Iterator[str]:
    groups = [group for group in _groups(figures) if group != "samples"]
    yield from _head(["mean over documents", *groups])
    for target in TARGETS:
        yield _row([target.metric.name, *(_aimed(figures, target, group) for group in groups)])


def _aimed(figures: Figures, target: Target, group: str) -> str:
    """The figure with its target; bold where it falls short."""
    value, limit = mean(figures, group, target.metric), target.limits.get(group)
    text = write(value, target.metric)
    if value is None or limit is None:
        return text
    reached = value >= limit if target.metric.higher else value <= limit
    sign = "≥" if target.metric.higher else "≤"
    return f"{text if reached else f'**{text}**'} ({sign} {write(limit, target.metric)})"


def _by_condition(figures: Figures) -> Iterator[str]:
    groups = _groups(figures)
    totals = [pooled(figures, group) for group in groups]
    yield from _head(["all documents together", *groups])
    for metric in METRICS:
        yield _row([metric.name, *(write(share(total, metric), metric) for total in totals)])


def _by_document(figures: Figures) -> Iterator[str]:
    yield from _head(["document", *_BY_DOCUMENT])
    for name, counts in sorted(figures.counts.items()):
        values = [write(share(counts, _METRIC[metric]), _METRIC[metric]) for metric in _BY_DOCUMENT]
        yield _row([f"`{name}`", *values])


def _reliability(figures: Figures) -> Iterator[str]:
    words = sum(item.words for item in figures.reliability)
    apart = sum(item.words * abs(item.confidence - item.right) for item in figures.reliability)
    yield f"Mean distance of confidence from the share that is right: {apart / words if words else 0.0:.4f}."
    yield ""
    yield from _head(["mean confidence", "right", "words"])
    for item in figures.reliability:
        yield _row([f"{item.confidence:.3f}", f"{item.right:.3f}", f"{item.words}"])


def _head(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield _row(["---"] * len(cells))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    write_report(load(LAST), DOCS)
