import json
import os
import sys

import pytest

from bench.scans import collect_cases, random_cases
from kehoach.errors import MissingProgram, WrongUsage

SCANNER = """
import json, pathlib, sys
plan, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
names = sys.argv[4].split(",") + (["digital"] if "--born-digital" in sys.argv else [])
for name in names:
    (out / f"{plan.stem}.{name}.pdf").write_text(" ".join(sys.argv[3:]))
(out / f"{plan.stem}.gold.json").write_text(json.dumps({"id": plan.stem}))
"""


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    for name in ("plans", "real"):
        (folder / name).mkdir(parents=True)
    for plan in ("one", "two"):
        (folder / "plans" / f"{plan}.yaml").write_text("")
    (folder / "make_scan.py").write_text(SCANNER)
    (folder / "real" / "old.scan.pdf").write_text("")
    (folder / "real" / "old.gold.json").write_text(json.dumps({"id": "old"}))
    (folder / "real" / "tcvn3.pdf").write_text("")
    (folder / "real" / "tcvn3.txt").write_text("Quyết định")
    return folder


def names(corpus, cache, conditions=(), plans=()):
    return [(case.name, case.group) for case in collect_cases(corpus, cache, conditions, plans)]


def test_all(corpus, tmp_path):
    found = names(corpus, tmp_path / "cache")
    assert len(found) == 2 * 7 + 2 + 2
    assert {("one.fax", "fax"), ("two.digital", "digital"), ("old.scan", "real"), ("tcvn3", "real")} <= set(
        found
    )


CHOICES = [
    (("fax",), (), [("one.fax", "fax"), ("two.fax", "fax")]),
    (("fax", "digital"), ("two",), [("two.digital", "digital"), ("two.fax", "fax")]),
    (("real",), (), [("old.scan", "real"), ("tcvn3", "real")]),
    ((), ("old",), [("old.scan", "real")]),
]


@pytest.mark.parametrize(("conditions", "plans", "expected"), CHOICES)
def test_choice(corpus, tmp_path, conditions, plans, expected):
    assert names(corpus, tmp_path / "cache", conditions, plans) == expected


def test_without_the_corpus_there_are_the_samples(tmp_path):
    assert {group for _, group in names(tmp_path / "none", tmp_path / "cache")} == {"samples"}


def test_only_what_is_missing_or_old_is_scanned(corpus, tmp_path):
    cache = tmp_path / "cache"
    names(corpus, cache, ("fax",), ("one",))
    first = cache / "scans" / "one.fax.pdf"
    first.write_text("kept")
    names(corpus, cache, ("fax", "low"), ("one",))
    assert first.read_text() == "kept"
    later = first.stat().st_mtime + 10
    os.utime(corpus / "plans" / "one.yaml", (later, later))
    names(corpus, cache, ("fax",), ("one",))
    assert first.read_text() == "--cond fax"


@pytest.mark.parametrize(("conditions", "plans"), [(("clear",), ()), ((), ("three",))])
def test_unknown_names(corpus, tmp_path, conditions, plans):
    with pytest.raises(WrongUsage):
        collect_cases(corpus, tmp_path / "cache", conditions, plans)


def test_a_scanner_that_cannot_run_says_what_to_install(corpus, tmp_path):
    (corpus / "make_scan.py").write_text("import weasyprint_that_is_not_there")
    with pytest.raises(MissingProgram, match="weasyprint_that_is_not_there") as caught:
        collect_cases(corpus, tmp_path / "cache", ("fax",), ())
    assert "requirements.txt" in caught.value.advice


def test_the_scanner_of_the_cache_is_preferred(corpus, tmp_path):
    own = tmp_path / "cache" / "scanner" / "bin"
    own.mkdir(parents=True)
    (own / "python").write_text(f'#!/bin/sh\ntouch "{tmp_path}/used"\nexec "{sys.executable}" "$@"\n')
    (own / "python").chmod(0o755)
    names(corpus, tmp_path / "cache", ("fax",), ("one",))
    assert (tmp_path / "used").exists()


def test_seeds_kept_for_checks_are_not_drawn_to_work_with(corpus, tmp_path):
    with pytest.raises(WrongUsage):
        random_cases(corpus, tmp_path / "cache", range(4_999, 5_001))
    assert random_cases(corpus, tmp_path / "cache", range(0)) == ()


def test_a_random_scan_is_drawn_once(corpus, tmp_path):
    kept = tmp_path / "cache" / "random"
    kept.mkdir(parents=True)
    (kept / "one.r7.pdf").write_text("")
    (kept / "one.r7.gold.json").write_text(json.dumps({"id": "one"}))
    (case,) = random_cases(corpus, tmp_path / "cache", range(7, 8))
    assert (case.name, case.group, case.gold) == ("one.r7", "random", {"id": "one"})
    with pytest.raises(MissingProgram):
        random_cases(corpus, tmp_path / "cache", range(8, 9))
