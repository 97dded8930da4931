import re
from dataclasses import replace

from bench.random_report import Check, fill_checks, load_checks, tables
from bench.report import DOCS

DRAWN = {
    "bilevel": True,
    "dpi": 200,
    "font": "Tinos",
    "style": {"rule": "0.5pt dotted #000", "cell_align": "left"},
    **dict.fromkeys(("warp", "curl", "fade", "specks", "streaks", "bleed", "fold", "rot", "quarter"), 0),
}


def check(seed, right, **drawn):
    counts = {"cell_all": 100, "cell_right": right, "silent": 1, "alarm": 3}
    bins = [[0.5, 0.4, 10], [0.996, 1.0, 90]]
    return Check(seed, {**DRAWN, **drawn}, 50, counts, bins, {"odd_word": [4, 1]}, unread=False)


CHECKS = [check(10_000, 90), check(10_001, 100, bilevel=False, specks=40), check(10_002, 95)]


def rows(text):
    return {line.split(" | ")[0].strip("| "): line.split(" | ") for line in text.splitlines() if "|" in line}


def test_figures_by_what_was_drawn():
    found = rows(tables(CHECKS))
    assert found["all"][1] == "3"
    assert found["all"][2].startswith("0.950 (")
    assert found["bilevel"][1] == found["bilevel, 200 dpi"][1] == "2"
    assert found["specks"][1:3] == ["1", "1.000"]
    assert "perspective" not in found
    assert found["rulings 0.5pt dotted #000"][1] == found["Tinos"][1] == "3"


def test_an_interval_holds_its_figure_and_is_none_of_one_scan():
    value, low, high = map(float, re.findall(r"[\d.]+", rows(tables(CHECKS))["all"][2]))
    assert low <= value <= high
    assert low >= 0.9
    assert "(" not in rows(tables(CHECKS[:1]))["all"][2]


def test_what_is_lost_in_silence_is_counted_or_unknown():
    assert "no flag: – parts of task tables, – rows" in tables(CHECKS)
    counted = [replace(CHECKS[0], counts={**CHECKS[0].counts, "part_untold": 1, "row_untold": 4})]
    assert "no flag: 1 parts of task tables, 4 rows" in tables([*counted, *CHECKS[1:]])


def test_words_and_rules():
    found = rows(tables(CHECKS))
    assert found["0.500"][1:] == ["0.400", "30 |"]
    assert found["`odd_word`"][1:] == ["reading", "12", "0.25 |"]


def test_the_page_says_what_the_committed_counts_give():
    page = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    assert fill_checks(page, load_checks()) == page
    assert "Seeds 10000 to 10002." in fill_checks(page, CHECKS)
