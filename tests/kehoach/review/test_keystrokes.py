"""How many keys a plan costs: the doubts of an office scan of six pages (a plan of the corpus, its reading
recorded) cleared by the keyboard alone.
"""

import pandas as pd
from playwright.sync_api import expect

from kehoach.run.publish import publish
from tests.kehoach.review.recorded import store_recorded
from tests.kehoach.review.serving import open_browser, serve_desk

MOST = 60
# What is printed where the reading is doubted, by field, as the plan's source has it.
PRINTED = {
    "content": {
        "Xây dựng Kế hoạch tuyên truyền, phổ biến pháp luật về PCTN; biên soạn tài liệu hỏi - đáp (500 cuốn)",
        "Kiểm tra đột xuất việc thụ lý hồ sơ cấp Giấy chứng nhận đủ điều kiện kinh doanh xăng dầu, khí, rượu, "
        "thuốc lá; xử lý nghiêm trường hợp kéo dài thời gian, yêu cầu bổ sung giấy tờ ngoài quy định, gây "
        "phiền hà, nhũng nhiễu doanh nghiệp",
    },
    "product": {"Danh sách người có nghĩa vụ kê khai; sổ theo dõi", "Báo cáo quý, 6 tháng, 9 tháng, năm"},
    "number": {"06/2013/TT-TTCP", "08/2013/TT-TTCP", "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"},
    "type": {"Thông tư"},
    "issued_on": {"2017-02-07"},
}
FIELDS = {
    "Nội dung nhiệm vụ": "content",
    "Sản phẩm": "product",
    "Số hiệu văn bản được viện dẫn": "number",
    "Loại văn bản được viện dẫn": "type",
    "Ngày của văn bản được viện dẫn": "issued_on",
}


def test_an_office_plan_of_six_pages_costs_few_keys(tmp_path):
    store_recorded("ct-sct-2018.office", tmp_path)
    assert len(pd.read_parquet(tmp_path / "pages")) == 6
    with serve_desk(tmp_path, tmp_path) as address, open_browser() as browser:
        page = browser.new_page()
        page.goto(f"{address}/tables")
        expect(page.locator("h1")).to_have_text("Không còn gì phải xem ở đây")
        page.goto(f"{address}/")
        pressed = 0

        def press(key):
            nonlocal pressed
            pressed += 1
            page.keyboard.press(key)
            page.wait_for_selector("main:not([aria-busy])")  # set while the key is handled

        press("Enter")
        while (field := page.locator("h1").inner_text()) != "Không còn gì phải xem ở đây":
            # each is as printed; one that were not would be edited, at the cost of its letters
            assert page.locator("textarea").input_value() in PRINTED[FIELDS[field]]
            press("Enter")
    publish(tmp_path)
    flags = pd.read_parquet(tmp_path / "flags")
    assert set(flags["status"]) == {"accepted"}
    assert len(flags) <= pressed <= MOST
