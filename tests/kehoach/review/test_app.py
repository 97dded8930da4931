import re

import pytest

from kehoach.review.desk import Desk, Filter
from tests.kehoach.run.corrections.factories import DOC, TABLE, doubt, make_rows, make_table

HOSTILE = "<img src=x onerror=alert(1)>"


def test_a_value_is_corrected_and_the_next_one_shown(browser, stock):
    assert "Thường xuyên" in browser.get("/queue").text or "Sở Tư phap" in browser.page.text
    browser.get(f"/queue?rule=low_confidence&doc={DOC}")
    first = re.search(r"<textarea[^>]*>([^<]*)<", browser.page.text)[1]
    assert browser.decide(text="Sửa lại").status_code == 200
    second = re.search(r"<textarea[^>]*>([^<]*)<", browser.page.text)[1]
    assert {first, second} == {"Thường xuyên", "Sở Tư phap"}
    assert "Sửa lại" in {value["value"] for value in stock.rows(DOC)["values"]}


def test_the_same_text_is_an_acceptance(browser, desk):
    browser.get("/queue")
    browser.decide("correct")
    assert [entry.action for entry in desk.log.entries()] == ["accept"]


@pytest.mark.parametrize(("action", "open_"), [("accept", 1), ("dismiss", 1), ("unreadable", 1)])
def test_actions_close_the_doubt_or_leave_it(open_desk, desk, action, open_):
    browser = open_desk(desk)
    browser.get("/queue")
    browser.decide(action)
    assert len(desk.items(Filter())) == open_


def test_undo_brings_the_value_back(browser):
    browser.get("/queue")
    seen = re.search(r'name="seen" value="([^"]*)"', browser.page.text)[1]
    browser.decide("accept")
    browser.post("/undo")
    assert f'name="seen" value="{seen}"' in browser.page.text


def test_the_second_of_two_stewards_sees_both_values(open_desk, desk):
    first, second = (
        open_desk(desk, headers={"X-User": name}, user_header="X-User") for name in ("Lan", "Minh")
    )
    first.get("/queue")
    page = second.get(first.page.url.copy_with(path="/queue"))
    assert page.status_code == 200
    shown = re.search(r"/items/([0-9a-f]{20})", first.page.text)[1]
    second.get(f"/items/{shown}")
    assert "Lan đang xem giá trị này" in second.page.text
    first.decide(text="Sở Tư pháp")
    page = second.decide(text="Sở Tài chính")
    assert page.status_code == 409
    assert "Lan" in page.text and "Sở Tư pháp" in page.text
    assert len(desk.log.entries()) == 1


def test_stewards_get_different_values(open_desk, desk):
    pages = [
        open_desk(desk, {"X-User": name}, user_header="X-User").get("/queue").text for name in ("Lan", "Minh")
    ]
    shown = [re.search(r"/items/([0-9a-f]{20})", page)[1] for page in pages]
    assert shown[0] != shown[1]


def test_the_same_elsewhere_is_corrected_at_once_and_undone_at_once(open_desk, stock, rows):
    for task in ("t0001", "t0003"):
        doubt(rows, "tasks", f"{DOC}-{task}", "lead_text", group_key="g")
    rows["flags"][0]["group_key"] = "g"
    desk = Desk(stock, sample_rate=0.0)
    browser = open_desk(desk)
    key = next(item.key for item in desk.items(Filter()) if item.place[1:] == (f"{DOC}-t0001", "lead_text"))
    browser.get(f"/items/{key}")
    page = browser.decide(text="Sở Nội Vụ")
    assert "Cùng lỗi này còn ở 2 chỗ khác" in page.text
    keys = re.findall(r'name="keys" value="([0-9a-f]{20})"', page.text)
    browser.post(str(page.url), keys=keys)
    assert {task["lead_text"] for task in stock.rows(DOC)["tasks"]} == {"Sở Nội Vụ"}
    browser.post("/undo")
    assert [task["lead_text"] for task in stock.rows(DOC)["tasks"]] == [
        "Sở Nội Vụ",
        "Sở Tư phap",
        "Sở Nội vụ",
    ]


def test_a_page_is_accepted_as_a_whole(browser, desk):
    browser.get("/queue")
    browser.post(f"/documents/{DOC}/pages/1")
    assert "Không còn gì phải xem" in browser.page.text
    assert {entry.action for entry in desk.log.entries()} == {"accept"}


