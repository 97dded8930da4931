import re
from xml.etree import ElementTree

import pytest

from bench.figures import METRICS, Bin, Figures, changes, load
from bench.report import DOCS, LAST, TARGETS, charts, fill, markdown, summary, tell_changes, write

COUNTS = {
    "cell_all": 1000,
    "cell_right": 960,
    "silent": 12,
    "alarm": 20,
    "cell_errors": 30,
    "cell_length": 20_000,
    "body_errors": 0,
    "body_length": 0,
}
FIGURES = Figures(
    "0.1.0+abc",
    {"a.fax": "fax", "b.scan": "real", "c.low": "low"},
    {"a.fax": COUNTS, "b.scan": COUNTS, "c.low": {}},
    {"fax": [(0.0, 0.04), (0.2, 0.001)], "real": [(0.0, 0.04), (0.3, 0.0)]},
    [Bin(0.5, 0.6, 10), Bin(0.99, 1.0, 90)],
)


def rows(text):
    return {line.split(" | ")[0].strip("| "): line for line in text.splitlines() if line.startswith("|")}


def test_by_condition():
    table = rows(summary(FIGURES))
    assert table["all documents together"] == "| all documents together | low | fax | real |"
    assert table["cells exact"] == "| cells exact | – | 0.960 | 0.960 |"
    assert table["cell CER"] == "| cell CER | – | 0.15 % | 0.15 % |"
    assert table["body CER"] == "| body CER | – | – | – |"


def test_targets_are_told_and_those_that_are_missed_stand_out():
    text = markdown(FIGURES)
    assert "| cells exact | – | 0.960 (≥ 0.950) | 0.960 (≥ 0.900) |" in text
    assert "| silent errors | – | **1.20 %** (≤ 0.50 %) | 1.20 % |" in text


def test_targets_are_of_known_figures():
    assert {target.metric for target in TARGETS} <= set(METRICS)


def test_by_document_tells_what_could_not_be_read():
    table = rows(markdown(FIGURES))
    assert table["`c.low`"].count("–") == 12
    assert "0.960" in table["`a.fax`"]


def test_confidence_of_words():
    assert "right: 0.0190." in markdown(FIGURES)
    assert "| 0.500 | 0.600 | 10 |" in markdown(FIGURES)


def test_only_the_part_between_the_markers_is_written():
    page = "before\n<!-- figures: made by bench.report -->\nold\n<!-- end of figures -->\nafter\n"
    filled = fill(page, FIGURES)
    assert filled.startswith("before\n") and filled.endswith("\nafter\n") and "old" not in filled
    assert fill(filled, FIGURES) == filled


@pytest.mark.parametrize("text", charts(FIGURES).values(), ids=list(charts(FIGURES)))
def test_charts_are_well_formed(text):
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")


def test_charts_draw_each_condition_with_its_own_threshold():
    chart = charts(FIGURES)["accuracy-silent-errors.svg"]
    assert re.findall(r">(fax|real|low)<", chart) == ["fax", "real"]
    assert chart.count("<circle") == 2


def test_changes_are_told_with_losses_first():
    after = Figures("2", FIGURES.groups, {"a.fax": {**COUNTS, "cell_right": 970, "silent": 14}}, {}, [])
    told = tell_changes(changes(FIGURES, after)).splitlines()
    assert [line.split()[0] for line in told] == ["WORSE", "better"]
    assert "1.20 % → 1.40 %" in told[0] and "a.fax" in told[0]


@pytest.mark.parametrize(("value", "name", "text"), [(None, "body CER", "–"), (0.0123, "body CER", "1.23 %")])
def test_write(value, name, text):
    assert write(value, next(metric for metric in METRICS if metric.name == name)) == text


def test_the_committed_page_is_what_the_committed_figures_give():
    figures = load(LAST)
    page = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    assert fill(page, figures) == page, "run python -m bench.report"
    for name, chart in charts(figures).items():
        assert (DOCS / name).read_text(encoding="utf-8") == chart
