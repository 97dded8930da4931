"""The page of a run, as text and in a real browser."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import sync_playwright

from kehoach.run.left_out import ADVICE
from kehoach.run.report import FileReport, Outcome, RunReport
from kehoach.run.report_page import OpenDoubts, report_page
from kehoach.run.report_words import OUTCOMES, REASONS
from kehoach.run.warehouse.results import Counts

FILES = (
    FileReport(
        "a.pdf", "read", "d1", Counts(9, 20, 21, 10, 3), 61.5, "new", province="Hà Nam", agency="Sở Nội vụ"
    ),
    FileReport(
        "b.pdf", "read", "d2", Counts(10, 5, 5, 2, 0), 8.0, "new", province="Hà Nam", agency="Sở Y tế"
    ),
    FileReport(
        "<img src=x onerror=alert(1)>.pdf",
        "failed",
        "d3",
        reason="encrypted",
        message="Locked.",
        advice="Unlock.",
    ),
    FileReport("ghi-chu.txt", "unchanged", "d4"),
)
MOMENT = datetime(2024, 3, 5, 8, 30, tzinfo=UTC)
REPORT = RunReport(
    MOMENT, MOMENT, "0.1.0+abc", FILES, ("tasks/2020-all.parquet was damaged; it was built again.",)
)
DOUBTS = [
    OpenDoubts("low_confidence", "warning", "reading", {"d1": 2, "d2": 1}),
    OpenDoubts("no_tasks", "error", "reading", {"d1": 4}),
]


@pytest.fixture(scope="module")
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(report_page(REPORT, DOUBTS))
        yield page
        browser.close()


def column(page, title, at):
    cells = page.locator(f"h2:has-text('{title}') + p + div tbody tr, h2:has-text('{title}') + div tbody tr")
    return [cells.nth(row).locator("td").nth(at).inner_text() for row in range(cells.count())]


def test_every_file_that_was_given_has_its_line(page):
    assert column(page, "Mọi tệp", 0) == [file.name for file in FILES]
    assert column(page, "Mọi tệp", 1) == ["đã đọc", "đã đọc", "không đọc được", "không đổi"]


def test_failures_say_in_vietnamese_what_to_do_and_repairs_are_told(page):
    assert column(page, "Tệp cần xem", 3) == ["Tệp có mật khẩu.\nLocked."]
    assert column(page, "Tệp cần xem", 4) == [REASONS["encrypted"][1]]
    assert "built again" in page.locator("ul").inner_text()


def test_doubts_by_rule_lead_to_the_desk(page):
    assert column(page, "Nghi ngờ", 0) == ["no_tasks", "low_confidence"]
    assert column(page, "Nghi ngờ", 2) == ["4", "3"]
    links = [link.get_attribute("href") for link in page.locator("td a").all()]
    assert links[0].endswith("/queue?queue=reading&rule=no_tasks")
    assert [link.partition("?")[2] for link in links[2:]] == ["doc=d1", "doc=d2"]


def test_a_press_on_a_head_sorts(page):
    page.locator("h2:has-text('Mọi tệp') + div th button:has-text('Trang')").click()
    assert [cell for cell in column(page, "Mọi tệp", 4) if cell] == ["9", "10"]  # as numbers
    page.locator("h2:has-text('Mọi tệp') + div th button:has-text('Trang')").click()
    assert [cell for cell in column(page, "Mọi tệp", 4) if cell] == ["10", "9"]


def test_every_reason_has_its_words():
    guide = (Path(__file__).parents[3] / "docs/operating.md").read_text(encoding="utf-8")
    table = guide.partition("| reason of a failure |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(\w+)`(?=[ `\w]*\|)", "\n".join(line[:60] for line in table.splitlines())))
    assert {"timeout", "node_lost", "wrong_version"} <= named
    assert named | ADVICE.keys() == REASONS.keys()


def test_every_outcome_has_its_words():
    assert set(get_args(Outcome)) == OUTCOMES.keys()


def test_names_are_text(page):
    assert page.locator("img").count() == 0


@pytest.mark.parametrize(
    ("checked", "differing", "told"), [(200, 17, True), (200, 16, False), (199, 60, False), (0, 0, False)]
)
def test_an_office_whose_scans_are_read_in_two_ways_is_told(checked, differing, told):
    counts = Counts(9, 20, 21, 10, 3, checked, differing)
    files = (*FILES, FileReport("c.pdf", "read", "d5", counts, province="Huế", agency="Sở Tài chính"))
    html = report_page(RunReport(MOMENT, MOMENT, "0.1.0+abc", files), DOUBTS)
    assert ("Máy quét hoặc kiểu chữ lạ" in html) == told
    assert (f"Đọc thử lại {checked} chữ, {differing} chữ khác." in html) == (checked > 0)
