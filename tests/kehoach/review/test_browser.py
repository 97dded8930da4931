"""The desk in a real browser, over a warehouse that the sample was read into with every value doubted."""

import os
import re
import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

from kehoach.run import batch, fingerprint
from kehoach.run.batch import run_batch
from kehoach.run.publish import publish
from kehoach.settings import RunSettings, Settings
from normalize import doubts
from normalize.tasks import tables
from normalize.tasks.columns import read_columns
from tests.conftest import InProcessEngine
from tests.kehoach.review.serving import open_browser, serve_desk

SAMPLE = Path(__file__).parents[3] / "samples" / "ls-stc-2022.digital.pdf"
PICTURES = Path(__file__).parents[3] / "docs" / "images"
expect.set_options(timeout=30_000)  # a machine that does other things too is slow, not wrong
SHOWN = os.environ.get("KEHOACH_PICTURES")  # set to draw the pictures of the guide anew


# Texts whose contrast with the nearest ground that is painted is too low.
FAINT = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (item) => {
    for (; item; item = item.parentElement) {
      const colour = parts(getComputedStyle(item).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")].filter((item) => {
    if (![...item.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) return false;
    const style = getComputedStyle(item), size = parseFloat(style.fontSize);
    if (!item.checkVisibility() || style.clipPath !== "none" || item.closest("svg")) return false;
    const [a, b] = [light(parts(style.color)), light(ground(item))];
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < (large ? 3 : 4.5);
  }).map((item) => item.outerHTML);
}"""


@pytest.fixture(scope="module")
def doubted(tmp_path_factory):
    """A warehouse in which every value is doubted, and the folder of its file."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "in").mkdir()
    shutil.copy(SAMPLE, folder / "in")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doubts, "DOUBTFUL", 1.1)
        patch.setattr(batch, "open_engine", lambda settings: InProcessEngine())
        read(folder)
    return folder


def read(folder):
    settings = Settings(run=RunSettings(jobs=1))
    return run_batch([str(folder / "in")], folder / "wh", settings, lambda file, total: None)


@pytest.fixture
def folder(doubted, tmp_path):
    shutil.copytree(doubted / "wh", tmp_path / "wh")
    shutil.copytree(doubted / "in", tmp_path / "in")
    return tmp_path


@pytest.fixture
def serve(folder):
    """Serve the desk as a new process would; the address to go to."""
    with ExitStack() as served:
        yield lambda **access: served.enter_context(serve_desk(folder / "wh", folder / "in", **access))


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser, serve):
    context = browser.new_context(viewport={"width": 1360, "height": 860})
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda told: told.type == "error" and page.errors.append(told.text))
    yield page
    context.close()
    assert page.errors == []


def picture(page, name):
    if SHOWN:
        page.wait_for_timeout(600)
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


def left(page):
    return int(page.locator(".where span").nth(1).inner_text().removeprefix("còn "))


def press(page, key, count):
    """Press a key and wait until so many values are left."""
    page.keyboard.press(key)
    expect(page.locator(".where span").nth(1)).to_have_text(f"còn {count}")


def test_ten_values_are_cleared_by_keys_alone_and_stand_in_the_tables(page, serve, folder):
    page.goto(f"{serve()}/queue")
    first = left(page)
    picture(page, "review-value")
    for number in range(1, 10):
        press(page, "Enter", first - number)
    page.keyboard.press("e")
    box = page.locator("textarea")
    expect(box).to_be_focused()
    before = box.input_value()
    page.keyboard.press("End")
    page.keyboard.insert_text(" (đã sửa)")
    press(page, "Enter", first - 10)
    publish(folder / "wh")
    values = pd.read_parquet(folder / "wh" / "values")
    assert values["reviewed"].value_counts().to_dict() == {"accepted": 9, "corrected": 1}
    (corrected,) = values[values["reviewed"] == "corrected"].to_dict("records")
    assert (corrected["value"], corrected["raw_text"]) == (f"{before} (đã sửa)", before)
    row = pd.read_parquet(folder / "wh" / corrected["table"])
    assert f"{before} (đã sửa)" in set(row[corrected["field"]])
    flags = pd.read_parquet(folder / "wh" / "flags")
    assert set(flags["status"]) == {"open", "accepted", "corrected"}


