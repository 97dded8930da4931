from datetime import date

import pytest

from kehoach.language.agencies import agency_at, ended_before, full_name, issuer_on, names_today, successors
from kehoach.language.registry import table

BEFORE, BETWEEN, AFTER = date(2020, 5, 1), date(2025, 4, 1), date(2025, 8, 1)

# name, as it is spelled out, who has the duties now (empty for none but itself)
NAMES = """
STTTT|Sở Thông tin và Truyền thông|Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch
Sở TT&TT|Sở Thông tin và Truyền thông|Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch
Sở Thông tin & truyền thông|Sở Thông tin và Truyền thông|Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch
SGTVT|Sở Giao thông vận tải|Sở Xây dựng
Sở KH&ĐT|Sở Kế hoạch và Đầu tư|Sở Tài chính
Sở LĐ-TB&XH|Sở Lao động - Thương binh và Xã hội|Sở Nội vụ; Sở Y tế; Sở Giáo dục và Đào tạo
Sở Lao động, Thương binh và Xã hội|Sở Lao động - Thương binh và Xã hội|Sở Nội vụ; Sở Y tế; Sở Giáo dục và Đào tạo
Sở NN&PTNT|Sở Nông nghiệp và Phát triển nông thôn|Sở Nông nghiệp và Môi trường
Sở TN và MT|Sở Tài nguyên và Môi trường|Sở Nông nghiệp và Môi trường
Ban Dân tộc tỉnh|Ban Dân tộc|Sở Dân tộc và Tôn giáo
Sở VH,TT&DL|Sở Văn hóa, Thể thao và Du lịch|
Sở Văn hóa - Thông tin|Sở Văn hóa - Thông tin|Sở Văn hóa, Thể thao và Du lịch
SNV|Sở Nội vụ|
Sở Giao thông vận tải tỉnh Bình Dương|Sở Giao thông vận tải tỉnh Bình Dương|Sở Xây dựng thành phố Hồ Chí Minh
Sở Tư pháp tỉnh Quảng Nam|Sở Tư pháp tỉnh Quảng Nam|Sở Tư pháp thành phố Đà Nẵng
UBND tỉnh Long An|Ủy ban nhân dân tỉnh Long An|Ủy ban nhân dân tỉnh Tây Ninh
UBND tỉnh|Ủy ban nhân dân tỉnh|
UBND TP Hà Nội|Ủy ban nhân dân thành phố Hà Nội|
UBND các huyện, thị xã, thành phố|Ủy ban nhân dân cấp huyện|Ủy ban nhân dân cấp xã
VP UBND tỉnh|Văn phòng Ủy ban nhân dân tỉnh|
Bộ TT&TT|Bộ Thông tin và Truyền thông|Bộ Khoa học và Công nghệ; Bộ Văn hóa, Thể thao và Du lịch
Bộ Thủy sản|Bộ Thủy sản|Bộ Nông nghiệp và Môi trường
Ủy ban Dân tộc|Ủy ban Dân tộc|Bộ Dân tộc và Tôn giáo
Thanh tra Sở|Thanh tra Sở|Thanh tra tỉnh
tỉnh Hà Giang|Hà Giang|Tuyên Quang
Thừa Thiên Huế|Thừa Thiên Huế|Huế
Hà Tây|Hà Tây|Hà Nội
Sở Nội vụ tỉnh Đồng Nai|Sở Nội vụ thành phố Đồng Nai|
UBND thành phố Đồng Nai|Ủy ban nhân dân thành phố Đồng Nai|
UBND tỉnh Bình Phước|Ủy ban nhân dân tỉnh Bình Phước|Ủy ban nhân dân thành phố Đồng Nai
UBND xã, phường, đặc khu|Ủy ban nhân dân cấp xã|
UBND các xã, phường trên địa bàn tỉnh|Ủy ban nhân dân cấp xã|
Tổng cục Thuế|Tổng cục Thuế|Cục Thuế
Tổng cục Hải quan|Tổng cục Hải quan|Cục Hải quan
Tổng cục Thống kê|Tổng cục Thống kê|Cục Thống kê
Ban Tuyên giáo Trung ương|Ban Tuyên giáo Trung ương|Ban Tuyên giáo và Dân vận Trung ương
Ban Dân vận Trung ương|Ban Dân vận Trung ương|Ban Tuyên giáo và Dân vận Trung ương
Ban Tuyên giáo Thành ủy|Ban Tuyên giáo Thành ủy|Ban Tuyên giáo và Dân vận Thành ủy
Ban Kinh tế Trung ương|Ban Kinh tế Trung ương|Ban Chính sách, chiến lược Trung ương
Công an các huyện, thành phố|Công an cấp huyện|Công an tỉnh
Cục Thuế tỉnh|Cục Thuế tỉnh|Thuế tỉnh
Kho bạc Nhà nước tỉnh|Kho bạc Nhà nước tỉnh|Kho bạc Nhà nước khu vực
Tòa án nhân dân huyện|Tòa án nhân dân cấp huyện|Tòa án nhân dân khu vực
Phòng Nội vụ các huyện|Phòng Nội vụ cấp huyện|Phòng Văn hóa - Xã hội
Trung tâm PVHCC tỉnh|Trung tâm Phục vụ hành chính công|
Văn phòng UBND tỉnh (Trung tâm Thông tin)|Văn phòng Ủy ban nhân dân tỉnh|
Sở Nội vụ tỉnh Đắc Lắc|Sở Nội vụ tỉnh Đắk Lắk|
""".strip().splitlines()


