"""Figures of scans drawn at random, by what was drawn, with intervals; writes them into docs/accuracy.md.

python -m bench.random_report      writes them again from the committed counts
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.figures import METRICS, Metric
from normalize.rules import RULES

_ROOT: Final = Path(__file__).parents[1]
_LAST: Final = _ROOT / "bench/figures/checks.json"
_PAGE: Final = _ROOT / "docs/accuracy.md"
_MARKS: Final = re.compile(r"(<!-- random scans -->\n).*(<!-- end of random scans -->)", re.DOTALL)
_RESAMPLES: Final = 2_000
_SHOWN: Final = (
    "cells exact",
    "task rows R",
    "task rows P",
    "deadlines",
    "citations P",
    "citations R",
    "sections R",
    "sections P",
    "silent errors",
    "false alarms",
)
_METRICS: Final = tuple(metric for name in _SHOWN for metric in METRICS if metric.name == name)
_DAMAGE: Final[Mapping[str, str]] = {
    "warp": "perspective",
    "curl": "curled",
    "fade": "toner thin in places",
    "specks": "specks",
    "streaks": "streaks",
    "bleed": "other side shines through",
    "fold": "folded",
    "rot": "upside down",
    "quarter": "turned by quarters",
}

Drawn = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """What was counted of a scan: `drawn` is what it is like, `bins` its words by confidence (mean
    confidence, share right, words), `rules` the flags and the worthwhile ones among them by rule; `seconds`
    of processor time to read it.
    """

    seed: int
    drawn: Drawn
    seconds: float
    counts: Mapping[str, int]
    bins: Sequence[Sequence[float]]
    rules: Mapping[str, Sequence[int]]
    unread: bool


def tables(checks: Sequence[Check]) -> str:
    """All tables, as Markdown."""
    pages = sum(check.seconds for check in checks)
    lost = sum(check.unread for check in checks)
    told = (
        f"{len(checks)} scans, {lost} of them not read at all; {pages / len(checks):.0f} s of one core each. "
        f"Lost and told by no flag: {_total(checks, 'part_untold')} parts of task tables, "
        f"{_total(checks, 'row_untold')} rows."
    )
    return "\n".join([told, "", *_by_kind(checks), "", *_by_confidence(checks), "", *_by_rule(checks)])


def _total(checks: Sequence[Check], name: str) -> str:
    """What all scans have of it together; a dash where it was not counted."""
    counted = [check.counts[name] for check in checks if name in check.counts]
    return str(sum(counted)) if counted else "–"


def _by_kind(checks: Sequence[Check]) -> Iterator[str]:
    yield from _head(["scans", "n", *(metric.name for metric in _METRICS)])
    for name, belongs in _kinds(checks):
        part = [check for check in checks if belongs(check.drawn)]
        if part:
            yield _row([name, str(len(part)), *(_figure(part, metric) for metric in _METRICS)])


def _kinds(checks: Sequence[Check]) -> Iterator[tuple[str, Callable[[Drawn], bool]]]:
    yield "all", lambda drawn: True
    yield "bilevel", lambda drawn: drawn["bilevel"]
    yield "bilevel, 200 dpi", lambda drawn: drawn["bilevel"] and drawn["dpi"] == 200
    yield "grey or colour", lambda drawn: not drawn["bilevel"]
    for dpi in sorted({check.drawn["dpi"] for check in checks}):
        yield f"{dpi} dpi", partial(_is, "dpi", dpi)
    for rule in sorted({check.drawn["style"]["rule"] for check in checks}):
        yield f"rulings {rule}", partial(_is_set, "rule", rule)
    yield "cells justified", partial(_is_set, "cell_align", "justify")
    for key, name in _DAMAGE.items():
        yield name, partial(_has, key)
    for font in sorted({check.drawn["font"] for check in checks}):
        yield font, partial(_is, "font", font)


def _is(key: str, value: object, drawn: Drawn) -> bool:
    return bool(drawn[key] == value)


def _is_set(key: str, value: object, drawn: Drawn) -> bool:
    return bool(drawn["style"][key] == value)


def _has(key: str, drawn: Drawn) -> bool:
    return bool(drawn[key])


def _figure(checks: Sequence[Check], metric: Metric) -> str:
    """The figure of all scans together, and where 95 % of resamples of the scans lie."""
    parts, wholes = (
        np.array([check.counts.get(name, 0) for check in checks], float)
        for name in (metric.part, metric.whole)
    )
    if not wholes.sum():
        return "–"
    scale, digits = (100, 1) if metric.percent else (1, 3)
    value = f"{scale * parts.sum() / wholes.sum():.{digits}f}"
    if len(checks) < 2:
        return value
    picks = np.random.default_rng(0).integers(0, len(checks), (_RESAMPLES, len(checks)))
    drawn = wholes[picks].sum(axis=1)
    low, high = np.percentile(parts[picks].sum(axis=1)[drawn > 0] / drawn[drawn > 0], (2.5, 97.5))
    return f"{value} ({scale * low:.{digits}f}–{scale * high:.{digits}f})"


def _by_confidence(checks: Sequence[Check]) -> Iterator[str]:
    """What became of the words by their confidence, in steps of `bench.figures`."""
    steps: dict[float, list[Sequence[float]]] = defaultdict(list)
    for item in (item for check in checks for item in check.bins):
        steps[_step(item[0])].append(item)
    yield from _head(["mean confidence of words", "right", "words"])
    for _, items in sorted(steps.items()):
        said, right, words = np.array(items, float).T
        yield _row(
            [f"{np.average(share, weights=words):.3f}" for share in (said, right)] + [f"{words.sum():.0f}"]
        )


def _step(confidence: float) -> float:
    return max(
        edge for edge in (0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99) if confidence >= edge
    )


def _by_rule(checks: Sequence[Check]) -> Iterator[str]:
    """How many flags on cells and references each rule raised, and what share of those values is wrong; of a
    rule about what is printed none need be.
    """
    flags: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for rule, (count, worth) in (item for check in checks for item in check.rules.items()):
        flags[rule] += count
        wrong[rule] += worth
    yield from _head(["rule", "about", "values flagged", "of these wrong"])
    for rule, count in flags.most_common():
        about = RULES[rule].subject if rule in RULES else "reading"
        yield _row([f"`{rule}`", about, str(count), f"{wrong[rule] / count:.2f}"])


def _head(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield _row(["---"] * len(cells))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def save_checks(checks: Sequence[Check]) -> None:
    """Commit these counts, a line a scan."""
    lines = ",\n".join(json.dumps(asdict(check), ensure_ascii=False) for check in checks)
    _LAST.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def load_checks() -> list[Check]:
    """The committed counts; none where there are none yet."""
    if not _LAST.exists():
        return []
    return [Check(**item) for item in json.loads(_LAST.read_text(encoding="utf-8"))]


def fill_checks(page: str, checks: Sequence[Check]) -> str:
    """The page with the tables between its marks."""
    seeds = f"Seeds {checks[0].seed} to {checks[-1].seed}." if checks else "Not measured yet."
    told = f"{seeds}\n\n{tables(checks)}" if checks else seeds
    return _MARKS.sub(lambda found: f"{found[1]}\n{told}\n\n{found[2]}", page)


def write_checks(checks: Sequence[Check]) -> None:
    """Bring docs/accuracy.md to these counts."""
    _PAGE.write_text(fill_checks(_PAGE.read_text(encoding="utf-8"), checks), encoding="utf-8")


if __name__ == "__main__":
    write_checks(load_checks())
