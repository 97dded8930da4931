"""Where names, times and lists end in prose: what belongs to them, and what stands beside them."""

import pytest

from tests.test_prose_tasks import read, tasks

PATROLS = "Phòng Kỹ thuật; các trạm bảo vệ rừng"
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

EVENTS: list[tuple[str, Expected]] = [
    (  # since when something lies about, and what is given upon a day, is no time by which it is to be done
        "1. Phòng Y tế xử lý dứt điểm 17 vụ việc tồn đọng từ năm 2022, hoàn thành trước ngày 30/9/2024.\n"
        "2. Phòng Nội vụ lập danh sách tặng Huy hiệu dịp Quốc khánh 02/9, gửi Văn phòng (trước ngày 10/8/2024).\n"
        "3. Phòng Y tế xử lý các vụ việc tồn đọng trong năm 2024.",
        [
            ("xử lý dứt điểm 17 vụ việc tồn đọng từ năm 2022", "Phòng Y tế", "", "date before ..2024-09-30"),
            (
                "lập danh sách tặng Huy hiệu dịp Quốc khánh 02/9, gửi Văn phòng",
                "Phòng Nội vụ",
                "",
                "date before ..2024-08-10",
            ),
            ("xử lý các vụ việc tồn đọng", "Phòng Y tế", "", "year 2024-01-01..2024-12-31"),
        ],
    ),
    (  # a time stands between who and what he must do
        "1. Phòng Y tế chậm nhất đến ngày 15/6/2024 phải hoàn tất hồ sơ.\n"
        "2. Phòng Nội vụ trong tháng 6/2024 phải kiểm tra hồ sơ.",
        [
            ("hoàn tất hồ sơ", "Phòng Y tế", "", "date by ..2024-06-15"),
            ("kiểm tra hồ sơ", "Phòng Nội vụ", "", "month 2024-06-01..2024-06-30"),
        ],
    ),
    (  # half a year in an event is a part of it, and not how long before it
        "1. Phòng Tin học nâng cấp phần mềm trước khi khóa sổ 6 tháng đầu năm.\n"
        "2. Phòng Tin học bàn giao máy trước khi khai giảng 05 ngày.",
        [
            ("nâng cấp phần mềm", "Phòng Tin học", "", "relative before khóa sổ 6 tháng đầu năm"),
            ("bàn giao máy", "Phòng Tin học", "", "relative before khai giảng"),
        ],
    ),
    (  # what somebody gives is told of beside whoever a label names
        "1. Chăm sóc động vật hoang dã do người dân giao nộp, thả về tự nhiên sau khi được xác nhận đủ sức khỏe.\n"
        "Đơn vị chủ trì: Trung tâm Cứu hộ.",
        [
            (
                "Chăm sóc động vật hoang dã do người dân giao nộp, thả về tự nhiên",
                "Trung tâm Cứu hộ",
                "",
                "relative after được xác nhận đủ sức khỏe",
            )
        ],
    ),
    (  # what is named after a day, and what wages are those of, is no time
        "1. Đội 1 tăng cường thu gom rác tại công viên 2/9, không để rác rơi vãi.\n"
        "2. Phòng Kế toán chi trả tiền lương tháng 1 cho người lao động, chậm nhất 26/01/2024.\n"
        "3. Đội 2 quét đường phố xong trước ngày 02/9/2024.",
        [
            ("tăng cường thu gom rác tại công viên 2/9, không để rác rơi vãi", "Đội 1", "", ""),
            (
                "chi trả tiền lương tháng 1 cho người lao động",
                "Phòng Kế toán",
                "",
                "date by ..2024-01-26",
            ),
            ("quét đường phố", "Đội 2", "", "date before ..2024-09-02"),
        ],
    ),
    (  # "thì" parts an event from whoever acts, "thi" nothing
        "1. Khi phát hiện gia súc ốm, chết bất thường thì trưởng bản báo ngay cho thú y xã.\n"
        "2. Phòng Khảo thí in đề thi trước ngày 05/6/2024.",
        [
            (
                "báo ngay cho thú y xã",
                "trưởng bản",
                "",
                "relative phát hiện gia súc ốm, chết bất thường",
            ),
            ("in đề thi", "Phòng Khảo thí", "", "date before ..2024-06-05"),
        ],
    ),
    (  # upon what something is to be done stands behind it
        "1. Văn phòng bố trí trực ban 24/24 giờ khi có tin bão gần bờ.\n"
        "2. Lái xe phải báo ngay cho Tổ Điều hành khi xe gặp sự cố, tai nạn hoặc ùn tắc.\n"
        "3. Phòng Kỹ thuật điều chỉnh phương án vận hành khi mực nước xuống dưới 1,2 m.",
        [
            ("bố trí trực ban 24/24 giờ", "Văn phòng", "", "relative có tin bão gần bờ"),
            (
                "báo ngay cho Tổ Điều hành",
                "Lái xe",
                "",
                "relative xe gặp sự cố, tai nạn hoặc ùn tắc",
            ),
            (
                "điều chỉnh phương án vận hành",
                "Phòng Kỹ thuật",
                "",
                "relative mực nước xuống dưới 1,2 m",
            ),
        ],
    ),
    (  # another time goes before it, "không khí" and "đến khi" are none, nor is when somebody acts
        "1. Các xí nghiệp ký hợp đồng thuê máy khi có sự cố, xong trước ngày 30/4/2024.\n"
        "2. Khoa Xét nghiệm lấy mẫu không khí phòng mổ.\n"
        "3. Cửa hàng vật tư cung ứng phân bón trả chậm đến khi thu hoạch.\n"
        "4. Các phòng cử người có mặt khi Tổ kiểm kê làm việc.",
        [
            ("ký hợp đồng thuê máy", "Các xí nghiệp", "", "date before ..2024-04-30"),
            ("lấy mẫu không khí phòng mổ", "Khoa Xét nghiệm", "", ""),
            ("cung ứng phân bón trả chậm đến khi thu hoạch", "Cửa hàng vật tư", "", ""),
            ("cử người có mặt khi Tổ kiểm kê làm việc", "Các phòng", "", ""),
        ],
    ),
    (  # nobody is named
        "1. Tăng cường vệ sinh khi có dịch xảy ra.\n2. Công an xã tuần tra ban đêm.",
        [("tuần tra ban đêm", "Công an xã", "", "")],
    ),
    (  # which of several a time is that of; topics that count keep their numbers
        "1. Đồng chí Thụ kiểm tra nhà tạm giữ 02 cuộc, cuộc thứ nhất trong quý II/2024 và cuộc thứ hai trong "
        "quý IV/2024.\n2. Trường tổ chức thi thử lần 1 ngày 05/4/2024.",
        [
            (
                "kiểm tra nhà tạm giữ 02 cuộc",
                "Đồng chí Thụ",
                "",
                "quarter 2024-04-01..2024-06-30; quarter 2024-10-01..2024-12-31",
            ),
            ("tổ chức thi thử lần 1", "Trường", "", "date 2024-04-05..2024-04-05"),
        ],
    ),
    (  # what is not to happen is no part of an event
        "1. Phòng Y tế phân bổ hàng cứu trợ ngay sau khi bão tan, không để hộ nào thiếu đói.",
        [
            (
                "phân bổ hàng cứu trợ; không để hộ nào thiếu đói",
                "Phòng Y tế",
                "",
                "relative after bão tan",
            )
        ],
    ),
]

