"""Lists and paragraphs below headings that have no label, and labelled lines below an item."""

import pytest

from bench.gold_text import document, wrap
from models import find_spans, load_pipeline
from normalize import build_plan
from tests.test_prose_tasks import read, tasks

Expected = list[tuple[str, str, str, str]]

HEAD = """SỞ NỘI VỤ
Số: 12/KH-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình An, ngày 12 tháng 01 năm 2024
KẾ HOẠCH
Chuyển đổi số năm 2024
Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, Sở Nội vụ xây dựng kế hoạch chuyển đổi số với những nội dung sau đây.
Mục đích
Nâng cao hiệu quả, chất lượng phục vụ người dân, doanh nghiệp, rút ngắn thời gian giải quyết hồ sơ của tỉnh.
"""
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
]


@pytest.mark.parametrize(("body", "expected"), PLAIN)
def test_headings_without_labels(body: str, expected: Expected) -> None:
    source = document(wrap(HEAD + body))
    assert tasks(build_plan(source, find_spans(source, load_pipeline()))) == expected


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