def test_but_not_where_a_value_is_too_doubtful(open_desk, stock, rows):
    rows["flags"][0]["likelihood"] = 0.49
    browser = open_desk(Desk(stock, sample_rate=0.0))
    browser.get("/queue")
    assert browser.post(f"/documents/{DOC}/pages/1").status_code == 409


def test_roles_are_changed_and_the_table_confirmed(browser, stock):
    browser.get("/tables")
    browser.post(f"/tables/{DOC}/{TABLE}", action="confirm_table", role2="lead", role3="product")
    assert [task["product"] for task in stock.rows(DOC)["tasks"]] == ["Sở Nội vụ", "Sở Tư phap", "Sở Nội vụ"]
    browser.get("/tables")
    assert "Không còn gì phải xem" in browser.page.text


@pytest.mark.parametrize("action", ["delete_row", "merge_rows"])
def test_rows_are_mended(browser, stock, action):
    browser.get(f"/tables/{DOC}/{TABLE}")
    browser.post(f"/tables/{DOC}/{TABLE}/rows/{DOC}-t0002", action=action)
    assert len(stock.rows(DOC)["tasks"]) == 2


@pytest.mark.parametrize(
    ("action", "contents"),
    [("split_row", ["Rà soát", "Văn bản"]), ("add_row", ["Rà soát văn bản", "Văn bản"])],
)
def test_rows_are_split_and_added(browser, stock, action, contents):
    where = f"/tables/{DOC}/{TABLE}/rows/{DOC}-t0002"
    browser.get(where)
    fields = {"first.content": "Rà soát", "second.content": "Văn bản", "second.due_text": "Quý II"}
    browser.post(where, action=action, **fields)
    assert [task["content"] for task in stock.rows(DOC)["tasks"]][1:3] == contents


def test_a_part_is_joined_to_the_table_before_it(open_desk, stock, rows):
    rows["tables"].append(make_table(table_id=f"{DOC}-b0002", flagged=True))
    rows["tasks"][2]["table_id"] = f"{DOC}-b0002"
    browser = open_desk(Desk(stock, sample_rate=0.0))
    assert "Nối vào bảng trước" in browser.get(f"/tables/{DOC}/{DOC}-b0002").text
    browser.post(f"/tables/{DOC}/{DOC}-b0002", action="join_table")
    assert [len(table["parts"]) for table in stock.rows(DOC)["tables"]] == [2]


def test_a_first_row_is_added(browser, stock):
    browser.get(f"/tables/{DOC}/{TABLE}/first-row")
    browser.post(f"/tables/{DOC}/{TABLE}", action="add_row", **{"second.content": "Việc\r\nđầu"})
    assert next(task["content"] for task in stock.rows(DOC)["tasks"]) == "Việc đầu"
    assert "Việc đầu" in browser.page.text


def test_a_part_is_chosen_and_told_and_left_again(browser):
    assert "<option>low_confidence</option>" in browser.get("/").text
    page = browser.get(
        "/queue?issuer=S%E1%BB%9F+Giao+th%C3%B4ng+v%E1%BA%ADn+t%E1%BA%A3i&year=2020&rule="
    ).text
    assert "Đang xem riêng: <b>Sở Giao thông vận tải</b>, <b>2020</b>" in page
    assert "Đang xem riêng" not in browser.get("/queue?year=0&rule=").text
    assert "Không còn gì phải xem" in browser.get("/queue?year=2019").text


def test_an_edit_that_cannot_be_is_refused_and_kept_out_of_the_log(browser, desk):
    browser.get(f"/tables/{DOC}/{TABLE}")
    page = browser.post(f"/tables/{DOC}/{TABLE}/rows/{DOC}-t0001", action="merge_rows")
    assert page.status_code == 422
    assert desk.log.entries() == ()


def test_what_is_read_is_text_and_never_markup(open_desk, stock, rows):
    for task in rows["tasks"]:
        task["content"] = HOSTILE
    for value in rows["values"]:
        value["value"] = HOSTILE
    for flag in rows["flags"]:
        flag |= {"value": HOSTILE, "suggestion": HOSTILE + "x", "reason": HOSTILE}
    stock.name = f"{HOSTILE}.pdf"
    browser = open_desk(Desk(stock, sample_rate=0.0))
    for url in (
        "/",
        "/queue",
        "/tables",
        "/documents",
        f"/documents/{DOC}/pages/1",
        f"/tables/{DOC}/{TABLE}/rows/{DOC}-t0001",
    ):
        assert "<img" not in browser.get(url).text, url
    assert "&lt;img" in browser.get("/queue").text