@pytest.mark.parametrize("row", NAMES)
def test_names_are_spelled_out_and_followed_to_today(row: str) -> None:
    name, full, now = row.split("|")
    assert (full_name(name), "; ".join(successors(name))) == (full, now)
    assert "; ".join(names_today(name)) == (now or full)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Phòng TCCB", "Phòng Tổ chức cán bộ"),
        ("Phòng KH-TC", "Phòng Kế hoạch - Tài chính"),
        ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"),
        ("UBND huyện Ba Tơ", "Ủy ban nhân dân huyện Ba Tơ"),
        ("Đài PT-TH Đồng Nai", "Đài Phát thanh - Truyền hình Đồng Nai"),
        ("Trung tâm QLCL", "Trung tâm QLCL"),
        ("Văn phòng", "Văn phòng"),
        ("Sở", "Sở"),
        ("tỉnh", "tỉnh"),
        ("UBND", "Ủy ban nhân dân"),
        ("Phòng TT", "Phòng TT"),
        ("", ""),
    ],
)
def test_what_the_registry_does_not_have_is_spelled_out_alone(name: str, full: str) -> None:
    assert (full_name(name), successors(name), names_today(name), agency_at(name, BEFORE)) == (
        full,
        (),
        (),
        None,
    )


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("STTTT", ["so-thong-tin-va-truyen-thong", None, None]),
        (
            "Sở Nông nghiệp và Môi trường",
            [None, "so-nong-nghiep-va-moi-truong", "so-nong-nghiep-va-moi-truong"],
        ),
        ("Bộ Xây dựng", ["bo-xay-dung"] * 3),
        ("tỉnh Tây Ninh", ["tay-ninh", "tay-ninh", "tay-ninh-2025"]),
        ("Sở Tư pháp tỉnh Long An", ["so-tu-phap/long-an", "so-tu-phap/long-an", None]),
        ("Huế", [None, "hue", "hue"]),
        ("UBND cấp huyện", ["uy-ban-nhan-dan-cap-huyen", "uy-ban-nhan-dan-cap-huyen", None]),
    ],
)
def test_what_a_name_stood_for_on_a_day(name: str, keys: list[str | None]) -> None:
    found = [agency_at(name, day) for day in (BEFORE, BETWEEN, AFTER)]
    assert [agency and agency.key for agency in found] == keys


def test_there_were_63_provinces_and_are_34() -> None:
    named = set(PROVINCES.replace("\n", ", ").split(", "))
    assert len(named) == 63
    assert all(agency_at(name, BEFORE) for name in named)
    assert len({names_today(name) for name in named}) == 34
    assert sum(agency_at(names_today(name)[0], AFTER) is not None for name in named) == 63


PROVINCES = """An Giang, Bà Rịa - Vũng Tàu, Bắc Giang, Bắc Kạn, Bạc Liêu, Bắc Ninh, Bến Tre, Bình Định, Bình Dương
Bình Phước, Bình Thuận, Cà Mau, Cần Thơ, Cao Bằng, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp
Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Hưng Yên
Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lâm Đồng, Lạng Sơn, Lào Cai, Long An, Nam Định, Nghệ An, Ninh Bình
Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh
Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái"""


@pytest.mark.parametrize(
    ("name", "day", "ended"),
    [
        ("Sở GTVT", date(2026, 1, 5), date(2025, 2, 28)),
        ("Sở GTVT", date(2025, 1, 5), None),
        ("Sở Nông nghiệp và Môi trường", date(2020, 1, 5), None),
        ("Sở Tư pháp tỉnh Bình Dương", date(2026, 1, 5), date(2025, 6, 30)),
        ("Văn phòng", date(2026, 1, 5), None),
    ],
)
def test_an_agency_that_is_no_more(name: str, day: date, ended: date | None) -> None:
    assert ended_before(name, day) == ended


def test_every_table_names_its_source_and_heirs_that_exist() -> None:
    from kehoach.language import agencies

    for name in ("ministries", "departments", "local", "provinces", "abbreviations"):
        assert table(name)["source"]
    for name in ("ministries", "departments", "local"):
        for entry in agencies._tables(name):
            assert len(agencies._by_names(entry.heirs)) == len(entry.heirs), entry.name
            assert bool(entry.heirs) is bool(entry.valid_until), entry.name


@pytest.mark.parametrize(
    ("issuer", "parent", "day", "found"),
    [
        (
            "Sở Giao thông vận tải",
            "UBND tỉnh Bình Dương",
            BEFORE,
            ("so-giao-thong-van-tai/binh-duong", "Bình Dương"),
        ),
        ("UBND tỉnh Đồng Nai", None, BEFORE, ("uy-ban-nhan-dan/dong-nai", "Đồng Nai")),
        ("UBND thành phố Đồng Nai", None, date(2026, 6, 1), ("uy-ban-nhan-dan/dong-nai-2025", "Đồng Nai")),
        ("Sở Nội vụ", None, AFTER, ("so-noi-vu", None)),
        ("Bộ Nội vụ", None, AFTER, ("bo-noi-vu", None)),
        ("Sở Giao thông vận tải", "UBND tỉnh Bình Dương", AFTER, (None, None)),
        ("Bệnh viện Đa khoa tỉnh", "Sở Y tế", AFTER, (None, None)),
        ("Công ty Cấp nước", None, AFTER, (None, None)),
    ],
)
def test_an_issuer_and_its_province_on_a_day(
    issuer: str, parent: str | None, day: date, found: tuple[str | None, str | None]
) -> None:
    assert issuer_on(issuer, parent, day) == found
