"""When tasks in prose are due by what stands around them: phases and months above lists, sentences that announce
a list, times at the front of a sentence.
"""

import pytest

from tests.test_prose_tasks import read, tasks

YEARLONG = "recurring 2024-01-01..2024-12-31"

Given = list[tuple[str, str, str, str]]
# a line that shows how wide the page is set
WIDE = (
    "Bảo đảm tiến độ, chất lượng công việc được giao, tránh hình thức, lãng phí, phù hợp với tình hình thực tế "
    "của cơ quan, đơn vị.\n"
)


def told_when(body: str) -> list[tuple[str, str]]:
    """Leads and times of the tasks that a body gives below a heading of its own."""
    return [(lead, due) for _, lead, _, due in tasks(read(f"{WIDE}II. NỘI DUNG THỰC HIỆN\n{body}"))]


PHASES = [
    "Giai đoạn 1: từ ngày 01/3/2024 đến ngày 31/5/2024",
    "Giai đoạn 1 (từ ngày 01/3/2024 đến hết ngày 31/5/2024):",
    "Giai đoạn I - từ 01/3 đến 31/5/2024",
    "* Đợt 1: từ ngày 01/3/2024 đến ngày 31/5/2024",
    "1. Bước 1. Chuẩn bị: từ ngày 01/3/2024 đến ngày 31/5/2024",
    "1. Giai đoạn chuẩn bị, từ ngày 01/3/2024 đến ngày 31/5/2024",
    "a) Đợt cao điểm thứ nhất: Từ ngày 01/3/2024 đến hết ngày 31/5/2024",
    "1. Giai đoạn 1 - Khảo sát, chọn điểm làm trước (từ ngày 01/3/2024 đến ngày 31/5/2024)",
]


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_above_a_list_says_when_its_items_are_due(phase: str) -> None:
    found = told_when(f"{phase}\n- Công an xã rà soát các điểm karaoke.\n- Phòng Tư pháp in tờ rơi.\n")
    due = found[0][1].removesuffix(" ~")
    assert due == "range 2024-03-01..2024-05-31"
    assert found == [("Công an xã", found[0][1]), ("Phòng Tư pháp", found[0][1])]


@pytest.mark.parametrize(
    "no_phase",
    [
        "Chương trình hành động số 12, từ ngày 01/3/2024 đến ngày 31/5/2024 là nội dung chính",
        "Giai đoạn 1 đã kết thúc ngày 31/5/2023 với nhiều kết quả",
        "Bước 2 làm sau khi có kinh phí",
    ],
)
def test_what_only_mentions_a_time_dates_no_list(no_phase: str) -> None:
    found = told_when(f"{no_phase}\n- Công an xã rà soát các điểm karaoke.\n- Phòng Tư pháp in tờ rơi.\n")
    assert [due for lead, due in found if lead in ("Công an xã", "Phòng Tư pháp")] == ["", ""]


@pytest.mark.parametrize(
    ("item", "due"),
    [
        ("Ngày 05, Công an xã họp bàn với dân.", "date 2024-09-05..2024-09-05 ~"),
        ("Từ ngày 12 đến ngày 23, Công an xã họp bàn với dân.", "range 2024-09-12..2024-09-23 ~"),
        ("Trước ngày 30: Công an xã họp bàn với dân.", "date before ..2024-09-30 ~"),
        ("Chậm nhất ngày 10, Công an xã họp bàn với dân.", "date by ..2024-09-10 ~"),
        ("Xong trước ngày 08, Công an xã họp bàn với dân.", "date before ..2024-09-08 ~"),
        ("Công an xã họp bàn với dân trước ngày 15.", "date before ..2024-09-15 ~"),
        (
            "Ngày 25 và 26, Công an xã họp bàn với dân.",
            "date 2024-09-25..2024-09-25 ~ + date 2024-09-26..2024-09-26 ~",
        ),
        ("Công an xã họp bàn với dân, từ ngày 01 đến ngày 05.", "range 2024-09-01..2024-09-05 ~"),
        ("Ngày 05/9, Công an xã họp bàn với dân.", "date 2024-09-05..2024-09-05 ~"),
        ("Công an xã họp bàn với dân ở khu 15.", "month 2024-09-01..2024-09-30 ~"),
    ],
)
def test_a_day_below_a_month_is_one_of_that_month(item: str, due: str) -> None:
    assert told_when(f"Tháng 9\n- {item}\n") == [("Công an xã", due.replace(" + ", "; "))]


