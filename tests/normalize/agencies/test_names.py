import re
import time

import pytest

from normalize.agencies.names import names_agencies, split_agencies

# one cell a line; a bar stands before each name after the first
CELLS = """
Văn phòng
Các phòng ban, đơn vị trực thuộc Sở
Bưu điện tỉnh
Kế hoạch – Tài chính
Sở Tài chính
Các đơn vị trực thuộc
Phòng TCCB
Các phòng, đơn vị
Trung tâm Truyền thông GDSK
Công đoàn ngành Y tế
Các phòng thuộc Sở
Thanh tra Sở
Sở Tư pháp
Văn phòng Sở
Bộ phận một cửa
Phòng Nghiệp vụ Y
Các bệnh viện
Sở Nội vụ
Công đoàn ngành
Bệnh viện Đa khoa tỉnh
Phòng KH-TC
Sở Thông tin và Truyền thông
Chi cục Tiêu chuẩn - Đo lường - Chất lượng
Các phòng, đơn vị trực thuộc
Trung tâm Xúc tiến Đầu tư - Thương mại và Hội chợ Triển lãm
Công đoàn Sở
Các phòng chuyên môn
UBND các quận, huyện
Trung tâm Khuyến công và Tư vấn phát triển công nghiệp
Phòng Quản lý Công nghiệp
Ủy ban Kiểm tra Đảng ủy
Chi cục Quản lý thị trường
Phòng Kế hoạch - Tài chính Tổng hợp
Phòng Cải cách hành chính
Các sở, ban, ngành liên quan
Phòng Công chức, Viên chức
Phòng Nội vụ các huyện
Văn phòng UBND tỉnh
Phòng Xây dựng chính quyền
Phòng Tổ chức, Biên chế
Phòng Đào tạo, bồi dưỡng
Chi cục Văn thư - Lưu trữ
Chi cục Tiêu chuẩn Đo lường Chất lượng
Phòng Công nghệ thông tin
Phòng Báo chí - Xuất bản
Trung tâm Đào tạo CNTT và Truyền thông
Phòng Kế hoạch - Tài chính
Trung tâm Dữ liệu Nhà nước Hà Nội
Các sở, ban, ngành có ứng dụng
Phòng Bưu chính - Viễn thông
Trung tâm Internet Việt Nam (VNNIC)
Phòng Thông tin điện tử
Trung tâm Giao dịch CNTT và Truyền thông Hà Nội
Cục Thống kê thành phố Hà Nội
UBND cấp huyện
Các sở, ban, ngành tỉnh
Các sở, ngành tỉnh
Trung tâm Phục vụ hành chính công tỉnh
Các cơ quan, đơn vị được chọn thí điểm
Các sở có đơn vị sự nghiệp trực thuộc
Phòng Xây dựng và Theo dõi thi hành pháp luật
Các phòng, đơn vị thuộc Sở
Các sở, ngành được giao chủ trì soạn thảo
Phòng Kiểm tra văn bản và Tuyên truyền pháp luật
Các cơ quan có liên quan
Đoàn kiểm tra liên ngành
Phòng Tư pháp các huyện, thị xã, thành phố
Sở Tài nguyên và Môi trường
Phòng Phổ biến, giáo dục pháp luật
Ban Dân tộc tỉnh
Phòng Quản lý xử lý vi phạm hành chính
Thanh tra các sở
Các cơ quan có thẩm quyền xử phạt
Trung tâm QLCL
Sở Tư pháp, |Sở Nội vụ
Văn phòng, |Kế hoạch – Tài chính
Thanh tra Sở, |Văn phòng Sở
Sở Nội vụ, |Sở Tài chính
Phòng Nghiệp vụ Y, |Phòng Nghiệp vụ Dược, |Phòng QLHN
Phòng QLHN, |Phòng Nghiệp vụ Dược
Phòng Nghiệp vụ Y; |Bảo hiểm xã hội tỉnh
Sở Nội vụ, |Sở Tư pháp
Phòng TCCB, |Trường Trung cấp Y tế
Bảo hiểm xã hội tỉnh; |các bệnh viện
Bảo hiểm xã hội tỉnh, |VNPT Bắc Ninh, |Viettel Bắc Ninh
Công đoàn Sở, |Đoàn Thanh niên
Văn phòng Sở; |Thanh tra Sở
Phòng Kế hoạch - Tài chính Tổng hợp; |Công đoàn Sở
Phòng Quản lý Công nghiệp; |Phòng Quản lý Thương mại
Chi cục Quản lý thị trường; |Thanh tra Sở
Phòng Quản lý Thương mại; |Phòng Kỹ thuật An toàn - Môi trường
Thanh tra Sở; |Đảng ủy Sở
Bưu điện tỉnh, |UBND các huyện, thị xã, thành phố
Báo Đồng Nai, |Đài PT-TH Đồng Nai, |Tỉnh đoàn
Ban Tôn giáo, |Ban Thi đua - Khen thưởng
Bưu điện tỉnh; |Trung tâm Phục vụ hành chính công tỉnh
Các phòng, đơn vị; |Sở Thông tin và Truyền thông
UBND các huyện, thị xã, thành phố; |Sở Tài nguyên và Môi trường
Sở Tài chính và |cơ quan có đề án
Công an tỉnh, |Trường Chính trị tỉnh, |Sở Thông tin và Truyền thông
Trường Chính trị tỉnh, |UBND cấp huyện
Sở Tài chính, |Bảo hiểm xã hội tỉnh
Chi cục Văn thư - Lưu trữ, |Sở Tài chính
Sở Thông tin và Truyền thông, |VNPT Đồng Nai
Văn phòng Sở; |Báo Hànộimới; |Đài PT-TH Hà Nội
Sở Nội vụ; |Trường Đại học Bách khoa Hà Nội
Sở Tư pháp; |Văn phòng UBND Thành phố
Sở Tài chính; |Sở Tư pháp; |Cục Thuế Hà Nội
Phòng Kế hoạch - Tài chính; |Sở Kế hoạch và Đầu tư
Cục Bưu điện Trung ương; |VNPT Hà Nội; |Viettel Hà Nội
UBND các huyện; |doanh nghiệp viễn thông
Sở Xây dựng; |Tổng Công ty Điện lực TP Hà Nội; |UBND các quận
Công an Thành phố; |Sở Tư pháp; |Sở GD&ĐT; |BHXH Thành phố
Các phòng chuyên môn; |Trung tâm Dữ liệu Nhà nước Hà Nội
Các phòng chuyên môn; |Văn phòng UBND Thành phố
Văn phòng UBND Thành phố; |các sở, ngành; |UBND cấp huyện, cấp xã
Phòng Kế hoạch - Tài chính; |UBND các quận, huyện, thị xã
Cục Tin học hóa; |Văn phòng UBND Thành phố
Văn phòng Sở; |doanh nghiệp công nghệ số
Cục An toàn thông tin; |Công an Thành phố
Đội Ứng cứu sự cố Thành phố; |VNCERT/CC
Phòng Công nghệ thông tin; |Công an Thành phố
Sở Kế hoạch và Đầu tư; |Hiệp hội Doanh nghiệp nhỏ và vừa Thành phố
Sở NN&PTNT; |Sở Công Thương; |Bưu điện TP Hà Nội; |Viettel Post
Sở Quy hoạch - Kiến trúc; |UBND quận Long Biên, |UBND huyện Đông Anh
Sở Công Thương; |Hội Tin học Việt Nam
Phòng Bưu chính - Viễn thông; |Công an Thành phố
Thành đoàn Hà Nội; |UBND cấp huyện, cấp xã
Công an Thành phố; |Ngân hàng Nhà nước chi nhánh Hà Nội
Thành đoàn Hà Nội; |Sở GD&ĐT
Thanh tra Sở; |Công an Thành phố; |Ban Tuyên giáo Thành ủy
Hội Liên hiệp Phụ nữ Thành phố; |Sở LĐTB&XH; |UBND cấp xã
Sở Nội vụ; |Viện Nghiên cứu phát triển KT-XH Hà Nội
Phòng Công nghệ thông tin; |Thanh tra Sở
Các sở, ban, ngành tỉnh; |UBND cấp huyện; |UBND cấp xã
Sở Nội vụ; |Sở Kế hoạch và Đầu tư
Các sở, ngành, |UBND cấp huyện
Văn phòng UBND tỉnh, |Sở Tư pháp, |Thanh tra tỉnh, |Báo Long An
Sở Nội vụ, |Sở Thông tin và Truyền thông, |Báo Long An, |Đài PT&TH Long An
Các sở, ngành tỉnh; |UBND cấp huyện
Tỉnh đoàn; |Liên đoàn Lao động tỉnh; |Liên hiệp các Hội KH&KT tỉnh
Sở Nội vụ; |các sở chủ trì lĩnh vực
Sở Tư pháp, |Văn phòng UBND tỉnh
Sở Tư pháp; |UBND cấp huyện
Các sở, ngành; |UBND cấp huyện
Văn phòng UBND tỉnh; |các sở, ngành tỉnh; |UBND cấp huyện
Trung tâm Phục vụ hành chính công tỉnh, |UBND cấp huyện, |UBND cấp xã
Sở Thông tin và Truyền thông; |các sở, ngành
Sở Tư pháp, |Sở Lao động - Thương binh và Xã hội, |Sở Kế hoạch và Đầu tư
Các sở, ngành tỉnh; |UBND cấp huyện, cấp xã
Sở Nội vụ; |Sở Tư pháp
Sở Y tế, |Sở Giáo dục và Đào tạo, |Sở Văn hóa, Thể thao và Du lịch
Sở Nội vụ; |UBND cấp huyện
Sở Giáo dục và Đào tạo; |Công an tỉnh
Sở Nội vụ, |Trường Chính trị tỉnh
Ban Tổ chức Tỉnh ủy, |Sở Nội vụ
Sở Tài chính; |UBND cấp huyện
Sở Kế hoạch và Đầu tư, |Ban QLDA đầu tư xây dựng công trình dân dụng và công nghiệp, |Ban QLDA công trình giao thông
Kho bạc Nhà nước tỉnh; |UBND cấp huyện
Sở Tài nguyên và Môi trường; |Sở Xây dựng
Văn phòng UBND tỉnh, |Công an tỉnh
Công an tỉnh; |Sở Giao thông vận tải; |Sở Tài nguyên và Môi trường
UBND cấp huyện, |UBND cấp xã, |Tỉnh đoàn
Bưu điện tỉnh; |VNPT Long An
Sở Khoa học và Công nghệ; |các cơ quan áp dụng ISO
Văn phòng Sở; |UBND các huyện, thị xã, thành phố
Thanh tra Sở; |Văn phòng Sở
Sở Lao động - Thương binh và Xã hội, |Sở Tài chính, |Bảo hiểm xã hội tỉnh
UBND cấp huyện; |Liên đoàn Lao động tỉnh; |Hiệp hội Doanh nghiệp tỉnh
Các sở, ban, ngành; |UBND cấp huyện
Công an tỉnh; |Cục Quản lý thị trường; |các sở, ngành liên quan
Báo Quảng Ngãi; |Đài Phát thanh - Truyền hình tỉnh
Phòng Đào tạo; |Trung tâm QLCL
Trung tâm QLCL; |các khoa
Trung tâm QLCL; |các khoa; |cố vấn học tập và |cán bộ phụ trách lớp
Trung tâm QLCL; |các đơn vị liên quan
Phòng Tổ chức cán bộ và |Thanh tra Sở
Sở Văn hóa, Thể thao và Du lịch, |Sở Y tế
- Sở Nội vụ - |Sở Tài chính
Sở Nội vụ (Phòng A, Phòng B), |Sở Y tế
Văn phòng Sở và |các phòng, đơn vị trực thuộc
Các sở, ban, ngành và |UBND các huyện, thành phố
Các phòng, ban và đơn vị trực thuộc
UBND các huyện, thị xã, thành phố và |các cơ quan liên quan
Các đơn vị và cá nhân có liên quan
STTTT, |SNV
Ban Giám đốc, |các phòng chuyên môn
Văn phòng, |Thanh tra, |Kế hoạch - Tài chính
Công an tỉnh, |Bộ CHQS tỉnh
Ủy ban MTTQ Việt Nam tỉnh và |các tổ chức chính trị - xã hội
Sở Kế hoạch và Đầu tư, |Ban QLDA đầu tư xây dựng các công trình dân dụng, |Ban QLDA các công trình giao thông
Ông Nguyễn Văn An, |Bà Lê Thị Bình
""".strip().splitlines()

