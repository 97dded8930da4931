"""Headers of task tables as offices write them, made up, each with the role of its column."""

import pytest

from normalize.tasks.header_words import read_header

HEADERS = """
STT                                          number
Số TT                                        number
TT                                           number
Số thứ tự                                    number
Nội dung nhiệm vụ                            content
Nội dung/ Nhiệm vụ                           content
Tên nhiệm vụ, đề án                          content
Công việc                                    content
Nội dung công việc phối hợp                  content
Hạng mục công việc                           content
Hạng mục                                     content
Mô tả                                        content
Nhiệm vụ trọng tâm được phân công            content
Nhóm giải pháp                               content
Hoạt động                                    content
Tên văn bản                                  content
Sản phẩm                                     product
Sản phẩm dự kiến                             product
Dự kiến sản phẩm hoàn thành                  product
Kết quả đầu ra                               product
Kết quả công việc                            product
Kết quả thực hiện cần đạt                    product
Hồ sơ, sản phẩm                              product
Minh chứng                                   product
Cơ quan chủ trì                              lead
Đơn vị chủ trì thực hiện                     lead
Đơn vị đầu mối                               lead
Cơ quan tham mưu                             lead
Chịu trách nhiệm chính                       lead
Đơn vị tham mưu                              lead
Đơn vị thực hiện                             lead
Cơ quan, đơn vị thực hiện                    lead
Phòng phụ trách                              lead
Người thực hiện                              lead
Phân công thực hiện                          lead
Bộ phận chịu trách nhiệm                     lead
Tổ chức thực hiện                            lead
Đơn vị soạn thảo                             lead
Cơ quan phối hợp                             coordination
Đơn vị phối hợp thực hiện                    coordination
Trách nhiệm phối hợp                         coordination
Cơ quan, đơn vị phối hợp                     coordination
Đơn vị tham gia                              coordination
Đơn vị liên quan                             coordination
Cơ quan cùng thực hiện                       coordination
Thời gian                                    due
Thời gian thực hiện nhiệm vụ                 due
Thời hạn hoàn thành                          due
Hạn xử lý                                    due
Hạn                                          due
Kỳ hạn                                       due
Hạn hoàn thành                               due
Tiến độ thực hiện                            due
Ngày hoàn thành                              due
Quý thực hiện                                due
Lộ trình thực hiện                           due
Thời gian tổ chức (năm 2024)                 due
Ngày bắt đầu                                 start
Thời gian bắt đầu                            start
Từ ngày                                      start
Ngày kết thúc                                end
Đến ngày                                     end
Ghi chú                                      note
Căn cứ, ghi chú                              note
Chú thích                                    note
Kinh phí thực hiện                           budget
Nguồn kinh phí thực hiện                     budget
Dự toán kinh phí (triệu đồng)                budget
Địa điểm thực hiện                           place
Nơi tổ chức                                  place
Chuyên viên thực hiện                        person
Lãnh đạo phụ trách                           person
Cán bộ theo dõi                              person
Đơn vị                                       name
Đơn vị kiểm tra, đánh giá                    name
Đơn vị được kiểm tra                         name
Bệnh viện                                    name
Cấp trình                                    unknown
Cấp phê duyệt                                unknown
Cơ quan ban hành                             unknown
Hình thức thực hiện                          unknown
Số lượng thực hiện                           unknown
Tỷ lệ thực hiện                              unknown
Căn cứ thực hiện                             unknown
Đối tượng thực hiện                          unknown
Phương pháp thực hiện                        unknown
Tình hình thực hiện                          unknown
Ý kiến chỉ đạo thực hiện                     unknown
Chỉ tiêu                                     unknown
Đơn vị tính                                  unknown
Cơ quan thẩm định                            unknown
Stt                                          number
Thứ tự                                       number
Mã nhiệm vụ                                  number
S TT                                         number
Mã số NV                                     number
TT nhiệm vụ                                  number
Nội dung nhiệm vụ cụ thể                     content
Tên hoạt động                                content
Nhiệm vụ và giải pháp                        content
Nhóm nhiệm vụ, giải pháp                     content
Nhiệm vụ chủ yếu                             content
Nhiệm vụ được giao                           content
Danh mục nhiệm vụ                            content
Danh mục công việc                           content
Nội dung chương trình                        content
Phần việc                                    content
Các nội dung, nhiệm vụ                       content
Tên đề án, nhiệm vụ                          content
Tên văn bản, đề án                           content
Trích yếu nội dung                           content
Tên loại và trích yếu nội dung văn bản       content
Nội dung kiểm tra                            content
Nội dung cải cách                            content
Chương trình, đề án                          content
Công tác                                     content
Công tác trọng tâm                           content
Hoạt động chủ yếu                            content
Nội dung công tác                            content
Nội dung các hoạt động                       content
Tên chương trình, hoạt động                  content
Nội dung tuyên truyền                        content
Biện pháp thực hiện                          content
Giải pháp                                    content
Các bước thực hiện                           content
Các bước công việc                           content
Yêu cầu công việc                            content
Khối lượng công việc                         content
Việc phải làm                                content
Nhóm công việc                               content
Nội dung - Nhiệm vụ                          content
NỘI DUNG NHIỆM VỤ                            content
Nhiệm vụ giao                                content
Nhiệm vụ thực hiện                           content
Tên dự án                                    content
Chuyên đề                                    content
Tên công trình                               content
Hoạt động cụ thể                             content
Hoạt động/Nhiệm vụ                           content
Nội dung đề nghị                             content
Nội dung phối hợp                            content
Sản phẩm hoàn thành                          product
Dự kiến sản phẩm                             product
Kết quả, sản phẩm                            product
Kết quả thực hiện                            product
Kết quả/sản phẩm                             product
Kết quả, đầu ra                              product
Sản phẩm chủ yếu                             product
Sản phẩm công việc                           product
Kết quả hoàn thành                           product
Kết quả phải đạt                             product
Yêu cầu kết quả                              product
Sản phẩm bàn giao                            product
Kết quả mong đợi                             product
Sản phẩm cần đạt                             product
Sản phẩm (văn bản)                           product
Sản phẩm dự kiến hoàn thành                  product
Chỉ số đầu ra                                product
Kết quả đạt được                             product
Kết quả cụ thể                               product
Văn bản ban hành                             product
Kết quả đánh giá                             product
Sản phẩm trình                               product
Thành phẩm                                   product
Dự kiến kết quả                              product
Yêu cầu đầu ra                               product
CQ chủ trì                                   lead
ĐV chủ trì                                   lead
ĐV thực hiện                                 lead
Chủ trì thực hiện                            lead
Chủ trì triển khai                           lead
Đơn vị/cá nhân chủ trì                       lead
Cá nhân, đơn vị thực hiện                    lead
Tập thể, cá nhân thực hiện                   lead
Đơn vị chủ trì, thực hiện                    lead
Cơ quan chủ trì soạn thảo                    lead
Bộ phận thực hiện                            lead
Bộ phận chủ trì                              lead
Cơ quan, tổ chức chủ trì                     lead
Trách nhiệm chính                            lead
Trách nhiệm                                  lead
Trách nhiệm của đơn vị                       lead
Đơn vị có trách nhiệm                        lead
Đơn vị chịu trách nhiệm thực hiện            lead
Cơ quan, đơn vị được giao nhiệm vụ           lead
Đơn vị nhận nhiệm vụ                         lead
Đơn vị tổ chức thực hiện                     lead
Phòng, ban thực hiện                         lead
Phòng thực hiện                              lead
Khoa/Phòng thực hiện                         lead
Phòng, đơn vị chủ trì                        lead
Khoa, phòng phụ trách                        lead
Phân công phụ trách                          lead
Phân công trách nhiệm                        lead
Phân công nhiệm vụ                           lead
Người chủ trì                                lead
Người chịu trách nhiệm chính                 lead
Đơn vị làm đầu mối                           lead
Ban, ngành chủ trì                           lead
Sở, ngành chủ trì                            lead
Cơ quan trực tiếp thực hiện                  lead
Đơn vị trực tiếp thực hiện                   lead
Cấp thực hiện                                lead
Chủ thể thực hiện                            lead
Lực lượng thực hiện                          lead
Thành phần thực hiện                         lead
Ai làm                                       lead
Giao cho                                     lead
Phối hợp với                                 coordination
Phối hợp cùng                                coordination
CQ phối hợp                                  coordination
ĐV phối hợp                                  coordination
Các cơ quan phối hợp                         coordination
Các đơn vị phối hợp                          coordination
Đơn vị, cá nhân phối hợp                     coordination
Bộ phận phối hợp                             coordination
Phòng phối hợp                               coordination
Khoa, phòng phối hợp                         coordination
Cơ quan tham gia                             coordination
Đơn vị phối hợp chính                        coordination
Người phối hợp                               coordination
Cá nhân phối hợp                             coordination
Thành phần tham gia                          coordination
Lực lượng tham gia                           coordination
Đơn vị, bộ phận liên quan                    coordination
Tổ chức, cá nhân liên quan                   coordination
Cơ quan hỗ trợ                               coordination
Đối tượng phối hợp                           coordination
Cơ quan cùng phối hợp                        coordination
Thành viên tham gia                          coordination
Cơ quan đồng thực hiện                       coordination
Đơn vị phối hợp tổ chức                      coordination
Đơn vị phối hợp triển khai                   coordination
Sở, ngành phối hợp                           coordination
Địa phương phối hợp                          coordination
Đơn vị phối hợp, tham gia                    coordination
Thời gian, tiến độ                           due
T/gian                                       due
TG thực hiện                                 due
Thời gian TH                                 due
Thời gian trình                              due
Thời hạn trình                               due
Thời gian ban hành                           due
Thời điểm trình                              due
Thời gian bắt đầu - kết thúc                 due
Thời hạn thực hiện                           due
Thời gian hoàn thành (trước ngày)            due
Thời gian dự kiến hoàn thành                 due
Dự kiến thời gian                            due
Dự kiến thời gian hoàn thành                 due
Dự kiến thời gian thực hiện                  due
Thời gian tổ chức                            due
Thời gian báo cáo                            due
Thời hạn gửi báo cáo                         due
Thời hạn xử lý                               due
Thời hạn giải quyết                          due
Ngày thực hiện                               due
Ngày, tháng                                  due
Tháng                                        due
Quý                                          due
Tháng thực hiện                              due
Tháng hoàn thành                             due
Năm thực hiện                                due
Kỳ thực hiện                                 due
Kỳ báo cáo                                   due
Tần suất                                     due
Tần suất thực hiện                           due
Định kỳ                                      due
Lịch thực hiện                               due
Lịch trình                                   due
Tiến độ hoàn thành                           due
Mốc hoàn thành                               due
Mốc tiến độ                                  due
Hạn cuối                                     due
Hạn nộp                                      due
Hạn thực hiện                                due
Hạn báo cáo                                  due
Thời lượng                                   due
Giai đoạn thực hiện                          due
Thời kỳ thực hiện                            due
Khi nào                                      due
Thời điểm thực hiện                          due
Thời gian cần hoàn thành                     due
Yêu cầu về thời gian                         due
Yêu cầu tiến độ                              due
Yêu cầu thời gian hoàn thành                 due
Đến hạn                                      due
Chú ý                                        note
Nhận xét                                     note
Chú giải                                     note
Ghi chú (nếu có)                             note
Ghi chú, kiến nghị                           note
Dự kiến kinh phí                             budget
Kinh phí dự kiến                             budget
Kinh phí (đồng)                              budget
KP thực hiện                                 budget
Nguồn lực thực hiện                          budget
Nguồn lực                                    budget
Kinh phí, nguồn lực                          budget
Nhu cầu kinh phí                             budget
Nguồn tài chính                              budget
Tổng mức đầu tư                              budget
Tổng vốn                                     budget
Nguồn ngân sách                              budget
Giá trị (triệu đồng)                         budget
Số tiền                                      budget
Kinh phí đề nghị                             budget
Đơn giá                                      budget
Thành tiền                                   budget
Dự toán                                      budget
Chi phí thực hiện                            budget
Địa điểm dự kiến                             place
Địa chỉ                                      place
Nơi thực hiện                                place
Phạm vi                                      place
Địa bàn                                      place
Địa điểm, địa bàn                            place
Phạm vi triển khai                           place
Khu vực thực hiện                            place
Địa điểm triển khai                          place
Địa điểm, đối tượng                          place
Lãnh đạo UBND chỉ đạo                        person
Lãnh đạo phụ trách, chỉ đạo                  person
Phó Chủ tịch phụ trách                       person
Đồng chí phụ trách                           person
Cán bộ thực hiện                             person
Cán bộ đầu mối                               person
CB phụ trách                                 person
Công chức thực hiện                          person
Công chức theo dõi                           person
Viên chức phụ trách                          person
Chuyên viên phụ trách                        person
Chuyên viên tham mưu                         person
Họ tên                                       person
Họ và tên người thực hiện                    person
Lãnh đạo Sở phụ trách                        person
Lãnh đạo chủ trì                             person
Người phê duyệt                              person
Thành viên phụ trách                         person
Giáo viên phụ trách                          person
Ủy viên phụ trách                            person
Bắt đầu                                      start
Thời điểm bắt đầu                            start
Khởi công                                    start
Ngày khởi công                               start
Từ                                           start
Khởi đầu                                     start
Tháng bắt đầu                                start
Bắt đầu từ                                   start
Từ tháng                                     start
Kết thúc                                     end
Đến                                          end
Tháng kết thúc                               end
Thời điểm kết thúc                           end
Đến tháng                                    end
Căn cứ pháp lý                               unknown
Cơ sở pháp lý                                unknown
Văn bản căn cứ                               unknown
Số văn bản                                   unknown
Số, ký hiệu                                  unknown
Cấp ban hành                                 unknown
Cơ quan phê duyệt                            unknown
ĐVT                                          unknown
Số lượng                                     unknown
Mục tiêu                                     unknown
Mục đích                                     unknown
Lĩnh vực                                     unknown
Đối tượng                                    unknown
Thành phần                                   unknown
Hình thức                                    unknown
Cách thức thực hiện                          unknown
Phương thức                                  unknown
Phương pháp                                  unknown
Mức độ ưu tiên                               unknown
Ưu tiên                                      unknown
Tỷ lệ                                        unknown
Tình trạng                                   unknown
Trạng thái                                   unknown
Tỷ trọng                                     unknown
Điểm                                         unknown
Thang điểm                                   unknown
Thực trạng                                   unknown
Nhóm                                         unknown
Tiêu chí                                     unknown
Chỉ số                                       unknown
Trụ cột                                      unknown
Thẩm quyền                                   unknown
Cơ quan giám sát                             unknown
Đơn vị giám sát                              unknown
Nơi nhận                                     unknown
Nơi gửi                                      unknown
Nơi nhận báo cáo                             unknown
Đơn vị nhận báo cáo                          unknown
Đối tượng thụ hưởng                          unknown
Số người                                     unknown
Số lớp                                       unknown
Quy mô                                       unknown
Khối lượng                                   unknown
Số t.t                                       number
Việc cần thực hiện                           content
Vấn đề cần giải quyết                        content
Chủ đề                                       content
Mục tiêu, nhiệm vụ                           content
Mục tiêu, kết quả cần đạt                    product
Chỉ tiêu/kết quả                             product
KQ đạt được                                  product
Loại văn bản                                 product
Thể loại văn bản                             product
Hình thức sản phẩm                           product
Hình thức tổ chức                            unknown
P/hợp                                        coordination
Phòng/Ban                                    name
Cơ quan trình                                unknown
Cơ quan chủ trì trình                        lead
Cơ quan giao nhiệm vụ                        unknown
Cơ quan được giao nhiệm vụ                   lead
Số người tham gia                            unknown
Văn bản giao                                 unknown
Kết quả năm trước                            unknown
CV theo dõi                                  person
Người liên hệ                                person
Kinh phí, chủ đề                             budget
Thực hiện trong (năm)                        due
Thực hiện (năm)                              due
Triển khai vào                               due
Xong trước                                   due
TGHT                                         due
T.gian                                       due
Ngày nộp                                     due
Ngày                                         due
Tuần                                         due
Ngày BĐ                                      start
Ngày KT                                      end
KQ                                           product
KQ cần đạt                                   product
Đơn vị PH                                    coordination
ĐVPH                                         coordination
ĐVCT                                         lead
Bộ phận TH                                   lead
Cơ quan giải quyết                           lead
Đơn vị được giao                             lead
Cơ quan thường trực                          lead
Chi bộ được kiểm tra                         name
Tên báo cáo                                  content
Kết quả đến nay                              unknown
Kết quả thực hiện đến 30/6                   unknown
Kết quả thực hiện năm 2023                   unknown
Kết quả kiểm tra năm trước                   unknown
Tiến độ hiện tại                             unknown
Tiến độ thực hiện đến nay                    unknown
Tiến độ năm 2024                             due
Kết quả năm 2024                             product
Thời gian bảo hành                           unknown
Thời lượng (tiết)                            unknown
Số ngày thực hiện                            unknown
Niên độ ngân sách                            unknown
Mã sản phẩm                                  unknown
Tỷ trọng kết quả (%)                         unknown
Ngày ban hành                                unknown
Cơ quan thẩm tra                             unknown
Hạn sử dụng                                  unknown
Thời hạn hiệu lực                            unknown
Hạn mức                                      unknown
Hạn báo cáo                                  due
Chức vụ người chủ trì                        unknown
Chức danh người thực hiện                    unknown
Việc cần giải quyết                          content
Giai đoạn triển khai                         due
"""
PAIRS = [tuple(line.rsplit("  ", 1)) for line in HEADERS.strip().splitlines()]