def test_the_year_of_a_month_above_is_that_of_its_days() -> None:
    assert told_when(
        "1. Tháng 02/2025\na) Ngày 10, Công an xã họp bàn với dân.\nb) Phòng Tư pháp in tờ rơi.\n"
    ) == [
        ("Công an xã", "date 2025-02-10..2025-02-10"),
        ("Phòng Tư pháp", "month 2025-02-01..2025-02-28"),
    ]


@pytest.mark.parametrize(
    "announced",
    [
        "Trong tháng 4/2024, các đơn vị thực hiện các nhiệm vụ sau:",
        "Từ ngày 01/4/2024 đến ngày 30/4/2024, tập trung triển khai các công việc sau:",
        "Các nội dung phải hoàn thành trong tháng 4/2024:",
        "Các nhiệm vụ sau đây hoàn thành trong tháng 4 năm 2024:",
        "Trong tháng 4/2024, giao các đơn vị thực hiện những việc cụ thể như sau:",
        "Các hoạt động dưới đây được tổ chức thành 02 đợt, trong tháng 4/2024:",
        "Những việc sau phải làm xong trong tháng 4/2024:",
    ],
)
def test_a_sentence_that_announces_a_list_says_when_its_items_are_due(announced: str) -> None:
    found = told_when(
        f"{announced}\n1. Phòng Tư pháp in tờ rơi.\n2. Công an xã họp bàn với dân trước ngày 05/5/2024.\n"
    )
    assert [lead for lead, _ in found] == ["Phòng Tư pháp", "Công an xã"]
    assert found[0][1].split()[-1].endswith("2024-04-30") and found[1][1] == "date before ..2024-05-05"


@pytest.mark.parametrize(
    "no_list",
    [
        "Năm 2023, các đơn vị đã đạt được một số kết quả sau:",
        "Căn cứ Kế hoạch ngày 05/4/2024 của tỉnh, các đơn vị thực hiện các nhiệm vụ sau:",
        "Các hoạt động dưới đây được tổng hợp từ báo cáo tháng 4/2024:",
    ],
)
def test_a_time_of_something_else_says_nothing_of_the_list(no_list: str) -> None:
    found = told_when(f"{no_list}\n1. Phòng Tư pháp in tờ rơi.\n2. Công an xã họp bàn với dân.\n")
    assert [due for _, due in found] == ["", ""]