# the same, names and turns that were thought of to mislead
HARD = """
Sở Tài chính |Sở Kế hoạch và Đầu tư |Công an tỉnh
Ban Dân tộc HĐND tỉnh
Văn phòng Sở; |các phòng, ban chuyên môn; |các đơn vị sự nghiệp trực thuộc
Sở Kế hoạch và Đầu tư và |Sở Tài chính
Phòng Quản lý vận tải, phương tiện và người lái
Phòng Quản lý kết cấu hạ tầng giao thông, |Thanh tra Sở
Trung tâm Công nghệ thông tin và Truyền thông, |Phòng Hành chính - Tổ chức
Sở Lao động, Thương binh và Xã hội; |Sở Y tế
Chi cục Dân số - Kế hoạch hóa gia đình, |Trung tâm Kiểm soát bệnh tật tỉnh
Chi cục Chăn nuôi và Thú y; |Chi cục Trồng trọt và Bảo vệ thực vật
Ban Quản lý Khu kinh tế, |Ban Quản lý các khu công nghiệp
Trung tâm Khuyến nông - Khuyến ngư, |Trung tâm Nước sạch và Vệ sinh môi trường nông thôn
Phòng Kinh tế và Hạ tầng các huyện, |Phòng Quản lý đô thị các thị xã, thành phố
Ngân hàng Nhà nước chi nhánh tỉnh, |Ngân hàng Chính sách xã hội tỉnh
Hội Nông dân tỉnh, |Hội Cựu chiến binh tỉnh, |Tỉnh đoàn
Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh
Sở Văn hóa, Thể thao và Du lịch; |Sở Thông tin và Truyền thông; |UBND các huyện, thành phố
Văn phòng Đoàn ĐBQH và HĐND tỉnh; |Văn phòng UBND tỉnh
Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh
Tòa án nhân dân tỉnh, |Viện kiểm sát nhân dân tỉnh, |Cục Thi hành án dân sự tỉnh
Bộ Chỉ huy Quân sự tỉnh, |Bộ Chỉ huy Bộ đội Biên phòng tỉnh, |Công an tỉnh
Phòng Khoáng sản, Nước và Khí tượng thủy văn
Phòng Đo đạc, Bản đồ và Viễn thám; |Chi cục Quản lý đất đai
Văn phòng Đăng ký đất đai, |Trung tâm Phát triển quỹ đất
Phòng Giáo dục Mầm non - Tiểu học; |Phòng Giáo dục Trung học và Thường xuyên
Các trường THPT, |các trung tâm GDNN-GDTX
Trường Cao đẳng Kinh tế - Kỹ thuật, |Trường Đại học Thủ Dầu Một
Sở GD&ĐT, |Sở LĐ-TB&XH, |Sở VH,TT&DL
Sở NN&PTNT; |Sở TN&MT; |Sở KH&CN
Phòng Quản lý Khoa học, |Phòng Quản lý Công nghệ và Chuyên ngành
Chi cục Kiểm lâm, |Vườn Quốc gia Cát Tiên
Quỹ Bảo vệ môi trường, |Quỹ Phòng, chống thiên tai tỉnh
Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh
Ban An toàn giao thông tỉnh; |Công an tỉnh; |UBND cấp huyện
Phòng Văn hóa và Thông tin các huyện, thị xã, thành phố
Phòng Lao động - Thương binh và Xã hội các huyện, thị xã, thành phố
Đài Truyền thanh - Truyền hình các huyện, |Báo Bình Dương
Các cơ quan báo chí; |Cổng Thông tin điện tử tỉnh
Các hội, đoàn thể; |các tổ chức chính trị - xã hội
Các cơ quan, tổ chức, đơn vị, địa phương có liên quan
Lãnh đạo Sở, |Trưởng các phòng, đơn vị
Giám đốc Sở; |Chánh Văn phòng
Tổ công nghệ số cộng đồng, |Đoàn Thanh niên
Bộ phận Tiếp nhận và Trả kết quả, |Văn phòng Sở
Hội đồng Thi đua - Khen thưởng tỉnh
Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh
Phòng Hành chính, quản trị và tổ chức
Phòng Thanh tra - Pháp chế
Phòng Quản lý Xuất nhập khẩu và Hợp tác quốc tế; |Cục Hải quan tỉnh
Công ty Cổ phần Cấp thoát nước, |Công ty Điện lực Bình Dương
Sở Dân tộc và Tôn giáo, |Sở Nông nghiệp và Môi trường
Trung tâm Phục vụ hành chính công; |UBND các xã, phường, đặc khu
Sở Xây dựng, |Ban Quản lý dự án đầu tư xây dựng công trình giao thông, |các chủ đầu tư
Liên minh Hợp tác xã tỉnh; |Hiệp hội Doanh nghiệp tỉnh
Thanh tra tỉnh, |Ban Nội chính Tỉnh ủy, |Ủy ban Kiểm tra Tỉnh ủy
Văn phòng (Bộ phận Công nghệ thông tin, Bộ phận Văn thư), |Thanh tra
Phòng Tài chính - Kế hoạch, |Kho bạc Nhà nước huyện
UBND huyện Châu Thành, |UBND thành phố Tân An
Bệnh viện Đa khoa tỉnh, |Bệnh viện Sản - Nhi, |các trung tâm y tế huyện
Sở Tư pháp (Phòng Bổ trợ tư pháp); |Hội Công chứng viên; |Đoàn Luật sư tỉnh
Viễn thông Long An, |Bưu điện tỉnh, |Viettel Long An
Các Phó Giám đốc Sở; |Trưởng phòng Tổ chức cán bộ
Cục Quản lý thị trường tỉnh và |các lực lượng chức năng
Văn phòng HĐND và UBND huyện, |Phòng Nội vụ
""".strip().splitlines()

