import pytest

from normalize.tasks.column_roles import Assigned, Candidate, assign_roles
from normalize.tasks.header_words import read_header

AGENCIES = ("Văn phòng Sở", "Thanh tra Sở", "Phòng Tài chính")
TIMES = ("Quý I/2021", "Tháng 5/2021", "Trước ngày 30/11/2021")
MONEY = ("50 triệu đồng", "75 triệu đồng", "1.250.000 đồng")
PERSONS = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng")
PROSE = (
    "Rà soát, công bố danh mục thủ tục hành chính lĩnh vực điện lực",
    "Tổ chức tập huấn nghiệp vụ kiểm soát thủ tục hành chính",
    "Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính",
)
NUMBERS = ("1", "2", "3")


def assign(*columns: tuple[str, tuple[str, ...]]) -> tuple[Assigned, ...]:
    return assign_roles(
        [Candidate(read_header((header,) if header else ()), texts) for header, texts in columns]
    )


def roles(*columns: tuple[str, tuple[str, ...]]) -> list[str]:
    return [column.role for column in assign(*columns)]


def test_no_role_twice() -> None:
    """Of two contents the one that reads as such stays, the other is none."""
    found = roles(("STT", NUMBERS), ("Nhiệm vụ", PROSE), ("Nội dung", ("Thể chế", "Tập huấn", "Kiểm tra")))
    assert found == ["number", "content", "unknown"]


def test_a_person_leads_where_no_office_does() -> None:
    task = ("Nhiệm vụ", PROSE)
    found = assign(task, ("Chuyên viên thực hiện", PERSONS), ("Hạn", TIMES))
    assert [(column.role, column.doubt) for column in found] == [
        ("content", None),
        ("lead", None),
        ("due", None),
    ]
    doubted = assign(task, ("Chuyên viên", ("Tốt", "Khá", "Đạt")), ("Hạn", TIMES))[1]
    assert (doubted.role, doubted.doubt) == ("lead", "column_by_cells")
    assert roles(task, ("Chuyên viên thực hiện", PERSONS), ("Phòng phụ trách", AGENCIES)) == [
        "content",
        "person",
        "lead",
    ]


def test_the_body_leads_and_not_the_person_beside_it() -> None:
    task, office = ("Nhiệm vụ", PROSE), ("Khoa/Phòng thực hiện", AGENCIES)
    assert roles(task, office, ("Người phụ trách", PERSONS)) == ["content", "lead", "person"]
    assert roles(task, ("Người thực hiện", PERSONS), ("Phòng/Ban", AGENCIES)) == ["content", "person", "lead"]
    inspected = ("Đơn vị được kiểm tra", AGENCIES)
    assert roles(task, ("Người thực hiện", PERSONS), inspected) == ["content", "lead", "name"]
    assert roles(task, ("Người phụ trách", PERSONS), ("Đơn vị phối hợp", AGENCIES)) == [
        "content",
        "lead",
        "coordination",
    ]
    assert roles(task, ("Người phụ trách", AGENCIES), ("Thực hiện", ("Tốt", "Khá", "Đạt")))[1] == "lead"


def test_a_bare_office_leads_where_another_column_says_what_is_done() -> None:
    assert roles(("Nhiệm vụ", PROSE), ("Đơn vị", AGENCIES), ("Thời gian", TIMES)) == [
        "content",
        "lead",
        "due",
    ]
    assert roles(("STT", NUMBERS), ("Đơn vị", AGENCIES), ("Thời gian", TIMES)) == ["number", "name", "due"]


@pytest.mark.parametrize(
    ("header", "cells", "contradicts"),
    [
        ("Đơn vị chủ trì", MONEY, True),
        ("Đơn vị chủ trì", TIMES, True),
        ("Đơn vị chủ trì", PERSONS, False),
        ("Đơn vị chủ trì", ("Theo phân công của Giám đốc", "Tập thể lớp K45", "GVHD"), False),
        ("Thời gian", AGENCIES, True),
        ("Tiến độ", ("80%", "100%", "45 %"), True),
        ("Thời gian", ("8h30", "14h00", "02 ngày"), False),
        ("Thời gian", ("Sau khi có hướng dẫn", "Theo đề cương", "Khi phát sinh"), False),
        ("Nội dung", MONEY, True),
        ("Thời gian", ("Văn phòng Sở",), False),  # one cell is too few to say
    ],
)
def test_cells_that_no_column_of_the_role_holds(
    header: str, cells: tuple[str, ...], contradicts: bool
) -> None:
    (_, found) = assign(("STT", NUMBERS), (header, cells))
    assert (found.doubt == "column_contradicts_header") is contradicts
    assert (found.role == "unknown") is contradicts