def test_undo_brings_the_last_value_back(page, serve):
    page.goto(f"{serve()}/queue")
    first, shown = left(page), page.locator("textarea").input_value()
    press(page, "Enter", first - 1)
    press(page, "u", first)
    expect(page.locator("textarea")).to_have_value(shown)


def test_the_same_elsewhere_is_corrected_by_one_key(page, serve, folder):
    page.goto(f"{serve()}/queue?rule=low_confidence")
    told = page.get_by_text(re.compile(r"Cùng nghi ngờ này còn ở \d+ chỗ khác"))
    while not told.count():
        page.keyboard.press("s")
        page.wait_for_selector("main:not([aria-busy])")
    others = int(re.search(r"\d+", told.inner_text())[0])
    page.keyboard.press("e")
    page.keyboard.insert_text(" (đã sửa)")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Cùng lỗi này còn ở {others} chỗ khác")
    assert page.locator(".same figure").count() == others
    picture(page, "review-same")
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_be_visible()
    publish(folder / "wh")
    values = pd.read_parquet(folder / "wh" / "values")
    corrected = values[values["reviewed"] == "corrected"]
    assert len(corrected) == others + 1
    assert corrected["value"].str.endswith(" (đã sửa)").all() and corrected["value"].nunique() == 1


def test_keys_are_safe_while_letters_are_composed(page, serve):
    page.goto(f"{serve()}/queue")
    first = left(page)
    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: "
        "true}))"
    )
    page.keyboard.press("e")
    page.keyboard.insert_text("x u s 1")
    assert "x u s 1" in page.locator("textarea").input_value()
    page.keyboard.press("Escape")
    assert left(page) == first


def test_the_other_keys(page, serve):
    page.goto(f"{serve()}/queue")
    first, shown = left(page), page.url
    page.keyboard.press("p")
    expect(page.locator("h1")).to_contain_text("KẾ HOẠCH")
    picture(page, "review-page")
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_be_visible()
    value = page.locator("textarea").input_value()
    page.keyboard.press("s")
    expect(page.locator("textarea")).not_to_have_value(value)
    assert left(page) == first
    press(page, "x", first - 1)
    page.keyboard.press("?")
    expect(page.locator("h1")).to_have_text("Phím tắt")
    assert shown


def test_pictures_are_drawn_and_a_missing_file_is_said(page, serve, folder):
    address = serve()
    with page.expect_response(lambda answer: "/pictures/" in answer.url) as answer:
        page.goto(f"{address}/queue")
    assert answer.value.headers["content-type"] == "image/png"
    assert not page.locator("figure.gone").count()


def test_two_stewards_and_a_restart_in_between(browser, serve, folder):
    address = serve(user_header="X-User")
    pages = [browser.new_context(extra_http_headers={"X-User": name}).new_page() for name in ("Lan", "Minh")]
    pages[0].goto(f"{address}/queue")
    url = pages[0].locator("form.decide").get_attribute("action").replace("?", "?x=1&")
    pages[1].goto(f"{address}{url}")
    expect(pages[1].locator(".note")).to_contain_text("Lan đang xem")
    for page, text in zip(pages, ("Lan ghi", "Minh ghi"), strict=True):
        page.locator("textarea").fill(text)
        page.locator("button.main").click()
    expect(pages[1].locator("[role=alert]")).to_contain_text("Lan ghi")
    again = serve(user_header="X-User")
    pages[0].goto(f"{again}/")
    expect(pages[0].locator("table").last).to_contain_text("Lan")
    for page in pages:
        page.context.close()


def test_corrections_stand_after_a_run_by_an_upgraded_engine(page, serve, folder, monkeypatch):
    page.goto(f"{serve()}/queue?rule=low_confidence")
    first = left(page)
    page.locator("textarea").fill("Đã sửa tay")
    page.locator("button.main").click()
    expect(page.locator(".where span").nth(1)).to_have_text(f"còn {first - 1}")
    monkeypatch.setattr(batch, "open_engine", lambda settings: InProcessEngine())
    monkeypatch.setattr(fingerprint, "pipeline_version", lambda: "9.9.9+upgraded")
    monkeypatch.setattr(batch, "pipeline_version", lambda: "9.9.9+upgraded")
    report = read(folder)
    assert [file.why for file in report.files] == ["upgraded"]
    values = pd.read_parquet(folder / "wh" / "values")
    assert set(values.loc[values["reviewed"] == "corrected", "value"]) == {"Đã sửa tay"}