# heads that no table knew, collectives, levels that end a name
UNKNOWN_HEADS = """
BS.CKII Vũ Văn Quý, Trưởng khoa Khám bệnh
Kế toán và |quản sinh
Đoàn Thanh niên, |Hội Liên hiệp Phụ nữ và |lực lượng dân quân
Đội Vũ trang và |đoàn viên thanh niên bản Huổi Khon
ĐD Lò Thị Sâm và |ThS.BS Vũ Văn Quý
Điện lực huyện, |Chi nhánh Cấp nước
Bưu điện huyện, |Chi nhánh Viettel
Ngân hàng Chính sách xã hội, |Chi nhánh Cấp thoát nước huyện
Điện lực huyện, |Chi nhánh Cấp nước và |các xã
Công ty Cấp nước Phú Thọ, |Chi nhánh số 2
Agribank - Chi nhánh Quảng Trị
Công an và |Ban CHQS các xã
Phòng Công chức, viên chức
Cán bộ, công chức, viên chức, người lao động
Sở Y tế, |cán bộ, công chức
Sở Tài chính, |Học viện Hành chính, |Trường Đại học Bình An
Công an tỉnh, |LĐLĐ tỉnh, |Tỉnh đoàn
Cơ quan, đơn vị, địa phương có liên quan
Cơ quan, tổ chức, cá nhân có liên quan
Đơn vị, địa phương liên quan
Sở Y tế, |Agribank, |NHCSXH tỉnh
Công an tỉnh, |Hội LHPN tỉnh, |Tỉnh đoàn
Học viện Chính trị khu vực II, |Trường Chính trị tỉnh
Dự án ETEP, |Sở Giáo dục và Đào tạo
Ban Dân vận Tỉnh ủy, |UBMTTQ tỉnh, |LĐLĐ tỉnh
Sở Tài chính, |KBNN khu vực XV, |BHXH khu vực
Bộ CHQS tỉnh, |BCH BĐBP tỉnh, |Công an tỉnh
Hội Nông dân, |Hội Cựu chiến binh, |Đoàn Thanh niên
Thuế tỉnh, |Kho bạc Nhà nước khu vực, |Sở Tài chính
Trung tâm Phục vụ hành chính công tỉnh, |UBND các xã, phường, đặc khu
Văn phòng Đảng ủy, |Văn phòng HĐND và UBND
Phòng Văn hóa - Xã hội, |Phòng Kinh tế, |Công an xã
""".strip().splitlines()

