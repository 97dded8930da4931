"""Lists and paragraphs below headings that have no label, and labelled lines below an item."""

import pytest

from bench.gold_text import document, wrap
from models import find_spans, load_pipeline
from normalize import build_plan
from tests.test_prose_tasks import LETTERHEAD, read, tasks

Expected = list[tuple[str, str, str, str]]

HEAD = f"""{LETTERHEAD}Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, Sở Nội vụ xây dựng kế hoạch chuyển đổi số với những nội dung sau đây.
Mục đích
Nâng cao hiệu quả, chất lượng phục vụ người dân, doanh nghiệp, rút ngắn thời gian giải quyết hồ sơ của tỉnh.
"""
DRY_SEASON = "range 2024-03-01..2024-08-31"
QUARTER = "quarter 2024-04-01..2024-06-30 ~"
PLAIN = [
    # who does all of a list, though nothing in the plan has a label but its items
    (
        "Phân công nhiệm vụ\nPhòng Đào tạo\n• Lập danh sách lớp học (trước 30/4/2024).\n• Mở 02 lớp tập huấn.\n"
        "Khoa Luật, Khoa Kinh tế\n• Viết báo cáo theo 11 tiêu chí (đến hết ngày 31/7/2024).\n",
        [
            ("Lập danh sách lớp học", "Phòng Đào tạo", "", "date before ..2024-04-30"),
            ("Mở 02 lớp tập huấn", "Phòng Đào tạo", "", ""),
            ("Viết báo cáo theo 11 tiêu chí", "Khoa Luật; Khoa Kinh tế", "", "date by ..2024-07-31"),
        ],
    ),
    # but no topic does, nor whom a sentence or another list below it tells of, nor are aims tasks
    ("Công tác đào tạo\n• Mở 02 lớp tập huấn.\n", []),
    ("Yêu cầu\n• Phòng Đào tạo làm việc nghiêm túc.\n• Mở lớp đúng kế hoạch đã duyệt.\n", []),
    ("Sở Nội vụ ban hành kế hoạch như sau:\n• Mở 02 lớp tập huấn.\n", []),
    (
        "Phòng Đào tạo\n• Mở 02 lớp tập huấn.\nKinh phí\n• Chi từ ngân sách năm 2024.\n",
        [("Mở 02 lớp tập huấn", "Phòng Đào tạo", "", "")],
    ),
    # a time heads paragraphs, too, and is theirs but where they say another; no topic is one
    (
        "Quý II\nPhòng Đào tạo mở 02 lớp tập huấn cho 60 cán bộ cấp xã về ký số.\n"
        "Văn phòng Sở tổng kiểm kê máy tính, máy in của các phòng chuyên môn.\n"
        "Từ ngày 05/8 đến ngày 20/9\nThanh tra Sở kiểm tra việc dùng chữ ký số tại 12 xã của tỉnh.\n"
        "Sau bão lũ\nCác đơn vị bảo quản máy móc theo hướng dẫn của nhà sản xuất đã gửi kèm theo.\n",
        [
            ("mở 02 lớp tập huấn cho 60 cán bộ cấp xã về ký số", "Phòng Đào tạo", "", QUARTER),
            ("tổng kiểm kê máy tính, máy in của các phòng chuyên môn", "Văn phòng Sở", "", QUARTER),
            (
                "kiểm tra việc dùng chữ ký số tại 12 xã của tỉnh",
                "Thanh tra Sở",
                "",
                "range 2024-08-05..2024-09-20 ~",
            ),
        ],
    ),
]
# a plan whose headings have no labels at all: who does what stands below persons and groups, each with a colon
UNLABELLED = [
    ("Chị Lê Thị Mai, Phó Chủ tịch Hội:", "Chị Lê Thị Mai, Phó Chủ tịch Hội"),
    ("Anh Nguyễn Văn Bảy, Bí thư Chi đoàn, lo các việc:", "Anh Nguyễn Văn Bảy, Bí thư Chi đoàn"),
    ("Các trưởng ban công tác Mặt trận ở 5 khu:", "Các trưởng ban công tác Mặt trận ở 5 khu"),
    ("Các tổ trưởng tại 12 tổ dân phố có nhiệm vụ:", "Các tổ trưởng tại 12 tổ dân phố"),
    ("Tổ truyền thông khóm Vĩnh Phước:", "Tổ truyền thông khóm Vĩnh Phước"),
    ("Các mô hình hay ở 7 ấp:", ""),
    ("Chị em phụ nữ cần biết:", ""),
]
# what is to be reached is divided among those who do it, and no aims of a section that says who does what
GOALS = [
    ("III. PHÂN CÔNG THỰC HIỆN", "1. Tiêu chí Môi trường", 2),
    ("III. PHÂN CÔNG NHIỆM VỤ", "1. Chỉ tiêu về bảo hiểm y tế", 2),
    ("III. TRÁCH NHIỆM CÁC ĐƠN VỊ", "1. Mục tiêu giảm nghèo", 2),
    ("III. TỔ CHỨC THỰC HIỆN", "1. Các tiêu chí chưa đạt", 2),
    ("III. PHÂN CÔNG PHỤ TRÁCH", "1. Tiêu chuẩn 3: Cơ sở vật chất", 2),
    ("III. TỔ CHỨC THỰC HIỆN", "1. Kinh phí", 0),
    ("III. TỔ CHỨC THỰC HIỆN", "1. Thành phần", 0),
    ("III. NỘI DUNG", "1. Mục tiêu", 0),
    ("III. CHỈ TIÊU", "1. Tiêu chí Môi trường", 0),
]
# who does all that a paragraph with a colon announces, and whom nothing that is listed is done by
ANNOUNCED = [
    ("Nhiệm vụ khảo sát, số hóa hồ sơ do Phòng Tin học đảm nhận, gồm:", "Phòng Tin học"),
    ("Công tác hậu cần, lễ tân và an ninh do Văn phòng Sở phụ trách, cụ thể:", "Văn phòng Sở"),
    ("Phòng Tin học chịu trách nhiệm thực hiện những việc sau:", "Phòng Tin học"),
    ("Các xã căn cứ kế hoạch này và tình hình thực tế của địa phương:", "Các xã"),
    ("Giao Văn phòng Sở là cơ quan thường trực, có nhiệm vụ:", "Văn phòng Sở"),
    ("Các trạm y tế theo chức năng, nhiệm vụ được giao thực hiện các việc sau:", "Các trạm y tế"),
    ("Tổ Theo dõi kế hoạch thực hiện các việc sau:", "Tổ Theo dõi kế hoạch"),
    ("Kết quả khảo sát theo kế hoạch năm trước gồm:", ""),
    ("Kết quả khảo sát năm trước gồm:", ""),
    ("Công tác khắc phục hậu quả do bão số 3 gây ra, gồm:", ""),
]