def test_a_page_without_scripts_works(browser, serve):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve()}/queue")
    first = left(page)
    page.locator("button.main").click()
    assert left(page) == first - 1
    context.close()


def test_the_screens_are_readable_at_twice_the_size(browser, serve):
    context = browser.new_context(viewport={"width": 680, "height": 430}, device_scale_factor=2)
    page = context.new_page()
    address = serve()
    for url in ("/", "/queue", "/help", "/documents"):
        page.goto(address + url)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), url
    context.close()


def test_text_stands_out_from_its_ground(page, serve):
    """WCAG 2.2, 1.4.3 (AA): 4.5 to 1, and 3 to 1 where letters are large."""
    address = serve()
    for url in ("/", "/queue", "/documents", "/help"):
        page.goto(address + url)
        assert page.evaluate(FAINT) == [], url


def test_every_control_has_a_name(page, serve):
    address = serve()
    for url in ("/", "/queue", "/documents"):
        page.goto(address + url)
        if url == "/":
            picture(page, "review-overview")
        unnamed = page.evaluate(
            """[...document.querySelectorAll('button, a[href], textarea, select, input:not([type=hidden])')]
            .filter(e => !(e.innerText || e.labels?.length || e.getAttribute('aria-label'))).map(e => e.outerHTML)"""
        )
        assert unnamed == [], url


def exchanged(document, table):
    """Columns as they are read, but who leads and who helps take each other’s place, with a doubt about
    it.
    """
    columns = read_columns(document, table)
    if columns is None:
        return None
    roles = {"lead": "coordination", "coordination": "lead"}
    found = tuple(
        replace(column, role=roles[column.role], likelihood=0.5, doubt="column_by_cells")
        if column.role in roles
        else column
        for column in columns.columns
    )
    return replace(columns, columns=found)


def test_a_table_whose_roles_were_exchanged_is_mended_at_level_0(page, serve, folder, monkeypatch):
    right = pd.read_parquet(folder / "wh" / "tasks").set_index("task_id")
    with monkeypatch.context() as patch:
        patch.setattr(tables, "read_columns", exchanged)
        patch.setattr(batch, "open_engine", lambda settings: InProcessEngine())
        patch.setattr(fingerprint, "pipeline_version", lambda: "9.9.9+exchanged")
        patch.setattr(batch, "pipeline_version", lambda: "9.9.9+exchanged")
        assert [file.outcome for file in read(folder).files] == ["read"]
    wrong = pd.read_parquet(folder / "wh" / "tasks").set_index("task_id")
    assert set(wrong["lead_text"].dropna()) == set(right["coordination_text"].dropna()) != set()
    page.goto(f"{serve()}/tables")
    expect(page.locator("h1")).to_have_text("Bảng này đọc đúng không?")
    picture(page, "review-table")
    for now, due in (("lead", "coordination"), ("coordination", "lead")):
        row = page.locator(f"select:has(option[value={now}][selected])")
        row.select_option(due)
    page.evaluate("document.getElementById('main').dataset.seen = 1")
    page.locator("button.main").click()
    page.wait_for_selector("#main:not([data-seen])")
    page.locator("button.main").click()
    expect(page.locator("h1")).to_have_text("Không còn gì phải xem ở đây")
    publish(folder / "wh")
    mended = pd.read_parquet(folder / "wh" / "tasks").set_index("task_id")
    for name in ("lead_text", "coordination_text", "due_text", "content"):
        assert mended[name].fillna("").to_dict() == right[name].fillna("").to_dict(), name
    assert [list(names) for names in mended["lead"]] == [list(names) for names in right["lead"]]
    columns = pd.read_parquet(folder / "wh" / "tables")["columns"]
    roles = [column["role"] for found in columns for column in found]
    assert roles.index("lead") < roles.index("coordination")