ROLES = [
    ("Sở Nội vụ chủ trì; các sở, ngành phối hợp", ["Sở Nội vụ", "các sở, ngành"]),
    ("Sở Nội vụ chủ trì, Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Chủ trì: Sở Y tế; phối hợp: Sở Tài chính, Công an tỉnh", ["Sở Y tế", "Sở Tài chính", "Công an tỉnh"]),
    ("Văn phòng Sở chủ trì, các phòng phối hợp thực hiện", ["Văn phòng Sở", "các phòng"]),
    ("Sở Công Thương là cơ quan chủ trì; Sở Tài chính phối hợp", ["Sở Công Thương", "Sở Tài chính"]),
    ("Sở Nội vụ tham mưu, UBND các xã thực hiện", ["Sở Nội vụ", "UBND các xã"]),
    ("Cơ quan chủ trì", ["Cơ quan chủ trì"]),
    ("Các sở, ngành được giao chủ trì soạn thảo", ["Các sở, ngành được giao chủ trì soạn thảo"]),
]

SHARED_PLACES = [
    ("HĐND và UBND các xã, phường", ["HĐND các xã, phường", "UBND các xã, phường"]),
    ("HĐND, UBND các huyện, thành phố", ["HĐND các huyện, thành phố", "UBND các huyện, thành phố"]),
    ("Đảng ủy, HĐND, UBND các xã", ["Đảng ủy các xã", "HĐND các xã", "UBND các xã"]),
    ("HĐND và UBND tỉnh", ["HĐND tỉnh", "UBND tỉnh"]),
    ("Văn phòng HĐND và UBND huyện", ["Văn phòng HĐND và UBND huyện"]),
    ("Sở Nội vụ và UBND các xã", ["Sở Nội vụ", "UBND các xã"]),
]