@pytest.mark.parametrize(("body", "expected"), PLAIN)
def test_headings_without_labels(body: str, expected: Expected) -> None:
    source = document(wrap(HEAD + body))
    assert tasks(build_plan(source, find_spans(source, load_pipeline()))) == expected


@pytest.mark.parametrize(("line", "lead"), UNLABELLED)
def test_persons_and_groups_head_lists_where_nothing_has_a_label(line: str, lead: str) -> None:
    body = f"Nội dung công việc\n{line}\n– Lập danh sách hộ nghèo, xong trong quý II.\n– Phát 300 tờ rơi về bảo hiểm y tế.\n"
    source = document(wrap(HEAD + body))
    found = tasks(build_plan(source, find_spans(source, load_pipeline())))
    assert [one[1] for one in found if one[1]] == [lead, lead] * bool(lead)


@pytest.mark.parametrize(("section", "goal", "count"), GOALS)
def test_goals_that_are_divided_among_those_who_do_it(section: str, goal: str, count: int) -> None:
    body = (
        f"{section}\n{goal}\n- Hội Phụ nữ xã: trồng 300 m đường hoa.\n- Các thôn: vệ sinh ngõ xóm sạch sẽ.\n"
    )
    assert len(tasks(read(f"II. YÊU CẦU\nLàm tốt.\n{body}"))) == count


def test_a_label_of_the_list_above_closes_what_a_paragraph_heads() -> None:
    body = (
        "2. Bảo vệ rừng\nCác trạm kiểm lâm thực hiện những việc sau:\na) Tuần tra 12 tiểu khu.\n"
        "b) Đóng 45 biển cấm phá rừng.\n3. Giao Hạt Kiểm lâm phát dọn 22 km đường băng.\n"
    )
    source = document(
        wrap(
            f"{HEAD.replace('với những nội dung sau đây.', 'như sau:')}1. Cán bộ nêu cao trách nhiệm.\n{body}"
        )
    )
    found = tasks(build_plan(source, find_spans(source, load_pipeline())))
    assert [one[1] for one in found] == ["Các trạm kiểm lâm", "Các trạm kiểm lâm", "Hạt Kiểm lâm"]


