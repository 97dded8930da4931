import pytest

from bench.alignment import Reading
from bench.figures import (
    METRICS,
    Bin,
    Figures,
    changes,
    load,
    mean,
    pooled,
    reliability,
    save,
    share,
    silent_curve,
)
from bench.metrics import CellScore
from kehoach.records import Word

CELLS = next(metric for metric in METRICS if metric.name == "cells exact")
SILENT = next(metric for metric in METRICS if metric.name == "silent errors")


def figures(**counts):
    groups = {name.replace("_", "."): name.partition("_")[2] for name in counts}
    kept = {name.replace("_", "."): value for name, value in counts.items()}
    return Figures("1", groups, kept, {"fax": [(0.1, 0.05)]}, [Bin(0.9, 0.95, 20)])


def cell(right, *rules, missed=False):
    return CellScore(0, "due", right, frozenset(rules), missed)


def word(confidence, right):
    return Reading(Word("a", "a", 0, 1, 1, (0, 0, 1, 1), confidence), "a", right)


CURVES = [  # cells with their confidence, (flagged, silent) in tenths
    ([(cell(True), 0.9)] * 10, [(0, 0), (10, 0)]),
    ([(cell(False), 0.2), *[(cell(True), 0.9)] * 9], [(0, 1), (1, 0), (10, 0)]),
    ([(cell(True), 0.2), (cell(False), 0.5), *[(cell(True), 0.9)] * 8], [(0, 1), (1, 1), (2, 0), (10, 0)]),
    ([(cell(False, "stale_year"), 0.2), *[(cell(True), 0.9)] * 9], [(1, 0), (10, 0)]),
    ([(cell(False, "low_confidence"), 0.2), *[(cell(True), 0.9)] * 9], [(0, 1), (1, 0), (10, 0)]),
    ([(cell(False, missed=True), 1.0), *[(cell(True), 0.9)] * 9], [(0, 1), (9, 1)]),
]


@pytest.mark.parametrize(("cells", "points"), CURVES)
def test_silent_curve(cells, points):
    assert silent_curve(cells) == [(x / 10, y / 10) for x, y in points]


def test_reliability():
    readings = [word(0.91, True), word(0.93, False), word(1.0, True), word(0.92, None), word(0.0, False)]
    assert reliability(readings) == [Bin(0.0, 0.0, 1), Bin(0.92, 0.5, 2), Bin(1.0, 1.0, 1)]


def test_shares_means_and_sums():
    both = figures(a_fax={"cell_right": 9, "cell_all": 10}, b_fax={"cell_right": 1, "cell_all": 2}, c_low={})
    assert share(both.counts["a.fax"], CELLS) == 0.9
    assert share({}, CELLS) is None
    assert mean(both, "fax", CELLS) == pytest.approx(0.7)
    assert mean(both, "low", CELLS) is None
    assert pooled(both, "fax") == {"cell_right": 10, "cell_all": 12}


def counts(right, silent):
    return {"cell_right": right, "silent": silent, "cell_all": 10_000}


CHANGES = [  # before, after, what changed and whether it is a gain
    (counts(9000, 10), counts(9000, 10), []),
    (counts(9000, 10), counts(9004, 10), []),
    (counts(9000, 10), counts(9100, 10), [("cells exact", True)]),
    (counts(9000, 10), counts(8900, 10), [("cells exact", False)]),
    (counts(9000, 10), counts(9100, 90), [("silent errors", False), ("cells exact", True)]),
    (counts(9000, 90), counts(9000, 10), [("silent errors", True)]),
    (counts(9000, 10), {}, []),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_changes(before, after, expected):
    found = changes(figures(a_fax=before), figures(a_fax=after))
    assert [(change.metric.name, change.gain) for change in found] == expected


def test_documents_that_only_one_has_are_not_compared():
    assert changes(figures(a_fax=counts(9, 1)), figures(b_fax=counts(1, 9))) == []


@pytest.mark.parametrize("kept", [figures(a_fax=counts(9, 1), b_low={}), Figures("", {}, {}, {}, [])])
def test_what_is_saved_is_loaded(tmp_path, kept):
    save(kept, tmp_path / "last.json")
    assert load(tmp_path / "last.json") == kept