NAMES: list[tuple[str, Expected]] = [
    (  # several of a kind under one head, a unit's functions, a person's post
        "1. Ban Dân vận các huyện ủy, thị ủy, thành ủy báo cáo kết quả trước ngày 10/6/2024.\n"
        "2. Phòng Tổ chức - Cán bộ, Thanh tra và Thi đua - Khen thưởng theo dõi các tập thể.\n"
        "3. Bà Lương Ngọc Diệp, viên chức Hành chính, mở 02 lớp kỹ năng.\n"
        "4. Phòng Nội vụ, Thanh tra và Văn phòng rà soát biên chế.",
        [
            (
                "báo cáo kết quả",
                "Ban Dân vận các huyện ủy, thị ủy, thành ủy",
                "",
                "date before ..2024-06-10",
            ),
            (
                "theo dõi các tập thể",
                "Phòng Tổ chức - Cán bộ, Thanh tra và Thi đua - Khen thưởng",
                "",
                "",
            ),
            ("mở 02 lớp kỹ năng", "Bà Lương Ngọc Diệp, viên chức Hành chính", "", ""),
            ("rà soát biên chế", "Phòng Nội vụ; Thanh tra; Văn phòng", "", ""),
        ],
    ),
    (  # what somebody bases it on, and has to finish, is no part of who
        "1. Các công đoàn cơ sở căn cứ tình hình thực tế của đơn vị để thực hiện các nội dung sau:\n"
        "- Vận động đoàn viên ủng hộ quỹ.\n2. Trong quý II/2024, Tổ Công nghệ phải hoàn thành các việc:\n"
        "- Số hóa 100% hồ sơ.",
        [
            ("Vận động đoàn viên ủng hộ quỹ", "Các công đoàn cơ sở", "", ""),
            ("Số hóa 100% hồ sơ", "Tổ Công nghệ", "", "quarter 2024-04-01..2024-06-30"),
        ],
    ),
    (  # what tells which of a kind, verbs in names
        "1. Nhân viên khai thác khu bay phải báo cáo bằng bộ đàm.\n2. Nhân viên kiểm tra các hộ phải di dời.\n"
        "3. Trực ban trưởng lập báo cáo sự cố.\n"
        "4. Các thành viên Ban chỉ đạo thường xuyên xuống bản được phân công.\n"
        "5. Chánh án các tòa trực tiếp chủ trì đối thoại.\n"
        "6. Đội xe phối hợp với Nhà máy xử lý Đồng Xoài lập phương án vận chuyển.",
        [
            ("báo cáo bằng bộ đàm", "Nhân viên khai thác khu bay", "", ""),
            ("kiểm tra các hộ phải di dời", "Nhân viên", "", ""),
            ("lập báo cáo sự cố", "Trực ban trưởng", "", ""),
            (
                "xuống bản được phân công",
                "Các thành viên Ban chỉ đạo",
                "",
                "ongoing 2024-01-01..2024-12-31 ~",
            ),
            ("đối thoại", "Chánh án các tòa", "", ""),
            ("lập phương án vận chuyển", "Đội xe", "Nhà máy xử lý Đồng Xoài", ""),
        ],
    ),
    (  # one of those whom the heading names, and whom the last sentence asks for nothing
        "1. Các Tòa chuyên trách\na) Tòa Hình sự lập danh sách các vụ án trọng điểm.\n"
        "b) Tòa Dân sự và Tòa Hành chính rà soát án tạm đình chỉ.\n"
        "2. Trước ngày 30/6/2024, kế toán lập hồ sơ. Trên đây là kế hoạch, đề nghị các bộ phận thực hiện.",
        [
            ("lập danh sách các vụ án trọng điểm", "Tòa Hình sự", "", ""),
            ("rà soát án tạm đình chỉ", "Tòa Dân sự; Tòa Hành chính", "", ""),
            ("lập hồ sơ", "kế toán", "", "date before ..2024-06-30"),
        ],
    ),
    (  # persons' names end where their capitals do, whatever the verb
        "1. BS.CKII Trịnh Hoài Nam phụ trách mở 02 lớp tập huấn.\n"
        "2. Kiểm sát viên Ngô Thị Bích kiểm sát hồ sơ tại nhà tạm giữ hằng tuần.\n"
        "3. Chuyên viên Phòng Tài chính lập dự toán.\n4. Ban Kiểm soát xem dữ liệu hành trình mỗi ngày.\n"
        "5. Sở Giao thông vận tải cấp phù hiệu cho 40 xe.",
        [
            ("phụ trách mở 02 lớp tập huấn", "BS.CKII Trịnh Hoài Nam", "", ""),
            (
                "kiểm sát hồ sơ tại nhà tạm giữ",
                "Kiểm sát viên Ngô Thị Bích",
                "",
                "recurring 2024-01-01..2024-12-31 FREQ=WEEKLY ~",
            ),
            ("lập dự toán", "Chuyên viên Phòng Tài chính", "", ""),
            (
                "xem dữ liệu hành trình",
                "Ban Kiểm soát",
                "",
                "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~",
            ),
            ("cấp phù hiệu cho 40 xe", "Sở Giao thông vận tải", "", ""),
        ],
    ),
    (  # words with a capital within are no verbs: "phòng Vân" is not "phỏng vấn"
        "1. Phòng Kinh tế chủ trì, phối hợp với Đồn Biên phòng Vân Hải kiểm đếm 214 tàu cá.\n"
        "2. Quyên góp sách (Liên đội, Ban đại diện cha mẹ học sinh), xong trong tháng 5/2024.\n"
        "3. Giới thiệu sách về Bác Hồ trong tháng 5/2024 (Tổng phụ trách Đội).",
        [
            ("kiểm đếm 214 tàu cá", "Phòng Kinh tế", "Đồn Biên phòng Vân Hải", ""),
            (
                "Quyên góp sách",
                "Liên đội; Ban đại diện cha mẹ học sinh",
                "",
                "month 2024-05-01..2024-05-31",
            ),
            ("Giới thiệu sách về Bác Hồ", "Tổng phụ trách Đội", "", "month 2024-05-01..2024-05-31"),
        ],
    ),
    (  # what is so already, is wished for or is given gives nothing to do
        "1. Ban Chỉ đạo chống hạn đã được kiện toàn tại Quyết định số 398/QĐ-CTTL ngày 26/10/2023.\n"
        "2. Phần mềm báo cáo sự cố đã được triển khai từ tháng 11/2023.\n"
        "3. Tổng dung tích các hồ chứa đến ngày 31/10/2023 đạt 71% thiết kế.\n"
        "4. Khoa đạt kết quả tốt được xem xét khen thưởng.\n5. Nhà trường mong nhận được sự ủng hộ của phụ huynh.\n"
        "6. Phòng Kỹ thuật sửa các lỗi đã được chỉ ra.",
        [("sửa các lỗi đã được chỉ ra", "Phòng Kỹ thuật", "", "")],
    ),
    (  # how well is no part of who
        "1. Trong quý II/2024, Ban Tuyên giáo tập trung làm tốt các việc sau:\n- Biên soạn 01 tài liệu.\n"
        "- Mở chuyên trang.",
        [
            ("Biên soạn 01 tài liệu", "Ban Tuyên giáo", "", "quarter 2024-04-01..2024-06-30"),
            ("Mở chuyên trang", "Ban Tuyên giáo", "", "quarter 2024-04-01..2024-06-30"),
        ],
    ),
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


FUNCTIONS: list[tuple[str, Expected]] = [
    (  # the police, and who manages or helps, are called by what they are for
        "1. Phòng Cảnh sát giao thông bố trí quân số tuần tra.\n"
        "2. Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ kiểm tra 15 chợ.\n"
        "3. Phòng Cảnh sát điều tra tội phạm về ma túy phối hợp với Bộ đội Biên phòng tỉnh kiểm soát lối mở.\n"
        "4. Đội Cảnh sát điều tra tội phạm tiếp tục xác minh 03 vụ việc.\n"
        "5. Thanh tra Sở phối hợp với Phòng Quản lý xây dựng và UBND các huyện, thành phố kiểm tra 05 khu đô thị.",
        [
            ("bố trí quân số tuần tra", "Phòng Cảnh sát giao thông", "", ""),
            ("kiểm tra 15 chợ", "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", "", ""),
            (
                "kiểm soát lối mở",
                "Phòng Cảnh sát điều tra tội phạm về ma túy",
                "Bộ đội Biên phòng tỉnh",
                "",
            ),
            ("tiếp tục xác minh 03 vụ việc", "Đội Cảnh sát điều tra tội phạm", "", ""),
            (
                "kiểm tra 05 khu đô thị",
                "Thanh tra Sở",
                "Phòng Quản lý xây dựng; UBND các huyện, thành phố",
                "",
            ),
        ],
    ),
    (  # of two verbs that are the same the first ends a name; others do not
        "1. Tổ máy cày cày lật toàn bộ diện tích.\n2. Tổ máy gặt gặt 20 ha lúa trong tháng 5/2024.\n"
        "3. Tổ thủy nông nạo vét, nạo vét lại kênh chính.",
        [
            ("cày lật toàn bộ diện tích", "Tổ máy cày", "", ""),
            ("gặt 20 ha lúa", "Tổ máy gặt", "", "month 2024-05-01..2024-05-31"),
            ("nạo vét, nạo vét lại kênh chính", "Tổ thủy nông", "", ""),
        ],
    ),
    (  # groups in a bracket are called by the one thing they do, and may be told to do something there
        "1. Kiểm kê tài sản cuối năm (Ban kiểm kê tài sản).\n2. In phiếu (Tổ hướng dẫn ghi phiếu; tháng 5/2024).",
        [
            ("Kiểm kê tài sản cuối năm", "Ban kiểm kê tài sản", "", ""),
            ("In phiếu (Tổ hướng dẫn ghi phiếu", "", "", "month 2024-05-01..2024-05-31"),
        ],
    ),
    (  # what somebody is in charge of is done by whom a post stands behind; a joined name has no manner in it
        "1. Bà Lê Thị Nhung, Tổ trưởng Tổ Ngữ văn, phụ trách chấm bài thi, xong trước ngày 12/3/2024.\n"
        "2. Duy trì trực cấp cứu: Khoa Cấp cứu, Khoa Hồi sức tích cực - Chống độc.\n"
        "3. Khoa Nội tích cực kiểm tra 02 máy thở.",
        [
            (
                "phụ trách chấm bài thi",
                "Bà Lê Thị Nhung, Tổ trưởng Tổ Ngữ văn",
                "",
                "date before ..2024-03-12",
            ),
            (
                "Duy trì trực cấp cứu",
                "Khoa Cấp cứu; Khoa Hồi sức tích cực - Chống độc",
                "",
                "",
            ),
            ("tích cực kiểm tra 02 máy thở", "Khoa Nội", "", ""),
        ],
    ),
    (  # who is said behind the act, in a sentence of its own, to do it
        "1. Phát động diệt chuột 2 đợt trong tháng 5/2024. Các đội sản xuất tổ chức thực hiện.\n"
        "2. Hiệu trưởng chịu trách nhiệm chung, điều chỉnh kế hoạch khi cần thiết.",
        [("Phát động diệt chuột 2 đợt", "Các đội sản xuất", "", "month 2024-05-01..2024-05-31")],
    ),
]


@pytest.mark.parametrize(
    ("announced", "lead"),
    [
        ("Sinh hoạt chi bộ chưa đồng đều. Giao Phòng Tổ chức thực hiện các việc sau:", "Phòng Tổ chức"),
        ("Ông Võ Đức Lợi, Phó Giám đốc lo các khoản sau:", "Ông Võ Đức Lợi, Phó Giám đốc"),
        ("Sinh hoạt chi bộ chưa đồng đều. Các hạn chế chủ yếu:", ""),
    ],
)
def test_the_last_sentence_above_a_list_names_its_lead(announced: str, lead: str) -> None:
    body = (
        f"II. NỘI DUNG THỰC HIỆN\n1. Về tổ chức\n{announced}\n- Lập danh sách gửi Sở trước ngày 10/8/2024.\n"
    )
    assert tasks(read(body)) == [("Lập danh sách gửi Sở", lead, "", "date before ..2024-08-10")]


WIDE = (
    "Bảo đảm tiến độ, chất lượng công việc được giao, tránh hình thức, lãng phí, phù hợp với tình hình thực tế "
    "của cơ quan, đơn vị.\n"
)


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        (
            "Công tác kiểm tra (đồng chí Hoàng Văn Nam phụ trách, xong trước 30/6/2024)",
            "đồng chí Hoàng Văn Nam",
        ),
        ("Công tác tuyên truyền (Ban Tuyên giáo chủ trì)", "Ban Tuyên giáo"),
        ("Công tác tuyên truyền - Ban Tuyên giáo", "Ban Tuyên giáo"),
        ("Công tác tuyên truyền: đồng chí Nam phụ trách", "đồng chí Nam"),
        ("Nhiệm vụ do Văn phòng thực hiện", "Văn phòng"),
        ("Các việc của Đoàn Thanh niên", "Đoàn Thanh niên"),
        ("Phần việc của đồng chí Nam (xong trong tháng 6/2024)", "đồng chí Nam"),
        ("Quý II/2024 (Phòng Y tế chủ trì)", "Phòng Y tế"),
        ("Công tác tuyên truyền (tại các xã)", ""),
        ("Tuyên truyền quy định của Chính phủ", ""),
        ("Hội nghị do Sở Y tế", ""),
    ],
)
def test_a_heading_says_who_does_all_that_is_listed_below_it(heading: str, lead: str) -> None:
    body = f"{WIDE}II. NỘI DUNG THỰC HIỆN\n1. {heading}\n- In 500 tờ rơi trước ngày 15/5/2024.\n- Treo 20 băng rôn trước ngày 20/5/2024.\n"
    assert [task[1] for task in tasks(read(body))] == [lead, lead]