def test_columns_without_a_header_are_told_by_their_cells() -> None:
    found = assign(("", NUMBERS), ("", PROSE), ("", AGENCIES), ("", AGENCIES[::-1]), ("", TIMES))
    assert [column.role for column in found] == ["number", "content", "lead", "coordination", "due"]
    assert {column.doubt for column in found} == {"column_by_cells"}


def test_a_header_that_cannot_be_read_over_agencies() -> None:
    found = assign(("Nội dung nhiệm vụ", PROSE), ("ìrt ủhc ịv nơĐ", AGENCIES), ("Thời hạn", TIMES))
    assert [(column.role, column.doubt) for column in found] == [
        ("content", None),
        ("lead", "column_by_cells"),
        ("due", None),
    ]


def test_times_under_a_header_that_says_only_that_things_are_done() -> None:
    """“T/gian thực hiện”, misread; agencies there are no other role's."""
    header = ("Tlgian thực hiện", TIMES)
    found = assign(("Nội dung nhiệm vụ", PROSE), ("Đơn vị chủ trì", AGENCIES), header)
    assert (found[2].role, found[2].doubt) == ("due", "column_by_cells")
    some = ("Thè i gian thực hiện", ("Tháng 3/2022", "Quý II/2022", "Khi Bộ có đề nghị cử cán bộ"))
    assert roles(("Nội dung nhiệm vụ", PROSE), ("Đơn vị chủ trì", AGENCIES), some)[2] == "due"
    assert roles(("Nội dung nhiệm vụ", PROSE), ("Chủ trì", AGENCIES), ("Thực hiện", AGENCIES))[2] == "unknown"


def test_a_header_that_says_something_else_is_believed() -> None:
    """Not every column of agencies leads."""
    found = assign(("Nội dung nhiệm vụ", PROSE), ("Cơ quan ban hành", AGENCIES), ("Thời hạn", TIMES))
    assert found[1] == Assigned("unknown", 0.5, "unknown_column")


def test_what_is_made_under_a_header_that_says_nothing() -> None:
    """Documents and other short things; remarks are none, nor is what another header names."""
    things = ("Báo cáo", "Kế hoạch", "Tin, bài")
    assert roles(("", NUMBERS), ("", PROSE), ("", things), ("", AGENCIES))[2] == "product"
    assert roles(("", NUMBERS), ("", PROSE), ("", ("Cao", "Thấp", "Cao")), ("", AGENCIES))[2] == "unknown"
    misread = assign(("STT", NUMBERS), ("Nội dung", PROSE), ("Kết , sản", things), ("Chủ trì", AGENCIES))
    assert (misread[2].role, misread[2].doubt) == ("product", "column_by_cells")
    assert roles(("Nội dung", PROSE), ("Căn cứ", things), ("Chủ trì", AGENCIES))[1] == "unknown"
    assert roles(("Nội dung", PROSE), ("Kết , sản", things), ("Kết quả", things))[1:] == [
        "unknown",
        "product",
    ]


def test_a_header_that_says_only_that_things_are_done_over_what_is_done() -> None:
    """Where no other header names the contents, nor whom it is done to; who does it is no content."""
    deeds, office, due = ("Chỉ đạo, triển khai", PROSE), ("Bộ phận chủ trì", AGENCIES), ("Hạn", TIMES)
    found = assign(("TT", NUMBERS), deeds, office, due)
    assert [column.role for column in found] == ["number", "content", "lead", "due"]
    assert found[1].doubt == "column_by_cells"
    assert roles(deeds, due) == ["content", "due"]
    assert roles(("Triển khai thực hiện", AGENCIES), due) == ["lead", "due"]
    assert roles(("Nhiệm vụ", PROSE), deeds, due) == ["content", "unknown", "due"]
    assert roles(("Đơn vị được kiểm tra", AGENCIES), ("Phân công thực hiện", PROSE)) == ["name", "lead"]


