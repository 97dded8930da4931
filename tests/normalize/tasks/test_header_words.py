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
    ],
)
def test_a_column_of_two_things(header: str, role: str, second: str | None) -> None:
    found = read_header((header,))
    assert (found.role, found.second) == (role, second)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Cơ quan chủ trl", "lead"),
        ("Thời gian thưc hiên", "due"),
        ("Sán phâm", "product"),
        ("Đơn v| phối hơp", "coordination"),
        ("Ghì chủ", "note"),
        ("Nhiêm vu", "content"),
        ("nội dunq công vjệc", "content"),
        ("Lớp trưởng", "unknown"),
        ("Chuyên mục", "unknown"),
        ("Mã số", "unknown"),
    ],
)
def test_headers_read_with_errors(header: str, role: str) -> None:
    assert read_header((header,)).role == role