@pytest.mark.parametrize(
    "who",
    [
        "Đ/c Lê Văn Thọ - Công chức Địa chính - Xây dựng",
        "Chị Hà Thị Vui - Công chức Tư pháp - Hộ tịch",
        "Anh Lò Văn Pản - Công chức Địa chính - Xây dựng - Đô thị và Môi trường",
        "Công chức Địa chính - Xây dựng",
        "Phòng Giao thông - Xây dựng",
    ],
)
def test_posts_that_end_like_verbs(who: str) -> None:
    assert [
        one[1] for one in tasks(read(f"II. PHÂN CÔNG\n- {who}: lập hồ sơ mở rộng đường trục thôn.\n"))
    ] == [who]


@pytest.mark.parametrize(("announced", "lead"), ANNOUNCED)
def test_a_paragraph_says_who_does_what_is_listed(announced: str, lead: str) -> None:
    body = (
        f"II. NỘI DUNG\n1. Số hóa\n{announced}\n- Lập danh mục hồ sơ của 12 xã; xong trong tháng 3/2024;\n"
        "- Quét 3.000 hồ sơ, thời gian từ ngày 02/4/2024 đến ngày 30/5/2024.\n"
    )
    assert [one[1] for one in tasks(read(body))] == [lead, lead]


@pytest.mark.parametrize(
    ("announced", "due"),
    [
        ("Trong mùa khô (từ ngày 01/3 đến ngày 31/8/2024), triển khai các việc sau:", DRY_SEASON),
        ("Trong mùa khô (xem Phụ lục 2), triển khai các việc sau:", ""),
    ],
)
def test_a_bracket_dates_what_is_announced(announced: str, due: str) -> None:
    body = (
        f"II. NỘI DUNG\n1. Phòng cháy\n{announced}\n- Trực gác lửa tại 05 chòi canh do Hạt Kiểm lâm đảm nhiệm;\n"
        "- Diễn tập chữa cháy rừng, Phòng Bảo vệ rừng chủ trì.\n"
    )
    assert [one[3] for one in tasks(read(body))] == [due, due]


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("Trong Tháng Nhân đạo (từ ngày 01/5 đến ngày 31/5/2024):", "range 2024-05-01..2024-05-31"),
        ("Trong Tháng Thanh niên - từ ngày 01/3 đến ngày 31/3/2024:", "range 2024-03-01..2024-03-31"),
        (
            "Tháng cao điểm an toàn giao thông (từ ngày 15/9 đến ngày 15/10/2024):",
            "range 2024-09-15..2024-10-15",
        ),
        ("Tuần lễ Nước sạch (từ ngày 29/4 đến ngày 06/5/2024):", "range 2024-04-29..2024-05-06"),
        ("Trong Tháng Công nhân (tháng 5/2024):", "month 2024-05-01..2024-05-31"),
        ("Trong Tháng Nhân đạo (xem Phụ lục 2):", ""),
    ],
)
def test_a_month_of_something_dates_what_is_listed(head: str, due: str) -> None:
    body = f"II. NỘI DUNG\n{head}\n- Đoàn xã trồng 500 cây xanh.\n- Hội Nông dân xã mở 01 phiên chợ.\n"
    assert [one[3] for one in tasks(read(body))] == [due, due]


@pytest.mark.parametrize(
    "who", ["Ban Chăm sóc sức khỏe", "Phòng Nội vụ", "Hạt Kiểm lâm", "Văn phòng Huyện ủy", "Trạm Y tế xã"]
)
def test_who_is_the_standing_office_of_a_board(who: str) -> None:
    found = tasks(
        read(f"II. NHIỆM VỤ\n1. Giao {who} làm thường trực Ban Chỉ đạo tỉnh, lên lịch các điểm hiến máu.\n")
    )
    assert [one[:2] for one in found] == [
        ("làm thường trực Ban Chỉ đạo tỉnh, lên lịch các điểm hiến máu", who)
    ]


def test_forces_lead_and_help_as_units_do() -> None:
    body = (
        "II. NỘI DUNG\n1. Xác lập chuyên án tại huyện Hòa An\n- Lực lượng chủ trì: Phòng Trinh sát\n"
        "- Lực lượng phối hợp: Công an huyện Hòa An\n- Thời gian: Trước ngày 15/6/2024\n"
        "2. Huấn luyện 40 dân quân\n- Lực lượng tham gia: 40 người\n- Thời gian: Trong tháng 5/2024\n"
    )
    first, *others = tasks(read(body))
    assert first == (
        "Xác lập chuyên án tại huyện Hòa An",
        "Phòng Trinh sát",
        "Công an huyện Hòa An",
        "date before ..2024-06-15",
    )
    assert not any(lead or helps for _, lead, helps, _ in others)