def test_a_heading_of_something_with_fields_leads_nothing_below_it() -> None:
    body = f"{WIDE}II. NỘI DUNG THỰC HIỆN\n1. Hội thi (Công đoàn chủ trì)\n- Thành phần: các tổ.\n- Phòng Y tế kiểm tra bếp ăn trước ngày 05/5/2024.\n"
    assert [task[1] for task in tasks(read(body))] == ["Phòng Y tế"]


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("Quý II/2024 (Phòng Y tế chủ trì)", "quarter 2024-04-01..2024-06-30"),
        ("Trước mùa mưa (xong trước ngày 15/5/2024)", "date before ..2024-05-15"),
    ],
)
def test_a_time_before_a_bracket_is_that_of_a_heading_where_none_stands_in_it(heading: str, due: str) -> None:
    body = f"{WIDE}II. NỘI DUNG THỰC HIỆN\n1. {heading}\n- Phòng Y tế khám sức khỏe cho người cao tuổi.\n"
    assert [task[1::2] for task in tasks(read(body))] == [("Phòng Y tế", due)]


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("Giai đoạn 1 (xong trước ngày 30/4/2024)", "date before ..2024-04-30"),
        ("Khi có bão", "relative có sự cố"),
        ("Công tác chuẩn bị", "relative có sự cố"),
    ],
)
def test_a_day_above_goes_before_upon_what_something_is_done(heading: str, due: str) -> None:
    body = f"II. NỘI DUNG THỰC HIỆN\n1. {heading}\na) Phòng Vật tư thuê máy khi có sự cố.\nb) Đội 1 đắp đê.\n"
    assert tasks(read(body))[0] == ("thuê máy", "Phòng Vật tư", "", due)