COMPLETED = [
    (
        "Văn phòng UBND tỉnh, các Sở: Tư pháp, Tài chính",
        ["Văn phòng UBND tỉnh", "Sở Tư pháp", "Sở Tài chính"],
    ),
    (
        "Văn phòng UBND tỉnh; các Sở: Tư pháp, Tài chính",
        ["Văn phòng UBND tỉnh", "Sở Tư pháp", "Sở Tài chính"],
    ),
    (
        "Các Sở: Tài nguyên và Môi trường, Xây dựng, Tài chính",
        ["Sở Tài nguyên và Môi trường", "Sở Xây dựng", "Sở Tài chính"],
    ),
    (
        "Sở Tài nguyên và Môi trường; Sở Nông nghiệp và Phát triển nông thôn; UBND các huyện Ba Tơ, Minh "
        "Long, Sơn Hà",
        [
            "Sở Tài nguyên và Môi trường",
            "Sở Nông nghiệp và Phát triển nông thôn",
            "UBND huyện Ba Tơ",
            "UBND huyện Minh Long",
            "UBND huyện Sơn Hà",
        ],
    ),
    ("Các Sở Tư pháp, Nội vụ và Tài chính", ["Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Tư pháp, Tài chính", ["Sở Tư pháp", "Sở Tài chính"]),
    ("Văn phòng & Thanh tra", ["Văn phòng", "Thanh tra"]),
    ("Sở Tư pháp (chủ trì), Sở Tài chính", ["Sở Tư pháp", "Sở Tài chính"]),
    (
        "Sở Công Thương, Nông nghiệp và PTNT, Xây dựng",
        ["Sở Công Thương", "Sở Nông nghiệp và PTNT", "Sở Xây dựng"],
    ),
    (
        "Các Sở: Nội vụ, Văn hóa, Thể thao và Du lịch, Tài chính và các huyện",
        ["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính", "các huyện"],
    ),
]


@pytest.mark.parametrize("cell", [*CELLS, *HARD, *UNKNOWN_HEADS])
def test_names_begin_where_a_reader_begins_them(cell: str) -> None:
    names = [re.sub(r"(?:\s*[,;-]|\s+và)?\s*$", "", name).strip("- ") for name in cell.split("|")]
    assert list(split_agencies(cell.replace("|", ""))) == names


@pytest.mark.parametrize(("text", "names"), [*COMPLETED, *ROLES, *SHARED_PLACES])
def test_shared_parts_are_given_to_each_name_and_roles_taken_off(text: str, names: list[str]) -> None:
    assert list(split_agencies(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tổ Văn phòng, lớp 11A3, lớp 11A5", ["tổ Văn phòng", "lớp 11A3", "lớp 11A5"]),
        ("bảo vệ trường và đội cờ đỏ", ["bảo vệ trường", "đội cờ đỏ"]),
        ("Giám đốc và kế toán trưởng", ["Giám đốc", "kế toán trưởng"]),
        ("Phòng Tài chính và kế toán", ["Phòng Tài chính và kế toán"]),
        ("LĐLĐ các huyện, thành phố và công đoàn ngành", ["LĐLĐ các huyện, thành phố", "công đoàn ngành"]),
        ("Bộ đội Biên phòng, Cảnh sát biển", ["Bộ đội Biên phòng", "Cảnh sát biển"]),
    ],
)
def test_staff_and_groups_in_small_letters_are_named_beside_others(text: str, names: list[str]) -> None:
    assert list(split_agencies(text)) == names


@pytest.mark.parametrize("text", ["", " ", "-", "…", "."])
def test_nothing_names_no_agency(text: str) -> None:
    assert split_agencies(text) == ()


def test_line_ends_do_not_matter() -> None:
    assert split_agencies("Sở Tư pháp;\nSở  Nội vụ") == ("Sở Tư pháp", "Sở Nội vụ")


@pytest.mark.parametrize("piece", ["Sở A, ", "các Sở: A, B và ", "Phòng (", "Sở Tư pháp, Tài chính, "])
def test_splitting_time_is_bounded(piece: str) -> None:
    began = time.perf_counter()
    split_agencies(piece * 1000)
    assert time.perf_counter() - began < 5.0


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Phòng Xây dựng và Kiểm tra văn bản quy phạm pháp luật", True),
        ("Việc xây dựng và ban hành kế hoạch", False),
        ("Thanh tra Bộ Xây dựng", True),
        ("Thanh tra việc", False),
        ("Thanh tra công tác", False),
        ("Hải đội 2", True),
        ("Hội phí năm 2024", False),
        ("Phòng Chống buôn lậu và Xử lý vi phạm", True),
        ("Phòng chống buôn lậu", False),
        ("PHÒNG CHỐNG BUÔN LẬU", False),
    ],
)
def test_what_is_like_a_name_names_nobody(text: str, agency: bool) -> None:
    assert names_agencies(text) == agency