def test_pages_load_nothing_from_elsewhere(browser):
    policy = browser.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for url in ("/", "/queue", "/tables", "/help", f"/documents/{DOC}/pages/1"):
        page = browser.get(url).text
        assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|https?://", page), url


def test_a_form_of_another_page_is_refused(browser, desk):
    browser.get("/queue")
    url = re.search(r'action="(/items/[^"]*)"', browser.page.text)[1]
    assert browser.http.post(url, data={"action": "accept"}).status_code == 403
    assert browser.http.post(url, data={"csrf": "x" * 64, "action": "accept"}).status_code == 403
    foreign = browser.http.post(url, data={"action": "accept"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert desk.log.entries() == ()


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "10.0.0.1:8600", "localhost.example.org:80"]
)
def test_other_hosts_are_refused_without_names(browser, host):
    assert browser.http.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8600", "[::1]:8600", "[::1]"])
def test_this_machine_is_not(browser, host):
    assert browser.http.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "/static/../app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%2f..%2fcli.py",
        "/pictures/..%2f..%2fetc/1.png",
        f"/pictures/{DOC}/0.png",
        f"/pictures/{DOC}/2.png",
        f"/documents/{DOC}/pages/99",
        "/documents/../../etc/passwd/pages/1",
        "/items/zz",
        f"/tables/{DOC}/x",
    ],
)
def test_no_path_reaches_the_disk(browser, url):
    page = browser.get(url)
    assert page.status_code in (404, 422)
    assert "import" not in page.text


def test_a_missing_picture_is_said_and_the_value_stays_editable(browser):
    assert browser.get(f"/pictures/{DOC}/1.png").status_code == 404
    browser.get("/queue")
    assert "<textarea" in browser.page.text


def test_a_list_of_stewards_is_chosen_from(open_desk, desk):
    browser = open_desk(desk, names=("Lan", "Minh <b>"))
    browser.get("/queue")
    assert "Ai đang rà soát?" in browser.page.text and "Minh &lt;b&gt;" in browser.page.text
    browser.post("/who", place=1)
    browser.get("/queue")
    browser.decide("accept")
    assert desk.log.entries()[0].steward == "Minh <b>"
    browser.page = browser.get("/queue")
    assert browser.post("/who", place=2).status_code == 422


def test_without_the_proxys_header_nobody_is_let_in(open_desk):
    assert open_desk(user_header="X-User").get("/").status_code == 403


def test_a_value_of_another_kind_is_told(open_desk, stock, rows):
    doubt(rows, "documents", DOC, "issued_on", rule="missing_head_field")
    browser = open_desk(Desk(stock, sample_rate=0.0))
    browser.get("/queue?rule=missing_head_field")
    page = browser.decide(text="hôm qua")
    assert page.status_code == 422
    assert "không đúng kiểu" in page.text


def test_the_script_gets_the_main_part_alone(browser):
    page = browser.http.get("/queue", headers={"X-Partial": "1"}).text
    assert page.lstrip().startswith("<main")


def test_a_letter_lists_what_documents_contradict_themselves_in(open_desk, stock, rows):
    doubt(rows, "tasks", f"{DOC}-t0001", "content", rule="stale_year", subject="document", reason="Năm cũ.")
    page = open_desk(Desk(stock, sample_rate=0.0)).get("/letters").text
    assert "Kính gửi: Sở Giao thông vận tải" in page and "Năm cũ." in page


def test_a_restart_keeps_what_was_decided(open_desk, stock):
    browser = open_desk(Desk(stock, sample_rate=0.0))
    browser.get("/queue")
    browser.decide("accept")
    assert len(Desk(stock, sample_rate=0.0).items(Filter())) == 1


def test_samples_are_mixed_in(stock):
    desk = Desk(stock, sample_rate=1.0)
    item = desk.next_item(Filter(), "Lan")
    assert item.sample and not item.reasons
    entry = desk.decide(item, "accept", None, {"steward": "Lan"})
    assert entry.sample


def test_an_empty_desk_says_so(open_desk, tmp_path):
    from tests.kehoach.review.conftest import Stock

    desk = Desk(Stock(tmp_path, {DOC: make_rows(doubted=())}))
    page = open_desk(desk)
    assert "Không còn gì phải xem" in page.get("/queue?queue=document").text