def test_sections_of_means_may_hold_an_act() -> None:
    body = (
        "II. KINH PHÍ\n1. Chậm nhất ngày 30/11/2024, kế toán nhà trường hoàn tất hồ sơ quyết toán.\n"
        "2. Phòng Tài chính cấp kinh phí theo dự toán năm 2024.\n3. Kinh phí: Công đoàn ngành chi từ nguồn tài chính.\n"
    )
    assert tasks(read(body)) == [
        ("hoàn tất hồ sơ quyết toán", "kế toán nhà trường", "", "date by ..2024-11-30")
    ]


@pytest.mark.parametrize(("items", "expected"), TIMES + EVENTS)
def test_where_times_begin_and_end(items: str, expected: Expected) -> None:
    assert tasks(read(f"II. NỘI DUNG THỰC HIỆN\n{items}\n")) == expected


@pytest.mark.parametrize(("items", "expected"), NAMES + FUNCTIONS)
def test_where_names_begin_and_end(items: str, expected: Expected) -> None:
    assert tasks(read(f"II. NỘI DUNG THỰC HIỆN\n{items}\n")) == expected


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        # a field of work and two verbs of one syllable are words of a name
        ("Phòng Kỹ thuật trồng trọt soạn tài liệu trong tháng 3/2024", "Phòng Kỹ thuật trồng trọt"),
        ("Xí nghiệp Xây lắp thay 3 km ống trong tháng 3/2024", "Xí nghiệp Xây lắp"),
        ("Phòng Thu mua nộp báo cáo trong tháng 3/2024", "Phòng Thu mua"),
        # nobody's name is one before a verb
        ("Đồng chí Nguyễn Thị Thu lập danh sách trong tháng 3/2024", "Đồng chí Nguyễn Thị Thu"),
        ("Phòng Kỹ thuật trồng cây trong tháng 3/2024", "Phòng Kỹ thuật"),
        # behind what is to be done several are called by what they do …
        ("Trồng 65 ha rừng: Phòng Kỹ thuật và các trạm bảo vệ rừng, quý I/2024", PATROLS),
        ("Quét dọn chợ: các đội thu gom rác, xong trước 30/4/2024", "các đội thu gom rác"),
        ("Nạo vét 3 km mương, giao các tổ quản lý thủy nông, trong tháng 4/2024", "các tổ quản lý thủy nông"),
        # … and behind a topic they do it
        ("Công tác vệ sinh: các đội thu gom rác, xong trước 30/4/2024", "các đội"),
    ],
)
def test_names_that_verbs_end(said: str, lead: str) -> None:
    assert [one[1] for one in tasks(read(f"II. NỘI DUNG\n1. {said}.\n"))] == [lead]
