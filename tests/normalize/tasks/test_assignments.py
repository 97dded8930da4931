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
        [("Đợt chính tổ chức tại các xã", "Sở Y tế", "", "từ ngày 15/4/2024")],
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
    # a time in brackets or before a colon, then who does it, small letters included
    (
        "(Từ 05/5 đến 09/5/2025) Các khoa lập danh sách học sinh tiêu biểu.",
        [("lập danh sách học sinh tiêu biểu", "Các khoa", "", "Từ 05/5 đến 09/5/2025")],
    ),
    (
        "(Tháng 4/2025) tổ Tiếp liệu mua phao cứu sinh.",
        [("mua phao cứu sinh", "tổ Tiếp liệu", "", "Tháng 4/2025")],
    ),
    (
        "Tháng 6/2025: khoa Xét nghiệm lấy mẫu nước sinh hoạt.",
        [("lấy mẫu nước sinh hoạt", "khoa Xét nghiệm", "", "Tháng 6/2025")],
    ),
    # - lower letters name nobody where no name follows them, nor does a disease
    ("Sơ kết 03 năm, phòng ngừa tai nạn: đạt kết quả tốt.", []),
    (
        "Trạm y tế xã báo cáo, phòng Covid-19 chu đáo.",
        [("báo cáo, phòng Covid-19 chu đáo", "Trạm y tế xã", "", "")],
    ),
    # posts and bodies, in offices of other branches
    (
        "Đồn Biên phòng Cửa Tùng kéo cờ hiệu tại cầu cảng.",
        [("kéo cờ hiệu tại cầu cảng", "Đồn Biên phòng Cửa Tùng", "", "")],
    ),
    (
        "Chánh Thanh tra huyện lập đoàn kiểm tra trước ngày 05/4/2025.",
        [("lập đoàn kiểm tra", "Chánh Thanh tra huyện", "", "trước ngày 05/4/2025")],
    ),
    (
        "Trại giống Đông Hà được mời cung ứng cây con trước ngày 15/3/2025.",
        [("cung ứng cây con", "Trại giống Đông Hà", "", "trước ngày 15/3/2025")],
    ),
    (
        "Kế toán trưởng tạm ứng kinh phí; Chỉ huy trưởng công trình kiểm tra vật tư.",
        [
            ("tạm ứng kinh phí", "Kế toán trưởng", "", ""),
            ("kiểm tra vật tư", "Chỉ huy trưởng công trình", "", ""),
        ],
    ),
    ("P.TCHC trình quyết định trước 10/5/2025.", [("trình quyết định", "P.TCHC", "", "trước 10/5/2025")]),
    (
        "P. Tài vụ phối hợp K.Dược kiểm kê kho thuốc.",
        [("kiểm kê kho thuốc", "P. Tài vụ", "K.Dược", "")],
    ),
    # - but no growth, camp or estate
    ("Tăng trưởng tín dụng đạt 12%.", []),
    ("Đồn điền cao su trồng năm 1925.", []),
    # who helps behind "cùng"
    (
        "Cắt cỏ bờ kênh, do Xí nghiệp Thủy nông cùng các cửa hàng vật liệu thực hiện.",
        [("Cắt cỏ bờ kênh", "Xí nghiệp Thủy nông", "các cửa hàng vật liệu", "")],
    ),
    (
        "Đội Quản lý thị trường số 2 kiểm tra chợ Gạo cùng Công an thị trấn.",
        [("kiểm tra chợ Gạo", "Đội Quản lý thị trường số 2", "Công an thị trấn", "")],
    ),
    (
        "Hội Nông dân xã cung cấp giống lúa cùng phân bón.",
        [("cung cấp giống lúa cùng phân bón", "Hội Nông dân xã", "", "")],
    ),
    # "và" behind a comma before somebody else
    (
        "Bảo tàng tỉnh trưng bày hiện vật, và Thư viện tỉnh giới thiệu sách.",
        [("trưng bày hiện vật", "Bảo tàng tỉnh", "", ""), ("giới thiệu sách", "Thư viện tỉnh", "", "")],
    ),
    (
        "Bảo tàng tỉnh trưng bày hiện vật, và Tháng Thanh niên được phát động.",
        [("trưng bày hiện vật, và Tháng Thanh niên được phát động", "Bảo tàng tỉnh", "", "")],
    ),
    # groups that are called by what they do, and a name that a verb ends
    (
        "Các tổ kiểm tra niêm phong kho lạnh.",
        [("niêm phong kho lạnh", "Các tổ kiểm tra", "", "")],
    ),
    (
        "Các tổ kiểm tra kho lạnh, niêm phong hàng hóa.",
        [("kiểm tra kho lạnh, niêm phong hàng hóa", "Các tổ", "", "")],
    ),
    (
        "Đo đạc 12 ha đất bãi bồi (Tổ Khảo sát đo đạc), tháng 5/2025.",
        [("Đo đạc 12 ha đất bãi bồi", "Tổ Khảo sát đo đạc", "", "tháng 5/2025")],
    ),
    # verbs that are parts of names, before a number, and behind letters that stand for a name
    (
        "Phòng Dịch tễ lao động lấy 20 mẫu bụi tại mỏ đá.",
        [("lấy 20 mẫu bụi tại mỏ đá", "Phòng Dịch tễ lao động", "", "")],
    ),
    (
        "Tổ CNTT dán mã QR tại quầy.",
        [("dán mã QR tại quầy", "Tổ CNTT", "", "")],
    ),
    (
        "Trạm y tế các xã, thị trấn khám mắt cho học sinh.",
        [("khám mắt cho học sinh", "Trạm y tế các xã, thị trấn", "", "")],
    ),
    # how it is to be done, and what it follows, are no part of the name
    (
        "Chủ tàu tự thay phao cứu sinh trước ngày 01/9/2025.",
        [("thay phao cứu sinh", "Chủ tàu", "", "trước ngày 01/9/2025")],
    ),
    (
        "Đội Trật tự đô thị dọn vỉa hè.",
        [("dọn vỉa hè", "Đội Trật tự đô thị", "", "")],
    ),
    (
        "Giám đốc báo cáo kết quả trước ngày 20/6/2025.",
        [("báo cáo kết quả", "Giám đốc", "", "trước ngày 20/6/2025")],
    ),
    # who lends a hand behind what another is to do, without a time or a further act of its own
    (
        "Đội Văn nghệ dựng vở kịch; Phòng Điện toán hỗ trợ âm thanh, ánh sáng.",
        [("dựng vở kịch", "Đội Văn nghệ", "Phòng Điện toán", "")],
    ),
    (
        "Lễ hội: Đội Văn nghệ dựng vở kịch; Phòng Điện toán hỗ trợ âm thanh.",
        [("dựng vở kịch", "Đội Văn nghệ", "", ""), ("hỗ trợ âm thanh", "Phòng Điện toán", "", "")],
    ),
    (
        "Xí nghiệp Cầu đường thay dầm cầu. Công an phường phối hợp phân luồng.",
        [("thay dầm cầu", "Xí nghiệp Cầu đường", "Công an phường", "")],
    ),
    (
        "Đội Văn nghệ dựng vở kịch; Phòng Điện toán hỗ trợ âm thanh, lắp 04 loa.",
        [
            ("dựng vở kịch", "Đội Văn nghệ", "", ""),
            ("hỗ trợ âm thanh, lắp 04 loa", "Phòng Điện toán", "", ""),
        ],
    ),
    (
        "Tổ Kỹ thuật kết hợp với Trạm Thú y huyện mở 02 lớp tập huấn.",
        [("mở 02 lớp tập huấn", "Tổ Kỹ thuật", "Trạm Thú y huyện", "")],
    ),
    (
        "Tổ Xử lý nợ, với sự tham gia của Phòng Pháp chế, rà soát hồ sơ thế chấp.",
        [("rà soát hồ sơ thế chấp", "Tổ Xử lý nợ", "Phòng Pháp chế", "")],
    ),
    # names that end with a place, a function that needs what it is for, and what is like a verb across words
    (
        "Đồn Biên phòng Cồn Vành bắn pháo hiệu, thông báo qua đài trực canh.",
        [("bắn pháo hiệu, thông báo qua đài trực canh", "Đồn Biên phòng Cồn Vành", "", "")],
    ),
    (
        "Các Trạm Chăn nuôi và Thú y khu vực cấp phát vắc xin.",
        [("cấp phát vắc xin", "Các Trạm Chăn nuôi và Thú y khu vực", "", "")],
    ),
    (
        "Phòng Quản lý xử lý vi phạm hành chính và theo dõi thi hành pháp luật tham mưu thành lập đoàn.",
        [
            (
                "tham mưu thành lập đoàn",
                "Phòng Quản lý xử lý vi phạm hành chính và theo dõi thi hành pháp luật",
                "",
                "",
            )
        ],
    ),
    (
        "Đoàn Thanh niên Khối tổ chức cuộc thi tìm hiểu pháp luật.",
        [("tổ chức cuộc thi tìm hiểu pháp luật", "Đoàn Thanh niên Khối", "", "")],
    ),
    (
        "Phòng Xây dựng và Kiểm tra văn bản chịu trách nhiệm rà soát văn bản.",
        [("rà soát văn bản", "Phòng Xây dựng và Kiểm tra văn bản", "", "")],
    ),
    # a bracket says who does what goes on behind it; what it is done to may be made by others
    (
        "Phát tờ khai cho học sinh (GVCN các lớp), nộp về văn phòng trước ngày 15/9.",
        [("Phát tờ khai cho học sinh; nộp về văn phòng", "GVCN các lớp", "", "trước ngày 15/9")],
    ),
    (
        "Rà soát văn bản do Sở tham mưu ban hành, đề xuất bãi bỏ (Thanh tra Sở chủ trì; xong trước 30/9/2025).",
        [
            (
                "Rà soát văn bản do Sở tham mưu ban hành, đề xuất bãi bỏ",
                "Thanh tra Sở",
                "",
                "trước 30/9/2025",
            )
        ],
    ),
    (
        "Bà Lò Thị Mười (kế toán) in 300 tờ gấp trong tháng 3.",
        [("in 300 tờ gấp", "Bà Lò Thị Mười (kế toán)", "", "trong tháng 3")],
    ),
    (
        "Các chủ hồ vận hành xả lũ; riêng Công ty Thủy nông thông báo cho hạ du.",
        [("vận hành xả lũ", "Các chủ hồ", "", ""), ("thông báo cho hạ du", "Công ty Thủy nông", "", "")],
    ),
    (
        "Công đoàn cơ sở tuyên truyền Nghị quyết.",
        [("tuyên truyền Nghị quyết", "Công đoàn cơ sở", "", "")],
    ),
    (
        "Phòng Kiểm tra kiểm soát nội bộ làm đầu mối rà soát hồ sơ.",
        [("rà soát hồ sơ", "Phòng Kiểm tra kiểm soát nội bộ", "", "")],
    ),
    (
        "Khuyến nông viên cơ sở bám đồng hướng dẫn che phủ mạ.",
        [("bám đồng hướng dẫn che phủ mạ", "Khuyến nông viên cơ sở", "", "")],
    ),
    (
        "Giám sát vệ sinh tay (Mạng lưới kiểm soát nhiễm khuẩn, hàng tuần).",
        [("Giám sát vệ sinh tay", "Mạng lưới kiểm soát nhiễm khuẩn", "", "hàng tuần")],
    ),
    (
        "Trưởng phòng cử 01 công chức, viên chức làm đầu mối.",
        [("cử 01 công chức, viên chức làm đầu mối", "Trưởng phòng", "", "")],
    ),
    # names that end with what others go on with, and verbs behind syllables that are like "bị"
    (
        "Giao Sở Xây dựng rà soát hệ thống cấp nước đô thị.",
        [("rà soát hệ thống cấp nước đô thị", "Sở Xây dựng", "", "")],
    ),
    (
        "Phòng Quản trị thiết bị bố trí 01 phòng lưu trữ minh chứng.",
        [("bố trí 01 phòng lưu trữ minh chứng", "Phòng Quản trị thiết bị", "", "")],
    ),
    (
        "Trung tâm Dịch vụ tổng hợp xã phát thanh bản tin.",
        [("phát thanh bản tin", "Trung tâm Dịch vụ tổng hợp xã", "", "")],
    ),
    (
        "Yêu cầu Phòng Thuế xuất nhập khẩu tổ chức rà soát nợ thuế.",
        [("tổ chức rà soát nợ thuế", "Phòng Thuế xuất nhập khẩu", "", "")],
    ),
    (
        "Phòng Pháp luật khoa học, công nghệ có ý kiến về hồ sơ.",
        [("có ý kiến về hồ sơ", "Phòng Pháp luật khoa học, công nghệ", "", "")],
    ),
    # who helps behind how they do, who heads a council, and whom no finding names
    (
        "Yêu cầu Đội Kiểm soát số 1 chủ động phối hợp với Bộ đội Biên phòng lập chuyên án.",
        [("lập chuyên án", "Đội Kiểm soát số 1", "Bộ đội Biên phòng", "")],
    ),
    (
        "Hội đồng giám khảo do đồng chí Phó Chỉ huy trưởng làm Chủ tịch trực tiếp chấm điểm.",
        [("trực tiếp chấm điểm", "Hội đồng giám khảo", "", "")],
    ),
    ("Lịch xuống giống tập trung né rầy.", []),
    # what is undergone first, its doer, and what another made that it goes by
    (
        "Biển báo được các Hạt Kiểm lâm sơn sửa, thay mới trước ngày 20/01/2020.",
        [("Biển báo được sơn sửa, thay mới", "các Hạt Kiểm lâm", "", "trước ngày 20/01/2020")],
    ),
    (
        "Lớp tập huấn được Sở Y tế tổ chức trong tháng 4/2020.",
        [("Lớp tập huấn", "Sở Y tế", "", "trong tháng 4/2020")],
    ),
    (
        "Kiểm tra theo mẫu do Sở Nội vụ ban hành, do Phòng Y tế chủ trì.",
        [("Kiểm tra theo mẫu do Sở Nội vụ ban hành", "Phòng Y tế", "", "")],
    ),
    (
        "Tổ chức lớp học theo kế hoạch do Sở Y tế chủ trì.",
        [("Tổ chức lớp học theo kế hoạch", "Sở Y tế", "", "")],
    ),
    # who must act upon something, what a deputy has charge of, and every night
    (
        "Các đơn vị khi có vụ việc xảy ra phải báo cáo Sở trong vòng 24 giờ kể từ khi phát hiện.",
        [("báo cáo Sở", "Các đơn vị", "", "trong vòng 24 giờ kể từ khi phát hiện")],
    ),
    (
        "Giao đồng chí Minh Trí, Phó Giám đốc phụ trách nội dung, trực tiếp duyệt kịch bản.",
        [("trực tiếp duyệt kịch bản", "đồng chí Minh Trí, Phó Giám đốc phụ trách nội dung", "", "")],
    ),
    (
        "Hằng đêm, tổ bảo vệ tuần tra khu vực kho.",
        [("tuần tra khu vực kho", "tổ bảo vệ", "", "Hằng đêm")],
    ),
    (
        "Chỉ huy các đơn vị tổ chức quán triệt chỉ thị trước ngày 28/02/2018.",
        [("tổ chức quán triệt chỉ thị", "Chỉ huy các đơn vị", "", "trước ngày 28/02/2018")],
    ),
]


@pytest.mark.parametrize(("text", "tasks"), CLAUSES)
def test_parts_of_a_sentence_in_any_order(text: str, tasks: list[tuple[str, str, str, str]]) -> None:
    assert told(text) == tasks
