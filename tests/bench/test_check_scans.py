import pytest

from bench.check_scans import leave_out, measure, rule_counts
from bench.metrics import score_document
from extract.recognition import ensemble
from kehoach.errors import WrongUsage
from tests.bench.factories import make_gold, make_rows


def test_seeds_to_work_with_are_no_checks(tmp_path):
    with pytest.raises(WrongUsage):
        measure(range(9_999, 10_010), tmp_path, tmp_path, 1)


def test_flags_that_are_worth_it_are_counted_by_rule():
    rows = make_rows()
    rows["tasks"][0]["lead_text"] = "Thanh ta"
    rows["citations"][0]["citation_id"] = "c"
    flag = {"reason": "", "severity": "warning", "group_key": "", "value": ""}
    rows["flags"] = [
        {**flag, "table": "tasks", "row_id": "a", "field": "lead_text", "rule": "low_confidence"},
        {**flag, "table": "tasks", "row_id": "b", "field": "lead_text", "rule": "low_confidence"},
        {**flag, "table": "citations", "row_id": "c", "field": "number", "rule": "unlisted_symbol"},
    ]
    gold = make_gold()
    counted = rule_counts(gold, rows, score_document(gold, rows))
    assert counted == {"low_confidence": [2, 1], "unlisted_symbol": [1, 0]}


def test_a_recogniser_can_be_left_out(monkeypatch):
    monkeypatch.setattr(ensemble, "RECOGNISERS", ensemble.RECOGNISERS)
    leave_out("netchu")
    assert [file.VOTER.name for file in ensemble.RECOGNISERS] == ["tesseract", "netchu5"]