def test_a_bare_body_leads_beside_contents_that_cells_tell() -> None:
    """Not beside a header that names another thing."""
    office = ("Giao đơn vị", AGENCIES)
    assert roles(("TT", NUMBERS), ("Đề mục", PROSE), office) == ["number", "content", "lead"]
    assert roles(("TT", NUMBERS), ("Mục tiêu", PROSE), office) == ["number", "unknown", "name"]


@pytest.mark.parametrize(
    ("header", "cells", "role"),
    [
        ("Điều kiện thực hiện", ("Có kinh phí", "Có nhân lực", "Có hướng dẫn"), "unknown"),
        ("Trạng thái thực hiện", ("Xong", "Đang làm", "Chưa"), "unknown"),
        ("Ước thực hiện năm 2023", ("95%", "80%", "100%"), "unknown"),
        ("Lý do chưa thực hiện", ("Thiếu vốn", "Chờ hướng dẫn", "Không"), "unknown"),
        ("Phương án thực hiện", AGENCIES, "lead"),
        ("Đơn vị thực hiện", ("BGH", "Tổ Toán", "Đội xe"), "lead"),  # bodies that cells do not tell
        ("Khoa/Phòng thực hiện", ("KSNK", "KHTH", "HSCC"), "lead"),
        ("Thực hiện", ("KSNK", "KHTH", "HSCC"), "lead"),
    ],
)
def test_what_is_done_leads_only_where_its_header_or_its_cells_name_who(
    header: str, cells: tuple[str, ...], role: str
) -> None:
    found = assign(("Nhiệm vụ", PROSE), (header, cells), ("Hạn", TIMES))[1]
    assert (found.role, found.doubt) == (role, "unknown_column" if role == "unknown" else None)


def test_a_body_of_which_more_is_said_leads_in_doubt() -> None:
    """A bare one does not: "Các đơn vị"; what somebody does to the work of others is no lead."""
    task, due = ("Nhiệm vụ", PROSE), ("Hạn", TIMES)
    assert assign(task, ("Cơ quan báo cáo", AGENCIES), due)[1].doubt == "column_by_cells"
    assert assign(task, ("Các đơn vị", AGENCIES), due)[1].doubt is None
    office = ("Cơ quan chủ trì", AGENCIES)
    assert assign(task, office, ("Đơn vị đồng tổ chức", AGENCIES), due)[2].doubt == "unknown_column"
    assert assign(task, office, ("Đơn vị", AGENCIES), due)[2] == Assigned("name", 0.95)
    assert assign(task, office, ("Đơn vị được kiểm tra", AGENCIES), due)[2] == Assigned("name", 0.95)
    for header in ("Cơ quan thẩm tra", "Đơn vị phê duyệt"):
        assert roles(task, (header, AGENCIES), due)[1] == "unknown"


@pytest.mark.parametrize(
    ("header", "cells", "role"),
    [
        ("Giá sản phẩm", ("50.000", "60.000", "20.000"), "unknown"),
        ("Đánh giá kết quả", ("Tốt", "Khá", "Đạt"), "unknown"),
        ("Email đầu mối", ("a@x.vn", "b@x.vn", "c@x.vn"), "unknown"),
        ("Lĩnh vực liên quan", ("Y tế", "Giáo dục", "Đất đai"), "unknown"),
        ("Hồ sơ liên quan", ("HS1", "HS2", "HS3"), "unknown"),
        ("Hồ sơ minh chứng", ("HS1", "HS2", "HS3"), "product"),
        ("Hội đồng chủ trì", AGENCIES, "lead"),
        ("Yêu cầu về sản phẩm", ("Tốt", "Khá", "Đạt"), "product"),
        ("Sở, ngành phối hợp", ("CA", "QS", "BP"), "coordination"),
        ("Kêt quà, sản phẩm", ("Tốt", "Khá", "Đạt"), "product"),  # misread
    ],
)
def test_what_stands_first_in_a_header_says_what_its_column_is(
    header: str, cells: tuple[str, ...], role: str
) -> None:
    """Where no word here names it, cells must tell the role that is named behind it."""
    assert roles(("STT", NUMBERS), ("Nhiệm vụ", PROSE), (header, cells))[2] == role