@pytest.mark.parametrize(("header", "role"), [(header.strip(), role.strip()) for header, role in PAIRS])
def test_the_role_that_a_header_names(header: str, role: str) -> None:
    assert read_header((header,)).role == role


@pytest.mark.parametrize(
    ("parts", "role"),
    [
        (("Tổ chức thực hiện", "Cơ quan", "Chủ trì"), "lead"),
        (("Tổ chức thực hiện", "Cơ quan", "Phối hợp"), "coordination"),
        (("Tổ chức thực hiện", "Tiến độ", "Thời gian bắt đầu"), "start"),
        (("Thời gian", "Kết thúc"), "end"),
        (("Phân công", "Thời hạn"), "due"),
        (("Kinh phí (triệu đồng)", "Tổng số"), "budget"),
        (("Đơn vị thực hiện", "Phòng"), "lead"),
    ],
)
def test_the_lowest_row_that_names_a_role_decides(parts: tuple[str, ...], role: str) -> None:
    assert read_header(parts).role == role


@pytest.mark.parametrize(
    ("header", "role", "second"),
    [
        ("Đơn vị chủ trì/phối hợp", "lead", "coordination"),
        ("Chủ trì, phối hợp", "lead", "coordination"),
        ("Người thực hiện & kết quả", "lead", "product"),
        ("Kết quả và thời gian hoàn thành", "product", "due"),
        ("Thời gian, địa điểm", "due", "place"),
        ("Nội dung và thời gian", "content", "due"),
        ("Đơn vị, thời gian thực hiện", "lead", "due"),
        # one thing, though several words name it
        ("Nhiệm vụ/giải pháp", "content", None),
        ("Thời gian thực hiện và hoàn thành", "due", None),
        ("Nội dung công việc phối hợp", "content", None),
        ("Sản phẩm, kết quả", "product", None),
        ("Thời gian bắt đầu - kết thúc", "due", None),
    ],
)
def test_a_column_of_two_things(header: str, role: str, second: str | None) -> None:
    found = read_header((header,))
    assert (found.role, found.second) == (role, second)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("hi chú", "note"),
        ("Cơ quan chủ trl", "lead"),
        ("Thời gian thưc hiên", "due"),
        ("Sán phâm", "product"),
        ("Đơn v| phối hơp", "coordination"),
        ("Ghì chủ", "note"),
        ("Nhiêm vu", "content"),
        ("nội dunq công vjệc", "content"),
        ("C ơ q u a n , t ổ c h ứ c p h ố i hợp", "coordination"),
        ("D ự k i ế n t hờ i g i a n", "due"),
        ("Đ ơ n v ị c h ủ tr ì (t h a m m ư u )", "lead"),
        ("Đ ơ n v ị t í n h", "unknown"),
        ("Lớp trưởng", "unknown"),
        ("Chuyên mục", "unknown"),
        ("Mã số", "unknown"),
    ],
)
def test_headers_read_with_errors(header: str, role: str) -> None:
    assert read_header((header,)).role == role


def test_a_rest_of_a_word_over_a_header_that_names_its_role() -> None:
    """A false upright cut "Triển khai thực hiện"; what is left looks like "tiến độ"."""
    assert read_header(("Triển l", "Trách nhiệm", "Đơn vị thực hiện")).role == "lead"
    assert read_header(("Triển l", "Thời gian thưc hiên")).role == "due"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Ng à y b ắ t đ ầ u", "start"),
        ("T h ờ i g i a n k ế t t h ú c", "end"),
        ("Ng à y h o à n t h à nh", "due"),
        ("C ơ q u a n c h ủ t r ì", "lead"),
        ("Đ ồng c h í p h ụ tr á ch", "person"),
        ("Q u y m ô", "unknown"),
        ("C h ủ t r l", "lead"),  # misread
    ],
)
def test_a_header_with_blanks_between_its_letters(header: str, role: str) -> None:
    assert read_header((header,)).role == role
