"""Doubts as Label Studio's tasks, and its annotations as decisions."""

import copy
import json

import pytest

from kehoach.errors import WrongUsage
from kehoach.export.label_studio import read_annotations, write_tasks
from kehoach.run.corrections.log import CorrectionLog
from kehoach.run.corrections.replay import replay
from tests.kehoach.run.corrections.factories import DOC, doubt, make_rows, make_value


class Drawn:
    """Stands in for the pictures of pages."""

    def page(self, source, place, dpi):
        return b"png"


@pytest.fixture
def rows():
    rows = make_rows(doubted=[("t0002", "lead_text", "Sở Tư pháp"), ("t0003", "due_text", None)])
    doubt(rows, "tasks", f"{DOC}-t0001", "content", rule="stale_year", subject="document")
    rows["documents"][0]["pipeline_version"] = "0.1.0"
    return rows


@pytest.fixture
def tasks(rows, tmp_path):
    write_tasks(rows, tmp_path / "ls", Drawn())
    return json.loads((tmp_path / "ls/tasks.json").read_text(encoding="utf-8"))


def annotated(tasks, *changes):
    """What Label Studio exports once somebody has submitted the tasks: predictions with other texts."""
    exported = copy.deepcopy(tasks)
    for number, task in enumerate(exported, 1):
        results = task["predictions"][0]["result"]
        for before, after in changes:
            for result in results:
                if result["value"].get("text") == [before]:
                    result["value"]["text"] = [after]
        task["annotations"] = [
            {
                "id": number,
                "result": results,
                "was_cancelled": False,
                "created_at": "2024-03-09T21:52:49.513742Z",
                "completed_by": 7,
            }
        ]
    return exported


def test_a_page_is_a_task_and_a_doubted_value_a_region_of_it(tasks, rows, tmp_path):
    (task,) = tasks
    assert task["data"]["ocr"] == f"/data/local-files/?d=ls/pages/{DOC}-1.png"
    assert (tmp_path / "ls/pages" / f"{DOC}-1.png").read_bytes() == b"png"
    results = task["predictions"][0]["result"]
    texts = [result["value"]["text"] for result in results if result["type"] == "textarea"]
    assert texts == [["Sở Tư phap"], ["Thường xuyên"]]
    assert len({result["id"] for result in results}) == 2
    page, value = rows["pages"][0], task["data"]["values"][results[0]["id"]]
    box = results[0]["value"]
    assert box["x"] * page["width"] / 100 == pytest.approx(value["bbox"][0])
    assert (box["y"] + box["height"]) * page["height"] / 100 == pytest.approx(value["bbox"][3])


def test_the_interface_names_what_the_results_are_from(tasks, tmp_path):
    config = (tmp_path / "ls/config.xml").read_text(encoding="utf-8")
    for result in tasks[0]["predictions"][0]["result"]:
        assert f'name="{result["from_name"]}" toName="{result["to_name"]}"' in config
    assert '<Label value="tasks.lead_text"/>' in config


def test_a_changed_text_is_a_correction_and_one_left_alone_is_accepted(tasks, rows):
    entries = read_annotations(json.dumps(annotated(tasks, ("Sở Tư phap", "Sở Tư pháp"))))
    assert [(e.action, e.before, e.after, e.steward) for e in entries] == [
        ("correct", "Sở Tư phap", "Sở Tư pháp", "Label Studio 7"),
        ("accept", "Thường xuyên", "Thường xuyên", "Label Studio 7"),
    ]
    after = replay(rows, entries)
    assert after["tasks"][1]["lead"] == ["Sở Tư pháp"]
    assert {f["status"] for f in after["flags"] if f["subject"] == "reading"} == {"corrected", "accepted"}


def test_what_was_skipped_or_taken_out_is_no_decision(tasks):
    skipped = annotated(tasks)
    skipped[0]["annotations"][0]["was_cancelled"] = True
    taken_out = annotated(tasks)
    del taken_out[0]["annotations"][0]["result"][:3]
    assert read_annotations(json.dumps(skipped)) == ()
    assert [entry.before for entry in read_annotations(json.dumps(taken_out))] == ["Thường xuyên"]


def test_a_second_import_adds_nothing(kehoach, tasks, tmp_path):
    file = tmp_path / "export.json"
    file.write_text(json.dumps(annotated(tasks)), encoding="utf-8")
    for _ in range(2):
        code, output, _ = kehoach("review", "import", tmp_path, file, "--label-studio")
        assert code == 0 and "2 corrections" in output
    assert len(CorrectionLog(tmp_path).entries()) == 2


@pytest.mark.parametrize("text", ["{}x", "[1]", '[{"annotations": [{}]}]', '{"a": 1}'])
def test_what_is_no_export_is_refused(text):
    with pytest.raises(WrongUsage, match="No annotations"):
        read_annotations(text)


def test_a_value_that_is_none_of_its_column_is_refused(rows, tmp_path):
    rows["values"].append(make_value("documents", DOC, "issued_on", "2020-02-05", [50.0, 50.0, 90.0, 60.0]))
    doubt(rows, "documents", DOC, "issued_on")
    write_tasks(rows, tmp_path, Drawn())
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert len(read_annotations(json.dumps(annotated(tasks, ("2020-02-05", "06/02/2020"))))) == 3
    with pytest.raises(WrongUsage):
        read_annotations(json.dumps(annotated(tasks, ("2020-02-05", "hôm qua"))))
