"""The tables in other formats, read back by others' readers."""

import csv
import json
from datetime import date

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from kehoach.errors import WrongUsage
from kehoach.export.calendar_file import make_calendar
from kehoach.export.cells import as_cell
from kehoach.export.selection import Selection, select_rows
from kehoach.export.text_files import without_guard, write_csv, write_json_lines
from kehoach.export.workbook import write_workbook
from kehoach.run.warehouse.schemas import TABLES

FORMULAS = ["=1+1", "+84 123", "-nt-", "@SUM(A1)", "'=quoted", "\tTab", '=HYPERLINK("http://x")']


@pytest.fixture
def rows(read_sample):
    rows = select_rows(read_sample, Selection())
    tasks = [dict(task) for task in rows["tasks"]]
    for task, text in zip(tasks, FORMULAS, strict=False):
        task["content"] = text
    return {**rows, "tasks": tasks}


def test_a_workbook_has_typed_cells_and_no_formulas(rows, tmp_path):
    write_workbook(rows, tmp_path / "o.xlsx")
    book = load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == list(TABLES)
    sheet = book["tasks"]
    header = [cell.value for cell in sheet[1]]
    assert header == TABLES["tasks"].names and sheet.freeze_panes == "A2"
    cells = [row[header.index("content")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [task["content"] for task in rows["tasks"]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(cells)
    (document,) = book["documents"].iter_rows(min_row=2)
    names = TABLES["documents"].names
    assert document[names.index("issued_on")].value.date() == date(2022, 1, 14)
    assert document[names.index("plan_year")].value == 2022


def test_a_cell_of_a_workbook_has_a_most(rows, tmp_path):
    rows["tasks"][0]["content"] = "a" * 40_000
    write_workbook(rows, tmp_path / "o.xlsx")
    cell = load_workbook(tmp_path / "o.xlsx")["tasks"].cell(2, TABLES["tasks"].names.index("content") + 1)
    assert (len(cell.value), cell.value[-1]) == (32_767, "…")


def test_csv_is_safe_and_comes_back_unchanged(rows, tmp_path):
    write_csv(rows, tmp_path)
    data = (tmp_path / "tasks.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert not [row["content"] for row in found if row["content"].startswith(("=", "+", "-", "@", "\t"))]
    assert [without_guard(row["content"]) for row in found] == [task["content"] for task in rows["tasks"]]
    assert found[7]["lead"] == "; ".join(rows["tasks"][7]["lead"])


def test_json_lines_keep_lists_and_dates(rows, tmp_path):
    write_json_lines(rows, tmp_path)
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(TABLES)
    (document,) = map(json.loads, (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    assert document["issued_on"] == "2022-01-14"
    tasks = list(map(json.loads, (tmp_path / "tasks.jsonl").read_text(encoding="utf-8").splitlines()))
    assert [task["lead"] for task in tasks] == [task["lead"] for task in rows["tasks"]]


def test_deadlines_are_events_with_their_days_and_rules(rows):
    calendar = Calendar.from_ical(make_calendar(rows))
    events = {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
    dated = [d for d in rows["deadlines"] if (d["end"] or d["start"]) and d["kind"] != "ongoing"]
    assert set(events) == {deadline["deadline_id"] for deadline in dated}
    for deadline in dated:
        event = events[deadline["deadline_id"]]
        if deadline["recurrence"]:
            assert "RRULE" in event and event["rrule"]["FREQ"] == [deadline["recurrence"].split(";")[0][5:]]
        else:
            assert event["dtstart"].dt == (deadline["end"] or deadline["start"])


def test_a_calendar_is_the_same_each_time(rows):
    assert make_calendar(rows) == make_calendar(rows)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        ([], None),
        (["a", "b"], "a; b"),
        ([["a", "b"], []], "a b; "),
        ([1.0, 2.25], "1.0 2.2"),
        ([{"text": "a", "recogniser": None}], "text=a"),
        (date(2020, 1, 2), date(2020, 1, 2)),
        (True, True),
    ],
)
def test_cells(value, cell):
    assert as_cell(value) == cell


def test_documents_are_selected_by_office_and_year(read_sample):
    assert len(select_rows(read_sample, Selection(issuer="Sở Tài chính", year=2022))["documents"]) == 1
    for other in (Selection(year=2021), Selection(issuer="Sở Y tế"), Selection(document="x")):
        with pytest.raises(WrongUsage):
            select_rows(read_sample, other)


def test_the_report_of_a_year(kehoach, read_sample, tmp_path):
    code, _, _ = kehoach("report", "--year", 2022, "--warehouse", read_sample, "-o", tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert code == 0
    assert "Nhiệm vụ trong kế hoạch năm 2022" in text and "Quý IV" in text and "<svg" in text
    assert "http" not in text.replace("http://www.w3.org", "")


@pytest.mark.parametrize("name", ["--xlsx", "--csv", "--jsonl", "--ics", "--label-studio", "--lines"])
def test_the_command_writes_each_format(kehoach, read_sample, tmp_path, name):
    code, output, _ = kehoach("export", read_sample, name, tmp_path / "out")
    assert code == 0 and "1 documents" in output and (tmp_path / "out").exists()


def test_one_document_is_printed_as_akoma_ntoso(kehoach, read_sample):
    code, output, _ = kehoach("export", read_sample, "--akn")
    assert code == 0 and output.startswith("<?xml")


@pytest.mark.parametrize("formats", [[], ["--akn", "--csv", "x"]])
def test_one_format_is_wanted(kehoach, read_sample, formats):
    code, _, errors = kehoach("export", read_sample, *formats)
    assert code == 2 and "One format" in errors


def test_open_doubts_as_a_sheet_without_formulas(kehoach, fake_stages, write, tmp_path):
    write("=1+1.pdf", tasks=2)
    kehoach("run", tmp_path / "in", "--warehouse", tmp_path / "wh")
    code, _, _ = kehoach("flags", tmp_path / "wh", "--xlsx", tmp_path / "q.xlsx")
    sheet = load_workbook(tmp_path / "q.xlsx")["flags"]
    head, row = (list(found) for found in sheet.iter_rows(values_only=True))
    assert (code, head[:4], row[:4]) == (
        0,
        ["source_path", "page", "severity", "rule"],
        ["=1+1.pdf", 1, "warning", "stale_year"],
    )
    assert sheet["A2"].data_type == "s"