WHERE = [
    ("1. Thanh tra tỉnh kết luận thanh tra muộn nhất trong tháng 11.", ("kết luận thanh tra", "Thanh tra tỉnh", "", "month by 2024-11-01..2024-11-30 ~")),
    ("1. Sở Y tế tập huấn cho cán bộ xã chậm nhất là trong quý III/2024.", ("tập huấn cho cán bộ xã", "Sở Y tế", "", "quarter by 2024-07-01..2024-09-30")),
    ("1. Sở Y tế tập huấn cho cán bộ xã, hoàn thành chậm nhất vào cuối tháng 5/2024.", ("tập huấn cho cán bộ xã", "Sở Y tế", "", "month by 2024-05-01..2024-05-31")),
    ("1. Sở Y tế mở chốt tại bến xe trong các ngày 18, 19/5/2024.", ("mở chốt tại bến xe", "Sở Y tế", "", "date 2024-05-18..2024-05-18; date 2024-05-19..2024-05-19")),
    ("1. Sở Y tế mở chốt tại bến xe vào các ngày 18 và 19/5/2024.", ("mở chốt tại bến xe", "Sở Y tế", "", "date 2024-05-18..2024-05-18; date 2024-05-19..2024-05-19")),
    ("1. Sở Y tế mở chốt tại bến xe trong hai ngày 18 và 19/5/2024.", ("mở chốt tại bến xe", "Sở Y tế", "", "date 2024-05-18..2024-05-18; date 2024-05-19..2024-05-19")),
    ("1. Công an và Ban CHQS các xã nắm tình hình trước, trong và sau đại hội.", ("nắm tình hình trước, trong và sau đại hội", "Công an; Ban CHQS các xã", "", "")),
    ("1. Sở Y tế trực cấp cứu trước, trong và sau Tết.", ("trực cấp cứu trước, trong và sau Tết", "Sở Y tế", "", "")),
    ("1. Sở Y tế tuyên truyền trước và trong chiến dịch.", ("tuyên truyền trước và trong chiến dịch", "Sở Y tế", "", "")),
    ("1. Đài Truyền thanh xã phát bản tin vào 5 giờ sáng và 17 giờ chiều hằng ngày.", ("phát bản tin", "Đài Truyền thanh xã", "", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~")),
    ("1. Đài Truyền thanh xã phát bản tin lúc 6 giờ hằng ngày.", ("phát bản tin", "Đài Truyền thanh xã", "", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~")),
    ("1. Bưu điện xã chi trả lương hưu từ ngày 05 đến ngày 10 hằng tháng.", ("chi trả lương hưu", "Bưu điện xã", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=5,6,7,8,9,10 ~")),
    ("1. Sở Tài chính cấp kinh phí trước quý II 15 ngày.", ("cấp kinh phí", "Sở Tài chính", "", "relative before quý II")),
    ("1. Hội Cựu chiến binh xã tổ chức trồng cây ở đình làng.", ("tổ chức trồng cây ở đình làng", "Hội Cựu chiến binh xã", "", "")),
    ("1. UBND xã tổ chức tu sửa kênh mương.", ("tổ chức tu sửa kênh mương", "UBND xã", "", "")),
    ("1. UBND xã triển khai trồng mới 3 ha rừng.", ("triển khai trồng mới 3 ha rừng", "UBND xã", "", "")),
    ("1. Sở Y tế tổ chức tự kiểm tra tại các khoa.", ("tổ chức tự kiểm tra tại các khoa", "Sở Y tế", "", "")),
    ("1. Vào ngày cuối tháng, Phòng Kế toán khóa sổ quỹ.", ("khóa sổ quỹ", "Phòng Kế toán", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=-1 ~")),
    ("1. Vào tuần đầu tiên của mỗi quý, Phòng Kế toán khóa sổ quỹ.", ("khóa sổ quỹ", "Phòng Kế toán", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;INTERVAL=3 ~")),
    ("1. Mỗi năm hai lần (tháng 4 và tháng 10), Phòng Y tế phun hóa chất diệt muỗi.", ("phun hóa chất diệt muỗi", "Phòng Y tế", "", "recurring 2024-01-01..2024-12-31 FREQ=YEARLY;BYMONTH=4,10 ~")),
    ("1. Đợt 1 tháng 3, Phòng Y tế phun hóa chất diệt muỗi.", ("phun hóa chất diệt muỗi", "Phòng Y tế", "", "month 2024-03-01..2024-03-31 ~")),
    ("1. Các tháng 3 lớp, Trung tâm Chính trị mở lớp bồi dưỡng.", ("mở lớp bồi dưỡng", "Trung tâm Chính trị", "", "")),
    ("1. Sau mỗi ca báo động đỏ, Khoa Đẻ gửi phiếu về Phòng Quản lý trong vòng 24 giờ.", ("gửi phiếu về Phòng Quản lý", "Khoa Đẻ", "", "relative by mỗi ca báo động đỏ")),
    ("1. Sau khi kết thúc hội thi, Khoa Đẻ gửi phiếu về Phòng Quản lý trong 05 ngày làm việc.", ("gửi phiếu về Phòng Quản lý", "Khoa Đẻ", "", "relative by kết thúc hội thi")),
    ("1. Khi có dịch, Khoa Đẻ gửi phiếu về Phòng Quản lý chậm nhất sau 02 ngày kể từ khi có kết quả.", ("gửi phiếu về Phòng Quản lý", "Khoa Đẻ", "", "relative by có kết quả")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("Toàn bộ các việc ở mục này phải hoàn thành trước ngày 30/6/2024.", "date before ..2024-06-30"),
        ("Các nội dung trên thực hiện trong quý II/2024.", "quarter 2024-04-01..2024-06-30"),
        ("Các nội dung trên do thủ trưởng đơn vị quyết định.", ""),
    ],
)
def test_a_paragraph_says_when_all_of_its_section_is_due(last: str, due: str) -> None:
    items = "- Công an xã rà soát các điểm karaoke.\n- Phòng Tư pháp in tờ rơi trước ngày 05/3/2024.\n"
    found = {lead: when for lead, when in told_when(f"{items}{last}\n") if lead}
    assert (found["Công an xã"], found["Phòng Tư pháp"]) == (due, "date before ..2024-03-05")


# a rhythm in front and its day behind what is to be done; a day that a time of its own tells stays apart
RHYTHMS = [
    ("Hằng tháng, Phòng Y tế báo cáo Sở trước ngày 25.", ("báo cáo Sở", "recurring before 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=25 ~")),
    ("Mỗi tháng Phòng Y tế gửi số liệu về Sở vào ngày 05.", ("gửi số liệu về Sở", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=5 ~")),
    ("Hằng tuần, Phòng Y tế họp giao ban vào chiều thứ Sáu.", ("họp giao ban", "recurring 2024-01-01..2024-12-31 FREQ=WEEKLY;BYDAY=FR ~")),
    ("Hằng tuần, vào tối thứ Bảy, Phòng Y tế phát bản tin.", ("phát bản tin", "recurring 2024-01-01..2024-12-31 FREQ=WEEKLY;BYDAY=SA ~")),
    ("Hằng tuần, Phòng Y tế họp giao ban, xong trước ngày 25/6/2024.", ("họp giao ban", "recurring 2024-01-01..2024-12-31 FREQ=WEEKLY ~; date before ..2024-06-25")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), RHYTHMS)
def test_a_rhythm_and_its_day(sentence: str, told: tuple[str, str]) -> None:
    found = tasks(read(f"{WIDE}II. PHÂN CÔNG THỰC HIỆN\n1. {sentence}\n"))
    assert [(content, due) for content, _, _, due in found] == [told]


@pytest.mark.parametrize(("sentence", "task"), WHERE)
def test_times_within_a_sentence(sentence: str, task: tuple[str, str, str, str]) -> None:
    assert tasks(read(f"{WIDE}II. PHÂN CÔNG THỰC HIỆN\n{sentence}\n")) == [task]


def test_a_heading_that_is_a_time_is_what_nobody_does() -> None:
    body = f"{WIDE}II. NHIỆM VỤ\n1. Quý II/2024\n- Phòng Đào tạo tuyển sinh hệ trung cấp.\n- Khoa Cơ khí mua máy tiện.\n"
    assert tasks(read(body)) == [
        ("tuyển sinh hệ trung cấp", "Phòng Đào tạo", "", "quarter 2024-04-01..2024-06-30"),
        ("mua máy tiện", "Khoa Cơ khí", "", "quarter 2024-04-01..2024-06-30"),
    ]


@pytest.mark.parametrize(
    ("above", "due"),
    [
        ("II. GIẢI PHÁP CẤP BÁCH (thực hiện từ ngày 20/02/2024 đến ngày 30/4/2024)", "range 2024-02-20..2024-04-30"),
        ("II. GIẢI PHÁP\nCần làm ngay những việc sau đây, thời hạn hoàn thành chung là ngày 31/8/2024:", "date 2024-08-31..2024-08-31"),
        ("II. GIẢI PHÁP\nCác đơn vị thực hiện những nội dung sau, hạn cuối cùng là trước ngày 31/8/2024:", "date before ..2024-08-31"),
    ],
)  # fmt: skip
def test_the_time_of_a_long_heading_and_of_an_announced_list(above: str, due: str) -> None:
    found = tasks(
        read(
            f"{WIDE}{above}\n- Sửa cửa van hồ Đồng Mô (Xí nghiệp Xây lắp).\n- Lắp 02 máy bơm (Phòng Cơ điện).\n"
        )
    )
    assert [task[1:] for task in found] == [("Xí nghiệp Xây lắp", "", due), ("Phòng Cơ điện", "", due)]


@pytest.mark.parametrize(
    "title", ["THỜI GIAN, TIẾN ĐỘ", "TIẾN ĐỘ VÀ THỜI GIAN", "THỜI GIAN, LỊCH TRÌNH", "CÁC MỐC THỜI GIAN", "THỜI GIAN VÀ LỘ TRÌNH"]
)  # fmt: skip
def test_a_section_of_times_tells_who_does_what_then(title: str) -> None:
    body = (
        f"{WIDE}II. {title}\n1. Từ ngày 20/6/2024 đến ngày 19/7/2024: Phòng Công chức, viên chức thu hồ sơ.\n"
        "2. Ngày 31/7/2024: Công bố danh sách thí sinh.\n3. Tháng 8/2024: Trường Chính trị tỉnh mở lớp ôn tập.\n"
    )
    assert tasks(read(body)) == [
        ("thu hồ sơ", "Phòng Công chức, viên chức", "", "range 2024-06-20..2024-07-19"),
        ("Công bố danh sách thí sinh", "", "", "date 2024-07-31..2024-07-31"),
        ("mở lớp ôn tập", "Trường Chính trị tỉnh", "", "month 2024-08-01..2024-08-31"),
    ]


@pytest.mark.parametrize(
    ("above", "due"),
    [
        ("II. CHUẨN BỊ TRƯỚC MÙA BÃO (hoàn thành trước ngày 31/5/2024)", "date before ..2024-05-31"),
        ("II. KHI CÓ BÃO, ÁP THẤP NHIỆT ĐỚI", "relative có bão, áp thấp nhiệt đới"),
        ("II. CÔNG VIỆC LÀM HẰNG NGÀY", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~"),
    ],
)
def test_the_time_of_a_heading_holds_below_the_agencies_under_it(above: str, due: str) -> None:
    body = (
        f"{WIDE}{above}\n1. Phòng Kỹ thuật\na) Kiểm tra máy bơm.\nb) Lập danh sách hộ dân trước ngày 10/5/2024.\n"
        "2. Đội Xung kích\na) Dự trữ nhiên liệu.\nb) Đóng cửa cống.\nIII. VIỆC KHÁC\n1. Phòng Tài vụ\na) Thanh toán chi phí.\nb) Lập hồ sơ.\n"
    )
    found = [(lead, when.lower()) for _, lead, _, when in tasks(read(body))]
    assert found == [
        ("Phòng Kỹ thuật", due.lower()),
        ("Phòng Kỹ thuật", "date before ..2024-05-10"),
        ("Đội Xung kích", due.lower()),
        ("Đội Xung kích", due.lower()),
        ("Phòng Tài vụ", ""),
        ("Phòng Tài vụ", ""),
    ]


@pytest.mark.parametrize(
    ("item", "due"),
    [
        ("lập phương án, thời hạn không muộn hơn ngày 31/3/2024", "date by ..2024-03-31"),
        ("lập phương án, thời hạn đến hết ngày 31/3/2024", "date by ..2024-03-31"),
        ("lập phương án khi cần thiết", "relative cần thiết"),
        ("cử lực lượng hỗ trợ khi có yêu cầu của Trạm Y tế xã", "relative có yêu cầu của Trạm Y tế xã"),
        ("viết tin bài ngay sau mỗi hoạt động", "relative after mỗi hoạt động"),
        ("bố trí lực lượng khi cần thiết phải sơ tán dân", "relative cần thiết phải sơ tán dân"),
        ("rút kinh nghiệm sau mỗi hoạt động", ""),
    ],
)
def test_what_binds_a_time_is_read_with_it(item: str, due: str) -> None:
    assert told_when(f"1. Công an xã {item}.\n2. Phòng Tư pháp in tờ rơi.\n")[0] == ("Công an xã", due)


FULL = "- Công an xã rà soát các điểm kinh doanh karaoke, nhà trọ, quán nước, lập danh sách các hộ trên địa bàn, "


def _as_wide(end: str) -> str:
    return FULL + "nhắc nhở chủ hộ, " * ((len(WIDE) - len(FULL) - len(end)) // 17 + 1) + end


@pytest.mark.parametrize("following", ["Tháng 4/2024", "Quý II/2024", "Tháng 4 năm 2024:"])
def test_a_month_alone_in_its_line_heads_a_list_though_the_line_above_is_full(following: str) -> None:
    above = f"Tháng 3/2024\n{_as_wide('gửi báo cáo.')}"
    found = told_when(f"{above}\n{following}\n- Phòng Tư pháp in tờ rơi.\n")
    assert [lead for lead, _ in found] == ["Công an xã", "Phòng Tư pháp"]
    assert found[0][1] == "month 2024-03-01..2024-03-31" and "2024-04-01.." in found[1][1]


def test_a_month_that_ends_a_sentence_in_the_next_line_heads_nothing() -> None:
    above = f"Tháng 3/2024\n{_as_wide('gửi báo cáo trong')}"
    found = told_when(f"{above}\nTháng 4/2024\n- Phòng Tư pháp in tờ rơi.\n")
    assert ("Phòng Tư pháp", "month 2024-03-01..2024-03-31") in found


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("1. Nhiệm vụ hoàn thành trong tháng 8/2024", "month 2024-08-01..2024-08-31"),
        ("1. Các việc phải xong trước ngày 30/9/2024", "date before ..2024-09-30"),
        ("1. Nhóm nhiệm vụ thực hiện trong quý IV/2024", "quarter 2024-10-01..2024-12-31"),
        ("1. Nhiệm vụ thực hiện trong năm 2024", ""),  # all of the plan is in it
        ("1. Nhiệm vụ theo Công văn ngày 05/8/2024", ""),
        ("1. Nhiệm vụ chưa hoàn thành trong tháng 8/2024", ""),
    ],
)
def test_a_heading_of_tasks_says_when_they_are_due(heading: str, due: str) -> None:
    body = f"{heading}\na) Phòng Tư pháp in tờ rơi.\nb) Công an xã họp bàn với dân trước ngày 05/10/2024.\n"
    assert told_when(body) == [("Phòng Tư pháp", due), ("Công an xã", "date before ..2024-10-05")]


@pytest.mark.parametrize(
    ("sentence", "dues"),
    [
        ("Đoàn xã tổ chức phần lễ ngắn gọn, không quá 45 phút.", [""]),
        ("Trường Tiểu học tổ chức thi kể chuyện, mỗi tiết mục không quá 10 phút.", [""]),
        ("Khoa Cấp cứu xử trí ca nặng, không quá 30 phút kể từ khi tiếp nhận.", ["relative by tiếp nhận"]),
        ("Phòng Tài chính cấp kinh phí chi thường xuyên cho các trường.", [""]),
        ("Công an xã xử phạt các trường hợp tái phạm sau khi đã nhắc nhở.", [""]),
        ("Đội Quản lý đô thị tháo dỡ các công trình xây lại sau khi đã bị cưỡng chế.", [""]),
        ("Thư viện mở cửa phòng đọc tất cả các ngày trong tuần.", [f"{YEARLONG} FREQ=DAILY ~"]),
        ("Trạm Bảo vệ thực vật điều tra sâu bệnh định kỳ 7 ngày/lần.", [f"{YEARLONG} FREQ=WEEKLY ~"]),
        (
            "Phòng Giáo dục kiểm tra bếp ăn hằng tuần; trước khi khai giảng, tập huấn nấu ăn cho cấp dưỡng.",
            [f"{YEARLONG} FREQ=WEEKLY ~", "relative before khai giảng"],
        ),
        (
            "Tổ Tin học sao lưu dữ liệu hằng ngày; trong tháng 4/2024, tổ chức Ngày hội số.",
            [f"{YEARLONG} FREQ=DAILY ~", "month 2024-04-01..2024-04-30"],
        ),
    ],
)
def test_how_long_how_often_and_when_else(sentence: str, dues: list[str]) -> None:
    assert [one[3] for one in tasks(read(f"II. NHIỆM VỤ\n1. {sentence}"))] == dues


@pytest.mark.parametrize(
    ("line", "due"),
    [
        (
            "Thời gian: từ ngày 10/4 đến ngày 18/4/2024. Địa điểm: tại khu dân cư.",
            "range 2024-04-10..2024-04-18",
        ),
        ("Thời gian tổ chức: ngày 20/5/2024; địa điểm: Nhà văn hóa xã.", ""),
        ("Thời gian thực hiện: tháng 6/2024. Địa điểm: 12 thôn, bản.", "month 2024-06-01..2024-06-30"),
        ("Thời gian: theo thông báo sau. Địa điểm: Nhà văn hóa xã.", ""),
        ("Địa điểm: Nhà văn hóa xã.", ""),
    ],
)
def test_when_and_where_all_of_a_section_is(line: str, due: str) -> None:
    body = f"II. NGÀY HỘI\n{line}\n1. Đoàn xã chuẩn bị sân khấu.\n2. Hội Nông dân xã dựng 05 gian hàng.\n"
    assert [one[3] for one in tasks(read(body))] == [due, due]


def test_days_alone_in_a_line_head_what_follows() -> None:
    body = (
        "Tháng 9/2024\n- Ký hợp đồng đánh giá (Ban Giám hiệu).\nTừ ngày 03/10 đến ngày 28/10/2024\n"
        "- Tập huấn cho giảng viên (Phòng Đào tạo).\n"
    )
    assert [one[3] for one in tasks(read(f"II. CÁC MỐC CÔNG VIỆC\n{body}"))] == [
        "month 2024-09-01..2024-09-30",
        "range 2024-10-03..2024-10-28",
    ]
