"""Where names, times and lists end in prose: what belongs to them, and what stands beside them."""

import pytest

from tests.test_prose_tasks import read, tasks

Expected = list[tuple[str, str, str, str]]

TIMES: list[tuple[str, Expected]] = [
    (  # a number before a time is none of it
        "1. Phòng Y tế vận động mỗi hội viên đóng góp từ 20.000 đồng trở lên vào Quỹ Hỗ trợ trong quý II/2024.",
        [
            (
                "vận động mỗi hội viên đóng góp từ 20.000 đồng trở lên vào Quỹ Hỗ trợ",
                "Phòng Y tế",
                "",
                "quarter 2024-04-01..2024-06-30",
            )
        ],
    ),
    (
        "1. Phòng Y tế báo cáo số liệu vào các ngày 05 và 20 hằng tháng.",
        [
            (
                "báo cáo số liệu",
                "Phòng Y tế",
                "",
                "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=5,20 ~",
            )
        ],
    ),
    (  # who stands behind a dash is no part of an event, a name's dash is
        "1. Điều tra, xử lý ổ dịch trong vòng 48 giờ kể từ khi nhận được thông báo - Tổ Cơ động chống dịch.\n"
        "2. Rà soát lại số liệu trong vòng 05 ngày kể từ khi có văn bản của Phòng Tài chính - Kế hoạch.",
        [
            (
                "Điều tra, xử lý ổ dịch",
                "Tổ Cơ động chống dịch",
                "",
                "relative by nhận được thông báo",
            ),
            (
                "Rà soát lại số liệu",
                "",
                "",
                "relative by có văn bản của Phòng Tài chính - Kế hoạch",
            ),
        ],
    ),
    (  # a label behind does not take what stands before of its time
        "1. Tiêm vét vắc xin cho trẻ chưa đủ mũi, xong trước 31/3/2024 - Điều dưỡng Hoàng Thị Thắm, "
        "phối hợp: Trường Mầm non Hoa Sen.\n2. Phòng Y tế phụ trách đội cơ động.",
        [
            (
                "Tiêm vét vắc xin cho trẻ chưa đủ mũi",
                "Điều dưỡng Hoàng Thị Thắm",
                "Trường Mầm non Hoa Sen",
                "date before ..2024-03-31",
            ),
            ("phụ trách đội cơ động", "Phòng Y tế", "", ""),
        ],
    ),
    (  # by when at the latest, in a sentence and as a label
        "1. Phòng Tư pháp biên soạn tài liệu hỏi đáp; hạn cuối: 31/7/2024.\n2. In 500 tờ rơi\nPhụ trách: Đoàn xã. "
        "Hạn chót: 15/8/2024.\n3. Đoàn xã treo 20 băng rôn; hạn: 20/8/2024.",
        [
            ("biên soạn tài liệu hỏi đáp", "Phòng Tư pháp", "", "date by ..2024-07-31"),
            ("In 500 tờ rơi", "Đoàn xã", "", "date by ..2024-08-15"),
            ("treo 20 băng rôn", "Đoàn xã", "", "date 2024-08-20..2024-08-20"),
        ],
    ),
    (  # "giáo dục thường xuyên" is no time
        "1. Các trường trung học và các trung tâm giáo dục thường xuyên thu hồ sơ đến hết ngày 20/4/2024.\n"
        "2. Phòng Y tế thường xuyên kiểm tra bếp ăn.",
        [
            (
                "thu hồ sơ",
                "Các trường trung học; các trung tâm giáo dục thường xuyên",
                "",
                "date by ..2024-04-20",
            ),
            ("kiểm tra bếp ăn", "Phòng Y tế", "", "ongoing 2024-01-01..2024-12-31 ~"),
        ],
    ),
]

NAMES: list[tuple[str, Expected]] = [
    (  # a bracket behind a full stop
        "1. Công khai danh sách hộ được hỗ trợ trong tháng 5/2024. (Đội Tuyên truyền - Hỗ trợ người nộp thuế)\n"
        "Phòng Kinh tế in 300 tờ rơi.",
        [
            (
                "Công khai danh sách hộ được hỗ trợ",
                "Đội Tuyên truyền - Hỗ trợ người nộp thuế",
                "",
                "month 2024-05-01..2024-05-31",
            ),
            ("in 300 tờ rơi", "Phòng Kinh tế", "", ""),
        ],
    ),
    (  # the sentence behind says who does it
        "1. Tiếp nhận hiện vật hiến tặng trong suốt năm 2024. Việc này do Phòng Nghiệp vụ đảm nhận.\n"
        "2. Phòng Tổ chức rà soát biên chế. Việc này là căn cứ để xét thi đua.",
        [
            (
                "Tiếp nhận hiện vật hiến tặng",
                "Phòng Nghiệp vụ",
                "",
                "ongoing 2024-01-01..2024-12-31",
            ),
            ("rà soát biên chế", "Phòng Tổ chức", "", ""),
        ],
    ),
    (  # who helps with a whole list
        "1. Các đội thuế chủ trì, phối hợp với Hội đồng tư vấn thuế các xã:\n- Điều tra doanh thu của 15% số hộ.\n"
        "- Niêm yết công khai mức thuế.\n2. Phòng Kế hoạch, cùng với Phòng Kỹ thuật có trách nhiệm:\n- Lập dự toán.",
        [
            ("Điều tra doanh thu của 15% số hộ", "Các đội thuế", "Hội đồng tư vấn thuế các xã", ""),
            ("Niêm yết công khai mức thuế", "Các đội thuế", "Hội đồng tư vấn thuế các xã", ""),
            ("Lập dự toán", "Phòng Kế hoạch", "Phòng Kỹ thuật", ""),
        ],
    ),
    (  # whom something is done to is nobody that acts
        "1. Các vụ án có đương sự ở nước ngoài được Tòa Dân sự thụ lý ngay.\n2. Văn phòng Tòa án mua 02 máy ghi âm.",
        [("mua 02 máy ghi âm", "Văn phòng Tòa án", "", "")],
    ),
    (  # lawyers do something, those who are praised do not
        "1. Luật sư Trần Công Hậu và luật sư Mai Thị Nguyệt soạn tài liệu trước ngày 05/5/2024.\n"
        "2. Luật sư có từ 05 vụ việc trở lên được xét tặng Giấy khen.\n"
        "3. Đề nghị các cấp Hội quan tâm triển khai.",
        [
            (
                "soạn tài liệu",
                "Luật sư Trần Công Hậu; luật sư Mai Thị Nguyệt",
                "",
                "date before ..2024-05-05",
            )
        ],
    ),
]


@pytest.mark.parametrize(("items", "expected"), TIMES)
def test_where_times_begin_and_end(items: str, expected: Expected) -> None:
    assert tasks(read(f"II. NỘI DUNG THỰC HIỆN\n{items}\n")) == expected


@pytest.mark.parametrize(("items", "expected"), NAMES)
def test_where_names_begin_and_end(items: str, expected: Expected) -> None:
    assert tasks(read(f"II. NỘI DUNG THỰC HIỆN\n{items}\n")) == expected
