import pytest

from bench.metrics import plain, score_document
from tests.bench.factories import make_gold, make_rows, row_task

PLAIN = [
    (None, ""),
    ("  Quý  I ", "Quý I"),
    ("Quý I – III/2020.", "Quý I-III/2020"),
    ("12 / 2020; ", "12/2020"),
    ("“61/2018/NÐ-CP”", '"61/2018/NĐ-CP"'),
    ("Qu\u0079\u0301 I", "Quý I"),
    ("1.", "1"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain(text, expected):
    assert plain(text) == expected


def test_everything_right():
    score = score_document(make_gold(), make_rows())
    assert score.misses == ()
    assert score.counts["head_right"] == score.counts["head_all"] == 5
    assert score.counts["citation_full"] == score.counts["citation_gold"] == 1
    assert score.counts["cell_right"] == score.counts["cell_all"] == 14
    assert score.counts["group_right"] == score.counts["deadline_right"] == score.counts["task_right"] == 2
    assert score.counts["body_errors"] == score.counts["silent"] == score.counts["alarm"] == 0


def test_head_and_sections_and_citations_that_are_wrong():
    rows = make_rows(
        sections=[], citations=[{"type": "Nghị định", "number": "67/2018/NĐ-CP", "issued_on": None}]
    )
    rows["documents"][0]["signer"] = None
    score = score_document(make_gold(), rows)
    assert score.counts["head_right"] == 4
    assert (score.counts["section_right"], score.counts["section_gold"], score.counts["section_read"]) == (
        0,
        1,
        0,
    )
    assert (score.counts["citation_right"], score.counts["citation_read"]) == (0, 1)
    assert score.counts["body_errors"] == score.counts["body_length"]
    assert {miss.split(":")[0] for miss in score.misses} == {
        "head signer",
        "section missed",
        "citation missed",
        "citation invented",
        "body",
    }


def test_words_of_the_body_that_differ_are_told():
    rows = make_rows()
    rows["sections"][0]["text"] = "Thưc hiện Nghị định số 61/2018/NĐ-CP"
    assert score_document(make_gold(), rows).misses == ("body: 'Thưc' for 'Thực'",)


FLAG = {"table": "tasks", "row_id": "a", "field": "due_text", "rule": "low_confidence"}
CELLS = [  # due text as read, flags, right, silent, alarm
    ("Quý I/2022", [], 14, 0, 0),
    ("Quý I/2022", [FLAG], 14, 0, 1),
    ("Quy I/2022", [], 13, 1, 0),
    ("Quy I/2022", [FLAG], 13, 0, 0),
    ("Quy I/2022", [{**FLAG, "field": "content"}], 13, 1, 1),
]


@pytest.mark.parametrize(("due", "flags", "right", "silent", "alarm"), CELLS)
def test_cells(due, flags, right, silent, alarm):
    rows = make_rows(flags=flags)
    rows["tasks"][0]["due_text"] = due
    counts = score_document(make_gold(), rows).counts
    assert (counts["cell_right"], counts["silent"], counts["alarm"]) == (right, silent, alarm)


def test_errors_of_characters_with_and_without_tones():
    rows = make_rows()
    rows["tasks"][0]["due_text"] = "Quy I/202"
    counts = score_document(make_gold(), rows).counts
    assert (counts["cell_errors"], counts["cell_base_errors"]) == (2, 1)


def test_a_missed_row_is_silent_and_an_invented_one_counts_against_precision():
    rows = make_rows(
        tasks=[row_task("c", "9", "Một việc khác hẳn với mọi việc đã nêu trên", None, None, None)]
    )
    score = score_document(make_gold(), rows)
    assert (score.counts["task_right"], score.counts["task_gold"], score.counts["task_read"]) == (0, 2, 1)
    assert (score.counts["cell_all"], score.counts["silent"], score.counts["deadline_all"]) == (14, 14, 2)
    assert all(cell.missed for cell in score.cells)


@pytest.mark.parametrize(
    ("table", "rule", "silent"),
    [("pages", "uncertain_table", 0), ("documents", "no_tasks", 0), ("documents", "missing_head_field", 14)],
)
def test_a_missed_row_is_told_by_a_flag_on_what_is_missing(table, rule, silent):
    flag = {"table": table, "row_id": "1", "field": None, "rule": rule}
    assert score_document(make_gold(), make_rows(tasks=[], flags=[flag])).counts["silent"] == silent


def test_rows_in_another_order_are_paired_by_content():
    rows = make_rows()
    rows["tasks"].reverse()
    assert score_document(make_gold(), rows).counts["cell_right"] == 14


DEADLINES = [  # as read, whether it equals the gold's first quarter
    ([{"kind": "quarter", "start": "2022-01-01", "end": "2022-03-31"}], True),
    ([{"kind": "quarter", "start": "2022-04-01", "end": "2022-06-30"}], False),
    ([], False),
    ([{"kind": "quarter", "start": "2022-01-01", "end": "2022-03-31"}] * 2, False),
]


@pytest.mark.parametrize(("periods", "right"), DEADLINES)
def test_deadlines(periods, right):
    rows = make_rows(deadlines=[{"task_id": "a", **period} for period in periods])
    assert score_document(make_gold(), rows).counts["deadline_right"] == right


def test_a_single_day_counts_by_its_end():
    gold = make_gold()
    gold["tasks"] = gold["tasks"][:1]
    gold["tasks"][0]["deadline"] = [{"kind": "date", "start": None, "end": "2022-06-15"}]
    rows = make_rows(deadlines=[{"task_id": "a", "kind": "date", "start": "2022-06-15", "end": "2022-06-15"}])
    assert score_document(gold, rows).counts["deadline_right"] == 1


def test_a_body_that_nobody_transcribed_has_no_errors():
    counts = score_document(make_gold(body=[]), make_rows()).counts
    assert (counts["body_errors"], counts["body_length"]) == (0, 0)


def test_a_transcript_is_compared_with_the_pages():
    pages = [{"page": 2, "text": "phó thủ tướng"}, {"page": 1, "text": "Quyết định\ncủa"}]
    counts = score_document({"transcript": "QUYẾT ĐỊNH của Phó Thủ tường"}, make_rows(pages=pages)).counts
    assert (counts["text_errors"], counts["text_base_errors"], counts["text_length"]) == (1, 0, 28)


def test_what_the_gold_does_not_list_is_not_held_against_what_was_read():
    rows = make_rows()
    rows["citations"].append({"type": "Luật", "number": None, "issued_on": None})
    prose = row_task("c", None, "Giao Văn phòng tổng hợp kết quả", None, "Văn phòng", None)
    rows["tasks"].append({**prose, "source": "body"})
    counts = score_document(make_gold(), rows).counts
    assert (counts["citation_read"], counts["task_read"]) == (1, 2)


@pytest.mark.parametrize(("lead", "silent"), [(None, 0), ("Sở Y tế", 1)])
def test_a_flag_on_a_row_tells_of_the_cells_in_which_nothing_was_read(lead, silent):
    rows = make_rows(flags=[{"table": "tasks", "row_id": "a", "field": None, "rule": "bare_row"}])
    rows["tasks"][0]["lead_text"] = lead
    assert score_document(make_gold(), rows).counts["silent"] == silent
