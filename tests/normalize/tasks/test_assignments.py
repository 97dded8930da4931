from time import process_time

import pytest

from normalize.tasks.assignments import read_assignments


@pytest.mark.parametrize(
    ("text", "lead", "content"),
    [
        (
            "Giao Phòng Kế hoạch - Tài chính trang bị phòng học cho các trường nội trú.",
            "Phòng Kế hoạch - Tài chính",
            "trang bị phòng học cho các trường nội trú",
        ),
        ("Giao Phòng Đô thị chỉnh trang các tuyến phố.", "Phòng Đô thị", "chỉnh trang các tuyến phố"),
    ],
)
def test_a_verb_is_none_whose_first_syllable_ends_a_name(text: str, lead: str, content: str) -> None:
    (given,) = read_assignments(text, 0, len(text))
    assert given.lead and text[slice(*given.lead)] == lead
    assert given.printed(text) == content


def test_a_paragraph_of_very_many_orders_is_read() -> None:
    text = "Sở Nội vụ rà soát hồ sơ" + "; Sở Y tế kiểm tra chợ" * 1100
    assert len(read_assignments(text, 0, len(text))) == 1101


@pytest.mark.parametrize("unit", ["( ", "(a, ", ": ", "chủ trì, ", "do "])
def test_marks_without_sentences_between_them_take_no_time(unit: str) -> None:
    text = unit * 5_000
    before = process_time()
    assert read_assignments(text, 0, len(text)) == ()
    assert process_time() - before < 2


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Content, lead, helpers and times of each task, as printed."""
    return [
        (
            one.printed(text),
            text[slice(*one.lead)] if one.lead else "",
            text[slice(*one.coordination)] if one.coordination else "",
            "; ".join(text[slice(*due)] for due in one.due),
        )
        for one in read_assignments(text, 0, len(text))
    ]


CLAUSES = [
    # a topic, its doer behind a colon or a dash, with an act of its own or none
    (
        "Vận động nguồn lực: Ban Công tác xã hội xây dựng thư ngỏ trong tháng 11/2025.",
        [("xây dựng thư ngỏ", "Ban Công tác xã hội", "", "trong tháng 11/2025")],
    ),
    (
        "Nạo vét 64 km cống - Xí nghiệp Thoát nước số 1 làm, xong 30/4.",
        [("Nạo vét 64 km cống", "Xí nghiệp Thoát nước số 1", "", "30/4")],
    ),
    ("Trưởng khu phố - vận động kinh phí.", [("vận động kinh phí", "Trưởng khu phố", "", "")]),
    # who does it behind "do", where it is done behind that
    (
        "Đợt chính tổ chức từ ngày 15/4/2024, do Sở Y tế thực hiện tại các xã.",
        [("Đợt chính tổ chức; tại các xã", "Sở Y tế", "", "từ ngày 15/4/2024")],
    ),
    # a time first, or what comes before it happens
    (
        "Thứ Sáu hằng tuần, các xí nghiệp nộp báo cáo về Phòng Kế hoạch.",
        [("nộp báo cáo về Phòng Kế hoạch", "các xí nghiệp", "", "Thứ Sáu hằng tuần")],
    ),
    (
        "Trong thời hạn 02 ngày kể từ ngày nhận được quyết định, Phòng Kiểm soát cập nhật vào hệ thống.",
        [
            (
                "cập nhật vào hệ thống",
                "Phòng Kiểm soát",
                "",
                "Trong thời hạn 02 ngày kể từ ngày nhận được quyết định",
            )
        ],
    ),
    # several in one paragraph: what follows a time, and what others are to do
    (
        "Sở Y tế lập danh sách trước ngày 05/6; cập nhật hằng tháng. Sở Tài chính bố trí kinh phí.",
        [
            ("lập danh sách", "Sở Y tế", "", "trước ngày 05/6"),
            ("cập nhật", "Sở Y tế", "", "hằng tháng"),
            ("bố trí kinh phí", "Sở Tài chính", "", ""),
        ],
    ),
    # milestones of one clause
    (
        "Công đoàn cơ sở sơ kết vào tháng 6, tổng kết vào tháng 11/2026.",
        [("sơ kết; tổng kết", "Công đoàn cơ sở", "", "vào tháng 6; vào tháng 11/2026")],
    ),
    # who helps, before and behind
    (
        "Lắp 40 cảm biến (Phòng Công nghệ đảm nhận, Viện Kỹ thuật hỗ trợ; quý II).",
        [("Lắp 40 cảm biến", "Phòng Công nghệ", "Viện Kỹ thuật", "quý II")],
    ),
    (
        "Công đoàn Công ty cùng UBND các phường phát 10.000 tờ rơi.",
        [("phát 10.000 tờ rơi", "Công đoàn Công ty", "UBND các phường", "")],
    ),
    # words of an office's duty tell who it is
    (
        "Đồng chí Phó Hiệu trưởng phụ trách chuyên môn: chủ trì dự giờ giáo viên.",
        [("dự giờ giáo viên", "Đồng chí Phó Hiệu trưởng phụ trách chuyên môn", "", "")],
    ),
    # - whoever is named in the midst does nothing of it
    (
        "Các sở tự kiểm tra văn bản theo danh mục do Sở Tư pháp cung cấp trước ngày 31/3/2023.",
        [
            (
                "tự kiểm tra văn bản theo danh mục do Sở Tư pháp cung cấp",
                "Các sở",
                "",
                "trước ngày 31/3/2023",
            )
        ],
    ),
    # - who heads a group does not lead that it is set up; numbers of things are no doer
    ("Thành lập Tổ kiểm kê do Chánh Văn phòng làm Tổ trưởng.", []),
    ("Hiện trạng: Trường Mầm non xã thiếu 04 phòng chức năng.", []),
    # - an answerable head gives nothing to do, nor does a day that is honoured say when
    ("Trưởng các phòng chịu trách nhiệm trước Giám đốc về kết quả.", []),
    (
        "Hội Nông dân tổ chức hội thi chào mừng ngày 14/10.",
        [("tổ chức hội thi chào mừng ngày 14/10", "Hội Nông dân", "", "")],
    ),
    # - years of a period are no time of what is done
    (
        "Sở Nội vụ số hóa hồ sơ giai đoạn 2019 - 2023.",
        [("số hóa hồ sơ giai đoạn 2019 - 2023", "Sở Nội vụ", "", "")],
    ),
]


@pytest.mark.parametrize(("text", "tasks"), CLAUSES)
def test_parts_of_a_sentence_in_any_order(text: str, tasks: list[tuple[str, str, str, str]]) -> None:
    assert told(text) == tasks
