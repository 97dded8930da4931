"""Kinds of sentences and headings that plans nobody had seen brought up, in other words than theirs."""

import pytest

from bench.gold_text import document, wrap
from models import find_spans, load_pipeline
from normalize import build_plan
from tests.test_prose_tasks import HEAD, read, tasks

Expected = list[tuple[str, str, str, str]]

SENTENCES = [
    # an abbreviation in a bracket is nobody
    ("Công khai thủ tục hành chính (TTHC) trước ngày 5/5/2024.", [("Công khai thủ tục hành chính (TTHC)", "", "", "date before ..2024-05-05")]),
    ("Rà soát hồ sơ thi đua (VP), trước ngày 5/5/2024.", [("Rà soát hồ sơ thi đua", "VP", "", "date before ..2024-05-05")]),
    ("Đề nghị các sở, ban, ngành phối hợp thực hiện.", []),
    # who does it, between semicolons, but not one of those who get it; party cells do things, too
    ("Tập huấn cho 40 cán bộ; Phòng Nội vụ; tháng 5/2024.", [("Tập huấn cho 40 cán bộ", "Phòng Nội vụ", "", "month 2024-05-01..2024-05-31")]),
    ("Gửi báo cáo về Phòng Nội vụ; Văn phòng; trước ngày 5/5/2024.", [("Gửi báo cáo về Phòng Nội vụ; Văn phòng", "", "", "date before ..2024-05-05")]),
    ("Bí thư, Phó Bí thư chi bộ dự tập huấn trong tháng 5/2024.", [("dự tập huấn", "Bí thư, Phó Bí thư chi bộ", "", "month 2024-05-01..2024-05-31")]),
    # a time that begins a further sentence or clause is that of whoever is named next
    ("Sở Nội vụ lập danh sách. Trong tháng 5/2024, Công an xã rà soát 40 hộ.", [("lập danh sách", "Sở Nội vụ", "", ""), ("rà soát 40 hộ", "Công an xã", "", "month 2024-05-01..2024-05-31")]),
    ("Sở Nội vụ lập danh sách trước ngày 10/4/2024; trong tháng 5/2024, Công an xã rà soát 40 hộ.", [("lập danh sách", "Sở Nội vụ", "", "date before ..2024-04-10"), ("rà soát 40 hộ", "Công an xã", "", "month 2024-05-01..2024-05-31")]),
    ("Sở Nội vụ lập danh sách. Trong tháng 5/2024, rà soát 40 hộ.", [("lập danh sách", "Sở Nội vụ", "", ""), ("rà soát 40 hộ", "Sở Nội vụ", "", "month 2024-05-01..2024-05-31")]),
    ("Sở Nội vụ lập danh sách. Năm 2023, Công an xã đã bắt 12 vụ trộm cắp.", [("lập danh sách", "Sở Nội vụ", "", "")]),
    ("Sở Nội vụ lập danh sách. Hoàn thành trước ngày 15/5/2024, gửi UBND tỉnh.", [("lập danh sách; gửi UBND tỉnh", "Sở Nội vụ", "", "date before ..2024-05-15")]),
    ("Sở Nội vụ lập danh sách. Kinh phí tổ chức do Sở Tài chính cấp.", [("lập danh sách", "Sở Nội vụ", "", "")]),
    # what is, what it costs and what somebody gets gives nothing to do
    ("Kinh phí tổ chức do Sở Tài chính cấp từ ngân sách.", []),
    ("Tổng kinh phí 350 triệu đồng, trong đó ngân sách huyện hỗ trợ 200 triệu đồng.", []),
    ("Ngân sách xã bảo đảm tiền ăn cho lực lượng.", []),
    ("Mỗi đội gồm 05 người, do đội trưởng chỉ huy.", []),
    ("Sở Y tế là cơ quan thường trực của Ban Chỉ đạo.", []),
    ("Đội ngũ giáo viên nhiệt tình, có kinh nghiệm.", []),
    ("Người dân có nhu cầu liên hệ số điện thoại 0234.567.", []),
    ("Thành viên Ban Tổ chức được hưởng bồi dưỡng 100.000 đồng/người/ngày.", []),
    ("Nhà thầu thi công chậm tiến độ bị phạt theo hợp đồng.", []),
    ("Phòng thi bố trí 24 thí sinh.", []),
    # a time between somebody and what they do
    ("Phòng Y tế hằng tháng kiểm tra bếp ăn.", [("kiểm tra bếp ăn", "Phòng Y tế", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY ~")]),
    ("Văn phòng Sở trước ngày 15/3/2024 gửi giấy mời.", [("gửi giấy mời", "Văn phòng Sở", "", "date before ..2024-03-15")]),
    ("Các Phó Giám đốc hằng quý họp với các phòng.", [("họp với các phòng", "Các Phó Giám đốc", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;INTERVAL=3 ~")]),
    # words like roles and verbs without their marks, or over two words
    ("Tổ Hậu cần chịu trách nhiệm nấu cơm hai bữa.", [("nấu cơm hai bữa", "Tổ Hậu cần", "", "")]),
    ("Ban Quản lý chợ có trách nhiệm lắp 12 camera.", [("lắp 12 camera", "Ban Quản lý chợ", "", "")]),
    ("Trung tâm Phục vụ hành chính công bố trí thêm 02 bàn.", [("bố trí thêm 02 bàn", "Trung tâm Phục vụ hành chính công", "", "")]),
    ("Đội trưởng các tổ phối hợp với Chi đoàn cùng cấp dọn kênh trước ngày 5/5/2024.", [("dọn kênh", "Đội trưởng các tổ", "Chi đoàn cùng cấp", "date before ..2024-05-05")]),
    ("Giáo dục truyền thống cách mạng cho thế hệ trẻ.", []),
    # how, for whom and on what grounds somebody does it is no part of the name
    ("Phòng Y tế với vai trò thường trực soạn bộ câu hỏi.", [("soạn bộ câu hỏi", "Phòng Y tế", "", "")]),
    ("Phòng Nội vụ cần rà soát hồ sơ trước ngày 5/5/2024.", [("rà soát hồ sơ", "Phòng Nội vụ", "", "date before ..2024-05-05")]),
    ("Công an xã căn cứ Kế hoạch này lập chốt trước ngày 5/5/2024.", [("lập chốt", "Công an xã", "", "date before ..2024-05-05")]),
    ("Tổ trưởng dân phố cũng phối hợp với Hội Khuyến học phát 40 phiếu.", [("phát 40 phiếu", "Tổ trưởng dân phố", "Hội Khuyến học", "")]),
    ("Đối với Trạm Y tế: phun hóa chất trước ngày 5/5/2024.", [("phun hóa chất", "Trạm Y tế", "", "date before ..2024-05-05")]),
    # persons who are charged with something
    ("Thẩm phán được phân công lựa chọn vụ án, báo cáo Chánh án.", [("lựa chọn vụ án, báo cáo Chánh án", "Thẩm phán được phân công", "", "")]),
    ("Các đồng chí Ủy viên được phân công phụ trách cơ sở có trách nhiệm dự sinh hoạt.", [("dự sinh hoạt", "Các đồng chí Ủy viên được phân công phụ trách cơ sở", "", "")]),
    ("Kiểm tra hồ sơ được giao cho Kiểm sát viên phụ trách địa bàn, thực hiện trong tháng 5/2024.", [("Kiểm tra hồ sơ", "Kiểm sát viên phụ trách địa bàn", "", "month 2024-05-01..2024-05-31")]),
    ("Giáo viên được phân công dạy lớp 9 nộp đề cương trước ngày 5/5/2024.", [("nộp đề cương", "Giáo viên được phân công dạy lớp 9", "", "date before ..2024-05-05")]),
    # chiefs of any unit; somebody whose name is over has charge of something; what somebody is leads nothing
    ("Phân trường trưởng ghi sổ trực hằng ngày.", [("ghi sổ trực", "Phân trường trưởng", "", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~")]),
    ("Cô Lý Thị Mai phụ trách lớp bơi cho trẻ em.", [("phụ trách lớp bơi cho trẻ em", "Cô Lý Thị Mai", "", "")]),
    ("Viết thư mời gửi thầy Lợi (Phó Hiệu trưởng) trước ngày 8/5/2024.", [("Viết thư mời gửi thầy Lợi (Phó Hiệu trưởng)", "", "", "date before ..2024-05-08")]),
    ("Tăng trưởng đạt 7% trong quý II/2024.", []),
    # behind a time nobody begins to do anything whom no name tells; what must be finished says nothing
    ("Tổ Cảnh vệ trực cổng từ ngày 10/2/2024 đến ngày 15/2/2024, quân số trực bảo đảm 70%.", [("trực cổng; quân số trực bảo đảm 70%", "Tổ Cảnh vệ", "", "range 2024-02-10..2024-02-15")]),
    ("Phòng Tin học số hóa hồ sơ, chậm nhất ngày 15/12/2024 phải hoàn thành.", [("số hóa hồ sơ", "Phòng Tin học", "", "date by ..2024-12-15")]),
    ("Đề nghị Mặt trận Tổ quốc xã giám sát việc thực hiện Kế hoạch này.", [("giám sát việc thực hiện Kế hoạch này", "Mặt trận Tổ quốc xã", "", "")]),
    # a time behind those that a label names
    ("Rà soát hộ nghèo. Đơn vị thực hiện: Phòng Y tế, hoàn thành trước ngày 15/5/2024.", [("Rà soát hộ nghèo", "Phòng Y tế", "", "date before ..2024-05-15")]),
    # a sentence that gives nothing to do is no part of the task before it
    ("Đội Xe bảo dưỡng 12 xe trước ngày 20/4/2024. Định mức dầu theo quy định: 12 lít/xe.", [("bảo dưỡng 12 xe", "Đội Xe", "", "date before ..2024-04-20")]),
    ("Phòng Y tế lập danh sách 40 hộ. Danh sách này là cơ sở để hỗ trợ gạo.", [("lập danh sách 40 hộ", "Phòng Y tế", "", "")]),
    ("Lực lượng tham gia bảo vệ trật tự ở thôn là nòng cốt trong chữa cháy ban đầu.", []),
    # a time in the midst of what is to be done is no part of it
    ("Đội Quản lý chợ nhắc nhở, kiểm tra, định kỳ 03 tháng báo cáo UBND xã.", [("nhắc nhở, kiểm tra; báo cáo UBND xã", "Đội Quản lý chợ", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;INTERVAL=3 ~")]),
    ("Phòng Tin học trích xuất dữ liệu khi có yêu cầu.", [("trích xuất dữ liệu", "Phòng Tin học", "", "relative có yêu cầu")]),
    ("Tổ Bếp chuẩn bị cháo trước 30/8/2024 (chú Tâm phụ trách).", [("chuẩn bị cháo", "Tổ Bếp", "", "date before ..2024-08-30")]),
    # "và" behind a time joins another task where a time follows that is its own
    ("Kế toán công khai tiền ăn vào ngày 15 hằng tháng và lập quyết toán trước ngày 31/12/2024.", [("công khai tiền ăn", "Kế toán", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=15 ~"), ("lập quyết toán", "Kế toán", "", "date before ..2024-12-31")]),
    ("Hạt Kiểm lâm trực chòi canh từ ngày 01/02/2024 đến ngày 30/4/2024 và tổng kết trước ngày 15/5/2024.", [("trực chòi canh", "Hạt Kiểm lâm", "", "range 2024-02-01..2024-04-30"), ("tổng kết", "Hạt Kiểm lâm", "", "date before ..2024-05-15")]),
    ("Thư viện tỉnh trưng bày sách trong tháng 4/2024 và trao giải vào ngày 21/4/2024.", [("trưng bày sách", "Thư viện tỉnh", "", "month 2024-04-01..2024-04-30"), ("trao giải", "Thư viện tỉnh", "", "date 2024-04-21..2024-04-21")]),
    ("Đội Xe rửa xe và kiểm tra lốp trước ngày 5/5/2024.", [("rửa xe và kiểm tra lốp", "Đội Xe", "", "date before ..2024-05-05")]),
    # "Riêng" points to several, too; what somebody will be considered for gives nothing to do
    ("Riêng các trạm y tế gửi báo cáo trước ngày 5/5/2024.", [("gửi báo cáo", "các trạm y tế", "", "date before ..2024-05-05")]),
    ("Các khoa thực hiện tốt sẽ được xét thi đua cuối năm.", []),
    # where, how and what for it is done goes on behind its time
    ("Tổ Bếp họp lúc 7 giờ 30 hằng ngày tại nhà ăn.", [("họp tại nhà ăn", "Tổ Bếp", "", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~")]),
    ("Chi bộ họp vào tối thứ Tư hằng tuần để kiểm điểm công việc.", [("họp để kiểm điểm công việc", "Chi bộ", "", "recurring 2024-01-01..2024-12-31 FREQ=WEEKLY;BYDAY=WE ~")]),
    ("Ban Quản lý chợ phun thuốc trước ngày 5/5/2024 bằng máy phun áp lực.", [("phun thuốc bằng máy phun áp lực", "Ban Quản lý chợ", "", "date before ..2024-05-05")]),
    ("Công an xã gửi số liệu trước 15 giờ thứ Sáu hằng tuần về Công an huyện.", [("gửi số liệu về Công an huyện", "Công an xã", "", "recurring before 2024-01-01..2024-12-31 FREQ=WEEKLY;BYDAY=FR ~")]),
    ("Phòng Văn hóa chiếu phim trong tháng 5/2024 cho công nhân.", [("chiếu phim cho công nhân", "Phòng Văn hóa", "", "month 2024-05-01..2024-05-31")]),
    # who a group is made up of, and what tells who gets a report, lead nothing
    ("Hội đồng thi gồm ông Nam (chủ tịch), bà Hòa, thầy Lực chấm bài trong tháng 4/2024.", [("chấm bài", "Hội đồng thi", "", "month 2024-04-01..2024-04-30")]),
    ("Báo cáo tổng kết gửi Sở Nội vụ (Phòng 2, Phòng 5) trước ngày 15/12/2024, do bà Lê Thị Mai tổng hợp.", [("Báo cáo tổng kết gửi Sở Nội vụ (Phòng 2, Phòng 5)", "bà Lê Thị Mai", "", "date before ..2024-12-15")]),
    # two acts joined by "và"; sectors that names go on with; a class
    ("Các nhóm trưởng đăng ký và tổ chức thao diễn trong tháng 3/2024.", [("đăng ký và tổ chức thao diễn", "Các nhóm trưởng", "", "month 2024-03-01..2024-03-31")]),
    ("Công đoàn cơ sở khu vực doanh nghiệp thương lượng bữa ca.", [("thương lượng bữa ca", "Công đoàn cơ sở khu vực doanh nghiệp", "", "")]),
    ("Chi cục Thuế khu vực nhắc nợ 40 hộ trước ngày 15/5/2024.", [("nhắc nợ 40 hộ", "Chi cục Thuế khu vực", "", "date before ..2024-05-15")]),
    ("Lớp 11A2: trang trí cổng trại trước ngày 18/3/2024.", [("trang trí cổng trại", "Lớp 11A2", "", "date before ..2024-03-18")]),
    # persons and offices of a kind, with what tells which
    ("Nhân viên coi xe phải phát thẻ cho khách.", [("phát thẻ cho khách", "Nhân viên coi xe", "", "")]),
    ("Giáo viên dạy phụ đạo lập danh sách học sinh yếu trước ngày 20/9/2024.", [("lập danh sách học sinh yếu", "Giáo viên dạy phụ đạo", "", "date before ..2024-09-20")]),
    ("Cán bộ tín dụng phụ trách địa bàn tham gia các phiên giao dịch trong tháng 4/2024.", [("tham gia các phiên giao dịch", "Cán bộ tín dụng phụ trách địa bàn", "", "month 2024-04-01..2024-04-30")]),
    ("Các đơn vị chịu sự thanh tra gửi giải trình về Đoàn trước ngày 15/5/2024.", [("gửi giải trình về Đoàn", "Các đơn vị chịu sự thanh tra", "", "date before ..2024-05-15")]),
    ("Chuyên viên được giao theo dõi hợp đồng trình Giám đốc hồ sơ trước ngày 15/5/2024.", [("trình Giám đốc hồ sơ", "Chuyên viên được giao theo dõi hợp đồng", "", "date before ..2024-05-15")]),
    ("Đội Quản lý thị trường kiểm tra các hộ phải niêm yết giá.", [("kiểm tra các hộ phải niêm yết giá", "Đội Quản lý thị trường", "", "")]),
    ("Chấp hành viên Trần Văn Sỹ xác minh tài sản trong tháng 6/2024.", [("xác minh tài sản", "Chấp hành viên Trần Văn Sỹ", "", "month 2024-06-01..2024-06-30")]),
    ("Sao lưu hồ sơ do Thẩm tra viên Lý Thị Na thực hiện trong quý II/2024.", [("Sao lưu hồ sơ", "Thẩm tra viên Lý Thị Na", "", "quarter 2024-04-01..2024-06-30")]),
    # whoever heads all demands it of whom he names
    ("Chủ tịch UBND xã yêu cầu mỗi thôn thành lập 01 tổ tự quản trước ngày 10/8/2024.", [("thành lập 01 tổ tự quản", "mỗi thôn", "", "date before ..2024-08-10")]),
    ("Phòng Y tế yêu cầu các cơ sở ký cam kết trước ngày 10/8/2024.", [("yêu cầu các cơ sở ký cam kết", "Phòng Y tế", "", "date before ..2024-08-10")]),
    # a further sentence about another thing, whose doer stands behind it
    ("Hằng tháng, Tổ Kho kiểm đếm vật tư. Việc thanh lý phế liệu được tiến hành trong tháng 4/2024 do Phòng Kế toán chủ trì.", [("kiểm đếm vật tư", "Tổ Kho", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY ~"), ("thanh lý phế liệu", "Phòng Kế toán", "", "month 2024-04-01..2024-04-30")]),
    # organisations are no verb, levels are counted, wishes and sums are nobody's tasks
    ("Bí thư Đoàn phối hợp với các tổ chức tôn giáo rà soát hộ nghèo trong tháng 5/2024.", [("rà soát hộ nghèo", "Bí thư Đoàn", "các tổ chức tôn giáo", "month 2024-05-01..2024-05-31")]),
    ("Tổng dự toán dự kiến 30 triệu đồng, còn lại vay Quỹ xóa đói.", []),
    ("Tổng vốn dự kiến 2 tỷ đồng, trong đó vay Ngân hàng 500 triệu đồng.", []),
    ("Phòng Kiểm soát - Kiểm toán nội bộ đối chiếu hợp đồng trong quý I/2024.", [("đối chiếu hợp đồng", "Phòng Kiểm soát - Kiểm toán nội bộ", "", "quarter 2024-01-01..2024-03-31")]),
    # chiefs command, levels go and see, and helpers in a bracket may have small letters
    ("Đồng chí Chỉ huy phó - Tham mưu trưởng chỉ huy Lễ giao quân vào ngày 26/02/2024.", [("chỉ huy Lễ giao quân", "Đồng chí Chỉ huy phó - Tham mưu trưởng", "", "date 2024-02-26..2024-02-26")]),
    ("Bà Lê Thị Mận cùng cán bộ thú y xã đi kiểm tra chuồng trại trong tháng 4/2024.", [("đi kiểm tra chuồng trại", "Bà Lê Thị Mận", "cán bộ thú y xã", "month 2024-04-01..2024-04-30")]),
    ("Tổ chức đêm thơ (Thư viện tỉnh chủ trì, trung tâm văn hóa các huyện phối hợp).", [("Tổ chức đêm thơ", "Thư viện tỉnh", "trung tâm văn hóa các huyện", "")]),
    # cleaning answers for nothing, and what a part of it is belongs to the task
    ("Thôn đội trưởng phải vệ sinh nhà văn hóa trước ngày 10/4/2024.", [("vệ sinh nhà văn hóa", "Thôn đội trưởng", "", "date before ..2024-04-10")]),
    ("Phòng Kỹ thuật thay 40 bơm trong năm 2024; trong đó ưu tiên bơm cũ.", [("thay 40 bơm; trong đó ưu tiên bơm cũ", "Phòng Kỹ thuật", "", "year 2024-01-01..2024-12-31")]),
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
    # a group, and who heads it
    ("Tổ phúc khảo do thầy Lê Văn Hòa làm tổ trưởng, chấm lại bài thi trước ngày 20/6/2024.", [("chấm lại bài thi", "Tổ phúc khảo", "", "date before ..2024-06-20")]),
    ("Đoàn số 3 do bà Đặng Thị Hiền làm trưởng đoàn, kiểm tra các bếp ăn tại phường Tân An.", [("kiểm tra các bếp ăn tại phường Tân An", "Đoàn số 3", "", "")]),
    ("Ban cứu nạn do ông Y Thông làm Trưởng ban, túc trực tại đập tràn trong tháng 9/2024.", [("túc trực tại đập tràn", "Ban cứu nạn", "", "month 2024-09-01..2024-09-30")]),
    ("Tiểu ban lễ tân do đồng chí Nga làm trưởng tiểu ban, bố trí xe đón đại biểu.", [("bố trí xe đón đại biểu", "Tiểu ban lễ tân", "", "")]),
    ("Nhóm dạy bơi do cô Thúy làm nhóm trưởng, mở 02 lớp trong tháng 6/2024.", [("mở 02 lớp", "Nhóm dạy bơi", "", "month 2024-06-01..2024-06-30")]),
    ("Thành lập Tổ thẩm định do Phó Giám đốc làm tổ trưởng, gồm 05 thành viên.", []),
    # a name that is a sentence of its own
    ("Vét mương dẫn nước: 3,2 km. Tổ Thủy nông.", [("Vét mương dẫn nước: 3,2 km", "Tổ Thủy nông", "", "")]),
    ("Sơn lại vạch kẻ trước cổng 06 trường học. Đội Quản lý đường bộ số 4.", [("Sơn lại vạch kẻ trước cổng 06 trường học", "Đội Quản lý đường bộ số 4", "", "")]),
    ("Thay bóng đèn hành lang tầng 2. Phòng Quản trị.", [("Thay bóng đèn hành lang tầng 2", "Phòng Quản trị", "", "")]),
    ("In 500 sổ tay cho đoàn viên. Văn phòng Công đoàn.", [("In 500 sổ tay cho đoàn viên", "Văn phòng Công đoàn", "", "")]),
    ("Quét dọn nhà bia. Chi đoàn khu phố 3.", [("Quét dọn nhà bia", "Chi đoàn khu phố 3", "", "")]),
    ("Tập huấn nghiệp vụ. Các sở đã cử người.", []),
    # whoever does what stands before
    ("Thu phiếu tại từng hộ - cộng tác viên thực hiện.", [("Thu phiếu tại từng hộ", "cộng tác viên", "", "")]),
    ("Đối chiếu danh sách - giám sát viên phụ trách.", [("Đối chiếu danh sách", "giám sát viên", "", "")]),
    ("Lắp hàng rào tôn: Nhà thầu thi công chịu trách nhiệm, xong trong tháng 5/2024.", [("Lắp hàng rào tôn", "Nhà thầu thi công", "", "month 2024-05-01..2024-05-31")]),
    ("Phát tờ khai - tuyên truyền viên đảm nhiệm, trước ngày 10/5/2024.", [("Phát tờ khai", "tuyên truyền viên", "", "date before ..2024-05-10")]),
    ("Nhập dữ liệu - kỹ thuật viên thực hiện.", [("Nhập dữ liệu", "kỹ thuật viên", "", "")]),
    ("Rà soát viên chức dôi dư: khẩn trương thực hiện.", []),
    ("Phòng Tổng hợp tổng hợp tình hình thực hiện, báo cáo Sở trước ngày 10/6/2024.", [("tổng hợp tình hình thực hiện, báo cáo Sở", "Phòng Tổng hợp", "", "date before ..2024-06-10")]),
    # who leads is told by what they are
    ("Sửa mái nhà kho. Đơn vị chủ trì là Phòng Quản trị, hoàn thành trước ngày 30/4/2024.", [("Sửa mái nhà kho", "Phòng Quản trị", "", "date before ..2024-04-30")]),
    ("Mở lớp bơi. Người phụ trách là cô Thúy, đơn vị phối hợp là Đoàn Thanh niên.", [("Mở lớp bơi", "cô Thúy", "Đoàn Thanh niên", "")]),
    # verbs within names
    ("Tổ trực vận hành ghi thông số mỗi giờ.", [("ghi thông số mỗi giờ", "Tổ trực vận hành", "", "")]),
    ("Phòng Kế hoạch tổng hợp chấm điểm các khoa trong tháng 5/2024.", [("chấm điểm các khoa", "Phòng Kế hoạch tổng hợp", "", "month 2024-05-01..2024-05-31")]),
    ("Khoa Nhi phối hợp với ban điều hành khu phố gắn biển chỉ đường.", [("gắn biển chỉ đường", "Khoa Nhi", "ban điều hành khu phố", "")]),
    ("Nơi nhận: Chi nhánh tỉnh (b/c); các Tổ nghiệp vụ (t/h).", []),
    # a clause with a time before its verb is a task of its own; a report, or how often, is none
    ("Các chi hội duy trì sinh hoạt vào ngày 05 hằng tháng, mỗi quý tổ chức một buổi tọa đàm.", [("duy trì sinh hoạt", "Các chi hội", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;BYMONTHDAY=5 ~"), ("tổ chức một buổi tọa đàm", "Các chi hội", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;INTERVAL=3 ~")]),
    ("Văn phòng Hội cân đối kinh phí; định kỳ 06 tháng tham mưu Ban Chấp hành sơ kết.", [("cân đối kinh phí", "Văn phòng Hội", "", ""), ("tham mưu Ban Chấp hành sơ kết", "Văn phòng Hội", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;INTERVAL=6 ~")]),
    ("Phòng Tin học bóc tách 9.000 trang; mỗi quý nghiệm thu một lần.", [("bóc tách 9.000 trang; mỗi quý nghiệm thu một lần", "Phòng Tin học", "", "recurring 2024-01-01..2024-12-31 FREQ=MONTHLY;INTERVAL=3 ~")]),
    ("Các thư ký thường xuyên cập nhật hồ sơ; đồng thời đăng bản án trước ngày 15/5/2024.", [("cập nhật hồ sơ", "Các thư ký", "", "ongoing 2024-01-01..2024-12-31 ~"), ("đăng bản án", "Các thư ký", "", "date before ..2024-05-15")]),
    # who helps to do what follows
    ("Phòng Văn hóa - Xã hội chủ trì, Đoàn Thanh niên xã phối hợp tổ chức đêm văn nghệ.", [("tổ chức đêm văn nghệ", "Phòng Văn hóa - Xã hội", "Đoàn Thanh niên xã", "")]),
    # what is reported is told by no newspaper; posts in the plural; a name behind an event
    ("Cụm trưởng đo mực nước hằng ngày, báo về Văn phòng thường trực Ban Chỉ huy.", [("đo mực nước; báo về Văn phòng thường trực Ban Chỉ huy", "Cụm trưởng", "", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~")]),
    ("Các Phó Chánh án báo cáo Chánh án trước ngày 20/6/2024.", [("báo cáo Chánh án", "Các Phó Chánh án", "", "date before ..2024-06-20")]),
    ("Trong vòng 05 ngày kể từ ngày bế mạc, Chủ tọa phải tổ chức họp rút kinh nghiệm.", [("tổ chức họp rút kinh nghiệm", "Chủ tọa", "", "relative by bế mạc")]),
    ("Công an xã phối hợp với các Tổ bảo vệ an ninh ở cơ sở kiểm tra nhà trọ.", [("kiểm tra nhà trọ", "Công an xã", "các Tổ bảo vệ an ninh ở cơ sở", "")]),
    # a group that is called for helping; "thí điểm" without its marks; what is confirmed dates nothing
    ("Đảng ủy kiện toàn Tiểu ban Tuyên truyền, Tiểu ban Lễ tân và Tổ giúp việc.", [("kiện toàn Tiểu ban Tuyên truyền, Tiểu ban Lễ tân và Tổ giúp việc", "Đảng ủy", "", "")]),
    ("Công đoàn thăm hộ nghèo, các chi bộ giúp đỡ.", [("thăm hộ nghèo", "Công đoàn", "các chi bộ", "")]),
    ("Hằng ngày giám thị điểm danh từng lớp.", [("điểm danh từng lớp", "giám thị", "", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~")]),
    ("Thủ kho mua 3 tấn giống xác nhận, chậm nhất ngày 05/11/2024 phải nhập kho.", [("mua 3 tấn giống xác nhận, chậm nhất ngày 05/11/2024 phải nhập kho", "Thủ kho", "", "date by ..2024-11-05")]),
    # whoever stands right behind a time; each in a list of clauses, for whom the time in front holds
    ("Từ ngày 10/3/2024 đến ngày 20/4/2024 tổ thủy nông bố trí người trực bơm.", [("bố trí người trực bơm", "tổ thủy nông", "", "range 2024-03-10..2024-04-20")]),
    ("Trong tháng 4/2024 là cao điểm nắng nóng, Giám đốc các Xí nghiệp bố trí công nhân trực ba ca.", [("bố trí công nhân trực ba ca", "Giám đốc các Xí nghiệp", "", "month 2024-04-01..2024-04-30")]),
    ("Trong năm 2024, mỗi khoa phải đăng ký 02 sáng kiến; mỗi phòng phải số hóa 03 quy trình.", [("đăng ký 02 sáng kiến", "mỗi khoa", "", "year 2024-01-01..2024-12-31"), ("số hóa 03 quy trình", "mỗi phòng", "", "year 2024-01-01..2024-12-31")]),
    ("Trong quý I/2024, Phòng Tin học rà soát máy chủ; Phòng Quản trị sửa điện trước ngày 15/3/2024.", [("rà soát máy chủ", "Phòng Tin học", "", "quarter 2024-01-01..2024-03-31"), ("sửa điện", "Phòng Quản trị", "", "date before ..2024-03-15")]),
    ("Diệt chuột: mỗi chi hội ra quân 02 buổi, xong trước ngày 20/5/2024.", [("ra quân 02 buổi", "mỗi chi hội", "", "date before ..2024-05-20")]),
    ("Sau mỗi đợt kiểm tra, đơn vị tổ chức họp rút kinh nghiệm.", [("tổ chức họp rút kinh nghiệm", "đơn vị", "", "relative after mỗi đợt kiểm tra")]),
    # a post and a verb behind its comma; a group with its head and no comma
    ("Bà Lê Thị Hường, Phó Giám đốc, chỉ huy san lấp 02 ao cũ.", [("chỉ huy san lấp 02 ao cũ", "Bà Lê Thị Hường, Phó Giám đốc", "", "")]),
    ("Tổ thu nợ do Phó Giám đốc Đỗ Văn Lực làm Tổ trưởng họp giao ban vào thứ Sáu hằng tuần.", [("họp giao ban", "Tổ thu nợ", "", "recurring 2024-01-01..2024-12-31 FREQ=WEEKLY;BYDAY=FR ~")]),
    ("Bà Lê Thị Hường, Phó Giám đốc, trực tiếp chỉ huy đội xung kích trong tháng 9/2024.", [("trực tiếp chỉ huy đội xung kích", "Bà Lê Thị Hường, Phó Giám đốc", "", "month 2024-09-01..2024-09-30")]),
    # the first in a bracket leads those who help
    ("Đấu giá tài sản của 05 vụ việc (Tổ Pháp chế, Phòng Kế toán phối hợp).", [("Đấu giá tài sản của 05 vụ việc", "Tổ Pháp chế", "Phòng Kế toán", "")]),
    ("Phòng Thuế đôn đốc nộp thuế (các phường, xã phối hợp).", [("đôn đốc nộp thuế", "Phòng Thuế", "các phường, xã", "")]),
    ("Tài sản thế chấp phải được định giá lại trước khi trình phê duyệt (Phòng Quản lý rủi ro).", [("Tài sản thế chấp phải được định giá lại", "Phòng Quản lý rủi ro", "", "relative before trình phê duyệt")]),
    # the time of a day of each week; how long a stock lasts
    ("Hội Phụ nữ quét dọn đường làng vào các sáng Chủ nhật.", [("quét dọn đường làng", "Hội Phụ nữ", "", "recurring 2024-01-01..2024-12-31 FREQ=WEEKLY;BYDAY=SU ~")]),
    ("Ban Hậu cần dự trữ lương khô đủ ăn cho 200 người trong 05 ngày.", [("dự trữ lương khô đủ ăn cho 200 người trong 05 ngày", "Ban Hậu cần", "", "")]),
    ("Các khoa chuyên môn thống nhất đề cương trước ngày 10/5/2024.", [("thống nhất đề cương", "Các khoa chuyên môn", "", "date before ..2024-05-10")]),
    ("Chi đoàn ở xa có thể tổ chức sinh hoạt theo cụm.", []),
    ("Bản Kế hoạch này thay thế Kế hoạch số 15/KH-CN ngày 16/01/2023.", []),
    ("Kế hoạch này có hiệu lực từ ngày ký và thay thế Kế hoạch số 12/KH-UBND ngày 15/3/2023.", []),
]  # fmt: skip

BELOW = [
    # an order within an item is what its agency does
    ("Ban Quản lý chợ", "- Sửa mái che, yêu cầu đơn vị điện lực thay dây cũ. Hoàn thành ngày 30/4/2024.", [("Sửa mái che, yêu cầu đơn vị điện lực thay dây cũ", "Ban Quản lý chợ", "", "date 2024-04-30..2024-04-30")]),
    ("Công đoàn ngành", "- Chủ trì cùng Sở Công Thương tổ chức đối thoại với công nhân.", [("tổ chức đối thoại với công nhân", "Công đoàn ngành", "Sở Công Thương", "")]),
    ("Ban CHQS các xã", "- Xã Phú Lộc tổ chức diễn tập vào ngày 20/9/2024.", [("tổ chức diễn tập", "Xã Phú Lộc", "", "date 2024-09-20..2024-09-20")]),
]  # fmt: skip


@pytest.mark.parametrize(("agency", "item", "expected"), BELOW)
def test_kinds_of_items_below_an_agency(agency: str, item: str, expected: Expected) -> None:
    assert tasks(read(f"II. NHIỆM VỤ\n1. {agency}\n{item}\n2. Sở Y tế\n- Tổ chức hội thi.\n"))[:1] == expected


def test_a_name_ends_where_it_ends_elsewhere_in_the_document() -> None:
    item = "2. Tổ chế biến nêm nếm thức ăn từng bữa cho học sinh ăn bán trú của toàn trường.\n"
    beside = "1. Phòng Kế toán phối hợp với Tổ chế biến mua gạo trước ngày 05/3/2024 cho các bếp ăn của toàn trường.\n"
    above = "II. PHÂN CÔNG NHIỆM VỤ\n"
    told = ("nêm nếm thức ăn từng bữa cho học sinh ăn bán trú của toàn trường", "Tổ chế biến", "", "")
    assert tasks(read(above + beside + item))[1] == told
    assert tasks(read(above + item)) == []


SEES_TO = [
    ("Phòng Tổng hợp đôn đốc các chi nhánh thực hiện Kế hoạch.", True),
    ("Thanh tra viên Lê Nam chịu trách nhiệm đôn đốc, kiểm tra việc thực hiện kế hoạch.", True),
    ("Trưởng các trạm quán triệt kế hoạch này đến từng nhân viên.", True),
    ("Phòng Kinh tế giúp UBND phường theo dõi Kế hoạch này.", True),
    ("Văn phòng Hội theo dõi, đôn đốc việc thực hiện Kế hoạch này.", False),
    ("Văn phòng Hội theo dõi, đôn đốc các chi hội thực hiện Chương trình này.", False),
    ("Các phòng theo dõi, đôn đốc thực hiện nghiêm túc.", False),
]


@pytest.mark.parametrize(("sentence", "is_task"), SEES_TO)
def test_who_sees_to_something_has_a_task_but_by_the_formula(sentence: str, is_task: bool) -> None:
    assert (
        bool(tasks(read(f"II. TỔ CHỨC THỰC HIỆN\n1. {sentence}\n2. Sở Y tế mở 02 lớp tập huấn."))[:-1])
        is is_task
    )


def test_a_report_behind_the_last_section_is_a_task() -> None:
    body = "II. KINH PHÍ\nChi từ quỹ công đoàn.\nCác tổ công đoàn gửi báo cáo về Ban Thường vụ chậm nhất ngày 05/6/2024."
    assert tasks(read(body)) == [
        ("gửi báo cáo về Ban Thường vụ", "Các tổ công đoàn", "", "date by ..2024-06-05")
    ]


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


SECTIONS = [
    (  # an order above a list is no aim; a name that labelled lines give ends elsewhere, too
        "II. NHIỆM VỤ\n1. Yêu cầu Công an các huyện, thị xã:\na) Gửi hồ sơ về Phòng 11 trước ngày 5/6/2024;\nb) Lập 02 tổ.\n"
        "2. Rà soát 46 văn bản.\n- Phòng chủ trì: Phòng Pháp luật tổng hợp.\n"
        "3. Phòng Pháp luật tổng hợp theo dõi, đôn đốc việc thực hiện Kế hoạch, báo cáo Vụ trưởng trước 15/12/2024.",
        [
            ("Gửi hồ sơ về Phòng 11", "Công an các huyện, thị xã", "", "date before ..2024-06-05"),
            ("Lập 02 tổ", "Công an các huyện, thị xã", "", ""),
            ("Rà soát 46 văn bản", "Phòng Pháp luật tổng hợp", "", ""),
            (
                "theo dõi, đôn đốc việc thực hiện Kế hoạch, báo cáo Vụ trưởng",
                "Phòng Pháp luật tổng hợp",
                "",
                "date before ..2024-12-15",
            ),
        ],
    ),
    (  # who does all of a section, and who helps
        "II. NỘI DUNG\n1. Hội thao\n1.1. Dựng sân khấu trước ngày 10/6/2024.\n1.2. In 200 giấy mời.\n"
        "Các công việc ở mục này do bà Lý Thị Mây phụ trách; Đoàn Thanh niên giúp việc.\n2. Kho\n2.1. Kiểm kê vật tư.",
        [
            ("Dựng sân khấu", "bà Lý Thị Mây", "Đoàn Thanh niên", "date before ..2024-06-10"),
            ("In 200 giấy mời", "bà Lý Thị Mây", "Đoàn Thanh niên", ""),
        ],
    ),
    (  # a heading without a number above a list
        "II. NHIỆM VỤ\nPhòng Tài chính - Kế toán\n- Lập dự toán trước ngày 10/3/2024.\n- Thẩm tra quyết toán.",
        [
            ("Lập dự toán", "Phòng Tài chính - Kế toán", "", "date before ..2024-03-10"),
            ("Thẩm tra quyết toán", "Phòng Tài chính - Kế toán", "", ""),
        ],
    ),
    (  # whoever a heading names beside twice as many known ones; not what reports are about
        "II. NHIỆM VỤ\n1. Ban Tham mưu\na) Lập kế hoạch.\n2. Ban Chính trị\na) Biên soạn 03 chuyên đề.\n"
        "3. Khối sinh viên nội trú\na) Dọn vệ sinh phòng ở.\n4. Chế độ báo cáo\na) Báo cáo hằng tháng.",
        [
            ("Lập kế hoạch", "Ban Tham mưu", "", ""),
            ("Biên soạn 03 chuyên đề", "Ban Chính trị", "", ""),
            ("Dọn vệ sinh phòng ở", "Khối sinh viên nội trú", "", ""),
        ],
    ),
    (  # what is over before the time, how often in front, what must be done; several whom something is done for
        "II. NHIỆM VỤ\n1. Tổ Điện\n- Kết thúc mỗi ca trực, trong vòng 02 giờ bàn giao sổ cho ca sau.\n"
        "- Thường xuyên kiểm tra cầu dao trong quá trình bơm.\n- Trong mùa mưa bão phải trực 24/24 giờ từ khi có tin bão.\n"
        "- Tham mưu cho Đảng ủy, Ban Giám hiệu cùng cấp ban hành quy chế.\n"
        "- Mở 02 lớp trong quý II/2024, phối hợp cùng Đoàn Thanh niên xã Tân Lập sử dụng chung hội trường.\n"
        "- Rà soát quy chế do Sở Xây dựng ban hành, đề xuất thay thế.",
        [
            ("bàn giao sổ cho ca sau", "Tổ Điện", "", "relative by"),
            ("kiểm tra cầu dao trong quá trình bơm", "Tổ Điện", "", "ongoing 2024-01-01..2024-12-31 ~"),
            ("trực 24/24 giờ", "Tổ Điện", "", "relative from có tin bão"),
            ("Tham mưu cho Đảng ủy, Ban Giám hiệu cùng cấp ban hành quy chế", "Tổ Điện", "", ""),
            (
                "Mở 02 lớp; sử dụng chung hội trường",
                "Tổ Điện",
                "Đoàn Thanh niên xã Tân Lập",
                "quarter 2024-04-01..2024-06-30",
            ),
            ("Rà soát quy chế do Sở Xây dựng ban hành, đề xuất thay thế", "Tổ Điện", "", ""),
        ],
    ),
    (  # where something is, and who comes
        "II. NỘI DUNG\n1. Lễ tổng kết\nThời gian: 8 giờ ngày 20/11/2024 (thứ Tư). Địa điểm: Hội trường.\n"
        "Thành phần: Lãnh đạo các sở, ngành, các hội.",
        [],
    ),
    (  # in a section of duties anybody may be told what to do, but not what is none
        "III. TỔ CHỨC THỰC HIỆN\n1. Bệnh xá khám sức khỏe cho tân binh.\n2. Thủ kho kiểm tra hạn dùng.\n"
        "3. Kinh phí lấy từ nguồn thường xuyên.\n4. Nhà ăn chuẩn bị suất ăn cho đoàn.\n5. Ca trực ghi sổ bàn giao.\n"
        "6. Cá nhân vi phạm bị xử lý theo quy định.\n7. Thời gian báo cáo thực hiện theo quy định.",
        [
            ("khám sức khỏe cho tân binh", "Bệnh xá", "", ""),
            ("kiểm tra hạn dùng", "Thủ kho", "", ""),
            ("chuẩn bị suất ăn cho đoàn", "Nhà ăn", "", ""),
            ("ghi sổ bàn giao", "Ca trực", "", ""),
        ],
    ),
    (  # what is done about a topic
        "II. NHIỆM VỤ\n1. Phòng chờ chật\n- Giải pháp: Kê thêm 30 ghế, lắp 02 quạt.\n"
        "- Người phụ trách: CN. Lê Văn Túc – Trưởng phòng Hành chính.\n- Thời hạn: 30/4/2024.\n2. Cấp thuốc chậm\n"
        "- Biện pháp: Mở thêm một cửa phát thuốc.\n- Đơn vị thực hiện: Khoa Dược.\n- Thời gian: Quý II/2024.\n"
        "3. Tuyên truyền trong chợ\n- Biện pháp: qua loa.\n- Đơn vị thực hiện: Ban Quản lý chợ.",
        [
            (
                "Kê thêm 30 ghế, lắp 02 quạt",
                "CN. Lê Văn Túc – Trưởng phòng Hành chính",
                "",
                "date 2024-04-30..2024-04-30",
            ),
            ("Mở thêm một cửa phát thuốc", "Khoa Dược", "", "quarter 2024-04-01..2024-06-30"),
            ("Tuyên truyền trong chợ", "Ban Quản lý chợ", "", ""),
        ],
    ),
    (  # items that begin with small letters
        "II. PHÂN CÔNG\n1. phòng tài chính - kế hoạch:\na) lập dự toán trước ngày 10/3/2024;\nb) thẩm tra quyết toán.\n"
        "2. đài truyền thanh huyện phát tin hằng ngày.\n3. bưu điện huyện chuyển giấy mời trong tháng 3/2024.\n"
        "4. các nội dung khác:\na) giữ gìn vệ sinh.",
        [
            ("lập dự toán", "phòng tài chính - kế hoạch", "", "date before ..2024-03-10"),
            ("thẩm tra quyết toán", "phòng tài chính - kế hoạch", "", ""),
            ("phát tin", "đài truyền thanh huyện", "", "recurring 2024-01-01..2024-12-31 FREQ=DAILY ~"),
            ("chuyển giấy mời", "bưu điện huyện", "", "month 2024-03-01..2024-03-31"),
        ],
    ),
    (  # what is attended, and who is invited
        "II. NHIỆM VỤ\n1. Khoa Nội\n- Bố trí 02 bác sĩ dự lớp cấp cứu do Bệnh viện Bạch Mai tổ chức, trong tháng 5/2024.\n"
        "- Mời Hội Chữ thập đỏ, Trạm Y tế phường dự buổi hiến máu.",
        [
            (
                "Bố trí 02 bác sĩ dự lớp cấp cứu do Bệnh viện Bạch Mai tổ chức",
                "Khoa Nội",
                "",
                "month 2024-05-01..2024-05-31",
            ),
            ("Mời Hội Chữ thập đỏ, Trạm Y tế phường dự buổi hiến máu", "Khoa Nội", "", ""),
        ],
    ),
    (  # numbers that continue none
        "II. NHIỆM VỤ\n4. Rà soát thủ tục hành chính. Đơn vị chủ trì: Văn phòng Sở. Thời gian: Quý II/2024.\n"
        "5. Tập huấn kỹ năng số. Đơn vị chủ trì: Phòng Công chức.",
        [
            ("Rà soát thủ tục hành chính", "Văn phòng Sở", "", "quarter 2024-04-01..2024-06-30"),
            ("Tập huấn kỹ năng số", "Phòng Công chức", "", ""),
        ],
    ),
    (  # things that something is done with are nobody
        "III. TỔ CHỨC THỰC HIỆN\n1. Nguồn lực thực hiện bố trí trong dự toán năm.\n2. Mức chi áp dụng theo Nghị quyết của "
        "HĐND tỉnh.\n3. Khen thưởng thực hiện theo quy định.\n4. Tờ rơi gửi qua bưu điện.\n5. Loa kéo đặt tại cổng Ủy ban.\n"
        "6. Trang phục biểu diễn thống nhất toàn đội.\n7. Phương tiện bố trí tại 04 cụm.\n8. Địa bàn kiểm tra gồm 12 xã.",
        [],
    ),
    (  # what the paragraph below a title says, and what only details it
        "II. NỘI DUNG\n1. Báo tường\nMỗi lớp làm 01 tờ báo khổ A0.\nPhụ trách: Đoàn trường. Phối hợp: tổ Ngữ văn.\n"
        "Thời gian: trước ngày 12/11/2024.\n2. Nhà an toàn\nNội dung: sửa chữa 41 nhà.\nPhụ trách: Phòng Kinh tế.",
        [
            ("Mỗi lớp làm 01 tờ báo khổ A0", "Đoàn trường", "tổ Ngữ văn", "date before ..2024-11-12"),
            ("Nhà an toàn", "Phòng Kinh tế", "", ""),
        ],
    ),
    (  # a short name that stands elsewhere cuts no longer one
        "II. NHIỆM VỤ\n1. Giáo viên nộp giáo án trước ngày 05/9/2024.\n2. Giáo viên gửi điểm trước ngày 05/10/2024.\n"
        "3. Giáo viên chủ nhiệm thường xuyên thăm gia đình học sinh.",
        [
            ("nộp giáo án", "Giáo viên", "", "date before ..2024-09-05"),
            ("gửi điểm", "Giáo viên", "", "date before ..2024-10-05"),
            ("thăm gia đình học sinh", "Giáo viên chủ nhiệm", "", "ongoing 2024-01-01..2024-12-31 ~"),
        ],
    ),
    (  # what goes on all the time
        "II. NỘI DUNG\n1. Công việc thường xuyên\na) Đội Bảo vệ kiểm tra khóa cổng.\nb) Tổ Điện ghi chỉ số công tơ.\n"
        "2. Công việc theo mốc\na) Tổ Điện thay 12 aptomat trước ngày 20/6/2024.",
        [
            ("kiểm tra khóa cổng", "Đội Bảo vệ", "", "ongoing 2024-01-01..2024-12-31 ~"),
            ("ghi chỉ số công tơ", "Tổ Điện", "", "ongoing 2024-01-01..2024-12-31 ~"),
            ("thay 12 aptomat", "Tổ Điện", "", "date before ..2024-06-20"),
        ],
    ),
    (  # who does what the item above says
        "II. NỘI DUNG\n1. Thành lập Hội đồng tự đánh giá\nViệc này do Phòng Đào tạo thực hiện, xong trước 15/3/2024.\n"
        "2. Khảo sát 400 học sinh\nPhòng Công tác học sinh phụ trách, các khoa hỗ trợ. Thời hạn: 30/6/2024.",
        [
            ("Thành lập Hội đồng tự đánh giá", "Phòng Đào tạo", "", "date before ..2024-03-15"),
            ("Khảo sát 400 học sinh", "Phòng Công tác học sinh", "các khoa", "date 2024-06-30..2024-06-30"),
        ],
    ),
    (  # who must do what is listed, and by when
        "II. NHIỆM VỤ\n1. Trước ngày 30/4/2024, các xí nghiệp thủy nông phải thực hiện:\n- Nạo vét cửa cống.\n"
        "- Phát quang mái đập.\n2. Nhóm 1 (Trưởng nhóm: ThS. Lò Thị Phương): thu thập minh chứng tiêu chí 1.",
        [
            ("Nạo vét cửa cống", "các xí nghiệp thủy nông", "", "date before ..2024-04-30"),
            ("Phát quang mái đập", "các xí nghiệp thủy nông", "", "date before ..2024-04-30"),
            ("thu thập minh chứng tiêu chí 1", "Nhóm 1 (Trưởng nhóm: ThS. Lò Thị Phương)", "", ""),
        ],
    ),
    ("V. NƠI NHẬN\n1. Văn phòng HĐND tỉnh\na) Lưu 01 bản\nb) Theo dõi, tổng hợp kết quả", []),
]


def test_headings_with_neither_number_nor_bold() -> None:
    """What a plan without any label says before it begins, and of aims, gives nothing to do."""
    body = (
        "Đây là dịp để hội viên trong tỉnh bày tỏ lòng biết ơn các anh hùng liệt sĩ, thương binh, bệnh binh nặng.\n"
        "Ban Thường vụ Hội xây dựng kế hoạch tổ chức các hoạt động như sau:\nMục đích, yêu cầu\n"
        "Các cấp hội sử dụng quỹ hội, huy động nguồn xã hội hóa để tặng quà cho hội viên có hoàn cảnh khó khăn.\n"
        "Cấp tỉnh\nVăn phòng Hội đặt vòng hoa, hương nến phục vụ đoàn đại biểu của tỉnh trước ngày 10/7/2024."
    )
    source = document(wrap(HEAD.partition("I. MỤC ĐÍCH")[0] + body))
    content = "đặt vòng hoa, hương nến phục vụ đoàn đại biểu của tỉnh"
    found = tasks(build_plan(source, find_spans(source, load_pipeline())))
    assert found == [(content, "Văn phòng Hội", "", "date before ..2024-07-10")]


@pytest.mark.parametrize(("body", "expected"), SECTIONS)
def test_kinds_of_sections(body: str, expected: Expected) -> None:
    assert tasks(read(body)) == expected


GROUPS = [
    (
        "Tổ hợp tác dệt thổ cẩm bản Lác do bà Hà Thị Hiền phụ trách sẽ truyền nghề.",
        "Tổ hợp tác dệt thổ cẩm bản Lác",
    ),
    ("Nhóm Áo Xanh do anh Trần Văn Bình đứng đầu có trách nhiệm dọn rác bãi biển.", "Nhóm Áo Xanh"),
    ("Câu lạc bộ thuyền viên do ông Tám làm chủ nhiệm sẽ tập huấn cho ngư dân.", "Câu lạc bộ thuyền viên"),
    ("Đội văn nghệ xã do cô Lan phụ trách phải biểu diễn 03 đêm.", "Đội văn nghệ xã"),
    ("Tổ hòa giải thôn Đoài do đ/c Trưởng thôn phụ trách, tổ chức hòa giải.", "Tổ hòa giải thôn Đoài"),
    ("Đoàn kiểm tra số 2 do bà Hoa làm trưởng đoàn, kiểm tra 05 chợ.", "Đoàn kiểm tra số 2"),
    ("Ban Giám hiệu thành lập Tổ kiểm kê do thầy Hùng làm tổ trưởng.", "Ban Giám hiệu"),
    (
        "Ban Chấp hành Đoàn xã thành lập Ban Tổ chức do đồng chí Bí thư làm Trưởng ban.",
        "Ban Chấp hành Đoàn xã",
    ),
    (
        "Ban Thường trực MTTQ xã thành lập Đoàn giám sát do ông Mạnh làm trưởng đoàn.",
        "Ban Thường trực MTTQ xã",
    ),
    (
        "Phòng Giám sát, kiểm tra và xử lý sau thanh tra đôn đốc thực hiện kết luận.",
        "Phòng Giám sát, kiểm tra và xử lý sau thanh tra",
    ),
    (
        "Phòng Nội vụ là cơ quan thường trực của Ban Chỉ đạo, chịu trách nhiệm tổng hợp số liệu.",
        "Phòng Nội vụ",
    ),
    ("Hạt Kiểm lâm là cơ quan thường trực của Ban Chỉ huy, có nhiệm vụ trực phòng cháy.", "Hạt Kiểm lâm"),
    ("Văn phòng là đơn vị đầu mối của Tiểu ban, có trách nhiệm cung cấp tài liệu.", "Văn phòng"),
    ("Cũng trong đợt này, Hạt Kiểm lâm kiểm tra các xưởng gỗ.", "Hạt Kiểm lâm"),
    ("Ở cấp xã, Ban Chỉ huy Quân sự xã luyện tập phương án A2 trong tháng 6/2024.", "Ban Chỉ huy Quân sự xã"),
    ("Ở các thôn, Ban công tác Mặt trận vận động hội viên hiến đất.", "Ban công tác Mặt trận"),
    ("Ở mỗi xã, Hội Nông dân xã vận động hội viên trồng cây.", "Hội Nông dân xã"),
]
NO_TASKS = [
    "Chủ tịch UBND xã chịu trách nhiệm trước Đảng ủy, HĐND xã về kết quả thực hiện kế hoạch.",
    "Giám đốc Trung tâm chịu trách nhiệm trước Huyện ủy, UBND huyện về việc thực hiện nhiệm vụ.",
    "Các chi bộ phải xác định đây là nhiệm vụ trọng tâm của năm 2024.",
    "Tòa án nhân dân tỉnh dự kiến mở lớp tập huấn vào cuối năm.",
    "Đoàn kiểm tra dự kiến làm việc tại xã trong tháng 5/2024.",
]


@pytest.mark.parametrize(("sentence", "lead"), GROUPS)
def test_groups_and_whoever_heads_them(sentence: str, lead: str) -> None:
    assert [one[1] for one in tasks(read(f"II. NHIỆM VỤ\n1. {sentence}"))] == [lead]


@pytest.mark.parametrize("sentence", NO_TASKS)
def test_answering_for_it_and_what_is_expected_are_no_tasks(sentence: str) -> None:
    assert tasks(read(f"II. NHIỆM VỤ\n1. {sentence}")) == []
