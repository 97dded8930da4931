"""Kinds of sentences and headings that plans nobody had seen brought up, in other words than theirs."""

import pytest

from tests.test_prose_tasks import read, tasks

Expected = list[tuple[str, str, str, str]]

SENTENCES = [
    # the hour belongs to the day
    ("Văn phòng họp giao ban lúc 7 giờ 30 ngày 12/4/2024.", [("họp giao ban", "Văn phòng", "", "date 2024-04-12..2024-04-12")]),
    ("Ban Tổ chức khai mạc hội thi vào lúc 8 giờ 00 phút, ngày 15/5/2024.", [("khai mạc hội thi", "Ban Tổ chức", "", "date 2024-05-15..2024-05-15")]),
    # what is honoured dates nothing
    ("Nhân Ngày Quốc tế Phụ nữ 8/3, Hội Liên hiệp Phụ nữ tổ chức tọa đàm.", [("tổ chức tọa đàm", "Hội Liên hiệp Phụ nữ", "", "")]),
    ("Nhân kỷ niệm 50 năm Ngày giải phóng, Thành đoàn thắp nến tri ân vào tối 29/4/2024.", [("thắp nến tri ân", "Thành đoàn", "", "date 2024-04-29..2024-04-29")]),
    ("Công đoàn Sở thăm gia đình liệt sĩ nhân dịp 27/7, hoàn thành trước ngày 25/7/2024.", [("thăm gia đình liệt sĩ nhân dịp 27/7", "Công đoàn Sở", "", "date before ..2024-07-25")]),
    # names that go on behind their level
    ("Các huyện ủy, thị ủy, đảng ủy trực thuộc xây dựng kế hoạch trước ngày 30/3/2024.", [("xây dựng kế hoạch", "Các huyện ủy, thị ủy, đảng ủy trực thuộc", "", "date before ..2024-03-30")]),
    # ranks and degrees
    ("Đồng chí Đại tá Nguyễn Văn Bình, Phó Giám đốc Công an tỉnh chỉ đạo tuần tra trong tháng 5/2024.", [("chỉ đạo tuần tra", "Đồng chí Đại tá Nguyễn Văn Bình, Phó Giám đốc Công an tỉnh", "", "month 2024-05-01..2024-05-31")]),
    ("Giao Thiếu tá Lò Văn Pánh - Đội trưởng Đội Tham mưu xây dựng phương án, hoàn thành trước ngày 20/3/2024.", [("xây dựng phương án", "Thiếu tá Lò Văn Pánh - Đội trưởng Đội Tham mưu", "", "date before ..2024-03-20")]),
    ("TS. Hoàng Gia Bảo chủ trì nghiệm thu đề tài trong tháng 11/2024.", [("nghiệm thu đề tài", "TS. Hoàng Gia Bảo", "", "month 2024-11-01..2024-11-30")]),
    # roles told by nouns
    ("Phòng Tư pháp là đơn vị chủ trì, Phòng Văn hóa là đơn vị phối hợp tổ chức hội thi trong tháng 9/2024.", [("tổ chức hội thi", "Phòng Tư pháp", "Phòng Văn hóa", "month 2024-09-01..2024-09-30")]),
    ("Khám cho người cao tuổi. Trạm Y tế là đơn vị thực hiện, Hội Người cao tuổi là đơn vị phối hợp. Thời gian: tháng 10/2024.", [("Khám cho người cao tuổi", "Trạm Y tế", "Hội Người cao tuổi", "month 2024-10-01..2024-10-31")]),
    ("Phòng Nghiệp vụ quét 45 hiện vật, dưới sự hỗ trợ kỹ thuật của Trung tâm Công nghệ thông tin tỉnh.", [("quét 45 hiện vật", "Phòng Nghiệp vụ", "Trung tâm Công nghệ thông tin tỉnh", "")]),
    # places that share what they are
    ("UBND huyện Cần Đước, Cần Giuộc và thị xã Kiến Tường kiểm đếm đất trước ngày 15/6/2024.", [("kiểm đếm đất", "UBND huyện Cần Đước; UBND huyện Cần Giuộc; UBND thị xã Kiến Tường", "", "date before ..2024-06-15")]),
    # what it waits for
    ("Khi phát hiện vi phạm, Đội Quản lý trật tự lập biên bản.", [("lập biên bản", "Đội Quản lý trật tự", "", "relative phát hiện vi phạm")]),
    ("Trường hợp có dịch, Trạm Y tế báo cáo Trung tâm Y tế huyện.", [("báo cáo Trung tâm Y tế huyện", "Trạm Y tế", "", "relative có dịch")]),
    ("Khi có tin bão, Hạt trưởng điều máy xúc trong vòng 03 giờ.", [("điều máy xúc", "Hạt trưởng", "", "relative by")]),
    # limits
    ("Văn phòng Hội báo cáo Hội cấp trên không muộn hơn ngày 07/6/2024.", [("báo cáo Hội cấp trên", "Văn phòng Hội", "", "date by ..2024-06-07")]),
    ("Đoàn trường hỗ trợ thí sinh trong thời gian từ ngày 29/6 đến ngày 04/7/2024.", [("hỗ trợ thí sinh", "Đoàn trường", "", "range 2024-06-29..2024-07-04")]),
    # groups called by what they do, and words that are like verbs without their marks
    ("Tổ trưởng Tổ kiểm kê báo cáo Giám đốc vào ngày 20 hằng tháng.", [("báo cáo Giám đốc", "Tổ trưởng Tổ kiểm kê", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=20 ~")]),
    ("Các tổ tổ chức kiểm tra trong tháng 5/2024.", [("tổ chức kiểm tra", "Các tổ", "", "month 2024-05-01..2024-05-31")]),
    ("Văn thư nộp báo cáo về Sở; hạn 15/3/2024.", [("nộp báo cáo về Sở", "Văn thư", "", "date 2024-03-15..2024-03-15")]),
    ("Tổ thủy nông nạo vét kênh từ ngày 05/4 đến ngày 20/4/2024, đồng thời tu sửa máy bơm.", [("nạo vét kênh; đồng thời tu sửa máy bơm", "Tổ thủy nông", "", "range 2024-04-05..2024-04-20")]),
    ("Nơi nhận: Chi nhánh tỉnh (b/c); các Tổ nghiệp vụ (t/h).", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_kinds_of_sentences(sentence: str, expected: Expected) -> None:
    assert tasks(read(f"II. NHIỆM VỤ\n1. {sentence}")) == expected


LISTS = [
    (
        "A. Trước mùa cháy (xong trước ngày 15/12/2024)\n1. Hạt Kiểm lâm bảo dưỡng máy.\n2. Đội cơ động phát quang bờ ranh.\n"
        "B. Trong mùa cháy\n1. Hạt Kiểm lâm gửi báo cáo vào ngày 20 hằng tháng.\n"
        "2. Đội cơ động bố trí người trực trong tháng 3/2024.",
        [
            ("bảo dưỡng máy", "Hạt Kiểm lâm", "", "date before ..2024-12-15"),
            ("phát quang bờ ranh", "Đội cơ động", "", "date before ..2024-12-15"),
            (
                "gửi báo cáo",
                "Hạt Kiểm lâm",
                "",
                "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=20 ~",
            ),
            ("bố trí người trực", "Đội cơ động", "", "month 2024-03-01..2024-03-31"),
        ],
    ),
    (
        "1. Quý I năm 2024: công tác chuẩn bị\na) Mua sắm thùng gỗ (Phòng Hành chính).\nb) Phòng Kiểm kê lập biểu mẫu.",
        [
            ("Mua sắm thùng gỗ", "Phòng Hành chính", "", "quarter 2024-01-01..2024-03-31"),
            ("lập biểu mẫu", "Phòng Kiểm kê", "", "quarter 2024-01-01..2024-03-31"),
        ],
    ),
    (
        "1. Tháng 4\n- Khảo sát nhu cầu vay vốn tại 09 huyện. Phụ trách: Ban Phong trào.\n"
        "- Chấm sơ khảo các ý tưởng, hoàn thành trước 15/6/2024. Phụ trách: Ban Giám khảo.\n"
        "2. Đề nghị các chi ủy quan tâm, tạo điều kiện để phong trào đạt kết quả.",
        [
            ("Khảo sát nhu cầu vay vốn tại 09 huyện", "Ban Phong trào", "", "month 2024-04-01..2024-04-30 ~"),
            ("Chấm sơ khảo các ý tưởng", "Ban Giám khảo", "", "date before ..2024-06-15"),
        ],
    ),
    (
        "1. Khi có bão gần bờ\n- Công an huyện cắm chốt tại các ngầm.\n2. Trước khi mở hội\n"
        "- Ban Quản lý di tích kiểm tra hệ thống điện.",
        [
            ("cắm chốt tại các ngầm", "Công an huyện", "", "relative có bão gần bờ"),
            ("kiểm tra hệ thống điện", "Ban Quản lý di tích", "", "relative before mở hội"),
        ],
    ),
    (
        "Căn cứ tình hình thực tế, các công đoàn cơ sở tập trung thực hiện những việc sau đây từ ngày 15/4/2024 đến ngày "
        "31/5/2024:\n- Treo băng rôn tại trụ sở;\n- Giới thiệu đoàn viên ưu tú cho cấp ủy.",
        [
            ("Treo băng rôn tại trụ sở", "các công đoàn cơ sở", "", "range 2024-04-15..2024-05-31"),
            (
                "Giới thiệu đoàn viên ưu tú cho cấp ủy",
                "các công đoàn cơ sở",
                "",
                "range 2024-04-15..2024-05-31",
            ),
        ],
    ),
    (
        "1. Đối với Tổ Tín dụng: Tổ trưởng Tổ Tín dụng chịu trách nhiệm triển khai các công việc sau:\n"
        "1.1. Phân tích nợ quá hạn trước ngày 15/3/2024;\n1.2. Đối chiếu nợ đến từng khách hàng trong quý II/2024.",
        [
            ("Phân tích nợ quá hạn", "Tổ trưởng Tổ Tín dụng", "", "date before ..2024-03-15"),
            (
                "Đối chiếu nợ đến từng khách hàng",
                "Tổ trưởng Tổ Tín dụng",
                "",
                "quarter 2024-04-01..2024-06-30",
            ),
        ],
    ),
    (
        "1. Phòng Tài chính\n- Thẩm định dự toán do Phòng Y tế lập, tham mưu UBND huyện bố trí kinh phí.",
        [
            (
                "Thẩm định dự toán do Phòng Y tế lập, tham mưu UBND huyện bố trí kinh phí",
                "Phòng Tài chính",
                "",
                "",
            )
        ],
    ),
]


@pytest.mark.parametrize(("body", "expected"), LISTS)
def test_kinds_of_lists(body: str, expected: Expected) -> None:
    assert tasks(read(f"II. NHIỆM VỤ\n{body}")) == expected
